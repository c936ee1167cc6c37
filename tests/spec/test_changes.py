"""What is new between two pictures: figures, movements, conflicts, denials, corrected reports."""

from __future__ import annotations

from board import COLONEL, LITHUANIA, MINISTRY, OFFICIALS, PUTIN, REVENKO, ZAPAD, ZELENSKY
from papers import Desk, paper

from vedette.compare.changes import Change, Kind, edit, vanished
from vedette.compare.conventions import Conventions
from vedette.compare.ledger import build_ledger
from vedette.compare.row_changes import Between, compare_ledgers
from vedette.compare.world import World
from vedette.model import Change as Moved
from vedette.model import (
    Direction,
    Judgement,
    JudgementKind,
    Modality,
    Polarity,
    Rendering,
    Stage,
)

WORLD = World(
    organisers={"Zapad": ("Russia", "Belarus")},
    states={"RU": "Russia", "BY": "Belarus", "LT": "Lithuania"},
)
NO_VERSIONS = Between({})


def board(*desks, activity=ZAPAD, **settings):
    return build_ledger(
        [desk.item for desk in desks],
        activity=activity,
        conventions=Conventions.shipped(),
        world=WORLD,
        **settings,
    )


def said(by, words, published, *, quote=None, publisher="Morning Post", url="", **what):
    quote = quote or words
    report = paper(
        f"The exercise goes on. {by.name} said {quote} soldiers were there.",
        publisher=publisher,
        published=published,
        url=url,
    )
    return Desk(report).says(quote, words, by=by, **what)


def between(old, new, context=NO_VERSIONS, **wanted) -> list[Change]:
    return compare_ledgers(board(*old), board(*new), context, world=WORLD, **wanted)


def of(changes, *kinds) -> list[str]:
    return [one.text for one in changes if one.kind in kinds]


# ---- figures -----------------------------------------------------------------------------------


def test_nothing_changes_between_a_ledger_and_itself():
    desks = [said(PUTIN, "100,000", "2025-09-16"), said(REVENKO, "6,800", "2025-09-15")]
    assert between(desks, desks) == []


def test_from_nothing_every_row_is_new_once():
    desks = [said(PUTIN, "100,000", "2025-09-16"), said(REVENKO, "6,800", "2025-09-15")]
    assert sorted(of(between([], desks), Kind.NEW_FIGURE)) == [
        "Valery Revenko: 6,800 personnel",
        "Vladimir Putin: 100,000 personnel",
    ]


def test_a_new_figure_opens_conflicts_with_what_stood_and_says_that_it_is_new():
    old = [said(MINISTRY, "about 13,000", "2025-09-12", stage=Stage.DURING)]
    new = [*old, said(PUTIN, "100,000", "2025-09-16", stage=Stage.DURING)]
    (opened,) = [one for one in between(old, new) if one.kind is Kind.OPENED]
    assert opened.reason == "new: Vladimir Putin: 100,000 personnel"
    assert not opened.soft
    assert {quoted.span.quote for quoted in opened.quotes} == {"about 13,000", "100,000"}


def test_another_report_of_one_utterance_is_a_repetition_and_no_new_figure():
    old = [said(REVENKO, "6,800", "2025-09-15")]
    new = [*old, said(REVENKO, "6,800", "2025-09-16", publisher="Evening Post")]
    (change,) = between(old, new)
    assert (change.kind, change.count) == (Kind.REPEATED, 1)
    assert change.quotes[0].publisher == "Evening Post"


def test_a_speakers_later_number_that_speaks_against_his_earlier_one_is_a_move():
    old = [said(ZELENSKY, "100,000", "2025-08-01")]
    new = [*old, said(ZELENSKY, "150,000", "2025-09-01", publisher="Evening Post")]
    found = between(old, new)
    assert of(found, Kind.RAISED) == ["Volodymyr Zelensky: 100,000 personnel → 150,000"]
    assert of(between(new[1:], [*new[1:], said(ZELENSKY, "90,000", "2025-09-20")]), Kind.CUT)


def test_a_number_inside_the_ceiling_given_before_is_no_move():
    old = [said(REVENKO, "up to 7,000", "2025-09-15")]
    new = [*old, said(REVENKO, "6,800", "2025-09-19", publisher="Evening Post")]
    found = between(old, new)
    assert of(found, Kind.RAISED, Kind.CUT) == []
    assert of(found, Kind.NEW_FIGURE) == ["Valery Revenko: 6,800 personnel"]


def test_a_cut_of_the_speakers_own_number_takes_its_place_and_closes_its_conflicts():
    cut = Moved(Direction.CUT, factor=0.5, from_value=13_000.0)
    old = [
        said(MINISTRY, "13,000", "2025-01-10", stage=Stage.ANNOUNCED),
        said(COLONEL, "30,000", "2025-02-01", publisher="Baltic Post"),
    ]
    later = said(MINISTRY, "", "2025-05-28", quote="half", change=cut, stage=Stage.ANNOUNCED)
    counted = said(COLONEL, "30,000", "2025-08-25", publisher="Baltic Post")
    found = between(old, [*old, later, counted])
    assert of(found, Kind.REPLACED) == [
        "Belarusian Ministry of Defence: 13,000 personnel → halved from 13,000"
    ]


def test_a_cut_to_a_number_is_told_once():
    cut = Moved(Direction.CUT, from_value=40_000.0, to_value=30_000.0)
    old = [said(MINISTRY, "40,000", "2025-06-01", stage=Stage.ANNOUNCED)]
    new = [*old, said(MINISTRY, "30,000", "2025-06-10", change=cut, stage=Stage.ANNOUNCED)]
    found = between(old, new)
    (change,) = [one for one in found if one.kind in {Kind.CUT, Kind.REPLACED}]
    assert change.kind is Kind.CUT
    assert change.reason == "the speaker's own later number, in place of the earlier one"


