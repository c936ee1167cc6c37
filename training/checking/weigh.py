"""Fit what each feature of an alignment weighs for whether evidence carries a sentence.

Logistic regression on the sentences of SummEdits and QAGS (`labelled` writes them), each set and
each answer with the same weight. Prints, for texts judged by weights fitted without their
documents, balanced accuracy of the weights and of the whole check: a text passes when all its
sentences do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from training.checking.labelled import CARRIED, UNTOLD, Row, read
from training.options import options
from vedette.brief.check.decide import asked_of
from vedette.brief.check.entail import ANSWER, NAMES

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
RIDGE, FOLDS, STEPS = 20.0, 12, 1500  # SummEdits has twelve documents
LIGHT = RIDGE / 4  # on an answer: one measure, and no count of few documents
# Features that speak for a sentence, and those that may speak either way; all others speak against.
FOR = frozenset({"cover", "cover_wide", "arcs", "pairs", "exact", "verbatim", ANSWER})
EITHER = frozenset({"", "length", "beside", "amount_open", "copied"})


def main() -> None:
    """Fit, cross-validate, write the weights."""
    parser = options(__doc__)
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    rows = read(chosen.work)
    x = table(rows)
    tell(rows, cross_validated(rows, x))
    write(chosen.out, rows, x)


def names(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return what is weighed, with what a language model answers where one was asked."""
    asked = ANSWER in rows[0].get("counts", {})
    return (*NAMES, ANSWER) if asked else NAMES


def table(rows: Sequence[Row]) -> Array:
    """Return the features, a line for each sentence."""
    return np.array([[row["counts"][name] for name in names(rows)] for row in rows])


def answers(rows: Sequence[Row]) -> tuple[Array, Array]:
    """Return for each sentence whether it is carried, and what it weighs; 0 where nobody knows."""
    label = np.array([row["label"] for row in rows])
    origin = np.array([row["set"] for row in rows])
    weight = np.zeros(len(rows))
    names = set(origin.tolist())
    for name in names:
        for value in set(label.tolist()) - {UNTOLD}:
            mine = (origin == name) & (label == value)
            weight[mine] = len(rows) / (2 * len(names) * max(1, mine.sum()))
    return (label == CARRIED).astype(np.float64), weight


def fit(x: Array, y: Array, weight: Array) -> Array:
    """Return start and weights, with a ridge on all but the start; a weight keeps its sign.

    Accelerated gradient steps (Nesterov 1983), each put back inside the limits: with twelve
    documents a weight of the wrong sign is learnt from chance.
    """
    wide = np.hstack([np.ones((len(x), 1)), x])
    of = (*NAMES, ANSWER)[: x.shape[1]]
    low, high = limits(of)
    ridge = np.array([0.0, *[LIGHT if name == ANSWER else RIDGE for name in of]])
    steepest = np.linalg.eigvalsh((wide * weight[:, None]).T @ wide / 4)[-1] + RIDGE
    theta = ahead = np.zeros(wide.shape[1])
    pace = 1.0
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-np.clip(wide @ ahead, -30, 30)))
        slope = wide.T @ (weight * (p - y)) + ridge * ahead
        last, theta = theta, np.clip(ahead - slope / steepest, low, high)
        last_pace, pace = pace, (1 + np.sqrt(1 + 4 * pace**2)) / 2
        ahead = theta + (last_pace - 1) / pace * (theta - last)
    return theta


def limits(of: Sequence[str]) -> tuple[Array, Array]:
    """Return the lowest and the highest value of the start and of each weight."""
    low = np.array([0.0 if name in FOR else -np.inf for name in ("", *of)])
    high = np.array([np.inf if name in FOR or name in EITHER else 0.0 for name in ("", *of)])
    return low, high


def cross_validated(rows: Sequence[Row], x: Array) -> Array:
    """Return how sure weights fitted without its document are of each sentence."""
    y, weight = answers(rows)
    part = parts(rows)
    held = np.zeros(len(y))
    for n in range(FOLDS):
        rest = part != n
        mean, spread = x[rest].mean(0), x[rest].std(0) + 1e-9
        theta = fit((x[rest] - mean) / spread, y[rest], weight[rest])
        held[~rest] = 1 / (1 + np.exp(-(theta[0] + (x[~rest] - mean) / spread @ theta[1:])))
    return held


