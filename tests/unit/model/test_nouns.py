"""Nouns check themselves at birth."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import reports, spans, texts, whens, words
from vedette.errors import InvalidNoun
from vedette.model import Precision, Report, Span, When, make_id


def test_ids_tell_where_one_part_ends() -> None:
    assert make_id("x", "ab", "c") != make_id("x", "a", "bc")
    assert make_id("x", "ab") != make_id("x", "a", "b")
    assert make_id("x", "", None) != make_id("x", None, "")
    assert make_id("x", None) != make_id("x")


@given(st.lists(st.none() | words), st.lists(st.none() | words))
def test_ids_are_equal_only_for_equal_parts(a: list[str | None], b: list[str | None]) -> None:
    assert (make_id("x", *a) == make_id("x", *b)) == (a == b)


@given(texts, st.data())
def test_a_span_quotes_its_text(text: str, data: st.DataObject) -> None:
    span = data.draw(spans(text))
    assert span.quote == text[span.start : span.end]
    assert span.holds_in(text)
    assert span.covers(span)
    assert span.overlaps(span)


@pytest.mark.parametrize(("start", "end", "quote"), [(3, 3, ""), (5, 3, "ab"), (-1, 1, "ab")])
def test_a_span_runs_forward(start: int, end: int, quote: str) -> None:
    with pytest.raises(InvalidNoun):
        Span(start, end, quote)


def test_a_quote_has_the_length_of_its_span() -> None:
    with pytest.raises(InvalidNoun, match="4 code points"):
        Span(0, 5, "four")


def test_a_span_counts_code_points() -> None:
    text = "🚀 launched"
    assert Span.cut(text, 2, 10).quote == "launched"


@given(whens())
def test_a_time_runs_forward_and_knows_whether_it_is_known(when: When) -> None:
    assert when.is_known == (when.start is not None or when.end is not None)
    if when.start and when.end:
        assert when.start <= when.end


def test_a_time_that_runs_backward_is_refused() -> None:
    with pytest.raises(InvalidNoun, match="forward"):
        When(date(2025, 9, 16), date(2025, 9, 12), Precision.RANGE)


def test_an_unknown_time_claims_no_precision() -> None:
    with pytest.raises(InvalidNoun, match="unknown"):
        When(precision=Precision.DAY)


def test_an_instant_is_in_utc() -> None:
    day = date(2025, 9, 12)
    minsk = timezone(timedelta(hours=3))
    for instant in (datetime(2025, 9, 12, 8), datetime(2025, 9, 12, 8, tzinfo=minsk)):  # noqa: DTZ001
        with pytest.raises(InvalidNoun, match="UTC"):
            When(day, day, Precision.INSTANT, instant=instant)
    assert When(day, day, Precision.INSTANT, instant=datetime(2025, 9, 12, 8, tzinfo=UTC))


@given(reports())
def test_a_report_is_in_nfc_and_its_id_is_its_own(report: Report) -> None:
    assert unicodedata.is_normalized("NFC", report.text)
    assert report.id == Report.make_id(report.publisher, report.url, report.text)


def test_a_decomposed_text_is_refused() -> None:
    text = "Grudzia\u0328dz"
    with pytest.raises(InvalidNoun, match="NFC"):
        Report(Report.make_id("", "", text), text, ())


def test_versions_of_one_address_share_a_thread() -> None:
    def made(text: str, url: str) -> Report:
        return Report(Report.make_id("TASS", url, text), text, (), url, "TASS")

    first, second = made("one", "https://example.org/a"), made("two", "https://example.org/a")
    assert first.id != second.id
    assert first.thread == second.thread
    assert made("one", "").thread == made("one", "").id
