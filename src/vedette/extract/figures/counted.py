"""What a number counts: the noun behind it, in brackets, in front of it, or told by the verb."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from vedette.extract.figures.ellipsis import (
    befallen,
    is_ratio,
    is_taking_part,
    subject_of,
    told_by_heading,
    told_by_verb,
    verb_over,
)
from vedette.extract.figures.noun_phrases import (
    NOUNS,
    Counted,
    class_kinds,
    classify,
    exercise_names,
    head_classes,
    head_table,
    lemma_of,
    next_index,
    number_tokens,
    owner_names,
    phrase_after,
    strength_of,
)
from vedette.extract.figures.owners import (
    adjective_behind,
    left_part,
    origin_of,
    owners_before,
    owners_in,
)
from vedette.extract.figures.quantities import Quantity
from vedette.extract.figures.whom import are_fighters, are_no_states
from vedette.model import Reading, Token

__all__ = ["PEOPLE", "Counted", "find_counted", "measured_noun"]

_OPEN, _CLOSE = "([", ")]"


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
        return _citizens(reading, phrase, table)
    if phrase:
        named = _at_grounds(reading, _named(reading, phrase, table), table)
        if are_fighters(reading, phrase, quantity, table):
            named = replace(named, name=table["personnel"], strength=True)
        if are_no_states(reading, tokens[0], phrase, table):
            named = replace(named, name=PEOPLE, strength=False)
        if is_ratio(reading, named.last):
            return replace(named, name=RATIO, strength=False)
        return befallen(reading, named, table)
    return (
        _apposed(reading, quantity, after, table)
        or _told_by_participle(reading, after, table)
        or _bracketed(reading, after, table)
        or _measured(reading, tokens, table)
        or told_by_verb(reading, tokens, table)
        or told_by_heading(reading, tokens)
    )


def _apposed(
    reading: Reading, quantity: Quantity, after: int, table: dict[str, Any]
) -> Counted | None:
    """Read a number set behind its noun.

    "Reservists, about 1,200 in all", "men, 80 of them sick", "the force, estimated at 900".
    """
    before = reading.tokens_between(max(0, quantity.start - 32), quantity.start)[-2:]
    if len(before) < 2 or before[1].text not in _OPENING_MARKS:
        return None
    noun = before[0]
    of = owners_in(reading, left_part(noun)) or adjective_behind(reading, quantity)
    words = reading.text[quantity.start : quantity.end].lower()
    if noun.lemma in table["bodies"] and words.startswith(_PUT_AT):
        return Counted(table["personnel"], strength=True, of=of, borrowed=True)
    following = " ".join(t.lower for t in reading.tokens[after : after + 2])
    found = head_classes().get(lemma_of(noun))
    if found is None or noun.tag not in _PLURALS or not following.startswith(_IN_ALL):
        return None
    return Counted(*found, of=of, borrowed=True)


_PUT_AT = ("estimated at",)
_OPENING_MARKS = frozenset({",", "(", "-", "–", "—"})
_PLURALS = frozenset({"NNS", "NNPS"})
_IN_ALL = ("in all", "in total", "altogether", "all told", "of them", "of whom", "in number")


def _citizens(reading: Reading, phrase: list[int], table: dict[str, Any]) -> Counted | None:
    # "2,000 Russians" are people; "of them 2,000 Russian" leaves out its noun
    tokens = reading.tokens
    head = tokens[phrase[-1]]
    if head.tag not in {"NNS", "NNPS"} and not head.lower.endswith("s"):
        return None
    last = _conjunct_citizen(reading, head)
    of = tuple(dict.fromkeys((head.i, last)))
    name = table["personnel"] if is_taking_part(reading, head, table) else PEOPLE
    if is_ratio(reading, last):
        return Counted(RATIO, strength=False, first=phrase[0], last=last)
    citizens = Counted(name, strength_of(name), head.i, phrase[0], last, of)
    return befallen(reading, citizens, table)


def _conjunct_citizen(reading: Reading, head: Token) -> int:
    # "30,000 Russians and Belarusians"
    following = reading.tokens[head.i + 1 : head.i + 3]
    known = owner_names(reading.language)
    joined = len(following) > 1 and following[0].lower == "and"
    return following[1].i if joined and following[1].lower in known else head.i


def _at_grounds(reading: Reading, counted: Counted, table: dict[str, Any]) -> Counted:
    """Turn "sites" where an exercise is held into training grounds."""
    if counted.strength or counted.name not in table["sites"]:
        return counted
    head = reading.tokens[counted.head]
    verb = verb_over(reading, (head,), through_nouns=True)
    if verb is None or verb.lemma not in table["held_at"]:
        return counted
    if head.dep not in {"pobj", "conj"} and not (head.dep == "dobj" and verb.lemma == "use"):
        return counted
    if not _is_of_exercise(reading, subject_of(reading, verb)):
        return counted
    return replace(counted, name=table["grounds"], strength=strength_of(table["grounds"]))


def _is_of_exercise(reading: Reading, subject: Token | None) -> bool:
    # "the drills are held at", "soldiers train at"
    names = exercise_names(reading.language)
    if subject is None:
        return False
    words = [t.lower for t in reading.tokens[subject.left : subject.right + 1]]
    if any(word in names or word.split("-")[0] in names for word in words):
        return True
    found = head_classes().get(lemma_of(subject))
    return found is not None and found[1] and class_kinds()[found[0]] in {"people", "units"}


PEOPLE = "people"
RATIO = "ratio"  # "three guards for every prisoner" measures, it counts nobody


def _named(reading: Reading, phrase: list[int], table: dict[str, Any]) -> Counted:
    while len(phrase) > 1 and reading.tokens[phrase[0]].lower in table["additional"]:
        phrase = phrase[1:]
    first, last = phrase[0], phrase[-1]
    name, strength, end = classify(reading, phrase)
    name, strength, end = _with_conjunct(reading, (name, strength, end), last, table)
    known = owner_names(reading.language)
    inner = (i for i in range(last + 2, end) if reading.tokens[i].lower in known)
    of = (*owners_in(reading, phrase), *inner, *origin_of(reading, end))
    return Counted(name, strength, last, first, end, of)


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
    if word in table["missing_words"]:  # neither dead nor wounded, nor what was counted before
        return Counted(word, strength=False, head=after, first=after, last=after)
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
    verb = verb_over(reading, number)
    if verb is None:
        return None
    put = _put_at(reading, number, verb, table)
    subject = subject_of(reading, verb)
    if put is not None or subject is None:
        return put
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


def _put_at(
    reading: Reading, number: tuple[Token, ...], verb: Token, table: dict[str, Any]
) -> Counted | None:
    """Read "put the whole force at 5,000", "puts Ukraine's dead at 31,000"."""
    tokens = reading.tokens
    inside = {t.i for t in number}
    top = next((t for t in number if t.head not in inside), number[-1])
    if verb.lemma not in table["putting"] or tokens[top.head].lower != "at":
        return None
    noun = next((tokens[i] for i in reading.children[verb.i] if tokens[i].dep == "dobj"), None)
    if noun is None or not verb.i < noun.i < number[0].i:
        return None
    dead = table["dead_words"].get(noun.lower)
    if dead is not None:
        of = owners_in(reading, left_part(noun))
        return Counted(table["classes"][dead], strength=False, of=of, borrowed=True)
    return measured_noun(reading, noun.i)


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
    if noun.lemma in table["populations"]:
        return Counted(
            PEOPLE, strength=False, of=owners_in(reading, left_part(noun)), borrowed=True
        )
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
        head = tokens[phrase[-1]]
        is_sized = tokens[i].lemma in {"strength", "size", "headcount"} and (
            head.lower.split("-")[0] in exercise_names(reading.language)
        )
        if is_sized or (head.lemma in table["bodies"] and not found.strength):
            return Counted(table["personnel"], strength=True, of=found.of, borrowed=True)
        return Counted(found.name, found.strength, of=found.of, borrowed=True)
    dead = [table["dead_words"].get(t.lower) for t in tokens[i + 2 : i + 3]]
    if any(dead) and tokens[i + 1].lower == "of":  # "the number of dead"
        return Counted(table["classes"][dead[0]], strength=False, borrowed=True)
    modifiers = [tokens[j] for j in range(tokens[i].left, i)]
    for token in modifiers:
        found_class = head_classes().get(lemma_of(token))
        is_noun = token.pos in NOUNS or token.lemma == "military"
        if found_class and is_noun and token.dep in {"compound", "amod", "poss"}:
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
