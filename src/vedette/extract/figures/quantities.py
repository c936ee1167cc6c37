"""Quantities: numbers with their bound words and units, without looking at the parse."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from vedette.extract.figures.lexicon import quantity_words
from vedette.extract.figures.number import Number, NumberForm
from vedette.extract.figures.numbers import find_numbers, number_words
from vedette.extract.figures.ranges import SMALL_OR, share_scale
from vedette.extract.figures.sharing import share
from vedette.extract.figures.surroundings import AGE, COUNT, SHARE, Quantity, Surroundings
from vedette.extract.figures.writing import plain
from vedette.model import Bound, Nearness

__all__ = ["AGE", "COUNT", "SHARE", "Quantity", "find_quantities"]

_UNIT_GAP = re.compile(r"\s?[-–]\s?|\s(?:to|and)\s", re.IGNORECASE)


def find_quantities(text: str, start: int, end: int, language: str = "en") -> list[Quantity]:
    """Return every quantity of text[start:end]: counts, measures, money, shares and ages.

    One that cannot be believed, or whose value cannot be told, comes with its `doubt`.
    Dates, clock times, years, ordinals, names, labels, scores and addresses are left out.
    """
    written = plain(text, start, end)
    found = _find(written.text, written.start, written.end, language)
    return [written.back(quantity) for quantity in found]


def _find(text: str, start: int, end: int, language: str) -> list[Quantity]:
    words = quantity_words(language)
    numbers = find_numbers(text, start, end, number_words(language))
    if not numbers:
        return []
    masked = [m.span() for m in words.masks.finditer(text, start, end)]
    found: list[Quantity] = []
    floor = start
    for number in numbers:
        if _is_masked(number, masked):
            continue
        quantity = Surroundings(text, floor, end, number, words).quantity()
        if quantity is not None:
            found.append(quantity)
            floor = quantity.end
    return share(text, _join_with_units(text, found))


def _is_masked(number: Number, masked: list[tuple[int, int]]) -> bool:
    at = bisect_right(masked, (number.start, 1 << 60)) - 1
    return at >= 0 and number.start < masked[at][1]


def _join_with_units(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Join ends that each carry their unit ("$3 billion to $5 billion", "5 % and 6 %")."""
    joined: list[Quantity] = []
    for right in quantities:
        left = joined[-1] if joined else None
        if left is not None and _same_unit(left, right) and _spans(text, left, right):
            least = share_scale(left.number, right.number, text)
            number = replace(
                right.number, start=left.number.start, low=least, form=NumberForm.RANGE
            )
            joined[-1] = replace(
                right,
                start=left.start,
                number=number,
                least=least,
                bound=Bound.BETWEEN,
                nearness=Nearness.NONE,
                trend=left.trend,
            )
        else:
            joined.append(right)
    return joined


def _same_unit(left: Quantity, right: Quantity) -> bool:
    if left.unit is None or right.unit is None or left.doubt or right.doubt:
        return False
    return right.unit == left.unit or right.unit.startswith(f"{left.unit} per ")


def _spans(text: str, left: Quantity, right: Quantity) -> bool:
    gap = _UNIT_GAP.fullmatch(text, left.end, right.start)
    if not gap or left.least >= right.most or left.bound not in {Bound.EXACT, Bound.ABOUT}:
        return False
    before = text[max(0, left.start - 8) : left.start].lower().split()[-1:]
    if "and" in gap.group().lower():
        return before == ["between"] or text[left.start :][:8].lower() == "between "
    if (before == ["by"] or left.trend) and right.most > left.least * SMALL_OR:
        return False  # "fell by 12 euros to 240 euros": an amount and an outcome
    return before != ["from"] or left.trend is None
