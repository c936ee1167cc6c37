"""One pass over a report for names: its pieces, the catalogue's hits, the language's phrases."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from vedette.data import read_toml
from vedette.data.catalogue import matcher
from vedette.data.matcher import Entry, Hit, Matcher, Piece, cut
from vedette.model import EntityKind, Reading, Token


@dataclass(frozen=True, slots=True)
class Candidate:
    """Propose that the text from `start` to `end` names a thing.

    Where candidates overlap, the higher rank wins, then the longer one.
    """

    start: int
    end: int
    kind: EntityKind
    name: str
    id: str | None = None
    rank: int = 2
    generic: bool = False
    local: bool = False


# Ranks: a bare surname yields to names, and the tagger's guesses to everything known.
KNOWN, SURNAME, GUESS, COMMON = 3, 2, 1, 0


@cache
def words() -> dict[str, Any]:
    """Return the English tables for names."""
    return read_toml("languages/en/mentions.toml")


@cache
def word_set(table: str, key: str) -> frozenset[str]:
    """Return one list of the tables, in lower case."""
    return frozenset(word.lower() for word in words()[table][key])


@cache
def phrase_matcher() -> Matcher:
    """Return the matcher over titles, bodies, facility heads and exercise nouns."""
    tables = words()
    rows: list[tuple[str, str, Any]] = [
        *(("title", word, word) for word in tables["titles"]["words"]),
        *(("body", word, body) for body in tables["body"] for word in body["words"]),
        *(("embassy", word, word) for word in tables["embassies"]["words"]),
        *(("facility", word, word) for word in tables["facilities"]["heads"]),
        *(("exercise", word, word) for word in tables["exercises"]["nouns"]),
        *(("armed", word, word) for word in tables["armed_groups"]["names"]),
        *(("naming", word, word) for word in tables["exercises"]["naming"]),
        *(("no weapon", word, word) for word in tables["context"]["no_equipment"]),
    ]
    return Matcher(
        (word, Entry(EntityKind.UNKNOWN, word, word, record, role, generic=role != "armed"))
        for role, word, record in rows
    )


class Scan:
    """Hold what one pass over a report's text found, in the order of the text."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.pieces: list[Piece] = []
        for block in reading.report.blocks:
            if not block.zone.is_furniture:
                self.pieces.extend(cut(self.text, block.start, block.end))
        self.hits: list[Hit] = list(dict.fromkeys(matcher().find(self.pieces)))

    @cached_property
    def starts(self) -> list[int]:
        """Return the start of every token."""
        return [token.start for token in self.reading.tokens]

    @cached_property
    def phrases(self) -> dict[str, list[Hit]]:
        """Return the language's phrases by role, only the longest from each start."""
        longest: dict[tuple[str, int], Hit] = {}
        for hit in phrase_matcher().find(self.pieces):
            longest[hit.entry.role, hit.start] = hit  # `find` yields longer hits later
        found: dict[str, list[Hit]] = defaultdict(list)
        for (role, _), hit in longest.items():
            found[role].append(hit)
        return found

    @cached_property
    def piece_at(self) -> dict[int, int]:
        """Return the index of the piece at an offset."""
        return {piece.start: i for i, piece in enumerate(self.pieces)}

    @cached_property
    def piece_ending(self) -> dict[int, int]:
        """Return the index of the piece that ends at an offset."""
        return {piece.end: i for i, piece in enumerate(self.pieces)}

    @cached_property
    def weapon_ends(self) -> dict[tuple[int, str], int]:
        """Return where the shortest name of a weapon ends, by its start and the weapon's id."""
        ends: dict[tuple[int, str], int] = {}
        for hit in self.hits:
            if hit.entry.kind is EntityKind.EQUIPMENT:
                ends.setdefault((hit.start, hit.entry.id), hit.end)  # `find` yields longer later
        return ends

    @cached_property
    def state_hits(self) -> list[Hit]:
        """Return the names and adjectives of states."""
        kept = ("name", "demonym", "people")
        hits = self.hits
        return [h for h in hits if h.entry.kind is EntityKind.STATE and h.entry.role in kept]

    def token_at(self, offset: int) -> Token | None:
        """Return the token that holds an offset."""
        i = bisect_right(self.starts, offset) - 1
        if i < 0:
            return None
        token = self.reading.tokens[i]
        return token if offset < token.end else None

    def last_token(self, hit: Hit | Candidate) -> Token | None:
        """Return the token at the end of a hit, its head in English names."""
        return self.token_at(hit.end - 1)

    def gap(self, left: int, right: int) -> str:
        """Return the text between two offsets."""
        return self.text[left:right]
