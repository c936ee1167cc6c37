"""Turn articles with marked places into examples, `WORK/toponyms-N.jsonl` for each of four parts.

GeoWebNews and the Local-Global Lexicon (`geoparsing/` in the data folder). Every fourth article is
of the same part, so that a network that learns from three parts can be measured on the fourth. The
Lexicon does not say in which role a place stands: its marks are `either`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from quality.geoparsing import FILES, PARTS, Gold, articles

from training import weights
from training.examples import Example, Numbering, write
from training.options import options
from vedette.extract.encoder.inputs import Alphabet, windows
from vedette.extract.encoder.labels import Scheme, Tagged
from vedette.extract.encoder.pieces import Pieces
from vedette.extract.encoder.tasks import TOPONYMS
from vedette.extract.names.find import find_mentions
from vedette.extract.names.toponyms import told, towns_of
from vedette.model import Reading
from vedette.read.reader import Reader

EITHER = "either"
# The labels of the task, then those that leave the kind open.
TAUGHT = Scheme(*TOPONYMS.scheme.kinds, EITHER)
_LOCATIONS = frozenset({"Literal", "Literal_Modifier", "Mixed", "Coercion", "Embedded_Literal"})


def main() -> None:
    """Write the examples and the alphabet."""
    chosen = options(__doc__).parse_args()
    work: Path = chosen.work
    numbers: Alphabet = {name: Numbering() for name in ("tag", "dep", "ent", "rule")}
    pieces, reader = Pieces(weights.vocabulary(work)), Reader()
    parts: list[list[Example]] = [[] for _ in range(PARTS)]
    for _, file in FILES:
        for article in articles(chosen.data / "geoparsing" / file):
            reading = reader.read(article.report)
            parts[article.part] += examples(reading, article.gold, pieces, numbers)
    for part, some in enumerate(parts):
        print(write(work / f"toponyms-{part}.jsonl", some), "examples", flush=True)
    (work / "toponyms-alphabet.json").write_text(json.dumps(numbers), "utf-8")


def alphabet(work: Path) -> Alphabet:
    """Return the numbers of tags, dependency labels, the tagger's labels and the rules' kinds."""
    found: Alphabet = json.loads((work / "toponyms-alphabet.json").read_text("utf-8"))
    return found


def examples(
    reading: Reading, gold: Sequence[Gold], pieces: Pieces, numbers: Alphabet
) -> Iterator[Example]:
    """Yield the windows of an article with the labels of its marks."""
    labels = TAUGHT.labels_of(_tagged(reading, gold), len(reading.tokens))
    extra = told(reading, find_mentions(reading), towns_of(reading), numbers)
    for window in windows(reading, pieces, numbers, extra):
        yield Example(window, labels[window.first : window.first + len(window.pieces)])


def _tagged(reading: Reading, gold: Sequence[Gold]) -> Iterator[Tagged]:
    for mark in gold:
        tokens = reading.tokens_between(mark.start, mark.end)
        if tokens:
            kind = "location" if mark.type in _LOCATIONS else "association"
            yield Tagged(kind if mark.type else EITHER, tokens[0].i, tokens[-1].i + 1)


if __name__ == "__main__":
    main()
