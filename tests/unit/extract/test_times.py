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
        ("28 August 2024 to 3 January 2025",
         ("28 August 2024 to 3 January 2025", D, "2024-08-28/2025-01-03")),
        ("between May and July it", ("May and July", D, "XXXX-05/XXXX-07")),
        ("in November-March 2025 it", ("November-March 2025", D, "2024-11/2025-03")),
        ("the night of 9 to 10 September",
         ("the night of 9 to 10 September", T, "XXXX-09-10TNI;INTO")),
        ("the night of September 30-October 1",
         ("the night of September 30-October 1", T, "XXXX-10-01TNI;INTO")),
        ("the early hours of Friday it", ("the early hours of Friday", T, "XXXX-WXX-5TMO")),
        ("by mid-afternoon on Friday it", ("mid-afternoon on Friday", T, "XXXX-WXX-5TAF")),
        ("late on Monday it", ("late on Monday", D, "XXXX-WXX-1;END")),
        ("on Friday last week it", ("Friday last week", D, "lastW:XXXX-WXX-5")),
        ("a week from Monday it", ("a week from Monday", D, "weekfrom:XXXX-WXX-1")),
        ("the weekend of 13-14 September",
         ("the weekend of 13-14 September", D, "weekend:XXXX-09-13")),
        ("the second half of September", ("the second half of September", D, "XXXX-09;HIND")),
        ("the first half of next year it", ("the first half of next year", D, "nextY:XXXX-H1")),
        ("next year’s first quarter it", ("next year’s first quarter", D, "nextY:XXXX-Q1")),
        ("the last half of 2024", ("the last half of 2024", D, "2024-H2")),
        ("the year-earlier quarter it", ("the year-earlier quarter", D, "back:P")),
        ("the same quarter last year it", ("the same quarter last year", D, "back:P")),
        ("earlier in the week it", ("earlier in the week", D, "its:W;EARLIER")),
        ("by year-end 2026 it", ("year-end 2026", D, "2026-12-31")),
        ("at 3 p.m. Moscow time on Friday",
         ("3 p.m. Moscow time on Friday", T, "XXXX-WXX-5T15:00+03:00@2015")),
        ("at 0600Z on 10 September", ("0600Z on 10 September", T, "XXXX-09-10T06:00Z")),
        ("at 1:05 a.m. (2205 GMT) Friday",
         ("1:05 a.m. (2205 GMT) Friday", T, "XXXX-WXX-5T01:05+03:00")),
        ("at 9 p.m. (0200 GMT) Friday", ("9 p.m. (0200 GMT) Friday", T, "XXXX-WXX-5T21:00-05:00")),
        ("at 2130 (0130 GMT) Friday", ("2130 (0130 GMT) Friday", T, "XXXX-WXX-5T21:30-04:00")),
        ("at 0930 on 18 December it", ("0930 on 18 December", T, "XXXX-12-18T09:30")),
        ("on 24 June this year it", ("24 June this year", D, "thisY:XXXX-06-24")),
        ("by March of next year it", ("March of next year", D, "nextY:XXXX-03")),
        ("on saturday, 19 may it", ("saturday, 19 may", D, "XXXX-05-19")),
        ("at 4 in the morning it", ("4 in the morning", T, "same:DT04:00")),
        ("in 2025/09/12 order", ("2025/09/12", D, "2025-09-12")),
        ("on 13/09/2025 they", ("13/09/2025", D, "2025-09-13")),
        ("on 09/13/2025 they", ("09/13/2025", D, "2025-09-13")),
        ("on 09/12/2025 they", ("09/12/2025", D, "2025-09-12|2025-12-09")),
        ("on 07/07/2025 they", ("07/07/2025", D, "2025-07-07")),
        ("on 12.13.2025 they", ("12.13.2025", D, "2025-12-13")),
        ("dated 3 JAN 90.", ("3 JAN 90", D, "XX90-01-03")),
        ("in nineteen ninety-four it", ("nineteen ninety-four", D, "1994")),
        ("since two thousand and three it", ("two thousand and three", D, "2003")),
        ("during the 70s it", ("the 70s", D, "197")),
        ("on Christmas Eve it", ("Christmas Eve", D, "XXXX-12-24")),
        ("by Easter", ("Easter", D, "XXXX-EA")),
        ("Day 3 of the drill", ("Day 3", D, "dayof:P3D")),
        ("on the third day of the drill", ("the third day", D, "dayof:P3D")),
        ("it began at D+3 there", ("D+3", D, "?counted from a day that is not named")),
        ("two hundred days of it", ("two hundred days", P, "P200D")),
        ("a minute and a half of it", ("a minute and a half", P, "PT1.5M")),
        ("the past two quarters were", ("the past two quarters", P, "P2Q")),
        ("ON 12 SEPTEMBER THEY", ("12 SEPTEMBER", D, "XXXX-09-12")),
        ("LAST MONDAY THEY", ("LAST MONDAY", D, "last:XXXX-WXX-1")),
        ("on 12 september and so on", ("12 september", D, "XXXX-09-12")),
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
        "up by 8 % annually",
        "three quarters of the army",
        "he high noon of it",
        "On Black Monday shares fell",
        "on Easter eggs",
        "in Order 09/12, page 3",
    ],
)
def test_what_only_looks_like_a_time_is_left(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "quote", "why"),
    [
        ("on the 45th of May 2025 it", "the 45th of May 2025", "?no such day"),
        ("on 45 May it", "45 May", "?no such day"),
        ("in the year 0 it", "the year 0", "?no such year"),
        ("in the year 99999 it", "the year 99999", "?no such year"),
        ("on September 12, 99999.", "September 12, 99999", "?no such year"),
        ("from 16 to 12 September it", "16 to 12 September", "?it ends before it begins"),
        ("at 25:61 it", "25:61", "?no such time of day"),
        ("at 11:60 p.m. it", "11:60 p.m.", "?no such time of day"),
    ],
)
def test_what_no_calendar_holds_is_found_and_says_why(text, quote, why):
    ((found_quote, _, formula),) = found(text)
    assert (found_quote, formula) == (quote, why)


