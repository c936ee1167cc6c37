"""A brief as plain text, for mail and terminals."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from vedette.export.briefs.sheet import Line, Note, Sheet

WIDTH = 78


def write(sheet: Sheet) -> bytes:
    """Return the brief in UTF-8 text, wrapped, with its notes beneath."""
    blocks = [_wrapped(_said([sheet.title])), "=" * min(WIDTH, len(sheet.title.text))]
    if sheet.deck:
        blocks += ["", _wrapped(_said(sheet.deck))]
    for part in sheet.parts:
        blocks += ["", part.heading.upper()] if part.heading else [""]
        blocks.append(_wrapped(_said(part.lines)))
    if sheet.notes:
        blocks += ["", "NOTES", ""]
        blocks += [_note(note) for note in sheet.notes]
    blocks += ["", _wrapped(f"{sheet.picture} {sheet.kept_back}".strip())]
    return ("\n".join(blocks) + "\n").encode()


def _said(lines: Iterable[Line]) -> str:
    return " ".join(_line(line) for line in lines)


def _line(line: Line) -> str:
    marks = "".join(f" [{number}]" for number in line.notes)
    searched = f" (searched: {line.searched})" if line.searched else ""
    return f"{line.text}{marks}{searched}"


def _note(note: Note) -> str:
    head = f"[{note.number}]"
    told = ", ".join(filter(None, (note.publisher, note.headline, note.day)))
    indent = " " * (len(head) + 1)
    lines = [f"{head} {told}", f"“{note.quote}”", note.place, note.url]
    wrapped = [
        _wrapped(line, first=indent if number else "", rest=indent)
        for number, line in enumerate(lines)
        if line
    ]
    return "\n".join(wrapped)


def _wrapped(text: str, first: str = "", rest: str = "") -> str:
    return textwrap.fill(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
