"""Which reports may tell of the same happening: those of its days that share its telling words."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from vedette.compare.stories.gist import Gist

MOST_PER_KEY = 60  # the latest reports with a word; more tell nothing that these do not
MOST_NEIGHBOURS = 40
UNDATED = 0  # no report is of this day


def vote(gist: Gist, found: Iterable[tuple[str, Sequence[int]]]) -> list[int]:
    """Return the numbers of the reports that share most of a gist's keys, by their weight."""
    votes: Counter[int] = Counter()
    for key, numbers in found:
        weight = gist.words[key]
        for number in numbers:
            votes[number] += weight  # type: ignore[assignment]
    ranked = sorted(votes, key=lambda number: (-votes[number], number))
    return ranked[:MOST_NEIGHBOURS]


class Index:
    """Look reports up by their keys within a window of days; kept in memory."""

    def __init__(self, window: int) -> None:
        self._window = window
        self._days: dict[str, list[tuple[int, int]]] = defaultdict(list)

    def add(self, number: int, gist: Gist) -> None:
        """Enter a report under its keys."""
        for key in gist.keys:
            insort(self._days[key], (gist.day or UNDATED, number))

    def near(self, gist: Gist) -> list[int]:
        """Return the numbers of the reports that may tell of the same happening."""
        return vote(gist, ((key, self._numbers(key, gist.day)) for key in gist.keys))

    def _numbers(self, key: str, day: int | None) -> list[int]:
        rows = self._days.get(key, [])
        first_dated = bisect_left(rows, (UNDATED + 1, 0))
        undated = rows[max(0, first_dated - MOST_PER_KEY) : first_dated]
        start, stop = first_dated, len(rows)
        if day is not None:
            start = bisect_left(rows, (day - self._window, 0))
            stop = bisect_left(rows, (day + self._window + 1, 0))
        dated = rows[max(start, stop - MOST_PER_KEY) : stop]
        return [number for _, number in (*undated, *dated)]
