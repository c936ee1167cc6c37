"""Searching the words of the reports of a picture."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa

from vedette.store import dialect
from vedette.store.reading import Reading
from vedette.store.tables import report, sketch

COMMON = 2_000  # reports that a word may be in and still be looked for by itself
_COPIES = 16  # rows fetched for each text wanted: reprints stand together


class Searcher:
    """Find reports of a picture by their words; it remembers how common words are."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._held: dict[str, int] = {}  # in how many reports a word is

    def all_of(self, query: str, limit: int) -> list[tuple[str, str]]:
        """Return (report id, snippet) of reports that hold all words of the query."""
        found = self._search(dialect.query_parts(query), limit)
        return [(row.id, row.snippet) for row in found]

    def any_of(self, words: Collection[str], limit: int) -> list[str]:
        """Return the ids of reports that hold some of these words, those with the rarest first."""
        parts = dialect.query_parts(" ".join(f'"{word}"' for word in words))
        held = {part: self._commonness(part) for part in parts}
        rare = [part for part in parts if 0 < held[part] < COMMON]
        common = sorted((p for p in parts if held[p] >= COMMON), key=parts.index)
        found = self._texts(rare, limit, any_part=True)
        for together in (common[:4], common[:2]):
            if len(found) < limit and together:
                more = self._texts(together, limit)
                found = list(dict.fromkeys([*found, *more]))[:limit]
        return found

    def _texts(self, parts: list[str], limit: int, *, any_part: bool = False) -> list[str]:
        """Return the best reports of different texts."""
        its: dict[int, str] = {}
        for row in self._search(parts, limit * _COPIES, any_part=any_part, bare=True):
            its.setdefault(row.sheet, row.id)
        return list(its.values())[:limit]

    def _commonness(self, part: str) -> int:
        """Count the reports that hold a word or phrase, up to COMMON."""
        if part not in self._held:
            found = dialect.search(self._reading.connection.dialect.name, [part])
            some = sa.select(sa.literal(1).label("one")).select_from(found.index)
            some_of_them = some.where(found.condition).limit(COMMON).subquery()
            counted = sa.select(sa.func.count()).select_from(some_of_them)
            self._held[part] = self._reading.count(counted)
        return self._held[part]

    def _search(
        self, parts: list[str], limit: int, *, any_part: bool = False, bare: bool = False
    ) -> list[Any]:
        """Search; `bare` gives the number of the text instead of a snippet, which costs."""
        if not parts:
            return []
        found = dialect.search(self._reading.connection.dialect.name, parts, any_part=any_part)
        sheet = sa.func.coalesce(sketch.c.sheet, report.c.no).label("sheet")
        source = found.source
        if bare:
            source = source.outerjoin(sketch, sketch.c.report_no == report.c.no)
        statement = (
            sa.select(report.c.id, sheet if bare else found.snippet.label("snippet"))
            .select_from(source)
            .where(found.condition, self._reading.picture.shows_latest())
            .order_by(found.order, report.c.no)
            .limit(limit)
        )
        return self._reading.rows(statement)
