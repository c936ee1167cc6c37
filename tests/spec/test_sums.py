"""Parts and their whole: what adds up, what is all of it, what is derived and never quoted."""

from __future__ import annotations

import pytest
from board import COLONEL, MINISTRY, ZAPAD, row
from pairs import world
from papers import Desk, paper

from vedette.compare.conventions import Conventions
from vedette.compare.ledger import build_ledger
from vedette.compare.verdicts import judge_pair
from vedette.model import Change, Direction

CONVENTIONS = Conventions.shipped()


def codes(words, parts):
    text = f"There are 10,000 soldiers {words} {parts[0]} in Belarus and {parts[1]} in Kaliningrad."
    desk = Desk(paper(text)).says("10,000 soldiers", "10,000", by=COLONEL)
    whole = desk.figures[0].id
    for number, place in zip(parts, ("Belarus", "Kaliningrad"), strict=True):
        desk.says(number, number, by=COLONEL, place=place, part_of=whole)
    board = build_ledger([desk.item], activity=ZAPAD, conventions=CONVENTIONS, world=world())
    return sorted(one.code for one in board.verdicts)


@pytest.mark.parametrize(
    ("words", "parts", "code"),
    [
        ("made up of", ("6,000", "2,000"), "sum"),
        ("made up of", ("6,000", "4,000"), "part"),
        ("divided into", ("6,000", "4,300"), "part"),
        ("divided into", ("6,000", "5,000"), "sum"),
        ("including", ("6,000", "2,000"), "part"),
        ("including", ("6,000", "5,000"), "sum"),
    ],
)
def test_parts_called_the_whole_add_up_and_others_may_fall_short(words, parts, code):
    assert codes(words, parts) == ["other scope", code, code]


def test_a_number_worked_out_from_a_change_is_marked_derived():
    halved = row(MINISTRY, "", change=Change(Direction.CUT, factor=0.5, from_value=13_000))
    verdict = judge_pair(halved, row(COLONEL, "7,500"), conventions=CONVENTIONS, world=world())
    assert "derived: 5,850 to 7,150" in verdict.reason
    assert "derived: 5,850 to 7,150" in verdict.evidence
    assert (halved.figure.low, halved.figure.high) == (None, None)
