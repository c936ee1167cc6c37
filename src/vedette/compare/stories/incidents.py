"""Incidents: one deed that several reports tell of, tied by its kind, its place and its time.

Numbers and names may differ between reports; kind, place and time must go together with every
sighting that is tied already, so that no chain of neighbours joins two deeds. A deed whose place or
time is unknown, or too vague to tell it from others, is not tied, and is counted.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from vedette.compare.ledger import Item
from vedette.compare.world import World
from vedette.data import read_toml
from vedette.model import (
    Activity,
    Incident,
    PlacePrecision,
    Polarity,
    Sighting,
    Tense,
    Where,
    make_id,
)

LONGEST_DAYS = 3  # "in September" tells no deed from others
NEAR_KM = 30.0
_EARTH_KM = 6371.0
_TO_COME = frozenset({Tense.PLANNED, Tense.HYPOTHETICAL})
_WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.REGION, PlacePrecision.SEA})


@dataclass(frozen=True, slots=True)
class Incidents:
    """Hold what was tied, and how many deeds were not, by the reason."""

    tied: tuple[Incident, ...]
    untied: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Deed:
    report_id: str
    activity: Activity
    where: Where
    start: date
    end: date


class _Group:
    """Hold deeds that are one; places and times that are told again are compared once."""

    def __init__(self) -> None:
        self.deeds: list[_Deed] = []
        self._told: dict[tuple[Where, date, date], _Deed] = {}

    def add(self, deed: _Deed) -> None:
        self.deeds.append(deed)
        self._told.setdefault((deed.where, deed.start, deed.end), deed)

    def takes(self, deed: _Deed, world: World) -> bool:
        if (deed.where, deed.start, deed.end) in self._told:
            return True
        return all(_is_one(deed, each, world) for each in self._told.values())


def find_incidents(items: Iterable[Item], *, world: World | None = None) -> Incidents:
    """Return the deeds that at least two reports tell of, in order of their time."""
    world = world or World.shipped()
    untied: Counter[str] = Counter()
    groups: list[_Group] = []
    by_day: dict[tuple[str, int], list[int]] = defaultdict(list)
    for deed in _deeds(items, untied):
        keys = [(_family(deed.activity.type), day) for day in _days(deed)]
        near = sorted({number for key in keys for number in by_day[key]})
        home = next((n for n in near if groups[n].takes(deed, world)), None)
        if home is None:
            home = len(groups)
            groups.append(_Group())
        groups[home].add(deed)
        for key in keys:
            by_day[key].append(home)
    several = [one.deeds for one in groups if len({deed.report_id for deed in one.deeds}) > 1]
    untied["told by one report"] += len(groups) - len(several)
    found = sorted(map(_incident, several), key=lambda one: (one.when.start or date.max, one.id))
    return Incidents(tuple(found), +untied)


def _deeds(items: Iterable[Item], untied: Counter[str]) -> Iterator[_Deed]:
    for report, analysis in items:
        for one in analysis.activities:
            if one.name or one.type not in _kinds():
                continue
            reason = _too_little(one)
            if reason:
                untied[reason] += 1
                continue
            start, end, where = one.when.start, one.when.end, one.where
            if start and end and where:
                yield _Deed(report.id, one, where, start, end)


def _too_little(one: Activity) -> str:
    """Say what a deed lacks to be tied, "" where it lacks nothing."""
    if one.modality.polarity is not Polarity.AFFIRMED or one.modality.tense in _TO_COME:
        return "not said to have happened"
    if one.when.start is None or one.when.end is None:
        return "time unknown"
    if (one.when.end - one.when.start).days >= LONGEST_DAYS:
        return "time too vague"
    if one.where is None or one.where.precision is PlacePrecision.UNPLACED:
        return "place unknown"
    return ""


def _kinds() -> dict[str, str]:
    """Return the kinds of deed that make incidents, each with its family of close kinds."""
    table = read_toml("stories.toml")["incidents"]
    return {kind: row["name"] for row in table for kind in row["kinds"]}


def _family(kind: str) -> str:
    return _kinds()[kind]


def _days(deed: _Deed) -> range:
    return range(deed.start.toordinal(), deed.end.toordinal() + 1)


def _is_one(a: _Deed, b: _Deed, world: World) -> bool:
    """Tell whether two deeds of close kinds go together in time and place."""
    in_time = a.start <= b.end and b.start <= a.end
    return in_time and bool(_together(a.where, b.where, world))


def _together(a: Where, b: Where, world: World) -> str:
    """Say how two places go together, "" where they do not."""
    if a.name == b.name or (a.geonameid is not None and a.geonameid == b.geonameid):
        return f"in {a.name}"
    for part, whole in ((a, b), (b, a)):
        if _lies_in(part, whole, world):
            return f"{part.name} lies in {whole.name}"
    if a.precision not in _WIDE and b.precision not in _WIDE:
        distance = _distance_km(a, b)
        if distance is not None and distance <= NEAR_KM:
            return f"{a.name} and {b.name} are {distance:.0f} km apart"
    return ""


def _lies_in(part: Where, whole: Where, world: World) -> bool:
    if whole.precision is PlacePrecision.COUNTRY and part.country and whole.country:
        return part.country == whole.country
    return world.within(part.name, whole.name)


def _distance_km(a: Where, b: Where) -> float | None:
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    north, south = math.radians(a.lat), math.radians(b.lat)
    rise = math.sin((south - north) / 2) ** 2
    turn = math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(rise + math.cos(north) * math.cos(south) * turn))


def _incident(deeds: list[_Deed]) -> Incident:
    """Build an incident; its time and place are the narrowest that a report gives."""
    timed = min(deeds, key=lambda one: ((one.end - one.start).days, one.start, one.report_id))
    placed = min(deeds, key=lambda one: (one.where.precision in _WIDE, one.report_id))
    first = min(deeds, key=lambda one: (one.start, one.report_id, one.activity.id))
    return Incident(
        id=make_id("inc", first.activity.id),
        type=timed.activity.type,
        when=timed.activity.when,
        where=placed.where,
        sightings=tuple(
            Sighting(one.report_id, one.activity.id, one.activity.span.quote, _why(one, first))
            for one in deeds
        ),
    )


def _why(deed: _Deed, first: _Deed) -> str:
    if deed is first:
        return "told first"
    kind, other = deed.activity.type, first.activity.type
    kinds = kind if kind == other else f"{kind}, close to {other}"
    day = max(deed.start, first.start).isoformat()
    place = _together(deed.where, first.where, World.shipped()) or f"in {deed.where.name}"
    return f"{kinds}; {day}; {place}"
