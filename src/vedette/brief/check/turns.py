"""Small words that turn what a sentence says: all and some, only, former, perhaps, will, not.

They are no units of meaning that could be missed; each is looked for at the word that it turns.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from vedette.brief.check.align import GOOD, Alignment, Match
from vedette.brief.check.passages import Kind, Passage, Unit
from vedette.brief.check.words import FILE, listed
from vedette.data import read_toml
from vedette.model import Token

_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"})
_AMONG = frozenset({"one", "some", "among", "two", "three", "four", "five"})


def turned(a: Alignment) -> tuple[str, ...]:
    """Return what a small word turns on one side only, in words, the gravest first."""
    if a.is_same:
        return ()
    return (*_quantities(a), *_wider(a), *_narrowed(a), *_ranks(a))


# ---- all, some, only, throughout ---------------------------------------------------------------


@cache
def _amounts() -> dict[str, int]:
    """Return how much each quantifier claims."""
    rows = read_toml(FILE)["claims"]
    return {word: int(row["rank"]) for row in rows for word in row["words"]}


def _quantities(a: Alignment) -> Iterator[str]:
    """Yield quantifiers that claim more than those of the passage: all for some."""
    there = [(token, anchors) for token, anchors in _quantified(a.best)]
    partner = {i: m.other.token.i for i, m in a.by_token.items()}
    for token, anchors in _quantified(a.said):
        rank = _amounts()[token.lower]
        wanted = {partner[i] for i in anchors if i in partner}
        same = [t for t, other in there if wanted & other]
        if any(_amounts()[t.lower] >= rank for t in same):
            continue
        loose = not wanted and any(_amounts()[t.lower] >= rank for t, _ in there)
        if same:
            yield f"“{same[0].text}” in the report, “{token.text}” here"
        elif rank > 1 and not loose:
            yield f"not “{token.text}” in the report"


def _pairs(passage: Passage, token: Token) -> bool:
    """Tell whether a word only opens a pair: "both this and that"."""
    return token.lower == "both" and any(t.lower == "and" and t.i > token.i for t in passage.tokens)


def _quantified(passage: Passage) -> Iterator[tuple[Token, frozenset[int]]]:
    for token in passage.tokens:
        if (
            token.lower in _amounts()
            and not _in_bound(passage, token)
            and not _pairs(passage, token)
        ):
            yield token, _anchors(passage, token)


def _in_bound(passage: Passage, token: Token) -> bool:
    """Tell whether a word only bounds a number: "at most", "as many as", "some 30"."""
    tokens = passage.reading.tokens
    before = tokens[token.i - 1].lower if token.i else ""
    after = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    if before in ("at", "as", "too", "so", "how", "not") or (after and after.lower == "than"):
        return True
    return after is not None and after.pos == "NUM" and token.lower == "some"


def _anchors(passage: Passage, token: Token) -> frozenset[int]:
    """Return the words that a small word turns: its head, the noun behind "of", the next one."""
    tokens, children = passage.reading.tokens, passage.reading.children
    found = {token.head, token.i}
    for child in children[token.i]:
        if tokens[child].lower == "of":
            found.update(children[child])
    following = [u.token.i for u in passage.units if u.token.i > token.i]
    return frozenset(found | set(following[:1]))


def _wider(a: Alignment) -> Iterator[str]:
    """Yield words that say everywhere, only or always where the passage does not."""
    here = [t for t in a.said.tokens if t.lower in listed("widening")]
    there = {t.lower for p in (a.best, *a.beside) for t in p.tokens}
    for token in here:
        if not there & listed("widening"):
            yield f"not “{token.text}” in the report"


# ---- former, vice, alleged ---------------------------------------------------------------------


def _narrowed(a: Alignment) -> Iterator[str]:
    """Yield what is said of a thing that the report calls former, deputy, alleged or likely."""
    here = {t.lower for t in a.said.tokens}
    for match in a.by_token.values():
        if match.unit.kind not in (Kind.NOUN, Kind.NAME) or match.likeness < GOOD:
            continue
        for word in _around(a.best, match.other.token):
            if word.lower in listed("narrowing") and not _is_said(a, match, word, here):
                yield f"“{word.text} {match.other.token.text}” in the report"


def _around(passage: Passage, noun: Token) -> list[Token]:
    tokens = passage.reading.tokens
    near = [tokens[c] for c in passage.reading.children[noun.i]]
    before = tokens[noun.i - 1] if noun.i else noun
    return [t for t in (*near, before) if t.i < noun.i]


def _is_said(a: Alignment, match: Match, word: Token, here: set[str]) -> bool:
    if word.lower in here:
        return True
    person = match.unit.token.ent == "PERSON" or match.other.token.ent == "PERSON"
    other = any(m.other.token.i == word.i for m in a.by_token.values())
    return person or other


# ---- the second largest, one of the largest ----------------------------------------------------


def _ranks(a: Alignment) -> Iterator[str]:
    """Yield the largest that is the second largest, or one of the largest, in the passage."""
    for match in a.by_token.values():
        if match.other.token.tag not in ("JJS", "RBS"):
            continue
        said, found = _rank(a.said, match.unit.token), _rank(a.best, match.other.token)
        if found and said != found:
            yield f"“{found} {match.other.token.text}” in the report"


def _rank(passage: Passage, token: Token) -> str:
    tokens = passage.reading.tokens
    near = [tokens[i] for i in (token.i - 1, token.i - 2) if i >= 0]
    before = next((t.lower for t in near if t.lower in _ORDINALS), "")
    if before:
        return before
    noun = tokens[token.head]
    above = tokens[noun.head] if noun.dep == "pobj" else noun
    if above.lower == "of" and tokens[above.head].lower in _AMONG:
        return f"{tokens[above.head].lower} of the"
    return "among the" if above.lower == "among" else ""


# ---- words of no partner -----------------------------------------------------------------------


def outside(a: Alignment) -> tuple[Unit, ...]:
    """Return names and numbers that stand elsewhere, where the best passage has another one."""
    taken = {m.other.token.i for m in a.by_token.values()}
    found = []
    for unit, match in zip(a.said.units, a.matches, strict=True):
        if match is not None or unit.kind not in (Kind.NAME, Kind.NUMBER):
            continue
        free = [u for u in a.best.units if u.kind is unit.kind and u.token.i not in taken]
        if free and not _named_beside(a, unit):
            found.append(unit)
    return tuple(found)


def _named_beside(a: Alignment, unit: Unit) -> bool:
    """Tell whether another word of the same name is found in the best passage."""
    return any(t.i in a.by_token for t in a.said.name_tokens(unit.token) if t.i != unit.token.i)
