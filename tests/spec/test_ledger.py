"""What the board shows: utterances and their carriers, loans, relays, corroboration, as-of."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

from board import ANALYSTS, COLONEL, MINISTRY, PUTIN, REVENKO, ZAPAD
from papers import Desk, paper

from vedette.compare.conventions import Conventions
from vedette.compare.ledger import build_ledger
from vedette.compare.world import World
from vedette.model import (
    Anonymity,
    Bound,
    Change,
    Commitment,
    Direction,
    EntityKind,
    Judgement,
    JudgementKind,
    Ledger,
    Modality,
    Polarity,
    Rendering,
    Speaker,
    Stage,
)
from vedette.run.ledger_contract import ledger_to_data

WORLD = World(
    organisers={"Zapad": ("Russia", "Belarus")},
    states={"RU": "Russia", "BY": "Belarus", "LT": "Lithuania", "PL": "Poland"},
)
OFFICER = Speaker(name="Jonas Petraitis", kind=EntityKind.PERSON, id="person/officer", state="LT")
SERVICE = Speaker(name="Lithuanian intelligence", kind=EntityKind.ORGANISATION, state="LT")
ARMY = Speaker(name="Polish military", kind=EntityKind.ORGANISATION, state="PL")
OPEN = ("place", "force")
ROW_KEYS = """
    id counted of unit low high bound scope speaker uttered report publisher published quote
    carriers utterers origins outlets utterer_list origin_list outlet_list
