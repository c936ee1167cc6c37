"""Briefs that were composed lately: by what was asked for, and by the state of the store."""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock

from vedette.errors import VedetteError
from vedette.model import Brief
from vedette.run.briefs import Wish
from vedette.run.composed import Composed, compose
from vedette.run.config import Settings
from vedette.run.queries import Moment
from vedette.web.beside import Beside, Task

KEPT = 24  # a brief holds the reports that it cites
# While reports keep coming in, no brief is ever of the last state: a young one is shown as it is.
YOUNG = 60.0  # seconds
FAILED = 15.0  # seconds for which a failure is told before the same is tried again


@dataclass(frozen=True, slots=True)
class Wanted:
    """Say which brief is wanted, of which picture."""

    subject: str
    wish: Wish
    moment: Moment


@dataclass(frozen=True, slots=True)
class Held:
    """Hold a composed brief with the states of the store before and after."""

    composed: Composed
    asked: str
    made_at: float

    @property
    def brief(self) -> Brief:
        """Return the brief."""
        return self.composed.brief

    def is_of(self, state: str) -> bool:
        """Tell whether it is made of a state of the store."""
        return state in (self.asked, self.composed.state)


class Composing:
    """Have briefs composed beside the server, and hold those composed last."""

    def __init__(self, beside: Beside) -> None:
        self._beside = beside
        self._lock = Lock()
        self._held: OrderedDict[Wanted, Held] = OrderedDict()
        self._asked: dict[Wanted, tuple[Task, str]] = {}
        self._failed: dict[Wanted, tuple[VedetteError, float]] = {}

    def take(self, wanted: Wanted, state: str) -> Held | None:
        """Return a brief that is composed of a state, or a moment ago; None where there is none.

        Raises the error with which composing it ended.
        """
        with self._lock:
            task, asked = self._asked.get(wanted, (None, ""))
            if task is not None and task.is_over:
                del self._asked[wanted]
                self._end(wanted, task, asked)
            error, at = self._failed.get(wanted, (None, 0.0))
            if error is not None and time.monotonic() - at < FAILED:
                raise error
            held = self._held.get(wanted)
            if held is None:
                return None
            young = time.monotonic() - held.made_at < YOUNG
            return held if young or held.is_of(state) else None

    def lately(self, subject: str) -> Brief | None:
        """Return the brief of a subject that was composed last, of the present, in any length."""
        with self._lock:
            every = [
                (held.made_at, held.brief)
                for wanted, held in self._held.items()
                if wanted.subject == subject and wanted.moment.at is None
            ]
        return max(every, key=lambda one: one[0])[1] if every else None

    def _end(self, wanted: Wanted, task: Task, asked: str) -> None:
        now = time.monotonic()
        old = [key for key, (_, at) in self._failed.items() if now - at > FAILED]
        for key in old:
            del self._failed[key]
        if task.error is not None:
            self._failed[wanted] = task.error, now
            return
        self._held[wanted] = Held(task.result(), asked, now)
        self._held.move_to_end(wanted)
        while len(self._held) > KEPT:
            self._held.popitem(last=False)

    def begin(self, owner: str, settings: Settings, wanted: Wanted, state: str) -> Task:
        """Have a brief composed; who asks for the same meanwhile gets the same task.

        Raises Refused where too much is in line.
        """
        with self._lock:
            task, _ = self._asked.get(wanted, (None, ""))
            if task is None:
                task = self._beside.begin(
                    owner, compose, settings, wanted.subject, wanted.wish, wanted.moment,
                    ident=wanted,
                )  # fmt: skip
                self._asked[wanted] = task, state
            return task
