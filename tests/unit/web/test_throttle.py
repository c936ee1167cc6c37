"""Whoever guesses waits longer and longer, by a clock that the test moves."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from vedette.store.store import open_store
from vedette.web.access import throttle
from vedette.web.access.entering import neighbourhood
from vedette.web.access.throttle import Pace, Throttle

PACE = Pace(2, timedelta(seconds=1), timedelta(seconds=4), timedelta(minutes=10))


@pytest.fixture
def store(tmp_path):
    with open_store(str(tmp_path / "store.db")) as opened:
        yield opened


class Clock:
    def __init__(self):
        self.at = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self):
        return self.at


def test_some_tries_are_free_and_each_further_one_costs_twice_the_wait():
    waits = [PACE.wait(failures).total_seconds() for failures in range(7)]
    assert waits == [0, 0, 1, 2, 4, 4, 4]
    assert PACE.wait(10**9).total_seconds() == 4


def test_who_waits_may_try_again_and_a_refused_try_costs_nothing(store):
    clock = Clock()
    guard = Throttle(clock)
    assert [guard.enter(store, {"a": PACE}).total_seconds() for _ in range(4)] == [0, 0, 1, 1]
    clock.at += timedelta(seconds=1)
    assert guard.enter(store, {"a": PACE}) == timedelta()
    assert guard.enter(store, {"a": PACE}) == timedelta(seconds=2)
    assert guard.enter(store, {"b": PACE}) == timedelta()


def test_the_longest_wait_of_several_keys_counts(store):
    guard = Throttle(Clock())
    for _ in range(2):
        guard.enter(store, {"a": PACE})
    assert guard.enter(store, {"a": PACE, "b": PACE}) == timedelta(seconds=1)
    assert guard.enter(store, {"b": PACE}) == timedelta()


def test_failures_are_forgotten_after_success_and_after_a_while(store):
    clock = Clock()
    guard = Throttle(clock)
    for _ in range(2):
        guard.enter(store, {"a": PACE, "home": PACE})
    guard.passed(store, "a", "home")
    assert guard.enter(store, {"a": PACE}) == timedelta()
    assert guard.enter(store, {"home": PACE}) == timedelta()
    assert guard.enter(store, {"home": PACE}) > timedelta()
    clock.at += timedelta(minutes=11)
    assert guard.enter(store, {"home": PACE}) == timedelta()


def test_a_stranger_with_many_names_fills_no_table(store, monkeypatch):
    monkeypatch.setattr(throttle, "HELD", 3)
    clock = Clock()
    guard = Throttle(clock)
    names = [f"name {n}" for n in range(10)]
    for name in names:
        clock.at += timedelta(seconds=1)
        guard.enter(store, {name: PACE})
    with store.doors() as doors:
        assert sorted(doors.attempts(names)) == names[-3:]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.7", "192.0.2.8", False),
        ("2001:db8::7", "2001:db8:0:0:ffff::8", True),
        ("2001:db8::7", "2001:db8:0:1::7", False),
        ("testclient", "testclient", True),
    ],
)
def test_whoever_has_half_of_an_address_has_all_behind_it(one, other, same):
    assert (neighbourhood(one) == neighbourhood(other)) is same
