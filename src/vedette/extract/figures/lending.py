"""Which figure lends its noun to a number that has none: "2,000 men came; 300 have left"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vedette.extract.figures.noun_phrases import Counted, head_table
from vedette.extract.figures.owners import adjective_behind
from vedette.extract.figures.quantities import SHARE, Quantity
from vedette.extract.speech.lexicon import lexicon
from vedette.model import Figure, Reading, Sentence

_BRACKET = re.compile(r"\S{0,4}\s?\(")
LENT_FROM = 1_000  # smaller numbers without a noun do not look back into another paragraph


def borrowed(
    reading: Reading,
    quantity: Quantity,
    sentence: Sentence,
    *,
    figures: Sequence[Figure],
    earliest: int,
    previous: Sequence[Figure],
) -> Counted | None:
    """Borrow the noun of the figure before a number, in its sentence or the one before.

    `figures` are those of the paragraph so far (none in front of offset `earliest` lends),
    `previous` those of the paragraphs before: they lend to large numbers only.
    """
    of = adjective_behind(reading, quantity)
    is_one = quantity.least == quantity.most == 1
    for figure in reversed(figures):
        if figure.number.start < earliest or _converts(reading, figure, quantity):
            return None
        if figure.unit is not None or figure.counted == SHARE or speaks(reading, figure):
            continue
        before = figure.number.start < sentence.start
        if before and (is_one or not figure.is_strength):
            return None  # "we expect one more round"
        return Counted(figure.counted, figure.is_strength, of=of, borrowed=True)
    is_first = all(speaks(reading, f) for f in figures)
    lender = _of_paragraphs_before(reading, previous)
    if lender is None or not is_first or quantity.least < LENT_FROM:
        return None
    return Counted(lender.counted, lender.is_strength, of=of, borrowed=True)


def _converts(reading: Reading, before: Figure, quantity: Quantity) -> bool:
    # "7,000 m3/s (247,203 cu ft/s)": the same again in a unit nobody knows
    gap = reading.text[before.span.end : quantity.start]
    return before.unit is not None and _BRACKET.fullmatch(gap) is not None


def _of_paragraphs_before(reading: Reading, previous: Sequence[Figure]) -> Figure | None:
    """Return who lends over a break: the headcount, else what alone was counted there."""
    lenders = [f for f in reversed(previous) if f.is_strength]
    personnel = head_table(reading.language)["personnel"]
    people = next((f for f in lenders if f.counted == personnel), None)
    alone = len({f.counted for f in lenders}) == 1
    return people or (lenders[0] if alone else None)


def speaks(reading: Reading, figure: Figure) -> bool:
    """Tell whether a figure counts those who say something: "two officials said"."""
    words = lexicon(reading.language)
    tokens = reading.tokens_between(figure.number.start, figure.number.end)
    if words is None or not tokens:
        return False
    noun = tokens[-1]
    if noun.dep in {"nummod", "det"}:
        noun = reading.tokens[noun.head]
    over = reading.tokens[noun.head]
    if noun.dep == "nsubj":
        return over.lemma.lower() in words.verbs
    before = reading.tokens[over.i - 1].lower if over.i else ""
    return noun.dep == "pobj" and over.lower == "to" and before == "according"
