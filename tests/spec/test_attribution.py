"""Who says what: a sentence of news in, source, cue and content out."""

from __future__ import annotations

import pytest
from hearing import abstentions, heard, lines, only, quotes

from vedette.model import Act, SpeechKind

# text -> (source, cue, content)
HUNG = {
    # Cues hung on a sentence: words and commas decide where the parse goes astray.
    "The first train has reached Belarus, the press service of the ministry reported on Monday.": (
        "the press service of the ministry", "reported", "The first train has reached Belarus",
    ),
    "Up to 900 boats may sail, Portugal's military intelligence estimated in a press release.": (
        "Portugal's military intelligence", "estimated", "Up to 900 boats may sail",
    ),
    "The range is shut, Captain Rui Dias, who leads the guard, said on Monday.": (
        "Captain Rui Dias", "said", "The range is shut",
    ),
    "Far fewer of them will be seen in the bay: only 80, said the officer.": (
        "the officer", "said", "Far fewer of them will be seen in the bay: only 80",
    ),
    "What worries Lisbon most, he said this month, is the plan for a fleet.": (
        "he", "said", "What worries Lisbon most … is the plan for a fleet",
    ),
    "“On grounds of safety,” he said, Poland would shut the crossings.": (
        "he", "said", "On grounds of safety … Poland would shut the crossings",
    ),
    "Russia “remains open to talks,” the envoy said.": (
        "the envoy", "said", "Russia “remains open to talks,”",
    ),
}  # fmt: skip

ONE = HUNG | {
    # Direct speech: cue behind, before, inverted, in the middle.
    "“Our brigade stays until spring,” said Colonel Ahto Lind, commander at Tapa.": (
        "Colonel Ahto Lind, commander at Tapa", "said", "Our brigade stays until spring",
    ),
    "“The runway is usable again,” the air force said in a statement.": (
        "the air force", "said", "The runway is usable again",
    ),
    "General Okafor said: “We counted nine aircraft.”": (
        "General Okafor", "said", "We counted nine aircraft.",
    ),
    "“The convoy,” the spokesman said, “never reached the port.”": (
        "the spokesman", "said", "The convoy … never reached the port.",
    ),
    "“We counted nine aircraft,” General Okafor said on Tuesday. “Two of them were burning.”": (
        "General Okafor", "said", "We counted nine aircraft … Two of them were burning.",
    ),
    "“How many of them crossed the river?” asked the judge.": (
        "the judge", "asked", "How many of them crossed the river?",
    ),
    # Indirect speech.
    "The ministry said that 4,500 reservists had been called up.": (
        "The ministry", "said", "4,500 reservists had been called up",
    ),
    "Seoul said two bombers had turned back.": ("Seoul", "said", "two bombers had turned back"),
    "The frigates, the navy said, will leave Toulon on Thursday.": (
        "the navy", "said", "The frigates … will leave Toulon on Thursday",
    ),
    "The frigates will leave Toulon on Thursday, the navy said.": (
        "the navy", "said", "The frigates will leave Toulon on Thursday",
    ),
    "The spokeswoman told reporters in Amman that the pilots were safe.": (
        "The spokeswoman", "told", "the pilots were safe",
    ),
    "While the Syrians claim fewer than 400 men have left the valley, the road is still closed.": (
        "the Syrians", "claim", "fewer than 400 men have left the valley",
    ),
    "The officer, who said he had not slept for days, left the hall.": (
        "The officer", "said", "he had not slept for days",
    ),
    "The admiral was quoted as saying the fleet would sail north.": (
        "The admiral", "was quoted as saying", "the fleet would sail north",
    ),
    "The pilot could be heard thanking the tower for its help.": (
        "The pilot", "could be heard thanking", "the tower for its help",
    ),
    "A statement by the general staff said seven drones had been intercepted.": (
        "A statement by the general staff", "said", "seven drones had been intercepted",
    ),
    # Without a verb of saying.
    "According to two Western diplomats, the brigade lost a third of its tanks.": (
        "two Western diplomats", "According to", "the brigade lost a third of its tanks",
    ),
    "The brigade lost a third of its tanks, according to a report by the institute.": (
        "a report by the institute", "according to", "The brigade lost a third of its tanks",
    ),
    "Ankara's claim that the drone was shot down over Syria could not be verified.": (
        "Ankara", "claim", "the drone was shot down over Syria",
    ),
    "In Minister Sato's words, the landing was “a rehearsal for invasion.”": (
        "Minister Sato", "In … words", "the landing was “a rehearsal for invasion.”",
    ),
    "As the general put it, the tanks were “bait”.": (
        "the general", "As … put it", "the tanks were “bait”",
    ),
    "What the generals call “reconnaissance by fire” cost the company 30 men.": (
        "the generals", "call", "reconnaissance by fire",
    ),
    "The battalion is said to have crossed the river at night.": (
        "", "is said", "The battalion … to have crossed the river at night",
    ),
    "Losses are reported to be heavy.": ("", "are reported", "Losses … to be heavy"),
    "It is understood that the unit was withdrawn in June.": (
        "", "is understood", "the unit was withdrawn in June",
    ),
    "Reportedly, the radar was destroyed on Monday.": (
        "", "Reportedly", "the radar was destroyed on Monday",
    ),
    "Officially, around 900 sailors are aboard.": (
        "", "Officially", "around 900 sailors are aboard",
    ),
    "Satellite images show 14 bombers at the airfield.": (
        "Satellite images", "show", "14 bombers at the airfield",
    ),
    # Naming and judging.
    "Pyongyang called the drills a provocation.": (
        "Pyongyang", "called", "the drills a provocation",
    ),
    "The drills were described by Pyongyang as a provocation.": (
        "Pyongyang", "were described", "The drills … as a provocation",
    ),
    "The patrols are viewed as a rehearsal for war.": (
        "", "are viewed", "The patrols … as a rehearsal for war",
    ),
    # Mixed.
    "The admiral said his patience with the crews was “running out fast.”": (
        "The admiral", "said", "his patience with the crews was “running out fast.”",
    ),
    "The defense minister vowed “a crushing answer” to any raid.": (
        "The defense minister", "vowed", "“a crushing answer” to any raid",
    ),
    "Lisbon lent two ships and offered crews “for as long as needed,” Captain Dias said.": (
        "Captain Dias", "said", "Lisbon lent two ships and offered crews “for as long as needed,”",
    ),
}  # fmt: skip

