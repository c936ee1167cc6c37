import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.model import (
    Block,
    Precision,
    Reading,
    Report,
    Sentence,
    Span,
    TimeMention,
    TimeType,
    Token,
    When,
    Zone,
)
from vedette.resolve.times.assign import resolve_times
from vedette.resolve.times.calendar import interval_of, shift, value_of

TUESDAY = date(2025, 9, 16)


def resolve(*formulas, published=TUESDAY, kind=TimeType.DATE, verb=None):
    """Resolve formulas as if each were a word of one sentence, hung on a verb of this tag."""
    words = [f"time{i}" for i in range(len(formulas))] + ([verb[0]] if verb else [])
    text = " ".join(words)
    when = When.on(published) if published else When()
    report = Report(
        Report.make_id("", "", text), text, (Block(Zone.BODY, 0, len(text)),), published=when
    )
    top = len(words) - 1
    tokens = tuple(
        Token(
            i, m.start(), m.end(), m[0], m[0], m[0],
            "VERB" if verb and i == top else "NOUN", verb[1] if verb and i == top else "NN",
            "ROOT" if i == top else "npadvmod", top if verb else i, i, i,
        )
        for i, m in enumerate(re.finditer(r"\S+", text))
    )  # fmt: skip
    sentence = Sentence(0, 0, len(tokens), 0, len(text), 0, Zone.BODY)
    reading = Reading(report, "en", tokens, (sentence,), ())
    mentions = [
        TimeMention(Span.cut(text, tokens[i].start, tokens[i].end), kind, formula)
        for i, formula in enumerate(formulas)
    ]
    return resolve_times(reading, mentions)


def one(formula, **known):
    (mention,) = resolve(formula, **known)
    when = mention.when
    return mention.value, when.start and str(when.start), when.end and str(when.end), when.precision


PAST, PRESENT = ("came", "VBD"), ("begins", "VBZ")


