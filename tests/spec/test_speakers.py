"""Whose words they are: source phrases become persons, bodies, states and unnamed people."""

from __future__ import annotations

import pytest
from hearing import heard

from vedette.model import Anonymity, EntityKind

PERSON, STATE = EntityKind.PERSON, EntityKind.STATE
ORGANISATION, GROUP = EntityKind.ORGANISATION, EntityKind.GROUP

# text -> (name, kind, state) of the first speaker, and how far he is identified
FIRST = {
    "Minsk said the drills were defensive.": ("Belarus", STATE, "BY", Anonymity.ORGANISATION),
    "The Kremlin said the drills were over.": ("Russia", STATE, "RU", Anonymity.ORGANISATION),
    "The Russians claim the bridge was hit.": ("Russia", STATE, "RU", Anonymity.ORGANISATION),
    "The Pentagon declined to comment.": (
        "US Department of Defense", ORGANISATION, "US", Anonymity.ORGANISATION,
    ),
    "Kremlin spokesman Dmitry Peskov said the talks had ended.": (
        "Dmitry Peskov", PERSON, "RU", Anonymity.NAMED,
    ),
    "A senior US official said the carrier had left.": (
        "senior US official", GROUP, "US", Anonymity.ANONYMOUS,
    ),
    "Two people familiar with the plan said the ships could leave.": (
        "two people familiar with the plan", GROUP, None, Anonymity.ANONYMOUS,
    ),
    "Analysts say the drill is smaller.": ("analysts", GROUP, None, Anonymity.ANONYMOUS),
    "Ukraine's defence minister said the port was safe.": (
        "Ukraine's defence minister", PERSON, "UA", Anonymity.TITLE,
    ),
    "Officially, around 900 sailors are aboard.": ("officials", GROUP, None, Anonymity.UNSTATED),
}  # fmt: skip


@pytest.mark.parametrize("text", FIRST, ids=lambda t: t[:40])
def test_a_source_phrase_becomes_a_speaker(text):
    one = heard(text)[0]
    speaker = one.speaker
    assert (speaker.name, speaker.kind, speaker.state, one.anonymity) == FIRST[text]


def test_the_words_of_the_source_are_kept():
    assert heard("Minsk said the drills were defensive.")[0].speaker.as_written == "Minsk"


def test_a_spokesman_speaks_for_his_body():
    speaker = heard("Pentagon spokesman Sean Parnell said the ship had left.")[0].speaker
    assert speaker.body == "US Department of Defense"
    assert speaker.role == "Pentagon spokesman"


def test_a_surname_is_the_person_named_in_full():
    found = heard("General Adaeze Okafor said the fleet had sailed.\n\n“It is safe,” Okafor said.")
    assert {a.speaker.name for a in found} == {"Adaeze Okafor"}


def test_a_pronoun_is_the_last_speaker():
    found = heard("Minister Ruslan Okafor said the fleet had sailed. He added that it was safe.")
    assert [a.speaker.name for a in found] == ["Ruslan Okafor"] * 2


def test_she_is_the_woman_and_not_the_man_beside_her():
    text = (
        "Spokeswoman Maria Duarte said the port was open. Captain Pedro Alves said nobody was hurt."
        " She added that two ships had left."
    )
    assert heard(text)[2].speaker.name == "Maria Duarte"


def test_two_who_compete_leave_both_as_candidates():
    text = (
        "The army praised Captain Pedro Alves, Major Tomas Sosa and their crews."
        " He said it was late."
    )
    speaker = heard(text)[-1].speaker
    assert speaker.id is None
    assert set(speaker.candidates) == {"Pedro Alves", "Tomas Sosa"}


def test_a_title_is_the_person_introduced_with_it():
    text = "Colonel Ahto Lind said 80 men had come. The colonel added that 20 of them were ill."
    assert heard(text)[1].speaker.name == "Ahto Lind"


