"""The list of publishers."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from vedette.run import queries
from vedette.web.asked import METHODS, site_of
from vedette.web.site import Here

router = APIRouter(default_response_class=HTMLResponse)


@router.api_route("/sources", methods=METHODS)
def sources(request: Request) -> HTMLResponse:
    """List the publishers with what is known of them."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        return site.page(
            "sources.html", here, sources=queries.sources(view), left_out=view.left_out()
        )
