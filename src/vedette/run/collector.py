"""How often the garbage collector runs where a whole picture of a store is in memory."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

OBJECTS = 200_000  # made before the youngest are looked through


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let the collector run seldom, and as before when done.

    Analyses are many small frozen objects that refer to nobody above them: collecting often
    costs a sixth of a brief's time and frees nothing.
    """
    before = gc.get_threshold()
    gc.set_threshold(max(before[0], OBJECTS), *before[1:])
    try:
        yield
    finally:
        gc.set_threshold(*before)
