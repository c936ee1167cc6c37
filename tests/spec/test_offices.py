"""A title alone is the one who held the office on the day of the report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hearing import READER, report_of

from vedette.extract.attribution import find_attributions
from vedette.extract.names.find import find_mentions
from vedette.model import Analysis, When
from vedette.resolve.entities.assign import resolve_entities
from vedette.resolve.speakers.assign import resolve_speakers


def speaker(text, day):
    published = When.on(date.fromisoformat(day), basis="header")
    reading = READER.read(replace(report_of(text), published=published))
    attributions, _ = find_attributions(reading)
    mentions = resolve_entities(reading, find_mentions(reading))
    analysis = Analysis(reading.report.id, attributions=attributions, mentions=mentions)
    return resolve_speakers(reading, analysis)[0].speaker


@pytest.mark.parametrize(
    ("text", "day", "name"),
    [
        (
            "The Polish defence minister said the range was closed.",
            "2022-03-01",
            "Mariusz Błaszczak",
        ),
        (
            "The Polish defence minister said the range was closed.",
            "2025-03-01",
            "Władysław Kosiniak-Kamysz",
        ),
        ("The Russian defence minister said the fleet had sailed.", "2020-03-01", "Sergei Shoigu"),
        ("The Ukrainian president said the port was safe.", "2016-03-01", "Petro Poroshenko"),
    ],
)
def test_a_title_names_the_holder_of_that_day(text, day, name):
    found = speaker(text, day)
    assert found.name == name
    assert found.as_written == text.split(" said")[0]


def test_the_president_of_a_common_body_is_not_the_president_of_a_state():
    assert speaker("The Polish president said it was late.", "2016-03-01").name == "Andrzej Duda"


def test_a_title_names_nobody_once_nobody_has_looked_who_holds_it():
    found = speaker("The Polish defence minister said the range was closed.", "2031-03-01")
    assert found.id is None
    assert found.state == "PL"


def test_a_title_names_nobody_on_the_day_two_held_it():
    found = speaker("The German chancellor said it was late.", "2021-12-08")
    assert found.id is None
