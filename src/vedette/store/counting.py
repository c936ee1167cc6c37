"""Who and what a picture names, and on which days, counted from the columns in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

import numpy as np
import sqlalchemy as sa

from vedette.store.columns import UNKNOWN, Bools, Ints, Value
from vedette.store.named import LOCAL, PERSON, Days, Lack, Named, Said, Voice
from vedette.store.rows import fold, storable
from vedette.store.showing import (
    BODY,
    KEY,
    NAME,
    OWN,
    SUBJECT_ID,
    SUBJECT_KEY,
    SUBJECT_KIND,
    is_one_of,
)
from vedette.store.sifting import Sifting
from vedette.store.tables import activity, attribution, claim, figure, mention

_EPOCH = date(1970, 1, 1).toordinal()
_A_DAY = 86_400_000_000  # microseconds
_NEVER = date.max.toordinal() + 1
_LACKS: dict[Lack, str] = {"unplaced": "unplaced", "left open": "abstained"}
THING_KEY, THING_ID, THING_KIND = 1, 2, 3


@dataclass(frozen=True, slots=True)
class _Group:
    """Hold the rows of one key: how many, in how many reports, the last analysis, their values."""

    key: Any
    times: int
    reports: int
    leaf: int
    values: tuple[Value, ...]

    def most(self, part: int) -> Any:
        """Return the greatest of what stands in a place, as a table's MAX does."""
        return max((one[part] for one in self.values if one[part] is not None), default=None)


