"""Rows made ready for comparing: everything a rule asks for, worked out once per row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vedette.compare.conventions import Conventions
from vedette.compare.intervals import (
    DOWNWARD,
    POINTS,
    UPWARD,
    Extent,
    extent,
    number,
)
from vedette.compare.rows import body_key, speaker_key
from vedette.compare.scopes import TAKING_PART, whole_force
from vedette.compare.thresholds import is_estimate, sides_as_written
from vedette.compare.world import World
from vedette.model import Bound, Certainty, Change, Direction, Figure, Nearness, Row, When

_PREFIX = {
    Bound.EXACT: "",
    Bound.ABOUT: "about ",
    Bound.AT_LEAST: "at least ",
    Bound.MORE_THAN: "more than ",
    Bound.AT_MOST: "up to ",
    Bound.FEWER_THAN: "fewer than ",
    Bound.BETWEEN: "",
    Bound.VAGUE: "roughly ",
}

ScopeKey = tuple[str | None, frozenset[str], str | None, str]


@dataclass(frozen=True, slots=True)
class Side:
    """Hold one row of a pair with what the rules ask of it.

    `doubt` says why a conflict of this figure can only be soft, "" where nothing speaks for it;
    `assumption` names the assumed dimensions that could explain a smaller number away. Force is
    none of them: so many "taking part", without a word about whose, means everybody. `shown` puts
    speaker, number and hard interval into words. `replaced_on` is the day from which the number
    no longer stands.
    """

    row: Row
    order: tuple[date, str]
    scope: ScopeKey
    extent: Extent | None
    is_point: bool
    direction: int
    doubt: str
    assumption: str
    is_moving: bool
    moment: When
    thresholds: tuple[tuple[float, int], ...]
    speaker: str
    body: str
    states: frozenset[str]
    is_open: bool
    words: str
    range_words: str
    shown: str
    replaced_on: date | None = None
    replaced_by: str = ""


def figure_words(figure: Figure) -> str:
    """Return a figure in short words: "up to 30,000", "between 6,000 and 8,000"."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return change_words(figure.change) if figure.change else "no number"
    first = low if low is not None else high
    last = high if high is not None else low
    if first is None or last is None:
        return "no number"
    if first != last:
        return f"between {number(first)} and {number(last)}"
    if figure.nearness is not Nearness.NONE:
        return f"{_near(figure.nearness)}{number(first)}"
    return f"{_PREFIX[figure.bound]}{number(first)}"


def _near(nearness: Nearness) -> str:
    return {Nearness.BELOW: "nearly ", Nearness.ABOVE: "just over "}.get(nearness, "")


def change_words(change: Change) -> str:
    """Return a change in short words: "cut to nearly 0.5 times 13,000"."""
    base = number(change.from_value) if change.from_value is not None else "an earlier number"
    if change.to_value is not None:
        return f"{change.direction} from {base} to {number(change.to_value)}"
    near = _near(change.nearness)
    if change.factor == 0.5 and change.direction is Direction.CUT:
        return f"{near}halved from {base}"
    if change.factor is not None:
        return f"{change.direction} {near}to {number(change.factor)} times {base}"
    if change.amount is not None:
        return f"{change.direction} by {near}{number(change.amount)} from {base}"
    return f"{change.direction} from {base}"


def prepare(
    rows: Sequence[Row], *, conventions: Conventions, world: World, bases: Mapping[str, float]
) -> dict[str, Side]:
    """Return the side of each row under its id.

    `bases` maps row ids to the numbers that a change or a comparative refers to without naming.
    """
    by_id = {row.id: row for row in rows}
    return {row.id: _side(row, conventions, world, bases, by_id) for row in rows}


def _side(
    row: Row,
    conventions: Conventions,
    world: World,
    bases: Mapping[str, float],
    by_id: Mapping[str, Row],
) -> Side:
    figure = with_base(row.figure, bases.get(row.id))
    reach = extent(figure, conventions.tolerances, estimate=is_estimate(row, world))
    later = by_id.get(row.replaced_by or "")
    scope = figure.scope
    moments = conventions.moments
    role = scope.role or TAKING_PART
    words = f"{row.speaker.name}: {figure_words(figure)}"
    deciding = [name for name in scope.assumed if name != "force"]
    return Side(
        row=row,
        order=(row.day or date.max, row.id),
        scope=(scope.place, whole_force(scope, world), scope.component, role),
        extent=reach,
        is_point=figure.bound in POINTS and figure.change is None,
        direction=(figure.bound in UPWARD) - (figure.bound in DOWNWARD),
        doubt=_doubt(row),
        assumption=f"{' and '.join(deciding)} of {words} assumed" if deciding else "",
        is_moving=figure.counted in moments.classes
        or role in moments.roles
        or scope.activity is None,
        moment=figure.as_of or row.uttered,
        thresholds=sides_as_written(row, conventions.thresholds, world),
        speaker=speaker_key(row.speaker),
        body=body_key(row.speaker),
        states=world.states_of(row.speaker),
        is_open=row.is_open,
        words=words,
        range_words=_range_words(reach),
        shown=f"{words} ({_range_words(reach)})" if reach else words,
        replaced_on=later.day if later else None,
        replaced_by=f"{later.speaker.name}: {figure_words(later.figure)}" if later else "",
    )


def _range_words(reach: Extent | None) -> str:
    if reach is None:
        return ""
    return f"derived: {reach.hard}" if reach.derived else str(reach.hard)


def with_base(figure: Figure, base: float | None) -> Figure:
    """Fill in the number that a change or a comparative refers to without naming it."""
    if base is None or figure.change is None:
        return figure
    if figure.compared_to is None:
        return replace(figure, change=replace(figure.change, from_value=base))
    if figure.change.direction is Direction.CUT:
        return replace(figure, high=base, bound=Bound.FEWER_THAN)
    return replace(figure, low=base, bound=Bound.MORE_THAN)


def _doubt(row: Row) -> str:
    figure = row.figure
    if figure.bound is Bound.VAGUE:
        return "the number is vague"
    if figure.modality.certainty is Certainty.POSSIBLE:
        return "put as possible only"
    return "in an open question" if row.is_open else ""


def meet(a: When, b: When) -> bool:
    """Tell whether two times can be the same; an unknown time can be any."""
    if a.end and b.start and a.end < b.start:
        return False
    return not (b.end and a.start and b.end < a.start)


def named_rows(rows: Iterable[Row]) -> dict[str, Row]:
    """Return the row that holds each figure id, garbled renderings left out."""
    return {carrier.figure_id: row for row in rows for carrier in row.carriers}
