"""Deciding on anything that has an id or a name: first what it would do, then the button."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from vedette.compare.aliases import EQUIPMENT, PLACE
from vedette.errors import DecidedMeanwhile, UserError
from vedette.run import queries
from vedette.run.review import drafts
from vedette.run.review.drafts import ACTIVITY, NAME, Wish
from vedette.run.review.preview import Effects, preview
from vedette.store.access import Role
from vedette.web.access.entering import visitors_of
from vedette.web.access.gate import did
from vedette.web.access.pages import inner
from vedette.web.access.visitors import needs
from vedette.web.asked import METHODS, Form, site_of
from vedette.web.pages.review import GRADES, seen_of
from vedette.web.site import Here

router = APIRouter(default_response_class=HTMLResponse)
ANALYST: Final = [Depends(needs(Role.ANALYST))]
SHARED: Final = {
    NAME: "two names of one person or body",
    ACTIVITY: "two names of one activity",
    PLACE: "two names of one place",
    EQUIPMENT: "two names of one kind of equipment",
    "origin": "two reports of one text",
    "story": "two reports of one happening",
    "utterance": "two figures or claims of one utterance",
}
ASKED: Final = ("decision", "a", "b", "shared", "grade", "reason", "next")
LONGEST: Final = 2000


@router.api_route("/decide", methods=METHODS, dependencies=ANALYST)
def decide(request: Request) -> Response:
    """Show what a decision would do, with the button that enters it."""
    return _page(request, dict(request.query_params))


def _page(
    request: Request, given: dict[str, str], *, wrong: str = "", status: int = 200
) -> HTMLResponse:
    site, here = site_of(request), Here.of(request)
    asked = {name: given.get(name, "").strip()[:LONGEST] for name in ASKED}
    told: Effects | None = None
    with site.look(Here("/decide")) as (_, view):
        seen = view.decided_until()
        if _is_whole(asked) and not wrong:
            conventions = queries.conventions_of(site.settings)
            try:
                told = preview(
                    view,
                    _wish(asked, here.name, asked["reason"] or "to see"),
                    conventions=conventions,
                    boards=lambda name: site.board(view, name),
                    most=queries.MOST_ON_A_BOARD,
                )
            except UserError as error:
                wrong, status = error.line(), 400
    return site.page(
        "decide.html",
        here,
        status=status,
        asked=asked,
        told=told,
        wrong=wrong,
        seen=seen,
        decisions=drafts.DECISIONS,
        shared=SHARED,
        grades=GRADES,
    )


def _is_whole(asked: dict[str, str]) -> bool:
    """Tell whether there is enough to decide on: a link may leave the other of two things open."""
    wanted = ["decision", "a"]
    if asked["decision"] in drafts.ON_TWO:
        wanted.append("b")
    if asked["decision"] == "regrade":
        wanted.append("grade")
    return all(asked[each] for each in wanted)


def _wish(asked: dict[str, str], who: str, reason: str) -> Wish:
    return Wish(
        asked["decision"],
        asked["a"],
        reason,
        who,
        b=asked["b"],
        shared=asked["shared"],
        grade=asked["grade"],
    )


@router.post("/decide", dependencies=ANALYST)
def enter(request: Request, form: Form) -> Response:
    """Enter a decision whose effects were shown."""
    here = Here.of(request)
    asked = {name: form.get(name, "").strip()[:LONGEST] for name in ASKED}
    did(request, asked["decision"][:40], " ".join(asked[each] for each in ASKED[1:5]).strip())
    try:
        with visitors_of(request).writing() as store:
            drafts.enter(store, _wish(asked, here.name, asked["reason"]), seen=seen_of(form))
    except UserError as error:
        status = 409 if isinstance(error, DecidedMeanwhile) else 400
        return _page(request, asked, wrong=error.line(), status=status)
    return RedirectResponse(inner(asked["next"] or "/decisions"), 303)
