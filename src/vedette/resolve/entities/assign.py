"""Names become things: persons in any spelling, ministries without a state's name, weapons."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.model import Abstention, EntityKind, Mention, Reading
from vedette.resolve.entities.bodies import body_meant, own_body, states_named
from vedette.resolve.entities.exercises import NEARLY, exercise_meant, is_nearly_known
from vedette.resolve.entities.kinds import settle_kinds
from vedette.resolve.entities.people import (
    ELSEWHERE,
    PERSON,
    Link,
    link_people,
    of_other_states,
)
from vedette.resolve.entities.weapons import weapon_meant

STAGE = "entities"


@dataclass(frozen=True, slots=True)
class Linked:
    """Hold the mentions of a report as things, and what was seen and left undecided."""

    mentions: tuple[Mention, ...]
    abstentions: tuple[Abstention, ...] = ()


def resolve_entities(reading: Reading, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions with canonical names and ids where they can be told."""
    return link_entities(reading, mentions).mentions


def link_entities(reading: Reading, mentions: tuple[Mention, ...]) -> Linked:
    """Link the mentions of a report, and keep the reason where a name stays open.

    What kind of thing a name is comes first ("the corvette Mariupol"). A person is linked by first
    and last name in any usual spelling, by a surname alone only behind a title and beside the
    person's state; everybody else stays local to the report. "The defence ministry" is linked when
    the report leaves one state to think of.
    """
    mentions, doubts = settle_kinds(reading, mentions)
    mentions, strangers = of_other_states(reading, mentions)
    people = link_people(reading, mentions, states_named(mentions))
    found = [_thing(reading, mention, people) for mention in mentions]
    found = [own_body(reading, mention, found) for mention in found]
    elsewhere = (Abstention(STAGE, one.span, ELSEWHERE) for one in strangers)
    open_ = (*doubts, *elsewhere, *_open(reading, mentions, people), *_unlinked(found))
    return Linked(_with_bodies(found), open_)


def _thing(reading: Reading, mention: Mention, people: dict[str, Link]) -> Mention:
    if named := weapon_meant(reading, mention) or exercise_meant(mention):
        return named
    if mention.kind is PERSON and mention.ref.id is None:
        return people[mention.ref.name].put(mention)
    return mention


def _with_bodies(found: list[Mention]) -> tuple[Mention, ...]:
    states = states_named(found)
    body = EntityKind.ORGANISATION
    named = frozenset(m.ref.id for m in found if m.ref.id and m.kind is body)
    return tuple(
        body_meant(m, named, states) if m.generic and m.ref.id is None and m.kind is body else m
        for m in found
    )


def _unlinked(found: list[Mention]) -> tuple[Abstention, ...]:
    """Return the exercises that nearly were known ones."""
    return tuple(Abstention(STAGE, m.span, NEARLY) for m in found if is_nearly_known(m))


def _open(
    reading: Reading, mentions: tuple[Mention, ...], people: dict[str, Link]
) -> tuple[Abstention, ...]:
    """Return the persons' names that nearly were somebody known, each once."""
    first: dict[str, Abstention] = {}
    for mention in mentions:
        link = people.get(mention.ref.name) if mention.kind is PERSON else None
        if link is not None and link.doubt and mention.ref.id is None:
            start, end = mention.span.start, mention.span.end
            doubt = Abstention(STAGE, reading.span(start, end), link.doubt)
            first.setdefault(mention.ref.name, doubt)
    return tuple(first.values())
