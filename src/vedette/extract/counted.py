"""What a number counts: the noun behind it, in brackets, in front of it, or told by the verb."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.data.codebook import FILE, counted_classes
from vedette.extract.quantities import Quantity
from vedette.model import Reading, Token

_NOUNS = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset({"compound", "amod", "nmod", "poss", "npadvmod", "nummod", "advmod", "punct", "det"})
_OPEN, _CLOSE = "([", ")]"
MOST_WORDS = 9  # a noun phrase longer than this is a wrong parse
_NOT_HEADS = frozenset({"DATE", "TIME"})


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


@cache
def head_classes() -> dict[str, tuple[str, bool]]:
    """Return for each head of the codebook ("piece of equipment") its class and strength."""
    return {
        head: (row.name, row.strength) for row in counted_classes() for head in row.heads
    }


@cache
def _class_kinds() -> dict[str, str]:
    return {row["class"]: row.get("kind", "") for row in read_toml(FILE)["counted"]}


def is_people(name: str) -> bool:
    """Tell whether a class of the codebook counts people."""
    return _class_kinds().get(name) == "people"


@cache
def head_table(language: str) -> dict[str, Any]:
    """Return the table of heads and ellipsis of a language."""
    table = read_toml(f"languages/{language}/figures.toml")
    ellipsis: dict[str, Any] = table["ellipsis"]
    return {**ellipsis, **table["heads"], "additional": table["scope"]["additional"]}


def strength_of(name: str) -> bool:
    """Tell whether a class stands on a strength board."""
    return any(row.name == name and row.strength for row in counted_classes())


def number_tokens(reading: Reading, quantity: Quantity) -> tuple[Token, ...]:
    """Return the tokens of the number words."""
    tokens = reading.tokens_between(quantity.number.start, quantity.number.end)
    if tokens:
        return tokens
    # the number stands inside one token ("€5bn", "~30")
    before = reading.tokens_between(max(0, quantity.start - 12), quantity.number.end)
    return before[-1:]


def is_pronoun(reading: Reading, quantity: Quantity) -> bool:
    """Tell whether a "one" stands for a thing named elsewhere ("the one that", "each one")."""
    if reading.text[quantity.number.start : quantity.number.end].lower() != "one":
        return False
    tokens = number_tokens(reading, quantity)
    if not tokens or tokens[-1].dep in {"nummod", "quantmod", "compound"}:
        return False
    following = reading.text[quantity.number.end : quantity.number.end + 8]
    return not following.startswith(" of the ")


def head_words(reading: Reading, quantity: Quantity) -> tuple[Token, ...]:
    """Return the noun phrase behind a number, without the number, head last; () where none."""
    tokens = number_tokens(reading, quantity)
    if not tokens:
        return ()
    phrase = _phrase_after(reading, _next_index(reading, quantity, tokens[-1].i))
    return tuple(reading.tokens[i] for i in phrase)


def _next_index(reading: Reading, quantity: Quantity, last: int) -> int:
    i = last + 1
    while i < len(reading.tokens) and reading.tokens[i].start < quantity.end:
        i += 1
    return i


def _phrase_after(reading: Reading, i: int) -> list[int]:
    """Return the tokens from `i` to the head of the noun phrase that begins there."""
    tokens = reading.tokens
    if i >= len(tokens):
        return []
    stop = min(len(tokens), i + MOST_WORDS, reading.sentence_of(tokens[i - 1]).last)
    if i < stop and tokens[i].lower == "of":
        i += 1
        if i < stop and tokens[i].pos == "PRON" and not tokens[i].tag.startswith("PRP$"):
            return []
    while i < stop and (tokens[i].pos == "DET" or tokens[i].tag == "PRP$"):
        i += 1
    i = _skip_measure(reading, i, stop)
    phrase: list[int] = []
    head = -1
    while i < stop:
        token = tokens[i]
        if not _belongs(reading, i, stop, bool(phrase)):
            break
        phrase.append(i)
        if token.pos in _NOUNS and token.tag != "POS":
            head = len(phrase)
            if _is_head(reading, i, stop):
                break
        i += 1
    return phrase[:head] if head > 0 else []


@cache
def _numbered_names() -> frozenset[tuple[str, str]]:
    """Return word and number of equipment whose name ends in a number ("Leopard", "2")."""
    from vedette.data.catalogue import equipment

    names = set()
    for item in equipment():
        for name in (item.name, *item.aliases):
            words = name.lower().split()
            if len(words) > 1 and words[-1].isdigit():
                names.add((words[-2], words[-1]))
    return frozenset(names)


def is_name_number(reading: Reading, i: int) -> bool:
    """Tell whether a number token closes the name of a piece of equipment ("Leopard 2")."""
    if i == 0:
        return False
    return (reading.tokens[i - 1].lower, reading.tokens[i].lower) in _numbered_names()


def _skip_measure(reading: Reading, i: int, stop: int) -> int:
    # "two dozen 155-mm howitzers": a measure in front of the noun
    tokens = reading.tokens
    j = i
    if j < stop and _MEASURE.fullmatch(tokens[j].lower):
        return j + 1
    if j < stop and tokens[j].pos == "NUM" and tokens[j].text[0].isdigit():
        j += 1
        if j < stop and tokens[j].text in {"-", "‑"}:
            j += 1
        if j < stop and tokens[j].lower.lstrip("-") in _MEASURES:
            return j + 1
    return i


_MEASURES = frozenset({"mm", "cm", "km", "kg", "tonne", "ton", "millimetre", "millimeter", "kilogram"})
_MEASURE = re.compile(r"\d[\d.,]*[-‑]?(?:mm|cm|km|kg|tonne|ton|millimetre|millimeter)")


def _belongs(reading: Reading, i: int, stop: int, begun: bool) -> bool:
    token = reading.tokens[i]
    following = reading.tokens[i + 1] if i + 1 < stop else None
    if token.pos in _NOUNS:
        return not (token.ent in _NOT_HEADS and token.pos == "PROPN")
    if token.pos == "ADJ" or token.tag in {"JJ", "POS", "HYPH"}:
        return True
    if token.pos == "NUM":
        return begun and is_name_number(reading, i)
    if token.tag in {"VBN", "VBG"}:
        return token.dep in {"amod", "compound"} and following is not None
    if token.pos == "ADV":
        return token.dep == "advmod" and following is not None and following.pos in {"ADJ", "VERB"}
    if token.pos == "CCONJ" or token.text == ",":
        if not begun or following is None:
            return False
        before = reading.tokens[i - 1]
        return before.pos in {"ADJ", "PROPN"} and following.pos in {"ADJ", "PROPN"}
    return token.text == "-" and begun


def _is_head(reading: Reading, i: int, stop: int) -> bool:
    token = reading.tokens[i]
    if i + 1 >= stop:
        return True
    following = reading.tokens[i + 1]
    if following.tag in {"POS", "HYPH"} or is_name_number(reading, i + 1):
        return False
    if following.pos in _NOUNS:
        return following.ent in _NOT_HEADS or (
            token.tag in {"NNS"} and token.dep not in _INSIDE and following.left > i
        )
    if following.pos == "CCONJ" and token.pos == "PROPN" and token.dep in _INSIDE:
        return False
    return following.pos not in {"ADJ"} or token.pos != "PROPN" or token.dep not in _INSIDE


def find_counted(reading: Reading, quantity: Quantity) -> Counted | None:
    """Return what a count counts by its own words or its verb, None where both are silent."""
    tokens = number_tokens(reading, quantity)
    if not tokens:
        return None
    table = head_table(reading.language)
    if quantity.joined:
        return _tied(reading, tokens[-1].i, table)
    after = _next_index(reading, quantity, tokens[-1].i)
    phrase = _phrase_after(reading, after)
    if phrase and reading.tokens[phrase[-1]].lower in owner_names(reading.language):
        return _citizens(reading, phrase)
    if phrase:
        return _befallen(reading, _named(reading, phrase, table), table)
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
        name, strength, last, first, end, (*_owners(reading, phrase), *_origin(reading, end))
    )


def classify(reading: Reading, phrase: list[int]) -> tuple[str, bool, int]:
    """Return class, strength and last token of a noun phrase; an unknown head is its own class.

    The longest phrase that the codebook knows wins: "piece of equipment" before "piece".
    """
    classes = head_classes()
    last = phrase[-1]
    tokens = reading.tokens
    lemmas = [_lemma(tokens[i]) for i in phrase]
    inner = _complement(reading, last)
    for size in range(min(4, len(phrase)), 0, -1):
        own = " ".join(lemmas[-size:]).replace(" - ", "-")
        for end in inner:
            tail = f"{own} of {_lemma(tokens[end])}"
            two = f"{own} of {_lemma(tokens[end - 1])} {_lemma(tokens[end])}"
            found = classes.get(two) or classes.get(tail)
            if found:
                return (*found, end)
        found = classes.get(own)
        if found:
            return (*found, last)
    for i in reversed(phrase[:-1]):  # "Shahed-type", "Abrams": a name in front of a plain head
        if tokens[i].pos == "PROPN" and lemmas[-1] in {"type", "model", "system"}:
            found = classes.get(_lemma(tokens[i]))
            if found:
                return (*found, last)
    return lemmas[-1], False, last


def _lemma(token: Token) -> str:
    lemma = token.lemma.lower()
    if token.tag == "NNPS" or (token.pos == "PROPN" and lemma.endswith("s") and lemma == token.lower):
        return lemma.removesuffix("s")
    return "marine" if lemma == "marines" else lemma


def _complement(reading: Reading, head: int) -> list[int]:
    """Return the heads of "of ..." behind a noun."""
    tokens = reading.tokens
    if head + 1 >= len(tokens) or tokens[head + 1].lower != "of":
        return []
    phrase = _phrase_after(reading, head + 1)
    return [phrase[-1]] if phrase else []


def _with_conjunct(
    reading: Reading, found: tuple[str, bool, int], last: int, table: dict[str, Any]
) -> tuple[str, bool, int]:
    # "dozens of tanks and armoured vehicles" count both together
    name, strength, end = found
    tokens = reading.tokens
    for i in reading.children[last]:
        child = tokens[i]
        if child.dep != "conj" or child.pos not in _NOUNS or i < last:
            continue
        if any(tokens[j].dep in {"nummod", "det", "poss"} for j in reading.children[i]):
            return found
        if any(t.text == "," for t in tokens[end + 1 : i]):
            return found
        other, _, other_end = classify(reading, [*range(max(child.left, last + 2), i), i])
        kinds = _class_kinds()
        if other == name:
            return name, strength, other_end
        if kinds.get(other) == kinds.get(name) == "things":
            return table["broad"], True, other_end
    return found


def _owners(reading: Reading, phrase: list[int]) -> tuple[int, ...]:
    """Return the tokens of a noun phrase that say whose: "Russian and Belarusian"."""
    tokens = reading.tokens
    known = owner_names(reading.language)
    of = [i for i in phrase[:-1] if tokens[i].lower in known]
    if tokens[phrase[-1]].lower in known and not of:
        of = [phrase[-1]]  # "2,000 Russians"
    return tuple(of)


def _origin(reading: Reading, last: int) -> tuple[int, ...]:
    # "30,000 troops from Poland", "soldiers of the Polish army"
    tokens = reading.tokens
    if last + 2 >= len(tokens) or tokens[last + 1].lower not in {"from", "of"}:
        return ()
    known = owner_names(reading.language)
    phrase = []
    i = last + 2
    while i < len(tokens) and (
        tokens[i].lower in known or tokens[i].lower in {"and", "the", ",", "both"}
    ):
        phrase.append(i)
        i += 1
    return tuple(i for i in phrase if tokens[i].lower in known)


@cache
def owner_names(language: str) -> dict[str, str]:
    """Return for each adjective, citizen and name of a state (small letters) the state's name."""
    from vedette.data.catalogue import states

    names: dict[str, str] = {}
    for state in states():
        for word in (*state.demonyms, *state.people, state.name, *state.names):
            names.setdefault(word.lower(), state.name)
    names.update(head_table(language)["forces"])
    return names


