"""The legend of a strength board: what the picture shows, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from vedette.web.drawing.board_marks import CLASSES, Items, Layout
from vedette.web.drawing.pieces import SMALL, text

if TYPE_CHECKING:
    from vedette.web.drawing.board_picture import PanelDrawn


@dataclass(slots=True)
class Used:
    """Tell what a picture shows, so that the legend explains that and nothing else."""

    speaks: list[str] = field(default_factory=list)
    shapes: set[str] = field(default_factory=set)


def used_in(panels: Sequence[PanelDrawn]) -> Used:
    """Return what panels show."""
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
    return Used([one for one in CLASSES if one in found], shapes)


def draw_legend(items: Items, used: Used, layout: Layout, y: float, hatch: str) -> float:
    """Explain what is drawn, in as many lines as it takes."""
    x = 0.0
    y += 6
    for sample, words in _entries(used, layout, hatch):
        width = 30 + len(words) * SMALL + 16
        if x and x + width > layout.width:
            x, y = 0.0, y + 17
        moved = f'<g transform="translate({x:g} {y:g})">{sample}</g>'
        items.append(moved + text(x + 29, y + 11, words, ""))
        x += width
    return y + 18


def _entries(used: Used, layout: Layout, hatch: str) -> Iterator[tuple[str, str]]:
    for one in used.speaks:
        yield f'<g class="{one}"><circle class="full" cx="12" cy="7" r="4"/></g>', CLASSES[one]
    for shape, (sample, words) in _SAMPLES.items():
        if shape in used.shapes and not (layout.narrow and shape in ("hard", "soft")):
            yield sample.replace("#hatch", f"#{hatch}"), words


_DOWN = '<path class="stroke" d="M22 7H4M9 3L4 7L9 11'
_MORE = '<path class="stroke" d="M5 7H22M17 3L22 7L17 11"/>'
_BOX = 'x="1" y="0" width="22" height="14"'
_SPINE = '<path class="link {0}" d="M12 0V14"/>'
_HUB = _SPINE + '<rect class="hub {0}" x="8" y="3" width="8" height="8"/>'
_SAMPLES: Mapping[str, tuple[str, str]] = {
    "point": ('<circle class="full" cx="12" cy="7" r="4.4"/>', "exact"),
    "about": ('<circle class="hollow" cx="12" cy="7" r="4"/>', "about"),
    "down": (f'{_DOWN}M22 1V13"/>', "at most"),
    "strict down": (f'{_DOWN}"/><circle class="hollow" cx="21" cy="7" r="3.2"/>', "fewer than"),
    "up": ('<path class="stroke" d="M3 7H21M16 3L21 7L16 11M3 1V13"/>', "at least"),
    "strict up": (f'{_MORE}<circle class="hollow" cx="5" cy="7" r="3.2"/>', "more than"),
    "range": ('<path class="stroke" d="M2 7H22M2 2V12M22 2V12"/>', "between"),
    "derived": (
        '<rect class="outline" x="2" y="2" width="20" height="10"/>',
        "follows from another number, not said itself",
    ),
    "assumed": (
        f'<rect class="hatched" fill="url(#hatch)" {_BOX}/>',
        "what it counts is partly assumed",
    ),
    "borrowed": (
        f'<rect class="dotted" {_BOX} rx="7"/>',
        "what it counts is borrowed from the speaker’s other words",
    ),
    "struck": ('<path class="strike" d="M1 7H23"/>', "replaced by the speaker’s later number"),
    "first": ('<text class="first" x="2" y="11">first</text>', "first to give this number"),
    "threshold": ('<path class="threshold" d="M12 0V14"/>', "threshold"),
    "hard": (_HUB.format("hard"), "hard conflict of ■ with each ●"),
    "soft": (_HUB.format("soft"), "soft conflict of □ with each ○"),
}
