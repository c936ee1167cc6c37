"""Places: which place a name means, and how finely it is known."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from vedette.data import read_toml
from vedette.data.catalogue import Place, State, places_by_name, state_by_iso, states
from vedette.data.matcher import fold_name
from vedette.model import (
    EntityKind,
    Mention,
    PlaceMention,
    PlacePrecision,
    Reading,
    Where,
)
from vedette.resolve.places import gazetteer
from vedette.resolve.places.context import (
    Behind,
    Context,
    behind_comma,
    capitals,
    context_of,
    places_by_id,
    state_names,
)
from vedette.resolve.places.gazetteer import Area, Town
from vedette.resolve.places.towns import of_town, of_towns, unplaced

_NEAR_GEORGIA = frozenset({"GE", "RU", "AM", "AZ", "UA", "MD"})
# As large towns as the states they are named for; the town is meant unless the words say else.
_TOWN_FIRST = frozenset({"new york", "washington"})


def resolve_places(reading: Reading, mentions: tuple[Mention, ...]) -> tuple[PlaceMention, ...]:
    """Return the places among the mentions, each resolved or unplaced with a reason.

    States are places under their own names only: an adjective, a government, a capital that acts
    for it are not. Towns of one name are told apart by the countries named near them.
    """
    wanted = [mention for mention in mentions if _is_place(mention)]
    if not wanted:
        return ()
    context = context_of(reading, mentions)
    # Names that say where they are ("Paris, Texas") settle the bare name in the whole report; then
    # what is clear settles what is not.
    for mention in wanted:
        if behind_comma(mention, context) is not None:
            _where(mention, context)
    context.stated = dict(context.settled)
    found = [_where(mention, context) for mention in wanted]
    if any(where.reason for where in found):
        context.second = True
        found = [
            _where(m, context) if where.reason else where
            for m, where in zip(wanted, found, strict=True)
        ]
    return tuple(PlaceMention(m.span, w) for m, w in zip(wanted, found, strict=True))


def _is_place(mention: Mention) -> bool:
    if mention.kind in {EntityKind.PLACE, EntityKind.FACILITY}:
        return True
    if mention.kind is not EntityKind.STATE or mention.generic:
        return False
    return fold_name(mention.span.quote) in state_names()


def _where(mention: Mention, context: Context) -> Where:
    place = places_by_id().get(mention.ref.id or "")
    if place:
        return _of_catalogue(place)
    if mention.kind is EntityKind.STATE:
        iso = mention.ref.id.rpartition("/")[2] if mention.ref.id else ""
        return _of_country(iso, mention.ref.name)
    name = _bare(mention.span.quote)
    if mention.kind is EntityKind.FACILITY:
        return _of_facility(name, mention, context)
    key = fold_name(name)
    if key in context.stated and behind_comma(mention, context) is None:
        return context.stated[key]
    found = _named(name, mention, context)
    if found.precision is not PlacePrecision.UNPLACED:
        context.settled.setdefault(key, found)
    elif key in context.settled:
        return context.settled[key]
    return found


def _bare(quote: str) -> str:
    name = " ".join(quote.split()).removeprefix("the ").removeprefix("The ")
    return name.removeprefix("city of ").removeprefix("City of ")


def _of_facility(name: str, mention: Mention, context: Context) -> Where:
    """Place a facility at the town it is named for, as its vicinity."""
    if known := places_by_name().get(fold_name(name)):
        return _of_catalogue(known)
    lower = name.lower()
    head = next((head for head in _facility_heads() if lower.endswith(head)), "")
    base = name[: len(name) - len(head)] if head else name
    if known := places_by_name().get(fold_name(base)):
        return _of_catalogue(known)
    town = _named(base, mention, context)
    if town.precision is not PlacePrecision.SETTLEMENT:
        return unplaced(name, "facility not in the gazetteer")
    return replace(town, name=name, precision=PlacePrecision.VICINITY)


@cache
def _facility_heads() -> tuple[str, ...]:
    heads = read_toml("languages/en/mentions.toml")["facilities"]["heads"]
    return tuple(sorted((f" {head}" for head in heads), key=len, reverse=True))


def _named(name: str, mention: Mention, context: Context) -> Where:
    key = fold_name(name)
    if known := places_by_name().get(key) or _sea(key, mention, context):
        return _of_catalogue(known)
    behind = behind_comma(mention, context)
    if key == "georgia":
        return _georgia(context, behind)
    if key in _seats():
        return _of_seat(name, _seats()[key])
    area = gazetteer.areas().get(key)
    if area is not None and (key not in _TOWN_FIRST or _means_state(mention, context)):
        return _of_area(area)
    if iso := gazetteer.countries_by_name().get(key) or state_names().get(key):
        state = state_by_iso(iso)
        return _of_country(iso, state.name if state else name)
    return _of_capital(key, behind) or of_towns(name, mention, context, behind)


_COMPASS = frozenset({"north", "south", "east", "west"})


def _sea(key: str, mention: Mention, context: Context) -> Place | None:
    """Return the sea that "the Baltic" means; without the article it is none."""
    if key in _COMPASS:  # "the North's media" are no sea's
        return None
    start = mention.span.start
    if context.reading.text[max(0, start - 4) : start].lower() != "the ":
        return None
    return places_by_name().get(f"{key} sea") or places_by_name().get(f"{key} ocean")


def _of_capital(key: str, behind: Behind | None) -> Where | None:
    """Return the capital of this name, unless the words behind it say another country."""
    capital = capitals().get(key)
    if capital is None or (behind is not None and behind[0] != capital.iso):
        return None
    town = capital_town(capital)
    return of_town(town) if town else None


def _of_seat(name: str, state: State) -> Where:
    """Place "in the Kremlin" in the capital, as its vicinity."""
    town = capital_town(state)
    if town is None:
        return unplaced(name, "seat not in the gazetteer")
    return replace(of_town(town, PlacePrecision.VICINITY), name=name)


def _means_state(mention: Mention, context: Context) -> bool:
    text = context.reading.text
    before = text[max(0, mention.span.start - 3) : mention.span.start]
    after = text[mention.span.end : mention.span.end + 7]
    return before.endswith(", ") or after.startswith(" state")


def _georgia(context: Context, behind: Behind | None) -> Where:
    """Tell the country from the US state by what else the report names, or abstain."""
    if _NEAR_GEORGIA & context.report.keys():
        return _of_country("GE", "Georgia")
    if (behind and behind[0] == "US") or context.divisions or "US" in context.report:
        return _of_area(gazetteer.areas()["georgia"])
    return unplaced("Georgia", "ambiguous: Georgia (GE) or Georgia (US)")


@cache
def _seats() -> dict[str, State]:
    return {fold_name(seat).removeprefix("the "): s for s in states() for seat in s.seats}


@cache
def capital_town(state: State) -> Town | None:
    """Return the capital of a state as the gazetteer has it, or None."""
    for name in (state.capital, *state.capital_aliases):
        known = [town for town in gazetteer.towns(name) if town.country == state.iso]
        if known:
            return known[0]
    if state.iso == "US":
        return next((t for t in gazetteer.towns("Washington") if t.admin1 == "DC"), None)
    return None


def _of_catalogue(place: Place) -> Where:
    source = "recalled" if "lat" in place.recalled else place.source
    return Where(
        place.name, None, place.lat, place.lon, place.country or None, place.precision, source
    )


def _of_country(iso: str, name: str) -> Where:
    area = gazetteer.country(iso)
    return Where(name, area.geonameid, area.lat, area.lon, iso, PlacePrecision.COUNTRY, area.source)


def _of_area(area: Area) -> Where:
    precision = PlacePrecision.REGION
    return Where(
        area.name, area.geonameid, area.lat, area.lon, area.country, precision, area.source
    )
