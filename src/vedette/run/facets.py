"""The facets of claims beside a list: what there is to narrow it by, with how many of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Final

from vedette.errors import BadArgumentError
from vedette.run import claims
from vedette.run.claims import Wanted
from vedette.store.view import View

MOST = 12  # values of a facet that are offered
Choices = list[tuple[str, str, int]]

# What stands where a facet has no value: it is offered, and cannot be narrowed by.
_NOT_STATED: Final[Mapping[str, str]] = {
    "speaker": "the outlet itself",
    "place": "no place told",
    "publisher": "no publisher told",
    "time": "no time told",
}
_DAYS = ("since", "until", "published_since", "published_until")


def facets(view: View, wanted: Mapping[str, str | None], *, most: int = MOST) -> dict[str, Choices]:
    """Count the claims of a filter set by each facet: (value, as shown, claims), the most first.

    `wanted` holds filters by their names (see `Wanted`; others are left alone), as an address has
    them. A facet that is narrowed by counts as if it were not, and its chosen value is always
    among those offered. The value "" stands for what is not stated, and narrows nothing.
    """
    chosen = chosen_of(wanted)
    return {
        facet.name: _offered(facet.name, [*facet.values], getattr(chosen, facet.name), most=most)
        for facet in claims.facets(view, chosen, most=None)
    }


def chosen_of(wanted: Mapping[str, str | None]) -> Wanted:
    """Read filters as an address has them; raises BadArgumentError for what is no day."""
    known = {field.name for field in fields(Wanted)} - {"came_after"}
    given = {name: value.strip() for name, value in wanted.items() if name in known and value}
    said = {name: value for name, value in given.items() if value and name not in _DAYS}
    days = {name: _day(given[name]) for name in _DAYS if given.get(name)}
    return Wanted(**said, **days)  # type: ignore[arg-type]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadArgumentError(f"{text!r} is no day", next_step="Write 2025-09-16") from error


def _offered(
    name: str, values: list[tuple[str | None, int]], chosen: object, *, most: int
) -> Choices:
    found = [(value or "", value or _NOT_STATED.get(name, "not stated"), n) for value, n in values]
    shown, rest = found[:most], found[most:]
    if isinstance(chosen, str):
        shown += [each for each in rest if each[0].casefold() == chosen.casefold()][:1]
    return shown
