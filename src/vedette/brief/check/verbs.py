"""Pair the verbs of a sentence with those of a passage: what is denied, doubted, planned."""

from __future__ import annotations

from collections.abc import Iterator

from vedette.brief.check.align import GOOD, Alignment
from vedette.brief.check.passages import Kind, Passage
from vedette.brief.check.words import listed
from vedette.model import Token

_EMPTY = ("be", "have")
_VERBS = ("VERB", "AUX")


def verb_pairs(a: Alignment) -> Iterator[tuple[Token, Token]]:
    """Yield the verbs that are found, and the light ones ("take part") by what hangs on them."""
    for m in a.by_token.values():
        if m.unit.kind is Kind.VERB and m.other.kind is Kind.VERB:
            yield m.unit.token, m.other.token
    yield from support_pairs(a)
    yield from light_pairs(a)


def support_pairs(a: Alignment) -> Iterator[tuple[Token, Token]]:
    """Yield verbs that only support a noun with the verbs of the passage that say as much."""
    for token in a.said.tokens:
        if token.i not in a.by_token and (found := supported(a, token)) is not None:
            yield token, found


def supported(a: Alignment, verb: Token) -> Token | None:
    """Return the verb of the passage for a noun that a verb only supports, None for others.

    "Held talks" is "talked", "carried out a review" is "reviewed".
    """
    if verb.pos != "VERB" or a.said.lemma(verb).split("_")[0] not in listed("support"):
        return None
    for child in a.said.reading.children[verb.i]:
        match = a.by_token.get(child)
        role = a.said.reading.tokens[child].dep
        if match is None or role not in ("dobj", "nsubjpass") or match.other.kind is not Kind.VERB:
            continue
        if match.likeness >= GOOD:
            return match.other.token
    return None


def light_pairs(a: Alignment, *, empty: bool = False) -> Iterator[tuple[Token, Token]]:
    """Yield the light verbs of a sentence with those that carry the same words in the passage.

    "Be" and "have" only where `empty` asks for them.
    """
    there = {m.other.token.i for m in a.by_token.values()}
    for token in a.said.tokens:
        if not _is_light(token, empty=empty) or token.i in a.by_token:
            continue
        wanted = {a.by_token[i].other.token.i for i in _below(a.said, token) if i in a.by_token}
        for other in a.best.tokens:
            if other.i in there or not _is_light(other, empty=empty) or other.lemma != token.lemma:
                continue
            if wanted & set(_below(a.best, other)):
                yield token, other
                break


def _is_light(token: Token, *, empty: bool) -> bool:
    if token.dep in ("aux", "auxpass") or token.pos not in _VERBS:
        return False
    word = token.lemma.lower()
    return word in listed("light") and (empty or word not in _EMPTY)


def _below(passage: Passage, token: Token) -> tuple[int, ...]:
    """Return what hangs on a verb, and what hangs on that."""
    children = passage.reading.children
    first = children[token.i]
    return (*first, *(c for child in first for c in children[child]))
