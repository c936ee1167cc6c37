"""Walk the parse: the verb of a clause, its subject, object and agent, what stands around it."""

from __future__ import annotations

from vedette.model import Reading, Token, Zone

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
    return (verb.dep == "acl" and verb.tag == "VBN") or is_headline_passive(reading, verb)


def is_headline_passive(reading: Reading, verb: Token) -> bool:
    """Tell "Tanker boarded", "Two cables cut": headlines put what is past in the present.

    A past form without an object there has lost its "was". Verbs that need no object ("arrive")
    are left to the caller, who knows the verb.
    """
    if verb.tag not in {"VBD", "VBN"} or verb.dep not in {"ROOT", "conj", "parataxis", "ccomp"}:
        return False
    if reading.token_span(verb.i, verb.i).zone is not Zone.HEADLINE:
        return False
    # What stands before the verb is no object: "Cable cut; tanker boarded".
    labels = {reading.tokens[i].dep for i in reading.children[verb.i] if i > verb.i}
    return not labels & {"dobj", "aux", "prt", "xcomp", "ccomp"}


def actor(reading: Reading, verb: Token) -> Token | None:
    """Return who does it: the subject, the agent of a passive, else the subject above.

    A participle or an infinitive borrows the subject of the verb above it ("warships were shown
    firing missiles"), a coordinated verb that of its first conjunct.
    """
    if is_headline_passive(reading, verb):
        return _agent(reading, verb)
    found = _actor_here(reading, verb)
    if found or is_passive(reading, verb):
        return found
    if verb.dep == "acl":
        return _modified(reading, verb)
    if verb.dep == "relcl":
        return reading.tokens[verb.head]
    if verb.dep in {"conj", "xcomp", "advcl", "ccomp"} and verb.head != verb.i:
        above = reading.tokens[verb.head]
        if above.pos in _VERBAL and (verb.dep != "ccomp" or verb.tag in {"VBG", "VB"}):
            return _subject_of_any_voice(reading, above) or actor(reading, above)
    return None


def _modified(reading: Reading, verb: Token) -> Token | None:
    """Return who acts in "jets carrying missiles", and in "it has plans to deploy" who has them."""
    head = reading.tokens[verb.head]
    if _is_infinitive(reading, verb):
        above = reading.tokens[head.head]
        return actor(reading, above) if above.pos in _VERBAL and above.i != head.i else None
    return head if head.pos in {"NOUN", "PROPN", "PRON"} else None


def _is_infinitive(reading: Reading, verb: Token) -> bool:
    children = (reading.tokens[i] for i in reading.children[verb.i])
    return any(t.lower == "to" and t.dep == "aux" for t in children)


def _actor_here(reading: Reading, verb: Token) -> Token | None:
    for i in reading.children[verb.i]:
        child = reading.tokens[i]
        if child.dep in _SUBJECTS:
            return _antecedent(reading, verb, child)
        if child.dep == "agent":
            return object_of(reading, child)
    return None


def _agent(reading: Reading, verb: Token) -> Token | None:
    children = (reading.tokens[i] for i in reading.children[verb.i])
    by = next((t for t in children if t.dep == "agent" or t.lower == "by"), None)
    return object_of(reading, by) if by else None


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


def object_of(reading: Reading, preposition: Token) -> Token | None:
    """Return the noun behind a preposition."""
    for i in reading.children[preposition.i]:
        if reading.tokens[i].dep == "pobj":
            return reading.tokens[i]
    return None


def undergoer(reading: Reading, verb: Token) -> Token | None:
    """Return what it is done to: the object, or the subject of a passive."""
    if is_headline_passive(reading, verb):
        return _subject_of_any_voice(reading, verb)
    for i in reading.children[verb.i]:
        child = reading.tokens[i]
        if child.dep in _PASSIVE_SUBJECTS:
            return _antecedent(reading, verb, child)
    for i in reading.children[verb.i]:
        if reading.tokens[i].dep in _OBJECTS:
            return reading.tokens[i]
    if is_passive(reading, verb) and verb.dep in {"acl", "relcl"}:
        return reading.tokens[verb.head]
    return _borrowed_object(reading, verb)


