"""What a figure leaves open: its hard interval and its core."""

from __future__ import annotations

import math
from dataclasses import dataclass

from vedette.compare.conventions import Tolerances
from vedette.model import Bound, Change, Direction, Figure, Nearness

POINTS = frozenset({Bound.EXACT, Bound.ABOUT})
UPWARD = frozenset({Bound.AT_LEAST, Bound.MORE_THAN})
DOWNWARD = frozenset({Bound.AT_MOST, Bound.FEWER_THAN})


@dataclass(frozen=True, slots=True)
class Interval:
    """Hold the numbers from `low` to `high` (infinity where open-ended).

    An open end does not belong to the interval.
    """

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: Interval) -> bool:
        """Tell whether the two share more than an end point.

        A single number (as exact numbers below 1,000 are) meets an interval that includes it.
        """
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        single = self.low == self.high or other.low == other.high
        return single and self.holds(low) and other.holds(low)

    def holds(self, value: float) -> bool:
        """Tell whether a number belongs to the interval."""
        above = self.low < value or (self.low == value and not self.low_open)
        return above and (value < self.high or (value == self.high and not self.high_open))

    def inside(self, other: Interval) -> bool:
        """Tell whether this interval lies in a wider one."""
        if self.low < other.low or self.high > other.high:
            return False
        return (self.low, self.high) != (other.low, other.high)

    def __str__(self) -> str:
        """Return the interval in words: "11,700 to 14,300", "0 to below 13,000"."""
        if self.low == self.high:
            return number(self.low)
        if math.isinf(self.high):
            return f"{'above ' if self.low_open else ''}{number(self.low)} up"
        return f"{number(self.low)} to {'below ' if self.high_open else ''}{number(self.high)}"


@dataclass(frozen=True, slots=True)
class Extent:
    """Hold the hard interval of a figure and its core; `derived` was computed from a change.

    `written` is the number as written, in one point or two, for distances.
    """

    hard: Interval
    core: Interval
    written: Interval
    derived: bool = False


