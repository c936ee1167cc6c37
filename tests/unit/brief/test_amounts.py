"""Amounts compared by value."""

from __future__ import annotations

import math

import pytest

from vedette.brief.check.amounts import Amount, Relation, compare

EXACT = Amount(13_000, 13_000)
ABOUT = Amount(13_000, 13_000, rough=True)
UP_TO = Amount(0, 30_000)
AT_LEAST = Amount(30_000, math.inf)
MORE_THAN = Amount(30_000, math.inf, low_open=True)
FEWER_THAN = Amount(0, 13_000, high_open=True)


@pytest.mark.parametrize(
    ("said", "evidence", "relation"),
    [
        (EXACT, EXACT, Relation.CARRIES),
        (ABOUT, EXACT, Relation.CARRIES),
        (ABOUT, ABOUT, Relation.CARRIES),
        (EXACT, ABOUT, Relation.OPEN),
        (AT_LEAST, UP_TO, Relation.DENIES),
        (UP_TO, AT_LEAST, Relation.DENIES),
        (EXACT, FEWER_THAN, Relation.DENIES),
        (FEWER_THAN, EXACT, Relation.DENIES),
        (FEWER_THAN, Amount(6_500, 6_500), Relation.CARRIES),
        (UP_TO, EXACT, Relation.CARRIES),
        (EXACT, UP_TO, Relation.OPEN),
        (AT_LEAST, Amount(30_000, 30_000), Relation.CARRIES),
        (MORE_THAN, Amount(30_000, 30_000), Relation.DENIES),
        (ABOUT, Amount(20_000, 20_000), Relation.DENIES),
    ],
)
def test_bounds_decide_what_an_amount_carries(said, evidence, relation):
    assert compare(said, evidence) is relation


def test_a_single_number_carries_no_other():
    assert compare(Amount(14, 14), Amount(15, 15)) is Relation.DENIES
