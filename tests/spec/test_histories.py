"""How a speaker's number went over time, what outlets took back, and what persons decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from board import COLONEL, MINISTRY, OFFICIALS, PUTIN, REVENKO, ZAPAD
from papers import Desk, paper

from vedette.compare.conventions import Conventions
from vedette.compare.decided import row_id
from vedette.compare.ledger import build_ledger
from vedette.compare.world import World
from vedette.model import (
    Anonymity,
    Basis,
    Block,
    Change,
    Commitment,
    Direction,
    Judgement,
    JudgementKind,
    Modality,
    Rendering,
    Report,
    Span,
    Speaker,
    Stage,
    Step,
    When,
    Zone,
)
from vedette.model.entity import EntityKind

WORLD = World(
    organisers={"Zapad": ("Russia", "Belarus")},
    states={"RU": "Russia", "BY": "Belarus", "LT": "Lithuania"},
)
URL = "https://example.org/observers"


def ledger(*desks, decisions=()):
    return build_ledger(
        [desk.item for desk in desks],
        activity=ZAPAD,
        conventions=Conventions.shipped(),
        world=WORLD,
        decisions=decisions,
    )


def ministry(words, number, published, *, text=None, publisher="Agency", **what):
    report = paper(
        text or f"The ministry said {words} soldiers.", published=published, publisher=publisher
    )
    return Desk(report).says(words, number, by=MINISTRY, **what)


def steps(board, number=0):
    return [str(entry.step) for entry in board.histories[number].entries]


def decision(kind, a, b=None, *, by="person:anna", day=1, code="utterance"):
    return Judgement(
        id=f"jdg-{kind}-{a}-{b}-{by}-{day}",
        kind=kind,
        a=a,
        b=b,
        by=by,
        reason="read again",
        code=code,
        made_at=datetime(2025, 10, day, tzinfo=UTC),
    )


# ---- steps ---------------------------------------------------------------------------------------


def test_a_number_given_again_is_repeated_and_another_without_a_word_has_moved():
    board = ledger(
        ministry("9,000", "9,000", "2025-06-01"),
        ministry("about 9,000", "about 9,000", "2025-07-20"),
        ministry("8,000", "8,000", "2025-08-20"),
    )
    assert steps(board) == ["first", "repeated", "moved"]
    moved = board.histories[0].entries[-1]
    assert (moved.words, moved.reason) == (None, "different number, no word of a change")


def test_a_change_has_the_words_that_say_so():
    cut = Change(Direction.CUT, from_value=9_000, to_value=8_000)
    board = ledger(
        ministry("9,000", "9,000", "2025-06-01"),
        ministry(
            "8,000", "8,000", "2025-08-01", text="It rained. The ministry cut 9,000 to 8,000 men.",
            change=cut,
        ),
    )  # fmt: skip
    assert steps(board) == ["first", "cut"]
    first, last = board.histories[0].entries
    assert (first.stands, last.stands) == (False, True)
    assert last.words.quote == "The ministry cut 9,000 to 8,000 men."


def test_a_cut_of_a_part_stands_in_the_history_of_the_whole_that_it_replaces():
    halved = Change(Direction.CUT, factor=0.5, from_value=9_000)
    board = ledger(
        ministry("9,000", "9,000", "2025-06-01"),
        ministry("halved", "", "2025-08-01", text="halved it", change=halved, place="Belarus"),
    )
    assert steps(board, 0) == ["first", "cut"]
    assert steps(board, 1) == ["cut"]


def test_an_outcome_after_an_announcement_is_a_step_of_its_own():
    board = ledger(
        ministry("9,000", "9,000", "2025-09-01", stage=Stage.ANNOUNCED),
        ministry("8,000", "8,000", "2025-09-20", stage=Stage.AFTER),
    )
    assert steps(board) == ["first", "replaced by outcome"]


def test_two_numbers_of_one_day_stand_beside_each_other():
    board = ledger(
        ministry("7,000", "up to 7,000", "2025-09-15", publisher="Post"),
        ministry("6,850", "about 6,850", "2025-09-15", basis=Basis.NOTIFIED),
    )
    assert sorted(steps(board)) == ["beside", "first"]


def test_an_undated_number_that_was_given_before_is_told_again_and_a_dated_one_has_moved():
    board = ledger(
        ministry("9,000", "9,000", "2025-05-01"),
        ministry("8,000", "8,000", "2025-07-01"),
        ministry("9,000", "9,000", "2025-09-01", publisher="Post"),
        ministry("9,000", "9,000", "2025-09-20", publisher="Mail", uttered="2025-09-19"),
        ministry("8,000", "8,000", "2025-09-26", publisher="Herald", uttered="2025-09-25"),
    )
    assert steps(board) == ["first", "moved", "repeated", "repeated", "moved"]


def test_a_review_that_retells_an_announcement_is_no_outcome():
    board = ledger(
        ministry("9,000", "9,000", "2025-08-01", stage=Stage.ANNOUNCED),
        ministry("9,000", "9,000", "2025-09-20", stage=Stage.AFTER, publisher="Review"),
    )
    assert not any(row.replaced_by for row in board.rows)


def test_persons_and_their_body_have_one_history_and_unnamed_speakers_none():
    one = Desk(paper("Revenko said 9,000.", published="2025-07-01")).says(
        "9,000", "9,000", by=REVENKO
    )
    other = Desk(paper("Officials said 9,000.", publisher="Post")).says(
        "9,000", "9,000", by=OFFICIALS, anonymity=Anonymity.ANONYMOUS
    )
    board = ledger(ministry("9,000", "9,000", "2025-06-01"), one, other)
    (history,) = board.histories
    assert (history.speaker, history.persons) == (MINISTRY.name, ("Valery Revenko",))
    assert steps(board) == ["first", "repeated"]


def test_a_body_that_corrects_its_figure_replaces_it_by_its_own_word():
    text = "The ministry corrected its earlier figure of 9,000 soldiers to 6,000."
    desk = Desk(paper(text, published="2025-08-01"))
    desk.says("9,000 soldiers", "9,000", by=MINISTRY).says("6,000", "6,000", by=MINISTRY)
    rival = Desk(paper("Mazonis said 9,000.", publisher="Post", published="2025-08-03"))
    board = ledger(
        ministry("9,000", "9,000", "2025-06-01"), desk, rival.says("9,000", "9,000", by=COLONEL)
    )
    assert steps(board) == ["first", "withdrawn", "corrected"]
    assert board.histories[0].entries[-1].words.quote == text
    first = board.rows[0]
    assert first.replaced_by == board.histories[0].entries[-1].row.id
    assert "replaced" in [one.code for one in board.verdicts]


def test_a_body_that_takes_its_claim_back_says_it_no_more():
    text = "The ministry took back its claim that 9,000 soldiers would come."
    desk = Desk(paper(text, published="2025-08-01")).says("9,000 soldiers", "9,000", by=MINISTRY)
    board = ledger(ministry("9,000", "9,000", "2025-06-01"), desk)
    assert steps(board) == ["first", "withdrawn"]
    assert [entry.stands for entry in board.histories[0].entries] == [False, False]
    assert len(board.rows) == len(board.denied) == 1


def test_who_denies_the_number_of_another_withdraws_nothing():
    denial = Modality(commitment=Commitment.REJECTS)
    desk = Desk(paper("The ministry denied 90,000.", published="2025-08-01"))
    desk.says("90,000", "90,000", by=MINISTRY, modality=denial)
    board = ledger(ministry("9,000", "9,000", "2025-06-01"), desk)
    assert steps(board) == ["first"]


# ---- what is still repeated ----------------------------------------------------------------------


def replaced(*more):
    halved = Change(Direction.CUT, factor=0.5, from_value=9_000)
    return ledger(
        ministry("9,000", "9,000", "2025-05-01", stage=Stage.ANNOUNCED),
        ministry("halved", "", "2025-06-01", text="The ministry halved it.", change=halved),
        *more,
    )


def test_outlets_that_give_a_replaced_number_later_are_listed():
    own = Desk(paper("Some 9,000 will come.", publisher="Herald", published="2025-07-01"))
    named = ministry("9,000", "9,000", "2025-07-02", publisher="Post")
    officials = replace(OFFICIALS, name="Belarusian officials", state="BY")
    unnamed = Desk(paper("9,000, officials said.", publisher="Mail", published="2025-07-03"))
    board = replaced(
        own.says("9,000", "9,000"),
        named,
        unnamed.says("9,000", "9,000", by=officials, anonymity=Anonymity.ANONYMOUS),
    )
    (found,) = board.repetitions
    assert found.outlets == ("Herald", "Mail", "Post")
    assert (found.since, len(found.origins)) == (date(2025, 6, 1), 3)


def test_rivals_and_reports_that_tell_the_change_repeat_nothing():
    rival = Desk(paper("Mazonis said 9,000.", publisher="Post", published="2025-07-03"))
    history = Desk(paper("The ministry had said 9,000, then halved it.", published="2025-07-01"))
    halved = Change(Direction.CUT, factor=0.5, from_value=9_000)
    history.says("9,000", "9,000", by=MINISTRY).says("halved", "", by=MINISTRY, change=halved)
    assert replaced(rival.says("9,000", "9,000", by=COLONEL), history).repetitions == ()


# ---- versions and correction notes ---------------------------------------------------------------


def observers(number, published, *, note=None, publisher="Courier", url=URL):
    text = f"Observers from {number} states came, Revenko said."
    report = paper(text if note is None else f"{text}\n\n{note}", url=url, publisher=publisher,
                   published=published)  # fmt: skip
    if note is not None:
        *body, last = report.blocks
        report = replace(report, blocks=(*body, Block(Zone.CORRECTION, last.start, last.end)))
    return Desk(report).says(f"{number} states", str(number), by=REVENKO, counted="states")


def noted(desk, number, *, rejected):
    outlet = Speaker(desk.report.publisher, EntityKind.PUBLISHER)
    modality = Modality(commitment=Commitment.REJECTS) if rejected else None
    start = desk.report.text.rindex(number)
    desk.says(number, number, by=outlet, counted="states", modality=modality)
    span = Span.cut(desk.report.text, start, start + len(number), Zone.CORRECTION)
    desk.figures[-1] = replace(desk.figures[-1], span=span, number=span)
    return desk


NOTE = "Correction: an earlier version said that observers from 41 states came."


def test_a_corrected_report_supersedes_and_its_old_figure_is_kept():
    first = observers(41, "2025-09-15")
    second = noted(observers(23, "2025-09-16", note=NOTE), "41", rejected=True)
    for desks in ((first, second), (second, first)):  # the correction may arrive first
        board = ledger(*desks)
        assert [row.figure.low for row in board.rows] == [23]
        (gone,) = board.superseded
        assert (gone.row.figure.low, gone.into, gone.words.quote) == (41, board.rows[0].id, NOTE)
        assert steps(board) == ["first", "corrected"]


def test_a_later_version_without_a_note_corrects_without_a_word():
    board = ledger(observers(41, "2025-09-15"), observers(23, "2025-09-16"))
    (gone,) = board.superseded
    assert (gone.into, gone.words) == (board.rows[0].id, None)
    corrected = board.histories[0].entries[-1]
    assert (corrected.step, corrected.words) == (Step.CORRECTED, None)
    assert "no word of a change" in corrected.reason


def test_a_figure_that_vanishes_from_a_report_is_withdrawn():
    second = Desk(paper("Observers came.", url=URL, publisher="Courier", published="2025-09-16"))
    board = ledger(observers(41, "2025-09-15"), second)
    assert (board.rows, len(board.superseded)) == ((), 1)
    assert steps(board) == ["first", "withdrawn"]


def test_a_note_in_another_report_takes_back_what_its_own_outlet_gave():
    note = "Correction: our report of Monday said that observers from 41 states came."
    text = f"Crossings stay closed.\n\n{note}"
    report = paper(text, publisher="Courier", published="2025-09-17", url="https://example.org/2")
    *body, last = report.blocks
    report = replace(report, blocks=(*body, Block(Zone.CORRECTION, last.start, last.end)))
    correction = noted(Desk(report), "41", rejected=True)
    elsewhere = observers(41, "2025-09-15", publisher="Herald", url="https://example.org/3")
    board = ledger(correction, observers(41, "2025-09-15"), elsewhere)
    (row,) = board.rows
    assert [one.publisher for one in row.carriers] == ["Herald"]
    assert [one.row.carriers[0].publisher for one in board.superseded] == ["Courier"]
    assert sorted(steps(board)) == ["first", "repeated", "withdrawn"]


def test_a_version_that_keeps_its_figure_supersedes_nothing():
    other = observers(41, "2025-09-16", note="Correction: a name was misspelt.")
    board = ledger(observers(41, "2025-09-15"), other)
    assert (len(board.rows), board.superseded) == (1, ())


# ---- what persons decide -------------------------------------------------------------------------


def figure_of(desk):
    return desk.figures[0].id


def test_a_rejected_figure_leaves_the_board_and_is_counted():
    desk, other = ministry("9,000", "9,000", "2025-06-01"), observers(41, "2025-09-15")
    for named in (figure_of(desk), row_id(figure_of(desk)), desk.report.id):
        board = ledger(desk, other, decisions=[decision(JudgementKind.REJECT, named)])
        assert [row.figure.low for row in board.rows] == [41]
        assert len(board.rejected) == (0 if named == desk.report.id else 1)


def test_of_two_persons_the_later_stands_and_the_other_is_shown():
    desk = ministry("9,000", "9,000", "2025-06-01")
    no = decision(JudgementKind.REJECT, figure_of(desk), by="person:anna", day=1)
    yes = decision(JudgementKind.ACCEPT, figure_of(desk), by="person:ben", day=2)
    for order in ([no, yes], [yes, no]):
        board = ledger(desk, decisions=order)
        assert (len(board.rows), board.unheeded) == (1, (no,))


def test_contradictory_judgements_on_one_loan_leave_the_later():
    placed = Desk(paper("Revenko said 6,850 in Belarus.")).says(
        "6,850", "about 6,850", by=REVENKO, place="Belarus"
    )
    bare = Desk(paper("Revenko said 6,800.", publisher="Post", published="2025-09-16")).says(
        "6,800", "6,800", by=REVENKO, assumed=("place",)
    )
    (loan,) = ledger(placed, bare).loans
    no = decision(JudgementKind.REJECT, loan.id, by="person:anna", day=1)
    yes = decision(JudgementKind.ACCEPT, loan.id, by="person:ben", day=2)
    assert ledger(placed, bare, decisions=[no]).loans == ()
    board = ledger(placed, bare, decisions=[no, yes])
    assert (board.loans, board.unheeded) == ((loan,), (no,))


def test_two_rows_judged_one_utterance_are_one():
    one = ministry("9,000", "9,000", "2025-06-01")
    other = Desk(paper("Officials said 9,000.", publisher="Post", published="2025-08-01")).says(
        "9,000", "9,000", by=OFFICIALS, anonymity=Anonymity.ANONYMOUS
    )
    assert len(ledger(one, other).rows) == 2
    same = decision(JudgementKind.SAME, figure_of(one), figure_of(other))
    (row,) = ledger(one, other, decisions=[same]).rows
    assert [carrier.publisher for carrier in row.carriers] == ["Agency", "Post"]


def test_two_numbers_judged_one_utterance_leave_the_better_rendering():
    quoted = ministry("6,800", "6,800", "2025-06-01", rendering=Rendering.ORIGINAL)
    wrong = ministry("9,100", "9,100", "2025-06-02", publisher="Post")
    same = decision(JudgementKind.SAME, figure_of(wrong), figure_of(quoted))
    board = ledger(quoted, wrong, decisions=[same])
    assert [row.figure.low for row in board.rows] == [6_800]
    assert [row.figure.low for row in board.garbled] == [9_100]


def test_one_row_judged_two_utterances_comes_apart():
    one = ministry("9,000", "9,000", "2025-06-01")
    other = ministry("9,000", "9,000", "2025-06-02", publisher="Post")
    assert len(ledger(one, other).rows) == 1
    apart = decision(JudgementKind.NOT_SAME, figure_of(one), figure_of(other))
    assert len(ledger(one, other, decisions=[apart]).rows) == 2
    again = decision(JudgementKind.SAME, figure_of(one), figure_of(other), by="person:ben", day=2)
    board = ledger(one, other, decisions=[apart, again])
    assert (len(board.rows), board.unheeded) == (1, (apart,))


def test_a_garbled_rendering_judged_another_utterance_stands_alone():
    report = paper("No fewer than 30,000 will come.\n\n“Up to 30,000 will come,” Revenko said.")
    desk = (
        Desk(report)
        .says("No fewer than 30,000", "no fewer than 30,000", by=REVENKO)
        .says("Up to 30,000", "up to 30,000", by=REVENKO, rendering=Rendering.TRANSLATED)
    )
    assert len(ledger(desk).garbled) == 1
    poor, good = (figure.id for figure in desk.figures)
    board = ledger(desk, decisions=[decision(JudgementKind.NOT_SAME, poor, good)])
    assert (len(board.rows), board.garbled) == (2, ())


def test_a_judgement_on_a_figure_that_is_gone_changes_nothing():
    desk = ministry("9,000", "9,000", "2025-06-01")
    gone = [
        decision(JudgementKind.REJECT, "fig-gone"),
        decision(JudgementKind.SAME, "fig-gone", figure_of(desk)),
        decision(JudgementKind.NOT_SAME, "fig-gone", "fig-gone-too"),
    ]
    assert ledger(desk, decisions=gone).rows == ledger(desk).rows


# ---- bad input -----------------------------------------------------------------------------------


def test_a_thousand_identical_reports_of_a_figure_are_one_row():
    text = (
        "The ministry said on Monday that 9,000 soldiers would come by rail and by road to the "
        "ranges in the east, where tents and kitchens were being put up by engineers for the "
        "weeks of the exercise, and that villages nearby had been told of noise at night."
    )
    desks = [
        ministry("9,000", "9,000", "2025-06-01", text=text, publisher=f"Outlet {n}")
        for n in range(1_000)
    ]
    (row,) = ledger(*desks).rows
    assert (len(row.carriers), len(row.utterers), len(row.outlets)) == (1_000, 1, 1_000)
    assert row.has_one_utterer


def test_the_same_report_twice_counts_once():
    desk = ministry("9,000", "9,000", "2025-06-01")
    (row,) = ledger(desk, desk).rows
    assert len(row.carriers) == 1


def test_future_and_missing_dates_stand_on_the_board_and_order_nothing_wrongly():
    future = ministry("8,000", "8,000", "2099-01-01", publisher="Post")
    undated = ministry("7,000", "7,000", None, publisher="Mail")
    past = ministry("9,000", "9,000", "2025-06-01")
    board = ledger(future, undated, past)
    assert [row.figure.low for row in board.rows] == [9_000, 8_000, 7_000]
    assert steps(board) == ["first", "moved", "moved"]
    assert not any(row.replaced_by for row in board.rows)
    as_of = build_ledger(
        [desk.item for desk in (future, undated, past)],
        activity=ZAPAD,
        world=WORLD,
        as_of=date(2025, 9, 1),
    )
    assert ([row.figure.low for row in as_of.rows], as_of.left_out) == ([9_000], 2)


def test_an_undated_version_does_not_outrank_a_dated_one():
    undated = observers(41, None)
    board = ledger(observers(23, "2025-09-16"), undated)
    assert [row.figure.low for row in board.rows] == [23]


def test_a_report_without_text_around_its_figure_has_a_history():
    report = paper("9,000", published="2025-06-01")
    desk = Desk(report).says("9,000", "9,000", by=PUTIN)
    assert steps(ledger(desk)) == ["first"]
    assert isinstance(report, Report)
    assert When() == ledger(Desk(paper("1", published=None)).says("1", "1")).rows[0].uttered
