"""One reader per language model, loaded once in each process."""

from __future__ import annotations

from functools import cache

from vedette.read import Reader


@cache
def reader_for(model: str) -> Reader:
    """Return the reader of a model; the model itself loads on first use."""
    return Reader(model)
