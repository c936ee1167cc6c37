"""Who is who across reports: the board follows judgements, and a judgement can be taken back."""

from __future__ import annotations

from datetime import UTC, datetime

from board import ZAPAD
from papers import Desk, paper

from vedette.compare.conventions import Conventions
from vedette.compare.ledger import build_ledger
from vedette.compare.world import World
from vedette.model import EntityKind, Judgement, JudgementKind, Speaker

PERSON = EntityKind.PERSON
SAME, NOT_SAME = JudgementKind.SAME, JudgementKind.NOT_SAME
ORLOV = Speaker("Ivan Orlov", PERSON, id="person/local-1", state="BY")
ORLOW = Speaker("Iwan Orlow", PERSON, id="person/local-2", state="BY")
KNOWN = Speaker("Ivan Orlov", PERSON, id="person/orlov", state="BY")


def desk(outlet: str, day: int, by: Speaker, words: str = "about 7,000") -> Desk:
    report = paper(
        f"{words} soldiers will come, {by.name} told {outlet}.",
        publisher=outlet,
        published=f"2025-09-{day:02}",
    )
    return Desk(report).says(words, words, by=by, activity=ZAPAD)


def judged(kind: JudgementKind, a: str, b: str, by: str = "person:mira") -> Judgement:
    return Judgement(
        id=Judgement.make_id(kind, a=a, b=b, by=by, code="names", value=None),
        kind=kind,
        a=a,
        b=b,
        by=by,
        reason="because",
        made_at=datetime(2025, 10, 1, tzinfo=UTC),
    )


def board(desks: list[Desk], *decisions: Judgement):
    return build_ledger(
        [one.item for one in desks],
        activity=ZAPAD,
        conventions=Conventions.shipped(),
        world=World(),
        decisions=decisions,
    )


def test_two_spellings_are_two_speakers_until_somebody_joins_them():
    desks = [desk("Wire", 10, ORLOV), desk("Post", 11, ORLOW)]
    assert [len(row.utterers) for row in board(desks).rows] == [2, 2]
    joined = board(desks, judged(SAME, "person/local-1", "person/local-2"))
    assert [len(row.utterers) for row in joined.rows] == [1]
    assert len(joined.rows[0].carriers) == 2


def test_a_rules_judgement_joins_too_and_a_person_parts_again():
    desks = [desk("Wire", 10, ORLOV), desk("Post", 11, ORLOW)]
    rule = judged(SAME, "person/local-1", "person/local-2", by="rule:names@1")
    assert len(board(desks, rule).rows) == 1
    assert len(board(desks, rule, judged(NOT_SAME, "person/local-1", "person/local-2")).rows) == 2


def test_one_known_name_comes_apart_in_the_report_that_means_somebody_else():
    desks = [desk("Wire", 10, KNOWN), desk("Post", 11, KNOWN)]
    assert len(board(desks).rows) == 1
    other = f"person/orlov@{desks[1].report.id}"
    parted = board(desks, judged(NOT_SAME, "person/orlov", other))
    assert [row.speaker.id for row in parted.rows] == ["person/orlov", other]
    assert [len(row.utterers) for row in parted.rows] == [2, 2]


def test_who_came_apart_no_longer_replaces_the_other_ones_number():
    first, later = desk("Wire", 1, KNOWN), desk("Post", 20, KNOWN, "about 9,000")
    other = f"person/orlov@{later.report.id}"
    one = board([first, later])
    two = board([first, later], judged(NOT_SAME, "person/orlov", other))
    assert {v.code for v in one.verdicts} == {"against himself"} != {v.code for v in two.verdicts}


def test_the_words_of_the_report_stay():
    desks = [desk("Wire", 10, KNOWN), desk("Post", 11, ORLOW)]
    joined = board(desks, judged(SAME, "person/orlov", "person/local-2"))
    (row,) = joined.rows
    assert row.speaker.name == "Ivan Orlov"
    assert {carrier.span.quote for carrier in row.carriers} == {"about 7,000"}
