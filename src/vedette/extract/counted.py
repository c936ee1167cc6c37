"""What a number counts: the noun behind it, in brackets, in front of it, or told by the verb."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from vedette.extract.noun_phrases import (
    NOUNS,
    class_kinds,
    classify,
    exercise_names,
    head_classes,
    head_table,
    is_people,
    lemma_of,
    next_index,
    number_tokens,
    owner_names,
    phrase_after,
    strength_of,
)
from vedette.extract.owners import left_part, origin_of, owners_before, owners_in
from vedette.extract.quantities import Quantity
from vedette.model import Reading, Token

_OPEN, _CLOSE = "([", ")]"


@dataclass(frozen=True, slots=True)
class Counted:
    """Hold what is counted: codebook class (or lemma), the noun phrase, whose it is.

    `first` and `last` are token indexes of the phrase, -1 where no words of this number's own
    name it. `of` are the tokens that say whose. `borrowed` tells a class taken from the verb or
    from another figure, `elliptic` one that is still to be borrowed.
    """

    name: str
    strength: bool
    head: int = -1
    first: int = -1
    last: int = -1
    of: tuple[int, ...] = ()
    borrowed: bool = False


def find_counted(reading: Reading, quantity: Quantity) -> Counted | None:
    """Return what a count counts by its own words or its verb, None where both are silent."""
    tokens = number_tokens(reading, quantity)
    if not tokens:
        return None
    table = head_table(reading.language)
    if quantity.joined:
        return _tied(reading, tokens[-1].i, table)
    after = next_index(reading, quantity, tokens[-1].i)
    phrase = phrase_after(reading, after)
    if phrase and reading.tokens[phrase[-1]].lower in {"other", "others"}:
        after, phrase = phrase[-1] + 1, []  # "five others were injured"
    if phrase and reading.tokens[phrase[-1]].lower in owner_names(reading.language):
        return _citizens(reading, phrase)
    if phrase:
        return befallen(reading, _named(reading, phrase, table), table)
    return (
        _told_by_participle(reading, after, table)
        or _bracketed(reading, after, table)
        or _measured(reading, tokens, table)
        or _told_by_verb(reading, tokens, table)
    )


def _citizens(reading: Reading, phrase: list[int]) -> Counted | None:
    # "2,000 Russians" are people; "of them 2,000 Russian" leaves out its noun
    head = reading.tokens[phrase[-1]]
    if head.tag not in {"NNS", "NNPS"} and not head.lower.endswith("s"):
        return None
    return Counted(PEOPLE, strength_of(PEOPLE), head.i, phrase[0], head.i, (head.i,))


PEOPLE = "people"


def _named(reading: Reading, phrase: list[int], table: dict[str, Any]) -> Counted:
    while len(phrase) > 1 and reading.tokens[phrase[0]].lower in table["additional"]:
        phrase = phrase[1:]
    first, last = phrase[0], phrase[-1]
    name, strength, end = classify(reading, phrase)
    name, strength, end = _with_conjunct(reading, (name, strength, end), last, table)
    return Counted(
        name, strength, last, first, end, (*owners_in(reading, phrase), *origin_of(reading, end))
    )


def _with_conjunct(
    reading: Reading, found: tuple[str, bool, int], last: int, table: dict[str, Any]
) -> tuple[str, bool, int]:
    # "dozens of tanks and armoured vehicles" count both together
    name, strength, end = found
    tokens = reading.tokens
    for i in reading.children[last]:
        child = tokens[i]
        if child.dep != "conj" or child.pos not in NOUNS or i < last:
            continue
        if any(tokens[j].dep in {"nummod", "det", "poss"} for j in reading.children[i]):
            return found
        if any(t.text == "," for t in tokens[end + 1 : i]):
            return found
        other, _, other_end = classify(reading, [*range(max(child.left, last + 2), i), i])
        kinds = class_kinds()
        if other == name:
            return name, strength, other_end
        if kinds.get(other) == kinds.get(name) == "things":
            return table["broad"], True, other_end
    return found


def _tied(reading: Reading, last: int, table: dict[str, Any]) -> Counted | None:
    """Read a noun that a hyphen ties to its number: "13,000-strong force", "30-vehicle convoy"."""
    tokens = reading.tokens
    i = last + 1
    while i < len(tokens) and tokens[i].text in {"-", "‑"}:
        i += 1
    if i >= len(tokens):
        return None
    word = tokens[i]
    phrase = phrase_after(reading, i + 1)
    if word.lower == table["strong"] or word.lower.endswith("-" + table["strong"]):
        owners = owners_in(reading, phrase) if phrase else ()
        body = lemma_of(tokens[phrase[-1]]) if phrase else ""
        of = owners or owners_before(reading, last)
        name = table["personnel"] if not phrase or body in table["bodies"] else body
        end = phrase[-1] if phrase else i
        return Counted(name, strength_of(name), end, phrase[0] if phrase else i, end, of)
    lemma = table["tied"].get(word.lower, lemma_of(word))
    found = head_classes().get(lemma)
    if found is None:
        return None
    return Counted(*found, i, i, i, owners_in(reading, phrase) if phrase else ())


def _told_by_participle(reading: Reading, after: int, table: dict[str, Any]) -> Counted | None:
    # "12 killed and 30 wounded"
    if after >= len(reading.tokens):
        return None
    word = reading.tokens[after].lower
    for group in ("killed", "wounded"):
        if word in table[f"{group}_words"]:
            return Counted(
                table["classes"][group], strength=False, head=after, first=after, last=after
            )
    if word in owner_names(reading.language) and reading.tokens[after].tag in {"JJ", "NNP", "NNPS"}:
        return None
    return None


def _bracketed(reading: Reading, after: int, table: dict[str, Any]) -> Counted | None:
    """Read a gloss: "40,000 (the reported number of Polish soldiers)", "6,800 (Polish troops)"."""
    tokens = reading.tokens
    if after + 1 >= len(tokens) or tokens[after].text not in _OPEN:
        return None
    i = after + 1
    close = next((j for j in range(i, min(len(tokens), i + 25)) if tokens[j].text in _CLOSE), 0)
    measure = next(
        (
            j
            for j in range(i, close - 1)
            if tokens[j].lemma in table["measures"] and tokens[j + 1].lower == "of"
        ),
        None,
    )
    while tokens[i].pos == "DET":
        i += 1
    phrase = phrase_after(reading, i if measure is None else measure + 1)
    if not phrase or phrase[-1] >= close:
        return None
    return _named(reading, phrase, table)


def _measured(reading: Reading, number: tuple[Token, ...], table: dict[str, Any]) -> Counted | None:
    """Read what a force or a measure says: "a force of 13,000", "strength is put at 30,000"."""
    tokens = reading.tokens
    before = _before_bound(reading, number[0].i)
    if before > 0 and tokens[before].lower == "of":
        return _of_body(reading, before - 1, table)
    verb = _verb_over(reading, number)
    if verb is None:
        return None
    subject = _subject(reading, verb)
    if subject is None:
        return None
    if subject.lemma in table["measures"]:
        return _measure(reading, subject.i, table)
    if subject.lemma in table["bodies"] and verb.lemma in {"number", "be", "total", "comprise"}:
        return Counted(
            table["personnel"],
            strength=True,
            of=owners_in(reading, left_part(subject)),
            borrowed=True,
        )
    return None


def _before_bound(reading: Reading, i: int) -> int:
    tokens = reading.tokens
    i -= 1
    while (
        i > 0
        and tokens[i].dep in {"quantmod", "advmod", "amod", "det"}
        and tokens[i].pos not in NOUNS
    ):
        if tokens[i].lower == "of":
            break
        i -= 1
    return i


def _of_body(reading: Reading, i: int, table: dict[str, Any]) -> Counted | None:
    noun = reading.tokens[i]
    if noun.lemma in table["bodies"]:
        of = owners_in(reading, left_part(noun))
        return Counted(table["personnel"], strength=True, of=of, borrowed=True)
    return None


def _measure(reading: Reading, i: int, table: dict[str, Any]) -> Counted | None:
    """Read what a measure measures: "the number of troops", "troop strength", "the death toll"."""
    tokens = reading.tokens
    phrase = (
        phrase_after(reading, i + 1) if i + 1 < len(tokens) and tokens[i + 1].lower == "of" else []
    )
    if phrase:
        found = _named(reading, phrase, table)
        if tokens[phrase[-1]].lemma in table["bodies"] and not found.strength:
            return Counted(table["personnel"], strength=True, of=found.of, borrowed=True)
        return Counted(found.name, found.strength, of=found.of, borrowed=True)
    modifiers = [tokens[j] for j in range(tokens[i].left, i)]
    for token in modifiers:
        found_class = head_classes().get(lemma_of(token))
        if found_class and token.dep in {"compound", "amod", "poss"}:
            return Counted(*found_class, of=owners_in(reading, left_part(tokens[i])), borrowed=True)
    if tokens[i].lemma in {"strength", "headcount"}:
        return Counted(
            table["personnel"],
            strength=True,
            of=owners_in(reading, left_part(tokens[i])),
            borrowed=True,
        )
    return None


def measured_noun(reading: Reading, i: int) -> Counted | None:
    """Return what a noun measures or is: "the number of troops", "the force", "its tanks"."""
    token = reading.tokens[i]
    if token.pos not in NOUNS:
        return None
    table = head_table(reading.language)
    if token.lemma in table["measures"]:
        return _measure(reading, i, table)
    of = owners_in(reading, left_part(token))
    if token.lemma in table["bodies"] and token.lemma not in {"group", "body", "unit", "mission"}:
        return Counted(table["personnel"], strength=True, of=of, borrowed=True)
    found = head_classes().get(lemma_of(token))
    if found is not None and found[0] != "exercises":
        return Counted(*found, of=of, borrowed=True)
    return None


def _verb_over(reading: Reading, number: tuple[Token, ...]) -> Token | None:
    token = number[-1]
    inside = {t.i for t in number}
    for _ in range(5):
        if token.pos in {"VERB", "AUX"}:
            return token
        if token.head == token.i:
            return None
        parent = reading.tokens[token.head]
        if parent.i not in inside and parent.pos in NOUNS and token.i in inside:
            return None
        token = parent
    return None


def _subject(reading: Reading, verb: Token) -> Token | None:
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


def _told_by_verb(
    reading: Reading, number: tuple[Token, ...], table: dict[str, Any]
) -> Counted | None:
    """Read people from what they do: "some 13,000 will take part", "8,000 were deployed"."""
    inside = {t.i for t in number}
    top = next((t for t in reversed(number) if t.head not in inside or t.head == t.i), number[-1])
    if top.dep not in {"nsubj", "nsubjpass", "pobj", "dobj", "agent"} or top.head in inside:
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
    taking_part = verb.lemma == "take" and any(
        reading.tokens[i].lower == "part" for i in reading.children[verb.i]
    )
    subject = _subject(reading, verb)
    if top.dep in {"dobj", "attr", "pobj"} and number_of_exercise(reading, subject, number):
        return Counted(table["personnel"], strength=True, borrowed=True)
    if top.dep in {"nsubj", "nsubjpass"} and (
        taking_part or verb.lemma in table["personnel_verbs"]
    ):
        return Counted(table["personnel"], strength=True, borrowed=True)
    return None


def number_of_exercise(reading: Reading, subject: Token | None, number: tuple[Token, ...]) -> bool:
    """Tell whether a bare number can only be the people of an exercise ("Zapad-2021 saw 200,000").

    Nothing else of an exercise is put as a large number without a noun.
    """
    if subject is None or not any(t.text[0].isdigit() and len(t.text) > 3 for t in number):
        return False
    names = exercise_names(reading.language)
    words = [t.lower for t in reading.tokens[subject.left : subject.right + 1]]
    pairs = [" ".join(pair) for pair in pairwise(words)]
    return any(word in names or word.split("-")[0] in names for word in [*words, *pairs])


def befallen(reading: Reading, counted: Counted, table: dict[str, Any]) -> Counted:
    """Turn people who are killed, wounded or captured into losses: they count no strength."""
    if not is_people(counted.name):
        return counted
    head = reading.tokens[counted.head]
    following = reading.tokens[counted.last + 1] if counted.last + 1 < len(reading.tokens) else None
    fate = _fate(reading, head, following, table)
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


def _fate(
    reading: Reading, head: Token, following: Token | None, table: dict[str, Any]
) -> str | None:
    classes: dict[str, str] = table["classes"]
    if following is not None and following.dep in {"acl", "amod", "acomp", "ROOT"}:
        for group in ("killed", "wounded"):
            if following.lower in table[f"{group}_words"]:
                return classes[group]
    if head.dep == "conj":
        head = reading.tokens[head.head]
    verb = reading.tokens[head.head]
    if head.i == verb.i:
        return None
    passive = head.dep == "nsubjpass"
    if passive or head.dep == "dobj":
        for group in ("killed", "wounded", "losses", "captured"):
            if verb.lemma in table[group] and (group != "losses" or not passive):
                return classes[group]
    if head.dep == "nsubj" and verb.lemma in {"die", "perish"}:
        return classes["killed"]
    return None
