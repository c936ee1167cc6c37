"""The memory of the server: shared by its threads, and given back after what took much of it.

Both are glibc's; elsewhere nothing happens.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress

# As malloc.h has it: large arrays lie by themselves, and go back as soon as nobody needs them.
_M_ARENA_MAX, _HEAPS = -8, 2
_M_MMAP_THRESHOLD, _LARGE = -3, 131_072  # bytes


def share() -> None:
    """Let threads share their heaps: one for each of forty holds on to what it once took."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, _HEAPS)
        ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE)


def give_back() -> None:
    """Give what is free back to the system."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)
