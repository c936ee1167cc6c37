from __future__ import annotations

import pytest

from vedette.model import Bound
from vedette.run.first import asked_for


@pytest.mark.parametrize(
    ("typed", "low", "high", "bound"),
    [
        ("30,000", 30_000, 30_000, None),
        ("30000", 30_000, 30_000, None),
        ("100k", 100_000, 100_000, None),
        ("thirty thousand", 30_000, 30_000, None),
        ("up to 30,000", 30_000, 30_000, Bound.AT_MOST),
        ("about 13 thousand", 13_000, 13_000, Bound.ABOUT),
        ("no fewer than 34,000", 34_000, 34_000, Bound.AT_LEAST),
        ("6,000-8,000", 6_000, 8_000, Bound.BETWEEN),
    ],
)
def test_a_number_is_read_as_news_writes_it(typed, low, high, bound):
    asked = asked_for(typed)
    assert asked is not None
    assert (asked.low, asked.high, asked.bound) == (low, high, bound)


def test_a_word_behind_the_number_says_what_is_counted():
    asked = asked_for("about 13,000 troops")
    assert asked is not None
    assert asked.counted == "personnel"


@pytest.mark.parametrize(
    "typed", ["Oreshnik", "Su-34", "Zapad-2025", "2025", "41st brigade", "5 %"]
)
def test_names_years_and_shares_are_no_numbers_of_things(typed):
    assert asked_for(typed) is None
