"""What is said to have happened or to be planned, in the order of its own time."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from vedette.run import queries
from vedette.web.asked import METHODS, Offset, site_of, subject_of
from vedette.web.site import Here, state_of

router = APIRouter(default_response_class=HTMLResponse)
EVENTS_A_PAGE = 100


@router.api_route("/timeline", methods=METHODS)
def timeline(request: Request, subject: str = "", offset: Offset = 0) -> HTMLResponse:
    """List what is said to have happened or to be planned, in the order of its own time."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        named = subject_of(request, view, subject.strip(), here) if subject.strip() else None
        events = site.remember(
            ("timeline", named, state_of(view, here)),
            lambda: queries.timeline(view, named, last=queries.gone_through(view)[0]),
        )
        return site.page(
            "timeline.html",
            here,
            subject=named or "",
            activities=list(dict.fromkeys(name for name, _, _ in view.activities())),
            events=events[offset : offset + EVENTS_A_PAGE],
            total=len(events),
            offset=offset,
            size=EVENTS_A_PAGE,
            left_out=view.left_out(),
        )
