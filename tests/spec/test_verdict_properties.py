"""What holds of verdicts and boards whatever the numbers: order, carriers, garbled words."""

from __future__ import annotations

import math

from board import ANALYSTS, LITHUANIA, MINISTRY, PUTIN, REVENKO, ZELENSKY, row
from hypothesis import given, settings
from hypothesis import strategies as st
from pairs import world

from vedette.compare.conventions import Conventions
from vedette.compare.verdicts import judge_pair, judge_rows
from vedette.model import Basis, Certainty, Force, Judgement, Row, Stage

CONVENTIONS = Conventions.shipped()


def judge(a: Row, b: Row) -> Judgement:
    return judge_pair(a, b, conventions=CONVENTIONS, world=world())


NUMBERS = st.integers(min_value=5, max_value=40_000)
PREFIXES = st.sampled_from(
    ["", "about ", "up to ", "fewer than ", "at least ", "more than ", "nearly ", "just over "]
)
SPEAKERS = st.sampled_from([PUTIN, MINISTRY, REVENKO, LITHUANIA, ZELENSKY, ANALYSTS])
PLACES = st.sampled_from([None, "Belarus", "Russia", "Kaliningrad", "Borisov"])
DAYS = st.sampled_from([None, "2025-05-28", "2025-08-22", "2025-09-16"])


@st.composite
def rows(draw, number: int = 1) -> Row:
    value = draw(NUMBERS)
    return row(
        draw(SPEAKERS),
        f"{draw(PREFIXES)}{value:,}",
        number=number,
        said=draw(DAYS),
        place=draw(PLACES),
        force=draw(st.sampled_from([(), ("Russia",), ("Belarus", "Russia")])),
        assumed=draw(st.sampled_from([(), ("place",)])),
        stage=draw(st.sampled_from(list(Stage))),
        basis=draw(st.sampled_from([Basis.STATED, Basis.ESTIMATED])),
        certainty=draw(st.sampled_from([Certainty.UNSTATED, Certainty.POSSIBLE])),
    )


@given(rows(), rows(number=2))
@settings(max_examples=150, deadline=None)
def test_the_order_of_two_rows_never_matters(a, b):
    there, back = judge(a, b), judge(b, a)
    assert there == back
    parts = {"a": there.a, "b": there.b, "by": there.by, "code": there.code}
    assert there.id == Judgement.make_id(there.kind, **parts, value=there.verdict)
    assert there.force is not Force.HARD or "possible" not in there.reason
    assert there.apart is None or math.isfinite(there.apart)


@given(st.lists(rows(), min_size=3, max_size=6, unique_by=lambda one: one.id))
@settings(max_examples=40, deadline=None)
def test_a_verdict_on_two_rows_never_depends_on_a_third(board):
    # Agreement is never chained: without changes and parts, a pair is judged by itself.
    together = judge_rows(board, conventions=CONVENTIONS, world=world())
    assert len(together) == len(board) * (len(board) - 1) // 2
    by_id = {one.id: one for one in board}
    for one in together:
        alone = judge_rows([by_id[one.a], by_id[one.b]], conventions=CONVENTIONS, world=world())
        assert alone == (one,)
