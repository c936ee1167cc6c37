"""PolNeAR on CofeNet's sentence view: exact spans of source, cue and content.

Data: `polnear/cofenet/valid.txt` (JSON lines: tokens and BIO labels), from PolNeAR
(networkdynamics/PolNeAR) and CofeNet (cofe-ai/CofeNet). The view has tokens without the spaces
between them, so each sentence is printed anew and read like a report of one paragraph.

The annotators' spans differ from ours by convention, not by opinion, and are converted: outer
quotation marks, the comma before the closing one and the word "that" belong to their content; a
relative pronoun is a source of its own; the comma that closes an apposition belongs to the source.
Labels are flat, so an attribution inside another one's content is left out. Jaccard is over tokens,
corpus-wide.
"""

from __future__ import annotations

import json
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vedette.extract.attribution import find_attributions
from vedette.extract.speech.conventions import corpus_ranges
from vedette.model import Attribution, Block, Reading, Report, Span, Zone
from vedette.read.reader import Reader

KINDS = ("source", "cue", "content")
_MARKS = {"``": "“", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
_NO_SPACE_BEFORE = frozenset(
    {",", ".", "?", "!", ":", ";", "%", ")", "]", "”", "'", "'s", "'S", "n't", "'re", "'ve", "'ll",
     "'d", "'m", "’s", "n’t", "’re", "’ve", "’ll", "’d", "’m", "..."}
)  # fmt: skip
_NO_SPACE_AFTER = frozenset({"(", "[", "“", "$", "#", "@", "`"})

Spans = set[tuple[str, int, int]]  # (kind, first token, behind the last token)


@dataclass(frozen=True, slots=True)
class Sample:
    """Hold one sentence printed anew, the place of each token in it, and its labels."""

    text: str
    places: tuple[tuple[int, int], ...]
    labels: tuple[str, ...]


def score(folder: Path) -> tuple[int, dict[str, float]]:
    """Score attribution on the valid split below a data folder; measures are percentages."""
    path = next(
        p for p in (folder / "cofenet" / "valid.txt", folder / "polnear" / "cofenet" / "valid.txt")
        if p.exists()
    )  # fmt: skip
    samples = list(_samples(path))
    reader = Reader()
    right: dict[str, int] = defaultdict(int)
    guessed: dict[str, int] = defaultdict(int)
    wanted: dict[str, int] = defaultdict(int)
    both: dict[str, int] = defaultdict(int)
    either: dict[str, int] = defaultdict(int)
    for sample, reading in zip(samples, reader.read_many(map(_report, samples)), strict=True):
        gold, found = _gold(sample.labels), _found(sample, reading)
        for kind in KINDS:
            theirs = {s for s in gold if s[0] == kind}
            ours = {s for s in found if s[0] == kind}
            right[kind] += len(theirs & ours)
            guessed[kind] += len(ours)
            wanted[kind] += len(theirs)
            both[kind] += len(_tokens(theirs) & _tokens(ours))
            either[kind] += len(_tokens(theirs) | _tokens(ours))
    measures: dict[str, float] = {}
    for kind in KINDS:
        total = guessed[kind] + wanted[kind]
        measures[f"{kind}_f1"] = round(200 * right[kind] / total, 1) if total else 0.0
        measures[f"{kind}_jaccard"] = round(100 * both[kind] / max(1, either[kind]), 1)
    return len(samples), measures


def _samples(path: Path) -> Iterator[Sample]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            row = json.loads(line)
            text, places = print_anew(row["tokens"])
            yield Sample(text, places, tuple(row["labels"]))


def print_anew(tokens: list[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Print tokens as a sentence; return it with the offsets of each token."""
    text = ""
    places: list[tuple[int, int]] = []
    is_open = False
    glue = True
    for word_or_mark in tokens:
        word = unicodedata.normalize("NFC", _MARKS.get(word_or_mark, word_or_mark))
        if word_or_mark == "''":
            # The newspapers of the corpus also open quotations with two single marks.
            word = "”" if is_open else "“"
        if word in "“”" and word:
            is_open = word == "“"
        if not glue and word not in _NO_SPACE_BEFORE:
            text += " "
        places.append((len(text), len(text) + len(word)))
        text += word
        glue = word in _NO_SPACE_AFTER
    return unicodedata.normalize("NFC", text), tuple(places)


def _report(sample: Sample) -> Report:
    text = sample.text
    blocks = (Block(Zone.BODY, 0, len(text)),) if text else ()
    return Report(id=Report.make_id("", "", text), text=text, blocks=blocks, language="en")


def _gold(labels: tuple[str, ...]) -> Spans:
    spans: Spans = set()
    start, kind = 0, ""
    for n, label in enumerate((*labels, "O")):
        if kind and label != f"I-{kind}":
            spans.add((kind, start, n))
            kind = ""
        if label.startswith("B-"):
            start, kind = n, label[2:]
    return spans


def _found(sample: Sample, reading: Reading) -> Spans:
    attributions = find_attributions(reading)[0]
    contents = [s for a in attributions for s in a.content]
    spans: Spans = set()
    for one in attributions:
        anchor = (one.cue or one.content)[0]
        if any(s.covers(anchor) and s not in one.content for s in contents):
            continue
        for kind, span in _converted(reading, one):
            place = _place(sample, *span)
            if place is not None:
                spans.add((kind, *place))
    return spans


def _converted(reading: Reading, one: Attribution) -> Iterator[tuple[str, tuple[int, int]]]:
    cue = [t.i for s in one.cue for t in reading.tokens_between(s.start, s.end)]
    source = [(s.start, s.end) for s in one.source]
    content = [(s.start, s.end) for s in one.content]
    yield from corpus_ranges(reading, reading.text, cue, source, content)


def _place(sample: Sample, start: int, end: int) -> tuple[int, int] | None:
    inside = [n for n, (a, b) in enumerate(sample.places) if a < end and b > start]
    return (inside[0], inside[-1] + 1) if inside else None


def _tokens(spans: Spans) -> set[int]:
    return {n for _, a, b in spans for n in range(a, b)}
