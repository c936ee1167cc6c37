"""Numbers that look like counts and are none: in names, years, ages set behind a name."""

from __future__ import annotations

import re

from vedette.extract.figures.lexicon import QuantityWords
from vedette.extract.figures.number import Number

NAME_LIMIT = 10_000  # "Challenger 2", "Flight 9525": numbers in names are short
FIRST_YEAR, LAST_YEAR = 1500, 2199
OLDEST = 110
_AGE_APPOSITION = re.compile(r"[A-Z][\w'’-]+,\s*$")
_NAME_BEFORE = re.compile(r"(?<=[\w,;:(\"“'’—–%-] )[a-z]{0,2}[A-Z][\w'’.&-]*[ \u00a0]$")
_FUNCTION = (
    "on|in|at|is|are|was|were|and|or|for|to|from|with|by|as|has|had|have|will|who|which|that|the"
)


_LOWER_NEXT = re.compile(
    rf"[ -](?!(?:{_FUNCTION})\b)[a-z]|[ -][A-Z][a-z]+(?:n|sh|ese|ch)\b"
    r"|[ -][A-Z][a-z]{2,}(?<!s)s\b"
)
_WORD_NEXT = re.compile(r"[ -](\w+)")
PLURAL_NEXT = re.compile(
    r"\s(?:[A-Z]?[a-z-]+(?: and [A-Z][a-z]+)? ){0,2}?[a-z-]+(?<!s)s\b"
    r"|\s(?:people|personnel|men|military)\b"
)


def is_name_or_year(
    text: str, floor: int, begin: int, number: Number, words: QuantityWords, *, bounded: bool
) -> bool:
    """Tell whether a number without a unit is part of a name, or a year.

    `begin` is where the quantity begins; nothing in front of `floor` is looked at; `bounded` tells
    that a bound leads it, which leads neither a name nor a year.
    """
    if not number.digits:
        return _is_capital_name(text, floor, number)
    if not number.bare or number.low >= NAME_LIMIT:
        return False
    if is_age_comma(text, floor, number):
        return False
    counts = PLURAL_NEXT.match(text, number.end) is not None
    if number.low >= FIRST_YEAR and number.high <= LAST_YEAR:
        before = text[max(floor, begin - 24) : begin].rsplit(maxsplit=1)[-1:]
        word = before[0] if before else ""
        led = word.lower() in words.year_words or word[:1].isupper()
        return not counts or (led and not bounded)
    named = _NAME_BEFORE.search(text, max(floor, begin - 24), begin)
    if named is None or bounded or _LOWER_NEXT.match(text, number.end):
        return False
    following = _WORD_NEXT.match(text, number.end)
    return following is None or following[1].lower() not in words.demonyms  # "12 Israeli jets"


def is_age_comma(text: str, floor: int, number: Number) -> bool:
    """Tell whether a number is the age of someone named in front of it."""
    # "Ivanova, 34, said"
    if not number.bare or number.low > OLDEST or text[number.end : number.end + 1] != ",":
        return False
    return _AGE_APPOSITION.search(text, max(floor, number.start - 24), number.start) is not None


def _is_capital_name(text: str, floor: int, number: Number) -> bool:
    # "BBC One", "Formula One"; in a line of capitals nothing stands out
    if not text[number.start].isupper() or text[number.start : number.end].isupper():
        return False
    return _NAME_BEFORE.search(text, max(floor, number.start - 24), number.start) is not None
