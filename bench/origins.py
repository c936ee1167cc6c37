"""Origins: candidates beside datasketch's MinHashLSH, and a ladder of stores up to 10^6 reports.

`python -m bench.origins [--ladder 10000 100000 1000000] [--pairs 6000] [--json]`
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from bench.synthetic import Made, make, reports
from vedette.compare.origins.candidates import Comparer, MemoryShelf
from vedette.compare.origins.overlap import Text
from vedette.compare.origins.words import sheet_of
from vedette.model import Analysis, Report
from vedette.run.linking import Linker
from vedette.store.store import Store, open_store

ALIKE_FROM = 0.5  # containment that makes a pair, on both sides
THRESHOLDS = (0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6)
PERMUTATIONS = 128
NOW = datetime(2025, 1, 1, tzinfo=UTC)
BATCH = 500
SINGLES = 40
PROGRESS = 50_000

Pairs = set[tuple[int, int]]


def main() -> None:
    """Print throughput beside the peer's at equal recall, and the cost per report up the ladder."""
    parser = argparse.ArgumentParser(prog="python -m bench.origins")
    parser.add_argument("--pairs", type=int, default=6_000, help="Reports for the peer's run.")
    parser.add_argument("--length", type=int, default=18, help="Sentences of a wire story there.")
    parser.add_argument("--ladder", type=int, nargs="*", default=[10_000, 100_000])
    parser.add_argument("--folder", help="Where the stores are made; a temporary folder without.")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    result: dict[str, Any] = {"machine": _machine()}
    if arguments.pairs:
        result["peer"] = beside_datasketch(list(make(arguments.pairs, length=arguments.length)))
    with tempfile.TemporaryDirectory(dir=arguments.folder) as name:
        result["ladder"] = [rung(Path(name), count) for count in arguments.ladder]
    print(json.dumps(result) if arguments.json else _table(result))


# ---- beside the peer ---------------------------------------------------------------------------


def beside_datasketch(made: Sequence[Made]) -> dict[str, Any]:
    """Find the same near-duplicates with both; theirs by the threshold that finds as many."""
    every = [one.report for one in made]
    truth = _truth(every)
    seconds, found = _timed(lambda: _ours(every))
    ours = {"seconds": seconds, "recall": len(found & truth) / len(truth)}
    theirs = []
    for threshold in THRESHOLDS:
        seconds, pairs = _timed(lambda t=threshold: _theirs(every, t))
        recall = len(pairs & truth) / len(truth)
        theirs.append({"threshold": threshold, "seconds": seconds, "recall": recall})
    as_good = [one for one in theirs if one["recall"] >= ours["recall"]]
    peer = min(as_good, key=lambda one: one["seconds"]) if as_good else max(
        theirs, key=lambda one: one["recall"])  # fmt: skip
    ratio = peer["seconds"] / ours["seconds"]
    slow, _ = _timed(lambda: _theirs(every, peer["threshold"], one_by_one=True))
    return {
        "reports": len(every),
        "pairs": len(truth),
        "ours": ours,
        "datasketch": peer,
        "tried": theirs,
        "ratio": ratio,
        "ratio_one_by_one": slow / ours["seconds"],
    }


def _timed(work: Callable[[], Pairs]) -> tuple[float, Pairs]:
    start = time.process_time()
    found = work()
    return time.process_time() - start, found


def _truth(every: Sequence[Report]) -> Pairs:
    """Return all pairs alike, found the slow way: through every shingle that two reports share."""
    homes: dict[int, list[int]] = {}
    texts = [np.unique(Text(sheet_of(report)).shingles) for report in every]
    for place, shingles in enumerate(texts):
        for one in shingles.tolist():
            homes.setdefault(one, []).append(place)
    pairs = {
        (a, b) for ones in homes.values() if len(ones) <= 50 for b in ones for a in ones if a < b
    }
    return {(a, b) for a, b in pairs if _share(texts[a], texts[b]) >= ALIKE_FROM}


def _share(a: np.ndarray, b: np.ndarray) -> float:
    return len(np.intersect1d(a, b, assume_unique=True)) / max(1, min(len(a), len(b)))


def _ours(every: Sequence[Report]) -> Pairs:
    comparer = Comparer(MemoryShelf())
    found: Pairs = set()
    members: dict[int, list[int]] = {}
    for start in range(0, len(every), BATCH):
        batch = every[start : start + BATCH]
        placed = comparer.step([sheet_of(report) for report in batch])
        for place, sheet in enumerate(placed.sheets, start):
            found.update((other, place) for other in members.get(sheet, ()))
            members.setdefault(sheet, []).append(place)
        for (a, b), overlap in placed.overlaps.items():
            if overlap.shared >= ALIKE_FROM:
                ours, theirs = members.get(a, ()), members.get(b, ())
                found.update((min(x, y), max(x, y)) for x in ours for y in theirs)
    return found | _late(members, found)


def _late(members: dict[int, list[int]], found: Pairs) -> Pairs:
    """Carry pairs over to twins that came after the overlap of their texts was measured."""
    more: Pairs = set()
    sheet_of_place = {place: sheet for sheet, ones in members.items() for place in ones}
    alike = {(sheet_of_place[a], sheet_of_place[b]) for a, b in found}
    for a, b in alike:
        if a != b:
            more.update((min(x, y), max(x, y)) for x in members[a] for y in members[b])
    return more


