"""One line of a strength board: who said it when, and the mark with its number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import escape

from vedette.web.drawing.axes import Axis, Shape
from vedette.web.drawing.pieces import LETTER, SMALL, anchor, fit, path, text

Items = list[str]
ARROW = 22.0  # how far the strong part of a bound runs

CLASSES: Mapping[str, str] = {
    "organiser": "organiser",
    "government": "other government or body",
    "observer": "observer",
    "outlet": "outlet’s own voice",
    "expert": "expert",
    "unnamed": "unnamed",
    "other": "other",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Hold one utterance as it is drawn: its words, its numbers, and what makes it less sure.

    `low` and `high` are the numbers that are drawn; for `derived` they follow from another number
    and are not written. `label` is the number as written, or the words where there is none.
    """

    id: str
    href: str
    title: str
    day: str
    who: str
    detail: str
    speaks: str
    label: str
    shape: Shape
    low: float | None = None
    high: float | None = None
    strict: bool = False
    standing: str = ""
    assumed: bool = False
    borrowed: bool = False
    struck: bool = False
    derived: bool = False
    first: bool = False
    hard: int = 0
    soft: int = 0
    against: str = ""  # where its conflicts are listed

    @property
    def drawn(self) -> tuple[float, ...]:
        """Return the numbers that have a place on the axis."""
        if self.shape == "none" and not self.derived:
            return ()
        return tuple(value for value in (self.low, self.high) if value is not None)


@dataclass(frozen=True, slots=True)
class Layout:
    """Hold the measures of a picture in units of its view box."""

    width: float
    left: float
    right: float
    row: float
    who: float
    who_room: float
    standing: float = 0
    lanes: float = 0
    lane: float = 15
    most_lanes: int = 7
    ticks: int = 5
    narrow: bool = False

    def y(self, top: float) -> float:
        """Return the middle of the marks of a row that begins at `top`."""
        return top + (27 if self.narrow else self.row / 2)


WIDE = Layout(1080, left=326, right=806, row=21, who=82, who_room=236, standing=862, lanes=976)
NARROW = Layout(344, left=8, right=264, row=42, who=12, who_room=200, ticks=3, narrow=True)


def draw_line(line: Line, axis: Axis | None, layout: Layout, top: float, hatch: str) -> str:
    """Draw one utterance as one link: when, who, and the mark with its number."""
    y = layout.y(top)
    items: Items = [_ground(layout, top), _who(line, layout, top)]
    if axis is None or not line.drawn:
        place = (axis.left if axis else layout.left) + 4
        struck = " struck" if line.struck else ""
        items.append(text(place, y + 4, line.label, f"said words{struck}"))
    else:
        first, last = _ends(line, axis)
        items += [_doubt(line, first, last, y, hatch), _shape(line, axis, y)]
        items.append(_label(line, axis, first, last, y))
    if line.standing and not layout.narrow:
        items.append(text(layout.standing, y + 4, fit(line.standing, 112, SMALL), ""))
    drawn = anchor(line.href, line.title, "".join(items), f"line {line.speaks}")
    return drawn + (_count(line, layout, y) if layout.narrow else "")


def _ground(layout: Layout, top: float) -> str:
    """Give the whole line something to point at."""
    return (
        f'<rect class="ground" x="0" y="{top:g}" width="{layout.lanes or layout.width:g}" '
        f'height="{layout.row:g}"/>'
    )


def _who(line: Line, layout: Layout, top: float) -> str:
    y = top + (12 if layout.narrow else layout.row / 2 + 4)
    room = layout.who_room
    name = fit(line.who, room)
    left = room - len(name) * LETTER - 8
    detail = fit(line.detail, left) if left > 40 and name == line.who else ""
    dim = f'<tspan class="aside" dx="5">{escape(detail)}</tspan>' if detail else ""
    dot = f'<circle class="full" cx="{layout.who - 8:g}" cy="{y - 4:g}" r="3.6"/>'
    said = f'<text class="name" x="{layout.who:g}" y="{y:g}">{escape(name)}{dim}</text>'
    if layout.narrow:
        return dot + said + text(layout.width, y, line.day, "day", "end")
    return text(0, y, line.day, "day") + dot + said


def _count(line: Line, layout: Layout, y: float) -> str:
    """Say in a narrow picture, which has no room for links, how many conflicts there are."""
    told = [f"{n} {force}" for n, force in ((line.hard, "hard"), (line.soft, "soft")) if n]
    if not told:
        return ""
    words = " · ".join(told)
    shown = text(layout.width, y + 4, words, "count", "end")
    return anchor(line.against, f"Conflicts of {line.label} ({line.who}): {words}", shown)