def test_the_ministry_is_the_one_named_before():
    text = (
        "The Polish Ministry of National Defence said the range was closed."
        " The ministry added that it would open in May."
    )
    first, second = heard(text)
    assert first.speaker.name == second.speaker.name
    assert first.speaker.kind is ORGANISATION


def test_the_statement_is_his_whose_statement_it_was():
    text = (
        "“The range is closed,” General Ahto Lind said in a statement.\n\n"
        "“It will open in May,” the statement said."
    )
    assert [a.speaker.name for a in heard(text)] == ["Ahto Lind"] * 2
    assert heard(text)[1].speaker.as_written == "the statement"


def test_an_unnamed_official_stays_the_same_one():
    text = "A senior US official said the carrier had left. The official said it would return."
    assert [a.speaker.name for a in heard(text)] == ["senior US official"] * 2


def test_an_agency_that_cites_is_a_link_and_not_the_speaker():
    one = heard("Interfax reported, citing a source in the ministry, that the convoy had left.")[0]
    assert one.speaker.name == "source in the ministry"
    assert one.chain == ("The Daily Watch", "Interfax", "source in the ministry")


def test_words_quoted_inside_words_come_through_the_outer_speaker():
    found = heard("“Russia says it wants peace,” President Emmanuel Macron said.")
    inner = next(a for a in found if a.speaker.name == "Russia")
    assert inner.chain == ("The Daily Watch", "Emmanuel Macron", "Russia")


def test_medium_addressee_and_occasion_are_kept():
    one = heard("“We are ready,” General Ahto Lind said in a post on Telegram.")[0]
    assert one.medium == "post on Telegram"
    assert heard("General Ahto Lind told Reuters that the range was closed.")[0].addressee == (
        "Reuters"
    )
    one = heard("Speaking at a forum in Bishkek, General Ahto Lind said the range was closed.")[0]
    assert one.occasion == "forum in Bishkek"


def test_two_who_speak_together_are_both_named():
    speaker = heard("Donald Tusk and Volodymyr Zelensky said the drones came from the east.")[
        0
    ].speaker
    assert speaker.name == "Donald Tusk and Volodymyr Zelensky"
    assert speaker.kind is GROUP


def test_the_only_person_named_is_the_official():
    text = (
        "Colonel Ahto Lind heads the office.\n\n"
        "According to the official, 56 states were told. He called the drills defensive."
    )
    assert [a.speaker.name for a in heard(text)] == ["Ahto Lind"] * 2


def test_a_press_service_speaks_for_its_ministry():
    text = (
        "The first train has reached Belarus, the press service of the Belarusian Defense Ministry"
        " reported on Wednesday."
    )
    speaker = heard(text)[0].speaker
    assert (speaker.body, speaker.state) == ("Belarusian Ministry of Defence", "BY")


def test_an_office_and_a_name_behind_a_comma_are_one_person():
    text = "The range is shut, the Lithuanian chief of defence, General Ahto Lind, said on Friday."
    assert heard(text)[0].speaker.name == "Ahto Lind"


def test_who_quotes_somebody_is_a_link_of_the_chain():
    text = "General Ahto Lind was cited by Interfax as saying that 41 ranges were in use."
    assert heard(text)[0].chain == ("The Daily Watch", "Interfax", "Ahto Lind")


def test_it_is_never_a_state_of_another_paragraph():
    text = (
        "Romania says a drone crossed its border.\n\n"
        "The jets spent four hours over the sea, it reports."
    )
    found = heard(text)
    assert found[-1].speaker.id is None


def spoken(text):
    return [a.speaker.name if a.speaker else None for a in heard(text)]


OFFICES = {
    "Russian President Vladimir Putin came to the range. The Russian leader said it was ready.":
        "Vladimir Putin",
    "Vladimir Putin came to the range. According to the head of state, 25 crews were there.":
        "Vladimir Putin",
    "Donald Tusk came late. The Polish prime minister said the range was shut.": "Donald Tusk",
    "Donald Tusk met Vladimir Putin. The Russian president said the range was shut.":
        "Vladimir Putin",
}  # fmt: skip


