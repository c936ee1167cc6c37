"""Which quantities are figures: no ages, pronouns, names, or times counted off from now."""

from __future__ import annotations

import re

from vedette.extract.figures.lookalikes import FIRST_YEAR, LAST_YEAR
from vedette.extract.figures.noun_phrases import is_name_number, is_pronoun, number_tokens
from vedette.extract.figures.number import NumberForm
from vedette.extract.figures.quantities import AGE, COUNT, Quantity
from vedette.extract.figures.sizes import numberless_words
from vedette.model import Bound, Reading, Token

_LEVEL = re.compile(r"\s(?:levels?|prices|figures|edition|elections?|model)\b")
_LEFT_OUT = frozenset({AGE})


def _counts_off(reading: Reading, quantity: Quantity) -> bool:
    # "two weeks ago", "the past five years": a time, not an amount
    words = numberless_words(reading.language)
    before = reading.text[max(0, quantity.start - 14) : quantity.start].split()[-1:]
    after = reading.text[quantity.end : quantity.end + 14]
    led = bool(before) and before[0].lower() in words.relative_before
    return led or words.relative_after.match(after) is not None


def is_figure(reading: Reading, quantity: Quantity) -> bool:
    """Tell a figure from ages, pronouns, names and times that only count off from now."""
    text = reading.text
    left_out = quantity.kind in _LEFT_OUT or is_pronoun(reading, quantity)
    if left_out or _is_note(text, quantity) or _is_year_of_level(text, quantity):
        return False
    if quantity.kind == "duration":
        return not _counts_off(reading, quantity)
    tokens = number_tokens(reading, quantity)
    if not tokens:
        return False
    if quantity.kind == COUNT and quantity.number.bare:
        return not _closes_name(reading, tokens[0], quantity)
    if quantity.number.form is NumberForm.PLAIN and not quantity.number.digits:
        is_article = tokens[0].dep == "det" and len(tokens) == 1
        return not (is_article or tokens[0].ent == "ORDINAL")
    return True


def _is_note(text: str, quantity: Quantity) -> bool:
    # "in 2005.[4]": the mark of a note
    start, end = quantity.number.start, quantity.number.end
    return quantity.kind == COUNT and text[start - 1 : start] == "[" and text[end : end + 1] == "]"


def _is_year_of_level(text: str, quantity: Quantity) -> bool:
    # "below 2005 levels"
    number = quantity.number
    is_year = number.bare and FIRST_YEAR <= number.low == number.high <= LAST_YEAR
    return is_year and _LEVEL.match(text, number.end) is not None


def _closes_name(reading: Reading, token: Token, quantity: Quantity) -> bool:
    if is_name_number(reading, token.i):
        return True
    head = reading.tokens[token.head]
    named = head.i == token.i - 1 and head.pos == "PROPN" and head.ent not in _PLACES
    return named and quantity.bound is Bound.EXACT


_PLACES = frozenset({"GPE", "LOC", "NORP", "DATE"})
