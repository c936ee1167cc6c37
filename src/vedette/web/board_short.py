"""A board in short: which numbers were given, by who speaks and by what is counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vedette.model import Row
from vedette.web.board_lines import Pen, draw_row
from vedette.web.drawing.board_marks import CLASSES, Line
from vedette.web.questions import Group

COLUMNS = 4
SAID = 5  # numbers in one cell


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold the numbers of one capacity on one question; `left` counts those not shown."""

    said: tuple[Line, ...]
    left: int


@dataclass(frozen=True, slots=True)
class ShortRow:
    """Hold what those who speak in one capacity say, question by question."""

    speaks: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Short:
    """Hold the whole: the questions in words, and a row for each capacity."""

    columns: tuple[str, ...]
    rows: tuple[ShortRow, ...]


def in_short(groups: Sequence[Group], pen: Pen) -> Short:
    """Lay out the distinct numbers, each with the first who gave it.

    Left out are numbers that their speakers replaced and those that an outlet only repeats.
    """
    shown = groups[:COLUMNS]
    lines = [[draw_row(row, pen) for row in group.rows if _stands(row)] for group in shown]
    rows = []
    for speaks, name in CLASSES.items():
        cells = tuple(_cell(line for line in column if line.speaks == speaks) for column in lines)
        if any(cell.said for cell in cells):
            rows.append(ShortRow(speaks, name, cells))
    return Short(tuple(group.question.scope for group in shown), tuple(rows))


def _stands(row: Row) -> bool:
    return row.replaced_by is None and row.relay_of is None


def _cell(lines: Iterable[Line]) -> Cell:
    distinct: dict[str, Line] = {}
    for line in lines:
        distinct.setdefault(line.label, line)
    ranked = sorted(distinct.values(), key=lambda line: line.derived or not line.drawn)
    return Cell(tuple(ranked[:SAID]), max(len(distinct) - SAID, 0))
