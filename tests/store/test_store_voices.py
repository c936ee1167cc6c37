"""Whose words are chosen: by name, by node, with and without what single reports say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from store_samples import NOON, pair

from vedette.model import Speaker
from vedette.store.store import Store
from vedette.store.voices import Voices

ORLOV, ORLOW = "person/orlov", "person/local-2"


def spoken(text: str, own: str | None = None, **head: int) -> tuple:
    report, analysis = pair(text, **head)
    (one,) = analysis.attributions
    speaker = Speaker(one.speaker.name, one.speaker.kind, id=own, body="Defence Staff")
    said = (replace(one, speaker=speaker),)
    return report, replace(analysis, attributions=said)


@pytest.fixture
def reports(store: Store) -> list[str]:
    batch = [
        spoken("Orlov said 500 came.", ORLOV, day=5),
        spoken("Orlov said 700 came.", ORLOV, day=6),
        spoken("Orlow said 900 came.", ORLOW, day=7),
        spoken("Orlov said 40 left.", None, day=8),
    ]
    store.add(batch, ingested_at=NOON)
    return [report.id for report, _ in batch]


def heard(store: Store, voices: Voices | str) -> list[str]:
    with store.view() as view:
        return [report.id for report, _, _ in view.claims(speaker=voices)]


def test_a_name_alone_is_everybody_called_so(store: Store, reports: list[str]) -> None:
    first, second, _, fourth = reports
    assert heard(store, Voices("orlov")) == [first, second, fourth]
    assert heard(store, "Orlov") == [first, second, fourth]


def test_a_node_adds_who_is_called_otherwise(store: Store, reports: list[str]) -> None:
    assert heard(store, Voices("Orlov", whole=frozenset({ORLOW}))) == reports


def test_a_node_without_an_id_is_told_by_its_name(store: Store, reports: list[str]) -> None:
    assert heard(store, Voices("", whole=frozenset({"orlov|RU"}))) == reports[3:]


def test_what_one_report_says_can_be_left_out(store: Store, reports: list[str]) -> None:
    first, second, _, fourth = reports
    voices = Voices("Orlov", but_not=frozenset({(ORLOV, second)}))
    assert heard(store, voices) == [first, fourth]


def test_what_one_report_says_can_be_all(store: Store, reports: list[str]) -> None:
    second = reports[1]
    voices = Voices("", also=frozenset({(ORLOV, second)}), without=frozenset({ORLOV}))
    assert heard(store, voices) == [second]


def test_a_node_left_out_takes_nobody_without_an_id_along(store: Store, reports: list[str]) -> None:
    assert heard(store, Voices("Orlov", without=frozenset({ORLOV}))) == reports[3:]


def test_the_body_is_found_too(store: Store, reports: list[str]) -> None:
    assert heard(store, Voices("defence staff")) == reports


def test_reports_are_found_by_who_is_named(store: Store, reports: list[str]) -> None:
    with store.view() as view:
        assert set(view.naming(ORLOV)) == set(reports[:2])
        assert set(view.naming("orlow")) == {reports[2]}
        assert view.naming("") == []
