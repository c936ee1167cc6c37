"""Statements of a sentence, each checked by value against the words of many reports."""

from __future__ import annotations

import pytest
from checks import among_many


@pytest.mark.parametrize(
    ("said", "reports", "publishers"),
    [
        (
            "Colonel Petrov said the bridge was open, while General Tamm denied that it was mined.",
            [
                "Colonel Petrov said on Monday that the bridge at Narva was open.",
                "General Tamm denied that the bridge was mined.",
            ],
            (),
        ),
        (
            "Fishermen blocked the port of Larvik, and the navy sent two frigates to the strait.",
            [
                "Fishermen blocked the port of Larvik on Friday.",
                "The navy has sent two frigates to the strait.",
            ],
            (),
        ),
        ("The brigade has about 4,000 soldiers.", ["The brigade has 4,000 soldiers."], ()),
        ("The brigade has more than 3,000 soldiers.", ["The brigade has 4,000 soldiers."], ()),
        ("The frigate Aurora sank in Norway.", ["The frigate Aurora sank in Oslo."], ()),
        ("The harbour was closed in March 2024.", ["The harbour was closed on 9 March 2024."], ()),
        (
            "Officials said that the airfield at Rygge would close.",
            ["Defence minister Jonas Berg said that the airfield at Rygge would close."],
            (),
        ),
        (
            "Norway said that the airfield at Rygge would close.",
            ["Norwegian defence minister Jonas Berg said that the airfield at Rygge would close."],
            (),
        ),
        (
            "Moscow denied that the missile hit a hospital.",
            ["Moscow denied that the missile had hit a hospital."],
            (),
        ),
        (
            "General Anna Tamm said that 13,000 soldiers would take part.",
            [
                "General Anna Tamm said that 13,000 soldiers would take part.",
                "Colonel Petrov said that 40,000 soldiers would take part.",
            ],
            (),
        ),
        (
            "Finland closed its border with Russia, Reuters reported.",
            ["Finland closed its border with Russia."],
            ("Reuters",),
        ),
        (
            "Two thousand Polish soldiers arrived in Vilnius.",
            ["2,000 soldiers from Poland arrived in Vilnius."],
            (),
        ),
        (
            "A court in Tromso sentenced the skipper to nine years in prison.",
            ["The skipper was sentenced to nine years in prison by a court in Tromso."],
            (),
        ),
        (
            "Poland was told by Minsk that the drill would end on Sunday.",
            ["Minsk told Poland that the drill would end on Sunday."],
            (),
        ),
        (
            "About 7,000 soldiers took part in the drill at Rena.",
            ["6,850 soldiers took part in the drill at Rena."],
            (),
        ),
        (
            "The minister's spokesman, Jonas Berg, said that the road to Bodo was safe.",
            ["Jonas Berg, spokesman of the minister, said that the road to Bodo was safe."],
            (),
        ),
        ("The drill at Rena began in March.", ["The drill at Rena started on 4 March 2025."], ()),
    ],
)
def test_all_statements_carried_support_the_sentence(said, reports, publishers):
    found = among_many(said, *reports, publishers=publishers)
    assert [str(one.finding) for one in found] == ["supported"]


@pytest.mark.parametrize(
    ("said", "reports", "publishers"),
    [
        (
            "Colonel Petrov said the bridge was open, while General Tamm denied that it was mined.",
            [
                "Colonel Petrov said on Monday that the bridge at Narva was open.",
                "Waves were high.",
            ],
            (),
        ),
        ("The brigade has 4,000 soldiers.", ["The brigade has about 4,000 soldiers."], ()),
        (
            "Sweden sent 300 soldiers to Latvia.",
            ["Sweden and Norway sent 300 soldiers to Latvia."],
            (),
        ),
        ("The frigate Aurora sank in Oslo.", ["The frigate Aurora sank in Norway."], ()),
        ("The harbour was closed on 9 March 2024.", ["The harbour was closed in March 2024."], ()),
        (
            "Defence minister Jonas Berg said that the airfield at Rygge would close.",
            ["Officials said that the airfield at Rygge would close."],
            (),
        ),
        (
            "The airfield at Rygge will close.",
            ["Defence minister Jonas Berg said that the airfield at Rygge would close."],
            (),
        ),
        ("The airfield at Rygge has closed.", ["The airfield at Rygge will close."], ()),
        ("Rebels shelled the depot.", ["Rebels may have shelled the depot."], ()),
        ("Rebels shelled the depot.", ["Rebels allegedly shelled the depot."], ()),
        (
            "The convoy of 40 trucks left Gdansk, which lies on the Baltic, at dawn.",
            ["The convoy of 40 trucks left Gdansk at dawn."],
            (),
        ),
        (
            "Finland closed its border with Russia, Reuters reported.",
            ["Finland closed its border with Russia."],
            ("Tass",),
        ),
        (
            "The minister warned that gas would run out.",
            ["The minister said that gas would run out."],
            (),
        ),
        (
            "Sabotage destroyed the pipeline near Bornholm.",
            ["Police asked whether sabotage destroyed the pipeline near Bornholm."],
            (),
        ),
        (
            "The navy sank the tanker off Malta, killing nine sailors.",
            ["The navy sank the tanker off Malta."],
            (),
        ),
        (
            "Anna Tamm, who leads the coast guard, said that the cable had been cut on purpose.",
            ["Anna Tamm said that the cable had been cut on purpose."],
            (),
        ),
        (
            "Exactly 6,000 soldiers took part in the drill at Rena, and 40 tanks.",
            ["6,000 soldiers took part in the drill at Rena."],
            (),
        ),
        (
            "Norway said that the cable had been cut on purpose.",
            ["The cable had been cut on purpose, a fisherman in Norway said."],
            (),
        ),
        (
            "About 7,000 soldiers took part in the drill at Rena.",
            ["About 6,500 soldiers took part in the drill at Rena."],
            (),
        ),
    ],
)
def test_what_is_not_carried_is_named_and_the_rest_stands(said, reports, publishers):
    found = among_many(said, *reports, publishers=publishers)
    assert [str(one.finding) for one in found] == ["partly"]
    assert found[0].reason != "the words carry it"


