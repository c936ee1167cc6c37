"""The tables of an activity's board: each row with its exact words and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from vedette.compare.rows import outlet_name
from vedette.compare.speaker_class import class_of
from vedette.model import Body, Report, Row, RowCarrier
from vedette.web.activity_desk import Desk
from vedette.web.questions import Group, Question, first_given

CONTEXT = 80  # code points of context shown on either side of a figure's words


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
class Witness:
    """Hold one utterer, origin or outlet behind a number, with the words that make it one."""

    name: str
    carriers: tuple[RowCarrier, ...]
    persons: tuple[str, ...] = ()
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Backing:
    """Hold the three numbers of corroboration with what each counts."""

    utterers: tuple[Witness, ...]
    origins: tuple[Witness, ...]
    outlets: tuple[Witness, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """Hold a row of the board as it is shown."""

    row: Row
    question: Question
    quote: Quote
    more: tuple[Quote, ...]
    garbled: tuple[Garbled, ...]
    backing: Backing
    speaks: str
    first: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Hold the lines of one question; `left` counts those that are not shown."""

    question: Question
    lines: tuple[Line, ...]
    left: int = 0


def tables(
    groups: Iterable[Group],
    desk: Desk,
    reports: Mapping[str, Report],
    room: Callable[[int], int],
) -> tuple[Table, ...]:
    """Write the rows of questions with their words, as many of each as there is `room` for."""
    found = []
    for place, group in enumerate(groups):
        rows = group.most_backed(room(place))
        lines = lines_of(rows, group, desk, reports)
        found.append(Table(group.question, lines, len(group.rows) - len(rows)))
    return tuple(found)


def lines_of(
    rows: Iterable[Row], group: Group, desk: Desk, reports: Mapping[str, Report]
) -> tuple[Line, ...]:
    """Write some rows of a question with the words of all their carriers."""
    firsts = first_given(group.rows)
    return tuple(line(row, desk, reports, first=row.id in firsts) for row in rows)


def line(row: Row, desk: Desk, reports: Mapping[str, Report], *, first: bool = False) -> Line:
    """Write one row with the words of all its carriers."""
    quotes = [quote(carrier, reports) for carrier in row.carriers]
    reasons = desk.reasons
    return Line(
        row=row,
        question=Question.of(row),
        quote=quotes[0],
        more=tuple(quotes[1:]),
        garbled=tuple(
            Garbled(quote(one, reports), reasons.get(one.figure_id, "")) for one in row.garbled
        ),
        backing=backing(row, desk.backed_by(row)),
        speaks=str(class_of(row, world=desk.world)),
        first=first,
    )


def backing(row: Row, alike: Sequence[Row]) -> Backing:
    """Say who and what stands behind a number: each utterer, origin and outlet with its words."""
    carriers = [carrier for one in alike for carrier in one.carriers]
    utterers = []
    for body in row.utterers:
        said = [one for one in alike if _speaks_for(one, body)]
        words = tuple(carrier for one in said for carrier in one.carriers)
        utterers.append(Witness(body.name, words, body.persons, body.at_least))
    origins = []
    for origin in row.origins:
        texts = tuple(one for one in carriers if one.origin == origin)
        origins.append(Witness(_heads(texts), texts))
    outlets = []
    for name in row.outlets:
        printed = tuple(
            one for one in carriers if name in (outlet_name(one.publisher), one.report_id)
        )
        outlets.append(Witness(name if printed[:1] and printed[0].publisher else "", printed))
    return Backing(tuple(utterers), tuple(origins), tuple(outlets))


def _speaks_for(row: Row, body: Body) -> bool:
    if body.at_least:
        return row.is_unnamed
    return not row.is_unnamed and body.name in (row.speaker.body, row.speaker.name)


def _heads(texts: Sequence[RowCarrier]) -> str:
    """Name an origin by the outlets that print it."""
    return " = ".join(dict.fromkeys(outlet_name(one.publisher) or "unknown" for one in texts))


def reports_of(rows: Iterable[Row]) -> set[str]:
    """Return the ids of the reports that lines show words of."""
    return {c.report_id for row in rows for c in (*row.carriers, *row.garbled)}


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
