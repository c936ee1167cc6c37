"""What came into a picture of the store after an earlier moment, told without reading any analysis.

Both pictures follow one clock. The later one shows all that the earlier one shows, and of each
address only the last version speaks: so whatever is new stands in the reports that came in
between, and whatever is gone in the versions that they took the place of.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection, FromClause, Select

from vedette.model import Claim
from vedette.store.intake import chunks
from vedette.store.picture import Picture, is_newest
from vedette.store.rows import fold, storable
from vedette.store.tables import activity, analysis, claim, figure, report, tombstone

Key = tuple[str, str, str, str]  # subject, predicate, polarity, value and words


@dataclass(frozen=True, slots=True)
class Arrival:
    """Hold a report that came in, and the version of its address that it took the place of."""

    report_id: str
    replaced: str | None = None


class Window:
    """Compare two pictures of one store by what the tables tell."""

    def __init__(
        self, connection: Connection, guard: Callable[[], Any], *, before: Picture, after: Picture
    ) -> None:
        self._connection, self._guard = connection, guard
        self._before, self._after = before, after

    def arrivals(self) -> list[Arrival]:
        """Return the reports that speak now and did not speak then, by publication."""
        statement = sa.select(report.c.id, report.c.thread).where(
            self._between(report.c.published_until) | self._between(report.c.retrieved_at),
            self._after.shows_latest(),
            ~self._before.shows_latest(),
        )
        order = (report.c.published_until.is_(None), report.c.published_until, report.c.no)
        rows = self._rows(statement.order_by(*order))
        older = self._latest_then({row.thread for row in rows})
        return [Arrival(row.id, older.get(row.thread)) for row in rows]

    def _latest_then(self, threads: Collection[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        statement = sa.select(report.c.thread, report.c.id).where(self._before.shows_latest())
        for chunk in chunks(threads):
            rows = self._rows(statement.where(report.c.thread.in_(chunk)))
            found.update({row.thread: row.id for row in rows})
        return found

    def counted_in(self, report_ids: Collection[str]) -> set[str]:
        """Return the activities to which some reports put numbers."""
        found: set[str] = set()
        for chunk in chunks(report_ids):
            ours = report.c.id.in_(chunk) & is_newest() & figure.c.activity.is_not(None)
            counted: Select[Any] = self._of(figure).where(ours)
            rows = self._rows(counted.with_only_columns(figure.c.activity).distinct())
            found.update(row.activity for row in rows)
        return found

    def activities_in(self, report_ids: Collection[str]) -> dict[str, str]:
        """Return the named activities of which some reports speak, each with its type, or ""."""
        found = dict.fromkeys(self.counted_in(report_ids), "")
        for chunk in chunks(report_ids):
            ours = report.c.id.in_(chunk) & is_newest()
            named: Select[Any] = self._of(activity).where(ours, activity.c.name.is_not(None))
            for row in self._rows(named.with_only_columns(activity.c.name, activity.c.type)):
                found[row.name] = found.get(row.name) or row.type
        return found

    def reports_on(self, name: str, report_ids: Collection[str]) -> set[str]:
        """Return which of some reports speak of a named activity."""
        found: set[str] = set()
        for chunk in chunks(report_ids):
            ours = report.c.id.in_(chunk) & is_newest()
            for table, column in ((activity, activity.c.name), (figure, figure.c.activity)):
                rows = self._rows(self._of(table).where(ours, column == name))
                found.update(row.id for row in rows)
        return found

    def named_then(self, names: Collection[str]) -> set[str]:
        """Return which named activities the earlier picture knew."""
        found: set[str] = set()
        for table, column in ((activity, activity.c.name), (figure, figure.c.activity)):
            statement = self._of(table).where(self._before.shows_latest(), is_newest())
            for name in set(names) - found:
                if self._rows(statement.where(column == storable(name)).limit(1)):
                    found.add(name)
        return found

    def said_then(self, keys: Iterable[Key]) -> set[Key]:
        """Return which statements the earlier picture knew in the same words (see `key_of`)."""
        wanted = set(keys)
        found: set[Key] = set()
        columns = (claim.c.subject_key, claim.c.predicate, claim.c.polarity, claim.c.words)
        statement: Select[Any] = self._of(claim).with_only_columns(*columns)
        statement = statement.where(self._before.shows_latest(), is_newest())
        for chunk in chunks(sorted(wanted)):  # so that the claims on a subject are read once
            subjects = claim.c.subject_key.in_({key[0] for key in chunk})
            words = claim.c.words.in_({key[3] for key in chunk})
            found.update(tuple(row) for row in self._rows(statement.where(subjects, words)))
        return found & wanted

    def forgotten(self) -> list[tuple[str, str, str]]:
        """Return (report id, reason, instant as text) of what was forgotten in between.

        Only the store's own clock knows when that was, whatever the pictures go by.
        """
        statement = sa.select(tombstone.c.report_id, tombstone.c.reason, tombstone.c.forgotten_at)
        statement = statement.where(
            self._between(tombstone.c.forgotten_at), tombstone.c.lifted_at.is_(None)
        )
        return [tuple(row) for row in self._rows(statement.order_by(tombstone.c.no))]

    def _between(self, column: ColumnElement[Any]) -> ColumnElement[bool]:
        inside: ColumnElement[bool] = sa.true()
        if self._before.as_of is not None:
            inside = column > self._before.as_of
        return inside if self._after.as_of is None else inside & (column <= self._after.as_of)

    def _of(self, table: FromClause) -> Select[Any]:
        laid = report.join(analysis, analysis.c.report_no == report.c.no)
        joined = laid.join(table, table.c.analysis_no == analysis.c.no)
        return sa.select(report.c.id).select_from(joined)

    def _rows(self, statement: Select[Any]) -> list[Any]:
        with self._guard():
            return list(self._connection.execute(statement))


def key_of(noun: Claim) -> Key:
    """Return what two claims have in common that say the same in the same words."""
    words = fold(f"{noun.value.text}\n{noun.evidence.quote}")
    return fold(noun.subject.name), noun.predicate, noun.modality.polarity.value, words
