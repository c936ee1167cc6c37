"""What the reports of a picture say: analyses, figures and claims, without those rejected."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Generic, NamedTuple, TypeVar

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select

from vedette.model import Analysis, Attribution, Claim, Figure, Report
from vedette.store.intake import chunks
from vedette.store.picture import is_newest, listed
from vedette.store.reading import IN_TIME, LAID, STREAMED, Reading
from vedette.store.rows import fold
from vedette.store.seeking import (
    ARRIVAL,
    OLDEST,
    Place,
    Sought,
    Tally,
    count_claims,
    fits,
    page_of_claims,
    said,
    tally,
)
from vedette.store.standing import Standing
from vedette.store.tables import activity, analysis, claim, figure, report
from vedette.store.voices import spoken_by

Made = TypeVar("Made")
_NOTHING: Any = object()
KEPT = 6_000  # analyses of which a server keeps what was made of them, some kilobytes each
ToldFigure = tuple[Report, Figure, Attribution | None]
ToldClaim = tuple[Report, Claim, Attribution | None]


@dataclass(frozen=True, slots=True)
class About:
    """Say what an analysis speaks of (see `View.analyses`), and that it tells times of its own.

    `last` takes so many of those that were published last.
    """

    activity: str | None = None
    subject: str | None = None
    timed: bool = False
    last: int | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return the conditions."""
        found = []
        if self.activity is not None:
            found.append(speaks_of(self.activity))
        if self.subject is not None:
            found.append(_says_of(self.subject))
        if self.timed:
            found.append(analysis.c.timed > 0)
        if self.last is not None:
            found.append(report.c.published_until.is_not(None))
        return found


class Spot(NamedTuple):
    """Hold a row that says where a report and its analysis are, and which noun of it."""

    no: int
    leaf: int
    ordinal: int = 0
    place: Place | None = None


def analyses(
    reading: Reading, about: About, *, report_ids: Collection[str] | None, parts: Collection[str]
) -> Iterator[tuple[Report, Analysis]]:
    """Yield reports with their analyses, in the order of publication."""
    for chunk in chunks(_analysed(reading, about, report_ids), STREAMED):
        yield from ((its, leaf.whole(parts)) for its, leaf, _ in reading.laid_out(chunk))


def _analysed(reading: Reading, about: About, report_ids: Collection[str] | None) -> list[Any]:
    if report_ids is None and (swift := reading.swift):
        found = swift.leaves_of(about.activity, about.subject, timed=about.timed, last=about.last)
        return [Spot(*each) for each in found]
    shown = reading.picture.shows_latest() if report_ids is None else reading.picture.shows()
    statement = sa.select(report.c.no, analysis.c.no.label("leaf")).select_from(LAID)
    statement = statement.where(shown, is_newest(), *about.conditions()).order_by(*IN_TIME)
    return reading.rows(statement, report_ids)[_from(about.last) :]


@dataclass(frozen=True, slots=True)
class ReadOut(Generic[Made]):
    """Say what is made of an analysis without what persons rejected, and under which name."""

    kind: str
    make: Callable[[Report, Analysis], Made]
    parts: frozenset[str]
    rejected: frozenset[str]

    def of(self, its: Report, analysis: Analysis) -> Made:
        """Make it."""
        return self.make(its, left_standing(analysis, self.rejected))


def left_standing(analysis: Analysis, rejected: frozenset[str]) -> Analysis:
    """Return an analysis without the claims and figures that persons rejected."""
    if not rejected:
        return analysis
    return replace(
        analysis,
        claims=tuple(claim for claim in analysis.claims if claim.id not in rejected),
        figures=tuple(figure for figure in analysis.figures if figure.id not in rejected),
    )


def read_out(reading: Reading, asked: ReadOut[Made], report_ids: Collection[str]) -> list[Made]:
    """Return what is made of these reports, in the order of publication."""
    swift = reading.swift
    kept = swift.read_out if swift else {}
    rows = _analysed(reading, About(), report_ids)
    own = asked.kind, asked.rejected
    # Asked for once each: another thread may throw all of it out meanwhile.
    held = ((row.leaf, kept.get((*own, row.leaf), _NOTHING)) for row in rows)
    found = {leaf: one for leaf, one in held if one is not _NOTHING}
    for chunk in chunks([row for row in rows if row.leaf not in found], STREAMED):
        for its, leaf, row in reading.laid_out(chunk):
            found[row.leaf] = asked.of(its, leaf.whole(asked.parts))
    if len(kept) + len(rows) > KEPT:
        kept.clear()
    kept.update({(*own, leaf): one for leaf, one in found.items()})
    return [found[row.leaf] for row in rows]


def _from(last: int | None) -> int:
    return 0 if last is None else -last


def figures(reading: Reading, conditions: Iterable[ColumnElement[bool]]) -> list[ToldFigure]:
    """Return figures with their reports and attributions, in the order of publication."""
    found = []
    for its, leaf, row in reading.laid_out(reading.rows(_of(reading, figure, conditions))):
        noun = leaf.figure(row.ordinal)
        found.append((its, noun, leaf.attribution(noun.attribution)))
    return found


