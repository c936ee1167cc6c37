"""The conventions of comparing, read from a file that a user may replace."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from vedette.data import read_toml
from vedette.errors import BadArgumentError, NotFoundError
from vedette.model import Threshold

FILE = "conventions.toml"

R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tolerances:
    """Hold how far numbers reach, in parts of the number; see the comments of the file."""

    exact: float
    exact_many_digits: float
    about: float
    about_many_digits: float
    many_digits: int
    near: float
    bound: float
    estimate: float
    exact_below: float
    core_up: float
    core_down: float
    change: float
    change_near: float
    same_bound: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Windows:
    """Hold how many days renderings, retold words and loans may lie apart."""

    utterance_days: int
    relay_days: int
    loan_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moments:
    """Name what has a number of the moment only: counted classes and roles."""

    classes: frozenset[str]
    roles: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """Hold everything about comparing that is a convention and not a rule of code."""

    tolerances: Tolerances
    windows: Windows
    moments: Moments
    thresholds: tuple[Threshold, ...]

    @classmethod
    def shipped(cls) -> Conventions:
        """Return the conventions that come with Vedette."""
        return _shipped()

    @classmethod
    def load(cls, path: Path) -> Conventions:
        """Read a user's own file.

        Raise NotFoundError where it is missing and BadArgumentError where it does not fit.
        """
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise NotFoundError("no such conventions file", where=str(path)) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadArgumentError(f"not a TOML file: {error}", where=str(path)) from error
        return cls.of(tables, where=str(path))

    @classmethod
    def of(cls, tables: Mapping[str, Any], *, where: str = FILE) -> Conventions:
        """Build conventions from the tables of a file; `where` names it in errors."""
        return cls(
            tolerances=_record(Tolerances, tables.get("tolerances", {}), f"{where}: tolerances"),
            windows=_record(Windows, tables.get("windows", {}), f"{where}: windows"),
            moments=_record(Moments, tables.get("moments", {}), f"{where}: moments"),
            thresholds=tuple(
                _record(Threshold, table, f"{where}: threshold {place}")
                for place, table in enumerate(tables.get("threshold", ()), 1)
            ),
        )


def load_conventions(path: Path | None = None) -> Conventions:
    """Return the conventions of a user's file, or the shipped ones."""
    return Conventions.load(path) if path else Conventions.shipped()


@cache
def _shipped() -> Conventions:
    return Conventions.of(read_toml(FILE))


def _record(cls: type[R], table: Mapping[str, Any], where: str) -> R:
    values: dict[str, Any] = {}
    for field in fields(cls):  # type: ignore[arg-type]
        if field.name in table:
            values[field.name] = _value(table[field.name], str(field.type), where, field.name)
        elif field.default is MISSING:
            raise BadArgumentError(f"{field.name} is missing", where=where)
    return cls(**values)


def _value(value: Any, kind: str, where: str, name: str) -> Any:
    if kind == "float" and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if kind == "int" and isinstance(value, int) and not isinstance(value, bool):
        return value
    if kind == "str" and isinstance(value, str):
        return value
    if kind == "frozenset[str]" and isinstance(value, list):
        return frozenset(map(str, value))
    raise BadArgumentError(f"{name} is not a {_KINDS[kind]}", where=where)


_KINDS = {
    "float": "number",
    "int": "whole number",
    "str": "text",
    "frozenset[str]": "list of texts",
}
