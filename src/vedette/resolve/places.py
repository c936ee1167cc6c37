"""Places: which of the towns of one name is meant, and how finely it is known."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cache
from math import asin, cos, log10, radians, sin, sqrt

from vedette.data import read_toml
from vedette.data.catalogue import Place, State, places, places_by_name, state_by_iso, states
from vedette.data.matcher import fold_name
from vedette.model import (
    EntityKind,
    Mention,
    PlaceMention,
    PlacePrecision,
    Reading,
    Where,
)
from vedette.resolve import gazetteer
from vedette.resolve.gazetteer import Area, Town

GEONAMES = "geonames"
NEARBY_KM = 50.0  # towns of one name this close are one conurbation, the larger is meant
# Scores are powers of ten of population: a country named in the sentence is worth a hundredfold.
IN_SENTENCE, IN_PARAGRAPH, IN_REPORT, IN_DATELINE, SAME_DIVISION = 2.0, 1.5, 1.0, 1.5, 1.0
CLEAR = 0.5  # a third of the population of the best is no rival
# A smaller town without any country named beside it may be anywhere.
KNOWN_EVERYWHERE = 50_000
_REGION_WORDS = re.compile(
    r"^\s(?:region|oblast|province|district|county|governorate|voivodeship|prefecture|raion|state)\b",
    re.IGNORECASE,
)
_COUNTY = re.compile(r"^(.+?) (?:County|Parish|Region|Province|Oblast|District|Governorate)$")
_AFTER_COMMA = re.compile(r"^,\s+((?:[A-Z][\w.]*\s?){1,3})")
_EARTH_KM = 6371.0


@dataclass(slots=True)
class _Context:
    """Hold which countries and divisions a report names, and where."""

    reading: Reading
    report: Counter[str] = field(default_factory=Counter)
    divisions: Counter[str] = field(default_factory=Counter)
    at: list[tuple[int, str]] = field(default_factory=list)
    dateline: str | None = None
    settled: dict[str, Where] = field(default_factory=dict)


def resolve_places(reading: Reading, mentions: tuple[Mention, ...]) -> tuple[PlaceMention, ...]:
    """Return the places among the mentions, each resolved or unplaced with a reason.

    States are places under their own names only: an adjective, a government, a capital that acts
    for it are not. Towns of one name are told apart by the countries named near them.
    """
    wanted = [mention for mention in mentions if _is_place(mention)]
    if not wanted:
        return ()
    context = _context(reading, mentions)
    found = [PlaceMention(m.span, _where(m, context)) for m in wanted]
    return tuple(found)


def _is_place(mention: Mention) -> bool:
    if mention.kind in {EntityKind.PLACE, EntityKind.FACILITY}:
        return True
    if mention.kind is not EntityKind.STATE or mention.generic:
        return False
    return fold_name(mention.span.quote) in _state_names()


@cache
def _state_names() -> dict[str, str]:
    return {
        fold_name(name): state.iso for state in states() for name in (state.name, *state.names)
    }


@cache
def _capitals() -> dict[str, State]:
    return {
        fold_name(name): state
        for state in states()
        for name in (state.capital, *state.capital_aliases)
        if name and not name.startswith("The ")
    }


@cache
def _seats() -> dict[str, State]:
    return {fold_name(seat).removeprefix("the "): s for s in states() for seat in s.seats}


@cache
def _places() -> dict[str, Place]:
    return {f"{EntityKind.PLACE.value}/{place.id}": place for place in places()}


def _context(reading: Reading, mentions: tuple[Mention, ...]) -> _Context:
    context = _Context(reading)
    for mention in mentions:
        iso, division = _country_named(mention)
        if iso:
            context.report[iso] += 1
            context.at.append((mention.span.start, iso))
        if division:
            context.divisions[division] += 1
    dateline = reading.report.dateline
    if dateline is not None and dateline.place:
        context.dateline = _dateline_country(dateline.place)
    return context


def _country_named(mention: Mention) -> tuple[str | None, str | None]:
    if mention.kind is EntityKind.STATE and mention.ref.id:
        return mention.ref.id.rpartition("/")[2], None
    if mention.kind is not EntityKind.PLACE:
        return None, None
    place = _places().get(mention.ref.id or "")
    if place:
        return place.country or None, None
    key = fold_name(mention.span.quote)
    area = gazetteer.areas().get(key)
    if area and area.country and key != "georgia":
        return area.country, area.admin1
    capital = _capitals().get(key)
    if capital and key != "washington":
        return capital.iso, None
    return gazetteer.countries_by_name().get(key), None


def _dateline_country(place: str) -> str | None:
    parts = [part.strip() for part in place.split(",")]
    for part in reversed(parts):
        key = fold_name(part)
        iso = _state_names().get(key) or gazetteer.countries_by_name().get(key)
        if iso:
            return iso
        if area := gazetteer.areas().get(key):
            return area.country
        if capital := _capitals().get(key):
            return capital.iso
    known = gazetteer.towns(parts[0])
    return known[0].country if known else None


def _where(mention: Mention, context: _Context) -> Where:
    place = _places().get(mention.ref.id or "")
    if place:
        return _of_catalogue(place)
    if mention.kind is EntityKind.STATE:
        iso = mention.ref.id.rpartition("/")[2] if mention.ref.id else ""
        return _of_country(iso, mention.ref.name)
    name = _bare(mention.span.quote)
    if mention.kind is EntityKind.FACILITY:
        return _of_facility(name, mention, context)
    found = _named(name, mention, context)
    key = fold_name(name)
    if found.precision is not PlacePrecision.UNPLACED:
        context.settled.setdefault(key, found)
    elif key in context.settled:
        return context.settled[key]
    return found


def _bare(quote: str) -> str:
    name = " ".join(quote.split()).removeprefix("the ").removeprefix("The ")
    return name.removeprefix("city of ").removeprefix("City of ")


def _of_catalogue(place: Place) -> Where:
    return Where(
        place.name, None, place.lat, place.lon, place.country or None, place.precision, place.source
    )


def _of_country(iso: str, name: str) -> Where:
    area = gazetteer.country(iso)
    return Where(
        name, area.geonameid, area.lat, area.lon, iso, PlacePrecision.COUNTRY, GEONAMES
    )


def _of_area(area: Area) -> Where:
    precision = PlacePrecision.REGION
    return Where(area.name, area.geonameid, area.lat, area.lon, area.country, precision, GEONAMES)


def _of_town(town: Town, precision: PlacePrecision = PlacePrecision.SETTLEMENT) -> Where:
    return Where(
        town.name, town.geonameid, town.lat, town.lon, town.country, precision, GEONAMES
    )


def _unplaced(name: str, reason: str, country: str | None = None) -> Where:
    return Where(name, country=country, reason=reason)


@cache
def _facility_heads() -> tuple[str, ...]:
    heads = read_toml("languages/en/mentions.toml")["facilities"]["heads"]
    return tuple(sorted((f" {head}" for head in heads), key=len, reverse=True))


def _of_facility(name: str, mention: Mention, context: _Context) -> Where:
    """Place a facility at the town it is named for, as its vicinity."""
    if known := places_by_name().get(fold_name(name)):
        return _of_catalogue(known)
    lower = name.lower()
    head = next((head for head in _facility_heads() if lower.endswith(head)), "")
    base = name[: len(name) - len(head)] if head else ""
    if not base:
        return _unplaced(name, "facility not in the gazetteer")
    if known := places_by_name().get(fold_name(base)):
        return _of_catalogue(known)
    town = _named(base, mention, context)
    if town.precision is not PlacePrecision.SETTLEMENT:
        return _unplaced(name, "facility not in the gazetteer")
    return replace(town, name=name, precision=PlacePrecision.VICINITY)


def _named(name: str, mention: Mention, context: _Context) -> Where:
    key = fold_name(name)
    if known := places_by_name().get(key):
        return _of_catalogue(known)
    behind = _behind(mention, context)
    if key == "georgia" and not _is_us_georgia(context, behind):
        return _of_country("GE", "Georgia")
    seat = _seats().get(key)
    if seat is not None:
        town = _capital_town(seat)
        return replace(_of_town(town, PlacePrecision.VICINITY), name=name) if town else _unplaced(
            name, "seat not in the gazetteer"
        )
    area = gazetteer.areas().get(key)
    if area is not None and not (key in {"new york", "washington"} and not _means_state(mention, context)):
        return _of_area(area)
    if iso := gazetteer.countries_by_name().get(key) or _state_names().get(key):
        state = state_by_iso(iso)
        return _of_country(iso, state.name if state else name)
    capital = _capitals().get(key)
    if capital is not None and (behind is None or behind[0] == capital.iso):
        if town := _capital_town(capital):
            return _of_town(town)
    return _of_towns(name, mention, context, behind)


def _means_state(mention: Mention, context: _Context) -> bool:
    text = context.reading.text
    before = text[max(0, mention.span.start - 3) : mention.span.start]
    after = text[mention.span.end : mention.span.end + 7]
    return before.endswith(", ") or after.startswith(" state")


def _is_us_georgia(context: _Context, behind: tuple[str, str | None] | None) -> bool:
    if behind and behind[0] == "US":
        return True
    return bool(context.divisions) and not context.report.keys() & {"GE", "RU", "AM", "AZ"}


@cache
def _capital_town(state: State) -> Town | None:
    for name in (state.capital, *state.capital_aliases):
        known = [town for town in gazetteer.towns(name) if town.country == state.iso]
        if known:
            return known[0]
    if state.iso == "US":
        return next((t for t in gazetteer.towns("Washington") if t.admin1 == "DC"), None)
    return None


def _behind(mention: Mention, context: _Context) -> tuple[str, str | None] | None:
    """Return country and division named right behind a comma: "Brest, Belarus", "Paris, Texas"."""
    rest = context.reading.text[mention.span.end : mention.span.end + 48]
    match = _AFTER_COMMA.match(rest)
    if not match:
        return None
    words = match[1].split()
    for count in range(len(words), 0, -1):
        written = " ".join(words[:count])
        key = fold_name(written)
        if area := gazetteer.areas().get(key):
            return (area.country, area.admin1) if area.country else None
        iso = _state_names().get(key) or gazetteer.countries_by_name().get(key)
        if iso:
            return iso, None
        if code := gazetteer.us_codes().get(written.rstrip(".")):
            return "US", code.admin1
    return None


def _of_towns(
    name: str, mention: Mention, context: _Context, behind: tuple[str, str | None] | None
) -> Where:
    county = _COUNTY.match(name)
    region = bool(county or _REGION_WORDS.match(context.reading.text[mention.span.end :][:16]))
    known = gazetteer.towns(name) or (gazetteer.towns(county[1]) if county else ())
    if behind is not None:
        known = tuple(t for t in known if _lies_in(t, behind))
    if not known:
        return _unplaced(name, "not in the gazetteer", behind[0] if behind else None)
    near = _nearness(mention, context)
    ranked = sorted(known, key=lambda t: -_score(t, near, context))
    best = ranked[0]
    if behind is None and not near.get(best.country) and best.population < KNOWN_EVERYWHERE:
        return _unplaced(name, f"no country named that has the {best.name} of {best.country}")
    rivals = [t for t in ranked[1:] if _distance_km(best, t) > NEARBY_KM]
    if rivals and _score(best, near, context) - _score(rivals[0], near, context) < CLEAR:
        return _unplaced(name, f"ambiguous: {_label(best)} or {_label(rivals[0])}")
    precision = PlacePrecision.REGION if region else PlacePrecision.SETTLEMENT
    where = _of_town(best, precision)
    return replace(where, name=name) if region else where


def _label(town: Town) -> str:
    division = f"{town.admin1}, " if town.country == "US" else ""
    return f"{town.name} ({division}{town.country})"


def _lies_in(town: Town, behind: tuple[str, str | None]) -> bool:
    country, division = behind
    return town.country == country and (division is None or town.admin1 == division)


def _score(town: Town, near: dict[str, float], context: _Context) -> float:
    score = log10(town.population + 100) + near.get(town.country, 0.0)
    if town.country == "US" and context.divisions.get(town.admin1):
        score += SAME_DIVISION
    return score


def _nearness(mention: Mention, context: _Context) -> dict[str, float]:
    """Return for each country what its naming near a mention is worth."""
    near = dict.fromkeys(context.report, IN_REPORT)
    if context.dateline:
        near[context.dateline] = max(near.get(context.dateline, 0.0), IN_DATELINE)
    if context.divisions:
        near.setdefault("US", IN_REPORT)
    start = mention.span.start
    block = next(
        (b for b in context.reading.report.blocks if b.start <= start < b.end), None
    )
    if block is None:
        return near
    sentence = next(
        (s for s in context.reading.sentences if s.start <= start < s.end), None
    )
    for at, iso in context.at:
        if sentence and sentence.start <= at < sentence.end:
            near[iso] = IN_SENTENCE
        elif block.start <= at < block.end:
            near[iso] = max(near[iso], IN_PARAGRAPH)
    return near


def _distance_km(a: Town, b: Town) -> float:
    """Return the great-circle distance between two towns in kilometres."""
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half = sin((lat_b - lat_a) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
