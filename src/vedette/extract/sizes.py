"""Sizes without a number: "a battalion", "no casualties", "a large force", "fewer than before"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.extract.noun_phrases import head_classes, is_people, owner_names
from vedette.extract.owners import of_text
from vedette.model import Abstention, Bound, Figure, Nearness, Reading, Sentence, Token

STAGE = "figures"


NO_NUMBER = "a size without a number"


NO_BASE = "a comparison without a number to compare to"


def article_figures(reading: Reading, tokens: tuple[Token, ...]) -> Iterator[Figure]:
    """Yield what an article counts: "a battalion" is one unit, "no casualties" none."""
    units = numberless_words(reading.language).units
    for token in tokens:
        if token.dep != "det" or token.lower not in {"a", "an", "no"}:
            continue
        head = reading.tokens[token.head]
        if token.i >= head.i or head.i - token.i > 4:
            continue
        lemma = head.lemma.lower()
        known = head_classes().get(lemma)
        if known is None or (token.lower == "no") == (lemma in units and head.tag == "NN"):
            continue
        if token.lower == "no" and not (head.tag == "NNS" or is_people(known[0])):
            continue
        if token.lower != "no" and lemma not in units:
            continue
        span = reading.span(token.start, token.end)
        value = 0.0 if token.lower == "no" else 1.0
        known_owners = owner_names(reading.language)
        of = tuple(i for i in range(token.i + 1, head.i) if reading.tokens[i].lower in known_owners)
        yield Figure(
            Figure.make_id(reading.report.id, span),
            reading.token_span(token.i, head.i),
            span,
            value,
            value,
            Bound.EXACT,
            known[0],
            counted_text=reading.token_span(token.i + 1, head.i).quote,
            of=of_text(reading, of),
            nearness=Nearness.NONE,
            is_strength=known[1],
        )


@dataclass(frozen=True, slots=True)
class NumberlessWords:
    """Hold the words for sizes and comparisons that carry no number."""

    size: re.Pattern[str]
    comparison: re.Pattern[str]
    units: frozenset[str]
    relative_before: frozenset[str]
    relative_after: re.Pattern[str]


@cache
def numberless_words(language: str) -> NumberlessWords:
    """Return the words of a language for sizes and comparisons without a number."""
    table: dict[str, Any] = read_toml(f"languages/{language}/figures.toml")["numberless"]
    sizes, nouns = "|".join(table["sizes"]), "|".join(table["nouns"])
    comparatives, bases = "|".join(table["comparatives"]), "|".join(table["bases"])
    return NumberlessWords(
        re.compile(
            rf"\b(?:an?\s+|the\s+)?(?:{sizes})\s+(?:{nouns})s?\s+of\s+[\w-]+", re.IGNORECASE
        ),
        re.compile(
            rf"\b(?:much\s+|far\s+|many\s+)?(?:{comparatives})\s+(?:[a-z]+\s+){{0,2}}than\s+(?:{bases})\b",
            re.IGNORECASE,
        ),
        frozenset(table["units"]),
        frozenset(table["relative_before"]),
        re.compile(rf"\s?(?:{'|'.join(table['relative_after'])})\b", re.IGNORECASE),
    )


def numberless(reading: Reading, sentence: Sentence) -> Iterator[Abstention]:
    """Yield what a sentence says of a size or a comparison without giving a number."""
    words = numberless_words(reading.language)
    text = reading.text
    for pattern, reason in ((words.size, NO_NUMBER), (words.comparison, NO_BASE)):
        for match in pattern.finditer(text, sentence.start, sentence.end):
            yield Abstention(STAGE, reading.span(*match.span()), reason)
