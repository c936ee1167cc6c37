"""What a sentence says of the printing of words by the way: "(reported on 16 September)".

Such a note belongs to no clause, and a parse of the sentence goes astray on it. It is read apart:
the sentence is parsed with spaces in its place, every offset kept, and its day must be one of a
report that carries the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from vedette.brief.check.passages import Passage, passages
from vedette.data.calendar import calendar_words
from vedette.model import Analysis, Reading, Report

_PRINTED = r"(?:reported|published|printed|carried|quoted)"
_DAY = r"(?:\d{1,2} [A-Z][a-z]+\.?|[A-Z][a-z]+\.? \d{1,2}|[A-Z][a-z]+day)(?:,? \d{4})?(?![\w.]*\w)"
_NOTE = re.compile(
    rf"\s\((?:as )?{_PRINTED} on {_DAY}\)"
    rf"|,? as {_PRINTED} on {_DAY}"
    rf"|(?<![\w’'])As {_PRINTED} on {_DAY},"
    rf"| in (?:remarks|words|comments|a statement) {_PRINTED} on {_DAY}"
)
_WORD = re.compile(r"[A-Z][a-z]+")


def read_passages(
    report: Report, read: Callable[[Report], Reading], analyse: Callable[[Reading], Analysis]
) -> list[Passage]:
    """Return the sentences of a text to be checked, its notes on printing read apart."""
    notes = [m.span() for m in _NOTE.finditer(report.text) if _names_day(m[0])]
    reading = read(report)
    whole = analyse(reading)
    if not notes:
        return passages(reading, whole)
    bare = report.text
    for start, end in notes:
        bare = f"{bare[:start]}{' ' * (end - start)}{bare[end:]}"
    made = Report.make_id(report.publisher, report.url, bare)
    parsed = read(replace(report, id=made, text=bare))
    without = replace(parsed, report=report, quotations=reading.quotations)
    analysis = analyse(without)
    apart = [t for t in whole.times if any(s <= t.span.start < e for s, e in notes)]
    times = sorted((*analysis.times, *apart), key=lambda t: t.span.start)
    return passages(without, replace(analysis, times=tuple(times)))


def _names_day(note: str) -> bool:
    """Tell whether a note has a month or a weekday: "reported on Wall 5" is none."""
    return any(word.lower() in calendar_words() for word in _WORD.findall(note))
