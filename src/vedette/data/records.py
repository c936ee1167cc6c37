"""Records from the tables of data files, checked while they are built."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from vedette.data import parts, read_own_toml, read_toml, values
from vedette.data.mistakes import Mistake, near, told, told_at
from vedette.model import PlacePrecision, PublisherKind

R = TypeVar("R")
Row = dict[str, Any]

# Fields whose names are no names in Python, or would say less there, by the keys of the files.
_RENAMED = {"type": "class"}
_RENAMED_DAYS = {"start": "from", "end": "to"}


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    key: str
    read: Callable[[Any], Any]
    needed: bool


def table(name: str, key: str, cls: type[R], *, beside: Collection[str] = ()) -> tuple[R, ...]:
    """Return the records of a table in a data file; `beside` names its other tables.

    Entries of the user's file come first and replace shipped ones of the same id. Raises
    BadArgumentError for the first mistake, with file and line.
    """
    content = read_toml(name)
    known = {key, "matching", *beside}
    for other in content:
        if other not in known:
            raise told(Mistake(f"unknown table {other}", near(other, known)), name, other, 0)
    rows = content.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise told(Mistake(f"{key} must be a table", f"Write [[{key}]]"), name, key, 0)
    return tuple(_built(rows, _own_rows(name, key), name, key, cls))


def rows_of_file(path: Path, key: str, cls: type[R]) -> list[tuple[R, Row]]:
    """Return the records of a table in a user's own file, each with the row as written.

    Raises BadArgumentError for the first mistake, with file and line.
    """
    content = read_own_toml(path)
    for other in content:
        if other not in {key, "matching", "extend"}:
            raise told_at(Mistake(f"unknown table {other}", near(other, {key})), path, other, 0)
    rows = content.get(key, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise told_at(Mistake(f"{key} must be a table", f"Write [[{key}]]"), path, key, 0)
    found: dict[str, tuple[R, Row]] = {}
    for number, row in enumerate(rows):
        ident = _ident(row)
        try:
            if ident in found:
                raise Mistake(f"{key} {ident} is here twice", "Take one out", key="name")  # noqa: TRY301
            found[ident] = (build(cls, row, f"{key} {ident or number + 1}"), row)
        except Mistake as mistake:
            raise told_at(mistake, path, key, number) from mistake
    return list(found.values())


def _own_rows(name: str, key: str) -> int:
    """Count the entries that come from a file of the user's that extends the shipped one."""
    files = parts(name)
    return len(files[0][1].get(key, ())) if len(files) > 1 else 0


def _built(rows: list[Row], own: int, name: str, key: str, cls: type[R]) -> list[R]:
    found = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows):
        ident = _ident(row)
        if ident in seen:
            if number >= own > seen[ident]:
                continue  # the user's entry replaces the shipped one
            twice = Mistake(f"{key} {ident} is here twice", "Give it another id", key="id")
            raise told(twice, name, key, number)
        try:
            found.append(build(cls, row, f"{key} {ident or number + 1}"))
        except Mistake as mistake:
            raise told(mistake, name, key, number) from mistake
        if ident:
            seen[ident] = number
    return found


def _ident(row: Row) -> str:
    return str(row.get("id") or row.get("iso") or row.get("name") or "")


def build(cls: type[R], row: Row, entry: str, *, part: int = 0) -> R:
    """Build one record; raises Mistake where a key is missing, unknown or misused."""
    found: dict[str, Any] = {}
    plan = _fields_of(cls)  # type: ignore[arg-type]
    for field in plan:
        if field.key in row:
            found[field.name] = _read(field, row[field.key], entry, part)
        elif field.needed:
            sample = _SAMPLES.get(field.key, f'{field.key} = "..."')
            raise Mistake(f"{entry} has no {field.key}", f"Add {sample}", part=part)
    if len(found) < len(row):
        known = [field.key for field in plan]
        key = next(key for key in row if key not in known)
        raise Mistake(f"{entry}: unknown key {key}", near(key, known), key=key, part=part)
    _in_order(found, entry, part)
    return cls(**found)


@cache
def _fields_of(cls: Any) -> tuple[_Field, ...]:
    """List the fields of a record by the keys under which a file has them."""
    own = fields(cls)
    renamed = _RENAMED_DAYS if any(field.name == "role" for field in own) else _RENAMED
    return tuple(
        _Field(
            field.name,
            renamed.get(field.name, field.name),
            _BY_NAME.get(field.name) or _BY_KIND[str(field.type)],
            field.default is MISSING,
        )
        for field in own
    )


def _read(field: _Field, value: Any, entry: str, part: int) -> Any:
    try:
        return field.read(value)
    except Mistake as mistake:
        what = f"{entry}: {field.key} {mistake.what}"
        where = "roles" if field.key == "roles" else field.key
        raise Mistake(what, mistake.then, key=where, part=mistake.part or part) from None


def _in_order(found: Row, entry: str, part: int) -> None:
    """Refuse an end before its start; dates of unlike length count as far as both go."""
    start, end = found.get("start", ""), found.get("end", "")
    shared = min(len(start), len(end))
    if start[:shared] > end[:shared]:
        key = "from" if "role" in found else "start"
        raise Mistake(
            f"{entry}: it ends on {end}, before it starts on {start}",
            "Exchange the two days",
            key=key,
            part=part,
        )


def _roles(value: Any) -> Any:
    from vedette.data.catalogue import Role

    if not isinstance(value, list) or not all(isinstance(role, dict) for role in value):
        raise Mistake("must be a list of tables", 'Write [{ role = "...", from = "2025-01-01" }]')
    return tuple(
        build(Role, role, f"office {number}", part=number - 1)
        for number, role in enumerate(value, 1)
    )


_PLACED = tuple(kind for kind in PlacePrecision if kind is not PlacePrecision.UNPLACED)
_SAMPLES = {"lat": "lat = 53.9", "lon": "lon = 27.6", "precision": 'precision = "settlement"'}
_BY_NAME: dict[str, Callable[[Any], Any]] = {
    "id": values.name,
    "name": values.name,
    "iso": values.country,
    "country": values.country,
    "state": values.country,
    "operators": values.countries,
    "organisers": values.countries,
    "start": values.day,
    "end": values.day,
    "signed": values.day,
    "lat": values.degrees(90, "north, as in 53.9"),
    "lon": values.degrees(180, "east, as in 27.6"),
    "source": values.source,
    **dict.fromkeys(
        ("aliases", "names", "demonyms", "people", "seats", "capital_aliases", "dated_aliases"),
        values.aliases,
    ),
}
_BY_KIND: dict[str, Callable[[Any], Any]] = {
    "str": values.text,
    "float": values.number,
    "bool": values.flag,
    "bool | None": values.flag,
    "tuple[str, ...]": values.texts,
    "tuple[Role, ...]": _roles,
    "PlacePrecision": values.one_of(_PLACED),
    "PublisherKind": values.one_of(tuple(PublisherKind)),
}
