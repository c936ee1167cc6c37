"""PolNeAR on CofeNet's sentence view: exact spans of source, cue and content.

Data: `polnear/cofenet/valid.txt` (JSON lines: tokens and BIO labels), from PolNeAR
(networkdynamics/PolNeAR) and CofeNet (cofe-ai/CofeNet). The view has tokens without the spaces
between them, so each sentence is printed anew and read like a report of one paragraph.

Two things are scored. `source_f1` and so on: the spans that the network marks, which learnt the
annotators' conventions and their wide idea of an attribution (wishes, plans and polls are some).
`kept_source_f1` and so on: the attributions that Vedette keeps, acts of speech alone, with their
limits converted (`extract/speech/conventions.py`); labels are flat, so an attribution inside
another one's content is left out. Jaccard is over tokens, corpus-wide.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from vedette.extract.attribution import find_attributions
from vedette.extract.speech.conventions import corpus_ranges
from vedette.extract.speech.find import marks
from vedette.model import Attribution, Block, Reading, Report, Zone
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
    readings = list(Reader().read_many(map(_report, samples)))
    counts, kept = Counts(), Counts()
    for sample, reading in zip(samples, readings, strict=True):
        gold = spans_of(sample.labels)
        counts.add(gold, _marked(sample, reading))
        kept.add(gold, _found(sample, reading))
    later = {f"kept_{name}": value for name, value in kept.measures().items()}
    return len(samples), {**counts.measures(), **later}


@dataclass(slots=True)
class Counts:
    """Count exact spans and tokens of each kind."""

    right: Counter[str] = field(default_factory=Counter)
    guessed: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    both: Counter[str] = field(default_factory=Counter)
    either: Counter[str] = field(default_factory=Counter)

    def add(self, gold: Spans, found: Spans) -> None:
        """Add one sentence."""
        for kind in KINDS:
            theirs = {s for s in gold if s[0] == kind}
            ours = {s for s in found if s[0] == kind}
            self.right[kind] += len(theirs & ours)
            self.guessed[kind] += len(ours)
            self.wanted[kind] += len(theirs)
            self.both[kind] += len(_tokens(theirs) & _tokens(ours))
            self.either[kind] += len(_tokens(theirs) | _tokens(ours))

    def measures(self) -> dict[str, float]:
        """Return exact F1 and Jaccard of each kind as percentages."""
        found: dict[str, float] = {}
        for kind in KINDS:
            total = self.guessed[kind] + self.wanted[kind]
            found[f"{kind}_f1"] = round(200 * self.right[kind] / max(1, total), 1)
            jaccard = self.both[kind] / max(1, self.either[kind])
            found[f"{kind}_jaccard"] = round(100 * jaccard, 1)
        return found


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


def spans_of(labels: Sequence[str]) -> Spans:
    """Return the spans that labels spell."""
    spans: Spans = set()
    start, kind = 0, ""
    for n, label in enumerate((*labels, "O")):
        if kind and label != f"I-{kind}":
            spans.add((kind, start, n))
            kind = ""
        if label.startswith("B-"):
            start, kind = n, label[2:]
    return spans


def _marked(sample: Sample, reading: Reading) -> Spans:
    """Return what the network marks: it learnt the annotators' conventions."""
    places = (
        (m.kind, _place(sample, reading.tokens[m.first].start, reading.tokens[m.last - 1].end))
        for m in marks(reading)
    )
    return {(kind, *place) for kind, place in places if place is not None}


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
