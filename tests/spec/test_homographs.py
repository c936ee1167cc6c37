"""One name, several kinds of things: towns, ships, states, units, exercises and persons."""

from __future__ import annotations

import pytest
from naming import named, read

from vedette.model import EntityKind
from vedette.resolve.entities.assign import link_entities

PERSON, FORCE, PLACE = EntityKind.PERSON, EntityKind.FORCE, EntityKind.PLACE
SHIP, EXERCISE, STATE = EntityKind.EQUIPMENT, EntityKind.EXERCISE, EntityKind.STATE


def kinds(text, words):
    """Return the kinds of all mentions of these words, in the order of the text."""
    return [m.kind for m in read(text)[2] if m.span.quote == words]


def undecided(text):
    reading, mentions, _ = read(text)
    return [(one.span.quote, one.reason) for one in link_entities(reading, mentions).abstentions]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The frigate Minsk sailed from Baltiysk.", "Minsk"),
        ("The ship Mariupol left port.", "Mariupol"),
        ("The submarine Kursk sank in 2000.", "Kursk"),
        ("The destroyer Georgia and two tugs were new.", "Georgia"),
        ("The aircraft carrier Lincoln sailed.", "Lincoln"),
    ],
)
def test_behind_a_noun_for_vessels_a_town_is_a_ship(text, name):
    assert kinds(text, name) == [SHIP]


def test_the_town_beside_its_ship_stays_a_town():
    text = "The corvette Mariupol fired at a drone near Mariupol."
    assert kinds(text, "Mariupol") == [SHIP, PLACE]


def test_who_builds_or_buys_a_ship_is_no_ship():
    assert kinds("The Russian destroyer China bought was old.", "China") == [STATE]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ukrainian troops entered Kursk.", "Kursk"),
        ("Minsk is a city of two million.", "Minsk"),
        ("Minsk tractors were shown.", "Minsk"),
        ("The Minsk tramway stood still.", "Minsk"),
    ],
)
def test_without_a_sign_a_town_is_a_town(text, name):
    assert kinds(text, name) == [PLACE]


@pytest.mark.parametrize("text", ["Minsk said so.", "Washington will send missiles, it said."])
def test_a_capital_that_speaks_is_its_government(text):
    assert kinds(text, text.split()[0]) == [STATE]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The Kyiv brigade moved to the river.", "Kyiv brigade"),
        ("Soldiers of the Minsk regiment held the road.", "Minsk regiment"),
        ("The Kharkiv Brigade lost two tanks.", "Kharkiv Brigade"),
    ],
)
def test_a_unit_named_for_a_town_is_a_force(text, unit):
    assert named(text)[unit][0] is FORCE


def test_an_exercise_named_for_a_town_is_an_exercise():
    assert named("Exercise Lublin began on Monday.")["Lublin"][0] is EXERCISE
    assert kinds("Exercise Lublin began near Lublin.", "Lublin") == [EXERCISE, PLACE]
    assert kinds("The Lublin exercise began.", "Lublin") == [PLACE]  # in Lublin, or called so


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Gen. Paris commanded the unit.", "Paris"),
        ("Paris, 34, a nurse from Leeds, was hurt.", "Paris"),
    ],
)
def test_a_rank_or_an_age_makes_a_person(text, name):
    assert kinds(text, name) == [PERSON]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("General Motors said sales fell.", "Motors"),
        ("Rear Admiral Smith met Sea Oak Holdings.", "Sea Oak Holdings"),
    ],
)
def test_a_firm_behind_a_word_for_a_rank_is_no_person(text, name):
    assert PERSON not in kinds(text, name)


def test_a_name_that_only_sounds_like_two_scripts_of_another_links_nobody():
    for name in ("Jane Kelly", "Megan Keely", "Leonardo Vince"):
        own = named(f"Mr. {name} spoke in Washington.")[name][2]
        assert "/local-" in own


def test_a_junior_is_not_his_father():
    found = named("Mr. Donald Trump Jr. spoke in Washington, US officials said.")
    assert all(own != "person/trump" for _, _, own in found.values())


def test_a_known_name_behind_another_states_office_is_somebody_else():
    text = "Bulgarian Defence Minister Viktor Khrenin spoke. Khrenin left."
    found = named(text)
    assert "/local-" in found["Viktor Khrenin"][2]
    assert found["Khrenin"][2] == found["Viktor Khrenin"][2]
    assert undecided(text) == [
        ("Viktor Khrenin", "a known person's name behind an office of another state")
    ]


def test_a_known_name_beside_another_state_stays_known():
    text = "Moscow and President Volodymyr Zelensky agreed. US envoys met Viktor Khrenin."
    assert named(text)["Volodymyr Zelensky"][2] == "person/zelensky"
    assert named(text)["Viktor Khrenin"][2] == "person/khrenin"


def test_a_number_behind_a_town_is_no_age():
    assert kinds("In Paris, 34, including children, were hurt.", "Paris") == [PLACE]


