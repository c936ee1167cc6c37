"""How likely evidence carries a sentence: what is counted of the two, weighed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from vedette.brief.check import features, novel
from vedette.brief.check.align import Alignment
from vedette.data import read_toml

NAMES = (*features.NAMES, *novel.NAMES)
ANSWER = "answer"  # what a language model says, where one is asked
COUNTED, ASKED = "check_weights", "check_weights_asked"


@dataclass(frozen=True, slots=True)
class Weights:
    """Hold what each feature weighs, with its mean and spread, and where they start."""

    start: float
    terms: tuple[tuple[str, float, float, float], ...]  # name, mean, spread, weight

    def sure(self, found: dict[str, float]) -> float:
        """Return how likely a sentence with these features is carried, from 0 to 1."""
        total = self.start + sum(
            w * (found[n] - mean) / spread for n, mean, spread, w in self.terms
        )
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def weights(name: str = COUNTED) -> Weights:
    """Return the weights that ship; `training/checking/weigh.py` fits them."""
    table = read_toml(f"languages/en/{name}.toml")
    rows = tuple(
        (str(row["name"]), float(row["mean"]), float(row["spread"]), float(row["weight"]))
        for row in table["feature"]
    )
    return Weights(float(table["start"]), rows)


def sure(alignments: Sequence[Alignment]) -> list[float]:
    """Return for each alignment how likely its evidence carries the sentence, from 0 to 1."""
    return [weights().sure(known(a)) for a in alignments]


def known(a: Alignment) -> dict[str, float]:
    """Return all that is weighed."""
    return features.features(a) | novel.novel(a)


def sure_with(a: Alignment, answer: float) -> float:
    """Return how likely the evidence carries the sentence, with what a language model says of it.

    `answer` is the logarithm of the odds that it answers yes.
    """
    return weights(ASKED).sure(known(a) | {ANSWER: answer})
