"""Distance: words that the reporter hands to somebody else inside his own sentence.

Scare quotes ("a 'special operation'"), "so-called", "what it calls", "dubbed by critics". Names in
quotation marks are no scare quotes, and a quotation long enough to say something is speech.
"""

from __future__ import annotations

import re
from itertools import chain

from vedette.extract.modality.mood import Words
from vedette.model import Reading, Span, Token

_MOST_WORDS = 5
_SO_CALLED = re.compile(r"\bso[ -]called\s+", re.IGNORECASE)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_PARTS = frozenset({"compound", "amod", "nummod", "poss", "case", "det"})


def distant_words(reading: Reading, words: Words, span: Span) -> tuple[Span, ...]:
    """Return the stretches that overlap a span and are somebody's own wording, in text order.

    A quotation that holds the whole span is its speech and gives none.
    """
    tokens = reading.tokens_between(span.start, span.end)
    sentence = reading.sentence_of(tokens[0])
    low, high = min(sentence.start, span.start), max(sentence.end, span.end)
    ends = chain(
        _scare_quotes(reading, span, low, high),
        _so_called(reading, words, low, high),
        _named(reading, words, low, high),
    )
    over = {(a, b) for a, b in ends if a < span.end and span.start < b}
    kept = [e for e in over if not any(o != e and o[0] <= e[0] and e[1] <= o[1] for o in over)]
    return tuple(reading.span(a, b) for a, b in sorted(kept))


def _scare_quotes(reading: Reading, span: Span, low: int, high: int) -> list[tuple[int, int]]:
    found = []
    for quotation in reading.quotations:
        if quotation.start >= high:
            break
        start, end = quotation.start, quotation.end
        whole = start <= span.start and span.end <= end + 1
        if start < low or not quotation.closed:
            continue
        if whole and not _is_word_in(reading, span, start, end):
            continue
        if _is_label(reading.tokens_between(start, end)):
            found.append((start, end))
    return found


def _is_word_in(reading: Reading, span: Span, start: int, end: int) -> bool:
    """Tell a single word inside short marks, as a deed or a figure is, from a whole quotation."""
    return (
        start <= span.start
        and span.end <= end
        and " " not in span.quote
        and not reading.text[start:end].rstrip().endswith((",", ".", "!", "?"))
    )


def _is_label(tokens: tuple[Token, ...]) -> bool:
    """Tell a name of somebody's making from a proper name and from a sentence."""
    real = [t for t in tokens if t.pos not in ("PUNCT", "SPACE")]
    if not real or len(real) > _MOST_WORDS or any(t.tag in _FINITE for t in real):
        return False
    if tokens[-1].text in (",", ".", "!", "?"):
        return False
    return any(t.text[:1].islower() and t.pos not in ("ADP", "DET", "CCONJ") for t in real)


def _so_called(reading: Reading, words: Words, low: int, high: int) -> list[tuple[int, int]]:
    text = reading.text
    found = []
    for match in _SO_CALLED.finditer(text, low, high):
        found += _behind(reading, match.end(), high)
    before = words.list("distance", "before")
    for token in reading.tokens_between(low, high):
        if token.lower in before:
            found += _behind(reading, token.end, high)
    return found


def _behind(reading: Reading, start: int, high: int) -> list[tuple[int, int]]:
    """Return the noun phrase behind an offset, or the quotation that opens there."""
    tokens = reading.tokens_between(start, high)
    first = next((t for t in tokens if t.pos not in ("PUNCT", "SPACE")), None)
    if first is None:
        return []
    quoted = next((q for q in reading.quotations if q.start == first.start and q.end <= high), None)
    if quoted is not None:
        return [(quoted.start, quoted.end)]
    i = first.i
    while reading.tokens[i].dep in _PARTS and reading.tokens[i].head > i:
        i = reading.tokens[i].head
    return [(first.start, reading.tokens[i].end)] if i >= first.i else []


def _named(reading: Reading, words: Words, low: int, high: int) -> list[tuple[int, int]]:
    """Read "what it calls X", "what he described as X", "dubbed X by critics"."""
    found = []
    naming = words.list("distance", "naming")
    for verb in reading.tokens_between(low, high):
        if verb.tag[:2] != "VB" or verb.lemma.lower() not in naming:
            continue
        if verb.tag == "VBN" and verb.dep == "acl":
            handed = any(reading.tokens[c].dep == "agent" for c in reading.children[verb.i])
        else:
            handed = any(
                reading.tokens[c].lower in ("what", "which") for c in reading.children[verb.i]
            )
        name = _name(reading, words, verb) if handed else None
        if name is not None and _says_something(reading, name):
            found.append(name)
    return found


def _says_something(reading: Reading, name: tuple[int, int]) -> bool:
    """Tell "a rescue mission" from the plain name "Skyfall"."""
    return any(
        t.text[:1].islower() and t.pos in ("NOUN", "ADJ", "VERB", "ADV")
        for t in reading.tokens_between(*name)
    )


def _name(reading: Reading, words: Words, verb: Token) -> tuple[int, int] | None:
    """Return the name that a verb of naming gives, without the marks around it."""
    thing = None
    for c in reading.children[verb.i]:
        child = reading.tokens[c]
        if c > verb.i and child.dep in ("oprd", "attr", "dobj", "ccomp", "acomp"):
            thing = c
            break
        if c > verb.i and child.lower in words.list("distance", "links"):
            thing = next((k for k in reading.children[c] if k > c), None)
            break
    if thing is None:
        return None
    first = reading.tokens[thing].left
    start = reading.tokens[first].start
    quoted = next(
        (q for q in reading.quotations if start <= q.start <= reading.tokens[thing].start < q.end),
        None,
    )
    if quoted is not None:
        return quoted.start, quoted.end
    return start, reading.tokens[thing].end
