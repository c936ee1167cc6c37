"""Things: weapons, exercises, persons and bodies under all the names they go by."""

from __future__ import annotations

import pytest
from naming import generic, named, read

from vedette.model import Block, EntityKind, Report, Zone

PERSON, BODY, FORCE = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.FORCE
WEAPON, EXERCISE, STATE = EntityKind.EQUIPMENT, EntityKind.EXERCISE, EntityKind.STATE


@pytest.mark.parametrize(
    ("text", "words", "own"),
    [
        ("Two Su-30SM2 jets landed.", "Su-30SM2", "equipment/su-30"),
        ("A column of T-72B3M tanks passed.", "T-72B3M", "equipment/t-72"),
        ("They fired a Khinzhal at the range.", "Khinzhal", "equipment/kinzhal"),
        ("The Kh-47M2 was shown on film.", "Kh-47M2", "equipment/kinzhal"),
        ("Three MiG-31s circled.", "MiG-31s", "equipment/mig-31"),
        ("The Tor missile system was parked there.", "Tor", "equipment/tor"),
        ("The Khinzal missiles were new.", "Khinzal", "equipment/kinzhal"),
    ],
)
def test_a_weapon_is_known_by_any_of_its_names(text, words, own):
    assert named(text)[words][0] is WEAPON
    assert named(text)[words][2] == own


def test_a_weapon_named_like_a_word_needs_a_sign():
    assert "Tor" not in named("The guards walked up to a Tor and sat down.") or (
        named("The guards walked up to a Tor and sat down.")["Tor"][0] is not WEAPON
    )


def weapons(text):
    """Return the words of the named weapons, not of the common nouns, in their order."""
    return [m.span.quote for m in read(text)[2] if m.kind is WEAPON and not m.generic]


@pytest.mark.parametrize(
    "text",
    [
        "Grad students in Omsk used the Tor browser.",
        "The Defence Ministry sent ships after Typhoon Maribel hit.",
        "The Patriot Act was renewed, the Defence Department said.",
        "The Lancet published a study of sleep.",
        "A Leopard was seen near the Javelin stadium.",
        "The Scorpion stung a child in the Viking museum.",
        "Buk villagers fled to Grad, a town of two streets.",
        "Spike Moreno filmed in Boxer Street while Poseidon ruled the sea.",
        "Missiles struck Dezful and Khorramshahr, two towns in the south-west.",
        "Liaoning and Shandong provinces sent missile parts.",
        "MI6 and the drone makers met.",
    ],
)
def test_a_word_a_storm_or_a_town_is_no_weapon(text):
    assert weapons(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A Grad rocket and a Buk launcher burned.", ["Grad", "Buk"]),
        ("The Tor crew fired; a Typhoon fighter landed.", ["Tor", "Typhoon"]),
        ("The Patriot battery and the Javelin missiles came.", ["Patriot", "Javelin"]),
        ("A Lancet drone hit a Viking armoured vehicle.", ["Lancet", "Viking"]),
        ("Gripen jets and Leopard 2A6 tanks left.", ["Gripen", "Leopard 2A6"]),
        ("Dezful missile units left the city of Dezful.", ["Dezful missile"]),
        ("The aircraft carrier Liaoning left Liaoning.", ["aircraft carrier Liaoning"]),
    ],
)
def test_the_same_word_beside_a_sign_is_one(text, found):
    assert weapons(text) == found


@pytest.mark.parametrize(
    ("words", "own"),
    [
        ("Kinzhal", "kinzhal"),
        ("Khinzhal", "kinzhal"),
        ("Kindzhal", "kinzhal"),
        ("Кинжал", "kinzhal"),
        ("Кинжалами", "kinzhal"),
        ("Tsirkon", "zircon"),
        ("Циркона", "zircon"),
        ("Искандеров", "iskander-m"),
        ("Geran-2", "shahed-136"),
        ("Shahed 136", "shahed-136"),
        ("Шахедами", "shahed-136"),
        ("Orlan 10", "orlan-10"),
        ("Bayraktar TB-2", "bayraktar-tb2"),
        ("TB2", "bayraktar-tb2"),
        ("T-72 B3", "t-72"),
        ("T72B3", "t-72"),
        ("SU30SM", "su-30"),
        ("Su-30 SM", "su-30"),
        ("DF-61", "df-61"),
        ("Hwasong-18", "hwasong-18"),
        ("David's Sling", "davids-sling"),
    ],
)
def test_misspelt_transliterated_or_inflected_it_is_the_same_weapon(words, own):
    assert named(f"They showed a {words} there.")[words] == (
        WEAPON,
        named(f"They showed a {words} there.")[words][1],
        f"equipment/{own}",
    )


