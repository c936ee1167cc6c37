"""Numbers and quantities are read from the text alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.extract.figures.number import NumberForm
from vedette.extract.figures.numbers import find_numbers, number_words
from vedette.extract.figures.quantities import AGE, COUNT, find_quantities
from vedette.model import Bound, Direction, Nearness


def numbers(text):
    return [(n.low, n.high) for n in find_numbers(text, 0, len(text), number_words("en"))]


def quantities(text):
    return find_quantities(text, 0, len(text))


def only(text):
    (quantity,) = quantities(text)
    return quantity


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("13,000", 13_000),
        ("13 000", 13_000),
        ("13\u00a0000", 13_000),
        ("13.5 thousand", 13_500),
        ("1,307,000", 1_307_000),
        ("4 hundred million", 400_000_000),
        ("twenty-three", 23),
        ("one hundred and fifty", 150),
        ("two thousand three hundred", 2_300),
        ("a hundred", 100),
        ("half a million", 500_000),
        ("half a dozen", 6),
        ("two and a half thousand", 2_500),
        ("two dozen", 24),
        ("7.2bn", 7_200_000_000),
        (".5", 0.5),
        ("twelve hundred", 1_200),
        ("two thousand million", 2_000_000_000),
        ("three-quarters of a million", 750_000),
        ("1.5×10^6", 1_500_000),
        ("10⁶", 1_000_000),
        ("1,50,000", 150_000),
        ("2½", 2.5),
        ("3/4 of it", 0.75),
        ("1⁄32 of it", 1 / 32),
    ],
)
def test_a_number_has_one_value_however_it_is_written(text, value):
    assert numbers(text) == [(value, value)]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("6-8 thousand", (6_000, 8_000)),
        ("6,000–8,000", (6_000, 8_000)),
        ("six to eight thousand", (6_000, 8_000)),
        ("30-34,000", (30_000, 34_000)),
        ("between 6,000 and 8,000", (6_000, 8_000)),
        ("two or three", (2, 3)),
        ("two to three dozen", (24, 36)),
    ],
)
def test_two_ends_make_one_range(text, ends):
    assert numbers(text) == [ends]


def test_falling_ends_are_no_range():
    assert numbers("8 to 6") == [(8, 8), (6, 6)]


def test_an_amount_and_its_outcome_are_two_numbers():
    assert numbers("raised by 2,000 to 15,000") == [(2_000, 2_000), (15_000, 15_000)]


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("dozens", (24, 99)),
        ("hundreds", (100, 999)),
        ("several hundred", (200, 900)),
        ("several thousand", (2_000, 9_000)),
        ("tens of thousands", (10_000, 99_999)),
        ("hundreds of thousands", (100_000, 999_999)),
        ("a few", (2, 9)),
    ],
)
def test_a_vague_word_has_the_interval_of_the_convention(text, ends):
    assert numbers(text) == [ends]


@pytest.mark.parametrize(
    "text", ["a third brigade", "the second half", "a thousand-yard stare ends"]
)
def test_an_ordinal_is_no_share(text):
    assert all(q.kind != "share" for q in quantities(text))


@pytest.mark.parametrize(
    ("text", "bound", "low", "high"),
    [
        ("13,000 men", Bound.EXACT, 13_000, 13_000),
        ("about 13,000 men", Bound.ABOUT, 13_000, 13_000),
        ("some 13,000 men", Bound.ABOUT, 13_000, 13_000),
        ("~300 men", Bound.ABOUT, 300, 300),
        ("up to 7,000 men", Bound.AT_MOST, None, 7_000),
        ("as many as 7,000 men", Bound.AT_MOST, None, 7_000),
        ("no more than 7,000 men", Bound.AT_MOST, None, 7_000),
        ("would not go beyond 7,000 men", Bound.AT_MOST, None, 7_000),
        ("up to about 7,000 men", Bound.AT_MOST, None, 7_000),
        ("fewer than 13,000 men", Bound.FEWER_THAN, None, 13_000),
        ("at least 300 men", Bound.AT_LEAST, 300, None),
        ("no fewer than 300 men", Bound.AT_LEAST, 300, None),
        ("300 or more men", Bound.AT_LEAST, 300, None),
        ("more than 300 men", Bound.MORE_THAN, 300, None),
        ("300+ men", Bound.MORE_THAN, 300, None),
        ("upwards of 300 men", Bound.MORE_THAN, 300, None),
        ("6,000-8,000 men", Bound.BETWEEN, 6_000, 8_000),
        ("about 6,000 to 8,000 men", Bound.BETWEEN, 6_000, 8_000),
        ("dozens of men", Bound.VAGUE, 24, 99),
        ("a dozen men", Bound.ABOUT, 12, 12),
        ("more than a dozen men", Bound.MORE_THAN, 12, None),
    ],
)
def test_bound_words_open_or_close_an_end(text, bound, low, high):
    quantity = only(text)
    assert (quantity.bound, quantity.low, quantity.high) == (bound, low, high)


@pytest.mark.parametrize(
    ("text", "nearness"),
    [
        ("nearly 200 men", Nearness.BELOW),
        ("just under 200 men", Nearness.BELOW),
        ("just over 200 men", Nearness.ABOVE),
        ("roughly 200 men", Nearness.NONE),
    ],
)
def test_nearly_and_just_over_stay_apart_from_about(text, nearness):
    quantity = only(text)
    assert (quantity.bound, quantity.nearness) == (Bound.ABOUT, nearness)


def test_an_opening_quotation_mark_does_not_hide_a_bound():
    assert only("in the drill “about 300 men” train").bound is Bound.ABOUT


def test_a_preposition_of_place_is_no_bound():
    assert only("flew over two villages").bound is Bound.EXACT


@pytest.mark.parametrize(
    "text",
    [
        "T-72, Su-30, S-400, 3M22, 9K720, Kh-47M2, MiG-31 and the 227th range",
        "Zapad-2025 and Iron Defender-25",
        "on September 12-16, 2025",
        "on 12 September at 14:30 local time",
        "2025-09-12 and 12/09/2025",
        "since 2014 and in the 2021 drills",
        "at 4 p.m. and at 0600 GMT",
        "Article 5 and Resolution 2231",
        "they won 3-1",
        "24/7",
        "call +370 5 211 1111",
        "https://example.org/2024/300 and desk300@example.org",
        "Flight 9525 and the Boeing 737",
        "Air Force One",
        "in the 1990s",
        "Day 1,304 of the war",
        "49 Oak Hill Road and 16-18 Mill Avenue",
        "the number 10 shirt in size 12",
        "COVID-19 and the FTSE 100",
        "the top 10",
        "at 54°41′20″N 25°16′47″E / 54.68889°N 25.27972°E / 54.68889; 25.27972",
        "PS752",
        "at 0200, from 0800 to 1500 and at 1130 (local time)",
        "OSLO, 19 JUL 89 (RADIO OSLO) and on 3 AUG",
        "battalion 3-16 and brigade 5",
        "at 1650 (2250 GMT) and at 1030 today",
        "as follows: 1. Posts were attacked. 2. Pylons were cut.",
    ],
)
def test_digits_in_names_dates_and_addresses_count_nothing(text):
    assert quantities(text) == []


@pytest.mark.parametrize(
    "text", ["34-year-old", "aged 34", "as young as 10", "a 6-month-old", "Ivanova, 34, said"]
)
def test_an_age_is_told_from_a_count(text):
    assert only(text).kind == AGE


@pytest.mark.parametrize("text", ["2000 troops came", "up to 2000 soldiers came"])
def test_four_digits_before_a_plural_are_no_year(text):
    assert only(text).most == 2_000


@pytest.mark.parametrize(
    ("text", "kind", "unit", "value"),
    [
        ("PS2.7m", "money", "GBP", 2_700_000),
        ("paid 40 pounds", "money", "GBP", 40),
        ("2 million pounds", "money", "GBP", 2_000_000),
        ("900 pounds a year", "money", "GBP per year", 900),
        ("40 pounds of explosives", "weight", "lb", 40),
        ("50mL of it", "volume", "mL", 50),
        ("Mach 5 runs", "speed", "Mach", 5),
        ("a 5 W charger", "power", "W", 5),
        ("$10m", "money", "USD", 10_000_000),
        ("€2.5bn", "money", "EUR", 2_500_000_000),
        ("5% of it", "percent", "percent", 5),
        ("30 per cent", "percent", "percent", 30),
        ("120 km/h", "speed", "km/h", 120),
        ("3,000 m", "distance", "m", 3_000),
        ("155mm shells", "distance", "mm", 155),
        ("42 days ahead", "duration", "day", 42),
        ("250 kg", "weight", "kg", 250),
        ("52,000 barrels a day", "volume", "barrel per day", 52_000),
    ],
)
def test_a_unit_says_what_is_measured(text, kind, unit, value):
    quantity = only(text)
    assert (quantity.kind, quantity.unit, quantity.least) == (kind, unit, value)


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("3, 5 and 10 km", ["km", "km", "km"]),
        ("280 million of the 1.5 billion euros", ["EUR", "EUR"]),
        ("3.4% in May and 2.8 in June", ["percent", "percent"]),
        ("rose 2% to 3.65 on Monday", ["percent", None]),
        ("killed four and two days later", [None, "day"]),
        ("9 billion euros ($2.4 billion) a year", ["EUR per year", "USD"]),
        ("a quarter of an hour", ["hour"]),
        ("$75 U.S. per barrel", ["USD per barrel"]),
    ],
)
def test_a_unit_said_once_holds_for_its_neighbours(text, units):
    assert [q.unit for q in quantities(text)] == units


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("-$50.8bn", -50_800_000_000, "USD"),
        ("$-50.8bn", -50_800_000_000, "USD"),
        ("it was -30 degrees", -30, "degree"),
        ("minus-1.4 degree", -1.4, "degree"),
    ],
)
def test_a_sign_before_a_measure_is_read(text, value, unit):
    quantity = only(text)
    assert (quantity.least, quantity.unit, quantity.doubt) == (value, unit, None)


@pytest.mark.parametrize(
    ("text", "trend"),
    [
        ("they grew sales of boats by 35%", Direction.RAISED),
        ("a rise in losses caused by 12 drones", None),
        ("they raised 280 million euros", None),
        ("the index +0.2%", Direction.RAISED),
        ("the price is plummeting 65%", Direction.CUT),
    ],
)
def test_a_direction_reaches_across_what_it_moves(text, trend):
    assert only(text).trend is trend


def test_a_direction_and_a_bound_hold_for_the_next_in_a_row():
    assert [q.trend for q in quantities("oil fell by 2%, gas by 3%")] == [Direction.CUT] * 2
    assert [q.bound for q in quantities("under 300 hp (224 kW)")] == [Bound.FEWER_THAN] * 2


def test_a_nationality_behind_a_number_shows_that_it_counts():
    assert only("near Kursk 12 Saudi planes").most == 12
    assert quantities("the iPhone 12 Mini deal") == []


def test_foot_soldiers_are_no_feet():
    assert only("50 foot soldiers").kind == COUNT


def test_ends_that_each_carry_their_unit_are_one_range():
    quantity = only("from $3 billion to $5 billion")
    assert (quantity.least, quantity.most, quantity.unit) == (3e9, 5e9, "USD")


def test_a_direction_stands_in_front():
    assert only("shares fell 7%").trend is Direction.CUT
    assert only("shot down 12 drones").trend is None


def test_a_noun_tied_by_a_hyphen_is_marked():
    assert only("a 13,000-strong force").joined


@given(st.integers(0, 10**9))
def test_a_grouped_number_keeps_its_value(value):
    assert numbers(f"{value:,}") == [(value, value)]


@given(st.text(alphabet="0123456789,.-–$% abcdnoptuhsrem()", max_size=60))
def test_whatever_the_text_numbers_lie_inside_it_and_run_upward(text):
    found = find_numbers(text, 0, len(text), number_words("en"))
    ends = [0]
    for number in found:
        assert ends[-1] <= number.start < number.end <= len(text)
        assert number.low <= number.high
        ends.append(number.end)
    for quantity in quantities(text):
        assert quantity.start <= quantity.number.start < quantity.number.end <= quantity.end


def test_forms_tell_how_a_number_is_written():
    forms = [n.form for n in find_numbers("12, dozens, half", 0, 16, number_words("en"))]
    assert forms == [NumberForm.PLAIN, NumberForm.VAGUE, NumberForm.FRACTION]


@pytest.mark.parametrize(
    "text",
    [
        "about 1,300 soldiers",
        "no fewer than twenty-five tanks",
        "between six and eight thousand men",
        "up to $3 million a year",
        "dozens of boats and half of the guns",
        "at least 40 kilometers, or 25 miles",
        "5 percent more than on 3 August at 5 p.m.",
    ],
)
def test_capitals_are_read_like_small_letters(text):
    def read(words):
        return [(q.least, q.most, q.bound, q.unit, q.kind) for q in quantities(words)]

    assert read(text.upper()) == read(text)
