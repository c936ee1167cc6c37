"""The same words of one speaker in several reports are one utterance with several carriers."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from saying import flagged, item, outlets, reports, said, together

from vedette.model import Judgement, JudgementKind, WordingCode

MINISTER = "Defence Minister Pål Jonson"
LONG = "The crews will stay at sea until every mine has been found"


def judged(kind, a, b, *, day=1, who="ann", code="utterance"):
    return Judgement(
        id=Judgement.make_id(kind, a=a, b=b, by=f"person:{who}", code=code, value=None),
        kind=kind,
        a=a,
        b=b,
        by=f"person:{who}",
        reason="read both",
        code=code,
        made_at=datetime(2024, 5, day, tzinfo=UTC),
    )


# ---- one utterance, several carriers -----------------------------------------------------------


def test_one_quotation_in_two_outlets_is_one_utterance():
    found = together(
        *reports(
            f'"{LONG}," Defence Minister Pål Jonson said on Monday in Lund.',
            f'Sweden is sending divers. "{LONG}," Defence Minister Pål Jonson said.',
        )
    )
    one = said(found, "until every mine")
    assert outlets(one) == ["A", "B"]
    assert (len(one.utterers), len(one.origins), len(one.outlets)) == (1, 2, 2)
    assert one.is_of_one_utterer
    assert not one.is_of_one_origin


def test_two_translations_of_one_sentence_are_one_utterance():
    found = together(
        *reports(
            '"These manoeuvres on our coast are purely defensive and threaten no neighbour '
            'at all," '
            "Defence Minister Pål Jonson said.",
            '"These exercises on our shore are absolutely defensive and threaten no neighbour," '
            "Defence Minister Pål Jonson said.",
        )
    )
    one = said(found, "purely defensive")
    assert outlets(one) == ["A", "B"]
    assert flagged(one) == []


def test_a_paraphrase_is_a_carrier_of_the_quotation_and_never_its_reading():
    found = together(
        *reports(
            "Four minehunters will search the strait until June, Defence Minister Pål Jonson said.",
            '"Four minehunters will search the strait from today until June," Defence Minister '
            "Pål Jonson said.",
        )
    )
    one = said(found, "from today")
    assert outlets(one) == ["A", "B"]
    assert one.carriers[0].publisher == "Outlet B"


def test_the_same_words_of_another_speaker_are_another_utterance():
    found = together(
        *reports(
            f'"{LONG}," Defence Minister Pål Jonson said.',
            f'"{LONG}," Foreign Minister Radosław Sikorski said.',
        )
    )
    assert len(found.utterances) == 2
    assert {len(one.utterers) for one in found.utterances} == {2}


def test_other_numbers_in_a_paraphrase_make_another_utterance():
    found = together(
        *reports(
            "Four minehunters will search the strait, Defence Minister Pål Jonson said.",
            "Nine minehunters will search the strait, Defence Minister Pål Jonson said.",
        )
    )
    assert len(found.utterances) == 2


APART = {
    "another country": ("Sweden will send tanks to Estonia", "Sweden will send tanks to Latvia"),
    "the contrary": (
        "The army will open the airspace over Gotland on Friday",
        "The army will close the airspace over Gotland on Friday",
    ),
    "another way": ("Two ships will sail to Riga in May", "Two ships will sail from Riga in May"),
    "another end": ("The exercise will start in June", "The exercise will end in June"),
    "the other way round": ("Russia attacked Ukraine", "Ukraine attacked Russia"),
    "another day": (
        "The army will open the airspace over Gotland on Friday",
        "The army will open the airspace over Gotland on Sunday",
    ),
    "a few of its words": (
        "Let the crews sit down and talk, because the harbour is being closed and it is unfair",
        "how the harbour is closed",
    ),
    "another thing": ("The drones were shot down at sea", "The jets were shot down at sea"),
}


@pytest.mark.parametrize("case", APART)
def test_paraphrases_that_part_in_one_word_that_matters_are_two_utterances(case):
    one, other = APART[case]
    found = together(*reports(f"{one}, {MINISTER} said.", f"{other}, {MINISTER} said."))
    assert len(found.utterances) == 2


TOGETHER = (
    ("Sweden will send tanks to Estonia", "tanks would be sent to Estonia by Sweden"),
    (
        "The airspace over Gotland will be closed on Friday",
        "Sweden would shut the airspace over Gotland on Friday",
    ),
)


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_paraphrases_of_one_thing_are_one_utterance(one, other):
    found = together(*reports(f"{one}, {MINISTER} said.", f"{MINISTER} said that {other}."))
    assert len(found.utterances) == 1


def test_what_was_said_months_apart_is_said_twice():
    text = "Four minehunters will search the strait until June, Defence Minister Pål Jonson said."
    again = "Four minehunters will search the strait until June, Pål Jonson said on Tuesday."
    found = together(item(text, "Outlet A", "2024-03-04"), item(again, "Outlet B", "2024-09-10"))
    assert [outlets(one) for one in found.utterances] == [["A"], ["B"]]


def test_a_number_retold_weeks_later_is_still_the_same_utterance():
    found = together(
        item(
            "Up to 4,500 soldiers will take part in the exercise Northern Shield-2024, Defence "
            "Minister Pål Jonson said on Monday.",
            "Outlet A",
            "2024-03-04",
        ),
        item(
            "The exercise Northern Shield-2024 begins today. Defence Minister Pål Jonson speaks of "
            "up to 4,500 soldiers.",
            "Outlet B",
            "2024-03-24",
        ),
    )
    assert outlets(said(found, "will take part")) == ["A", "B"]


def test_a_spokesman_and_his_ministry_are_noted_as_possibly_one():
    found = together(
        *reports(
            "Four minehunters will search the strait until June, the Belarusian Defence Ministry "
            "said.",
            "Four minehunters will search the strait until June, said Valery Revenko of the "
            "Belarusian Defence Ministry.",
        )
    )
    assert len(found.utterances) == 2
    assert any(one.possibly for one in found.utterances)


def test_unnamed_officials_of_two_texts_are_never_one_speaker():
    text = "Four minehunters will search the strait until June, officials said."
    found = together(*reports(text, f"Divers are at work. {text}"))
    assert len(found.utterances) == 2
    assert all(body.at_least for one in found.utterances for body in one.utterers)


def test_an_outlet_that_passes_words_on_adds_no_utterer():
    found = together(
        *reports(
            "Four minehunters will search the strait until June, Defence Minister Pål Jonson said, "
            "Reuters reports."
        )
    )
    relayed = [one for one in found.utterances if one.relays]
    for one in relayed:
        assert [body.name for body in one.utterers] != ["Reuters"]


# ---- differences of wording --------------------------------------------------------------------

WORDINGS = {
    "number changed": ("in the next nine days", "in the next six days"),
    "negation lost": ("and will not be back before June", "and will be back before June"),
    "hedge lost": ("and will perhaps find the last mine", "and will find the last mine"),
    "hedge added": ("and will find the last mine", "and might find the last mine"),
    "contrary word": ("before the first ship leaves", "before the last ship leaves"),
    "name changed": ("with help from Latvia and others", "with help from Estonia and others"),
}


@pytest.mark.parametrize("code", WORDINGS)
def test_what_changes_the_matter_is_flagged(code):
    ending, other = WORDINGS[code]
    frame = (
        '"The crews of all our ships are on their way to the strait {}," Pål Jonson, the defence '
        "minister, said."
    )
    found = together(*reports(frame.format(ending), frame.format(other)))
    (one,) = found.utterances
    assert outlets(one) == ["A", "B"]
    assert [each[0] for each in flagged(one)] == [code]


def test_a_cut_without_a_mark_is_told_from_one_with_dots():
    whole = (
        '"The crews of all our ships are, as you know, on their way to the strait," Pål Jonson, '
        "the defence minister, said."
    )
    bare = (
        '"The crews of all our ships are on their way to the strait," Pål Jonson, the defence '
        "minister, said."
    )
    dotted = (
        '"The crews of all our ships are ... on their way to the strait," Pål Jonson, the '
        "defence minister, said."
    )
    (one,) = together(*reports(whole, bare, dotted)).utterances
    codes = {
        code for wording in one.wordings for each in wording.differences for code in each.codes
    }
    assert codes == {WordingCode.UNMARKED_CUT, WordingCode.MARKED_CUT}
    assert not one.disagreeing


def test_words_left_out_at_the_end_only_shorten_a_quotation():
    (one,) = together(
        *reports(
            '"The crews are on their way to the strait and the islands," Pål Jonson, the '
            "defence minister, said.",
            '"The crews are on their way to the strait," Pål Jonson, the defence minister, said.',
        )
    ).utterances
    (wording,) = one.wordings
    assert [each.codes for each in wording.differences] == [(WordingCode.SHORTENED,)]
    assert wording.differences[0].ours.quote == "and the islands"


def test_the_spans_of_a_difference_hold_in_both_texts():
    items = reports(
        '"The crews are at sea and will stay for nine days or more," Pål Jonson, the defence '
        "minister, said.",
        '"The crews are at sea and will stay for six days or more," Pål Jonson, the defence '
        "minister, said.",
    )
    (one,) = together(*items).utterances
    texts = {report.id: report.text for report, _ in items}
    first, other = (texts[carrier.report_id] for carrier in one.carriers)
    for each in one.wordings[0].differences:
        assert each.ours.holds_in(first)
        assert each.theirs.holds_in(other)


def test_another_bound_of_the_same_number_is_flagged_in_a_paraphrase_too():
    (one,) = together(
        *reports(
            "Up to 4,500 soldiers will take part in the exercise Northern Shield-2024, "
            "Defence Minister Pål Jonson said.",
            "At least 4,500 soldiers will take part in the exercise Northern Shield-2024, "
            "Defence Minister Pål Jonson said.",
        )
    ).utterances
    assert [each[0] for each in flagged(one)] == ["bound changed"]


# ---- persons decide ----------------------------------------------------------------------------

PAIR = (
    "Four minehunters will search the strait until June, Defence Minister Pål Jonson said.",
    "The divers have much to do, Defence Minister Pål Jonson said.",
)


def attribution(one):
    return one.carriers[0].attribution_id


def test_a_person_puts_two_utterances_together():
    items = reports(*PAIR)
    a, b = (attribution(one) for one in together(*items).utterances)
    found = together(*items, decisions=[judged(JudgementKind.SAME, a, b)])
    assert [outlets(one) for one in found.utterances] == [["A", "B"]]


def test_a_person_takes_carriers_apart():
    items = reports(
        f'"{LONG}," Defence Minister Pål Jonson said.',
        f'Divers wait. "{LONG}," Defence Minister Pål Jonson said.',
    )
    (one,) = together(*items).utterances
    a, b = (carrier.attribution_id for carrier in one.carriers)
    found = together(*items, decisions=[judged(JudgementKind.NOT_SAME, a, b)])
    assert len(found.utterances) == 2


def test_of_two_persons_the_later_stands_and_the_other_is_shown():
    items = reports(*PAIR)
    a, b = (attribution(one) for one in together(*items).utterances)
    first = judged(JudgementKind.SAME, a, b, day=1, who="ann")
    later = judged(JudgementKind.NOT_SAME, b, a, day=2, who="ben")
    found = together(*items, decisions=[later, first])
    assert len(found.utterances) == 2
    assert found.unheeded == (first,)


def test_what_a_person_rejects_is_not_shown_as_said():
    items = reports(*PAIR)
    one = said(together(*items), "minehunters")
    found = together(*items, decisions=[judged(JudgementKind.REJECT, attribution(one), None)])
    assert [each.words for each in found.utterances] == ["The divers have much to do"]


def test_a_judgement_on_words_that_are_gone_changes_nothing():
    items = reports(*PAIR)
    decisions = [judged(JudgementKind.SAME, "att-gone", "clm-gone")]
    assert together(*items, decisions=decisions).utterances == together(*items).utterances


# ---- bad input ---------------------------------------------------------------------------------


def test_a_thousand_identical_reports_are_one_utterance_of_one_origin():
    text = f'Ships left Lund at dawn on Monday. "{LONG}," Defence Minister Pål Jonson said.'
    first, analysis = item(text, "Outlet A")
    copies = [_copy(first, analysis, number) for number in range(1000)]
    (one,) = together(*copies).utterances
    assert len(one.carriers) == 1000
    assert len(one.outlets) == 1000
    assert one.wordings == ()


def _copy(report, analysis, number):
    from dataclasses import replace

    from vedette.model import Report

    publisher = f"Outlet {number}"
    own = Report.make_id(publisher, "", report.text)
    copy = replace(report, id=own, publisher=publisher)
    return copy, replace(analysis, report_id=own)


def test_a_report_that_quotes_itself_is_one_carrier_twice():
    text = f'"{LONG}," Defence Minister Pål Jonson said.\n\nAgain: "{LONG}," Pål Jonson said.'
    (one,) = together(item(text, "Outlet A")).utterances
    assert outlets(one) == ["A", "A"]
    assert one.outlets == ("Outlet A",)


def test_an_empty_quotation_breaks_nothing():
    text = 'Defence Minister Pål Jonson said: "". He added: "…". "Yes," he said.'
    assert all(one.carriers for one in together(item(text, "Outlet A")).utterances)


def test_nothing_gives_nothing():
    found = together()
    assert (found.utterances, found.ties, found.claims) == ((), (), ())


def test_the_order_of_reports_does_not_matter():
    items = reports(
        f'"{LONG}," Defence Minister Pål Jonson said.',
        f'Divers wait. "{LONG}," Defence Minister Pål Jonson said.',
        "The ministry denied that a ship had sunk.",
    )
    assert together(*items) == together(*reversed(items))


def test_as_of_shows_only_what_was_published_by_then():
    from datetime import date

    early = item(f'"{LONG}," Defence Minister Pål Jonson said.', "Outlet A", "2024-03-04")
    late = item(f'Later: "{LONG}," Defence Minister Pål Jonson said.', "Outlet B", "2024-03-05")
    found = together(early, late, as_of=date(2024, 3, 4))
    assert outlets(said(found, "until every mine")) == ["A"]
    assert found.left_out == 1
