"""Of which exercise, where, whose, when and on whose word a figure is."""
# ruff: noqa: E501 - the tables are read across

from __future__ import annotations

from datetime import date

import pytest
from counting import scoped

from vedette.model import Basis, Bound, Certainty, Commitment, Polarity, Stage

DURING = date(2021, 9, 13)  # while Zapad-2021 ran
BEFORE = date(2021, 8, 20)


def figure(text, number, published=DURING):
    figures, _ = scoped(text, published)
    assert number in figures, list(figures)
    return figures[number]


ACTIVITIES = [
    ("Some 9,000 soldiers take part in Zapad-2021.", "9,000", "Zapad-2021"),
    ("Zapad-2021 saw about 200,000.", "200,000", "Zapad-2021"),
    ("Zapad-2021 has begun. The drills involve 41 training grounds.", "41", "Zapad-2021"),
    ("Zapad-2021 has begun. Minsk freed 52 prisoners.", "52", None),
    ("Zapad-2021 has begun. At least 20 drones violated Polish airspace.", "20", None),
    ("Three corvettes passed through the Great Belt.", "Three", None),
    (
        "Zapad-2021 has begun. Zapad-2021 worries Poland. In Zapad-2017 some 12,700 soldiers took part.",
        "12,700",
        "Zapad-2017",
    ),
    (
        "Zapad-2021 has begun with 9,000 troops. In 2017 the previous edition had 12,700 troops.",
        "12,700",
        "Zapad-2017",
    ),
    ("Zapad-2021 has begun. Poland keeps 40,000 troops near its border.", "40,000", None),
    ("Zapad-2021 has begun. Latvia holds Silver Arrow with 3,000 soldiers.", "3,000", None),
    ("While Zapad-2021 goes on, Latvia holds drills with 3,000 soldiers.", "3,000", None),
    ("Zapad-2021 has begun. NATO has 40,000 soldiers in its response force.", "40,000", None),
    ("Zapad-2021 has begun. In 2019 Russia sent 3,000 troops to Belarus.", "3,000", None),
    ("Zapad-2021 has begun. The army of Belarus numbers 45,000.", "45,000", None),
    ("Zapad-2021 starts soon. Belarus will host 12,800.", "12,800", "Zapad-2021"),
    ("Zapad-2021 has begun. Mongolia sent 40 observers.", "40", "Zapad-2021"),
    ("Zapad-2021 has begun. All 57 OSCE states were informed.", "57", None),
    ("Zapad-2021 has begun. Observers from nine countries came.", "nine", "Zapad-2021"),
    ("Zapad-2021 has begun. Police detained three Belarusians.", "three", None),
    ("Zapad-2021 has begun. About 2,000 Russians take part.", "2,000", "Zapad-2021"),
    ("Zapad-2021 involves 9,000 soldiers. Some 200 people protested.", "200", None),
    ("Zapad-2021 began today. Some 12,000 trucks wait at the border.", "12,000", None),
    ("Zapad-2021 began today. Some 120 trucks are involved.", "120", "Zapad-2021"),
    ("Zapad-2021: 12,800 in Belarus, 200,000 in total.", "200,000", "Zapad-2021"),
    ("Zapad-2021 involves 9,000 soldiers, of them 50 Kazakh.", "50", "Zapad-2021"),
]


@pytest.mark.parametrize(("text", "number", "name"), ACTIVITIES)
def test_a_figure_counts_in_the_exercise_named_nearest(text, number, name):
    assert figure(text, number).scope.activity == name


PARTS_ALONE = [
    # text, whole, part: what the clause says it says of the part
    ("The army said 31 of 38 drones were shot down.", "38", "31", "role", "shot down"),
    ("Denmark shot down 38 of 43 drones.", "43", "38", "role", "shot down"),
    ("Some 13 of the 41 training grounds are in Latvia.", "41", "13", "place", "Latvia"),
    ("Of the 800 soldiers, 200 are in Latvia.", "800", "200", "place", "Latvia"),
]


