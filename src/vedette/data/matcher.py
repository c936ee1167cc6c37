"""Find catalogue names in text, whatever hyphens, case of capitals and accents they come with."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from vedette.model import EntityKind

# Runs of letters and of digits are pieces, so that "Su-30SM2", "Su 30SM2" and "SU30 SM2" have the
# same five; dotted abbreviations ("U.S.") are one piece.
_PIECE = re.compile(r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?|[^\W\d_]+|\d+")
_PLAIN = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ð": "d", "æ": "ae", "œ": "oe"})
_HYPHENS = "-\u2010\u2011\u2012\u2013\u2212"
_APOSTROPHES = "'\u2019\u2018\u02bc`\u00b4"
_LONGEST_ACRONYM = 5
# A four-letter acronym is also written as a word ("Nato"); a shorter one would be a word ("us").
_SHORTEST_AS_WORD = 4


# A node of the trie: the nodes behind it by folded piece, under "" the aliases that end here.
_Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """Point to one catalogue entry: its kind, its prefixed id, its name and the record itself.

    `role` tells what the alias is to the entry ("name", "demonym", "people", "capital", "seat").
    `weak` marks an alias that is also another word and needs a second sign.
    """

    kind: EntityKind
    id: str
    name: str
    record: Any
    role: str = "name"
    generic: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """Hold one place of the text where an alias stands, and the entry it names."""

    start: int
    end: int
    entry: Entry
    pieces: int


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold one piece of a text: offsets, folded letters, and what stands before it.

    `before` is "" inside a word, " ", "-", "'" or "." for those separators, else "#".
    """

    start: int
    end: int
    folded: str
    raw: str
    before: str


@dataclass(frozen=True, slots=True)
class _Alias:
    entry: Entry
    casing: tuple[str, ...]
    separators: tuple[str, ...]
    skip: int  # pieces of a leading article that the span leaves out


@lru_cache(maxsize=32_768)
def fold(word: str) -> str:
    """Return a word without case, accents and dots: "Mažonas" and "MAZONAS" are one."""
    lower = word.casefold().replace(".", "")
    if lower.isascii():
        return lower
    parts = unicodedata.normalize("NFKD", lower.translate(_PLAIN))
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def cut(text: str, start: int = 0, end: int | None = None) -> list[Piece]:
    """Cut a stretch of text into pieces; offsets count from the text's start."""
    pieces: list[Piece] = []
    last = start
    for match in _PIECE.finditer(text, start, len(text) if end is None else end):
        raw = match[0]
        at = match.start()
        before = _separator(text[last:at]) if pieces else "#"
        last = match.end()
        if before == "'" and raw in {"s", "S"}:
            continue  # a possessive is no part of a name
        if before == "" and raw == "s" and pieces[-1].raw.isdigit():
            pieces[-1] = replace(pieces[-1], end=last)  # "MiG-31s"
            continue
        pieces.append(Piece(at, last, fold(raw), raw, before))
    return pieces


# What `cut` leaves out or joins; a name without it can be folded piece by piece.
_POSSESSIVE = re.compile(rf"[{_APOSTROPHES}]|\ds")


def fold_name(name: str) -> str:
    """Return the folded pieces of a name joined by blanks, a key to compare names by."""
    if _POSSESSIVE.search(name) is None:
        return " ".join(map(fold, _PIECE.findall(name)))
    return " ".join(piece.folded for piece in cut(name))


@lru_cache(maxsize=1024)
def _separator(gap: str) -> str:
    if not gap:
        return ""
    bare = gap.strip()
    if not bare:
        return " " if gap.count("\n") < 2 else "#"
    if bare == gap and bare in _HYPHENS:
        return "-"
    if bare in _APOSTROPHES and gap[0] == bare:
        return "'" if bare == gap else " "  # "Belarus' ministry"
    if bare in {".", ","}:
        return bare
    return "#"


def _fits(alias: str, text: str) -> bool:
    if alias == text:
        return alias != "#"
    if alias in "- " and text in "- " and alias and text:
        return True
    return (alias, text) in {("-", ""), ("", "-"), (".", " "), (",", " ")}


def _apart(alias: str, before: Piece, piece: Piece, after: Piece | None) -> bool:
    """Tell whether a blank only parts a model number ("T-72 B3", "Su-30 SM"): no word of its own.

    A letter alone behind a blank is a word ("the F-16 A pilot said"), unless digits follow it.
    """
    if alias or piece.before != " " or not piece.raw.isupper() or not before.raw.isdigit():
        return False
    return len(piece.raw) > 1 or (after is not None and after.before == "" and after.raw.isdigit())


def _casing(raw: str, *, generic: bool, alone: bool) -> str:
    """Return what a piece of text needs to match: "A" all capitals, "C" a capital, "" nothing."""
    acronym = raw.isupper() and 1 < len(raw) <= _LONGEST_ACRONYM
    if generic:
        return "A" if acronym else ""
    if acronym and (alone or len(raw) < _SHORTEST_AS_WORD):
        return "A"
    return "C" if raw[:1].isupper() else ""


