"""Who said it first and what carries it; the editions side by side; what nobody has given."""

from __future__ import annotations

from dataclasses import replace

import pytest
from board import ANALYSTS, COLONEL, LITHUANIA, MINISTRY, OFFICIALS, PUTIN, REVENKO, ZAPAD
from papers import Desk, paper

from vedette.compare.conventions import Conventions
from vedette.compare.editions import Column, column_of, lay_side_by_side, year_of
from vedette.compare.first import Asked, Part, first_number, first_words
from vedette.compare.gaps import Status, find_gaps
from vedette.compare.ledger import build_ledger
from vedette.compare.world import World
from vedette.data.codebook import Expectation
from vedette.model import (
    Activity,
    Anonymity,
    Basis,
    Bound,
    EntityKind,
    Mention,
    Modality,
    Participant,
    Polarity,
    Ref,
    Rendering,
    Span,
    Stage,
)

WORLD = World(
    organisers={"Zapad": ("Russia", "Belarus")},
    states={"RU": "Russia", "BY": "Belarus", "LT": "Lithuania"},
)
ANY_30 = Asked(30_000, 30_000)
LONG = " ".join(f"word{n} of the report on the exercise that goes on" for n in range(12))


def board(*desks, activity=ZAPAD):
    return build_ledger(
        [desk.item for desk in desks],
        activity=activity,
        conventions=Conventions.shipped(),
        world=WORLD,
    )


def said(by, words, published, *, publisher="Morning Post", text="", **what):
    name = by.name if by else "It is known that"
    report = paper(
        f"{text}{name} said {words} soldiers come.", publisher=publisher, published=published
    )
    return Desk(report).says(words, words, by=by, **what)


# ---- first -------------------------------------------------------------------------------------


def parts(found):
    return [(one.part, one.name) for one in found.tellings]


def test_the_earliest_utterance_is_first_and_others_follow_in_time():
    found = first_number(
        board(
            said(REVENKO, "30,000", "2025-09-01"),
            said(LITHUANIA, "up to 30,000", "2025-08-22", publisher="Baltic Post"),
            said(LITHUANIA, "up to 30,000", "2025-09-20", publisher="Evening Post"),
            said(PUTIN, "100,000", "2025-08-01"),
        ),
        ANY_30,
        value="30,000",
    )
    assert parts(found) == [
        (Part.FIRST, "Lithuanian intelligence"),
        (Part.OTHER, "Valery Revenko"),
        (Part.AGAIN, "Lithuanian intelligence"),
    ]


def test_a_bound_asked_for_must_be_the_bound_given():
    ledger = board(
        said(REVENKO, "30,000", "2025-09-01"),
        said(LITHUANIA, "up to 30,000", "2025-08-22", publisher="Baltic Post"),
    )
    asked = Asked(30_000, 30_000, Bound.EXACT)
    assert [one.name for one in first_number(ledger, asked, value="30,000").tellings] == [
        "Valery Revenko"
    ]


def test_a_reprint_stands_below_its_origin():
    copy = {"text": f"{LONG}. "}
    found = first_number(
        board(
            said(LITHUANIA, "30,000", "2025-08-22", publisher="Wire", **copy),
            said(LITHUANIA, "30,000", "2025-08-23", publisher="Reprinter", **copy),
            said(LITHUANIA, "30,000", "2025-08-23", publisher="Independent"),
        ),
        ANY_30,
        value="30,000",
    )
    (telling,) = found.tellings
    tree = {
        one.quoted.publisher: [r.quoted.publisher for r in one.reprints] for one in telling.carriers
    }
    assert tree == {"Wire": ["Reprinter"], "Independent": []}


def test_an_outlet_that_repeats_the_number_in_its_own_voice_is_a_relay():
    found = first_number(
        board(
            said(LITHUANIA, "30,000", "2025-08-22"),
            said(None, "30,000", "2025-09-10", publisher="Gazette"),
        ),
        ANY_30,
        value="30,000",
    )
    assert parts(found)[1] == (Part.RELAY, "Gazette, own voice")


def test_what_has_no_date_could_be_earlier_and_is_never_first():
    found = first_number(
        board(
            said(LITHUANIA, "30,000", "2025-08-22"),
            said(REVENKO, "30,000", None, publisher="Evening Post"),
        ),
        ANY_30,
        value="30,000",
    )
    assert parts(found) == [(Part.FIRST, "Lithuanian intelligence")]
    assert [one.name for one in found.undated] == ["Valery Revenko"]