def _theirs(every: Sequence[Report], threshold: float, *, one_by_one: bool = False) -> Pairs:
    """Find pairs as datasketch's documentation shows it, or with its faster call for a batch."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=threshold, num_perm=PERMUTATIONS)
    first = MinHash(num_perm=PERMUTATIONS)
    found: Pairs = set()
    kept: list[set[bytes]] = []
    for place, report in enumerate(every):
        words = report.text.casefold().split()
        shingles = {" ".join(words[i : i + 5]).encode() for i in range(max(1, len(words) - 4))}
        sketch = first.copy()  # the permutations are drawn once
        if one_by_one:
            for one in shingles:
                sketch.update(one)
        else:
            sketch.update_batch(shingles)
        for other in index.query(sketch):
            both = len(shingles & kept[other]) / min(len(shingles), len(kept[other]))
            if both >= ALIKE_FROM:
                found.add((other, place))
        kept.append(shingles)
        index.insert(place, sketch)
    return found


# ---- the ladder --------------------------------------------------------------------------------


def rung(folder: Path, count: int) -> dict[str, Any]:
    """Fill a store with so many reports, linking each batch, and add single ones at the end."""
    path = folder / f"{count}.db"
    adding = linking = cpu = 0.0
    done = 0
    stream = reports(count + SINGLES)
    with open_store(str(path)) as store:
        linker = Linker(store)
        for batch in _batches(stream, count):
            start = time.perf_counter()
            store.add(batch, ingested_at=NOW)
            middle, before = time.perf_counter(), time.process_time()
            linker.link()
            cpu += time.process_time() - before
            done += len(batch)
            if done % PROGRESS == 0:
                print(
                    f"{done} reports, {1000 * cpu / done:.3f} ms each", file=sys.stderr, flush=True
                )
            adding += middle - start
            linking += time.perf_counter() - middle
        singles = [_single(store, linker, report) for report in stream]
        warm = statistics.median(singles)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    cold = _cold(path)
    size = path.stat().st_size / 2**20
    path.unlink()
    return {
        "reports": count,
        "link_cpu_ms": 1000 * cpu / count,
        "link_ms": 1000 * linking / count,
        "add_ms": 1000 * adding / count,
        "one_more_ms": 1000 * warm,
        "one_more_worst_ms": 1000 * max(singles),
        "one_more_cold_ms": 1000 * cold,
        "peak_mib": peak,
        "store_mib": size,
    }


def _batches(stream: Iterator[Report], count: int) -> Iterator[list[tuple[Report, Analysis]]]:
    batch: list[tuple[Report, Analysis]] = []
    for _ in range(count):
        report = next(stream)
        batch.append((report, Analysis(report.id, stages=("bench@1",))))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _single(store: Store, linker: Linker, report: Report) -> float:
    start = time.perf_counter()
    store.add([(report, Analysis(report.id, stages=("bench@1",)))], ingested_at=NOW)
    linker.link()
    return time.perf_counter() - start


def _cold(path: Path) -> float:
    """Add one more report with a store freshly opened: nothing is in memory."""
    report = next(iter(reports(1, seed=2)))
    with open_store(str(path)) as store:
        return _single(store, Linker(store), report)


def _machine() -> dict[str, str]:
    names = ("numpy", "rapidfuzz", "SQLAlchemy", "datasketch", "vedette")
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "cpu": _cpu(),
        "cores": str(os.cpu_count()),
        "python": platform.python_version(),
        **{name: version(name) for name in names},
    }


def _cpu() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


def _table(result: dict[str, Any]) -> str:
    lines = [", ".join(f"{key} {value}" for key, value in result["machine"].items())]
    if peer := result.get("peer"):
        lines.append(f"{peer['reports']} reports, {peer['pairs']} pairs alike")
        for name, row in (("vedette", peer["ours"]), ("datasketch", peer["datasketch"])):
            rate = peer["reports"] / row["seconds"]
            at = f"  (threshold {row['threshold']})" if "threshold" in row else ""
            lines.append(f"  {name:12}{rate:9.0f} reports/s   recall {row['recall']:.3f}{at}")
        lines.append(
            f"  ratio of throughput: {peer['ratio']:.1f}; to datasketch fed shingle by shingle, as "
            f"its manual shows: {peer['ratio_one_by_one']:.1f}"
        )
    head = (
        "reports",
        "link CPU",
        "link ms",
        "add ms",
        "one more",
        "worst",
        "cold",
        "peak MiB",
        "store MiB",
    )
    lines.append("".join(f"{name:>11}" for name in head))
    for row in result["ladder"]:
        values = list(row.values())
        lines.append(f"{values[0]:11}" + "".join(f"{value:11.2f}" for value in values[1:]))
    if len(result["ladder"]) > 1:
        growth = result["ladder"][-1]["link_cpu_ms"] / result["ladder"][0]["link_cpu_ms"] - 1
        lines.append(
            f"growth of the CPU time of linking per report, bottom to top: {100 * growth:.0f} %"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
