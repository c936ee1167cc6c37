"""Where two texts run word for word alike, and what an editor changed in between."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from vedette.compare.origins.sketch import WORDS_PER_SHINGLE
from vedette.compare.origins.words import MEASURE, NUMBER, Codes, Sheet

Places = NDArray[np.int64]
GAP = 10  # words: more than this in between is no editor's touch but another sentence


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold a shared stretch as places among the own words of two texts, ends excluded."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


def runs_of(a: Codes, b: Codes) -> Places:
    """Return the runs that two lists of shingles share, as rows (start in a, start in b, words).

    A shingle that stands in b several times is taken where it stands first.
    """
    order = np.argsort(b, kind="stable")
    ordered = b[order]
    at = np.searchsorted(ordered, a)
    at[at == len(b)] = 0
    in_a = np.flatnonzero(ordered[at] == a) if len(b) else np.zeros(0, np.int64)
    if not len(in_a):
        return np.zeros((0, 3), np.int64)
    in_b = order[at[in_a]]
    first = np.flatnonzero((np.diff(in_a, prepend=-2) != 1) | (np.diff(in_b, prepend=-2) != 1))
    lengths = np.diff(first, append=len(in_a)) + WORDS_PER_SHINGLE - 1
    return np.stack([in_a[first], in_b[first], lengths], axis=1).astype(np.int64)


def stretches_of(runs: Places) -> list[Stretch]:
    """Join runs that follow each other in both texts with no more than a touch in between."""
    found: list[Stretch] = []
    for a, b, length in runs.tolist():
        last = found[-1] if found else None
        if last and _follows(a - last.a_end) and _follows(b - last.b_end):
            ends = max(last.a_end, a + length), max(last.b_end, b + length)
            found[-1] = Stretch(last.a_start, ends[0], last.b_start, ends[1])
        else:
            found.append(Stretch(a, a + length, b, b + length))
    return found


def _follows(gap: int) -> bool:
    return -WORDS_PER_SHINGLE < gap <= GAP


def covered(length: int, starts: Places, ends: Places) -> NDArray[np.bool_]:
    """Return which of so many words lie in one of the stretches."""
    change = np.zeros(length + 1, np.int64)
    np.add.at(change, starts, 1)
    np.add.at(change, ends, -1)
    return np.cumsum(change[:-1]) > 0


def slots_of(a: Sheet, b: Sheet, runs: Places) -> tuple[int, int]:
    """Count numbers and dates in shared words: those that agree, and places where they differ.

    A reprint keeps nearly all of them; the next day's bulletin keeps the words around them. A
    place with a measure in it is left out: who turns miles into kilometres changes the number.
    """
    inside = covered(len(a.own), runs[:, 0], runs[:, 0] + runs[:, 2])
    agree = int(np.count_nonzero((a.flags == NUMBER) & inside))
    differ = 0
    for (a0, a1), (b0, b1) in _touches(runs):
        flags = a.flags[a0:a1], b.flags[b0:b1]
        near = a.flags[a0 : a1 + 2], b.flags[b0 : b1 + 2]
        if any((one == MEASURE).any() for one in near):
            continue
        ours, theirs = (
            codes[one == NUMBER].tolist()
            for codes, one in zip((a.own[a0:a1], b.own[b0:b1]), flags, strict=True)
        )
        same = len(set(ours) & set(theirs))
        agree += same
        if ours and theirs:
            differ += max(len(set(ours)), len(set(theirs))) - same
    return agree, differ


def _touches(runs: Places) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Yield the gaps between runs that follow each other in both texts."""
    rows: Sequence[Sequence[int]] = runs.tolist()
    for (a, b, n), (next_a, next_b, _) in pairwise(rows):
        if 0 <= next_a - a - n <= GAP and 0 <= next_b - b - n <= GAP:
            yield (a + n, next_a), (b + n, next_b)
