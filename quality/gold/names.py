"""When two names are one: case, accents, articles and forms of address do not count."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vedette.data.catalogue import entity_id, organisations, persons, publishers, states
from vedette.data.matcher import fold_name
from vedette.model import EntityKind

Names = tuple[str, ...]  # equal names of one speaker

# Ranks are left in: "General Motors" is nobody's rank.
_BEFORE = frozenset({"a", "an", "the", "mr", "mrs", "ms", "miss", "dr", "sir", "president"})
_JOINT = re.compile(r",\s+(?:and\s+)?|\s+and\s+")
PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we", "you", "who", "which", "this", "that"})


def bare(name: str) -> str:
    """Return a name without case, accents, article and form of address."""
    words = fold_name(name).split()
    while len(words) > 1 and words[0] in _BEFORE:
        words = words[1:]
    return " ".join(words)


def is_one_of(name: str, accepted: Sequence[str]) -> bool:
    """Tell whether a name is one of some equal ones."""
    return bare(name) in {bare(other) for other in accepted}


def same(ours: Sequence[Names], theirs: Sequence[Names]) -> bool:
    """Tell whether two lists name the same speakers, whatever their order.

    One speaker of ours called "A and B" counts as two where they name several.
    """
    if len(ours) == 1 and len(theirs) > 1:
        ours = [(part,) for part in _JOINT.split(ours[0][0])]
    return all(any(_meet(one, other) for other in theirs) for one in ours) and all(
        any(_meet(one, other) for one in ours) for other in theirs
    )


def _meet(one: Names, other: Names) -> bool:
    return any(is_one_of(name, other) for name in one)


@cache
def _catalogued() -> dict[str, Names]:
    """Return all names of everything in the catalogue that speaks, by id."""
    known: dict[str, Names] = {}
    for person in persons():
        known[entity_id(EntityKind.PERSON, person.id)] = (person.name, *person.aliases)
    for body in organisations():
        known[entity_id(EntityKind.ORGANISATION, body.id)] = (body.name, *body.aliases)
    for state in states():
        known[entity_id(EntityKind.STATE, state.iso)] = (state.name, *state.names)
    return known


@cache
def _outlets() -> dict[str, Names]:
    """Return all names of each catalogued outlet, by its own name."""
    return {outlet.name: (outlet.name, *outlet.aliases) for outlet in publishers()}


def names_of(name: str, identifier: str | None = None) -> Names:
    """Return a speaker's or outlet's name with the others that the catalogue has for it."""
    others = _catalogued().get(identifier, ()) if identifier else ()
    return (name, *(others or _outlets().get(name, ())))
