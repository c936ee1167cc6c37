"""Where the annotators of PolNeAR let a source, cue and content begin and end.

Their spans differ from ours by convention, not by opinion: outer quotation marks, the comma before
the closing one and the word "that" belong to their content; a relative pronoun is a source of its
own; the comma that closes an apposition belongs to the source (Newell, Margolin and Ruths 2018).
The network learnt their conventions, so what the rules find is shown to it in them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vedette.extract.encoder.labels import Tagged
from vedette.extract.encoder.pieces import plain
from vedette.extract.speech.scan import RELATIVE, Found, Range, Scan
from vedette.model import Reading


def corpus_ranges(
    reading: Reading,
    text: str,
    cue: Sequence[int],
    source: Sequence[Range],
    content: Sequence[Range],
) -> Iterator[tuple[str, Range]]:
    """Yield kind and offsets of one attribution's spans by the corpus' conventions.

    `cue` holds tokens, `source` and `content` offsets by ours; `text` is the reading's text
    with its quotation marks made plain.
    """
    for start, end in source:
        yield "source", _source(reading, start, end, cue)
    for start, end in _cues(reading, cue):
        yield "cue", (start, end)
    for start, end in content:
        yield "content", _content(text, start, end)


def corpus_spans(scan: Scan, found: Sequence[Found]) -> list[Tagged]:
    """Return what the rules found as spans of tokens by the corpus' conventions."""
    spans: list[Tagged] = []
    text = plain(scan.reading.text)
    for one in sorted(found, key=lambda f: (f.place, f.head)):
        ranges = corpus_ranges(scan.reading, text, one.cue, one.source, one.content)
        for kind, (start, end) in ranges:
            tokens = scan.reading.tokens_between(start, end)
            if tokens:
                spans.append(Tagged(kind, tokens[0].i, tokens[-1].i + 1))
    return spans


def _cues(reading: Reading, cue: Sequence[int]) -> Iterator[Range]:
    tokens = [reading.tokens[i] for i in cue]
    first = 0
    for n, token in enumerate(tokens):
        after = tokens[n + 1] if n + 1 < len(tokens) else None
        if after is None or reading.text[token.end : after.start].strip(" "):
            yield tokens[first].start, token.end
            first = n + 1


def _source(reading: Reading, start: int, end: int, cue: Sequence[int]) -> Range:
    for i in cue:
        for c in reading.children[i]:
            child = reading.tokens[c]
            before = child.end <= reading.tokens[i].start
            if child.dep in ("nsubj", "nsubjpass") and child.tag in RELATIVE and before:
                return child.start, child.end
    text = reading.text
    return start, end + (text[end : end + 1] == "," and "," in text[start:end])


def _content(text: str, start: int, end: int) -> Range:
    if text[max(0, start - 1) : start] == "“":
        start -= 1
    if text[:start].endswith(" that ") or text[:start] == "That ":
        start -= len("that ")
    if text[end : end + 2] == ",”":
        end += 2
    elif text[end : end + 1] == "”" and "“" in text[start:end]:
        end += 1
    return start, end
