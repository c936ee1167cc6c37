"""What takes seconds is done beside the server, by one process, one thing at a time.

The language model lives there. So the server starts without it and stays small, and while a text
is read the pages are as quick as before. The process starts with the first task and ends when
nothing was asked of it for a while; what takes too long, or brings it down, fails alone.
"""

from __future__ import annotations

import atexit
import secrets
import sys
import time
import traceback
from collections import OrderedDict, deque
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from threading import Condition, Event, Thread
from typing import Any

from vedette.errors import BadArgumentError, NotFoundError, VedetteError
from vedette.web.errand import Ended, Process, TooSlow
from vedette.web.problems import Problem, Refused

LONGEST = 300.0  # seconds that one task may take
IDLE = 900.0  # seconds without a task after which the process ends and its memory is free
WAITING = 12  # tasks in line, of all together
OWN = 3  # of one person
KEPT = 60  # finished tasks held; nothing of them is stored
KEPT_FOR = 3600.0  # seconds


class Stage(StrEnum):
    """Name how far a task has come."""

    WAITING = "waiting"
    AT_WORK = "at work"
    DONE = "done"
    FAILED = "failed"


@dataclass(slots=True, eq=False)
class Task:
    """Hold one thing to be done: who asked, what it is (the same is not done twice), what came."""

    owner: str
    make: Callable[..., Any]
    arguments: tuple[Any, ...]
    ident: Hashable
    begun: datetime
    key: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    stage: Stage = Stage.WAITING
    made: Any = None
    error: VedetteError | None = None
    ended: float = 0.0
    over: Event = field(default_factory=Event)

    @property
    def is_over(self) -> bool:
        """Tell whether it is done, or failed."""
        return self.over.is_set()

    def result(self) -> Any:
        """Return what was made; raises the error that came instead."""
        if self.error is not None:
            raise self.error
        return self.made


class Fallen(VedetteError):
    """Say that a task brought its process down, or failed by a fault of ours."""


class Beside:
    """Do tasks in a process of their own, in the order in which they were asked for."""

    def __init__(self, clock: Callable[[], datetime], *, longest: float = LONGEST) -> None:
        self._clock = clock
        self._longest = longest
        self._turn = Condition()
        self._line: deque[Task] = deque()
        self._tasks: OrderedDict[str, Task] = OrderedDict()
        self._thread: Thread | None = None
        self._closed = False
        self._process: Process | None = None

    # ---- asking --------------------------------------------------------------------------------

    def begin(
        self, owner: str, make: Callable[..., Any], *arguments: Any, ident: Hashable = None
    ) -> Task:
        """Put a task in line and return it, or the one in line that is for the same `ident`.

        `make` is a function of a module, which the process imports. Raises Refused where the line
        is too long.
        """
        with self._turn:
            for task in self._line_and_work():
                if ident is not None and task.ident == ident:
                    return task
            self._check_line(owner)
            task = Task(owner, make, arguments, ident, self._clock())
            self._tasks[task.key] = task
            self._line.append(task)
            self._forget_old()
            if self._thread is None:
                self._thread = Thread(target=self._work, name="beside", daemon=True)
                self._thread.start()
            self._turn.notify_all()
            return task

    def find(self, key: str, owner: str) -> Task:
        """Return a task of a person by its key; raises NotFoundError."""
        with self._turn:
            task = self._tasks.get(key)
        if task is None or task.owner != owner:
            raise NotFoundError(
                "this result is not held any more",
                next_step="Results are held for an hour and never stored: check the text again",
            )
        return task

    def ahead_of(self, task: Task) -> int:
        """Count the tasks that are done before this one."""
        with self._turn:
            line = self._line_and_work()
            return line.index(task) if task in line else 0

    def _line_and_work(self) -> list[Task]:
        at_work = [task for task in self._tasks.values() if task.stage is Stage.AT_WORK]
        return [*at_work, *self._line]

    def _check_line(self, owner: str) -> None:
        line = self._line_and_work()
        own = sum(1 for task in line if task.owner == owner)
        if len(line) < WAITING and own < OWN:
            return
        whose = f"{own} of yours are" if own >= OWN else f"{len(line)} are"
        raise Refused(
            Problem(
                "too-busy",
                f"texts are read one after the other, and {whose} in line",
                "Try again in a minute",
                headers={"Retry-After": "20"},
            )
        )

    def _forget_old(self) -> None:
        oldest = time.monotonic() - KEPT_FOR
        over = [task for task in self._tasks.values() if task.is_over]
        for number, task in enumerate(over):
            if task.ended < oldest or number < len(over) - KEPT:
                del self._tasks[task.key]

    # ---- working -------------------------------------------------------------------------------

    def close(self) -> None:
        """End the process; what waits is left undone."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()
        if self._process is not None:
            self._process.end()
        if self._thread is not None:
            self._thread.join(5)

    def _work(self) -> None:
        while (task := self._next()) is not None:
            try:
                task.made = self._made(task)
            except VedetteError as error:
                task.error = error
            except Exception as error:  # noqa: BLE001 - the line goes on whatever one task does
                traceback.print_exc()
                task.error = Fallen(f"a fault of Vedette ({type(error).__name__})")
            with self._turn:
                task.stage = Stage.FAILED if task.error else Stage.DONE
                task.ended = time.monotonic()
                task.arguments = ()
                task.over.set()
        self._stop()

    def _next(self) -> Task | None:
        with self._turn:
            while not self._line and not self._closed:
                if not self._turn.wait(IDLE) and not self._line:
                    self._stop()
            if self._closed:
                return None
            task = self._line.popleft()
            task.stage = Stage.AT_WORK
            return task

    def _made(self, task: Task) -> Any:
        try:
            fine, made = self._started().do(task.make, task.arguments, self._longest)
        except TooSlow as error:
            self._stop()
            raise BadArgumentError(
                f"this took longer than {self._longest:.0f} seconds and was broken off",
                next_step="Cut the text into parts, or ask for something shorter",
            ) from error
        except Ended as error:
            self._stop()
            raise Fallen(
                "the process that reads texts came to an end",
                next_step="Try again; if it happens again, the text is too much for this machine",
            ) from error
        if fine:
            return made
        if isinstance(made, VedetteError):
            raise made
        print(made, file=sys.stderr)  # noqa: T201 - whoever serves has to know
        raise Fallen("a fault of Vedette", next_step="The terminal of vedette serve shows where")

    def _started(self) -> Process:
        if self._process is None or not self._process.is_alive():
            self._stop()
            self._process = Process()
            atexit.register(self.close)
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            atexit.unregister(self.close)
            process.end()
