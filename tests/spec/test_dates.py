"""Dates: what a report published on Tuesday, 16 September 2025 means by its times."""

from datetime import date

import pytest

from vedette.extract.times.find import find_times
from vedette.model import Block, Report, When, Zone
from vedette.read.reader import Reader
from vedette.resolve.times.assign import resolve_times

TUESDAY = date(2025, 9, 16)


@pytest.fixture(scope="module")
def reader():
    return Reader()


def times(reader, text, published=TUESDAY):
    report = Report(
        Report.make_id("", "", text),
        text,
        (Block(Zone.BODY, 0, len(text)),),
        published=When.on(published) if published else When(),
        language="en",
    )
    reading = reader.read(report)
    return resolve_times(reading, find_times(reading))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A spokesman repeated the offer on Monday.", "2025-09-15"),
        ("In a radio talk Friday, the president said no.", "2025-09-12"),
        ("The parade begins on Thursday.", "2025-09-18"),
        ("Latvia will shut two crossings on Friday.", "2025-09-19"),
        ("Talks are planned for Monday.", "2025-09-22"),
        ("The mayor said that schools would open on Thursday.", "2025-09-18"),
        ("Shells that were fired on Sunday hit a farm.", "2025-09-14"),
        ("The inquiry follows Monday's crash.", "2025-09-15"),
        ("The pilots may have left on Saturday.", "2025-09-13"),
        ("The order is to be signed on Wednesday.", "2025-09-17"),
        ("Beijing could hold drills on Thursday, officials said.", "2025-09-18"),
    ],
)
def test_a_weekday_lies_where_the_tense_points(reader, text, value):
    assert [m.value for m in times(reader, text)] == [value]


@pytest.mark.parametrize(
    ("text", "value", "start", "end"),
    [
        ("The fleet sailed on September 12.", "2025-09-12", "2025-09-12", "2025-09-12"),
        ("The fleet sailed on December 20.", "2024-12-20", "2024-12-20", "2024-12-20"),
        ("The airspace is closed until December 9.", "2025-12-09", "2025-12-09", "2025-12-09"),
        ("It ran from May 2 to 6.", "2025-05-02/2025-05-06", "2025-05-02", "2025-05-06"),
        ("Moscow moved the missiles late last year.", "2024", "2024-10-01", "2024-12-31"),
        ("The bridge fell in early August.", "2025-08", "2025-08-01", "2025-08-10"),
        ("The bridge fell last summer.", "2025-SU", "2025-06-01", "2025-08-31"),
        ("A drone came down at the weekend.", "2025-W37-WE", "2025-09-13", "2025-09-14"),
        ("The ministers will meet at the weekend.", "2025-W38-WE", "2025-09-20", "2025-09-21"),
        ("He spoke of it last week.", "2025-W37", "2025-09-08", "2025-09-14"),
        ("Jets flew overnight into September 10.", "2025-09-09TNI", "2025-09-09", "2025-09-10"),
        ("The army has held the range since 2021.", "2021", "2021-01-01", "2021-12-31"),
        ("Two battalions left three days ago.", "2025-09-13", "2025-09-13", "2025-09-13"),
    ],
)  # fmt: skip
def test_a_time_is_an_interval_of_days(reader, text, value, start, end):
    (mention,) = times(reader, text)
    assert (mention.value, str(mention.when.start), str(mention.when.end)) == (value, start, end)


@pytest.mark.parametrize(
    ("text", "type_", "value"),
    [
        ("For months trains have brought tanks.", "DURATION", "PXM"),
        ("States are told 42 days ahead.", "DURATION", "P42D"),
        ("The bombers made a four-hour flight.", "DURATION", "PT4H"),
        ("The exercise is held every year.", "SET", "P1Y"),
        ("The border is now closed.", "DATE", "PRESENT_REF"),
        ("The unit was recently moved.", "DATE", "PAST_REF"),
    ],
)
def test_lengths_steps_and_vague_times_have_values_without_days(reader, text, type_, value):
    (mention,) = times(reader, text)
    assert (mention.type, mention.value, mention.when.is_known) == (type_, value, False)


def test_the_name_of_an_exercise_holds_no_year(reader):
    assert times(reader, "Zapad-2021 was larger than Zapad-2025 and Iron Defender-25.") == ()


def test_a_day_may_be_counted_from_another(reader):
    first, second = times(reader, "On September 2 the ship left; three days later it sank.")
    assert (first.value, second.value) == ("2025-09-02", "2025-09-05")


def test_an_undated_report_leaves_its_weekdays_open(reader):
    monday, year = times(reader, "On Monday he recalled the war in 2014.", published=None)
    assert (monday.value, monday.when.is_known) == ("XXXX-WXX-1", False)
    assert year.value == "2014"


def test_the_weekday_of_a_caption_lies_back():
    text = "A corvette leaves Rostock on Thursday."
    report = Report(
        Report.make_id("", "", text),
        text,
        (Block(Zone.CAPTION, 0, len(text)),),
        published=When.on(TUESDAY),
        language="en",
    )
    reading = Reader().read(report)
    assert [t.value for t in resolve_times(reading, find_times(reading))] == ["2025-09-11"]
