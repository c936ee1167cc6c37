"""Bars of figures on a linear axis: what a speaker said, and nothing that nobody said.

Coordinates are units of an SVG view box that is WIDTH wide; the axis runs from 0 at LEFT.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from vedette.model import Bound, Figure
from vedette.model.words import bound, number, signed

WIDTH = 260
HEIGHT = 20
LEFT = 6
RIGHT = 236  # leaves room for an arrow head and half a number
ARROW = 6  # how far an arrow runs past the axis
HEADROOM = 1.04  # a bound that points upward needs some axis above it
_STEPS = (1, 2, 2.5, 4, 5, 10)
_MAX_TICKS = 4

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
    """Hold a linear axis from 0 to `top`."""

    top: float
    ticks: tuple[Tick, ...]

    def x(self, value: float) -> float:
        """Return where a value lies."""
        return round(LEFT + (RIGHT - LEFT) * min(max(value / self.top, 0.0), 1.0), 1)


@dataclass(frozen=True, slots=True)
class Bar:
    """Hold the drawing of one figure: its shape, its ends, and the words for who cannot see it.

    `strict` marks a bound that excludes its number ("fewer than").
    """

    shape: Shape
    x1: float
    x2: float
    strict: bool
    label: str


def numbers(figure: Figure) -> tuple[float, ...]:
    """Return the numbers of a figure that somebody said; a vague figure and a change have none."""
    if figure.bound is Bound.VAGUE:
        return ()
    return tuple(value for value in (figure.low, figure.high) if value is not None)


def make_axis(values: Iterable[float]) -> Axis | None:
    """Return an axis from 0 over all the values; None where nothing is above 0."""
    highest = max((value for value in values if not math.isinf(value)), default=0.0)
    if highest <= 0:
        return None
    step = _step(highest * HEADROOM)
    top = step * math.ceil(highest * HEADROOM / step)
    axis = Axis(top, ())
    places = [step * i for i in range(round(top / step) + 1)]
    return Axis(top, tuple(Tick(axis.x(place), number(place)) for place in places))


def _step(span: float) -> float:
    """Return the least round step that cuts a span into at most `_MAX_TICKS` parts."""
    size = 10.0 ** math.floor(math.log10(span / _MAX_TICKS))
    return next(s * size for s in _STEPS if s * size * _MAX_TICKS >= span)


def make_bar(figure: Figure, axis: Axis) -> Bar:
    """Draw a figure on an axis; one without numbers of its own stays undrawn."""
    said = numbers(figure)
    shape: Shape = _SHAPES.get(figure.bound, "none") if said else "none"
    if shape == "none":
        return Bar("none", 0, 0, strict=False, label=f"{bound(figure)}, no number to draw")
    low, high = min(said), max(said)
    if shape in ("point", "about") and low != high:
        shape = "range"
    first = LEFT if shape == "down" else axis.x(low)
    last = RIGHT + ARROW if shape == "up" else axis.x(high)
    strict = figure.bound in (Bound.MORE_THAN, Bound.FEWER_THAN)
    words = f"{signed(figure)} on an axis from 0 to {number(axis.top)}"
    return Bar(shape, first, last, strict=strict, label=words)
