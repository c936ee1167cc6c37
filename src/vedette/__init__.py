"""Vedette reads news reports and keeps who said what, in which exact words."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from vedette.run.archive import Archive

__all__ = ["__version__", "open"]
__version__ = "0.1.0"


def open(  # noqa: A001 - vedette.open(path), as gzip.open and tarfile.open
    path: str | None = None,
    *,
    as_of: str | date | datetime | None = None,
    by: str = "published",
) -> Archive:
    """Open a store for reading: its claims, figures, reports, places and verdicts as tables.

    Without a path, the store of `VEDETTE_STORE` or `vedette.toml`. With `as_of`, the picture as
    it could be known then, by the clock `by` ("published" or "retrieved"). Raises VedetteError
    with one line that says what to do next.
    """
    from vedette.run.archive import Archive

    return Archive.open(path, as_of=as_of, by=by)
