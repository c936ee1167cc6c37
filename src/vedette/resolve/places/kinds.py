"""What is taken for a person or a body and is a place: the tagger's guess against the gazetteer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from vedette.model import EntityKind, Mention, PlaceMention, PlaceRole, Ref
from vedette.resolve.places.known import folded

_GUESSED = frozenset({EntityKind.PERSON, EntityKind.ORGANISATION})


def known_as_places(
    mentions: Sequence[Mention], places: Iterable[PlaceMention]
) -> tuple[Mention, ...]:
    """Return the mentions with persons and bodies of unknown name as places where they are placed.

    "Sumy" is no person where it stands as a location that a gazetteer knows, unless somebody in the
    report bears the name.
    """
    placed = {
        place.span
        for place in places
        if place.role is PlaceRole.LOCATION and place.where.lat is not None
    }
    surnames = set(_surnames(mentions))
    return tuple(
        replace(mention, ref=Ref(EntityKind.PLACE, mention.span.quote), local=False)
        if mention.span in placed and _is_guess(mention, surnames)
        else mention
        for mention in mentions
    )


def _surnames(mentions: Iterable[Mention]) -> Iterator[str]:
    for mention in mentions:
        words = folded(mention.ref.name).split()
        if mention.kind is EntityKind.PERSON and len(words) > 1:
            yield words[-1]


def _is_guess(mention: Mention, surnames: set[str]) -> bool:
    if mention.kind not in _GUESSED or mention.generic or mention.ref.id is not None:
        return False
    if mention.kind is EntityKind.ORGANISATION:
        return True
    name = folded(mention.span.quote)
    return " " not in name and name not in surnames
