"""Changes told by what is left or by a pronoun: "half of the 13,000 planned", "cut it by half"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.extract.figures.counted import Counted, find_counted, measured_noun
from vedette.extract.figures.noun_phrases import exercise_names, head_table, number_tokens
from vedette.extract.figures.quantities import COUNT, SHARE, Quantity
from vedette.model import Figure, Reading, Token

_OBJECTS = ({"dobj", "obj"}, {"nsubjpass"}, {"nsubj"})


@cache
def _words(language: str) -> dict[str, Any]:
    table: dict[str, Any] = read_toml(f"languages/{language}/figures.toml")["changes"]["left"]
    return table


def left_over(
    reading: Reading, quantities: Sequence[tuple[int, Quantity]], index: int
) -> tuple[int | None, Counted | None] | None:
    """Return base and class where a share is what is left of something, None elsewhere.

    "Half of the 13,000 first planned" has the base 13,000, "half the number of troops" none;
    "half of the 13,000 troops are conscripts" is a part, not a change.
    """
    at = dict(quantities)
    share = at[index]
    if share.kind != SHARE:
        return None
    tokens = number_tokens(reading, share)
    if not tokens or _is_subject(reading, tokens[-1]):
        return None
    base = _base(reading, quantities, share)
    if base is not None:
        if not (_is_planned(reading, at[base]) or _measured_subject(reading, tokens[-1])):
            return None
        counted = _measured_subject(reading, tokens[-1]) or find_counted(reading, at[base])
        return base, counted
    noun = _number_behind(reading, share)
    counted = measured_noun(reading, noun.i) if noun is not None else None
    return (None, counted) if counted is not None else None


def _base(
    reading: Reading, quantities: Sequence[tuple[int, Quantity]], share: Quantity
) -> int | None:
    found = next(((i, q) for i, q in quantities if q.start >= share.end and q.kind == COUNT), None)
    if found is None:
        return None
    gap = reading.text[share.end : found[1].start].lower().split()
    return found[0] if gap in (["of", "the"], ["of"], ["the"], ["of", "those"]) else None


def _is_subject(reading: Reading, token: Token) -> bool:
    while token.dep in {"predet", "nummod", "quantmod"} and token.head != token.i:
        token = reading.tokens[token.head]
    return token.dep in {"nsubj", "nsubjpass"}


def _is_planned(reading: Reading, base: Quantity) -> bool:
    planned = set(_words(reading.language)["planned"])
    behind = reading.tokens_between(base.end, base.end + 48)[:5]
    return any(t.lower in planned for t in behind)


def _measured_subject(reading: Reading, token: Token) -> Counted | None:
    # "the number of troops will be half of ..."
    for _ in range(4):
        if token.pos in {"VERB", "AUX"}:
            break
        if token.head == token.i:
            return None
        token = reading.tokens[token.head]
    for i in reading.children[token.i]:
        child = reading.tokens[i]
        if child.dep == "nsubj" and child.lemma in head_table(reading.language)["measures"]:
            return measured_noun(reading, i)
    return None


def _number_behind(reading: Reading, share: Quantity) -> Token | None:
    measures = head_table(reading.language)["measures"]
    following = reading.tokens_between(share.end, share.end + 32)[:4]
    for token in following:
        if token.lemma in measures:
            return token
        if token.pos not in {"DET", "ADP", "ADJ"} and token.tag not in {"PRP$", "VBN"}:
            return None
    return None


def refers_back(reading: Reading, verb: Token) -> bool:
    """Tell whether a verb changes what was named before: "cut it", "halved the number"."""
    changed = _changed(reading, verb)
    if changed is None:
        return False
    if changed.lower in _words(reading.language)["pronouns"]:
        return True
    bare = not any(reading.tokens[i].dep == "prep" for i in reading.children[changed.i])
    return bare and changed.lemma in {*_words(reading.language)["bare"]}


def of_exercise(reading: Reading, verb: Token) -> Counted | None:
    """Return the people of an exercise that is itself cut: "Zapad-2021 was nearly halved"."""
    changed = _changed(reading, verb)
    if changed is None:
        return None
    words = head_table(reading.language)
    names = exercise_names(reading.language)
    pair = reading.token_span(max(0, changed.i - 1), changed.i).quote.lower()
    is_named = changed.pos == "PROPN" and (changed.lower.split("-")[0] in names or pair in names)
    is_one = changed.tag == "NN" and changed.lower in names
    if is_named or is_one:
        return Counted(words["personnel"], strength=True, borrowed=True)
    return None


def _changed(reading: Reading, verb: Token) -> Token | None:
    tokens = reading.tokens
    for _ in range(3):
        children = [tokens[i] for i in reading.children[verb.i]]
        for labels in _OBJECTS:
            found = next((child for child in children if child.dep in labels), None)
            if found is not None:
                return found
        if verb.dep not in {"xcomp", "conj"} or verb.head == verb.i:
            return None
        verb = tokens[verb.head]
    return None


def last_strength(figures: Sequence[Figure], earliest: int, before: int) -> Figure | None:
    """Return the last figure of strength between two offsets that is itself no change."""
    for figure in sorted(figures, key=lambda f: -f.number.start):
        if figure.number.start >= before or figure.change is not None:
            continue
        if figure.number.start < earliest:
            return None
        if figure.is_strength and figure.unit is None:
            return figure
    return None
