"""Fingerprints: a few hashes of runs of five words, by which texts that share some are found.

Winnowing (Schleimer, Wilkerson and Aiken 2003): the least hash of every `WINDOW` neighbouring
shingles is kept, so that any run of `WINDOW` + 4 words that two texts share gives them a
fingerprint in common, however long the one and however short the other is. MinHash of whole texts
cannot promise that for a brief cut from a long story.
"""

from __future__ import annotations

import numpy as np

from vedette.compare.origins.words import Codes, Sheet

WORDS_PER_SHINGLE = 5
WINDOW = 12
FEWEST_SHINGLES = 20  # about two sentences; less is a formula that anybody writes
_FACTOR = 0x9E3779B97F4A7C15
_POWERS = np.array([pow(_FACTOR, power, 1 << 64) for power in range(WORDS_PER_SHINGLE)], np.uint64)


def shingles_of(words: Codes) -> Codes:
    """Return the hashes of all runs of five words, in order."""
    count = len(words) - WORDS_PER_SHINGLE + 1
    if count <= 0:
        return np.zeros(0, np.uint64)
    hashed = words[:count] * _POWERS[0]
    for place in range(1, WORDS_PER_SHINGLE):
        hashed += words[place : place + count] * _POWERS[place]
    return _mixed(hashed)


def _mixed(hashed: Codes) -> Codes:
    """Spread the hashes evenly (the finaliser of splitmix64): the least ones are then a sample."""
    hashed ^= hashed >> np.uint64(30)
    hashed *= np.uint64(0xBF58476D1CE4E5B9)
    hashed ^= hashed >> np.uint64(27)
    hashed *= np.uint64(0x94D049BB133111EB)
    hashed ^= hashed >> np.uint64(31)
    return hashed


def fingerprints(shingles: Codes) -> Codes:
    """Return the winnowed fingerprints of a text, sorted; none of a text that is too short."""
    if len(shingles) < FEWEST_SHINGLES:
        return np.zeros(0, np.uint64)
    least = shingles
    for step in (1, 2, 4, 4):  # the least of 2, 4, 8 and 12 neighbours
        least = np.minimum(least[:-step], least[step:])
    return distinct(np.sort(least))


def distinct(ordered: Codes) -> Codes:
    """Return the numbers of a sorted list once each."""
    is_first = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered[is_first]


def digest_print(sheet: Sheet) -> int:
    """Return the fingerprint that only texts with all the same words share."""
    return int.from_bytes(sheet.digest[:8], "little")
