"""So many in a time, and so many times as many: "1,000 drones a day", "grew fivefold"."""

from __future__ import annotations

from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.extract.figures.lexicon import quantity_words
from vedette.model import Direction, Reading, Token

_REACH = 2  # tokens from the verb to its "fivefold"


@cache
def _words(language: str) -> tuple[frozenset[str], dict[str, float]]:
    table: dict[str, Any] = read_toml(f"languages/{language}/figures.toml")
    folds = {word: float(value) for word, value in table["changes"]["folds"].items()}
    return frozenset(table["rates"]["times"]), folds


def time_rate(reading: Reading, end: int) -> str | None:
    """Return "per day" where the words from offset `end` on say that so many come in a day."""
    match = quantity_words(reading.language).rate.match(reading.text, end)
    if match is None:
        return None
    thing = next(group for group in match.groups() if group).lower()
    return f"per {thing}" if thing in _words(reading.language)[0] else None


def fold_of(reading: Reading, cue: Token, direction: Direction) -> float | None:
    """Return the factor of a change told by its fold: "grew fivefold", "a tenfold rise"."""
    folds = _words(reading.language)[1]
    near = (*reading.tokens[cue.i + 1 : cue.i + 1 + _REACH], *reading.tokens[cue.i - 1 : cue.i])
    fold = next((folds[t.lower] for t in near if t.lower in folds), None)
    if fold is None:
        return None
    return fold if direction is Direction.RAISED else round(1 / fold, 6)
