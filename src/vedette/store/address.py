"""Where a store is: an address turned into a checked place, before any engine is loaded."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from urllib.parse import unquote, urlsplit, urlunsplit

from vedette.errors import BadStoreError

_SQLITE_MAGIC = b"SQLite format 3\x00"
_POSTGRESQL = ("postgresql", "postgres")


@dataclass(frozen=True, slots=True)
class Place:
    """Hold a checked address: a file (`path`), or a server (`url`)."""

    address: str
    path: Path | None = None
    url: str = ""

    @property
    def shown(self) -> str:
        """Return the address as it may be printed: without a password."""
        if self.path is not None:
            return str(self.path)
        parts = urlsplit(self.url)
        return urlunsplit(("postgresql", parts.netloc.rpartition("@")[2], parts.path, "", ""))


# Whoever closes a file loses all locks that his process holds on it (POSIX), those of SQLite too:
# a writer elsewhere then takes the log away from under the readers here. So a file that is open as
# a store is never opened beside it.
_held: Counter[tuple[int, int]] = Counter()
_holding = Lock()


def hold(place: Place) -> Callable[[], None]:
    """Note that this process has a store open, until what is returned is called."""
    if place.path is None:
        return lambda: None
    own = _identity(place.path)
    with _holding:
        _held[own] += 1
    return partial(_let_go, own)


def _let_go(own: tuple[int, int]) -> None:
    with _holding:
        _held[own] -= 1
        if not _held[own]:
            del _held[own]


def _identity(path: Path) -> tuple[int, int]:
    found = path.stat()
    return found.st_dev, found.st_ino


def find_place(address: str, *, read_only: bool) -> Place:
    """Turn a path, a `sqlite:///` or a `postgresql://` address into a checked place.

    Raises BadStoreError, with what to type next, when no store can be there.
    """
    scheme, mark, rest = address.partition("://")
    kind = scheme.partition("+")[0] if mark else ""
    if kind in _POSTGRESQL:
        return Place(address, url=f"postgresql+psycopg://{rest}")
    if kind == "sqlite":
        path = unquote(rest.partition("?")[0])[1:]  # the first slash ends the empty host
    elif mark:
        raise BadStoreError(
            f"no store can be at a {scheme}: address",
            where=address,
            next_step="Give a file name, or an address that begins with postgresql://.",
        )
    else:
        path = address
    if not path or path == ":memory:":
        raise BadStoreError(
            "a store needs a file", where=address, next_step="Give a file name: --store vedette.db"
        )
    place = Place(address, path=Path(path).expanduser())
    _check_file(Path(path).expanduser(), read_only=read_only)
    return place


def _check_file(path: Path, *, read_only: bool) -> None:
    try:
        _check_kind(path, read_only=read_only)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise BadStoreError(reason, where=str(path), next_step="Give another place.") from error
    if not read_only:
        _check_writable(path)


def _check_kind(path: Path, *, read_only: bool) -> None:
    where = str(path)
    if path.is_dir():
        raise BadStoreError(
            "is a folder, not a store", where=where, next_step=f"Give a file: {path / 'vedette.db'}"
        )
    if path.exists():
        if _identity(path) in _held:
            return  # it was looked at when it was opened
        with path.open("rb") as file:
            head = file.read(len(_SQLITE_MAGIC))
        if head and head != _SQLITE_MAGIC:
            raise BadStoreError(
                "is a file, but not a store", where=where, next_step="Give another file name."
            )
        return
    if not path.parent.is_dir():
        raise BadStoreError(
            "its folder does not exist",
            where=where,
            next_step=f"Make it first: mkdir -p {path.parent}",
        )
    if read_only:
        raise BadStoreError(
            "no store is there",
            where=where,
            next_step=f"Fill one first: vedette ingest PATH --store {path}",
        )


def check_writable(place: Place) -> None:
    """Raise BadStoreError where a store's file, or the folder it is in, cannot be written."""
    if place.path is not None:
        _check_writable(place.path)


def _check_writable(path: Path) -> None:
    # The folder counts too: the write-ahead log stands beside the store.
    for place in (path, path.parent):
        if place.exists() and not os.access(place, os.W_OK):
            raise BadStoreError(
                f"{place} cannot be written",
                where=str(path),
                next_step="Copy the store to a place of your own, or give another one.",
            )
