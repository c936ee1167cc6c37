"""What there is in a picture: names, publishers, languages, and how many of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Select

from vedette.model import Judgement, Publisher
from vedette.store import decisions
from vedette.store.intake import chunks
from vedette.store.picture import is_newest
from vedette.store.reading import LAID, Reading
from vedette.store.rows import fold
from vedette.store.tables import activity, analysis, attribution, claim, figure, mention, report
from vedette.store.voices import spoken_by

SUBJECTS = (claim.c.subject_name, activity.c.name, figure.c.activity)
SPEAKERS = (attribution.c.speaker_name,)
THINGS = (mention.c.name,)


def activities(reading: Reading) -> list[tuple[str, str, int]]:
    """Return (name, type, number of reports) of named activities, the most reported first."""
    if swift := reading.swift:
        return swift.activities()
    reports = sa.func.count(sa.distinct(report.c.no))
    statement = reading.of_picture(activity.c.name, activity.c.type, reports.label("reports"))
    statement = statement.where(activity.c.name.is_not(None))
    statement = statement.group_by(activity.c.name, activity.c.type)
    statement = statement.order_by(reports.desc(), activity.c.name, activity.c.type)
    return [(row.name, row.type, row.reports) for row in reading.rows(statement)]


@dataclass(frozen=True, slots=True)
class Standing:
    """Hold how many figures there are on an activity, and the days of its reports."""

    figures: int
    first: date | None
    last: date | None


def standings(reading: Reading, names: Collection[str]) -> dict[str, Standing]:
    """Return what there is of some named activities, under their names."""
    if swift := reading.swift:
        return {name: Standing(*told) for name, told in swift.standings(names).items()}
    found = {}
    for chunk in chunks(names):
        days = _days(reading, chunk)
        figures = _figures(reading, chunk)
        for name in chunk:
            first, last = days.get(name, (None, None))
            found[name] = Standing(figures.get(name, 0), _day(first), _day(last))
    return found


def _days(reading: Reading, names: Collection[str]) -> dict[str, tuple[str | None, str | None]]:
    first = sa.func.min(report.c.published_start).label("first")
    last = sa.func.max(report.c.published_start).label("last")
    statement = reading.of_picture(activity.c.name, first, last)
    statement = statement.where(activity.c.name.in_(names)).group_by(activity.c.name)
    return {row.name: (row.first, row.last) for row in reading.rows(statement)}


def _figures(reading: Reading, names: Collection[str]) -> dict[str, int]:
    statement = reading.of_picture(figure.c.activity, sa.func.count().label("figures"))
    statement = statement.where(figure.c.activity.in_(names)).group_by(figure.c.activity)
    return {row.activity: row.figures for row in reading.rows(statement)}


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[: len("2025-09-12")]) if text else None


def unnamed(reading: Reading) -> list[tuple[str, int]]:
    """Return the types of the activities without a name, with how many, the most first."""
    if swift := reading.swift:
        return swift.unnamed()
    times = sa.func.count()
    counted = reading.of_picture(activity.c.type, times.label("times"))
    counted = counted.where(activity.c.name.is_(None)).group_by(activity.c.type)
    rows = reading.rows(counted.order_by(times.desc(), activity.c.type))
    return [(row.type, row.times) for row in rows]


def names(reading: Reading, *columns: sa.Column[Any]) -> list[str]:
    """Return what stands in some columns, the most frequent first."""
    if swift := reading.swift:
        return swift.names(*columns)
    frequency: Counter[str] = Counter()
    for column in columns:
        statement = reading.of_picture(column.label("name"), sa.func.count().label("times"))
        statement = statement.where(column.is_not(None)).group_by(column)
        frequency.update({row.name: row.times for row in reading.rows(statement)})
    return sorted(frequency, key=lambda name: (-frequency[name], name))


def naming(reading: Reading, name: str) -> list[str]:
    """Return the ids of the reports that name somebody so, or where such a one speaks."""
    if swift := reading.swift:
        return [each.id for each in reading.reports(swift.naming(name))]
    named = (mention.c.key == fold(name)) | (mention.c.ref_id == name)
    found: dict[str, None] = {}
    for table, condition in ((mention, named), (attribution, spoken_by(attribution, name))):
        statement = reading.of_picture(table.c.ordinal, report.c.id).where(condition)
        found.update(dict.fromkeys(row.id for row in reading.rows(statement)))
    return list(found)


def publishers(reading: Reading, regrades: Iterable[Judgement]) -> list[tuple[Publisher, int]]:
    """Return publishers with their grades and number of reports, the busiest first."""
    registry = reading.read(decisions.read_publishers)
    found = ((registry.get(name, _unlisted(name)), n) for name, n in _by_publisher(reading))
    given = list(regrades)
    return [(decisions.regraded(each, given), reports) for each, reports in found]


def _by_publisher(reading: Reading) -> list[tuple[str, int]]:
    if swift := reading.swift:
        return swift.publishers()
    reports = sa.func.count()
    statement = _shown(reading, report.c.publisher, reports.label("reports"))
    statement = statement.group_by(report.c.publisher)
    rows = reading.rows(statement.order_by(reports.desc(), report.c.publisher))
    return [(row.publisher, row.reports) for row in rows]


def outlets(reading: Reading) -> dict[str, str]:
    """Return the ids of the reports with their publishers."""
    rows = reading.rows(_shown(reading, report.c.id, report.c.publisher))
    return {row.id: row.publisher for row in rows}


def languages(reading: Reading) -> dict[str, int]:
    """Count the reports by the language that they state, "und" where they state none."""
    if swift := reading.swift:
        return swift.languages()
    statement = _shown(reading, report.c.language, sa.func.count().label("reports"))
    rows = reading.rows(statement.group_by(report.c.language))
    return {row.language: row.reports for row in rows}


def count(reading: Reading) -> int:
    """Count the reports that the picture shows."""
    if swift := reading.swift:
        return swift.count()
    return reading.count(_shown(reading, sa.func.count()).select_from(report))


def counts(reading: Reading) -> dict[str, int]:
    """Count the reports, their versions, and what they say."""
    if swift := reading.swift:
        versions = swift.versions()
    else:
        every = sa.select(sa.func.count()).select_from(report).where(reading.picture.shows())
        versions = reading.count(every)
    totals = {"reports": count(reading), "versions": versions}
    columns = (analysis.c.claims, analysis.c.figures, analysis.c.attributions)
    return totals | _sums(reading, *columns)


def undated(reading: Reading) -> int:
    """Count the reports of which nobody knows when they were published."""
    if swift := reading.swift:
        return swift.undated()
    unknown = report.c.published_start.is_(None) & report.c.published_end.is_(None)
    counted = _shown(reading, sa.func.count()).select_from(report)
    return reading.count(counted.where(unknown))


def left_open(reading: Reading) -> dict[str, int]:
    """Count places without coordinates, and what stages left."""
    return _sums(reading, analysis.c.unplaced, analysis.c.abstained)


def _sums(reading: Reading, *columns: sa.Column[Any]) -> dict[str, int]:
    if swift := reading.swift:
        return swift.sums(*(each.name for each in columns))
    named = [sa.func.coalesce(sa.func.sum(each), 0).label(each.name) for each in columns]
    statement = sa.select(*named).select_from(LAID)
    row = reading.rows(statement.where(reading.picture.shows_latest(), is_newest()))[0]
    return {each.name: int(getattr(row, each.name)) for each in columns}


def _shown(reading: Reading, *columns: Any) -> Select[Any]:
    return sa.select(*columns).where(reading.picture.shows_latest())


def _unlisted(name: str) -> Publisher:
    return Publisher(name or "unknown")
