"""Compare amounts by value: one says the other, denies it, or leaves it open.

No tolerance: "about 13,000" does not carry "13,000", and "up to 30,000" denies "at least 30,000",
for all but the end point.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from vedette.model import Bound, Figure

_ROUGH = 0.1  # how far "about" reaches, in parts of the number


class Relation(StrEnum):
    """Name how evidence stands to an amount."""

    CARRIES = "carries"
    OPEN = "open"  # it says less, or something wider
    DENIES = "denies"


@dataclass(frozen=True, slots=True)
class Amount:
    """Hold the numbers from `low` to `high`, without an end that is open; `rough` for "about"."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False
    rough: bool = False

    @property
    def is_point(self) -> bool:
        """Tell whether it is one number."""
        return self.low == self.high

    def inside(self, other: Amount) -> bool:
        """Tell whether all its numbers belong to the other."""
        low = self.low > other.low or (
            self.low == other.low and (self.low_open or not other.low_open)
        )
        high = self.high < other.high or (
            self.high == other.high and (self.high_open or not other.high_open)
        )
        return low and high

    def meets(self, other: Amount) -> bool:
        """Tell whether the two share more than an end point, or the point that one is."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        if not (self.is_point or other.is_point):
            return False
        return not any(
            (one.low == low and one.low_open) or (one.high == low and one.high_open)
            for one in (self, other)
        )


def amount_of(figure: Figure) -> Amount | None:
    """Return the amount of a figure, None for a change without a number."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return None
    match figure.bound:
        case Bound.AT_LEAST | Bound.MORE_THAN if low is not None:
            return Amount(low, math.inf, low_open=figure.bound is Bound.MORE_THAN)
        case Bound.AT_MOST | Bound.FEWER_THAN if high is not None:
            return Amount(0.0, high, high_open=figure.bound is Bound.FEWER_THAN)
    ends = (
        low if low is not None else 0.0,
        high if high is not None else math.inf,
    )
    return Amount(*ends, rough=figure.bound in (Bound.ABOUT, Bound.VAGUE))


def compare(said: Amount, evidence: Amount) -> Relation:
    """Tell how evidence stands to what is said.

    "About 13,000" is carried by "about 13,000", and by an exact number that it rounds.
    """
    if said.rough and evidence.rough:
        if (said.low, said.high) == (evidence.low, evidence.high):
            return Relation.CARRIES
        return Relation.OPEN if widened(said).meets(widened(evidence)) else Relation.DENIES
    if evidence.rough:
        reach = widened(evidence)
        if not said.is_point and reach.inside(said):
            return Relation.CARRIES  # about 13,000 is more than 10,000
        return Relation.OPEN if said.meets(reach) else Relation.DENIES
    if evidence.inside(_rounding(said)):
        return Relation.CARRIES
    return Relation.OPEN if widened(said).meets(evidence) else Relation.DENIES


def is_quoted(said: Amount, evidence: Amount) -> bool:
    """Tell whether a bound may stand for another in somebody's mouth.

    Who says "up to 30,000" does not say "up to 40,000", though it follows.
    """
    ceilings = said.low == evidence.low == 0.0
    floors = math.isinf(said.high) and math.isinf(evidence.high)
    if ceilings and not (math.isinf(said.high) or math.isinf(evidence.high)):
        return said.high == evidence.high
    return not floors or said.low == evidence.low


def widened(amount: Amount) -> Amount:
    """Return what a rough number may stand for where nothing is known of how it was rounded."""
    if not amount.rough:
        return amount
    return Amount(amount.low * (1 - _ROUGH), amount.high * (1 + _ROUGH))


def _rounding(amount: Amount) -> Amount:
    """Return what a rough number may stand for: what rounds to it, and is not far from it."""
    if not amount.rough:
        return amount
    return Amount(amount.low - _half(amount.low), amount.high + _half(amount.high))


def _half(number: float) -> float:
    """Return half the last digit that counts, a twentieth of the number at most."""
    if math.isinf(number) or number != int(number) or not number:
        return 0.0
    digit = 1
    while int(number) % (digit * 10) == 0:
        digit *= 10
    return min(digit / 2, number * _ROUGH / 2)
