"""Spans as sets of words: commas, quotation marks and blanks at their ends do not count."""

from __future__ import annotations

import re
from functools import lru_cache

from quality.gold.readings import Ends

_WORD = re.compile(r"\w+")

Words = frozenset[int]  # where the words of some spans begin, in code points


@lru_cache(maxsize=256)
def _starts(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((found.start(), found.end()) for found in _WORD.finditer(text))


@lru_cache(maxsize=8192)
def words_in(text: str, ends: Ends) -> Words:
    """Return the words that lie in some spans, at least in part."""
    return frozenset(
        start
        for start, end in _starts(text)
        if any(start < last and first < end for first, last in ends)
    )


def overlap(one: Words, other: Words) -> float:
    """Return the share that two sets of words have in common, twice the shared over the sum."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0
