"""Thresholds: where figures lie beside the numbers that a document attaches a duty to."""

from __future__ import annotations

import math
from collections.abc import Sequence

from vedette.compare.conventions import Tolerances
from vedette.compare.intervals import DOWNWARD, UPWARD, Interval, extent, number
from vedette.compare.scopes import TAKING_PART, whole_force
from vedette.compare.world import World
from vedette.model import Act, Basis, Bound, Figure, Nearness, Row, Stage, Threshold, ThresholdTest

BELOW, STRADDLES, REACHES = -1, 0, 1


def judge_thresholds(
    rows: Sequence[Row],
    thresholds: Sequence[Threshold],
    *,
    activity: str,
    tolerances: Tolerances,
    world: World,
) -> tuple[ThresholdTest, ...]:
    """Lay the rows of one activity beside each threshold; rows of another scope are not tested."""
    tests = []
    for threshold in thresholds:
        places: dict[int | None, list[str]] = {BELOW: [], STRADDLES: [], REACHES: [], None: []}
        why: list[tuple[str, str]] = []
        for row in rows:
            other = why_other_scope(row, threshold, world, activity=activity)
            estimate = is_estimate(row, world)
            reach = None if other else range_as_meant(row.figure, tolerances, estimate=estimate)
            places[position(reach, threshold.value) if reach else None].append(row.id)
            if reach is None:
                why.append((row.id, other or "no number"))
        tests.append(
            ThresholdTest(
                threshold,
                reached_by=tuple(places[REACHES]),
                below=tuple(places[BELOW]),
                straddled_by=tuple(places[STRADDLES]),
                not_tested=tuple(places[None]),
                why_not=tuple(why),
            )
        )
    return tuple(tests)


def why_other_scope(  # noqa: PLR0911 - one per reason
    row: Row, threshold: Threshold, world: World, *, activity: str | None = None
) -> str:
    """Say why a row counts something else than all that a threshold counts of one activity.

    Return "" where it counts just that. Without `activity` any single one will do.
    """
    figure, scope = row.figure, row.figure.scope
    if figure.counted != threshold.counted:
        return f"counts {figure.counted}"
    if scope.activity is None or (activity is not None and scope.activity != activity):
        return "another activity"
    if row.is_open:
        return "asked or supposed, not said"
    if figure.compared_to is not None:
        return "compared with a number, gives none"
    if scope.place is not None:
        return f"a part: in {scope.place}"
    if scope.component is not None or whole_force(scope, world):
        return f"a part: {scope.component or ' and '.join(scope.force)}"
    if (scope.role or TAKING_PART) != TAKING_PART:
        return str(scope.role)
    return ""


def is_estimate(row: Row, world: World) -> bool:
    """Tell an estimate or forecast by somebody other than the organiser."""
    figure = row.figure
    guessed = figure.basis is Basis.ESTIMATED or figure.stage is Stage.FORECAST
    if not guessed and figure.modality.act is not Act.ESTIMATES:
        return False
    return not world.states_of(row.speaker) & world.organisers_of(figure.scope.activity)


def range_as_written(figure: Figure) -> Interval | None:
    """Return a figure's numbers without any tolerance; None where it has none."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return None
    if figure.bound in UPWARD and low is not None:
        return Interval(low, math.inf, low_open=figure.bound is Bound.MORE_THAN)
    if figure.bound in DOWNWARD and high is not None:
        return Interval(0.0, high, high_open=figure.bound is Bound.FEWER_THAN)
    first = low if low is not None else 0.0
    last = high if high is not None else math.inf
    if first == last and figure.nearness is not Nearness.NONE:
        return _beside(first, figure.nearness)
    return Interval(first, last)


def _beside(value: float, nearness: Nearness) -> Interval:
    below = nearness is Nearness.BELOW
    step = math.nextafter(value, -math.inf if below else math.inf)
    return Interval(step, step)


def range_as_meant(figure: Figure, rules: Tolerances, *, estimate: bool) -> Interval | None:
    """Return the range to lay beside a threshold: numbers as written, "about" with tolerance.

    A declared 12,800 lies below 13,000; about 13,000 can lie on either side of it.
    """
    written = range_as_written(figure)
    loose = figure.bound is Bound.ABOUT and figure.nearness is Nearness.NONE
    if written is not None and not loose and not estimate:
        return written
    reach = extent(figure, rules, estimate=estimate)
    return reach.hard if reach else None


def position(reach: Interval, value: float) -> int:
    """Tell whether a range lies BELOW a value, REACHES it or STRADDLES it."""
    if reach.low >= value:
        return REACHES
    if reach.high < value or (reach.high == value and reach.high_open):
        return BELOW
    return STRADDLES


def sides_as_written(
    row: Row, thresholds: Sequence[Threshold], world: World
) -> tuple[tuple[float, int], ...]:
    """Return on which side of each threshold of its scope a row's number was written."""
    written = range_as_written(row.figure)
    if written is None:
        return ()
    return tuple(
        (threshold.value, position(written, threshold.value))
        for threshold in thresholds
        if not why_other_scope(row, threshold, world)
    )


def differing(
    a: tuple[tuple[float, int], ...], b: tuple[tuple[float, int], ...]
) -> tuple[str, ...]:
    """Return "differs at 13,000" for each threshold that parts two rows as written."""
    other = dict(b)
    return tuple(
        f"differs at {number(value)}" for value, side in a if side * other.get(value, STRADDLES) < 0
    )
