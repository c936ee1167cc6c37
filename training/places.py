"""Learn the weights by which the places of one name are told apart, and cross-validate them.

    python -m training.places --data DATA [--write]

DATA holds `geoparsing/` (GWN.xml, lgl.xml). The marked spans are given, so that only the choice
among the gazetteer's places is learned: a conditional logit over the features of
`vedette.resolve.places.evidence`, the answer "none of these" included. It is learned on one half of
the articles and measured on the other, both ways; `--write` learns on all and writes the weights.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from quality.geoparsing import FILES, NEAR_KM, Gold, articles, distance_km

from vedette.extract.names.find import find_mentions
from vedette.model import Mention, Reading, Toponym
from vedette.read import Reader
from vedette.resolve.places.candidates import Candidate
from vedette.resolve.places.direct import without_weighing
from vedette.resolve.places.evidence import FEATURES, NOTHING, RELATIONS, Named, apart
from vedette.resolve.places.readings import Page, narrowed
from vedette.resolve.places.roles import gather
from vedette.resolve.places.weigh import ROUNDS, TOGETHER_KM, features, related

OUT = Path("src/vedette/data/gazetteer/weights.toml")
Array = NDArray[np.float64]
EXACT_KM, CLOSE_KM = 15.0, 40.0
THRESHOLDS = (0.0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
LEAST = 0.5  # where answers are right often enough in either half of either set
# Neither set has datelines, and one of them is local news, where Athens is in Ohio: what a dateline
# is worth, and a capital without its rivals' countries named, is set by hand.
BY_HAND = {"dateline_country": 1.0, "near_dateline": 1.0, "capital_alone": 3.0}
STEPS, RATE, SHRINK = 400, 0.1, 0.002


@dataclass(slots=True)
class Item:
    """Hold one name: its candidates' features, which of them are right, and its marked places."""

    named: Named
    rows: Array
    right: NDArray[np.bool_]
    marks: list[Gold]


@dataclass(slots=True)
class Case:
    """Hold one article: its names, places beyond doubt, and marks that no name was found for."""

    items: list[Item]
    settled: list[Candidate]
    lost: int


def case_of(reading: Reading, mentions: tuple[Mention, ...], gold: Sequence[Gold]) -> Case:
    """Return one article's names with the features and the right answers."""
    marked = {(g.start, g.end): g for g in gold if g.lat is not None}
    said = gather(
        reading, mentions, [Toponym(g.start, g.end) for g in gold if 0 <= g.start < g.end]
    )
    page = Page(reading)
    wheres = {each: without_weighing(each, reading.text) for each in said}
    groups = page.groups([each for each in said if wheres[each] is None], said)
    placed = [where for where in wheres.values() if where is not None]
    evidence, settled = page.evidence(said, groups, placed)
    case = Case([], settled, 0)
    for group in narrowed(groups, evidence):
        marks = [marked[k] for s in group.occurrences if (k := (s.start, s.end)) in marked]
        if group.named is None:
            case.lost += len(marks)
            continue
        rows = np.array(features(group.named, evidence))
        case.items.append(Item(group.named, rows, _right(group.named, marks), marks))
    return case


def _right(named: Named, marks: list[Gold]) -> NDArray[np.bool_]:
    """Tell which candidates are the marked place; the last is "none of these"."""
    right = np.zeros(len(named.options) + 1, bool)
    if not marks or marks[0].lat is None or marks[0].lon is None:
        return right
    mark, lat, lon = marks[0], marks[0].lat, marks[0].lon
    away = np.array([distance_km(lat, lon, c.lat, c.lon) for c in named.options])
    same = [
        mark.geonameid is not None and c.where.geonameid == mark.geonameid for c in named.options
    ]
    for found in (np.array(same) | (away <= EXACT_KM), away <= CLOSE_KM, away <= NEAR_KM):
        if found.any():
            right[:-1] = found
            return right
    right[-1] = True
    return right


def fit(rows: list[Array], items: list[Item]) -> Array:
    """Return the weights that make the right candidates likeliest (Adam, full batch).

    A name counts as often as the root of its marks: that which is named often matters more.
    """
    used = [i for i, item in enumerate(items) if item.right.any()]
    rights = [item.right for item in items]
    often = np.sqrt([len(items[i].marks) for i in used])
    often /= often.mean()
    sizes = [len(rows[i]) for i in used]
    x, good = np.concatenate([rows[i] for i in used]), np.concatenate([rights[i] for i in used])
    own = np.repeat(np.arange(len(used)), sizes)
    starts, often = np.cumsum([0, *sizes[:-1]]), often[own]
    weights, first, second = np.zeros(x.shape[1]), np.zeros(x.shape[1]), np.zeros(x.shape[1])
    for step in range(1, STEPS + 1):
        scores = x @ weights
        exps = np.exp(scores - np.maximum.reduceat(scores, starts)[own])
        chance = exps / np.add.reduceat(exps, starts)[own]
        wanted = exps * good / np.add.reduceat(exps * good, starts)[own]
        slope = x.T @ ((wanted - chance) * often) / len(used) - SHRINK * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights += RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def learn(cases: Sequence[Case]) -> tuple[Array, Array]:
    """Learn the weights of the first round, then those of the following rounds."""
    items = [item for case in cases for item in case.items]
    alone = fit([i.rows for i in items], items)
    together: Array | None = None
    for _ in range(2):
        rows = [row for case in cases for row in chances_of(case, alone, together)[1]]
        together = fit(rows, items)
    assert together is not None  # noqa: S101 - the loop ran
    return alone, together


