"""How each speaker's number went: repeated, raised, cut, corrected, withdrawn, or just another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from vedette.compare.conventions import Tolerances
from vedette.compare.intervals import DOWNWARD, UPWARD, derive, extent
from vedette.compare.replaced import base_number, is_undated
from vedette.compare.rows import body_key, outlet_name, same_speaker
from vedette.compare.scopes import TAKING_PART, whole_force
from vedette.compare.told import Told, sentence_at
from vedette.compare.world import World
from vedette.model import (
    Direction,
    Figure,
    History,
    HistoryEntry,
    Repetition,
    Report,
    Row,
    RowCarrier,
    Span,
    Stage,
    Step,
    Superseded,
    make_id,
)

NO_WORD = "different number, no word of a change"
_STEPS = {
    Direction.RAISED: Step.RAISED,
    Direction.CUT: Step.CUT,
    Direction.UNCHANGED: Step.REPEATED,
}
_Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chronicle:
    """Hold what histories are told from.

    `reports` are under their ids, with older versions; `told` holds under the ids of figures what
    their sentences say of an earlier number.
    """

    rows: Sequence[Row]
    denied: Sequence[Row]
    superseded: Sequence[Superseded]
    reports: Mapping[str, Report]
    told: Mapping[str, Told]
    tolerances: Tolerances
    world: World

    def histories(self) -> tuple[History, ...]:
        """Return one history for each speaker, thing counted and scope, in the order of rows."""
        by_id = {row.id: row for row in self.rows}
        strands: dict[_Key, list[Row]] = defaultdict(list)
        for row in (*self.rows, *(one.row for one in self.superseded)):
            if not row.is_unnamed and row.relay_of is None and not row.is_open:
                strands[self._key(row)].append(row)
        for row in self.denied:
            if (not row.is_unnamed and (key := self._key(row)) in strands) or self._told(
                row, Step.WITHDRAWN
            ):
                strands[key].append(row)
        return tuple(
            self._history(key, _with_replacing(strand, by_id)) for key, strand in strands.items()
        )

    def _key(self, row: Row) -> _Key:
        figure, scope = row.figure, row.figure.scope
        who = f"outlet {outlet_name(row.speaker.name).casefold()}" if row.own_voice else ""
        return (
            who or body_key(row.speaker),
            figure.counted,
            figure.unit or "",
            scope.activity or "",
            scope.place or "",
            "+".join(sorted(whole_force(scope, self.world))),
            scope.component or "",
            scope.role or TAKING_PART,
            "part" if figure.part_of else "",
        )

    def _history(self, key: _Key, strand: Iterable[Row]) -> History:
        rows = sorted(strand, key=_in_time)
        first = rows[0]
        entries: list[HistoryEntry] = []
        for row in rows:
            entries += self._entries(row, entries)
        return History(
            make_id("his", *key),
            first.speaker.name if first.own_voice else first.speaker.body or first.speaker.name,
            first.figure.counted,
            first.figure.scope,
            tuple(entries),
            first.figure.unit,
        )

    def _entries(self, row: Row, before: list[HistoryEntry]) -> Iterator[HistoryEntry]:
        """Yield the entry of a row, and one for what takes it back where no other row does.

        `before` is told what no longer stands.
        """
        gone = next((one for one in self.superseded if one.row.id == row.id), None)
        last = next((one for one in reversed(before) if one.step is not Step.WITHDRAWN), None)
        if row.is_denied:
            yield from self._withdrawal(row, before)
            return
        entry = self._step(row, last.row if last else None)
        retold = entry.step is Step.MOVED and is_undated(row)
        numbers = (one.row.figure for one in before if not _is_change(one.row.figure))
        if retold and any(self._is_same(figure, row.figure) for figure in numbers):
            reason = "a number that he gave before, told again"
            entry = replace(entry, step=Step.REPEATED, reason=reason)
        yield replace(entry, stands=row.replaced_by is None and gone is None)
        if gone is not None and gone.into is None:
            reason = "a later version of the report no longer gives it"
            reason = "taken back by its outlet" if gone.words else reason
            yield HistoryEntry(row, Step.WITHDRAWN, reason, gone.words, gone.by, stands=False)

    def _withdrawal(self, row: Row, before: list[HistoryEntry]) -> Iterator[HistoryEntry]:
        told = self._told(row, Step.WITHDRAWN)
        number = base_number(row.figure)
        named = [n for n, one in enumerate(before) if base_number(one.row.figure) == number]
        if not named and told is None:
            return  # he denies what others say, not what he said
        for n in named:
            before[n] = replace(before[n], stands=False)
        words, report = self._words(row, told)
        yield HistoryEntry(row, Step.WITHDRAWN, "he takes it back", words, report, stands=False)

    def _step(  # noqa: PLR0911 - one per step
        self, row: Row, last: Row | None
    ) -> HistoryEntry:
        correction = next((one for one in self.superseded if one.into == row.id), None)
        if correction is not None:
            reason = "corrected by its outlet" if correction.words else NO_WORD
            reason += "" if correction.words else " in a later version of the report"
            return HistoryEntry(row, Step.CORRECTED, reason, correction.words, correction.by)
        if told := self._told(row, Step.CORRECTED):
            return HistoryEntry(row, Step.CORRECTED, "he corrects it", *self._words(row, told))
        change = row.figure.change
        if change is not None and row.figure.compared_to is None:
            step = _STEPS[change.direction]
            return HistoryEntry(row, step, f"{step} in so many words", *self._words(row))
        if last is None:
            return HistoryEntry(row, Step.FIRST, "the first that the reports have")
        if last.replaced_by == row.id and row.figure.stage is Stage.AFTER:
            reason = "the outcome after the announcement"
            return HistoryEntry(row, Step.OUTCOME, reason, *self._words(row))
        if self._is_same(last.figure, row.figure):
            told = self._told(row, Step.REPEATED)
            words = self._words(row, told) if told else (None, None)
            again = "in keeping with the change told before"
            again = again if _is_change(last.figure) else "the same number again"
            return HistoryEntry(row, Step.REPEATED, again, *words)
        if last.day == row.day and last.day is not None:
            return HistoryEntry(row, Step.BESIDE, "another number on the same day")
        return HistoryEntry(row, Step.MOVED, NO_WORD)

    def _is_same(self, before: Figure, after: Figure) -> bool:
        """Tell whether a number is given again; "about 13,000" and "13,000" are one number."""
        if _is_change(before) and before.change is not None:
            left = derive(before.change, self.tolerances)
            now = extent(after, self.tolerances)
            return left is not None and now is not None and left.hard.meets(now.hard)
        mine, other = base_number(before), base_number(after)
        if mine is None or other is None:
            return (before.low, before.high) == (after.low, after.high)
        return mine == other and _direction(before) == _direction(after)

    def _told(self, row: Row, step: Step) -> Told | None:
        found = (self.told.get(carrier.figure_id) for carrier in row.carriers)
        return next((one for one in found if one is not None and one.step is step), None)

    def _words(self, row: Row, told: Told | None = None) -> tuple[Span | None, str | None]:
        """Return the sentence that says it, with its report."""
        if told is not None:
            for carrier in row.carriers:
                if self.told.get(carrier.figure_id) is told:
                    return told.words, carrier.report_id
        first = row.carriers[0]
        report = self.reports.get(first.report_id)
        return (sentence_at(report, first.span), report.id) if report else (None, None)

    # ---- what no longer stands, and is given all the same --------------------------------------

    def repetitions(self) -> tuple[Repetition, ...]:
        """Return who gives each replaced number after the day on which it was replaced."""
        by_id = {row.id: row for row in self.rows}
        numbers: dict[object, list[Row]] = defaultdict(list)
        for row in self.rows:
            numbers[_number(row.figure)].append(row)
        found = []
        for row in self.rows:
            later = by_id.get(row.replaced_by or "")
            if later is None or row.relay_of is not None or base_number(row.figure) is None:
                continue
            alike = (one for one in numbers[_number(row.figure)] if self._repeats(one, row))
            knowing = self._knowing(later, row)
            carriers = _after(alike, later, knowing)
            if carriers:
                found.append(_repetition(row, later, carriers))
        return tuple(found)

    def _repeats(self, one: Row, replaced: Row) -> bool:
        """Tell whether a row gives a speaker's replaced number.

        His own does, an outlet's after him, and that of somebody unnamed who speaks for his state.
        """
        if replaced.id in {one.id, one.relay_of} or same_speaker(one, replaced):
            return True
        if not one.is_unnamed or one.is_open:
            return False
        states = self.world.states_of(one.speaker)
        return bool(states & self.world.states_of(replaced.speaker))

    def _knowing(self, later: Row, replaced: Row) -> frozenset[str]:
        """Return the reports that tell the change too: they tell history, and repeat nothing."""
        number = base_number(replaced.figure)
        changes = (
            row
            for row in self.rows
            if row.id == later.id
            or (row.figure.change is not None and row.figure.change.from_value == number)
            or (same_speaker(row, replaced) and row.figure.change is not None)
        )
        return frozenset(carrier.report_id for row in changes for carrier in row.carriers)


def _with_replacing(strand: list[Row], by_id: Mapping[str, Row]) -> list[Row]:
    """Return the rows of a history with what replaces one of them in another scope."""
    known = {row.id: row for row in strand}
    for row in strand:
        later = by_id.get(row.replaced_by or "")
        if later is not None:
            known.setdefault(later.id, later)
    return list(known.values())


def _in_time(row: Row) -> tuple[str, str, int, str]:
    first = row.carriers[0]
    return (row.day.isoformat() if row.day else "9999", first.report_id, first.span.start, row.id)


def _is_change(figure: Figure) -> bool:
    """Tell a pure change, which gives no number of its own."""
    return figure.low is None and figure.high is None and figure.change is not None


def _direction(figure: Figure) -> int:
    return (figure.bound in UPWARD) - (figure.bound in DOWNWARD)


def _number(figure: Figure) -> object:
    return (
        figure.counted,
        figure.unit,
        figure.scope.activity,
        base_number(figure),
        _direction(figure),
    )


def _after(rows: Iterable[Row], later: Row, knowing: frozenset[str]) -> list[RowCarrier]:
    since = later.day
    return [
        carrier
        for row in rows
        for carrier in row.carriers
        if since is not None
        and carrier.published.start is not None
        and carrier.published.start > since
        and carrier.report_id not in knowing
    ]


def _repetition(row: Row, later: Row, carriers: Sequence[RowCarrier]) -> Repetition:
    in_time = sorted(carriers, key=lambda one: (str(one.published.start), one.report_id))
    return Repetition(
        row.id,
        later.day,
        tuple(in_time),
        tuple(sorted({one.origin for one in carriers})),
        tuple(sorted({outlet_name(one.publisher) or one.report_id for one in carriers})),
    )
