"""What words mean, as WordNet has it: the same, nearly the same, the opposite.

WordNet 3.1, copyright Princeton University, free for any purpose with its notice (see
docs/data.md). The table is made by `training/meanings.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from vedette.data import FOLDER, data_file, read_toml

EQUAL, MADE, SYNONYM, NEAR, WIDER, NONE = 1.0, 0.95, 0.9, 0.7, 0.5, 0.0
OPPOSITE = -1.0
GOOD_ENOUGH = NEAR  # from here on a word may stand for another
_SHORTEST_STEM = 5
_ENDINGS = (
    "ization", "isation", "ational", "ation", "ition", "ments", "ment", "ness", "ings", "ing",
    "ions", "ion", "ers", "ors", "ive", "al", "er", "or", "ed", "es", "s", "e", "y",
)  # fmt: skip


@dataclass(slots=True)
class _Word:
    """Hold a word's sets of synonyms, the wider and the opposite ones, and words made from it."""

    sets: frozenset[str] = frozenset()
    wider: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    made: frozenset[str] = frozenset()

    def add(self, other: _Word) -> None:
        """Put another part of speech in."""
        self.sets |= other.sets
        self.wider |= other.wider
        self.against |= other.against
        self.made |= other.made


@cache
def _lines() -> dict[str, tuple[str, ...]]:
    """Return the lines of each word; few words are ever asked for, so none is taken apart yet."""
    path = data_file("languages/en/meanings.txt") or FOLDER
    found: dict[str, tuple[str, ...]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        word, _, rest = line.partition("\t")
        found[word] = (*found[word], rest) if word in found else (rest,)
    return found


@cache
def _word(word: str) -> _Word:
    """Return what the table has of a word, under all its parts of speech."""
    found = _Word()
    for line in _lines().get(word, ()):
        _, *rest = line.split("\t")
        found.add(_Word(*(frozenset(part.split()) for part in rest)))
    return found


@cache
def _own_opposites() -> frozenset[frozenset[str]]:
    pairs = read_toml("languages/en/check.toml")["opposites"]
    return frozenset(
        frozenset((a, b)) for pair in pairs for a in pair["a"] for b in pair["b"] if a != b
    )


@cache
def _sides() -> dict[str, frozenset[str]]:
    """Return by word the sides of opposites whose words are near each other."""
    found: dict[str, frozenset[str]] = {}
    for number, row in enumerate(read_toml("languages/en/check.toml")["opposites"]):
        for side in ("a", "b") if row.get("alike") else ():
            for word in row[side]:
                found[word] = found.get(word, frozenset()) | {f"side {number}{side}"}
    return found


@cache
def _own_synonyms() -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for number, words in enumerate(read_toml("languages/en/check.toml")["synonyms"]):
        for word in words:
            found[word] = found.get(word, frozenset()) | {number}
    return found


def stem(word: str) -> str:
    """Return a word without its commonest endings; what is left has five letters or more."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@cache
def likeness(a: str, b: str) -> float:
    """Return how near two lemmas are in meaning: 1 for the same, 0 for nothing, -1 for opposites.

    A word of many senses counts as a synonym of all its synonyms.
    """
    if a == b:
        return EQUAL
    own = _own_synonyms()
    if frozenset((a, b)) in _own_opposites():
        return OPPOSITE
    if own.get(a, frozenset()) & own.get(b, frozenset()):
        return SYNONYM
    found = _listed_likeness(a, b)
    if found < NEAR and _sides().get(a, frozenset()) & _sides().get(b, frozenset()):
        return NEAR
    if found == NONE and ("_" in a or "_" in b):  # a verb with its particle: "close up"
        return likeness(a.split("_", maxsplit=1)[0], b.split("_", maxsplit=1)[0])
    return found


def _listed_likeness(a: str, b: str) -> float:
    """Return how near two different lemmas are by the table, and by their forms."""
    first, second = _word(a), _word(b)
    if first.against & second.sets or second.against & first.sets or _negated(a, b):
        return OPPOSITE
    tests = (
        (MADE, b in first.made or a in second.made or stem(a) == stem(b)),
        (SYNONYM, bool(first.sets & second.sets)),
        (NEAR, _made_near(first, second)),
        (WIDER, bool(first.sets & second.wider or second.sets & first.wider)),
    )
    return next((worth for worth, holds in tests if holds), NONE)


def _made_near(first: _Word, second: _Word) -> bool:
    """Tell whether one is a synonym of a word made from the other."""
    return any(_word(m).sets & second.sets for m in first.made) or any(
        _word(m).sets & first.sets for m in second.made
    )


def _negated(a: str, b: str) -> bool:
    """Tell whether one is the other with un-, in-, im-, dis- or non-."""
    short, long = sorted((a, b), key=len)
    return len(short) >= 4 and long in {
        f"{prefix}{short}" for prefix in ("un", "in", "im", "dis", "non", "non-", "ir")
    }


@cache
def own_keys(word: str) -> frozenset[str]:
    """Return the keys that a word is filed under, to be found by `reach` of another.

    Where `likeness` of two words is above nothing, a key of one is in the reach of the other.
    """
    its = _word(word)
    made = frozenset(f"made in {s}" for m in its.made for s in _word(m).sets)
    keys = {f"={word}", f"~{stem(word)}", *its.sets, *made}
    keys |= {f">{one}" for one in its.wider} | {f"from {one}" for one in its.made}
    keys |= {f"own {number}" for number in _own_synonyms().get(word, ())}
    keys |= _sides().get(word, frozenset())
    return frozenset(keys) | _of_first(word, own_keys)


@cache
def reach(word: str) -> frozenset[str]:
    """Return the keys of the words that may stand for this one."""
    its = _word(word)
    keys = {f"={word}", f"~{stem(word)}", f"from {word}", *its.sets, *its.wider}
    keys |= {f"={one}" for one in its.made} | {f">{one}" for one in its.sets}
    keys |= {f"made in {one}" for one in its.sets}
    keys |= {s for m in its.made for s in _word(m).sets}
    keys |= {f"own {number}" for number in _own_synonyms().get(word, ())}
    keys |= _sides().get(word, frozenset())
    return frozenset(keys) | _of_first(word, reach)


def _of_first(word: str, keys: Callable[[str], frozenset[str]]) -> frozenset[str]:
    """Return the keys of a verb without its particle: "close up" may stand for "close"."""
    first, particle, _ = word.partition("_")
    return keys(first) if particle and first else frozenset()


def is_kind_of(narrow: str, wide: str) -> bool:
    """Tell whether a word in one of its senses names a kind of what another word names."""
    return bool(_word(narrow).wider & _word(wide).sets)


def is_known(word: str) -> bool:
    """Tell whether the table has the word."""
    return word in _lines()
