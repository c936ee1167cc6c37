"""What two texts share, measured: a pure function of the pair, whoever came first."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import LCSseq

from vedette.compare.origins.passages import (
    Places,
    Stretch,
    covered,
    matches_of,
    runs_of,
    slots_of,
    stretches_of,
)
from vedette.compare.origins.sketch import FEWEST_SHINGLES, distinct, fingerprints, shingles_of
from vedette.compare.origins.words import Codes, Sheet

LEAD = 30  # words: the first sentence or two, which every writer of news writes himself
LEAD_FROM = 0.5
LEAST_SHARED = 12  # words in one run: what two texts have in common by chance is shorter
TELLING_RUN = 20  # words: a passage of this length, outside quotations, was copied
SENTENCE_LIKE = 0.6  # of the longer sentence's words, in order
SHORTEST_SENTENCE = 6
# Above this nothing more need be asked of the sentences, below that nothing can come of it.
SENTENCES_ASKED = (0.06, 0.8)
MOST_SENTENCES = 250


class Text:
    """Hold a text ready to be compared."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.shingles = shingles_of(sheet.own)

    @cached_property
    def order(self) -> Places:
        """Return the places of the shingles, the least shingle first."""
        return np.argsort(self.shingles, kind="stable")

    @cached_property
    def ordered(self) -> Codes:
        """Return the shingles in order."""
        return self.shingles[self.order]

    @cached_property
    def variety(self) -> int:
        """Return the number of different shingles."""
        return len(distinct(self.ordered))

    @cached_property
    def prints(self) -> Codes:
        """Return the fingerprints, none where too little is the text's own."""
        if self.variety < FEWEST_SHINGLES:
            return np.zeros(0, np.uint64)
        return fingerprints(self.shingles)

    @property
    def length(self) -> int:
        """Return the number of own words."""
        return len(self.sheet.own)

    @cached_property
    def sentences(self) -> list[tuple[list[int], int]]:
        """Return the sentences as lists of codes, with the place of their first word."""
        starts = sorted({0, *self.sheet.starts.tolist(), self.length})
        words = self.sheet.own.tolist()
        parts = [(words[i:j], i) for i, j in pairwise(starts)]
        return [part for part in parts if len(part[0]) >= SHORTEST_SENTENCE]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Hold what texts a and b share, a having the lesser digest.

    `shared` is the share of the shorter text's shingles that the longer one has; `cover_a` and
    `cover_b` say how much of each text lies in shared stretches; `kept` how much of the shorter
    text stands in sentences that the other has too, changed here and there, in any order. `led`
    says that the lead of one stands in the other. `agree` and `differ` count numbers and dates
    among the shared words. `longest` is the longest run in words.
    """

    shared: float
    cover_a: float
    cover_b: float
    kept: float
    led: bool
    agree: int
    differ: int
    longest: int
    a_words: int
    b_words: int
    stretches: tuple[Stretch, ...]


def to_payload(overlap: Overlap) -> str:
    """Write an overlap as compact text: numbers, and the stretches as places among the words."""
    named = [getattr(overlap, name) for name in _MEASURES]
    flat = [n for s in overlap.stretches for n in (s.a_start, s.a_end, s.b_start, s.b_end)]
    return json.dumps([*map(_plain, named), flat], separators=(",", ":"))


def from_payload(payload: str) -> Overlap:
    """Read an overlap as it was written."""
    *named, flat = json.loads(payload)
    stretches = (Stretch(*flat[i : i + 4]) for i in range(0, len(flat), 4))
    values = dict(zip(_MEASURES, named, strict=True))
    return Overlap(**{**values, "led": bool(values["led"])}, stretches=tuple(stretches))


def _plain(value: float) -> float:
    return int(value) if value == int(value) else value


_MEASURES = tuple(name for name in Overlap.__slots__ if name != "stretches")


def overlap_of(a: Text, b: Text) -> Overlap | None:
    """Measure what two texts share; None when it is no more than chance."""
    if not len(a.shingles) or not len(b.shingles):
        return None
    in_a, in_b = matches_of(a.shingles, b.ordered, b.order)
    runs = runs_of(in_a, in_b)
    if not len(runs) or runs[:, 2].max() < LEAST_SHARED:
        return None
    both = len(in_a) if a.variety == len(a.shingles) else len(np.unique(a.shingles[in_a]))
    shared = both / min(a.variety, b.variety)
    stretches = stretches_of(runs)
    ours = covered(a.length, ((one.a_start, one.a_end) for one in stretches))
    theirs = covered(b.length, ((one.b_start, one.b_end) for one in stretches))
    cover_a = int(np.count_nonzero(ours)) / a.length
    cover_b = int(np.count_nonzero(theirs)) / b.length
    short = cover_a if a.length <= b.length else cover_b
    led = _led(ours) or _led(theirs)
    kept = max(shared, short)
    if SENTENCES_ASKED[0] <= shared and (kept < SENTENCES_ASKED[1] or not led):
        alike, lead = _sentences_alike(a, b)
        kept, led = max(kept, alike), led or lead
    agree, differ = slots_of(a.sheet, b.sheet, runs)
    return Overlap(
        round(shared, 4), round(cover_a, 4), round(cover_b, 4), round(kept, 4), led,
        agree, differ, int(runs[:, 2].max()), a.length, b.length, tuple(stretches),
    )  # fmt: skip


def _led(inside: NDArray[np.bool_]) -> bool:
    lead = inside[:LEAD]
    return int(np.count_nonzero(lead)) >= LEAD_FROM * len(lead)


def _sentences_alike(a: Text, b: Text) -> tuple[float, bool]:
    """Return the share of the shorter text in sentences alike, and whether a lead is among them."""
    short, long = (a, b) if a.length <= b.length else (b, a)
    ours, theirs = short.sentences[:MOST_SENTENCES], long.sentences[:MOST_SENTENCES]
    if not ours or not theirs:
        return 0.0, False
    likeness = process.cdist(
        [words for words, _ in ours],
        [words for words, _ in theirs],
        scorer=LCSseq.normalized_similarity,
        score_cutoff=SENTENCE_LIKE,
    )
    best, answered = likeness.max(axis=1), likeness.max(axis=0)
    sizes = np.array([len(words) for words, _ in ours])
    lead = bool(best[0] > 0) or bool(answered[0] > 0)
    return float((sizes * (best > 0)).sum() / max(1, short.length)), lead