def _tied(reading: Reading, last: int, table: dict[str, Any]) -> Counted | None:
    """Read a noun that a hyphen ties to its number: "13,000-strong force", "30-vehicle convoy"."""
    tokens = reading.tokens
    i = last + 1
    while i < len(tokens) and tokens[i].text in {"-", "‑"}:
        i += 1
    if i >= len(tokens):
        return None
    word = tokens[i]
    phrase = _phrase_after(reading, i + 1)
    if word.lower == table["strong"] or word.lower.endswith("-" + table["strong"]):
        owners = _owners(reading, phrase) if phrase else ()
        body = _lemma(tokens[phrase[-1]]) if phrase else ""
        of = owners or _owners_before(reading, last)
        name = table["personnel"] if not phrase or body in table["bodies"] else body
        end = phrase[-1] if phrase else i
        return Counted(name, strength_of(name), end, phrase[0] if phrase else i, end, of)
    lemma = table["tied"].get(word.lower, _lemma(word))
    found = head_classes().get(lemma)
    if found is None:
        return None
    return Counted(*found, i, i, i, _owners(reading, phrase) if phrase else ())


def _owners_before(reading: Reading, i: int) -> tuple[int, ...]:
    before = reading.tokens[i - 1] if i else None
    if before is not None and before.lower in owner_names(reading.language):
        return (before.i,)
    return ()


