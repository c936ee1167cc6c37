"""What the words around a name say of how finely it is known: a region, a part, a vicinity."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from statistics import fmean

from vedette.model import PlacePrecision, Where
from vedette.resolve.places.candidates import Candidate, Kind
from vedette.resolve.places.regions import first_divisions

_REGION_BEHIND = re.compile(
    r"^[ \n](region|oblast|province|district|county|parish|governorate|voivodeship|prefecture"
    r"|raion|state)\b(?! of\b)",
    re.IGNORECASE,
)
_DISTANCE = re.compile(
    r"(?:\d[\d,.]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|dozen|dozens|several|few))"
    r"[\s-](?:km|kms|kilomet(?:er|re)s?|miles?|mi)\b[^.;!?]{0,40}?\b(?:of|from|outside)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b((?:north|south)(?:-?(?:east|west))?(?:ern)?|east(?:ern)?|west(?:ern)?|central|occupied"
    r"|mainland|coastal)[ -](?:the )?$",
    re.IGNORECASE,
)
_BEFORE = 72


def region_word(text: str, end: int) -> str:
    """Return " region", " oblast" and the like right behind a name, "" without one."""
    match = _REGION_BEHIND.match(text[end : end + 16])
    return f" {match[1]}" if match else ""


def refined(where: Where, candidate: Candidate, text: str, start: int) -> Where:
    """Return a place as finely as the words before it allow.

    "20 km north of Kharkiv" is its vicinity; "eastern Ukraine" is a region, put where the
    divisions in that part lie and never in the middle of the country.
    """
    before = text[max(0, start - _BEFORE) : start]
    if where.precision is PlacePrecision.SETTLEMENT and _DISTANCE.search(before):
        return replace(where, precision=PlacePrecision.VICINITY)
    if candidate.kind is Kind.COUNTRY and (match := _PART.search(before)):
        lat, lon = _label(candidate.country, match[1].lower())
        return replace(where, precision=PlacePrecision.REGION, lat=lat, lon=lon)
    return where


@lru_cache(maxsize=512)
def _label(country: str, part: str) -> tuple[float | None, float | None]:
    """Return the middle of the divisions in one part of a country, None where that is unknown.

    Divisions weigh as many as live in their towns: southern Russia is no part of Siberia.
    """
    places = [(region.lat, region.lon, region.people + 1) for region in first_divisions(country)]
    if len(places) < _FEWEST:
        return None, None
    for axis, low, high in ((0, "south", "north"), (1, "west", "east")):
        if low in part or high in part:
            middle = fmean((p[axis] for p in places), [p[2] for p in places])
            places = [p for p in places if (p[axis] > middle) is (high in part)] or places
    if not any(word in part for word in ("south", "north", "west", "east")):
        return None, None
    people = [p[2] for p in places]
    return fmean((p[0] for p in places), people), fmean((p[1] for p in places), people)


_FEWEST = 4  # a state of three divisions has no part that they could show
