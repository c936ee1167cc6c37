"""Numbers as what is said: without a clause, in interviews, in headlines, and going on."""

from __future__ import annotations

import pytest
from hearing import READER, heard, lines

from vedette.extract.attribution import find_attributions
from vedette.extract.names.find import find_mentions
from vedette.model import Analysis, Block, Report, Zone
from vedette.resolve.entities.assign import resolve_entities
from vedette.resolve.speakers.assign import resolve_speakers

# text -> all (source, cue, content)
NUMBERS = {
    "Oslo announced about 4 thousand, then cut it by a third.": [
        ("Oslo", "announced", "about 4 thousand"), ("Oslo", "cut", "it by a third"),
    ],
    "Ankara declared 8,400 and later raised the figure to 9,000.": [
        ("Ankara", "declared", "8,400"), ("Ankara", "raised", "the figure to 9,000"),
    ],
    "Spain's intelligence expected up to 900 overall, Premier Sato feared 4,000 and on Monday"
    " General Okafor named 3,000.": [
        ("Spain's intelligence", "expected", "up to 900 overall"),
        ("Premier Sato", "feared", "4,000"), ("General Okafor", "named", "3,000"),
    ],
    "The institute arrived at about 7,000 for the whole, and Western diplomats spoke of up to"
    " 9,000.": [
        ("The institute", "arrived at", "about 7,000 for the whole"),
        ("Western diplomats", "spoke of", "up to 9,000"),
    ],
    "Outside estimates ranged from 6,000 to 8,000.": [
        ("Outside estimates", "ranged", "from 6,000 to 8,000"),
    ],
    "Two Danish inspectors counted 640 in the bay, and three observers saw 600.": [
        ("Two Danish inspectors", "counted", "640 in the bay"),
        ("three observers", "saw", "600"),
    ],
    "The admiral gave a figure of 85 ships in an interview.": [
        ("The admiral", "gave", "a figure of 85 ships"),
    ],
    "The navy reckons with 40 boats.": [("The navy", "reckons with", "40 boats")],
    "In 2014, under 7,000 were declared.": [("", "were declared", "under 7,000")],
    "Steel Wind was declared at 8,700.": [("", "was declared", "Steel Wind … at 8,700")],
    "The institute put it at about 7,000 for the whole.": [
        ("The institute", "put", "it at about 7,000 for the whole"),
    ],
    "By the navy's count, 40 boats have sailed.": [
        ("the navy", "By … count", "40 boats have sailed"),
    ],
    "The fleet will number 80 ships, if Portugal's chief of staff is right.": [
        ("Portugal's chief of staff", "if … is right", "The fleet will number 80 ships"),
    ],
    "The official number of sailors is around 900.": [
        ("", "official", "number of sailors is around 900"),
    ],
    "Four ranges are in use, Interfax quotes General Okafor as saying.": [
        ("General Okafor", "quotes … as saying", "Four ranges are in use"),
    ],
    "The general is quoted elsewhere with a figure of 900.": [
        ("The general", "is quoted … with", "a figure of 900"),
    ],
    "As many as 70 tugs have come to the bay, Rui Dias, who heads the port department of the"
    " Portuguese navy, said on Monday.": [
        ("Rui Dias", "said", "As many as 70 tugs have come to the bay"),
    ],
    "Roughly 900 sailors are aboard, the navy estimates.": [
        ("the navy", "estimates", "Roughly 900 sailors are aboard"),
    ],
    "She finds it odd that Lisbon, after this, shut the port.": [
        ("She", "finds", "it odd that Lisbon, after this, shut the port"),
    ],
    "According to the mayor, 25 crews came; 16 of them brought boats.": [
        ("the mayor", "According to", "25 crews came; 16 of them brought boats"),
    ],
}  # fmt: skip

NO_NUMBERS = [
    "Norway saw 12 storms last winter.",
    "The shelling claimed 12 lives in Kharkiv.",
    "The club named 12 players.",
    "Three sailors were declared dead.",
    "The hospital saw 300 patients.",
    "The company gave 300 blankets.",
    "The road runs from 12 to 40 metres above the river.",
    "He was seen in 2021.",
    "The captain counted on 12 friends.",
    "On his account, the captain has 300 followers.",
    "The navy counted one of its tugs.",
    "If the weather is right, the fleet will sail.",
]


@pytest.mark.parametrize("text", NUMBERS, ids=lambda t: t[:40])
def test_a_number_needs_no_clause_to_be_said(text):
    assert lines(text) == NUMBERS[text]


@pytest.mark.parametrize("text", NO_NUMBERS, ids=lambda t: t[:40])
def test_a_number_beside_a_verb_is_not_yet_said(text):
    assert lines(text) == []


def spoken(text):
    """Return (speaker, content) of each attribution."""
    return [
        (a.speaker.name if a.speaker else None, " … ".join(s.quote for s in a.content))
        for a in heard(text)
    ]


INTERVIEW = (
    "The Daily Watch talked about the fleet with Captain Ahto Lind.\n\n"
    "Q: How many ships are there?\n\n"
    "A: Eighty. In the past there were more.\n\n"
    "Half of them are tugs.\n\n"
    "Q: And the crews?\n\n"
    "A: They are ready.\n\n"
    "The captain spoke as a private man."
)


def test_answers_are_the_words_of_the_one_interviewed_and_questions_of_the_outlet():
    assert spoken(INTERVIEW) == [
        ("The Daily Watch", "How many ships are there?"),
        ("Ahto Lind", "Eighty. In the past there were more. … Half of them are tugs."),
        ("The Daily Watch", "And the crews?"),
        ("Ahto Lind", "They are ready."),
    ]
    assert [str(a.modality.act) for a in heard(INTERVIEW)] == ["asks", "states", "asks", "states"]
    assert all(str(a.kind) == "direct" for a in heard(INTERVIEW))


