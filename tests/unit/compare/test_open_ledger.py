"""A ledger whose pairs are judged on demand says of each pair what the whole board says."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from vedette.compare.conventions import Conventions
from vedette.compare.ledger import OpenLedger, build_ledger, open_ledger
from vedette.compare.world import World
from vedette.model import Analysis, Block, Figure, Report, Scope, Span, When, Zone
from vedette.model.figure import Bound

DRILL = "Granite-2025"


def item(number: int, *values: float) -> tuple[Report, Analysis]:
    words = [f"{value:,.0f} soldiers" for value in values]
    text = f"Granite {number}: {'; '.join(words)}."
    report = Report(
        Report.make_id(f"Paper {number}", "", text), text, (Block(Zone.BODY, 0, len(text)),), "",
        f"Paper {number}", When.on(date(2025, 9, number)),
    )  # fmt: skip
    figures = []
    for value, quote in zip(values, words, strict=True):
        span = Span.cut(text, text.index(quote), text.index(quote) + len(quote))
        own = Figure.make_id(report.id, span)
        scope = Scope(DRILL)
        figures.append(Figure(own, span, span, value, value, Bound.EXACT, "personnel", scope=scope))
    return report, Analysis(report.id, figures=tuple(figures))


ITEMS = [item(1, 6_800, 13_000), item(2, 7_000), item(3, 100_000, 6_900)]


def opened() -> OpenLedger:
    return open_ledger(ITEMS, activity=DRILL, conventions=Conventions.shipped(), world=World())


def test_nothing_is_judged_before_somebody_asks():
    assert opened().ledger.verdicts == ()
    assert len(opened().ledger.rows) == 5


def test_pairs_judged_on_demand_are_those_of_the_whole_board():
    whole = build_ledger(ITEMS, activity=DRILL, conventions=Conventions.shipped(), world=World())
    ids = [row.id for row in whole.rows]
    assert opened().among(ids) == whole.verdicts
    by_pair = {frozenset((one.a, one.b)): one for one in whole.verdicts}
    for a, b in combinations(ids, 2):
        assert opened().pair(a, b) == by_pair[frozenset((a, b))]
        assert opened().pair(b, a) == by_pair[frozenset((a, b))]


def test_one_row_is_judged_against_all_others_but_not_itself():
    ledger = opened()
    ids = [row.id for row in ledger.ledger.rows]
    found = ledger.against(ids[0], ids)
    assert len(found) == len(ids) - 1
    assert all(ids[0] in (one.a, one.b) for one in found)
