"""The pages, one module for each: read the address, ask a query, fill a template."""

from __future__ import annotations

from vedette.web.pages import (
    activity,
    claims,
    people,
    places,
    report,
    saved,
    situation,
    sources,
    things,
    timeline,
)

ROUTERS = tuple(
    each.router
    for each in (
        situation,
        activity,
        report,
        claims,
        people,
        things,
        places,
        timeline,
        sources,
        saved,
    )
)
