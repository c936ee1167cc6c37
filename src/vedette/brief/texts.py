"""Sentences of reports cut out of their text, where no parse is kept."""

from __future__ import annotations

import re

from vedette.model import Report, Span

_STOP = re.compile(r"[.!?][”\"’)]*(?=\s+[“\"‘(]?[A-Z0-9])")
_SHORT = re.compile(  # an abbreviation before a name or a number is no end of a sentence
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Adm|Cmdr|Brig|Sen|Rep|Gov|Prof|St|No|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec|U\.S|U\.K|U\.N))\.$"
)


def sentence_of(report: Report, span: Span) -> Span:
    """Return the sentence around a span; it never leaves its paragraph."""
    block = next((b for b in report.blocks if b.start <= span.start < b.end), None)
    if block is None:
        return span
    text = report.text
    stops = [
        m.end()
        for m in _STOP.finditer(text, block.start, block.end)
        if not _SHORT.search(text, max(block.start, m.start() - 8), m.start() + 1)
    ]
    start = max((stop for stop in stops if stop <= span.start), default=block.start)
    end = min((stop for stop in stops if stop >= span.end), default=block.end)
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span.cut(text, start, start + len(words.strip()), span.zone)


def straight(text: str) -> str:
    """Return a text with one kind of quotation marks."""
    return text.translate(_MARKS)


_MARKS = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'"})


def curly(text: str) -> str:
    """Return a text with opening and closing marks where it has straight ones."""
    parts = text.split('"')
    if len(parts) % 2 == 0:
        return text  # a mark is left open: nobody knows where it would close
    marked = "".join(f"{part}{'“' if n % 2 == 0 else '”'}" for n, part in enumerate(parts[:-1]))
    return f"{marked}{parts[-1]}"


def plain(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())
