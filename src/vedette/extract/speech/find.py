"""Span finding, whole: quotations first, then verbs, then the other ways of reporting speech."""

from __future__ import annotations

from dataclasses import replace

from vedette.extract.speech.cited import find_cited
from vedette.extract.speech.going_on import find_going_on
from vedette.extract.speech.interviews import find_headlines, find_interview
from vedette.extract.speech.lexicon import lexicon
from vedette.extract.speech.phrases import find_phrases
from vedette.extract.speech.quotes import find_quoted
from vedette.extract.speech.scan import Found, Scan
from vedette.extract.speech.verbs import find_verbs
from vedette.model import Abstention, Reading

STAGE = "attribution"


def find(reading: Reading) -> tuple[list[Found], list[Abstention]]:
    """Return sources, cues and contents as found, and what was seen but not decided.

    The quotations come first in the list; `Found.follows` counts within it.
    """
    words = lexicon(reading.language)
    if words is None or not reading.tokens:
        return [], []
    scan = Scan(reading, words)
    quoted, abstained = find_quoted(scan)
    taken = frozenset(k for found in quoted for k in found.cue)
    printed = [*find_interview(scan), *find_headlines(scan)]
    taken |= {k for found in printed for k in found.cue}
    passed_on = [f for t in scan.tokens if (f := find_cited(scan, t.i)) is not None]
    taken |= {k for found in passed_on for k in found.cue}
    verbs, unsaid = find_verbs(scan, taken)
    taken |= {k for found in verbs for k in found.cue}
    phrases = find_phrases(scan, taken)
    abstained += unsaid
    rest = [*printed, *passed_on, *verbs, *phrases]
    quoted, dropped = _follow_indirect(scan, quoted, rest)
    whole = [*quoted, *rest]
    return [*whole, *find_going_on(scan, whole)], [*abstained, *dropped]


def _follow_indirect(
    scan: Scan, quoted: list[Found], rest: list[Found]
) -> tuple[list[Found], list[Abstention]]:
    """Let a cueless quotation continue the indirect speech of the paragraph before it."""
    found: list[Found] = []
    dropped: list[Abstention] = []
    for one in quoted:
        if one.follows != -1:
            found.append(one)
            continue
        number = _speaker_before(scan, one, rest)
        if number is None:
            start, end = one.content[0]
            span = scan.reading.span(start, end)
            dropped.append(
                Abstention(STAGE, span, "a quotation without a cue or a speaker before it")
            )
        found.append(replace(one, follows=None if number is None else len(quoted) + number))
    return found, dropped


def _speaker_before(scan: Scan, one: Found, rest: list[Found]) -> int | None:
    """Return the last source outside quotations in the paragraph before, as number in `rest`."""
    sentences = scan.reading.sentences
    start = one.content[0][0]
    block = next((s.block for s in sentences if s.start <= start < s.end), -1)
    before = max((s.block for s in sentences if s.block < block), default=-1)
    best: int | None = None
    for number, other in enumerate(rest):
        if not other.source or other.head < 0 or scan.inside[other.head] >= 0:
            continue
        if sentences[scan.tokens[other.head].sentence].block != before:
            continue
        if best is None or other.head > rest[best].head:
            best = number
    return best
