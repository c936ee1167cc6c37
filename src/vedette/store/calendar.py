"""The days of a picture: how many reports came out on each, what they name, and what they lack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from vedette.model import Report
from vedette.store.picture import is_newest
from vedette.store.reading import IN_TIME, LAID, Reading
from vedette.store.said import speaks_of
from vedette.store.tables import activity, analysis, report

Lack = Literal["undated", "unplaced", "left open"]
_DAY = sa.func.substr(report.c.published_until, 1, len("2025-09-12"))
_LACKS: dict[Lack, ColumnElement[bool]] = {
    "undated": report.c.published_start.is_(None) & report.c.published_end.is_(None),
    "unplaced": analysis.c.unplaced > 0,
    "left open": analysis.c.abstained > 0,
}


@dataclass(frozen=True, slots=True)
class Days:
    """Hold a span of days, both ends included; None is open."""

    since: date | None = None
    until: date | None = None

    @property
    def is_open(self) -> bool:
        """Tell whether the span leaves nothing out."""
        return self.since is None and self.until is None

    def holds(self, day: date) -> bool:
        """Tell whether a day lies in the span."""
        return (self.since or day) <= day <= (self.until or day)


EVER = Days()


class Calendar:
    """Read the days of publication in a picture; what is undated is on none."""

    def __init__(self, reading: Reading) -> None:
        self._its = reading

    def reports(self, named: str | None = None) -> list[tuple[date, int]]:
        """Return the days with the number of their reports, or of those on an activity."""
        statement = sa.select(_DAY.label("day"), sa.func.count().label("reports"))
        statement = statement.select_from(LAID if named else report)
        statement = statement.where(self._its.picture.shows_latest(), _DAY.is_not(None))
        if named:
            statement = statement.where(is_newest(), speaks_of(named))
        rows = self._its.rows(statement.group_by(_DAY).order_by(_DAY))
        return [(date.fromisoformat(row.day), row.reports) for row in rows]

    def activities(self) -> list[tuple[str, str, date | None, int]]:
        """Return (name, type, day, reports) of the named activities, in the order of names."""
        number = sa.func.count(sa.distinct(report.c.no)).label("reports")
        columns = (activity.c.name, activity.c.type, _DAY.label("day"))
        statement = self._its.of_picture(*columns, number).where(activity.c.name.is_not(None))
        grouped = statement.group_by(activity.c.name, activity.c.type, _DAY)
        rows = self._its.rows(grouped.order_by(activity.c.name, activity.c.type, _DAY))
        return [(row.name, row.type, _day(row.day), row.reports) for row in rows]

    def ids(self, days: Days, *, named: str | None = None, last: int) -> tuple[list[str], int]:
        """Return the ids of the last reports of a span, in the order of time, and how many it has.

        With an activity, of those that speak of it; without a span, undated ones are among them.
        """
        where = [self._its.picture.shows_latest(), *_inside(days)]
        if named is not None:
            where += [is_newest(), speaks_of(named)]
        source = LAID if named is not None else report
        total = self._its.count(sa.select(sa.func.count()).select_from(source).where(*where))
        wanted = sa.select(report.c.id).select_from(source).where(*where)
        newest = (report.c.published_until.is_(None), report.c.published_until.desc())
        rows = self._its.rows(wanted.order_by(*newest, report.c.no.desc()).limit(last))
        return [row.id for row in reversed(rows)], total

    def latest(self, days: Days, number: int) -> list[Report]:
        """Return the last reports of a span, the last one first; those without a date are out."""
        dated = sa.select(report.c.no).where(report.c.published_until > "", *_inside(days))
        shown = dated.where(self._its.picture.shows_latest())
        order = (report.c.published_until.desc(), report.c.no.desc())
        return self._its.reports(
            [r.no for r in self._its.rows(shown.order_by(*order).limit(number))]
        )

    def lacking(self, lack: Lack, *, limit: int, offset: int = 0) -> tuple[list[Report], int]:
        """Return a page of the reports that lack something, in the order of time, and how many."""
        where = (self._its.picture.shows_latest(), is_newest(), _LACKS[lack])
        total = self._its.count(sa.select(sa.func.count()).select_from(LAID).where(*where))
        page = sa.select(report.c.no).select_from(LAID).where(*where).order_by(*IN_TIME)
        rows = self._its.rows(page.limit(limit).offset(offset))
        return self._its.reports([row.no for row in rows]), total


def _inside(days: Days) -> Iterable[ColumnElement[bool]]:
    if days.since is not None:
        yield report.c.published_until >= days.since.isoformat()
    if days.until is not None:
        yield report.c.published_until < (days.until + timedelta(days=1)).isoformat()


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None
