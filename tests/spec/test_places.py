"""Places: towns against governments, persons, ships and bodies of the same name."""

from __future__ import annotations

import pytest
from naming import named, named_places, places, roles

from vedette.model import EntityKind, PlacePrecision, PlaceRole

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


@pytest.mark.parametrize(
    ("text", "word", "role", "name"),
    [
        ("Minsk said that the drills were over.", "Minsk", PlaceRole.GOVERNMENT, "Minsk"),
        ("The Kremlin rejected the offer.", "Kremlin", PlaceRole.GOVERNMENT, "Kremlin"),
        ("Poland accused its neighbour.", "Poland", PlaceRole.GOVERNMENT, "Poland"),
        ("The drone was shot down by Latvia.", "Latvia", PlaceRole.GOVERNMENT, "Latvia"),
        ("Russian drones crossed the river.", "Russian", PlaceRole.ADJECTIVE, "Russia"),
        ("The Sri Lankan army fired.", "Sri Lankan", PlaceRole.ADJECTIVE, "Sri Lanka"),
        ("The Zimbabwean police fled.", "Zimbabwean", PlaceRole.ADJECTIVE, "Zimbabwe"),
        ("Several European fleets sailed.", "European", PlaceRole.ADJECTIVE, "Europe"),
        ("Three US warships left the port.", "US", PlaceRole.ADJECTIVE, "United States"),
        ("He taught at the University of Toronto.", "Toronto", PlaceRole.PART, "Toronto"),
        ("The Washington Post printed it.", "Washington", PlaceRole.PART, "Washington"),
        ("The Brest Bridge company built the ferry.", "Brest", PlaceRole.PART, "Brest"),
        ("Troops trained in Poland.", "Poland", PlaceRole.LOCATION, "Poland"),
    ],
)
def test_a_place_is_named_in_one_of_four_roles(text, word, role, name):
    assert roles(text)[word] == (role, name)


def test_who_acts_is_not_where_it_happens():
    found = places("Belarus sent soldiers to Poland.")
    assert set(found) == {"Poland"}


@pytest.mark.parametrize(
    ("text", "word", "country"),
    [
        ("Rockets fell on Donetsk in Ukraine.", "Donetsk", "UA"),
        ("A depot burned in Donetsk, Russia.", "Donetsk", "RU"),
        ("Militias fought in Tripoli, Libya.", "Tripoli", "LY"),
        ("A bomb went off in Tripoli in northern Lebanon.", "Tripoli", "LB"),
        ("The men came from Lebanon, Pennsylvania.", "Lebanon", "US"),
        ("Crews from Georgia worked in Alabama.", "Georgia", "US"),
        ("They drove from Georgia to Russia.", "Georgia", "GE"),
        ("The plant stands in Springfield, Illinois.", "Springfield", "US"),
    ],
)
def test_one_name_in_two_countries_is_told_by_the_words_beside_it(text, word, country):
    assert places(text)[word].country == country


def test_a_name_that_means_two_towns_in_one_report_is_two_places():
    text = "The French minister flew to Brest, France. In Belarus the train stopped in Brest."
    reading = [where.country for where in places(text).values()]
    assert "BY" in reading


def test_a_town_and_the_region_around_it_are_two_places():
    found = places("Shells hit the Sumy region in Ukraine. A school burned in Sumy, Ukraine.")
    assert found["Sumy region"].precision is PlacePrecision.REGION
    assert found["Sumy"].precision is PlacePrecision.SETTLEMENT


def test_a_part_of_a_country_is_a_region_and_not_its_middle():
    east = places("Fighting raged in eastern Ukraine.")["Ukraine"]
    west = places("Fighting raged in western Ukraine.")["Ukraine"]
    whole = places("Fighting raged in Ukraine.")["Ukraine"]
    assert east.precision is west.precision is PlacePrecision.REGION
    assert whole.precision is PlacePrecision.COUNTRY
    assert west.lon < whole.lon < east.lon


def test_so_many_kilometres_from_a_town_is_its_vicinity():
    found = places("Guns fired 20 km north of Minsk. Buses ran in Vilnius.")
    assert found["Minsk"].precision is PlacePrecision.VICINITY
    assert found["Vilnius"].precision is PlacePrecision.SETTLEMENT


def test_a_bare_water_is_the_one_named_in_full():
    found = places("Tankers waited off the Strait of Hormuz. They left the Strait at dawn.")
    assert found["Strait"].name == "Strait of Hormuz"


def test_the_gulf_is_the_persian_one_only_beside_its_states():
    assert places("Ships entered the Gulf off Iran.")["Gulf"].name == "Persian Gulf"
    assert places("Ships entered the Gulf.")["Gulf"].precision is PlacePrecision.UNPLACED


def test_an_airport_is_a_vicinity():
    where = places("Drones circled over Vnukovo Airport near Moscow.")["Vnukovo Airport"]
    assert where.precision is PlacePrecision.VICINITY
    assert where.country == "RU"


def test_a_capital_needs_no_country_beside_it():
    found = places("Envoys met in Vienna. They had come from Rome.")
    assert [where.country for where in found.values()] == ["AT", "IT"]


def test_a_place_that_stays_open_has_a_reason():
    where = places("A fair was held in Springfield.")["Springfield"]
    assert where.lat is None
    assert where.reason.startswith("ambiguous: Springfield")


def test_an_unlisted_place_is_near_the_town_that_the_report_puts_it_in():
    text = "The wounded were taken to Lemko Hospital in Lviv. Lemko Hospital is full, he said."
    found = [place for place in named_places(text) if place.span.quote == "Lemko Hospital"]
    assert [p.where.precision for p in found] == [PlacePrecision.VICINITY] * 2
    assert {p.where.country for p in found} == {"UA"}


def test_an_unlisted_place_in_a_country_stays_unplaced():
    found = places("The wounded were taken to Lemko Hospital in Ukraine.")
    assert found["Lemko Hospital"].precision is PlacePrecision.UNPLACED


@pytest.mark.parametrize(
    "text",
    [
        "Finland will hold an exercise in Lapland in March.",
        "Troops will drill near Vardo in May and again in August.",
        "The border closes on Friday.",
    ],
)
def test_months_and_weekdays_are_no_towns(text):
    assert not places(text).keys() & {"March", "May", "August", "Friday"}
