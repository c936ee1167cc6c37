"""All places that a name may mean: countries, divisions, towns, waters, places of the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache, lru_cache

from vedette.data.catalogue import Place, state_by_iso
from vedette.model import PlacePrecision, Where
from vedette.resolve.places import gazetteer
from vedette.resolve.places.airports import Airport, airports
from vedette.resolve.places.gazetteer import GEONAMES, RECALLED, Area, Town
from vedette.resolve.places.known import (
    adjectives,
    capital_town,
    country_names,
    folded,
    place_named,
    seats,
)
from vedette.resolve.places.regions import Region, key_of, region_of, regions, waters

_SOME = 1_000_000  # for areas and places of the catalogue, whose people nobody counted
MOST = 60  # bearers of one name that are weighed; the smallest of more are villages
NATURAL_EARTH = "natural earth"
AIRPORTS = "airportsdata"


class Kind(StrEnum):
    """Name what a candidate is."""

    COUNTRY = "country"
    DIVISION = "division"  # a state, a province
    DISTRICT = "district"  # a county, a parish, a raion
    TOWN = "town"
    WATER = "water"
    SITE = "site"  # a seat of government, an airport
    AREA = "area"  # a continent, a part of one or of a country
    LISTED = "listed"  # a place of the catalogue


class Match(StrEnum):
    """Name how a candidate bears the name."""

    NAME = "name"
    ALIAS = "alias"  # another spelling, an old or a foreign name
    BASE = "base"  # without "County", "Township", "North"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold one place that a name may mean; `people` is 0 where nobody counted."""

    kind: Kind
    match: Match
    where: Where
    lat: float
    lon: float
    country: str
    division: str
    people: int

    @property
    def label(self) -> str:
        """Return name, division in the US and country, for a reason."""
        division = f"{self.division}, " if self.country == "US" and self.division else ""
        return f"{self.where.name} ({division}{self.country})"


# Words that a division wears behind its name; the base is a division's or a town's.
_REGION = re.compile(
    r"^(?P<base>.+?) (?:region|oblast|province|district|county|counties|parish|governorate"
    r"|voivodeship|prefecture|raion|rayon|krai|republic|state|territory|department|canton)$",
    re.IGNORECASE,
)
_OF = re.compile(
    r"^(?P<word>county|parish|province|state|republic|district|governorate|city|town|village"
    r"|municipality|port) of (?:the )?(?P<base>.+)$",
    re.IGNORECASE,
)
_LOCAL = re.compile(
    r"^(?P<base>.+?) (?:city|township|town|twp\.?|village|borough|area|metro|metropolitan area)$",
    re.IGNORECASE,
)
_PART_OF = re.compile(
    r"^(?:north|south|east|west|northern|southern|eastern|western|central|upper|lower|greater"
    r"|north-?east(?:ern)?|north-?west(?:ern)?|south-?east(?:ern)?|south-?west(?:ern)?|downtown"
    r"|mainland|metro|metropolitan|inner|outer|old|coastal|rural|occupied|upstate|mid)[ -]"
    r"(?P<base>[A-Z].+)$",
    re.IGNORECASE,
)
_SHORT = (("St. ", "Saint "), ("St ", "Saint "), ("Ft. ", "Fort "), ("Mt. ", "Mount "))


@lru_cache(maxsize=16_384)
def candidates(name: str) -> tuple[Candidate, ...]:
    """Return the places that may be meant by a name, those with most people first."""
    found = list(_named(name)) or list(_of_base(name))
    if not found and not name.endswith("."):
        found = list(_named(f"{name}."))  # "N.Y" at the end of a sentence
    known: dict[object, Candidate] = {}
    for candidate in _meant(found):
        own = candidate.where.geonameid or (candidate.kind, candidate.lat, candidate.lon)
        known.setdefault(own, candidate)
    ranked = sorted(known.values(), key=lambda c: (-c.people, c.where.geonameid or 0))
    return tuple(ranked[:MOST])


