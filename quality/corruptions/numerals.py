"""Rewordings of numbers: in words, in digits, with another power of ten, sign or grouping."""

from __future__ import annotations

import re
from collections.abc import Iterator

from num2words import num2words

from quality.corruptions.rules import Made, Texts, like, put, words
from quality.corruptions.texts import Source
from vedette.model import Token

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+")
_POWERS = {"thousand": 10**3, "million": 10**6}
_COUNTED = frozenset({"NNS", "JJ"})
_NO_NUMBERS = frozenset({"PRODUCT", "LAW"})


def numbers(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Write a number in another style."""
    for token in source.tokens:
        after, before = source.next(token), source.next(token, -1)
        if after is None or not _is_free(source, token, before, after):
            continue
        yield from _percent(source, token, after)
        yield from _power(source, token, after)
        signed = before is not None and (before.text.endswith("$") or before.text in "€£#")
        if signed:
            yield from _dollars(source, token, after)
        elif after.lower not in _POWERS:
            yield from _spelled(source, token, after)
            yield from _grouped(source, token)


def _is_free(source: Source, token: Token, before: Token | None, after: Token) -> bool:
    """Tell whether a number stands by itself: in no name, no date, no quotation."""
    if token.pos != "NUM" or token.ent in _NO_NUMBERS or after.text in ("-", "/", ")"):
        return False
    if source.in_quotation(token.start, token.end):
        return False
    if before is not None and before.pos == "PROPN" and source.mention_at(before):
        return False
    if after.start == token.end and after.text != "%":  # "16GB"
        return False
    return not source.in_time(token) or after.tag == "NNS"


def _percent(source: Source, token: Token, after: Token) -> Iterator[Made]:
    if after.lower not in ("%", "percent"):
        return
    for style in ("percent", "%", "per cent"):
        if style == after.lower or (style == "%" and not token.text[0].isdigit()):
            continue
        text = f"{token.text}%" if style == "%" else f"{token.text} {style}"
        yield put(source, token, after, text, "percent")


def _power(source: Source, token: Token, after: Token) -> Iterator[Made]:
    if after.lower in _POWERS and token.text.replace(".", "").isdigit():
        whole = float(token.text) * _POWERS[after.lower]
        if whole == round(whole):
            yield put(source, token, after, f"{round(whole):,}", "power")


def _spelled(source: Source, token: Token, after: Token) -> Iterator[Made]:
    counts, text = words()["counts"], token.text
    if after.tag not in _COUNTED or not after.lower.isalpha():
        return
    if text.isdigit() and 2 <= int(text) <= 99:
        opens = token.i == source.tokens[0].i
        yield put(
            source, token, token, like("A" if opens else "a", num2words(int(text))), "in words"
        )
    elif text.lower() in counts:
        yield put(source, token, token, str(counts.index(text.lower()) + 2), "in digits")


def _grouped(source: Source, token: Token) -> Iterator[Made]:
    if not _GROUPED.fullmatch(token.text):
        return
    value = int(token.text.replace(",", ""))
    yield put(source, token, token, str(value), "ungrouped")
    if value % 1000 == 0 and value < 10**6:
        yield put(source, token, token, f"{value // 1000} thousand", "thousand")
    if value % 10**5 == 0 and value >= 10**6:
        yield put(source, token, token, f"{value / 10**6:g} million", "million")


def _dollars(source: Source, token: Token, after: Token) -> Iterator[Made]:
    sign, behind = source.next(token, -1), source.next(after)
    first = source.next(token, -2)
    if (
        sign is None
        or behind is None
        or sign.text != "$"
        or after.lower not in ("million", "billion")
    ):
        return
    plain = first is None or first.text not in ("US", "C", "A", "/")
    if plain and behind.pos in ("ADP", "PUNCT", "CCONJ"):
        yield put(source, sign, after, f"{token.text} {after.lower} dollars", "dollars")
