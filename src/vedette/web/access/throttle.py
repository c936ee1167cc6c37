"""Slowing down whoever guesses: after some failures each further one costs twice the wait."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Lock

HELD = 10_000  # who failed last; the oldest are forgotten first


@dataclass(frozen=True, slots=True)
class Pace:
    """Say how many failures are free, what the first costs after them, and the longest wait."""

    free: int
    first: timedelta
    longest: timedelta
    forgotten_after: timedelta = timedelta(hours=1)

    def wait(self, failures: int) -> timedelta:
        """Return how long to wait after so many failures."""
        if failures < self.free:
            return timedelta()
        doubled: int = 1 << min(failures - self.free, 20)
        return min(self.first * doubled, self.longest)


# A stranger can make an account's owner wait, so that wait is short; an address gets a long one.
BY_ACCOUNT = Pace(5, timedelta(seconds=1), timedelta(minutes=1))
BY_ADDRESS = Pace(20, timedelta(seconds=2), timedelta(minutes=15))


class Throttle:
    """Count failures by key, as "account:anna" or "address:192.0.2.7", and say who has to wait."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._failed: OrderedDict[str, tuple[int, datetime]] = OrderedDict()
        self._lock = Lock()

    def enter(self, paces: dict[str, Pace]) -> timedelta:
        """Return how long who has these keys has to wait; where not at all, count the try.

        It is counted as failed before it is made, so that many at once are counted, too;
        `passed` takes that back.
        """
        at = self._clock()
        with self._lock:
            wait = max(self._left(key, pace, at) for key, pace in paces.items())
            if not wait:
                for key, pace in paces.items():
                    self._count(key, pace, at)
        return wait

    def passed(self, account: str, address: str) -> None:
        """Forget the failures of an account that succeeded; its address had one try less."""
        with self._lock:
            self._failed.pop(account, None)
            failures, last = self._failed.get(address, (0, self._clock()))
            if failures > 1:
                self._failed[address] = failures - 1, last
            else:
                self._failed.pop(address, None)

    def _left(self, key: str, pace: Pace, at: datetime) -> timedelta:
        failures, last = self._failed.get(key, (0, at))
        if at - last > pace.forgotten_after:
            return timedelta()
        return max(last + pace.wait(failures) - at, timedelta())

    def _count(self, key: str, pace: Pace, at: datetime) -> None:
        failures, last = self._failed.pop(key, (0, at))
        self._failed[key] = (0 if at - last > pace.forgotten_after else failures) + 1, at
        while len(self._failed) > HELD:
            self._failed.popitem(last=False)
