"""Checking in a store: who says what only helps out, what is still to come, what is denied."""

from __future__ import annotations

import pytest
from checks import MODEL, among_many
from papers import paper

from vedette.brief.check.align import Pool
from vedette.brief.check.decide import FAR_BAR, check
from vedette.brief.check.notes import read_passages
from vedette.brief.check.passages import passages
from vedette.run.checking import understood
from vedette.run.plan import analyse
from vedette.run.readers import reader_for

BRIDGE = "The bridge over the Narva was shut on Monday. It serves two towns."
OFFICIALS = "Estonian officials have argued that the bridge over the Narva is meant to carry tanks."


def _finding(text: str, *reports: str) -> str:
    (one,) = among_many(text, *reports)
    return str(one.finding)


def test_what_is_put_together_of_a_speech_is_the_speakers():
    (one,) = among_many("The bridge over the Narva is meant to carry tanks.", BRIDGE, OFFICIALS)
    assert str(one.finding) == "partly"
    assert one.as_said


def test_what_a_ministry_prints_of_itself_is_its_own_claim():
    said = "Preparations for the joint exercise Heron-2025 continue on schedule."
    found = among_many(
        said,
        f"The Ministry of Defence of Estonia informs that {said[:1].lower()}{said[1:]}",
        publishers=("Estonian Ministry of Defence",),
    )
    assert found[0].as_said
    assert found[0].reason == "only as said by Estonian Ministry of Defence"


def test_a_pronoun_is_the_speaker_whom_the_report_means():
    report = (
        "General Anna Tamm said that the brigade would move to Narva. "
        "She gave no figure for the troops."
    )
    assert _finding("Anna Tamm gave no figure for the troops.", report) == "supported"
    assert _finding("Jonas Berg gave no figure for the troops.", report) != "supported"


def test_a_denial_that_no_report_has_is_not_supported():
    report = "The general gave a figure for the troops in Narva."
    assert _finding("The general gave no figure for the troops in Narva.", report) != "supported"
    more = "The brigade has no more than 300 soldiers in Narva."
    assert _finding(more, "The brigade has at most 300 soldiers in Narva.") == "supported"


def _printed_on(day: str, said: str, text: str) -> str:
    report = paper(text, publisher="Harbour Gazette", published=day)
    pool = Pool(passages(*understood(report, MODEL)))
    own = paper(said, publisher="Somebody", published=None)
    read = read_passages(own, reader_for(MODEL).read, analyse)
    (one,) = check(read, pool, "the reports", FAR_BAR)
    return str(one.finding)


def test_what_a_report_announces_is_not_told_as_done():
    ahead = "The exercise Heron-2025 begins on Friday."
    done = "The exercise Heron-2025 began on 6 June 2025."
    assert _printed_on("2025-06-04", done, ahead) == "partly"
    begun = "The exercise Heron-2025 has begun."
    assert _printed_on("2025-06-04", begun, ahead) != "supported"
    assert _printed_on("2025-06-04", done.replace("began", "begins"), ahead) == "supported"


def test_a_second_deed_that_is_planned_is_not_told_as_done():
    report = "The exercise Heron-2025 started on Tuesday and will continue until 9 June."
    said = "The exercise Heron-2025 started on 3 June and {} until 9 June."
    assert _printed_on("2025-06-04", said.format("continued"), report) != "supported"
    assert _printed_on("2025-06-04", said.format("will continue"), report) == "supported"


def test_the_day_of_printing_that_opens_a_sentence_is_compared():
    report = "General Anna Tamm warned that 900 soldiers could gather in Narva."
    said = "As reported on {}, Anna Tamm warned that 900 soldiers could gather in Narva."
    assert _printed_on("2025-06-04", said.format("4 June"), report) == "supported"
    assert _printed_on("2025-06-04", said.format("7 June"), report) != "supported"


@pytest.mark.parametrize("names", ["Estonia and Tallinn", "Riga and Poland"])
def test_each_of_two_names_stands_where_the_report_has_it(names):
    report = "Poland's minister called it an answer to Heron-2025, which Riga and Tallinn planned."
    said = "Poland's minister called it an answer to Heron-2025, which {} planned."
    assert _finding(said.format("Riga and Tallinn"), report) == "supported"
    assert _finding(said.format(names), report) != "supported"


def test_an_adjective_that_is_all_that_is_said_must_be_found():
    report = "The colonel told of a probability of attacks on Narva during the exercise in June."
    said = "The attacks on Narva during the exercise in June were unlikely."
    assert _finding(said, report) != "supported"
    assert _finding(said, "During the exercise in June, attacks on Narva were unlikely.") == (
        "supported"
    )


def test_not_behind_a_speech_sets_off_what_is_said():
    report = "General Anna Tamm spoke of three exercises in Narva, not of one."
    assert _finding("Anna Tamm talked of three exercises in Narva, not of one.", report) == (
        "supported"
    )


def test_a_hedge_that_both_have_is_no_difference():
    report = (
        "The minister has reported that Narva will rename the port, when a new pier is expected "
        "to be opened."
    )
    said = report.replace("The minister", "Minister Jonas Berg")
    text = report.replace("The minister", "Minister Jonas Berg, of Narva,")
    assert _finding(said, text) == "supported"
    assert _finding(said.replace("is expected to be", "will be"), text) != "supported"


def test_what_is_denied_in_another_part_of_a_sentence_is_no_denial_here():
    said = "Although the drills are not aimed at Latvia, the ministry in Riga remains watchful."
    reports = ("The ministry in Riga remains watchful.", "The drills are not aimed at Latvia.")
    assert _finding(said, *reports) == "supported"
