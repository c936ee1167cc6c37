"""One number of a text: where its words stand, between which values it lies, how it is written."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class NumberForm(StrEnum):
    """Name how a number is written."""

    PLAIN = "plain"
    ROUND = "round"  # counted in dozens: no one means exactly twelve
    RANGE = "range"
    VAGUE = "vague"
    FRACTION = "fraction"


@dataclass(frozen=True, slots=True)
class Number:
    """Hold one number of a text: where its words stand and between which values it lies.

    `digits` tells that it is written in digits; `bare` that these are digits alone, without
    separator, decimals or scale word, so that a year or a name could be meant. `doubt` is the
    reason why its value cannot be told, None where it can.
    """

    start: int
    end: int
    low: float
    high: float
    form: NumberForm = NumberForm.PLAIN
    digits: bool = False
    bare: bool = False
    doubt: str | None = None
