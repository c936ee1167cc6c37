"""Rule 2: a speaker's later number that changes an earlier one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vedette.compare.rows import body_key, is_latest_only, same_speaker, speaker_key
from vedette.compare.scopes import Relation, relate, same_scope, together
from vedette.compare.sides import named_rows
from vedette.compare.world import World
from vedette.model import Direction, Figure, Row, Stage

_Speakers = dict[tuple[str, str | None, str], list[Row]]


def find_replaced(rows: Sequence[Row], *, world: World) -> tuple[Row, ...]:
    """Return the rows; a replaced one carries the id of the first row that replaces it."""
    speakers = _by_speaker(rows)
    later: dict[str, Row] = {}
    for new in sorted(rows, key=_order):
        if _is_outcome(new.figure) or _is_change(new.figure):
            for old in _of_speaker(new, speakers):
                if old.id not in later and replaces(new, old, world=world):
                    later[old.id] = new
    return tuple(
        replace(row, replaced_by=later[row.id].id) if row.id in later else row for row in rows
    )


def replaces(new: Row, old: Row, *, world: World) -> bool:
    """Tell whether a speaker's number changes his earlier one of the same class and activity."""
    if new.id == old.id or new.is_open or not same_speaker(new, old):
        return False
    figure, before = new.figure, old.figure
    change = figure.change
    if _is_change(figure) and change is not None:
        if change.from_value is not None:
            apart = together(relate(figure.scope, before.scope, world)) is Relation.APART
            named = base_number(before) == change.from_value
            return named and not apart and not _is_earlier(new, old)
        told = base_number(before) != base_number(figure)
        return told and _is_earlier(old, new) and same_scope(figure.scope, before.scope, world)
    if not _is_outcome(figure) or before.stage is not Stage.ANNOUNCED:
        return False
    if is_undated(new) and base_number(before) == base_number(figure):
        return False  # a review that retells the announcement gives no outcome
    return _is_earlier(old, new) and same_scope(figure.scope, before.scope, world)


def is_undated(row: Row) -> bool:
    """Tell whether nobody knows the day of an utterance, only that of its first carrier."""
    return not row.uttered.is_known or is_latest_only(row.uttered)


def bases_of(rows: Sequence[Row], *, world: World) -> dict[str, float]:
    """Return under row ids the numbers that changes and comparatives mean without naming them."""
    named = named_rows(rows)
    speakers = _by_speaker(rows)
    found: dict[str, float] = {}
    for row in rows:
        change = row.figure.change
        bare = row.figure.low is None and row.figure.high is None
        if change is None or not bare or change.to_value is not None:
            continue
        if row.figure.compared_to is not None:
            base = named.get(row.figure.compared_to)
        elif change.from_value is None:
            base = _latest_before(row, speakers, world)
        else:
            base = None
        value = base_number(base.figure) if base else None
        if value is not None:
            found[row.id] = value
    return found


def base_number(figure: Figure) -> float | None:
    """Return the one number that a figure puts, whatever its bound; None for a range."""
    if figure.low is not None and figure.high is not None and figure.low != figure.high:
        return None
    return figure.low if figure.low is not None else figure.high


def _latest_before(row: Row, speakers: _Speakers, world: World) -> Row | None:
    earlier = [
        old
        for old in _of_speaker(row, speakers)
        if _is_earlier(old, row)
        and same_scope(old.figure.scope, row.figure.scope, world)
        and base_number(old.figure) is not None
    ]
    return max(earlier, key=_order, default=None)


def _is_change(figure: Figure) -> bool:
    change = figure.change
    if change is None or figure.compared_to is not None:
        return False
    return change.direction is not Direction.UNCHANGED


def _is_outcome(figure: Figure) -> bool:
    return figure.stage is Stage.AFTER


def _is_earlier(a: Row, b: Row) -> bool:
    """Tell whether one row was certainly said before the other."""
    end = a.uttered.end or a.uttered.start
    return end is not None and b.day is not None and end < b.day


def _order(row: Row) -> tuple[str, str]:
    return (row.day.isoformat() if row.day else "9999", row.id)


def _by_speaker(rows: Sequence[Row]) -> _Speakers:
    found: _Speakers = defaultdict(list)
    for row in rows:
        if not row.is_unnamed:
            for key in _keys(row):
                found[key].append(row)
    return found


def _of_speaker(row: Row, speakers: _Speakers) -> Iterator[Row]:
    if row.is_unnamed:
        return
    seen: set[str] = set()
    for key in _keys(row):
        for other in speakers.get(key, ()):
            if other.id not in seen:
                seen.add(other.id)
                yield other


def _keys(row: Row) -> Iterator[tuple[str, str | None, str]]:
    figure = row.figure
    yield figure.counted, figure.scope.activity, speaker_key(row.speaker)
    if not row.own_voice:
        yield figure.counted, figure.scope.activity, body_key(row.speaker)
