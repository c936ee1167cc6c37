"""What the reports of a picture say: analyses, figures and claims, without those rejected."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select

from vedette.model import Analysis, Attribution, Claim, Figure, Report
from vedette.store.intake import chunks
from vedette.store.picture import is_newest, listed
from vedette.store.reading import IN_TIME, LAID, STREAMED, Reading
from vedette.store.rows import fold
from vedette.store.seeking import (
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
from vedette.store.voices import Voices, spoken_by

ToldFigure = tuple[Report, Figure, Attribution | None]
ToldClaim = tuple[Report, Claim, Attribution | None]


def analyses(
    reading: Reading,
    *,
    report_ids: Collection[str] | None,
    conditions: Iterable[ColumnElement[bool]],
    parts: Collection[str],
) -> Iterator[tuple[Report, Analysis]]:
    """Yield reports with their analyses, in the order of publication."""
    picture = reading.picture
    shown = picture.shows_latest() if report_ids is None else picture.shows()
    statement = sa.select(report.c.no, analysis.c.no.label("leaf")).select_from(LAID)
    statement = statement.where(shown, is_newest(), *conditions).order_by(*IN_TIME)
    rows = reading.rows(statement, report_ids)
    for chunk in chunks(rows, STREAMED):
        yield from ((its, leaf.whole(parts)) for its, leaf, _ in reading.laid_out(chunk))


def holds(
    activity_name: str | None, subject: str | None, *, timed: bool
) -> list[ColumnElement[bool]]:
    """Return the conditions that an analysis speaks of something, and tells times of its own."""
    found = []
    if activity_name is not None:
        found.append(speaks_of(activity_name))
    if subject is not None:
        found.append(_says_of(subject))
    if timed:
        found.append(analysis.c.timed > 0)
    return found


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


def counting(reading: Reading, activities: Collection[str]) -> list[str]:
    """Return the ids of reports that put figures to these activities, with all versions."""
    its = report.alias()
    laid = its.join(analysis, analysis.c.report_no == its.c.no).join(figure)
    threads = sa.select(its.c.thread).select_from(laid)
    threads = threads.where(figure.c.activity.in_(activities), reading.picture.shows(its))
    ours = report.c.thread.in_(threads.where(is_newest()))
    shown = sa.select(report.c.id).where(reading.picture.shows(), ours)
    return [row.id for row in reading.rows(shown)]


def claims(
    reading: Reading,
    conditions: Iterable[ColumnElement[bool]],
    *,
    limit: int | None,
    offset: int,
) -> list[ToldClaim]:
    """Return claims with their reports and attributions, in the order of publication."""
    found = []
    statement = _of(reading, claim, conditions).limit(limit).offset(offset)
    for its, leaf, row in reading.laid_out(reading.rows(statement)):
        noun = leaf.claim(row.ordinal)
        found.append((its, noun, leaf.attribution(noun.attribution)))
    return found


def claims_that(
    subject: str | None, speaker: str | Voices | None, predicate: str | None, text: str | None
) -> Iterator[ColumnElement[bool]]:
    """Yield the conditions of claims that are asked for."""
    if subject is not None:
        yield (claim.c.subject_key == fold(subject)) | (claim.c.subject_id == subject)
    if isinstance(speaker, Voices):
        yield speaker.condition(claim)
    elif speaker is not None:
        yield spoken_by(claim, speaker)
    if predicate is not None:
        yield claim.c.predicate == predicate
    for word in fold(text or "").split():
        yield claim.c.words.contains(word, autoescape=True)


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
    where = fits(sought, standing.accepted, standing.rejected)
    told = said(reading.picture, sought, where, order)
    rows = page_of_claims(reading.rows, told, after, limit, order)
    found = []
    for its, leaf, row in reading.laid_out(rows):
        noun = leaf.claim(row.ordinal)
        place = Place(row.key, row.no, row.ordinal)
        found.append((its, noun, leaf.attribution(noun.attribution), place))
    return found


def counted(reading: Reading, standing: Standing, sought: Sought) -> int:
    """Count the claims that are sought."""
    where = fits(sought, standing.accepted, standing.rejected)
    return count_claims(reading.rows, reading.picture, where)


def tallied(reading: Reading, standing: Standing, sought: Sought, facets: Collection[str]) -> Tally:
    """Count the claims that are sought by each facet, one narrowed by as if it were not."""
    narrowed = [name for name in facets if getattr(sought, name) is not None]
    free = [name for name in facets if name not in narrowed]
    asked = [(sought, free), *((sought.without(name), [name]) for name in narrowed)]
    found: Tally = {}
    for one, names in asked:
        if names:
            where = fits(one, standing.accepted, standing.rejected)
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