def test_of_two_on_one_day_neither_is_surely_first():
    found = first_number(
        board(
            said(LITHUANIA, "30,000", "2025-08-22", publisher="Baltic Post"),
            said(REVENKO, "30,000", "2025-08-22", publisher="Evening Post", uttered="2025-08-22"),
        ),
        ANY_30,
        value="30,000",
    )
    assert [(one.name, one.unsure) for one in found.tellings] == [
        ("Valery Revenko", False),
        ("Lithuanian intelligence", True),
    ]


def test_a_garbled_rendering_is_shown_as_one_and_is_not_first():
    report = paper(
        "Intelligence expects no fewer than 30,000 soldiers.\n\n“Up to 30,000 come,” Mazonis said."
    )
    desk = (
        Desk(report)
        .says("no fewer than 30,000", "no fewer than 30,000", by=COLONEL)
        .says("Up to 30,000", "up to 30,000", by=COLONEL, rendering=Rendering.TRANSLATED)
    )
    found = first_number(board(desk), ANY_30, value="30,000")
    assert {part for part, _ in parts(found)} == {Part.FIRST, Part.GARBLED}
    assert found.first is not None
    assert found.first.text.startswith("up to 30,000")


def named(text, word, published, *, by=None, publisher="Morning Post", ref=None):
    report = paper(text, publisher=publisher, published=published)
    desk = Desk(report)
    start = text.index(word)
    span = Span.cut(text, start, start + len(word))
    if by is not None:
        desk.says(text, "1", by=by)
        desk.figures.clear()
    its, analysis = desk.item
    mention = Mention(span, Ref(EntityKind.EQUIPMENT, ref or word))
    return its, type(analysis)(its.id, attributions=analysis.attributions, mentions=(mention,))


def test_a_word_is_first_where_it_was_first_said_however_it_is_spelt():
    items = [
        named("Later the Granit was shown.", "Granit", "2025-09-10", publisher="Evening Post"),
        named("The Granite will be shown", "Granite", "2025-08-13", by=REVENKO, ref="Granit"),
        named("Nothing was shown but tanks.", "tanks", "2025-08-01", publisher="Gazette"),
    ]
    found = first_words(items, "granit", subject=ZAPAD)
    assert parts(found) == [(Part.FIRST, "Valery Revenko"), (Part.OTHER, "Evening Post, own voice")]
    assert found.first is not None
    assert found.first.text == "The Granite will be shown"


def test_a_word_inside_another_word_is_not_that_word():
    items = [named("The Granite was shown.", "shown", "2025-09-10")]
    assert first_words(items, "granit", subject=ZAPAD).tellings == ()


# ---- editions ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("speaker", "what", "column"),
    [
        (MINISTRY, {"stage": Stage.ANNOUNCED}, Column.ANNOUNCED),
        (MINISTRY, {"basis": Basis.NOTIFIED}, Column.ANNOUNCED),
        (MINISTRY, {"stage": Stage.FORECAST}, Column.ANNOUNCED),
        (LITHUANIA, {"stage": Stage.FORECAST}, Column.ESTIMATED),
        (LITHUANIA, {"basis": Basis.ESTIMATED, "stage": Stage.AFTER}, Column.ESTIMATED),
        (PUTIN, {"stage": Stage.DURING}, Column.DURING),
        (PUTIN, {}, Column.DURING),
        (PUTIN, {"stage": Stage.AFTER}, Column.OUTCOME),
    ],
)
def test_a_number_stands_under_the_column_of_its_stage(speaker, what, column):
    (row,) = board(said(speaker, "30,000", "2025-09-01", **what)).rows
    assert column_of(row, WORLD) is column


def test_editions_stand_side_by_side_the_oldest_first_and_blank_where_nothing_is_said():
    ledger = board(
        said(PUTIN, "100,000", "2025-09-16", stage=Stage.DURING),
        said(MINISTRY, "12,700", "2025-09-17", activity="Zapad-2017", stage=Stage.ANNOUNCED),
    )
    found = lay_side_by_side(ledger, ["Zapad-99"], series="Zapad", counted="personnel", world=WORLD)
    assert [one.name for one in found.editions] == ["Zapad-99", "Zapad-2017", "Zapad-2025"]
    assert [one.is_empty for one in found.editions] == [True, False, False]
    cells = dict(found.editions[1].cells)
    assert [row.figure.low for row in cells[Column.ANNOUNCED]] == [12_700]
    assert cells[Column.DURING] == ()


def test_years_of_two_digits_are_told():
    names = ["Zapad-2025", "Zapad-81", "Zapad-99", "Iron Defender-25", "Zapad"]
    assert sorted(names, key=year_of) == [
        "Zapad",
        "Zapad-81",
        "Zapad-99",
        "Iron Defender-25",
        "Zapad-2025",
    ]


# ---- gaps --------------------------------------------------------------------------------------

