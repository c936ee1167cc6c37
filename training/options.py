"""The options that every step takes."""

from __future__ import annotations

import argparse
from pathlib import Path


def options(about: str | None, *, work_needed: bool = True) -> argparse.ArgumentParser:
    """Return a parser with --data and --work; a step adds its own."""
    parser = argparse.ArgumentParser(
        description=about, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True, help="The folder of the data sets.")
    parser.add_argument(
        "--work", type=Path, required=work_needed, help="The folder of what the steps make."
    )
    return parser
