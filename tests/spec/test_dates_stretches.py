"""Dates: stretches of days, nights, quarters and times of day."""

from datetime import UTC, date, datetime

import pytest
from dating import TUESDAY, times

from vedette.model import Precision


@pytest.mark.parametrize(
    ("text", "value", "start", "end"),
    [
        ("The drills run from 28 August to 3 September.",
         "2025-08-28/2025-09-03", "2025-08-28", "2025-09-03"),
        ("The drills are held on 12-16 September.",
         "2025-09-12/2025-09-16", "2025-09-12", "2025-09-16"),
        ("Shelling went on between May and July.", "2025-05/2025-07", "2025-05-01", "2025-07-31"),
        ("The corps trained from March to May 2024.",
         "2024-03/2024-05", "2024-03-01", "2024-05-31"),
        ("Drones crossed on the night of 9 to 10 September.",
         "2025-09-09TNI", "2025-09-09", "2025-09-10"),
        ("The depot burned in the early hours of Wednesday.",
         "2025-09-10TMO", "2025-09-10", "2025-09-10"),
        ("In mid-September the tanks left.", "2025-09", "2025-09-11", "2025-09-20"),
        ("Next spring the base will open.", "2026-SP", "2026-03-01", "2026-05-31"),
        ("Jets flew over the weekend of September 6-7.", "2025-W36-WE", "2025-09-06", "2025-09-07"),
        ("Earlier in the week the fleet sailed.", "2025-W38", "2025-09-15", "2025-09-16"),
        ("He spoke on Thursday last week.", "2025-09-11", "2025-09-11", "2025-09-11"),
        ("Talks resume a week from Monday.", "2025-09-29", "2025-09-29", "2025-09-29"),
        ("Exports doubled in the quarter ended 31 August.", "2025-QX", "2025-06-01", "2025-08-31"),
        ("Two weeks ago the brigade left.", "2025-W36", "2025-09-01", "2025-09-07"),
        ("It closed for Easter.", "2025-04-20", "2025-04-20", "2025-04-20"),
        ("On New Year's Eve the truce ended.", "2024-12-31", "2024-12-31", "2024-12-31"),
        ("They had agreed to vote by March of next year.", "2026-03", "2026-03-01", "2026-03-31"),
        ("The May exercise was the larger one.", "2025-05", "2025-05-01", "2025-05-31"),
    ],
)  # fmt: skip
def test_a_stretch_of_days_is_one_interval(text, value, start, end):
    mention = times(text)[0]
    assert (mention.value, str(mention.when.start), str(mention.when.end)) == (value, start, end)


@pytest.mark.parametrize(
    ("text", "value", "start", "end"),
    [
        ("In the past 24 hours forty drones were shot down.", "PT24H", "2025-09-15", "2025-09-16"),
        ("Over the past two months trains have come.", "P2M", "2025-07-16", "2025-09-16"),
        ("Over the next two weeks the army will train.", "P2W", "2025-09-16", "2025-09-30"),
    ],
)
def test_a_length_that_ends_or_begins_today_has_days(text, value, start, end):
    (mention,) = times(text)
    assert (mention.value, str(mention.when.start), str(mention.when.end)) == (value, start, end)


@pytest.mark.parametrize(
    "text",
    [
        "He had spent the past two years in a camp.",
        "Over the next two weeks the army advanced.",
        "It will fall within days.",
    ],
)
def test_a_length_in_a_story_of_the_past_has_none(text):
    assert not times(text)[0].when.is_known


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A clash was reported since Friday.", "2025-09-12"),
        ("The ban has been extended until Friday.", "2025-09-19"),
        ("The fighting lasted until Friday.", "2025-09-12"),
        ("Warnings on Friday that war could come were ignored.", "2025-09-12"),
        ("The pilots could not be found on Friday.", "2025-09-12"),
        ("A range set on Friday for the trials is closed.", "2025-09-12"),
        ("The drills set for Friday are off.", "2025-09-19"),
        ("The order had been due on Friday.", "2025-09-12"),
        ("The firm expects a loss in the second quarter.", "2025-Q2"),
        ("The loan runs through January.", "2026-01"),
        ("Prices have doubled since December.", "2024-12"),
    ],
)
def test_words_around_a_time_outweigh_the_tense(text, value):
    assert times(text, date(2025, 8, 5) if "quarter" in text else TUESDAY)[-1].value == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "In the third quarter the plant made 90 tanks, up from 60 a year earlier.",
            ["2025-Q3", "2024-Q3"],
        ),
        (
            "Output in the first quarter rose. In the year-earlier period it had fallen.",
            ["2025-Q1", "2024-Q1"],
        ),
        ("The plant lost money in the second quarter. Sales in the quarter fell.", ["2025-Q2"] * 2),
        ("Output rose to 90 tanks from 60 a year earlier.", ["2024"]),
        ("In 2021 the force was larger; a year earlier it was small.", ["2021", "2020"]),
        (
            "The exercise runs from 12 to 16 September. On the third day missiles flew.",
            ["2025-09-12/2025-09-16", "2025-09-14"],
        ),
    ],
)
def test_what_was_named_before_tells_what_is_meant(text, values):
    assert [mention.value for mention in times(text)] == values


@pytest.mark.parametrize(
    ("text", "value", "instant"),
    [
        ("It fired at 0600 GMT on 10 September.", "2025-09-10T06:00Z", (2025, 9, 10, 6)),
        ("It fired at 3 p.m. Moscow time on Friday.", "2025-09-12T15:00", (2025, 9, 12, 12)),
        ("It fired at 1:05 a.m. (2205 GMT) on Friday.", "2025-09-12T01:05", (2025, 9, 11, 22, 5)),
        ("It fired at 9:30 a.m. EDT on Friday.", "2025-09-12T09:30", (2025, 9, 12, 13, 30)),
        ("It fired at 9 a.m. local time on Friday.", "2025-09-12T09:00", None),
    ],
)
def test_a_time_of_day_is_a_moment_where_its_zone_is_told(text, value, instant):
    (mention,) = times(text)
    known = datetime(*instant, tzinfo=UTC) if instant else None
    assert (mention.value, mention.when.instant) == (value, known)


def test_a_rate_is_no_time():
    assert times("The plant makes 200 tanks a month and spends $2 billion a year.") == ()
    (week,) = times("He gave the rebels a week to leave.")
    assert week.value == "P1W"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("THE ARMY ATTACKED ON 12 SEPTEMBER.", ["2025-09-12"]),
        ("THE ARMY ATTACKED LAST MONDAY.", ["2025-09-15"]),
        ("REBELS HELD THE TOWN LAST WEEK AND YESTERDAY.", ["2025-W37", "2025-09-15"]),
        ("IN MARCH THE MARCH BEGAN; IT MAY END IN MAY.", ["2025-03", "2026-05"]),
        ("on 12 september and on monday they came", ["2025-09-12", "2025-09-15"]),
    ],
)
def test_capitals_and_small_letters_read_alike(text, values):
    assert [mention.value for mention in times(text)] == values


def test_a_year_in_two_digits_is_the_one_nearest_to_the_report():
    (day, before) = times("SAN MARCOS, 3 JAN 90 -- REBELS CAME YESTERDAY.", date(1990, 1, 4))
    assert (day.value, before.value) == ("1990-01-03", "1990-01-03")
    assert times("ON 12 SEPTEMBER 90 SOLDIERS CAME.")[0].value == "2025-09-12"


def test_a_part_of_a_day_keeps_its_precision():
    (mention,) = times("He spoke late on Monday.")
    assert (mention.value, mention.when.precision) == ("2025-09-15", Precision.PART_OF_DAY)
