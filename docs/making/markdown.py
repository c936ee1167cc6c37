"""Markdown from plain values: tables, cells, code blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import Enum
from typing import Any

NOTHING = "–"


def table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a Markdown table; every cell is brought into one line."""
    lines = [" | ".join(map(cell, row)) for row in rows]
    return "\n".join(
        f"| {line} |" for line in (" | ".join(heads), " | ".join("---" for _ in heads), *lines)
    )


def cell(value: Any) -> str:
    """Return a value as the text of a table's cell."""
    text = words(value)
    return re.sub(r"\s*\n\s*", " ¶ ", text).replace("|", "\\|")


def words(value: Any) -> str:
    """Return a value as a reader would write it: enums by value, numbers with separators."""
    if value is None or value in ("", ()):
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, int | float):
        return f"{int(value):,}" if value == int(value) else f"{value:,.4g}"
    if isinstance(value, list | tuple | set | frozenset):
        parts = sorted(map(words, value)) if isinstance(value, set | frozenset) else value
        nested = any(isinstance(part, list | tuple) for part in parts)
        return ("; " if nested else ", ").join(map(words, parts)) or NOTHING
    return str(value)


def code(value: str) -> str:
    """Return a word in the type of code."""
    return f"`{value}`"


def block(text: str, language: str = "") -> str:
    """Return a block of code."""
    return f"```{language}\n{text.rstrip()}\n```"
