"""A linear axis for figures: where a number lies that somebody said, and nothing that nobody said.

An axis runs from 0. Where a few numbers lie so far out that they would flatten all others, it is
broken: behind the break they stand in order and at equal steps, and the picture says so. There is
no logarithmic axis: 150,000 is five times 30,000, and looks it, or is said to be off the scale.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from vedette.model import Bound, Figure
from vedette.model.words import number

HEADROOM = 1.04  # a bound that points upward needs some axis above it
_STEPS = (1, 2, 2.5, 4, 5, 10)
# When an axis is broken: the next number is at least twice the last one on the scale, the scale
# becomes at least twice as wide by it, and at most a quarter of the numbers leave it.
_GAP = 2.0
_CROWDED = 0.45
_FEW = 0.25
STEP_BEYOND = 56.0  # between two numbers behind the break: room for a number with its sign
ROOM_BEYOND = 66.0  # behind the last one
BREAK = 14.0  # the break itself

Shape = Literal["none", "point", "about", "up", "down", "range"]
_SHAPES: dict[Bound, Shape] = {
    Bound.EXACT: "point",
    Bound.ABOUT: "about",
    Bound.AT_LEAST: "up",
    Bound.MORE_THAN: "up",
    Bound.AT_MOST: "down",
    Bound.FEWER_THAN: "down",
    Bound.BETWEEN: "range",
}


@dataclass(frozen=True, slots=True)
class Tick:
    """Hold one mark of an axis: its place and its number."""

    x: float
    label: str


@dataclass(frozen=True, slots=True)
class Axis:
    """Hold a linear axis from 0 to `top`, and the numbers behind its break in order.

    `right` is where the scale ends, `end` where the picture does: the same without a break.
    """

    left: float
    right: float
    end: float
    top: float
    ticks: tuple[Tick, ...] = ()
    beyond: tuple[float, ...] = ()
    margin: float = 0.0  # as far as numbers may be written

    def x(self, value: float) -> float:
        """Return where a number lies; behind the break only those of the axis have a place."""
        if value <= self.top:
            return round(self.left + (self.right - self.left) * max(value, 0.0) / self.top, 1)
        if not self.beyond or math.isinf(value):
            return self.end
        place = next((i for i, one in enumerate(self.beyond) if value <= one), len(self.beyond) - 1)
        return round(self.right + BREAK + 10 + place * self._step, 1)

    @property
    def _step(self) -> float:
        room = self.end - self.right - BREAK - 10
        return min(STEP_BEYOND, room / len(self.beyond))

    @property
    def has_room(self) -> bool:
        """Tell whether the numbers behind the break can stand above their places, too."""
        return self._step >= STEP_BEYOND - 6

    @property
    def slots(self) -> tuple[Tick, ...]:
        """Return the numbers behind the break with their places."""
        return tuple(Tick(self.x(value), number(value)) for value in self.beyond)


def numbers(figure: Figure) -> tuple[float, ...]:
    """Return the numbers of a figure that somebody said; a vague figure and a change have none."""
    if figure.bound is Bound.VAGUE:
        return ()
    return tuple(value for value in (figure.low, figure.high) if value is not None)


def shape_of(figure: Figure) -> Shape:
    """Return how a figure is drawn; one without numbers of its own stays undrawn."""
    said = numbers(figure)
    shape: Shape = _SHAPES.get(figure.bound, "none") if said else "none"
    if shape in ("point", "about") and min(said) != max(said):
        return "range"
    return shape


def make_axis(
    said: Sequence[float],
    *,
    left: float,
    right: float,
    lines: Iterable[float] = (),
    ticks: int = 5,
    margin: float = 0.0,
) -> Axis | None:
    """Return an axis over numbers that were said; None where none is above 0.

    Each number stands as often as it was said. `lines` are thresholds, which stay on the scale;
    `margin` is how far to the right of the axis there is room for words.
    """
    finite = [value for value in said if not math.isinf(value)]
    fixed = list(lines)
    beyond = _outliers(finite, max(fixed, default=0.0))
    highest = max([value for value in finite if value not in beyond] + fixed, default=0.0)
    if highest <= 0:
        return None
    step = _step(highest * HEADROOM, ticks)
    top = step * math.ceil(highest * HEADROOM / step)
    room = BREAK + ROOM_BEYOND + STEP_BEYOND * (len(beyond) - 1) if beyond else 0.0
    room = min(room, (right - left) * 0.4)
    bare = Axis(left, right - room, right, top, (), tuple(sorted(beyond)), right + margin)
    places = [step * i for i in range(round(top / step) + 1)]
    marks = tuple(Tick(bare.x(place), number(place)) for place in places)
    return replace(bare, ticks=marks)


def _outliers(said: Sequence[float], least: float) -> set[float]:
    """Return the numbers that would flatten the others."""
    known = sorted(set(said))
    for last, following in zip(known[-2::-1], known[:0:-1], strict=True):
        out = [value for value in said if value > last]
        if len(out) > _FEW * len(said):
            return set()
        flat = max(last, least) <= _CROWDED * known[-1]
        if last > 0 and following >= _GAP * last and following > least and flat:
            return set(out)
    return set()


def _step(span: float, most: int) -> float:
    """Return the least round step that cuts a span into at most `most` parts."""
    size = 10.0 ** math.floor(math.log10(span / most))
    return next(s * size for s in _STEPS if s * size * most >= span)
