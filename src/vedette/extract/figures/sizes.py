"""Sizes without a number: "a battalion", "no casualties", "a large force", "fewer than before"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.extract.figures.ellipsis import befallen
from vedette.extract.figures.lexicon import alternatives
from vedette.extract.figures.noun_phrases import (
    Counted,
    head_classes,
    head_table,
    is_people,
    owner_names,
)
from vedette.extract.figures.owners import of_text
from vedette.model import Abstention, Bound, Figure, Reading, Sentence, Token

STAGE = "figures"


NO_NUMBER = "a size without a number"


MOST_BETWEEN = 4  # tokens from the article to its noun
NO_BASE = "a comparison without a number to compare to"


def article_figures(reading: Reading, tokens: tuple[Token, ...]) -> Iterator[Figure]:
    """Yield what an article counts: "a battalion" is one unit, "no casualties" none."""
    units = numberless_words(reading.language).units
    for token in tokens:
        if token.dep != "det" or token.lower not in {"a", "an", "no"}:
            continue
        head = reading.tokens[token.head]
        known = head_classes().get(head.lemma.lower())
        if known is None or not 0 < head.i - token.i <= MOST_BETWEEN:
            continue
        counts_none = token.lower == "no" and (head.tag == "NNS" or is_people(known[0]))
        counts_one = token.lower != "no" and head.lemma.lower() in units
        if counts_none or counts_one:
            yield _article_figure(reading, token, head, known)


def _article_figure(reading: Reading, token: Token, head: Token, known: tuple[str, bool]) -> Figure:
    number = reading.span(token.start, token.end)
    owners = owner_names(reading.language)
    inside = range(token.i + 1, head.i)
    of = tuple(i for i in inside if reading.tokens[i].lower in owners)
    counted = Counted(*known, head=head.i, first=token.i + 1, last=head.i, of=of)
    value = 1.0
    if token.lower == "no":  # nothing stands on no strength board
        value, counted = 0.0, befallen(reading, counted, head_table(reading.language))
    return Figure(
        Figure.make_id(reading.report.id, number),
        reading.token_span(token.i, head.i),
        number,
        value,
        value,
        Bound.EXACT,
        counted.name,
        counted_text=reading.token_span(counted.first, counted.last).quote,
        of=of_text(reading, of),
        is_strength=counted.strength and value > 0,
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
    sizes, nouns = alternatives(table["sizes"]), alternatives(table["nouns"])
    comparatives, bases = alternatives(table["comparatives"]), alternatives(table["bases"])
    return NumberlessWords(
        re.compile(
            rf"(?<![A-Za-z])(?:an?\s+|the\s+)?(?:{sizes})\s+(?:{nouns})s?\s+of\s+[\w-]+",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?<![A-Za-z])(?:much\s+|far\s+|many\s+)?(?:{comparatives})\s+(?:[a-z]+\s+){{0,2}}than\s+(?:{bases})\b",
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