@pytest.mark.parametrize("text", OFFICES, ids=lambda t: t[-45:])
def test_an_office_is_the_one_who_holds_it(text):
    assert spoken(text) == [OFFICES[text]]


def test_an_office_without_a_holder_in_the_report_stays_an_office():
    one = heard("Donald Tusk came. The Polish foreign minister said it was shut.")[0]
    assert one.speaker.name != "Donald Tusk"


def test_a_ministry_without_a_state_is_that_of_the_sentences_subject():
    text = (
        "Belarus will cut the number of its troops, the defence ministry said."
        "\n\nThe ministry said it would give the figure later."
    )
    assert spoken(text) == ["Belarusian Ministry of Defence"] * 2


def test_a_ministry_of_two_states_is_of_none():
    one = heard("Belarus and Russia are at odds, the defence ministry said.")[0]
    assert one.speaker.id is None


def test_ministries_of_the_two_countries_are_both():
    text = (
        "The drills of Russia and Belarus began.\n\nSome 900 take part, according to the"
        " defense ministries of the two countries."
    )
    assert spoken(text) == ["Russian and Belarusian defence ministries"]
    text = "The foreign ministries of Poland and Latvia said the border was shut."
    assert spoken(text) == ["Polish and Latvian foreign ministries"]


def test_the_army_is_that_of_the_state_named_before():
    text = (
        "The Lithuanian army keeps watch. Roughly 900 take part, the army estimates."
        " It reckons with 80 in the bay. In the north there are 40, it said."
    )
    assert spoken(text) == ["Lithuanian Armed Forces"] * 3


def test_whose_own_sources_he_names_speaks_himself():
    text = "“According to our intelligence, 900 will take part,” General Ahto Lind said."
    inner = next(a for a in heard(text) if a.source[0].quote == "our intelligence")
    assert inner.speaker.name == "Ahto Lind"
    assert inner.chain == ("The Daily Watch", "Ahto Lind", "our intelligence")


def test_who_made_the_statement_is_its_speaker():
    text = (
        "The Estonian intelligence service reports that 900 will take part."
        " The statement was made by Colonel Ahto Lind, who heads it."
    )
    one = heard(text)[0]
    assert one.speaker.name == "Ahto Lind"
    assert one.speaker.as_written == "The Estonian intelligence service"


def test_at_the_time_is_no_part_of_a_name():
    text = "It had 900 sailors, according to a Danish admiral at the time."
    assert spoken(text) == ["Danish admiral"]


def test_the_official_number_is_the_officials():
    assert spoken("The official number of sailors is around 900.") == ["officials"]


def test_who_quotes_in_the_active_voice_is_a_link_too():
    one = heard("Four ranges are in use, Interfax quotes General Ahto Lind as saying.")[0]
    assert one.chain == ("The Daily Watch", "Interfax", "Ahto Lind")


PRONOUNS_AND_NAMES = [
    (
        "Its spokesman, General Igor Kon, said the army had gone. In all, he said, 40 tanks left.",
        ["Igor Kon", "Igor Kon"],
    ),
    (
        "Most had gone, said the rights commissioner, Dmytro Lubinets. Lubinets denied a delay.",
        ["Dmytro Lubinets", "Dmytro Lubinets"],
    ),
    (
        "Donald Trump spoke. Ivanka Trump said the plan was good. She said it would help.",
        ["Ivanka Trump", "Ivanka Trump"],
    ),
    (
        (
            "Bucharest did not confirm that a drone had crossed the border, saying only that "
            "it would check."
        ),
        ["Romania", "Romania"],
    ),
    (
        (
            "Opposition lawmaker Kim Park questioned the count: fewer than 900 men, he argued, "
            "are there."
        ),
        ["Kim Park", "Kim Park"],
    ),
    ("Russian peacekeepers complete pullout from Karabakh, Baku says.", ["Azerbaijan"]),
]


