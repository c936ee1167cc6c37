"""What the codebook expects of an activity and nobody has given; what would have to be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vedette.compare.changes import Quoted, statements_of
from vedette.compare.ledger import Item
from vedette.compare.origins import find_origins, origin_of
from vedette.compare.rows import (
    body_key,
    is_latest_only,
    outlet_name,
    outlet_speaker,
    unknown_speaker,
)
from vedette.compare.scopes import whole_force
from vedette.compare.sentences import sentence_around
from vedette.compare.sides import figure_words
from vedette.compare.world import World
from vedette.data.codebook import Expectation
from vedette.model import (
    Activity,
    Analysis,
    Anonymity,
    Attribution,
    EntityKind,
    Judgement,
    Ledger,
    PlacePrecision,
    Polarity,
    Report,
    Row,
    Span,
    Speaker,
    Verdict,
    When,
)
from vedette.model.ledger import nobody


class Status(StrEnum):
    """Name how far an expectation is met."""

    NOBODY = "nobody"
    UNNAMED = "only unnamed speakers"
    OUTLETS = "only outlets in their own voice"
    ONE = "only one speaker"
    DISPUTED = "only disputed"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold one answer to an expectation: who gives it, in which words.

    `row` is the row of a figure. `body` is "" where nobody can say which body speaks.
    """

    name: str
    body: str
    own_voice: bool
    text: str
    quoted: Quoted
    origin: str
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Expected:
    """Hold one expectation with its answers, and how many stand behind them."""

    what: str
    status: Status
    answers: tuple[Answer, ...] = ()

    @property
    def utterers(self) -> tuple[str, ...]:
        """Return the bodies that give it, outlets' own voices and the unnamed left out."""
        named = (one.name for one in self.answers if one.body and not one.own_voice)
        return tuple(sorted(set(named)))

    @property
    def origins(self) -> int:
        """Count the independent texts."""
        return len({one.origin for one in self.answers})

    @property
    def outlets(self) -> int:
        """Count the publishers."""
        return len({outlet_name(one.quoted.publisher) for one in self.answers})


@dataclass(frozen=True, slots=True)
class Open:
    """Hold what would have to be asked of what was given: how often, with some of the words."""

    what: str
    count: int
    quotes: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class Gaps:
    """Hold what is known of an activity by what the codebook expects of its type.

    `activity` is None where all that the reports tell of one type is asked for: several
    happenings can be among it.
    """

    activity: str | None
    type: str
    reports: int
    expected: tuple[Expected, ...]
    open: tuple[Open, ...]


def find_gaps(
    ledger: Ledger | None,
    items: Iterable[Item],
    expectations: Sequence[Expectation],
    *,
    kind: str,
    world: World,
    decisions: Iterable[Judgement] = (),
    origins: Mapping[str, str] | None = None,
) -> Gaps:
    """Say which expectations on a ledger's activity are met, by whom, and what stays open.

    `items` are the reports that speak of the activity. Without a ledger they are asked for all
    activities of the type `kind`, by what stands in one sentence with them. `origins` maps
    reports to texts, for whoever has found them already.
    """
    known = list(items)
    if origins is None:
        reports = [report for report, _ in known]
        origins = origin_of(find_origins(reports, decisions=decisions))
    desk = _Desk(ledger, known, kind, world, origins)
    expected = tuple(desk.expected(one) for one in expectations)
    name = ledger.activity if ledger else None
    return Gaps(name, kind, len(known), expected, tuple(_open(desk.rows, known)))


@dataclass(frozen=True, slots=True)
class _Paper:
    """One report with the activities asked about, and the sentences in which they stand."""

    report: Report
    analysis: Analysis
    mine: tuple[Activity, ...]
    sentences: frozenset[Span]

    def holds(self, span: Span) -> bool:
        return any(sentence.covers(span) for sentence in self.sentences)


