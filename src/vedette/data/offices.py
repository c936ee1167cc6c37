"""Roles as bags of words: which office one person holds at a time, which many share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from vedette.data import read_toml
from vedette.data.matcher import fold_name


@dataclass(frozen=True, slots=True)
class Office:
    """Hold a role by its words; `special` are those that do not merely tell a rank or a trade.

    `is_single` tells an office that one person of a state holds at a time.
    """

    words: frozenset[str]
    special: frozenset[str]
    is_single: bool

    @property
    def is_telling(self) -> bool:
        """Tell a role so narrow that it needs no body beside it ("commander of the 58th Army")."""
        return len(self.special) > 2 or any(any(map(str.isdigit, word)) for word in self.special)

    def meets(self, other: Office) -> bool:
        """Tell whether two roles can be one told in more and fewer words."""
        return self.words <= other.words or other.words <= self.words


@lru_cache(maxsize=8192)
def office_of(role: str | None) -> Office | None:
    """Return the office that a role tells, None where it tells none."""
    words = _words(role or "")
    if not words:
        return None
    barred = not words.isdisjoint(_listed("not_single"))
    if barred and any(wanted <= words for wanted in _single() if wanted & _listed("not_single")):
        barred = False  # "presidential spokesman" is one man
    single = not barred and any(wanted <= words for wanted in _single())
    return Office(words, words - _listed("common"), single)


def is_public(role: str | None) -> bool:
    """Tell whether a role is one of public office: ranks, posts and those who speak for them."""
    words = _words(role or "")
    return not words.isdisjoint(_listed("public"))


def _words(role: str) -> frozenset[str]:
    respelt: dict[str, str] = _roles()["respelt"]
    found = (respelt.get(word, word) for word in fold_name(role).split())
    return frozenset(found) - _listed("dropped")


def _roles() -> dict[str, Any]:
    table: dict[str, Any] = read_toml("names/personal.toml")["roles"]
    return table


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(_roles()[key])


@cache
def _single() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words) for words in _roles()["single"])
