"""Nouns that may mean people or something else: fighters and planes, members and states."""

from __future__ import annotations

from typing import Any

from vedette.extract.figures.noun_phrases import lemma_of
from vedette.extract.figures.quantities import Quantity
from vedette.model import Reading, Token

MEMBERS_OF = 5  # tokens to either side in which what they are members of is named


def are_fighters(
    reading: Reading, phrase: list[int], quantity: Quantity, table: dict[str, Any]
) -> bool:
    """Tell men from planes.

    "300 fighters", "a dozen Taliban fighters" are people, "two fighters took off" are jets.
    """
    words: dict[str, Any] = table["fighters"]
    if lemma_of(reading.tokens[phrase[-1]]) != words["noun"]:
        return False
    around = (*phrase[:-1], *reading.children[phrase[-1]], reading.tokens[phrase[-1]].head)
    told = any(reading.tokens[i].lower in words["people"] for i in around)
    return told or quantity.most >= words["from"]


def are_no_states(
    reading: Reading, number: Token, phrase: list[int], table: dict[str, Any]
) -> bool:
    """Tell "29 members of the gang", who are people, from "NATO's 32 members", which are states."""
    if lemma_of(reading.tokens[phrase[-1]]) != table["members"]["noun"]:
        return False
    around = reading.tokens[max(0, number.i - MEMBERS_OF) : phrase[-1] + MEMBERS_OF + 1]
    return not any(t.lower in table["members"]["of_states"] for t in around)
