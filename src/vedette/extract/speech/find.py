"""Span finding, whole: rules (quotations first, then verbs, then the rest), then the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vedette.extract.encoder.inputs import Told
from vedette.extract.encoder.labels import Tagged
from vedette.extract.encoder.network import encoder
from vedette.extract.encoder.tasks import SPEECH
from vedette.extract.speech.cited import find_cited
from vedette.extract.speech.conventions import corpus_spans
from vedette.extract.speech.going_on import find_going_on
from vedette.extract.speech.interviews import find_headlines, find_interview
from vedette.extract.speech.lexicon import lexicon
from vedette.extract.speech.marked import with_marks, worth_marking
from vedette.extract.speech.phrases import find_phrases
from vedette.extract.speech.quotes import find_quoted
from vedette.extract.speech.scan import Found, Scan
from vedette.extract.speech.verbs import find_verbs
from vedette.model import Abstention, Reading, Sentence

STAGE = "attribution"
_LONGEST = 400  # tokens of a sentence that is read


def find(reading: Reading) -> tuple[list[Found], list[Abstention]]:
    """Return sources, cues and contents as found, and what was seen but not decided.

    The quotations come first in the list; `Found.follows` counts within it.
    """
    words = lexicon(reading.language)
    if words is None or not reading.tokens:
        return [], []
    scan = Scan(reading, words)
    found, abstained = _by_rules(scan)
    marked = _marks(scan, found, worth_marking(scan, found))
    return with_marks(scan, found, marked), abstained


def marks(reading: Reading) -> tuple[Tagged, ...]:
    """Return all that the network marks in a reading, empty for a language without one.

    `find` asks it only about the sentences where its answer can change anything.
    """
    words = lexicon(reading.language)
    if words is None or not reading.tokens:
        return ()
    scan = Scan(reading, words)
    return _marks(scan, _by_rules(scan)[0])


def rule_spans(reading: Reading) -> list[Tagged]:
    """Return what the network is told of the rules' findings."""
    words = lexicon(reading.language)
    if words is None or not reading.tokens:
        return []
    scan = Scan(reading, words)
    return corpus_spans(scan, _by_rules(scan)[0])


def _marks(
    scan: Scan, found: list[Found], only: frozenset[int] | None = None
) -> tuple[Tagged, ...]:
    network = encoder(scan.reading.language, SPEECH) if only is None or only else None
    if network is None:
        return ()
    return network.spans(scan.reading, told(scan.reading, corpus_spans(scan, found)), only)


def told(reading: Reading, rules: Sequence[Tagged]) -> Told:
    """Return what the network is told of each token: the label that the rules give it."""
    ruled = SPEECH.scheme.labels_of(rules, len(reading.tokens)).tolist()
    return lambda token: (ruled[token.i],)


def _by_rules(scan: Scan) -> tuple[list[Found], list[Abstention]]:
    quoted, abstained = find_quoted(scan)
    taken = frozenset(k for found in quoted for k in found.cue)
    printed = [*find_interview(scan), *find_headlines(scan)]
    taken |= {k for found in printed for k in found.cue}
    long = _overlong(scan)
    taken |= {k for s in long for k in range(s.first, s.last)}
    plain = [t.i for t in scan.tokens if not long or t.i not in taken]
    passed_on = [f for i in plain if (f := find_cited(scan, i)) is not None]
    taken |= {k for found in passed_on for k in found.cue}
    verbs, unsaid = find_verbs(scan, taken)
    taken |= {k for found in verbs for k in found.cue}
    phrases = find_phrases(scan, taken)
    abstained += unsaid
    abstained += [
        Abstention(STAGE, scan.reading.token_span(s.first, s.first), "a sentence too long to read")
        for s in long
    ]
    rest = [*printed, *passed_on, *verbs, *phrases]
    quoted, dropped = _follow_indirect(scan, quoted, rest)
    whole = [*quoted, *rest]
    whole = [_with_words(scan, one) for one in [*whole, *find_going_on(scan, whole)]]
    return whole, [*abstained, *dropped]


def _with_words(scan: Scan, one: Found) -> Found:
    """Drop a source that is no word: the parse may take a space or a mark for a name."""
    text = scan.reading.text
    if all(any(c.isalnum() for c in text[s:e]) for s, e in one.source):
        return one
    return replace(one, source=(), speaker=-1)


def _overlong(scan: Scan) -> list[Sentence]:
    """Return what no sentence of a news text is: lists and debris of hundreds of words."""
    return [s for s in scan.reading.sentences if s.last - s.first > _LONGEST]


def _follow_indirect(
    scan: Scan, quoted: list[Found], rest: list[Found]
) -> tuple[list[Found], list[Abstention]]:
    """Let a cueless quotation continue the indirect speech of the paragraph before it."""
    found: list[Found] = []
    dropped: list[Abstention] = []
    speakers = _last_sources(scan, rest)
    for one in quoted:
        if one.follows != -1:
            found.append(one)
            continue
        number = speakers.get(_block_before(scan, one))
        if number is None:
            start, end = one.content[0]
            span = scan.reading.span(start, end)
            dropped.append(
                Abstention(STAGE, span, "a quotation without a cue or a speaker before it")
            )
        found.append(replace(one, follows=None if number is None else len(quoted) + number))
    return found, dropped


def _last_sources(scan: Scan, rest: list[Found]) -> dict[int, int]:
    """Return for each paragraph the number of its last source outside quotations."""
    last: dict[int, int] = {}
    for number, other in enumerate(rest):
        if not other.source or other.head < 0 or scan.inside[other.head] >= 0:
            continue
        block = scan.reading.sentences[scan.tokens[other.head].sentence].block
        if block not in last or other.head > rest[last[block]].head:
            last[block] = number
    return last


def _block_before(scan: Scan, one: Found) -> int:
    """Return the paragraph with words before the one of a content, -1 where there is none."""
    first = scan.reading.tokens_between(*one.content[0])
    if not first:
        return -1
    sentences = scan.reading.sentences
    number = first[0].sentence
    block = sentences[number].block
    while number >= 0 and sentences[number].block == block:
        number -= 1
    return sentences[number].block if number >= 0 else -1
