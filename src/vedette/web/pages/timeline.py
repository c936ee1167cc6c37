"""What is said to have happened or to be planned, in the order of its own time."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from vedette.run import events, queries
from vedette.run.review.about import Decisions
from vedette.web.asked import METHODS, Offset, days_of, open_address, site_of, subject_of
from vedette.web.drawing.brush import draw_histogram
from vedette.web.maps import chart
from vedette.web.site import Here, state_of

router = APIRouter(default_response_class=HTMLResponse)
EVENTS_A_PAGE = 60


@router.api_route("/timeline", methods=METHODS)
def timeline(
    request: Request, subject: str = "", kind: str = "", stance: str = "", offset: Offset = 0
) -> HTMLResponse:
    """List what is said to have happened or to be planned, in the order of its own time."""
    site, here = site_of(request), Here.of(request)
    days = days_of(here)
    wanted = events.Wanted(days, kind.strip() or None, stance.strip() or None)
    with site.look(here) as (_, view):
        named = subject_of(request, view, subject.strip(), here) if subject.strip() else None
        told = site.remember(
            ("timeline", named, state_of(view, here)),
            lambda: queries.timeline(view, named, last=queries.gone_through(view)[0]),
        )
        found = events.chosen(told, wanted)
        page = found[offset : offset + EVENTS_A_PAGE]
        activities = site.hold(("activities", state_of(view, here)), view.activities)
        return site.page(
            "timeline.html",
            here,
            subject=named or "",
            activities=list(dict.fromkeys(name for name, _, _ in activities)),
            kinds=events.kinds(told),
            kind=wanted.kind or "",
            stances=events.STANCES,
            stance=wanted.stance or "",
            brush=draw_histogram(
                events.by_day(told), days, what="event", link=open_address(here, "/timeline")
            ),
            days=days,
            listed=events.by_time(page),
            decisions=Decisions(view),
            stance_of=events.stance_of,
            said_apart=events.said_apart,
            total=len(found),
            offset=offset,
            size=EVENTS_A_PAGE,
            chart=chart(site, view, here, activity=named),
            left_out=view.left_out(),
        )
