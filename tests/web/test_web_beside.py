"""What is done beside the server: one thing at a time, and what goes wrong goes wrong alone."""

from __future__ import annotations

import operator
import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from vedette.errors import BadArgumentError, NotFoundError
from vedette.run.queries import parse_moment
from vedette.web.beside import OWN, WAITING, Beside, Fallen
from vedette.web.problems import Refused

LONG = 60  # seconds for which a test keeps the process at work; it is ended before


def _clock() -> datetime:
    return datetime(2026, 1, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def beside() -> Iterator[Beside]:
    opened = Beside(_clock)
    yield opened
    opened.close()


@pytest.fixture
def own() -> Iterator[Beside]:
    """Return one that a test may keep at work."""
    opened = Beside(_clock)
    yield opened
    opened.close()


def _result(task):
    assert task.over.wait(120)
    return task.result()


def test_a_task_gives_what_its_function_gives(beside):
    assert _result(beside.begin("anna", operator.add, 2, 3)) == 5


def test_nothing_of_a_task_is_done_in_the_server_itself(beside):
    assert _result(beside.begin("anna", os.getpid)) != os.getpid()


def test_a_user_s_mistake_comes_back_as_it_is(beside):
    with pytest.raises(BadArgumentError, match="no date"):
        _result(beside.begin("anna", parse_moment, "yesterday"))


def test_a_fault_fails_alone_and_shows_no_inside(beside, capfd):
    task = beside.begin("anna", operator.truediv, 1, 0)
    with pytest.raises(Fallen) as failed:
        _result(task)
    assert "division" not in str(failed.value)
    assert "ZeroDivisionError" in capfd.readouterr().err
    assert _result(beside.begin("anna", operator.add, 1, 1)) == 2


def test_a_process_that_falls_is_started_again(beside):
    with pytest.raises(Fallen, match="came to an end"):
        _result(beside.begin("anna", os._exit, 9))
    assert _result(beside.begin("anna", operator.add, 1, 1)) == 2


def test_what_takes_too_long_is_broken_off():
    impatient = Beside(_clock, longest=0.05)
    with pytest.raises(BadArgumentError, match="broken off"):
        _result(impatient.begin("anna", time.sleep, LONG))
    impatient.close()


def test_the_same_is_not_done_twice(own):
    first = own.begin("anna", time.sleep, LONG, ident="brief")
    assert own.begin("vera", time.sleep, LONG, ident="brief") is first


def test_one_person_does_not_fill_the_line(own):
    tasks = [own.begin("anna", time.sleep, LONG) for _ in range(OWN)]
    with pytest.raises(Refused) as refusal:
        own.begin("anna", time.sleep, LONG)
    assert refusal.value.problem.code == "too-busy"
    assert refusal.value.problem.headers["Retry-After"]
    other = own.begin("vera", time.sleep, LONG)
    assert own.ahead_of(other) == len(tasks)


def test_a_line_has_an_end(own):
    for number in range(WAITING):
        own.begin(f"person {number}", time.sleep, LONG)
    with pytest.raises(Refused):
        own.begin("one more", time.sleep, LONG)


def test_nobody_finds_what_another_asked_for(beside):
    task = beside.begin("anna", operator.add, 2, 3)
    assert beside.find(task.key, "anna") is task
    for key, owner in ((task.key, "vera"), ("guessed", "anna")):
        with pytest.raises(NotFoundError):
            beside.find(key, owner)
