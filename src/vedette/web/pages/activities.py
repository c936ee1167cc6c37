"""All named activities, and the editions of one series side by side."""

from __future__ import annotations

from operator import attrgetter

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vedette.compare.speaker_class import class_of
from vedette.compare.world import World
from vedette.run import activities as run_activities
from vedette.run import queries
from vedette.run.editions import editions
from vedette.web.activity_desk import tension_of
from vedette.web.asked import METHODS, Offset, site_of, subject_of
from vedette.web.pages.activity import is_piece
from vedette.web.problems import too_many
from vedette.web.site import Here, carrier_address, state_of
from vedette.web.tables import Sheet, as_file, form_of, paged

router = APIRouter(default_response_class=HTMLResponse)

A_PAGE = 50
SHEET = Sheet(
    "activities",
    tuple(
        (name, attrgetter(name))
        for name in ("name", "type", "edition_of", "reports", "figures", "first", "last")
    ),
)


@paged(router, "/activities")
def activities(
    request: Request,
    text: str = "",
    kind: str = "",
    sort: str = "reports",
    turned: bool = False,
    offset: Offset = 0,
) -> Response:
    """List the named activities: type, series, reports, figures, first and last day."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        state = state_of(view, here)
        every = site.hold(("activities listed", state), lambda: run_activities.named(view))
        if sort in run_activities.NEED_ALL:
            every = site.hold(
                ("activities filled", state), lambda: run_activities.filled(view, every)
            )
        found = run_activities.chosen(every, text=text, kind=kind, sort=sort, turned=turned)
        if form := form_of(request):
            return as_file(request, form, SHEET, run_activities.filled(view, found))
        return site.page(
            "activities.html",
            here,
            found=run_activities.filled(view, found[offset : offset + A_PAGE]),
            total=len(found),
            types=run_activities.types_of(every),
            text=text,
            kind=kind,
            sort=sort,
            turned=turned,
            offset=offset,
            size=A_PAGE,
            left_out=view.left_out(),
        )


@router.api_route("/activity/{name:path}/conflicts", methods=METHODS)
def conflicts(request: Request, name: str) -> Response:
    """Count the conflicts on an activity, for a cell of the list."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        subject = subject_of(request, view, name, here)
        if not is_piece(request):
            return RedirectResponse(here.to("activity", subject, "verdicts", verdict="conflict"))
        apart = tension_of(site, view, subject)
        return site.page("activity_conflicts.html", here, apart=apart, subject=subject)


@router.api_route("/series/{name:path}", methods=METHODS)
def series(request: Request, name: str, counted: str = "personnel") -> Response:
    """Show the editions of an exercise side by side."""
    site, here = site_of(request), Here.of(request)
    world = World.shipped()
    with site.look(here) as (_, view):
        if queries.gone_through_on(view, name)[0] is not None:
            raise too_many(name, "editions")
        found = site.remember(
            ("series page", name, counted, state_of(view, here)),
            lambda: editions(
                view, name, counted=counted, conventions=queries.conventions_of(site.settings)
            ),
        )
        known = {each: kind for each, kind, _ in view.activities()}
        return site.page(
            "series.html",
            here,
            found=found,
            known=known,
            speaks=lambda row: str(class_of(row, world=world)),
            carrier_address=carrier_address,
            left_out=view.left_out(),
        )
