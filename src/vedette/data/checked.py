"""Check catalogue entries against the sources they name.

An entry is checked where a source in the register holds its facts, and recalled elsewhere: whole
(`source = "recalled"`) or key by key (`recalled = ["lat", "lon"]`).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

from vedette.data.matcher import fold_name
from vedette.data.sources import (
    DOCUMENTS,
    RECALLED,
    Fact,
    Ref,
    attested,
    fact,
    refs,
    sources,
    unknown,
)
from vedette.data.values import JOIN

Row = dict[str, Any]

# How far, in kilometres, coordinates of a precision class may lie from where a source puts the
# thing: a point on the same site, a vicinity within a day's march, a region within its borders.
REACH_KM = {
    "point": 2.0,
    "vicinity": 10.0,
    "settlement": 15.0,
    "region": 150.0,
    "country": 500.0,
    "sea": 500.0,
}
# What coordinates that were only recalled may be used for.
RECALLED_PRECISIONS = frozenset({"settlement", "region", "country", "sea"})
_EARTH_KM = 6371.0
_SHORTEST_WORD = 4
# Words that names of unlike things share: they don't tell that two names mean the same.
_COMMON = frozenset(
    [
        "airport",
        "airfield",
        "base",
        "international",
        "oblast",
        "region",
        "province",
        "voivodeship",
        "army",
        "corps",
        "guards",
        "brigade",
        "division",
        "regiment",
        "separate",
        "mechanized",
        "motorized",
        "rifle",
        "tank",
        "airborne",
        "assault",
        "naval",
        "infantry",
        "fleet",
        "port",
        "city",
        "town",
        "strait",
        "gulf",
        "channel",
        "south",
        "north",
        "east",
        "west",
    ]
)


def source_of(row: Row) -> str:
    """Return the sources of an entry as records hold them: several are joined."""
    source = row.get("source", "")
    return JOIN.join(source) if isinstance(source, list) else str(source)


def is_recalled(row: Row, key: str = "") -> bool:
    """Tell whether an entry, or one key of it, was written from memory and checked nowhere."""
    named = refs(source_of(row))
    whole = all(ref.name == RECALLED for ref in named)
    return whole or bool(key and key in row.get("recalled", ()))


def is_checked(row: Row) -> bool:
    """Tell whether a source in the register, or a document, holds up some of an entry."""
    return any(r.name in sources() or r.name.startswith(DOCUMENTS) for r in refs(source_of(row)))


def problems(row: Row, documents: Path) -> Iterator[str]:
    """Yield what does not hold between an entry and its sources; `documents` is the docs folder."""
    lost = list(unknown(source_of(row), documents))
    yield from lost
    yield from (
        f"{key} is recalled and not there" for key in row.get("recalled", ()) if key not in row
    )
    if lost:
        return
    for ref in refs(source_of(row)):
        if ref.name in sources():
            found = fact(ref)
            if found is not None:
                yield from _disagreements(row, ref, found)
    if "lat" in row:
        yield from _unheld(row)


def _disagreements(row: Row, ref: Ref, found: Fact) -> Iterator[str]:
    if not _same_name(row, found):
        yield f"{ref} is called {', '.join(sorted(found.names)[:3])}"
    claimed = row.get("country", row.get("state", row.get("iso", "")))
    if found.country and claimed not in {"", found.country} and not is_recalled(row, "country"):
        yield f"{ref} lies in {found.country}, the entry says {claimed}"
    if not _same_capital(row, found):
        yield f"{ref} has the capital {found.values['capital']}"
    if found.lat is None or found.lon is None or "lat" not in row or is_recalled(row, "lat"):
        return
    apart = distance_km((row["lat"], row["lon"]), (found.lat, found.lon))
    reach = max(REACH_KM[row["precision"]], float(found.values.get("radius_km", 0)))
    if apart > reach:
        yield f"{ref} lies {apart:.0f} km away, too far for the precision {row['precision']}"


def _same_capital(row: Row, found: Fact) -> bool:
    if "capital" not in row or "capital" not in found.values or is_recalled(row, "capital"):
        return True
    own = {fold_name(name) for name in (row["capital"], *row.get("capital_aliases", ()))}
    return fold_name(found.values["capital"]) in own


def _unheld(row: Row) -> Iterator[str]:
    """Yield what is wrong with coordinates that no source holds up."""
    held = {"lat", "lon"} <= attested(source_of(row))
    if not held and not is_recalled(row, "lat"):
        yield 'no source holds its coordinates: add recalled = ["lat", "lon"]'
    if is_recalled(row, "lat") and row["precision"] not in RECALLED_PRECISIONS:
        yield f"recalled coordinates are no {row['precision']}: at best a settlement"


def _same_name(row: Row, found: Fact) -> bool:
    own = (row.get("name", ""), *row.get("aliases", ()), *row.get("names", ()))
    ours, theirs = _keys(own), _keys(found.names)
    return not found.names or bool(ours & theirs)


def _keys(names: Any) -> set[str]:
    folded = {fold_name(name) for name in names}
    telling = [[word for word in name.split() if word not in _COMMON] for name in folded]
    words = {word for name in telling for word in name if len(word) >= _SHORTEST_WORD}
    return folded | words | {" ".join(name) for name in telling if name}


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Return the distance of two positions in degrees along a great circle."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH_KM * asin(sqrt(half))
