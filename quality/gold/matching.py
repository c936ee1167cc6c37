"""Which attributions of two readings are the same, and which of Vedette's both readers have.

Two attributions are the same when they share a word of their cues, or, where one has no cue, more
than half the words of their contents. The pairs that fit best are taken first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from quality.gold.readings import Document, Said
from quality.gold.words import overlap, words_in

HALF = 0.5
Fit = tuple[float, float]
One = TypeVar("One")
Other = TypeVar("Other")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Hold one attribution as one or both readers have it; only what both have is required."""

    readings: tuple[Said, ...]

    @property
    def required(self) -> bool:
        """Tell whether both readers have it."""
        return len(self.readings) > 1


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold one document's attributions: found (wanted and ours), missed, invented."""

    document: Document
    found: tuple[tuple[Wanted, Said], ...]
    missed: tuple[Wanted, ...]
    invented: tuple[Said, ...]

    @property
    def required(self) -> tuple[tuple[Wanted, Said], ...]:
        """Return what was found of that which both readers have."""
        return tuple((wanted, ours) for wanted, ours in self.found if wanted.required)


def judge(document: Document, heard: Sequence[Said]) -> Judged:
    """Hold what Vedette heard in a document against both readings of it."""
    text = document.report.text
    wanted = wanted_of(document)
    pairs = pair(
        wanted,
        heard,
        lambda one, ours: max(fit(text, reading, ours) for reading in one.readings),
    )
    taken = {i for i, _ in pairs}
    used = {j for _, j in pairs}
    return Judged(
        document,
        found=tuple((wanted[i], heard[j]) for i, j in pairs),
        missed=tuple(w for i, w in enumerate(wanted) if w.required and i not in taken),
        invented=tuple(one for j, one in enumerate(heard) if j not in used),
    )


def wanted_of(document: Document) -> tuple[Wanted, ...]:
    """Put the two readings of a document together, in the order of the text."""
    first, second = document.readings
    text = document.report.text
    pairs = pair(first, second, lambda one, other: fit(text, one, other))
    both = [Wanted((first[i], second[j])) for i, j in pairs]
    alone = [Wanted((one,)) for i, one in enumerate(first) if i not in {i for i, _ in pairs}]
    alone += [Wanted((one,)) for j, one in enumerate(second) if j not in {j for _, j in pairs}]
    return tuple(sorted((*both, *alone), key=lambda one: _start(one.readings[0])))


def pair(
    ones: Sequence[One], others: Sequence[Other], fit_of: Callable[[One, Other], Fit]
) -> tuple[tuple[int, int], ...]:
    """Return the indices of pairs, best fit first taken, each index at most once, in order."""
    fits = [(fit_of(a, b), -i, -j) for i, a in enumerate(ones) for j, b in enumerate(others)]
    pairs: dict[int, int] = {}
    for best, i, j in sorted(fits, reverse=True):
        if max(best) > 0 and -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return tuple(sorted(pairs.items()))


def fit(text: str, one: Said, other: Said) -> Fit:
    """Return how well two attributions fit: by cue, then by content; (0, 0) if not at all."""
    cue = overlap(words_in(text, one.cue), words_in(text, other.cue))
    content = overlap(words_in(text, one.content), words_in(text, other.content))
    if one.cue and other.cue:
        return (cue, content) if cue else (0.0, 0.0)
    return (0.0, content) if content > HALF else (0.0, 0.0)


def _start(one: Said) -> int:
    return min(start for start, _ in (*one.source, *one.cue, *one.content))
