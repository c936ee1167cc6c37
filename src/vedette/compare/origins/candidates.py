"""Candidates: which texts on the shelf may share something with a new one.

One step serves the few reports of a ledger and the store with its millions: fingerprints of the
new texts are looked up on a shelf, the texts that share the most are compared word for word, and
what they share comes back. A text that stands on the shelf already, word for word, is no new text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Protocol

import numpy as np

from vedette.compare.origins.overlap import Overlap, Text, overlap_of
from vedette.compare.origins.sketch import FEWEST_SHINGLES, digest_print
from vedette.compare.origins.words import Codes, Sheet

# A fingerprint of more texts than this is a site's boilerplate or an agency's background: of its
# texts only the first so many are candidates, which keeps the millionth report as cheap as the
# first; among many near-identical texts the first ones hold the others together.
MOST_TEXTS_PER_PRINT = 32
MOST_COMPARED = 16
FEWEST_IN_COMMON = 2  # fingerprints; a single one is mostly a turn of phrase


class Shelf(Protocol):
    """Keep texts by number, and find them by fingerprint."""

    def carriers(self, prints: Codes) -> Mapping[int, Sequence[int]]:
        """Return the numbers of the first texts with each of these fingerprints."""

    def texts(self, numbers: Sequence[int]) -> Mapping[int, Text]:
        """Return texts by number."""

    def add(self, texts: Mapping[int, tuple[Text, Codes]]) -> Mapping[int, int]:
        """Take new texts in, by their places in the step, and return their numbers."""


@dataclass(slots=True)
class Placed:
    """Hold what a step gives: the number of each report's text, and the overlaps found."""

    sheets: list[int] = field(default_factory=list)
    overlaps: dict[tuple[int, int], Overlap] = field(default_factory=dict)


class Comparer:
    """Place texts on a shelf, comparing each with what is there."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    def step(self, sheets: Iterable[Sheet]) -> Placed:
        """Place some texts and return their numbers with all overlaps that they bring."""
        texts = [Text(sheet) for sheet in sheets]
        wholes = [_whole_print(text) for text in texts]
        known = self._known(texts, wholes)
        fresh = list(dict.fromkeys(i for i in known.values() if i >= 0))
        prints = [texts[i].prints for i in fresh]
        carriers = self._shelf.carriers(_joined(prints))
        numbers = self._shelf.add(
            {i: (texts[i], _with_whole(texts[i].prints, wholes[i])) for i in fresh}
        )
        return self._placed(texts, known, numbers, carriers)

    def _known(self, texts: Sequence[Text], wholes: Sequence[int | None]) -> dict[int, int]:
        """Return for each text the place of the first like it, or -1 - its number on the shelf."""
        asked = np.array(sorted({whole for whole in wholes if whole is not None}), np.uint64)
        there = self._shelf.carriers(asked)
        looked_up = self._shelf.texts(sorted({no for ones in there.values() for no in ones}))
        found: dict[int, int] = {}
        first: dict[bytes, int] = {}
        for i, (text, whole) in enumerate(zip(texts, wholes, strict=True)):
            if whole is None:
                found[i] = i
                continue
            digest = text.sheet.digest
            twin = next(
                (no for no in there.get(whole, ()) if looked_up[no].sheet.digest == digest), None
            )
            found[i] = first.setdefault(digest, i) if twin is None else -1 - twin
        return found

    def _placed(
        self,
        texts: Sequence[Text],
        known: Mapping[int, int],
        numbers: Mapping[int, int],
        carriers: Mapping[int, Sequence[int]],
    ) -> Placed:
        placed = Placed([numbers[i] if i >= 0 else -1 - i for i in known.values()])
        among = {one: list(there) for one, there in carriers.items()}
        wanted = []
        for i, number in numbers.items():
            prints = texts[i].prints.tolist()
            wanted.append((texts[i], number, _candidates(prints, among)))
            for one in prints:
                there = among.setdefault(one, [])
                if len(there) < MOST_TEXTS_PER_PRINT:
                    there.append(number)
        others = self._shelf.texts(sorted({no for _, _, ones in wanted for no in ones}))
        for text, number, candidates in wanted:
            for other in candidates:
                _compare(text, number, others[other], other, placed.overlaps)
        return placed


def _candidates(prints: Sequence[int], among: Mapping[int, Sequence[int]]) -> list[int]:
    """Return the texts with the most fingerprints in common, the first come of equals first."""
    there = [among[one] for one in prints if one in among]
    common = Counter(chain.from_iterable(there))
    enough = [(-n, no) for no, n in common.items() if n >= FEWEST_IN_COMMON]
    return [no for _, no in sorted(enough)[:MOST_COMPARED]]


def _compare(
    text: Text, number: int, other: Text, its: int, found: dict[tuple[int, int], Overlap]
) -> None:
    # The lesser digest first: what a pair shares must not depend on who came first.
    swapped = other.sheet.digest < text.sheet.digest
    first, second = (other, text) if swapped else (text, other)
    overlap = overlap_of(first, second)
    if overlap is not None:
        found[(its, number) if swapped else (number, its)] = overlap


def _whole_print(text: Text) -> int | None:
    """Return the print of all words, None where there are too few to tell a text by."""
    if text.variety >= FEWEST_SHINGLES or len(np.unique(text.sheet.said)) >= FEWEST_SHINGLES:
        return digest_print(text.sheet)
    return None


def _with_whole(prints: Codes, whole: int | None) -> Codes:
    return prints if whole is None else np.append(prints, np.uint64(whole))


def _joined(prints: Sequence[Codes]) -> Codes:
    return np.unique(np.concatenate(prints)) if prints else np.zeros(0, np.uint64)


class MemoryShelf:
    """Keep texts in memory: the shelf of a ledger."""

    def __init__(self) -> None:
        self._texts: list[Text] = []
        self._carriers: dict[int, list[int]] = defaultdict(list)

    def carriers(self, prints: Codes) -> Mapping[int, Sequence[int]]:
        """Return the numbers of the first texts with each of these fingerprints."""
        asked = prints.tolist()
        return {one: self._carriers[one] for one in asked if one in self._carriers}

    def texts(self, numbers: Sequence[int]) -> Mapping[int, Text]:
        """Return texts by number."""
        return {number: self._texts[number] for number in numbers}

    def add(self, texts: Mapping[int, tuple[Text, Codes]]) -> Mapping[int, int]:
        """Take new texts in, by their places in the step, and return their numbers."""
        numbers = {}
        for place, (text, prints) in texts.items():
            numbers[place] = number = len(self._texts)
            self._texts.append(text)
            for one in prints.tolist():
                if len(self._carriers[one]) < MOST_TEXTS_PER_PRINT:
                    self._carriers[one].append(number)
        return numbers

    def length(self, number: int) -> int:
        """Return the number of own words of a text."""
        return self._texts[number].length
