"""The shipped data files, and the one door through which they are read.

A folder named by the environment variable VEDETTE_DATA goes first: a file in it replaces the
shipped file of the same path, or extends it where it says `extend = true` at its head.
"""

from __future__ import annotations

import os
import re
from difflib import get_close_matches
from functools import cache
from hashlib import blake2b
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from vedette.errors import BadArgumentError, NotFoundError

# tomli is compiled where there is a wheel and reads three times as fast; both read the same.
toml: Any = import_module("tomli" if find_spec("tomli") else "tomllib")

FOLDER = Path(__file__).parent
VARIABLE = "VEDETTE_DATA"
_AT = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
_KINDS = ("toml", "onnx", "tsv", "bin")  # of files that an analysis may depend on


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Return a data file as tables; `name` is its path below the data folder.

    The result is cached and shared: treat it as read-only. Raises BadArgumentError for a file of
    the user's that is no TOML.
    """
    (_, first), *rest = parts(name)
    return _extended(rest[0][1], first) if rest else first


@cache
def parts(name: str) -> tuple[tuple[Path, dict[str, Any]], ...]:
    """Return the files a data file is made of, with their tables: the user's own one first."""
    own = _own(name)
    if own is None:
        return ((FOLDER / name, _load(FOLDER / name)),)
    table = _load(own)
    extends = table.pop("extend", False)
    if not isinstance(extends, bool):
        raise BadArgumentError("extend must be true or false", where=str(own))
    if not extends:
        return ((own, table),)
    return ((own, table), (FOLDER / name, _load(FOLDER / name)))


def data_file(name: str) -> Path | None:
    """Return where a data file lies, the user's own first; None where there is none."""
    shipped = FOLDER / name
    return _own(name) or (shipped if shipped.is_file() else None)


def _own(name: str) -> Path | None:
    folder = os.environ.get(VARIABLE)
    if not folder:
        return None
    path = _checked(folder) / name
    return path if path.is_file() else None


@cache
def _checked(folder: str) -> Path:
    """Refuse a folder that is not there, and files in it that would be read by nobody."""
    path = Path(folder)
    if not path.is_dir():
        raise BadArgumentError(f"{VARIABLE} names no folder", where=folder)
    shipped = [file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*.toml")]
    for file in sorted(path.rglob("*.toml")):
        name = file.relative_to(path).as_posix()
        if name not in shipped and not name.startswith("languages/"):
            close = get_close_matches(name, shipped, 1, 0.8)
            then = f"Did you mean: {close[0]}?" if close else "Use the path of a shipped file"
            raise BadArgumentError("no data file has this path", where=str(file), next_step=then)
    return path


def read_own_toml(path: Path) -> dict[str, Any]:
    """Return a file that a user names as tables; raises NotFoundError or BadArgumentError."""
    if path.is_dir():
        raise BadArgumentError("is a folder", where=str(path), next_step="Name a file in it.")
    try:
        return _load(path)
    except FileNotFoundError as error:
        step = "Check the name of the file."
        raise NotFoundError("no such file", where=str(path), next_step=step) from error
    except OSError as error:
        raise BadArgumentError(f"cannot be read: {error.strerror}", where=str(path)) from error


def _load(path: Path) -> dict[str, Any]:
    try:
        data = path.read_bytes()
        found: dict[str, Any] = toml.loads(data.decode("utf-8").replace("\r\n", "\n"))
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what, then = "not UTF-8", "Save the file as UTF-8"
        raise BadArgumentError(what, where=f"{path}:{line}", next_step=then) from error
    except toml.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line = int(at[1]) if at and at[1] else data.count(b"\n") + 1
        raise BadArgumentError(
            f"no valid TOML: {_AT.sub('', str(error))}",
            where=f"{path}:{line}",
            next_step='Write key = "text", key = 1.5 or key = ["a", "b"], a table as [[name]]',
        ) from error
    except PermissionError as error:
        raise BadArgumentError(f"cannot be read: {error.strerror}", where=str(path)) from error
    return found


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
