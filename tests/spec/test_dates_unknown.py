"""Dates: what cannot be, and what cannot be told, is kept with the reason."""

from datetime import date

import pytest
from dating import times

from vedette.model import Precision


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("On 31 February they met.", "no such day"),
        ("On 30.02.2025 they met.", "no such day"),
        ("On February 29, 2025, they met.", "no such day"),
        ("On the 45th of May they met.", "no such day"),
        ("On Sept. 31 they met.", "no such day"),
        ("In the year 0 they met.", "no such year"),
        ("In the year 99999 they met.", "no such year"),
        ("On September 12, 99999, they met.", "no such year"),
        ("At 25:61 they met.", "no such time of day"),
        ("From 16 to 12 September they met.", "it ends before it begins"),
        ("They met on the eve of the drills.", "counted from what has no date"),
        ("They struck on D+3.", "counted from a day that is not named"),
        ("Day 3 of the exercise was quiet.", "counted from what has no date"),
        ("Three weeks later they met.", "counted from what has no date"),
        ("At 3 a.m. they met.", "counted from what has no date"),
    ],
)
def test_what_cannot_be_dated_is_kept_and_says_why(text, why):
    (mention,) = times(text)
    assert (mention.when.is_known, mention.when.basis) == (False, f"unknown: {why}")


@pytest.mark.parametrize(
    "text",
    [
        "On Monday they met.",
        "They met last year.",
        "They met two days ago.",
        "On 12 September they met.",
        "They met in the past 24 hours.",
        "They met between May and July.",
        "They met at the weekend.",
        "On 3 JAN 90, they met.",
    ],
)
def test_a_report_without_a_date_leaves_relative_times_unknown(text):
    (mention,) = times(text, None)
    assert mention.when.basis == "unknown: the report has no publication date"
    assert mention.when.precision is Precision.UNKNOWN


def test_a_date_in_figures_that_may_be_two_days_is_the_stretch_between_them():
    (either,) = times("The pact of 09/12/2025 was signed.")
    assert (either.value, either.when.precision) == ("2025-XX-XX", Precision.RANGE)
    assert (str(either.when.start), str(either.when.end)) == ("2025-09-12", "2025-12-09")
    (sure,) = times("The pact of 13/09/2025 was signed.")
    assert sure.value == "2025-09-13"


def test_a_report_from_the_far_end_of_the_calendar_breaks_nothing():
    text = "It ends next year, in two decades, on Friday or on 31 December."
    for day in (date(1, 1, 1), date(9999, 12, 31)):
        for mention in times(text, day):
            assert mention.when.is_known or mention.when.basis or mention.value == "P20Y"


@pytest.mark.parametrize(
    "text",
    [
        "On 12\u200b Septem\u00adber 2025 they met.",
        "On \u200f12 September\u200e 2025 they met.",
        "On \u206612 September\u2069 2025 they met.",
        "On 12\u00a0September\u202f2025 they met.",
        "On \uff11\uff12 September 2025 they met.",
        "On 12 Sept\u0435mber 2025 they met.",
    ],
)
def test_what_does_not_show_does_not_hide_a_date(text):
    (mention,) = times(text)
    assert mention.value == "2025-09-12"
    assert mention.span.holds_in(text)
