"""Which reports a picture shows, worked out from the columns in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
import sqlalchemy as sa
from sqlalchemy import Connection

from vedette.store.columns import UNKNOWN, Bools, Codes, Columns, Ints, Reports
from vedette.store.picture import Picture, listed
from vedette.store.rows import fold
from vedette.store.seeking import Place
from vedette.store.tables import report
from vedette.store.voices import Node

KEPT = 6  # pictures whose masks are kept
NAME, KEY, OWN, BODY = range(4)  # the parts of a speaker
SUBJECT_KIND, SUBJECT_KEY, SUBJECT_ID = 1, 2, 3
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold which reports are in a picture, which of them speak, and which analyses are theirs.

    `counts` keeps what was counted of it.
    """

    reports: Bools
    latest: Bools
    leaves: Bools
    counts: dict[str, Any] = field(default_factory=dict)


class Showing:
    """Know what one picture of the store shows."""

    def __init__(self, columns: Columns, connection: Connection, picture: Picture) -> None:
        self._columns, self._connection, self._picture = columns, connection, picture
        self._shown: Shown | None = None

    @property
    def shown(self) -> Shown:
        """Return which reports speak in the picture."""
        if self._shown is None:
            kept, key = self._columns.kept, self._picture
            self._shown = kept.pop(key, None) or self._show()
            if not key.reverted:  # another run may bring anew what one brought that was reverted
                kept[key] = self._shown
            while len(kept) > KEPT:
                kept.pop(next(iter(kept)), None)
        return self._shown

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """Return what was counted under a name, else count it; nobody may change it."""
        counts = self.shown.counts
        if name not in counts:
            counts[name] = make()
        made: Made = counts[name]
        return made

    def _show(self) -> Shown:
        known = self._known() & self._arrived()
        picture = self._picture
        if picture.rejected:
            known &= ~self._at(report.c.id.in_(listed(picture.rejected)))
        if picture.reverted:
            known &= ~self._at(picture.is_reverted())
        latest = known & ~self._has_another(known, later=True)
        leaves = self._columns.leaves
        return Shown(known, latest, latest[leaves.report] & leaves.is_newest)

    def _arrived(self) -> Bools:
        until = self._picture.until
        reports = self._columns.reports
        if until is None:
            return np.ones(len(reports.no), bool)
        return np.asarray(reports.no <= until.report)

    def _known(self) -> Bools:
        picture, reports = self._picture, self._columns.reports
        if picture.as_of is None:
            return np.ones(len(reports.no), bool)
        moment = np.datetime64(picture.as_of, "us").astype(np.int64)
        got = np.asarray(reports.retrieved <= moment)
        if picture.by == "retrieved":
            return got
        original = ~self._has_another(self._arrived(), later=False)
        return np.asarray((reports.out <= moment) & (reports.out != UNKNOWN) & (original | got))

    def _has_another(self, among: Bools, *, later: bool) -> Bools:
        """Tell of which reports there is a later, or an earlier, version among some."""
        reports = self._columns.reports
        order = reports.by_version
        found = np.zeros(len(among), bool)
        several = order[among[order]]
        threads = reports.thread[several]
        bounds = np.flatnonzero(np.diff(threads)) + 1
        firsts, lasts = np.append(0, bounds), np.append(bounds, len(several)) - 1
        if len(several):
            ends = np.full(int(reports.thread.max()) + 1, -1)
            ends[threads[lasts if later else firsts]] = several[lasts if later else firsts]
            best = ends[reports.thread]
            turn = reports.turn
            other = (turn[best] > turn) if later else (turn[best] < turn)
            found = (best >= 0) & other
        return found

    def _at(self, condition: sa.ColumnElement[bool]) -> Bools:
        numbers = self._connection.scalars(sa.select(report.c.no).where(condition)).all()
        found = np.zeros(len(self._columns.reports.no), bool)
        found[self._columns.reports.at(np.array(numbers, np.int64))] = True
        return found

    def left_out(self) -> dict[str, int]:
        """Count the reports that the picture leaves out, by the reason."""
        picture, reports = self._picture, self._columns.reports
        known, arrived = self._known(), self._arrived()
        published = picture.as_of is not None and picture.by == "published"
        undated = (reports.published == UNKNOWN) if published else np.zeros(len(known), bool)
        out = [
            arrived & undated,
            arrived & ~known & ~undated,
            arrived & known & self._at(report.c.id.in_(listed(picture.rejected)))
            if picture.rejected else np.zeros(0, bool),
            arrived & known & self._at(picture.is_reverted())
            if picture.reverted else np.zeros(0, bool),
        ]  # fmt: skip
        reasons = ("undated", "later", "rejected", "reverted")
        return {name: int(np.count_nonzero(each)) for name, each in zip(reasons, out, strict=True)}

    def _place(self, at: int, ordinal: int) -> Place:
        reports = self._columns.reports
        return Place(text_of(int(reports.published[at])), int(reports.no[at]), ordinal)


def is_one_of(column: Ints, wanted: Iterable[int], codes: Codes) -> Bools:
    """Tell where a column holds one of some codes."""
    chosen = list(wanted)
    if len(chosen) == 1:
        return np.asarray(column == chosen[0])
    found = np.zeros(len(codes.values_), bool)
    found[chosen] = True
    return found[column]


def spoken_by(codes: Codes, speaker: str) -> list[int]:
    """Return the codes of a speaker by name, id, or body spoken for."""
    key = fold(speaker)
    by_name = [*codes.with_part(KEY, key), *codes.with_part(BODY, key)]
    return [*by_name, *codes.with_part(OWN, speaker)]


def any_of(codes: Codes, nodes: Iterable[Node]) -> list[int]:
    """Return the codes of the speakers that are some nodes."""
    found: list[int] = []
    for node in nodes:
        if "|" not in node:
            found += codes.with_part(OWN, node)
            continue
        named = codes.with_part(KEY, fold(node.partition("|")[0]))
        found += [code for code in named if codes.values_[code][OWN] is None]
    return found


def downward(reports: Reports) -> Ints:
    """Return what sorts reports by publication, the last first, and the undated ones last."""
    return np.where(reports.published == UNKNOWN, UNKNOWN, -reports.published)


def instant_of(text: str | None) -> int:
    """Return an instant as a number that sorts, an unknown one last."""
    return UNKNOWN if text is None else int(np.datetime64(text, "us").astype(np.int64))


def text_of(instant: int) -> str | None:
    """Return an instant as it is stored."""
    return None if instant == UNKNOWN else str(np.datetime64(instant, "us"))
