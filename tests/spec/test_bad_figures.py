"""Numbers that no report should hold: read right, or left out with a reason that is counted."""
# ruff: noqa: E501 - the tables are read across

from __future__ import annotations

import math

import pytest
from counting import counted, figure_with
from hypothesis import given, settings
from hypothesis import strategies as st

RIGHT = [
    # text, number words, value
    ("Norway sent １３，０００ soldiers.", "１３，０００", 13_000),
    ("Norway sent ١٣٬٠٠٠ soldiers.", "١٣٬٠٠٠", 13_000),
    ("Norway sent 13\u200b,0\u00ad00 soldiers.", "13\u200b,0\u00ad00", 13_000),
    ("Norway sent \u2067500\u2069 soldiers.", "500", 500),
    ("Norway sent 13\u202f000 soldiers.", "13\u202f000", 13_000),
    ("Norway sent 13'000 soldiers.", "13'000", 13_000),
    ("Norway sent 1,50,000 soldiers.", "1,50,000", 150_000),
    ("Norway sent 1.5×10^3 soldiers.", "1.5×10^3", 1_500),
    ("Norway sent 10³ soldiers.", "10³", 1_000),
    ("Norway sent 2½ thousand soldiers.", "2½ thousand", 2_500),
    ("Norway sent 30k troops.", "30k", 30_000),
    ("Norway sent two thousand million soldiers.", "two thousand million", 2e9),
    ("They lost 3/4 of the tanks.", "3/4", 0.75),
    ("Norway sent 13,000² soldiers.", "13,000", 13_000),
    ("-500 soldiers came.", "500", 500),
]

LEFT_OUT = [
    # text, the words left out, reason
    ("About 10^40 troops came.", "10^40", "a number too large to count anything"),
    (f"Some {'9' * 400} troops came.", "9" * 400, "a number too large to count anything"),
    ("Ten trillion trillion troops came.", "Ten trillion trillion", "a number too large to count anything"),
    ("Norway sent 1e308 soldiers.", "1e308", "a number written in no known way"),
    ("Norway sent 1,2,3,4 soldiers.", "1,2,3,4", "a number written in no known way"),
    ("Norway lost 1/0 of the tanks.", "1/0", "a number written in no known way"),
    ("Norway sent 007 agents.", "007", "a number written in no known way"),
    ("Norway sent 12,5 thousand soldiers.", "12,5", "a number written in no known way"),
    ("Norway sent 13.000 soldiers.", "13.000", "a point that may part thousands or decimals"),
    ("The base has minus 500 soldiers.", "minus 500", "fewer than nothing counted"),
    ("The base has −500 soldiers.", "−500", "fewer than nothing counted"),
    ("Norway sent \u202e000,31\u202c soldiers.", "000,31", "a number behind a mark that turns the order of writing"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "value"), RIGHT, ids=ascii)
def test_a_number_is_read_in_every_writing(text, number, value):
    figure = figure_with(text, number)
    assert figure.low == figure.high == value
    assert figure.number.holds_in(text)


@pytest.mark.parametrize(("text", "words", "reason"), LEFT_OUT, ids=ascii)
def test_what_cannot_be_believed_is_no_figure_and_its_reason_is_kept(text, words, reason):
    figures, abstentions = counted(text)
    assert figures == ()
    assert (words, reason) in [(a.span.quote, a.reason) for a in abstentions]


def test_a_temperature_may_lie_below_zero():
    figure = figure_with("It was −30 degrees Celsius at the range.", "−30")
    assert (figure.low, figure.unit) == (-30, "degree Celsius")


def test_nothing_counted_stands_on_no_board():
    assert not figure_with("Norway sent 0 soldiers.", "0").is_strength


PIECES = [
    "13,000", "1e308", "9" * 320, "-", "minus", "−", "million", "thousand", "1/0", "½", "10^", "⁹", "٣", "５", "\u200b", "\u202e",
    "up to", "about", "of", "to", "between", "and", "cut", "by", "from", "half", "soldiers", "tanks", "%", "$", "km", "a day", ",", ".", "(", ")",
]  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=14))
def test_whatever_stands_together_every_figure_is_finite_and_its_words_hold(pieces):
    text = " ".join(pieces) + " troops came."
    for figure in counted.__wrapped__(text)[0]:
        assert figure.number.holds_in(text)
        ends = [v for v in (figure.low, figure.high) if v is not None]
        assert all(math.isfinite(value) for value in ends)
