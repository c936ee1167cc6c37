"""What is counted, how many, of whom, changed from what, part of which."""
# ruff: noqa: E501 - the tables are read across

from __future__ import annotations

import pytest
from counting import counted, figure_with, reading_of

from vedette.model import Bound, Direction, Nearness

E, A = Bound.EXACT, Bound.ABOUT

# text, number words, low, high, bound, counted, unit, whose, on a strength board
ROWS = [
    ("Three corvettes passed through the Great Belt.", "Three", 3, 3, E, "ships", None, None, True),
    ("Norway will buy 35 F-35 jets this year.", "35", 35, 35, E, "aircraft", None, None, True),
    ("Two F-16s and four MiG-29s took off.", "four", 4, 4, E, "aircraft", None, None, True),
    ("The convoy of about 40 trucks moved.", "40", 40, 40, A, "vehicles", None, None, True),
    ("The convoy stretched for 6 km.", "6", 6, 6, E, "distance", "km", None, False),
    ("More than 120 drones came.", "120", 120, None, Bound.MORE_THAN, "drones", None, None, True),
    ("Kyiv got 31 Abrams tanks and 18 Leopard 2 tanks.", "18", 18, 18, E, "tanks", None, None, True),
    ("Kyiv got two dozen 155-mm howitzers.", "two dozen", 24, 24, A, "artillery", None, None, True),
    ("The 155-mm shells cost 3,200 euros.", "155", 155, 155, E, "calibre", "mm", None, False),
    ("The shells cost 3,200 euros each.", "3,200", 3200, 3200, E, "money", "EUR", None, False),
    ("Spending rose to $7.2 billion.", "7.2 billion", 7.2e9, 7.2e9, E, "money", "USD", None, False),
    ("A 9,000-man exercise is planned.", "9,000", 9000, 9000, E, "personnel", None, None, True),
    ("A 300-strong Danish company came.", "300", 300, 300, E, "personnel", None, "Danish", True),
    ("A 30-vehicle convoy left.", "30", 30, 30, E, "vehicles", None, None, True),
    ("Some 13,000 will take part.", "13,000", 13000, 13000, A, "personnel", None, None, True),
    ("A total of 800 are taking part.", "800", 800, 800, E, "personnel", None, None, True),
    ("The strength of the garrison is put at 2,300.", "2,300", 2300, 2300, E, "personnel", None, None, True),
    ("The drills involve a force of 9,000.", "9,000", 9000, 9000, E, "personnel", None, None, True),
    ("The Russian contingent numbers 1,960.", "1,960", 1960, 1960, E, "personnel", None, "Russian", True),
    ("Sea Breeze saw about 4,000 this year.", "4,000", 4000, 4000, A, "personnel", None, None, True),
    ("Up to 7,000 Polish soldiers train.", "7,000", None, 7000, Bound.AT_MOST, "personnel", None, "Polish", True),
    ("No fewer than 500 marines landed.", "500", 500, None, Bound.AT_LEAST, "personnel", None, None, True),
    ("Fewer than 90 guns remain.", "90", None, 90, Bound.FEWER_THAN, "artillery", None, None, True),
    ("Between 800 and 1,000 paratroopers jumped.", "800 and 1,000", 800, 1000, Bound.BETWEEN, "personnel", None, None, True),
    ("Dozens of Russian tanks rolled by.", "Dozens", 24, 99, Bound.VAGUE, "tanks", None, "Russian", True),
    ("Several thousand soldiers are there.", "Several thousand", 2000, 9000, Bound.VAGUE, "personnel", None, None, True),
    ("Poland has deployed 40,000 troops.", "40,000", 40000, 40000, E, "personnel", None, "Poland", True),
    ("30,000 troops from Poland arrived.", "30,000", 30000, 30000, E, "personnel", None, "Poland", True),
    ("About 50 pieces of equipment crossed.", "50", 50, 50, A, "weapons and equipment", None, None, True),
    ("Dozens of tanks and armoured vehicles left.", "Dozens", 24, 99, Bound.VAGUE, "weapons and equipment", None, None, True),
    ("The drills use 41 training grounds.", "41", 41, 41, E, "training grounds", None, None, True),
    ("Observers came from 23 countries.", "23", 23, 23, E, "states", None, None, True),
    ("Two brigades moved north.", "Two", 2, 2, E, "battalions and units", None, None, True),
    ("A battalion of paratroopers moved.", "A", 1, 1, E, "battalions and units", None, None, True),
    ("Minsk freed 52 political prisoners.", "52", 52, 52, E, "prisoners", None, None, False),
    ("At least seven people died.", "seven", 7, None, Bound.AT_LEAST, "casualties killed", None, None, False),
    ("Three soldiers were killed.", "Three", 3, 3, E, "casualties killed", None, None, False),
    ("Three soldiers were killed and five others injured.", "five", 5, 5, E, "casualties wounded", None, None, False),
    ("The blast left 12 dead.", "12", 12, 12, E, "casualties killed", None, None, False),
    ("Russia lost 1,200 soldiers.", "1,200", 1200, 1200, E, "casualties", None, "Russia", False),
    ("There were no casualties.", "no", 0, 0, E, "casualties", None, None, False),
    ("No soldiers were hurt.", "No", 0, 0, E, "casualties wounded", None, None, False),
    ("Russia carried out 71 attacks.", "71", 71, 71, E, "attacks", None, None, False),
    ("The frigate sailed at 18 knots.", "18", 18, 18, E, "speed", "knot", None, False),
    ("The notice came 42 days ahead.", "42", 42, 42, E, "duration", "day", None, False),
    ("Iran enriched 275 kg of uranium.", "275", 275, 275, E, "weight", "kg", None, False),
    ("It takes 3.4% of GDP.", "3.4", 3.4, 3.4, E, "percent", "percent", None, False),
    ("Two thirds of the crews are conscripts.", "Two thirds", 2 / 3, 2 / 3, E, "share", None, None, False),
    ("Belarus itself would host only 9 thousand.", "9 thousand", 9000, 9000, E, "personnel", None, None, True),
    ("Norway will send 12,000.", "12,000", 12000, 12000, E, "personnel", None, "Norway", True),
    ("Denmark expects to muster some 650.", "650", 650, 650, A, "personnel", None, None, True),
    ("Before Sea Breeze, the admiral named 4,000 on Monday.", "4,000", 4000, 4000, E, "personnel", None, None, True),
    ("The official number in Sea Breeze is around 4,000.", "4,000", 4000, 4000, A, "personnel", None, None, True),
    ("About 900 Danes and Norwegians take part.", "900", 900, 900, A, "personnel", None, "Danes and Norwegians", True),
    ("Around 500 articles of military equipment left.", "500", 500, 500, A, "weapons and equipment", None, None, True),
    ("Some 70 items of Danish hardware left.", "70", 70, 70, A, "weapons and equipment", None, "Danish", True),
    ("The drills involve 76 types of equipment.", "76", 76, 76, E, "types of equipment", None, None, True),
    ("The drills are held at nine locations.", "nine", 9, 9, E, "training grounds", None, None, True),
    ("Some 900 soldiers are engaged at 14 sites.", "14", 14, 14, E, "training grounds", None, None, True),
    ("Oslo closed 14 sites to visitors.", "14", 14, 14, E, "site", None, None, False),
    ("Poland sent 500 border guards.", "500", 500, 500, E, "border guards", None, "Poland", True),
    ("Around 2,500 Danish servicemen take part.", "2,500", 2500, 2500, A, "personnel", None, "Danish", True),
    ("Two jets crashed, killing three.", "three", 3, 3, E, "casualties killed", None, None, False),
    ("Twelve decoys crossed the border.", "Twelve", 12, 12, E, "drones", None, None, True),
    ("That leaves three Danes for every Swede.", "three", 3, 3, E, "ratio", None, None, False),
    ("Strength could exceed the official 900 soldiers.", "900", 900, None, Bound.MORE_THAN, "personnel", None, None, True),
    ("The brigade lost 14 kitchens.", "14", 14, 14, E, "kitchen", None, None, False),
    ("They fire 1,000 drones a day.", "1,000", 1000, 1000, E, "drones", "per day", None, False),
    ("They fire 30 missiles per week.", "30", 30, 30, E, "missiles", "per week", None, False),
    ("Reservists, about 1,200 in all, were called up.", "1,200", 1200, 1200, A, "personnel", None, None, True),
    ("The troops, 8,000 of them Danish, will train.", "8,000", 8000, 8000, E, "personnel", None, "Danish", True),
    ("Poland has 40-odd planes.", "40", 40, 40, A, "aircraft", None, "Poland", True),
    ("A squad of 12 stood guard.", "12", 12, 12, E, "personnel", None, None, True),
    ("The missile flies at Mach 9.", "9", 9, 9, E, "speed", "Mach", None, False),
    ("One in five soldiers is a woman.", "One in five", 0.2, 0.2, E, "share", None, None, False),
    ("40 Tanks Arrive in Latvia", "40", 40, 40, E, "tanks", None, None, True),
    ("Oslo Moves 3 Battalions North", "3", 3, 3, E, "battalions and units", None, None, True),
    ("Some 13.5 thousand soldiers train.", "13.5 thousand", 13500, 13500, A, "personnel", None, None, True),
    ("Between 30,000 to 34,000 troops are near.", "30,000 to 34,000", 30000, 34000, Bound.BETWEEN, "personnel", None, None, True),
    ("Denmark sent two more frigates.", "two", 2, 2, E, "ships", None, "Denmark", True),
    ("The roads are 3, 5 and 8 km long.", "5", 5, 5, E, "distance", "km", None, False),
    ("The post is half a mile away.", "half", 0.5, 0.5, E, "distance", "mile", None, False),
    ("They flew more than 20 km (12 miles).", "12", 12, None, Bound.MORE_THAN, "distance", "mile", None, False),
    ("There are 12 Black Sea Fleet ships in port.", "12", 12, 12, E, "ships", None, None, True),
    ("Some 300 fighters crossed the river.", "300", 300, 300, A, "personnel", None, None, True),
    ("Police showed 29 members of the gang.", "29", 29, 29, E, "people", None, None, False),
    ("All 32 members of NATO agreed.", "32", 32, 32, E, "states", None, "NATO", True),
    ("The raid left four children injured.", "four", 4, 4, E, "casualties wounded", None, None, False),
    ("There are 30 dead civilians.", "30", 30, 30, E, "casualties killed", None, None, False),
    ("They fought for 30 consecutive hours.", "30", 30, 30, E, "duration", "hour", None, False),
    ("About 150 rebels hold the town.", "150", 150, 150, A, "personnel", None, None, True),
    ("The town has a population of 125,000.", "125,000", 125000, 125000, E, "people", None, None, False),
    ("Up to 6,000 Danish and 900 Dutch servicemen train.", "6,000", None, 6000, Bound.AT_MOST, "personnel", None, "Danish", True),
    ("Nobody knows whether 5,000 or 50,000 soldiers came.", "5,000", 5000, 5000, E, "personnel", None, None, True),
    ("A thousand-strong contingent came.", "A thousand", 1000, 1000, E, "personnel", None, None, True),
    ("Two fighters took off.", "Two", 2, 2, E, "aircraft", None, None, True),
    ("They reported 900 wounded and 120 missing.", "120", 120, 120, E, "missing", None, None, False),
    ("The Danish contingent, estimated at 900, has come.", "900", 900, 900, A, "personnel", None, "Danish", True),
]  # fmt: skip


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_a_figure_has_value_bound_class_and_owner(row):
    text, number, low, high, bound, name, unit, of, strength = row
    figure = figure_with(text, number)
    assert (figure.low, figure.high, figure.bound) == (low, high, bound)
    assert (figure.counted, figure.unit, figure.of) == (name, unit, of)
    assert figure.is_strength is strength


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_the_words_of_a_figure_stand_in_the_text(row):
    for figure in counted(row[0])[0]:
        assert figure.span.holds_in(row[0])
        assert figure.number.holds_in(row[0])


