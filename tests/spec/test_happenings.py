"""Happenings: which mentions of one report are about the same deed, and who is blamed for it."""

from __future__ import annotations

import pytest
from deeds import analysed, cast, deeds, the_deed

HARM = [
    (
        "Gunmen kidnapped four engineers near Goma on 2 June.",
        "abduction",
        {"abductor": "gunmen", "victim": "four engineers"},
    ),
    (
        "A car bomb exploded outside a barracks in Kandahar.",
        "bombing",
        {"target": "barracks", "equipment": "car bomb"},
    ),
    (
        "Rebels threw two grenades at a police station.",
        "bombing",
        {"bomber": "rebels", "target": "police station", "equipment": "grenade"},
    ),
    (
        "Masked men set fire to a recruitment office in Lviv.",
        "arson",
        {"attacker": "Masked men", "target": "recruitment office", "equipment": "fire"},
    ),
    (
        "Pirates hijacked a tanker off Somalia.",
        "hijacking",
        {"actor": "Pirates", "target": "tanker"},
    ),
    (
        "Soldiers clashed with militants in Cabo Delgado.",
        "clash",
        {"party": "Soldiers", "other party": "militants"},
    ),
    (
        "The guards were attacked and killed by insurgents.",
        "killing",
        {"killer": "insurgents", "victim": "guards"},
    ),
    ("The murdered priests were buried.", "killing", {"victim": "murdered priests"}),
    ("The senator's murder is being investigated.", "killing", {"victim": "senator"}),
    ("Nine sailors died in the attack.", "killing", {"victim": "Nine sailors"}),
    (
        "A Chinese ship cut two telecom cables near Taiwan.",
        "maritime incident",
        {"actor": "Chinese ship", "target": "two telecom cables"},
    ),
    (
        "About 3,000 Polish soldiers are taking part in drills.",
        "exercise",
        {"participant": "About 3,000 Polish soldiers"},
    ),
    (
        "Ukraine shot down 34 of 40 drones, the air force said.",
        "air-defence engagement",
        {"defender": "Ukraine", "target": "drone"},
    ),
]


@pytest.mark.parametrize(("text", "kind", "roles"), HARM)
def test_a_deed_has_those_who_did_it_and_those_it_was_done_to(text, kind, roles):
    assert cast(the_deed(text, kind)) == roles


@pytest.mark.parametrize(
    "text",
    [
        "The attack killed three sailors.",
        "The earthquake killed three sailors.",
        "Bad weather killed three sailors.",
    ],
)
def test_what_is_nobody_has_killed_nobody(text):
    assert cast(the_deed(text, "killing")) == {"victim": "three sailors"}


def related(text):
    """Return (words, kind of relation, words of the first mention) of each related activity."""
    found = analysed(text).activities
    words = {a.id: a.span.quote for a in found}
    return [
        (a.span.quote, r.kind, words[r.activity]) for a in found for r in a.relations if r.activity
    ]


def test_what_a_deed_led_to_is_its_outcome():
    text = "A bomb exploded near a market in Mosul, killing three people and wounding ten."
    assert related(text) == [
        ("killing", "outcome of", "exploded"),
        ("wounding", "outcome of", "exploded"),
    ]


def test_the_attack_is_the_one_told_before():
    text = (
        "Rebels ambushed a convoy near Gao on Monday.\n\n"
        "The army confirmed the attack. No group has claimed it."
    )
    assert ("attack", "same as", "ambushed") in related(text)


def test_other_days_places_and_victims_are_other_deeds():
    text = (
        "Gunmen kidnapped a priest in Gao on Monday.\n\n"
        "Gunmen kidnapped a teacher in Kidal on Tuesday."
    )
    assert len(deeds(text, "abduction")) == 2
    assert related(text) == []
    text = "Ukraine attacked a refinery and Russia bombarded a port."
    assert related(text) == []


def test_who_is_accused_is_no_doer():
    text = "Kyiv blamed Russia for the explosion at the dam."
    assert cast(the_deed(text, "explosion")) == {"accused": "Russia"}
    text = "The attack on the base was attributed to Hezbollah."
    assert cast(the_deed(text, "strike or attack"))["accused"] == "Hezbollah"


def test_who_claims_a_deed_is_its_claimant():
    text = "The Taliban claimed responsibility for the attack on the embassy."
    assert cast(the_deed(text, "strike or attack")) == {"target": "embassy", "claimant": "Taliban"}


def test_no_plans_to_do_it_is_a_denial_by_who_has_none():
    found = the_deed("The ministry has no plans to deploy missiles.", "deployment")
    assert (str(found.modality.polarity), str(found.modality.tense)) == ("denied", "planned")
    assert cast(found)["deployer"] == "ministry"


def test_where_a_way_leads_comes_before_where_it_began():
    found = the_deed("The US moved two B-52 bombers from Guam to Diego Garcia.", "movement")
    assert found.where is not None
    assert found.where.name == "Diego Garcia"


def test_who_suffers_is_told_by_part_front_life_or_target():
    said = {
        "The rebels blew up a section of the pipeline.": ("bombing", "pipeline"),
        "The bomb attack occurred in front of the ministry.": ("bombing", "ministry"),
        "The high school was the target of ten bomb attacks.": ("bombing", "high school"),
        "Several men opened fire on the office.": ("strike or attack", "office"),
        "The base suffered an attack.": ("strike or attack", "base"),
    }
    for text, (kind, target) in said.items():
        assert cast(the_deed(text, kind))["target"] == target


def test_a_moment_is_not_what_a_bomb_hits():
    deed = the_deed("At the same time, a bomb exploded.", "bombing")
    assert "target" not in cast(deed)
