"""What is costly is made once, kept up to a weight, and forgotten in the order of use."""

from __future__ import annotations

from threading import Barrier, Thread

import pytest

from vedette.web.kept import Kept, length


def test_a_thing_is_made_once_for_its_key():
    kept, made = Kept(2), []
    for key in "aabab":
        assert kept.take(key, lambda key=key: made.append(key) or key) == key
    assert made == ["a", "b"]


def test_the_longest_unused_goes_first():
    kept, made = Kept(2), []
    for key in "abacba":
        kept.take(key, lambda key=key: made.append(key))
    assert made == ["a", "b", "c", "b", "a"]


def test_many_who_ask_at_once_wait_for_one():
    kept, made, found, start = Kept(4), [], [], Barrier(8)

    def make():
        made.append(1)
        return "thing"

    def ask():
        start.wait()
        found.append(kept.take("key", make))

    threads = [Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [1]
    assert found == ["thing"] * 8


def test_a_failure_is_not_kept_and_holds_nobody_up():
    kept = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.take("key", lambda: 1 // 0)
    assert kept.take("key", lambda: 7) == 7


def test_the_weight_of_all_stays_below_the_most():
    kept, made = Kept(10, length), []
    for key, size in (("a", 4), ("b", 4), ("c", 4), ("b", 4), ("huge", 9), ("huge", 9), ("c", 4)):
        kept.take(key, lambda key=key, size=size: made.append(key) or b"x" * size)
    assert made == ["a", "b", "c", "huge", "huge"]
