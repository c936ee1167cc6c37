"""What decisions stand on: the words of a claim or a figure, found again after a re-extraction.

Ids of claims and figures are digests of words, places and readings, so most of them survive
another version of an extractor. Where one does not, a decision looks for what stands on the same
words of the same report and says the same. What says something else is something else: the
decision waits as an orphan and is never applied to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Select

from vedette.model import Anchor, Claim, Figure, Judgement, Report, Span
from vedette.model.words import plain
from vedette.store.intake import chunks
from vedette.store.picture import is_newest
from vedette.store.shelf import Leaf, Shelf
from vedette.store.tables import activity, analysis, attribution, claim, figure, report

GONE = "nothing stands on these words any more"
OTHERWISE = "these words are read otherwise now"
SEVERAL = "several things stand on these words now"
AWAY = "the report is not in the store"
Rows = Callable[[Select[Any]], list[Any]]  # runs a statement
_TABLES = {"clm": claim, "fig": figure, "att": attribution, "act": activity, "rep": report}


@dataclass(frozen=True, slots=True)
class Orphan:
    """Hold a decision in force that applies to nothing in the store, and why."""

    judgement: Judgement
    reason: str


def says_of(noun: Claim | Figure) -> tuple[str, ...]:
    """Return what is read in words: another reading of the same words is another thing."""
    if isinstance(noun, Claim):
        return noun.predicate, str(noun.value.kind), noun.value.text
    ends = ("" if value is None else str(plain(value)) for value in (noun.low, noun.high))
    return noun.counted, *ends, str(noun.bound)


def words_of(noun: Claim | Figure) -> Span:
    """Return the words of a claim or a figure."""
    return noun.evidence if isinstance(noun, Claim) else noun.span


def anchor_of(report: Report, noun: Claim | Figure | None = None) -> Anchor:
    """Return what a decision on a claim, a figure, or the report itself stands on."""
    if noun is None:
        words, start, end = report.headline or "", 0, 0
        return Anchor(
            report.id, "report", report.id, start, end, words,
            publisher=report.publisher, url=report.url,
        )  # fmt: skip
    span = words_of(noun)
    is_claim = isinstance(noun, Claim)
    return Anchor(
        noun.id,
        "claim" if is_claim else "figure",
        report.id,
        span.start,
        span.end,
        span.quote,
        says_of(noun),
        noun.subject.name if isinstance(noun, Claim) else "",
        report.publisher,
        report.url,
    )


def same_words(nouns: Iterable[Claim | Figure], anchor: Anchor) -> list[Claim | Figure]:
    """Return what stands on an anchor's words and says the same, the best alone where one is."""
    found = [
        noun
        for noun in nouns
        if words_of(noun).start < anchor.end
        and anchor.start < words_of(noun).end
        and says_of(noun) == anchor.says
    ]
    for is_better in (_is_about_the_same, _is_on_the_very_words):
        better = [noun for noun in found if is_better(noun, anchor)]
        found = better or found
    return found


def _is_about_the_same(noun: Claim | Figure, anchor: Anchor) -> bool:
    return isinstance(noun, Figure) or noun.subject.name == anchor.of


def _is_on_the_very_words(noun: Claim | Figure, anchor: Anchor) -> bool:
    span = words_of(noun)
    return (span.start, span.end) == (anchor.start, anchor.end)


