"""Entities: persons, organisations, states, forces, facilities, equipment, exercises."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vedette.model.checks import require
from vedette.model.span import Span


class EntityKind(StrEnum):
    """Name the kind of a thing."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    FORCE = "force"
    FACILITY = "facility"
    PLACE = "place"
    EQUIPMENT = "equipment"
    EXERCISE = "exercise"
    PUBLISHER = "publisher"
    DOCUMENT = "document"
    GROUP = "group"  # "officials", "analysts", "residents"
    ACTIVITY = "activity"
    CLAIM = "claim"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Alias:
    """Hold another name of an entity, with its language and script where known."""

    text: str
    language: str | None = None
    script: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Hold a thing with its canonical name, aliases and external ids.

    `source` says where the facts stand, or "recalled" for an unchecked entry.
    """

    id: str
    kind: EntityKind
    name: str
    aliases: tuple[Alias, ...] = ()
    external_ids: tuple[tuple[str, str], ...] = ()
    state: str | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "an entity needs a name")


@dataclass(frozen=True, slots=True)
class Ref:
    """Point to a thing by kind and name, and by id where it is resolved."""

    kind: EntityKind
    name: str
    id: str | None = None

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "a reference needs a name")


@dataclass(frozen=True, slots=True)
class Mention:
    """Hold one mention of a thing: its words, and the name and id it resolves to.

    `kind` is the kind as read; `ref.id` is None while nothing in the catalogue matches.
    `generic` marks common nouns ("tanks"), `local` a person kept inside the report.
    """

    span: Span
    ref: Ref
    generic: bool = False
    local: bool = False

    @property
    def kind(self) -> EntityKind:
        """Return the kind of the thing mentioned."""
        return self.ref.kind
