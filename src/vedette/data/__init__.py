"""The shipped data files, and the one door through which they are read."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Return a shipped TOML file as tables; `name` is its path below this folder.

    The result is cached and shared: treat it as read-only.
    """
    with (FOLDER / name).open("rb") as file:
        return tomllib.load(file)
