"""Who and what the reports of a picture name, counted from the index: no analysis is read."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa

from vedette.model import Attribution, Report, Where
from vedette.store.intake import chunks
from vedette.store.picture import is_newest, listed
from vedette.store.reading import IN_TIME, LAID, Reading
from vedette.store.rows import fold, storable
from vedette.store.tables import analysis, attribution, claim, mention, report, sketch

PERSON = "person/"
LOCAL = "person/local-"


@dataclass(frozen=True, slots=True)
class Voice:
    """Hold a speaker with an id: statements, reports, and where one of his statements stands."""

    id: str
    name: str
    statements: int
    reports: int
    body_key: str | None
    leaf: int


@dataclass(frozen=True, slots=True)
class Named:
    """Hold a thing as reports name it: how often, in how many reports, and where once."""

    name: str
    id: str | None
    times: int
    reports: int
    leaf: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """Hold how many claims of one kind are made of a thing, and by how many speakers."""

    name: str
    predicate: str
    polarity: str
    claims: int
    speakers: int


class Rolls:
    """Count the speakers, things and places of a picture."""

    def __init__(self, reading: Reading) -> None:
        self._its = reading

    def persons(self) -> list[Voice]:
        """Return the persons who speak and have an id, the most heard first."""
        statements, reports = sa.func.count(), sa.func.count(sa.distinct(report.c.no))
        statement = self._its.of_picture(
            attribution.c.speaker_id,
            sa.func.max(attribution.c.speaker_name).label("name"),
            sa.func.max(attribution.c.body_key).label("body"),
            sa.func.max(attribution.c.analysis_no).label("leaf"),
            statements.label("statements"),
            reports.label("reports"),
        )
        ours = _begins(attribution.c.speaker_id, PERSON)
        grouped = statement.where(ours).group_by(attribution.c.speaker_id)
        order = (statements.desc(), attribution.c.speaker_id)
        return [
            Voice(row.speaker_id, row.name, row.statements, row.reports, row.body, row.leaf)
            for row in self._its.rows(grouped.order_by(*order))
        ]

    def subjects(self) -> set[str]:
        """Return the names of persons of whom claims are made and whom no catalogue knows."""
        unknown = claim.c.subject_id.is_(None) | _begins(claim.c.subject_id, LOCAL)
        statement = self._its.of_picture(claim.c.subject_name).where(
            claim.c.subject_kind == "person", unknown
        )
        return {row.subject_name for row in self._its.rows(statement.distinct())}

    def samples(self, voices: Collection[Voice]) -> dict[str, Attribution]:
        """Return for each of these speakers one statement, of the last report taken in."""
        with self._its.guard():
            leaves = self._its.shelf.leaves([each.leaf for each in voices])
        found = {}
        for voice in voices:
            said = leaves[voice.leaf].whole(("attributions",)).attributions
            ours = (a for a in said if a.speaker is not None and a.speaker.id == voice.id)
            first = next(ours, None)
            if first is not None:
                found[voice.id] = first
        return found

    def speaking(self, ids: Collection[str], *, last: int) -> tuple[list[str], int]:
        """Return the ids of the last reports in which these speak, in time, and how many speak."""
        ours = attribution.c.speaker_id.in_(listed(frozenset(map(storable, ids))))
        spoken = sa.exists().where((attribution.c.analysis_no == analysis.c.no) & ours)
        return self._last(spoken, last)

    def naming(self, kind: str, name: str, *, last: int) -> tuple[list[str], int]:
        """Return the ids of the last reports that name a thing so, in time, and how many do."""
        key = (mention.c.key == fold(name)) & (mention.c.kind == kind)
        here = mention.c.analysis_no == analysis.c.no
        about = (claim.c.subject_key == fold(name)) & (claim.c.subject_kind == kind)
        claimed = sa.exists().where((claim.c.analysis_no == analysis.c.no) & about)
        return self._last(sa.exists().where(here & key) | claimed, last)

    def things(self, kind: str) -> list[Named]:
        """Return the things of a kind, those that the most reports name first."""
        times, reports = sa.func.sum(mention.c.times), sa.func.count(sa.distinct(report.c.no))
        ref = sa.func.max(mention.c.ref_id).label("ref")
        name = sa.func.max(mention.c.name).label("name")
        statement = self._its.of_picture(
            mention.c.key, name, ref, times.label("times"), reports.label("reports")
        )
        grouped = statement.where(mention.c.kind == kind).group_by(mention.c.key)
        rows = self._its.rows(grouped.order_by(reports.desc(), mention.c.key))
        return [Named(row.name, row.ref, int(row.times), row.reports) for row in rows]

    def said_of(self, kind: str) -> list[Said]:
        """Return which claims are made of things of a kind, and by how many speakers."""
        speakers = sa.func.count(sa.distinct(sa.func.coalesce(claim.c.speaker_key, "")))
        columns = (claim.c.subject_key, claim.c.predicate, claim.c.polarity)
        name = sa.func.max(claim.c.subject_name).label("name")
        statement = self._its.of_picture(
            *columns, name, sa.func.count().label("claims"), speakers.label("speakers")
        )
        ours = statement.where(claim.c.subject_kind == kind).group_by(*columns)
        return [
            Said(row.name, row.predicate, row.polarity, row.claims, row.speakers)
            for row in self._its.rows(ours.order_by(*columns))
        ]

    def places(self) -> list[Named]:
        """Return the places of claims, those with the most claims first; `times` counts claims."""
        reports = sa.func.count(sa.distinct(report.c.no))
        times = sa.func.count()
        name = sa.func.max(claim.c.place).label("name")
        leaf = sa.func.max(claim.c.analysis_no).label("leaf")
        statement = self._its.of_picture(
            claim.c.place_key, name, leaf, times.label("times"), reports.label("reports")
        )
        grouped = statement.where(claim.c.place_key.is_not(None)).group_by(claim.c.place_key)
        rows = self._its.rows(grouped.order_by(times.desc(), claim.c.place_key))
        return [Named(row.name, None, row.times, row.reports, row.leaf) for row in rows]

    def wheres(self, places: Collection[Named]) -> dict[str, Where]:
        """Return for each of these places where it is, as the last report resolves it."""
        found: dict[str, Where] = {}
        for chunk in chunks(list(places)):
            with self._its.guard():
                leaves = self._its.shelf.leaves([each.leaf for each in chunk])
            for place in chunk:
                said = leaves[place.leaf].whole(("claims", "places"))
                told = [claim.where for claim in said.claims if claim.where is not None]
                told += [each.where for each in said.places]
                key = fold(place.name)
                first = next((each for each in told if fold(each.name) == key), None)
                if first is not None:
                    found[place.name] = first
        return found

    def at(self, place: str, *, last: int) -> tuple[list[str], int]:
        """Return the ids of the last reports with a claim at a place, in time, and how many."""
        here = (claim.c.analysis_no == analysis.c.no) & (claim.c.place_key == fold(place))
        return self._last(sa.exists().where(here), last)

    # ---- what a publisher brings ---------------------------------------------------------------

    def days_of(self, publisher: str) -> list[tuple[str | None, int]]:
        """Count the reports of a publisher by day of publication; None are undated."""
        day = sa.func.substr(report.c.published_until, 1, len("2025-09-12"))
        statement = sa.select(day.label("day"), sa.func.count().label("reports"))
        ours = statement.where(
            self._its.picture.shows_latest(), report.c.publisher == storable(publisher)
        )
        return [(row.day, row.reports) for row in self._its.rows(ours.group_by(day).order_by(day))]

    def agencies_of(self, publisher: str) -> list[tuple[str, int]]:
        """Count the agencies that a publisher's reports credit, as lines of names."""
        joined = report.join(sketch, sketch.c.report_no == report.c.no)
        times = sa.func.count().label("times")
        statement = sa.select(sketch.c.agencies, times).select_from(joined)
        ours = (report.c.publisher == storable(publisher)) & (sketch.c.agencies != "")
        rows = self._its.rows(
            statement.where(self._its.picture.shows_latest(), ours).group_by(sketch.c.agencies)
        )
        return [(row.agencies, row.times) for row in rows]

    def latest_of(self, publisher: str, number: int) -> list[Report]:
        """Return the last reports of a publisher, the last one first."""
        ours = sa.select(report.c.no).where(
            self._its.picture.shows_latest(), report.c.publisher == storable(publisher)
        )
        newest = (report.c.published_until.is_(None), report.c.published_until.desc())
        rows = self._its.rows(ours.order_by(*newest, report.c.no.desc()).limit(number))
        return self._its.reports([row.no for row in rows])

    def arrived(self, report_ids: Collection[str]) -> dict[str, str]:
        """Return when these reports were taken in, as text in UTC."""
        statement = sa.select(report.c.id, report.c.ingested_at)
        return {row.id: row.ingested_at for row in self._its.rows(statement, report_ids)}

    def _last(self, condition: sa.ColumnElement[bool], last: int) -> tuple[list[str], int]:
        where = (self._its.picture.shows_latest(), is_newest(), condition)
        total = self._its.count(sa.select(sa.func.count()).select_from(LAID).where(*where))
        wanted = sa.select(report.c.id).select_from(LAID).where(*where)
        rows = self._its.rows(wanted.order_by(IN_TIME[0], IN_TIME[1].desc()).limit(last))
        return [row.id for row in reversed(rows)], total


def _begins(column: sa.Column[str], start: str) -> sa.ColumnElement[bool]:
    """Return the condition that an id begins so, by which an index can be walked."""
    return column.startswith(start, autoescape=True)