class _Desk:
    """All that is said of one activity, or of all of one type, made ready for the questions."""

    def __init__(
        self,
        ledger: Ledger | None,
        items: list[Item],
        kind: str,
        world: World,
        origins: Mapping[str, str],
    ) -> None:
        self.activity, self.kind, self.world = ledger.activity if ledger else None, kind, world
        rows = ledger.rows if ledger else ()
        self.rows = [row for row in rows if row.figure.scope.activity == self.activity]
        self.origins = origins
        self.papers = [self._paper(*item) for item in items]
        self.clashes: set[frozenset[str]] = {
            frozenset((one.a, one.b or ""))
            for one in (ledger.verdicts if ledger else ())
            if one.verdict is Verdict.CONFLICT
        }

    def _paper(self, report: Report, analysis: Analysis) -> _Paper:
        mine = tuple(
            one
            for one in analysis.activities
            if one.modality.polarity is not Polarity.DENIED
            and (one.name == self.activity if self.activity else one.type == self.kind)
        )
        near = frozenset(sentence_around(report, one.span) for one in mine)
        return _Paper(report, analysis, mine, near)

    def expected(self, asked: Expectation) -> Expected:
        answers = [
            *self._counted(asked),
            *(answer for paper in self.papers for answer in self._in(paper, asked)),
        ]
        once = tuple({(one.row or one.quoted, one.name): one for one in answers}.values())
        return Expected(asked.what, self._status(once), once)

    def _status(self, answers: Sequence[Answer]) -> Status:
        if not answers:
            return Status.NOBODY
        named = [one for one in answers if one.body]
        if not named:
            return Status.UNNAMED
        speakers = {one.body for one in named if not one.own_voice}
        if not speakers:
            return Status.OUTLETS
        if self._all_disputed(answers):
            return Status.DISPUTED
        return Status.ONE if len(speakers) == 1 else Status.GIVEN

    def _all_disputed(self, answers: Sequence[Answer]) -> bool:
        """Tell whether each answer is a number that another answer is in conflict with."""
        ids = [one.row for one in answers]
        return all(
            mine is not None
            and any(other and frozenset((mine, other)) in self.clashes for other in ids)
            for mine in ids
        )

    # ---- where answers stand -------------------------------------------------------------------

    def _counted(self, asked: Expectation) -> Iterator[Answer]:
        for row in self.rows:
            if row.is_open or row.relay_of or not self._counts(row, asked):
                continue
            first = row.carriers[0]
            yield Answer(
                name=row.speaker.body or row.speaker.name,
                body="" if row.is_unnamed else body_key(row.speaker),
                own_voice=row.own_voice,
                text=f"{figure_words(row.figure)} {row.figure.counted_text or row.figure.counted}",
                quoted=Quoted.of(first),
                origin=self.origins.get(first.report_id, first.report_id),
                row=row.id,
            )

    def _counts(self, row: Row, asked: Expectation) -> bool:
        scope = row.figure.scope
        if asked.basis and str(row.figure.basis) == asked.basis:
            return True
        if row.figure.counted not in asked.counted:
            return False
        if asked.by == "place":
            return scope.place is not None
        if asked.by == "force":
            return bool(whole_force(scope, self.world))
        if asked.by == "whose":
            return bool(scope.force)
        part = scope.place or scope.component or whole_force(scope, self.world)
        return "personnel" not in asked.counted or len(asked.counted) > 1 or not part

    def _in(self, paper: _Paper, asked: Expectation) -> Iterator[Answer]:
        if self.activity is None:
            yield from self._counted_near(paper, asked)
        yield from self._claimed(paper, asked)
        for activity in paper.mine:
            for text in _facts(activity, asked):
                yield self._told_by(paper, activity.span, text)
        for activity in paper.analysis.activities:
            if activity.type in asked.types and paper.holds(activity.span):
                yield self._told_by(paper, activity.span, activity.span.quote)

    def _counted_near(self, paper: _Paper, asked: Expectation) -> Iterator[Answer]:
        """Yield figures in one sentence with an activity that has no name, and so no ledger."""
        for figure in paper.analysis.figures:
            if figure.counted in asked.counted and not asked.by and paper.holds(figure.span):
                text = f"{figure_words(figure)} {figure.counted_text or figure.counted}"
                by = None if figure.is_gloss else paper.analysis.attribution(figure.attribution)
                yield self._answer(paper.report, by, figure.span, text)

    def _claimed(self, paper: _Paper, asked: Expectation) -> Iterator[Answer]:
        for one in statements_of([(paper.report, paper.analysis)]):
            claim = one.claim
            own = (
                claim.subject.name == self.activity
                if self.activity
                else paper.holds(claim.evidence)
            )
            own = own and claim.predicate in asked.predicates
            thing = claim.subject.kind is EntityKind.EQUIPMENT and claim.subject.id is not None
            named = thing and claim.predicate in asked.equipment
            if (own or named) and not one.is_denial:
                text = f"{claim.subject.name}: {claim.predicate} {claim.value.text}"
                yield self._answer(one.report, one.carrier, claim.evidence, text)

    def _told_by(self, paper: _Paper, span: Span, text: str) -> Answer:
        return self._answer(paper.report, _carrier(paper.analysis, span), span, text)

    def _answer(self, report: Report, by: Attribution | None, span: Span, text: str) -> Answer:
        speaker, anonymity = _speaker(report, by)
        unnamed = by is not None and nobody(speaker, anonymity)
        return Answer(
            name=speaker.body or speaker.name,
            body="" if unnamed else body_key(speaker),
            own_voice=by is None,
            text=text,
            quoted=Quoted.at(report, span),
            origin=self.origins.get(report.id, report.id),
        )


