"""Score a network on the valid part as `python -m quality polnear` scores the shipped one.

    python -m training.attribution.measure --data FOLDER --work WORK [speech | student | teacher]

The file `speech` is scored as it will be used, the other two before they are exported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from quality.polnear import Counts, print_anew, spans_of

from training import weights
from training.attribution import view
from training.attribution.features import alphabet
from training.options import options
from vedette.extract.encoder.inputs import Window, arrays
from vedette.extract.encoder.network import Encoder
from vedette.extract.encoder.pieces import Pieces
from vedette.extract.encoder.tasks import SPEECH
from vedette.extract.speech.find import rule_spans, told
from vedette.model import Block, Reading, Report, Zone
from vedette.read.reader import Reader


class Trial(Encoder):
    """Run a network that is not exported yet; all else is as in use."""

    def __init__(self, work: Path, name: str) -> None:
        from safetensors.torch import load_file

        from training.networks import Student, Teacher

        numbers = alphabet(work)
        self.task = SPEECH
        self.version = name
        self._pieces = Pieces(weights.vocabulary(work))
        self.alphabet = numbers
        self._network = (Student if name == "student" else Teacher)(SPEECH, numbers)
        self._network.load_state_dict(load_file(work / f"{name}.safetensors"))
        self._network.eval()

    def _run(self, window: Window) -> np.ndarray:
        import torch

        from training.learning import scores

        with torch.no_grad():
            found = scores(self._network, arrays([window], SPEECH.features)).numpy()
        return np.asarray(found[0], np.float64)


def main() -> None:
    """Print exact F1 and Jaccard of sources, cues and contents."""
    parser = options(__doc__)
    parser.add_argument("network", nargs="?", choices=("speech", "student", "teacher"))
    parser.add_argument("--rows", type=int, help="Score the first rows only.")
    chosen = parser.parse_args()
    name = chosen.network or "speech"
    file: Path = chosen.work / "speech.onnx"
    network = Encoder(file.read_bytes(), SPEECH) if name == "speech" else Trial(chosen.work, name)
    by_article = view.rows(chosen.data / "polnear" / "cofenet" / "valid.txt")
    rows = [row for some in by_article.values() for row in some][: chosen.rows]
    for measure, value in measures(network, rows).items():
        print(f"{measure:<18}{value}")


def measures(network: Encoder, rows: Sequence[view.Row]) -> dict[str, float]:
    """Return the measures of a network on rows of the view, each read by itself."""
    counts, reader = Counts(), Reader()
    for row in rows:
        text, places = print_anew(list(row.tokens))
        blocks = (Block(Zone.BODY, 0, len(text)),) if text else ()
        report = Report(id=Report.make_id("", "", text), text=text, blocks=blocks, language="en")
        found = set(_marked(network, reader.read(report), places))
        counts.add(spans_of(row.labels), found)
    return counts.measures()


def _marked(
    network: Encoder, reading: Reading, places: Sequence[tuple[int, int]]
) -> Iterator[view.Span]:
    """Yield what a network marks as tokens of the row."""
    for mark in network.spans(reading, told(reading, rule_spans(reading))):
        start, end = reading.tokens[mark.first].start, reading.tokens[mark.last - 1].end
        inside = [n for n, (a, b) in enumerate(places) if a < end and b > start]
        if inside:
            yield mark.kind, inside[0], inside[-1] + 1


if __name__ == "__main__":
    main()
