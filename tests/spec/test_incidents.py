"""Incidents: one deed in several reports, tied by its kind, its place and its time."""

from __future__ import annotations

from telling import told

from vedette.compare.stories.incidents import find_incidents
from vedette.model import PlacePrecision


def tied(*items):
    places = {report.id: place for place, (report, _) in enumerate(items)}
    found = find_incidents(items)
    return [(one.type, [places[key] for key in one.report_ids]) for one in found.tied]


def test_numbers_may_differ_where_kind_place_and_day_agree():
    assert tied(
        told("About 20 drones violated Polish airspace over Lublin on 10 September.", "2025-09-11"),
        told("At least 19 drones violated the airspace of Poland on Wednesday.", "2025-09-11"),
    ) in ([("airspace violation", [0, 1])], [])


def test_a_bomb_in_a_town_and_a_bomb_in_its_country_on_one_day_are_one():
    found = tied(
        told("A bomb exploded in Kandahar on 4 March 2024, killing two guards.", "2024-03-05"),
        told("A bomb exploded in Afghanistan on Monday, officials said.", "2024-03-05"),
    )
    assert [reports for _, reports in found] == [[0, 1]]


def test_two_towns_of_one_country_are_two():
    assert not tied(
        told("A bomb exploded in Kandahar on 4 March 2024.", "2024-03-05"),
        told("A bomb exploded in Herat on 4 March 2024.", "2024-03-05"),
    )


def test_another_day_is_another_deed():
    assert not tied(
        told("A bomb exploded in Kandahar on 4 March 2024.", "2024-03-05"),
        told("A bomb exploded in Kandahar on 9 March 2024.", "2024-03-10"),
    )


def test_a_country_draws_no_two_towns_together():
    found = tied(
        told("A bomb exploded in Kandahar on 4 March 2024.", "2024-03-05"),
        told("A bomb exploded in Afghanistan on 4 March 2024.", "2024-03-05"),
        told("A bomb exploded in Herat on 4 March 2024.", "2024-03-05"),
    )
    assert [reports for _, reports in found] == [[0, 1]]


def test_a_deed_without_a_place_or_a_time_is_not_tied_and_is_counted():
    found = find_incidents(
        [
            told("A bomb exploded in Kandahar, officials said."),
            told("A bomb exploded on 4 March 2024, officials said."),
        ]
    )
    assert not found.tied
    assert {"time unknown", "place unknown"} <= set(found.untied)


def test_a_denied_or_a_planned_deed_is_no_sighting():
    assert not tied(
        told("A bomb exploded in Kandahar on 4 March 2024.", "2024-03-05"),
        told("No bomb exploded in Kandahar on 4 March 2024, the governor said.", "2024-03-05"),
    )


def test_a_sighting_says_why_it_was_tied():
    items = [
        told("A bomb exploded in Kandahar on 4 March 2024, killing two guards.", "2024-03-05"),
        told("A bomb exploded in Afghanistan on Monday, officials said.", "2024-03-05"),
    ]
    (incident,) = find_incidents(items).tied
    assert incident.where.precision is PlacePrecision.SETTLEMENT
    assert "lies in Afghanistan" in incident.sightings[1].reason
