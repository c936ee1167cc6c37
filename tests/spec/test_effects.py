"""What a decision would do, told before it is made: rows, conflicts, corroboration, loans."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from board import COLONEL, PUTIN, REVENKO, ZAPAD
from papers import Desk, paper

from vedette.compare.conventions import Conventions
from vedette.compare.decided import row_id
from vedette.compare.ledger import build_ledger
from vedette.compare.world import World
from vedette.model import Judgement, JudgementKind, Ledger
from vedette.run.review.differ import Part, differ
from vedette.run.review.items import Ground
from vedette.run.review.queue import of_board

WORLD = World(
    organisers={"Zapad": ("Russia", "Belarus")},
    states={"RU": "Russia", "BY": "Belarus", "LT": "Lithuania"},
)


def board(*desks: Desk, decisions: tuple[Judgement, ...] = ()) -> Ledger:
    return build_ledger(
        [desk.item for desk in desks],
        activity=ZAPAD,
        conventions=Conventions.shipped(),
        world=WORLD,
        decisions=decisions,
    )


def says(publisher: str, day: int, who, words: str, number: str, **what: object) -> Desk:
    report = paper(
        f"{who.name} said {words} soldiers were there.",
        publisher=publisher,
        published=f"2025-09-{day:02}",
    )
    return Desk(report).says(words, number, by=who, **what)


def decision(kind: JudgementKind, a: str, b: str | None = None, code: str = "") -> Judgement:
    own = Judgement.make_id(kind, a=a, b=b, by="person:mira", code=code, value=None)
    at = datetime(2025, 10, 1, tzinfo=UTC)
    return Judgement(own, kind, a, b, "person:mira", "because", code=code, made_at=at)


def told(before: Ledger, after: Ledger) -> dict[Part, list[str]]:
    found: dict[Part, list[str]] = {}
    for change in differ(before, after):
        found.setdefault(change.part, []).append(change.words)
    return found


PRESIDENT = ("Morning Post", 16, PUTIN, "100,000", "100,000")
SPOKESMAN = ("Evening Post", 12, REVENKO, "6,800", "6,800")


def test_a_board_that_stays_as_it_is_tells_nothing():
    desks = says(*PRESIDENT), says(*SPOKESMAN)
    assert differ(board(*desks), board(*desks)) == ()


def test_rejecting_a_figure_takes_its_row_and_its_conflicts():
    desks = says(*PRESIDENT), says(*SPOKESMAN)
    before = board(*desks)
    figure = next(row.figure.id for row in before.rows if row.speaker == REVENKO)
    after = board(*desks, decisions=(decision(JudgementKind.REJECT, figure),))
    changes = told(before, after)
    assert changes[Part.ROWS] == [
        f"1 row leaves the board of {ZAPAD}: = 6,800 personnel (Valery Revenko)"
    ]
    (line,) = changes[Part.CONFLICTS]
    assert line.startswith("1 conflict disappears: ")
    assert "= 100,000 personnel (Vladimir Putin)" in line
    assert "= 6,800 personnel (Valery Revenko)" in line


def test_rejecting_the_first_of_two_carriers_leaves_the_row_with_the_other():
    desks = (
        says("Morning Post", 12, REVENKO, "6,800", "6,800"),
        says("Evening Post", 13, REVENKO, "6,800", "6,800"),
    )
    before = board(*desks)
    (row,) = before.rows
    after = board(*desks, decisions=(decision(JudgementKind.REJECT, row.carriers[0].figure_id),))
    changes = told(before, after)
    assert "stays on the board" in changes[Part.ROWS][0]
    assert changes[Part.CORROBORATION] == [
        "corroboration of = 6,800 personnel goes: texts from 2 to 1, outlets from 2 to 1"
    ]
    assert Part.CONFLICTS not in changes


def test_corroboration_falls_when_one_of_two_speakers_is_rejected():
    desks = (
        says("Morning Post", 12, REVENKO, "6,800", "6,800"),
        says("Evening Post", 13, COLONEL, "6,800", "6,800"),
    )
    before = board(*desks)
    colonel = next(row.figure.id for row in before.rows if row.speaker == COLONEL)
    changes = told(before, board(*desks, decisions=(decision(JudgementKind.REJECT, colonel),)))
    (line,) = changes[Part.CORROBORATION]
    assert line.startswith("corroboration of = 6,800 personnel goes: ")
    assert line.endswith("speakers from 2 to 1, texts from 2 to 1, outlets from 2 to 1")


def test_a_loan_that_is_rejected_makes_the_place_the_whole_again():
    desks = (
        says("Agency", 15, REVENKO, "about 6,850", "about 6,850", place="Belarus"),
        says("Broadcaster", 16, REVENKO, "6,800", "6,800", assumed=("place",)),
    )
    before = board(*desks)
    (loan,) = before.loans
    changes = told(before, board(*desks, decisions=(decision(JudgementKind.REJECT, loan.id),)))
    (scope,) = changes[Part.SCOPE]
    assert scope.startswith("= 6,800 personnel in Belarus (Valery Revenko): place")
    assert scope.endswith("“Belarus” (borrowed) becomes “the whole” (assumed)")


def test_splitting_two_carriers_makes_two_rows():
    desks = (
        says("Morning Post", 12, REVENKO, "6,800", "6,800"),
        says("Evening Post", 13, REVENKO, "6,800", "6,800"),
    )
    before = board(*desks)
    (row,) = before.rows
    one, two = (each.figure_id for each in row.carriers)
    apart = decision(JudgementKind.NOT_SAME, one, two, "utterance")
    changes = told(before, board(*desks, decisions=(apart,)))
    assert changes[Part.ROWS] == [
        f"1 row comes onto the board of {ZAPAD}: = 6,800 personnel (Valery Revenko)"
    ]


# ---- the queue ---------------------------------------------------------------------------------


def queued(*desks: Desk) -> dict[str, frozenset[Ground]]:
    return {item.title: item.grounds for item in of_board(board(*desks))}


def test_a_figure_waits_because_of_its_conflicts_and_says_with_whom():
    items = [*of_board(board(says(*PRESIDENT), says(*SPOKESMAN)))]
    spokesman = next(item for item in items if "Revenko" in item.title)
    assert Ground.CONFLICT in spokesman.grounds
    rivals = {figure for reason in spokesman.reasons for figure, _ in reason.rivals}
    assert rivals == {item.id for item in items if "Putin" in item.title}


def test_what_many_outlets_carry_waits_before_what_one_carries():
    many = [says(f"Post {n}", 12, REVENKO, "6,800", "6,800") for n in range(5)]
    items = [*of_board(board(*many, says("Sheet", 12, COLONEL, "7,000", "about 7,000")))]
    by_title = {item.title: item for item in items}
    widely = next(item for title, item in by_title.items() if "Revenko" in title)
    assert Ground.CARRIERS in widely.grounds
    assert len(widely.group) == 5
    assert widely.weight == max(item.weight for item in items)


def test_scope_that_is_assumed_is_a_reason_to_look():
    items = queued(says("Post", 12, REVENKO, "6,800", "6,800", assumed=("place",)))
    assert [grounds >= {Ground.ASSUMED} for grounds in items.values()] == [True]


def test_a_row_is_decided_on_by_its_reading():
    (row,) = board(says(*SPOKESMAN)).rows
    (item,) = of_board(board(says(*SPOKESMAN)))
    assert item.id == row.figure.id
    assert row_id(item.id) == row.id
    assert replace(item, reasons=()).weight == 0
