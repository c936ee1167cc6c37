"""What the store keeps to group reports into stories: their gists, looked up by word and day."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import sqlalchemy as sa
from sqlalchemy import Connection

from vedette.model import Analysis, Report, codec
from vedette.store.intake import chunks
from vedette.store.picture import Picture, is_newest
from vedette.store.rows import read_report
from vedette.store.tables import analysis, gist, gist_key, report

UNDATED = 0
_STORY = "sto-"


@dataclass(frozen=True, slots=True)
class GistRow:
    """Hold the row of a report: its story, its day, its words, and why it is there."""

    report_no: int
    story: str
    day: int
    activity: str
    keys: tuple[str, ...]
    payload: str
    placement: str


@dataclass(frozen=True, slots=True)
class Member:
    """Hold a report of a story as it is listed."""

    report_id: str
    story: str
    publisher: str
    headline: str | None
    day: str | None
    activity: str


def key_code(key: str) -> int:
    """Return the number under which a word is looked up."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") >> 1


class Gists:
    """Group reports inside one writing transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def pending(self, limit: int) -> list[tuple[int, str]]:
        """Return the next reports without a gist: their numbers and ids, in order of arrival."""
        last = sa.select(sa.func.coalesce(sa.func.max(gist.c.report_no), 0)).scalar_subquery()
        statement = sa.select(report.c.no, report.c.id).where(report.c.no > last)
        rows = self._connection.execute(statement.order_by(report.c.no).limit(limit))
        return [(row.no, row.id) for row in rows]

    def read(self, numbers: Collection[int]) -> Iterator[tuple[int, Report, Analysis | None]]:
        """Yield reports with their newest analyses, by number."""
        joined = report.outerjoin(analysis, (analysis.c.report_no == report.c.no) & is_newest())
        columns = (report.c.no, report.c.payload, report.c.text, analysis.c.payload.label("said"))
        statement = sa.select(*columns).select_from(joined)
        for chunk in chunks(numbers):
            for row in self._connection.execute(statement.where(report.c.no.in_(chunk))):
                said = codec.loads(Analysis, row.said) if row.said else None
                yield row.no, read_report(row.payload, row.text), said

    def near(
        self, keys: Sequence[str], days: tuple[int, int] | None, *, limit: int
    ) -> dict[str, list[int]]:
        """Return for each word the latest reports with it: of these days, and undated ones."""
        stretches = [(UNDATED, UNDATED), days or (UNDATED + 1, 2**31 - 1)]
        parts = []
        for place, key in enumerate(keys):
            for low, high in stretches:
                inner = sa.select(sa.literal(place).label("place"), gist_key.c.report_no)
                inner = inner.where(gist_key.c.key == key_code(key))
                inner = inner.where(gist_key.c.day.between(low, high))
                inner = inner.order_by(gist_key.c.day.desc(), gist_key.c.report_no.desc())
                parts.append(sa.select(inner.limit(limit).subquery()))
        found: dict[str, list[int]] = {key: [] for key in keys}
        if parts:
            for place, number in self._connection.execute(sa.union_all(*parts)):
                found[keys[place]].append(number)
        return found

    def gists(self, numbers: Collection[int]) -> dict[int, tuple[str, str]]:
        """Return the story and the gist of reports by number."""
        found = {}
        columns = (gist.c.report_no, gist.c.story, gist.c.payload)
        for chunk in chunks(numbers):
            statement = sa.select(*columns).where(gist.c.report_no.in_(chunk))
            for row in self._connection.execute(statement):
                found[row.report_no] = (row.story, row.payload)
        return found

    def stories(self, report_ids: Collection[str]) -> list[str]:
        """Return the stories of those of these reports that have one, in order of arrival."""
        joined = report.join(gist, gist.c.report_no == report.c.no)
        statement = sa.select(gist.c.story).select_from(joined).order_by(gist.c.report_no)
        found: list[str] = []
        for chunk in chunks(report_ids):
            found += self._connection.scalars(statement.where(report.c.id.in_(chunk)))
        return found

    def add(self, rows: Sequence[GistRow]) -> None:
        """Append gists with the words under which they are looked up."""
        if not rows:
            return
        columns = ("report_no", "story", "day", "activity", "payload", "placement")
        values = [{name: getattr(one, name) for name in columns} for one in rows]
        self._connection.execute(gist.insert(), values)
        keys = [
            {"key": key_code(key), "day": one.day, "report_no": one.report_no}
            for one in rows
            for key in one.keys
        ]
        if keys:
            self._connection.execute(gist_key.insert(), keys)


def forget_gist(connection: Connection, report_no: int) -> None:
    """Erase what was kept of a report's words, while the report still stands."""
    row = connection.execute(
        sa.select(gist.c.day, gist.c.payload).where(gist.c.report_no == report_no)
    ).first()
    if row is None:
        return
    words = list(map(key_code, json.loads(row.payload)["words"]))
    for chunk in chunks(words):
        ours = gist_key.c.key.in_(chunk) & (gist_key.c.day == row.day)
        connection.execute(sa.delete(gist_key).where(ours, gist_key.c.report_no == report_no))
    connection.execute(sa.delete(gist).where(gist.c.report_no == report_no))


def read_members(
    connection: Connection,
    picture: Picture,
    *,
    story: str | None = None,
    beside: str | None = None,
) -> list[Member]:
    """Return the reports that a picture shows with their stories, in order of arrival.

    Those of stories whose id begins so, or of the story of one report.
    """
    columns = (
        report.c.id,
        gist.c.story,
        report.c.publisher,
        report.c.headline,
        report.c.published_start,
        gist.c.activity,
    )
    joined = report.join(gist, gist.c.report_no == report.c.no)
    statement = sa.select(*columns).select_from(joined).where(picture.shows_latest())
    if story is not None:
        whole = story if story.startswith(_STORY) else _STORY + story
        # A range over the index; "~" comes behind whatever an id is written in.
        statement = statement.where(gist.c.story >= whole, gist.c.story < whole + "~")
    if beside is not None:
        own = sa.select(gist.c.story).join(report, report.c.no == gist.c.report_no)
        statement = statement.where(gist.c.story.in_(own.where(report.c.id == beside)))
    return [Member(*row) for row in connection.execute(statement.order_by(report.c.no))]


def read_largest(connection: Connection, picture: Picture) -> list[str]:
    """Return the stories that a picture shows: those with the most reports, then the earliest."""
    joined = report.join(gist, gist.c.report_no == report.c.no)
    first = sa.func.coalesce(sa.func.min(report.c.published_start), "9999")
    statement = sa.select(gist.c.story).select_from(joined).where(picture.shows_latest())
    statement = statement.group_by(gist.c.story)
    order = (sa.func.count().desc(), first, gist.c.story)
    return list(connection.scalars(statement.order_by(*order)))


def read_payloads(
    connection: Connection, report_ids: Collection[str]
) -> Mapping[str, tuple[str, str]]:
    """Return the gists and placements of reports by their ids, as stored."""
    joined = report.join(gist, gist.c.report_no == report.c.no)
    statement = sa.select(report.c.id, gist.c.payload, gist.c.placement).select_from(joined)
    found = {}
    for chunk in chunks(report_ids):
        for row in connection.execute(statement.where(report.c.id.in_(chunk))):
            found[row.id] = (row.payload, row.placement)
    return found
