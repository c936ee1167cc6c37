"""The strength board as a picture: one panel per question, one line per utterance.

What is drawn is what was said. A bound is an arrow from its number; a number that only follows
from another one ("nearly halved") is an outline with the speaker's words and no number; a vague
one is its words alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import escape

from vedette.web.drawing.axes import Axis, Shape, make_axis

Items = list[str]

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
    unlinked: int = 0  # conflicts for which there is no room


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


WIDE = Layout(
    1080, left=306, right=806, row=22, who=82, who_room=214, standing=858, lanes=976
)
NARROW = Layout(344, left=8, right=286, row=42, who=12, who_room=200, ticks=4, narrow=True)
CHARACTER = 5.9  # mean width of a letter at 11.5 units
ARROW = 22.0  # how far the strong part of a bound runs


def draw_board(
    panels: Sequence[PanelDrawn], *, label: str, layout: Layout = WIDE, head: str = "", foot: str = ""
) -> str:
    """Draw panels below each other; `label` names the picture for who cannot see it.

    `head` and `foot` are written into a picture that is to stand alone.
    """
    name = "narrow" if layout.narrow else "wide"
    items: Items = [_hatch(name, label)]
    y = 4.0
    if head:
        items.append(_text(0, y + 14, head, "head"))
        y += 26
    for panel in panels:
        y = _panel(items, panel, layout, y, name)
    y = _legend(items, _used(panels), layout, y, name)
    if foot:
        items.append(_text(0, y + 12, foot, ""))
        y += 18
    size = f'viewBox="0 0 {layout.width:g} {y + 4:g}"'
    opening = f'<svg {size} class="strength {name}" role="group" aria-label="{escape(label)}">'
    return opening + "".join(items) + "</svg>"


# ---- a panel -----------------------------------------------------------------------------------


def axis_of(panel: PanelDrawn, layout: Layout) -> Axis | None:
    """Return the axis of a panel: over all that is drawn of its lines, and its thresholds."""
    said = [value for line in panel.lines for value in line.drawn]
    lines = [value for value, _ in panel.thresholds]
    return make_axis(said, left=layout.left, right=layout.right, lines=lines, ticks=layout.ticks)


def _panel(items: Items, panel: PanelDrawn, layout: Layout, y: float, name: str) -> float:
    axis = axis_of(panel, layout)
    items.append(_text(0, y + 15, panel.title, "title"))
    y += 21
    if panel.note:
        for text in _wrapped(panel.note, layout.width / 5.3):
            items.append(_text(0, y + 9, text, ""))
            y += 14
    bottom = y + _head_height(panel, axis) + layout.row * len(panel.lines)
    if axis is not None:
        _scale(items, panel, axis, y, bottom, layout)
        y += _head_height(panel, axis)
    tops = {line.id: y + layout.row * i for i, line in enumerate(panel.lines)}
    for line in panel.lines:
        items.append(_line(line, axis, layout, tops[line.id], name))
    if not layout.narrow:
        _lanes(items, panel, layout, tops, y)
    y = bottom
    if panel.more:
        words = _text(layout.who, y + 14, panel.more, "more")
        items.append(_anchor(panel.more_href, panel.more, words))
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
        items.append(_path(f"M{tick.x:g} {grid:g}V{bottom:g}", "grid"))
        anchor = "start" if tick.x == axis.left and layout.narrow else "middle"
        items.append(_text(tick.x, grid - 5, tick.label, "tick", anchor))
    for i, (value, label) in enumerate(sorted(panel.thresholds)):
        x, level = axis.x(value), y + 13 * i + 10
        items.append(_path(f"M{x:g} {level - 8:g}V{bottom:g}", "threshold"))
        over = x + 3 + len(label) * 5.2 > layout.width
        items.append(_text(x - 3 if over else x + 3, level, label, "", "end" if over else "start"))
    if axis.beyond:
        _break(items, axis, grid, bottom)


def _break(items: Items, axis: Axis, top: float, bottom: float) -> None:
    """Draw what lies behind the break as another ground, and say that it is not to scale."""
    x = axis.right + 3
    width = axis.end + 14 - x - 8
    items.append(f'<rect class="beyond" x="{x + 8:g}" y="{top:g}" width="{width:g}" '
                 f'height="{bottom - top:g}"/>')  # fmt: skip
    for tick in axis.slots:
        items.append(_text(tick.x, top - 5, tick.label, "tick", "middle"))
    items.append(_text(axis.end + 12, bottom - 4, "off the scale, in order", "aside", "end"))
    steps = "".join(f"l5 {4}l-5 {4}" for _ in range(int((bottom - top) // 8)))
    items.append(_path(f"M{x:g} {top:g}{steps}", "break"))
    items.append(_path(f"M{x + 5:g} {top:g}{steps}", "break"))


# ---- a line ------------------------------------------------------------------------------------


def _line(line: Line, axis: Axis | None, layout: Layout, top: float, name: str) -> str:
    """Draw one utterance as one link: when, who, and the mark with its number."""
    y = layout.y(top)
    items: Items = [_ground(layout, top), _who(line, layout, top)]
    if axis is None or not line.drawn:
        place = (axis.left if axis else layout.left) + 4
        items.append(_text(place, y + 4, line.label, f"said words{_struck(line)}"))
    else:
        first, last = _ends(line, axis)
        items += [_doubt(line, first, last, y, name), _shape(line, axis, y)]
        items.append(_label(line, axis, first, last, y))
    if line.standing and not layout.narrow:
        items.append(_text(layout.standing, y + 4, _fit(line.standing, 112), ""))
    drawn = _anchor(line.href, line.title, "".join(items), f"line {line.speaks}")
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
    name = _fit(line.who, room)
    left = room - len(name) * CHARACTER - 8
    detail = _fit(line.detail, left) if left > 40 and name == line.who else ""
    dim = f'<tspan class="aside" dx="5">{escape(detail)}</tspan>' if detail else ""
    dot = f'<circle class="full" cx="{layout.who - 8:g}" cy="{y - 4:g}" r="3.6"/>'
    said = f'<text class="name" x="{layout.who:g}" y="{y:g}">{escape(name)}{dim}</text>'
    if layout.narrow:
        return dot + said + _text(layout.width, y, line.day, "day", "end")
    return _text(0, y, line.day, "day") + dot + said


def _count(line: Line, layout: Layout, y: float) -> str:
    """Say in a narrow picture, which has no room for links, how many conflicts there are."""
    told = [f"{n} {force}" for n, force in ((line.hard, "hard"), (line.soft, "soft")) if n]
    if not told:
        return ""
    words = " · ".join(told)
    shown = _text(layout.width, y + 4, words, "count", "end")
    return _anchor(line.against, f"Conflicts of {line.label} ({line.who}): {words}", shown)


def _ends(line: Line, axis: Axis) -> tuple[float, float]:
    """Return where the strong part of a mark begins and ends."""
    low = line.low if line.low is not None else line.high
    high = line.high if line.high is not None else line.low
    first, last = axis.x(low or 0), axis.x(high or 0)
    if line.derived:
        return (first, axis.end if line.high is None else max(last, first + 6))
    if line.shape == "down":
        return max(last - ARROW, axis.left), last
    if line.shape == "up":
        return first, min(first + ARROW, axis.end + 8)
    return first, last


def _shape(line: Line, axis: Axis, y: float) -> str:
    first, last = _ends(line, axis)
    if line.derived:
        return _outline(line, axis, first, last, y)
    if line.shape == "point":
        return f'<circle class="full" cx="{first:g}" cy="{y:g}" r="4.6"/>'
    if line.shape == "about":
        return f'<circle class="hollow" cx="{first:g}" cy="{y:g}" r="4.2"/>'
    if line.shape == "range":
        return _path(
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
    hair = _path(f"M{to:g} {y:g}H{end:g}", "hair") if abs(end - to) > 1 else ""
    if strict:
        stop = f'<circle class="hollow" cx="{at:g}" cy="{y:g}" r="3.4"/>'
    else:
        stop = _path(f"M{at:g} {y - 6:g}V{y + 6:g}", "stroke")
    return hair + _path(arrow, "stroke") + stop


def _outline(line: Line, axis: Axis, first: float, last: float, y: float) -> str:
    if line.high is None:  # "higher than announced": open upward
        end = min(first + ARROW, axis.end)
        shape = f"M{first:g} {y - 5:g}H{end - 6:g}L{end:g} {y:g}L{end - 6:g} {y + 5:g}H{first:g}Z"
        return _path(shape, "outline")
    return (
        f'<rect class="outline" x="{first:g}" y="{y - 5:g}" width="{last - first:g}" height="10"/>'
    )


def _doubt(line: Line, first: float, last: float, y: float, name: str) -> str:
    """Draw behind a mark that its scope is assumed (hatched) or borrowed (dotted)."""
    place = f'x="{first - 8:g}" y="{y - 8:g}" width="{last - first + 16:g}" height="16"'
    found = ""
    if line.assumed:
        found += f'<rect class="hatched" fill="url(#{name}-hatch)" {place}/>'
    if line.borrowed:
        found += f'<rect class="dotted" {place} rx="7"/>'
    return found


def _label(line: Line, axis: Axis, first: float, last: float, y: float) -> str:
    """Write the number beside its mark, on the side that is free."""
    if line.derived and line.high is None:
        last = min(first + ARROW, axis.end)
    told = line.label + (" · first" if line.first else "")
    over = last + 12 + len(told) * 6.2 > axis.end + 46
    x, anchor = (first - 12, "end") if over else (last + 12, "start")
    words = " words" if line.derived else ""
    first_ = '<tspan class="first" dx="5">first</tspan>' if line.first else ""
    found = (
        f'<text class="said{words}{_struck(line)}" x="{x:g}" y="{y + 4:g}" text-anchor="{anchor}">'
        f"{escape(line.label)}{first_}</text>"
    )
    if line.struck:
        found += _path(f"M{first - 8:g} {y:g}H{last + 8:g}", "strike")
    return found


def _struck(line: Line) -> str:
    return " struck" if line.struck else ""


# ---- conflicts ---------------------------------------------------------------------------------


def _lanes(
    items: Items, panel: PanelDrawn, layout: Layout, tops: Mapping[str, float], y: float
) -> None:
    """Draw one lane for each number that conflicts with others: solid where hard, else dashed."""
    shown = panel.links[: layout.most_lanes]
    for i, link in enumerate(shown):
        x = layout.lanes + 8 + layout.lane * i
        at = {one: layout.y(tops[one]) for one in (link.id, *(r.id for r in link.rivals))}
        spine = _path(f"M{x:g} {min(at.values()):g}V{max(at.values()):g}", f"link {link.force}")
        hub = f'<rect class="hub {link.force}" x="{x - 4:g}" y="{at[link.id] - 4:g}" width="8" height="8"/>'  # fmt: skip # noqa: E501
        items.append(spine)
        items.append(_anchor(link.href, link.title, hub))
        for rival in link.rivals:
            dot = f'<circle class="rival {link.force}" cx="{x:g}" cy="{at[rival.id]:g}" r="3.4"/>'
            items.append(_anchor(rival.href, rival.title, dot))
    if shown:
        items.append(_text(layout.lanes, y - 5, "conflicts", "tick"))


# ---- legend ------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Used:
    """Tell what a picture shows, so that the legend explains that and nothing else."""

    speaks: list[str] = field(default_factory=list)
    shapes: set[str] = field(default_factory=set)


def _used(panels: Sequence[PanelDrawn]) -> _Used:
    lines = [line for panel in panels for line in panel.lines]
    shapes: set[str] = set()
    for line in lines:
        strict = "strict " if line.strict and line.shape in ("up", "down") else ""
        shapes.add("derived" if line.derived else strict + line.shape)
        marks = ("assumed", "borrowed", "struck", "first")
        shapes |= {mark for mark in marks if getattr(line, mark)}
    shapes |= {link.force for panel in panels for link in panel.links}
    shapes |= {"threshold"} if any(panel.thresholds for panel in panels) else set()
    found = {line.speaks for line in lines}
    return _Used([one for one in CLASSES if one in found], shapes)


def _legend(items: Items, used: _Used, layout: Layout, y: float, name: str) -> float:
    """Explain what is drawn, in as many lines as it takes."""
    x = 0.0
    y += 6
    for sample, words in _entries(used, layout, name):
        width = 26 + len(words) * 5.5 + 14
        if x and x + width > layout.width:
            x, y = 0.0, y + 17
        moved = f'<g transform="translate({x:g} {y:g})">{sample}</g>'
        items.append(moved + _text(x + 26, y + 11, words, ""))
        x += width
    return y + 18


def _entries(used: _Used, layout: Layout, name: str) -> Iterator[tuple[str, str]]:
    for one in used.speaks:
        yield f'<g class="{one}"><circle class="full" cx="12" cy="7" r="4"/></g>', CLASSES[one]
    for shape, (sample, words) in _SAMPLES.items():
        if shape in used.shapes and not (layout.narrow and shape in ("hard", "soft")):
            yield sample.replace("#hatch", f"#{name}-hatch"), words


_DOWN = '<path class="stroke" d="M22 7H4M9 3L4 7L9 11'
_SAMPLES: Mapping[str, tuple[str, str]] = {
    "point": ('<circle class="full" cx="12" cy="7" r="4.4"/>', "exact"),
    "about": ('<circle class="hollow" cx="12" cy="7" r="4"/>', "about"),
    "down": (f'{_DOWN}M22 1V13"/>', "at most"),
    "strict down": (f'{_DOWN}"/><circle class="hollow" cx="21" cy="7" r="3.2"/>', "fewer than"),
    "up": ('<path class="stroke" d="M3 7H21M16 3L21 7L16 11M3 1V13"/>', "at least"),
    "strict up": (
        '<path class="stroke" d="M5 7H22M17 3L22 7L17 11"/><circle class="hollow" cx="5" cy="7" '
        'r="3.2"/>',
        "more than",
    ),
    "range": ('<path class="stroke" d="M2 7H22M2 2V12M22 2V12"/>', "between"),
    "derived": (
        '<rect class="outline" x="2" y="2" width="20" height="10"/>',
        "follows from another number; itself not said",
    ),
    "none": ('<text class="said words" x="0" y="11">word</text>', "words without a number"),
    "assumed": (
        '<rect class="hatched" fill="url(#hatch)" x="1" y="0" width="22" height="14"/>',
        "what it counts is partly assumed",
    ),
    "borrowed": (
        '<rect class="dotted" x="1" y="0" width="22" height="14" rx="7"/>',
        "what it counts is borrowed from the speaker’s other words",
    ),
    "struck": ('<path class="strike" d="M1 7H23"/>', "replaced by the speaker’s later number"),
    "first": ('<text class="first" x="0" y="11">first</text>', "first to give this number"),
    "threshold": ('<path class="threshold" d="M12 0V14"/>', "threshold"),
    "hard": (
        '<path class="link hard" d="M12 0V14"/><rect class="hub hard" x="8" y="3" width="8" '
        'height="8"/>',
        "hard conflict",
    ),
    "soft": (
        '<path class="link soft" d="M12 0V14"/><rect class="hub soft" x="8" y="3" width="8" '
        'height="8"/>',
        "soft conflict",
    ),
}


# ---- pieces ------------------------------------------------------------------------------------


def _hatch(name: str, label: str) -> str:
    return (
        f"<title>{escape(label)}</title><defs>"
        f'<pattern id="{name}-hatch" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path class="hatch" d="M0 0V5"/></pattern></defs>'
    )


def _anchor(href: str, title: str, inside: str, name: str = "") -> str:
    kind = f' class="{name}"' if name else ""
    told = escape(title)
    return f'<a href="{escape(href)}"{kind} aria-label="{told}"><title>{told}</title>{inside}</a>'


def _path(d: str, name: str) -> str:
    return f'<path class="{name}" d="{d}"/>'


def _text(x: float, y: float, words: str, name: str, anchor: str = "") -> str:
    kind = f' class="{name}"' if name else ""
    at = f' text-anchor="{anchor}"' if anchor and anchor != "start" else ""
    return f'<text{kind} x="{x:g}" y="{y:g}"{at}>{escape(words)}</text>'


def _fit(words: str, room: float, character: float = CHARACTER) -> str:
    """Cut words to a room, with an ellipsis; the title has them whole."""
    most = int(room / character)
    return words if len(words) <= most else words[: max(most - 1, 1)].rstrip(" ,") + "…"


def _wrapped(words: str, most: float) -> list[str]:
    lines = [""]
    for word in words.split():
        if lines[-1] and len(lines[-1]) + len(word) + 1 > most:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