@pytest.mark.parametrize(("text", "names"), PRONOUNS_AND_NAMES)
def test_names_in_apposition_and_subjects_above_speak(text, names):
    assert [a.speaker.name for a in heard(text)] == names


def test_we_outside_all_speech_is_nobody_shown_on_film():
    text = "The footage appears to show the army at work and we will continue to call for talks."
    assert [a.speaker.name for a in heard(text)] == ["footage", "we"]


# text -> speaker of the last attribution; None where the report leaves it open
MEANT = {
    # pronouns: subject before object, sex, the one who goes on, never the quoted one himself
    "Colonel Ines Prado greeted Major Tomas Sosa. He said the bridge was safe.": "Tomas Sosa",
    "Colonel Ines Prado commands here; Major Tomas Sosa is her deputy. She said 300 were ill.":
        "Ines Prado",
    "Captain Pedro Alves met Major Tomas Sosa at the gate. He said the range was shut.":
        "Pedro Alves",
    "Captain Pedro Alves and Major Tomas Sosa inspected the range. He said it is shut.": None,
    "Admiral Davor Peric said it was late. General Ivan Ruzic was unhappy. He said it is shut.":
        "Ivan Ruzic",
    "Admiral Ivo Marsan said General Ruben Falk had told him that guns were late. He added that he"
    " would act.": "Ivo Marsan",
    "“We will win,” he said. Major Tom Reyes spoke at the base.": None,
    "“They will stay,” Admiral Davor Peric said. His deputy objected. “He is wrong,” the deputy"
    " said.": "deputy",
    # titles: their portfolio, their state, whoever leads the body, and nobody else's
    "Defence Minister Ruben Falk met Foreign Minister Gita Stahl. The foreign minister said"
    " it is shut.": "Gita Stahl",
    "Defence Minister Ruben Falk and Foreign Minister Gita Stahl came. The minister said it is"
    " shut.": None,
    "President Andrus Vaher met President Milan Hodza in May. The president said it went well.":
        None,
    "Admiral Davor Peric said the fleet was late. The minister said it was not.": "minister",
    "NATO Secretary General Mark Rutte spoke. The NATO chief said spending must rise.":
        "Mark Rutte",
    "Foreign Minister Selim Aydin and his Greek counterpart Nikos Pappas spoke. The Greek foreign"
    " minister called the talk useful.": "Nikos Pappas",
    "The chief of staff General Duncan Roy said the road was open.": "Duncan Roy",
    "An aide to General Ivan Ruzic said the advance had stalled.": "aide to General Ivan Ruzic",
    # one surname borne by two
    "Jan Kowalski, a general, and Piotr Kowalski, a colonel, came. Kowalski said it is shut.": None,
    "General Jan Kowalski spoke. Colonel Piotr Kowalski was away. General Kowalski said it is"
    " shut.": "Jan Kowalski",
    # firms and bodies by what they are
    "Saab said it would deliver 40 jets. The company said work would begin in May.": "Saab",
    "Rheinmetall and Saab are in talks. The company said it would deliver 40 guns.": None,
    "The Guardian reported the retreat. The newspaper said 900 men had left.": "The Guardian",
    "Kosovo Police said two officers were hurt. The force said the gunmen had fled.":
        "Kosovo Police",
    "Norway's defence ministry and Sweden's defence ministry sent ships. The ministry said it is"
    " shut.": None,
    "Latvia and Estonia closed their airspace. The defence ministry said it was a drill.": None,
    "Poland scrambled jets. Its foreign ministry said the act was hostile.":
        "Polish Ministry of Foreign Affairs",
    # documents speak for those who put them out
    "A study published by the Baltic Centre found that the force was too small.": "Baltic Centre",
    "The general staff issued a statement. The statement said the road was cut.": "general staff",
    "General Igor Kon praised them, releasing a statement saying that the road was cut.":
        "Igor Kon",
    # unnamed people go on as the same
    "A spokesman for the Finnish Border Guard said 20 came. The spokesman did not say where.":
        "spokesman for the Finnish Border Guard",
    "Three people familiar with the deal said it was dead. The sources said nobody had signed.":
        "three people familiar with the deal",
    "Some experts doubted that the brigade exists.": "experts",
    "The insider, who asked not to be named, said the deal was dead.": "insider",
    # names that no tagger knows, and names beside what they are
    "A local yard, Kongsberg, said it would deliver.": "Kongsberg",
    "The Belgian government said it would deliver.": "Belgium",
}  # fmt: skip


