"""Divisions of countries and waters: the extracts beside the gazetteer, read when first asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from vedette.data import data_file
from vedette.data.matcher import fold

_LATIN = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
_APOSTROPHES = "'`\u2019\u2018\u02bc\u00b4\u02b9"
_LATIN_PLAIN = {code: fold(chr(code)) for code in _LATIN} | dict.fromkeys(
    map(ord, _APOSTROPHES), ""
)


@dataclass(frozen=True, slots=True)
class Region:
    """Hold a division: level 1 is a state or province, 2 a county or district.

    `code` is that of GeoNames ("LA", "LA.079"), `people` live in its towns, and the position is
    the middle of those.
    """

    geonameid: int
    level: int
    country: str
    code: str
    lat: float
    lon: float
    people: int
    names: tuple[str, ...]

    @property
    def first(self) -> str:
        """Return the code of the first division that it is or lies in."""
        return self.code.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Water:
    """Hold a sea, strait, gulf or bay with the middle of its largest piece."""

    name: str
    lat: float
    lon: float


def key_of(name: str) -> str:
    """Return a name without case, accents and apostrophes; cheaper than folding it whole."""
    lower = name.lower()
    plain = lower.translate(_LATIN_PLAIN)
    return plain.replace("-", " ").replace(".", "")


def _lines(name: str) -> Iterable[str]:
    path = data_file(f"gazetteer/{name}")
    text = path.read_text(encoding="utf-8") if path else ""
    return (line for line in text.split("\n") if line and line[0] != "#")


class _Regions:
    """Keep the lines of the file as text, and where each name stands; a line is cut when asked."""

    def __init__(self) -> None:
        self._lines = list(_lines("regions.tsv"))
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_code: dict[str, int] = {}
        for number, line in enumerate(self._lines):
            head, _, names = line.rpartition("\t")
            cells = head.split("\t", 4)
            self._by_code[f"{cells[2]}.{cells[3]}"] = number
            for name in names.split("|"):
                found = self._by_name[key_of(name)]
                if not found or found[-1] != number:
                    found.append(number)

    def named(self, key: str) -> list[Region]:
        return [self._cut(number) for number in self._by_name.get(key, ())]

    def coded(self, code: str) -> Region | None:
        number = self._by_code.get(code)
        return None if number is None else self._cut(number)

    def first(self, country: str) -> list[Region]:
        mark = f"\t1\t{country}\t"
        return [self._cut(number) for number, line in enumerate(self._lines) if mark in line]

    def _cut(self, number: int) -> Region:
        own, level, country, code, lat, lon, people, names = self._lines[number].split("\t")
        position = float(lat), float(lon)
        parts = tuple(names.split("|"))
        return Region(int(own), int(level), country, code, *position, int(people), parts)


@cache
def _regions() -> _Regions:
    return _Regions()


def regions(name: str) -> list[Region]:
    """Return the divisions of a name, whatever its case and accents."""
    return _regions().named(key_of(name))


def region_of(country: str, code: str) -> Region | None:
    """Return a division by country and code ("BY", "01"), or None."""
    return _regions().coded(f"{country}.{code}")


@cache
def first_divisions(country: str) -> tuple[Region, ...]:
    """Return the states or provinces of a country."""
    return tuple(_regions().first(country))


@cache
def waters() -> dict[str, Water]:
    """Return seas, straits, gulfs and bays by the key of their names."""
    found = {}
    for line in _lines("waters.tsv"):
        lat, lon, _, name = line.split("\t")
        found[key_of(name)] = Water(name, float(lat), float(lon))
    return found