NOTHING = [
    "The exercise runs until 26 September 2024.",
    "The 1st Division and the 227th range are named.",
    "A T-72 and an Su-30 stood near the S-400.",
    "The minister spoke at 14:30 and left two weeks ago.",
    "Zapad-2021 and Iron Defender-25 are drills.",
    "Colonel Ivanova, 34, commands it.",
    "In 2021 the drills were held there.",
    "The 810 Brigade and the 76th Division are there.",
    "The 9M723 and the 3M22 are missiles.",
    "The office is at 12 Birch Road.",
    "They drank COVID-19 jokes away with a .38 revolver and a Boeing 737.",
    "Under Resolution 2231 they met at 10:45 and won 3-1.",
    "Call +370 5 211 1111 or see the S&P 500.",
    "She is the number one pilot.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_dates_names_and_ages_are_no_figures(text):
    assert counted(text)[0] == ()


GLOSSES = [
    ("Why do 900 (the number of Dutch soldiers sent there) fear 60?", "900", "personnel", "Dutch"),
    ("“There are 6,800 (Polish and Czech troops) here,” he said.", "6,800", "personnel", "Polish and Czech"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "name", "of"), GLOSSES)
def test_a_bracket_names_what_a_bare_number_counts(text, number, name, of):
    figure = figure_with(text, number)
    assert (figure.counted, figure.of) == (name, of)


PARTS = [
    ("Up to 900 troops, of which 200-300 in Latvia, will come.", "200-300", "900"),
    ("They expect up to 900 troops, of whom 300 in Latvia and 200 in Estonia.", "200", "900"),
    ("Only 800 soldiers are in Latvia, of them 200 Dutch.", "200", "800"),
    ("No more than 900 soldiers train, 300 of them in Latvia.", "300", "900"),
    ("Poland has 40,000 troops there, including 2,000 Americans.", "2,000", "40,000"),
    ("The force lost 31 of its 38 drones.", "31", "38"),
    ("Of 25 delegations, 16 came as observers.", "16", "25"),
    ("The army said 31 of 38 drones were shot down.", "31", "38"),
    ("Twelve of the fourteen hostages were freed.", "Twelve", "fourteen"),
    ("There will be 800 soldiers. Of these, 200 will be Danish.", "200", "800"),
    ("Of the 800 soldiers in Latvia, 200 are Danish.", "200", "800"),
    (
        "Latvia would host 8 thousand, and 2 thousand of those would be Danish.",
        "2 thousand",
        "8 thousand",
    ),
]


@pytest.mark.parametrize(("text", "part", "whole"), PARTS)
def test_a_part_points_to_its_whole(text, part, whole):
    assert figure_with(text, part).part_of == figure_with(text, whole).id


@pytest.mark.parametrize(
    "text",
    [
        "About 900 troops and 30 tanks came.",
        "Latvia sent 300 soldiers and Estonia 900 soldiers.",
    ],
)
def test_figures_side_by_side_are_no_parts(text):
    assert all(figure.part_of is None for figure in counted(text)[0])


def test_a_citizen_counts_in_the_class_of_the_whole():
    text = "Poland has 40,000 troops there, including 2,000 Americans."
    assert figure_with(text, "2,000").counted == "personnel"


CHANGES = [
    # text, number words, low and high, direction, factor, amount, from, to, nearness
    ("The number of troops was nearly halved from 13,000.", "halved", None, Direction.CUT, 0.5, None, 13000, None, Nearness.BELOW),
    ("Oslo cut the number of soldiers almost by half.", "half", None, Direction.CUT, 0.5, None, None, None, Nearness.BELOW),
    ("Turkey cut its force by a quarter.", "a quarter", None, Direction.CUT, 0.75, None, None, None, Nearness.NONE),
    ("The number of tanks has doubled.", "doubled", None, Direction.RAISED, 2.0, None, None, None, Nearness.NONE),
    ("The garrison was cut by 2,000 to 15,000.", "15,000", 15000, Direction.CUT, None, 2000, None, 15000, Nearness.NONE),
    ("Spain has 7,000 soldiers there, down from 13,000.", "7,000", 7000, Direction.CUT, None, None, 13000, 7000, Nearness.NONE),
    ("Germany raised its contingent from 500 to 850 soldiers.", "850", 850, Direction.RAISED, None, None, 500, 850, Nearness.NONE),
    ("The number of troops will be little more than half of the 9,000 first planned.", "half", None, Direction.CUT, 0.5, None, 9000, None, Nearness.BELOW),
    ("Oslo announced 9,000 soldiers, then cut them almost by half.", "half", None, Direction.CUT, 0.5, None, 9000, None, Nearness.BELOW),
    ("Sea Breeze had 9,000 troops. Kyiv nearly halved it.", "halved", None, Direction.CUT, 0.5, None, 9000, None, Nearness.BELOW),
    ("Sea Breeze is to be cut by nearly 50 per cent.", "50", None, Direction.CUT, 0.5, None, None, None, Nearness.BELOW),
    ("Oslo planned 9,000 troops. Now the number will shrink by a third.", "a third", None, Direction.CUT, 2 / 3, None, 9000, None, Nearness.NONE),
    ("They will bring half the number of troops.", "half", None, Direction.CUT, 0.5, None, None, None, Nearness.NONE),
    ("The contingent grew fivefold to 5,000.", "5,000", 5000, Direction.RAISED, 5.0, None, None, 5000, Nearness.NONE),
    ("Troop levels fell from 150,000 in 2007 to 49,700.", "49,700", 49700, Direction.CUT, None, None, 150000, 49700, Nearness.NONE),
    ("The number of dead rose to 41 from 38.", "41", 41, Direction.RAISED, None, None, 38, 41, Nearness.NONE),
    ("The number of troops was cut by a third to 9,000.", "9,000", 9000, Direction.CUT, 2 / 3, None, None, 9000, Nearness.NONE),
    ("Spending rose by 12 percent to $7 billion.", "7 billion", 7e9, Direction.RAISED, 1.12, None, None, 7e9, Nearness.NONE),
]  # fmt: skip


@pytest.mark.parametrize("row", CHANGES, ids=lambda row: row[0])
def test_a_change_keeps_direction_base_and_outcome(row):
    text, number, value, direction, factor, amount, base, goal, nearness = row
    figure = figure_with(text, number)
    change = figure.change
    assert change is not None
    assert (figure.low, figure.high) == (value, value)
    assert (change.direction, change.amount) == (direction, amount)
    assert change.factor == (None if factor is None else pytest.approx(factor, rel=1e-5))
    assert (change.from_value, change.to_value, change.nearness) == (base, goal, nearness)


def test_the_base_of_a_change_is_no_figure_of_its_own():
    numbers = [f.number.quote for f in counted(CHANGES[0][0])[0]]
    assert numbers == ["halved"]


def test_the_part_that_does_something_is_no_cut():
    text = "Half of the 9,000 soldiers are conscripts."
    assert all(f.change is None for f in counted(text)[0])


def test_soldiers_brought_from_many_nations_are_no_raise():
    text = "The drills bring 900 soldiers from 29 nations to Latvia."
    assert all(f.change is None for f in counted(text)[0])


def test_drones_shot_down_are_no_cut():
    assert figure_with("They shot down 12 drones.", "12").change is None


COMPARATIVES = [
    ("Around 13,000 soldiers train, but the real number may be higher.", "higher", "13,000"),
    ("Some 9,000 soldiers take part. Analysts believe it is higher.", "higher", "9,000"),
    ("Some 9,000 soldiers take part, but experts think the number higher.", "higher", "9,000"),
    ("Some 9,000 soldiers take part. It may be more, Oslo said.", "more", "9,000"),
]


@pytest.mark.parametrize(("text", "word", "number"), COMPARATIVES)
def test_a_comparative_is_compared_to_the_number_before_it(text, word, number):
    higher, base = figure_with(text, word), figure_with(text, number)
    assert higher.compared_to == base.id
    assert (higher.low, higher.high) == (None, None)
    assert higher.change is not None
    assert (higher.change.direction, higher.change.from_value) == (Direction.RAISED, base.low)


ABSTENTIONS = [
    ("The true figure may be higher.", "a comparison without a number to compare to"),
    ("Far fewer tanks than in the past were seen.", "a comparison without a number to compare to"),
    ("A large number of troops stand there.", "a size without a number"),
    ("Seven ate 9,000.", "a number without a noun"),
    ("The city will host 9,000 this weekend.", "a number without a noun"),
    ("They are 200 troops short of it.", "a comparison without a number to compare to"),
]


@pytest.mark.parametrize(("text", "reason"), ABSTENTIONS)
def test_what_cannot_be_decided_is_said(text, reason):
    assert reason in [abstention.reason for abstention in counted(text)[1]]


def test_a_number_without_a_noun_borrows_that_of_the_figure_before():
    text = "They expect up to 30,000 troops. Only 8,000 will be in Latvia."
    assert figure_with(text, "8,000").counted == "personnel"


def test_a_small_number_without_a_noun_counts_what_its_neighbour_counts():
    text = "Mongolia sent 40 observers; Pakistan sent 20."
    assert figure_with(text, "20").counted == "observers"


def test_every_figure_has_an_id_of_its_own():
    text = "Of 900 troops 300 train, 300 rest and 300 guard 30 tanks and 300 trucks."
    figures = counted(text)[0]
    assert len({figure.id for figure in figures}) == len(figures)


def test_a_report_in_an_unknown_language_has_no_figures():
    reading = reading_of("Drei Schiffe.")
    assert len(reading.sentences) == 1


MISREAD = [
    ("About 19,000 South Korean troops came.", "19,000", "personnel", "South Korean"),
    ("The Polish army is sending 1,200 soldiers.", "1,200", "personnel", "Polish"),
    ("Italy, which keeps 2,800 soldiers there, is calm.", "2,800", "personnel", "Italy"),
    ("Spain keeps 900 soldiers in the valley and Italy 1,400.", "1,400", "personnel", None),
    ("The list names 310 Serbian soldiers lost in a week.", "310", "casualties", "Serbian"),
    ("They mourn the deaths of 45 Polish soldiers.", "45", "casualties killed", "Polish"),
    (
        "It was a raid, with at least 60 people killed and aid destroyed.",
        "60",
        "casualties killed",
        None,
    ),
    ("It fires 3,000 artillery rounds a day.", "3,000", "bombs and shells", None),
    (
        "According to one diplomat, as many as 1,200 Serbs may have been killed.",
        "1,200",
        "casualties killed",
        "Serbs",
    ),
    ("He put the dead at 3,100.", "3,100", "casualties killed", None),
    (
        "A source estimated the whole force at between 2,000 and 3,000.",
        "2,000 and 3,000",
        "personnel",
        None,
    ),
]


@pytest.mark.parametrize(("text", "number", "name", "of"), MISREAD)
def test_words_beside_a_number_tell_whom_it_counts(text, number, name, of):
    figure = figure_with(text, number)
    assert (figure.counted, figure.of) == (name, of)


def test_those_who_speak_lend_their_noun_to_no_number():
    text = "Denmark will send 1,800 soldiers. Two officials said the share could rise to 2,500."
    assert figure_with(text, "2,500").counted == "personnel"


def test_one_more_of_something_is_not_one_more_of_what_was_counted_before():
    figures, _ = counted("Seven frigates sailed. We expect at least one more round this year.")
    assert [f.number.quote for f in figures] == ["Seven"]


def test_a_part_belongs_to_the_whole_of_its_own_sentence():
    text = "The foe lost 900 tanks. The army lost 70 armoured vehicles, including nine tanks."
    whole, part = figure_with(text, "70"), figure_with(text, "nine")
    assert part.part_of == whole.id


def test_two_parts_of_one_whole_stand_side_by_side():
    text = "They launched 90 drones, 61 of which were downed and 4 of which turned back."
    whole = figure_with(text, "90")
    assert {figure_with(text, n).part_of for n in ("61", "4")} == {whole.id}


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers left in 2005.[4]",
        "The gas fell below 2005 levels.",
        "The weir has a flow of 700 m3/s (24,700).",
    ],
)
def test_notes_years_and_conversions_count_nothing(text):
    figures, _ = counted(text)
    assert [f.number.quote for f in figures] in ([], ["700"])
