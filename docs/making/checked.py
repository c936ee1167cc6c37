"""The digest that the project began with, checked sentence by sentence, as a table.

`python -m docs.making.checked FOLDER` checks it anew and keeps the result: FOLDER holds the digest
(`000_*.txt`) and the wire story (`004_*.txt`), which are no part of the project. The pages are made
from what was kept. `digest-read.toml` holds the verdict that a person gave to each sentence.
"""

from __future__ import annotations

import json
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from docs.making.markdown import cell, table
from vedette.model import CheckedPart, Report
from vedette.run.checking import Result, check_in_store, read_text
from vedette.run.config import DEFAULT_MODEL
from vedette.run.examples import example_folder
from vedette.run.ingest import ingest
from vedette.store.store import open_store

FOLDER = Path(__file__).resolve().parents[1] / "templates" / "captured"
KEPT = FOLDER / "digest.json"
READ = FOLDER.parent / "digest-read.toml"


def checked(_: str) -> str:
    """Return the table of all sentences: verdict, reason, words, and what a person says of it."""
    rows = zip(kept(), read(), strict=True)
    return table(
        ("sentence", "verdict", "reason", "words", "read by a person"),
        [
            (one["sentence"], f"**{one['verdict']}**", _reason(one), _words(one), note["note"])
            for one, note in rows
        ],
    )


def kept() -> list[dict[str, Any]]:
    """Return the sentences as they were last checked."""
    found: list[dict[str, Any]] = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


def read() -> list[dict[str, str]]:
    """Return what a person says of each sentence: the verdict that is right, and a note."""
    rows: list[dict[str, str]] = tomllib.loads(READ.read_text(encoding="utf-8"))["sentence"]
    return rows


def _reason(one: dict[str, Any]) -> str:
    if len(one["parts"]) < 2:
        return str(one["reason"])
    return "; ".join(f"“{p['words']}”: {p['verdict']} ({p['reason']})" for p in one["parts"])


def _words(one: dict[str, Any]) -> str:
    return "; ".join(
        f"{'' if p['for'] else 'against: '}“{cell(p['quote'])}” ({p['source']})"
        for p in one["evidence"]
    )


def capture(folder: Path) -> None:
    """Check the digest against the example corpus and the wire story, and keep the result."""
    digest, story = (next(folder.glob(name)) for name in ("000_*.txt", "004_*.txt"))
    with tempfile.TemporaryDirectory() as place, open_store(f"{place}/checked.db") as store:
        ingest([str(example_folder()), str(story)], store=store, model=DEFAULT_MODEL)
        with store.view() as view:
            text = read_text(str(digest), model=DEFAULT_MODEL)
            result = check_in_store(text, view, model=DEFAULT_MODEL)
    lines = json.dumps(_data(result), ensure_ascii=False, indent=1)
    KEPT.write_text(f"{lines}\n", encoding="utf-8")


def _data(result: Result) -> list[dict[str, Any]]:
    return [
        {
            "sentence": _line(one.sentence.quote),
            "verdict": str(one.finding),
            "reason": one.reason,
            "parts": list(map(_part, one.parts)),
            "evidence": [
                {
                    "for": proof.supports,
                    "quote": _line(proof.span.quote),
                    "source": _source(result.reports[proof.report_id]),
                }
                for proof in one.evidence
            ],
        }
        for one in result.checked
    ]


def _part(part: CheckedPart) -> dict[str, str]:
    return {
        "words": _line(part.span.quote),
        "verdict": str(part.finding),
        "reason": part.reason,
    }


def _source(report: Report) -> str:
    day = report.published.start.isoformat() if report.published.start else "undated"
    return f"{report.publisher or 'a document'}, {day}"


def _line(text: str) -> str:
    return " ".join(text.split())


if __name__ == "__main__":
    capture(Path(sys.argv[1]))
