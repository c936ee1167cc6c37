"""Equipment, and what is said of one piece of it."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from vedette.export.columns import CLAIMS
from vedette.export.records import Record
from vedette.run import lists
from vedette.run import things as run
from vedette.run.review.about import Decisions
from vedette.web.asked import Offset, site_of
from vedette.web.site import Here, state_of
from vedette.web.tables import Sheet, as_file, form_of, paged
from vedette.web.words import states

router = APIRouter(default_response_class=HTMLResponse)
A_PAGE = 200
LINES = 40  # claims of one way that a page shows
SAID_OF = Sheet.of(CLAIMS)
WAYS = {
    "named": "Named",
    "shown": "Shown",
    "fired": "Fired or tested",
    "deployed": "Deployed or moved",
    "planned": "Planned to be used",
    "other": "Anything else",
}


def _said(way: str) -> Any:
    return lambda thing: thing.said.get(way, 0)


EQUIPMENT = Sheet(
    "equipment",
    (
        ("id", lambda thing: thing.id),
        ("name", lambda thing: thing.name),
        ("reports", lambda thing: thing.reports),
        ("mentions", lambda thing: thing.times),
        *((f"claims_{way}", _said(way)) for way in run.ORDER),
        ("claims_denied", lambda thing: sum(thing.denied.values())),
    ),
)


@paged(router, "/equipment")
def equipment(request: Request, name: str = "", offset: Offset = 0) -> Response:
    """List the equipment that reports name: named, shown, fired, deployed apart."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        every = site.hold(("things", state_of(view, here)), lambda: run.things(view))
        found = [one for one in every if lists.fits(name, one.name, *one.also)]
        if form := form_of(request):
            return as_file(request, form, EQUIPMENT, found)
        return site.page(
            "equipment.html",
            here,
            things=found[offset : offset + A_PAGE],
            total=len(found),
            name=name,
            offset=offset,
            size=A_PAGE,
            ways=WAYS,
            left_out=view.left_out(),
        )


@paged(router, "/equipment/{name:path}")
def thing(request: Request, name: str) -> Response:
    """Show what is said of one piece of equipment, and by whom."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        key = ("thing", name, state_of(view, here))
        its = site.remember(key, lambda: run.thing(view, name))
        if form := form_of(request):
            lines = [line for _, ours in its.ways for line in ours]
            rows = [Record(one.report, one.claim, one.carrier) for one in lines]
            return as_file(request, form, SAID_OF, rows, name=its.name)
        return site.page(
            "thing.html",
            here,
            its=its,
            decisions=Decisions(view),
            names=WAYS,
            most=LINES,
            states=states,
            left_out=view.left_out(),
        )
