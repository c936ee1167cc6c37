"""Lay the sentences of SummEdits and QAGS beside their documents: `WORK/check-labelled.jsonl`.

A line for each sentence that the document has words of: what is counted of it, whether it stands
there word for word, whether the rules of values let it pass, and whether it is carried. Of an
edited summary with several sentences, those are wrong that have a word which the nearest consistent
summary of the document does not have; the others are carried. Where no such word is found, nobody
knows which sentence is wrong. With `--ask` a language model is asked of each sentence too, and what
it answers is counted, and kept in `WORK/check-answers.jsonl`.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from quality import qags, summedits
from quality.summedits import Case
from quality.texts import plain_report

from training.options import options
from vedette.brief.check.align import Pool, align
from vedette.brief.check.asked import Ask, question
from vedette.brief.check.decide import NEAR_BAR, check_one
from vedette.brief.check.entail import ANSWER, known
from vedette.brief.check.passages import Passage, passages
from vedette.model import Finding
from vedette.run.asking import asker
from vedette.run.checking import understood
from vedette.run.config import load_settings

RULES = replace(NEAR_BAR, sure=0.0)  # what values decide, whatever the weights say
FILE, ANSWERS = "check-labelled.jsonl", "check-answers.jsonl"
CARRIED, WRONG, UNTOLD = 0, 1, -1
Row = dict[str, Any]


def main() -> None:
    """Write a line for each sentence."""
    parser = options(__doc__)
    parser.add_argument("--ask", action="store_true", help="ask the language model of the settings")
    parser.add_argument("--asked", action="store_true", help="only texts of which all was asked")
    chosen = parser.parse_args()
    chosen.work.mkdir(parents=True, exist_ok=True)
    ask: Ask | None = None
    if chosen.ask or chosen.asked:
        model = asker(load_settings().rewriting) if chosen.ask else _nobody
        ask = Answers(chosen.work / ANSWERS, model)
    with (chosen.work / FILE).open("w", encoding="utf-8") as file:
        for row in rows(chosen.data, ask):
            file.write(json.dumps(row, separators=(",", ":")) + "\n")


class Answers:
    """Keep what a language model answered, by question, so that nothing is asked twice."""

    def __init__(self, path: Path, ask: Ask) -> None:
        self._path, self._ask = path, ask
        lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else ()
        self._kept: dict[str, float] = dict(map(json.loads, lines))

    def __call__(self, messages: Sequence[dict[str, str]]) -> float:
        """Return the answer that is kept, or ask."""
        key = hashlib.sha256(messages[-1]["content"].encode()).hexdigest()
        if key not in self._kept:
            self._kept[key] = self._ask(messages)
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps([key, self._kept[key]]) + "\n")
        return self._kept[key]


class _NotAskedError(Exception):
    """Say that there is no answer to a question."""


def _nobody(_: Sequence[dict[str, str]]) -> float:
    raise _NotAskedError


def rows(data: Path, ask: Ask | None = None) -> Iterator[Row]:
    """Yield a line for each sentence of the sets that a folder has."""
    for name, cases in sets(data):
        for row in _all(cases, ask):
            yield {"set": name, **row}


def sets(data: Path) -> list[tuple[str, list[Case]]]:
    """Return the sets that a folder has, by name."""
    files = {"summedits": (summedits.load, data / "summedits" / "dev.json")}
    files |= {name: (qags.load, data / "qags" / file) for name, file in qags.FILES.items()}
    return [(name, load(path)) for name, (load, path) in files.items() if path.is_file()]


def read(work: Path) -> list[Row]:
    """Return the lines."""
    with (work / FILE).open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _all(cases: Sequence[Case], ask: Ask | None) -> Iterator[Row]:
    pools: dict[str, Pool] = {}
    goods: dict[str, list[str]] = defaultdict(list)
    for case in cases:
        if case.consistent:
            goods[case.document].append(case.said)
    for number, case in enumerate(cases):
        if case.document not in pools:
            pools[case.document] = Pool(_sentences(case.document))
        with suppress(_NotAskedError):
            for row in list(_rows(case, pools[case.document], goods, ask)):
                yield {"case": number, "case_label": int(not case.consistent), **row}


def _rows(
    case: Case, pool: Pool, goods: Mapping[str, Sequence[str]], ask: Ask | None
) -> Iterator[Row]:
    said = _sentences(case.said)
    labels = [label_of(p.span.quote, case, goods.get(case.document, ())) for p in said]
    if not case.consistent:
        alone, none = len(said) == 1, WRONG not in labels
        labels = [WRONG if alone else UNTOLD if none else label for label in labels]
    for passage, label in zip(said, labels, strict=True):
        found = align(passage, pool)
        if not found:
            continue
        answer = {ANSWER: ask(question(passage, pool))} if ask else {}
        rules = check_one(passage, pool, "", RULES)
        yield {
            "verbatim": found[0].is_verbatim,
            "document": case.document[:80],
            "label": label,
            "passed": rules.finding is Finding.SUPPORTED or rules.as_said,
            "denied": rules.finding is Finding.CONTRADICTED,
            "counts": known(found[0]) | answer,
        }


def _sentences(text: str) -> list[Passage]:
    return passages(*understood(plain_report(text), summedits.MODEL))


def label_of(sentence: str, case: Case, goods: Sequence[str]) -> int:
    """Return whether a sentence has words that the nearest consistent summary lacks."""
    if case.consistent or not goods:
        return CARRIED
    words = case.said.split()
    best = max(goods, key=lambda good: SequenceMatcher(None, good.split(), words).ratio())
    own, other = sentence.split(), best.split()
    changes = SequenceMatcher(None, other, own, autojunk=False).get_opcodes()
    return WRONG if any(kind in {"replace", "insert"} for kind, *_ in changes) else CARRIED


if __name__ == "__main__":
    main()
