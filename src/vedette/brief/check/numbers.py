"""Read numbers off tokens: digits, number words, and the scales behind them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from vedette.data import read_toml
from vedette.model import Token

FILE = "languages/en/figures.toml"
SIGNS = "$€£¥₽"
_SCALED = re.compile(r"(\d+(?:\.\d+)?)([A-Za-z]{1,3})")


def value_at(tokens: Sequence[Token], n: int) -> tuple[float | None, int]:
    """Return the value that begins at a token, with its scale, and where it ends."""
    value = _compound(tokens, n)
    last = n + 2 * _is_compound(tokens, n)
    if value is None:
        value = _number(tokens[n])
    if value is None and tokens[n].pos == "NUM" and tokens[n].lower in _scales():
        return _scales()[tokens[n].lower], n  # "several million", "half-billion"
    while value is not None and last + 1 < len(tokens):
        scale = _scales().get(tokens[last + 1].lower)
        if scale is None or (scale == 1 and tokens[last + 1].lower != "one"):
            break
        value, last = value * scale, last + 1
    return value, last


def number_word(word: str) -> float | None:
    """Return the value of one number word in small letters."""
    return _words().get(word)


def number_words() -> frozenset[str]:
    """Return the words for numbers up to a hundred, in small letters."""
    return frozenset(_words())


def _is_compound(tokens: Sequence[Token], n: int) -> bool:
    """Tell whether a number of two words begins at a token: "seventy-five"."""
    if n + 2 >= len(tokens) or tokens[n + 1].text != "-":
        return False
    return tokens[n].lower in _tens() and tokens[n + 2].lower in _words()


def _compound(tokens: Sequence[Token], n: int) -> float | None:
    """Return the value of a number of two words that a token belongs to."""
    for start in (n, n - 2):
        if start >= 0 and _is_compound(tokens, start):
            return _words()[tokens[start].lower] + _words()[tokens[start + 2].lower]
    return None


@cache
def _tens() -> frozenset[str]:
    return frozenset(read_toml(FILE)["numbers"]["tens"])


def _number(token: Token) -> float | None:
    plain = token.text.lstrip(SIGNS).replace(",", "")
    if plain.replace(".", "", 1).isdigit():
        return float(plain)
    if found := _SCALED.fullmatch(plain):
        scale = _scales().get(found[2].lower()) or _money_scales().get(found[2].lower())
        return float(found[1]) * scale if scale else None
    return _words().get(token.lower) if token.pos == "NUM" else None


@cache
def _words() -> dict[str, float]:
    table = read_toml(FILE)["numbers"]
    return {str(w): float(v) for name in ("ones", "tens") for w, v in table[name].items()}


@cache
def _money_scales() -> dict[str, float]:
    return {str(w): float(v) for w, v in read_toml(FILE)["numbers"]["money_scales"].items()}


@cache
def _scales() -> dict[str, float]:
    table = read_toml(FILE)["numbers"]
    names = ("scales", "short_scales")
    found = {str(w): float(v) for name in names for w, v in table[name].items()}
    return {w: v for w, v in found.items() if v >= 100}
