"""The pages, one module for each: read the address, ask a query, fill a template."""

from __future__ import annotations

from vedette.web.pages import activity, claims, coverage, maps, report, situation, sources, timeline

ROUTERS = tuple(
    each.router for each in (situation, activity, report, claims, timeline, sources, maps, coverage)
)