def test_two_who_may_have_been_interviewed_leave_it_open():
    text = (
        "We spoke with Captain Ahto Lind and Major Tomas Sosa.\n\n"
        "Question: Is it over?\n\nAnswer: No."
    )
    speaker = heard(text)[1].speaker
    assert set(speaker.candidates) == {"Ahto Lind", "Tomas Sosa"}
    assert speaker.id is None


def test_answers_may_stand_under_a_name():
    text = (
        "INTERVIEWER: Is the fleet ready?\n\nLIND: It is.\n\n"
        "INTERVIEWER: When does it sail?\n\nLIND: In May."
    )
    assert [name for name, _ in spoken(text)][1::2] == ["LIND", "LIND"]


def test_a_single_label_is_no_interview():
    assert heard("Note: The figure was corrected.\n\nThe fleet sails in May.") == ()
    assert heard("Correction: The figure was 80 and not 90.") == ()


def test_what_looks_ahead_in_the_line_of_a_speech_goes_on_with_it():
    text = (
        "General Ahto Lind said the fleet would sail in May. It would count 80 ships."
        " The weather is fair."
    )
    first, second = heard(text)
    assert second.continues == first.id
    assert second.speaker.name == "Ahto Lind"
    assert [s.quote for s in second.content] == ["It would count 80 ships"]


def test_a_condition_or_a_habit_of_the_past_does_not_go_on_with_a_speech():
    for text in (
        "General Ahto Lind said the fleet would sail. It would be a mistake if nobody came.",
        "General Ahto Lind said the fleet had sailed. It would come back twice that year.",
        "General Ahto Lind said the fleet had sailed. The port is empty.",
    ):
        assert len(heard(text)) == 1


def test_what_takes_up_a_number_has_its_source():
    text = "General Ahto Lind spoke of 900 sailors. Of those, 80 are divers."
    assert [name for name, _ in spoken(text)] == ["Ahto Lind"] * 2


def test_what_stands_before_an_added_sentence_was_said_too():
    text = (
        "The fleet is ready, General Ahto Lind said.\n\n"
        "The air wing has 33 planes. At sea, 24 ships are involved, the general added."
    )
    assert spoken(text)[1] == ("Ahto Lind", "The air wing has 33 planes")


def test_what_stands_between_two_words_of_one_source_is_its_own():
    text = (
        "The drill began with 900 sailors, Reuters reports, citing the Danish navy.\n\n"
        "They train at sea. Some 80 boats are in use. The aim, according to the navy, is peace.\n\n"
        "The port is shut."
    )
    contents = [s.quote for a in heard(text) for s in a.content]
    assert "Some 80 boats are in use" in contents
    assert "The port is shut" not in contents
    assert len({name for name, _ in spoken(text)}) == 1
    other = text.replace("according to the navy", "according to the mayor")
    assert not any("Some 80" in s.quote for a in heard(other) for s in a.content)


def test_doubled_single_marks_quote_as_double_ones_do():
    text = (
        "''The bridge is gone,'' General Ahto Lind said.\n\n"
        "''We will build another one. It will take a week.''"
    )
    assert spoken(text) == [
        ("Ahto Lind", "The bridge is gone"),
        ("Ahto Lind", "We will build another one. It will take a week."),
    ]


def headed(headline, body):
    """Read a report with a headline; return (source, content, speaker) of its headline."""
    text = f"{headline}\n\n{body}"
    blocks = (
        Block(Zone.HEADLINE, 0, len(headline)),
        Block(Zone.BODY, len(headline) + 2, len(text)),
    )
    report = Report(
        id=Report.make_id("The Daily Watch", "", text),
        text=text,
        blocks=blocks,
        publisher="The Daily Watch",
        language="en",
    )
    reading = READER.read(report)
    attributions, _ = find_attributions(reading)
    mentions = resolve_entities(reading, find_mentions(reading))
    done = resolve_speakers(
        reading, Analysis(report.id, attributions=attributions, mentions=mentions)
    )
    return [
        (a.source[0].quote, a.content[0].quote, a.speaker.name, str(a.rendering))
        for a in done
        if a.content and a.content[0].zone is Zone.HEADLINE
    ]


LIND = "Colonel Ahto Lind, who leads the office, came to the bay."
HEADLINES = {
    "Official: up to 700 sailors train in bay": (
        "Official", "up to 700 sailors train in bay", "Ahto Lind", "headline",
    ),
    "Colonel: few tugs in the north": ("Colonel", "few tugs in the north", "Ahto Lind", "headline"),
    "Ahto Lind: the fleet approached with care": (
        "Ahto Lind", "the fleet approached with care", "Ahto Lind", "headline",
    ),
    "Up to 700 sailors train in bay: official": (
        "official", "Up to 700 sailors train in bay", "Ahto Lind", "headline",
    ),
    "Colonel says the bay is shut": ("Colonel", "the bay is shut", "Ahto Lind", "headline"),
}  # fmt: skip


@pytest.mark.parametrize("headline", HEADLINES)
def test_a_headline_names_its_speaker_before_or_behind_a_colon(headline):
    assert headed(headline, LIND) == [HEADLINES[headline]]


@pytest.mark.parametrize(
    "headline",
    [
        "Steel Wind: what the fleet is for",
        "Counting ships: why nobody is wrong",
        "Steel Wind and the north: the weekend as it happened",
        "Count them: 700 sailors in the bay",
        "Steel Wind: the results",
    ],
)
def test_a_colon_alone_is_no_speech(headline):
    assert headed(headline, LIND) == []
