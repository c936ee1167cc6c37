"""Who said what in untidy text: marks of all styles, lists, transcripts, dialogue, capitals."""

from __future__ import annotations

import pytest
from hearing import abstentions, heard, lines, quotes

from vedette.model import Act, SpeechKind

CAPTAIN = "Captain Ruiz"

# The same words between marks of many styles and of mixed ones.
STYLES = [
    "“{},” Captain Ruiz said.",
    '"{}," Captain Ruiz said.',
    "«{},» Captain Ruiz said.",
    "« {} », Captain Ruiz said.",
    "»{},« Captain Ruiz said.",
    "‹{},› Captain Ruiz said.",
    "„{},“ Captain Ruiz said.",
    "„{}”, Captain Ruiz said.",
    "‚{},‘ Captain Ruiz said.",
    "”{},” Captain Ruiz said.",
    "‟{},” Captain Ruiz said.",
    "「{},」 Captain Ruiz said.",
    "＂{},＂ Captain Ruiz said.",
    "``{},'' Captain Ruiz said.",
    "''{},'' Captain Ruiz said.",
    "‘{},’ Captain Ruiz said.",
    "'{},' Captain Ruiz said.",
    "“{},“ Captain Ruiz said.",
    '“{}," Captain Ruiz said.',
    '"{},” Captain Ruiz said.',
    '" {}, " Captain Ruiz said.',
    "“{}”, Captain Ruiz said.",
    "KYIV: “{},” Captain Ruiz said.",
    "\u202b“{},”\u202c Captain Ruiz said.",
    "– {}, – said Captain Ruiz.",
]

# text -> (source, cue, content) of each attribution
CASES = {
    # Nested.
    "“They told us, ‘Leave now,’ and we left,” Captain Ruiz said.": [
        (CAPTAIN, "said", "They told us, ‘Leave now,’ and we left"),
    ],
    "‘They told us, “Leave now,” and we left,’ Captain Ruiz said.": [
        (CAPTAIN, "said", "They told us, “Leave now,” and we left"),
    ],
    '"They told us, "Leave now," and we left," Captain Ruiz said.': [
        (CAPTAIN, "said", 'They told us, "Leave now," and we left'),
    ],
    "“He told me, ‘Leave now,’” Captain Ruiz said.": [
        (CAPTAIN, "said", "He told me, ‘Leave now,’"),
    ],
    # Apostrophes and measures are no quotation marks.
    "In the ‘90s the allies’ fleet was small. ‘It sank,’ Captain Ruiz said.": [
        (CAPTAIN, "said", "It sank"),
    ],
    'The 12" gun hit the hull. "It sank," Captain Ruiz said.': [
        (CAPTAIN, "said", "It sank"),
    ],
    # Over paragraphs, with and without a mark at the head of each.
    "“It is late,” Captain Ruiz said. “The bridge is gone.\n\n“We stay.\n\n“Nobody was hurt.”": [
        (CAPTAIN, "said", "It is late … The bridge is gone. … We stay. … Nobody was hurt."),
    ],
    "Captain Ruiz said: “It is late.\n\nThe bridge is gone.\n\nWe stay.”\n\nThe port was calm.": [
        (CAPTAIN, "said", "It is late. … The bridge is gone. … We stay."),
    ],
    'Captain Ruiz said: "It is late.\n\nThe bridge is gone."\n\nThe port was calm.': [
        (CAPTAIN, "said", "It is late. … The bridge is gone."),
    ],
    "‘It is late.\n\n‘The bridge is gone,’ Captain Ruiz said.": [
        (CAPTAIN, "said", "It is late. … The bridge is gone"),
    ],
    "Captain Ruiz said in a statement:\n\n“It is late. We stay.”\n\nThe port was calm.": [
        (CAPTAIN, "said", "It is late. We stay."),
    ],
    # Unbalanced: what a paragraph says behind a mark that was never closed is no quotation.
    "“We leave tonight, Captain Ruiz said.\n\n“We stay,” Major Lind said.": [
        (CAPTAIN, "said", "We leave tonight"),
        ("Major Lind", "said", "We stay"),
    ],
    'Captain Ruiz said: "We leave tonight. It is late.\n\n"We stay," Major Lind said.': [
        (CAPTAIN, "said", "We leave tonight. It is late."),
        ("Major Lind", "said", "We stay"),
    ],
    "We leave tonight,” Captain Ruiz said.": [(CAPTAIN, "said", "We leave tonight")],
    # In capitals.
    'MINSK SAYS 900 TROOPS WILL TAKE PART. "WE ARE READY," GENERAL OKAFOR SAID ON MONDAY.': [
        ("MINSK", "SAYS", "900 TROOPS WILL TAKE PART"),
        ("GENERAL OKAFOR", "SAID", "WE ARE READY"),
    ],
    # Lists.
    "Captain Ruiz said:\n\n• The port is closed.\n\n• Nobody was hurt.\n\nThe sea was calm.": [
        (CAPTAIN, "said", "The port is closed. … Nobody was hurt."),
    ],
    "• Captain Ruiz said the port was closed.\n\n• Drills end on Friday.": [
        (CAPTAIN, "said", "the port was closed"),
    ],
    "Captain Ruiz made two points:\n\n- The port is closed.\n\n- Nobody was hurt.": [],
    # Names instead of verbs.
    "“We leave tonight.” — Captain Pedro Ruiz": [
        ("Captain Pedro Ruiz", "—", "We leave tonight."),
    ],
    "“We leave tonight.”\n\n— Captain Pedro Ruiz, commander of the port": [
        ("Captain Pedro Ruiz, commander of the port", "—", "We leave tonight."),
    ],
    "Captain Ruiz was blunter: “The bridge is gone.”": [
        (CAPTAIN, "was blunter", "The bridge is gone."),
    ],
    "Captain Ruiz put it bluntly: “The bridge is gone.”": [
        (CAPTAIN, "put it", "The bridge is gone."),
    ],
    "The general's answer: “The bridge is gone.”": [
        ("The general", "answer", "The bridge is gone."),
    ],
    "The weather was worse: “storm” warnings were up.": [],
    "He remembered his father's words: “Never leave.”": [],
    # Dialogue with dashes.
    "— It will, — said Captain Ruiz. — Nine ships are ready.": [
        (CAPTAIN, "said", "It will … Nine ships are ready."),
    ],
    "— The port is closed — at last.\n\n— Nobody was hurt.": [],
    # Made known.
    "Moscow has let it be known that the fleet will sail.": [
        ("Moscow", "has let it be known", "the fleet will sail"),
    ],
    "The minister made it clear that the port would stay closed.": [
        ("The minister", "made it clear", "the port would stay closed"),
    ],
    "The minister could make it clear that the port is shut.": [],
    # No speech.
    "The “elite” brigade and its “heroes” held the “fortress”.": [],
    "Quiet days on the border\n\nNine ships, no crews": [],
    "Location: Brest.\n\nDate: 12 May.\n\nLocation: Minsk.\n\nDate: 13 May.": [],
}  # fmt: skip

