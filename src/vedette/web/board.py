"""The tables of an activity's board: each row with its exact words and what stands behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from vedette.model import Ledger, Report, Row, RowCarrier
from vedette.web.questions import Group, Question, first_given

CONTEXT = 130  # code points of context shown on either side of a figure's words


@dataclass(frozen=True, slots=True)
class Quote:
    """Hold a carrier's exact words with what stands around them in its paragraph."""

    carrier: RowCarrier
    before: str
    words: str
    after: str
    headline: str


@dataclass(frozen=True, slots=True)
class Garbled:
    """Hold a rendering that says something else than its utterance, and why it is one."""

    quote: Quote
    reason: str


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a row of the board as it is shown."""

    row: Row
    question: Question
    quote: Quote
    more: tuple[Quote, ...]
    garbled: tuple[Garbled, ...]
    first: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Hold the lines of one question; `left` counts those that are not shown."""

    question: Question
    lines: tuple[Line, ...]
    left: int = 0


def tables(
    groups: Iterable[Group], ledger: Ledger, reports: Mapping[str, Report], *, most: int
) -> tuple[Table, ...]:
    """Write the rows of questions with their words, at most `most` of each."""
    reasons = reasons_of(ledger)
    found = []
    for group in groups:
        rows = group.most_backed(most)
        firsts = first_given(group.rows)
        lines = tuple(line(row, reports, reasons, first=row.id in firsts) for row in rows)
        found.append(Table(group.question, lines, len(group.rows) - len(rows)))
    return tuple(found)


def line(
    row: Row, reports: Mapping[str, Report], reasons: Mapping[str, str], *, first: bool = False
) -> Line:
    """Write one row with the words of all its carriers."""
    quotes = [quote(carrier, reports) for carrier in row.carriers]
    return Line(
        row=row,
        question=Question.of(row),
        quote=quotes[0],
        more=tuple(quotes[1:]),
        garbled=tuple(
            Garbled(quote(one, reports), reasons.get(one.figure_id, "")) for one in row.garbled
        ),
        first=first,
    )


def reports_of(rows: Sequence[Row], ledger: Ledger) -> set[str]:
    """Return the ids of the reports that lines show words of or name as origins."""
    carriers = {c.report_id for row in rows for c in (*row.carriers, *row.garbled)}
    wanted = {origin for row in rows for origin in row.origins}
    texts = (one.report_ids for one in ledger.origins if one.id in wanted)
    return carriers | {report_id for ids in texts for report_id in ids}


def quote(carrier: RowCarrier, reports: Mapping[str, Report]) -> Quote:
    """Return a carrier's words with their surroundings, cut at words, inside one paragraph."""
    span = carrier.span
    report = reports.get(carrier.report_id)
    if report is None or not span.holds_in(report.text):
        return Quote(carrier, "", span.quote, "", "")
    block = next((b for b in report.blocks if b.start <= span.start < b.end), None)
    start, end = (block.start, block.end) if block else (0, len(report.text))
    before = _tail(report.text[start : span.start].lstrip(" ,;.\n"))
    after = _head(report.text[span.end : max(end, span.end)])
    return Quote(carrier, before, span.quote, after, report.headline or "")


def _tail(text: str) -> str:
    if len(text) <= CONTEXT:
        return text
    return "… " + text[-CONTEXT:].partition(" ")[2]


def _head(text: str) -> str:
    if len(text) <= CONTEXT:
        return text
    return text[:CONTEXT].rpartition(" ")[0] + " …"


def reasons_of(ledger: Ledger) -> dict[str, str]:
    """Return why a rendering is garbled, by the id of its figure."""
    told = {one.a: one.reason for one in ledger.renderings}
    return {
        carrier.figure_id: told[row.id]
        for row in ledger.garbled
        if row.id in told
        for carrier in row.carriers
    }