def _meant(found: list[Candidate]) -> Iterator[Candidate]:
    """Leave out what a bare name does not mean beside another that bears it.

    "Mexico" is the state and no town that other languages call so; "Kyiv" is the town and not the
    division around it, which needs a word for its kind. US states and their like have names of
    their own: New York is both.
    """
    states = {c.country for c in found if c.kind is Kind.COUNTRY}
    towns = {(c.country, c.division) for c in found if c.kind is Kind.TOWN}
    for candidate in found:
        region = candidate.kind in {Kind.DIVISION, Kind.DISTRICT}
        if region and candidate.country in states:
            continue
        own = candidate.where.source == RECALLED
        if region and not own and (candidate.country, candidate.division) in towns:
            continue
        alias = candidate.match is Match.ALIAS and candidate.kind is not Kind.COUNTRY
        if not (alias and candidate.country in states):
            yield candidate


def _named(name: str) -> Iterator[Candidate]:
    key = folded(name)
    if adjective := _of_adjective(key):
        yield adjective
        return
    if (iso := country_names().get(key)) and (found := of_country(iso)):
        yield found
    if area := gazetteer.areas().get(key):
        yield _of_area(area)
    if place := place_named(key):
        yield _of_place(place)
    if state := seats().get(key):
        yield from _of_seat(name, capital_town(state))
    if spelt := gazetteer.spellings().get(key):
        largest = [t for t in gazetteer.towns(spelt[0]) if t.country == spelt[1]][:1]
        yield from (_of_town(town, Match.ALIAS) for town in largest)
    yield from _gazetted(name)
    for airport in airports(name):
        yield _of_airport(airport)
    if water := waters().get(key_of(name).removeprefix("the ")):
        precision = PlacePrecision.SEA
        where = Where(water.name, None, water.lat, water.lon, None, precision, NATURAL_EARTH)
        yield Candidate(Kind.WATER, Match.NAME, where, water.lat, water.lon, "", "", 0)


def _of_adjective(key: str) -> Candidate | None:
    """Return the state or area of an adjective; a town of that name is seldom meant."""
    if iso := adjectives().get(key):
        return of_country(iso)
    area = gazetteer.area_adjectives().get(key)
    return _of_area(area) if area else None


def _gazetted(name: str) -> Iterator[Candidate]:
    for spelling in _spellings(name):
        for town in gazetteer.towns(spelling):
            yield _of_town(town, Match.NAME if _is_own(town, spelling) else Match.ALIAS)
        for region in regions(spelling):
            yield _of_region(region, spelling)


def _spellings(name: str) -> Iterator[str]:
    yield name
    for short, long in _SHORT:
        if name.upper().startswith(short.upper()):
            yield long + name[len(short) :]
        elif name.startswith(long):
            yield short + name[len(long) :]


def _is_own(town: Town, name: str) -> bool:
    return key_of(town.name) == key_of(name)


def _of_base(name: str) -> Iterator[Candidate]:
    """Yield what a name means without the word for its kind, as a region or a vicinity."""
    if match := _REGION.match(name):
        yield from _regions_of(match["base"], name)
        return
    if match := _OF.match(name):
        base = match["base"]
        local = match["word"].lower() in {"city", "town", "village", "municipality", "port"}
        if not local:
            yield from _named(f"{base} {match['word'].title()}")
        yield from _bases(base, PlacePrecision.SETTLEMENT if local else PlacePrecision.REGION)
    elif match := _LOCAL.match(name):
        yield from _bases(match["base"], PlacePrecision.VICINITY)
    elif match := _PART_OF.match(name):
        yield from _bases(match["base"], PlacePrecision.REGION)


def _regions_of(base: str, name: str) -> Iterator[Candidate]:
    """Yield the divisions that a region is: those named so, else those around the towns."""
    found = [c for c in _named(base) if c.kind in {Kind.DIVISION, Kind.DISTRICT, Kind.AREA}]
    if found:
        yield from found
        return
    for town in gazetteer.towns(base)[:5]:
        region = region_of(town.country, town.admin1)
        if region is not None and _akin(base, region):
            yield _as(_of_region(region, base), name, PlacePrecision.REGION)
        else:
            yield _as(_of_town(town, Match.BASE), name, PlacePrecision.REGION)


def _akin(base: str, region: Region) -> bool:
    """Tell whether a region bears a town's name with another ending: Kursk, Kurskaya oblast'."""
    stem = key_of(base)[:4]
    return any(key_of(name).startswith(stem) for name in region.names)


def _bases(base: str, precision: PlacePrecision) -> Iterator[Candidate]:
    for candidate in _named(base):
        yield _as(candidate, base, precision)


