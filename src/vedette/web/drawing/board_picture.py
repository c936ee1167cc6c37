"""The strength board as a picture: one panel per question, one line per utterance.

What is drawn is what was said. A bound is an arrow from its number; a number that only follows
from another one ("nearly halved") is an outline with the speaker's words and no number; a vague
one is its words alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import escape

from vedette.web.drawing.axes import Axis, make_axis
from vedette.web.drawing.board_legend import draw_legend, used_in
from vedette.web.drawing.board_marks import WIDE, Items, Layout, Line, draw_line
from vedette.web.drawing.pieces import SMALL, anchor, path, shortcut, text, wrapped


@dataclass(frozen=True, slots=True)
class Rival:
    """Point to a line that conflicts with the first one of a link, and to the reason."""

    id: str
    href: str
    title: str


@dataclass(frozen=True, slots=True)
class Link:
    """Hold one line of a panel with those that it conflicts with, all hard or all soft."""

    id: str
    force: str
    href: str
    title: str
    rivals: tuple[Rival, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelDrawn:
    """Hold one question with its lines; `more` says what is not drawn, `more_href` where it is."""

    title: str
    note: str = ""
    lines: tuple[Line, ...] = ()
    thresholds: tuple[tuple[float, str], ...] = ()
    links: tuple[Link, ...] = ()
    more: str = ""
    more_href: str = ""
    conflicts_href: str = ""


def draw_board(
    panels: Sequence[PanelDrawn],
    *,
    label: str,
    key: str = "board",
    layout: Layout = WIDE,
    head: str = "",
    foot: str = "",
) -> str:
    """Draw panels below each other; `label` names the picture for who cannot see it.

    `key` tells it from other pictures of its page; `head` and `foot` are written into a picture
    that is to stand alone.
    """
    name = "narrow" if layout.narrow else "wide"
    hatch = f"{key}-{name}-hatch"
    items: Items = [_hatch(hatch, label)]
    y = 4.0
    if head:
        items.append(text(0, y + 14, head, "head"))
        y += 26
    for panel in panels:
        y = _panel(items, panel, layout, y, hatch)
    y = draw_legend(items, used_in(panels), layout, y, hatch)
    if foot:
        items.append(text(0, y + 12, foot, ""))
        y += 18
    size = f'viewBox="0 0 {layout.width:g} {y + 4:g}"'
    opening = f'<svg {size} class="strength {name}" role="group" aria-label="{escape(label)}">'
    return opening + "".join(items) + "</svg>"


# ---- a panel -----------------------------------------------------------------------------------


def axis_of(panel: PanelDrawn, layout: Layout) -> Axis | None:
    """Return the axis of a panel: over all that is drawn of its lines, and its thresholds."""
    said = [value for line in panel.lines for value in line.drawn]
    lines = [value for value, _ in panel.thresholds]
    return make_axis(
        said,
        left=layout.left,
        right=layout.right,
        lines=lines,
        ticks=layout.ticks,
        margin=4 if layout.narrow else 46,
    )


def _panel(items: Items, panel: PanelDrawn, layout: Layout, y: float, hatch: str) -> float:
    axis = axis_of(panel, layout)
    items.append(text(0, y + 15, panel.title, "title"))
    y += 21
    if panel.note:
        for words in wrapped(panel.note, layout.width / SMALL):
            items.append(text(0, y + 9, words, ""))
            y += 14
    bottom = y + _head_height(panel, axis) + layout.row * len(panel.lines)
    if axis is not None:
        _scale(items, panel, axis, y, bottom, layout)
        y += _head_height(panel, axis)
    tops = {line.id: y + layout.row * i for i, line in enumerate(panel.lines)}
    for line in panel.lines:
        items.append(draw_line(line, axis, layout, tops[line.id], hatch))
    if not layout.narrow:
        _lanes(items, panel, layout, tops, y)
    y = bottom
    if panel.more:
        told = text(layout.who, y + 14, panel.more, "more")
        items.append(anchor(panel.more_href, panel.more, told))
        y += 20
    return y + 16


def _head_height(panel: PanelDrawn, axis: Axis | None) -> float:
    return 0.0 if axis is None else 13.0 * len(panel.thresholds) + 18


def _scale(
    items: Items, panel: PanelDrawn, axis: Axis, y: float, bottom: float, layout: Layout
) -> None:
    """Draw the axis: ticks with their numbers, thresholds, and the break where there is one."""
    grid = y + _head_height(panel, axis)
    for tick in axis.ticks:
        items.append(path(f"M{tick.x:g} {grid:g}V{bottom:g}", "grid"))
        side = "start" if tick.x == axis.left and layout.narrow else "middle"
        if tick.x == axis.right and axis.beyond:
            side = "end"  # the first number behind the break stands close
        items.append(text(tick.x, grid - 5, tick.label, "tick", side))
    for i, (value, label) in enumerate(sorted(panel.thresholds)):
        x, level = axis.x(value), y + 13 * i + 10
        items.append(path(f"M{x:g} {level - 8:g}V{bottom:g}", "threshold"))
        over = x + 3 + len(label) * SMALL > layout.width
        items.append(text(x - 3 if over else x + 3, level, label, "", "end" if over else "start"))
    if axis.beyond:
        _break(items, axis, grid, bottom)


def _break(items: Items, axis: Axis, top: float, bottom: float) -> None:
    """Draw what lies behind the break as another ground, and say that it is not to scale."""
    x = axis.right + 3
    width = axis.end + 14 - x - 8
    items.append(f'<rect class="beyond" x="{x + 8:g}" y="{top:g}" width="{width:g}" '
                 f'height="{bottom - top:g}"/>')  # fmt: skip
    for tick in axis.slots if axis.has_room else ():
        items.append(text(tick.x, top - 5, tick.label, "tick", "middle"))
    items.append(text(axis.end + 12, bottom - 4, "off the scale, in order", "aside", "end"))
    steps = "".join(f"l5 {4}l-5 {4}" for _ in range(int((bottom - top) // 8)))
    items.append(path(f"M{x:g} {top:g}{steps}", "break"))
    items.append(path(f"M{x + 5:g} {top:g}{steps}", "break"))


# ---- conflicts ---------------------------------------------------------------------------------


def _lanes(
    items: Items, panel: PanelDrawn, layout: Layout, tops: Mapping[str, float], y: float
) -> None:
    """Draw one lane for each number that conflicts with others: solid where hard, else dashed."""
    shown = panel.links[: layout.most_lanes]
    for i, link in enumerate(shown):
        x = layout.lanes + 8 + layout.lane * i
        at = {one: layout.y(tops[one]) for one in (link.id, *(r.id for r in link.rivals))}
        spine = path(f"M{x:g} {min(at.values()):g}V{max(at.values()):g}", f"link {link.force}")
        hub = f'<rect class="hub {link.force}" x="{x - 4:g}" y="{at[link.id] - 4:g}" width="8" height="8"/>'  # fmt: skip # noqa: E501
        items.append(spine)
        items.append(anchor(link.href, link.title, hub))
        for rival in link.rivals:
            dot = f'<circle class="rival {link.force}" cx="{x:g}" cy="{at[rival.id]:g}" r="3.4"/>'
            items.append(shortcut(rival.href, rival.title, dot))
    if shown:
        items.append(text(layout.lanes, y - 5, "conflicts", "tick"))
    left = sum(len(link.rivals) for link in panel.links[layout.most_lanes :])
    if left:
        words = text(layout.width, y - 5, f"+{left:,}", "more", "end")
        items.append(anchor(panel.conflicts_href, f"{left:,} more conflicts, as a list", words))


def _hatch(key: str, label: str) -> str:
    return (
        f"<title>{escape(label)}</title><defs>"
        f'<pattern id="{key}" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="hatch" d="M0 0V5"/></pattern></defs>'
    )
