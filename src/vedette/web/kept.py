"""Holding on to what was costly to make: the last used, up to a weight; made once at a time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sized
from threading import Lock
from typing import Any, TypeVar

Made = TypeVar("Made")


def one_each(_: Any) -> int:
    """Weigh everything alike."""
    return 1


class Kept:
    """Keep things by key; a key must name all that they depend on, the state of the store too."""

    def __init__(self, most: int, weigh: Callable[[Any], int] = one_each) -> None:
        self._most = most
        self._weigh = weigh
        self._held: OrderedDict[Hashable, Any] = OrderedDict()
        self._weight = 0
        self._lock = Lock()
        self._making: dict[Hashable, Lock] = {}

    def has(self, key: Hashable) -> bool:
        """Tell whether something is kept under a key."""
        with self._lock:
            return key in self._held

    def get(self, key: Hashable) -> Any:
        """Return what is kept under a key, else None."""
        with self._lock:
            return self._again(key) if key in self._held else None

    def take(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what is kept under a key, else make it; who asks meanwhile waits for it."""
        with self._lock:
            if key in self._held:
                return self._again(key)  # type: ignore[no-any-return]
            turn = self._making.setdefault(key, Lock())
        with turn:
            with self._lock:
                if key in self._held:
                    return self._again(key)  # type: ignore[no-any-return]
            try:
                made = make()
                self._put(key, made)
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return made

    def _again(self, key: Hashable) -> Any:
        self._held.move_to_end(key)
        return self._held[key]

    def _put(self, key: Hashable, made: Any) -> None:
        weight = self._weigh(made)
        if weight > self._most // 2:
            return  # it would throw out all others
        with self._lock:
            self._held[key] = made
            self._weight += weight
            while self._weight > self._most:
                _, oldest = self._held.popitem(last=False)
                self._weight -= self._weigh(oldest)


def length(thing: Sized) -> int:
    """Weigh by length."""
    return len(thing)
