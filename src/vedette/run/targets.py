"""What a person's decision is about: a claim, a figure, a report or a judgement, by its id."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from vedette.compare.conventions import Conventions
from vedette.compare.decided import row_id
from vedette.errors import BadArgumentError, NotFoundError
from vedette.model import Anchor, Claim, Figure, Judgement, Report
from vedette.model.words import folded, short_id
from vedette.run import queries
from vedette.store.anchors import anchor_of
from vedette.store.view import View

CLAIM, FIGURE, REPORT, JUDGEMENT = "claim", "figure", "report", "judgement"
EVERYTHING = (CLAIM, FIGURE, REPORT, JUDGEMENT)
FEWEST_DIGITS = 4
FEWEST_SHARED = 2  # digits that a near miss has in common with what was typed
SHOWN = 4  # candidates for an id that is too short
_KINDS = {"clm": CLAIM, "fig": FIGURE, "rep": REPORT, "jdg": JUDGEMENT, "row": FIGURE}
_ID = re.compile(r"(?:(?P<kind>clm|fig|rep|jdg|row)-)?(?P<digits>[0-9a-f]{4,32})")
_SHORT = re.compile(r"(?:clm|fig|rep|jdg|row)-[0-9a-f]*|[0-9a-f]{1,3}")
_LISTINGS = "Ids stand in the listings of vedette claims --json, figures --json and judgements."


@dataclass(frozen=True, slots=True)
class Target:
    """Hold what is decided on, with its words; `anchor` is None for a judgement."""

    id: str
    noun: str
    words: str
    anchor: Anchor | None = None
    report: Report | None = None
    activity: str | None = None
    judgement: Judgement | None = None


def find(view: View, text: str, *, nouns: Collection[str] = EVERYTHING) -> Target:
    """Return what a user means by an id or its first digits; a report also by its address.

    Raises NotFoundError that offers what comes nearest, or the candidates.
    """
    typed = text.strip()
    if "/" in typed and REPORT in nouns:
        return _report(view.report(typed))
    if _ID.fullmatch(typed) is None:
        is_short = _SHORT.fullmatch(typed) is not None
        what = f"type at least {FEWEST_DIGITS} digits" if is_short else "this is no id"
        raise BadArgumentError(what, where=folded(text, 60) or "ID", next_step=_LISTINGS)
    found = _begin_so(view, typed, nouns) or _computed(view, typed, nouns)
    if len(found) > 1:
        what = f"{len(found)} things or more begin so"
        raise NotFoundError(what, where=typed, next_step=f"Type more of {_listed(view, found)}")
    if not found:
        kind = _KINDS.get(typed.partition("-")[0])
        what = f"no such {kind or ' or '.join(nouns)}"
        raise NotFoundError(what, where=typed, next_step=_near(view, typed, nouns))
    return _target(view, found[0])


def _begin_so(view: View, typed: str, nouns: Collection[str]) -> list[str]:
    kind = typed.rpartition("-")[0]
    found = [
        each
        for each in view.anchorage.begin_so(typed, most=SHOWN)
        if _KINDS[each.partition("-")[0]] in nouns
    ]
    if JUDGEMENT in nouns and kind in {"", "jdg"}:
        wanted = f"jdg-{typed.removeprefix('jdg-')}"
        found += [one.id for one in view.judgements() if one.id.startswith(wanted)]
    if not found and FIGURE in nouns and kind in {"", "row"}:
        wanted = f"row-{typed.removeprefix('row-')}"
        found += [e for e in view.anchorage.figure_ids() if row_id(e).startswith(wanted)]
    return list(dict.fromkeys(found))[:SHOWN]


def _computed(view: View, typed: str, nouns: Collection[str]) -> list[str]:
    """Look among what rules judge on reading, which takes the boards of all activities."""
    if JUDGEMENT not in nouns or not typed.startswith("jdg-"):
        return []
    found = (one.id for one in computed(view) if one.id.startswith(typed))
    return list(dict.fromkeys(found))[:SHOWN]  # editions of a series share their judgements


def computed(view: View) -> Iterator[Judgement]:
    """Yield what the rules judge on reading: loans of scope, garbled renderings, verdicts."""
    for name in dict.fromkeys(name for name, _, _ in view.activities()):
        ledger = queries.figures(view, name, conventions=Conventions.shipped())
        yield from (*ledger.loans, *ledger.renderings, *ledger.verdicts)


def _target(view: View, found: str) -> Target:
    if found.startswith("rep-"):
        return _report(view.report(found))
    if found.startswith("jdg-"):
        stored = {one.id: one for one in view.judgements()}
        one = stored.get(found) or next(o for o in computed(view) if o.id == found)
        return Target(found, JUDGEMENT, one.reason, judgement=one)
    held = view.anchorage.noun(found)
    assert held is not None  # noqa: S101 - it was found a moment ago
    report_id, noun = held
    return _noun(view.report(report_id), noun)


def _report(report: Report) -> Target:
    words = report.headline or report.url or report.publisher or report.id
    return Target(report.id, REPORT, words, anchor_of(report), report)


def _noun(report: Report, noun: Claim | Figure) -> Target:
    anchor = anchor_of(report, noun)
    activity = noun.scope.activity if isinstance(noun, Figure) else None
    return Target(noun.id, anchor.noun, anchor.quote, anchor, report, activity)


def _near(view: View, typed: str, nouns: Collection[str]) -> str:
    kind, mark, digits = typed.rpartition("-")
    for length in range(len(digits) - 1, FEWEST_SHARED - 1, -1):
        found = _begin_so(view, f"{kind}{mark}{digits[:length]}", nouns)
        if found:
            return f"Did you mean {_listed(view, found)}?"
    return _LISTINGS


def _listed(view: View, found: list[str]) -> str:
    return ", ".join(f"{short_id(e)} ({folded(_target(view, e).words, 40)})" for e in found)
