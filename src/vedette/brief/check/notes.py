"""What a sentence says of the printing of words by the way: "(reported on 16 September)".

Such a note belongs to no clause, and a parse of the sentence goes astray on it. It is read apart:
the sentence is parsed with spaces in its place, every offset kept, and its day must be one of a
report that carries the sentence. So is all else that a sentence tells of the reports themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from vedette.brief.check.bits import NOTE, Bit, bits_of, names_day
from vedette.brief.check.passages import Passage, ReadBit, passages
from vedette.model import Analysis, Reading, Report

Read = Callable[[Report], Reading]
Analyse = Callable[[Reading], Analysis]


def read_passages(report: Report, read: Read, analyse: Analyse) -> list[Passage]:
    """Return the sentences of a text to be checked, what they tell of the reports read apart."""
    found = _without_notes(report, read, analyse)
    return [replace(p, bits=_bits(p, read, analyse)) for p in found]


def _without_notes(report: Report, read: Read, analyse: Analyse) -> list[Passage]:
    notes = [m.span() for m in NOTE.finditer(report.text) if names_day(m[0])]
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
    found = passages(without, replace(analysis, times=tuple(times)))
    return list(_with_leads(found, notes))


def _with_leads(found: Sequence[Passage], notes: Sequence[tuple[int, int]]) -> Iterator[Passage]:
    """Yield sentences with the note that one begins with: "As reported on 1 May, it rained"."""
    last = 0
    for one in found:
        ends = one.sentence
        led = [start for start, end in notes if last <= start and end <= ends.start]
        yield replace(one, sentence=replace(ends, start=min([*led, ends.start])))
        last = ends.end


def _bits(passage: Passage, read: Read, analyse: Analyse) -> tuple[ReadBit, ...]:
    text = passage.reading.report.text
    found = bits_of(text, passage.sentence.start, passage.sentence.end)
    return tuple(ReadBit(bit, _read(bit, passage, read, analyse)) for bit in found)


def _read(bit: Bit, passage: Passage, read: Read, analyse: Analyse) -> Passage | None:
    """Return the one sentence that a bit keeps; None where it is none, or a calendar's."""
    report = passage.reading.report
    if bit.stage:
        return None
    bare = bit.blanked(report.text)
    parsed = read(replace(report, id=Report.make_id(report.publisher, report.url, bare), text=bare))
    said = passages(parsed, analyse(parsed))
    return said[0] if len(said) == 1 else None
