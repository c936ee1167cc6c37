"""The strength board of one activity: one panel per question, one line per row.

A question is what a number answers: what is counted, of which activity, where, whose, which part
and in which role. Rows of one question stand on one axis; a question that one row alone answers
needs no axis of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vedette.compare.scopes import whole_force
from vedette.compare.world import World
from vedette.model import Force, Judgement, Ledger, Report, Row, RowCarrier, ThresholdTest, Verdict
from vedette.web.drawing.axes import Axis, Bar, Tick, make_axis, make_bar, numbers

CONTEXT = 130  # code points of context shown on either side of a figure's words
LISTED = 60  # pairs of one verdict that a page lists; `?row=` shows the rest
LISTED_CONFLICTS = 300
_LAST = date.max
_ORDER = (
    Verdict.CONFLICT,
    Verdict.REFINES,
    Verdict.PART_OF,
    Verdict.AGREE,
    Verdict.DIFFERENT_QUESTION,
)


@dataclass(frozen=True, slots=True)
class Question:
    """Say what a number answers; None and () stand for the whole."""

    activity: str | None
    counted: str
    unit: str | None
    place: str | None
    force: tuple[str, ...]
    component: str | None
    role: str | None

    @classmethod
    def of(cls, row: Row) -> Question:
        """Return the question that a row answers; all organisers together are the whole."""
        figure, scope = row.figure, row.figure.scope
        return cls(
            scope.activity,
            figure.counted,
            figure.unit if figure.unit != figure.counted else None,
            scope.place,
            tuple(sorted(whole_force(scope, World.shipped()))),
            scope.component,
            scope.role,
        )

    @property
    def what(self) -> str:
        """Name what is counted."""
        unit = f" ({self.unit})" if self.unit else ""
        return self.counted.replace("_", " ") + unit

    @property
    def scope(self) -> str:
        """Name the part that is counted."""
        parts = [f"in {self.place}" if self.place else "whole activity"]
        if self.force:
            parts.append(f"of {' and '.join(self.force)}")
        parts += [part for part in (self.component, self.role) if part]
        return ", ".join(parts)

    @property
    def narrowness(self) -> int:
        """Count the dimensions that are narrower than the whole."""
        return sum(bool(x) for x in (self.place, self.force, self.component, self.role))


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
    bar: Bar | None
    quote: Quote
    more: tuple[Quote, ...]
    garbled: tuple[Garbled, ...]
    conflicts: int


@dataclass(frozen=True, slots=True)
class Panel:
    """Hold one question with its axis, its thresholds on that axis, and its lines."""

    question: Question
    axis: Axis
    marks: tuple[Tick, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Hold the pairs of one verdict; `left` counts those that the page does not list."""

    verdict: Verdict
    total: int
    pairs: tuple[Judgement, ...]
    codes: tuple[tuple[str, int], ...]

    @property
    def left(self) -> int:
        """Count the pairs that are not listed."""
        return self.total - len(self.pairs)


@dataclass(frozen=True, slots=True)
class Board:
    """Hold everything that an activity's page shows."""

    panels: tuple[Panel, ...]
    singles: tuple[Line, ...]
    elsewhere: tuple[Panel, ...]
    elsewhere_singles: tuple[Line, ...]
    denied: tuple[Line, ...]
    rows: Mapping[str, Row]
    origins: Mapping[str, tuple[Report, ...]]
    pairs: tuple[Pairs, ...]
    thresholds: tuple[ThresholdTest, ...]


@dataclass(frozen=True, slots=True)
class _Desk:
    """Hold what lines are written from: reports, conflicts by row, reasons by garbled figure."""

    reports: Mapping[str, Report]
    against: Counter[str]
    reasons: Mapping[str, str]


def make_board(ledger: Ledger, *, reports: Mapping[str, Report], only: str | None = None) -> Board:
    """Arrange a ledger; with `only` (a row's id), the verdicts of this row alone.

    `reports` maps ids to the reports named by `reports_of`.
    """
    desk = _Desk(reports, _conflicts(ledger.verdicts), _reasons(ledger))
    groups: dict[Question, list[Row]] = {}
    for row in ledger.rows:
        groups.setdefault(Question.of(row), []).append(row)
    panels, singles = _split(groups, ledger.thresholds, desk)
    own = ledger.activity
    return Board(
        panels=tuple(p for p in panels if p.question.activity == own),
        singles=tuple(one for one in singles if one.question.activity == own),
        elsewhere=tuple(p for p in panels if p.question.activity != own),
        elsewhere_singles=tuple(one for one in singles if one.question.activity != own),
        denied=tuple(_line(row, None, desk) for row in ledger.denied),
        rows={row.id: row for row in ledger.rows},
        origins={
            origin.id: tuple(reports[id_] for id_ in origin.report_ids if id_ in reports)
            for origin in ledger.origins
        },
        pairs=_pairs(ledger, only),
        thresholds=ledger.thresholds,
    )


