"""What the builders of formulas share: caught words, numbers in words, years as they are said."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vedette.extract.times.rules import TimeWords
from vedette.model.when import TimeType

Caught = Mapping[str, str]
Built = tuple[TimeType, str | None]


def code_of(words: TimeWords, caught: Caught, *names: str, table: str) -> str | None:
    """Return what the first caught word of these names stands for; None where none is caught."""
    value = next((caught[name] for name in names if name in caught), None)
    return words.code(table, value) if value else None


def number_said(words: TimeWords, text: str | None) -> str:
    """Return a number in digits; X for none, for a range and for what is no single number."""
    if not text:
        return "X"
    plain = " ".join(text.lower().replace(",", "").split())
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return plain
    halves = re.fullmatch(r"(\d+) ?(?:1/2|½)", plain)
    if halves:
        return f"{halves[1]}.5"
    numbers = words.codes["numbers"]
    if plain in numbers:
        return numbers[plain]
    whole = _number_in_words(plain.replace("-", " ").split(), numbers)
    return "X" if whole is None else str(whole)


def _number_in_words(parts: list[str], numbers: Mapping[str, str]) -> int | None:
    """Read "twenty five", "two hundred", "nine thousand"; None for anything else."""
    if len(parts) != 2 or parts[0] not in numbers:
        return None
    first, last = int(numbers[parts[0]]), parts[1]
    if last in _SCALES:
        return first * _SCALES[last]
    ones = int(numbers.get(last, "0"))
    return first + ones if 20 <= first < 100 and 0 < ones < 10 else None


_SCALES = {"hundred": 100, "thousand": 1000}


def year_said(words: TimeWords, text: str) -> str:
    """Return a year in four digits: "1994", "nineteen ninety-four", "two thousand and three"."""
    if text.isdigit():
        return text
    numbers = words.codes["numbers"]
    parts = [p for p in text.lower().replace("-", " ").split() if p != "and"]
    if parts[:2] == ["two", "thousand"]:
        first, rest = 20, parts[2:]
    else:
        first, rest = int(numbers[parts[0]]), [p for p in parts[1:] if p != "hundred"]
    return f"{first:02d}{sum(int(numbers[part]) for part in rest):02d}"