def test_a_surname_told_before_is_not_the_state():
    text = "Michael Jordan visited the base. Jordan left early."
    found = [m.ref for m in read(text)[2] if m.span.quote.endswith("Jordan")]
    assert [ref.name for ref in found] == ["Michael Jordan", "Michael Jordan"]
    assert found[0].id == found[1].id


def test_a_surname_and_a_state_in_one_report_are_left_open():
    text = "Michael Jordan met Jordanian officers in Amman. Jordan spoke."
    assert kinds(text, "Jordan") == [EntityKind.UNKNOWN]
    assert undecided(text) == [
        ("Jordan", "a person and a state of one name, and nothing beside it tells which")
    ]


def test_a_state_behind_a_preposition_is_the_state():
    text = "Michael Jordan went home. The troops came back from Jordan."
    assert kinds(text, "Jordan") == [STATE]


@pytest.mark.parametrize(
    "text",
    [
        "A soldier from Augusta, Georgia, was killed near Donetsk, Russia said.",
        "The Georgia governor blamed Russia.",
        "Two men from Fort Stewart, Georgia, went to Armenia.",
    ],
)
def test_the_us_state_stays_one_beside_russia(text):
    assert kinds(text, "Georgia") == [PLACE]


def test_the_country_beside_russia_is_the_country():
    assert named("Georgia accused Russia of moving the fence.")["Georgia"][2] == "state/GE"


def test_an_officer_who_speaks_is_not_the_ship_named_for_him():
    assert kinds("Admiral Kuznetsov said the fleet was ready.", "Kuznetsov") == [PERSON]
    assert kinds("The Admiral Kuznetsov caught fire.", "Admiral Kuznetsov") == [SHIP]


def test_food_is_no_state():
    assert named("The soldiers ate turkey and stuffing.") == {}


def test_a_ship_told_once_is_known_by_its_article():
    text = "The cruiser Varyag-2 sank a boat. The frigate Minsk left. The Minsk came back to Minsk."
    assert kinds(text, "Minsk")[:2] == [SHIP, SHIP]
    assert kinds(text, "Minsk")[2:] == [PLACE]


@pytest.mark.parametrize(
    "spelling",
    ["Mindaugas Mažonas", "Mindaugas Mazonas", "Mindaugas Majonas", "Миндаугас Мажонас"],
)
def test_a_known_person_in_any_spelling(spelling):
    text = f"Col. {spelling} told the radio."
    assert {ref for _, _, ref in named(text).values() if ref} >= {"person/mazonas"}


def test_a_german_spelling_is_the_person_known():
    found = named("“We are ready,” Defence Minister Wiktar Chrenin said in Minsk.")
    assert found["Wiktar Chrenin"][2] == "person/khrenin"


def test_spellings_of_a_stranger_are_one_person_in_a_report():
    found = named(
        "Col. Oleksandr Hrytsak spoke first. Col. Aleksandr Gritsak would resign, it said."
    )
    assert found["Oleksandr Hrytsak"][2] == found["Aleksandr Gritsak"][2]


def test_namesakes_with_other_first_names_stay_two():
    found = named("Col. Igor Marchenko spoke first. Col. Serhii Marchenko disagreed.")
    assert found["Igor Marchenko"][2] != found["Serhii Marchenko"][2]


def test_a_name_nearly_known_is_left_open_with_the_reason():
    text = "Mindaugas Mezonas told the radio."
    assert undecided(text) == [("Mindaugas Mezonas", "a name nearly like that of a known person")]


@pytest.mark.parametrize("spelling", ["Wostok-2022", "Wostok 2022", "Восток-2022"])
def test_an_exercise_in_another_spelling_is_the_one_known(spelling):
    found = named(f"The {spelling} exercise ended.")[spelling]
    assert found == (EXERCISE, "Vostok-2022", "exercise/vostok-2022")


def test_an_exercise_one_letter_off_is_left_open_with_the_reason():
    text = "The Vostak-2022 exercise ended."
    assert named(text)["Vostak-2022"][2] is None
    assert undecided(text) == [("Vostak-2022", "an exercise's name nearly like a known one")]


def test_an_exercise_nobody_knows_stays_itself():
    text = "The Silver Birch-2027 exercise ended."
    assert named(text)["Silver Birch-2027"][2] is None
    assert undecided(text) == []


@pytest.mark.parametrize("spelling", ["Kinschal", "Kinjal", "Кинжал", "Khinzal"])
def test_a_missile_in_another_spelling_is_the_one_known(spelling):
    assert named(f"The {spelling} missile was launched.")[spelling][2] == "equipment/kinzhal"


@pytest.mark.parametrize(
    "name",
    [
        "Va\u200blery Revenko",
        "\u200fValery Revenko\u200e",
        "Valq\u0323ry Revenko",
        "Valery \u0420evenko",
        "🙂 Revenko",
        "A" * 10_000,
        "Иi" * 5_000,
    ],
)
def test_odd_letters_break_nothing(name):
    reading, mentions, resolved = read(f"Col. {name} said so. {name} left Minsk.")
    assert all(m.span.holds_in(reading.report.text) for m in resolved)
    assert len(link_entities(reading, mentions).mentions) == len(mentions)