class Counting(Sifting):
    """Count the days, speakers, things and places of a picture."""

    def _groups(
        self,
        table: sa.Table,
        name: str,
        key: Callable[[Value], Any],
        *,
        weigh: str | None = None,
    ) -> Iterator[_Group]:
        """Yield what is shown of a table by a key of its values; what has no key is left out."""
        rows, values = self._columns.rows[table], self._columns.codes(table, name).values_
        keys: dict[Any, int] = {}
        group_of = np.full(len(values) + 1, -1, np.int32)
        for code, value in enumerate(values):
            if (own := key(value)) is not None:
                group_of[code] = keys.setdefault(own, len(keys))
        at = np.flatnonzero(self.shown.leaves[rows.leaf] & (group_of[rows.codes[name]] >= 0))
        codes, leaf = rows.codes[name][at], rows.leaf[at]
        group = group_of[codes]
        times = np.bincount(group, self._weights(table, weigh, at), minlength=len(keys))
        homes = _distinct(group, leaf)
        reports = np.bincount(group[homes], minlength=len(keys))
        last = np.zeros(len(keys), np.int64)
        last[group] = self._columns.leaves.no[leaf]  # rows stand in the order of analyses
        held: list[list[Value]] = [[] for _ in keys]
        for code in np.flatnonzero(np.bincount(codes)).tolist():
            held[group_of[code]].append(values[code])
        for own, place in keys.items():
            if held[place]:
                counts = int(times[place]), int(reports[place]), int(last[place])
                yield _Group(own, *counts, tuple(held[place]))

    def _weights(self, table: sa.Table, name: str | None, at: Ints) -> Ints | None:
        if name is None:
            return None
        values = self._columns.codes(table, name).values_
        numbers = np.array([value[0] for value in values] or [0], np.int64)
        return np.asarray(numbers[self._columns.rows[table].codes[name][at]])

    # ---- who and what ---------------------------------------------------------------------------

    def persons(self) -> list[Voice]:
        """Return the persons who speak and have an id, the most heard first."""
        return self.once("persons", self._persons)

    def _persons(self) -> list[Voice]:

        def key(value: Value) -> Any:
            return value[OWN] if (value[OWN] or "").startswith(PERSON) else None

        found = [
            Voice(one.key, one.most(NAME), one.times, one.reports, one.most(BODY), one.leaf)
            for one in self._groups(attribution, "speaker", key)
        ]
        return sorted(found, key=lambda one: (-one.statements, one.id))

    def private_subjects(self) -> set[str]:
        """Return the names of persons of whom claims are made and whom no catalogue knows."""
        return self.once("private_subjects", self._private_subjects)

    def _private_subjects(self) -> set[str]:

        def key(value: Value) -> Any:
            own = value[SUBJECT_ID]
            unknown = value[SUBJECT_KIND] == "person" and (own is None or own.startswith(LOCAL))
            return value[0] if unknown else None

        return {one.key for one in self._groups(claim, "subject", key)}

    def of_kind(self, kind: str) -> list[Named]:
        """Return the things of a kind, those that the most reports name first."""

        def key(value: Value) -> Any:
            return value[THING_KEY] if value[THING_KIND] == kind else None

        found = [
            (one.key, Named(one.most(0), one.most(THING_ID), one.times, one.reports))
            for one in self._groups(mention, "thing", key, weigh="times")
        ]
        return [one for _, one in sorted(found, key=lambda one: (-one[1].reports, one[0]))]

    def said_of(self, kind: str) -> list[Said]:
        """Return which claims are made of things of a kind, and by how many speakers."""
        subjects = self._columns.codes(claim, "subject").values_
        ours = [code for code, value in enumerate(subjects) if value[SUBJECT_KIND] == kind]
        codes = self._claims.codes
        shown = self.shown.leaves[self._claims.leaf]
        at = np.flatnonzero(shown & self._has("subject", ours)) if ours else np.empty(0, int)
        names = ("subject", "predicate", "polarity", "speaker")
        columns = [self._columns.codes(claim, name).values_ for name in names]
        names_of: dict[tuple[Any, ...], set[str]] = {}
        speakers: dict[tuple[Any, ...], set[str]] = {}
        times: Counter[tuple[Any, ...]] = Counter()
        several, counts = np.unique(
            np.stack([codes[name][at] for name in names], axis=1), axis=0, return_counts=True
        )
        for one, n in zip(several.tolist(), counts.tolist(), strict=True):
            subject, predicate, polarity, speaker = (
                values[code] for values, code in zip(columns, one, strict=True)
            )
            own = subject[SUBJECT_KEY], predicate[0], polarity[0]
            times[own] += n
            names_of.setdefault(own, set()).add(subject[0])
            speakers.setdefault(own, set()).add(speaker[KEY] or "")
        return [
            Said(max(names_of[own]), own[1], own[2], times[own], len(speakers[own]))
            for own in sorted(times)
        ]

    def sites(self) -> list[Named]:
        """Return the places of claims, those with the most claims first; `times` counts claims."""
        return self.once("sites", self._sites)

    def _sites(self) -> list[Named]:
        found = [
            (one.key, Named(one.most(0), None, one.times, one.reports, one.leaf))
            for one in self._groups(claim, "place", lambda value: value[1])
        ]
        return [one for _, one in sorted(found, key=lambda one: (-one[1].times, one[0]))]

    def speaking(self, ids: Collection[str], last: int) -> tuple[list[int], int]:
        """Return the numbers of the last reports in which these speak, in time, and how many."""
        codes = self._columns.codes(attribution, "speaker")
        wanted = [code for own in ids for code in codes.with_part(OWN, storable(own))]
        return self._last(self._leaves_with(attribution, "speaker", wanted), last)

    def naming_thing(self, kind: str, name: str, last: int) -> tuple[list[int], int]:
        """Return the numbers of the last reports that name a thing so, in time, and how many."""
        things = self._columns.codes(mention, "thing")
        subjects = self._columns.codes(claim, "subject")
        named = things.with_part(THING_KEY, fold(name))
        named = [code for code in named if things.values_[code][THING_KIND] == kind]
        about = subjects.with_part(SUBJECT_KEY, fold(name))
        about = [code for code in about if subjects.values_[code][SUBJECT_KIND] == kind]
        found = self._leaves_with(mention, "thing", named)
        return self._last(found | self._leaves_with(claim, "subject", about), last)

    def claiming_at(self, place: str, last: int) -> tuple[list[int], int]:
        """Return the numbers of the last reports with a claim at a place, and how many."""
        wanted = self._columns.codes(claim, "place").with_part(1, fold(place))
        return self._last(self._leaves_with(claim, "place", wanted), last)

    def _leaves_with(self, table: sa.Table, name: str, wanted: Collection[int]) -> Bools:
        """Tell which analyses have rows with one of some codes."""
        found = np.zeros(len(self._columns.leaves.no), bool)
        if wanted:
            rows = self._columns.rows[table]
            has = is_one_of(rows.codes[name], wanted, self._columns.codes(table, name))
            found[rows.leaf[has]] = True
        return found

    def _last(self, leaves: Bools, last: int) -> tuple[list[int], int]:
        at = np.flatnonzero(leaves & self.shown.leaves)
        return self._newest(self._columns.leaves.report[at], last), len(at)

    def _newest(self, at: Ints, last: int) -> list[int]:
        """Return the numbers of the last of some reports, in time, undated ones before all."""
        reports = self._columns.reports
        dated = reports.published[at] != UNKNOWN
        line = at[np.lexsort((-reports.rank[at], ~dated))][:last]
        return [int(no) for no in reports.no[line[::-1]]]

    def standings(self, names: Collection[str]) -> dict[str, tuple[int, date | None, date | None]]:
        """Return of some named activities the figures, and the first and last day of reports."""
        counted = self._codes_of(figure, names)
        told = self._codes_of(activity, names)
        figures = np.bincount(counted[1], minlength=len(names))
        days = self._columns.reports.first_day[self._columns.leaves.report[told[0]]]
        first = np.full(len(names), _NEVER, np.int64)
        last = np.zeros(len(names), np.int64)
        np.minimum.at(first, told[1], np.where(days == 0, _NEVER, days))
        np.maximum.at(last, told[1], days)
        return {
            name: (int(figures[n]), _day_of(int(first[n]) % _NEVER), _day_of(int(last[n])))
            for n, name in enumerate(names)
        }

    def _codes_of(self, table: sa.Table, names: Collection[str]) -> tuple[Ints, Ints]:
        """Return the analyses of the rows with one of some names, and which of the names it is."""
        rows, codes = self._columns.rows[table], self._columns.codes(table, "activity")
        place = np.full(len(codes.values_) + 1, -1, np.int32)
        for n, name in enumerate(names):
            place[codes.with_part(0, storable(name))] = n
        at = np.flatnonzero(self.shown.leaves[rows.leaf] & (place[rows.codes["activity"]] >= 0))
        return rows.leaf[at], place[rows.codes["activity"][at]]

    def boarded(self, activities: Collection[str], most: int | None) -> tuple[list[int], int]:
        """Return the numbers of the reports of a board, and of how many addresses it lacks those.

        They are all versions from the addresses that put figures to these activities, with `most`
        from the last so many to report.
        """
        at, others = self._boarded(activities, most)
        return [int(no) for no in self._columns.reports.no[at]], others

    def board_size(self, activities: Collection[str]) -> int:
        """Count the reports of a board."""
        return len(self._boarded(activities, None)[0])

    def board_mark(self, activities: Collection[str], most: int | None) -> str:
        """Return a word that is the same for as long as a board is made of the same analyses."""
        leaves = self._columns.leaves
        ours = np.zeros(len(self.shown.reports), bool)
        ours[self._boarded(activities, most)[0]] = True
        numbers = leaves.no[leaves.is_newest & ours[leaves.report]]
        return blake2b(numbers.tobytes(), digest_size=16).hexdigest()

    def _boarded(self, activities: Collection[str], most: int | None) -> tuple[Ints, int]:
        reports, leaves = self._columns.reports, self._columns.leaves
        codes = self._columns.codes(figure, "activity")
        wanted = [code for name in activities for code in codes.with_part(0, storable(name))]
        counting = self._leaves_with(figure, "activity", wanted) & leaves.is_newest
        homes = leaves.report[counting & self.shown.reports[leaves.report]]
        is_ours = np.zeros(len(reports.no) + 1, bool)
        is_ours[reports.thread[homes]] = True
        at = np.flatnonzero(is_ours[reports.thread] & self.shown.reports)
        at = at[np.lexsort((-reports.rank[at], reports.published[at] == UNKNOWN))]
        threads, firsts = np.unique(reports.thread[at], return_index=True)
        if most is None or len(threads) <= most:
            return at, 0
        kept = threads[np.argsort(firsts)[:most]]
        return at[np.isin(reports.thread[at], kept)], len(threads) - most

    # ---- days -----------------------------------------------------------------------------------

    def by_day(self, named: str | None = None) -> list[tuple[date, int]]:
        """Return the days with the number of their reports, or of those on an activity."""
        days = self._days[self._speak_of(named)]
        counts = np.bincount(days[days > 0])
        return [(date.fromordinal(int(d)), int(counts[d])) for d in np.flatnonzero(counts)]

    @property
    def _days(self) -> Ints:
        """Return for each report the day by which it was out, 0 where nobody knows."""
        published = self._columns.reports.published
        days = published // _A_DAY + _EPOCH
        return np.where(published == UNKNOWN, 0, days).astype(np.int32)

    def _speak_of(self, named: str | None) -> Bools:
        """Tell which of the reports that speak name an activity, or put a number to it."""
        if named is None:
            return self.shown.latest
        name = storable(named)
        told = self._columns.codes(activity, "activity").with_part(0, name)
        counted = self._columns.codes(figure, "activity").with_part(0, name)
        leaves = self._leaves_with(activity, "activity", told)
        leaves |= self._leaves_with(figure, "activity", counted)
        found = np.zeros(len(self.shown.latest), bool)
        found[self._columns.leaves.report[leaves & self.shown.leaves]] = True
        return found

    def activities_by_day(self) -> list[tuple[str, str, date | None, int]]:
        """Return (name, type, day, reports) of the named activities, in the order of names."""
        return self.once("activities_by_day", self._activities_by_day)

    def _activities_by_day(self) -> list[tuple[str, str, date | None, int]]:
        rows, codes = self._columns.rows[activity], self._columns.codes(activity, "activity")
        is_named = np.array([value[0] is not None for value in codes.values_] or [False], bool)
        at = np.flatnonzero(self.shown.leaves[rows.leaf] & is_named[rows.codes["activity"]])
        code, leaf = rows.codes["activity"][at], rows.leaf[at]
        homes = _distinct(code, leaf)
        day = self._days[self._columns.leaves.report[leaf[homes]]]
        told, counts = np.unique(code[homes].astype(np.int64) << 32 | day, return_counts=True)
        found = [
            (*codes.values_[one >> 32], one & 0xFFFFFFFF, n)
            for one, n in zip(told.tolist(), counts.tolist(), strict=True)
        ]
        return [(name, kind, _day_of(day), n) for name, kind, day, n in sorted(found)]

    def of_days(self, days: Days, named: str | None, last: int) -> list[int]:
        """Return the numbers of the last reports of a span, in the order of time."""
        ours = self._speak_of(named) & self._inside(days)
        return self._newest(np.flatnonzero(ours), last)

    def _inside(self, days: Days) -> Bools:
        if days.is_open:
            return np.ones(len(self.shown.latest), bool)
        low = days.since.toordinal() if days.since else 1
        high = days.until.toordinal() if days.until else int(date.max.toordinal())
        return np.asarray((self._days >= low) & (self._days <= high))

    def last_of_days(self, days: Days, number: int) -> list[int]:
        """Return the numbers of the last dated reports of a span, the last one first."""
        dated = self._columns.reports.published != UNKNOWN
        at = np.flatnonzero(self.shown.latest & dated & self._inside(days))
        return self._newest(at, number)[::-1]

    def lacking(self, lack: Lack, limit: int, offset: int) -> list[int]:
        """Return the numbers of reports that lack something, the last that came in first."""
        reports, leaves = self._columns.reports, self._columns.leaves
        if lack == "undated":
            ours = (reports.first_day == 0) & (reports.last_day == 0)
            ours = ours[leaves.report] & self.shown.leaves
        else:
            ours = (leaves.totals[_LACKS[lack]] > 0) & self.shown.leaves
        numbers = np.sort(reports.no[leaves.report[ours]])[::-1]
        return [int(no) for no in numbers[offset : offset + limit]]

    # ---- what a publisher brings ----------------------------------------------------------------

    def days_of(self, publisher: str) -> list[tuple[str | None, int]]:
        """Count the reports of a publisher by day of publication; None are undated."""
        days = self._days[self._brought_by(publisher)]
        counts = np.bincount(days)
        found = [(int(d), int(counts[d])) for d in np.flatnonzero(counts)]
        return [(date.fromordinal(d).isoformat() if d else None, n) for d, n in found]

    def latest_of(self, publisher: str, number: int) -> list[int]:
        """Return the numbers of the last reports of a publisher, the last one first."""
        return self._newest(self._brought_by(publisher), number)[::-1]

    def _brought_by(self, publisher: str) -> Ints:
        codes = self._columns.words["report", "publisher"]
        wanted = codes.with_part(0, storable(publisher))
        if not wanted:
            return np.empty(0, np.int64)
        ours = is_one_of(self._columns.reports.publisher, wanted, codes)
        return np.flatnonzero(self.shown.latest & ours)


def _day_of(number: int) -> date | None:
    return date.fromordinal(number) if number else None


def _distinct(group: Ints, leaf: Ints) -> Ints:
    """Return where each pair of a group and an analysis stands for the first time."""
    order = np.argsort(group, kind="stable")  # within a group the analyses stay in order
    group, leaf = group[order], leaf[order]
    new = np.ones(len(order), bool)
    new[1:] = (group[1:] != group[:-1]) | (leaf[1:] != leaf[:-1])
    return np.asarray(order[new])
