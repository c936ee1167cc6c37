"""What each export costs: `python -m bench.exports [--claims N]`; every format in its own process.

The store holds copies of the analysed example corpus, each report under an address of its own and
every id changed with it, so that nothing is known from before.
"""

from __future__ import annotations

import argparse
import json
import re
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from vedette.export.formats import FORMATS, format_of
from vedette.model import Analysis, Report, codec, make_id
from vedette.run import exporting, queries
from vedette.run.config import DEFAULT_MODEL, Settings
from vedette.run.examples import example_folder
from vedette.run.ingest import ingest
from vedette.store.store import Store, open_store

_ID = re.compile(r"\b(rep|clm|fig|att|act)-[0-9a-f]{32}")
BATCH = 200


def main() -> None:
    """Print seconds, CPU seconds of the whole process, peak memory and size of each format."""
    parser = argparse.ArgumentParser(prog="python -m bench.exports")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--fill", metavar="STORE", help="for itself")
    parser.add_argument("--one", nargs=3, metavar=("FORMAT", "STORE", "FILE"), help="for itself")
    arguments = parser.parse_args()
    if arguments.fill:
        print(json.dumps({"claims": _fill(arguments.fill, arguments.claims)}))
        return
    if arguments.one:
        _export(*arguments.one)
        return
    with tempfile.TemporaryDirectory() as folder:
        store = str(Path(folder) / "bench.db")
        # A process starts with its parent's peak of memory: the language model loads in a child.
        claims = _run("--claims", str(arguments.claims), "--fill", store)["claims"]
        print(f"{claims:,} claims, {Path(store).stat().st_size / 2**20:,.0f} MiB store")
        print(f"{'format':10}{'seconds':>9}{'CPU':>8}{'peak MiB':>10}{'file MiB':>10}")
        for name in ("nothing", *FORMATS):
            cost = _run("--one", name, store, str(Path(folder) / f"out.{name}"))
            print(
                f"{name:10}{cost['seconds']:9.1f}{cost['cpu']:8.1f}{cost['peak']:10.0f}{cost['size']:10.0f}"
            )


def _run(*arguments: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.exports", *arguments],
        check=True,
        capture_output=True,
        text=True,
    )
    cost: dict[str, float] = json.loads(done.stdout)
    return cost


def _export(name: str, store: str, path: str) -> None:
    """Export in this process, or with "nothing" walk the store without writing."""
    start, settings = time.perf_counter(), Settings(store=store)
    with queries.open_existing(settings) as opened, opened.view() as view:
        if name == "nothing":
            for _ in exporting.pages_of(view):
                pass
        else:
            exporting.export(
                view,
                format_of(name),
                about=None,
                table=None,
                to=path,
                store=store,
                conventions=queries.conventions_of(settings),
            )
    written = Path(path).stat().st_size if name != "nothing" else 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spent = {"seconds": time.perf_counter() - start, "cpu": time.process_time()}
    print(json.dumps({**spent, "peak": peak, "size": written / 2**20}))


def _fill(path: str, wanted: int) -> int:
    claims = 0
    with open_store(path) as store:
        pairs = _analysed(store)
        for number in range(1_000_000):
            copies = [_copy(report, analysis, number) for report, analysis in pairs]
            for start in range(0, len(copies), BATCH):
                store.add(copies[start : start + BATCH], ingested_at=datetime.now(UTC))
            claims += sum(len(analysis.claims) for _, analysis in copies)
            if claims >= wanted:
                return claims
    return claims


def _analysed(store: Store) -> list[tuple[Report, Analysis]]:
    with open_store(store.address + ".once") as once:
        ingest([str(example_folder())], store=once, model=DEFAULT_MODEL)
        with once.view() as view:
            return list(view.analyses())


def _copy(report: Report, analysis: Analysis, number: int) -> tuple[Report, Analysis]:
    def renamed(found: re.Match[str]) -> str:
        if found[0] == report.id:
            return copy.id
        return make_id(found[1], found[0], number)

    url = f"{report.url}/{number}"
    copy = replace(report, url=url, id=Report.make_id(report.publisher, url, report.text))
    return copy, codec.loads(Analysis, _ID.sub(renamed, codec.dumps(analysis)))


if __name__ == "__main__":
    main()
