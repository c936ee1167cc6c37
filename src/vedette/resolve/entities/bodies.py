"""Bodies of one report: ministries without a state's name, and bodies of another state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from vedette.data.bodies import body_of, function_of
from vedette.data.catalogue import entity_id, organisation_states, persons
from vedette.data.catalogue import states as known_states
from vedette.data.matcher import fold_name
from vedette.model import EntityKind, Mention, Reading, Ref

_POSSESSIVES = frozenset({"", "'s", "’s", "'", "’"})


def states_named(mentions: Iterable[Mention]) -> dict[str, int]:
    """Return how often each state is named, by itself, a body, an office holder or its capital."""
    named: dict[str, int] = {}
    for mention in mentions:
        iso = state_of(mention)
        if iso:
            named[iso] = named.get(iso, 0) + 1
    return named


def state_of(mention: Mention) -> str | None:
    """Return the state that a mention is, belongs to, or is the capital of."""
    own = mention.ref.id or ""
    if mention.kind is EntityKind.STATE:
        return own.rpartition("/")[2] or None
    if mention.kind is EntityKind.PLACE:
        return _capitals().get(fold_name(mention.span.quote))
    return organisation_states().get(own) or citizens().get(own)


@cache
def _capitals() -> dict[str, str]:
    return {
        fold_name(name): state.iso
        for state in known_states()
        for name in (state.capital, *state.capital_aliases)
        if name
    }


@cache
def citizens() -> dict[str, str]:
    """Return the state of every known person, by the id that mentions carry."""
    kind = EntityKind.PERSON
    return {entity_id(kind, person.id): person.state for person in persons() if person.state}


def own_body(reading: Reading, mention: Mention, mentions: list[Mention]) -> Mention:
    """Take a body's link back where another state owns it in the report's words.

    Several states have a "National Security Bureau"; "Taiwan's" is not the one of Poland that the
    bare name means in the catalogue.
    """
    state = organisation_states().get(mention.ref.id or "")
    if state is None:
        return mention
    owner = _owner(reading, mention, mentions)
    if owner is None or owner == state:
        return mention
    return replace(mention, ref=Ref(mention.kind, mention.span.quote))


def _owner(reading: Reading, mention: Mention, mentions: list[Mention]) -> str | None:
    """Return the state right in front of a mention ("Taiwan's ...", "the Taiwanese ...")."""
    for other in mentions:
        if other.kind is EntityKind.STATE and other.ref.id and other.span.end <= mention.span.start:
            between = reading.text[other.span.end : mention.span.start]
            if between.strip() in _POSSESSIVES and (between != "" or other.generic):
                return other.ref.id.rpartition("/")[2]
    return None


def body_meant(mention: Mention, named: frozenset[str], states: Iterable[str]) -> Mention:
    """Link "the defence ministry" where the report leaves one state to think of."""
    key = function_of(mention.span.quote)
    if key is None:
        return mention
    here = set(states)
    meant = {iso for iso in here if body_of(iso, key)[2] in named} or here
    if len(meant) != 1:
        return mention
    kind, name, own = body_of(meant.pop(), key)
    return Mention(mention.span, Ref(kind, name, own))
