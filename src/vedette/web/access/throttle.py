"""Slowing down whoever guesses: after some failures each further one costs twice the wait.

Failures are counted in the store: several processes that serve one store slow a guesser down
together, and a restart forgets nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from vedette.store.access import Access
from vedette.store.rows import stamp, storable
from vedette.store.store import Store

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
LONGEST = max(BY_ACCOUNT.forgotten_after, BY_ADDRESS.forgotten_after)


class Throttle:
    """Count failures by key, as "account:anna" or "address:192.0.2.7", and say who has to wait."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock

    def enter(self, store: Store, paces: dict[str, Pace]) -> timedelta:
        """Return how long who has these keys has to wait; where not at all, count the try.

        It is counted as failed before it is made, so that many at once are counted, too;
        `passed` takes that back.
        """
        at = self._clock()
        paces = {storable(key): pace for key, pace in paces.items()}
        with store.access() as access:
            known = _known(access, paces)
            wait = max(_left(known.get(key), pace, at) for key, pace in paces.items())
            if not wait:
                for key, pace in paces.items():
                    failures = _failures(known.get(key), pace, at)
                    access.put_attempt(key, failures + 1, stamp(at))
                access.forget_attempts(stamp(at - LONGEST), HELD)
        return wait

    def passed(self, store: Store, account: str, address: str) -> None:
        """Forget the failures of an account that succeeded; its address had one try less."""
        account, address = storable(account), storable(address)
        with store.access() as access:
            access.put_attempt(account, 0, "")
            failures, last = access.attempts([address]).get(address, (0, ""))
            access.put_attempt(address, failures - 1, last)


Known = dict[str, tuple[int, datetime]]


def _known(access: Access, keys: dict[str, Pace]) -> Known:
    held = access.attempts(keys)
    return {key: (failures, _instant(last)) for key, (failures, last) in held.items()}


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _left(held: tuple[int, datetime] | None, pace: Pace, at: datetime) -> timedelta:
    if held is None or at - held[1] > pace.forgotten_after:
        return timedelta()
    failures, last = held
    # A clock that was put back makes nobody wait longer than his failures cost.
    return max(min(last, at) + pace.wait(failures) - at, timedelta())


def _failures(held: tuple[int, datetime] | None, pace: Pace, at: datetime) -> int:
    return 0 if held is None or at - held[1] > pace.forgotten_after else held[0]