ACTS = {
    "Turkey has called for a ceasefire on the border.": (Act.CALLS, "a ceasefire on the border"),
    "Turkey has called on both sides to withdraw.": (Act.CALLS, "both sides to withdraw"),
    "Helsinki urged Brussels to fund the fence.": (Act.CALLS, "Brussels to fund the fence"),
    "Washington warned of a swift response.": (Act.WARNS, "a swift response"),
    "The commander threatened to close the strait.": (Act.THREATENS, "to close the strait"),
    "Oslo promised to send four tankers.": (Act.PROMISES, "to send four tankers"),
    "The prime minister thanked the pilots for their courage.": (
        Act.THANKS, "the pilots for their courage",
    ),
    "Kyiv accused Moscow of firing on the convoy.": (Act.CLAIMS, "Moscow of firing on the convoy"),
    "Seoul announced plans to buy 40 helicopters.": (Act.STATES, "plans to buy 40 helicopters"),
    "The ministry put the losses at 300 men.": (Act.ESTIMATES, "the losses at 300 men"),
    "He estimated that the exercise would cost 20 million euros.": (
        Act.ESTIMATES, "the exercise would cost 20 million euros",
    ),
    "Analysts suggest the number may be higher.": (Act.SUGGESTS, "the number may be higher"),
    "Officials fear the truce will not hold.": (Act.SUGGESTS, "the truce will not hold"),
    "The senator asked whether the fleet had been warned.": (
        Act.ASKS, "whether the fleet had been warned",
    ),
}  # fmt: skip

SILENT = [
    "The clock says noon.",
    "The twins were told apart by a scar.",
    "The mission adds to the strain on crews.",
    "The shelling claimed 12 lives in Kharkiv.",
    "The operation, called Iron Wall, is under way.",
    "The army dismissed the general.",
    "The colonel refused to leave the base.",
    "The two armies then blasted the training area called a “polygon,” before noon.",
    "The crews observed the launch from the bridge.",
    "The plan calls to mind an older one.",
    "The “little green men” held the town.",
    "The general noted the time and left.",
]


@pytest.mark.parametrize("text", ONE, ids=lambda t: t[:50])
def test_a_sentence_has_source_cue_and_content(text):
    assert lines(text) == [ONE[text]]


@pytest.mark.parametrize("text", ACTS, ids=lambda t: t[:50])
def test_the_cue_tells_the_act(text):
    one = only(text)
    assert (one.modality.act, " … ".join(quotes(one.content))) == ACTS[text]


@pytest.mark.parametrize("text", SILENT, ids=lambda t: t[:50])
def test_words_of_speech_in_other_use_report_nothing(text):
    assert lines(text) == []


def test_two_cues_of_one_subject_are_two_attributions_with_one_source():
    found = lines("“The range is safe,” the letter said and added, “Nobody was hurt.”")
    assert found == [
        ("the letter", "said", "The range is safe"),
        ("the letter", "added", "Nobody was hurt."),
    ]


def test_a_coordinated_verb_belongs_to_the_speaker_and_not_to_what_he_spoke_of():
    found = lines("The governor said the raid had injured dozens and urged residents to stay in.")
    assert found == [
        ("The governor", "said", "the raid had injured dozens"),
        ("The governor", "urged", "residents to stay in"),
    ]


def test_a_clause_of_another_speaker_is_cut_off():
    found = lines("Jordan said its jets shot down two drones, while Syria said none had flown.")
    assert found == [
        ("Jordan", "said", "its jets shot down two drones"),
        ("Syria", "said", "none had flown"),
    ]


def test_a_participle_shares_the_subject_of_its_verb():
    found = lines("“The enemy is lying,” he insisted, adding that all crews were alive.")
    assert found[1] == ("he", "adding", "all crews were alive")


