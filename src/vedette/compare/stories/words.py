"""The words of a report as they are compared: without endings, weighed by how rare they are."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from vedette.data import data_file

LISTED = "languages/en/documents.tsv"
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d[\d.,:]*\d|\d")
_LEAST = 0.01  # a word that every report holds still fills a vector of its own


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """Return a word without case and the commonest English endings; rough, and the same for all."""
    if word[0].isdigit():
        return word
    word = word.lower().replace("’", "'").removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    if len(word) > 5 and word.endswith("ing"):
        word = word[:-3]
    elif len(word) > 4 and word.endswith("ed"):
        word = word[:-2]
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word


def words_in(text: str) -> Iterator[tuple[str, int]]:
    """Yield the stems of a text, each with its offset."""
    for found in WORD.finditer(text):
        yield stem(found[0]), found.start()


@lru_cache(maxsize=200_000)
def rarity(word: str) -> float:
    """Return how much a shared word tells: the logarithm of one over its share of news reports."""
    counts, total = _counts()
    return max(math.log((total + 1) / (counts.get(word, 0) + 1)), _LEAST)


@cache
def _counts() -> tuple[Mapping[str, int], int]:
    path = data_file(LISTED)
    if path is None:
        return {}, 1
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines)
    return {word: int(count) for word, count in rows}, int(first.rpartition("\t")[2])


def weighed(counts: Mapping[str, float], most: int) -> dict[str, float]:
    """Return the heaviest words with their weights, as a vector of length one."""
    weights = {
        word: (1 + math.log(count) if count > 1 else count) * rarity(word)
        for word, count in counts.items()
    }
    kept = sorted(weights, key=lambda word: (-weights[word], word))[:most]
    length = math.sqrt(sum(weights[word] ** 2 for word in kept)) or 1.0
    return {word: round(weights[word] / length, 4) for word in kept}
