"""The page of one activity: its figures side by side."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vedette.errors import NotFoundError
from vedette.run import queries
from vedette.web.asked import METHODS, site_of, subject_of
from vedette.web.board import make_board, reports_of
from vedette.web.site import Here, address, carrier_address, state_of

router = APIRouter(default_response_class=HTMLResponse)


@router.api_route("/activity/{name}", methods=METHODS)
def activity(request: Request, name: str, row: str = "") -> Response:
    """Show the figures on one activity side by side, and how they stand to each other."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        subject = subject_of(request, view, name, here)
        if subject != name:
            return RedirectResponse(address("activity", subject, **dict(here.query)))
        ledger = site.remember(
            ("ledger", subject, state_of(view, here)),
            lambda: queries.figures(
                view,
                subject,
                conventions=queries.conventions_of(site.settings),
                most=queries.MOST_ON_A_BOARD,
            ),
        )
        known = {each.id for each in ledger.rows}
        if row and row not in known:
            raise NotFoundError(
                f"no row of {subject} has the id {row!r}", next_step="Open the board without it"
            )
        wanted = sorted(reports_of(ledger))
        reports = {its.id: its for its, _ in view.analyses(report_ids=wanted)}
        board = make_board(ledger, reports=reports, only=row or None)
        return site.page(
            "activity.html",
            here,
            subject=subject,
            types=[kind for known_name, kind, _ in view.activities() if known_name == subject],
            board=board,
            only=row,
            left_out=view.left_out(),
            carrier_address=carrier_address,
        )