def _told_by_participle(
    reading: Reading, after: int, table: dict[str, Any]
) -> Counted | None:
    # "12 killed and 30 wounded"
    if after >= len(reading.tokens):
        return None
    word = reading.tokens[after].lower
    for group in ("killed", "wounded"):
        if word in table[f"{group}_words"]:
            return Counted(table["classes"][group], strength=False, head=after, first=after, last=after)
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
    phrase = _phrase_after(reading, i if measure is None else measure + 1)
    if not phrase or phrase[-1] >= close:
        return None
    return _named(reading, phrase, table)


def _measured(
    reading: Reading, number: tuple[Token, ...], table: dict[str, Any]
) -> Counted | None:
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
        return Counted(table["personnel"], strength=True, of=_owners(reading, _left(reading, subject)), borrowed=True)
    return None


def _left(reading: Reading, head: Token) -> list[int]:
    return [*range(head.left, head.i + 1)]


def _before_bound(reading: Reading, i: int) -> int:
    tokens = reading.tokens
    i -= 1
    while i > 0 and tokens[i].dep in {"quantmod", "advmod", "amod", "det"} and tokens[i].pos not in _NOUNS:
        if tokens[i].lower == "of":
            break
        i -= 1
    return i


def _of_body(reading: Reading, i: int, table: dict[str, Any]) -> Counted | None:
    noun = reading.tokens[i]
    if noun.lemma in table["bodies"]:
        of = _owners(reading, _left(reading, noun))
        return Counted(table["personnel"], strength=True, of=of, borrowed=True)
    return None


