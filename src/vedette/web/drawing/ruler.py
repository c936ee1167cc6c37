"""The days of a store in little, under the slider that goes back to one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

_WIDTH, _HEIGHT = 240, 22


@dataclass(frozen=True, slots=True)
class Ruler:
    """Hold the drawn days, the first and the last one, and on which one the slider stands."""

    svg: Markup
    first: date
    last: date
    at: int  # days behind the first one

    @property
    def length(self) -> int:
        """Return how many days lie behind the first one."""
        return (self.last - self.first).days


def draw_ruler(told: Sequence[tuple[date, int]], as_of: str) -> Ruler | None:
    """Draw the days of a store; None where there is nothing to go back to."""
    if len(told) < 2:
        return None
    first, last = told[0][0], told[-1][0]
    length, most = (last - first).days, max(n for _, n in told)
    columns: dict[int, int] = {}  # one line for a unit, however long the stretch is
    for day, n in told:
        x = round((day - first).days * _WIDTH / length)
        columns[x] = max(columns.get(x, 0), n)
    path = "".join(
        f"M{x} {_HEIGHT}v-{2 + (_HEIGHT - 4) * n / most:.1f}" for x, n in columns.items()
    )
    svg = Markup('<svg class="ruler" viewBox="0 0 {} {}" aria-hidden="true"><path d="{}"/></svg>')
    return Ruler(svg.format(_WIDTH, _HEIGHT, path), first, last, _at(as_of, first, length))


def _at(as_of: str, first: date, length: int) -> int:
    try:
        return min(max((date.fromisoformat(as_of[:10]) - first).days, 0), length)
    except ValueError:
        return length
