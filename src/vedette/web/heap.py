"""The memory of the server: shared by its threads, and given back after what took much of it.

Both are glibc's; elsewhere nothing happens.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress

_M_ARENA_MAX, _HEAPS = -8, 2  # as malloc.h has it


def share() -> None:
    """Let threads share their heaps: one for each of forty holds on to what it once took."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _HEAPS)


def give_back() -> None:
    """Give what is free back to the system."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
