"""Train the networks that mark places: `python -m training.toponyms.learn ... [--held N]`.

The network that is measured on a part learns from the other three and ends as
`WORK/toponyms-N.safetensors`; that of `quality.geoparsing.HELD` ships. Where a mark leaves the kind
open, either is right: the loss is of the sum of what the network gives them.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from quality.geoparsing import HELD, PARTS
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional

from training.examples import UNLABELLED, Example, read, stacked
from training.learning import Recipe, learn, scores
from training.networks import Short
from training.options import options
from training.toponyms.features import EITHER, TAUGHT, alphabet
from vedette.extract.encoder.tasks import TOPONYMS

RECIPE = Recipe(rate=1.5e-4, new_rate=7.5e-4, seed=1, epochs=6, pieces=2048)
_NEVER = -1e9


def main() -> None:
    """Train one network, or that of each part in turn."""
    parser = options(__doc__)
    parser.add_argument("--held", type=int, choices=range(PARTS), help="One part only.")
    parser.add_argument("--threads", type=int, default=2, help="The sums depend on it a little.")
    chosen = parser.parse_args()
    torch.set_num_threads(chosen.threads)
    for held in range(PARTS) if chosen.held is None else [chosen.held]:
        train(chosen.work, held)


def train(work: Path, held: int) -> None:
    """Train on all parts but one and keep the weights."""
    parts = [read(work / f"toponyms-{n}.jsonl") for n in range(PARTS) if n != held]
    examples = [one for part in parts for one in part]
    torch.manual_seed(RECIPE.seed)
    network = Short.start(TOPONYMS, alphabet(work), work / "start")

    def loss(batch: Sequence[int]) -> Tensor:
        return _loss(network, [examples[n] for n in batch])

    learn(network, examples, RECIPE, loss)
    save_file(network.state_dict(), work / f"toponyms-{held}.safetensors")


def trained(work: Path, held: int = HELD) -> Short:
    """Return a network as it was trained, ready for use."""
    network = Short(TOPONYMS, alphabet(work))
    network.load_state_dict(load_file(work / f"toponyms-{held}.safetensors"))
    network.eval()
    return network


def _allowed() -> np.ndarray:
    """Return which labels of the task are right for each label taught, shape (taught, task)."""
    found = np.zeros((len(TAUGHT.labels), len(TOPONYMS.scheme.labels)), bool)
    for number, label in enumerate(TAUGHT.labels):
        place, _, kind = label.partition("-")
        own = [label] if kind != EITHER else [f"{place}-{k}" for k in TOPONYMS.scheme.kinds]
        found[number, [TOPONYMS.scheme.labels.index(one) for one in own]] = True
    return found


_ALLOWED = torch.from_numpy(_allowed())


def _loss(network: Short, batch: Sequence[Example]) -> Tensor:
    inputs, labels = stacked(batch, TOPONYMS.features)
    found = functional.log_softmax(scores(network, inputs), -1)
    known = torch.from_numpy(labels != UNLABELLED)
    right = _ALLOWED[torch.from_numpy(np.where(labels == UNLABELLED, 0, labels))]
    said = torch.logsumexp(found.masked_fill(~right, _NEVER), -1)
    return -(said * known).sum() / known.sum()


if __name__ == "__main__":
    main()
