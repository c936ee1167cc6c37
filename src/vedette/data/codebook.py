"""The codebook: activity types, counted classes and predicates, as data a user can replace."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.errors import BadArgumentError

FILE = "codebook/military-activity.toml"


@dataclass(frozen=True, slots=True)
class Expectation:
    """Hold what a reader would ask of an activity, and where an answer can stand.

    `by` asks for figures of a part ("place", "force") or with a force ("whose"), `time` is "any",
    or "both" for a beginning and an end; the other fields are as in the file.
    """

    what: str
    counted: frozenset[str] = frozenset()
    by: str = ""
    basis: str = ""
    roles: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    equipment: frozenset[str] = frozenset()
    time: str = ""
    place: bool = False


@dataclass(frozen=True, slots=True)
class ActivityType:
    """Hold one type of activity: the lemmas that tell it, the roles of its participants.

    Weak lemmas tell it only beside one of the lemmas under `objects`. The object of the lemmas
    under `own` is the doer's own equipment, not the other side. `violent` marks deeds that do
    harm, `outcome` those that another deed leads to. The subject of the lemmas under `suffers` is
    whom the deed is done to ("died"), `devices` are what it is done with. The
    object of the lemmas under `through` is where the way leads ("crossed the border").
    """

    type: str
    nouns: frozenset[str]
    verbs: frozenset[str]
    weak_nouns: frozenset[str]
    weak_verbs: frozenset[str]
    objects: frozenset[str]
    participants: tuple[str, ...]
    predicates: tuple[str, ...]
    own: frozenset[str]
    violent: bool = False
    outcome: bool = False
    suffers: frozenset[str] = frozenset()
    devices: frozenset[str] = frozenset()
    through: frozenset[str] = frozenset()
    expects: tuple[Expectation, ...] = ()


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


def _rows(key: str) -> list[dict[str, Any]]:
    rows = read_toml(FILE).get(key)
    if not isinstance(rows, list) or not rows:
        raise BadArgumentError(f"no [[{key}]] entries", where=FILE)
    return rows


def _need(row: dict[str, Any], key: str) -> Any:
    if key not in row:
        raise BadArgumentError(f"an entry lacks {key!r}: {row}"[:200], where=FILE)
    return row[key]


@cache
def activity_types() -> tuple[ActivityType, ...]:
    """Return the activity types in the order of the file."""
    return tuple(
        ActivityType(
            _need(row, "type"),
            frozenset(row.get("lexemes", {}).get("noun", ())),
            frozenset(row.get("lexemes", {}).get("verb", ())),
            frozenset(row.get("weak", {}).get("noun", ())),
            frozenset(row.get("weak", {}).get("verb", ())),
            frozenset(row.get("objects", ())),
            tuple(row.get("participants", ())),
            tuple(row.get("predicates", ())),
            frozenset(row.get("own", ())),
            bool(row.get("violent", False)),
            bool(row.get("outcome", False)),
            frozenset(row.get("suffers", ())),
            frozenset(row.get("devices", ())),
            frozenset(row.get("through", ())),
            tuple(map(_expectation, row.get("expects", ()))),
        )
        for row in _rows("activity")
    )


_CHOICES = {"by": {"", "place", "force", "whose"}, "time": {"", "any", "both"}}


def _expectation(row: dict[str, Any]) -> Expectation:
    known = Expectation.__dataclass_fields__
    for key, value in row.items():
        if key not in known or value not in _CHOICES.get(key, [value]):
            raise BadArgumentError(
                f"an entry under expects has {key} = {value!r}"[:200],
                where=FILE,
                next_step=f"Known keys: {', '.join(known)}",
            )
    _need(row, "what")
    lists = {key: frozenset(value) for key, value in row.items() if isinstance(value, list)}
    return Expectation(**{**row, **lists})


@cache
def counted_classes() -> tuple[CountedClass, ...]:
    """Return the counted classes in the order of the file."""
    return tuple(
        CountedClass(
            _need(row, "class"), tuple(_need(row, "heads")), bool(row.get("strength", False))
        )
        for row in _rows("counted")
    )


@cache
def predicates() -> tuple[Predicate, ...]:
    """Return the predicates in the order of the file."""
    return tuple(
        Predicate(
            _need(row, "name"),
            tuple(row.get("verbs", ())),
            tuple(row.get("nouns", ())),
            tuple(row.get("subject", ())),
        )
        for row in _rows("predicate")
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
def violent_types() -> frozenset[str]:
    """Return the types of the deeds that do harm."""
    return frozenset(kind.type for kind in activity_types() if kind.violent)


@cache
def harm_doers() -> frozenset[str]:
    """Return the nouns that, without a name, are taken for those who do harm."""
    people = {"personnel", "border guards", "officials", "people", "battalions and units"}
    counted = (head for c in counted_classes() if c.name in people for head in c.heads)
    doers = read_toml(FILE).get("violence", {}).get("doers", ())
    return frozenset((*doers, *(head.rsplit(" ", 1)[-1] for head in counted)))


@cache
def outcome_types() -> frozenset[str]:
    """Return the types of what other deeds lead to."""
    return frozenset(kind.type for kind in activity_types() if kind.outcome)


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
