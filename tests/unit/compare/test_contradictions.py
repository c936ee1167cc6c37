"""Two persons' decisions on one question: the later stands, the contradiction is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from vedette.compare.contradictions import contradictions, last_of, question_of
from vedette.model import Judgement, JudgementKind, decided

ACCEPT, REJECT = JudgementKind.ACCEPT, JudgementKind.REJECT
SAME, NOT_SAME = JudgementKind.SAME, JudgementKind.NOT_SAME
NOON = datetime(2025, 9, 1, 12, tzinfo=UTC)


def judge(kind, a="fig-1", b=None, *, by="person:mira", hour=0, code="", value=None):
    return Judgement(
        Judgement.make_id(kind, a=a, b=b, by=by, code=code, value=value),
        kind,
        a,
        b,
        by,
        "because",
        code,
        value=value,
        made_at=NOON + timedelta(hours=hour),
    )


def test_the_later_of_two_persons_stands_and_both_are_told():
    mira, ola = judge(REJECT, hour=2), judge(ACCEPT, by="person:ola", hour=1)
    assert contradictions([mira, ola]) == {mira.id: (ola,), ola.id: (mira,)}
    assert decided([mira, ola]) == {"fig-1": mira}
    assert last_of([mira, ola]) == {question_of(mira): mira}


def test_of_one_second_the_one_entered_last_stands():
    mira, ola = judge(REJECT), judge(ACCEPT, by="person:ola")
    assert decided([mira, ola])["fig-1"] is ola
    assert decided([ola, mira])["fig-1"] is mira


def test_two_who_agree_contradict_nothing():
    assert contradictions([judge(REJECT), judge(REJECT, by="person:ola")]) == {}


def test_a_rule_contradicts_nobody_and_outranks_nobody():
    mira, rule = judge(SAME, b="fig-2"), judge(NOT_SAME, b="fig-2", by="rule:names@1", hour=5)
    assert contradictions([mira, rule]) == {}
    assert last_of([mira, rule])[question_of(mira)] is mira


def test_a_pair_is_one_question_whichever_stands_first():
    ab, ba = judge(SAME, "a", "b"), judge(NOT_SAME, "b", "a", by="person:ola")
    assert set(contradictions([ab, ba])) == {ab.id, ba.id}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (judge(SAME, b="fig-2", code="origin"), judge(NOT_SAME, b="fig-2", code="story")),
        (judge(REJECT), judge(ACCEPT, "fig-2")),
        (
            judge(JudgementKind.EDIT, code="owner", value="x"),
            judge(JudgementKind.EDIT, code="kind", value="wire"),
        ),
    ],
)
def test_other_questions_are_no_contradiction(one, other):
    assert question_of(one) != question_of(other)


def test_two_grades_contradict_each_other_by_their_letters():
    b = judge(JudgementKind.REGRADE, "TASS", value="B")
    d = judge(JudgementKind.REGRADE, "TASS", value="D", by="person:ola")
    assert set(contradictions([b, d])) == {b.id, d.id}


def test_a_merge_does_not_take_a_rejection_back():
    rejected = judge(REJECT)
    merged = judge(SAME, b="fig-2", code="utterance", hour=3)
    assert decided([rejected, merged]) == {"fig-1": rejected}
