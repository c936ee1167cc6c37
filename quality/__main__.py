"""Score one data set, or all that a folder holds: `python -m quality SET --data FOLDER [--json]`.

SET is one of the names in `SETS`, or `all`.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from pathlib import Path
from typing import Any

from quality.published import ORIGIN, PUBLISHED

SETS = ("polnear", "newsquant", "tempeval3", "geoparsing", "re3d")


def main() -> int:
    """Parse the arguments, score, print; exit with 2 for a set or folder that is not there."""
    parser = argparse.ArgumentParser(prog="python -m quality", description=__doc__)
    parser.add_argument("set", choices=[*SETS, "all"])
    parser.add_argument("--data", required=True, type=Path, help="The folder of the data sets.")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    wanted = SETS if arguments.set == "all" else (arguments.set,)
    present = [name for name in wanted if (arguments.data / name).is_dir()]
    if not present:
        print(f"{arguments.data} holds none of: {', '.join(wanted)}", file=sys.stderr)
        return 2
    for name in present:
        count, measures = importlib.import_module(f"quality.{name}").score(arguments.data / name)
        data = {"set": name, "n": count, "measures": measures}
        print(json.dumps(data) if arguments.json else _table(data), flush=True)
    return 0


def _table(data: dict[str, Any]) -> str:
    name = data["set"]
    lines = [f"{name}  ({data['n']} items; {ORIGIN[name]})"]
    for measure, value in data["measures"].items():
        published = PUBLISHED.get((name, measure), "")
        lines.append(f"  {measure:24}{value:8.1f}   {published}")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
