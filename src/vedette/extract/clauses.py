"""Walk the parse: the verb of a clause, its subject, object and agent, what stands around it."""

from __future__ import annotations

from vedette.model import Reading, Token

_SUBJECTS = frozenset({"nsubj", "csubj"})
_PASSIVE_SUBJECTS = frozenset({"nsubjpass", "csubjpass"})
_OBJECTS = frozenset({"dobj", "obj", "attr", "oprd"})
_VERBAL = frozenset({"VERB", "AUX"})


def ancestors(reading: Reading, token: Token) -> list[Token]:
    """Return the heads above a token, nearest first."""
    chain: list[Token] = []
    while token.head != token.i:
        token = reading.tokens[token.head]
        chain.append(token)
    return chain


def verb_above(reading: Reading, token: Token) -> Token | None:
    """Return the nearest verb that governs a token."""
    return next((t for t in ancestors(reading, token) if t.pos in _VERBAL), None)


def is_passive(reading: Reading, verb: Token) -> bool:
    """Tell whether a verb stands in the passive."""
    labels = {reading.tokens[i].dep for i in reading.children[verb.i]}
    if labels & (_PASSIVE_SUBJECTS | {"auxpass", "agent"}):
        return True
    return verb.dep == "acl" and verb.tag == "VBN"


def actor(reading: Reading, verb: Token) -> Token | None:
    """Return who does it: the subject, the agent of a passive, else the subject above.

    A participle or an infinitive borrows the subject of the verb above it ("warships were shown
    firing missiles"), a coordinated verb that of its first conjunct.
    """
    found = _actor_here(reading, verb)
    if found or is_passive(reading, verb):
        return found
    if verb.dep == "acl":  # "jets carrying missiles": the noun it modifies
        head = reading.tokens[verb.head]
        return head if head.pos in {"NOUN", "PROPN", "PRON"} else None
    if verb.dep == "relcl":
        return reading.tokens[verb.head]
    if verb.dep in {"conj", "xcomp", "advcl", "ccomp"} and verb.head != verb.i:
        above = reading.tokens[verb.head]
        if above.pos in _VERBAL and (verb.dep != "ccomp" or verb.tag in {"VBG", "VB"}):
            return _subject_of_any_voice(reading, above) or actor(reading, above)
    return None


def _actor_here(reading: Reading, verb: Token) -> Token | None:
    for i in reading.children[verb.i]:
        child = reading.tokens[i]
        if child.dep in _SUBJECTS:
            return _antecedent(reading, verb, child)
        if child.dep == "agent":
            return _object_of_preposition(reading, child)
    return None


def _subject_of_any_voice(reading: Reading, verb: Token) -> Token | None:
    for i in reading.children[verb.i]:
        child = reading.tokens[i]
        if child.dep in _SUBJECTS | _PASSIVE_SUBJECTS:
            return _antecedent(reading, verb, child)
    return None


def _antecedent(reading: Reading, verb: Token, subject: Token) -> Token:
    """Return the noun that a relative pronoun stands for."""
    if verb.dep == "relcl" and subject.tag in {"WP", "WDT"}:
        return reading.tokens[verb.head]
    return subject


def _object_of_preposition(reading: Reading, preposition: Token) -> Token | None:
    for i in reading.children[preposition.i]:
        if reading.tokens[i].dep == "pobj":
            return reading.tokens[i]
    return None


def undergoer(reading: Reading, verb: Token) -> Token | None:
    """Return what it is done to: the object, or the subject of a passive."""
    for i in reading.children[verb.i]:
        child = reading.tokens[i]
        if child.dep in _PASSIVE_SUBJECTS:
            return _antecedent(reading, verb, child)
    for i in reading.children[verb.i]:
        if reading.tokens[i].dep in _OBJECTS:
            return reading.tokens[i]
    if is_passive(reading, verb) and verb.dep in {"acl", "relcl"}:
        return reading.tokens[verb.head]
    return None


def is_negated(reading: Reading, verb: Token) -> bool:
    """Tell whether a verb carries its own negation."""
    return any(reading.tokens[i].dep == "neg" for i in reading.children[verb.i])


def clause_edges(reading: Reading, verb: Token) -> tuple[int, int]:
    """Return the first and last token of a verb's clause, without clauses put beside it.

    Coordinated verbs with a subject of their own, and speech that frames the clause, stay out.
    """
    first, last = verb.left, verb.right
    for i in reading.children[verb.i]:
        child = reading.tokens[i]
        if child.dep == "conj" and child.pos in _VERBAL and child.i > verb.i:
            last = min(last, child.left - 1)
        elif child.dep == "cc" and child.i > verb.i:
            following = [reading.tokens[j] for j in reading.children[verb.i] if j > child.i]
            if any(t.dep == "conj" and t.pos in _VERBAL for t in following):
                last = min(last, child.i - 1)
    while last > first and reading.tokens[last].pos in {"PUNCT", "SPACE", "CCONJ"}:
        last -= 1
    while first < verb.i and reading.tokens[first].dep in {"mark", "cc", "punct"}:
        first += 1
    return first, max(last, verb.i)