def test_a_letter_behind_a_model_number_is_a_word_of_its_own():
    assert weapons("The F-16 A pilot flew is lost.") == ["F-16"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Two men with assault rifles threw grenades.", ["assault rifles", "grenades"]),
        ("Jets dropped barrel bombs and chlorine.", ["Jets", "barrel bombs", "chlorine"]),
        ("A car bomb and an IED blew up.", ["car bomb", "IED"]),
        ("Rockets and mortars hit the town.", ["Rockets", "mortars"]),
        ("The think tank wrote on fuel tanks and on bricks and mortar.", []),
        ("A rocket scientist took a private jet.", []),
    ],
)
def test_common_nouns_are_found_and_phrases_that_look_like_them_are_not(text, found):
    assert generic(text) == found


def test_common_nouns_for_weapons_are_generic():
    text = "Dozens of tanks and armoured vehicles fired, officials said."
    assert generic(text) == ["tanks", "armoured vehicles", "officials"]


@pytest.mark.parametrize(
    ("text", "words", "name"),
    [
        ("The drills, called Zapad-2025, began.", "Zapad-2025", "Zapad-2025"),
        ("The West-2025 exercise began.", "West-2025", "Zapad-2025"),
        ("Zapad 2029 will be larger, he said.", "Zapad 2029", "Zapad-2029"),
        ("Exercise Silver Birch 2027 began.", "Silver Birch 2027", "Silver Birch 2027"),
        ("The manoeuvres, dubbed Stone Oak-26, ended.", "Stone Oak-26", "Stone Oak-26"),
        ("Stone Oak 26 drills went on.", "Stone Oak 26", "Stone Oak 26"),
        ("Troops left for the “Amber Path” exercise.", "Amber Path", "Amber Path"),
    ],
)
def test_an_exercise_is_named_whether_known_or_new(text, words, name):
    assert named(text)[words][:2] == (EXERCISE, name)


def test_a_forum_is_no_exercise():
    assert all(kind is not EXERCISE for kind, _, _ in named("The Army-2026 forum opened.").values())


@pytest.mark.parametrize(
    "spelling",
    [
        "Mindaugas Mažonas",
        "Mindaugas Mazonas",
        "Mindaugas Mazonis",
        "Mindaugas Majonas",
    ],
)
def test_four_spellings_are_one_colonel(spelling):
    text = f"Up to 30,000 troops will come, Col. {spelling} told Lithuanian radio."
    assert named(text)[spelling] == (PERSON, "Mindaugas Mažonas", "person/mazonas")


def test_a_surname_is_the_person_named_in_full():
    found = named("Jonas Petraitis spoke first. Petraitis, a baker, left early.")
    assert found["Petraitis"][:2] == (PERSON, "Jonas Petraitis")
    assert found["Petraitis"][2] == found["Jonas Petraitis"][2]


def test_a_person_named_in_full_outranks_a_famous_surname():
    found = named("Ivan Putin, a teacher from Omsk, complained. Putin asked for a new roof.")
    assert found["Putin"][1] == "Ivan Putin"


def test_a_shared_surname_links_nobody():
    _, name, own = named("Olga Khrenin sells flowers in Omsk.")["Olga Khrenin"]
    assert (name, own) != ("Viktor Khrenin", "person/khrenin")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Deputy Defence Minister Pavel Tkachenko resigned.", "Pavel Tkachenko"),
        ("Lt. Col. Dana Wolfe of the Air Force watched.", "Dana Wolfe"),
        ("Army spokesman Igor Petrov gave no number.", "Igor Petrov"),
    ],
)
def test_a_title_makes_a_person(text, name):
    assert named(text)[name][0] is PERSON


@pytest.mark.parametrize(
    "words",
    [
        "Belarusian Defence Ministry",
        "Belarusian Ministry of Defense",
        "Ministry of Defence of Belarus",
        "Belarus's defence ministry",
        "Belarus’ Defense Ministry",
    ],
)
def test_a_ministry_is_one_in_every_word_order(words):
    found = named(f"The {words} published the number." if words[0] != "B" else f"{words} agreed.")
    assert found[words] == (BODY, "Belarusian Ministry of Defence", "organisation/by-mod")


def test_a_ministry_without_a_state_is_the_one_the_report_leaves():
    text = "Lithuania closed the road. The defence ministry gave no reason."
    assert named(text)["defence ministry"][2] == "organisation/lt-mod"
    open_text = "Latvia and Estonia closed roads. The defence ministry gave no reason."
    assert named(open_text)["defence ministry"][2] is None


