"""The process beside the server, from both ends: what is sent to it and what it answers.

It is started as a program of its own, so that it shares nothing with whoever starts it. Both ends
trust each other: what is sent is a function's name with its arguments, pickled.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import struct
import subprocess
import sys
import traceback
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import IO, Any

from vedette.errors import VedetteError

_LENGTH = struct.Struct(">Q")
_NICE = 5  # whoever reads a page goes first
_START = "from vedette.web.errand import serve; serve()"


class Ended(Exception):
    """Say that the process came to an end."""


class TooSlow(Exception):
    """Say that no answer came in time."""


class Process:
    """Hold the process; it lives until it is ended, or falls."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", _START],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self._answers: SimpleQueue[bytes | None] = SimpleQueue()
        self._reader = Thread(target=self._read, name="beside-answers", daemon=True)
        self._reader.start()

    def is_alive(self) -> bool:
        """Tell whether it can be sent something."""
        return self._process.poll() is None

    def do(self, make: Callable[..., Any], arguments: tuple[Any, ...], timeout: float) -> Any:
        """Have something made; raises what went wrong, Ended, or TooSlow.

        A fault of ours comes as a text, the traceback.
        """
        assert self._process.stdin is not None  # noqa: S101 - it was asked for
        try:
            _write(self._process.stdin, pickle.dumps((make, arguments)))
            answer = self._answers.get(timeout=timeout)
        except OSError as error:
            raise Ended from error
        except Empty as error:
            raise TooSlow from error
        if answer is None:
            raise Ended
        return pickle.loads(answer)  # noqa: S301 - of our own process

    def _read(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        with contextlib.suppress(OSError, ValueError):
            while (answer := _take(self._process.stdout)) is not None:
                self._answers.put(answer)
        self._answers.put(None)

    def end(self) -> None:
        """End it, whatever it does."""
        self._process.kill()
        self._process.wait()
        self._reader.join(5)
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def _write(stream: IO[bytes], data: bytes) -> None:
    stream.write(_LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def _take(stream: IO[bytes]) -> bytes | None:
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    data = stream.read(_LENGTH.unpack(head)[0])
    return data if len(data) == _LENGTH.unpack(head)[0] else None


def apart(make: Callable[..., Any], *arguments: Any, timeout: float = 300.0) -> Any:
    """Have one thing made in a process of its own: what it took of memory is free afterwards.

    Raises what went wrong there; a fault of ours, an end before the answer or a timeout as a
    RuntimeError.
    """
    process = Process()
    try:
        fine, made = process.do(make, arguments, timeout)
    except (Ended, TooSlow) as error:
        raise RuntimeError(f"{make.__name__} gave no answer ({type(error).__name__})") from error
    finally:
        process.end()
    if fine:
        return made
    raise made if isinstance(made, VedetteError) else RuntimeError(made)


# ---- inside it ---------------------------------------------------------------------------------


def serve() -> None:
    """Do what is sent until nobody is there any more: the life of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends it
    with contextlib.suppress(AttributeError, OSError):
        os.nice(_NICE)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    with contextlib.suppress(OSError):
        while (asked := _take(sys.stdin.buffer)) is not None:
            _write(answers, _answer(asked))


def _answer(asked: bytes) -> bytes:
    try:
        make, arguments = pickle.loads(asked)  # noqa: S301 - of the server that started us
        return pickle.dumps((True, make(*arguments)))
    except VedetteError as error:
        return pickle.dumps((False, error))
    except Exception:  # noqa: BLE001 - the process goes on whatever one task does
        return pickle.dumps((False, traceback.format_exc()))
