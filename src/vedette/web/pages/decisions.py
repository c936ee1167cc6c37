"""All decisions: who decided what, when and why, and what became of it; out as CSV and JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from vedette.errors import BadArgumentError
from vedette.model import JudgementKind, Span
from vedette.run.effects import in_words
from vedette.run.judged import IN_FORCE, ORPHAN, OUTVOTED, REPLACED, Asked, Judged, judgements
from vedette.store.view import View
from vedette.web.asked import Offset, site_of
from vedette.web.site import Here, words_of
from vedette.web.tables import Sheet, as_file, form_of, paged

router = APIRouter(default_response_class=HTMLResponse)
A_PAGE = 50
KINDS: Final = tuple(
    str(kind)
    for kind in JudgementKind
    if kind in {
        JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.SAME, JudgementKind.NOT_SAME,
        JudgementKind.REGRADE, JudgementKind.EDIT, JudgementKind.COMMENT,
    }
)  # fmt: skip
STATES: Final = (IN_FORCE, OUTVOTED, ORPHAN, REPLACED)
SHEET: Final = Sheet(
    "decisions",
    (
        ("id", lambda one: one.judgement.id),
        ("decision", lambda one: str(one.judgement.kind)),
        ("in_words", lambda one: in_words(one.judgement)),
        ("by", lambda one: one.judgement.by.partition(":")[2]),
        ("made_at", lambda one: one.judgement.made_at),
        ("reason", lambda one: one.judgement.reason),
        ("state", lambda one: one.state),
        ("why", lambda one: one.why or one.by or None),
        ("a", lambda one: one.judgement.a),
        ("b", lambda one: one.judgement.b),
        ("code", lambda one: one.judgement.code or None),
        ("value", lambda one: one.judgement.value),
        ("words", lambda one: [each.quote for each in one.judgement.anchors]),
    ),
)


@paged(router, "/decisions")
def decisions(
    request: Request,
    who: str = "",
    kind: str = "",
    since: str = "",
    state: str = "",
    about: str = "",
    offset: Offset = 0,
) -> Response:
    """List decisions, the last first, narrowed by person, kind, day, state and thing."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        found = _found(view, who=who, kind=kind, since=since, state=state, about=about)
        if form := form_of(request):
            return as_file(request, form, SHEET, found)
        persons = sorted({one.judgement.by.partition(":")[2] for one in _found(view)})
        shown = found[offset : offset + A_PAGE]
        return site.page(
            "decisions.html",
            here,
            wanted={"who": who, "kind": kind, "since": since, "state": state, "about": about},
            kinds=KINDS,
            states=STATES,
            persons=persons,
            found=[(one, _words(one), _places(one)) for one in shown],
            total=len(found),
            offset=offset,
            size=A_PAGE,
            seen=view.decided_until(),
            left_out=view.left_out(),
        )


def _found(
    view: View, *, who: str = "", kind: str = "", since: str = "", state: str = "", about: str = ""
) -> Sequence[Judged]:
    """Return what is asked for, the last made first."""
    if state and state not in STATES:
        step = f"Known: {', '.join(STATES)}"
        raise BadArgumentError(f"no decision is {state[:40]!r}", next_step=step)
    day = _day(since)
    asked = Asked(
        about.strip() or None, kind.strip() or None, who.strip() or None,
        everything=state in ("", REPLACED),
    )  # fmt: skip
    return [
        one
        for one in reversed(judgements(view, asked))
        if one.judgement.is_by_person
        and not _takes_back(one)
        and (not state or one.state == state)
        and (day is None or (one.judgement.made_at and one.judgement.made_at.date() >= day))
    ]


def _takes_back(one: Judged) -> bool:
    """Tell what only takes another decision back: it is told there."""
    held = one.judgement
    return held.kind is JudgementKind.REJECT and held.a.startswith("jdg-") and bool(held.code)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise BadArgumentError(f"{text[:40]!r} is no day", next_step="Write 2025-09-16") from error


def _words(one: Judged) -> str:
    """Return what was decided, without the kind that stands before it."""
    return in_words(one.judgement).removeprefix(f"{one.judgement.kind} ")


def _places(one: Judged) -> list[tuple[str, str]]:
    """Return the words that a decision was made on, each with its address."""
    return [
        (each.quote, words_of(each.report_id, Span(each.start, each.end, each.quote)))
        for each in one.judgement.anchors
        if each.noun != "report" and len(each.quote) == each.end - each.start > 0
    ]
