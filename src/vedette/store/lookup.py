"""Finding a report by what a user types: an id, its first digits, an address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Select

from vedette.errors import NotFoundError
from vedette.store.picture import Picture
from vedette.store.tables import report

SHORTEST_PREFIX = 4


class Lookup:
    """Find reports of a picture."""

    def __init__(self, rows: Callable[[Select[Any]], list[Any]], picture: Picture) -> None:
        self._rows = rows
        self._picture = picture

    def report(self, name: str) -> int:
        """Return the number of the report that is meant.

        Raises NotFoundError that offers what comes nearest, or the candidates.
        """
        rows = self._find(report.c.id == name) or self._find(
            (report.c.url == name) & self._picture.shows_latest()
        )
        if not rows and len(name) >= SHORTEST_PREFIX:
            rows = self._find_prefix(name)
        if len(rows) != 1:
            raise self._not_found(name, rows)
        return int(rows[0].no)

    def _find(self, condition: ColumnElement[bool]) -> list[Any]:
        statement = sa.select(report.c.no, report.c.id, report.c.headline)
        shown = statement.where(self._picture.shows() & condition)
        return self._rows(shown.order_by(report.c.id).limit(4))

    def _find_prefix(self, name: str) -> list[Any]:
        begins = report.c.id.startswith(name, autoescape=True)
        return self._find(begins | report.c.id.startswith(f"rep-{name}", autoescape=True))

    def _not_found(self, name: str, rows: list[Any]) -> NotFoundError:
        what = f"{len(rows)} reports or more begin so" if rows else "no such report"
        short = name
        while not rows and len(short) > SHORTEST_PREFIX + len("rep-"):
            short = short[:-1]
            rows = self._find_prefix(short)
        near = ", ".join(f"{row.id[:12]} ({(row.headline or 'no headline')[:40]})" for row in rows)
        step = f"Did you mean {near}?" if near else "Type the first digits of an id from a listing."
        return NotFoundError(what, where=name, next_step=step)
