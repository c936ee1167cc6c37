"""Who and what the reports of a picture name, counted from the index: no analysis is read."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TypeVar

import sqlalchemy as sa

from vedette.model import Attribution, Report, Where
from vedette.store.intake import chunks
from vedette.store.named import LOCAL, PERSON, Named, Said, Voice
from vedette.store.picture import is_newest, listed
from vedette.store.reading import IN_TIME, LAID, Reading
from vedette.store.rows import fold, storable
from vedette.store.shelf import Leaf
from vedette.store.tables import analysis, attribution, claim, mention, report, sketch

Told = TypeVar("Told")


class Rolls:
    """Count the speakers, things and places of a picture."""

    def __init__(self, reading: Reading) -> None:
        self._its = reading

    def persons(self) -> list[Voice]:
        """Return the persons who speak and have an id, the most heard first."""
        if swift := self._its.swift:
            return swift.persons()
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
        if swift := self._its.swift:
            return swift.private_subjects()
        unknown = claim.c.subject_id.is_(None) | _begins(claim.c.subject_id, LOCAL)
        statement = self._its.of_picture(claim.c.subject_name).where(
            claim.c.subject_kind == "person", unknown
        )
        return {row.subject_name for row in self._its.rows(statement.distinct())}

    def samples(self, voices: Collection[Voice]) -> dict[str, Attribution]:
        """Return for each of these speakers one statement, of the last report taken in."""
        wanted = {each.id: each.leaf for each in voices}
        return self._looked_up("statement", wanted, lambda leaf, own: leaf.statement_of(own))

    def speaking(self, ids: Collection[str], *, last: int) -> tuple[list[str], int]:
        """Return the ids of the last reports in which these speak, in time, and how many speak."""
        if swift := self._its.swift:
            return self._by_id(*swift.speaking(ids, last))
        ours = attribution.c.speaker_id.in_(listed(frozenset(map(storable, ids))))
        spoken = sa.exists().where((attribution.c.analysis_no == analysis.c.no) & ours)
        return self._last(spoken, last)

    def naming(self, kind: str, name: str, *, last: int) -> tuple[list[str], int]:
        """Return the ids of the last reports that name a thing so, in time, and how many do."""
        if swift := self._its.swift:
            return self._by_id(*swift.naming_thing(kind, name, last))
        key = (mention.c.key == fold(name)) & (mention.c.kind == kind)
        here = mention.c.analysis_no == analysis.c.no
        about = (claim.c.subject_key == fold(name)) & (claim.c.subject_kind == kind)
        claimed = sa.exists().where((claim.c.analysis_no == analysis.c.no) & about)
        return self._last(sa.exists().where(here & key) | claimed, last)

    def things(self, kind: str) -> list[Named]:
        """Return the things of a kind, those that the most reports name first."""
        if swift := self._its.swift:
            return swift.of_kind(kind)
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
        if swift := self._its.swift:
            return swift.said_of(kind)
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
        if swift := self._its.swift:
            return swift.sites()
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
        wanted = {each.name: each.leaf for each in places}
        return self._looked_up("where", wanted, lambda leaf, own: leaf.where_of(fold(own)))

    def at(self, place: str, *, last: int) -> tuple[list[str], int]:
        """Return the ids of the last reports with a claim at a place, in time, and how many."""
        if swift := self._its.swift:
            return self._by_id(*swift.claiming_at(place, last))
        here = (claim.c.analysis_no == analysis.c.no) & (claim.c.place_key == fold(place))
        return self._last(sa.exists().where(here), last)

    # ---- what a publisher brings ---------------------------------------------------------------

    def days_of(self, publisher: str) -> list[tuple[str | None, int]]:
        """Count the reports of a publisher by day of publication; None are undated."""
        if swift := self._its.swift:
            return swift.days_of(publisher)
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
        if swift := self._its.swift:
            return self._its.reports(swift.latest_of(publisher, number))
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

    def _looked_up(
        self, kind: str, wanted: dict[str, int], read: Callable[[Leaf, str], Told | None]
    ) -> dict[str, Told]:
        """Read something of each key out of an analysis; a server keeps what it read once."""
        swift = self._its.swift
        kept = swift.looked_up if swift else {}
        held = {own: kept.get((kind, own), (0, None)) for own in wanted}
        found = {own: one for own, (no, one) in held.items() if no == wanted[own]}
        for chunk in chunks([own for own in wanted if own not in found]):
            with self._its.guard():
                leaves = self._its.shelf.leaves([wanted[own] for own in chunk])
            for own in chunk:
                found[own] = read(leaves[wanted[own]], own)
                kept[kind, own] = wanted[own], found[own]
        return {own: found[own] for own in wanted if found[own] is not None}

    def _by_id(self, numbers: list[int], total: int) -> tuple[list[str], int]:
        return self._its.ids(numbers), total

    def _last(self, condition: sa.ColumnElement[bool], last: int) -> tuple[list[str], int]:
        where = (self._its.picture.shows_latest(), is_newest(), condition)
        total = self._its.count(sa.select(sa.func.count()).select_from(LAID).where(*where))
        wanted = sa.select(report.c.id).select_from(LAID).where(*where)
        newest = (IN_TIME[0], *(each.desc() for each in IN_TIME[1:]))
        rows = self._its.rows(wanted.order_by(*newest).limit(last))
        return [row.id for row in reversed(rows)], total


def _begins(column: sa.Column[str], start: str) -> sa.ColumnElement[bool]:
    """Return the condition that an id begins so, by which an index can be walked."""
    return column.startswith(start, autoescape=True)