@pytest.mark.parametrize(
    ("formula", "verb", "value"),
    [
        ("XXXX-WXX-1", PAST, "2025-09-15"),
        ("XXXX-WXX-2", PAST, "2025-09-16"),
        ("XXXX-WXX-5", PAST, "2025-09-12"),
        ("XXXX-WXX-5", None, "2025-09-12"),
        ("XXXX-WXX-5", PRESENT, "2025-09-19"),
        ("last:XXXX-WXX-2", PAST, "2025-09-09"),
        ("next:XXXX-WXX-1", PAST, "2025-09-22"),
    ],
)
def test_a_weekday_is_found_by_the_tense_of_its_verb(formula, verb, value):
    assert one(formula, verb=verb)[0] == value


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("2025-09-12", ("2025-09-12", "2025-09-12", "2025-09-12", Precision.DAY)),
        ("XXXX-08-06", ("2025-08-06", "2025-08-06", "2025-08-06", Precision.DAY)),
        ("last:Y;END", ("2024", "2024-10-01", "2024-12-31", Precision.RANGE)),
        ("this:Y;EARLIER", ("2025", "2025-01-01", "2025-09-16", Precision.RANGE)),
        ("this:W", ("2025-W38", "2025-09-15", "2025-09-21", Precision.WEEK)),
        ("last:W", ("2025-W37", "2025-09-08", "2025-09-14", Precision.WEEK)),
        ("last:M", ("2025-08", "2025-08-01", "2025-08-31", Precision.MONTH)),
        ("XXXX-WXX-WE", ("2025-W37-WE", "2025-09-13", "2025-09-14", Precision.WEEKEND)),
        ("week:XXXX-09-08", ("2025-W37", "2025-09-08", "2025-09-14", Precision.WEEK)),
        ("ago:P2D", ("2025-09-14", "2025-09-14", "2025-09-14", Precision.DAY)),
        ("ago:P3W", ("2025-W35", "2025-08-25", "2025-08-31", Precision.WEEK)),
        ("last:D", ("2025-09-15", "2025-09-15", "2025-09-15", Precision.DAY)),
        ("2024-WI", ("2024-WI", "2024-12-01", "2025-02-28", Precision.SEASON)),
        ("2024-Q3", ("2024-Q3", "2024-07-01", "2024-09-30", Precision.QUARTER)),
        ("199;END", ("199", "1997-01-01", "1999-12-31", Precision.RANGE)),
        ("last:DTMO", ("2025-09-15TMO", "2025-09-15", "2025-09-15", Precision.PART_OF_DAY)),
        ("last:DTNI;INTO", ("2025-09-14TNI", "2025-09-14", "2025-09-15", Precision.PART_OF_DAY)),
        ("lastY:XXXX-10", ("2024-10", "2024-10-01", "2024-10-31", Precision.MONTH)),
        ("XXXX-02-30", ("XXXX-02-30", None, None, Precision.UNKNOWN)),
        ("XXXX-03-05", ("XXXX-03-05", None, None, Precision.UNKNOWN)),
        ("before:P3W", (None, None, None, Precision.UNKNOWN)),
        ("lastW:XXXX-WXX-5", ("2025-09-12", "2025-09-12", "2025-09-12", Precision.DAY)),
        ("nextW:XXXX-WXX-1", ("2025-09-22", "2025-09-22", "2025-09-22", Precision.DAY)),
        ("weekfrom:XXXX-WXX-1", ("2025-09-29", "2025-09-29", "2025-09-29", Precision.DAY)),
        ("weekend:XXXX-09-06", ("2025-W36-WE", "2025-09-06", "2025-09-07", Precision.WEEKEND)),
        ("nextY:XXXX-H1", ("2026-H1", "2026-01-01", "2026-06-30", Precision.RANGE)),
        ("XXXX-09;FORE", ("2025-09", "2025-09-01", "2025-09-15", Precision.RANGE)),
        ("XXXX-09;HIND", ("2025-09", "2025-09-16", "2025-09-30", Precision.RANGE)),
        ("quarterto:2025-08-31", ("2025-QX", "2025-06-01", "2025-08-31", Precision.QUARTER)),
        ("XX90-01-03", ("1990-01-03", "1990-01-03", "1990-01-03", Precision.DAY)),
        ("XX25-01-03", ("2025-01-03", "2025-01-03", "2025-01-03", Precision.DAY)),
        ("2025-09-12|2025-12-09", ("2025-XX-XX", "2025-09-12", "2025-12-09", Precision.RANGE)),
        ("2025-00-02|2025-02-00", ("2025-XX-XX", None, None, Precision.UNKNOWN)),
        ("2025-02-30|2025-12-02", ("2025-12-02", "2025-12-02", "2025-12-02", Precision.DAY)),
        ("2025-EA", ("2025-04-20", "2025-04-20", "2025-04-20", Precision.DAY)),
        ("2024-GF", ("2024-03-29", "2024-03-29", "2024-03-29", Precision.DAY)),
        ("2024-KS", ("2024-11-28", "2024-11-28", "2024-11-28", Precision.DAY)),
        ("its:W;EARLIER", ("2025-W38", "2025-09-15", "2025-09-16", Precision.RANGE)),
        ("its:D", (None, None, None, Precision.UNKNOWN)),
        ("its:Q", (None, None, None, Precision.UNKNOWN)),
        ("dayof:P3D", (None, None, None, Precision.UNKNOWN)),
        ("ago:PT5H", (None, None, None, Precision.UNKNOWN)),
        ("ago:PT48H", ("2025-09-14", "2025-09-14", "2025-09-14", Precision.DAY)),
    ],
)  # fmt: skip
def test_a_formula_becomes_an_interval(formula, expected):
    assert one(formula) == expected


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("XXXX-09-12/XXXX-09-16", "2025-09-12/2025-09-16"),
        ("XXXX-12-28/XXXX-01-03", "2024-12-28/2025-01-03"),
        ("XXXX-WXX-5/XXXX-WXX-2", "2025-09-12/2025-09-16"),
        ("2014/2021", "2014/2021"),
        ("XXXX-05/XXXX-07", "2025-05/2025-07"),
        ("XXXX-11/XXXX-03", "2024-11/2025-03"),
    ],
)
def test_a_range_runs_from_its_first_day_to_its_last(formula, value):
    when = resolve(formula, verb=PAST)[0].when
    assert (when.value, when.precision) == (value, Precision.RANGE)


