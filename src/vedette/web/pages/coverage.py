"""What a picture covers and what it lacks, with the lists behind every number of the line."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from vedette.model import Abstention, PlaceMention, PlacePrecision, Report
from vedette.run.coverage import coverage as measure
from vedette.run.failures import feeds
from vedette.store.view import View
from vedette.web.asked import METHODS, Offset, site_of
from vedette.web.site import Here, headline, state_of

router = APIRouter(default_response_class=HTMLResponse)
LISTED = 25  # reports of a list on a page


@router.api_route("/coverage", methods=METHODS)
def coverage(
    request: Request,
    undated: Offset = 0,
    unplaced: Offset = 0,
    open: Offset = 0,  # noqa: A002
) -> HTMLResponse:
    """Show what the picture holds, what failed to come in, and what is not known of the rest."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (store, view):
        state = state_of(view, here)
        undated_ones = site.hold(
            ("undated", undated, state),
            lambda: view.calendar.lacking("undated", limit=LISTED + 1, offset=undated),
        )
        nowhere = site.hold(
            ("unplaced", unplaced, state),
            lambda: view.calendar.lacking("unplaced", limit=LISTED + 1, offset=unplaced),
        )
        unsure = site.hold(
            ("left open", open, state),
            lambda: view.calendar.lacking("left open", limit=LISTED + 1, offset=open),
        )
        return site.page(
            "coverage.html",
            here,
            known=site.covered(here),
            measured=site.hold(("coverage", state), lambda: measure(view)),
            feeds=feeds(store),
            undated=undated_ones[:LISTED],
            unplaced=_unplaced(view, nowhere[:LISTED]),
            left_open=_abstained(view, unsure[:LISTED]),
            offsets={"undated": undated, "unplaced": unplaced, "open": open},
            more={
                "undated": len(undated_ones) > LISTED,
                "unplaced": len(nowhere) > LISTED,
                "open": len(unsure) > LISTED,
            },
            size=LISTED,
            left_out=view.left_out(),
            headline=headline,
        )


def _unplaced(view: View, reports: list[Report]) -> list[tuple[Report, list[PlaceMention]]]:
    """Return reports with the names in them that no place was found for."""
    ids = [one.id for one in reports]
    told = view.analyses(report_ids=ids, parts=("places",)) if ids else ()
    nowhere = PlacePrecision.UNPLACED
    found = {
        report.id: [one for one in said.places if one.where.precision is nowhere]
        for report, said in told
    }
    return [(report, found.get(report.id, [])) for report in reports]


def _abstained(view: View, reports: list[Report]) -> list[tuple[Report, tuple[Abstention, ...]]]:
    """Return reports with what the stages left open in them."""
    ids = [one.id for one in reports]
    told = view.analyses(report_ids=ids, parts=("abstentions",)) if ids else ()
    found = {report.id: said.abstentions for report, said in told}
    return [(report, found.get(report.id, ())) for report in reports]
