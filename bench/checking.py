"""What a brief and a check cost: `python -m bench.checking [--reports 100000] [--claims 10000]`.

A text of 1,000 words is checked against a store of so many analysed reports, and a brief is
written over so many claims; each in a process of its own, as a command is. A third of the text is
in other words what some reports say, a third changes a number of it, and a third nobody says.
Beside it stands what bare spaCy takes to read the same text, and the search index by itself.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.machine import machine
from bench.press import Mould, make_report, story
from vedette.model import Report
from vedette.run import briefs, queries
from vedette.run.config import DEFAULT_MODEL, Settings

MOULDS = 1_000
APART = 97  # between the happenings of two moulds: they lie on days of their own
BATCH = 500
WORDS = 1_000
UNTOLD = 10**7  # happenings from here on are in no store
ACTIVITY = "Zapad-2025"


def main() -> None:
    """Print seconds, CPU seconds and peak memory of a brief and of a check."""
    parser = argparse.ArgumentParser(prog="python -m bench.checking")
    parser.add_argument("--reports", type=int, default=100_000)
    parser.add_argument("--claims", type=int, default=10_000)
    parser.add_argument("--folder", help="Where the stores are made, and kept.")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--step", nargs="+", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.step:
        name, *values = arguments.step
        print(json.dumps(_STEPS[name](*values)))
        return
    with tempfile.TemporaryDirectory() as name:
        result = _measured(Path(arguments.folder or name), arguments.reports, arguments.claims)
    print(json.dumps(result) if arguments.json else _table(result))


def _measured(folder: Path, reports: int, claims: int) -> dict[str, Any]:
    told, archive = str(folder / f"brief-{claims}.db"), str(folder / f"check-{reports}.db")
    if not Path(told).exists():
        _run("bench.exports", "--claims", str(claims), "--fill", told)
    if not Path(archive).exists():
        _step("fill", archive, str(reports))
    return {
        "machine": machine(),
        "reports": reports,
        "claims": claims,
        "brief": _step("brief", told),
        "check": _step("check", archive, str(reports)),
        "spacy": _step("spacy", str(reports)),
        "index": _step("index", archive, str(reports)),
    }


def _step(name: str, *values: str) -> dict[str, Any]:
    return _run("bench.checking", "--step", name, *values)


def _run(module: str, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], check=True, capture_output=True, text=True
    )
    data: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return data


# ---- the store and the text --------------------------------------------------------------------


def _moulds() -> Iterator[Mould]:
    from vedette.run.checking import understood

    for number in range(MOULDS):
        one = story(number * APART)
        report = make_report(one.sentences(0), number * APART, one.day)
        yield Mould(number * APART, report, understood(report, DEFAULT_MODEL)[1])


def _fill(path: str, reports: str) -> dict[str, Any]:
    from vedette.store.store import open_store

    moulds = list(_moulds())
    with open_store(path) as store:
        for start in range(0, int(reports), BATCH):
            numbers = range(start, min(start + BATCH, int(reports)))
            cast = [moulds[number % MOULDS].cast(number) for number in numbers]
            store.add(cast, ingested_at=datetime.now(UTC))
    return {"mib": Path(path).stat().st_size / 2**20}


def text(reports: int) -> Report:
    """Return the text that is checked, its sentences as long as those of news: 20 words or so."""
    lines: list[str] = []
    number = 0
    while sum(len(line.split()) for line in lines) < WORDS:
        happening = number * 7_919 % reports
        told = Mould.reworded(happening % MOULDS * APART, happening)
        changed = [line.translate(str.maketrans("123456", "234567")) for line in told]
        untold = story(UNTOLD + number).sentences(1)
        lines += [told[0], changed[1], _joined(untold[2], untold[1]), _joined(told[3], changed[0])]
        number += 1
    return make_report(lines, UNTOLD, story(UNTOLD).day)


def _joined(one: str, other: str) -> str:
    return f"{one.removesuffix('.')}, while {other[0].lower()}{other[1:]}"


# ---- what is measured --------------------------------------------------------------------------


class _Clock:
    """Take the time from its making on."""

    def __init__(self) -> None:
        self._wall, self._cpu = time.perf_counter(), time.process_time()

    def spent(self) -> dict[str, float]:
        """Return seconds, CPU seconds, and the peak memory of the process so far."""
        return {
            "wall": time.perf_counter() - self._wall,
            "cpu": time.process_time() - self._cpu,
            "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        }


def _brief(path: str) -> dict[str, Any]:
    settings = Settings(store=path)
    clock = _Clock()
    with queries.open_existing(settings) as store, store.view() as view:
        found = briefs.brief(view, ACTIVITY, settings=settings)
        spent = clock.spent()
        return {**spent, "sentences": len(found.sentences), "claims": view.counts()["claims"]}


def _check(path: str, reports: str) -> dict[str, Any]:
    from vedette.run.checking import check_in_store, understood

    said = text(int(reports))
    warming = _Clock()
    understood(make_report(["Two tanks left Minsk."], 0, story(0).day), DEFAULT_MODEL)
    start = warming.spent()
    clock = _Clock()
    with queries.open_existing(Settings(store=path)) as store, store.view() as view:
        result = check_in_store(said, view, model=DEFAULT_MODEL)
    counts: dict[str, int] = {}
    for one in result.checked:
        counts[str(one.finding)] = counts.get(str(one.finding), 0) + 1
    found = {"words": len(said.text.split()), "findings": counts, "read": len(result.reports)}
    return {**clock.spent(), **found, "start": start["wall"]}


def _spacy(reports: str) -> dict[str, Any]:
    """Read the text with bare spaCy, paragraph by paragraph."""
    from vedette.read.english import load_model

    said = text(int(reports))
    nlp = load_model(DEFAULT_MODEL)
    list(nlp.pipe(["Two tanks left Minsk."]))
    clock = _Clock()
    list(nlp.pipe([said.text[b.start : b.end] for b in said.blocks]))
    return clock.spent()


def _index(path: str, reports: str) -> dict[str, Any]:
    """Ask the index of SQLite alone for each sentence: any of its words, by bm25."""
    import sqlite3

    said = text(int(reports))
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    ask = "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rank LIMIT 8"
    clock = _Clock()
    for block in said.blocks:
        words = {w.strip(",.") for w in said.text[block.start : block.end].split()}
        connection.execute(ask, (" OR ".join(f'"{w}"' for w in sorted(words)),)).fetchall()
    return clock.spent()


_STEPS = {"fill": _fill, "brief": _brief, "check": _check, "spacy": _spacy, "index": _index}


def _table(result: dict[str, Any]) -> str:
    brief, check = result["brief"], result["check"]
    rows = {
        f"brief over {brief['claims']:,} claims": brief,
        f"check of {check['words']:,} words, {result['reports']:,} reports": check,
        "  bare spaCy over these words": result["spacy"],
        "  SQLite's index alone, all words by bm25": result["index"],
    }
    found = ", ".join(f"{count} {name}" for name, count in sorted(check["findings"].items()))
    lines = [
        ", ".join(f"{key} {value}" for key, value in result["machine"].items()),
        f"{'':46}{'wall s':>8}{'CPU s':>8}{'peak MiB':>10}",
        *(
            f"{name:46}{row['wall']:8.2f}{row['cpu']:8.2f}{row['peak_mib']:10.0f}"
            for name, row in rows.items()
        ),
        f"the check before that: {check['start']:.2f} s until the language model is there",
        f"it read in {check['read']} reports: {found}",
        f"ratio of CPU time, check / bare spaCy: {check['cpu'] / result['spacy']['cpu']:.1f}",
        f"ratio of CPU time, check / index alone: {check['cpu'] / result['index']['cpu']:.2f}",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