@pytest.mark.parametrize(
    ("said", "reports", "publishers"),
    [
        (
            "Fishermen blocked the port of Larvik, and the navy sent five frigates to the strait.",
            [
                "Fishermen blocked the port of Larvik on Friday.",
                "The navy has sent two frigates to the strait.",
            ],
            (),
        ),
        ("The brigade has at least 5,000 soldiers.", ["The brigade has 4,000 soldiers."], ()),
        ("No fewer than 900 marines landed at Vardo.", ["Up to 900 marines landed at Vardo."], ()),
        (
            "The harbour was closed on 9 March 2024.",
            ["The harbour was closed on 11 March 2024."],
            (),
        ),
        ("Rebels did not shell the depot.", ["Rebels shelled the depot near Kirkuk."], ()),
        ("The missile hit a hospital.", ["Moscow denied that the missile had hit a hospital."], ()),
        (
            "Moscow said that the missile hit a hospital.",
            ["Moscow denied that the missile had hit a hospital."],
            (),
        ),
        (
            "General Anna Tamm said that 40,000 soldiers would take part.",
            ["General Anna Tamm said that 13,000 soldiers would take part."],
            (),
        ),
        ("The drill was larger than last year.", ["The drill was smaller than last year."], ()),
        ("All crews of the squadron returned.", ["Most crews of the squadron returned."], ()),
        ("Up to 900 marines landed at Vardo.", ["At least 1,200 marines landed at Vardo."], ()),
        (
            "The tanker reached Malta before the storm.",
            ["The tanker did not reach Malta before the storm."],
            (),
        ),
        (
            "Jonas Berg confirmed that nine sailors had died.",
            ["Jonas Berg denied that nine sailors had died."],
            (),
        ),
    ],
)
def test_another_answer_to_the_same_question_contradicts(said, reports, publishers):
    found = among_many(said, *reports, publishers=publishers)
    assert [str(one.finding) for one in found] == ["contradicted"]


@pytest.mark.parametrize(
    ("said", "report"),
    [
        ("Spain bought six submarines from France.", "France bought six submarines from Spain."),
        ("Spain attacked the French trawlers.", "French trawlers attacked Spain."),
        (
            "General Anna Tamm said that 40,000 soldiers would take part.",
            "Colonel Petrov said that 13,000 soldiers would take part.",
        ),
    ],
)
def test_who_does_it_to_whom_is_not_interchangeable(said, report):
    assert str(among_many(said, report)[0].finding) != "supported"


def test_another_speakers_number_disputes_a_fact():
    fact = "13,000 soldiers took part in the drill at Rena."
    other = "Colonel Petrov said that 40,000 soldiers took part in the drill at Rena."
    found = among_many(fact, fact, other)[0]
    assert str(found.finding) == "disputed"
    assert {proof.span.quote for proof in found.evidence} == {fact, other}


def test_another_speakers_number_leaves_the_words_of_a_named_speaker_alone():
    said = "General Anna Tamm said that 13,000 soldiers would take part."
    other = "Colonel Petrov said that 40,000 soldiers would take part."
    assert str(among_many(said, said, other)[0].finding) == "supported"
    assert str(among_many(said, other)[0].finding) != "contradicted"