def reports_of(ledger: Ledger) -> set[str]:
    """Return the ids of the reports that a board shows words of or names as origins."""
    rows = (*ledger.rows, *ledger.denied)
    carriers = {c.report_id for row in rows for c in (*row.carriers, *row.garbled)}
    return carriers | {report_id for origin in ledger.origins for report_id in origin.report_ids}


def _split(
    groups: Mapping[Question, list[Row]],
    thresholds: Sequence[ThresholdTest],
    desk: _Desk,
) -> tuple[list[Panel], list[Line]]:
    """Give each question with several rows a panel; collect the rows that stand alone."""
    panels: list[Panel] = []
    singles: list[Line] = []
    for question in sorted(groups, key=lambda q: _rank(q, groups[q])):
        rows = sorted(groups[question], key=_when_said)
        said = [value for row in rows for value in numbers(row.figure)]
        marks = _marks(rows, thresholds)
        axis = make_axis([*said, *(value for value, _ in marks)]) if len(rows) > 1 else None
        lines = tuple(_line(row, axis, desk) for row in rows)
        if axis is None:
            singles += lines
        else:
            places = tuple(Tick(axis.x(value), name) for value, name in marks)
            panels.append(Panel(question, axis, places, lines))
    return panels, singles


def _rank(question: Question, rows: list[Row]) -> tuple[object, ...]:
    """Order questions: strength first, then the whole before its parts, then the most answered."""
    strength = any(row.figure.is_strength for row in rows)
    personnel = question.counted == "personnel"
    answered = (question.narrowness, -len(rows))
    named = (question.activity or "", not personnel, not strength)
    return (*named, *answered, question.what, question.scope)


def _when_said(row: Row) -> tuple[date, str]:
    return row.day or _LAST, row.id


def _marks(rows: Sequence[Row], thresholds: Sequence[ThresholdTest]) -> list[tuple[float, str]]:
    """Return the thresholds that were tested on any of these rows."""
    ids = {row.id for row in rows}
    return [
        (test.threshold.value, test.threshold.name)
        for test in thresholds
        if ids & {*test.reached_by, *test.below, *test.straddled_by}
    ]


def _line(row: Row, axis: Axis | None, desk: _Desk) -> Line:
    quotes = [quote(carrier, desk.reports) for carrier in row.carriers]
    return Line(
        row=row,
        question=Question.of(row),
        bar=make_bar(row.figure, axis) if axis else None,
        quote=quotes[0],
        more=tuple(quotes[1:]),
        garbled=tuple(
            Garbled(quote(one, desk.reports), desk.reasons.get(one.figure_id, ""))
            for one in row.garbled
        ),
        conflicts=desk.against[row.id],
    )


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


def _reasons(ledger: Ledger) -> dict[str, str]:
    """Return why a rendering is garbled, by the id of its figure."""
    told = {one.a: one.reason for one in ledger.renderings}
    return {
        carrier.figure_id: told[row.id]
        for row in ledger.garbled
        if row.id in told
        for carrier in row.carriers
    }


def _conflicts(verdicts: Iterable[Judgement]) -> Counter[str]:
    """Count the conflicts of each row."""
    found: Counter[str] = Counter()
    for each in verdicts:
        if each.verdict is Verdict.CONFLICT:
            found.update([each.a, each.b or ""])
    return found


def _pairs(ledger: Ledger, only: str | None) -> tuple[Pairs, ...]:
    """Group the verdicts: conflicts first, hard before soft, the activity's own people first."""
    wanted = [v for v in ledger.verdicts if only is None or only in (v.a, v.b)]
    near = {row.id: _distance(row, ledger.activity) for row in (*ledger.rows, *ledger.denied)}
    groups = []
    for verdict in _ORDER:
        pairs = [each for each in wanted if each.verdict is verdict]
        pairs.sort(
            key=lambda each: (
                each.force is not Force.HARD,
                near.get(each.a, 0) + near.get(each.b or "", 0),
                -(each.apart or 0),
                each.id,
            )
        )
        limit = LISTED_CONFLICTS if verdict is Verdict.CONFLICT else LISTED
        shown = pairs if only is not None else pairs[:limit]
        codes = Counter(each.code for each in pairs).most_common()
        if pairs:
            groups.append(Pairs(verdict, len(pairs), tuple(shown), tuple(codes)))
    return tuple(groups)


def _distance(row: Row, activity: str) -> int:
    """Rank a row: the activity before others, people before things, the whole before parts."""
    question = Question.of(row)
    other = question.activity != activity
    return 100 * other + 10 * (question.counted != "personnel") + question.narrowness
