"""Claims sifted out of the columns in memory: by filters, in an order, counted by facets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import sqlalchemy as sa

from vedette.store.columns import UNKNOWN, Bools, Codes, Ints, Rows, day_number, days
from vedette.store.intake import chunks
from vedette.store.rows import fold, storable
from vedette.store.seeking import (
    ACCEPTED,
    EVENT,
    MONTH,
    OLDEST,
    OPEN,
    REJECTED,
    Place,
    Several,
    Sought,
    Tally,
    each_of,
)
from vedette.store.showing import (
    NAME,
    SUBJECT_ID,
    SUBJECT_KEY,
    SUBJECT_KIND,
    Showing,
    any_of,
    downward,
    instant_of,
    is_one_of,
    spoken_by,
)
from vedette.store.tables import claim, report
from vedette.store.voices import Node, Voices

_FIRST_LOOKED_AT = 1_000  # claims whose words are looked at; then four times as many, and so on
# Facet -> the column of claims that it counts, and which part of its values.
_FACETS = {
    "subject": ("subject", 0),
    "kind": ("subject", SUBJECT_KIND),
    "speaker": ("speaker", NAME),
    "predicate": ("predicate", 0),
    "place": ("place", 0),
    "polarity": ("polarity", 0),
    "certainty": ("certainty", 0),
    "act": ("act", 0),
}


class Sifting(Showing):
    """Find claims in a picture."""

    @property
    def _claims(self) -> Rows:
        return self._columns.rows[claim]

    def seek(
        self,
        sought: Sought,
        standing: tuple[frozenset[str], frozenset[str]],
        after: Place | None,
        limit: int | None,
        *,
        offset: int = 0,
        order: str = OLDEST,
    ) -> list[tuple[int, int, int, Place]]:
        """Return (report, analysis, ordinal, place) of a page of claims in an order."""
        found = self._fitting(sought, standing)
        if after is not None:
            found &= self._behind(after, order)
        line = self._line(order)
        at = line[np.flatnonzero(found[line])]
        end = None if limit is None else offset + limit
        if sought.text is not None:
            at = self._first_saying(sought.text, at, end)
        return list(self._spots(at[offset:end], order))

    def _first_saying(self, text: str, at: Ints, most: int | None) -> Ints:
        """Return the first of some claims that hold all words of a text, in their order."""
        found, size, start = np.empty(0, at.dtype), _FIRST_LOOKED_AT, 0
        while start < len(at) and (most is None or len(found) < most):
            found = np.concatenate([found, self._saying(text, at[start : start + size])])
            start, size = start + size, size * 4
        return found

    def _line(self, order: str) -> Ints:
        """Return all claims in an order; in a report they stand as they are written."""
        line = self._columns.orders.get(order)
        if line is None:
            reports = self._columns.reports
            if order == OLDEST:
                keys: tuple[Ints, ...] = (self._of_claims(reports.rank),)
            else:
                key = self._event() if order == EVENT else self._of_claims(downward(reports))
                keys = (self._of_claims(-reports.no), key)
            line = self._columns.orders[order] = np.lexsort(keys).astype(np.int32)
        return line

    def _of_claims(self, of_reports: Ints) -> Ints:
        return np.asarray(of_reports[self._columns.leaves.report[self._claims.leaf]])

    def _event(self) -> Ints:
        """Return what sorts claims by what is claimed, the last first, and those undated last."""
        starts = days(start for start, _ in self._columns.codes(claim, "when").values_)
        return np.asarray(-starts[self._claims.codes["when"]])

    def _behind(self, after: Place, order: str) -> Bools:
        """Tell which claims lie behind a place in an order."""
        reports = self._columns.reports
        key: Any
        if order == OLDEST:
            key, last, further = reports.published, instant_of(after.published), 1
        else:
            key, last, further = downward(reports), -instant_of(after.published), -1
            last = UNKNOWN if after.published is None else last
        if order == EVENT:
            key = self._event()
            last = 0 if after.published is None else -day_number(after.published)
        no = reports.no * further > after.report * further
        if order == EVENT:
            behind = (key > last) | ((key == last) & self._of_claims(no))
            same = key == last
        else:
            behind = self._of_claims((key > last) | ((key == last) & no))
            same = np.ones(len(behind), bool)
        ours = np.flatnonzero(same & self._of_claims(reports.no == after.report))
        behind[ours[self._ordinals(ours) > after.ordinal]] = True
        return np.asarray(behind)

    def _ordinals(self, at: Ints) -> Ints:
        return np.asarray(at - np.searchsorted(self._claims.leaf, self._claims.leaf[at]))

    def _spots(self, at: Ints, order: str) -> Iterator[tuple[int, int, int, Place]]:
        leaves, whens = self._columns.leaves, self._columns.codes(claim, "when").values_
        for one, ordinal in zip(at, self._ordinals(at), strict=True):
            leaf = self._claims.leaf[one]
            place = self._place(int(leaves.report[leaf]), int(ordinal))
            if order == EVENT:
                place = replace(place, published=whens[self._claims.codes["when"][one]][0])
            yield place.report, int(leaves.no[leaf]), int(ordinal), place

    def count_claims(self, sought: Sought, standing: tuple[frozenset[str], frozenset[str]]) -> int:
        """Count the claims that are sought."""
        return len(self.fitting(sought, standing))

    def fitting(self, sought: Sought, standing: tuple[frozenset[str], frozenset[str]]) -> Ints:
        """Return the claims that are sought, as they stand in the columns."""
        at = np.flatnonzero(self._fitting(sought, standing))
        return at if sought.text is None else self._saying(sought.text, at)

    def _fitting(self, sought: Sought, standing: tuple[frozenset[str], frozenset[str]]) -> Bools:
        """Tell which claims are sought, whatever they say in words."""
        found = self.shown.leaves[self._claims.leaf]
        for each in self._conditions(sought, standing):
            found &= each
        return np.asarray(found)

    def _conditions(
        self, sought: Sought, standing: tuple[frozenset[str], frozenset[str]]
    ) -> Iterator[Bools]:
        if sought.subject is not None:
            codes = self._columns.codes(claim, "subject")
            subjects = each_of(sought.subject)
            found = [c for each in subjects for c in codes.with_part(SUBJECT_KEY, fold(each))]
            found += [c for each in subjects for c in codes.with_part(SUBJECT_ID, storable(each))]
            yield self._has("subject", found)
        if sought.speaker is not None:
            yield _any([self._spoken(each) for each in sought.speakers])
        if sought.place is not None:
            codes = self._columns.codes(claim, "place")
            wanted = [c for each in each_of(sought.place) for c in codes.with_part(1, fold(each))]
            yield self._has("place", wanted)
        yield from self._published(sought)
        yield from self._exact(sought)
        yield from self._timed(sought)
        yield from self._reviewed(sought.review, *standing)

    def _spoken(self, speaker: str | Voices) -> Bools:
        if isinstance(speaker, Voices):
            return self._voiced(speaker)
        return self._has("speaker", spoken_by(self._columns.codes(claim, "speaker"), speaker))

    def _has(self, name: str, wanted: Iterable[int]) -> Bools:
        codes = self._columns.codes(claim, name)
        return is_one_of(self._claims.codes[name], wanted, codes)

    def _published(self, sought: Sought) -> Iterator[Bools]:
        named = set(map(storable, each_of(sought.publisher)))
        wanted = [named] if sought.publisher is not None else []
        if sought.publishers is not None:
            wanted.append(set(map(storable, sought.publishers)))
        reports, codes = self._columns.reports, self._columns.words["report", "publisher"]
        for names in wanted:
            found = [code for name in names for code in codes.with_part(0, name)]
            yield self._of_claims(is_one_of(reports.publisher, found, codes))
        if sought.language is not None:
            codes = self._columns.words["report", "language"]
            languages = each_of(sought.language)
            found = [code for each in languages for code in codes.with_part(0, storable(each))]
            yield self._of_claims(is_one_of(reports.language, found, codes))
        if sought.published_since is not None:
            yield self._of_claims(reports.last_day >= sought.published_since.toordinal())
        if sought.published_until is not None:
            last = sought.published_until.toordinal()
            yield self._of_claims((reports.first_day > 0) & (reports.first_day <= last))

    def _exact(self, sought: Sought) -> Iterator[Bools]:
        for name in ("kind", "predicate", "polarity", "certainty", "act"):
            asked: Several = getattr(sought, name)
            if asked is not None:
                column, part = _FACETS[name]
                codes = self._columns.codes(claim, column)
                values = map(storable, each_of(asked))
                yield self._has(column, [c for each in values for c in codes.with_part(part, each)])

    def _timed(self, sought: Sought) -> Iterator[Bools]:
        values = self._columns.codes(claim, "when").values_
        if sought.since is not None:
            low = sought.since.isoformat()
            yield self._has("when", [c for c, (a, b) in enumerate(values) if (b or a or "") >= low])
        if sought.until is not None:
            high = sought.until.isoformat()
            fits = [c for c, (a, b) in enumerate(values) if (a or b) and (a or b) <= high]
            yield self._has("when", fits)
        if sought.time is not None:
            times = tuple(filter(None, map(storable, each_of(sought.time))))
            begun = [c for c, (a, b) in enumerate(values) if (a or b or "").startswith(times)]
            yield self._has("when", begun if times else [])

    def _reviewed(
        self, review: Several, accepted: frozenset[str], rejected: frozenset[str]
    ) -> Iterator[Bools]:
        if review is None:
            if rejected:
                yield ~self._with_ids(rejected)
            return
        ids = {ACCEPTED: accepted, REJECTED: rejected, OPEN: accepted | rejected}
        ours = [(one, self._with_ids(ids[one])) for one in each_of(review)]
        yield _any([~found if one == OPEN else found for one, found in ours])

    def _with_ids(self, ids: frozenset[str]) -> Bools:
        """Tell which claims have some ids, which only the table holds."""
        found = np.zeros(len(self._claims), bool)
        ours = sorted(each for each in ids if each.startswith("clm-"))
        statement = sa.select(claim.c.analysis_no, claim.c.ordinal)
        for chunk in chunks(ours):
            rows = self._connection.execute(statement.where(claim.c.id.in_(chunk))).all()
            found[self._at_claims([(row.analysis_no, row.ordinal) for row in rows])] = True
        return found

    def _at_claims(self, rows: Sequence[tuple[int, int]]) -> Ints:
        numbers = np.array([no for no, _ in rows], np.int64)
        leaf = np.searchsorted(self._columns.leaves.no, numbers)
        starts = np.searchsorted(self._claims.leaf, leaf)
        return np.asarray(starts + np.array([ordinal for _, ordinal in rows], np.int64))

    def _voiced(self, voices: Voices) -> Bools:
        codes = self._columns.codes(claim, "speaker")
        wanted = self._has("speaker", any_of(codes, voices.whole))
        if voices.name:
            wanted |= self._has("speaker", spoken_by(codes, voices.name))
        barred = self._has("speaker", any_of(codes, voices.without)) | self._in(voices.but_not)
        return np.asarray(self._in(voices.also) | (wanted & ~barred))

    def _in(self, nodes: Iterable[tuple[Node, str]]) -> Bools:
        """Tell which claims are of speakers as they are called in single reports."""
        found = np.zeros(len(self._claims), bool)
        codes = self._columns.codes(claim, "speaker")
        for node, home in nodes:
            there = self._of_claims(self._at(report.c.id == home))
            found |= there & self._has("speaker", any_of(codes, {node}))
        return found

    def _saying(self, text: str, at: Ints) -> Ints:
        """Return which of some claims hold all words of a text, which only the table holds."""
        words = fold(text).split()
        if not words:
            return at
        statement = sa.select(claim.c.analysis_no, claim.c.ordinal)
        for word in words:
            statement = statement.where(claim.c.words.contains(word, autoescape=True))
        leaves = self._columns.leaves.no[np.unique(self._claims.leaf[at])]
        found: list[Any] = []
        if len(leaves) < len(self._columns.leaves.no) // 8:
            for chunk in chunks(leaves.tolist()):
                found += self._connection.execute(statement.where(claim.c.analysis_no.in_(chunk)))
        else:
            found += self._connection.execute(statement)
        said = np.zeros(len(self._claims), bool)
        said[self._at_claims([(no, ordinal) for no, ordinal in found])] = True
        return np.asarray(at[said[at]])

    def tally(
        self,
        sought: Sought,
        standing: tuple[frozenset[str], frozenset[str]],
        facets: Collection[str],
    ) -> Tally:
        """Count the claims that are sought by each of these facets, the most frequent first."""
        at = self.fitting(sought, standing)
        return {name: self._facet(name, at) for name in facets}

    def _facet(self, name: str, at: Ints) -> list[tuple[str | None, int]]:
        counted: Counter[str | None] = Counter()
        if name in {"publisher", "language"}:
            codes = self._columns.words["report", name]
            of_leaf = getattr(self._columns.reports, name)[self._columns.leaves.report]
            _count(counted, of_leaf[self._claims.leaf[at]], codes, 0)
        elif name == "time":
            by_when: Counter[Any] = Counter()
            values = self._columns.codes(claim, "when").values_
            for code, times in _tallied(self._claims.codes["when"][at]):
                by_when[(values[code][0] or values[code][1] or "")[:MONTH] or None] += times
            counted = by_when
        else:
            column, part = _FACETS[name]
            codes = self._columns.codes(claim, column)
            _count(counted, self._claims.codes[column][at], codes, part)
        return sorted(counted.items(), key=lambda one: (-one[1], one[0] is None, one[0] or ""))


def _any(found: Sequence[Bools]) -> Bools:
    return np.asarray(np.logical_or.reduce(found))


def _count(counted: Counter[str | None], column: Ints, codes: Codes, part: int) -> None:
    for code, times in _tallied(column):
        counted[codes.values_[code][part]] += times


def _tallied(column: Ints) -> list[tuple[int, int]]:
    counts = np.bincount(column)
    present = np.flatnonzero(counts)
    return list(zip(present.tolist(), counts[present].tolist(), strict=True))
