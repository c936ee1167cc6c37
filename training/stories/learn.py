"""Learn the weights: `python -m training.stories.learn --data FOLDER`, `--folds` for the measures.

Pairs of ECB+ reports that share a telling word are the examples: one happening or two. Logistic
regression, in which every weight keeps the sign that a reader would give it. Folds are of whole
topics; a pair is learnt from only where both its reports are outside the fold, and a report is
placed with the weights that have not seen its topic, in one pass over all topics.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path
from statistics import mean, stdev

import numpy as np
from numpy.typing import NDArray
from quality.ecbplus import Document, analysed, b_cubed, load, shuffled

from vedette.compare.stories.alike import FEATURES, Weights, compare
from vedette.compare.stories.gist import Gist
from vedette.compare.stories.group import Stream, make_gist
from vedette.data import FOLDER

# What a reader would say: for one happening, or against it.
SIGNS = {
    "words": 1, "lead": 1, "names": 1, "names in the lead": 1, "numbers": 1, "other numbers": -1,
    "unshared names": -1, "days apart": -1, "same day": 1,
    "other day": -1, "other years": -1, "other place": -1, "same date": 1, "kinds of activity": 1,
    "words of long reports": -1,
}  # fmt: skip
# Old pages on one happening were written years apart; news is not. Towns are seldom told wrong.
MOST = {"days apart": -0.6, "other place": -1.0}
FOLDS, SHUFFLES, STEPS, RIDGE = 4, 5, 1000, 10.0
JOIN_FROM, WINDOW = 0.0, 10
LEAST_WORDS = 0.02
REST = "\n# Deeds"  # from here on the file is written by hand
Matrix = NDArray[np.float64]


def main() -> None:
    """Learn from all topics and write; with `--folds`, print what unseen topics give."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", action="store_true")
    arguments = parser.parse_args()
    documents = load(arguments.data / "ecbplus")
    gists = [make_gist(one.report, its) for one, its in analysed(documents)]
    if arguments.folds:
        measure(documents, gists)
    else:
        write(Pairs.of(documents, gists).learn(frozenset()))


@dataclass(frozen=True, slots=True)
class Pairs:
    """Hold the features of pairs, whether each is of one happening, and the topics of both."""

    rows: Matrix
    right: Matrix
    topics: NDArray[np.int64]

    @classmethod
    def of(cls, documents: Sequence[Document], gists: Sequence[Gist]) -> Pairs:
        """Compare all reports that share a telling word."""
        rows, right, topics = [], [], []
        for a, b in combinations(range(len(documents)), 2):
            values = compare(gists[a], gists[b])
            if values[0] > LEAST_WORDS:
                rows.append(values)
                right.append(documents[a].happening == documents[b].happening)
                topics.append((documents[a].topic, documents[b].topic))
        return cls(np.array(rows), np.array(right, float), np.array(topics))

    def learn(self, held: frozenset[int]) -> Weights:
        """Return the weights learnt from all topics but the held ones."""
        ours = ~np.isin(self.topics, sorted(held)).any(1)
        return fit(self.rows[ours], self.right[ours])


def fit(rows: Matrix, right: Matrix) -> Weights:
    """Return the weights of least loss, by projected gradient descent with momentum."""
    spread = rows.std(0) + 1e-9
    scaled = np.column_stack([(rows - rows.mean(0)) / spread, np.ones(len(rows))])
    signs = np.array([*(SIGNS[name] for name in FEATURES), 0])
    most = np.array([*(MOST.get(name, np.inf) for name in FEATURES), np.inf])
    most[:-1] *= spread
    rate = 4.0 / (np.linalg.norm(scaled, 2) ** 2 + 4 * RIDGE)
    point = before = np.zeros(scaled.shape[1])
    for step in range(STEPS):
        ahead = point + step / (step + 3) * (point - before)
        slope = scaled.T @ (1 / (1 + np.exp(-scaled @ ahead)) - right)
        slope[:-1] += RIDGE * ahead[:-1]
        before, point = point, _allowed(ahead - rate * slope, signs, most)
    each = point[:-1] / spread
    bias = float(point[-1] - each @ rows.mean(0))
    return Weights(round(bias, 4), tuple(np.round(each, 4).tolist()), JOIN_FROM, WINDOW)


def _allowed(point: Matrix, signs: Matrix, most: Matrix) -> Matrix:
    return np.minimum(np.where(point * signs < 0, 0, point), most)


def measure(documents: Sequence[Document], gists: Sequence[Gist]) -> None:
    """Print B-cubed F1 on topics not learnt from, and on those learnt from, by threshold."""
    every = sorted({one.topic for one in documents})
    topics = [every[place] for place in shuffled(len(every), 0)]
    fold = {topic: place % FOLDS for place, topic in enumerate(topics)}
    folds = [frozenset(t for t in topics if fold[t] == n) for n in range(FOLDS)]
    pairs = Pairs.of(documents, gists)
    unseen = [pairs.learn(held) for held in folds]
    seen = [pairs.learn(frozenset())] * FOLDS
    for join_from in (-0.8, -0.4, 0.0, 0.4):
        told = []
        for weights in (unseen, seen):
            ours = [replace(one, join_from=join_from) for one in weights]
            scores = [
                _one_pass(order, documents, gists, [ours[fold[one.topic]] for one in documents])
                for order in _orders(len(documents))
            ]
            told.append(
                f"{scores[0]:.4f}, shuffled {mean(scores[1:]):.4f} ({stdev(scores[1:]):.4f})"
            )
        print(f"from {join_from:4.1f}: unseen {told[0]}; learnt from {told[1]}", flush=True)


def _orders(count: int) -> list[list[int]]:
    plain = list(range(count))
    return [plain, *(shuffled(count, seed) for seed in range(SHUFFLES))]


def _one_pass(
    order: Sequence[int],
    documents: Sequence[Document],
    gists: Sequence[Gist],
    weights: Sequence[Weights],
) -> float:
    stream = Stream(weights[0])
    for number in order:
        stream.weights = weights[number]
        stream.take(gists[number])
    found = [stream.story_of[documents[number].report.id] for number in order]
    return b_cubed([documents[number].happening for number in order], found)


def write(weights: Weights) -> None:
    """Write the data file."""
    lines = [
        "# What speaks for and against two reports telling of one happening: learnt by",
        "# `python -m training.stories.learn`, see its MODEL_CARD. A report joins the story whose",
        "# nearest reports score `join_from` or more, among those published within `window` days.",
        "",
        f"bias = {weights.bias}",
        f"join_from = {weights.join_from}",
        f"window = {weights.window}",
        f"same_activity = {weights.same_activity}",
        "",
        "[weights]",
        *(f'"{name}" = {value}' for name, value in zip(FEATURES, weights.each, strict=True)),
        "",
    ]
    path = FOLDER / "stories.toml"
    rest = path.read_text(encoding="utf-8").partition(REST)
    path.write_text("\n".join(lines) + rest[1] + rest[2], encoding="utf-8")


if __name__ == "__main__":
    main()
