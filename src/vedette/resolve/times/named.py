"""What a report has named before: the dates that "a week later" and "the quarter" count from."""

from __future__ import annotations

import re
from datetime import timedelta

from vedette.model.reading import Reading
from vedette.model.when import Precision, TimeMention, When
from vedette.resolve.times.calendar import Interval, shift, value_of
from vedette.resolve.times.closing import closed_week, moved, unit_of
from vedette.resolve.times.tense import Look

# How coarse a time is: the day after "in 2021" cannot be told, the year after it can.
_GRAINS = {
    Precision.INSTANT: 0,
    Precision.PART_OF_DAY: 0,
    Precision.DAY: 0,
    Precision.WEEK: 1,
    Precision.MONTH: 2,
    Precision.QUARTER: 3,
    Precision.YEAR: 4,
}
UNIT_GRAINS = {"D": 0, "W": 1, "WE": 1, "M": 2, "Q": 3, "Y": 4, "DE": 5, "CE": 6}
_QUARTER = re.compile(r"\d{4}-Q[1-4X]")


class Named:
    """Remember the last date, quarter and stretch that a report named."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._date: tuple[int, When] | None = None
        self._stretch: tuple[int, When] | None = None
        self._quarter: tuple[str, When] | None = None

    def remember(
        self, mention: TimeMention, value: str | None, when: When, *, counted: bool
    ) -> None:
        """Keep a resolved time for those that count from it.

        A quarter that is itself `counted` from another is what that one is compared with; of one
        that is still to come nothing is reported.
        """
        if not when.is_known or value is None:
            return
        block = self._block(mention)
        if when.precision in _GRAINS:
            self._date = (block, when)
        if "/" in value:
            self._stretch = (block, when)
        if _QUARTER.fullmatch(value) and not counted and not self._is_to_come(when):
            self._quarter = (value, when)

    def _is_to_come(self, when: When) -> bool:
        today = self._reading.report.published.end
        return today is not None and when.start is not None and when.start > today

    def remember_length(self, mention: TimeMention) -> None:
        """Forget the quarter where a longer stretch is reported: "in the first nine months"."""
        if mention.value in {"P6M", "P9M"}:
            self._quarter = None

    def _block(self, mention: TimeMention) -> int:
        tokens = self._reading.tokens_between(mention.span.start, mention.span.end)
        return self._reading.sentence_of(tokens[0]).block if tokens else -1

    def is_before(self, mention: TimeMention) -> bool:
        """Tell whether a date was named before in the same paragraph."""
        return self._date is not None and self._date[0] == self._block(mention)

    @property
    def quarter(self) -> str | None:
        """Return the quarter of a year that is spoken of."""
        return self._quarter[0] if self._quarter else None

    def same_quarter(self, value: str) -> Interval | None:
        """Return the days that the quarter spoken of has in another year, or in this one."""
        if self._quarter is None or not value.endswith("-QX"):
            return None
        years = int(value[:4]) - int(self._quarter[0][:4])
        start, end = self._quarter[1].start, self._quarter[1].end
        first = shift(start, years, "Y") if start else None
        last = shift(end, years, "Y") if end else None
        return (first, last, Precision.QUARTER) if first and last else None

    def day_of(self, mention: TimeMention, number: int) -> str | None:
        """Return a day of the stretch named in this paragraph or the one before."""
        if self._stretch is None or self._block(mention) - self._stretch[0] > 1:
            return None
        start, end = self._stretch[1].start, self._stretch[1].end
        day = start + timedelta(days=number - 1) if start else None
        return day.isoformat() if day and end and day <= end else None

    def count(self, mention: TimeMention, anchor: str, core: str) -> str | None:
        """Count from the date named before in the same paragraph, if it is fine enough."""
        if self._date is None or not self.is_before(mention):
            return None
        when = self._date[1]
        unit = unit_of(core) if core.startswith("P") else core
        day = when.start
        if day is None or _GRAINS.get(when.precision, 9) > UNIT_GRAINS.get(unit, 0):
            return None
        if anchor == "same":
            return value_of(day, core)
        sign = 1 if anchor == "after" else -1
        if core.startswith("XXXX-WXX-"):
            return closed_week(core[9:], "next" if sign > 0 else "last", Look.UNKNOWN, day)
        if core.startswith("P"):
            other = moved(day, core, sign)
        else:
            other = shift(day, sign, core) if core in UNIT_GRAINS else None
        return value_of(other, unit) if other else None
