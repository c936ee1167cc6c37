"""Rows sorted by the question that they answer, and who gave a number first."""

from __future__ import annotations

from board_rows import WATCH, figure, opened, pen, row

from vedette.model import Bound
from vedette.web.board_short import in_short
from vedette.web.questions import ask, first_given


def test_each_question_has_a_group_and_the_whole_comes_before_its_parts():
    asked = ask(
        opened(
            row(figure(6_800, 6_800, number=1, place="Karhu")),
            row(figure(13_000, 13_000, number=2)),
            row(figure(2_000, 2_000, number=3, place="Karhu", force=("Northland",))),
        ).ledger
    )
    scopes = [group.question.scope for group in asked.strength]
    assert scopes == ["the whole", "in Karhu", "of Northland, in Karhu"]
    assert len({group.question.key for group in asked.strength}) == 3


def test_other_things_counted_and_other_activities_stand_apart():
    asked = ask(
        opened(
            row(figure(13_000, 13_000, number=1)),
            row(figure(41, 41, number=2, counted="training grounds")),
            row(figure(200_000, 200_000, number=3, activity="Granite-2021")),
        ).ledger
    )
    assert [len(part) for part in (asked.strength, asked.things, asked.elsewhere)] == [1, 1, 1]
    assert asked.elsewhere[0].question.activity == "Granite-2021"


def test_an_activity_of_which_nobody_counts_people_is_measured_in_what_is_counted():
    asked = ask(opened(row(figure(40, 40, counted="ships"))).ledger)
    assert [group.question.counted for group in asked.strength] == ["ships"]
    assert not asked.things


def test_who_gives_a_number_first_is_told_only_where_others_give_it_too():
    first = row(figure(None, 30_000, Bound.AT_MOST, number=1), day=3)
    later = row(figure(30_000, 30_000, Bound.ABOUT, number=2), day=5, speaker=WATCH)
    alone = row(figure(8_500, 8_500, number=3), day=1)
    assert first_given([later, first, alone]) == {first.id}


def test_a_relay_and_an_undated_number_are_never_first():
    relay = row(figure(30_000, 30_000, number=1), day=1, relay_of="row-other")
    undated = row(figure(30_000, 30_000, number=2), day=None)
    dated = row(figure(30_000, 30_000, number=3), day=9, speaker=WATCH)
    assert first_given([relay, undated, dated]) == {dated.id}


def test_two_on_one_day_are_both_first():
    one, two = (row(figure(5_000, 5_000, number=n), day=4) for n in (1, 2))
    assert first_given([one, two]) == {one.id, two.id}


def test_in_short_a_number_stands_once_and_replaced_ones_and_relays_are_left_out():
    ledger = opened(
        row(figure(13_000, 13_000, number=1), day=1, replaced_by="row-fig-2"),
        row(figure(6_800, 6_800, number=2), day=2),
        row(figure(6_800, 6_800, number=3), day=3),
        row(figure(6_800, 6_800, number=4), day=4, own_voice=True, relay_of="row-fig-2"),
        row(figure(None, 30_000, Bound.AT_MOST, number=5), day=5, speaker=WATCH),
    )
    short = in_short(ask(ledger.ledger).strength, pen(ledger))
    told = {each.speaks: [line.label for line in each.cells[0].said] for each in short.rows}
    assert told == {"organiser": ["6,800"], "government": ["≤ 30,000"]}
