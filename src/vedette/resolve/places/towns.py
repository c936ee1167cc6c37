"""Which of the towns of one name is meant: what is near, how large, how clear."""

from __future__ import annotations

import re
from dataclasses import replace
from math import asin, cos, log10, radians, sin, sqrt

from vedette.data.matcher import fold_name
from vedette.model import Mention, PlacePrecision, Where
from vedette.resolve.places import gazetteer
from vedette.resolve.places.context import Behind, Context, nearness
from vedette.resolve.places.gazetteer import GEONAMES, Town

NEARBY_KM = 50.0  # towns of one name this close are one conurbation, the larger is meant
SAME_DIVISION = 1.0  # the report names the US state of the town
IN_REACH, REACH_KM = 1.0, 200.0  # beside a town that is settled already
CLEAR = 0.3  # a town of half the size is no rival
# A smaller town without any country named beside it may be anywhere.
KNOWN_EVERYWHERE = 50_000
_LEAST_NAME = 5  # a name of five letters and more that one place bears is that place
_DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "valley", "northwest", "northeast", "southwest", "southeast",
     "main street", "downtown", "the west", "the east"}
)  # fmt: skip
_REGION_WORDS = re.compile(
    r"^\s(?:region|oblast|province|district|county|governorate|voivodeship|prefecture|raion|state)\b",
    re.IGNORECASE,
)
_COUNTY = re.compile(r"^(.+?) (?:County|Parish|Region|Province|Oblast|District|Governorate)$")
_EARTH_KM = 6371.0


def of_towns(name: str, mention: Mention, context: Context, behind: Behind | None) -> Where:
    """Return the town that a name means in its context, or an unplaced name with the reason.

    Population, and the countries, US states and towns named near it, decide; a rival of nearly the
    same score leaves the name unplaced.
    """
    county = _COUNTY.match(name)
    after = context.reading.text[mention.span.end : mention.span.end + 16]
    region = bool(county or _REGION_WORDS.match(after))
    known = _bearers(name, county, behind)
    if not known or fold_name(name) in _DIRECTIONS:
        return unplaced(name, "not in the gazetteer", behind[0] if behind else None)
    near = nearness(mention, context)
    scores = {town.geonameid: _score(town, near, context) for town in known}
    ranked = sorted(known, key=lambda town: -scores[town.geonameid])
    best = ranked[0]
    rivals = [town for town in ranked[1:] if _distance_km(best, town) > NEARBY_KM]
    sole = not rivals and len(name) >= _LEAST_NAME and not region
    lost = behind is None and not near.get(best.country) and not sole
    if lost and best.population < KNOWN_EVERYWHERE:
        return unplaced(name, f"no country named that has the {best.name} of {best.country}")
    if rivals and scores[best.geonameid] - scores[rivals[0].geonameid] < CLEAR:
        return unplaced(name, f"ambiguous: {_label(best)} or {_label(rivals[0])}")
    if region:
        return replace(of_town(best, PlacePrecision.REGION), name=name)
    context.towns[best.geonameid] = best
    return of_town(best)


def _bearers(name: str, county: re.Match[str] | None, behind: Behind | None) -> tuple[Town, ...]:
    """Return the towns of a name, or those a county is named for, in what stands behind it."""
    known = gazetteer.towns(name)
    if not known and county:
        known = gazetteer.towns(county[1])
        codes = gazetteer.us_counties().get(fold_name(name))
        if name.endswith((" County", " Parish")) and codes is not None:
            known = tuple(t for t in known if t.country == "US" and t.admin1 in codes)
    if behind is not None:
        known = tuple(t for t in known if _lies_in(t, behind))
    return known


def _label(town: Town) -> str:
    division = f"{town.admin1}, " if town.country == "US" else ""
    return f"{town.name} ({division}{town.country})"


def _lies_in(town: Town, behind: Behind) -> bool:
    country, division = behind
    return town.country == country and (division is None or town.admin1 == division)


def _score(town: Town, near: dict[str, float], context: Context) -> float:
    score = log10(town.population + 100) + near.get(town.country, 0.0)
    if town.country == "US" and context.divisions.get(town.admin1):
        score += SAME_DIVISION
    if context.second and any(
        t.geonameid != town.geonameid and _distance_km(town, t) < REACH_KM
        for t in context.towns.values()
    ):
        score += IN_REACH
    return score


def _distance_km(a: Town, b: Town) -> float:
    """Return the great-circle distance between two towns in kilometres."""
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half = sin((lat_b - lat_a) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))


def of_town(town: Town, precision: PlacePrecision = PlacePrecision.SETTLEMENT) -> Where:
    """Return a town as a place."""
    return Where(town.name, town.geonameid, town.lat, town.lon, town.country, precision, GEONAMES)


def unplaced(name: str, reason: str, country: str | None = None) -> Where:
    """Return a place that stays without coordinates, and why."""
    return Where(name, country=country, reason=reason)
