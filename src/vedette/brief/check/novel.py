"""What a sentence has that its evidence has nowhere: a negation, a quantifier, a modifier's tie.

A word that is missing may have a synonym that no table knows. That a sentence denies or counts what
its evidence does not, or puts words together that stand apart in all reports, tells more. A
sentence that is copied but for a word or two has another bar than a reworded one.
"""

from __future__ import annotations

from functools import lru_cache
from math import sqrt

from vedette.brief.check.align import GOOD, Alignment, Pool
from vedette.brief.check.passages import Passage
from vedette.brief.check.words import listed
from vedette.data.meanings import EQUAL

NAMES = ("new_negation", "new_determiner", "new_modifier", "copied")
COPIED = 0.92  # share of a sentence from which on it is copied word for word, more or less
POOLS = 4  # pools whose pairs of words are kept
_MODIFIERS = frozenset({"amod", "compound", "nmod", "nummod", "poss"})


def novel(a: Alignment) -> dict[str, float]:
    """Return the features by name; counts as square roots: the first of a kind tells most."""
    there = {w for p in (a.best, *a.beside) for t in p.tokens for w in (t.lower, t.lemma.lower())}
    lacking = [t for t in a.said.tokens if not {t.lower, t.lemma.lower()} & there]
    denials = [t for t in lacking if {t.lower, t.lemma.lower()} & listed("negations")]
    determiners = [t for t in lacking if t.pos == "DET" and t not in denials]
    return {
        "new_negation": sqrt(len(denials)),
        "new_determiner": sqrt(len(determiners)),
        "new_modifier": sqrt(_new_modifiers(a)),
        "copied": float(a.share([float(v == EQUAL) for v in a.wide]) >= COPIED),
    }


def _new_modifiers(a: Alignment) -> int:
    """Count modifiers and what they modify that the reports have, but never together."""
    found = {u.token.i: u for u, v in zip(a.said.units, a.anywhere, strict=True) if v >= GOOD}
    pairs = _linked(a.pool)
    count = 0
    for unit in found.values():
        top = found.get(a.said.governor(unit.token)[0].i)
        if unit.token.dep not in _MODIFIERS or top is None or top is unit:
            continue
        firsts, seconds = a.pool.relatives(unit), a.pool.relatives(top)
        count += not any((x, y) in pairs or (y, x) in pairs for x in firsts for y in seconds)
    return count


@lru_cache(maxsize=POOLS)
def _linked(pool: Pool) -> frozenset[tuple[str, str]]:
    return frozenset(pair for passage in pool.passages for pair in _links(passage))


def _links(passage: Passage) -> set[tuple[str, str]]:
    """Return the pairs of lemmas of a passage that hang together, or stand side by side."""
    found: set[tuple[str, str]] = set()
    for n, unit in enumerate(passage.units):
        head, _ = passage.governor(unit.token)
        top, _ = passage.governor(head)
        found.update({(unit.lemma, passage.lemma(head)), (unit.lemma, passage.lemma(top))})
        found.update((unit.lemma, other.lemma) for other in passage.units[n + 1 : n + 2])
    return found
