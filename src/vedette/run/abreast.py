"""Two texts abreast: what one has and the other has not, word by word; or what they share.

Versions and reprints are set side by side paragraph by paragraph. Texts in two languages stand
beside each other as they are: which sentence answers to which is not known, and is not guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from vedette.model import Report

LONGEST = 400_000  # code points of both texts together that are compared
# Comparing costs words times words: a longer paragraph is shown as changed whole.
WORDS = 600
PARAGRAPHS = 4_000_000  # of the one text times those of the other
AHEAD = 4  # paragraphs looked at for what one became
ALIKE = 0.3  # of the words: less, and one paragraph took the place of another
_WORD = re.compile(r"\s*\w+(?:[.,:’'-]\w+)*|\s*[^\w\s]|\s+")


class Change(StrEnum):
    """Name what became of words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Run:
    """Hold words that stand in both texts, in the first alone, or in the second alone."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold two paragraphs abreast; an empty one has no partner."""

    before: tuple[Run, ...]
    after: tuple[Run, ...]

    @property
    def is_same(self) -> bool:
        """Tell whether nothing differs."""
        return all(run.change is Change.SAME for run in (*self.before, *self.after))


def abreast(before: Report, after: Report) -> list[Pair] | None:
    """Set two texts of one language side by side; None for texts too long to compare."""
    if len(before.text) + len(after.text) > LONGEST:
        return None
    first, second = blocks_of(before), blocks_of(after)
    if len(first) * len(second) > PARAGRAPHS:
        return None
    made: list[Pair] = []
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            made += [_same(text) for text in first[a:b]]
        else:
            made += _paired(first[a:b], second[c:d])
    return made


def blocks_of(report: Report) -> list[str]:
    """Return the paragraphs of a text."""
    found = [report.text[one.start : one.end] for one in report.blocks]
    return found or [each for each in report.text.split("\n") if each.strip()]


def _same(text: str) -> Pair:
    run = (Run(Change.SAME, text),)
    return Pair(run, run)


def _paired(first: Sequence[str], second: Sequence[str]) -> Iterator[Pair]:
    """Yield paragraphs that changed, each with the one that it became, in the order of both."""
    at = 0
    for text in first:
        ahead = range(at, min(len(second), at + AHEAD))
        near = next((n for n in ahead if _alike(text, second[n])), None)
        if near is None:
            yield Pair((Run(Change.GONE, text),), ())
            continue
        for new in second[at:near]:
            yield Pair((), (Run(Change.NEW, new),))
        yield _words(text, second[near])
        at = near + 1
    for new in second[at:]:
        yield Pair((), (Run(Change.NEW, new),))


def _alike(one: str, other: str) -> bool:
    a, b = set(one.lower().split()), set(other.lower().split())
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= ALIKE


def _words(before: str, after: str) -> Pair:
    a, b = _WORD.findall(before), _WORD.findall(after)
    if len(a) > WORDS or len(b) > WORDS:
        return Pair((Run(Change.GONE, before),), (Run(Change.NEW, after),))
    old: list[Run] = []
    new: list[Run] = []
    for kind, i, j, k, n in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if kind == "equal":
            same = Run(Change.SAME, "".join(a[i:j]))
            old.append(same)
            new.append(same)
            continue
        if j > i:
            old.append(Run(Change.GONE, "".join(a[i:j])))
        if n > k:
            new.append(Run(Change.NEW, "".join(b[k:n])))
    return Pair(tuple(old), tuple(new))