@pytest.mark.parametrize(("text", "whole", "part", "name", "value"), PARTS_ALONE)
def test_what_is_said_of_a_part_is_not_said_of_its_whole(text, whole, part, name, value):
    assert getattr(figure(text, part).scope, name) == value
    assert getattr(figure(text, whole).scope, name) is None


def test_where_the_whole_stands_its_part_stands():
    text = "Some 300 of the 900 soldiers in Latvia are Danish."
    assert {figure(text, n).scope.place for n in ("300", "900")} == {"Latvia"}


PLACES = [
    ("Some 8,000 soldiers train in Latvia.", "8,000", "Latvia"),
    ("In Latvia, 8,000 soldiers train.", "8,000", "Latvia"),
    ("Up to 900 soldiers train on the territory of Belarus.", "900", "Belarus"),
    ("About 900 soldiers train on Belarusian training grounds.", "900", "Belarus"),
    ("Latvia itself would host only 8,000 soldiers.", "8,000", "Latvia"),
    ("The Latvian part of the drills involves 8,000 soldiers.", "8,000", "Latvia"),
    ("The drills are held in Latvia. Some 8,000 soldiers train there.", "8,000", "Latvia"),
    ("Denmark will send 8,000 soldiers to Latvia.", "8,000", "Latvia"),
    ("About 8,000 soldiers and 30 tanks took part on Latvian soil.", "8,000", "Latvia"),
    ("Poland announced drills with 8,000 soldiers on its own territory.", "8,000", "Poland"),
    (
        "Lithuania holds the exercise Fierce Wolf 2021. Some 400 soldiers take part.",
        "400",
        "Lithuania",
    ),
    ("There are 8,000 troops in Latvia, of them 200 Danish.", "200", "Latvia"),
    ("There are 8,000 troops in Latvia and 4,000 in Estonia.", "8,000", "Latvia"),
    ("There are 8,000 troops in Latvia and 4,000 in Estonia.", "4,000", "Estonia"),
]


@pytest.mark.parametrize(("text", "number", "place"), PLACES)
def test_a_place_in_the_clause_is_the_place_of_the_figure(text, number, place):
    scope = figure(text, number).scope
    assert scope.place == place
    assert "place" not in scope.assumed


def test_an_unstated_place_is_assumed():
    scope = figure("Some 8,000 soldiers train.", "8,000").scope
    assert scope.place is None
    assert "place" in scope.assumed


@pytest.mark.parametrize(
    "text",
    [
        "Some 8,000 soldiers train in Latvia and Estonia.",
        "In total 8,000 soldiers train.",
        "Altogether 8,000 soldiers train.",
        "Zapad-2021 brings together 8,000 soldiers.",
        "Russia and Belarus will jointly field 8,000 soldiers in Zapad-2021.",
        "The Zapad-2021 exercise of Russia and Belarus involves 8,000 soldiers.",
    ],
)
def test_a_stated_whole_is_not_assumed(text):
    scope = figure(text, "8,000").scope
    assert scope.place is None
    assert "place" not in scope.assumed


def test_a_word_for_the_whole_belongs_to_the_number_beside_it():
    text = "Kyiv saw 30,000 soldiers overall in Zapad-2021, Riga feared 50,000 soldiers."
    assert "place" not in figure(text, "30,000").scope.assumed
    assert "place" in figure(text, "50,000").scope.assumed


RULES = [
    ("Zapad-2021 has begun. Exercises of more than 9,000 troops must be notified.", "9,000"),
    ("Zapad-2021 has begun. Observers have to be invited to drills of 13,000 soldiers or more.", "13,000"),
    ("Zapad-2021 involves 12,800 soldiers, just under the threshold of 13,000 troops.", "13,000"),
    ("Zapad-2021 is on. The treaty requires states to announce drills with at least 9,000 soldiers.", "9,000"),
    ("Zapad-2021 has 900 soldiers. From 13,000 a state must invite observers.", "13,000"),
    ("Zapad-2021 is on. When an activity reaches 9,000 troops, a state has to notify the others.", "9,000"),
    ("Zapad-2021 is on. The Vienna Document's limit is 13,000 participants.", "13,000"),
    ("The 13,000-troop threshold does not apply to Zapad-2021.", "13,000"),
    ("Zapad-2021 is on. A state must invite observers if its drills involve over 13,000 soldiers.", "13,000"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), RULES)
