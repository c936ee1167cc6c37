"""Tell a capital that stands for its government from the town."""

from __future__ import annotations

from vedette.extract.scan import Scan, word_set
from vedette.model import Token

_LIST = "governments"
_PLACE_PREPOSITIONS = frozenset({"in", "at", "near", "outside", "inside", "around", "into", "across"})


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
    first = scan.token_at(start)
    if first is not None and first.i > 0:
        before = scan.reading.tokens[first.i - 1]
        if before.lower in _PLACE_PREPOSITIONS and before.sentence == first.sentence:
            return False
    return _acts(scan, token, depth=0)


def _acts(scan: Scan, token: Token, depth: int) -> bool:
    head = scan.reading.tokens[token.head]
    match token.dep:
        case "nsubj" | "csubj":
            return _subject(scan, head)
        case "nsubjpass":
            return head.lemma.lower() in word_set(_LIST, "acted_on")
        case "dobj" | "dative" | "obj" | "iobj":
            return head.lemma.lower() in word_set(_LIST, "acted_on")
        case "poss":
            return head.lower not in word_set(_LIST, "town_parts")
        case "pobj":
            return _after_preposition(scan, head)
        case "conj" | "appos" if depth < 3 and head.i != token.i:
            return _acts(scan, head, depth + 1)
    return False


def _subject(scan: Scan, verb: Token) -> bool:
    lemma = verb.lemma.lower()
    if lemma not in word_set(_LIST, "town_verbs"):
        return verb.pos in {"VERB", "AUX"}
    if verb.pos == "VERB" and lemma == "have":
        return True
    tokens = scan.reading.tokens
    minded = word_set(_LIST, "minded")
    return any(tokens[i].lower in minded for i in scan.reading.children[verb.i])


def _after_preposition(scan: Scan, preposition: Token) -> bool:
    if preposition.dep == "agent":
        return True
    tokens = scan.reading.tokens
    word = preposition.lower
    head = tokens[preposition.head]
    if preposition.dep == "pcomp" or (word == "to" and head.lower == "according"):
        return True
    if word not in word_set(_LIST, "relation_prepositions"):
        return False
    lemma = head.lemma.lower()
    if head.pos in {"NOUN", "PROPN"}:
        return word == "between" or lemma in word_set(_LIST, "relations")
    if word == "to":
        return lemma in word_set(_LIST, "given_to")
    if word == "by":
        return head.tag == "VBN" and head.lemma.lower() not in word_set(_LIST, "town_verbs")
    if word in {"with", "from", "against", "on"}:
        return lemma in word_set(_LIST, "dealt_with")
    if word == "between":
        siblings = (tokens[i] for i in scan.reading.children[head.i])
        return any(t.lemma.lower() in word_set(_LIST, "relations") for t in siblings)
    return False