def number(value: float) -> str:
    """Return a number as a person writes it: "13,000", "2.5"."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.6g}"


def _cut(low: float, high: float, *, low_open: bool = False, high_open: bool = False) -> Interval:
    # 13,000 * 1.1 is 14,300.000000000002: noise would decide where ends touch.
    return Interval(round(low, 6), round(high, 6), low_open, high_open)


def significant_digits(value: float) -> int:
    """Count the digits of a number without the zeros at its ends."""
    digits = f"{value:.10f}".rstrip("0").rstrip(".").replace(".", "").strip("0")
    return max(1, len(digits))


def extent(figure: Figure, tolerances: Tolerances, *, estimate: bool = False) -> Extent | None:
    """Return what a figure leaves open, None where it has no number and no base to derive one.

    `estimate` marks an estimate or forecast by somebody other than the organiser.
    """
    if figure.low is None and figure.high is None:
        return derive(figure.change, tolerances) if figure.change else None
    low, high = figure.low, figure.high
    written = Interval(*_ends(low, high))
    reach = _Reach(tolerances, estimate=estimate)
    if figure.bound in UPWARD and low is not None:
        hard, core = reach.floor(low, strict=figure.bound is Bound.MORE_THAN)
    elif figure.bound in DOWNWARD and high is not None:
        hard, core = reach.ceiling(high, strict=figure.bound is Bound.FEWER_THAN)
    else:
        hard = core = reach.around(figure)
    if figure.compared_to is not None:  # "higher than announced" means no number of its own
        core = hard
    return Extent(hard, core, written)


def _ends(low: float | None, high: float | None) -> tuple[float, float]:
    first = low if low is not None else high
    last = high if high is not None else low
    return float(first or 0), float(last or 0)


@dataclass(frozen=True, slots=True)
class _Reach:
    """Widen numbers by the tolerances that apply to one figure."""

    tolerances: Tolerances
    estimate: bool

    def loose(self, value: float) -> float:
        """Return the tolerance of a number given as such, or as a bound, in parts of it."""
        rules = self.tolerances
        if value < rules.exact_below:
            return 0.0
        return rules.estimate if self.estimate else rules.bound

    def floor(self, low: float, *, strict: bool) -> tuple[Interval, Interval]:
        start = low if strict else low * (1 - self.loose(low))
        top = low * self.tolerances.core_up
        return _cut(start, math.inf, low_open=strict), _cut(start, top, low_open=strict)

    def ceiling(self, high: float, *, strict: bool) -> tuple[Interval, Interval]:
        end = high if strict else high * (1 + self.loose(high))
        start = high * self.tolerances.core_down
        return _cut(0.0, end, high_open=strict), _cut(start, end, high_open=strict)

    def around(self, figure: Figure) -> Interval:
        low, high = _ends(figure.low, figure.high)
        if figure.bound is Bound.VAGUE:
            open_top = figure.high is None
            return _cut(low if figure.low is not None else 0.0, math.inf if open_top else high)
        if figure.bound is Bound.BETWEEN:
            return _cut(low * (1 - self.loose(low)), high * (1 + self.loose(high)))
        if figure.bound is Bound.EXACT and figure.nearness is Nearness.NONE:
            return _cut(low * (1 - self.exact(low)), high * (1 + self.exact(high)))
        below = low * (1 - self.about(low, figure.nearness))
        above = high * (1 + self.about(high, figure.nearness))
        if figure.nearness is Nearness.BELOW:
            return _cut(below, high)
        return _cut(low if figure.nearness is Nearness.ABOVE else below, above)

    def exact(self, value: float) -> float:
        rules = self.tolerances
        if value < rules.exact_below or self.estimate:
            return self.loose(value)
        coarse = significant_digits(value) < rules.many_digits
        return rules.exact if coarse else rules.exact_many_digits

    def about(self, value: float, nearness: Nearness) -> float:
        rules = self.tolerances
        if self.estimate:
            return rules.estimate
        if nearness is not Nearness.NONE:
            return rules.near
        coarse = significant_digits(value) < rules.many_digits
        return rules.about if coarse else rules.about_many_digits


def derive(change: Change, tolerances: Tolerances) -> Extent | None:
    """Return the interval that a change leaves of its base ("nearly halved from 13,000").

    A derived interval is never quoted; without a base there is none.
    """
    if change.to_value is not None:
        value = float(change.to_value)
        slack = value * tolerances.exact if value >= tolerances.exact_below else 0.0
        hard = _cut(value - slack, value + slack)
        return Extent(hard, hard, Interval(value, value))
    if change.from_value is None:
        return None
    share = change_share(change)
    if share is None:
        return None
    least, most = _shares(share, change.nearness, tolerances)
    sign = -1 if change.direction is Direction.CUT else 1
    ends = sorted(change.from_value * (1 + sign * part) for part in (least, most))
    hard = _cut(max(0.0, ends[0]), max(0.0, ends[1]))
    return Extent(hard, hard, hard, derived=True)


def change_share(change: Change) -> float | None:
    """Return how much a change takes or adds, in parts of its base; None where unknown."""
    if change.direction is Direction.UNCHANGED:
        return 0.0
    if change.factor is not None:
        return abs(1 - change.factor)
    if change.amount is not None and change.from_value:
        return change.amount / change.from_value
    return None


def _shares(share: float, nearness: Nearness, rules: Tolerances) -> tuple[float, float]:
    if nearness is Nearness.BELOW:  # nearly halved: less was taken than half
        return share * (1 - rules.change_near), share
    if nearness is Nearness.ABOVE:
        return share, share * (1 + rules.change_near)
    return share * (1 - rules.change), share * (1 + rules.change)


def apart(a: Extent, b: Extent) -> float:
    """Return the distance of two numbers as written, in per cent of the larger one.

    Numbers that are written as overlapping ranges are 0 apart.
    """
    first, second = a.written, b.written
    if second.low < first.low:
        first, second = second, first
    if second.low <= first.high:
        return 0.0
    return 100 * (second.low - first.high) / second.low
