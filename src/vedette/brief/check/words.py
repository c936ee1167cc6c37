"""The word lists of the check, as sets."""

from __future__ import annotations

from functools import cache

from vedette.data import read_toml

FILE = "languages/en/check.toml"


@cache
def listed(name: str) -> frozenset[str]:
    """Return one list of `check.toml`."""
    return frozenset(read_toml(FILE)[name])


@cache
def quantity_of(word: str) -> str | None:
    """Return the class of a quantifier: "all", "most" or "some"."""
    for row in read_toml(FILE)["quantity"]:
        if word in row["words"]:
            return str(row["name"])
    return None
