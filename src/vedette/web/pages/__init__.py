"""The pages, one module for each: read the address, ask a query, fill a template."""

from __future__ import annotations

from vedette.web.pages import (
    activities,
    activity,
    activity_parts,
    claims,
    report,
    situation,
    sources,
    timeline,
)

ROUTERS = tuple(
    each.router
    for each in (situation, activity, activity_parts, activities, report, claims, timeline, sources)
)
