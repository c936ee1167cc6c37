"""Time as intervals with a precision; unknown is a value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from vedette.model.checks import require
from vedette.model.span import Span


class Precision(StrEnum):
    """Name how finely a time is known."""

    INSTANT = "instant"
    PART_OF_DAY = "part of day"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"
    QUARTER = "quarter"
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"
    UNKNOWN = "unknown"


class TimeType(StrEnum):
    """Name the TIMEX3 type of a time expression."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True)
class When:
    """Hold an interval of days, both ends included; None is an open or unknown end.

    `value` is the TIMEX3 value where there is one, `basis` says how the time is known
    ("header", "byline", "html metadata", "resolved against publication", ...) or why it is not
    ("unknown: no such day"), `instant` is the UTC instant where one is known.
    """

    start: date | None = None
    end: date | None = None
    precision: Precision = Precision.UNKNOWN
    value: str | None = None
    basis: str | None = None
    instant: datetime | None = None

    def __post_init__(self) -> None:
        if self.start and self.end:
            require(self.start <= self.end, f"a time must run forward: {self.start}..{self.end}")
        known = self.start is not None or self.end is not None
        require(
            known or self.precision is Precision.UNKNOWN,
            "a time without ends has the precision unknown",
        )
        if self.instant is not None:
            offset = self.instant.utcoffset()
            require(offset is not None and not offset, "an instant is kept in UTC")

    @property
    def is_known(self) -> bool:
        """Tell whether at least one end is known."""
        return self.start is not None or self.end is not None

    @classmethod
    def on(cls, day: date, *, basis: str | None = None) -> When:
        """Build the interval of one day."""
        return cls(day, day, Precision.DAY, day.isoformat(), basis)


UNKNOWN_WHEN = When()


@dataclass(frozen=True, slots=True)
class TimeMention:
    """Hold one time expression: its words, its TIMEX3 type and value, and what it resolves to.

    A duration has a value ("P3M", "PXM") and an unknown `when`, unless it ends or begins with the
    publication ("the past three months").
    """

    span: Span
    type: TimeType
    value: str | None
    when: When = UNKNOWN_WHEN