class Anchorage:
    """Find what decisions stand on, in the newest analyses of one store."""

    def __init__(self, rows: Rows, shelf: Shelf) -> None:
        self._rows = rows
        self._shelf = shelf

    def settle(self, judgements: Sequence[Judgement]) -> tuple[list[Judgement], list[Orphan]]:
        """Return decisions with the ids that their words have now, and those that have none."""
        anchors = {each.id: each for one in judgements for each in one.anchors}
        ids = {each for one in judgements for each in one.pair}
        present = self._present(ids)
        known: dict[str, str] = {}
        lost: dict[str, str] = {}
        for each in sorted(ids):
            held = anchors.get(each)
            if each not in present and each.partition("-")[0] in _TABLES:
                now, why = self._found_again(held) if held else ("", GONE)
            elif each in present and held is not None and not self._says(held):
                now, why = "", OTHERWISE
            else:
                now, why = each, ""
            (known if now else lost)[each] = now or why
        settled, orphans = [], []
        for one in judgements:
            gone = [lost[each] for each in (one.a, one.b) if each in lost]
            if gone:
                orphans.append(Orphan(one, gone[0]))
            else:
                settled.append(_moved(one, known))
        return settled, orphans

    def _present(self, ids: set[str]) -> set[str]:
        """Return which ids point to something in the newest analyses."""
        found: set[str] = set()
        for kind, table in _TABLES.items():
            ours = [each for each in ids if each.startswith(f"{kind}-")]
            for chunk in chunks(ours):
                statement = sa.select(table.c.id).where(table.c.id.in_(chunk))
                if table is not report:
                    joined = table.join(analysis, analysis.c.no == table.c.analysis_no)
                    statement = statement.select_from(joined).where(is_newest())
                found.update(row.id for row in self._rows(statement))
        return found

    def _says(self, anchor: Anchor) -> bool:
        """Tell whether what bears an anchor's id still says the same; a claim's id holds that."""
        if anchor.noun != "figure":
            return True
        nouns = self.nouns(anchor.noun, anchor.report_id)
        return any(n.id == anchor.id and says_of(n) == anchor.says for n in nouns)

    def _found_again(self, anchor: Anchor) -> tuple[str, str]:
        if anchor.noun == "report" or self.leaf(anchor.report_id) is None:
            return "", AWAY
        found = same_words(self.nouns(anchor.noun, anchor.report_id), anchor)
        if len(found) == 1:
            return found[0].id, ""
        return "", SEVERAL if found else GONE

    def nouns(self, noun: str, report_id: str) -> Iterator[Claim | Figure]:
        """Return the claims, or the figures, of a report."""
        leaf = self.leaf(report_id)
        if leaf is not None:
            yield from leaf.claims() if noun == "claim" else leaf.figures()

    def begin_so(self, text: str, *, most: int) -> list[str]:
        """Return ids of claims, figures and reports that begin so, with or without their kind."""
        kind, mark, digits = text.rpartition("-")
        found: list[str] = []
        for each in ("clm", "fig", "rep") if not mark else (kind,):
            table = _TABLES.get(each)
            if table is None:
                continue
            # A range over the index; "g" comes behind every hexadecimal digit.
            low, high = f"{each}-{digits}", f"{each}-{digits}g"
            statement = sa.select(table.c.id).where(table.c.id >= low, table.c.id < high)
            if table is not report:
                joined = table.join(analysis, analysis.c.no == table.c.analysis_no)
                statement = statement.select_from(joined).where(is_newest())
            ordered = statement.distinct().order_by(table.c.id).limit(most)
            found += [row.id for row in self._rows(ordered)]
        return found

    def noun(self, noun_id: str) -> tuple[str, Claim | Figure] | None:
        """Return a claim or a figure by its id, with the id of its report."""
        table = {"clm": claim, "fig": figure}.get(noun_id.partition("-")[0])
        if table is None:
            return None
        joined = table.join(analysis, analysis.c.no == table.c.analysis_no)
        joined = joined.join(report, report.c.no == analysis.c.report_no)
        statement = sa.select(report.c.id, analysis.c.no, table.c.ordinal).select_from(joined)
        rows = self._rows(statement.where(is_newest(), table.c.id == noun_id))
        if not rows:
            return None
        row = rows[0]
        leaf = self._shelf.leaves([row.no])[row.no]
        return row.id, leaf.claim(row.ordinal) if table is claim else leaf.figure(row.ordinal)

    def figure_ids(self) -> list[str]:
        """Return the ids of all figures."""
        joined = figure.join(analysis, analysis.c.no == figure.c.analysis_no)
        statement = sa.select(figure.c.id).select_from(joined).where(is_newest())
        return [row.id for row in self._rows(statement)]

    def leaf(self, report_id: str) -> Leaf | None:
        """Return the newest analysis of a report, None where there is no such report."""
        joined = report.join(analysis, analysis.c.report_no == report.c.no)
        newest = sa.select(analysis.c.no).select_from(joined)
        rows = self._rows(newest.where(is_newest(), report.c.id == report_id))
        return self._shelf.leaves([rows[0].no])[rows[0].no] if rows else None

    def claims_of(self, figure_ids: Iterable[str]) -> set[str]:
        """Return the claims whose values are these figures: they say the same."""
        found: set[str] = set()
        for chunk in chunks(sorted(figure_ids)):
            joined = figure.join(analysis, analysis.c.no == figure.c.analysis_no)
            statement = sa.select(figure.c.id, figure.c.analysis_no).select_from(joined)
            for figure_id, no in self._rows(statement.where(is_newest(), figure.c.id.in_(chunk))):
                found.update(self._shelf.leaves([no])[no].claims_of(figure_id))
        return found


def _moved(one: Judgement, known: dict[str, str]) -> Judgement:
    a, b = known.get(one.a, one.a), None if one.b is None else known.get(one.b, one.b)
    return one if (a, b) == (one.a, one.b) else replace(one, a=a, b=b)
