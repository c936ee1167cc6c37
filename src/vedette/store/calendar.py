"""The days of a picture: how many reports came out on each, what they name, and what they lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement

from vedette.model import Report
from vedette.store.named import Days, Lack
from vedette.store.picture import is_newest
from vedette.store.reading import LAID, Reading
from vedette.store.rows import storable
from vedette.store.tables import activity, analysis, figure, report

_DAY = sa.func.substr(report.c.published_until, 1, len("2025-09-12"))
_LACKS: dict[Lack, ColumnElement[bool]] = {
    "undated": report.c.published_start.is_(None) & report.c.published_end.is_(None),
    "unplaced": analysis.c.unplaced > 0,
    "left open": analysis.c.abstained > 0,
}


class Calendar:
    """Read the days of publication in a picture; what is undated is on none."""

    def __init__(self, reading: Reading) -> None:
        self._its = reading

    def reports(self, named: str | None = None) -> list[tuple[date, int]]:
        """Return the days with the number of their reports, or of those on an activity."""
        if swift := self._its.swift:
            return swift.by_day(named)
        statement = sa.select(_DAY.label("day"), sa.func.count().label("reports"))
        statement = statement.select_from(LAID if named else report)
        statement = statement.where(self._its.picture.shows_latest(), _DAY.is_not(None))
        if named:
            ours = analysis.c.no.in_(_speaking_of(named))
            statement = statement.where(is_newest(), ours)
        rows = self._its.rows(statement.group_by(_DAY).order_by(_DAY))
        return [(date.fromisoformat(row.day), row.reports) for row in rows]

    def activities(self) -> list[tuple[str, str, date | None, int]]:
        """Return (name, type, day, reports) of the named activities, in the order of names."""
        if swift := self._its.swift:
            return swift.activities_by_day()
        days = sa.select(analysis.c.no, _DAY.label("day")).select_from(LAID)
        shown = self._its.rows(days.where(self._its.picture.shows_latest(), is_newest()))
        day_of = {row.no: row.day for row in shown}
        columns = (activity.c.analysis_no, activity.c.name, activity.c.type)
        named = sa.select(*columns).where(activity.c.name.is_not(None))
        # Counted here: a join over all that is said takes an engine several times as long.
        told = {tuple(row) for row in self._its.rows(named) if row.analysis_no in day_of}
        counted = Counter((name, kind, day_of[no]) for no, name, kind in told)
        ordered = sorted(counted.items(), key=lambda one: (*one[0][:2], one[0][2] or ""))
        return [(name, kind, _day(day), n) for (name, kind, day), n in ordered]

    def ids(self, days: Days, *, named: str | None = None, last: int) -> list[str]:
        """Return the ids of the last reports of a span, in the order of time.

        With an activity, of those that speak of it. Without a span, undated ones come first: they
        give way where there are more reports than are wanted.
        """
        if swift := self._its.swift:
            return self._its.ids(swift.of_days(days, named, last))
        where = [self._its.picture.shows_latest(), *_inside(days)]
        if named is not None:
            where += [is_newest(), analysis.c.no.in_(_speaking_of(named))]
        wanted = sa.select(report.c.id).select_from(LAID if named is not None else report)
        # The bound lets an engine walk the index, and stop.
        dated = wanted.where(*where, report.c.published_until > "")
        newest = (report.c.published_until.desc(), report.c.no.desc())
        rows = self._its.rows(dated.order_by(*newest).limit(last))
        if days.is_open and len(rows) < last:
            undated = wanted.where(*where, report.c.published_until.is_(None))
            rows += self._its.rows(undated.order_by(report.c.no.desc()).limit(last - len(rows)))
        return [row.id for row in reversed(rows)]

    def latest(self, days: Days, number: int) -> list[Report]:
        """Return the last reports of a span, the last one first; those without a date are out."""
        if swift := self._its.swift:
            return self._its.reports(swift.last_of_days(days, number))
        dated = sa.select(report.c.no).where(report.c.published_until > "", *_inside(days))
        shown = dated.where(self._its.picture.shows_latest())
        order = (report.c.published_until.desc(), report.c.no.desc())
        return self._its.reports(
            [r.no for r in self._its.rows(shown.order_by(*order).limit(number))]
        )

    def lacking(self, lack: Lack, *, limit: int, offset: int = 0) -> list[Report]:
        """Return a page of the reports that lack something, the last that came in first."""
        if swift := self._its.swift:
            return self._its.reports(swift.lacking(lack, limit, offset))
        where = (self._its.picture.shows_latest(), is_newest(), _LACKS[lack])
        page = sa.select(report.c.no).select_from(LAID).where(*where)
        rows = self._its.rows(page.order_by(report.c.no.desc()).limit(limit).offset(offset))
        return self._its.reports([row.no for row in rows])


def _speaking_of(named: str) -> sa.CompoundSelect[Any]:
    """Return the analyses that name an activity or put a number to it, found by the indexes."""
    name = storable(named)
    told = sa.select(activity.c.analysis_no).where(activity.c.name == name)
    return sa.union(told, sa.select(figure.c.analysis_no).where(figure.c.activity == name))


def _inside(days: Days) -> Iterable[ColumnElement[bool]]:
    if days.since is not None:
        yield report.c.published_until >= days.since.isoformat()
    if days.until is not None:
        yield report.c.published_until < (days.until + timedelta(days=1)).isoformat()


def _day(value: Any) -> date | None:
    return date.fromisoformat(value) if value else None
