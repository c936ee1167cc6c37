"""Names beside marks: each where it covers nothing, those with the most claims first.

A name without room is left out rather than printed over another; the table below lists them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

_WIDE, _HIGH = 6.3, 13.0  # units of a letter and of a line
_GAP = 4.0
# How much larger marks and names are drawn where a picture is small, half as wide, or wide.
SIZES = {"small": 2.2, "half": 1.5, "wide": 1.0}

Anchor = Literal["start", "end", "middle"]
Size = Literal["small", "half", "wide"]


@dataclass(frozen=True, slots=True)
class Box:
    """Hold a rectangle: middle and half of its size."""

    x: float
    y: float
    across: float
    up: float

    def meets(self, other: Box) -> bool:
        """Tell whether two rectangles overlap."""
        return (
            abs(self.x - other.x) < self.across + other.across
            and abs(self.y - other.y) < self.up + other.up
        )


@dataclass(frozen=True, slots=True)
class Label:
    """Hold where the name of a mark stands, from the mark's middle.

    `size` is the smallest picture in which it has room: everything is drawn larger there.
    """

    dx: float
    dy: float
    anchor: Anchor
    size: Size


def place_labels(
    marks: Sequence[Box], names: Sequence[str], picture: tuple[float, float]
) -> list[Label | None]:
    """Find room for the names of marks, the first ones first; None where there is none."""
    found: list[Label | None] = [None] * len(marks)
    for size in get_args(Size):
        factor = SIZES[size]
        solid = [Box(m.x, m.y, m.across * factor, m.up * factor) for m in marks]
        boxes = [_box(marks[i], names[i], one, factor) for i, one in enumerate(found) if one]
        for i, mark in enumerate(marks):
            if found[i] is None:
                others = [*solid[:i], *solid[i + 1 :], *boxes]
                found[i] = label = _room(mark, names[i], others, picture, size)
                boxes += [_box(mark, names[i], label, factor)] if label else []
    return found


def _room(
    mark: Box, name: str, others: Sequence[Box], picture: tuple[float, float], size: Size
) -> Label | None:
    wide, high = picture
    for label in _tries(mark, size):
        box = _box(mark, name, label, SIZES[size])
        inside = box.across <= box.x <= wide - box.across and box.up <= box.y <= high - box.up
        if inside and not any(box.meets(other) for other in others):
            return label
    return None


def _tries(mark: Box, size: Size) -> Iterator[Label]:
    side, line = mark.across + _GAP, mark.up + _HIGH * 0.85
    yield Label(side, _HIGH * 0.32, "start", size)
    yield Label(-side, _HIGH * 0.32, "end", size)
    yield Label(0, -mark.up - _GAP, "middle", size)
    yield Label(0, line, "middle", size)


def _box(mark: Box, name: str, label: Label, factor: float) -> Box:
    across, up = len(name) * _WIDE / 2, _HIGH / 2
    shift = {"start": across, "end": -across, "middle": 0.0}[label.anchor]
    x, y = label.dx + shift, label.dy - _HIGH * 0.32
    return Box(mark.x + x * factor, mark.y + y * factor, across * factor, up * factor)
