"""Which reports a picture of the store shows: now, or as they could be known at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy import ColumnElement, FromClause

from vedette.errors import BadArgumentError
from vedette.store.rows import stamp
from vedette.store.tables import analysis, brought, report

By = Literal["published", "retrieved"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Say how far a picture reaches in the order of arrival: the last report, the last judgement.

    A picture up to a mark stays the same while more arrives: what is paged through is one list.
    """

    report: int
    judgement: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Hold the moment of a picture (`as_of` as stored text, None for now) and its clock.

    By publication a report counts once it was out for sure: by its date, or because it had been
    retrieved (what is dated after its own retrieval was out by then, whatever its date says). An
    undated one never does, and an edited version only from its first retrieval. By retrieval it
    counts once it was retrieved.

    `rejected` are reports that a person took out, `reverted` runs whose reports are out as far as
    no other run brought them; what is out is as if it had never come. With `until`, nothing that
    arrived after it is there.
    """

    as_of: str | None
    by: By
    until: Mark | None = None
    rejected: frozenset[str] = frozenset()
    reverted: frozenset[str] = frozenset()

    @classmethod
    def at(cls, as_of: datetime | None, by: str, until: Mark | None = None) -> Picture:
        """Build the picture; raises BadArgumentError for another clock."""
        moment = None if as_of is None else stamp(as_of)
        if by == "published":
            return cls(moment, "published", until)
        if by == "retrieved":
            return cls(moment, "retrieved", until)
        raise BadArgumentError(
            f"no picture by {by!r}", next_step="Say --by published or --by retrieved."
        )

    def without(self, rejected: frozenset[str], reverted: frozenset[str]) -> Picture:
        """Return the picture without what persons took out."""
        return replace(self, rejected=rejected, reverted=reverted)

    def shows(self, row: FromClause = report) -> ColumnElement[bool]:
        """Return the condition that a report is in the picture."""
        shown = self._is_known(row) & self.has(row)
        if self.rejected:
            shown &= row.c.id.not_in(listed(self.rejected))
        if self.reverted:
            shown &= ~self.is_reverted(row)
        return shown

    def has(self, row: FromClause = report) -> ColumnElement[bool]:
        """Return the condition that a report had arrived."""
        return sa.true() if self.until is None else row.c.no <= self.until.report

    def is_reverted(self, row: FromClause = report) -> ColumnElement[bool]:
        """Return the condition that only reverted runs brought a report."""
        by_run = brought.c.report_no == row.c.no
        out = brought.c.import_id.in_(listed(self.reverted))
        return sa.exists().where(by_run & out).correlate(row) & ~sa.exists().where(
            by_run & ~out
        ).correlate(row)

    def _is_known(self, row: FromClause = report) -> ColumnElement[bool]:
        if self.as_of is None:
            return sa.true()
        if self.by == "retrieved":
            return row.c.retrieved_at <= self.as_of
        original = ~_exists_in_thread(row, before=True, arrived=self)
        seen = original | (row.c.retrieved_at <= self.as_of)
        return (_out_since(row) <= self.as_of) & seen

    def shows_latest(self, row: FromClause = report) -> ColumnElement[bool]:
        """Return the condition that a report is in the picture and the last of its thread there."""
        return self.shows(row) & ~_exists_in_thread(row, before=False, picture=self)

    def omits_undated(self) -> ColumnElement[bool]:
        """Return the condition that a report is left out because nobody knows its date."""
        dated_by_publication = self.as_of is not None and self.by == "published"
        return report.c.published_until.is_(None) if dated_by_publication else sa.false()

    def omits_later(self) -> ColumnElement[bool]:
        """Return the condition that a report is left out because it, or this version, is later."""
        if self.as_of is None:
            return sa.false()
        dated = sa.true() if self.by == "retrieved" else report.c.published_until.is_not(None)
        return dated & ~self._is_known()

    def omits_rejected(self) -> ColumnElement[bool]:
        """Return the condition that a report is left out because a person rejected it."""
        return self._is_known() & report.c.id.in_(listed(self.rejected))

    def omits_reverted(self) -> ColumnElement[bool]:
        """Return the condition that a report is left out because its import was reverted."""
        return self._is_known() & self.is_reverted(report) if self.reverted else sa.false()


def listed(ids: frozenset[str]) -> sa.BindParameter[Any]:
    """Return ids for an IN; written into the statement, for engines limit bound values."""
    return sa.bindparam(
        "ids", sorted(ids), sa.Text(), unique=True, expanding=True, literal_execute=True
    )


def version_order(row: FromClause = report) -> tuple[ColumnElement[Any], ...]:
    """Return the order of the versions of one address, the first one first.

    A correction can arrive before the text that it corrects: the dates decide, then the retrieval,
    and arrival between equals. What has no date counts from its retrieval.
    """
    since = sa.func.coalesce(_out_since(row), row.c.retrieved_at)
    return since, row.c.retrieved_at, row.c.version


def _out_since(row: FromClause) -> ColumnElement[Any]:
    """Return the instant at which a report was out for sure, NULL for an undated one."""
    until, retrieved = row.c.published_until, row.c.retrieved_at
    return sa.case((until > retrieved, retrieved), else_=until)


def _exists_in_thread(
    row: FromClause,
    *,
    before: bool,
    picture: Picture | None = None,
    arrived: Picture | None = None,
) -> ColumnElement[bool]:
    other = report.alias()
    theirs, ours = sa.tuple_(*version_order(other)), sa.tuple_(*version_order(row))
    condition = (other.c.thread == row.c.thread) & (theirs < ours if before else theirs > ours)
    if picture is not None:
        condition &= picture.shows(other)
    if arrived is not None:
        condition &= arrived.has(other)
    return sa.exists().where(condition).correlate(row)


def is_newest() -> ColumnElement[bool]:
    """Return the condition that an analysis is the last that was made of its report."""
    later = analysis.alias()
    return ~sa.exists().where(
        (later.c.report_no == analysis.c.report_no) & (later.c.no > analysis.c.no)
    ).correlate(analysis)
