"""Weapons under names misspelt: one word nearly a known name, beside a word for equipment."""

from __future__ import annotations

from functools import cache

from vedette.data import read_toml
from vedette.data.catalogue import entity_id, equipment
from vedette.data.spelling import LONGEST_WORD, latin, readings, skeleton
from vedette.model import EntityKind, Mention, Reading, Ref

ALIKE = 0.84  # one changed letter in seven
SHORTEST_MISSPELT = 6  # a changed letter in a shorter name makes another name
_GUESSED = frozenset(
    {
        EntityKind.ORGANISATION,
        EntityKind.PLACE,
        EntityKind.PERSON,
        EntityKind.GROUP,
        EntityKind.UNKNOWN,
    }
)


def weapon_meant(reading: Reading, mention: Mention) -> Mention | None:
    """Return the mention as the weapon whose name it misspells, None where it is none.

    "Khinzhal", "Kinjal" and "Кинжал" are one where a word for equipment stands beside them, and
    where one entry only comes near.
    """
    word = mention.span.quote
    if mention.ref.id is not None or mention.generic or mention.kind not in _GUESSED:
        return None
    if " " in word or not SHORTEST_MISSPELT <= len(word) <= LONGEST_WORD:
        return None
    before = reading.text[max(0, mention.span.start - 24) : mention.span.start].lower().split()
    behind = reading.text[mention.span.end : mention.span.end + 40].lower().split()
    if not {*before[-1:], *behind[:2]} & _signs():
        return None
    known = _near(word)
    if len(known) != 1:
        return None
    own, name = next(iter(known.items()))
    return Mention(mention.span, Ref(EntityKind.EQUIPMENT, name, own))


def _near(word: str) -> dict[str, str]:
    """Return the entries whose names sound like a word, else those one letter from it."""
    by_sound = _weapons()
    exact = [entry for reading in readings(word) for entry in by_sound.get(reading, ())]
    return dict(exact or _misspelt(word))


def _misspelt(word: str) -> list[tuple[str, str]]:
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein

    by_sound = _weapons()
    found: list[tuple[str, str]] = []
    for written in {latin(word), *readings(word)}:
        close = process.extract(
            written,
            list(by_sound),
            scorer=Levenshtein.normalized_similarity,
            score_cutoff=ALIKE,
            limit=None,
        )
        for sound, _, _ in close:
            if sound[:1] == skeleton(word)[:1] and len(sound) >= SHORTEST_MISSPELT - 1:
                found += by_sound[sound]
    return found


@cache
def _weapons() -> dict[str, tuple[tuple[str, str], ...]]:
    """Return the long one-word names of weapons by sound and spelling, with their entries."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for entry in equipment():
        if entry.generic:
            continue
        own = entity_id(EntityKind.EQUIPMENT, entry.id)
        for alias in (entry.name, *entry.aliases):
            if alias.isalpha() and len(alias) >= SHORTEST_MISSPELT - 1:
                for sound in {latin(alias), *readings(alias)}:
                    found.setdefault(sound, {})[own, entry.name] = None
    return {sound: tuple(entries) for sound, entries in found.items()}


@cache
def _signs() -> frozenset[str]:
    return frozenset(read_toml("languages/en/mentions.toml")["context"]["equipment"])
