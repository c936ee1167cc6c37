"""Activities: what is done, by whom, to what, where and when, and whether it was done at all."""

from __future__ import annotations

import pytest
from deeds import analysed, cast, deeds, the_deed

from vedette.model import Commitment, Polarity, Tense

DONE = [
    (
        "Spain deployed two Patriot launchers to Latvia on Tuesday.",
        "deployment",
        {"deployer": "Spain", "equipment": "Patriot"},
    ),
    (
        "Portugal stationed 200 soldiers near Tapa.",
        "deployment",
        {"deployer": "Portugal", "force": "200 soldiers"},
    ),
    (
        "The deployment of Patriot launchers by Spain began on 3 May 2024.",
        "deployment",
        {"deployer": "Spain", "equipment": "Patriot"},
    ),
    (
        "Two frigates were sent to Riga by Denmark.",
        "deployment",
        {"deployer": "Denmark", "equipment": "frigate"},
    ),
    (
        "A Russian Su-24 violated Swedish airspace near Gotland.",
        "airspace violation",
        {"violator": "Russia", "violated": "Swedish airspace", "equipment": "Su-24"},
    ),
    (
        "Romania scrambled two F-16s.",
        "air-defence engagement",
        {"defender": "Romania", "equipment": "F-16"},
    ),
    (
        "Two Italian F-35 jets were scrambled.",
        "air-defence engagement",
        {"defender": "Italy", "equipment": "F-35"},
    ),
    (
        "Poland shot down three drones over Lublin.",
        "air-defence engagement",
        {"defender": "Poland", "target": "drone"},
    ),
    (
        "Russia tested two Iskander missiles.",
        "launch or test",
        {"launcher": "Russia", "equipment": "Iskander-M"},
    ),
    (
        "Norway's test of a new torpedo failed.",
        "launch or test",
        {"launcher": "Norway", "equipment": "torpedo"},
    ),
    (
        "Ukraine carried out a drone attack on an oil depot near Tambov.",
        "strike or attack",
        {"attacker": "Ukraine", "target": "oil depot", "equipment": "drone"},
    ),
    (
        "Dozens of villages were attacked by the Taliban.",
        "strike or attack",
        {"attacker": "Taliban", "target": "Dozens of villages"},
    ),
    (
        "Finland closed the border crossing at Vaalimaa.",
        "border measure",
        {"actor": "Finland", "crossing": "border crossing"},
    ),
    (
        "Belarus freed 14 prisoners on Saturday.",
        "prisoner release",
        {"releaser": "Belarus", "released": "prisoners"},
    ),
    (
        "Armenia and Azerbaijan exchanged 20 captives.",
        "prisoner release",
        {"releaser": "Armenia + Azerbaijan", "released": "20 captives"},
    ),
    (
        "Japan imposed sanctions on six Russian banks.",
        "sanction measure",
        {"imposer": "Japan", "target": "six Russian banks"},
    ),
    (
        "Canada eased sanctions on a Syrian bank.",
        "sanction measure",
        {"imposer": "Canada", "target": "Syrian bank"},
    ),
    (
        "Denmark delivered 19 F-16 jets to Ukraine.",
        "supply",
        {"supplier": "Denmark", "equipment": "F-16", "recipient": "Ukraine"},
    ),
    (
        "Estonia mobilised 3,000 reservists.",
        "readiness or mobilisation",
        {"actor": "Estonia", "force": "reservists"},
    ),
]


@pytest.mark.parametrize(("text", "kind", "roles"), DONE)
def test_what_was_done_has_its_type_and_its_people(text, kind, roles):
    found = the_deed(text, kind)
    assert cast(found) == roles
    assert found.modality.polarity is Polarity.AFFIRMED
    assert found.modality.commitment is Commitment.ASSERTS


NOT_DONE = [
    ("NATO will deploy a brigade in Latvia.", "deployment", "affirmed", "planned"),
    ("NATO plans to deploy a brigade in Latvia.", "deployment", "affirmed", "planned"),
    ("NATO has not deployed missiles in Latvia.", "deployment", "denied", "past"),
    ("NATO will not deploy missiles in Latvia.", "deployment", "denied", "planned"),
    ("Turkey refused to supply drones to Libya.", "supply", "denied", None),
    ("If Russia attacks the port, Ukraine will respond.", "strike or attack", None, "hypothetical"),
    ("A planned deployment of troops in Mali was announced.", "deployment", None, "planned"),
    ("Officials denied that a drone had been shot down.", "air-defence engagement", "denied", None),
    ("Had Serbia attacked, NATO would have hit back.", "strike or attack", None, "hypothetical"),
    ("Parliament approved the deployment of troops to Haiti.", "deployment", None, "planned"),
    ("No prisoners were released.", "prisoner release", "denied", None),
]


