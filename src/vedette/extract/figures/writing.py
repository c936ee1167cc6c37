"""Digits in other writings and marks without width, brought to plain writing.

Full-width and Arabic-Indic digits and their separators stand for the plain ones, one for one.
Marks that take no room are taken out, and offsets are led back to the text as it is. Digits behind
a mark that turns the order of writing are shown in another order than they are stored: nobody can
tell which was meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from vedette.extract.figures.surroundings import Quantity

TURNED = "a number behind a mark that turns the order of writing"
_SEPARATORS = str.maketrans("，．٬٫％＋－", ",.,.%+-")
_MARKS = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_ODD = re.compile(rf"[{_MARKS}\uff05-\uff0e\u066b\u066c]")
_WIDTHLESS = re.compile(f"[{_MARKS}]")
_TURNING = re.compile("[\u202d\u202e][^\u202c]*")


@dataclass(frozen=True, slots=True)
class Plain:
    """Hold a stretch of text in plain writing; `offsets` lead each of its places back."""

    text: str
    start: int
    end: int
    offsets: tuple[int, ...] = ()
    turned: tuple[tuple[int, int], ...] = ()

    def back(self, quantity: Quantity) -> Quantity:
        """Return a quantity found here with its places in the text as it is."""
        if not self.offsets:
            return quantity
        number = quantity.number
        start, end = self._span(number.start, number.end)
        first, last = self._span(quantity.start, quantity.end)
        is_turned = any(a < end and start < b for a, b in self.turned)
        return replace(
            quantity,
            start=first,
            end=last,
            number=replace(number, start=start, end=end),
            doubt=TURNED if is_turned else quantity.doubt,
        )

    def _span(self, start: int, end: int) -> tuple[int, int]:
        return self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[end]


def plain(text: str, start: int, end: int) -> Plain:
    """Return text[start:end] in plain writing; the text itself where nothing is odd in it."""
    if text.isascii() or not _ODD.search(text, start, end):
        return Plain(text, start, end)
    marks = {match.start() for match in _WIDTHLESS.finditer(text, start, end)}
    kept = [i for i in range(start, end) if i not in marks]
    clean = "".join(text[i] for i in kept).translate(_SEPARATORS)
    turned = tuple(match.span() for match in _TURNING.finditer(text, start, end))
    return Plain(clean, 0, len(clean), (*kept, end), turned)