BRIEFING = (
    "MODERATOR: Thank you. Who has a question?\n\n"
    "{q}Will the fleet sail in May?\n\n"
    "MR. PRICE: It will.\n\n"
    "It is ready.\n\n"
    "{q}How many ships?\n\n"
    "MR. PRICE: Nine ships."
)


@pytest.mark.parametrize("style", STYLES)
def test_marks_of_every_style_hold_direct_speech(style):
    text = style.format("We leave tonight")
    (one,) = heard(text)
    assert lines(text) == [(CAPTAIN, "said", "We leave tonight")]
    assert one.kind is SpeechKind.DIRECT


@pytest.mark.parametrize("text", CASES, ids=lambda t: t[:50])
def test_untidy_text_is_read_right_or_not_at_all(text):
    assert lines(text) == CASES[text]


@pytest.mark.parametrize("label", ["Q: ", "Q. ", "Q    ", "QUESTION: ", "Reporter: "])
def test_a_briefing_has_questions_and_answers(label):
    found = heard(BRIEFING.format(q=label))
    assert [(" ".join(quotes(a.source)), str(a.modality.act)) for a in found] == [
        ("MODERATOR", "states"),
        (label.strip(" .:"), "asks"),
        ("MR. PRICE", "states"),
        (label.strip(" .:"), "asks"),
        ("MR. PRICE", "states"),
    ]
    assert quotes(found[2].content) == ["It will.", "It is ready."]


def test_named_persons_who_speak_in_turn_need_no_questions():
    text = (
        "Anna Berg and Paul Ortiz met on Monday.\n\n"
        "Berg: The fleet sails in May.\n\nOrtiz: Nine ships take part.\n\nBerg: Ten, I hope."
    )
    assert [line[0] for line in lines(text)] == ["Berg", "Ortiz", "Berg"]


def test_a_list_of_names_is_no_conversation():
    text = (
        "Anna Berg and Paul Ortiz made this film with Jane Roe.\n\n"
        "Berg: director.\n\nOrtiz: editor.\n\nRoe: camera."
    )
    assert lines(text) == []


def test_a_note_in_an_interview_is_nobody():
    text = "Note: This was edited.\n\nQ: Will it sail?\n\nA: It will.\n\nQ: When?\n\nA: In May."
    assert [line[0] for line in lines(text)] == ["Q", "A", "Q", "A"]


def test_the_answer_to_a_question_is_not_the_one_who_asked():
    text = "“Will the fleet sail in May?” asked a reporter.\n\n“It will sail on Friday.”"
    asked, answer = heard(text)
    assert asked.modality.act is Act.ASKS
    assert answer.speaker is None
    assert answer.continues is None
    assert abstentions(text) == ["a quotation behind a question, and nobody who answers"]


ABSTAINED = {
    "“We leave tonight, Captain Ruiz said. We stay.": "a quotation mark that is never closed",
    "Captain Ruiz shrugged. “The bridge is gone. We stay.”": (
        "a quotation without a cue beside it"
    ),
    "On the wall: “The bridge is gone.”": "a quotation behind a colon, and nobody who says it",
    "Captain Ruiz said in a statement:\n\nIt is late. We stay.": (
        "words announced without marks around them"
    ),
    "“We leave tonight. The bridge is gone.”": (
        "a quotation without a cue or a speaker before it"
    ),
}  # fmt: skip


@pytest.mark.parametrize("text", ABSTAINED, ids=lambda t: t[:50])
def test_words_of_nobody_leave_a_reason(text):
    assert ABSTAINED[text] in abstentions(text)


def test_a_text_that_is_all_one_quotation_has_words_and_no_speaker():
    text = "“We leave tonight.\n\n“The bridge is gone.\n\n“Nobody was hurt.”"
    (one,) = heard(text)
    assert one.speaker is None
    assert quotes(one.content) == ["We leave tonight.", "The bridge is gone.", "Nobody was hurt."]


def test_a_sentence_of_hundreds_of_words_is_not_read():
    text = "go, " * 600 + "the army said"
    assert "a sentence too long to read" in abstentions(text)