def test_a_contrasting_clause_is_not_part_of_what_officials_say():
    text = "Officially, around 900 sailors are aboard, although analysts say there are more."
    assert [line[2] for line in lines(text)] == [
        "around 900 sailors are aboard", "there are more",
    ]  # fmt: skip


def test_calls_and_assurances_without_a_verb_are_heard():
    text = (
        "Despite assurances from Chinese officials that the patrols are routine, Manila is wary,"
        " with calls for a boycott."
    )
    assert lines(text) == [
        ("Chinese officials", "assurances", "the patrols are routine"),
        ("", "calls for", "a boycott"),
    ]


def test_whole_quotations_are_direct_half_quoted_ones_mixed():
    kinds = [
        only(text).kind
        for text in (
            "“We leave tonight,” the captain said.",
            "The captain said his ship would leave “tonight or never”.",
            "The captain said his ship would leave that night.",
        )
    ]
    assert kinds == [SpeechKind.DIRECT, SpeechKind.MIXED, SpeechKind.INDIRECT]


def test_a_bracket_inside_a_quotation_is_a_gloss_and_no_content():
    one = only("“Why should 900 (the size of the garrison) fear [the raiders]?” asked Major Ruiz.")
    assert quotes(one.gloss) == ["the size of the garrison", "the raiders"]
    assert quotes(one.content)[:2] == ["Why should 900", "fear"]


def test_a_bracket_that_spells_out_a_name_is_no_gloss():
    one = only("“The Joint Support Command (JSC) has moved,” the captain said.")
    assert one.gloss == ()


def test_a_paragraph_of_quotation_without_cue_continues_the_speaker():
    text = (
        "“The bridge is gone,” General Ruiz told reporters.\n\n"
        "“We will build another one. It will take a week.”"
    )
    first, second = heard(text)
    assert second.continues == first.id
    assert second.speaker.name == first.speaker.name
    assert second.source == second.cue == ()


def test_a_quotation_over_paragraphs_is_one_attribution():
    text = "“The bridge is gone.\n\n“We will build another one,” General Ruiz said."
    assert lines(text) == [
        ("General Ruiz", "said", "The bridge is gone. … We will build another one")
    ]


def test_a_quotation_without_any_speaker_before_it_has_none():
    one = only("“We will build another bridge. It will take a week.”")
    assert one.speaker is None
    assert abstentions("“We will build another bridge. It will take a week.”") == [
        "a quotation without a cue or a speaker before it"
    ]


def test_speech_that_has_not_happened_is_left_out_with_a_reason():
    assert lines("The ministry plans to announce the results next week.") == []
    assert abstentions("The ministry plans to announce the results next week.") == [
        "speech that is only intended"
    ]
    assert abstentions("If the minister says the troops leave, nobody will believe him.") == [
        "speech in a condition"
    ]


def test_speech_inside_a_quotation_is_heard_too():
    found = lines("“Russia says it wants peace,” Foreign Minister Moreau said.")
    assert set(found) == {
        ("Foreign Minister Moreau", "said", "Russia says it wants peace"),
        ("Russia", "says", "it wants peace"),
    }


def test_an_agency_behind_a_ministry_reports_what_the_ministry_said():
    found = lines("The fleet will sail in May, the navy said on Monday, Reuters reports.")
    assert set(found) == {
        ("the navy", "said", "The fleet will sail in May"),
        ("Reuters", "reports", "The fleet will sail in May, the navy said on Monday"),
    }


def test_a_question_put_to_somebody_is_no_part_of_the_answer():
    found = lines("Asked whether the fleet would sail, Captain Dias said it was ready.")
    assert found == [
        ("", "Asked", "whether the fleet would sail"),
        ("Captain Dias", "said", "it was ready"),
    ]


def test_every_span_holds_the_words_of_the_text():
    for text in (*ONE, *ACTS):
        for one in heard(text):
            assert all(s.holds_in(text) for s in (*one.source, *one.cue, *one.content))


def test_neither_confirmed_nor_denied_is_silence():
    found = only("Marek Kola neither confirmed nor denied that.")
    assert found.modality.act is Act.KEEPS_SILENT


def test_what_follows_according_to_may_be_anothers():
    text = (
        "The junta has 900 men, according to the World Bank, and has hired 300 more, an aide said."
    )
    assert [content for _, _, content in lines(text)] == [
        "The junta has 900 men",
        "has hired 300 more",
    ]


def test_a_wish_to_stay_unnamed_is_no_statement():
    text = "An analyst, who asked not to be named, said the force was small."
    assert [cue for _, cue, _ in lines(text)] == ["said"]


def test_a_warning_document_warns_once():
    text = "The agency's threat assessment had warned that the rocket was ready."
    assert len(lines(text)) == 1


@pytest.mark.parametrize(
    "text",
    ["Western bloc ready for Niger: 'the day is set'", "A lesson from Anna Beck: “Be loud.”"],
)
def test_a_title_before_a_colon_is_nobody(text):
    assert lines(text) == []
