"""Exercises under names spelt otherwise: "Wostok-2022" is Vostok-2022."""

from __future__ import annotations

import re
from functools import cache

from vedette.data.catalogue import entity_id, exercises, series
from vedette.data.spelling import LONGEST_WORD, latin, likeness, readings
from vedette.model import EntityKind, Mention, Ref

ALIKE = 0.8  # one changed letter in five
SHORTEST_MISSPELT = 5
NEARLY = "an exercise's name nearly like a known one"
_DATED = re.compile(r"(?P<name>\D{3,60}?)[\s\u2010-\u2013-]*(?P<year>(?:19|20)?\d\d)$")
_LATEST_CENTURY = 50  # two-digit years from 50 on are 19..


def exercise_meant(mention: Mention) -> Mention | None:
    """Return a dated exercise as the edition that its name sounds like, None where it is none.

    A series must sound the same; one letter more or less makes another exercise as often as a
    misprint, so such a name stays as written (see `is_nearly_known`).
    """
    told = _told(mention)
    if told is None:
        return None
    name, year = told
    found = {own for sound in _sounds(name) for own in _by_sound().get(sound, ())}
    if len(found) != 1:
        return None
    own = f"{found.pop()}-{year}"
    known = _editions().get(own)
    if known is None:
        return None
    ref = Ref(EntityKind.EXERCISE, known, entity_id(EntityKind.EXERCISE, own))
    return Mention(mention.span, ref)


def is_nearly_known(mention: Mention) -> bool:
    """Tell whether an exercise's name is one letter from a known series of that year."""
    told = _told(mention)
    if told is None or len(latin(told[0])) < SHORTEST_MISSPELT:
        return False
    name, year = told
    return any(
        f"{one.id}-{year}" in _editions() and likeness(name, one.name) >= ALIKE for one in series()
    )


def _told(mention: Mention) -> tuple[str, int] | None:
    if mention.kind is not EntityKind.EXERCISE or mention.ref.id is not None:
        return None
    found = _DATED.fullmatch(mention.span.quote)
    if found is None or len(latin(found["name"])) > LONGEST_WORD:
        return None
    year = int(found["year"])
    if year < 100:
        year += 1900 if year >= _LATEST_CENTURY else 2000
    return found["name"].strip(), year


def _sounds(name: str) -> set[str]:
    """Return what a name can sound like; German writes a voiced s without a mark ("Sapad")."""
    words = latin(name)
    return {*readings(words), *(readings(f"z{words[1:]}") if words[:1] == "s" else ())}


@cache
def _by_sound() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for one in series():
        for alias in (one.name, *one.aliases, *one.dated_aliases):
            for sound in readings(latin(alias)):
                found.setdefault(sound, set()).add(one.id)
    return {sound: frozenset(owners) for sound, owners in found.items()}


@cache
def _editions() -> dict[str, str]:
    return {edition.id: edition.name for edition in exercises()}
