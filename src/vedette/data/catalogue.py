"""The catalogues: equipment, places, states, organisations, persons, exercises, publishers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from vedette.data import read_toml
from vedette.data.matcher import Entry, Matcher, fold_name
from vedette.data.records import rows_of_file, table
from vedette.model import EntityKind, PlacePrecision, Publisher, PublisherKind

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Equipment:
    """Hold a weapon or an item of equipment; `generic` marks a common noun ("tank")."""

    id: str
    name: str
    type: str = ""
    category: str = ""
    operators: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    generic: bool = False
    source: str = ""
    recalled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Hold a place with coordinates in degrees and the precision that they may be used for."""

    id: str
    name: str
    lat: float
    lon: float
    precision: PlacePrecision
    kind: str = ""
    country: str = ""
    parent: str = ""
    aliases: tuple[str, ...] = ()
    source: str = ""
    recalled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """Hold a state: names, capital, adjectives, citizens, and seats that speak for it."""

    iso: str
    name: str
    names: tuple[str, ...] = ()
    capital: str = ""
    capital_aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    source: str = ""
    recalled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Hold a body that speaks, decides or acts, or a force; `state` is an ISO 3166 code or "".

    `parent` is the body above it, by name.
    """

    id: str
    name: str
    state: str = ""
    kind: str = ""
    aliases: tuple[str, ...] = ()
    parent: str = ""
    source: str = ""
    recalled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """Hold a post; `start` and `end` are ISO dates or years, "" where open or unknown."""

    role: str
    body: str = ""
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Hold an office holder or spokesperson in the public role."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    state: str = ""
    roles: tuple[Role, ...] = ()
    source: str = ""
    recalled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Hold a series of exercises ("Zapad"); `dated_aliases` count only with a year behind them."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    dated_aliases: tuple[str, ...] = ()
    organisers: tuple[str, ...] = ()
    kind: str = "exercise"
    pattern: str = ""
    source: str = ""
    recalled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Hold one edition of a series; `start` and `end` are ISO dates or ""."""

    id: str
    name: str
    series: str = ""
    aliases: tuple[str, ...] = ()
    start: str = ""
    end: str = ""
    source: str = ""
    recalled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Treaty:
    """Hold a treaty or another document; days are ISO dates, "" where unknown or open."""

    id: str
    name: str
    kind: str = ""
    aliases: tuple[str, ...] = ()
    signed: str = ""
    start: str = ""
    end: str = ""
    source: str = ""
    recalled: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outlet:
    """Hold an outlet as the file has it; its grade is not in the file."""

    name: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str = ""
    kind: PublisherKind = PublisherKind.UNKNOWN
    owner: str = ""
    state_affiliated: bool | None = None
    source: str = ""
    recalled: tuple[str, ...] = ()


def _table(file: str, key: str, cls: type[R], *beside: str) -> tuple[R, ...]:
    return table(f"catalogue/{file}.toml", key, cls, beside=beside)


@cache
def equipment() -> tuple[Equipment, ...]:
    """Return all equipment."""
    return _table("equipment", "equipment", Equipment)


@cache
def places() -> tuple[Place, ...]:
    """Return the places that a list of cities does not hold."""
    return _table("places", "place", Place)


@cache
def states() -> tuple[State, ...]:
    """Return all states."""
    return _table("states", "state", State)


@cache
def organisations() -> tuple[Organisation, ...]:
    """Return all organisations, and forces behind them."""
    return (*_table("organisations", "organisation", Organisation), *forces())


@cache
def forces() -> tuple[Organisation, ...]:
    """Return districts, commands, fleets and units."""
    return _table("forces", "force", Organisation)


@cache
def persons() -> tuple[Person, ...]:
    """Return all office holders and spokespeople."""
    return _table("persons", "person", Person, "offices")


@cache
def offices_known_until() -> str:
    """Return the day up to which offices without an end are known to be held."""
    return str(read_toml("catalogue/persons.toml").get("offices", {}).get("known_until", ""))