def _as(candidate: Candidate, name: str, precision: PlacePrecision) -> Candidate:
    """Return a candidate under its longer name, known no more finely than before."""
    known = candidate.where.precision
    if known is PlacePrecision.COUNTRY:
        precision = PlacePrecision.REGION
    elif known in {PlacePrecision.SEA, PlacePrecision.REGION}:
        precision = known
    where = replace(candidate.where, name=name, precision=precision)
    return replace(candidate, match=Match.BASE, where=where)


@cache
def of_country(iso: str) -> Candidate | None:
    """Return a country as a candidate, None where no position of it is known."""
    area = gazetteer.country(iso)
    if area.lat is None or area.lon is None:
        return None
    state = state_by_iso(iso)
    name = state.name if state else area.name
    precision = PlacePrecision.COUNTRY
    where = Where(name, area.geonameid, area.lat, area.lon, iso, precision, area.source)
    people = gazetteer.people_of(iso)
    return Candidate(Kind.COUNTRY, Match.NAME, where, area.lat, area.lon, iso, "", people)


def _of_seat(name: str, town: Town | None) -> Iterator[Candidate]:
    """Yield "the Kremlin" in the capital, as its vicinity."""
    if town is not None:
        found = of_town(town, PlacePrecision.VICINITY)
        yield replace(found, kind=Kind.SITE, where=replace(found.where, name=name))


def _of_airport(airport: Airport) -> Candidate:
    lat, lon, country = airport.lat, airport.lon, airport.country
    precision = PlacePrecision.VICINITY
    where = Where(airport.name, None, lat, lon, country, precision, AIRPORTS)
    return Candidate(Kind.SITE, Match.NAME, where, lat, lon, country, "", _SOME)


def _of_area(area: Area) -> Candidate:
    lat, lon, precision = area.lat or 0.0, area.lon or 0.0, PlacePrecision.REGION
    where = Where(area.name, area.geonameid, lat, lon, area.country, precision, area.source)
    region = _division_of(area)
    if region is None:
        return Candidate(Kind.AREA, Match.NAME, where, lat, lon, area.country or "", "", _SOME)
    where = replace(where, geonameid=region.geonameid)
    country, first, people = region.country, region.first, region.people
    return Candidate(Kind.DIVISION, Match.NAME, where, lat, lon, country, first, people)


def _division_of(area: Area) -> Region | None:
    """Return the first division that an area is, whose label the area places better."""
    if area.admin1:
        return region_of(area.country or "", area.admin1)
    named = regions(area.name) if area.country else []
    return next((r for r in named if r.level == 1 and r.country == area.country), None)


def _of_place(place: Place) -> Candidate:
    lat, lon, country = place.lat, place.lon, place.country
    return Candidate(Kind.LISTED, Match.NAME, of_catalogue(place), lat, lon, country, "", _SOME)


def of_catalogue(place: Place) -> Where:
    """Return a place of the catalogue."""
    country = place.country or None
    source = RECALLED if "lat" in place.recalled else place.source
    return Where(place.name, None, place.lat, place.lon, country, place.precision, source)


def of_town(town: Town, precision: PlacePrecision = PlacePrecision.SETTLEMENT) -> Candidate:
    """Return a town as a candidate of its own name."""
    return _of_town(town, Match.NAME, precision)


def _of_town(
    town: Town, match: Match, precision: PlacePrecision = PlacePrecision.SETTLEMENT
) -> Candidate:
    lat, lon, country = town.lat, town.lon, town.country
    where = Where(town.name, town.geonameid, lat, lon, country, precision, GEONAMES)
    return Candidate(Kind.TOWN, match, where, lat, lon, country, town.admin1, town.population)


def _of_region(region: Region, written: str, match: Match | None = None) -> Candidate:
    """Return a division under the name of its that was written, not its first one."""
    key = key_of(written)
    name = next((name for name in region.names if key_of(name) == key), region.names[0])
    match = match or (Match.NAME if key_of(region.names[0]) == key else Match.ALIAS)
    area = gazetteer.area_of(region.country, region.first) if region.level == 1 else None
    lat, lon, source = region.lat, region.lon, GEONAMES
    if area is not None and area.lat is not None and area.lon is not None:
        lat, lon, source = area.lat, area.lon, RECALLED
    precision, country = PlacePrecision.REGION, region.country
    where = Where(name, region.geonameid, lat, lon, country, precision, source)
    kind = Kind.DIVISION if region.level == 1 else Kind.DISTRICT
    return Candidate(kind, match, where, lat, lon, country, region.first, region.people)