def _measure(reading: Reading, i: int, table: dict[str, Any]) -> Counted | None:
    """Read what a measure measures: "the number of troops", "troop strength", "the death toll"."""
    tokens = reading.tokens
    phrase = _phrase_after(reading, i + 1) if i + 1 < len(tokens) and tokens[i + 1].lower == "of" else []
    if phrase:
        found = _named(reading, phrase, table)
        if tokens[phrase[-1]].lemma in table["bodies"] and not found.strength:
            return Counted(table["personnel"], strength=True, of=found.of, borrowed=True)
        return Counted(found.name, found.strength, of=found.of, borrowed=True)
    modifiers = [tokens[j] for j in range(tokens[i].left, i)]
    for token in modifiers:
        found_class = head_classes().get(_lemma(token))
        if found_class and token.dep in {"compound", "amod", "poss"}:
            return Counted(*found_class, of=_owners(reading, _left(reading, tokens[i])), borrowed=True)
    if tokens[i].lemma in {"strength", "headcount"}:
        return Counted(table["personnel"], strength=True, of=_owners(reading, _left(reading, tokens[i])), borrowed=True)
    return None


def measured_noun(reading: Reading, i: int) -> Counted | None:
    """Return what a noun measures or is: "the number of troops", "the force", "its tanks"."""
    token = reading.tokens[i]
    if token.pos not in _NOUNS:
        return None
    table = head_table(reading.language)
    if token.lemma in table["measures"]:
        return _measure(reading, i, table)
    of = _owners(reading, _left(reading, token))
    if token.lemma in table["bodies"] and token.lemma not in {"group", "body", "unit", "mission"}:
        return Counted(table["personnel"], strength=True, of=of, borrowed=True)
    found = head_classes().get(_lemma(token))
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
        if parent.i not in inside and parent.pos in _NOUNS and token.i in inside:
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
        if verb.pos in _NOUNS:
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
    if top.dep in {"nsubj", "nsubjpass"} and (taking_part or verb.lemma in table["personnel_verbs"]):
        return Counted(table["personnel"], strength=True, borrowed=True)
    return None


def number_of_exercise(
    reading: Reading, subject: Token | None, number: tuple[Token, ...]
) -> bool:
    """Tell whether a bare number can only be the people of an exercise ("Zapad-2021 saw 200,000").

    Nothing else of an exercise is put as a large number without a noun.
    """
    if subject is None or not any(t.text[0].isdigit() and len(t.text) > 3 for t in number):
        return False
    names = exercise_names(reading.language)
    words = (t.lower for t in reading.tokens[subject.left : subject.right + 1])
    return any(word in names or word.split("-")[0] in names for word in words)


@cache
def exercise_names(language: str) -> frozenset[str]:
    """Return the words that stand for exercises: common nouns and names of series."""
    from vedette.data.catalogue import series

    table = read_toml(f"languages/{language}/figures.toml")
    names = {name.lower() for row in series() for name in (row.name, *row.aliases)}
    return frozenset(names | set(table["scope"]["exercise_words"]))


def _befallen(reading: Reading, counted: Counted, table: dict[str, Any]) -> Counted:
    """Turn people who are killed, wounded or captured into losses: they count no strength."""
    if not is_people(counted.name):
        return counted
    head = reading.tokens[counted.head]
    following = reading.tokens[counted.last + 1] if counted.last + 1 < len(reading.tokens) else None
    fate = _fate(reading, head, following, table)
    if fate is None:
        return counted
    return Counted(
        fate, strength=False, head=counted.head, first=counted.first, last=counted.last, of=counted.of
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