@pytest.mark.parametrize(("text", "kind", "polarity", "tense"), NOT_DONE)
def test_what_is_planned_denied_or_supposed_is_not_done(text, kind, polarity, tense):
    modality = the_deed(text, kind).modality
    assert polarity in {None, str(modality.polarity)}
    assert tense in {None, str(modality.tense)}


def test_a_supposition_is_only_mentioned():
    found = the_deed("If Russia attacks the port, Ukraine will respond.", "strike or attack")
    assert found.modality.commitment is Commitment.MENTIONS
    found = the_deed("Is Russia about to mobilise reservists?", "readiness or mobilisation")
    assert found.modality.commitment is Commitment.MENTIONS


def test_a_verb_about_something_else_denies_no_deed():
    found = the_deed("Sanctions would not stop the war.", "sanction measure")
    assert found.modality.polarity is Polarity.AFFIRMED
    assert found.modality.commitment is Commitment.MENTIONS


@pytest.mark.parametrize(
    "text",
    [
        "The ministry bought attack helicopters.",
        "Delegates toured the exercise area.",
        "The bank is on the sanctions list.",
        "The ministry released a statement on Monday.",
    ],
)
def test_a_word_that_only_describes_tells_no_deed(text):
    assert analysed(text).activities == ()


def test_place_and_date_hang_on_the_verb():
    found = the_deed("Spain deployed two tanks to Latvia on Tuesday.", "deployment")
    assert found.where is not None
    assert (found.where.name, str(found.when.start)) == ("Latvia", "2026-06-02")


def test_what_a_relative_clause_tells_is_its_own():
    text = "Jets that are based in Romania intercepted a drone near Tallinn."
    where = the_deed(text, "air-defence engagement").where
    assert where is not None
    assert where.name == "Tallinn"
    text = "The ship, which is registered in Panama, sailed from Riga."
    where = the_deed(text, "movement").where
    assert where is not None
    assert where.name == "Riga"


def test_a_bound_is_no_date():
    text = "The border crossing has been closed since 2020."
    assert not the_deed(text, "border measure").when.is_known


def test_a_headline_leaves_out_the_passive():
    text = "Tanker seized by Iran in Gulf\n\nThe crew is safe, the owner said."
    assert cast(the_deed(text, "maritime incident", headline=True)) == {
        "actor": "Iran",
        "target": "Tanker",
    }


def test_each_half_of_a_headline_leaves_it_out():
    text = "Cable cut in Gulf of Finland; tanker boarded\n\nThe crew is safe, the owner said."
    assert cast(the_deed(text, "maritime incident", headline=True)) == {"target": "tanker"}


def test_the_speaker_stands_behind_it():
    text = "Russia said it had deployed Iskander missiles in Kaliningrad."
    assert cast(the_deed(text, "deployment"))["deployer"] == "Russia"
    text = "China said the flight was routine and accused Japan of provocation."
    assert cast(the_deed(text, "accusation")) == {"speaker": "China", "target": "Japan"}


def test_two_deeds_of_one_sentence_are_two():
    text = "Ukraine attacked a refinery and Russia bombarded a port."
    assert [cast(a) for a in deeds(text, "strike or attack")] == [
        {"attacker": "Ukraine", "target": "refinery"},
        {"attacker": "Russia", "target": "port"},
    ]


def test_tense_is_read_in_the_outlets_own_voice():
    assert the_deed("Spain is deploying tanks.", "deployment").modality.tense is Tense.ONGOING
    assert the_deed("Spain could deploy tanks.", "deployment").modality.certainty == "possible"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Israel struck Beirut overnight.", True),
        ("Russia hit Kharkiv again on Monday, officials said.", True),
        ("A storm hit Kharkiv on Monday.", False),
        ("Russia hit Lithuania with sanctions.", False),
    ],
)
def test_a_town_is_struck_by_a_state_and_not_by_a_storm(text, told):
    assert bool(deeds(text, "strike or attack")) is told


@pytest.mark.parametrize(
    "text", ["A Kh-101 flew 1,500 km.", "The column moved 20 miles overnight."]
)
def test_a_distance_takes_no_part_in_a_movement(text):
    names = [part.ref.name for deed in deeds(text, "movement") for part in deed.participants]
    assert names
    assert not any("km" in name or "miles" in name for name in names)
