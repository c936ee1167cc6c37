"""Answers from the columns in memory: the same that the tables give, for any moment and filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import sqlalchemy as sa
from sqlalchemy import Connection

from vedette.store.columns import (
    UNKNOWN,
    Bools,
    Codes,
    Columns,
    Ints,
    Reports,
    Rows,
    day_number,
    days,
)
from vedette.store.intake import chunks
from vedette.store.picture import Picture, listed
from vedette.store.rows import fold, storable
from vedette.store.seeking import (
    ACCEPTED,
    EVENT,
    MONTH,
    OLDEST,
    OPEN,
    REJECTED,
    Place,
    Sought,
    Tally,
)
from vedette.store.tables import activity, attribution, claim, figure, mention, report
from vedette.store.voices import Node, Voices

KEPT = 6  # pictures whose masks are kept
_FIRST_LOOKED_AT = 1_000  # claims whose words are looked at; then four times as many, and so on
NAME, KEY, OWN, BODY = range(4)  # the parts of a speaker
SUBJECT_KIND, SUBJECT_KEY, SUBJECT_ID = 1, 2, 3
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
_NAMED = {  # a column of the tables -> where it stands here
    claim.c.subject_name: (claim, "subject", 0),
    activity.c.name: (activity, "activity", 0),
    figure.c.activity: (figure, "activity", 0),
    attribution.c.speaker_name: (attribution, "speaker", NAME),
    mention.c.name: (mention, "thing", 0),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """Hold which reports are in a picture, which of them speak, and which analyses are theirs."""

    reports: Bools
    latest: Bools
    leaves: Bools


class Swift:
    """Answer the questions to one picture of the store."""

    def __init__(self, columns: Columns, connection: Connection, picture: Picture) -> None:
        self._columns, self._connection, self._picture = columns, connection, picture
        self._shown: Shown | None = None

    # ---- the picture ---------------------------------------------------------------------------

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

    # ---- what there is -------------------------------------------------------------------------

    def activities(self) -> list[tuple[str, str, int]]:
        """Return (name, type, number of reports) of named activities, the most reported first."""
        rows = self._columns.rows[activity]
        at = np.flatnonzero(self.shown.leaves[rows.leaf])
        codes = rows.codes["activity"][at]
        pairs = np.unique(codes.astype(np.int64) << 32 | rows.leaf[at])
        counts = np.bincount(pairs >> 32)
        values = self._columns.codes(activity, "activity").values_
        found = [(*values[c], int(counts[c])) for c in np.flatnonzero(counts)]
        named = [one for one in found if one[0] is not None]
        return sorted(named, key=lambda one: (-one[2], one[0], one[1]))

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
        called[rows.leaf[_is_one_of(rows.codes["activity"], wanted, codes)]] = True
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
            wanted &= _is_one_of(reports.publisher, codes.with_part(0, storable(publisher)), codes)
        if name is not None:
            leaves, ours = self._columns.leaves, np.zeros(len(wanted), bool)
            ours[leaves.report[self.speaking_of(name) & leaves.is_newest]] = True
            wanted &= ours
        at = np.flatnonzero(wanted)
        at = at[np.argsort(reports.rank[at])]
        if after is not None:
            moment = _instant(after.published)
            same = (reports.published[at] == moment) & (reports.no[at] > after.report)
            at = at[(reports.published[at] > moment) | same]
        return [(int(reports.no[one]), self._place(int(one), 0)) for one in at[:limit]]

    def _place(self, at: int, ordinal: int) -> Place:
        reports = self._columns.reports
        return Place(_text(int(reports.published[at])), int(reports.no[at]), ordinal)

    def leaves_of(
        self, name: str | None, subject: str | None, *, timed: bool, dated: bool = False
    ) -> list[tuple[int, int]]:
        """Return (report, analysis) in the order of publication, of those that speak of something.

        `name` is an activity or a type, `subject` what is claimed or counted of.
        """
        leaves, reports = self._columns.leaves, self._columns.reports
        wanted = self.shown.leaves.copy()
        if name is not None:
            wanted &= self.speaking_of(name)
        if subject is not None:
            wanted &= self._saying_of(subject)
        if timed:
            wanted &= leaves.totals["timed"] > 0
        if dated:
            wanted &= (reports.published != UNKNOWN)[leaves.report]
        at = np.flatnonzero(wanted)
        at = at[np.argsort(reports.rank[leaves.report[at]])]
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
        found[rows.leaf[_is_one_of(rows.codes["activity"], codes.with_part(0, name), codes)]] = True
        return found

    def naming(self, name: str) -> list[int]:
        """Return the numbers of the reports that name somebody so, or where such a one speaks."""
        codes, rows = self._columns.codes(mention, "thing"), self._columns.rows[mention]
        wanted = [*codes.with_part(1, fold(name)), *codes.with_part(2, name)]
        named = rows.leaf[_is_one_of(rows.codes["thing"], wanted, codes)]
        codes, rows = self._columns.codes(attribution, "speaker"), self._columns.rows[attribution]
        spoken = rows.leaf[_is_one_of(rows.codes["speaker"], _spoken_by(codes, name), codes)]
        both = np.unique(np.concatenate([named, spoken]))
        leaves = self._columns.leaves
        ours = both[self.shown.leaves[both]]
        return [int(no) for no in self._columns.reports.no[leaves.report[ours]]]

    # ---- claims --------------------------------------------------------------------------------

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
                key = self._event() if order == EVENT else self._of_claims(_downward(reports))
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
            key, last, further = reports.published, _instant(after.published), 1
        else:
            key, last, further = _downward(reports), -_instant(after.published), -1
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
            keys = codes.with_part(SUBJECT_KEY, fold(sought.subject))
            yield self._has(
                "subject", [*keys, *codes.with_part(SUBJECT_ID, storable(sought.subject))]
            )
        if isinstance(sought.speaker, Voices):
            yield self._voiced(sought.speaker)
        elif sought.speaker is not None:
            codes = self._columns.codes(claim, "speaker")
            yield self._has("speaker", _spoken_by(codes, sought.speaker))
        if sought.place is not None:
            codes = self._columns.codes(claim, "place")
            yield self._has("place", codes.with_part(1, fold(sought.place)))
        yield from self._published(sought)
        yield from self._exact(sought)
        yield from self._timed(sought)
        yield from self._reviewed(sought.review, *standing)

    def _has(self, name: str, wanted: Iterable[int]) -> Bools:
        codes = self._columns.codes(claim, name)
        return _is_one_of(self._claims.codes[name], wanted, codes)

    def _published(self, sought: Sought) -> Iterator[Bools]:
        wanted = [{storable(sought.publisher)}] if sought.publisher is not None else []
        if sought.publishers is not None:
            wanted.append(set(map(storable, sought.publishers)))
        reports, codes = self._columns.reports, self._columns.words["report", "publisher"]
        for names in wanted:
            found = [code for name in names for code in codes.with_part(0, name)]
            yield self._of_claims(_is_one_of(reports.publisher, found, codes))
        if sought.language is not None:
            codes = self._columns.words["report", "language"]
            found = codes.with_part(0, storable(sought.language))
            yield self._of_claims(_is_one_of(reports.language, found, codes))
        if sought.published_since is not None:
            yield self._of_claims(reports.last_day >= sought.published_since.toordinal())
        if sought.published_until is not None:
            last = sought.published_until.toordinal()
            yield self._of_claims((reports.first_day > 0) & (reports.first_day <= last))

    def _exact(self, sought: Sought) -> Iterator[Bools]:
        for name in ("kind", "predicate", "polarity", "certainty", "act"):
            value = getattr(sought, name)
            if value is not None:
                column, part = _FACETS[name]
                codes = self._columns.codes(claim, column)
                yield self._has(column, codes.with_part(part, storable(value)))

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
            size, wanted = len(sought.time), storable(sought.time)
            fits = [c for c, (a, b) in enumerate(values) if (a or b or "")[:size] == wanted]
            yield self._has("when", fits if wanted else [])

    def _reviewed(
        self, review: str | None, accepted: frozenset[str], rejected: frozenset[str]
    ) -> Iterator[Bools]:
        if review == ACCEPTED:
            yield self._with_ids(accepted)
        elif review == REJECTED:
            yield self._with_ids(rejected)
        elif out := accepted | rejected if review == OPEN else rejected:
            yield ~self._with_ids(out)

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
        wanted = self._has("speaker", _any_of(codes, voices.whole))
        if voices.name:
            wanted |= self._has("speaker", _spoken_by(codes, voices.name))
        barred = self._has("speaker", _any_of(codes, voices.without)) | self._in(voices.but_not)
        return np.asarray(self._in(voices.also) | (wanted & ~barred))

    def _in(self, nodes: Iterable[tuple[Node, str]]) -> Bools:
        """Tell which claims are of speakers as they are called in single reports."""
        found = np.zeros(len(self._claims), bool)
        codes = self._columns.codes(claim, "speaker")
        for node, home in nodes:
            there = self._of_claims(self._at(report.c.id == home))
            found |= there & self._has("speaker", _any_of(codes, {node}))
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


def _count(counted: Counter[str | None], column: Ints, codes: Codes, part: int) -> None:
    for code, times in _tallied(column):
        counted[codes.values_[code][part]] += times


def _tallied(column: Ints) -> list[tuple[int, int]]:
    counts = np.bincount(column)
    present = np.flatnonzero(counts)
    return list(zip(present.tolist(), counts[present].tolist(), strict=True))


def _is_one_of(column: Ints, wanted: Iterable[int], codes: Codes) -> Bools:
    chosen = list(wanted)
    if len(chosen) == 1:
        return np.asarray(column == chosen[0])
    found = np.zeros(len(codes.values_), bool)
    found[chosen] = True
    return found[column]


def _spoken_by(codes: Codes, speaker: str) -> list[int]:
    key = fold(speaker)
    by_name = [*codes.with_part(KEY, key), *codes.with_part(BODY, key)]
    return [*by_name, *codes.with_part(OWN, speaker)]


def _any_of(codes: Codes, nodes: Iterable[Node]) -> list[int]:
    found: list[int] = []
    for node in nodes:
        if "|" not in node:
            found += codes.with_part(OWN, node)
            continue
        named = codes.with_part(KEY, fold(node.partition("|")[0]))
        found += [code for code in named if codes.values_[code][OWN] is None]
    return found


def _downward(reports: Reports) -> Ints:
    """Return what sorts reports by publication, the last first, and the undated ones last."""
    return np.where(reports.published == UNKNOWN, UNKNOWN, -reports.published)


def _instant(text: str | None) -> int:
    return UNKNOWN if text is None else int(np.datetime64(text, "us").astype(np.int64))


def _text(instant: int) -> str | None:
    return None if instant == UNKNOWN else str(np.datetime64(instant, "us"))
