"""In which capacity somebody speaks of an activity: who holds it, watches it, or reports it."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache

from vedette.compare.world import World
from vedette.data import catalogue, read_toml
from vedette.model import EntityKind, Row, Speaker


class SpeakerClass(StrEnum):
    """Name who speaks, from the point of view of one activity."""

    ORGANISER = "organiser"
    GOVERNMENT = "government"  # of another state, or a body of states
    OBSERVER = "observer"
    OUTLET = "outlet"  # in its own voice
    EXPERT = "expert"
    UNNAMED = "unnamed"
    OTHER = "other"  # named, and in none of these capacities as far as is known


def class_of(row: Row, *, world: World) -> SpeakerClass:
    """Return in which capacity a row's speaker speaks of the row's activity.

    An unnamed observer is an observer; any other whom nobody could tell from others is unnamed,
    whatever state is named beside ("Belarusian officials").
    """
    if row.own_voice:
        return SpeakerClass.OUTLET
    if _is_called(row.speaker, "observer"):
        return SpeakerClass.OBSERVER
    if row.is_unnamed:
        return SpeakerClass.UNNAMED
    if _is_called(row.speaker, "expert"):
        return SpeakerClass.EXPERT
    return _official(row.speaker, world.organisers_of(row.figure.scope.activity), world)


def _official(speaker: Speaker, organisers: frozenset[str], world: World) -> SpeakerClass:
    states = world.states_of(speaker) or states_named(speaker.name)
    if not states:
        collective = speaker.kind in {EntityKind.ORGANISATION, EntityKind.FORCE}
        known = speaker.id is not None or speaker.body is not None
        return SpeakerClass.GOVERNMENT if collective and known else SpeakerClass.OTHER
    # A joint statement of two states, of which one holds the activity, is the organiser's.
    return SpeakerClass.ORGANISER if states & organisers else SpeakerClass.GOVERNMENT


def states_named(name: str) -> frozenset[str]:
    """Return the states whose name or adjective stands in a name ("Russian and Belarusian ...")."""
    return frozenset(
        _adjectives()[word] for word in name.casefold().split() if word in _adjectives()
    )


@cache
def _adjectives() -> dict[str, str]:
    found: dict[str, str] = {}
    for state in catalogue.states():
        for form in (state.name, *state.names, *state.demonyms):
            found.setdefault(form.casefold(), state.name)
    return found


def _is_called(speaker: Speaker, capacity: str) -> bool:
    role, body = _words(capacity)
    if speaker.role and role.search(speaker.role):
        return True
    named = speaker.kind is not EntityKind.PERSON and body.search(speaker.name)
    return bool(named or (speaker.body and body.search(speaker.body)))


@cache
def _words(capacity: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    listed: dict[str, list[str]] = read_toml("languages/en/voices.toml")[capacity]
    return _any_of(listed["role"]), _any_of(listed["body"])


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)
