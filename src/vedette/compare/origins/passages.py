"""Where two texts run word for word alike, and what an editor changed in between."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from vedette.compare.origins.sketch import WORDS_PER_SHINGLE
from vedette.compare.origins.words import MEASURE, NUMBER, Codes, Sheet

Places = NDArray[np.int64]
GAP = 10  # words: more than this in between is no editor's touch but another sentence


class Stretch(NamedTuple):
    """Hold a shared stretch as places among the own words of two texts, ends excluded."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


def matches_of(a: Codes, ordered: Codes, order: Places) -> tuple[Places, Places]:
    """Return where shingles of a stand in b: places in a, and beside each the place in b.

    `ordered` are the shingles of b in order, `order` their places. What stands in b several times
    is taken where it stands first.
    """
    at = np.searchsorted(ordered, a)
    at[at == len(ordered)] = 0
    in_a = np.flatnonzero(ordered[at] == a)
    return in_a, order[at[in_a]]


def runs_of(in_a: Places, in_b: Places) -> Places:
    """Return the runs in which matches follow each other, as rows (start in a, in b, words)."""
    is_first = np.ones(len(in_a), bool)
    is_first[1:] = (in_a[1:] != in_a[:-1] + 1) | (in_b[1:] != in_b[:-1] + 1)
    first = np.flatnonzero(is_first)
    runs = np.empty((len(first), 3), np.int64)
    runs[:, 0] = in_a[first]
    runs[:, 1] = in_b[first]
    runs[:-1, 2] = first[1:] - first[:-1]
    runs[-1:, 2] = len(in_a) - first[-1:]
    runs[:, 2] += WORDS_PER_SHINGLE - 1
    return runs


def stretches_of(runs: Places) -> list[Stretch]:
    """Join runs that follow each other in both texts with no more than a touch in between."""
    found: list[Stretch] = []
    a0 = a1 = b0 = b1 = -GAP - WORDS_PER_SHINGLE
    for a, b, length in runs.tolist():
        if a0 >= 0 and -WORDS_PER_SHINGLE < a - a1 <= GAP and -WORDS_PER_SHINGLE < b - b1 <= GAP:
            a1, b1 = max(a1, a + length), max(b1, b + length)
            continue
        if a0 >= 0:
            found.append(Stretch(a0, a1, b0, b1))
        a0, a1, b0, b1 = a, a + length, b, b + length
    if a0 >= 0:
        found.append(Stretch(a0, a1, b0, b1))
    return found


def covered(length: int, ends: Iterable[tuple[int, int]]) -> NDArray[np.bool_]:
    """Return which of so many words lie in one of the stretches."""
    inside = np.zeros(length, bool)
    for start, end in ends:
        inside[start:end] = True
    return inside


def slots_of(a: Sheet, b: Sheet, runs: Places) -> tuple[int, int]:
    """Count numbers and dates in shared words: those that agree, and places where they differ.

    A reprint keeps nearly all of them; the next day's bulletin keeps the words around them. A
    place with a measure in it is left out: who turns miles into kilometres changes the number.
    """
    if not (a.flags == NUMBER).any() or not (b.flags == NUMBER).any():
        return 0, 0
    inside = covered(len(a.own), ((start, start + n) for start, _, n in runs.tolist()))
    agree = int(np.count_nonzero((a.flags == NUMBER) & inside))
    differ = 0
    marks = a.flags.tobytes(), b.flags.tobytes()
    for (a0, a1), (b0, b1) in _touches(runs):
        if NUMBER not in marks[0][a0:a1] and NUMBER not in marks[1][b0:b1]:
            continue
        if MEASURE in marks[0][a0 : a1 + 2] or MEASURE in marks[1][b0 : b1 + 2]:
            continue
        ours = set(a.own[a0:a1][a.flags[a0:a1] == NUMBER].tolist())
        theirs = set(b.own[b0:b1][b.flags[b0:b1] == NUMBER].tolist())
        agree += len(ours & theirs)
        if ours and theirs:
            differ += max(len(ours), len(theirs)) - len(ours & theirs)
    return agree, differ


def _touches(runs: Places) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the gaps between runs that follow each other in both texts."""
    rows: Sequence[Sequence[int]] = runs.tolist()
    for (a, b, n), (next_a, next_b, _) in pairwise(rows):
        if 0 <= next_a - a - n <= GAP and 0 <= next_b - b - n <= GAP:
            yield (a + n, next_a), (b + n, next_b)
