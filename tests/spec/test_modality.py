"""How surely things are put: hedges, negation from above, and words held at a distance."""

from __future__ import annotations

import pytest
from hearing import heard, modality_at, only, quotes, reading_of

from vedette.extract.modality import HedgeKind, hedge_cues
from vedette.model import Act, Certainty, Commitment, Polarity, Tense

HEDGES = {
    "The fleet may leave if the storm ends.": [
        ("may", HedgeKind.POSSIBLE), ("if", HedgeKind.CONDITION),
    ],
    "The army would fire if it was attacked.": [
        ("would", HedgeKind.CONDITION), ("if", HedgeKind.CONDITION),
    ],
    "The navy believes the mine was old.": [("believes", HedgeKind.BELIEF)],
    "The crew is expected to return on Friday.": [("expected", HedgeKind.BELIEF)],
    "The crew returned on Friday, as expected.": [],
    "Losses were higher than expected.": [],
    "It is unclear whether the pilot survived.": [
        ("unclear", HedgeKind.POSSIBLE), ("whether", HedgeKind.INVESTIGATION),
    ],
    "The general asked if the bridge was safe.": [("if", HedgeKind.INVESTIGATION)],
    "Residents spoke of the risk of a flood.": [("risk", HedgeKind.POSSIBLE)],
    "The crews must have crossed the river at night.": [("must", HedgeKind.PROBABLE)],
    "Russia must withdraw its troops.": [],
    "Poland should send more tanks.": [],
    "The new radar should improve the defence of the port.": [("should", HedgeKind.PROBABLE)],
    "Should the talks fail, the fleet will leave.": [
        ("Should", HedgeKind.CONDITION), ("will", HedgeKind.CONDITION),
    ],
    "The divers could not reach the wreck.": [],
    "The ceremony took place in May.": [],
}  # fmt: skip

FROM_ABOVE = {
    # text: (words, polarity, commitment)
    ("It is not true that the convoy crossed the river.", "crossed"): (
        Polarity.DENIED, Commitment.ASSERTS,
    ),
    ("The minister does not think that the convoy crossed the river.", "crossed"): (
        Polarity.DENIED, Commitment.ASSERTS,
    ),
    ("There is no evidence that the convoy crossed the river.", "crossed"): (
        Polarity.DENIED, Commitment.ASSERTS,
    ),
    ("There is no doubt that the convoy crossed the river.", "crossed"): (
        Polarity.AFFIRMED, Commitment.ASSERTS,
    ),
    ("The mayor did not know that the convoy crossed the river.", "crossed"): (
        Polarity.AFFIRMED, Commitment.PRESUPPOSES,
    ),
    ("The convoy failed to cross the river.", "cross"): (Polarity.DENIED, Commitment.ASSERTS),
    ("The convoy did not fail to cross the river.", "cross"): (
        Polarity.AFFIRMED, Commitment.ASSERTS,
    ),
    ("The guards kept the convoy from crossing the river.", "crossing"): (
        Polarity.DENIED, Commitment.ASSERTS,
    ),
}  # fmt: skip

NOT_DONE = {
    "The minister did not deny that 200 men had crossed.": Act.KEEPS_SILENT,
    "The minister did not claim that the raid had failed.": Act.KEEPS_SILENT,
    "The minister did not rule out a raid on the port.": Act.SUGGESTS,
    "The minister refused to rule out a raid on the port.": Act.SUGGESTS,
    "The minister did not confirm or deny the raid.": Act.KEEPS_SILENT,
}

AGAINST = {
    "Baku rejected the claim by Yerevan that it had moved artillery.": ["Yerevan"],
    "Oslo dismissed Riga's claim that its ships had fled.": ["Riga"],
    "The army denied a report by the radio that 40 men had died.": ["the radio"],
    "The army denied that 40 men had died.": [],
}

DISTANCE = {
    ("Oslo began what it calls a “rescue mission” on Monday.", "Oslo began"): [],
    ("Oslo began what it calls a “rescue mission” on Monday.", "mission"): ["rescue mission"],
    ("The “liberation” of the port killed nine.", "liberation"): ["liberation"],
    ("The so-called liberation of the port killed nine.", "liberation"): ["liberation"],
    ("The drill “Winter Shield” began on Monday.", "The drill “Winter Shield” began"): [],
    ("Riga said the drills were “purely defensive” again.", "the drills were “purely defensive”"): [
        "purely defensive"
    ],
}


@pytest.mark.parametrize("text", HEDGES, ids=lambda t: t[:40])
def test_a_hedge_is_one_where_it_governs_something(text):
    found = [(cue.span.quote, cue.kind) for cue in hedge_cues(reading_of(text))]
    assert found == HEDGES[text]


@pytest.mark.parametrize("case", FROM_ABOVE, ids=lambda c: c[0][:40])
def test_a_negation_over_a_clause_denies_it_or_takes_it_for_granted(case):
    modality = modality_at(*case)
    assert (modality.polarity, modality.commitment) == FROM_ABOVE[case]


@pytest.mark.parametrize("text", NOT_DONE, ids=lambda t: t[:40])
def test_an_act_that_was_not_done_is_not_that_act(text):
    modality = only(text).modality
    assert modality.act is NOT_DONE[text]
    assert modality.commitment is Commitment.MENTIONS
    assert modality.polarity is Polarity.AFFIRMED


def test_what_was_not_reported_until_a_day_was_reported():
    text = "It was not reported until May that the ship had sunk, the admiral said."
    assert all(a.modality.act is not Act.KEEPS_SILENT for a in heard(text))


def test_what_nobody_expects_is_denied():
    modality = only("The minister does not expect the talks to fail.").modality
    assert (modality.act, modality.polarity) == (Act.ESTIMATES, Polarity.DENIED)


def test_who_doubts_it_denies_it():
    modality = only("Officials doubt that the missile hit the ship.").modality
    assert modality.polarity is Polarity.DENIED
    assert quotes(modality.cues) == ["doubt"]


def test_what_is_unlikely_is_probably_not_so():
    modality = modality_at("The fleet is unlikely to leave port.", "leave")
    assert (modality.polarity, modality.certainty) == (Polarity.DENIED, Certainty.PROBABLE)


def test_a_joined_verb_shares_auxiliary_and_negation():
    text = "The fleet will not attack or blockade the port."
    assert modality_at(text, "blockade").polarity is Polarity.DENIED
    assert modality_at(text, "blockade").tense is Tense.PLANNED
    other = "The fleet may leave or return to port."
    assert modality_at(other, "return").certainty is Certainty.POSSIBLE
    third = "The fleet will not attack but return to port."
    assert modality_at(third, "return").polarity is Polarity.AFFIRMED


@pytest.mark.parametrize("text", AGAINST, ids=lambda t: t[:40])
def test_a_denial_keeps_whose_claim_it_denies(text):
    one = next(a for a in heard(text) if a.modality.act is Act.DENIES)
    assert quotes(one.modality.against) == AGAINST[text]


@pytest.mark.parametrize("case", DISTANCE, ids=lambda c: f"{c[0][:30]} / {c[1]}")
def test_words_of_somebody_elses_making_are_marked(case):
    assert quotes(modality_at(*case).distance) == DISTANCE[case]
