"""The words of hedging, denial and distance of one language, read once from `hedges.toml`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.model import Certainty


class HedgeKind(StrEnum):
    """Name what a hedge does to the certainty of what it governs."""

    POSSIBLE = "possible"
    PROBABLE = "probable"
    CERTAIN = "certain"
    BELIEF = "belief"
    HEARSAY = "hearsay"
    WISH = "wish"
    CONDITION = "condition"
    INVESTIGATION = "investigation"


@dataclass(frozen=True, slots=True)
class Hedge:
    """Hold one hedge: its kind, the certainty it leaves, and where it is one.

    `links` are prepositions that do for a clause, `objects` tells that a plain object does too,
    `epistemic` an auxiliary that may oblige instead, `present` a mark that wants a verb in the
    present, `negative` a word that also denies.
    """

    kind: HedgeKind
    certainty: Certainty
    links: frozenset[str] = frozenset()
    objects: bool = False
    epistemic: bool = False
    present: bool = False
    negative: bool = False


@dataclass(frozen=True, slots=True)
class HedgeWords:
    """Hold the hedges of one language by form; `lists[table, key]` gives any other word list."""

    modals: dict[str, Hedge]
    words: dict[str, Hedge]
    states: dict[str, Hedge]
    verbs: dict[str, Hedge]
    nouns: dict[str, Hedge]
    marks: dict[str, Hedge]
    lists: dict[tuple[str, str], frozenset[str]]


_CERTAINTY = {
    HedgeKind.POSSIBLE: Certainty.POSSIBLE,
    HedgeKind.PROBABLE: Certainty.PROBABLE,
    HedgeKind.CERTAIN: Certainty.CERTAIN,
}
_LIMITS = ("objects", "epistemic", "present", "negative")


@cache
def hedge_words(language: str) -> HedgeWords | None:
    """Return the hedges of a language, None where none are shipped."""
    try:
        data = read_toml(f"languages/{language}/hedges.toml")
    except FileNotFoundError:
        return None
    rows = data["hedges"]
    lists = {
        (name, key): frozenset(value)
        for name, table in data.items()
        if isinstance(table, dict)
        for key, value in table.items()
    }
    return HedgeWords(
        modals=_form(rows, "modal"),
        words=_form(rows, "word"),
        states=_form(rows, "state"),
        verbs=_form(rows, "verb"),
        nouns=_form(rows, "noun"),
        marks=_form(rows, "mark"),
        lists=lists,
    )


def _form(rows: list[dict[str, Any]], form: str) -> dict[str, Hedge]:
    return {word: _hedge(row) for row in rows if row["form"] == form for word in row["words"]}


def _hedge(row: dict[str, Any]) -> Hedge:
    kind = HedgeKind(row["kind"])
    certainty = _CERTAINTY.get(kind, Certainty.UNSTATED)
    return Hedge(
        kind,
        Certainty(row["certainty"]) if "certainty" in row else certainty,
        frozenset(row.get("links", ())),
        **{limit: True for limit in _LIMITS if row.get(limit)},
    )
