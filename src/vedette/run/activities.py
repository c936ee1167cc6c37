"""The named activities, for whoever looks for one: narrowed, sorted, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from vedette.compare.world import World
from vedette.data.matcher import fold_name
from vedette.errors import BadArgumentError
from vedette.store.view import View


@dataclass(frozen=True, slots=True)
class Listed:
    """Hold one named activity; `edition_of` is its series, "" where it is none's edition."""

    name: str
    type: str
    edition_of: str
    reports: int
    figures: int
    first: date | None
    last: date | None


# Numbers and days run downward first: one looks for the most and the latest.
SORTS: dict[str, tuple[Callable[[Listed], Any], bool]] = {
    "name": (lambda one: fold_name(one.name), False),
    "type": (lambda one: (one.type, fold_name(one.name)), False),
    "series": (lambda one: (fold_name(one.edition_of or one.name), one.name), False),
    "reports": (lambda one: one.reports, True),
    "figures": (lambda one: one.figures, True),
    "first": (lambda one: one.first or date.min, True),
    "last": (lambda one: one.last or date.min, True),
}


def listed(view: View) -> list[Listed]:
    """Return the named activities of a picture, the most reported first."""
    world = World.shipped()
    found = view.standings()
    held = Counter(world.series_of(one.name) for one in found)
    return [
        Listed(
            one.name,
            one.type,
            _series(one.name, held, world),
            one.reports,
            one.figures,
            one.first,
            one.last,
        )
        for one in found
    ]


def _series(name: str, held: Counter[str], world: World) -> str:
    """Return the series of an edition; a name of its own is a series only beside others."""
    series = world.series_of(name)
    return series if series != name or held[series] > 1 else ""


def chosen(
    every: Sequence[Listed],
    *,
    text: str = "",
    kind: str = "",
    sort: str = "reports",
    turned: bool = False,
) -> list[Listed]:
    """Return those that hold a text in their name and are of a type, in an order.

    `turned` turns the order round. Raises BadArgumentError for an order that there is not.
    """
    if sort not in SORTS:
        raise BadArgumentError(
            f"activities are not sorted by {sort!r}", next_step=f"Try one of: {', '.join(SORTS)}"
        )
    wanted = fold_name(text)
    found = [
        one
        for one in every
        if (not wanted or wanted in fold_name(one.name)) and kind in ("", one.type)
    ]
    key, downward = SORTS[sort]
    return sorted(found, key=key, reverse=downward != turned)


def types_of(every: Sequence[Listed]) -> list[tuple[str, int]]:
    """Return the types with the number of their activities, the most frequent first."""
    return Counter(one.type for one in every).most_common()