def figures_that(
    activity_name: str | None, thing: str | None, speaker: str | None
) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions of figures that are asked for."""
    if activity_name is not None:
        yield figure.c.activity == activity_name
    if thing is not None:
        yield figure.c.counted == thing
    if speaker is not None:
        yield spoken_by(figure, speaker)


def counting(
    reading: Reading, activities: Collection[str], most: int | None = None
) -> tuple[list[str], int]:
    """Return the ids of reports that put figures to these activities, with all versions.

    With `most`, only of the addresses that were the last to report; the number of the others is
    returned beside.
    """
    if swift := reading.swift:
        numbers, others = swift.boarded(activities, most)
        return reading.ids(numbers), others
    its = report.alias()
    laid = its.join(analysis, analysis.c.report_no == its.c.no).join(figure)
    threads = sa.select(its.c.thread).select_from(laid)
    threads = threads.where(figure.c.activity.in_(activities), reading.picture.shows(its))
    ours = report.c.thread.in_(threads.where(is_newest()))
    shown = sa.select(report.c.id, report.c.thread).where(reading.picture.shows(), ours)
    rows = reading.rows(shown.order_by(*(each.desc() for each in IN_TIME[1:])))
    dated_first = dict.fromkeys(row.thread for row in rows)
    kept = set(islice(dated_first, most))
    return [row.id for row in rows if row.thread in kept], len(dated_first) - len(kept)


def claims(
    reading: Reading,
    conditions: Iterable[ColumnElement[bool]],
    *,
    limit: int | None,
    offset: int,
) -> list[ToldClaim]:
    """Return claims with their reports and attributions, in the order of publication."""
    statement = _of(reading, claim, conditions).limit(limit).offset(offset)
    return [one[:3] for one in _told(reading, reading.rows(statement))]


def _told(
    reading: Reading, rows: list[Any]
) -> Iterator[tuple[Report, Claim, Attribution | None, Any]]:
    for its, leaf, row in reading.laid_out(rows):
        noun = leaf.claim(row.ordinal)
        yield its, noun, leaf.attribution(noun.attribution), row


def is_kept(table: sa.Table, standing: Standing, *, rejected: bool = False) -> ColumnElement[bool]:
    """Return the condition that no person rejected a noun; with `rejected`, that one did."""
    out = standing.rejected
    is_out = table.c.id.in_(listed(out)) if out else sa.false()
    return is_out if rejected else ~is_out


def seek(
    reading: Reading,
    standing: Standing,
    sought: Sought,
    after: Place | None,
    limit: int,
    *,
    order: str = OLDEST,
) -> list[tuple[Report, Claim, Attribution | None, Place]]:
    """Return a page of claims behind a place in their list, each with its own place there."""
    # What came in last is a question of the index, not of the columns.
    if order != ARRIVAL and sought.came_after is None and (swift := reading.swift):
        rows = swift.seek(sought, standing.reviewed, after, limit, order=order)
        return [(*one[:3], one[3].place) for one in _told(reading, [Spot(*each) for each in rows])]
    told = said(reading.picture, sought, fits(sought, *standing.reviewed), order)
    found = page_of_claims(reading.rows, told, after, limit, order)
    return [
        (*one[:3], Place(row.key, row.no, row.ordinal))
        for one in _told(reading, found)
        for row in one[3:]
    ]


def listed_claims(
    reading: Reading, standing: Standing, sought: Sought, *, limit: int | None, offset: int
) -> list[ToldClaim]:
    """Return the claims that are sought, without those before an offset."""
    if sought.came_after is None and (swift := reading.swift):
        rows = swift.seek(sought, standing.reviewed, None, limit, offset=offset)
        return [one[:3] for one in _told(reading, [Spot(*each) for each in rows])]
    conditions = [fits(sought, *standing.reviewed)]
    return claims(reading, conditions, limit=limit, offset=offset)


def counted(reading: Reading, standing: Standing, sought: Sought) -> int:
    """Count the claims that are sought."""
    if sought.came_after is None and (swift := reading.swift):
        return swift.count_claims(sought, standing.reviewed)
    where = fits(sought, *standing.reviewed)
    return count_claims(reading.rows, reading.picture, where)


def tallied(reading: Reading, standing: Standing, sought: Sought, facets: Collection[str]) -> Tally:
    """Count the claims that are sought by each facet, one narrowed by as if it were not."""
    narrowed = [name for name in facets if getattr(sought, name) is not None]
    free = [name for name in facets if name not in narrowed]
    asked = [(sought, free), *((sought.without(name), [name]) for name in narrowed)]
    found: Tally = {}
    swift = reading.swift
    for one, names in asked:
        if names and swift:
            found.update(swift.tally(one, standing.reviewed, names))
        elif names:
            where = fits(one, *standing.reviewed)
            found.update(tally(reading.rows, reading.picture, where, names))
    return {name: found[name] for name in facets}


def speaks_of(name: str) -> ColumnElement[bool]:
    """Return the condition that an analysis speaks of a named activity, or of one of a type."""
    called = (activity.c.name == name) | (activity.c.type == name)
    tables = ((activity, called), (figure, figure.c.activity == name))
    told, put = (
        sa.exists().where((table.c.analysis_no == analysis.c.no) & condition)
        for table, condition in tables
    )
    return told | put


def _says_of(subject: str) -> ColumnElement[bool]:
    about = (claim.c.subject_key == fold(subject)) | (claim.c.subject_id == subject)
    claimed = sa.exists().where((claim.c.analysis_no == analysis.c.no) & about)
    of_it = (figure.c.analysis_no == analysis.c.no) & (figure.c.activity == subject)
    return claimed | sa.exists().where(of_it)


def _of(
    reading: Reading, table: sa.Table, conditions: Iterable[ColumnElement[bool]]
) -> Select[Any]:
    statement = sa.select(report.c.no, analysis.c.no.label("leaf"), table.c.ordinal)
    statement = statement.select_from(LAID.join(table, table.c.analysis_no == analysis.c.no))
    statement = statement.where(reading.picture.shows_latest(), is_newest(), *conditions)
    return statement.order_by(*IN_TIME, table.c.ordinal)