def _borrowed_object(reading: Reading, verb: Token) -> Token | None:
    """Return what a verb shares with another one, or the noun that it stands before.

    "The captured tank"; "he left and was caught"; "they kidnapped and killed the driver".
    """
    above = reading.tokens[verb.head]
    if verb.dep == "amod":
        return above if verb.tag == "VBN" and above.pos in {"NOUN", "PROPN"} else None
    if verb.dep == "conj" and is_passive(reading, verb):
        return _subject_of_any_voice(reading, above) if above.pos in _VERBAL else None
    for i in reading.children[verb.i]:
        child = reading.tokens[i]
        between = reading.tokens[verb.i + 1 : i] if i > verb.i else ()
        beside = bool(between) and all(t.dep in {"cc", "punct", "advmod"} for t in between)
        if child.dep == "conj" and child.pos == "VERB" and beside:
            return None if is_passive(reading, child) else undergoer(reading, child)
    return None


def behind(reading: Reading, token: Token, prepositions: frozenset[str]) -> Token | None:
    """Return the noun behind one of the prepositions that hang on a verb or noun."""
    for i in reading.children[token.i]:
        child = reading.tokens[i]
        if child.lower in prepositions and child.dep in {"prep", "agent", "dative"}:
            return object_of(reading, child)
    return None


def head_of_phrase(reading: Reading, token: Token) -> Token:
    """Climb from a name to the noun that it is part of: "Patriot" to "launcher"."""
    while token.head != token.i:
        named = token.dep == "amod" and token.text[:1].isupper()
        if not named and token.dep not in {"compound", "nmod", "nummod"}:
            break
        above = reading.tokens[token.head]
        if above.pos not in {"NOUN", "PROPN"}:
            break
        token = above
    return token


def phrase_of(reading: Reading, head: Token) -> str:
    """Return a noun with the words before it, without its article; "dozens" with what they are."""
    tokens = reading.tokens
    first = next((i for i in range(head.left, head.i + 1) if tokens[i].dep != "det"), head.i)
    last = head.i
    if head.lemma in _QUANTITIES or head.pos == "NUM":
        counted = behind(reading, head, _OF)
        last = counted.i if counted is not None else last
    return reading.token_span(first, last).quote


_OF = frozenset({"of"})
_QUANTITIES = frozenset(
    {"dozen", "hundred", "thousand", "score", "number", "group", "pair", "series", "couple"}
    | {"handful", "majority", "most", "some", "several", "part", "column", "batch"}
)


# With these a verb means something else: "carry out", "call off".
_TURNING = frozenset({"out", "off", "up", "on"})
_PARTICLES = frozenset({"down", "up"})  # read as adverbs by the parser now and then


def words_for(reading: Reading, verb: Token) -> tuple[str, ...]:
    """Return a verb with what belongs to it, the longest first: "shoot down", "put on alert"."""
    longer = []
    turned = False
    for i in reading.children[verb.i]:
        child = reading.tokens[i]
        beside = child.dep == "advmod" and child.i == verb.i + 1 and child.lower in _PARTICLES
        if child.dep == "prt" or beside:
            turned = turned or child.lower in _TURNING
            longer.append(f"{verb.lemma} {child.lower}")
        elif child.dep == "prep":
            noun = object_of(reading, child)
            if noun is not None:
                longer.append(f"{verb.lemma} {child.lower} {noun.lemma}")
        elif child.dep in {"dobj", "oprd"}:
            longer.append(f"{verb.lemma} {child.lemma}")
    longer.sort(key=len, reverse=True)
    return tuple(longer) if turned else (*longer, verb.lemma)


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