@cache
def series() -> tuple[Series, ...]:
    """Return all series of exercises."""
    return _table("exercises", "series", Series, "edition")


@cache
def exercises() -> tuple[Edition, ...]:
    """Return all known editions of exercises."""
    return _table("exercises", "edition", Edition, "series")


@cache
def treaties() -> tuple[Treaty, ...]:
    """Return treaties and other documents."""
    return _table("treaties", "treaty", Treaty)


@cache
def publishers() -> tuple[Publisher, ...]:
    """Return all outlets; their reliability is F, cannot be judged, until a person grades them."""
    return tuple(_publisher(outlet) for outlet in _table("publishers", "publisher", _Outlet))


def _publisher(outlet: _Outlet) -> Publisher:
    return Publisher(
        name=outlet.name,
        domains=outlet.domains,
        aliases=outlet.aliases,
        country=outlet.country or None,
        kind=outlet.kind,
        owner=outlet.owner or None,
        state_affiliated=outlet.state_affiliated,
        source=outlet.source or None,
    )


def publishers_of(path: Path) -> list[tuple[Publisher, frozenset[str]]]:
    """Return the outlets of a user's own file, each with the keys that the file gives it.

    Raises NotFoundError, or BadArgumentError for the first mistake, with file and line.
    """
    rows = rows_of_file(path, "publisher", _Outlet)
    return [(_publisher(outlet), frozenset(row)) for outlet, row in rows]


@cache
def need_context(file: str) -> frozenset[str]:
    """Return the aliases of a catalogue file that are also other words."""
    return frozenset(
        read_toml(f"catalogue/{file}.toml").get("matching", {}).get("need_context", ())
    )


def entity_id(kind: EntityKind, own: str) -> str:
    """Return the id that mentions carry: "person/valery-revenko", "state/BY"."""
    return own if own.startswith(f"{kind.value}/") else f"{kind.value}/{own}"


@cache
def sources_by_id() -> dict[str, str]:
    """Return where the facts of each entry stand, by the id that mentions carry."""
    tables: tuple[tuple[EntityKind, Iterable[Any]], ...] = (
        (EntityKind.EQUIPMENT, equipment()),
        (EntityKind.PLACE, places()),
        (EntityKind.ORGANISATION, organisations()),
        (EntityKind.DOCUMENT, treaties()),
        (EntityKind.PERSON, persons()),
        (EntityKind.EXERCISE, (*exercises(), *series())),
    )
    found = {entity_id(kind, one.id): one.source for kind, rows in tables for one in rows}
    return found | {entity_id(EntityKind.STATE, state.iso): state.source for state in states()}


@cache
def state_by_iso(iso: str) -> State | None:
    """Return a state by its ISO 3166 code."""
    return next((state for state in states() if state.iso == iso), None)


@cache
def places_by_name() -> dict[str, Place]:
    """Return the places under every folded name that needs no second sign."""
    weak = need_context("places")
    return {
        fold_name(name): place
        for place in places()
        for name in (place.name, *place.aliases)
        if name not in weak
    }


@cache
def organisation_states() -> dict[str, str]:
    """Return the state of every organisation that has one, by the id that mentions carry."""
    kind = EntityKind.ORGANISATION
    return {entity_id(kind, body.id): body.state for body in organisations() if body.state}


@cache
def matcher() -> Matcher:
    """Return the matcher over all names of all catalogues, built once."""
    endings = read_toml("catalogue/equipment.toml").get("matching", {}).get("endings", ())
    return Matcher(_aliases(), ("s", *endings))


