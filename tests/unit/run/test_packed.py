"""A packed list is the list."""

from __future__ import annotations

import pickle
import sys

import pytest

from vedette.run.packed import PART, Packed


@pytest.mark.parametrize("length", [0, 1, PART - 1, PART, PART + 1, 3 * PART + 7])
def test_a_packed_list_is_the_list(length: int) -> None:
    things = [(number, f"report {number}") for number in range(length)]
    packed = Packed(iter(things))
    assert len(packed) == length
    assert list(packed) == things
    for at in (slice(0, 5), slice(PART - 2, PART + 3), slice(-3, None), slice(length, None)):
        assert packed[at] == things[at]
    assert packed[::-1] == things[::-1]
    if things:
        assert (packed[0], packed[-1]) == (things[0], things[-1])
    with pytest.raises(IndexError):
        packed[length]
    assert list(pickle.loads(pickle.dumps(packed))) == things  # noqa: S301 - of our own


def test_it_takes_little_memory() -> None:
    things = [{"report": number, "outlet": "Example Wire"} for number in range(20 * PART)]
    parts = Packed(things)._parts
    assert sum(map(sys.getsizeof, parts)) * 4 < len(pickle.dumps(things))
