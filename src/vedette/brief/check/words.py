"""The word lists of the check, as sets."""

from __future__ import annotations

from functools import cache

from vedette.data import read_toml
from vedette.data.catalogue import states

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


@cache
def _state_words() -> dict[str, str]:
    found: dict[str, str] = {}
    for state in states():
        for name in (state.name, *state.names, *state.demonyms):
            word = name.lower().replace(".", "")
            if " " not in word:
                found.setdefault(word, f"state/{state.iso}")
    return found


def state_of_word(word: str) -> str | None:
    """Return the id of the state that a word names: "russia", "russian"."""
    return _state_words().get(word)