def _aliases() -> Iterator[tuple[str, Entry]]:
    yield from _state_aliases()
    for kind, file, records in (
        (EntityKind.EQUIPMENT, "equipment", equipment()),
        (EntityKind.PLACE, "places", places()),
        (EntityKind.ORGANISATION, "organisations", organisations()),
        (EntityKind.DOCUMENT, "treaties", treaties()),
        (EntityKind.PERSON, "persons", persons()),
        (EntityKind.EXERCISE, "exercises", exercises()),
    ):
        weak = need_context(file)
        if kind is EntityKind.ORGANISATION:
            weak |= need_context("forces")
        for record in records:
            entries: dict[tuple[bool, bool], Entry] = {}
            for alias in dict.fromkeys((record.name, *record.aliases)):
                told = (alias in weak, alias[0].isdigit())
                if told not in entries:
                    entries[told] = _entry(kind, record, weak=told[0], numbered=told[1])
                yield alias, entries[told]
    yield from _series_aliases()
    weak = need_context("publishers")
    for outlet in publishers():
        own = entity_id(EntityKind.PUBLISHER, fold_name(outlet.name).replace(" ", "-"))
        for alias in dict.fromkeys((outlet.name, *outlet.aliases)):
            weakly = alias in weak
            yield alias, Entry(EntityKind.PUBLISHER, own, outlet.name, outlet, weak=weakly)


def _entry(kind: EntityKind, record: Any, *, weak: bool, numbered: bool) -> Entry:
    generic = bool(getattr(record, "generic", False))
    if kind is EntityKind.ORGANISATION and is_force(record):
        kind = EntityKind.FORCE
        own = entity_id(EntityKind.ORGANISATION, record.id)
        role = NUMBERED if numbered and record.state else "name"
        return Entry(kind, own, record.name, record, role, weak=weak)
    if kind is EntityKind.PLACE and record.kind in FACILITY_KINDS:
        own = entity_id(kind, record.id)
        return Entry(EntityKind.FACILITY, own, record.name, record, weak=weak)
    return Entry(kind, entity_id(kind, record.id), record.name, record, generic=generic, weak=weak)


# Armies number their units alike: "the 14th Mechanised Brigade" is one only beside its state.
NUMBERED = "numbered"
FORCE_KINDS = frozenset(
    {
        "armed forces", "district", "fleet", "army", "corps", "division", "brigade", "regiment",
        "battalion", "battlegroup", "base", "unit",
    }
)  # fmt: skip
_FORCE_HEADS = frozenset(
    {"army", "navy", "force", "forces", "fleet", "corps", "marines", "division"}
)


def is_force(body: Organisation) -> bool:
    """Tell whether an organisation is a force: armed forces, an army, a fleet, an air force."""
    return body.kind in FORCE_KINDS or body.name.split()[-1].lower() in _FORCE_HEADS


FACILITY_KINDS = frozenset(
    {"training ground", "airfield", "base", "border crossing", "facility", "bridge"}
)


def _series_aliases() -> Iterator[tuple[str, Entry]]:
    dated = frozenset(
        read_toml("catalogue/exercises.toml").get("matching", {}).get("need_year", ())
    )
    weak = need_context("exercises")
    for one in series():
        own = entity_id(EntityKind.EXERCISE, one.id)
        for alias in dict.fromkeys((one.name, *one.aliases, *one.dated_aliases)):
            role = "dated series" if alias in {*one.dated_aliases, *dated} else "series"
            yield alias, Entry(EntityKind.EXERCISE, own, one.name, one, role, weak=alias in weak)


def _state_aliases() -> Iterator[tuple[str, Entry]]:
    weak = need_context("states")
    for state in states():
        own = entity_id(EntityKind.STATE, state.iso)
        roles = (
            ("name", (state.name, *state.names)),
            ("capital", (state.capital, *state.capital_aliases)),
            ("demonym", state.demonyms),
            ("people", state.people),
            ("seat", state.seats),
        )
        for role, aliases in roles:
            for alias in dict.fromkeys(filter(None, aliases)):
                weakly = alias in weak
                yield alias, Entry(EntityKind.STATE, own, state.name, state, role, weak=weakly)


@cache
def names() -> frozenset[str]:
    """Return every name and alias of the catalogues, folded, words apart by blanks."""
    return frozenset(fold_name(alias) for alias, _ in _aliases())


@cache
def spellings() -> dict[str, str]:
    """Return every name and alias as the catalogues write it, by its folded form."""
    found: dict[str, str] = {}
    for alias, _ in _aliases():
        found.setdefault(fold_name(alias), alias)
    return found
