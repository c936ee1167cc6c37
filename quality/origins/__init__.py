"""Origins: pairs of reports that go back to one text, among edited reprints and look-alikes.

Data: made by code from free texts: Wikinews articles as MEANTIME selects them (CC BY; those that
ship in `quality/gold`, or all with `--data`), the example corpus, and texts written for the set.
Agencies' texts are printed with thirteen kinds of edit; look-alikes share a long quotation, a
site's lines, an agency's background, a form of bulletin, or a copied passage. Rules were tuned on
one half of the texts (`develop_f1`); all other measures are of the other half.

A pair counts that goes back to one text. A mixture of two texts goes with the reports of both, and
the two do not go together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from quality.origins.make import Case, cases
from vedette.compare.origins.find import find_origins

TUNED, REPORTED = 0, 1
Pair = frozenset[str]


def score(folder: Path | None = None) -> tuple[int, dict[str, float]]:
    """Return the number of reports and the measures in per cent."""
    every = cases(folder)
    found = found_pairs(every)
    measures = _measures([one for one in every if one.half == REPORTED], found)
    tuned = _measures([one for one in every if one.half == TUNED], found)
    return len(every), {**measures, "develop_f1": tuned["pair_f1"]}


def found_pairs(every: Sequence[Case]) -> set[Pair]:
    """Return the pairs that are found to go back to one text."""
    pairs: set[Pair] = set()
    for origin in find_origins([one.report for one in every]):
        pairs.update(map(frozenset, combinations(origin.report_ids, 2)))
        pairs.update(frozenset({a, b}) for a in origin.partly for b in origin.report_ids)
    return pairs


def true_pairs(every: Sequence[Case]) -> set[Pair]:
    """Return the pairs that were made from one text."""
    return {
        frozenset({a.report.id, b.report.id})
        for a, b in combinations(every, 2)
        if a.texts & b.texts
    }


def _measures(every: Sequence[Case], found: set[Pair]) -> dict[str, float]:
    """Count pairs: `recall_KIND` is of those with a report of a kind, `wrong_KIND` their number."""
    kinds = {one.report.id: one.kind for one in every}
    ours = {pair for pair in found if pair <= kinds.keys()}
    truth = true_pairs(every)
    right = ours & truth
    precision, recall = _share(len(right), len(ours)), _share(len(right), len(truth))
    both = precision + recall
    numbers = {
        "pair_f1": 2 * precision * recall / both if both else 0.0,
        "pair_precision": precision,
        "pair_recall": recall,
    }
    wanted, got = (
        Counter(kinds[one] for pair in pairs for one in pair) for pairs in (truth, right)
    )
    wrong = Counter(kinds[one] for pair in ours - truth for one in pair)
    for kind in sorted(set(kinds.values())):
        if wanted[kind]:
            numbers[f"recall_{kind}"] = _share(got[kind], wanted[kind])
        numbers[f"wrong_{kind}"] = float(wrong[kind])
    return {name: round(value, 1) for name, value in numbers.items()}


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 100.0
