"""What reports tell beside numbers: named, shown, fired and deployed are four things."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from vedette.model import (
    Activity,
    Analysis,
    Block,
    Claim,
    EntityKind,
    Participant,
    Ref,
    Report,
    Span,
    Value,
    ValueKind,
    When,
    Zone,
)
from vedette.run.about import Told, about
from vedette.store.store import open_store

DRILL = "Granite-2025"
TEXT = (
    "Granite-2025 began. Television showed the Falcon. Ships fired the Falcon. "
    "The Falcon was placed in the north. Westmark closed its border. Northland opened a gate."
)


def _span(report: Report, words: str) -> Span:
    start = report.text.index(words)
    return Span.cut(report.text, start, start + len(words))


def _item(day: int, publisher: str = "Courier") -> tuple[Report, Analysis]:
    text = f"{TEXT} Edition {day}."
    report = Report(
        Report.make_id(publisher, "", text), text, (Block(Zone.BODY, 0, len(text)),), "",
        publisher, When.on(date(2025, 9, day)),
    )  # fmt: skip
    claims = []
    for predicate, words in [
        ("mentioned", "Granite-2025 began."),
        ("shows", "Television showed the Falcon."),
        ("fires", "Ships fired the Falcon."),
        ("deploys", "The Falcon was placed in the north."),
        ("deployment", "The Falcon was placed in the north."),
    ]:
        span, ref = _span(report, words), Ref(EntityKind.EQUIPMENT, "Falcon")
        value = Value(ValueKind.TEXT, words)
        own = Claim.make_id(report.id, subject=ref, predicate=predicate, value=value, evidence=span)
        claims.append(Claim(own, report.id, ref, predicate, value, span))
    return report, Analysis(
        report.id, claims=tuple(claims), activities=tuple(_activities(report)), stages=("hand@1",)
    )


def _activities(report: Report) -> list[Activity]:
    found = []
    for kind, words, name, who in [
        ("exercise", "Granite-2025", DRILL, "Northland"),
        ("border measure", "closed", None, "Westmark"),
    ]:
        span = _span(report, words)
        own = Activity.make_id(kind, name=name, report_id=report.id, span=span)
        party = Participant("organiser", Ref(EntityKind.STATE, who))
        found.append(Activity(own, kind, span, name, (party,)))
    return found


@pytest.fixture
def found(tmp_path):
    items = [_item(10), _item(12), _item(14, "Herald")]
    with open_store(str(tmp_path / "about.db")) as store:
        store.add(items, ingested_at=datetime(2025, 10, 1, tzinfo=UTC))
        with store.view() as view:
            yield about(view, DRILL)


def test_each_way_of_telling_of_a_weapon_has_a_column_of_its_own(found):
    (falcon,) = found.equipment
    assert {told: one.total for told, one in falcon.told.items()} == {
        Told.NAMED: 3, Told.SHOWN: 3, Told.DEPLOYED: 3, Told.FIRED: 3,
    }  # fmt: skip
    shown = falcon.told[Told.SHOWN].tellings[0]
    assert shown.span.quote == "Television showed the Falcon."
    assert shown.own_voice


def test_two_predicates_on_the_same_words_are_one_telling(found):
    assert found.equipment[0].told[Told.DEPLOYED].total == 3


def test_who_takes_part_stands_with_its_sentence(found):
    (party,) = found.parties
    assert (party.role, party.name) == ("organiser", "Northland")
    assert party.said.total == 3
    assert party.said.tellings[0].span.quote == "Granite-2025 began."


def test_measures_by_others_carry_the_sentence_that_tells_them(found):
    assert {one.who for one in found.measures} == {("Westmark",)}
    assert found.measures[0].telling.span.quote == "Westmark closed its border."


def test_publishers_are_counted_with_their_first_and_last_day(found):
    courier, herald = found.sources
    assert (courier.publisher.name, courier.reports) == ("Courier", 2)
    assert (courier.first, courier.last) == (date(2025, 9, 10), date(2025, 9, 12))
    assert herald.reports == 1
    assert (found.reports, found.first, found.last) == (3, date(2025, 9, 10), date(2025, 9, 14))
