from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.compare.conventions import Conventions
from vedette.compare.intervals import Interval, apart, derive, extent, number, significant_digits
from vedette.model import Bound, Change, Direction, Figure, Nearness, Span

TOLERANCES = Conventions.shipped().tolerances


def figure(
    low: float | None, high: float | None, bound: Bound, nearness: Nearness = Nearness.NONE
) -> Figure:
    span = Span(0, 1, "x")
    return Figure("fig-1", span, span, low, high, bound, "personnel", nearness=nearness)


def ends(one: Figure, *, estimate: bool = False) -> tuple[tuple[float, float], tuple[float, float]]:
    reach = extent(one, TOLERANCES, estimate=estimate)
    assert reach is not None
    return (reach.hard.low, reach.hard.high), (reach.core.low, reach.core.high)


EXACT, ABOUT = Bound.EXACT, Bound.ABOUT


@pytest.mark.parametrize(
    ("low", "high", "bound", "hard", "core"),
    [
        (13_000, 13_000, EXACT, (12_350, 13_650), None),
        (12_700, 12_700, EXACT, (12_446, 12_954), None),
        (13_000, 13_000, ABOUT, (11_700, 14_300), None),
        (6_850, 6_850, ABOUT, (6_507.5, 7_192.5), None),
        (None, 30_000, Bound.AT_MOST, (0, 31_500), (15_000, 31_500)),
        (None, 13_000, Bound.FEWER_THAN, (0, 13_000), (6_500, 13_000)),
        (20_000, None, Bound.AT_LEAST, (19_000, math.inf), (19_000, 40_000)),
        (13_000, None, Bound.MORE_THAN, (13_000, math.inf), (13_000, 26_000)),
        (6_000, 8_000, Bound.BETWEEN, (5_700, 8_400), None),
        (100, 999, Bound.VAGUE, (100, 999), None),
        (333, 333, EXACT, (333, 333), None),
        (600, 600, ABOUT, (540, 660), None),
        (None, 350, Bound.AT_MOST, (0, 350), (175, 350)),
        (40, 50, Bound.BETWEEN, (40, 50), None),
    ],
)
def test_a_figure_reaches_as_far_as_its_words(low, high, bound, hard, core):
    assert ends(figure(low, high, bound)) == (hard, core or hard)


def test_nearly_reaches_down_and_just_over_up():
    assert ends(figure(10_000, 10_000, ABOUT, Nearness.BELOW))[0] == (9_000, 10_000)
    assert ends(figure(10_000, 10_000, ABOUT, Nearness.ABOVE))[0] == (10_000, 11_000)


def test_an_estimate_by_others_reaches_a_fifth_either_way():
    assert ends(figure(8_000, 8_000, EXACT), estimate=True)[0] == (6_400, 9_600)
    assert ends(figure(None, 30_000, Bound.AT_MOST), estimate=True)[0] == (0, 36_000)
    assert ends(figure(12_345, 12_345, ABOUT), estimate=True)[0] == (9_876, 14_814)
    assert ends(figure(300, 300, EXACT), estimate=True)[0] == (300, 300)


@pytest.mark.parametrize(
    ("change", "low", "high"),
    [
        (Change(Direction.CUT, factor=0.5, from_value=13_000), 5_850, 7_150),
        (
            Change(Direction.CUT, factor=0.5, from_value=13_000, nearness=Nearness.BELOW),
            6_500,
            7_800,
        ),
        (Change(Direction.RAISED, factor=2, from_value=10_000), 19_000, 21_000),
        (
            Change(Direction.RAISED, factor=2, from_value=10_000, nearness=Nearness.BELOW),
            18_000,
            20_000,
        ),
        (Change(Direction.CUT, amount=2_000, from_value=10_000), 7_800, 8_200),
    ],
)
def test_a_change_leaves_a_derived_interval_of_its_base(change, low, high):
    reach = derive(change, TOLERANCES)
    assert reach is not None
    assert (reach.hard.low, reach.hard.high, reach.derived) == (low, high, True)


def test_a_change_without_a_base_leaves_nothing_to_compare():
    assert derive(Change(Direction.CUT, factor=0.5), TOLERANCES) is None


def test_significant_digits_leave_out_zeros_at_the_ends():
    values = (13_000, 100, 6_850, 7, 150_000, 2.5, 0.5, 12_700)
    assert [significant_digits(one) for one in values] == [2, 1, 3, 1, 2, 2, 1, 3]


def test_numbers_are_written_as_people_write_them():
    assert [number(one) for one in (13_000, 6_507.5, 19.0)] == ["13,000", "6,507.5", "19"]


def test_an_interval_that_only_touches_does_not_meet():
    assert not Interval(0, 10).meets(Interval(10, 20))
    assert Interval(0, 10).meets(Interval(10, 10))
    assert not Interval(0, 10, high_open=True).meets(Interval(10, 10))


def test_distance_is_in_per_cent_of_the_larger_number():
    first = extent(figure(6_800, 6_800, EXACT), TOLERANCES)
    second = extent(figure(8_000, 8_000, EXACT), TOLERANCES)
    assert first is not None
    assert second is not None
    assert apart(first, second) == pytest.approx(15)


@given(
    st.floats(min_value=1, max_value=1e7),
    st.sampled_from([one for one in Bound if one is not Bound.VAGUE]),
    st.booleans(),
)
def test_a_core_lies_in_its_hard_interval_and_both_hold_the_number(value, bound, estimate):
    low = None if bound in {Bound.AT_MOST, Bound.FEWER_THAN} else value
    high = None if bound in {Bound.AT_LEAST, Bound.MORE_THAN} else value
    hard, core = ends(figure(low, high, bound), estimate=estimate)
    assert hard[0] <= core[0] <= core[1] <= hard[1]
    assert hard[0] - 1e-6 <= value <= hard[1] + 1e-6