def test_the_reason_quotes_the_part_that_is_missing():
    said = "Fishermen blocked the port of Larvik, and the navy sent two frigates to the strait."
    found = among_many(said, "Fishermen blocked the port of Larvik on Friday.")[0]
    assert str(found.finding) == "partly"
    assert "the navy sent two frigates to the strait" in found.reason
    assert [str(part.finding) for part in found.parts] == ["supported", "not found"]


def test_parts_are_cut_from_the_text_at_their_offsets():
    said = "Minsk said that the drill was over, while Poland denied that its border was shut."
    found = among_many(said, "Minsk said that the drill was over.")[0]
    assert len(found.parts) == 2
    for part in found.parts:
        assert said[part.span.start : part.span.end] == part.span.quote


def test_words_of_several_reports_that_only_happen_to_stand_there_carry_nothing():
    said = "The tanker Petra carried sugar from Santos to Odessa."
    reports = (
        "The tanker Petra lay in dock.",
        "Sugar from Santos is dear.",
        "Ships carried wheat to Odessa.",
    )
    assert str(among_many(said, *reports)[0].finding) in ("partly", "not found")


def test_how_sure_it_is_is_the_share_that_was_right_when_measured():
    said = "The tanker Petra carried sugar from Santos to Odessa."
    right = among_many(said, said)[0]
    wrong = among_many(said, "The tanker Petra did not carry sugar from Santos to Odessa.")[0]
    assert str(wrong.finding) == "contradicted"
    assert right.sure > 0.9
    assert wrong.sure > 0.9


@pytest.mark.parametrize(
    ("said", "reports", "verdict"),
    [
        (
            "Estonia's navy, which has four minehunters, sent two of them to Gotland.",
            [
                "Estonia's navy has four minehunters.",
                "Estonia's navy sent two minehunters to Gotland.",
            ],
            "supported",
        ),
        (
            "The airport at Kittila reopened on Tuesday after drones were seen.",
            ["The airport at Kittila reopened on Tuesday after drones were seen nearby."],
            "supported",
        ),
        (
            "The airport at Kittila reopened on Wednesday after drones were seen.",
            ["The airport at Kittila reopened on Tuesday after drones were seen nearby."],
            "contradicted",
        ),
        (
            "Analysts say the bridge may be rebuilt by 2027.",
            ["The bridge may be rebuilt by 2027, say analysts."],
            "supported",
        ),
        (
            "The bridge will be rebuilt by 2027.",
            ["The bridge may be rebuilt by 2027, say analysts."],
            "partly",
        ),
        (
            "Turkey shot down a drone over the Black Sea.",
            ["A drone was shot down over the Black Sea by Turkey."],
            "supported",
        ),
        (
            "Fewer than 50 miners were rescued at Kiruna.",
            ["At least 60 miners were rescued at Kiruna."],
            "contradicted",
        ),
        (
            "60 miners were rescued at Kiruna, the company said.",
            ["The company said that 60 miners had been rescued at Kiruna."],
            "supported",
        ),
        (
            "Latvia and Estonia signed the pact in Riga.",
            ["Latvia signed the pact in Riga."],
            "partly",
        ),
        (
            "Iran has released two French sailors.",
            ["Iran has freed two French sailors."],
            "supported",
        ),
        (
            "Iran has released two French sailors.",
            ["Iran has arrested two French sailors."],
            "contradicted",
        ),
        (
            "The ministry said it would send 200 troops, while Ana Lima called the plan reckless.",
            [
                "The ministry said it would send 200 troops.",
                "Ana Lima called the plan reckless.",
            ],
            "supported",
        ),
        (
            "The ministry said it would send 300 troops, while Ana Lima called the plan reckless.",
            [
                "The ministry said it would send 200 troops.",
                "Ana Lima called the plan reckless.",
            ],
            "contradicted",
        ),
    ],
)
def test_sentences_on_other_subjects(said, reports, verdict):
    assert [str(one.finding) for one in among_many(said, *reports)] == [verdict]


@pytest.mark.parametrize(
    ("said", "reports"),
    [
        (
            "Turkey shot down a drone over the Black Sea.",
            ["Turkey said a drone was shot down over the Black Sea by Bulgaria."],
        ),
        ("60 miners were killed at Kiruna.", ["60 miners were rescued at Kiruna."]),
        (
            "Police found 12 kilograms of explosives in a flat in Malmo.",
            ["Police found 12 kilograms of explosives in a flat in Gothenburg."],
        ),
    ],
)
def test_what_is_said_of_another_deed_or_doer_is_no_support(said, reports):
    assert "supported" not in [str(one.finding) for one in among_many(said, *reports)]


def test_who_rejects_a_claim_and_who_denies_the_deed_do_not_contradict_each_other():
    said = "Commander Lena Holm rejected claims that her ship had entered Danish waters."
    report = "“We did not enter Danish waters,” said Lena Holm, commander of the ship."
    assert str(among_many(said, report)[0].finding) != "contradicted"
