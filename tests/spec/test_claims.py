"""Claims about equipment: what is said to be done with it, by whom, and how surely."""

from __future__ import annotations

import pytest
from deeds import analysed, said_of, speakers_of

from vedette.model import Commitment, Polarity

YES, NO = "affirmed", "denied"


@pytest.mark.parametrize(
    ("text", "thing", "claim"),
    [
        ("Spain deployed Patriot launchers.", "Patriot", ("deploys", "Spain", YES, "past")),
        (
            "Patriot launchers were deployed by Spain.",
            "Patriot",
            ("deploys", "Spain", YES, "past"),
        ),
        (
            "The deployment of Patriot launchers by Spain began.",
            "Patriot",
            ("deploys", "Spain", YES, "past"),
        ),
        (
            "Spain's deployment of Patriot launchers began.",
            "Patriot",
            ("deploys", "Spain", YES, "past"),
        ),
        ("Spain will deploy Patriot launchers.", "Patriot", ("deploys", "Spain", YES, "planned")),
        (
            "Spain has not deployed Patriot launchers.",
            "Patriot",
            ("deploys", "Spain", NO, "past"),
        ),
        ("Iran fired a Borzoi missile.", "missile", ("fires", "Iran", YES, "past")),
        ("Iran fired a Zolfaghar missile.", "Zolfaghar", ("fires", "Iran", YES, "past")),
        ("Iran shot down an MQ-9 drone.", "MQ-9 Reaper", ("shoots-down", "Iran", YES, "past")),
        (
            "Three MiG-31 fighters entered Estonian airspace.",
            "MiG-31",
            ("violates-airspace", "Estonia", YES, "past"),
        ),
        ("Sweden scrambled two Gripens.", "JAS 39 Gripen", ("intercepts", "Sweden", YES, "past")),
        (
            "Denmark delivered F-16 jets to Ukraine.",
            "F-16",
            ("supplies", "Denmark", YES, "past"),
        ),
        (
            "The delivery of Marder vehicles by Rheinmetall is planned for July.",
            "Marder",
            ("supplies", "Rheinmetall", YES, "planned"),
        ),
    ],
)
def test_what_is_said_of_a_weapon_names_who_does_it(text, thing, claim):
    found = said_of(text, thing)
    predicate, _, polarity, tense = claim
    assert (predicate, polarity, tense) in {(p, pol, t) for p, _, pol, t in found}, found
    if claim[1] != "Estonia":
        assert claim in found, found


def test_who_says_so_is_kept():
    text = "Russia said it had destroyed a Patriot launcher."
    assert said_of(text, "Patriot") == [("loses", "Russia", YES, "past")]
    assert speakers_of(text, "Patriot", "loses") == ["Russia"]
    assert speakers_of("Spain deployed Patriot launchers.", "Patriot", "deploys") == [None]


def test_a_denied_claim_is_denied_by_its_speaker():
    text = "Ukraine denied that a Patriot system had been lost."
    assert said_of(text, "Patriot") == [("loses", "", NO, "past")]
    claim = next(c for c in analysed(text).claims if c.subject.name == "Patriot")
    assert claim.modality.commitment is Commitment.REJECTS


def test_a_negation_is_no_act_of_denial():
    text = "Spain has not deployed Patriot launchers."
    claim = next(c for c in analysed(text).claims if c.predicate == "deploys")
    assert claim.modality.polarity is Polarity.DENIED
    assert claim.modality.commitment is Commitment.ASSERTS


def test_an_engagement_told_by_a_phrase_is_no_other_verb():
    assert said_of("Ukraine carried out a drone attack.", "drone") == [
        ("mentioned", "", YES, "unstated")
    ]
    predicates = [p for p, *_ in said_of("No F-16 has been shot down.", "F-16")]
    assert "shoots-down" in predicates
    assert "fires" not in predicates


def test_a_relative_clause_and_its_main_clause_say_two_things():
    text = "Iskander missiles, which were stationed in Belarus, were shown to visitors."
    claims = [c for c in analysed(text).claims if c.subject.name == "Iskander-M"]
    assert {c.predicate for c in claims} == {"shows", "deployment"}


def test_a_weapon_that_is_only_named_is_put_no_way():
    text = "A mock-up of a Tomahawk missile stood outside the hall."
    claim = next(c for c in analysed(text).claims if c.predicate == "mentioned")
    assert claim.modality.commitment is Commitment.MENTIONS


def test_a_condition_makes_no_claim_of_fact():
    text = "If Poland used HIMARS launchers, Moscow would respond."
    claim = next(c for c in analysed(text).claims if c.predicate == "uses")
    assert claim.modality.commitment is Commitment.MENTIONS
    assert claim.modality.tense == "hypothetical"


def test_everything_said_stays_a_statement():
    text = "The weather was fine, the ministry said."
    assert [c.predicate for c in analysed(text).claims] == ["statement"]
