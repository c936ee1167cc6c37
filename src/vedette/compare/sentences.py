"""Sentences told by punctuation alone, where no parse is kept."""

from __future__ import annotations

import re

from vedette.model import Report, Span

_END = re.compile(r"[.!?][”\"’)]*(?=\s|$)|\n")


def sentence_around(report: Report, span: Span) -> Span:
    """Return the sentence around a span; a line is never left."""
    text = report.text
    first = text.rfind("\n", 0, span.start) + 1
    last = text.find("\n", span.end)
    last = len(text) if last < 0 else last
    start = max((m.end() for m in _END.finditer(text, first, span.start)), default=first)
    found = _END.search(text, span.end, last)
    end = found.end() if found else last
    while start < span.start and text[start].isspace():
        start += 1
    while end > span.end and text[end - 1].isspace():
        end -= 1
    return Span.cut(text, start, end, span.zone)
