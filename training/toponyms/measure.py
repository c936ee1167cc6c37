"""Score the networks that mark places, each on the part it has not seen.

    python -m training.toponyms.measure --data FOLDER --work WORK [--held N]

Exact spans, precision, recall and F1 per file; over all four parts every article is marked by a
network that has not learnt from it. Nothing but the network is measured here: `python -m quality
geoparsing` scores what Vedette makes of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
import torch
from quality.geoparsing import FILES, PARTS, articles

from training import weights
from training.learning import scores
from training.options import options
from training.toponyms.features import alphabet
from training.toponyms.learn import trained
from vedette.extract.encoder.inputs import Window, arrays
from vedette.extract.encoder.network import Encoder
from vedette.extract.encoder.pieces import Pieces
from vedette.extract.encoder.tasks import TOPONYMS
from vedette.extract.names.find import find_mentions
from vedette.extract.names.toponyms import told, towns_of
from vedette.read.reader import Reader


class Trial(Encoder):
    """Run a network that is not exported yet; all else is as in use."""

    def __init__(self, work: Path, held: int) -> None:
        self.task = TOPONYMS
        self.version = f"held {held}"
        self._pieces = Pieces(weights.vocabulary(work))
        self.alphabet = alphabet(work)
        self._network = trained(work, held)

    def _run(self, window: Window) -> np.ndarray:
        with torch.no_grad():
            found = scores(self._network, arrays([window], TOPONYMS.features)).numpy()
        return np.asarray(found[0], np.float64)


def main() -> None:
    """Print precision, recall and F1 of each file."""
    parser = options(__doc__)
    parser.add_argument("--held", type=int, choices=range(PARTS), help="One part only.")
    chosen = parser.parse_args()
    wanted = range(PARTS) if chosen.held is None else [chosen.held]
    networks = {held: Trial(chosen.work, held) for held in wanted}
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    reader = Reader()
    for name, file in FILES:
        for article in articles(chosen.data / "geoparsing" / file):
            network = networks.get(article.part)
            if network is None:
                continue
            reading = reader.read(article.report)
            extra = told(reading, find_mentions(reading), towns_of(reading), network.alphabet)
            found = {
                (reading.tokens[mark.first].start, reading.tokens[mark.last - 1].end)
                for mark in network.spans(reading, extra)
            }
            marked = {(mark.start, mark.end) for mark in article.gold}
            totals[name].update(gold=len(marked), found=len(found), matched=len(marked & found))
    for name, count in totals.items():
        precision, recall = (100 * count["matched"] / count[key] for key in ("found", "gold"))
        f1 = 200 * count["matched"] / (count["found"] + count["gold"])
        print(f"{name}  precision {precision:.1f}  recall {recall:.1f}  F1 {f1:.1f}  {dict(count)}")


if __name__ == "__main__":
    main()