def test_a_far_day_without_a_verb_is_not_guessed_but_with_one_it_is_told():
    assert one("XXXX-03-05", verb=PAST)[0] == "2025-03-05"


@pytest.mark.parametrize(
    ("formula", "value"),
    [
        ("XXXX-WXX-1", "XXXX-WXX-1"),
        ("XXXX-09-12", "XXXX-09-12"),
        ("XXXX-09-12/XXXX-09-16", "XXXX-09-12/XXXX-09-16"),
        ("last:Y", None),
        ("this:D", None),
        ("this:DTNI", "XXXX-XX-XXTNI"),
        ("ago:P2D", None),
    ],
)
def test_an_undated_report_leaves_relative_times_unknown(formula, value):
    assert one(formula, published=None) == (value, None, None, Precision.UNKNOWN)


def test_an_undated_report_still_knows_absolute_dates():
    assert one("2025-09-12", published=None)[1] == "2025-09-12"


@pytest.mark.parametrize(
    ("formulas", "value"),
    [
        (("2024-05-06", "after:P1D"), "2024-05-07"),
        (("2024-05-06", "after:P2W"), "2024-W21"),
        (("2024-05-06", "same:DT14:00"), "2024-05-06T14:00"),
        (("2021", "same:Y"), "2021"),
        (("2021", "after:P1Y"), "2022"),
        (("2021", "after:P1D"), None),
        (("2023-12", "coming:Y"), "2024"),
        (("x", "coming:Y"), "2026"),
        (("2024-05-06", "after:XXXX-WXX-5"), "2024-05-10"),
        (("2024-Q3", "its:Q"), "2024-Q3"),
        (("2024-Q3", "before:P1Y"), "2023-Q3"),
        (("2024-Q3", "back:P"), "2023-Q3"),
        (("2024-Q3", "back:2021"), "2021-Q3"),
        (("2024-Q3", "back:Q2"), "2024-Q2"),
        (("quarterto:2024-08-31", "back:P"), "2023-QX"),
        (("2024-05-06", "back:P"), "2023"),
        (("2024-05-06", "its:Y"), "2024"),
        (("2024-05-06/2024-05-10", "dayof:P3D"), "2024-05-08"),
        (("2024-05-06/2024-05-10", "dayof:P9D"), None),
    ],
)
def test_what_counts_from_a_named_time_needs_one_that_is_fine_enough(formulas, value):
    assert resolve(*formulas)[1].value == value


@pytest.mark.parametrize(
    ("formula", "why"),
    [
        ("XXXX-02-30", "no such day"),
        ("2025-02-29", "no such day"),
        ("?no such year", "no such year"),
        ("before:P3W", "counted from what has no date"),
        (None, "counted from what has no date"),
        ("XXXX-03-05", "the year is not said"),
    ],
)
def test_an_unknown_time_says_why(formula, why):
    assert resolve(formula)[0].when.basis == f"unknown: {why}"


@pytest.mark.parametrize(
    "formula", ["last:Y", "XXXX-WXX-1", "XXXX-09-12", "ago:P2D", "XX90-01-03", "XXXX-05/XXXX-07"]
)
def test_what_depends_on_a_date_that_is_missing_says_so(formula):
    (mention,) = resolve(formula, published=None)
    assert mention.when.basis == "unknown: the report has no publication date"


def test_the_quarter_a_year_ago_keeps_the_length_of_the_one_it_is_compared_with():
    _, quarter = resolve("quarterto:2024-08-31", "back:P")
    assert (str(quarter.when.start), str(quarter.when.end)) == ("2023-06-01", "2023-08-31")


def test_a_quarter_still_to_come_is_not_the_one_reported_on():
    assert resolve("2024-Q3", "2026-Q1", "its:Q")[2].value == "2024-Q3"