def chances_of(
    case: Case, alone: Array, together: Array | None
) -> tuple[list[list[float]], list[Array]]:
    """Return the chances of all candidates after the last round, and the features of that round."""
    names = [item.named for item in case.items]
    chances = [_softmax(item.rows @ alone) for item in case.items]
    joined: list[Array] = []
    for _ in range(ROUNDS if together is not None else 1):
        more = related(names, chances, case.settled)
        joined = [np.hstack([i.rows, np.array(m)]) for i, m in zip(case.items, more, strict=True)]
        if together is not None:
            chances = [_softmax(rows @ together) for rows in joined]
    return chances, joined


def _softmax(scores: Array) -> list[float]:
    exps = np.exp(scores - scores.max())
    chances: list[float] = (exps / exps.sum()).tolist()
    return chances


def measure(cases: Sequence[Case], alone: Array, together: Array) -> dict[float, Counter[str]]:
    """Count marks, answers and those within 161 km for each threshold."""
    totals = {threshold: Counter[str]() for threshold in THRESHOLDS}
    for case in cases:
        chances, _ = chances_of(case, alone, together)
        for threshold in THRESHOLDS:
            totals[threshold]["marks"] += case.lost
        for item, of_name in zip(case.items, chances, strict=True):
            best = item.named.options[int(np.argmax(of_name[:-1]))]
            mass = sum(
                c
                for o, c in zip(item.named.options, of_name, strict=False)
                if apart(o, best) <= TOGETHER_KM
            )
            near = sum(
                distance_km(m.lat or 0.0, m.lon or 0.0, best.lat, best.lon) <= NEAR_KM
                for m in item.marks
            )
            for threshold in THRESHOLDS:
                answered = mass >= threshold
                totals[threshold]["marks"] += len(item.marks)
                totals[threshold]["answered"] += answered * len(item.marks)
                totals[threshold]["near"] += answered * near
    return totals


def show(name: str, totals: dict[float, Counter[str]]) -> None:
    """Print shares of all and of answered for each threshold."""
    print(
        name,
        *(
            f"{threshold}: {100 * t['near'] / t['marks']:.1f}/{100 * t['near'] / t['answered']:.1f}"
            for threshold, t in totals.items()
        ),
    )


def write(alone: Array, together: Array) -> None:
    """Write the weights as data."""
    first = (*FEATURES, *NOTHING)
    lines = [
        "# How the places that bear one name are told apart: weights of a conditional logit.",
        "#",
        "# Learned by `python -m training.places` from GeoWebNews and LGL, but for datelines and",
        "# `capital_alone`, which are set by hand. `alone` weighs a name by itself, `together`",
        "# among the report's other names. Features are explained in resolve/places/evidence.py.",
        "# A name whose likeliest place has a chance below `least` stays unplaced.",
        "",
        f"least = {LEAST}",
    ]
    for table, names, found in (
        ("alone", first, alone),
        ("together", (*first, *RELATIONS), together),
    ):
        told = (BY_HAND.get(name, weight) for name, weight in zip(names, found, strict=True))
        lines += ["", f"[{table}]", *(f"{n} = {w:.3f}" for n, w in zip(names, told, strict=True))]
    OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def halves(sets: dict[str, list[Case]]) -> None:
    """Learn on one half of the articles and print the measures of the other, both ways."""
    for own, other in ((0, 1), (1, 0)):
        alone, together = learn([c for cases in sets.values() for c in cases[own::2]])
        for name, cases in sets.items():
            show(f"{name}, half {other}:", measure(cases[other::2], alone, together))


def read(path: Path) -> Iterable[Case]:
    """Yield the articles of a file as cases."""
    reader = Reader()
    for article in articles(path):
        reading = reader.read(article.report)
        yield case_of(reading, find_mentions(reading), article.gold)


def main() -> None:
    """Cross-validate, and write the weights where asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    folder = options.data / "geoparsing"
    sets = {name: list(read(folder / file)) for name, file in FILES}
    halves(sets)
    if options.write:
        write(*learn([case for cases in sets.values() for case in cases]))


if __name__ == "__main__":
    main()
