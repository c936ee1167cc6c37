"""Fit what the features of an alignment weigh for the question whether a document carries it.

Logistic regression on the sentences of SummEdits and QAGS, each set and each answer with the same
weight. Prints balanced accuracy with every document judged by weights fitted without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from quality import qags, summedits
from quality.texts import plain_report

from training.options import options
from vedette.brief.check.align import Pool, align
from vedette.brief.check.features import NAMES, features
from vedette.brief.check.passages import passages
from vedette.run.checking import understood

Array = NDArray[np.float64]
SHARES = frozenset({"cover", "cover_wide", "arcs", "pairs", "exact"})  # the lowest counts
RIDGE, FOLDS, ROUNDS = 30.0, 10, 30


def main() -> None:
    """Fit, cross-validate, write the weights."""
    parser = options(__doc__, work_needed=False)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    sets = [summedits.load(arguments.data / "summedits" / "dev.json")]
    sets += [qags.load(arguments.data / "qags" / file) for file in qags.FILES.values()]
    tables = [table_of(cases) for cases in sets]
    x, y, groups, weight = joined(tables, sets)
    held = cross_validated(x, y, groups, weight)
    at = 0
    for cases in sets:
        part = slice(at, at + len(cases))
        print(f"balanced accuracy {balanced(y[part], held[part] >= 0.5):.1%}, {len(cases)} texts")
        at += len(cases)
    write(arguments.out, x, y, weight)


def table_of(cases: Sequence[summedits.Case]) -> Array:
    """Return the features of each text: those of its worst sentence, or their sum."""
    pools: dict[str, Pool] = {}
    rows = []
    for case in cases:
        if case.document not in pools:
            read = understood(plain_report(case.document), summedits.MODEL)
            pools[case.document] = Pool(passages(*read))
        said = passages(*understood(plain_report(case.said), summedits.MODEL))
        found = [a for p in said for a in align(p, pools[case.document])]
        rows.append(_pooled([list(features(a).values()) for a in found]))
    return np.array(rows)


def _pooled(rows: list[list[float]]) -> list[float]:
    if not rows:
        return [0.0] * len(NAMES)
    table = np.array(rows)
    return [
        float(table[:, i].min() if name in SHARES else table[:, i].sum())
        for i, name in enumerate(NAMES)
    ]


def joined(
    tables: Sequence[Array], sets: Sequence[Sequence[summedits.Case]]
) -> tuple[Array, Array, list[str], Array]:
    """Return features, answers, documents and weights of all sets."""
    answers = [np.array([float(c.consistent) for c in cases]) for cases in sets]
    weights = [np.where(y == 1, 0.5 / y.mean(), 0.5 / (1 - y.mean())) / len(y) for y in answers]
    weight = np.concatenate(weights)
    groups = [case.document for cases in sets for case in cases]
    return np.concatenate(tables), np.concatenate(answers), groups, weight * len(weight) / len(sets)


def fit(x: Array, y: Array, weight: Array) -> Array:
    """Return start and weights by Newton's method, with a ridge on all but the start."""
    table = np.hstack([np.ones((len(x), 1)), x])
    ridge = np.diag([0.0, *[RIDGE] * x.shape[1]])
    theta = np.zeros(table.shape[1])
    for _ in range(ROUNDS):
        p = 1 / (1 + np.exp(-np.clip(table @ theta, -30, 30)))
        slope = table.T @ (weight * (p - y)) + ridge @ theta
        bend = table.T @ (table * (weight * p * (1 - p))[:, None]) + ridge
        theta -= np.linalg.solve(bend + 1e-9 * np.eye(len(theta)), slope)
    return theta


def cross_validated(x: Array, y: Array, groups: Sequence[str], weight: Array) -> Array:
    """Return for each text the answer of weights fitted without its document."""
    documents = {name: n % FOLDS for n, name in enumerate(dict.fromkeys(groups))}
    fold = np.array([documents[name] for name in groups])
    held = np.zeros(len(y))
    for n in range(FOLDS):
        rest = fold != n
        mean, spread = x[rest].mean(0), x[rest].std(0) + 1e-9
        theta = fit((x[rest] - mean) / spread, y[rest], weight[rest])
        held[~rest] = 1 / (1 + np.exp(-(theta[0] + (x[~rest] - mean) / spread @ theta[1:])))
    return held


def balanced(y: Array, passed: NDArray[np.bool_]) -> float:
    """Return the mean of how many of each answer are right."""
    return float((passed[y == 1].mean() + (~passed[y == 0]).mean()) / 2)


def write(path: Path, x: Array, y: Array, weight: Array) -> None:
    """Write the weights fitted on everything."""
    mean, spread = x.mean(0), x.std(0)
    theta = fit((x - mean) / (spread + 1e-9), y, weight)
    lines = ["# What each feature of an alignment weighs; made by training/checking.py.", ""]
    lines.append(f"start = {theta[0]:.4f}")
    for i, name in enumerate(NAMES):
        if spread[i] > 0:
            lines += ["", "[[feature]]", f'name = "{name}"', f"mean = {mean[i]:.4f}"]
            lines += [f"spread = {spread[i]:.4f}", f"weight = {theta[i + 1]:.4f}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
