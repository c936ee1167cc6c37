"""Which of its candidates each name of a report means: a weighing with learned weights.

Each candidate's features are summed with their weights and the sums made into probabilities, the
answer "none of these" among them (a conditional logit). The first round looks at each name alone,
the following ones at the places that the other names probably mean: towns of one county, one
state, one country support each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp

from vedette.data import read_toml
from vedette.resolve.places.candidates import Candidate
from vedette.resolve.places.evidence import (
    FEATURES,
    NOTHING,
    RELATIONS,
    Evidence,
    Named,
    apart,
    nothing,
    poll,
    relations,
    sizes,
    static,
)

ROUNDS = 2
TOGETHER_KM = 50.0  # places of one name this close are one conurbation, the likelier is meant
Rows = list[list[float]]


@dataclass(frozen=True, slots=True)
class Choice:
    """Hold the likeliest candidate of a name, its chance, and the likeliest place elsewhere.

    `chance` counts candidates close by; `nothing` is the chance that no known place is meant.
    """

    best: Candidate
    chance: float
    rival: Candidate | None
    nothing: float


@dataclass(frozen=True, slots=True)
class Weights:
    """Hold the weights of the first round and of the following ones, in the order of features."""

    alone: tuple[float, ...]
    together: tuple[float, ...]
    least: float


@cache
def weights() -> Weights:
    """Return the shipped weights."""
    table = read_toml("gazetteer/weights.toml")
    first = (*FEATURES, *NOTHING)
    alone = tuple(float(table["alone"][name]) for name in first)
    together = tuple(float(table["together"][name]) for name in (*first, *RELATIONS))
    return Weights(alone, together, float(table["least"]))


def weigh(
    names: Sequence[Named], evidence: Evidence, settled: Sequence[Candidate] = ()
) -> list[Choice]:
    """Choose a candidate for each name; `settled` are places that the report names beyond doubt."""
    found = weights()
    rows = [features(named, evidence) for named in names]
    chances = [_chances(of_name, found.alone) for of_name in rows]
    if all(max(of_name) > _SURE for of_name in chances):
        return [_choice(n, c) for n, c in zip(names, chances, strict=True)]
    for _ in range(ROUNDS):
        added = related(names, chances, settled)
        chances = [
            _chances(_joined(of_name, more), found.together)
            for of_name, more in zip(rows, added, strict=True)
        ]
    return [_choice(n, c) for n, c in zip(names, chances, strict=True)]


_SURE = 0.98  # names as clear as this need no help of others


def features(named: Named, evidence: Evidence) -> Rows:
    """Return one row of features for each candidate, and one for "none of these"."""
    largest = sizes(named)
    empty = [0.0] * len(NOTHING)
    rows = [static(c, named, evidence, largest) + empty for c in named.options]
    return [*rows, [0.0] * len(FEATURES) + nothing(named, largest)]


def related(
    names: Sequence[Named], chances: list[list[float]], settled: Sequence[Candidate] = ()
) -> list[Rows]:
    """Return for each name the features of its candidates among the other names."""
    certain = [(Named(f"settled {i}", (place,)), [1.0]) for i, place in enumerate(settled)]
    votes = poll([*zip(names, chances, strict=True), *certain])
    empty = [[0.0] * len(RELATIONS)]
    return [relations(n, c, votes) + empty for n, c in zip(names, chances, strict=True)]


def _joined(rows: Rows, more: Rows) -> Rows:
    return [row + extra for row, extra in zip(rows, more, strict=True)]


def _chances(rows: Rows, found: tuple[float, ...]) -> list[float]:
    scores = [sum(map(float.__mul__, row, found)) for row in rows]
    most = max(scores)
    exps = [exp(score - most) for score in scores]
    total = sum(exps)
    return [each / total for each in exps]


def _choice(named: Named, chances: list[float]) -> Choice:
    order = sorted(range(len(named.options)), key=lambda i: -chances[i])
    best = named.options[order[0]]
    near = [i for i in order if apart(named.options[i], best) <= TOGETHER_KM]
    rival = next((named.options[i] for i in order if i not in near), None)
    return Choice(best, sum(chances[i] for i in near), rival, chances[-1])
