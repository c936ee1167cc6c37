"""Score one data set, or all that there are: `python -m quality SET [--data FOLDER] [--json]`.

SET is one of the names in `SETS`, or `all`. The set `gold` ships with the project; the others lie
below FOLDER. `python -m quality gold --errors KIND` lists mistakes in the words of the texts.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path
from typing import Any

from quality.published import ORIGIN, PUBLISHED

SHIPPED = ("gold", "origins")
TAKEN_FROM = {"corruptions": ("meantime", "summedits")}  # sets made of other sets' texts
SETS = (
    *SHIPPED, "polnear", "newsquant", "tempeval3", "geoparsing", "re3d", "meantime", "uncertainty",
    "muc4", "ecbplus", "summedits", "qags", "corruptions",
)  # fmt: skip


def main() -> int:
    """Parse the arguments, score, print; exit with 2 for a set or folder that is not there."""
    arguments = _arguments()
    if arguments.errors:
        return _list_errors(arguments)
    if arguments.examples is not None:
        return _list_examples(arguments)
    wanted = SETS if arguments.set == "all" else (arguments.set,)
    present = [name for name in wanted if name in SHIPPED or _has(arguments.data, name)]
    if not present:
        where = f"{arguments.data} holds no" if arguments.data else "--data says where to find"
        print(f"{where} {', '.join(wanted)}", file=sys.stderr)
        return 2
    for name in present:
        module = importlib.import_module(f"quality.{name}")
        count, measures = module.score(*_folder_of(name, arguments.data))
        data = {"set": name, "n": count, "measures": measures}
        print(json.dumps(data) if arguments.json else _table(data), flush=True)
    return 0


def _folder_of(name: str, data: Path | None) -> tuple[Path, ...]:
    """Return what a set is scored on; the set `origins` is larger where MEANTIME lies."""
    if name == "origins" and data is not None and _has(data, "meantime"):
        return (data / "meantime",)
    if name in TAKEN_FROM and data is not None:
        return (data,)
    return () if name in SHIPPED or data is None else (data / name,)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m quality", description=__doc__)
    parser.add_argument("set", choices=[*SETS, "all"])
    parser.add_argument("--data", type=Path, help="The folder of the data sets.")
    parser.add_argument("--json", action="store_true")
    kinds = ("missed", "too-long", "too-short", "wrong-speaker", "abstained", "invented")
    parser.add_argument("--errors", choices=kinds, help="List the mistakes of a kind (gold only).")
    parser.add_argument(
        "--examples", type=int, metavar="N", help="List N changes of each kind (corruptions only)."
    )
    parser.add_argument(
        "--part",
        choices=("develop", "example", "headline"),
        default="develop",
        help="The part whose mistakes are listed.",
    )
    return parser.parse_args()


def _has(folder: Path | None, name: str) -> bool:
    return folder is not None and any((folder / n).is_dir() for n in TAKEN_FROM.get(name, (name,)))


def _list_errors(arguments: argparse.Namespace) -> int:
    if arguments.set != "gold":
        print("--errors is for the set gold", file=sys.stderr)
        return 2
    from quality.gold import HOME, judged_part
    from quality.gold.mistakes import listing
    from quality.gold.readings import load

    print(listing(judged_part(load(HOME, arguments.part)), arguments.errors))
    return 0


def _list_examples(arguments: argparse.Namespace) -> int:
    if arguments.set != "corruptions" or not _has(arguments.data, "corruptions"):
        print("--examples is for the set corruptions, with --data", file=sys.stderr)
        return 2
    from quality.corruptions import examples

    print(examples(arguments.data, arguments.examples))
    return 0


def _table(data: dict[str, Any]) -> str:
    name = data["set"]
    width = max(24, *map(len, data["measures"]))
    lines = [f"{name}  ({data['n']} items; {ORIGIN[name]})"]
    for measure, value in data["measures"].items():
        published = PUBLISHED.get((name, measure), "")
        number = f"{value:8d}  " if isinstance(value, int) else f"{value:10.1f}"
        lines.append(f"  {measure:{width}}{number}   {published}".rstrip())
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