"""
SCOPE_KEYS = "activity place force component role stage basis as_of assumed borrowed"
THRESHOLD_KEYS = "name value scope reached_by below straddled_by not_tested"


def ledger(*desks: Desk, activity: str = ZAPAD, **settings: object) -> Ledger:
    return build_ledger(
        [desk.item for desk in desks],
        activity=activity,
        conventions=Conventions.shipped(),
        world=WORLD,
        **settings,
    )


def said_by(board: Ledger, speaker: Speaker) -> list:
    return [row for row in board.rows if row.speaker == speaker]


def revenko(publisher: str, words: str, number: str, published: str, **what: object) -> Desk:
    report = paper(f"Revenko said {words} soldiers were there.", publisher=publisher)
    report = paper(report.text, publisher=publisher, published=published)
    return Desk(report).says(words, number, by=REVENKO, **what)


def test_one_statement_in_two_papers_is_one_row_with_two_carriers():
    board = ledger(
        revenko("Morning Post", "6,800", "6,800", "2025-09-15"),
        revenko("Evening Post", "6,800", "6,800", "2025-09-16"),
    )
    (row,) = board.rows
    assert [one.publisher for one in row.carriers] == ["Morning Post", "Evening Post"]
    assert (len(row.utterers), len(row.origins), len(row.outlets)) == (1, 2, 2)


def test_the_reading_is_the_quotation_even_where_a_paraphrase_came_first():
    board = ledger(
        revenko("Morning Post", "6,800", "6,800", "2025-09-15"),
        revenko("Gazette", "6,800", "6,800", "2025-09-16", rendering=Rendering.ORIGINAL),
    )
    (row,) = board.rows
    assert row.carriers[0].publisher == "Gazette"
    assert row.uttered.start == date(2025, 9, 15)


def test_the_same_number_months_later_is_another_utterance():
    board = ledger(
        revenko("Morning Post", "6,800", "6,800", "2025-03-15"),
        revenko("Evening Post", "6,800", "6,800", "2025-09-16"),
    )
    assert len(board.rows) == 2
    assert [len(row.utterers) for row in board.rows] == [1, 1]


def test_two_numbers_of_one_speaker_on_different_days_stay_two_rows():
    board = ledger(
        revenko("Morning Post", "13,000", "13,000", "2025-01-10"),
        revenko("Evening Post", "6,800", "6,800", "2025-09-16"),
    )
    assert len(board.rows) == 2
    assert [one.code for one in board.verdicts] == ["against himself"]


def test_a_paraphrase_that_turns_its_quotation_round_is_garbled_and_in_no_other_pair():
    report = paper(
        "Intelligence expects no fewer than 30,000 soldiers.\n\n"
        "“Up to 30,000 will come, in Belarus 8,000,” Petraitis said."
    )
    desk = (
        Desk(report)
        .says("no fewer than 30,000", "no fewer than 30,000", by=SERVICE, assumed=OPEN)
        .says("Up to 30,000", "up to 30,000", by=OFFICER, rendering=Rendering.TRANSLATED)
        .says("8,000", "8,000", by=OFFICER, rendering=Rendering.TRANSLATED, place="Belarus")
    )
    board = ledger(desk)
    assert [row.figure.bound for row in board.rows] == [Bound.AT_MOST, Bound.EXACT]
    (garbled,) = board.renderings
    assert (garbled.kind, garbled.code) == (JudgementKind.GARBLED, "garbled")
    assert (garbled.a, garbled.b) == (board.garbled[0].id, board.rows[0].id)
    assert board.rows[0].garbled[0].span.quote == "no fewer than 30,000"
    data = ledger_to_data(board)
    pairs = [one for one in data["verdicts"] if garbled.a in (one["a"], one["b"])]
    assert [(one["verdict"], one["code"]) for one in pairs] == [("conflict", "garbled")]


def test_a_lead_that_turns_the_statement_beneath_it_round_is_garbled():
    report = paper(
        "At least 34,000 troops will be brought together.\n\n"
        "It involves “approximately 34,000 soldiers”, the Polish military said."
    )
    desk = (
        Desk(report)
        .says("At least 34,000", "at least 34,000", activity="Iron Defender-25", assumed=OPEN)
        .says(
            "approximately 34,000",
            "about 34,000",
            by=ARMY,
            rendering=Rendering.ORIGINAL,
            activity="Iron Defender-25",
            assumed=OPEN,
        )
    )
    board = ledger(desk, activity="Iron Defender-25")
    assert [row.speaker for row in board.rows] == [ARMY]
    assert [one.code for one in board.renderings] == ["garbled"]


def test_a_later_report_that_drops_the_bound_retells_the_same_utterance():
    first = revenko("Agency", "up to 7,000", "up to 7,000", "2025-09-01")
    later = revenko("Review", "7,000", "7,000", "2025-09-17")
    board = ledger(first, later)
    assert [row.figure.bound for row in board.rows] == [Bound.AT_MOST]
    assert len(board.renderings) == 1
    dated = revenko("Review", "7,000", "7,000", "2025-09-17", uttered="2025-09-16")
    assert len(ledger(first, dated).rows) == 2


def test_a_number_between_quotation_marks_outranks_the_words_around_them():
    report = paper("The army expects over 500 tanks.\n\nIt counted “about 500 tanks”, it said.")
    desk = (
        Desk(report)
        .says("over 500", "more than 500", by=ARMY, counted="tanks")
        .says("about 500", "about 500", by=ARMY, counted="tanks")
    )
    board = ledger(desk)
    assert [row.figure.bound for row in board.rows] == [Bound.ABOUT]
    assert board.rows[0].garbled[0].span.quote == "over 500"


def test_two_quotations_with_other_bounds_are_two_statements():
    report = paper("“Up to 7,000,” he said at noon. “At least 7,000,” he said at night.")
    desk = (
        Desk(report)
        .says("Up to 7,000", "up to 7,000", by=REVENKO, rendering=Rendering.ORIGINAL)
        .says("At least 7,000", "at least 7,000", by=REVENKO, rendering=Rendering.ORIGINAL)
    )
    assert len(ledger(desk).rows) == 2


def test_a_place_is_borrowed_from_the_same_speaker_and_can_be_taken_back():
    placed = revenko("Agency", "about 6,850", "about 6,850", "2025-09-15", place="Belarus")
    bare = revenko("Broadcaster", "6,800", "6,800", "2025-09-16", assumed=("place",))
    board = ledger(placed, bare)
    row = next(row for row in board.rows if row.figure.low == 6_800)
    assert (row.figure.scope.place, row.figure.scope.borrowed) == ("Belarus", ("place",))
    (loan,) = board.loans
    assert (loan.kind, loan.a, loan.value) == (JudgementKind.LOAN, row.id, "Belarus")
    undone = Judgement(
        id="jdg-1",
        kind=JudgementKind.REJECT,
        a=loan.id,
        b=None,
        by="person:editor",
        reason="another day, another place",
        made_at=datetime(2025, 9, 20, tzinfo=UTC),
    )
    board = ledger(placed, bare, decisions=[undone])
    row = next(row for row in board.rows if row.figure.low == 6_800)
    assert (row.figure.scope.place, row.figure.scope.assumed) == (None, ("place",))
    assert board.loans == ()


def test_nothing_is_borrowed_after_a_fortnight_or_where_the_numbers_disagree():
    placed = revenko("Agency", "about 6,850", "about 6,850", "2025-08-15", place="Belarus")
    bare = revenko("Broadcaster", "6,800", "6,800", "2025-09-16", assumed=("place",))
    assert ledger(placed, bare).loans == ()
    other = revenko("Agency", "13,000", "13,000", "2025-09-15", place="Belarus")
    assert ledger(other, bare).loans == ()


def test_lenders_that_differ_lend_nothing():
    here = revenko("Agency", "6,850", "6,850", "2025-09-15", place="Belarus")
    there = revenko("Herald", "6,900", "6,900", "2025-09-15", place="Russia")
    bare = revenko("Broadcaster", "6,800", "6,800", "2025-09-16", assumed=("place",))
    assert ledger(here, there, bare).loans == ()


def test_an_outlet_that_repeats_an_official_adds_no_utterer():
    official = revenko("Agency", "6,800", "6,800", "2025-09-15")
    own = Desk(paper("Some 6,800 soldiers trained.", publisher="Herald", published="2025-09-17"))
    own.says("6,800", "6,800")
    board = ledger(official, own)
    outlet = next(row for row in board.rows if row.own_voice)
    assert outlet.relay_of == said_by(board, REVENKO)[0].id
    assert [body.name for body in outlet.utterers] == ["Belarusian Ministry of Defence"]
    assert len(outlet.outlets) == 2


def test_what_repeats_a_replaced_number_does_not_make_it_stand_again():
    early = Desk(paper("The ministry announced 13,000.", published="2025-02-10"))
    early.says("13,000", "about 13,000", by=MINISTRY, stage=Stage.ANNOUNCED)
    cut = Desk(paper("The ministry nearly halved it.", published="2025-05-28"))
    change = Change(Direction.CUT, factor=0.5, from_value=13_000)
    cut.says("nearly halved", "", by=MINISTRY, change=change)
    late = Desk(paper("Some 13,000 had been promised.", publisher="Herald")).says(
        "13,000", "13,000"
    )
    rival = Desk(paper("Mazonis counted 8,000.", publisher="Post", published="2025-09-16"))
    rival.says("8,000", "8,000", by=COLONEL)
    board = ledger(early, cut, late, rival)
    relay = next(row for row in board.rows if row.own_voice)
    assert relay.replaced_by == said_by(board, MINISTRY)[1].id
    found = [one.code for one in board.verdicts if relay.id in (one.a, one.b)]
    assert found.count("replaced") == 2


def test_a_ministry_that_publishes_itself_is_the_speaker():
    report = paper("About 13,000 will come.", publisher="Belarusian Ministry of Defence")
    desk = Desk(report).says("About 13,000", "about 13,000")
    board = build_ledger([desk.item], activity=ZAPAD)
    (row,) = board.rows
    assert (row.speaker.kind, row.own_voice) == (EntityKind.ORGANISATION, False)
    assert row.utterers[0].state == "Belarus"


def test_a_number_of_the_outlets_own_is_an_utterance_of_the_outlet():
    own = Desk(paper("Some 6,500 soldiers trained.", publisher="Herald")).says("6,500", "6,500")
    (row,) = ledger(own).rows
    assert (row.speaker.kind, row.relay_of) == (EntityKind.PUBLISHER, None)
    assert [body.name for body in row.utterers] == ["Herald"]


def test_a_gloss_inside_a_quotation_is_the_outlets():
    report = paper("“Why are 40,000 (the soldiers deployed) afraid of 6,800?” Revenko asked.")
    desk = Desk(report).says("40,000", "40,000", by=REVENKO, is_gloss=True)
    (row,) = ledger(desk).rows
    assert row.own_voice


def test_a_person_and_his_ministry_are_one_utterer_and_unnamed_speakers_at_least_one():
    ministry = Desk(paper("The ministry said 6,800.", publisher="Herald"))
    ministry.says("6,800", "6,800", by=MINISTRY)
    desks = [revenko("Agency", "6,800", "6,800", "2025-09-15"), ministry]
    for outlet in ("Post", "Mail"):
        report = paper("Analysts put it at 6,800.", publisher=outlet)
        desk = Desk(report).says("6,800", "6,800", by=ANALYSTS, anonymity=Anonymity.ANONYMOUS)
        desks.append(desk)
    board = ledger(*desks)
    bodies = board.rows[0].utterers
    assert [(one.name, one.persons, one.at_least) for one in bodies] == [
        ("Belarusian Ministry of Defence", ("Valery Revenko",), False),
        ("unnamed", (), True),
    ]
    assert len(board.rows) == 4


def test_a_denied_number_is_nobodys():
    desk = Desk(paper("The ministry denied that 100,000 would come."))
    denial = Modality(polarity=Polarity.DENIED, commitment=Commitment.REJECTS)
    desk.says("100,000", "100,000", by=MINISTRY, modality=denial)
    board = ledger(desk)
    assert (board.rows, len(board.denied)) == ((), 1)


def test_other_editions_stand_apart():
    old = Desk(paper("In 2021 about 200,000 came.")).says(
        "200,000", "about 200,000", activity="Zapad-2021"
    )
    new = Desk(paper("Putin said 100,000 took part.")).says("100,000", "100,000", by=PUTIN)
    other = Desk(paper("Poland sends 34,000.")).says(
        "34,000", "34,000", activity="Iron Defender-25"
    )
    board = ledger(old, new, other)
    assert [row.figure.scope.activity for row in board.rows] == [ZAPAD, "Zapad-2021"]
    assert [one.code for one in board.verdicts] == ["edition"]


def test_the_board_as_of_a_day_knows_nothing_of_later_cuts():
    early = Desk(paper("The ministry announced 13,000.", published="2025-02-10"))
    early.says("13,000", "about 13,000", by=MINISTRY, stage=Stage.ANNOUNCED)
    cut = Desk(paper("The ministry nearly halved it.", published="2025-05-28"))
    change = Change(Direction.CUT, factor=0.5, from_value=13_000)
    cut.says("nearly halved", "", by=MINISTRY, change=change)
    undated = Desk(paper("Mazonis counted 9,000.", published=None))
    undated.says("9,000", "9,000", by=COLONEL)
    now = ledger(early, cut, undated)
    assert (now.rows[0].replaced_by, now.left_out) == (now.rows[1].id, 0)
    then = ledger(early, cut, undated, as_of=date(2025, 5, 27))
    assert (len(then.rows), then.rows[0].replaced_by, then.left_out) == (1, None, 2)
    assert len(ledger(early, cut, as_of=date(2025, 5, 28)).rows) == 2
    noon = datetime(2025, 5, 28, 12, tzinfo=UTC)
    assert len(ledger(early, cut, as_of=noon).rows) == 1


def test_thresholds_tell_below_from_straddled_and_test_no_other_scope():
    desk = Desk(paper("Fewer than 13,000; about 13,000; 6,800; 100,000."))
    desk.says("Fewer than 13,000", "fewer than 13,000", by=PUTIN)
    desk.says("about 13,000", "about 13,000", by=MINISTRY)
    desk.says("6,800", "6,800", by=REVENKO, place="Belarus")
    desk.says("100,000", "100,000", by=COLONEL)
    board = ledger(desk)
    number = {row.id: row.figure.high for row in board.rows}
    notify, observe = board.thresholds
    assert [number[one] for one in observe.below] == [13_000]
    assert [number[one] for one in observe.straddled_by] == [13_000]
    assert [number[one] for one in observe.reached_by] == [100_000]
    assert [number[one] for one in observe.not_tested] == [6_800]
    assert [number[one] for one in notify.straddled_by] == [13_000]


def test_the_machine_contract_has_exactly_its_keys():
    data = ledger_to_data(ledger(revenko("Agency", "6,800", "6,800", "2025-09-15")))
    assert list(data) == ["activity", "figures", "verdicts", "thresholds"]
    (row,) = data["figures"]
    assert set(row) == set(ROW_KEYS.split())
    assert set(row["scope"]) == set(SCOPE_KEYS.split())
    assert set(row["speaker"]) == {"name", "kind", "body", "state", "id", "as_written"}
    assert set(row["carriers"][0]) == {"report", "span", "quote", "rendering"}
    assert set(data["thresholds"][0]) == set(THRESHOLD_KEYS.split())
    assert json.loads(json.dumps(data)) == data


def test_the_same_reports_in_any_order_give_the_same_board():
    desks = [
        revenko("Agency", "up to 7,000", "up to 7,000", "2025-09-15", place="Belarus"),
        revenko("Broadcaster", "6,800", "6,800", "2025-09-16", assumed=("place",)),
        Desk(paper("Putin said 100,000 took part.")).says("100,000", "100,000", by=PUTIN),
    ]
    there, back = ledger(*desks), ledger(*reversed(desks))
    assert ledger_to_data(there) == ledger_to_data(back)
    assert there.loans == back.loans


def test_a_report_that_agrees_with_the_quotation_is_not_garbled_by_another_reports_lead():
    wrong = paper(
        "Intelligence expects no fewer than 30,000 soldiers.\n\n"
        "“Up to 30,000 will come,” Petraitis said.",
        publisher="First",
    )
    right = paper("Up to 30,000 soldiers are coming, Petraitis said.", publisher="Second")
    board = ledger(
        Desk(wrong)
        .says("no fewer than 30,000", "no fewer than 30,000", by=OFFICER, assumed=OPEN)
        .says("Up to 30,000", "up to 30,000", by=OFFICER, rendering=Rendering.TRANSLATED),
        Desk(right).says("Up to 30,000", "up to 30,000", by=OFFICER, assumed=("place",)),
    )
    assert [one.evidence for one in board.renderings] == [(wrong.id, wrong.id)]
    assert all(row.figure.bound is Bound.AT_MOST for row in board.rows)
