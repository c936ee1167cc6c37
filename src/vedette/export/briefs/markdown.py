"""A brief in Markdown, its notes as footnotes (Pandoc, GitHub, MultiMarkdown).

Such footnotes are numbered by the program that shows them, in order of first mention, which is
ours; it also makes the links to a note and back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from vedette.export.briefs.sheet import Line, Note, Sheet

# Whatever could open a mark of emphasis, code, link, image, tag, entity, table, strike, formula.
_MARKS = re.compile(r"[\\`*_\[\]<>&~|$^]")
# What programs turn into links or pictures by themselves: addresses, mail, names, ":smile:".
_TURNED = re.compile(r":(?=\S)|@|(?<=\bwww)\.", re.IGNORECASE)
# What opens a heading, list, rule or quotation where a line begins.
_OPENS = re.compile(r"^(\s*)([#+=>-]|\d+(?=[.)]))")
_LINK = {"(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "[": "%5B", "]": "%5D"}


def write(sheet: Sheet) -> bytes:
    """Return the brief in Markdown."""
    blocks = [f"# {text(sheet.title.text)}"]
    if sheet.title.notes or sheet.title.searched:
        blocks.append(f"Headline:{_marks(sheet.title)}")
    if sheet.deck:
        blocks.append(f"**{_said(sheet.deck, bold=True)}**")
    for part in sheet.parts:
        if part.heading:
            blocks.append(f"## {text(part.heading)}")
        blocks.append(_said(part.lines))
    blocks.append(f"*{text(f'{sheet.picture} {sheet.kept_back}'.strip())}*")
    blocks += [_note(note) for note in sheet.notes]
    return ("\n\n".join(blocks) + "\n").encode()


def _said(lines: Iterable[Line], *, bold: bool = False) -> str:
    said = (f"{text(line.text)}{_marks(line)}" for line in lines)
    joined = " ".join(said)
    # Emphasis must not end in a blank or be empty; numbers of notes may stand inside it.
    return joined.strip() if bold else joined


def _marks(line: Line) -> str:
    marks = " ".join(f"[^{number}]" for number in line.notes)
    searched = f" (searched: {text(line.searched)})" if line.searched else ""
    return f" {marks}{searched}" if marks else searched


def _note(note: Note) -> str:
    told = ", ".join(text(each) for each in (note.publisher, note.headline, note.day) if each)
    words = f"“{text(note.quote)}”"
    if note.link:
        words = f"[{words}]({_address(note.link)})"
    address = f" {_shown_address(note)}" if note.url else ""
    return f"[^{note.number}]: {told}: {words} ({text(note.place)}).{address}"


def _shown_address(note: Note) -> str:
    return f"<{_address(note.address)}>" if note.address else text(note.url)


def _address(address: str) -> str:
    return re.sub(r"[()<>\[\]]", lambda found: _LINK[found[0]], address)


def text(words: str) -> str:
    """Return words as text and nothing else."""
    escaped = _MARKS.sub(r"\\\g<0>", words)
    escaped = _TURNED.sub(r"\\\g<0>", escaped)
    return _OPENS.sub(_opened, escaped)


def _opened(found: re.Match[str]) -> str:
    if found[2].isdigit():
        return f"{found[1]}{found[2]}\\"
    return f"{found[1]}\\{found[2]}"
