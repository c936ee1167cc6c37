"""Run the examples of the pages on the example corpus, and keep what they print, shortened."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docs.making.markdown import block

CAPTURED = Path(__file__).resolve().parents[1] / "templates" / "captured"
REVENKO = "examples/zapad-2025/2025-09-15-tass-revenko-observers.txt"
DIGEST = "examples/zapad-2025/2025-09-16-digest-unsourced.txt"
ONE = "examples/zapad-2025/2025-09-16-cnn-borisov-range.txt"
LONGEST_LIST = 2
LONGEST_TEXT = 200
_INNERMOST = re.compile(r"\[\s*([^\[\]{}]*?)\s*\]")
_OF_SPANS = re.compile(r"\[\s*(\[\d+, \d+\](?:,\s*\[\d+, \d+\])*)\s*\]")
_CUT = "…"
RUN = f"rcp-{_CUT}"  # stands for the id of the last import, which is other at every capture
_ID_OF_RUN = re.compile(r"\b(?:rcp|imp)-[0-9a-f]{8,32}")
_MINUTE = re.compile(r"\b20\d\d-\d\d-\d\d \d\d:\d\d\b")  # of a run or a decision
_OF_THE_RUN = ("started_at", "finished_at", "made_at", "graded_at")  # other at every capture


@dataclass(frozen=True, slots=True)
class Example:
    """Hold a command as typed, and how much of what it prints a page shows.

    `lines` and `tail` are how many lines are kept of the start and the end of text, `keeps` how
    many elements of a list in JSON; `leaves` is the exit code.
    """

    command: str
    lines: int = 24
    tail: int = 0
    keeps: int = LONGEST_LIST
    leaves: int = 0


EXAMPLES = {
    # In the order in which they run: `ingest` fills the store, `forget` comes last.
    "read": Example(f"vedette read {REVENKO}", lines=21),
    "read-json": Example(f"vedette read {REVENKO} --json", keeps=1),
    "ingest": Example("vedette ingest examples/zapad-2025"),
    "ingest-json": Example("vedette ingest examples/zapad-2025 --store new.db --json", keeps=3),
    "claims": Example('vedette claims --speaker "Dmitry Peskov"', lines=12),
    "claims-json": Example('vedette claims --speaker "Dmitry Peskov" --limit 1 --json'),
    "figures": Example("vedette figures Zapad-2025", lines=16, tail=6),
    "figures-as-of": Example("vedette figures Zapad-2025 --as-of 2025-05-27", lines=8, tail=1),
    "figures-json": Example("vedette figures Zapad-2025 --json", keeps=1),
    "timeline": Example("vedette timeline Zapad-2025", lines=22),
    "timeline-json": Example("vedette timeline Zapad-2025 --json", keeps=1),
    "brief": Example("vedette brief Zapad-2025", lines=12, tail=3),
    "brief-short": Example("vedette brief Zapad-2025 --as-of 2025-09-16 --length short", lines=24),
    "brief-to": Example("vedette brief Zapad-2025 --to brief.html"),
    "bundle": Example("vedette bundle Zapad-2025 --to zapad.zip"),
    "verify": Example("vedette verify zapad.zip --quick"),
    "verify-json": Example("vedette verify zapad.zip --quick --json", keeps=4),
    "brief-json": Example("vedette brief Zapad-2025 --json", keeps=1),
    "sources": Example("vedette sources", lines=6),
    "sources-json": Example("vedette sources --json", keeps=1),
    "names": Example("vedette names --judge", lines=16),
    "names-json": Example('vedette names "Mindaugas Mazonas" --json', keeps=1),
    "not-same": Example(
        'vedette not-same "Mindaugas Mazonas" "Mindaugas Mazonas@rep-3eba6ff6" '
        '--reason "a namesake" --who mira'
    ),
    "same": Example(
        'vedette same "Belarusian Ministry of Defence" '
        '"press service of the Belarusian Defense Ministry" '
        '--reason "its own voice" --who mira'
    ),
    "undo": Example('vedette undo jdg-d001dbb2 --reason "checked: no namesake" --who mira'),
    "changes": Example(
        "vedette changes Zapad-2025 --since 2025-09-15 --until 2025-09-16", lines=16
    ),
    "changes-json": Example(
        "vedette changes Zapad-2025 --since 2025-09-15 --until 2025-09-16 --json", keeps=1
    ),
    "first": Example('vedette first Zapad-2025 "up to 30,000"', lines=15),
    "first-json": Example('vedette first Zapad-2025 "up to 30,000" --json', keeps=1),
    "editions": Example("vedette editions Zapad", lines=26),
    "editions-json": Example("vedette editions Zapad --json", keeps=1),
    "gaps": Example("vedette gaps Zapad-2025", lines=24, tail=12),
    "gaps-json": Example("vedette gaps Zapad-2025 --json", keeps=1),
    "statements": Example('vedette statements Zapad-2025 --speaker "Donald Tusk"', lines=24),
    "statements-json": Example(
        'vedette statements Zapad-2025 --speaker "Donald Tusk" --json', keeps=1
    ),
    "denials": Example("vedette denials Zapad-2025", lines=16),
    "denials-json": Example("vedette denials Zapad-2025 --json", keeps=1),
    "history": Example('vedette history Zapad-2025 --speaker "Valery Revenko"', lines=24),
    "history-json": Example(
        'vedette history Zapad-2025 --speaker "Valery Revenko" --json', keeps=1
    ),
    "origins": Example("vedette origins", lines=12),
    "origins-json": Example("vedette origins --json", keeps=1),
    "link": Example("vedette link"),
    "stories": Example("vedette stories Zapad", lines=10, tail=1),
    "stories-json": Example("vedette stories Zapad --reasons --json", keeps=1),
    "story": Example("vedette story --why rep-09dea810"),
    "story-json": Example("vedette story --why rep-09dea810 --json", keeps=1),
    "incidents": Example("vedette incidents"),
    "incidents-json": Example("vedette incidents --json"),
    "accept": Example('vedette accept clm-66efe1fc --reason "read the release" --who mira'),
    "reject": Example(
        'vedette reject clm-a658df2b --reason "the word that says nothing" --who mira'
    ),
    "rejected": Example("vedette claims --rejected"),
    "merge": Example(
        "vedette merge rep-71ba629f rep-83adf485 --as story "
        '--reason "both print the Reuters text" --who mira'
    ),
    "split": Example(
        "vedette split rep-71b4850b rep-09dea810 --as origin "
        '--reason "the Ledger rang the ministry itself" --who mira'
    ),
    "regrade": Example(
        'vedette regrade "Harbour Gazette (retold)" D --reason "two corrections in a month" '
        "--who mira"
    ),
    "source": Example(
        'vedette source "Harbour Gazette (retold)" --set kind=newspaper --set country=GB '
        '--reason "its imprint" --who mira'
    ),
    "source-json": Example('vedette source "Harbour Gazette (retold)" --json', keeps=1),
    "judgements": Example("vedette judgements --by mira", lines=12),
    "judgements-json": Example("vedette judgements --about rep-71ba629f --json", keeps=1),
    "judgements-export": Example("vedette judgements --export decisions.jsonl"),
    "judgements-import": Example("vedette judgements --import decisions.jsonl --store new.db"),
    "imports": Example("vedette imports --store new.db"),
    "imports-json": Example("vedette imports --store new.db --json", keeps=1),
    "revert": Example(
        f'vedette revert {RUN} --reason "of the other desk" --who mira --store new.db'
    ),
    "check": Example(f"vedette check {DIGEST}", lines=30, tail=1, leaves=4),
    "check-json": Example(f"vedette check {DIGEST} --json", keeps=1, leaves=4),
    "check-against": Example(f"vedette check {DIGEST} --against {ONE}", lines=16, tail=1, leaves=4),
    "ignored": Example(f"vedette ignored {REVENKO}", lines=10),
    "ignored-json": Example(f"vedette ignored {REVENKO} --json", keeps=1),
    "export": Example("vedette export csv --about Zapad-2025 --to tables/"),
    "export-jsonl": Example("vedette export jsonl --table reports --about Zapad-2025", lines=2),
    "demo": Example("vedette demo --store demo.db", lines=12, tail=2),
    "mistake": Example("vedette figures Zapad-2052", leaves=2),
    "forget": Example('vedette forget rep-84c1d059 --reason "withdrawn by its publisher"'),
}


def shown(name: str) -> str:
    """Return an example as a page shows it: the command, and what it printed."""
    printed = (CAPTURED / f"{name}.txt").read_text(encoding="utf-8")
    return block(f"$ {EXAMPLES[name].command}\n{printed}", "console")


def capture() -> None:
    """Run every example in a new folder and keep what it prints."""
    CAPTURED.mkdir(parents=True, exist_ok=True)
    root = Path(__file__).resolve().parents[2]
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(root / "examples", Path(folder) / "examples")
        for name, example in EXAMPLES.items():
            printed = run(example, Path(folder))
            (CAPTURED / f"{name}.txt").write_text(printed + "\n", encoding="utf-8")
    for path in CAPTURED.glob("*.txt"):
        if path.stem not in EXAMPLES:
            path.unlink()


def run(example: Example, folder: Path) -> str:
    """Run one example in a folder and return what it printed, shortened."""
    command = example.command
    if RUN in command:
        command = command.replace(RUN, _last_run(command, folder))
    done = _done(command, folder)
    if done.returncode != example.leaves:
        raise RuntimeError(f"{command}: {done.stderr}")
    if "--json" in command:
        value = json.loads(done.stdout.splitlines()[0])
        return pretty(shorten(lasting(value), example.keeps))
    return cut(_lasting_text(done.stdout + done.stderr), example.lines, example.tail)


def _done(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    arguments = [sys.executable, "-m", "vedette.cli.main", *shlex.split(command)[1:]]
    return subprocess.run(  # noqa: S603 -- our own commands, listed above
        arguments,
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "VEDETTE_STORE": "", "VEDETTE_MODEL": "", "NO_COLOR": "1"},
    )


def _last_run(command: str, folder: Path) -> str:
    """Return the id of the last import in the store that a command names."""
    store = shlex.split(command)[-1]
    listed = json.loads(_done(f"vedette imports --json --store {store}", folder).stdout)
    return str(max(listed, key=lambda one: one["started_at"])["id"])[:12]


def _lasting_text(text: str) -> str:
    return _MINUTE.sub(_CUT, _ID_OF_RUN.sub(RUN, text))


def lasting(value: Any) -> Any:
    """Leave out what is other at every capture: instants and ids of runs."""
    if isinstance(value, dict):
        return {
            key: _CUT if key in _OF_THE_RUN and one else lasting(one) for key, one in value.items()
        }
    if isinstance(value, list):
        return [lasting(one) for one in value]
    return _ID_OF_RUN.sub(RUN, value) if isinstance(value, str) else value


def cut(text: str, lines: int, tail: int) -> str:
    """Return the first and last lines of a text, with a mark between them where some are left."""
    kept = [line.rstrip() for line in text.rstrip().splitlines()]
    if len(kept) <= lines + tail:
        return "\n".join(kept)
    return "\n".join([*kept[:lines], _CUT, *kept[len(kept) - tail :]])


def shorten(value: Any, keeps: int) -> Any:
    """Cut the long lists and texts of a JSON value; runs of numbers (spans) stay whole."""
    if isinstance(value, dict):
        return {key: shorten(each, keeps) for key, each in value.items()}
    if isinstance(value, list) and not all(isinstance(each, int) for each in value):
        return [shorten(each, keeps) for each in value[:keeps]]
    if isinstance(value, str) and len(value) > LONGEST_TEXT:
        return value[:LONGEST_TEXT].rstrip() + _CUT
    return value


def pretty(value: Any) -> str:
    """Return indented JSON, with short lists on one line."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    for lists in (_INNERMOST, _OF_SPANS):
        text = lists.sub(lambda found: f"[{' '.join(found[1].split())}]", text)
    return text
