"""Places: towns against governments, persons, ships and bodies of the same name."""

from __future__ import annotations

import pytest
from naming import named, places

from vedette.model import EntityKind, PlacePrecision

STATE, PLACE = EntityKind.STATE, EntityKind.PLACE


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Minsk said on Monday that the drills were over.", "Minsk"),
        ("Moscow denies the report.", "Moscow"),
        ("Relations between Minsk and Warsaw are cold.", "Minsk"),
        ("Relations between Minsk and Warsaw are cold.", "Warsaw"),
        ("The film was shared by Minsk on Friday.", "Minsk"),
        ("Moscow's jets crossed the border.", "Moscow"),
        ("Poland accused Minsk of sending the balloons.", "Minsk"),
        ("The rockets were supplied to Kyiv last year.", "Kyiv"),
        ("Moscow-backed fighters held the bridge.", "Moscow"),
        ("The Kremlin rejected the offer.", "Kremlin"),
    ],
)
def test_a_capital_that_acts_is_its_state(text, word):
    assert named(text)[word][0] is STATE
    assert word not in places(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The ministers met in Minsk on Monday.", "Minsk"),
        ("Crowds filled Moscow's streets.", "Moscow"),
        ("Kyiv came under attack overnight.", "Kyiv"),
        ("He flew to Warsaw on Friday.", "Warsaw"),
        ("A Moscow-based company built the shed.", "Moscow"),
        ("The convoy left Vilnius at dawn.", "Vilnius"),
        ("Flights between Moscow and Havana were cut.", "Moscow"),
    ],
)
def test_a_capital_where_something_happens_is_a_town(text, word):
    assert named(text)[word][0] is PLACE
    assert places(text)[word].precision is PlacePrecision.SETTLEMENT


@pytest.mark.parametrize(
    "text",
    [
        "Jordan Smith, a farmer, waved at the camera.",
        "The cruiser Moskva sank after two hits.",
        "Leaders of the Warsaw Pact met twice a year.",
        "The Northern Shield-2026 exercise was called off.",
        "The Polish army and the Russian navy watched each other.",
        "The London Times printed the letter.",
    ],
)
def test_persons_ships_exercises_and_bodies_are_no_places(text):
    assert places(text) == {}


def test_a_state_is_a_place_by_name_and_not_by_adjective():
    found = places("Belarusian soldiers left Poland.")
    assert set(found) == {"Poland"}
    assert found["Poland"].precision is PlacePrecision.COUNTRY


def test_places_that_share_a_noun_are_told_apart():
    found = places("The fleet trained in the Baltic and Barents Seas.")
    assert [where.name for where in found.values()] == ["Baltic Sea", "Barents Sea"]
    assert {where.precision for where in found.values()} == {PlacePrecision.SEA}


def test_a_training_ground_placed_by_its_town_is_no_finer_than_a_settlement():
    found = places("Guns fired at the Borisovsky training ground in Belarus.")
    assert found["Borisovsky training ground"].precision is PlacePrecision.SETTLEMENT


def test_a_facility_without_a_position_is_unplaced_with_a_reason():
    found = places("A drone fell on the Qwertovka oil refinery in Russia.")
    where = found["Qwertovka oil refinery"]
    assert where.precision is PlacePrecision.UNPLACED
    assert where.reason


def test_every_town_of_a_list_is_a_place():
    found = places("Ukraine shot down drones over Odesa, Kharkiv and the Kherson region.")
    assert {"Odesa", "Kharkiv", "Kherson region"} <= set(found)
    assert found["Kherson region"].precision is PlacePrecision.REGION


def test_the_baltic_is_a_sea():
    found = places("Ships gathered in the Baltic off Poland.")
    assert found["Baltic"].name == "Baltic Sea"


def test_a_seat_of_government_is_a_place_only_where_somebody_is():
    assert "Kremlin" in places("The two sat in the Kremlin for an hour.")
    assert "Kremlin" not in places("The Kremlin denied it.")


def test_the_north_is_no_sea():
    found = places("North Korea fired a missile. The North's state media did not report it.")
    assert "North" not in found or found["North"].name != "North Sea"


def test_a_port_that_passes_for_a_facility_is_a_town():
    assert places("The ship was bound for Port Said in Egypt.")["Port Said"].country == "EG"