def test_a_better_rendering_changes_the_reading_and_says_so():
    old = [said(REVENKO, "about 7,000", "2025-09-15", quote="some 7,000")]
    better = said(
        REVENKO,
        "up to 7,000",
        "2025-09-15",
        publisher="Evening Post",
        rendering=Rendering.ORIGINAL,
    )
    found = between(old, [*old, better])
    (change,) = [one for one in found if one.kind is Kind.READING]
    assert "about 7,000 personnel → up to 7,000" in change.text
    assert "Evening Post" in change.reason


def test_only_the_editions_asked_for_are_listed():
    new = [
        said(PUTIN, "100,000", "2025-09-16"),
        said(OFFICIALS, "200,000", "2025-09-16", activity="Zapad-2021"),
    ]
    assert len(of(between([], new), Kind.NEW_FIGURE)) == 2
    (only,) = of(between([], new, subjects=frozenset({"Zapad-2021"})), Kind.NEW_FIGURE)
    assert "200,000" in only


def test_a_denied_number_is_a_denial_and_no_figure():
    denied = Modality(polarity=Polarity.DENIED)
    new = [said(MINISTRY, "40,000", "2025-09-16", modality=denied)]
    (change,) = between([], new)
    assert (change.kind, change.text) == (Kind.DENIED, "denied: 40,000 personnel")


# ---- corrected reports -------------------------------------------------------------------------

URL = "https://example.org/observers"


def versions():
    first = said(REVENKO, "32", "2025-09-15", url=URL, counted="states")
    second = said(REVENKO, "23", "2025-09-16", url=URL, counted="states")
    return first, second, Between({second.report.id: first.report.id})


def test_a_corrected_report_corrects_its_figure_and_closes_the_conflict():
    first, second, context = versions()
    other = said(LITHUANIA, "23", "2025-09-15", publisher="Baltic Post", counted="states")
    found = between([first, other], [second, other], context)
    assert of(found, Kind.CORRECTED) == ["Valery Revenko: 32 states → 23"]
    assert of(found, Kind.NEW_FIGURE, Kind.WITHDRAWN, Kind.RAISED, Kind.CUT) == []
    (closed,) = [one for one in found if one.kind is Kind.CLOSED]
    assert closed.reason == "a report was corrected"


def test_an_edit_that_leaves_the_figure_alone_changes_no_row():
    first = said(REVENKO, "6,800", "2025-09-15", url=URL)
    report = paper(f"{first.report.text} It rained.", publisher="Morning Post", url=URL)
    second = Desk(report).says("6,800", "6,800", by=REVENKO)
    context = Between({second.report.id: first.report.id})
    assert between([first], [second], context) == []


def test_a_figure_that_the_newer_version_drops_is_withdrawn():
    first = said(REVENKO, "6,800", "2025-09-15", url=URL)
    second = Desk(paper("The exercise goes on.", publisher="Morning Post", url=URL))
    context = Between({second.report.id: first.report.id})
    (change,) = between([first], [second], context)
    assert (change.kind, change.reason) == (Kind.WITHDRAWN, "no longer in the report")


def test_a_row_that_a_judgement_took_away_says_so():
    first = said(REVENKO, "6,800", "2025-09-15")
    (change,) = between([first], [], Between({}, frozenset({first.figures[0].id})))
    assert (change.kind, change.reason) == (Kind.WITHDRAWN, "a person's judgement")


def test_a_conflict_that_a_judgement_opened_says_so():
    desks = [
        said(REVENKO, "6,800", "2025-09-15", place="Belarus"),
        said(REVENKO, "6,800", "2025-09-16", publisher="Evening Post", assumed=("place",)),
        said(PUTIN, "100,000", "2025-09-16", publisher="Gazette"),
    ]
    before = board(*desks)
    (loan,) = before.loans
    rejection = Judgement("jdg-1", JudgementKind.REJECT, loan.id, None, "person:desk", "two things")
    after = board(*desks, decisions=[rejection])
    between_ = Between({}, frozenset({loan.id}))
    found = compare_ledgers(before, after, between_, world=WORLD)
    (opened,) = [one for one in found if one.kind is Kind.OPENED]
    assert (opened.reason, opened.soft) == ("a person's judgement", True)
    (closed,) = [
        one
        for one in compare_ledgers(after, before, between_, world=WORLD)
        if one.kind is Kind.CLOSED
    ]
    assert closed.reason.startswith("part of: ")


def test_the_versions_of_a_report_are_laid_side_by_side():
    first, second, _ = versions()
    found = edit(first.item, second.item)
    ((before, after),) = found.changed
    assert (before.span.quote, after.span.quote) == ("32", "23")
    assert (found.dropped, found.added) == ((), ())


def test_a_number_that_moved_to_another_class_has_no_counterpart():
    first = said(REVENKO, "32", "2025-09-15", url=URL, counted="states")
    second = said(REVENKO, "23", "2025-09-16", url=URL, counted="tanks")
    found = edit(first.item, second.item)
    assert found.changed == ()
    assert [one.span.quote for one in found.dropped] == ["32"]
    assert [one.span.quote for one in found.added] == ["23"]


def test_what_still_stands_in_the_newer_version_has_not_vanished():
    first = said(REVENKO, "6,800", "2025-09-15", url=URL)
    assert vanished(first.item, first.item) == []
