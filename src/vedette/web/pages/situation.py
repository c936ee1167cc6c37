"""The first page: what the store holds, and what is not known."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from vedette.run.coverage import coverage as measure
from vedette.web.asked import METHODS, site_of
from vedette.web.site import Here, headline, state_of

router = APIRouter(default_response_class=HTMLResponse)


@router.api_route("/", methods=METHODS)
def situation(request: Request) -> HTMLResponse:
    """Show what the store holds: activities, the latest reports, and what is not known."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (store, view):
        coverage = site.count(("coverage", state_of(view, here)), lambda: measure(view))
        key = ("situation", state_of(view, here))
        activities, counts = site.count(key, lambda: (view.activities(), view.counts()))
        return site.page(
            "situation.html",
            here,
            activities=activities,
            coverage=coverage,
            counts=counts,
            left_out=view.left_out(),
            receipt=next((one for one in store.receipts() if one.kind == "reports"), None),
            headline=headline,
        )
