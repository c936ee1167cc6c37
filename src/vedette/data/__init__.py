"""The shipped data files, and the one door through which they are read.

A folder named by the environment variable VEDETTE_DATA goes first: a file in it replaces the
shipped file of the same path, or extends it where it says `extend = true` at its head.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from vedette.errors import BadArgumentError

FOLDER = Path(__file__).parent
VARIABLE = "VEDETTE_DATA"
_KINDS = ("toml", "onnx", "tsv", "bin")  # of files that an analysis may depend on


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Return a data file as tables; `name` is its path below the data folder.

    The result is cached and shared: treat it as read-only. Raises BadArgumentError for a file of
    the user's that is no TOML.
    """
    own = _own(name)
    if own is None:
        return _load(FOLDER / name)
    table = _load(own)
    if not table.pop("extend", False):
        return table
    return _extended(_load(FOLDER / name), table)


def data_file(name: str) -> Path | None:
    """Return where a data file lies, the user's own first; None where there is none."""
    shipped = FOLDER / name
    return _own(name) or (shipped if shipped.is_file() else None)


def _own(name: str) -> Path | None:
    folder = os.environ.get(VARIABLE)
    path = Path(folder) / name if folder else None
    return path if path is not None and path.is_file() else None


def _load(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadArgumentError(str(error), where=str(path)) from error


def _extended(shipped: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Join two files: lists are put together, the user's entries first; other values replace."""
    joined = dict(shipped)
    for key, value in own.items():
        before = shipped.get(key)
        if isinstance(value, list) and isinstance(before, list):
            joined[key] = [*value, *before]
        elif isinstance(value, dict) and isinstance(before, dict):
            joined[key] = _extended(before, value)
        else:
            joined[key] = value
    return joined


@cache
def digest() -> str:
    """Return eight hexadecimal digits that change whenever any data file does.

    They stand in the provenance of every analysis: edited data count as another stage.
    """
    hashed = blake2b(digest_size=4)
    for path in sorted(path for kind in _KINDS for path in FOLDER.rglob(f"*.{kind}")):
        name = path.relative_to(FOLDER).as_posix()
        for file in (path, _own(name)):
            data = file.read_bytes() if file else b""
            hashed.update(f"{name} {len(data)} ".encode())
            hashed.update(data)
    return hashed.hexdigest()
