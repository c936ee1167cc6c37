import re
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.extract.times.find import find_times
from vedette.model import Block, Reading, Report, Sentence, TimeType, Token, Zone


def read(text, *, zone=Zone.BODY, language="en"):
    """Build a reading without a parser: words and signs are tokens, the text is one sentence."""
    report = Report(
        Report.make_id("", "", text), text, (Block(zone, 0, len(text)),), language=language
    )
    found = list(re.finditer(r"\w+|[^\w\s]", text))
    tokens = tuple(
        Token(i, m.start(), m.end(), m[0], m[0].lower(), m[0].lower(), "NOUN",
              "NNS" if m[0].endswith("s") else "NN", "dep", i, i, i)
        for i, m in enumerate(found)
    )  # fmt: skip
    sentence = Sentence(0, 0, len(tokens), 0, len(text), 0, zone)
    return Reading(report, language, tokens, (sentence,), ())


def found(text):
    return [(m.span.quote, m.type, m.value) for m in find_times(read(text))]


D, T, P, S = TimeType.DATE, TimeType.TIME, TimeType.DURATION, TimeType.SET


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from September 12 to 16", ("September 12 to 16", D, "XXXX-09-12/XXXX-09-16")),
        ("on 28 May - 3 June 2025", ("28 May - 3 June 2025", D, "2025-05-28/2025-06-03")),
        ("on Monday, Sept. 15, it", ("Monday, Sept. 15", D, "XXXX-09-15")),
        ("on the 12th of May 2024", ("the 12th of May 2024", D, "2024-05-12")),
        ("on 2025-09-12 they", ("2025-09-12", D, "2025-09-12")),
        ("on 16.09.2025 they", ("16.09.2025", D, "2025-09-16")),
        ("in early March it", ("early March", D, "XXXX-03;START")),
        ("last May it", ("last May", D, "last:XXXX-05")),
        ("in October last year it", ("October last year", D, "lastY:XXXX-10")),
        ("since 2017 it", ("2017", D, "2017")),
        ("the mid-1990s were", ("the mid-1990s", D, "199;MID")),
        ("the third quarter of 2024", ("the third quarter of 2024", D, "2024-Q3")),
        ("the winter of 2014", ("the winter of 2014", D, "2014-WI")),
        ("late last year it", ("late last year", D, "last:Y;END")),
        ("last Friday it", ("last Friday", D, "last:XXXX-WXX-5")),
        ("on Friday night it", ("Friday night", T, "XXXX-WXX-5TNI")),
        ("the night to Wednesday", ("the night to Wednesday", T, "XXXX-WXX-3TNI;INTO")),
        ("at 9:30 a.m. on Tuesday", ("9:30 a.m. on Tuesday", T, "XXXX-WXX-2T09:30")),
        ("at 0600 GMT it", ("0600 GMT", T, "same:DT06:00Z")),
        ("the day before yesterday", ("the day before yesterday", D, "ago:P2D")),
        ("two days ago it", ("two days ago", D, "ago:P2D")),
        ("a decade ago it", ("a decade ago", D, "ago:P10Y")),
        ("many years ago it", ("many years ago", D, "PAST_REF")),
        ("three weeks earlier it", ("three weeks earlier", D, "before:P3W")),
        ("two days before, it", ("two days before", D, "before:P2D")),
        ("two days before it began", ("two days", P, "P2D")),
        ("the next day it", ("the next day", D, "after:P1D")),
        ("that year it", ("that year", D, "same:Y")),
        ("for months it", ("months", P, "PXM")),
        ("42 days ahead", ("42 days", P, "P42D")),
        ("a four-hour flight", ("four-hour", P, "PT4H")),
        ("the past two months were", ("the past two months", P, "P2M")),
        ("two and a half years of it", ("two and a half years", P, "P2.5Y")),
        ("half an hour of it", ("half an hour", P, "PT30M")),
        ("every year they", ("every year", S, "P1Y")),
        ("twice a week they", ("twice a week", S, "P1W")),
        ("on Fridays they", ("Fridays", S, "XXXX-WXX-5")),
        ("it is currently so", ("currently", D, "PRESENT_REF")),
        ("on the eve of it", ("the eve", D, None)),
    ],
)  # fmt: skip
def test_a_time_expression_has_its_words_type_and_formula(text, expected):
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Zapad-2021 was larger",
        "exercise Zapad 2021 was larger",
        "the Vienna Document 2011 binds them",
        "with 2000 tents and 1950 tanks",
        "out of 2000 soldiers",
        "some 2,014 of them",
        "worth $2014 each",
        "The Sunday Times wrote",
        "on USA Today it said",
        "they march to the range, and may go on",
        "a 36-year-old officer",
        "the Fall of a city, the fall of another",
        "a second bridge was hit",
        "the last day of the drills",
        "sections 4.12.2020b",
        "Jan Nowak, the mayor",
    ],
)
def test_what_only_looks_like_a_time_is_left(text):
    assert found(text) == []


def test_several_years_are_several_times():
    assert [quote for quote, _, _ in found("in 2013, 2017 and 2021 it")] == ["2013", "2017", "2021"]


def test_furniture_is_not_read():
    assert find_times(read("MINSK, August 6", zone=Zone.DATELINE)) == ()


def test_a_language_without_time_words_has_no_times():
    assert find_times(read("12 września 2025", language="pl")) == ()


_PIECES = st.sampled_from(
    ["September", "12", "-", "2025", "last", "week", "Monday", "two", "days", "ago", "the", "in",
     "at", "9:30", "a.m.", "of", "quarter", "third", "every", "half", "early", "to", "and", "’s",
     "night", "overnight", "into", "May", "1990s", "00", ",", ".", "31", "February", "past"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=25).map(" ".join) | st.text())
def test_every_span_holds_and_none_overlap(text):
    if not text.strip() or any("\ud800" <= c <= "\udfff" for c in text):
        return
    text = unicodedata.normalize("NFC", text)
    mentions = find_times(read(text))
    assert all(m.span.holds_in(text) for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))
