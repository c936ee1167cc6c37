"""The catalogue's persons by what their surnames sound like: whom a name can mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache

from vedette.data.catalogue import Person, persons
from vedette.data.namesakes import Named, compare_persons
from vedette.data.personal import parse_name
from vedette.data.spelling import frames, readings
from vedette.model import Likeness, Sameness


@dataclass(frozen=True, slots=True)
class Match:
    """Hold a person of the catalogue, the alias that comes nearest, and what comparing gave."""

    person: Person
    alias: str
    likeness: Likeness


@lru_cache(maxsize=16_384)
def candidates(name: str) -> tuple[Match, ...]:
    """Return whom of the catalogue a name may mean, the likeliest first, each once.

    Only persons whose surname sounds the same, or has the same consonants, are looked at: the cost
    does not grow with the catalogue. Persons whom the name rules out are left out.
    """
    best: dict[str, Match] = {}
    mine = parse_name(name)
    for person, alias in _near(mine.surname):
        if mine.given and not parse_name(alias).given:
            continue  # a bare surname says nothing against a first name
        found = compare_persons(Named(name), Named(alias))
        before = best.get(person.id)
        if before is None or _rank(found) > _rank(before.likeness):
            best[person.id] = Match(person, alias, found)
    kept = [one for one in best.values() if one.likeness.sameness is not Sameness.NOT_SAME]
    return tuple(sorted(kept, key=lambda one: (*(-n for n in _rank(one.likeness)), one.person.id)))


def _rank(found: Likeness) -> tuple[int, float]:
    order = (Sameness.NOT_SAME, Sameness.UNSURE, Sameness.SAME)
    return order.index(found.sameness), found.score


def _near(surname: str) -> dict[tuple[Person, str], None]:
    by_sound, by_frame = _index()
    found: dict[tuple[Person, str], None] = {}
    for reading in readings(surname):
        found.update(dict.fromkeys(by_sound.get(reading, ())))
    for frame in frames(surname):
        found.update(dict.fromkeys(by_frame.get(frame, ())))
    return found


_Index = dict[str, list[tuple[Person, str]]]


@cache
def _index() -> tuple[_Index, _Index]:
    by_sound: _Index = defaultdict(list)
    by_frame: _Index = defaultdict(list)
    for person in persons():
        for alias in dict.fromkeys((person.name, *person.aliases)):
            surname = parse_name(alias).surname
            for reading in readings(surname):
                by_sound[reading].append((person, alias))
            for frame in frames(surname):
                by_frame[frame].append((person, alias))
    return dict(by_sound), dict(by_frame)
