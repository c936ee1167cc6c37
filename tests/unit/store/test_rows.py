"""How nouns become rows."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from strategies import whens
from vedette.errors import BadArgumentError
from vedette.model import Precision, When
from vedette.store.rows import fold, published_until, stages_digest, stamp, storable

zones = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
moments = st.datetimes(datetime(1, 1, 3), datetime(9999, 12, 29), timezones=zones)  # noqa: DTZ001


@given(moments, moments)
def test_stamps_sort_like_instants(a: datetime, b: datetime) -> None:
    assert (stamp(a) < stamp(b)) == (a < b)
    assert len(stamp(a)) == len("2025-09-12T08:30:00.000000")


def test_an_instant_without_zone_has_no_stamp() -> None:
    with pytest.raises(BadArgumentError):
        stamp(datetime(2025, 9, 12))  # noqa: DTZ001


def test_a_report_is_out_for_sure_when_its_last_possible_day_is_over() -> None:
    month = When(date(2025, 9, 1), date(2025, 9, 30), Precision.MONTH)
    assert published_until(month) == "2025-09-30T23:59:59.000000"
    assert published_until(When()) is None
    assert published_until(When(start=date(2025, 9, 1), precision=Precision.RANGE)) is None


def test_an_instant_is_more_exact_than_its_day() -> None:
    instant = datetime(2025, 9, 12, 8, 30, tzinfo=UTC)
    when = When(date(2025, 9, 12), date(2025, 9, 12), Precision.INSTANT, instant=instant)
    assert published_until(when) == "2025-09-12T08:30:00.000000"


@given(whens())
def test_only_a_time_with_an_end_says_when_a_report_was_out(when: When) -> None:
    dated = when.end is not None or when.instant is not None
    assert (published_until(when) is not None) == dated


@given(st.text(st.characters()))
def test_every_text_can_be_stored_somehow(text: str) -> None:
    kept = storable(text)
    kept.encode()
    assert "\0" not in kept
    assert len(kept) == len(text)


def test_names_fold_without_case_and_extra_blanks() -> None:
    assert fold("  МИНИСТЕРСТВО\n Обороны ") == fold("министерство обороны")
    assert fold("Straße") == fold("STRASSE")


def test_stages_in_another_version_are_other_stages() -> None:
    assert stages_digest(("a@1", "b@1")) != stages_digest(("a@1", "b@2"))
    assert stages_digest(("ab",)) != stages_digest(("a", "b"))
