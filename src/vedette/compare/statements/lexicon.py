"""What comparing statements asks of a language: empty words, negations, hedges, opposites."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from typing import Any

from vedette.data import read_toml
from vedette.data.catalogue import states
from vedette.data.matcher import fold

STATE = "="  # before the code of a state in the key of a word that names it
_SHORTEST_STEM = 4
_VOWEL = re.compile("[aeiouy]")
_HEDGING = frozenset({"modal", "word"})
_SURE = "certain"


@dataclass(frozen=True, slots=True)
class Opposites:
    """Hold words that cannot hold of one thing at one time; `moment`: what holds may pass."""

    a: frozenset[str]
    b: frozenset[str]
    moment: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Hold the words of one language that comparing statements knows.

    A language without a file has none: its statements match where their words are the same.
    """

    empty: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    bounding: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    possessives: frozenset[str] = frozenset()
    joining: frozenset[str] = frozenset()
    negated_endings: tuple[str, ...] = ()
    hedges: frozenset[str] = frozenset()
    agent: frozenset[str] = frozenset()
    contrary: frozenset[frozenset[str]] = frozenset()
    contrary_before: frozenset[frozenset[str]] = frozenset()
    forms: tuple[tuple[str, str], ...] = ()
    mere: frozenset[str] = frozenset()
    share: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    turned_down: frozenset[str] = frozenset()
    denying: tuple[str, ...] = ()
    pointing: frozenset[str] = frozenset()
    definite: frozenset[str] = frozenset()
    false: frozenset[str] = frozenset()
    true: frozenset[str] = frozenset()
    opposites: tuple[Opposites, ...] = ()

    def is_negation(self, word: str, following: str) -> bool:
        """Tell a word that denies; "no" before a comparative only bounds a number."""
        if word.endswith(self.negated_endings or ("\0",)):
            return True
        return word in self.negations and following not in self.bounding


@cache
def lexicon(language: str) -> Lexicon:
    """Return the words of a language, an empty lexicon where none are shipped."""
    try:
        data = read_toml(f"languages/{language}/statements.toml")
    except FileNotFoundError:
        return Lexicon()
    words, denial = data["words"], data["denial"]
    return Lexicon(
        empty=frozenset(words["empty"]),
        negations=frozenset(words["negations"]),
        bounding=frozenset(words["bounding"]),
        pronouns=frozenset(words["pronouns"]),
        possessives=frozenset(words["possessives"]),
        joining=frozenset(words["joining"]),
        negated_endings=tuple(words["negated_endings"]),
        hedges=_hedges(language),
        agent=frozenset(words["agent"]),
        contrary=_contrary(data["contrary"], data["forms"]),
        contrary_before=frozenset(map(frozenset, data["contrary"]["before"])),
        forms=tuple((form, key) for key, forms in data["forms"].items() for form in (key, *forms)),
        mere=frozenset(denial["mere"]),
        share=frozenset(denial["share"]),
        refused=frozenset(denial["refused"]),
        turned_down=frozenset(denial["turned_down"]),
        denying=tuple(denial["denying"]),
        pointing=frozenset(denial["pointing"]),
        definite=frozenset(denial["definite"]),
        false=frozenset(denial["false"]),
        true=frozenset(denial["true"]),
        opposites=tuple(map(_opposites, data["opposites"])),
    )


def _contrary(table: dict[str, Any], forms: dict[str, list[str]]) -> frozenset[frozenset[str]]:
    """Return pairs of keys that say two things."""
    keys = {form: key for key, own in forms.items() for form in (key, *own)}
    pairs = [
        *table["pairs"],
        *(pair for group in table["others"] for pair in combinations(group, 2)),
    ]
    return frozenset(frozenset(keys.get(word) or stem(word) for word in pair) for pair in pairs)


def _hedges(language: str) -> frozenset[str]:
    """Return auxiliaries and adverbs that lower certainty."""
    rows = read_toml(f"languages/{language}/hedges.toml")["hedges"]
    return frozenset(
        word
        for row in rows
        if row["form"] in _HEDGING and row["kind"] != _SURE and not row.get("epistemic")
        for word in row["words"]
    )


def _opposites(row: dict[str, Any]) -> Opposites:
    return Opposites(frozenset(row["a"]), frozenset(row["b"]), bool(row.get("moment")))


@cache
def number_words(language: str) -> dict[str, str]:
    """Return the words for small numbers with their digits; "one" counts nothing."""
    try:
        numbers = read_toml(f"languages/{language}/figures.toml")["numbers"]
    except FileNotFoundError:
        return {}
    words = {**numbers["ones"], **numbers["tens"]}
    return {word: str(value) for word, value in words.items() if value not in (0, 1)}


@lru_cache(maxsize=65_536)
def key_of(word: str, language: str) -> str:
    """Return the key under which the forms of a word are one, "" for an empty word."""
    words = lexicon(language)
    if word in words.empty:
        return ""
    found = _forms(language).get(word) or _state_words().get(word)
    return found or stem(word)


@cache
def _forms(language: str) -> dict[str, str]:
    return dict(lexicon(language).forms)


@cache
def _state_words() -> dict[str, str]:
    """Return the folded words that name a state, its government or its people."""
    found: dict[str, str] = {}
    for state in states():
        for name in _single([state.name, *state.names, state.capital, *state.demonyms]):
            found.setdefault(name, STATE + state.iso)
        for name in _single([*state.people, *state.capital_aliases]):
            found.setdefault(name, STATE + state.iso)
    return found


def _single(names: Iterable[str]) -> Iterable[str]:
    return (fold(name) for name in names if name and " " not in name)


def stem(word: str) -> str:
    """Return a word without its regular endings; what is left need not be a word."""
    for ending, instead in (("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            return word.removesuffix(ending) + instead
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        word = word[:-1]
    for ending in ("ing", "ed", "ly"):
        left = word.removesuffix(ending)
        if left != word and len(left) >= _SHORTEST_STEM and _VOWEL.search(left):
            word = left[:-1] if left[-1] == left[-2] and left[-1] not in "sl" else left
            break
    return word.removesuffix("e") if len(word) > _SHORTEST_STEM else word
