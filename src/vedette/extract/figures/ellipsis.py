"""What a number without a noun counts, told by its verb, and what befalls those counted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from vedette.extract.figures.noun_phrases import (
    NOUNS,
    Counted,
    exercise_names,
    head_table,
    is_people,
    owner_names,
)
from vedette.extract.figures.rates import time_rate
from vedette.model import Reading, Token


def verb_over(
    reading: Reading, number: tuple[Token, ...], *, through_nouns: bool = False
) -> Token | None:
    """Return the verb that governs a number or a noun, None where another noun comes between."""
    token = number[-1]
    inside = {t.i for t in number}
    for _ in range(5):
        if token.pos in {"VERB", "AUX"}:
            return token
        if token.head == token.i:
            return None
        parent = reading.tokens[token.head]
        leaves = token.i in inside and parent.i not in inside
        if leaves and parent.pos in NOUNS and not through_nouns:
            return None
        token = parent
    return None


def subject_of(reading: Reading, verb: Token) -> Token | None:
    """Return the subject of a verb, for infinitives and conjuncts that of the verb above."""
    tokens = reading.tokens
    for _ in range(3):
        for i in reading.children[verb.i]:
            if tokens[i].dep in {"nsubj", "nsubjpass"}:
                return tokens[i]
        if verb.dep not in {"xcomp", "conj", "acl"} or verb.head == verb.i:
            return None
        verb = tokens[verb.head]
        if verb.pos in NOUNS:
            return verb
    return None


def told_by_verb(
    reading: Reading, number: tuple[Token, ...], table: dict[str, Any]
) -> Counted | None:
    """Read people from what they do: "some 13,000 will take part", "8,000 were deployed"."""
    inside = {t.i for t in number}
    top = next((t for t in reversed(number) if t.head not in inside or t.head == t.i), number[-1])
    if top.dep not in {"nsubj", "nsubjpass", "pobj", "dobj", "agent", "oprd"} or top.head in inside:
        return None
    over = reading.tokens[top.head]
    if over.lower == "of" and reading.tokens[over.head].lemma in table["measures"]:
        top = reading.tokens[over.head]  # "a total of 100,000 are taking part"
    verb = reading.tokens[top.head]
    while verb.pos not in {"VERB", "AUX"} and verb.head != verb.i:
        verb = reading.tokens[verb.head]
    for group in ("killed", "wounded", "captured"):
        if verb.lemma in table[group] and top.dep in {"nsubjpass", "dobj", "nsubj"}:
            return Counted(table["classes"][group], strength=False, borrowed=True)
    if is_taking_part(reading, top, table) or _is_put(reading, verb, top, number):
        return Counted(table["personnel"], strength=True, borrowed=True)
    return None


def _is_put(reading: Reading, verb: Token, top: Token, number: tuple[Token, ...]) -> bool:
    """Tell whether a verb puts a bare number to a state's force or to an exercise.

    "Belarus will field 7,000", "Zapad-2021 saw 200,000", "for Zapad-2021 he named 200,000".
    """
    if top.dep not in {"dobj", "attr", "pobj", "oprd"}:
        return False
    table = head_table(reading.language)
    subject = subject_of(reading, verb)
    if number_of_exercise(reading, subject, number):
        return True
    if top.dep == "dobj" and verb.lemma in table["gathering"]:
        return _is_body(reading, subject) and any(t.text[0].isdigit() for t in number)
    if verb.lemma not in table["naming"] or top.dep == "attr" or not _is_large(number):
        return False
    return _names_exercise(reading, reading.tokens_of(reading.sentence_of(top)))


def told_by_heading(reading: Reading, number: tuple[Token, ...]) -> Counted | None:
    """Read people where no verb is said: "Zapad-2021: 12,800 in Belarus, 200,000 in total"."""
    tokens = reading.tokens_of(reading.sentence_of(number[-1]))
    if any(t.pos in {"VERB", "AUX"} for t in tokens) or not _is_large(number):
        return None
    if not _names_exercise(reading, tokens):
        return None
    return Counted(head_table(reading.language)["personnel"], strength=True, borrowed=True)


def is_taking_part(reading: Reading, noun: Token, table: dict[str, Any]) -> bool:
    """Tell whether a verb says that its subject serves or takes part: "... are deployed"."""
    verb = reading.tokens[noun.head]
    if noun.dep not in {"nsubj", "nsubjpass"}:
        return False
    children = (reading.tokens[i].lower for i in reading.children[verb.i])
    return verb.lemma in table["personnel_verbs"] or (verb.lemma == "take" and "part" in children)


def is_ratio(reading: Reading, last: int) -> bool:
    """Tell whether a number only measures against another: "three guards for every prisoner"."""
    if time_rate(reading, reading.tokens[last].end) is not None:
        return False
    following = " ".join(t.lower for t in reading.tokens[last + 1 : last + 3])
    return following.startswith(("for every", "for each", "to each", "to every", "per "))


def _is_body(reading: Reading, subject: Token | None) -> bool:
    # a state, a capital: "Belarus will field 7,000"
    if subject is None:
        return False
    return subject.lower in owner_names(reading.language) or (
        subject.pos == "PROPN" and subject.ent == "GPE"
    )


def number_of_exercise(reading: Reading, subject: Token | None, number: tuple[Token, ...]) -> bool:
    """Tell whether a bare number can only be the people of an exercise ("Zapad-2021 saw 200,000").

    Nothing else of an exercise is put as a large number without a noun.
    """
    if subject is None or not _is_large(number):
        return False
    return _names_exercise(reading, reading.tokens[subject.left : subject.right + 1])


def _is_large(number: tuple[Token, ...]) -> bool:
    if number[-1].lower == "thousand":
        return True
    return any(t.text[0].isdigit() and len(t.text) > 3 for t in number)


def _names_exercise(reading: Reading, tokens: Sequence[Token]) -> bool:
    names = exercise_names(reading.language)
    words = [t.lower for t in tokens]
    pairs = [" ".join(pair) for pair in pairwise(words)]
    return any(word in names or word.split("-")[0] in names for word in [*words, *pairs])


def befallen(reading: Reading, counted: Counted, table: dict[str, Any]) -> Counted:
    """Turn people who are killed, wounded or captured into losses: they count no strength."""
    if not is_people(counted.name):
        return counted
    head = reading.tokens[counted.head]
    following = reading.tokens[counted.last + 1] if counted.last + 1 < len(reading.tokens) else None
    fate = _told_inside(reading, counted, table) or _fate(reading, head, following, table)
    if fate is None:
        return counted
    return Counted(
        fate,
        strength=False,
        head=counted.head,
        first=counted.first,
        last=counted.last,
        of=counted.of,
    )


def _told_inside(reading: Reading, counted: Counted, table: dict[str, Any]) -> str | None:
    # "30 dead civilians"
    if counted.first < 0:
        return None
    inside = reading.tokens[counted.first : counted.head]
    for group in ("killed", "wounded"):
        if any(t.lower in table[f"{group}_words"] for t in inside):
            fate: str = table["classes"][group]
            return fate
    return None


def _fate(
    reading: Reading, head: Token, following: Token | None, table: dict[str, Any]
) -> str | None:
    classes: dict[str, str] = table["classes"]
    behind = _told_behind(reading, following, table)
    if behind is not None:
        return classes[behind]
    if head.dep == "conj":
        head = reading.tokens[head.head]
    over = reading.tokens[head.head]
    if head.i == over.i:
        return None
    if head.dep == "pobj" and over.lower == "of":
        noun = reading.tokens[over.head].lemma
        return classes.get(table["fate_nouns"].get(noun, ""))  # "the deaths of 12 soldiers"
    group = _suffered(reading, over, table) if head.dep == "nsubj" else _done_to(head, over, table)
    return classes[group] if group is not None else None


def _told_behind(reading: Reading, following: Token | None, table: dict[str, Any]) -> str | None:
    """Read "12 soldiers killed near the city", "1,210 soldiers lost in a day"."""
    if following is None:
        return None
    if following.dep in {"acl", "amod", "acomp", "ROOT"} or following.tag == "VBN":
        for group in ("killed", "wounded"):
            if following.lower in table[f"{group}_words"]:
                return group
    is_lost = following.tag == "VBN" and following.lemma in table["losses"]
    return "losses" if is_lost and _is_bare(reading, following) else None


def _is_bare(reading: Reading, participle: Token) -> bool:
    below = {reading.tokens[i].dep for i in reading.children[participle.i]}
    return not below & {"aux", "auxpass", "dobj"}


def _suffered(reading: Reading, verb: Token, table: dict[str, Any]) -> str | None:
    """Read "12 soldiers died", "it saw 12 soldiers and a general killed"."""
    if verb.lemma in {"die", "perish"}:
        return "killed"
    if verb.tag != "VBN" or not _is_bare(reading, verb):
        return None
    return next((g for g in ("killed", "wounded") if verb.lower in table[f"{g}_words"]), None)


def _done_to(head: Token, verb: Token, table: dict[str, Any]) -> str | None:
    passive = head.dep == "nsubjpass"
    if not passive and head.dep != "dobj":
        return None
    for group in ("killed", "wounded", "losses", "captured"):
        if verb.lemma in table[group] and (group != "losses" or not passive):
            return group
    return None