def _speaker(report: Report, by: Attribution | None) -> tuple[Speaker, Anonymity]:
    if by is None:
        return outlet_speaker(report), Anonymity.NAMED
    return by.speaker or unknown_speaker(by), by.anonymity


def _carrier(analysis: Analysis, span: Span) -> Attribution | None:
    inside = (
        one for one in analysis.attributions if any(part.covers(span) for part in one.content)
    )
    return min(inside, key=lambda one: sum(len(part.quote) for part in one.content), default=None)


def _facts(activity: Activity, asked: Expectation) -> Iterator[str]:
    """Yield what a mention of the activity itself tells: participants, its time, its place."""
    for one in activity.participants:
        if one.role in asked.roles:
            yield f"{one.role}: {one.ref.name}"
    if asked.time and _has_time(activity.when, asked.time):
        yield f"{activity.when.start} to {activity.when.end}"
    if asked.place and activity.where is not None:
        yield f"in {activity.where.name}"


def _has_time(when: When, asked: str) -> bool:
    """Tell whether a time answers; one day alone is no beginning and end."""
    if asked == "any":
        return when.is_known
    return when.start is not None and when.end is not None and when.start < when.end


# ---- what would have to be asked ---------------------------------------------------------------

_SHOWN = 5


def _open(rows: Sequence[Row], items: Sequence[Item]) -> Iterator[Open]:
    questions = (
        ("numbers that do not say where", lambda row: "place" in row.figure.scope.assumed),
        ("numbers that do not say whose", lambda row: "force" in row.figure.scope.assumed),
        ("numbers without any date", lambda row: not row.uttered.is_known),
        (
            "numbers of which only the publication is dated",
            lambda row: is_latest_only(row.uttered),
        ),
        ("numbers from speakers whom nobody names", lambda row: row.is_unnamed),
        ("numbers without a word on what they rest on", lambda row: row.figure.basis == "unstated"),
    )
    for what, is_open in questions:
        left = [row for row in rows if row.relay_of is None and is_open(row)]
        if left:
            yield Open(what, len(left), tuple(Quoted.of(row.carriers[0]) for row in left[:_SHOWN]))
    yield from _unplaced(items)
    yield from _unresolved(items)


def _unplaced(items: Sequence[Item]) -> Iterator[Open]:
    found: dict[str, Quoted] = {}
    for report, analysis in items:
        for place in analysis.locations:
            if place.where.precision is PlacePrecision.UNPLACED:
                found.setdefault(place.where.name, Quoted.at(report, place.span))
    if found:
        yield Open("places that nobody could place", len(found), tuple(found.values())[:_SHOWN])


def _unresolved(items: Sequence[Item]) -> Iterator[Open]:
    found: dict[str, list[Quoted]] = defaultdict(list)
    for report, analysis in items:
        for one in analysis.attributions:
            if one.speaker is None and one.source:
                found["speakers whom nobody could tell"].append(Quoted.at(report, one.source[0]))
    for what, quotes in found.items():
        yield Open(what, len(quotes), tuple(quotes[:_SHOWN]))
