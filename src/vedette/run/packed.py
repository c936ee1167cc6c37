"""A long list held in little memory: parts of it are compressed, and unfolded where looked at."""

from __future__ import annotations

import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Generic, TypeVar, overload

Each = TypeVar("Each")

PART = 128  # things that are unfolded for one of them
_FAST = 1  # of zlib's levels


class Packed(Sequence[Each], Generic[Each]):
    """Hold things that can be pickled, in their order; it never changes.

    A stretch of it is a list.
    """

    def __init__(self, things: Iterable[Each]) -> None:
        left = iter(things)
        self._parts: list[bytes] = []
        self._length = 0
        while part := list(islice(left, PART)):
            self._parts.append(zlib.compress(pickle.dumps(part), _FAST))
            self._length += len(part)

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[Each]:
        for number in range(len(self._parts)):
            yield from self._part(number)

    @overload
    def __getitem__(self, at: int) -> Each: ...

    @overload
    def __getitem__(self, at: slice) -> list[Each]: ...

    def __getitem__(self, at: int | slice) -> Each | list[Each]:
        wanted = range(self._length)[at]
        if isinstance(wanted, int):
            return self._part(wanted // PART)[wanted % PART]
        parts = {number: self._part(number) for number in {one // PART for one in wanted}}
        return [parts[one // PART][one % PART] for one in wanted]

    def _part(self, number: int) -> list[Each]:
        part: list[Each] = pickle.loads(zlib.decompress(self._parts[number]))  # noqa: S301 - of our own
        return part