@pytest.mark.parametrize(
    ("text", "quote", "value"),
    [
        ("on 12\u200b Septem\u00adber 2025 it", "12\u200b Septem\u00adber 2025", "2025-09-12"),
        ("on \u200f12 September\u200e 2025 it", "12 September\u200e 2025", "2025-09-12"),
        ("on 12\u00a0September\u00a02025 it", "12\u00a0September\u00a02025", "2025-09-12"),
        ("on \u0661\u0662 September 2025 it", "\u0661\u0662 September 2025", "2025-09-12"),
        ("on 12 Sept\u0435mber 2025 it", "12 Sept\u0435mber 2025", "2025-09-12"),
        ("on \uff11\uff12 September 2025 it", "\uff11\uff12 September 2025", "2025-09-12"),
    ],
)  # fmt: skip
def test_a_date_is_read_through_what_does_not_show(text, quote, value):
    mention = find_times(read(text))[0]
    assert (mention.span.quote, mention.value) == (quote, value)
    assert mention.span.holds_in(text)


def test_a_quarter_that_ended_on_a_day_is_counted_back_from_it():
    assert found("in the quarter ended 31 August 2025 it") == [
        ("the quarter", D, "quarterto:2025-08-31"),
        ("31 August 2025", D, "2025-08-31"),
    ]


def test_a_time_is_found_far_into_a_long_paragraph():
    filler = "The crews went on with their work and said little of it. " * 20
    assert found(f"{filler}It ended on 12 September 2025. {filler}") == [
        ("12 September 2025", D, "2025-09-12")
    ]


def test_several_years_are_several_times():
    assert [quote for quote, _, _ in found("in 2013, 2017 and 2021 it")] == ["2013", "2017", "2021"]


def test_furniture_is_not_read():
    assert find_times(read("MINSK, August 6", zone=Zone.DATELINE)) == ()


def test_a_language_without_time_words_has_no_times():
    assert find_times(read("12 września 2025", language="pl")) == ()


_PIECES = st.sampled_from(
    ["September", "12", "-", "2025", "last", "week", "Monday", "two", "days", "ago", "the", "in",
     "at", "9:30", "a.m.", "of", "quarter", "third", "every", "half", "early", "to", "and", "’s",
     "night", "overnight", "into", "May", "1990s", "00", ",", ".", "31", "February", "past",
     "09/12/2025", "45th", "25:61", "GMT", "(", ")", "\u200b", "\u0661", "year", "earlier", "day",
     "nineteen", "ninety", "JAN", "90", "Easter", "from", "between", "ended", "hours", "D+3"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=25).map(" ".join) | st.text())
def test_every_span_holds_and_none_overlap(text):
    if not text.strip() or any("\ud800" <= c <= "\udfff" for c in text):
        return
    text = unicodedata.normalize("NFC", text)
    mentions = find_times(read(text))
    assert all(m.span.holds_in(text) for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))
