"""The one console: colour only on a terminal, tables that fit it."""

from __future__ import annotations

import json
import os
import sys
from typing import Any, TextIO, cast

from rich.console import Console

PIPED_WIDTH = 110  # what a table gets when nobody's terminal says how wide it is


# Marks that turn the order of writing: on a terminal they show other words than stand there.
_TURNING = dict.fromkeys([0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])


class _Straight:
    """Write to a stream whatever is written, without marks that turn the order of writing."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        return self._stream.write(text.translate(_TURNING))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class _Quiet(Console):
    """Leave without a fault when whoever reads the output has seen enough (`| head`)."""

    def on_broken_pipe(self) -> None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0)


def console(*, stderr: bool = False) -> Console:
    """Return a console for people; rich leaves colour out when not on a terminal."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else PIPED_WIDTH
    plain = cast(TextIO, _Straight(stream))
    return _Quiet(file=plain, width=width, highlight=False, markup=False, emoji=False)


def print_json(data: Any) -> None:
    """Print one JSON value on one line, in Unicode."""
    print(json.dumps(data, ensure_ascii=False))


def fold(text: str, width: int) -> str:
    """Return a text on one line, cut with an ellipsis when longer than `width`."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"