TOTAL = Expectation("personnel in total", counted=frozenset({"personnel"}))


def status(*desks, asked=TOTAL, items=()):
    ledger = board(*desks)
    every = [*(desk.item for desk in desks), *items]
    (found,) = find_gaps(ledger, every, [asked], kind="exercise", world=WORLD).expected
    return found.status


def test_what_nobody_gives_is_a_gap():
    assert status() is Status.NOBODY
    assert status(said(REVENKO, "6,800", "2025-09-01", place="Belarus")) is Status.NOBODY


def test_a_number_for_a_part_answers_the_question_for_the_part():
    by_place = Expectation("by place", counted=frozenset({"personnel"}), by="place")
    desk = said(REVENKO, "6,800", "2025-09-01", place="Belarus")
    assert status(desk, asked=by_place) is Status.ONE


def test_two_bodies_give_it_one_body_with_two_persons_is_one():
    one = said(REVENKO, "6,800", "2025-09-01")
    assert status(one) is Status.ONE
    assert status(one, said(MINISTRY, "6,900", "2025-09-02")) is Status.ONE
    assert status(one, said(PUTIN, "6,800", "2025-09-02", publisher="Gazette")) is Status.GIVEN


def test_unnamed_speakers_and_outlets_alone_are_told_apart():
    nobody = said(OFFICIALS, "6,800", "2025-09-01", anonymity=Anonymity.ANONYMOUS)
    assert status(nobody) is Status.UNNAMED
    assert status(said(None, "6,800", "2025-09-01")) is Status.OUTLETS


def test_numbers_that_all_contradict_each_other_are_disputed():
    desks = [
        said(PUTIN, "100,000", "2025-09-16", stage=Stage.DURING),
        said(MINISTRY, "13,000", "2025-09-12", stage=Stage.DURING),
    ]
    assert status(*desks) is Status.DISPUTED


def test_a_participant_in_a_role_answers():
    who = Expectation("who takes part", roles=frozenset({"participant"}))
    report = paper("Granite-land takes part in Zapad-2025.")
    span = Span.cut(report.text, 27, 37)
    taking_part = Participant("participant", Ref(EntityKind.STATE, "Granite-land"))
    activity = Activity("act-1", "exercise", span, ZAPAD, participants=(taking_part,))
    its, analysis = Desk(report).item
    item = (its, type(analysis)(its.id, activities=(activity,)))
    assert status(asked=who, items=[item]) is Status.OUTLETS


def test_what_would_have_to_be_asked_is_counted():
    desks = [
        said(REVENKO, "6,800", "2025-09-01", assumed=("place",)),
        said(ANALYSTS, "9,000", None, publisher="Gazette", anonymity=Anonymity.ANONYMOUS),
    ]
    found = find_gaps(board(*desks), [d.item for d in desks], [TOTAL], kind="exercise", world=WORLD)
    counts = {one.what: one.count for one in found.open}
    assert counts["numbers that do not say where"] == 1
    assert counts["numbers without any date"] == 1
    assert counts["numbers from speakers whom nobody names"] == 1


def border(text, word, *, published="2025-09-12", publisher="Morning Post", **modality):
    report = paper(text, publisher=publisher, published=published)
    span = Span.cut(report.text, text.index(word), text.index(word) + len(word))
    state = Participant("actor", Ref(EntityKind.STATE, "Granite-land"))
    activity = Activity(
        "act-1", "border measure", span, participants=(state,), modality=Modality(**modality)
    )
    desk = Desk(report).says("Six", "6", counted="border crossings", activity=None)
    its, analysis = desk.item
    return its, replace(analysis, activities=(activity,))


CROSSINGS = Expectation("which crossings", counted=frozenset({"border crossings"}))
WHO = Expectation("who ordered it", roles=frozenset({"actor"}))


@pytest.mark.parametrize(
    ("text", "crossings"),
    [
        ("Granite-land closed the border. Six crossings are shut.", Status.NOBODY),
        ("Six crossings were closed by Granite-land.", Status.OUTLETS),
    ],
)
def test_of_a_type_what_stands_in_one_sentence_with_it_answers(text, crossings):
    items = [border(text, "closed")]
    found = find_gaps(None, items, [CROSSINGS, WHO], kind="border measure", world=WORLD)
    assert (found.activity, found.reports) == (None, 1)
    assert [one.status for one in found.expected] == [crossings, Status.OUTLETS]


def test_what_is_denied_answers_nothing():
    items = [border("Six were never closed.", "closed", polarity=Polarity.DENIED)]
    found = find_gaps(None, items, [CROSSINGS, WHO], kind="border measure", world=WORLD)
    assert [one.status for one in found.expected] == [Status.NOBODY, Status.NOBODY]
