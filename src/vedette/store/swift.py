"""Answers from the columns in memory: the same that the tables give, for any moment and filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any

import numpy as np
import sqlalchemy as sa

from vedette.store.columns import UNKNOWN, Bools, Value
from vedette.store.counting import Counting
from vedette.store.rows import fold, storable
from vedette.store.seeking import Place
from vedette.store.showing import NAME, SUBJECT_ID, SUBJECT_KEY, instant_of, is_one_of, spoken_by
from vedette.store.tables import activity, attribution, claim, figure, mention

_NAMED = {  # a column of the tables -> where it stands here
    claim.c.subject_name: (claim, "subject", 0),
    activity.c.name: (activity, "activity", 0),
    figure.c.activity: (figure, "activity", 0),
    attribution.c.speaker_name: (attribution, "speaker", NAME),
    mention.c.name: (mention, "thing", 0),
}


class Swift(Counting):
    """Answer the questions to one picture of the store."""

    @property
    def looked_up(self) -> dict[tuple[str, str], tuple[int, Any]]:
        """Return what was read out of analyses: by kind and key, with the number of each."""
        return self._columns.looked_up

    @property
    def read_out(self) -> dict[tuple[str, frozenset[str], int], Any]:
        """Return what was made of analyses: by its name, what was rejected, and the analysis."""
        return self._columns.read_out

    # ---- what there is -------------------------------------------------------------------------

    def activities(self) -> list[tuple[str, str, int]]:
        """Return (name, type, number of reports) of named activities, the most reported first."""
        return self.once("activities", self._activities)

    def _activities(self) -> list[tuple[str, str, int]]:
        every = self._groups(activity, "activity", self._if_named)
        return sorted(
            ((*one.key, one.reports) for one in every), key=lambda one: (-one[2], one[0], one[1])
        )

    @staticmethod
    def _if_named(value: Value) -> Value | None:
        return None if value[0] is None else value

    def unnamed(self) -> list[tuple[str, int]]:
        """Return the types of the activities without a name, with how many, the most first."""
        counts = self._counts(activity, "activity")
        values = self._columns.codes(activity, "activity").values_
        found = [(values[c][1], n) for c, n in counts.items() if values[c][0] is None]
        return sorted(found, key=lambda one: (-one[1], one[0]))

    def names(self, *columns: sa.Column[Any]) -> list[str]:
        """Return what stands in some columns, the most frequent first."""
        frequency: Counter[str] = Counter()
        for column in columns:
            table, name, part = _NAMED[column]
            values = self._columns.codes(table, name).values_
            for code, times in self._counts(table, name).items():
                if values[code][part] is not None:
                    frequency[values[code][part]] += times
        return sorted(frequency, key=lambda name: (-frequency[name], name))

    def _counts(self, table: sa.Table, name: str) -> dict[int, int]:
        rows = self._columns.rows[table]
        counts = np.bincount(rows.codes[name][self.shown.leaves[rows.leaf]])
        return {int(code): int(counts[code]) for code in np.flatnonzero(counts)}

    def publishers(self) -> list[tuple[str, int]]:
        """Return the names of publishers with their reports, the busiest first."""
        return sorted(self._of_reports("publisher").items(), key=lambda one: (-one[1], one[0]))

    def languages(self) -> dict[str, int]:
        """Count the reports by language."""
        return self._of_reports("language")

    def _of_reports(self, name: str) -> dict[str, int]:
        counts = np.bincount(getattr(self._columns.reports, name)[self.shown.latest])
        values = self._columns.words["report", name].values_
        return {values[code][0]: int(counts[code]) for code in np.flatnonzero(counts)}

    def count(self) -> int:
        """Count the reports that speak."""
        return int(np.count_nonzero(self.shown.latest))

    def versions(self) -> int:
        """Count the reports, with all versions."""
        return int(np.count_nonzero(self.shown.reports))

    def undated(self) -> int:
        """Count the reports of which nobody knows when they were published."""
        reports = self._columns.reports
        unknown = (reports.first_day == 0) & (reports.last_day == 0)
        return int(np.count_nonzero(self.shown.latest & unknown))

    def sums(self, *names: str) -> dict[str, int]:
        """Add up what was counted beside the analyses."""
        totals = self._columns.leaves.totals
        return {name: int(totals[name][self.shown.leaves].sum()) for name in names}

    def days(self) -> tuple[Any, Any]:
        """Return the first and the last instant of publication as dates, as far as known."""
        published = self._columns.reports.published[self.shown.latest]
        dated = published[published != UNKNOWN]
        if not len(dated):
            return None, None
        ends = np.array([dated.min(), dated.max()], "datetime64[us]").astype("datetime64[D]")
        return ends[0].item(), ends[1].item()

    # ---- reports -------------------------------------------------------------------------------

    def latest(self, number: int) -> list[int]:
        """Return the numbers of the dated reports that were published last, the last one first."""
        reports = self._columns.reports
        at = np.flatnonzero(self.shown.latest & (reports.published != UNKNOWN))
        at = at[np.argsort(reports.rank[at])][::-1][:number]
        return [int(no) for no in reports.no[at]]

    def speaking_of(self, name: str) -> Bools:
        """Tell which analyses speak of a named activity, or of one of a type."""
        called = self._counting(name)
        codes = self._columns.codes(activity, "activity")
        rows = self._columns.rows[activity]
        wanted = [*codes.with_part(0, name), *codes.with_part(1, name)]
        called[rows.leaf[is_one_of(rows.codes["activity"], wanted, codes)]] = True
        return called

    def page_of_reports(
        self,
        numbers: Collection[int] | None,
        publisher: str | None,
        name: str | None,
        after: Place | None,
        limit: int,
    ) -> list[tuple[int, Place]]:
        """Return the numbers of a page of reports behind a place in their list, with theirs."""
        reports, wanted = self._columns.reports, self.shown.latest.copy()
        if numbers is not None:
            ours = np.zeros(len(wanted), bool)
            known = np.array(sorted(numbers), np.int64)
            ours[reports.at(known)] = True
            wanted &= ours
        if publisher is not None:
            codes = self._columns.words["report", "publisher"]
            wanted &= is_one_of(reports.publisher, codes.with_part(0, storable(publisher)), codes)
        if name is not None:
            leaves, ours = self._columns.leaves, np.zeros(len(wanted), bool)
            ours[leaves.report[self.speaking_of(name) & leaves.is_newest]] = True
            wanted &= ours
        at = np.flatnonzero(wanted)
        at = at[np.argsort(reports.rank[at])]
        if after is not None:
            moment = instant_of(after.published)
            same = (reports.published[at] == moment) & (reports.no[at] > after.report)
            at = at[(reports.published[at] > moment) | same]
        return [(int(reports.no[one]), self._place(int(one), 0)) for one in at[:limit]]

    def leaves_of(
        self, name: str | None, subject: str | None, *, timed: bool, last: int | None = None
    ) -> list[tuple[int, int]]:
        """Return (report, analysis) in the order of publication, of those that speak of something.

        `name` is an activity or a type, `subject` what is claimed or counted of. `last` takes so
        many of the dated ones that were published last.
        """
        leaves, reports = self._columns.leaves, self._columns.reports
        wanted = self.shown.leaves.copy()
        if name is not None:
            wanted &= self.speaking_of(name)
        if subject is not None:
            wanted &= self._saying_of(subject)
        if timed:
            wanted &= leaves.totals["timed"] > 0
        if last is not None:
            wanted &= (reports.published != UNKNOWN)[leaves.report]
        at = np.flatnonzero(wanted)
        at = at[np.argsort(reports.rank[leaves.report[at]])]
        at = at[len(at) - last :] if last is not None and last < len(at) else at
        numbers = reports.no[leaves.report[at]]
        return list(zip(numbers.tolist(), leaves.no[at].tolist(), strict=True))

    def _saying_of(self, subject: str) -> Bools:
        """Tell which analyses claim or count something of a subject."""
        found = self._counting(subject)
        codes = self._columns.codes(claim, "subject")
        keys = codes.with_part(SUBJECT_KEY, fold(subject))
        about = self._has("subject", [*keys, *codes.with_part(SUBJECT_ID, subject)])
        found[self._claims.leaf[about]] = True
        return found

    def _counting(self, name: str) -> Bools:
        """Tell which analyses put figures to an activity."""
        found = np.zeros(len(self._columns.leaves.no), bool)
        codes, rows = self._columns.codes(figure, "activity"), self._columns.rows[figure]
        found[rows.leaf[is_one_of(rows.codes["activity"], codes.with_part(0, name), codes)]] = True
        return found

    def naming(self, name: str) -> list[int]:
        """Return the numbers of the reports that name somebody so, or where such a one speaks."""
        codes, rows = self._columns.codes(mention, "thing"), self._columns.rows[mention]
        wanted = [*codes.with_part(1, fold(name)), *codes.with_part(2, name)]
        named = rows.leaf[is_one_of(rows.codes["thing"], wanted, codes)]
        codes, rows = self._columns.codes(attribution, "speaker"), self._columns.rows[attribution]
        spoken = rows.leaf[is_one_of(rows.codes["speaker"], spoken_by(codes, name), codes)]
        both = np.unique(np.concatenate([named, spoken]))
        leaves = self._columns.leaves
        ours = both[self.shown.leaves[both]]
        return [int(no) for no in self._columns.reports.no[leaves.report[ours]]]
