from datetime import UTC, datetime

import pytest

from vedette.errors import BadArgumentError
from vedette.run.queries import parse_moment


def test_a_date_means_its_end_in_utc():
    moment = parse_moment("2025-09-16")
    assert moment.at == datetime(2025, 9, 16, 23, 59, 59, 999999, tzinfo=UTC)


def test_an_instant_is_brought_to_utc():
    moment = parse_moment("2025-09-16T14:00:00+03:00", by="retrieved")
    assert moment.at == datetime(2025, 9, 16, 11, tzinfo=UTC)
    assert moment.by == "retrieved"


@pytest.mark.parametrize("text", ["yesterday", "2025-13-01", ""])
def test_what_is_no_date_is_the_users_mistake(text):
    with pytest.raises(BadArgumentError, match="is no date"):
        parse_moment(text)


def test_there_are_two_clocks():
    with pytest.raises(BadArgumentError, match="--by published or retrieved"):
        parse_moment(None, by="wall")