@pytest.mark.parametrize("text", MEANT, ids=lambda t: t[-60:])
def test_a_short_word_is_whom_the_report_leaves_and_open_where_two_are_left(text):
    speaker = heard(text)[-1].speaker
    given = speaker.name if speaker is not None and not speaker.candidates else None
    assert (None if given in ("he", "He") else given) == MEANT[text]


def test_what_is_left_open_lists_those_it_may_mean():
    text = "Latvia and Estonia closed their airspace. The defence ministry said it was a drill."
    assert set(heard(text)[-1].speaker.candidates) == {
        "Latvian Ministry of Defence", "Estonian Ministry of Defence",
    }  # fmt: skip


JOINT = {
    "Ministers Ulf Berg and Tuula Saari said the pact held.": ("Ulf Berg and Tuula Saari", None),
    "Finland's President Alexander Stubb and Estonian Prime Minister Kristen Michal said it is"
    " shut.":
        ("Alexander Stubb and Kristen Michal", None),
    "Prime Minister Donald Tusk and Foreign Minister Radoslaw Sikorski said it is shut.":
        ("Donald Tusk and Radosław Sikorski", "PL"),
    "General Ahto Lind and the defence ministry said the range was shut.":
        ("Ahto Lind and defence ministry", None),
    "The Bank of Estonia, the Bank of Latvia and the Bank of Finland said it is shut.":
        ("Bank of Estonia, Bank of Latvia and Bank of Finland", None),
    "Igor Kon, the head of the police and fire service, said it is shut.": ("Igor Kon", None),
}  # fmt: skip


@pytest.mark.parametrize("text", JOINT, ids=lambda t: t[:40])
def test_those_who_speak_together_are_listed_and_an_apposition_is_not(text):
    speaker = heard(text)[0].speaker
    assert (speaker.name, speaker.state) == JOINT[text]


# text -> the chain between outlet and speaker, and the speaker
CHAINS = {
    "According to CNN, which quoted two senior officials, the carrier had left.":
        ("CNN", "two senior officials"),
    "Citing defence officials, The Wall Street Journal reported that bombers would come.":
        ("The Wall Street Journal", "defence officials"),
    "The Wall Street Journal reported that bombers would come, citing two people briefed on it.":
        ("The Wall Street Journal", "two people briefed on it"),
    "General Ahto Lind told Reuters that the range was closed.": ("Reuters", "Ahto Lind"),
    "General Ahto Lind told parliament that the range was closed.": ("Ahto Lind",),
    "Admiral Rui Costa told the newspaper Expresso on Monday that the frigate was ready.":
        ("Expresso", "Rui Costa"),
    "In an interview with Le Monde, General Ahto Lind said the pact held.":
        ("Le Monde", "Ahto Lind"),
    "In a statement carried by BelTA, General Ahto Lind said the pact held.":
        ("BelTA", "Ahto Lind"),
    "In a statement on the Navy website, General Ahto Lind said the pact held.": ("Ahto Lind",),
    "General Ahto Lind, as quoted by Interfax, said the range was closed.":
        ("Interfax", "Ahto Lind"),
    "Two officials who spoke to Reuters said the range was closed.": ("Reuters", "two officials"),
    "The minister closed the range, citing safety, General Ahto Lind said.": ("Ahto Lind",),
    "A senior official told Reuters that the deal was dead. The official said nobody had signed.":
        ("Reuters", "senior official"),
}  # fmt: skip


