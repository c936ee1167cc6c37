"""How two numbers stand to each other: the worked pairs, and what must always hold."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from board import (
    ANALYSTS,
    COLONEL,
    LITHUANIA,
    MINISTRIES,
    MINISTRY,
    OFFICIALS,
    OUTLET,
    PUTIN,
    REVENKO,
    RUSSIA,
    ZELENSKY,
    asked,
    row,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.compare.conventions import Conventions
from vedette.compare.replaced import find_replaced
from vedette.compare.verdicts import judge_pair, judge_rows
from vedette.compare.world import World
from vedette.model import (
    Anonymity,
    Basis,
    Bound,
    Certainty,
    Change,
    Direction,
    Force,
    Judgement,
    Nearness,
    Row,
    Stage,
    Verdict,
)

WORLD = World(
    parents={"Kaliningrad": "Russia", "Borisov": "Belarus", "Baltic Fleet": "Russia"},
    organisers={"Zapad": ("Russia", "Belarus")},
    states={"RU": "Russia", "BY": "Belarus", "LT": "Lithuania", "UA": "Ukraine", "PL": "Poland"},
)
CONVENTIONS = Conventions.shipped()


def judge(a: Row, b: Row) -> Judgement:
    return judge_pair(a, b, conventions=CONVENTIONS, world=WORLD)


def nearly_halved(**what: object) -> Row:
    change = Change(Direction.CUT, factor=0.5, from_value=13_000, nearness=Nearness.BELOW)
    return row(MINISTRY, "", said="2025-05-28", change=change, stage=Stage.ANNOUNCED, **what)


REVENKO_6800 = row(REVENKO, "6,800", said="2025-09-16", place="Belarus", stage=Stage.DURING)
RUSSIANS = row(RUSSIA, "fewer than 13,000", said="2025-09-16", stage=Stage.DURING)
PUTIN_100 = row(PUTIN, "100,000", said="2025-09-16", stage=Stage.DURING, basis=Basis.STATED)
SOME_13 = row(MINISTRIES, "about 13,000", said="2025-09-12", stage=Stage.ANNOUNCED)
UP_TO_30 = row(LITHUANIA, "up to 30,000", said="2025-08-22", basis=Basis.ESTIMATED)
UP_TO_150 = row(ZELENSKY, "up to 150,000", said="2025-09-01", stage=Stage.FORECAST)
UP_TO_7 = row(REVENKO, "up to 7,000", place="Belarus", stage=Stage.ANNOUNCED)
COLONEL_8 = row(COLONEL, "8,000", said="2025-08-25", place="Belarus", basis=Basis.ESTIMATED)
COLONEL_2 = row(
    COLONEL, "2,000", said="2025-08-25", place="Belarus", force=("Russia",), basis=Basis.ESTIMATED
)
NOTIFIED = row(REVENKO, "about 6,850", place="Belarus", basis=Basis.NOTIFIED)
OUTLET_6500 = row(
    OUTLET, "6,500", said="2025-09-18", place="Belarus", stage=Stage.AFTER, own_voice=True
)
EARLY_13 = row(MINISTRY, "about 13,000", said="2025-02-10", stage=Stage.ANNOUNCED)
GLOSS_40 = row(
    OUTLET,
    "40,000",
    activity=None,
    force=("Poland",),
    role="deployed near the border",
    own_voice=True,
)
FOUR_40 = row(COLONEL, "40,000", activity=None, force=("Estonia", "Latvia", "Lithuania", "Poland"))
Z21_WHOLE = row(OUTLET, "about 200,000", activity="Zapad-2021", own_voice=True)
Z21_PART = row(MINISTRY, "12,800", activity="Zapad-2021", place="Belarus")
Z17_DECLARED = row(MINISTRY, "12,700", activity="Zapad-2017", stage=Stage.ANNOUNCED)
Z17_SEEN = row(COLONEL, "12,400", activity="Zapad-2017", basis=Basis.SEEN)
OFFICIAL_13 = row(OFFICIALS, "about 13,000")
HIGHER = row(
    ANALYSTS,
    "more than 13,000",
    compared_to=OFFICIAL_13.figure.id,
    certainty=Certainty.POSSIBLE,
    number=2,
)

WORKED = [
    (REVENKO_6800, RUSSIANS, Verdict.PART_OF, None, "part", ""),
    (PUTIN_100, SOME_13, Verdict.CONFLICT, Force.HARD, "hard", "announced against during; same"),
    (PUTIN_100, UP_TO_30, Verdict.CONFLICT, Force.HARD, "hard", ""),
    (PUTIN_100, UP_TO_150, Verdict.REFINES, None, "inside", ""),
    (UP_TO_30, SOME_13, Verdict.CONFLICT, Force.SOFT, "soft", "cores"),
    (UP_TO_30, UP_TO_150, Verdict.CONFLICT, Force.SOFT, "soft", ""),
    (EARLY_13, nearly_halved(), Verdict.DIFFERENT_QUESTION, None, "replaced", "replaced by"),
    (nearly_halved(place="Belarus"), UP_TO_7, Verdict.AGREE, None, "close", "6,500 to 7,800"),
    (SOME_13, RUSSIANS, Verdict.AGREE, None, "differs at 13,000", "differs at 13,000"),
    (COLONEL_2, COLONEL_8, Verdict.PART_OF, None, "part", "force"),
    (COLONEL_8, REVENKO_6800, Verdict.AGREE, None, "close", "15 % apart"),
    (NOTIFIED, UP_TO_7, Verdict.REFINES, None, "inside", ""),
    (OUTLET_6500, REVENKO_6800, Verdict.AGREE, None, "close", "4 % apart"),
    (GLOSS_40, FOUR_40, Verdict.DIFFERENT_QUESTION, None, "other scope", "equal numbers"),
    (Z21_WHOLE, PUTIN_100, Verdict.DIFFERENT_QUESTION, None, "edition", ""),
    (Z21_PART, Z21_WHOLE, Verdict.PART_OF, None, "part", ""),
    (Z17_DECLARED, Z17_SEEN, Verdict.AGREE, None, "close", "2 % apart"),
    (HIGHER, OFFICIAL_13, Verdict.CONFLICT, Force.SOFT, "comparative", "possible"),
]


@pytest.mark.parametrize("pair", WORKED, ids=lambda pair: f"{pair[0].id} {pair[1].id}")
def test_the_worked_pairs_come_out_as_written(pair):
    a, b, verdict, force, code, says = pair
    for judgement in (judge(a, b), judge(b, a)):
        assert (judgement.verdict, judgement.force, judgement.code) == (verdict, force, code)
        assert says in judgement.reason


def test_the_narrower_number_and_the_part_stand_first():
    assert judge(UP_TO_150, PUTIN_100).a == PUTIN_100.id
    assert judge(UP_TO_7, NOTIFIED).a == NOTIFIED.id
    assert judge(RUSSIANS, REVENKO_6800).a == REVENKO_6800.id


def test_a_part_larger_than_its_whole_is_a_conflict():
    judgement = judge(row(COLONEL, "20,000", place="Kaliningrad"), SOME_13)
    assert (judgement.force, judgement.code) == (Force.HARD, "part exceeds whole")


def test_a_place_in_a_country_is_part_of_it():
    in_kaliningrad = row(COLONEL, "4,000", place="Kaliningrad")
    in_russia = row(LITHUANIA, "20,000", place="Russia")
    assert judge(in_russia, in_kaliningrad).verdict is Verdict.PART_OF
    in_belarus = row(MINISTRY, "4,000", place="Belarus")
    assert judge(in_kaliningrad, in_belarus).code == "other scope"


def test_narrower_in_one_dimension_and_wider_in_another_is_another_question():
    russians = row(COLONEL, "12,000", force=("Russia",))
    in_belarus = row(LITHUANIA, "12,000", place="Belarus")
    judgement = judge(russians, in_belarus)
    assert judgement.code == "other scope"
    assert "equal numbers" in judgement.reason


def test_all_organisers_together_are_the_whole():
    both = row(PUTIN, "100,000", force=("Belarus", "Russia"))
    assert judge(both, SOME_13).verdict is Verdict.CONFLICT


def test_an_assumed_scope_makes_a_conflict_soft_only_where_it_decides():
    maybe_part = row(LITHUANIA, "about 13,000", assumed=("place",))
    assert judge(maybe_part, PUTIN_100).force is Force.SOFT
    too_large = row(PUTIN, "100,000", assumed=("place",))
    assert judge(too_large, SOME_13).force is Force.HARD


def test_what_is_put_as_possible_conflicts_softly():
    judgement = judge(row(COLONEL, "100,000", certainty=Certainty.POSSIBLE), SOME_13)
    assert (judgement.force, "possible" in judgement.reason) == (Force.SOFT, True)


def test_a_vague_number_conflicts_softly():
    hundreds = replace(row(COLONEL, "100-999"), id="row-vague")
    vague = replace(hundreds, figure=replace(hundreds.figure, bound=Bound.VAGUE))
    assert judge(vague, SOME_13).force is Force.SOFT


def test_an_open_question_contradicts_nobody_but_a_presupposition_does():
    assert judge(row(COLONEL, "40,000", modality=asked()), SOME_13).code == "open question"
    told = row(COLONEL, "40,000", modality=asked(presupposed=True))
    assert judge(told, SOME_13).verdict is Verdict.CONFLICT


def test_a_speaker_can_contradict_himself():
    earlier = row(PUTIN, "20,000", said="2025-09-10")
    assert judge(earlier, PUTIN_100).code == "against himself"


def test_two_unnamed_groups_are_not_one_speaker():
    first = row(ANALYSTS, "20,000", anonymity=Anonymity.ANONYMOUS)
    second = row(ANALYSTS, "90,000", anonymity=Anonymity.ANONYMOUS, number=2)
    assert judge(first, second).code == "hard"


def test_a_number_announced_stands_until_its_speaker_replaces_it():
    judgement = judge(EARLY_13, row(COLONEL, "12,500", stage=Stage.DURING))
    assert judgement.verdict is Verdict.AGREE
    assert "announced against during" in judgement.reason


def test_what_was_said_before_the_replacement_still_answers():
    rival = row(COLONEL, "about 13,500", said="2025-03-01")
    later = row(COLONEL, "about 13,500", said="2025-07-01")
    halved = nearly_halved()
    rows = find_replaced((EARLY_13, rival, later, halved), world=WORLD)
    assert rows[0].replaced_by == halved.id
    found = {
        frozenset((one.a, one.b)): one.code
        for one in judge_rows(rows, conventions=CONVENTIONS, world=WORLD)
    }
    assert found[frozenset((EARLY_13.id, rival.id))] == "close"
    assert found[frozenset((EARLY_13.id, later.id))] == "replaced"


def test_an_outcome_replaces_the_announcement_of_the_same_body():
    outcome = row(REVENKO, "9,100", said="2025-09-20", stage=Stage.AFTER)
    announced = row(MINISTRY, "about 13,000", said="2025-09-01", stage=Stage.ANNOUNCED)
    assert judge(outcome, announced).code == "replaced"


def test_another_official_of_the_state_replaces_nothing():
    outcome = row(PUTIN, "100,000", said="2025-09-20", stage=Stage.AFTER)
    announced = row(RUSSIA, "about 13,000", said="2025-09-01", stage=Stage.ANNOUNCED)
    assert judge(outcome, announced).verdict is Verdict.CONFLICT


def test_a_change_without_a_base_takes_the_speakers_own_earlier_number():
    change = Change(Direction.CUT, factor=0.5)
    cut = row(MINISTRY, "", said="2025-05-28", change=change)
    rows = (EARLY_13, cut, row(COLONEL, "6,500", said="2025-06-02"))
    found = judge_rows(rows, conventions=CONVENTIONS, world=WORLD)
    assert any(one.verdict is Verdict.REFINES and "5,850 to 7,150" in one.reason for one in found)


def test_losses_counted_at_different_times_are_different_questions():
    first = row(COLONEL, "40", counted="casualties", as_of="2025-03-01")
    second = row(ZELENSKY, "60", counted="casualties", as_of="2025-03-04")
    assert judge(first, second).code == "other moment"
    same_day = row(ZELENSKY, "60", counted="casualties", as_of="2025-03-01")
    assert judge(first, same_day).force is Force.HARD


def test_the_strength_of_an_exercise_has_no_moment():
    assert judge(EARLY_13, PUTIN_100).verdict is Verdict.CONFLICT


def test_parts_that_exceed_their_whole_together_are_a_conflict():
    whole = row(COLONEL, "10,000", report="rep-9")
    parts = [
        row(COLONEL, "8,000", place=place, part_of=whole.figure.id, report="rep-9")
        for place in ("Belarus", "Russia")
    ]
    found = judge_rows((whole, *parts), conventions=CONVENTIONS, world=WORLD)
    assert [one.code for one in found] == ["sum", "sum", "other scope"]


def test_forces_of_all_organisers_must_add_up_to_the_whole():
    whole = row(MINISTRY, "12,700", report="rep-9")
    for russian, code in (("5,500", "part"), ("2,000", "sum")):
        parts = [
            row(MINISTRY, words, force=(state,), part_of=whole.figure.id, report="rep-9")
            for words, state in ((russian, "Russia"), ("7,200", "Belarus"))
        ]
        found = judge_rows((whole, *parts), conventions=CONVENTIONS, world=WORLD)
        assert [one.code for one in found] == [code, code, "other scope"]


def test_a_single_part_need_not_be_everything():
    whole = row(COLONEL, "8,000", place="Belarus", report="rep-9")
    part = row(
        COLONEL,
        "2,000",
        place="Belarus",
        force=("Russia",),
        part_of=whole.figure.id,
        report="rep-9",
    )
    assert judge(whole, part).verdict is Verdict.PART_OF


def test_small_numbers_are_exact():
    assert judge(row(COLONEL, "19"), row(PUTIN, "20")).verdict is Verdict.CONFLICT
    assert judge(row(COLONEL, "19"), row(PUTIN, "about 20")).verdict is Verdict.AGREE
    assert judge(row(COLONEL, "19"), row(PUTIN, "at least 19")).verdict is not Verdict.CONFLICT
    assert judge(row(COLONEL, "12"), row(PUTIN, "more than 12")).verdict is Verdict.CONFLICT


def test_a_shared_end_point_is_no_meeting():
    below, above = row(COLONEL, "fewer than 9,000"), row(PUTIN, "more than 9,000")
    assert judge(below, above).force is Force.HARD


def test_other_units_and_classes_are_other_questions():
    tanks = row(COLONEL, "300", counted="tanks")
    assert judge(tanks, PUTIN_100).code == "other class"
    types, pieces = (
        row(COLONEL, "10,000", unit=unit, number=number)
        for number, unit in enumerate(("types", "pieces"), 1)
    )
    assert judge(types, pieces).code == "other unit"


def test_so_many_a_day_answer_another_question_than_so_many():
    daily = row(MINISTRY, "1,000", counted="drones", unit="per day")
    once = row(ANALYSTS, "300", counted="drones")
    assert judge(daily, once).code == "other unit"


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
    together = judge_rows(board, conventions=CONVENTIONS, world=WORLD)
    assert len(together) == len(board) * (len(board) - 1) // 2
    by_id = {one.id: one for one in board}
    for one in together:
        alone = judge_rows([by_id[one.a], by_id[one.b]], conventions=CONVENTIONS, world=WORLD)
        assert alone == (one,)
