"""The one console: colour only on a terminal, tables that fit it."""

from __future__ import annotations

import json
import sys
from typing import Any

from rich.console import Console

PIPED_WIDTH = 110  # what a table gets when nobody's terminal says how wide it is


def console(*, stderr: bool = False) -> Console:
    """Return a console for people; rich leaves colour out when not on a terminal."""
    stream = sys.stderr if stderr else sys.stdout
    width = None if stream.isatty() else PIPED_WIDTH
    return Console(stderr=stderr, width=width, highlight=False, markup=False, emoji=False)


def print_json(data: Any) -> None:
    """Print one JSON value on one line, in Unicode."""
    print(json.dumps(data, ensure_ascii=False))


def fold(text: str, width: int) -> str:
    """Return a text on one line, cut with an ellipsis when longer than `width`."""
    line = " ".join(text.split())
    return line if len(line) <= width else line[: width - 1].rstrip() + "…"
