"""Figures beside a user's own thresholds, and why others are not tested."""

from __future__ import annotations

from dataclasses import replace

from board import COLONEL, MINISTRY, REVENKO, ZAPAD, asked
from pairs import world
from papers import Desk, paper

from vedette.compare.conventions import Conventions
from vedette.compare.ledger import build_ledger
from vedette.model import Threshold

OWN = (
    Threshold(name="notice", value=5_000, counted="personnel", scope="one activity, personnel"),
    Threshold(name="tanks", value=50, counted="tanks", scope="one activity, tanks"),
)


def board():
    desk = Desk(
        paper("6,000; 4,900; about 5,100; 800; 40 tanks; 7,000; 9,000; 3,000; fewer than 5,000.")
    )
    desk.says("6,000", "6,000", by=COLONEL)
    desk.says("4,900", "4,900", by=MINISTRY)
    desk.says("about 5,100", "about 5,100", by=REVENKO)
    desk.says("800", "800", by=COLONEL, place="Belarus")
    desk.says("40 tanks", "40", by=COLONEL, counted="tanks")
    desk.says("7,000", "7,000", by=COLONEL, activity="Zapad-2021")
    desk.says("9,000", "9,000", by=COLONEL, modality=asked())
    desk.says("3,000", "3,000", by=COLONEL, role="on call")
    desk.says("fewer than 5,000", "fewer than 5,000", by=COLONEL)
    conventions = replace(Conventions.shipped(), thresholds=OWN)
    return build_ledger([desk.item], activity=ZAPAD, conventions=conventions, world=world())


def quotes(ledger, ids):
    return sorted(row.figure.span.quote for row in ledger.rows if row.id in ids)


def test_each_threshold_is_laid_beside_the_rows_of_its_own_scope():
    ledger = board()
    notice, tanks = ledger.thresholds
    assert quotes(ledger, notice.reached_by) == ["6,000"]
    assert quotes(ledger, notice.below) == ["4,900", "fewer than 5,000"]
    assert quotes(ledger, notice.straddled_by) == ["about 5,100"]
    assert quotes(ledger, tanks.below) == ["40 tanks"]


def test_what_is_not_tested_has_a_reason():
    ledger = board()
    notice, tanks = ledger.thresholds
    why = {quote: reason for one, reason in notice.why_not for quote in quotes(ledger, {one})}
    assert why == {
        "40 tanks": "counts tanks",
        "7,000": "another activity",
        "800": "a part: in Belarus",
        "9,000": "asked or supposed, not said",
        "3,000": "on call",
    }
    assert [one for one, _ in notice.why_not] == list(notice.not_tested)
    assert len(tanks.not_tested) == len(ledger.rows) - 1
