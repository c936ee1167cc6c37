"""All decisions: who decided what, when and why, and what became of it; out as CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from vedette.errors import BadArgumentError
from vedette.model import JudgementKind, Span
from vedette.run.decisions_contract import judged_data
from vedette.run.effects import in_words
from vedette.run.judged import IN_FORCE, ORPHAN, OUTVOTED, REPLACED, Asked, Judged, judgements
from vedette.store.view import View
from vedette.web.asked import METHODS, Offset, site_of
from vedette.web.site import Here, words_of

router = APIRouter(default_response_class=HTMLResponse)
A_PAGE = 50
MOST_OUT = 50_000
KINDS: Final = tuple(
    str(kind)
    for kind in JudgementKind
    if kind in {
        JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.SAME, JudgementKind.NOT_SAME,
        JudgementKind.REGRADE, JudgementKind.EDIT, JudgementKind.COMMENT,
    }
)  # fmt: skip
STATES: Final = (IN_FORCE, OUTVOTED, ORPHAN, REPLACED)
COLUMNS: Final = (
    "id", "decision", "in_words", "by", "made_at", "reason", "state", "why", "a", "b", "value",
)  # fmt: skip


@router.api_route("/decisions", methods=METHODS)
def decisions(
    request: Request,
    who: str = "",
    kind: str = "",
    since: str = "",
    state: str = "",
    about: str = "",
    offset: Offset = 0,
) -> HTMLResponse:
    """List decisions, the last first, narrowed by person, kind, day, state and thing."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        found = _found(view, who=who, kind=kind, since=since, state=state, about=about)
        persons = sorted({one.judgement.by.partition(":")[2] for one in _found(view)})
        shown = found[offset : offset + A_PAGE]
        return site.page(
            "decisions.html",
            here,
            wanted={"who": who, "kind": kind, "since": since, "state": state, "about": about},
            kinds=KINDS,
            states=STATES,
            persons=persons,
            found=[(one, in_words(one.judgement), _places(one)) for one in shown],
            total=len(found),
            offset=offset,
            size=A_PAGE,
            seen=view.decided_until(),
            left_out=view.left_out(),
        )


@router.api_route("/decisions.{form}", methods=METHODS)
def out(
    request: Request,
    form: str,
    who: str = "",
    kind: str = "",
    since: str = "",
    state: str = "",
    about: str = "",
) -> Response:
    """Give the same decisions as a table for other programs."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (_, view):
        found = _found(view, who=who, kind=kind, since=since, state=state, about=about)[:MOST_OUT]
        rows = [judged_data(one) for one in found]
    if form == "json":
        text = json.dumps({"decisions": rows}, ensure_ascii=False, indent=1)
        return _file(text, "decisions.json", "application/json")
    if form == "csv":
        return _file(_as_csv(rows), "decisions.csv", "text/csv; charset=utf-8")
    what = f"decisions do not come as {form[:20]!r}"
    raise BadArgumentError(what, next_step="Ask for csv or json")


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


def _places(one: Judged) -> list[tuple[str, str]]:
    """Return the words that a decision was made on, each with its address."""
    return [
        (each.quote, words_of(each.report_id, Span(each.start, each.end, each.quote)))
        for each in one.judgement.anchors
        if each.noun != "report" and len(each.quote) == each.end - each.start > 0
    ]


# ---- files -------------------------------------------------------------------------------------


def _file(text: str, name: str, kind: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(text.encode("utf-8", "backslashreplace"), headers=headers, media_type=kind)


def _as_csv(rows: Sequence[dict[str, Any]]) -> str:
    page = io.StringIO()
    writer = csv.writer(page)
    writer.writerow(COLUMNS)
    writer.writerows([*_cells(row)] for row in rows)
    return page.getvalue()


def _cells(row: dict[str, Any]) -> Iterator[str]:
    """Yield a row's cells; what a spreadsheet would take for a formula begins with a quote mark."""
    for name in COLUMNS:
        text = "" if row.get(name) is None else str(row[name])
        yield f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
