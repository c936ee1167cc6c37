"""Which quantities are figures: no ages, pronouns, names, or times counted off from now."""

from __future__ import annotations

from vedette.extract.figures.noun_phrases import is_name_number, is_pronoun, number_tokens
from vedette.extract.figures.numbers import NumberForm
from vedette.extract.figures.quantities import AGE, COUNT, Quantity
from vedette.extract.figures.sizes import numberless_words
from vedette.model import Bound, Reading, Token

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
    if quantity.kind in _LEFT_OUT or is_pronoun(reading, quantity):
        return False
    if quantity.kind == "duration":
        return not _counts_off(reading, quantity)
    tokens = number_tokens(reading, quantity)
    if not tokens:
        return False
    if quantity.kind == COUNT and quantity.number.bare:
        return not _closes_name(reading, tokens[0], quantity)
    if quantity.number.form is NumberForm.PLAIN and not quantity.number.digits:
        return not (tokens[0].dep == "det" or tokens[0].ent == "ORDINAL")
    return True


def _closes_name(reading: Reading, token: Token, quantity: Quantity) -> bool:
    if is_name_number(reading, token.i):
        return True
    head = reading.tokens[token.head]
    named = head.i == token.i - 1 and head.pos == "PROPN" and head.ent not in _PLACES
    return named and quantity.bound is Bound.EXACT


_PLACES = frozenset({"GPE", "LOC", "NORP", "DATE"})
