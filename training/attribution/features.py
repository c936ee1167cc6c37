"""Turn articles into examples: Vedette's own parse, windows and rules, and the corpus' labels.

Word pieces, windows, features and labels are those of `vedette.extract.encoder`, and nothing of
them is defined here: what the network learns from is what it will be given. `WORK/labelled.jsonl`
holds the training part of PolNeAR, `WORK/unlabelled.jsonl` other news texts, `WORK/alphabet.json`
the numbers of tags and dependency labels. A file that is there is kept; delete it to make it anew.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from training import weights
from training.attribution import unlabelled, view
from training.examples import UNLABELLED, Example, Numbering, write
from training.options import options
from vedette.extract.encoder.inputs import Alphabet, windows
from vedette.extract.encoder.labels import Tagged
from vedette.extract.encoder.pieces import Pieces
from vedette.extract.encoder.tasks import SPEECH
from vedette.extract.speech.find import rule_spans, told
from vedette.model import Block, Reading, Report, Zone
from vedette.read.reader import Reader


def main() -> None:
    """Write the examples and the alphabet."""
    chosen = options(__doc__).parse_args()
    work: Path = chosen.work
    labelled, others = work / "labelled.jsonl", work / "unlabelled.jsonl"
    learnt = work / "alphabet.json"
    pieces = Pieces(weights.vocabulary(work))
    reader = Reader()
    if not learnt.exists():
        tags, deps = Numbering(), Numbering()
        train = view.articles(chosen.data / "polnear", "train")
        count = write(
            labelled, examples(train, reader, pieces, {"tag": tags, "dep": deps}, known=True)
        )
        learnt.write_text(json.dumps({"tag": tags, "dep": deps}), "utf-8")
        print(f"{count} examples with labels", flush=True)
    if not others.exists():
        texts = unlabelled.texts(chosen.data)
        count = write(others, examples(texts, reader, pieces, alphabet(work), known=False))
        print(f"{count} examples without labels", flush=True)


def alphabet(work: Path) -> Alphabet:
    """Return the numbers of tags and dependency labels of the labelled examples."""
    found: Alphabet = json.loads((work / "alphabet.json").read_text("utf-8"))
    return found


def examples(
    articles: Iterable[view.Article],
    reader: Reader,
    pieces: Pieces,
    numbers: Alphabet,
    *,
    known: bool,
) -> Iterator[Example]:
    """Yield the windows of each article; `known` says that its pieces are all there are."""
    for article in articles:
        reading = reader.read(report_of(article))
        size = len(reading.tokens)
        spans = tagged(reading, article.pieces)
        labels = (
            SPEECH.scheme.labels_of(spans, size) if known else np.full(size, UNLABELLED, np.int64)
        )
        for window in windows(reading, pieces, numbers, told(reading, rule_spans(reading))):
            yield Example(window, labels[window.first : window.first + len(window.pieces)])


def tagged(reading: Reading, pieces: Iterable[view.Piece]) -> list[Tagged]:
    """Return the annotated pieces as tokens of the reading; a paragraph's end ends a piece.

    A token that a piece holds in part belongs to it: the corpus' annotators cut words by
    mistake, and its words are not ours.
    """
    found: list[Tagged] = []
    for piece in sorted(pieces, key=lambda p: (p.start, p.end)):
        for block in reading.report.blocks:
            start, end = max(piece.start, block.start), min(piece.end, block.end)
            if start < end:
                tokens = _overlapping(reading, start, end)
                if tokens:
                    found.append(Tagged(piece.kind, tokens[0], tokens[-1] + 1))
    return found


def _overlapping(reading: Reading, start: int, end: int) -> list[int]:
    inside = [t.i for t in reading.tokens_between(start, end)]
    before = reading.tokens_between(max(0, start - 100), start)
    return [t.i for t in before if t.end > start] + inside


def report_of(article: view.Article) -> Report:
    """Return an article as a report of body paragraphs, offsets unchanged."""
    text = composed(article.text)
    blocks = tuple(Block(Zone.BODY, start, end) for start, end in view.paragraphs(text))
    return Report(id=Report.make_id("", "", text), text=text, blocks=blocks, language="en")


def composed(text: str) -> str:
    """Return a text in NFC of the same length: what NFC would join or split becomes a space."""
    if unicodedata.is_normalized("NFC", text):
        return text
    single = (unicodedata.normalize("NFC", char) for char in text)
    found = "".join(char if len(char) == 1 else " " for char in single)
    if unicodedata.is_normalized("NFC", found):
        return found
    return "".join(" " if unicodedata.combining(char) else char for char in found)


if __name__ == "__main__":
    main()