@pytest.mark.parametrize(
    ("formula", "instant"),
    [
        ("2025-09-10T15:00+03:00", datetime(2025, 9, 10, 12, tzinfo=UTC)),
        ("2025-09-10T01:00+03:00@2015", datetime(2025, 9, 9, 22, tzinfo=UTC)),
        ("2012-09-10T01:00+03:00@2015", None),
        ("2025-09-10T21:00-05:00", datetime(2025, 9, 11, 2, tzinfo=UTC)),
        ("2025-09-10T24:00Z", datetime(2025, 9, 11, tzinfo=UTC)),
        ("2025-09-10T15:00", None),
    ],
)
def test_a_time_of_day_is_an_instant_where_its_zone_was_in_force(formula, instant):
    (mention,) = resolve(formula)
    assert (mention.when.instant, mention.when.start) == (instant, date.fromisoformat(formula[:10]))


def test_halves_of_a_length_are_written_in_the_next_smaller_unit():
    values = [resolve(v, kind=TimeType.DURATION)[0].value for v in ("P2.5Y", "PT1.5H", "P1.5W")]
    assert values == ["P2Y6M", "PT1H30M", "P1.5W"]


def test_a_time_of_day_in_utc_is_an_instant():
    when = resolve("2025-09-10T06:00Z")[0].when
    assert when.instant == datetime(2025, 9, 10, 6, tzinfo=UTC)


def test_durations_and_sets_stay_as_they_are():
    for kind, value in ((TimeType.DURATION, "P42D"), (TimeType.SET, "XXXX-WXX-5")):
        mention = resolve(value, kind=kind)[0]
        assert (mention.value, mention.when.is_known) == (value, False)


def test_how_a_time_is_known_is_said():
    assert resolve("2025-09-12")[0].when.basis == "stated"
    assert resolve("last:D")[0].when.basis == "resolved against publication"


@given(st.dates(), st.sampled_from(["D", "W", "M", "Q", "Y", "DE"]))
def test_the_value_of_a_day_holds_the_day(day, unit):
    interval = interval_of(value_of(day, unit))
    if interval is not None:  # the first and the last year of the calendar have cut units
        assert interval[0] <= day <= interval[1]


@given(st.dates(), st.integers(-2000, 2000), st.sampled_from(["D", "W", "M", "Q", "Y"]))
def test_moving_never_fails(day, number, unit):
    moved = shift(day, number, unit)
    assert moved is None or number == 0 or (moved > day) == (number > 0)


_FORMULAS = st.sampled_from(
    ["XXXX-WXX-1", "XXXX-02-29", "XXXX-12", "XXXX-WI", "XXXX-Q1", "last:Y", "next:W", "this:DTNI",
     "ago:P3M", "in:P99Y", "before:P1D", "same:M", "week:XXXX-01-01", "199", "20", "2025;MID",
     "XXXX-01-01TNI;INTO", "XXXX-WXX-WE", "XXXX-WXX-6/XXXX-WXX-2", "XXXX-12-31/XXXX-01-01",
     "last:XXXX-05", "after:XXXX-WXX-3", "ago:P9999Y", "PAST_REF", "x", "", "its:Q", "its:Y",
     "back:P", "back:Q3", "back:1999", "dayof:P3D", "quarterto:XXXX-02-30", "quarterto:2024-02",
     "XX29-02-29", "2025-02-30|2025-30-02", "XXXX-EA", "weekfrom:XXXX-WXX-7", "lastW:XXXX-WXX-1",
     "XXXX-02;FORE", "2025-Q3", "before:P1Y", "?no such day", "XXXX-01-01T24:00-12:00"]
)  # fmt: skip


@given(
    st.lists(_FORMULAS, min_size=1, max_size=4), st.dates(), st.sampled_from([None, PAST, PRESENT])
)
def test_any_formula_on_any_day_resolves_or_stays_unknown(formulas, today, verb):
    for mention in resolve(*formulas, published=today, verb=verb):
        assert mention.when.is_known or mention.when.precision is Precision.UNKNOWN


def test_a_range_that_no_verb_places_keeps_its_year_open():
    assert one("XXXX-05-02/XXXX-05-06") == (
        "XXXX-05-02/XXXX-05-06",
        None,
        None,
        Precision.UNKNOWN,
    )