def test_a_number_of_a_rule_is_no_strength(text, number):
    found = figure(text, number)
    assert found.scope.activity is None
    assert found.is_strength is False


NO_RULES = [
    ("Belarus must send 9,000 troops to Zapad-2021.", "9,000"),
    ("Under the Vienna Document, Minsk said that 12,800 soldiers would take part in Zapad-2021.", "12,800"),
    ("Minsk must explain why it sent 9,000 troops to Zapad-2021, which it should have announced.", "9,000"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number"), NO_RULES)
def test_a_duty_beside_a_number_makes_no_rule_of_it(text, number):
    found = figure(text, number)
    assert found.scope.activity == "Zapad-2021"
    assert found.is_strength is True


FORCES = [
    ("Some 8,000 Russians and Belarusians train.", "8,000", ("Belarus", "Russia")),
    ("Some 900 Polish and allied soldiers train.", "900", ("Poland", "allied")),
    ("Denmark is to contribute 5,000.", "5,000", ("Denmark",)),
    ("Some 8,000 Russian and Belarusian soldiers train.", "8,000", ("Belarus", "Russia")),
    ("Poland has deployed 8,000 troops.", "8,000", ("Poland",)),
    ("There are 900 soldiers there. Of these, 200 will be Danish.", "200", ("Denmark",)),
    ("Some 8,000 soldiers train.", "8,000", ()),
]


@pytest.mark.parametrize(("text", "number", "force"), FORCES)
def test_whose_forces_are_counted(text, number, force):
    scope = figure(text, number).scope
    assert scope.force == force
    assert ("force" in scope.assumed) is (not force)


ROLES = [
    ("Poland has deployed 8,000 troops near its eastern border.", "8,000", "deployed near the border"),
    ("Another 500 soldiers are on standby.", "500", "on call"),
    ("They shot down 12 drones.", "12", "shot down"),
    ("The brigade lost 12 tanks.", "12", "lost"),
    ("Denmark delivered 19 howitzers.", "19", "supplied"),
    ("Some 8,000 soldiers train.", "8,000", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "role"), ROLES)
def test_what_befalls_the_things_counted_is_their_role(text, number, role):
    assert figure(text, number).scope.role == role


def test_a_component_is_narrower_than_its_class():
    assert figure("About 900 paratroopers jumped.", "900").scope.component == "paratroopers"
    assert figure("Another 500 troops arrived.", "500").scope.component == "additional"
    assert figure("More than 500 troops arrived.", "500").scope.component is None


def test_parts_of_the_delegations_are_told_apart_by_what_they_do():
    text = "Of 20 delegations, 12 were sent as observers while eight came with troops of their own."
    assert figure(text, "12").scope.component == "sent as observers"
    assert figure(text, "eight").scope.component == "came with troops"
    assert figure(text, "20").scope.component is None


STAGES = [
    ("Some 9,000 soldiers were declared.", "9,000", Stage.ANNOUNCED),
    ("Zapad-2017 was declared at 12,700.", "12,700", Stage.ANNOUNCED),
    ("Zapad-2017 was to involve 12,700 soldiers.", "12,700", Stage.ANNOUNCED),
    ("On the last day the president named 100,000 for Zapad-2017.", "100,000", Stage.DURING),
    ("A Swedish observer saw 12,400 soldiers at Zapad-2017.", "12,400", Stage.DURING),
    ("The drills began with 9,000 soldiers.", "9,000", Stage.DURING),
    ("Some 9,000 soldiers will take part in the exercise.", "9,000", Stage.ANNOUNCED),
    ("Some 9,000 soldiers are to take part in the exercise.", "9,000", Stage.ANNOUNCED),
    ("Some 9,000 soldiers are expected to take part.", "9,000", Stage.FORECAST),
    ("Some 9,000 soldiers may take part.", "9,000", Stage.FORECAST),
    ("Some 9,000 soldiers are taking part.", "9,000", Stage.DURING),
    ("Some 9,000 soldiers took part.", "9,000", Stage.AFTER),
    ("The army said that 9,000 soldiers would take part.", "9,000", Stage.ANNOUNCED),
]


@pytest.mark.parametrize(("text", "number", "stage"), STAGES)
def test_the_verb_tells_the_stage(text, number, stage):
    assert figure(text, number).stage is stage


def test_nothing_is_counted_before_an_exercise_begins():
    text = "Some 9,000 soldiers are involved in Zapad-2021."
    assert figure(text, "9,000", BEFORE).stage is Stage.ANNOUNCED
    assert figure(text, "9,000", DURING).stage is Stage.DURING


def test_what_is_cut_before_it_begins_stays_announced():
    text = "Minsk announced 12,800 soldiers for Zapad-2017, then cut them by half."
    assert figure(text, "half").stage is Stage.ANNOUNCED
    assert figure(text, "half").scope.activity == "Zapad-2017"


def test_a_part_of_a_forecast_is_a_forecast():
    text = "Kyiv expects 30,000 soldiers in Zapad-2021. It counts 2,000 Poles among them."
    assert figure(text, "30,000", BEFORE).stage is Stage.FORECAST
    assert figure(text, "2,000", BEFORE).stage is Stage.FORECAST


BASES = [
    ("The ministry notified the OSCE of 9,000 soldiers.", "9,000", Basis.NOTIFIED),
    ("The ministry said 9,000 soldiers were there.", "9,000", Basis.STATED),
    ("Danish intelligence estimates that 9,000 soldiers are there.", "9,000", Basis.ESTIMATED),
    ("There are 9,000 soldiers there.", "9,000", Basis.UNSTATED),
]


@pytest.mark.parametrize(("text", "number", "basis"), BASES)
def test_what_a_number_rests_on(text, number, basis):
    assert figure(text, number).basis is basis


def test_a_figure_is_carried_by_the_speech_around_it():
    text = "The ministry said that 9,000 soldiers were there. Some 300 tanks stood by."
    assert figure(text, "9,000").attribution is not None
    assert figure(text, "300").attribution is None


def test_a_hedge_in_the_clause_makes_a_figure_possible():
    assert (
        figure("Up to 9,000 soldiers may come.", "9,000").modality.certainty is Certainty.POSSIBLE
    )


def test_an_open_question_presupposes_its_number_and_a_closed_one_does_not():
    asked = "“Why did 9,000 soldiers come?” the general asked."
    closed = "“Did 9,000 soldiers come?” the general asked."
    assert figure(asked, "9,000").modality.commitment is Commitment.PRESUPPOSES
    assert figure(closed, "9,000").modality.commitment is Commitment.MENTIONS


def test_a_denied_number_is_rejected():
    text = "Not 40 but 14 missiles hit the port."
    assert figure(text, "40").modality.commitment is Commitment.REJECTS
    assert figure(text, "14").modality.commitment is Commitment.ASSERTS


def test_a_bound_turned_round_by_a_negation_is_no_denial():
    text = "The minister said that Zapad-2021 would not go beyond 9,000 soldiers."
    found = figure(text, "9,000", BEFORE)
    assert (found.low, found.high, found.bound) == (None, 9000, Bound.AT_MOST)
    assert found.modality.polarity is Polarity.AFFIRMED


def test_aircraft_that_crash_are_lost():
    assert figure("Two helicopters crashed during Zapad-2021.", "Two").scope.role == "lost"


def test_there_is_where_the_words_before_it_are():
    text = "Kyiv counts 9,000 soldiers on Belarusian soil and warns that 30,000 soldiers could be there."
    assert figure(text, "30,000").scope.place == "Belarus"


def test_a_comparative_has_the_scope_of_its_base():
    text = "Around 9,000 soldiers train in Latvia, but the number may be higher."
    assert figure(text, "higher").scope == figure(text, "9,000").scope


def test_what_accumulates_has_the_time_of_its_clause():
    when = figure("On Sunday 12 people were killed.", "12", date(2021, 9, 13)).as_of
    assert when is not None
    assert when.start == date(2021, 9, 12)


def test_people_in_an_exercise_are_personnel():
    found = figure("Zapad-2021 involves about 6,850 people.", "6,850")
    assert (found.counted, found.is_strength) == ("personnel", True)


def test_a_part_has_the_force_and_the_fate_of_its_whole():
    text = "Ukrainian forces lost 70 armoured vehicles, including nine tanks."
    part = figure(text, "nine")
    assert (part.scope.force, part.scope.role) == (("Ukraine",), "lost")
    assert part.stage is figure(text, "70").stage


def test_destruction_is_a_loss_in_a_noun():
    assert figure("The army claimed the destruction of 40 tanks.", "40").scope.role == "lost"


def test_a_fighting_vehicle_is_no_infantry():
    assert figure("Some 53 infantry fighting vehicles came.", "53").scope.component is None


def test_staff_are_fired_but_not_launched():
    assert figure("The plant fired 530 employees.", "530").scope.role is None


PLACES_OF_SPEECH = [
    ("In Warsaw, President Jan Kola announced 31 tanks.", "31"),
    ("Norway could give eight tanks, newspapers in Oslo reported.", "eight"),
    ("Spain keeps 1,500 troops in the country and Italy roughly 1,000.", "1,500"),
]


@pytest.mark.parametrize(("text", "number"), PLACES_OF_SPEECH)
def test_where_somebody_speaks_is_not_where_the_counted_stand(text, number):
    assert figure(text, number).scope.place is None


def test_a_standing_garrison_is_no_part_of_an_exercise():
    text = "Zapad-2021 has begun. The US, which keeps 28,500 troops in Asia, said it is calm."
    assert figure(text, "28,500").scope.activity is None


def test_a_month_behind_but_is_not_that_of_the_number_before():
    text = "The bloc promised 900 guns, yet by November it had delivered only 300, he said."
    assert figure(text, "900").as_of is None
    assert figure(text, "300").as_of is not None


def test_soldiers_who_leave_a_country_are_not_its_own():
    withdrawn = figure("The US will withdraw 1,000 soldiers from Niger.", "1,000")
    assert withdrawn.scope.force == ("United States",)


def test_a_part_named_by_its_state_is_that_states():
    text = "He claimed that 2,500 foreign soldiers had left, 1,500 of them French."
    assert figure(text, "1,500").scope.force == ("France",)


@pytest.mark.parametrize(
    "text",
    [
        "Zapad-2025 brings together 10,000 soldiers: 6,000 in Belarus and 2,000 in Kaliningrad.",
        "Zapad-2025 brings together 10,000 soldiers, 6,000 of them in Belarus and 2,000 in Kaliningrad.",
    ],
)
def test_the_place_of_a_part_is_not_the_place_of_its_whole(text):
    found, _ = scoped(text)
    assert found["10,000"].scope.place is None
    assert [found[one].scope.place for one in ("6,000", "2,000")] == ["Belarus", "Kaliningrad"]
    assert {found[one].part_of for one in ("6,000", "2,000")} == {found["10,000"].id}


def test_a_place_behind_a_part_and_a_verb_is_the_place_of_the_whole():
    found, _ = scoped("In all 8,000 soldiers, 2,000 of them Russian, train in Belarus.")
    assert found["8,000"].scope.place == "Belarus"


def test_an_exercise_that_no_list_knows_is_no_place():
    text = "The exercise Amber Fence-2031 began. Up to 500 soldiers take part in Amber Fence-2031."
    found, _ = scoped(text)
    assert found["500"].scope.place is None
