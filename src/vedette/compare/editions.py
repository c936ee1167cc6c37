"""The editions of an exercise side by side: announced, during, estimated by others, outcome."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from vedette.compare.thresholds import is_estimate
from vedette.compare.world import World
from vedette.model import Basis, Ledger, Row, Stage

_YEAR = re.compile(r"(\d{4}|\d{2})$")
_CENTURY_TURNS = 70  # "Zapad-81" is 1981, "Iron Defender-25" is 2025


class Column(StrEnum):
    """Name what kind of number a cell holds."""

    ANNOUNCED = "announced"
    DURING = "during"
    ESTIMATED = "estimated by others"
    OUTCOME = "outcome"


@dataclass(frozen=True, slots=True)
class EditionRow:
    """Hold one edition: its rows of a counted class under each column, in the order of time."""

    name: str
    cells: tuple[tuple[Column, tuple[Row, ...]], ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether nobody gives a number for it."""
        return not any(rows for _, rows in self.cells)


@dataclass(frozen=True, slots=True)
class Editions:
    """Hold the editions of a series side by side, the oldest first."""

    series: str
    counted: str
    organisers: tuple[str, ...]
    editions: tuple[EditionRow, ...]


def lay_side_by_side(
    ledger: Ledger, names: Iterable[str], *, series: str, counted: str, world: World
) -> Editions:
    """Lay the editions of a series side by side, from a ledger that holds them all.

    `names` are the editions to show, also those of which the ledger has no number.
    """
    cells: dict[tuple[str, Column], list[Row]] = defaultdict(list)
    for row in ledger.rows:
        name = row.figure.scope.activity
        if name is not None and row.figure.counted == counted and row.relay_of is None:
            cells[name, column_of(row, world)].append(row)
    known = {name for name, _ in cells} | set(names)
    return Editions(
        series,
        counted,
        tuple(sorted(world.organisers_of(series))),
        tuple(
            EditionRow(name, tuple((one, _in_time(cells[name, one])) for one in Column))
            for name in sorted(known, key=year_of)
        ),
    )


def column_of(row: Row, world: World) -> Column:
    """Return the column of a row: an estimate by somebody else than the organiser stands apart."""
    figure = row.figure
    if is_estimate(row, world):
        return Column.ESTIMATED
    if figure.stage is Stage.AFTER:
        return Column.OUTCOME
    if figure.stage in {Stage.ANNOUNCED, Stage.FORECAST} or figure.basis is Basis.NOTIFIED:
        return Column.ANNOUNCED
    return Column.DURING


def year_of(name: str) -> tuple[int, str]:
    """Return the year in an edition's name with the name, 0 for a name without one."""
    found = _YEAR.search(name)
    if not found:
        return 0, name
    year = int(found[0])
    if year < 100:
        year += 1900 if year >= _CENTURY_TURNS else 2000
    return year, name


def _in_time(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: (str(row.day or "9999"), row.id)))
