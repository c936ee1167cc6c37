"""Seeking claims by what they say, who says it, where and how surely; and counting by facet.

A list goes page by page from the last row shown, never by an offset: a page deep in a large store
costs as much as the first one. Facets are counted in one walk over what fits.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause, Select, UnaryExpression
from sqlalchemy.sql.operators import custom_op

from vedette.store.picture import Picture, is_newest, listed
from vedette.store.rows import fold, storable
from vedette.store.tables import analysis, claim, report
from vedette.store.voices import Voices, spoken_by

ACCEPTED, REJECTED, OPEN = "accepted", "rejected", "open"
REVIEWS = (ACCEPTED, REJECTED, OPEN)
# How a list is ordered: by publication, either way, or by what is claimed, the last first.
OLDEST, NEWEST, EVENT = "oldest", "newest", "event"
ORDERS = (OLDEST, NEWEST, EVENT)
ARRIVAL = "arrival"  # the last taken in first; of this list there is only the first page
Rows = Callable[[Select[Any]], list[Any]]
# What is asked of a facet: nothing, one value, or several of which any will do.
Several = str | tuple[str, ...] | None

_BEGINS = sa.func.coalesce(claim.c.when_start, claim.c.when_end)
MONTH = len("2025-09")

# Facet -> what is counted by. Filters of the same name narrow by it.
FACETS: Final[dict[str, ColumnElement[Any]]] = {
    "subject": claim.c.subject_name,
    "kind": claim.c.subject_kind,
    "speaker": claim.c.speaker_name,
    "predicate": claim.c.predicate,
    "place": claim.c.place,
    "publisher": report.c.publisher,
    "polarity": claim.c.polarity,
    "certainty": claim.c.certainty,
    "act": claim.c.act,
    "time": sa.func.substr(_BEGINS, 1, MONTH),
    "language": report.c.language,
}


@dataclass(frozen=True, slots=True)
class Sought:
    """Say which claims are sought; None asks for all, a tuple for any of its values.

    `subject`, `speaker` and `place` are names in any case (a speaker also by the body spoken for,
    or by who he is), `kind` the kind of the subject, `publishers` all that are wanted. `since` and
    `until` are days of the event, `time` the year, month or day in which it begins ("2025-09").
    All words of `text` stand in the value or the evidence. `review` is "accepted", "rejected" or
    "open"; without it those that a person rejected are left out. `published_since` and
    `published_until` are days of publication, `language` is the report's. Publishers of both
    `publisher` and `publishers` are wanted where both are given. `came_after` is the
    number of a report: those taken in later are sought.
    """

    text: str | None = None
    subject: Several = None
    kind: Several = None
    speaker: str | Voices | tuple[str | Voices, ...] | None = None
    predicate: Several = None
    place: Several = None
    publisher: Several = None
    publishers: frozenset[str] | None = None
    polarity: Several = None
    certainty: Several = None
    act: Several = None
    since: date | None = None
    until: date | None = None
    review: Several = None
    time: Several = None
    published_since: date | None = None
    published_until: date | None = None
    language: Several = None
    came_after: int | None = None

    @property
    def speakers(self) -> tuple[str | Voices, ...]:
        """Return whose words are sought, any of whom will do."""
        if self.speaker is None or isinstance(self.speaker, tuple):
            return self.speaker or ()
        return (self.speaker,)

    def without(self, facet: str) -> Sought:
        """Return the same with nothing asked of one facet."""
        return replace(self, **{facet: None})


def each_of(asked: Several) -> tuple[str, ...]:
    """Return the values that are asked of a facet, any of which will do; none where it is open."""
    if asked is None:
        return ()
    return asked if isinstance(asked, tuple) else (asked,)


@dataclass(frozen=True, slots=True)
class Place:
    """Say where in a list a page ended: the publication (None: undated), the report, the claim.

    In a list by what is claimed, its first day stands in the place of the publication.
    """

    published: str | None
    report: int
    ordinal: int


def page_of_claims(
    rows: Rows, said: Select[Any], after: Place | None, limit: int, order: str = OLDEST
) -> list[Any]:
    """Return the rows of one page, in the order of publication or another, undated last.

    Dated and undated are asked for apart: so each walk follows an index and stops at the limit.
    """
    if order != OLDEST:
        return _page_backwards(rows, said, after, limit, _key(order))
    found: list[Any] = []
    if after is None or after.published is not None:
        # From the very beginning, too: with this bound an engine walks the index, and stops.
        last = (after.published, after.report, after.ordinal) if after else ("", -1, -1)
        dated = said.where(_behind(_IN_TIME, last))
        found = rows(dated.order_by(*_IN_TIME).limit(limit))
    if len(found) < limit:
        undated = said.where(report.c.published_until.is_(None))
        if after is not None and after.published is None:
            undated = undated.where(_behind(_BY_NUMBER, (after.report, after.ordinal)))
        found += rows(undated.order_by(*_BY_NUMBER).limit(limit - len(found)))
    return found


def _key(order: str) -> sa.Column[Any]:
    keys: dict[str, sa.Column[Any]] = {EVENT: claim.c.when_start, ARRIVAL: report.c.no}
    return keys.get(order, report.c.published_until)


def _page_backwards(
    rows: Rows, said: Select[Any], after: Place | None, limit: int, key: sa.Column[Any]
) -> list[Any]:
    """Return the rows of one page, the last first; in a report they stand as they are written."""
    found: list[Any] = []
    order = (report.c.no.desc(), claim.c.ordinal)
    if after is None or after.published is not None:
        dated = said.where(key.is_not(None))
        if after is not None:
            same = (key == after.published) & _later_down(after)
            dated = dated.where(key <= after.published, (key < after.published) | same)
        found = rows(dated.order_by(key.desc(), *order).limit(limit))
    if len(found) < limit:
        undated = said.where(key.is_(None))
        if after is not None and after.published is None:
            undated = undated.where(_later_down(after))
        found += rows(undated.order_by(*order).limit(limit - len(found)))
    return found


def _later_down(after: Place) -> ColumnElement[bool]:
    further = (report.c.no == after.report) & (claim.c.ordinal > after.ordinal)
    return (report.c.no < after.report) | further


def page_of_reports(
    rows: Rows, source: FromClause, where: ColumnElement[bool], after: Place | None, limit: int
) -> list[Any]:
    """Return the rows of one page of reports, in the order of publication, undated last."""
    ours = sa.select(report.c.no, report.c.published_until).select_from(source).where(where)
    found: list[Any] = []
    in_time = (report.c.published_until, report.c.no)
    if after is None or after.published is not None:
        last = (after.published, after.report) if after else ("", -1)
        dated = ours.where(_behind(in_time, last))
        found = rows(dated.order_by(*in_time).limit(limit))
    if len(found) < limit:
        undated = ours.where(report.c.published_until.is_(None))
        if after is not None and after.published is None:
            undated = undated.where(report.c.no > after.report)
        found += rows(undated.order_by(report.c.no).limit(limit - len(found)))
    return found


_BY_NUMBER = (report.c.no, claim.c.ordinal)
_IN_TIME = (report.c.published_until, *_BY_NUMBER)


def _behind(columns: Iterable[Any], values: Iterable[Any]) -> ColumnElement[bool]:
    return sa.tuple_(*columns) > sa.tuple_(*(sa.literal(value) for value in values))


_SAID = report.join(analysis, analysis.c.report_no == report.c.no).join(
    claim, claim.c.analysis_no == analysis.c.no
)


def _sign(column: sa.Column[int]) -> ColumnElement[int]:
    return UnaryExpression(column, operator=custom_op("+"), type_=column.type)


# The same, from the reports on: the sign keeps an engine from entering by the claims.
_WALKED = report.join(analysis, analysis.c.report_no == _sign(report.c.no)).join(
    claim, claim.c.analysis_no == _sign(analysis.c.no)
)


def said(
    picture: Picture, sought: Sought, where: ColumnElement[bool], order: str = OLDEST
) -> Select[Any]:
    """Return the claims that fit, for `page_of_claims`.

    Where few claims can fit, an index of them is the way in. Else their reports are walked in
    order until a page is full, which no engine does by itself.
    """
    few = (sought.subject, sought.speaker, sought.place)
    reviews = each_of(sought.review)
    picked = any(each is not None for each in few) or (bool(reviews) and OPEN not in reviews)
    picked |= order == EVENT
    key = _key(order).label("key")
    columns = (report.c.no, key, analysis.c.no.label("leaf"), claim.c.ordinal)
    laid = sa.select(*columns).select_from(_SAID if picked else _WALKED)
    return laid.where(picture.shows_latest(), is_newest(), where)


def fits(sought: Sought, accepted: frozenset[str], rejected: frozenset[str]) -> ColumnElement[bool]:
    """Return what holds of the claims that are sought."""
    reviewed = _reviewed(sought.review, accepted, rejected)
    found = [*_named(sought), *_carried(sought), *_told(sought), reviewed]
    return sa.and_(sa.true(), *found)


def _named(sought: Sought) -> Iterable[ColumnElement[bool]]:
    if sought.subject is not None:
        subjects = each_of(sought.subject)
        named = claim.c.subject_key.in_([fold(each) for each in subjects])
        yield named | claim.c.subject_id.in_([storable(each) for each in subjects])
    if sought.speaker is not None:
        yield sa.or_(sa.false(), *(_spoken(each) for each in sought.speakers))
    if sought.place is not None:
        yield claim.c.place_key.in_([fold(each) for each in each_of(sought.place)])
    if sought.publisher is not None:
        yield report.c.publisher.in_([storable(each) for each in each_of(sought.publisher)])
    if sought.publishers is not None:
        yield report.c.publisher.in_(listed(frozenset(map(storable, sought.publishers))))


def _spoken(speaker: str | Voices) -> ColumnElement[bool]:
    if isinstance(speaker, Voices):
        return speaker.condition(claim)
    return spoken_by(claim, speaker)


def _carried(sought: Sought) -> Iterable[ColumnElement[bool]]:
    if sought.language is not None:
        yield report.c.language.in_([storable(each) for each in each_of(sought.language)])
    if sought.came_after is not None:
        yield report.c.no > sought.came_after
    if sought.published_since is not None:
        yield report.c.published_end >= sought.published_since.isoformat()
    if sought.published_until is not None:
        yield report.c.published_start <= sought.published_until.isoformat()


def _told(sought: Sought) -> Iterable[ColumnElement[bool]]:
    exact = {
        claim.c.subject_kind: sought.kind,
        claim.c.predicate: sought.predicate,
        claim.c.polarity: sought.polarity,
        claim.c.certainty: sought.certainty,
        claim.c.act: sought.act,
    }
    for column, wanted in exact.items():
        if wanted is not None:
            yield column.in_([storable(each) for each in each_of(wanted)])
    if sought.since is not None:
        end = sa.func.coalesce(claim.c.when_end, claim.c.when_start)
        yield end >= sought.since.isoformat()
    if sought.until is not None:
        start = sa.func.coalesce(claim.c.when_start, claim.c.when_end)
        yield start <= sought.until.isoformat()
    if sought.time is not None:
        times = each_of(sought.time)
        yield sa.or_(*(sa.func.substr(_BEGINS, 1, len(one)) == storable(one) for one in times))
    for word in fold(sought.text or "").split():
        yield claim.c.words.contains(word, autoescape=True)


def _reviewed(
    review: Several, accepted: frozenset[str], rejected: frozenset[str]
) -> ColumnElement[bool]:
    reviews = each_of(review) or (None,)
    return sa.or_(*(_reviewed_so(one, accepted, rejected) for one in reviews))


def _reviewed_so(
    review: str | None, accepted: frozenset[str], rejected: frozenset[str]
) -> ColumnElement[bool]:
    if review == ACCEPTED:
        return claim.c.id.in_(listed(accepted))
    if review == REJECTED:
        return claim.c.id.in_(listed(rejected))
    out = accepted | rejected if review == OPEN else rejected
    return claim.c.id.not_in(listed(out)) if out else sa.true()


def count_claims(rows: Rows, picture: Picture, where: ColumnElement[bool]) -> int:
    """Count the claims that fit."""
    counted = sa.select(sa.func.count().label("times")).select_from(_SAID)
    return int(rows(counted.where(picture.shows_latest(), is_newest(), where))[0].times)


Tally = dict[str, list[tuple[str | None, int]]]


def tally(
    rows: Rows, picture: Picture, where: ColumnElement[bool], facets: Collection[str]
) -> Tally:
    """Count the claims that fit by each of these facets, the most frequent first."""
    wanted = list(facets)
    columns = [FACETS[name].label(name) for name in wanted]
    ours = sa.select(*columns).select_from(_SAID)
    found = ours.where(picture.shows_latest(), is_newest(), where).cte("found")
    counts = [_count_by(found, name) for name in wanted]
    counted: Tally = {name: [] for name in wanted}
    for row in rows(sa.union_all(*counts) if len(counts) > 1 else counts[0]):  # type: ignore[arg-type]
        counted[row.facet].append((row.value, row.times))
    for values in counted.values():
        values.sort(key=lambda each: (-each[1], each[0] is None, each[0] or ""))
    return counted


def _count_by(found: FromClause, name: str) -> Select[Any]:
    value = found.c[name]
    facet, times = sa.literal(name).label("facet"), sa.func.count().label("times")
    return sa.select(facet, value.label("value"), times).group_by(value)
