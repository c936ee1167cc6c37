"""QAGS: sentences of automatic summaries, judged by three workers each.

Data: `qags/mturk_cnndm.jsonl` and `qags/mturk_xsum.jsonl` of W4ngatang/qags (Wang et al. 2020). A
sentence is consistent where most workers say so; the article is the only evidence. Measures with
`held_out` and `unlabelled` are those of `quality.heldout`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

from quality.heldout import held_out
from quality.summedits import Case, findings, measures

FILES = {"cnndm": "mturk_cnndm.jsonl", "xsum": "mturk_xsum.jsonl"}


def score(folder: Path) -> tuple[int, dict[str, float]]:
    """Return the number of sentences, and the measures of each file and their mean, in per cent."""
    found: dict[str, float] = {}
    count = 0
    for name, file in FILES.items():
        cases = load(folder / file)
        count += len(cases)
        values = measures(cases, [tuple(one) for one in findings(cases)])
        values |= held_out(folder.parent)[name]
        found.update({f"{name}_{measure}": value for measure, value in values.items()})
    both = [found[f"{name}_balanced_accuracy"] for name in FILES]
    return count, {"balanced_accuracy": sum(both) / len(both), **found}


def load(path: Path) -> list[Case]:
    """Return the sentences of a file as cases."""
    return [
        Case(
            joined(row["article"]),
            joined(sentence["sentence"]),
            _most_say_yes(sentence["responses"]),
        )
        for line in path.read_text(encoding="utf-8").splitlines()
        for row in [json.loads(line)]
        for sentence in row["summary_sentences"]
    ]


def joined(text: str) -> str:
    """Put numbers and compounds together that the set's tokens pull apart: "3, 800", "1. 6"."""
    text = re.sub(r"(?<=\d), (?=\d{3}(?!\d))", ",", text)
    text = re.sub(r"(?<=\d)\. (?=\d)", ".", text)
    return re.sub(r"(?<=\w) - (?=\w)", "-", text)


def _most_say_yes(responses: list[dict[str, object]]) -> bool:
    return sum(r["response"] == "yes" for r in responses) * 2 > len(responses)
