"""The facets of claims beside a list: what there is to narrow it by, with how many of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Final

from vedette.errors import BadArgumentError
from vedette.run import claims
from vedette.run.claims import Wanted
from vedette.store.seeking import Several, each_of
from vedette.store.view import View

MOST = 12  # values of a facet that are offered
Choices = list[tuple[str, str, int]]
Filters = Mapping[str, Several]

# What stands where a facet has no value: it is offered, and cannot be narrowed by.
_NOT_STATED: Final[Mapping[str, str]] = {
    "speaker": "the outlet itself",
    "place": "no place told",
    "publisher": "no publisher told",
    "time": "no time told",
}
_DAYS = ("since", "until", "published_since", "published_until")


def facets(view: View, wanted: Filters, *, most: int = MOST) -> dict[str, Choices]:
    """Count the claims of a filter set by each facet: (value, as shown, claims), the most first.

    `wanted` holds filters by their names (see `Wanted`; others are left alone), as an address has
    them; of several values any will do. A facet that is narrowed by counts as if it were not, and
    its chosen values are always among those offered. The value "" stands for what is not stated,
    and narrows nothing.
    """
    chosen = chosen_of(wanted)
    return {
        facet.name: _offered(facet.name, [*facet.values], getattr(chosen, facet.name), most=most)
        for facet in claims.facets(view, chosen, most=None)
    }


def chosen_of(wanted: Filters) -> Wanted:
    """Read filters as an address has them; raises BadArgumentError for what is no day."""
    known = {field.name for field in fields(Wanted)} - {"came_after"}
    given = {
        name: tuple(dict.fromkeys(filter(None, (each.strip() for each in each_of(asked)))))
        for name, asked in wanted.items()
        if name in known
    }
    said = {
        name: values[-1] if name == "text" or len(values) == 1 else values
        for name, values in given.items()
        if values and name not in _DAYS
    }
    days = {name: _day(given[name][-1]) for name in _DAYS if given.get(name)}
    return Wanted(**said, **days)  # type: ignore[arg-type]


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadArgumentError(f"{text!r} is no day", next_step="Write 2025-09-16") from error


def _offered(
    name: str, values: list[tuple[str | None, int]], chosen: Several, *, most: int
) -> Choices:
    found = [(value or "", value or _NOT_STATED.get(name, "not stated"), n) for value, n in values]
    shown, rest = found[:most], found[most:]
    picked = {each.casefold() for each in each_of(chosen)}
    return shown + [each for each in rest if each[0].casefold() in picked]
