"""Noun phrases behind numbers: where they end, and which class of the codebook they name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.data.codebook import FILE, counted_classes
from vedette.extract.figures.quantities import Quantity
from vedette.model import Reading, Token

NOUNS = frozenset({"NOUN", "PROPN"})
_INSIDE = frozenset(
    {"compound", "amod", "nmod", "poss", "npadvmod", "nummod", "advmod", "punct", "det"}
)


MOST_WORDS = 9  # a noun phrase longer than this is a wrong parse
_NOT_FIRST = frozenset({"last", "next", "this"})  # "came to 900 last year"
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
    return {head: (row.name, row.strength) for row in counted_classes() for head in row.heads}


@cache
def class_kinds() -> dict[str, str]:
    """Return for each class of the codebook what it counts: "people", "things", "places"."""
    return {row["class"]: row.get("kind", "") for row in read_toml(FILE)["counted"]}


def is_people(name: str) -> bool:
    """Tell whether a class of the codebook counts people."""
    return class_kinds().get(name) == "people"


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
    phrase = phrase_after(reading, next_index(reading, quantity, tokens[-1].i))
    return tuple(reading.tokens[i] for i in phrase)


def next_index(reading: Reading, quantity: Quantity, last: int) -> int:
    """Return the index of the first token behind a quantity whose last number token is `last`."""
    i = last + 1
    while i < len(reading.tokens) and reading.tokens[i].start < quantity.end:
        i += 1
    return i


def phrase_after(reading: Reading, i: int) -> list[int]:
    """Return the tokens from `i` to the head of the noun phrase that begins there."""
    tokens = reading.tokens
    if i >= len(tokens):
        return []
    stop = min(len(tokens), i + MOST_WORDS, reading.sentence_of(tokens[i - 1]).last)
    begun = _phrase_start(reading, i, stop)
    if begun is None:
        return []
    i = begun
    phrase: list[int] = []
    head = -1
    while i < stop:
        token = tokens[i]
        if not _belongs(reading, i, stop, bool(phrase)):
            break
        phrase.append(i)
        if _is_plural_verb(reading, i, stop):  # "6,000 artillery rounds a day"
            return [*phrase, i + 1]
        if _MODEL.fullmatch(token.text) or (token.pos in NOUNS and token.tag != "POS"):
            head = len(phrase)
            if _is_head(reading, i, stop):
                break
        i += 1
    return phrase[:head] if head > 0 else []


def _phrase_start(reading: Reading, i: int, stop: int) -> int | None:
    """Return where a noun phrase begins behind "of", determiners and measures, None at no noun."""
    tokens = reading.tokens
    behind_of = i < stop and tokens[i].lower == "of"
    if behind_of:
        i += 1
        if i < stop and tokens[i].pos == "PRON" and not tokens[i].tag.startswith("PRP$"):
            return None
    while behind_of and i < stop and (tokens[i].pos == "DET" or tokens[i].tag == "PRP$"):
        i += 1
    if i < stop and tokens[i].lower in _NOT_FIRST:
        return None
    return _skip_measure(reading, i, stop)


def _is_plural_verb(reading: Reading, i: int, stop: int) -> bool:
    """Tell whether the parse takes the plural behind a noun for a verb ("artillery rounds")."""
    token = reading.tokens[i]
    if token.tag != "NN" or i + 1 >= stop or reading.tokens[i + 1].tag != "VBZ":
        return False
    following = reading.tokens[i + 1].lower
    return following.endswith("s") and following.removesuffix("s") in head_classes()


@cache
def _numbered_names() -> frozenset[tuple[str, str]]:
    """Return word and number of equipment whose name ends in a number ("Leopard", "2")."""
    from vedette.data.catalogue import equipment

    names = set()
    for item in equipment():
        for name in (item.name, *item.aliases):
            words = name.lower().split()
            if len(words) > 1 and words[-1][0].isdigit():
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


_MODEL = re.compile(r"[A-Z][A-Za-z]{0,4}[-‑]?\d+[A-Z]{0,2}\d?s?")
_MEASURES = frozenset(
    {"mm", "cm", "km", "kg", "tonne", "ton", "millimetre", "millimeter", "kilogram"}
)


_MEASURE = re.compile(r"\d[\d.,]*[-‑]?(?:mm|cm|km|kg|tonne|ton|millimetre|millimeter)")


def _belongs(reading: Reading, i: int, stop: int, begun: bool) -> bool:
    token = reading.tokens[i]
    following = reading.tokens[i + 1] if i + 1 < stop else None
    if _MODEL.fullmatch(token.text):
        return True
    if token.pos in NOUNS:
        return not (token.ent in _NOT_HEADS and token.pos == "PROPN")
    if token.pos == "ADJ" or token.tag in {"JJ", "POS", "HYPH"}:
        return True
    if token.pos == "NUM":
        return begun and is_name_number(reading, i)
    return following is not None and _leads_on(reading, token, following, begun=begun)


def _leads_on(reading: Reading, token: Token, following: Token, *, begun: bool) -> bool:
    if token.tag in {"VBN", "VBG"}:
        return token.dep in {"amod", "compound"}
    if token.pos == "ADV":
        return token.dep == "advmod" and following.pos in {"ADJ", "VERB", "ADV"}
    if token.pos == "CCONJ" or token.text == ",":
        if not begun:
            return False
        before = reading.tokens[token.i - 1]
        joins = {"ADJ"} if token.text == "," else {"ADJ", "PROPN"}
        return before.pos in {"ADJ", "PROPN"} and following.pos in joins
    return token.text == "-" and begun


def _is_head(reading: Reading, i: int, stop: int) -> bool:
    token = reading.tokens[i]
    if i + 1 >= stop:
        return True
    following = reading.tokens[i + 1]
    if following.tag in {"POS", "HYPH"} or is_name_number(reading, i + 1):
        return False
    if following.pos in NOUNS and _MODEL.fullmatch(token.text):
        return following.ent in _NOT_HEADS
    if following.pos in NOUNS:
        return following.ent in _NOT_HEADS or (
            token.tag == "NNS" and token.dep not in _INSIDE and following.left > i
        )
    if following.pos == "CCONJ" and token.pos == "PROPN" and token.dep in _INSIDE:
        return False
    return following.pos != "ADJ" or token.pos != "PROPN" or token.dep not in _INSIDE


def classify(reading: Reading, phrase: list[int]) -> tuple[str, bool, int]:
    """Return class, strength and last token of a noun phrase; an unknown head is its own class.

    The longest phrase that the codebook knows wins: "piece of equipment" before "piece".
    """
    classes = head_classes()
    last = phrase[-1]
    tokens = reading.tokens
    lemmas = [lemma_of(tokens[i]) for i in phrase]
    inner = _complement(reading, last)
    for size in range(min(4, len(phrase)), 0, -1):
        own = " ".join(lemmas[-size:]).replace(" - ", "-")
        for end in inner:
            tail = f"{own} of {lemma_of(tokens[end])}"
            two = f"{own} of {lemma_of(tokens[end - 1])} {lemma_of(tokens[end])}"
            found = classes.get(two) or classes.get(tail) or _contained(reading, own, end)
            if found:
                return (*found, end)
        found = classes.get(own)
        if found:
            return (*found, last)
    for i in reversed(phrase[:-1]):  # "Shahed-type", "Abrams": a name in front of a plain head
        if tokens[i].pos == "PROPN" and lemmas[-1] in {"type", "model", "system"}:
            found = classes.get(lemma_of(tokens[i]))
            if found:
                return (*found, last)
    return _by_name(reading, phrase) or _of_headline(reading, phrase) or (lemmas[-1], False, last)


def _of_headline(reading: Reading, phrase: list[int]) -> tuple[str, bool, int] | None:
    # "40 Tanks Arrive": the parse takes a verb with a capital for the last word of a name
    for i in reversed(phrase[:-1]):
        token, following = reading.tokens[i], reading.tokens[i + 1]
        if token.text[0].isupper() and token.lower.endswith("s") and following.text[0].isupper():
            found = head_classes().get(lemma_of(token))
            if found:
                return (*found, i)
    return None


def _contained(reading: Reading, own: str, end: int) -> tuple[str, bool] | None:
    # "articles of military equipment": the first noun only wraps what is counted
    if own not in head_table(reading.language)["containers"]:
        return None
    found = head_classes().get(lemma_of(reading.tokens[end]))
    return found if found is not None and class_kinds().get(found[0]) == "things" else None


def _by_name(reading: Reading, phrase: list[int]) -> tuple[str, bool, int] | None:
    """Return the class of equipment called by its name: "four MiG-29s" are aircraft."""
    table = head_table(reading.language)
    last = phrase[-1]
    if reading.tokens[last].lemma.lower() in table["synonyms"]:
        name: str = table["synonyms"][reading.tokens[last].lemma.lower()]
        return name, strength_of(name), last
    for size in range(min(3, len(phrase)), 0, -1):
        words = reading.token_span(phrase[-size], last).quote.lower()
        found = _named_classes().get(words) or _named_classes().get(words.removesuffix("s"))
        if found:
            return found, strength_of(found), last
    return None


@cache
def _named_classes() -> dict[str, str]:
    """Return for each name of a piece of equipment the class that its type counts in."""
    from vedette.data.catalogue import equipment

    classes = head_classes()
    found: dict[str, str] = {}
    for item in equipment():
        words = item.type.lower().split()
        tails = (" ".join(words[i:]) for i in range(len(words)))
        known = next((classes[tail][0] for tail in tails if tail in classes), None)
        if known and not item.generic:
            found.update({name.lower(): known for name in (item.name, *item.aliases)})
    return found


def lemma_of(token: Token) -> str:
    """Return the lemma in small letters, in the singular for names ("Marines")."""
    lemma = token.lemma.lower()
    if token.tag == "NNPS" or (
        token.pos == "PROPN" and lemma.endswith("s") and lemma == token.lower
    ):
        return lemma.removesuffix("s")
    if lemma.endswith("men") and (single := lemma.removesuffix("men") + "man") in head_classes():
        return single  # "servicemen", where the lemma is wrong
    return "marine" if lemma == "marines" else lemma


def _complement(reading: Reading, head: int) -> list[int]:
    """Return the heads of "of ..." behind a noun."""
    tokens = reading.tokens
    if head + 1 >= len(tokens) or tokens[head + 1].lower != "of":
        return []
    phrase = phrase_after(reading, head + 1)
    return [phrase[-1]] if phrase else []


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


@cache
def exercise_names(language: str) -> frozenset[str]:
    """Return the words that stand for exercises: common nouns and names of series."""
    from vedette.data.catalogue import series

    table = read_toml(f"languages/{language}/figures.toml")
    names = {name.lower() for row in series() for name in (row.name, *row.aliases)}
    return frozenset(names | set(table["scope"]["exercise_words"]))