def parts(rows: Sequence[Row]) -> NDArray[np.int64]:
    """Return a part for each sentence; those of one document have the same."""
    seen: dict[str, dict[str, int]] = defaultdict(dict)
    numbers = [seen[row["set"]].setdefault(row["document"], len(seen[row["set"]])) for row in rows]
    return np.array(numbers) % FOLDS


def tell(rows: Sequence[Row], sure: Array) -> None:
    """Print how the texts of each set are judged."""
    for name, m in measured(rows, sure).items():
        print(
            f"{name}: {m['texts']:.0f} texts, weights {m['weights']:.1f} (area {m['area']:.3f}), "
            f"rules of values {m['unlabelled_balanced_accuracy']:.1f}, both "
            f"{m['held_out_balanced_accuracy']:.1f} (right ones passed "
            f"{m['held_out_consistent_passed']:.0f}, wrong ones caught "
            f"{m['held_out_inconsistent_caught']:.0f}), contradicted {m['denied']:.0f}, of them "
            f"wrong {m['denied_wrong']:.0f}",
            flush=True,
        )


def measured(rows: Sequence[Row], sure: Array) -> dict[str, dict[str, float]]:
    """Return for each set, in per cent, how rules alone judge its texts, and rules and weights."""
    found: dict[str, dict[str, float]] = {}
    for name in dict.fromkeys(row["set"] for row in rows):
        texts: dict[int, list[int]] = defaultdict(list)
        for n, row in enumerate(rows):
            if row["set"] == name:
                texts[row["case"]].append(n)
        found[name] = _of_texts(rows, sure, list(texts.values()))
    return found


def _of_texts(rows: Sequence[Row], sure: Array, texts: list[list[int]]) -> dict[str, float]:
    right = np.array([rows[ns[0]]["case_label"] == CARRIED for ns in texts])
    enough = np.array([all(sure[n] >= asked_of(rows[n]["counts"]) for n in ns) for ns in texts])
    rules = np.array([all(rows[n]["passed"] for n in ns) for ns in texts])
    both = np.array(
        [
            all(rows[n]["passed"] and not _held_back(rows[n], sure[n]) for n in ns)
            for ns in texts
        ]
    )  # fmt: skip
    denied = np.array([any(rows[n]["denied"] for n in ns) for ns in texts])
    return {
        "texts": float(len(texts)),
        "unlabelled_balanced_accuracy": 100 * balanced(right, rules),
        "held_out_balanced_accuracy": 100 * balanced(right, both),
        "held_out_consistent_passed": 100 * float(both[right].mean()),
        "held_out_inconsistent_caught": 100 * float((~both[~right]).mean()),
        "weights": 100 * balanced(right, enough),
        "area": area(right, np.array([sure[ns].min() for ns in texts])),
        "denied": float(denied.sum()),
        "denied_wrong": float(denied[~right].sum()),
    }


def _held_back(row: Row, sure: float) -> bool:
    """Tell whether the weights hold a sentence back; one that stands there word for word, never."""
    return not row["verbatim"] and sure < asked_of(row["counts"])


def balanced(right: Flags, passed: Flags) -> float:
    """Return the mean of how many of each answer are right."""
    return float((passed[right].mean() + (~passed[~right]).mean()) / 2)


def area(right: Flags, sure: Array) -> float:
    """Return how often a right text is surer than a wrong one."""
    ahead = sure[right][:, None] - sure[~right][None]
    return float((ahead > 0).mean() + (ahead == 0).mean() / 2)


def write(path: Path, rows: Sequence[Row], x: Array) -> None:
    """Write the weights fitted on everything."""
    y, weight = answers(rows)
    mean, spread = x.mean(0), x.std(0)
    theta = fit((x - mean) / (spread + 1e-9), y, weight)
    lines = ["# What each feature of an alignment weighs; made by training/checking/weigh.py.", ""]
    lines.append(f"start = {theta[0]:.4f}")
    for i, name in enumerate(names(rows)):
        if spread[i] > 0:
            lines += ["", "[[feature]]", f'name = "{name}"', f"mean = {mean[i]:.4f}"]
            lines += [f"spread = {spread[i]:.4f}", f"weight = {theta[i + 1]:.4f}"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
