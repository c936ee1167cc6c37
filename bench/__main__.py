"""Compare ingest with bare spaCy: `python -m bench [--reports N]`, or `make bench`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.machine import machine
from bench.stages import SPEAKING, VALUES
from bench.variants import variants
from vedette.run.config import DEFAULT_MODEL
from vedette.run.examples import example_folder


def main() -> None:
    """Print reports per second, peak memory and the ratio to the bare parse."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--reports", type=int, default=2000)
    parser.add_argument("--tag-all", action="store_true", help="Hold the gate of names open.")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "reports"
        folder.mkdir()
        for number, text in enumerate(variants(example_folder(), arguments.reports)):
            (folder / f"{number:06}.txt").write_text(text, encoding="utf-8")
        peer = _run("bench.peer", str(folder), DEFAULT_MODEL)
        mode = "tag-all" if arguments.tag_all else "gated"
        store = str(Path(name) / "bench.db")
        ours = _run("bench.pipeline", str(folder), store, DEFAULT_MODEL, mode)
        start = _start_cost()
    result = {"machine": machine(), "peer": peer, "vedette": ours, "help_cpu": start}
    print(json.dumps(result) if arguments.json else _table(result))


def _run(module: str, *arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments], check=True, capture_output=True, text=True
    )
    data: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return data


def _start_cost() -> float:
    """Return the CPU seconds of `vedette --help`."""
    before = os.times()
    subprocess.run(
        [sys.executable, "-m", "vedette.cli.main", "--help"], check=True, capture_output=True
    )
    after = os.times()
    user = after.children_user - before.children_user
    return user + after.children_system - before.children_system


def _table(result: dict[str, Any]) -> str:
    peer, ours = result["peer"], result["vedette"]
    lines = [
        ", ".join(f"{key} {value}" for key, value in result["machine"].items()),
        f"{ours['reports']} reports, {peer['tokens']} tokens, {ours['failed']} failed",
        f"{'':24}{'reports/s':>10}{'CPU s':>9}{'ms/report':>11}{'peak MiB':>10}",
    ]
    for name, row in (("bare spaCy", peer), ("vedette ingest", ours)):
        lines.append(
            f"{name:24}{row['reports'] / row['wall']:10.1f}{row['cpu']:9.1f}"
            f"{1000 * row['cpu'] / row['reports']:11.1f}{row['peak_mib']:10.0f}"
        )
    lines.append(
        f"ratio of CPU time, vedette / bare spaCy: {ours['cpu'] / peer['cpu']:.2f}"
        f"   (wall: {ours['wall'] / peer['wall']:.2f})"
    )
    for stage, seconds in sorted(ours["stages"].items(), key=lambda item: -item[1]):
        lines.append(f"  {stage:22}{1000 * seconds / ours['reports']:10.2f} ms/report")
    values = sum(cost for name, cost in ours["stages"].items() if name not in SPEAKING)
    lines.append(f"ratio of CPU time, {VALUES} / bare spaCy: {values / peer['cpu']:.2f}")
    lines.append(f"store: {1024 * ours['store_mib'] / ours['reports']:.1f} KiB/report")
    lines.append(f"vedette --help: {result['help_cpu']:.2f} s of CPU")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
