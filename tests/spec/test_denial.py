"""What is denied, doubted, asked, planned or kept silent is not asserted."""

from __future__ import annotations

import pytest
from hearing import lines, modality_at, only, quotes

from vedette.model import Act, Certainty, Commitment, Evidential, Polarity, Tense

DENIALS = {
    "Tehran denied that its boats had entered Iraqi waters.": "its boats had entered Iraqi waters",
    "Hanoi denied involvement.": "involvement",
    "Oslo denied sending troops across the border.": "sending troops across the border",
    "Baku rejected the claim that it had moved artillery.": "the claim that it had moved artillery",
    "The army dismissed reports of a mutiny.": "reports of a mutiny",
}

SILENCES = {
    "The defence ministry declined to comment on the strike.": (
        "declined to comment", ["the strike"],
    ),
    "The ministry declined to comment.": ("declined to comment", []),
    "The embassy did not respond to a request for comment.": (
        "did not respond", ["a request for comment"],
    ),
    "The general refused to say how many soldiers had died.": (
        "refused to say", ["how many soldiers had died"],
    ),
    "Moscow has not said how many crews took part.": ("has not said", ["how many crews took part"]),
    "The navy gave no details.": ("gave no details", []),
    "The army has yet to comment on the raid.": ("has yet to comment", ["the raid"]),
    "The ministry had no immediate comment.": ("had no immediate comment", []),
    "There was no immediate comment from Moscow.": ("no immediate comment", []),
    "Emails to the ministry went unanswered.": ("went unanswered", []),
    "Calls to the embassy were not returned.": ("were not returned", []),
    "The navy made no mention of losses.": ("made no mention", ["losses"]),
    "No group has claimed responsibility for the blast.": (
        "has claimed", ["responsibility for the blast"],
    ),
    "The army did not confirm or deny the report.": (
        "did not confirm or deny", ["the report"],
    ),
}  # fmt: skip

CERTAINTY = {
    "Analysts said the fleet might leave on Friday.": (Certainty.POSSIBLE, ["might"]),
    "Analysts said the fleet would probably leave.": (Certainty.PROBABLE, ["probably"]),
    "Analysts said the fleet had definitely left.": (Certainty.CERTAIN, ["definitely"]),
    "Analysts said the fleet had left.": (Certainty.UNSTATED, []),
}

TENSES = {
    "The ministry said the crews had landed.": Tense.PAST,
    "The ministry said the crews were landing.": Tense.ONGOING,
    "The ministry said the crews would land.": Tense.PLANNED,
    "The ministry says the crews will land.": Tense.PLANNED,
    "The ministry promised to send crews.": Tense.PLANNED,
}


@pytest.mark.parametrize("text", DENIALS, ids=lambda t: t[:40])
def test_a_denial_rejects_its_content(text):
    one = only(text)
    assert quotes(one.content) == [DENIALS[text]]
    assert one.modality.act is Act.DENIES
    assert one.modality.commitment is Commitment.REJECTS
    assert one.modality.polarity is Polarity.DENIED


@pytest.mark.parametrize("text", SILENCES, ids=lambda t: t[:40])
def test_a_silence_asserts_nothing(text):
    one = only(text)
    cue, content = SILENCES[text]
    assert (quotes(one.cue), quotes(one.content)) == ([cue], content)
    assert one.modality.act is Act.KEEPS_SILENT
    assert one.modality.commitment is Commitment.MENTIONS


def test_who_is_asked_in_vain_is_the_one_who_is_silent():
    assert lines("There was no comment from Moscow.")[0][0] == "Moscow"
    assert lines("Emails to the ministry went unanswered.")[0][0] == "the ministry"
    assert lines("The crews had no reason to stay.") == []
    assert lines("The gunners did not return fire.") == []


def test_a_negated_statement_is_affirmed_as_a_denial():
    one = only("The general said no troops had crossed the border.")
    assert one.modality.polarity is Polarity.DENIED
    assert one.modality.commitment is Commitment.ASSERTS
    assert only("The general said the drills were not aimed at anyone.").modality.polarity is (
        Polarity.DENIED
    )


@pytest.mark.parametrize("text", CERTAINTY, ids=lambda t: t[:40])
def test_hedges_lower_certainty_and_are_kept_as_cues(text):
    modality = only(text).modality
    certainty, cues = CERTAINTY[text]
    assert modality.certainty is certainty
    assert quotes(modality.cues) == cues


@pytest.mark.parametrize("text", TENSES, ids=lambda t: t[:40])
def test_tense_counts_from_the_moment_of_saying(text):
    assert only(text).modality.tense is TENSES[text]


def test_a_question_with_why_presupposes_what_it_asks_about():
    text = "“Why are 900 men afraid of 40 boats?” Major Ruiz asked."
    assert modality_at(text, "900 men", said=True).commitment is Commitment.PRESUPPOSES


def test_a_plain_question_only_mentions():
    text = "Did 900 men take part in the landing?"
    assert modality_at(text, "900 men").commitment is Commitment.MENTIONS


def test_a_condition_is_kept_with_its_words():
    modality = only(
        "The army chief warned that the garrison would fire if it was attacked."
    ).modality
    assert modality.act is Act.WARNS
    assert modality.condition == "if it was attacked"
    assert modality.tense is Tense.HYPOTHETICAL


def test_a_call_asserts_nothing():
    modality = only("Turkey has called for a ceasefire.").modality
    assert (modality.act, modality.commitment) == (Act.CALLS, Commitment.MENTIONS)


def test_film_is_told_from_speech():
    assert modality_at("Two frigates were shown firing missiles.", "firing").evidential is (
        Evidential.FILM
    )
    text = "In video shared by the navy, the crews boarded the tanker."
    assert modality_at(text, "boarded").evidential is Evidential.FILM
    assert only("The navy said the crews boarded the tanker.").modality.evidential is (
        Evidential.SAID
    )


def test_what_is_only_believed_or_expected_is_hedged_in_the_outlets_own_voice():
    assert modality_at("The fleet appears to have left port.", "left").certainty is (
        Certainty.POSSIBLE
    )
    assert modality_at("The fleet is due to leave port in May.", "leave").tense is Tense.PLANNED
    assert modality_at("The alleged strike killed nine men.", "The alleged strike").certainty is (
        Certainty.POSSIBLE
    )


def test_a_denial_is_not_an_assertion():
    assert lines("Tehran denied that 40 boats had left.")[0][1] == "denied"
    modality = only("Tehran denied that 40 boats had left.").modality
    assert modality.commitment is not Commitment.ASSERTS
