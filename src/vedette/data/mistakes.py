"""Mistakes in data files: each is told in one line, with the file, the line and what to write."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path

from vedette.data import parts
from vedette.errors import BadArgumentError


class Mistake(Exception):
    """Say what is wrong with an entry, and what to write instead.

    `key` is the key it stands under, `part` which of several tables in a list.
    """

    def __init__(self, what: str, then: str = "", *, key: str = "", part: int = 0) -> None:
        self.what, self.then, self.key, self.part = what, then, key, part
        super().__init__(what)


def near(word: str, known: Iterable[str]) -> str:
    """Offer the known word that comes nearest, else all of them."""
    listed = sorted(known)
    close = get_close_matches(word, listed, 1, 0.6)
    return f"Did you mean: {close[0]}?" if close else f"Known: {', '.join(listed)}"


def told(mistake: Mistake, name: str, table: str, number: int) -> BadArgumentError:
    """Return the error for a mistake in an entry of a data file.

    `number` counts the entries of a table from 0, over the user's file and the shipped one.
    """
    files = parts(name)
    path, content = files[0]
    rows = content.get(table, [])
    if len(files) > 1 and isinstance(rows, list) and number >= len(rows):
        path, number = files[1][0], number - len(rows)
    return told_at(mistake, path, table, number)


def told_at(mistake: Mistake, path: Path, table: str, number: int) -> BadArgumentError:
    """Return the error for a mistake in an entry of one file; `number` counts from 0."""
    line = _line(path.read_text(encoding="utf-8"), table, number, mistake)
    return BadArgumentError(mistake.what, where=f"{path}:{line}", next_step=mistake.then)


def _line(text: str, table: str, number: int, mistake: Mistake) -> int:
    """Return the line, from 1, where a mistake stands: its key, else the head of its table."""
    lines = text.splitlines()
    head = re.compile(rf"\s*\[\[?\s*{re.escape(table)}\s*\]|\s*{re.escape(table)}\s*=")
    starts = [at for at, line in enumerate(lines) if head.match(line)]
    if number >= len(starts):
        return starts[-1] + 1 if starts else 1
    start = starts[number]
    end = next((n for n in range(start + 1, len(lines)) if lines[n].startswith("[")), len(lines))
    key = re.compile(rf'\s*"?{re.escape(mistake.key)}"?\s*=')
    for line in range(start + 1, end if mistake.key else start):
        if key.match(lines[line]):
            tables = [n for n in range(line, end) if "{" in lines[n]]
            return (tables[mistake.part] if mistake.part < len(tables) else line) + 1
    return start + 1
