"""One activity under two names: proposed by spelling, decided by persons, undone by persons."""

from __future__ import annotations

from datetime import UTC, datetime

from papers import Desk, paper

from vedette.compare.aliases import CODE, Aliases, aliases_of, propose
from vedette.compare.conventions import Conventions
from vedette.compare.ledger import build_ledger
from vedette.model import EntityKind, Judgement, JudgementKind, Speaker

SAME, NOT_SAME = JudgementKind.SAME, JudgementKind.NOT_SAME
STAFF = Speaker(name="General Staff", kind=EntityKind.ORGANISATION, state="PL")


def decision(kind: JudgementKind, a: str, b: str, day: int = 1, who: str = "mira") -> Judgement:
    by = f"person:{who}"
    own = Judgement.make_id(kind, a=a, b=b, by=by, code=CODE, value=None)
    at = datetime(2025, 10, day, tzinfo=UTC)
    return Judgement(own, kind, a, b, by, "because", code=CODE, made_at=at)


def proposed(*activities: tuple[str, str, int]) -> list[tuple[str, str]]:
    return [(one.a, one.b or "") for one in propose(activities)]


def test_two_spellings_of_one_year_and_type_are_proposed_with_score_and_evidence():
    (one,) = propose([("Iron Wolf 2025", "exercise", 4), ("Iron-Wolf-25", "exercise", 1)])
    assert {one.a, one.b} == {"Iron Wolf 2025", "Iron-Wolf-25"}
    assert one.kind is JudgementKind.UNSURE
    assert one.score == 1.0
    assert "reports: 4 and 1" in one.evidence


def test_two_editions_are_never_proposed_to_be_one():
    assert proposed(("Iron Wolf 2025", "exercise", 4), ("Iron Wolf 2024", "exercise", 9)) == []
    assert proposed(("Iron Wolf 2025", "exercise", 4), ("Iron Wolf", "exercise", 9)) == []


def test_two_types_or_two_words_are_not_proposed():
    assert proposed(("Iron Wolf", "exercise", 4), ("Iron Wolf", "deployment", 1)) == []
    assert proposed(("Iron Wolf", "exercise", 4), ("Stone Bear", "exercise", 1)) == []


def test_the_last_decision_on_two_names_stands():
    same, apart = decision(SAME, "A", "B"), decision(NOT_SAME, "A", "B", day=2, who="berta")
    assert aliases_of([same]).root_of("B") == "A"
    assert aliases_of([same, apart]).root_of("B") == "B"
    assert aliases_of([apart, same]).root_of("B") == "B"  # whatever the order they come in


def test_three_names_are_one_by_two_decisions_and_the_catalogue_gives_the_name():
    found = aliases_of(
        [decision(SAME, "West-2025", "Zapad-2025"), decision(SAME, "A", "West-2025")]
    )
    assert {found.root_of(each) for each in ("A", "West-2025", "Zapad-2025")} == {"Zapad-2025"}
    assert found.all_of("A") == {"A", "West-2025", "Zapad-2025"}
    assert Aliases().root_of("A") == "A"


def test_figures_under_both_names_stand_on_one_board_and_conflict():
    desks = [
        Desk(paper("The staff said 500 soldiers came.", publisher="Post", published="2025-09-10")),
        Desk(
            paper("The staff said 9,000 soldiers came.", publisher="Sheet", published="2025-09-11")
        ),
    ]
    desks[0].says("500", "500", by=STAFF, activity="Iron Wolf 2025")
    desks[1].says("9,000", "9,000", by=STAFF, activity="Iron-Wolf-25")
    items = [desk.item for desk in desks]
    rules = Conventions.shipped()
    alone = build_ledger(items, activity="Iron Wolf 2025", conventions=rules)
    assert len(alone.rows) == 1
    same = decision(SAME, "Iron Wolf 2025", "Iron-Wolf-25")
    for name in ("Iron Wolf 2025", "Iron-Wolf-25"):
        board = build_ledger(items, activity=name, conventions=rules, decisions=[same])
        assert board.activity == "Iron Wolf 2025"
        assert len(board.rows) == 2
        assert [str(one.verdict) for one in board.verdicts] == ["conflict"]
