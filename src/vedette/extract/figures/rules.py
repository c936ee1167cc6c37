"""Numbers of rules: thresholds from which an activity must be notified count no activity."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.extract.clauses import ancestors
from vedette.extract.figures.noun_phrases import class_kinds, head_table
from vedette.model import Figure, Reading, Sentence, Token

_KINDS = frozenset({"people", "things", "units"})
NAME_REACH = 24  # code points from a number to the word that calls it a threshold


@cache
def _words(language: str) -> dict[str, Any]:
    table: dict[str, Any] = read_toml(f"languages/{language}/figures.toml")["rules"]
    return table


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = _words(language)
    names, bounds = "|".join(table["names"]), "|".join(table["limits"])
    return (
        re.compile(rf"\b(?:{names})s?\s(?:of|at|is|was|lies at|stands at|:)\W*$", re.IGNORECASE),
        re.compile(rf"[\w\s-]{{0,16}}?\b(?:{names})s?\b", re.IGNORECASE),
        re.compile(rf"\b(?:{bounds})s?\b", re.IGNORECASE),
    )


def is_rule(reading: Reading, figure: Figure) -> bool:
    """Tell whether a number says what a rule asks, not what an exercise has.

    So do "the threshold of 13,000", "exercises of more than 9,000 troops must be notified" and
    "from 13,000 it must invite observers"; "must send 9,000 troops" does not.
    """
    tokens = reading.tokens_between(figure.number.start, figure.number.end)
    if not tokens or class_kinds().get(figure.counted) not in _KINDS:
        return False
    sentence = reading.sentence_of(tokens[-1])
    if _is_called_threshold(reading, figure, sentence):
        return True
    words = {t.lower for t in reading.tokens_of(sentence)}
    lemmas = {t.lemma for t in reading.tokens_of(sentence)}
    table = _words(reading.language)
    text = reading.text[sentence.start : sentence.end].lower()
    binds = words & set(table["duties"]) or lemmas & set(table["duty_verbs"])
    if not binds and not any(phrase in text for phrase in table["duty_phrases"]):
        return False
    if not lemmas & set(table["acts"]):
        return False
    return _is_condition(reading, tokens[-1], figure)


def _is_called_threshold(reading: Reading, figure: Figure, sentence: Sentence) -> bool:
    before, after, limits = _patterns(reading.language)
    text = reading.text
    start = min(figure.span.start, figure.number.start)
    if before.search(text[max(sentence.start, start - NAME_REACH) : start]):
        return True
    if after.match(text[figure.number.end : figure.number.end + NAME_REACH]):
        return True
    lead = text[sentence.start : figure.number.start]
    regimes = _words(reading.language)["regimes"]
    within = text[sentence.start : sentence.end].lower()
    if not any(regime in within for regime in regimes):
        return False
    found = list(limits.finditer(lead))
    return bool(found) and len(lead[found[-1].end() :].split()) <= 2


def _is_condition(reading: Reading, number: Token, figure: Figure) -> bool:
    """Tell whether a number limits any activity: "exercises of 9,000", "when one reaches 9,000"."""
    table = _words(reading.language)
    span = reading.tokens_between(figure.span.start, figure.number.end)
    first = span[0] if span else number
    if first.i and reading.tokens[first.i - 1].lower in table["from"]:
        return True
    attached = first.i > 1 and reading.tokens[first.i - 1].lower in table["with"]
    if attached and _is_any(reading, reading.tokens[first.i - 2]):
        return True
    for token in ancestors(reading, number)[:6]:
        if token.pos in {"NOUN", "PROPN"} and token.i < number.i:
            return _is_any(reading, token)
        if token.lemma in table["reaching"]:
            subject = next(
                (reading.tokens[i] for i in reading.children[token.i] if i < token.i), None
            )
            nouns = [
                reading.tokens[i]
                for i in reading.children[token.i]
                if reading.tokens[i].dep in {"nsubj", "nsubjpass"}
            ]
            conditional = subject is not None and subject.lower in table["conditions"]
            return conditional or any(_is_any(reading, noun) for noun in nouns)
    return False


def _is_any(reading: Reading, noun: Token) -> bool:
    # "exercises of", "an activity with": any one, not the one of the report
    if noun.lemma not in _words(reading.language)["activities"]:
        return False
    before = reading.tokens[noun.left : noun.i]
    named = any(t.pos == "PROPN" or t.ent for t in before)
    lead = {t.lower for t in before if t.pos in {"DET", "PRON"}}
    definite = lead & {"the", "this", "these", "those", "its", "their", "his", "her"}
    if noun.tag in {"NN", "NNP"} and not lead:
        return False
    return not named and not definite and noun.lemma not in head_table(reading.language)["synonyms"]
