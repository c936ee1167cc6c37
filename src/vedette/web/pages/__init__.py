"""The pages, one module for each: read the address, ask a query, fill a template."""

from __future__ import annotations

from vedette.web.pages import (
    accounts,
    activities,
    activity,
    activity_parts,
    brief,
    check,
    claims,
    coverage,
    deciding,
    decisions,
    maps,
    people,
    places,
    report,
    review,
    saved,
    situation,
    sources,
    things,
    timeline,
)

_PAGES = (
    accounts,
    activities,
    activity,
    activity_parts,
    brief,
    check,
    claims,
    coverage,
    deciding,
    decisions,
    maps,
    people,
    places,
    report,
    review,
    saved,
    situation,
    sources,
    things,
    timeline,
)
ROUTERS = (*(each.router for each in _PAGES), activity.whole)
