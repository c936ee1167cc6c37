"""The reports of a picture: all, one, its versions, a page of them, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import FromClause

from vedette.model import Report
from vedette.store import dialect
from vedette.store.intake import chunks
from vedette.store.lookup import Lookup
from vedette.store.picture import is_newest, version_order
from vedette.store.reading import IN_TIME, STREAMED, Reading
from vedette.store.rows import storable
from vedette.store.said import speaks_of
from vedette.store.seeking import Place, page_of_reports
from vedette.store.tables import analysis, report


@dataclass(frozen=True, slots=True)
class Asked:
    """Say which reports are asked for: all words of a text, a publisher, an activity."""

    text: str | None = None
    publisher: str | None = None
    activity: str | None = None


def in_time(reading: Reading) -> Iterator[Report]:
    """Yield the reports, last versions only, in the order of publication, undated last."""
    statement = sa.select(report.c.no).where(reading.picture.shows_latest())
    for chunk in chunks(reading.rows(statement.order_by(*IN_TIME)), STREAMED):
        yield from reading.reports([row.no for row in chunk])


def named(reading: Reading, name: str) -> Report:
    """Return the report that a name means; raises NotFoundError."""
    return reading.reports([Lookup(reading.rows, reading.whole).report(name)])[0]


def versions(reading: Reading, report_id: str) -> list[Report]:
    """Return all versions of a report that the picture shows, the first one first."""
    thread = sa.select(report.c.thread).where(report.c.id == report_id).scalar_subquery()
    shown = reading.picture.shows() | (report.c.id == report_id)
    ours = (report.c.thread == thread) & shown & reading.whole.shows()
    rows = reading.rows(sa.select(report.c.no).where(ours).order_by(*version_order()))
    return reading.reports([row.no for row in rows])


def latest(reading: Reading, number: int) -> list[Report]:
    """Return the reports that were published last, the last one first."""
    if swift := reading.swift:
        return reading.reports(swift.latest(number))
    dated = sa.select(report.c.no).where(report.c.published_until > "")
    shown = dated.where(reading.picture.shows_latest())
    rows = reading.rows(shown.order_by(*(each.desc() for each in IN_TIME[1:])).limit(number))
    return reading.reports([row.no for row in rows])


def left_out(reading: Reading) -> dict[str, int]:
    """Count the reports that the picture leaves out, by the reason."""
    if swift := reading.swift:
        return swift.left_out()
    picture = reading.picture
    conditions = {
        "undated": picture.omits_undated(),
        "later": picture.omits_later(),
        "rejected": picture.omits_rejected(),
        "reverted": picture.omits_reverted(),
    }
    arrived = sa.select(sa.func.count()).select_from(report).where(picture.has())
    return {name: reading.count(arrived.where(each)) for name, each in conditions.items()}


def page(
    reading: Reading, asked: Asked, after: Place | None, limit: int
) -> list[tuple[Report, Place]]:
    """Return a page of reports behind a place in their list, each with its own place there."""
    if swift := reading.swift:
        numbers = _holding(reading, asked.text)
        spots = swift.page_of_reports(numbers, asked.publisher, asked.activity, after, limit)
        its = reading.reports([no for no, _ in spots])
        return list(zip(its, (place for _, place in spots), strict=True))
    source: FromClause = report
    where = reading.picture.shows_latest()
    if parts := dialect.query_parts(asked.text or ""):
        found = dialect.search(reading.connection.dialect.name, parts)
        source, where = found.source, where & found.condition
    elif asked.text is not None:
        return []
    if asked.publisher is not None:
        where &= report.c.publisher == storable(asked.publisher)
    if asked.activity is not None:
        spoken = sa.select(analysis.c.report_no).where(is_newest(), speaks_of(asked.activity))
        where &= report.c.no.in_(spoken)
    rows = page_of_reports(reading.rows, source, where, after, limit)
    its = reading.reports([row.no for row in rows])
    places = [Place(row.published_until, row.no, 0) for row in rows]
    return list(zip(its, places, strict=True))


def _holding(reading: Reading, text: str | None) -> list[int] | None:
    """Return the numbers of all reports that hold all words of a text; None where none is given."""
    if text is None:
        return None
    parts = dialect.query_parts(text)
    if not parts:
        return []
    found = dialect.search(reading.connection.dialect.name, parts)
    number = found.index.c.rowid if "rowid" in found.index.c else report.c.no
    statement = sa.select(number.label("no")).select_from(found.index).where(found.condition)
    return [row.no for row in reading.rows(statement)]


def days(reading: Reading) -> tuple[date | None, date | None]:
    """Return the first and the last day on which reports were published, as far as known."""
    if swift := reading.swift:
        return swift.days()
    column = report.c.published_until
    statement = sa.select(sa.func.min(column), sa.func.max(column))
    first, last = reading.rows(statement.where(reading.picture.shows_latest()))[0]
    return _day(first), _day(last)


def _day(value: Any) -> date | None:
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    return value.date() if isinstance(value, datetime) else value
