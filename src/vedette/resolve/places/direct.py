"""Names that need no weighing: the catalogue knows them, their words say it, or nobody can."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from vedette.data import read_toml
from vedette.data.catalogue import Place, State, state_by_iso
from vedette.model import EntityKind, Mention, PlacePrecision, PlaceRole, Where
from vedette.resolve.places.candidates import of_catalogue, of_country, of_town
from vedette.resolve.places.known import (
    capital_town,
    country_names,
    folded,
    place_named,
    places_by_id,
    seats,
)
from vedette.resolve.places.names import clean, mixed_scripts
from vedette.resolve.places.roles import Said

_COMPASS = frozenset({"north", "south", "east", "west"})
# Waters that go by the word for their kind once they are named in full.
_WATER = re.compile(r"^(?:gulf|strait|straits|sea|channel|bay|canal|ocean)$", re.IGNORECASE)
_FULL = r"\b((?:[A-Z][\w-]+ ){{1,3}}{word}|{word} of (?:the )?[A-Z][\w-]+(?: [A-Z][\w-]+)?)"
_GULF_STATES = re.compile(r"\b(?:Iran|Iraq|Kuwait|Saudi|Qatar|Bahrain|Emirat|UAE|Oman)")


def without_weighing(said: Said, text: str) -> Where | None:
    """Return the place of a name that needs no weighing, None for the others."""
    name = clean(text[said.start : said.end])
    if said.mention is not None and (found := _of_mention(said.mention, said.role, name)):
        return found
    key = folded(name)
    if reason := _unreadable(name):
        return unplaced(name or text[said.start : said.end], reason)
    if _WATER.match(name):
        return _of_water(name, text)
    place = place_named(key)
    if place is not None and key not in country_names():
        return of_catalogue(place)  # the catalogue names only what needs no second sign
    sea = _sea(key, said, text)
    if key in _no_places() and sea is None:
        return unplaced(name, "a direction or a people, no place")
    return of_catalogue(sea) if sea else None


def _unreadable(name: str) -> str:
    """Return why a string of characters is no name, "" where it may be one."""
    if mixed_scripts(name):
        return "letters of two scripts in one word"
    return "" if any(letter.isalpha() for letter in name) else "no letters"


@cache
def _no_places() -> frozenset[str]:
    """Return words that only point, or name peoples; the towns of that name are never meant."""
    return frozenset(map(folded, read_toml("gazetteer/names.toml")["no_places"]["words"]))


def _of_mention(mention: Mention, role: PlaceRole, name: str) -> Where | None:
    if place := places_by_id().get(mention.ref.id or ""):
        return of_catalogue(place)
    if mention.kind is not EntityKind.STATE or not mention.ref.id:
        return None
    iso = mention.ref.id.rpartition("/")[2]
    if role is PlaceRole.GOVERNMENT or folded(name) not in country_names():
        state = state_by_iso(iso)
        if state is not None and not mention.generic:
            return _of_government(state, name)
        country = of_country(iso)
        return country.where if country else None
    return None


def _of_government(state: State, name: str) -> Where | None:
    """Place "Minsk said" at the town, "the Kremlin said" in its vicinity, "Poland" at the state."""
    key = folded(name)
    if key in country_names():
        found = of_country(state.iso)
        return found.where if found else None
    town = capital_town(state)
    if town is None:
        return unplaced(name, "seat not in the gazetteer")
    if key in seats():
        return replace(of_town(town, PlacePrecision.VICINITY).where, name=name)
    return of_town(town).where


def _sea(key: str, said: Said, text: str) -> Place | None:
    """Return the sea that "the Baltic" means; without the article it is none."""
    if key in _COMPASS:  # "the North's media" are no sea's
        return None
    before = text[max(0, said.start - 4) : said.start].lower()
    if before != "the " and text[said.start : said.start + 4].lower() != "the ":
        return None
    return place_named(f"{key} sea") or place_named(f"{key} ocean")


def _of_water(name: str, text: str) -> Where:
    """Return the water that a bare "the Gulf", "the Strait" stands for: the last named in full."""
    word = name.title()
    pattern = re.compile(_FULL.format(word=word))
    found = [place_named(folded(m[1])) for m in pattern.finditer(text)]
    known = {place.id: place for place in found if place is not None}
    if len(known) == 1:
        return of_catalogue(next(iter(known.values())))
    gulf = place_named("persian gulf")
    if word == "Gulf" and not known and gulf is not None and _GULF_STATES.search(text):
        return of_catalogue(gulf)
    which = " or ".join(place.name for place in list(known.values())[:2])
    return unplaced(name, f"ambiguous: {which}" if which else f"which {word.lower()} is not said")


def unplaced(name: str, reason: str, country: str | None = None) -> Where:
    """Return a place that stays without coordinates, and why."""
    return Where(name, country=country, reason=reason)
