"""Airports and air bases of the world by name, read only where a name ends like one."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from vedette.resolve.places.regions import key_of

_KIND = re.compile(
    r"^(?P<base>.+?)(?: international| regional| municipal| county)?"
    r" (?:airport|air ?base|airfield|air force base|afb|aerodrome|air station)$"
)


@dataclass(frozen=True, slots=True)
class Airport:
    """Hold an airport: name, country, position in degrees."""

    name: str
    country: str
    lat: float
    lon: float


def airports(name: str) -> list[Airport]:
    """Return the airports of a name ("Heathrow Airport", "Dulles International Airport")."""
    match = _KIND.match(key_of(name))
    return _by_name().get(match["base"], []) if match else []


@cache
def _by_name() -> dict[str, list[Airport]]:
    found: dict[str, list[Airport]] = defaultdict(list)
    text = (files("airportsdata") / "airports.csv").read_text(encoding="utf-8")
    rows = csv.reader(text.splitlines())
    next(rows)  # the names of the columns
    for icao, iata, name, town, _, country, _, lat, lon, *_ in rows:
        if not iata and not icao.isalpha():
            continue  # private strips, whose codes have digits
        airport = Airport(name, country, float(lat), float(lon))
        for base in _bases(key_of(name), key_of(town)):
            found[base].append(airport)
    return found


def _bases(name: str, town: str) -> list[str]:
    """Return a name without the word for its kind, and without the town before it."""
    match = _KIND.match(name)
    base = match["base"] if match else name
    rest = base.removeprefix(town).strip()
    return [base, rest] if rest and rest != base else [base]
