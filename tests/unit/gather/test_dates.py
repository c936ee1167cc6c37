from datetime import UTC, date, datetime

import pytest

from vedette.gather.dates import parse_instant, parse_published
from vedette.model.when import Precision


@pytest.mark.parametrize(
    "raw",
    [
        "2025-08-06", "August 6, 2025", "6 August 2025", "Aug. 6, 2025", "6th Aug 2025",
        "Wednesday, August 6, 2025 10:30 AM ET", "06.08.2025", "2025-08-06 10:30",
    ],
)  # fmt: skip
def test_a_day_is_read_however_it_is_written(raw):
    when = parse_published(raw, basis="header")
    assert (when.start, when.precision, when.basis) == (date(2025, 8, 6), Precision.DAY, "header")


@pytest.mark.parametrize(
    "raw",
    ["2025-08-06T01:30:00+03:00", "Wed, 06 Aug 2025 01:30:00 +0300", "2025-08-06 01:30 +0300"],
)
def test_an_instant_keeps_its_local_day_and_its_moment_in_utc(raw):
    when = parse_published(raw, basis="header")
    assert when.start == date(2025, 8, 6)
    assert when.instant == datetime(2025, 8, 5, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw", ["", "last Tuesday", "2025-13-01", "2025-02-30", "08/06/2025", "6 August", "tomorrow"]
)
def test_what_fixes_no_day_is_no_date(raw):
    assert parse_published(raw, basis="header") is None


def test_a_day_of_retrieval_is_its_first_moment():
    assert parse_instant("2025-09-20") == datetime(2025, 9, 20, tzinfo=UTC)
    assert parse_instant("some day") is None
