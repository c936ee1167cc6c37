"""The collector runs seldom while a picture is in memory, and as before afterwards."""

import gc

import pytest

from vedette.run.collector import OBJECTS, seldom_collected


def test_the_collector_runs_seldom_and_then_as_before():
    before = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold()[0] >= OBJECTS
    assert gc.get_threshold() == before


def test_a_failure_leaves_the_collector_as_it_was():
    before = gc.get_threshold()
    with pytest.raises(ValueError, match="gone"), seldom_collected():
        raise ValueError("gone")
    assert gc.get_threshold() == before
