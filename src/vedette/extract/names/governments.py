"""Tell a capital that stands for its government from the town."""

from __future__ import annotations

import re

from vedette.extract.names.scan import Scan, word_set
from vedette.model import Token

_LIST = "governments"
_PLACE_PREPOSITIONS = frozenset(
    {"in", "at", "near", "outside", "inside", "around", "into", "across", "north", "south"}
)
_WITH = frozenset({"with", "from", "against", "on"})
_CHAIN = 3  # "Moscow, Minsk, Beijing and Tehran": the fourth follows the first
_DATELINE = re.compile(r" \(| ?[\u2014\u2013]| ?--| - |, [A-Z][a-z]+\.? \d")


def stands_for_government(scan: Scan, start: int, end: int) -> bool:
    """Tell whether the capital named from `start` to `end` acts, speaks or is dealt with.

    "Minsk said", "ties between Minsk and Washington", "shared by Minsk", "Moscow's jets" are
    governments; "in Minsk", "Minsk's streets", "Moscow was hit" are towns. Without a parse, and in
    doubt, it is the town.
    """
    token = scan.token_at(end - 1)
    if token is None:
        return False
    rest = scan.text[end : end + 16]
    if rest[:1] == "-":
        return rest[1:].split(" ")[0].strip(".,;:").lower() in word_set(_LIST, "compounds")
    if _in_a_place(scan, start) or _is_dateline(scan, start, end):
        return False
    return _acts(scan, token, depth=0)


def _in_a_place(scan: Scan, start: int) -> bool:
    """Tell whether a word of place or a town and a comma stand before ("Tacoma, Washington")."""
    first = scan.token_at(start)
    if first is None or first.i == 0:
        return False
    tokens = scan.reading.tokens
    before = tokens[first.i - 1]
    if before.sentence != first.sentence:
        return False
    if before.text == "," and first.i > 1:
        town = tokens[first.i - 2]
        return town.ent == "GPE" and all(hit.end != town.end for hit in scan.state_hits)
    return before.lower in _PLACE_PREPOSITIONS


def _is_dateline(scan: Scan, start: int, end: int) -> bool:
    block = any(block.start == start for block in scan.reading.report.blocks)
    return block and _DATELINE.match(scan.text, end) is not None


def _acts(scan: Scan, token: Token, depth: int) -> bool:
    head = scan.reading.tokens[token.head]
    match token.dep:
        case "nsubj" | "csubj":
            acts = _subject(scan, head)
        case "nsubjpass":
            wanted = word_set(_LIST, "acted_on") | word_set(_LIST, "minded")
            acts = head.lemma.lower() in wanted or head.lower in wanted
        case "dobj" | "dative" | "obj" | "iobj":
            acts = head.lemma.lower() in word_set(_LIST, "acted_on")
        case "poss":
            acts = head.lower not in word_set(_LIST, "town_parts")
        case "pobj":
            acts = _after_preposition(scan, head)
        case "conj":
            acts = depth < _CHAIN and _acts(scan, head, depth + 1)
        case _:
            acts = False
    return acts


def _subject(scan: Scan, verb: Token) -> bool:
    lemma = verb.lemma.lower()
    if lemma in word_set(_LIST, "town_verbs_in_the_past"):
        return verb.tag in {"VBZ", "VBP"}
    if lemma not in word_set(_LIST, "town_verbs"):
        return verb.pos in {"VERB", "AUX"}
    if verb.pos == "VERB" and lemma == "have":
        return True
    return _has_child(scan, verb, word_set(_LIST, "minded")) or _plans(scan, verb)


def _plans(scan: Scan, verb: Token) -> bool:
    """Tell "Washington is to lift the sanctions"."""
    children = (scan.reading.tokens[i] for i in scan.reading.children[verb.i])
    return any(child.dep == "xcomp" and child.tag == "VB" for child in children)


def _has_child(scan: Scan, token: Token, wanted: frozenset[str]) -> bool:
    tokens = scan.reading.tokens
    return any(
        tokens[i].lower in wanted or tokens[i].lemma.lower() in wanted
        for i in scan.reading.children[token.i]
    )


def _after_preposition(scan: Scan, preposition: Token) -> bool:
    word = preposition.lower
    head = scan.reading.tokens[preposition.head]
    if preposition.dep == "agent" or (word == "to" and head.lower == "according"):
        return True
    if word not in word_set(_LIST, "relation_prepositions"):
        return False
    if head.pos in {"NOUN", "PROPN"}:
        return _of_relation(head, word)
    return _dealt_with(scan, head, word)


def _of_relation(noun: Token, preposition: str) -> bool:
    """Tell whether "ties with", "pressure from", "war between" is a matter of governments."""
    lemma = noun.lemma.lower()
    if preposition == "between":
        return lemma not in word_set(_LIST, "journeys")
    return lemma in word_set(_LIST, "relations")


def _dealt_with(scan: Scan, verb: Token, preposition: str) -> bool:
    """Tell whether "supplied to", "agree with", "shared by" has a government behind it."""
    lemma = verb.lemma.lower()
    if preposition == "to":
        return lemma in word_set(_LIST, "given_to")
    if preposition == "by":
        return verb.tag == "VBN" and lemma not in word_set(_LIST, "town_verbs")
    if preposition == "between":
        return _has_child(scan, verb, word_set(_LIST, "relations"))
    return preposition in _WITH and lemma in word_set(_LIST, "dealt_with")
