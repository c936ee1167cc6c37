"""What reports on an activity tell beside its numbers: equipment, who takes part, who reports.

Each telling keeps its words. What is named, shown, fired and said to be deployed are four things:
a weapon that a report merely names was seen by nobody.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vedette.compare.rows import outlet_name, outlet_speaker, unknown_speaker
from vedette.compare.sentences import sentence_around
from vedette.compare.world import World
from vedette.model import (
    Activity,
    Analysis,
    Attribution,
    Claim,
    EntityKind,
    Modality,
    Publisher,
    Report,
    Span,
    Speaker,
    When,
    Where,
)
from vedette.run import queries
from vedette.run.registry import Registry
from vedette.store.view import View

SHOWN = 6  # tellings kept of one thing; the others are counted
PARTS = ("claims", "attributions", "activities")
UNKNOWN = "unknown publisher"


class Told(StrEnum):
    """Name what is said of a piece of equipment, the weightiest last."""

    NAMED = "named"
    PLANNED = "said to be used or planned"
    SHOWN = "shown"
    DEPLOYED = "said to be deployed"
    FIRED = "fired"


_TOLD: Mapping[str, Told] = {
    "shows": Told.SHOWN,
    "flies": Told.SHOWN,
    "fires": Told.FIRED,
    "tests": Told.FIRED,
    "launch or test": Told.FIRED,
    "deploys": Told.DEPLOYED,
    "deployment": Told.DEPLOYED,
    "plans-use": Told.PLANNED,
    "uses": Told.PLANNED,
}
MEASURES = (
    "border measure",
    "airspace measure",
    "readiness or mobilisation",
    "deployment",
    "sanction measure",
    "notification",
    "observation or inspection",
)


# Who does something on a state's behalf; of the others a report only says what it is done to.
_DOERS = frozenset({EntityKind.STATE, EntityKind.ORGANISATION, EntityKind.FORCE, EntityKind.PERSON})
_DONE_BY_STATES = frozenset({"border measure", "airspace measure", "sanction measure"})


@dataclass(frozen=True, slots=True)
class Telling:
    """Hold one telling: its words, who says it, how surely."""

    report_id: str
    publisher: str
    published: When
    span: Span
    speaker: Speaker
    own_voice: bool
    modality: Modality


@dataclass(frozen=True, slots=True)
class Said:
    """Hold the tellings of one thing; `total` counts those that are not kept, too."""

    total: int
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Equipment:
    """Hold one kind of equipment with what is said of it."""

    name: str
    told: Mapping[Told, Said]

    @property
    def total(self) -> int:
        """Count all tellings."""
        return sum(one.total for one in self.told.values())


@dataclass(frozen=True, slots=True)
class Party:
    """Hold who takes part in a role of the codebook, with the words that say so."""

    role: str
    name: str
    kind: EntityKind
    said: Said


@dataclass(frozen=True, slots=True)
class Measure:
    """Hold what others are said to do beside the activity: who, what, where, when."""

    type: str
    who: tuple[str, ...]
    when: When
    where: Where | None
    telling: Telling


@dataclass(frozen=True, slots=True)
class Source:
    """Hold a publisher with its reports on the activity."""

    publisher: Publisher
    reports: int
    first: date | None
    last: date | None
    latest: Report


@dataclass(frozen=True, slots=True)
class About:
    """Hold all of it."""

    reports: int
    equipment: tuple[Equipment, ...]
    parties: tuple[Party, ...]
    measures: tuple[Measure, ...]
    measures_left: int
    sources: tuple[Source, ...]
    first: date | None
    last: date | None


MOST_MEASURES = 60


def about(view: View, activity: str, *, last: int | None = None) -> About:
    """Return what the reports on an activity, by its stored name, tell beside its numbers.

    With `last`, what the last so many tell.
    """
    gathered = _Gathered(activity)
    items = view.analyses(activity=activity, parts=PARTS, last=last)
    for report, analysis in queries.kept(view, items):
        gathered.add(report, analysis)
    return gathered.all(view)


class _Gathered:
    """Gather from report to report, without keeping the reports."""

    def __init__(self, activity: str) -> None:
        self.activity = activity
        self.organisers = World.shipped().organisers_of(activity)
        self.equipment: dict[str, dict[Told, list[Telling]]] = {}
        self.parties: dict[tuple[str, str, EntityKind], list[Telling]] = defaultdict(list)
        self.measures: list[Measure] = []
        self.reports: dict[str, list[Report]] = defaultdict(list)
        self.counted: Counter[str] = Counter()
        self.days: list[date] = []

    def add(self, report: Report, analysis: Analysis) -> None:
        self._count(report)
        by = {one.id: one for one in analysis.attributions}
        for claim in analysis.claims:
            if claim.subject.kind is EntityKind.EQUIPMENT:
                told = _TOLD.get(claim.predicate, Told.NAMED)
                one = _telling(report, claim.evidence, by.get(claim.attribution or ""), claim)
                held = self.equipment.setdefault(claim.subject.name, {}).setdefault(told, [])
                if not any(_is_same(one, other) for other in held[-3:]):
                    held.append(one)  # "deploys" and "deployment" stand on the same words
        for activity in analysis.activities:
            if activity.name == self.activity:
                self._take_part(report, activity, by)
            elif activity.type in MEASURES:
                self._measure(report, activity, by)

    def _count(self, report: Report) -> None:
        name = outlet_name(report.publisher) or UNKNOWN
        self.counted[name] += 1
        kept = self.reports[name]
        kept.append(report)
        if len(kept) > 2:  # the first and the last are enough
            del kept[1]
        if report.published.start:
            self.days.append(report.published.start)

    def _take_part(self, report: Report, activity: Activity, by: Mapping[str, Attribution]) -> None:
        span = sentence_around(report, activity.span)
        one = _telling(report, span, _around(activity.span, by.values()), activity)
        for each in activity.participants:
            self.parties[each.role, each.ref.name, each.ref.kind].append(one)

    def _measure(self, report: Report, activity: Activity, by: Mapping[str, Attribution]) -> None:
        """Keep what others do; what the organisers do is part of the activity itself."""
        doers = [each.ref for each in activity.participants if each.ref.kind in _DOERS]
        who = tuple(dict.fromkeys(each.name for each in doers))
        if (not who and activity.type not in _DONE_BY_STATES) or self.organisers >= set(
            who
        ) > set():
            return
        span = sentence_around(report, activity.span)
        one = _telling(report, span, _around(activity.span, by.values()), activity)
        self.measures.append(Measure(activity.type, who, activity.when, activity.where, one))

    def all(self, view: View) -> About:
        self.measures.sort(key=_when)
        return About(
            reports=sum(self.counted.values()),
            equipment=tuple(_equipment(self.equipment)),
            parties=tuple(
                Party(role, name, kind, _said(told))
                for (role, name, kind), told in sorted(self.parties.items())
            ),
            measures=tuple(self.measures[:MOST_MEASURES]),
            measures_left=max(len(self.measures) - MOST_MEASURES, 0),
            sources=tuple(self._sources(view)),
            first=min(self.days, default=None),
            last=max(self.days, default=None),
        )

    def _sources(self, view: View) -> Iterator[Source]:
        book = Registry(view)
        for name, reports in self.counted.most_common():
            kept = self.reports[name]
            latest = kept[-1]
            publisher = book.publisher(Publisher(latest.publisher.strip() or UNKNOWN))
            days = [one.published.start for one in kept]
            yield Source(publisher, reports, days[0], days[-1], latest)


def _telling(report: Report, span: Span, by: Attribution | None, noun: Claim | Activity) -> Telling:
    speaker = outlet_speaker(report)
    if by is not None:
        speaker = by.speaker or unknown_speaker(by)
    return Telling(
        report.id, report.publisher, report.published, span, speaker, by is None, noun.modality
    )


def _is_same(a: Telling, b: Telling) -> bool:
    return a.report_id == b.report_id and a.span.start == b.span.start and a.span.end == b.span.end


def _around(span: Span, by: Iterable[Attribution]) -> Attribution | None:
    """Return the attribution whose content holds some words."""
    return next((one for one in by if any(each.covers(span) for each in one.content)), None)


def _equipment(found: Mapping[str, Mapping[Told, list[Telling]]]) -> Iterator[Equipment]:
    """Yield what most is said of first."""
    made = [
        Equipment(name, {told: _said(one) for told, one in sorted(held.items(), key=_weight)})
        for name, held in found.items()
    ]
    yield from sorted(made, key=lambda one: (-_rank(one), -one.total, one.name))


def _weight(item: tuple[Told, object]) -> int:
    return list(Told).index(item[0])


def _rank(one: Equipment) -> int:
    """Rank what is more than named before what is only named."""
    return sum(told is not Told.NAMED for told in one.told)


def _said(tellings: list[Telling]) -> Said:
    return Said(len(tellings), tuple(tellings[:SHOWN]))


def _when(one: Measure) -> tuple[date, str, int]:
    start = one.when.start or one.when.end or date.max
    return start, one.telling.report_id, one.telling.span.start