@pytest.mark.parametrize("text", CHAINS, ids=lambda t: t[:50])
def test_the_chain_names_the_outlets_between(text):
    assert heard(text)[-1].chain[1:] == CHAINS[text]


SETTINGS = {
    "General Ahto Lind told a news conference in Riga that it was shut.":
        (None, "news conference in Riga", None),
    "Speaking to reporters in Riga, General Ahto Lind said it is shut.": (None, None, "reporters"),
    "General Ahto Lind said in Riga on Monday that it was shut.": (None, "in Riga", None),
    "In an interview with Le Monde, General Ahto Lind said it is shut.":
        (None, "interview with Le Monde", None),
    "On its Telegram channel, the Polish army said it is shut.": ("Telegram channel", None, None),
}  # fmt: skip


@pytest.mark.parametrize("text", SETTINGS, ids=lambda t: t[:40])
def test_where_and_to_whom_it_was_said(text):
    one = heard(text)[0]
    assert (one.medium, one.occasion, one.addressee) == SETTINGS[text]


BODIES_IN_FULL = {
    # a rank, a nationality or a trade before a name, and a legal form behind it
    "General Motors said sales fell.": "General Motors",
    "Shares of General Electric rose.\n\nGE said profits doubled.": "General Electric",
    "American car manufacturer Chrysler LLC said it would pay.": "Chrysler LLC",
    "The US automobile manufacturer Ford said it would pay.": "Ford",
    "The Swedish shipbuilder Kockums said it would deliver.": "Kockums",
    "The activist group the Project on Rail Oversight said it was late.":
        "Project on Rail Oversight",
    # the fullest form, before or behind
    "Voltaro said output rose. The plant of Voltaro Motor Company is in Lyon.":
        "Voltaro Motor Company",
    "NRB said trains would run. Later the National Rail Board closed.": "National Rail Board",
    # other bodies that share a word
    "Voltaro said output rose. Voltaro Credit Company lends to buyers.": "Voltaro",
    "Voltaro said output rose. Voltaro Records is another firm.": "Voltaro",
    # documents
    "According to figures published in March by the Kemira Group, output fell.": "Kemira Group",
    "A report in the Daily Courier said the port was shut.": "Daily Courier",
    "A report in March said the port was shut.": "report in March",
    "Kemira's announcement said the port was shut.": "Kemira",
    "Kemira sold ten ships. According to company figures, it lost money.": "Kemira",
}  # fmt: skip


@pytest.mark.parametrize("text", BODIES_IN_FULL, ids=lambda t: t[:50])
def test_a_body_has_its_full_name(text):
    assert heard(text)[0].speaker.name == BODIES_IN_FULL[text]


@pytest.mark.parametrize("source", ["Both companies", "Neither company", "The two companies"])
def test_two_firms_in_one_noun_are_left_open(source):
    speaker = heard(f"Voltaro and Kemira Group signed. {source} said it was good.")[-1].speaker
    assert speaker.candidates == ("Voltaro", "Kemira Group")


def test_a_short_name_and_its_full_one_do_not_compete():
    text = "General Motors chose a head. GM is based in Detroit.\n\nThe company said it would hire."
    assert heard(text)[-1].speaker.name == "General Motors"


def test_a_document_in_a_name_of_its_own_is_not_its_own_author():
    text = "Newly Found Document Reveals Ministry Knew Bridge Unsafe.\n\nThe rest is known."
    assert [one.speaker.name for one in heard(text)] == ["Newly Found Document"]
