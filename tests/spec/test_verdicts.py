"""Every pair of `verdicts.toml` comes out as it was decided, whichever side is named first."""

from __future__ import annotations

import pytest
from board import COLONEL, MINISTRY, row
from pairs import PAIRS, RENDERINGS, board_of, desk_of, world

from vedette.compare.conventions import Conventions
from vedette.compare.ledger import build_ledger
from vedette.compare.replaced import find_replaced
from vedette.compare.verdicts import judge_pair, judge_rows
from vedette.model import Change, Direction, Stage, Verdict

CONVENTIONS = Conventions.shipped()


def named(pair):
    return pair["name"]


def verdict_on(rows, ids):
    a, b = (one for one in rows if one.id in ids)
    if a.figure.counted != b.figure.counted:  # a board judges no pairs across classes
        return judge_pair(a, b, conventions=CONVENTIONS, world=world())
    marked = find_replaced(rows, world=world())
    judged = judge_rows(marked, conventions=CONVENTIONS, world=world())
    (one,) = [one for one in judged if {one.a, one.b} == set(ids)]
    return one


@pytest.mark.parametrize("pair", PAIRS, ids=named)
def test_a_pair_comes_out_as_decided_in_both_orders(pair):
    board = board_of(pair)
    rows = list(board.rows.values())
    there = verdict_on(rows, board.ids)
    back = verdict_on(rows[::-1], board.ids)
    assert there == back
    found = {
        "verdict": str(there.verdict),
        "force": there.force and str(there.force),
        "code": there.code,
    }
    assert found == {
        "verdict": pair["verdict"],
        "force": pair.get("force"),
        "code": pair["code"],
    }, there.reason
    if "first" in pair:
        assert there.a == board.rows[pair["first"]].id
    for words in pair.get("reason", ()):
        assert words in there.reason


@pytest.mark.parametrize("rendering", RENDERINGS, ids=named)
def test_a_rendering_contradicts_its_utterance_or_does_not(rendering):
    ledger = build_ledger(
        [desk_of(rendering).item], activity="Zapad-2025", conventions=CONVENTIONS, world=world()
    )
    quoted = {row.id: row.carriers[0].span.quote for row in (*ledger.rows, *ledger.garbled)}
    found = [(quoted[one.a], quoted[one.b], str(one.force)) for one in ledger.renderings]
    expected = []
    if "garbled" in rendering:
        expected = [(rendering["garbled"], rendering["against"], rendering["force"])]
    assert found == expected
    judged = {one for verdict in ledger.verdicts for one in (verdict.a, verdict.b)}
    assert not judged & {row.id for row in ledger.garbled}


def test_the_file_holds_the_worked_pairs_of_the_rules_and_many_more():
    worked = [pair for pair in (*PAIRS, *RENDERINGS) if pair["why"].startswith("Worked pair")]
    assert len(worked) == 20
    assert len(PAIRS) - len(worked) >= 40
    assert len({pair["name"] for pair in PAIRS}) == len(PAIRS)


def test_a_change_without_a_base_takes_the_speakers_own_earlier_number():
    early = row(MINISTRY, "about 13,000", said="2025-02-10", stage=Stage.ANNOUNCED)
    cut = row(MINISTRY, "", said="2025-05-28", change=Change(Direction.CUT, factor=0.5))
    rows = (early, cut, row(COLONEL, "6,500", said="2025-06-02"))
    found = judge_rows(rows, conventions=CONVENTIONS, world=world())
    assert any(one.verdict is Verdict.REFINES and "5,850 to 7,150" in one.reason for one in found)
