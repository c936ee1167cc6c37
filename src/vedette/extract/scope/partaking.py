"""Who of those counted takes part, and as what: people, states and groups beside an exercise."""

from __future__ import annotations

from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.extract.clauses import ancestors
from vedette.extract.figures.counted import PEOPLE
from vedette.extract.figures.noun_phrases import class_kinds, is_people
from vedette.extract.scope.setting import Clause, number_token
from vedette.model import Figure, Reading, Token

STATES = "states"


@cache
def _words(language: str) -> dict[str, Any]:
    table: dict[str, Any] = read_toml(f"languages/{language}/figures.toml")["partaking"]
    return table


def partakes(reading: Reading, figure: Figure, clause: Clause) -> bool:
    """Tell whether what is counted belongs to an exercise; soldiers do without further words.

    People, citizens of a state and states do only where the clause says so ("200 people
    protested", "told all 56 states").
    """
    if figure.compared_to or figure.change or figure.part_of or figure.counted_text is None:
        return True
    if figure.counted == STATES:
        if _is_of_guests(reading, figure):
            return True
        number = number_token(reading, figure)
        noun = reading.tokens[number.head] if number.dep == "nummod" else number
        return noun.dep == "nsubj" and _does(reading, figure, clause, "states")
    if figure.counted == PEOPLE or (is_people(figure.counted) and not figure.is_strength):
        return _does(reading, figure, clause, "verbs")
    return True


def _does(reading: Reading, figure: Figure, clause: Clause, verbs: str) -> bool:
    verb = clause.verb
    if verb is None:
        return False
    if verb.lemma == "take":
        return any(reading.tokens[i].lower == "part" for i in reading.children[verb.i])
    if verb.lemma == "be":
        words = reading.text[figure.span.end : reading.tokens[clause.last].end].lower()
        return figure.counted == PEOPLE and "exercise" in words
    return verb.lemma in _words(reading.language)[verbs]


def _is_of_guests(reading: Reading, figure: Figure) -> bool:
    # "observers from 23 states"
    guests = _words(reading.language)["guests"]
    number = number_token(reading, figure)
    lead = [t for t in reading.tokens[max(0, number.i - 3) : number.i] if t.lower != "all"]
    if len(lead) > 1 and lead[-1].lower in {"from", "of"} and lead[-2].lemma in guests:
        return True
    for token in ancestors(reading, number)[:4]:
        if token.pos in {"NOUN", "PROPN"} and token.lemma in guests:
            return True
        if token.pos in {"VERB", "AUX"}:
            return any(
                reading.tokens[i].lemma in guests
                for i in reading.children[token.i]
                if reading.tokens[i].dep in {"nsubj", "nsubjpass"}
            )
    return False


def done_by_part(reading: Reading, figure: Figure) -> str | None:
    """Return what a part of the groups does: "16 of them sent representatives"."""
    kind = class_kinds().get(figure.counted)
    is_part = figure.part_of is not None and kind == "groups"
    is_bare = figure.counted_text is None and kind in {"groups", "states"}  # "16 accepted"
    if not (is_part or is_bare):
        return None
    token = number_token(reading, figure)
    split = _split(reading, token)
    if split is not None:
        return split
    verb = reading.tokens[token.head]
    if token.dep not in {"nsubj", "nsubjpass"} or verb.pos != "VERB":
        return None
    children = [reading.tokens[i] for i in reading.children[verb.i] if i > verb.i]
    for child in children:
        if child.dep == "dobj":
            return f"{verb.lower} {child.lower}"
        if child.dep == "prep" and child.lower in {"as", "with"}:
            inner = [reading.tokens[i] for i in reading.children[child.i]]
            return next((f"{verb.lower} {child.lower} {t.lower}" for t in inner), None)
    return verb.lower


def _split(reading: Reading, number: Token) -> str | None:
    # "six sent contingents", where the parse takes the verb for an adjective of the object
    following = reading.tokens[number.i + 1 : number.i + 5]
    if not following or following[0].tag not in {"VBD", "VBN"} or following[0].dep != "amod":
        return None
    noun = reading.tokens[following[0].head]
    if noun.i != number.head or noun.pos != "NOUN":
        return None
    return f"{following[0].lower} {noun.lower}"