def _cased(need: str, raw: str) -> bool:
    if not need or raw.isdigit():
        return True
    if need == "A":
        letters = raw.replace(".", "")
        return letters.isupper() or (len(letters) >= _SHORTEST_AS_WORD and letters.istitle())
    return raw[0].isupper()


class Matcher:
    """Find every catalogue alias in a text with one trie over pieces.

    Build it once from (alias, entry) pairs; `find` is a pure look-up. `endings` are those of
    inflected names: a word that is no name is tried without them ("Искандеров"). Aliases wait by
    their first piece and are cut when a text first has it: one report meets few of them.
    """

    __slots__ = ("_endings", "_root", "_seeds")

    def __init__(
        self, aliases: Iterable[tuple[str, Entry]], endings: Iterable[str] = ("s",)
    ) -> None:
        self._endings = tuple(map(fold, endings))
        self._root: dict[str, _Node] = {}
        self._seeds: dict[str, list[tuple[str, Entry]]] = {}
        for text, entry in aliases:
            first = _PIECE.search(text)
            if first is not None:
                self._seeds.setdefault(fold(first[0]), []).append((text, entry))

    def _branch(self, word: str) -> _Node | None:
        """Return what follows a first piece, None where no alias begins with it."""
        node = self._root.get(word)
        if node is None and word in self._seeds:
            node = {}
            for text, entry in self._seeds[word]:
                _add(node, text, entry)
            self._root[word] = node
        return node

    def find(self, pieces: list[Piece]) -> Iterator[Hit]:
        """Yield all hits in order of their start, longer and shorter ones alike."""
        for first, piece in enumerate(pieces):
            if piece.before == "":
                continue
            node = self._branch(piece.folded)
            if node is not None:
                yield from self._walk(node, pieces, first)
            elif piece.folded.endswith(self._endings):
                yield from self._inflected(self._branch, pieces, first, first)

    def _walk(self, node: _Node, pieces: list[Piece], first: int) -> Iterator[Hit]:
        last = first
        while True:
            whole = last + 1 == len(pieces) or pieces[last + 1].before != ""
            if whole and "" in node:
                yield from _hits(node[""], pieces, first, last)
            last += 1
            if last >= len(pieces) or pieces[last].before == "#":
                return
            following: _Node | None = node.get(pieces[last].folded)
            if following is None:
                if pieces[last].folded.endswith(self._endings):
                    yield from self._inflected(node.get, pieces, first, last)
                return
            node = following

    def _inflected(
        self, follow: Callable[[str], _Node | None], pieces: list[Piece], first: int, last: int
    ) -> Iterator[Hit]:
        """Yield weapons in another case or number ("Iskanders"); other names have none."""
        if last + 1 < len(pieces) and pieces[last + 1].before == "":
            return
        for stem in _stems(pieces[last].folded, self._endings):
            node = follow(stem)
            found = _hits(node.get("", ()), pieces, first, last) if node is not None else ()
            hits = [
                h for h in found if h.entry.kind is EntityKind.EQUIPMENT and not h.entry.generic
            ]
            if hits:
                yield from hits
                return


# What a Slavic name may end with where an inflected form has something else ("Герань", "Малка").
_NOMINATIVES = ("", "ь", "а", "я", "и")  # folded, й is и
_SHORTEST_STEM = 3
_SHORTEST_SLAVIC_STEM = 4


@lru_cache(maxsize=4096)
def _stems(word: str, endings: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a word may be inflected from, the longest ending taken off first."""
    found = []
    for ending in sorted(endings, key=len, reverse=True):
        stem = word.removesuffix(ending)
        if stem == word:
            continue
        if ending.isascii() and len(stem) >= _SHORTEST_STEM:
            found.append(stem)
        elif len(stem) >= _SHORTEST_SLAVIC_STEM:
            found.extend(stem + last for last in _NOMINATIVES)
    return tuple(found)


def _add(root: _Node, text: str, entry: Entry) -> None:
    """Add an alias below the node of its first piece."""
    pieces = cut(text)
    node = root
    for piece in pieces[1:]:
        node = node.setdefault(piece.folded, {})
    alone = len(pieces) == 1
    casing = tuple(_casing(p.raw, generic=entry.generic, alone=alone) for p in pieces)
    skip = 1 if len(pieces) > 1 and pieces[0].raw.lower() == "the" else 0
    separators = tuple(p.before for p in pieces[1:])
    node.setdefault("", []).append(_Alias(entry, casing, separators, skip))


def _parted(alias: _Alias, found: list[Piece]) -> bool:
    return all(
        _fits(own, piece.before)
        or _apart(own, found[i], piece, found[i + 2] if i + 2 < len(found) else None)
        for i, (own, piece) in enumerate(zip(alias.separators, found[1:], strict=True))
    )


def _hits(aliases: Iterable[_Alias], pieces: list[Piece], first: int, last: int) -> Iterator[Hit]:
    found = pieces[first : last + 1]
    for alias in aliases:
        if not all(map(_cased, alias.casing, (p.raw for p in found))):
            continue
        if all(map(_fits, alias.separators, (p.before for p in found[1:]))) or _parted(
            alias, found
        ):
            start = found[alias.skip].start
            yield Hit(start, found[-1].end, alias.entry, len(found) - alias.skip)