def test_a_unit_is_a_force():
    found = named("The 11th Guards Mechanized Brigade left the camp.")
    assert found["11th Guards Mechanized Brigade"][0] is FORCE


def test_an_adjective_inside_a_name_is_no_mention_of_its_own():
    found = named("The Russian Defence Ministry showed Russian ships.")
    assert found["Russian"] == (STATE, "Russia", "state/RU")
    assert [m.span.quote for m in read("The Russian Defence Ministry agreed.")[2]] == [
        "Russian Defence Ministry"
    ]


def test_an_embassy_belongs_to_the_state_that_sends_it():
    found = named("The Polish Embassy in Minsk was closed.")
    assert found["Polish Embassy"][:2] == (BODY, "Polish Embassy in Minsk")


def test_mentions_stand_in_order_do_not_overlap_and_hold_in_the_text():
    text = "US and Belarusian officers met at Borisov, where Zapad-2025 ended, CNN said."
    reading, mentions, _ = read(text)
    assert all(m.span.holds_in(reading.text) for m in mentions)
    ends = [0, *(m.span.end for m in mentions)]
    assert all(m.span.start >= end for m, end in zip(mentions, ends, strict=False))


def test_page_furniture_is_not_read():
    from naming import READER

    from vedette.extract.names.find import find_mentions

    line = "By Jane Miller, CNN"
    text = f"{line}\nThe talks failed."
    blocks = (
        Block(Zone.BYLINE, 0, len(line)),
        Block(Zone.BODY, len(line) + 1, len(text)),
    )
    report = Report(Report.make_id("", "", text), text, blocks, language="en")
    assert find_mentions(READER.read(report)) == ()


def test_a_document_named_for_a_town_is_no_town():
    found = named("Observers came under the Vienna Document 2011.")
    assert found["Vienna Document 2011"][0] is EntityKind.DOCUMENT


def test_a_ministry_named_by_its_capital_is_the_ministry_of_that_state():
    found = named("The defence ministry in Minsk kept silent.")
    assert found["defence ministry"][2] == "organisation/by-mod"


def test_military_exercises_are_no_armed_forces():
    assert all(k is not FORCE for k, _, _ in named("Russian military exercises began.").values())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Police boarded the tanker Eagle S off Porkkala.", "Eagle S"),
        ("The USS Carney left port.", "USS Carney"),
        ("The bulk carrier Yi Peng 3 was inspected.", "Yi Peng 3"),
        ("The corvette Braunschweig sailed on Monday.", "Braunschweig"),
    ],
)
def test_a_ship_is_known_by_the_noun_or_the_letters_before_it(text, words):
    assert named(text)[words][:2] == (WEAPON, words)


@pytest.mark.parametrize(
    "text", ["The destroyer Monday left.", "The frigate was seen.", "The submarine Russia built."]
)
def test_not_every_capital_behind_a_ship_is_its_name(text):
    assert all(
        kind is not WEAPON for words, (kind, *_) in named(text).items() if words[0].isupper()
    )


def test_a_syllable_behind_a_hyphen_is_part_of_the_name():
    assert "Lee Sang-min" in named("“It is early,” said Lee Sang-min of the institute.")


def test_a_time_zone_is_no_body():
    assert "GMT" not in named("16:42 GMT\n\nThe army said it shot down two drones.")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Taiwan's National Security Bureau counted 30 aircraft.", "National Security Bureau"),
        ("The Taiwanese National Security Bureau counted them.", "National Security Bureau"),
        ("Poland's National Security Bureau counted them.", "National Security Bureau"),
    ],
)
def test_a_body_is_not_linked_to_another_state_than_the_words_say(text, body):
    found = [m for m in read(text)[2] if body in m.span.quote]
    owner = "organisation/pl-bbn" if text.startswith("Poland") else None
    assert [m.ref.id for m in found] == [owner]


def test_a_unit_by_number_is_known_in_a_report_that_names_its_state():
    text = "Ukraine said the 72nd Mechanized Brigade had left the town."
    kind, _, own = named(text)["72nd Mechanized Brigade"]
    assert (kind, own) == (FORCE, "organisation/ua-72nd-separate-mechanized-brigade")


def test_a_unit_by_number_is_not_one_of_another_army():
    text = "The 72nd Mechanized Brigade had left the town, officials in Lima said."
    assert named(text)["72nd Mechanized Brigade"][2] is None


def test_a_treaty_is_a_document_under_its_short_name_too():
    found = named("It is a breach of the Open Skies Treaty, the ministry said.")
    assert found["Open Skies Treaty"][0] is EntityKind.DOCUMENT
    assert found["Open Skies Treaty"][2] == "document/treaty-on-open-skies"
