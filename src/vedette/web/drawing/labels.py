"""Names beside marks: each where it covers nothing, those with the most claims first.

A name without room is left out rather than printed over another; the table below lists them all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

_WIDE, _HIGH = 6.3, 13.0  # units of a letter and of a line
_GAP = 4.0
PHONE = 2.2  # how much larger marks and names are drawn on a small screen

Anchor = Literal["start", "end", "middle"]


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

    `always` says that it has room on a small screen, too, where everything is drawn larger.
    """

    dx: float
    dy: float
    anchor: Anchor
    always: bool


def place_labels(
    marks: Sequence[Box], names: Sequence[str], size: tuple[float, float]
) -> list[Label | None]:
    """Find room for the names of marks, the first ones first; None where there is none."""
    small = _placed(marks, names, size, PHONE)
    found: list[Label | None] = list(small)
    taken = [_box(marks[i], names[i], one, 1.0) for i, one in enumerate(small) if one]
    for i, label in enumerate(_placed(marks, names, size, 1.0, small, taken)):
        found[i] = found[i] or label
    return found


def _placed(
    marks: Sequence[Box],
    names: Sequence[str],
    size: tuple[float, float],
    factor: float,
    done: Sequence[Label | None] = (),
    taken: Sequence[Box] = (),
) -> list[Label | None]:
    solid = [Box(m.x, m.y, m.across * factor, m.up * factor) for m in marks]
    boxes = list(taken)
    found: list[Label | None] = []
    for i, (mark, name) in enumerate(zip(marks, names, strict=True)):
        if done and done[i]:
            found.append(None)
            continue
        others = [*solid[:i], *solid[i + 1 :], *boxes]
        label = _room(mark, name, others, size, factor)
        found.append(label)
        if label:
            boxes.append(_box(mark, name, label, factor))
    return found


def _room(
    mark: Box, name: str, others: Sequence[Box], size: tuple[float, float], factor: float
) -> Label | None:
    for label in _tries(mark, always=factor > 1):
        box = _box(mark, name, label, factor)
        inside = box.across <= box.x <= size[0] - box.across and box.up <= box.y <= size[1] - box.up
        if inside and not any(box.meets(other) for other in others):
            return label
    return None


def _tries(mark: Box, *, always: bool) -> Iterator[Label]:
    side, line = mark.across + _GAP, mark.up + _HIGH * 0.85
    yield Label(side, _HIGH * 0.32, "start", always)
    yield Label(-side, _HIGH * 0.32, "end", always)
    yield Label(0, -mark.up - _GAP, "middle", always)
    yield Label(0, line, "middle", always)


def _box(mark: Box, name: str, label: Label, factor: float) -> Box:
    across, up = len(name) * _WIDE / 2, _HIGH / 2
    shift = {"start": across, "end": -across, "middle": 0.0}[label.anchor]
    x, y = label.dx + shift, label.dy - _HIGH * 0.32
    return Box(mark.x + x * factor, mark.y + y * factor, across * factor, up * factor)
