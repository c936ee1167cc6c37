"""The codebook: activity types, counted classes and predicates, as data a user can replace."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from vedette.data import read_toml

FILE = "codebook/military-activity.toml"


@dataclass(frozen=True, slots=True)
class ActivityType:
    """Hold one type of activity: the lemmas that tell it, the roles of its participants.

    Weak lemmas tell it only beside one of the lemmas under `objects`.
    """

    type: str
    nouns: frozenset[str]
    verbs: frozenset[str]
    weak_nouns: frozenset[str]
    weak_verbs: frozenset[str]
    objects: frozenset[str]
    participants: tuple[str, ...]
    predicates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountedClass:
    """Hold one class of things counted; `strength` tells those a strength board shows."""

    name: str
    heads: tuple[str, ...]
    strength: bool


@dataclass(frozen=True, slots=True)
class Predicate:
    """Hold one predicate and the verbs that tell it."""

    name: str
    verbs: tuple[str, ...]
    nouns: tuple[str, ...]
    subject: tuple[str, ...]


@cache
def activity_types() -> tuple[ActivityType, ...]:
    """Return the activity types in the order of the file."""
    return tuple(
        ActivityType(
            row["type"],
            frozenset(row.get("lexemes", {}).get("noun", ())),
            frozenset(row.get("lexemes", {}).get("verb", ())),
            frozenset(row.get("weak", {}).get("noun", ())),
            frozenset(row.get("weak", {}).get("verb", ())),
            frozenset(row.get("objects", ())),
            tuple(row.get("participants", ())),
            tuple(row.get("predicates", ())),
        )
        for row in read_toml(FILE)["activity"]
    )


@cache
def counted_classes() -> tuple[CountedClass, ...]:
    """Return the counted classes in the order of the file."""
    return tuple(
        CountedClass(row["class"], tuple(row["heads"]), bool(row.get("strength", False)))
        for row in read_toml(FILE)["counted"]
    )


@cache
def predicates() -> tuple[Predicate, ...]:
    """Return the predicates in the order of the file."""
    return tuple(
        Predicate(
            row["name"],
            tuple(row.get("verbs", ())),
            tuple(row.get("nouns", ())),
            tuple(row.get("subject", ())),
        )
        for row in read_toml(FILE)["predicate"]
    )


@dataclass(frozen=True, slots=True)
class Triggers:
    """Look up what a lemma tells: strong types at once, weak ones with the objects they need."""

    strong: dict[str, ActivityType]
    weak: dict[str, tuple[ActivityType, ...]]


@cache
def verb_triggers() -> Triggers:
    """Return the activity types that verbs tell; the first type in the file wins."""
    return _triggers("verbs")


@cache
def noun_triggers() -> Triggers:
    """Return the activity types that nouns tell; the first type in the file wins."""
    return _triggers("nouns")


def _triggers(part: str) -> Triggers:
    strong: dict[str, ActivityType] = {}
    weak: dict[str, tuple[ActivityType, ...]] = {}
    for activity in activity_types():
        for lexeme in getattr(activity, part):
            strong.setdefault(lexeme, activity)
        for lexeme in getattr(activity, f"weak_{part}"):
            weak[lexeme] = (*weak.get(lexeme, ()), activity)
    return Triggers(strong, weak)


@cache
def equipment_verbs() -> dict[str, str]:
    """Return the predicate that each verb tells of a piece of equipment."""
    return _equipment("verbs")


@cache
def equipment_nouns() -> dict[str, str]:
    """Return the predicate that each noun tells ("the deployment of the missiles")."""
    return _equipment("nouns")


def _equipment(part: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for predicate in predicates():
        if "equipment" in predicate.subject:
            for lemma in getattr(predicate, part):
                found.setdefault(lemma, predicate.name)
    return found