def _ends(line: Line, axis: Axis) -> tuple[float, float]:
    """Return where the strong part of a mark begins and ends."""
    low = line.low if line.low is not None else line.high
    high = line.high if line.high is not None else line.low
    first, last = axis.x(low or 0), axis.x(high or 0)
    if line.derived and line.high is None:
        return first, min(first + ARROW, axis.end)
    if line.derived:
        return first, max(last, first + 6)
    if line.shape == "down":
        return max(last - ARROW, axis.left), last
    if line.shape == "up":
        return first, min(first + ARROW, axis.end + 8)
    return first, last


def _shape(line: Line, axis: Axis, y: float) -> str:
    first, last = _ends(line, axis)
    if line.derived:
        return _outline(line, first, last, y)
    if line.shape == "point":
        return f'<circle class="full" cx="{first:g}" cy="{y:g}" r="4.6"/>'
    if line.shape == "about":
        return f'<circle class="hollow" cx="{first:g}" cy="{y:g}" r="4.2"/>'
    if line.shape == "range":
        return path(
            f"M{first:g} {y:g}H{last:g}M{first:g} {y - 5:g}V{y + 5:g}M{last:g} {y - 5:g}V{y + 5:g}",
            "stroke",
        )
    if line.shape == "down":
        return _bound(last, first, axis.left, y, strict=line.strict)
    return _bound(first, last, axis.end + 8, y, strict=line.strict)


def _bound(at: float, to: float, end: float, y: float, *, strict: bool) -> str:
    """Draw a bound: a stop at its number, an arrow away from it, a hair to where it ends."""
    turn = 5 if to < at else -5
    arrow = f"M{at:g} {y:g}H{to:g}M{to + turn:g} {y - 4:g}L{to:g} {y:g}L{to + turn:g} {y + 4:g}"
    hair = path(f"M{to:g} {y:g}H{end:g}", "hair") if abs(end - to) > 1 else ""
    if strict:
        stop = f'<circle class="hollow" cx="{at:g}" cy="{y:g}" r="3.4"/>'
    else:
        stop = path(f"M{at:g} {y - 6:g}V{y + 6:g}", "stroke")
    return hair + path(arrow, "stroke") + stop


def _outline(line: Line, first: float, last: float, y: float) -> str:
    if line.high is None:  # "higher than announced": open upward
        turn = last - 6
        shape = f"M{first:g} {y - 5:g}H{turn:g}L{last:g} {y:g}L{turn:g} {y + 5:g}H{first:g}Z"
        return path(shape, "outline")
    return (
        f'<rect class="outline" x="{first:g}" y="{y - 5:g}" width="{last - first:g}" height="10"/>'
    )


def _doubt(line: Line, first: float, last: float, y: float, hatch: str) -> str:
    """Draw behind a mark that its scope is assumed (hatched) or borrowed (dotted)."""
    place = f'x="{first - 8:g}" y="{y - 8:g}" width="{last - first + 16:g}" height="16"'
    found = ""
    if line.assumed:
        found += f'<rect class="hatched" fill="url(#{hatch})" {place}/>'
    if line.borrowed:
        found += f'<rect class="dotted" {place} rx="7"/>'
    return found


def _label(line: Line, axis: Axis, first: float, last: float, y: float) -> str:
    """Write the number beside its mark, on the side that has room; words are cut to it."""
    at, side, room = _side(line, axis, first, last)
    words = fit(line.label, room) if line.derived else line.label
    # Without the ground around its letters, which would paint over the line through them.
    struck = ' class="struck" stroke="none"' if line.struck else ""
    told = f"<tspan{struck}>{escape(words)}</tspan>"
    told += '<tspan class="first" dx="5">first</tspan>' if line.first else ""
    kind = "said words" if line.derived else "said"
    found = f'<text class="{kind}" x="{at:g}" y="{y + 4:g}" text-anchor="{side}">{told}</text>'
    if line.struck:
        found += path(f"M{first - 8:g} {y:g}H{last + 8:g}", "strike")
    return found


def _side(line: Line, axis: Axis, first: float, last: float) -> tuple[float, str, float]:
    """Return where a label begins or ends, which of the two, and its room."""
    behind = last > axis.right or not axis.beyond
    limit = axis.margin if behind else axis.right
    after, before = limit - last - 12, first - 12
    wanted = len(line.label) * 6.3 + (28 if line.first else 0)
    if wanted <= after or after >= before:
        return last + 12, "start", after
    return first - 12, "end", before
