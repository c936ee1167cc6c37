"""Names of states, capitals and seats of government, from the catalogue and the gazetteer."""

from __future__ import annotations

from functools import cache, lru_cache

from vedette.data.catalogue import Place, State, places, places_by_name, states
from vedette.data.matcher import fold_name
from vedette.model import EntityKind
from vedette.resolve.places import gazetteer
from vedette.resolve.places.gazetteer import Town


@lru_cache(maxsize=65_536)
def folded(name: str) -> str:
    """Return the folded pieces of a name; the names of a report are asked for again and again."""
    return fold_name(name)


@cache
def state_names() -> dict[str, str]:
    """Return ISO codes by the folded names of the catalogue's states."""
    return {fold_name(name): state.iso for state in states() for name in (state.name, *state.names)}


@cache
def country_names() -> dict[str, str]:
    """Return ISO codes by the folded names of all countries."""
    return gazetteer.countries_by_name() | state_names()


@cache
def adjectives() -> dict[str, str]:
    """Return ISO codes by the folded adjectives and peoples of states."""
    found = {fold_name(word): iso for iso, words in gazetteer.peoples() for word in words}
    for state in states():
        for word in (*state.demonyms, *state.people):
            found[fold_name(word)] = state.iso
    return found


@cache
def capitals() -> dict[str, State]:
    """Return the states by the folded names of their capitals."""
    return {
        fold_name(name): state
        for state in states()
        for name in (state.capital, *state.capital_aliases)
        if name and not name.startswith("The ")
    }


@cache
def seats() -> dict[str, State]:
    """Return the states by the folded names of the buildings that speak for them."""
    return {fold_name(seat).removeprefix("the "): s for s in states() for seat in s.seats}


@cache
def capital_town(state: State) -> Town | None:
    """Return the capital of a state as the gazetteer has it, or None."""
    for name in (state.capital, *state.capital_aliases):
        known = [town for town in gazetteer.towns(name) if town.country == state.iso]
        if known and state.iso != "US":
            return known[0]
    if state.iso == "US":
        return next((t for t in gazetteer.towns("Washington") if t.admin1 == "DC"), None)
    return None


@cache
def capital_ids() -> frozenset[int]:
    """Return the gazetteer ids of all capitals."""
    return frozenset(t.geonameid for s in states() if (t := capital_town(s)) is not None)


@cache
def places_by_id() -> dict[str, Place]:
    """Return the catalogue's places by the id that mentions carry."""
    return {f"{EntityKind.PLACE.value}/{place.id}": place for place in places()}


def place_named(key: str) -> Place | None:
    """Return the catalogue's place of a folded name that needs no second sign."""
    return places_by_name().get(key)
