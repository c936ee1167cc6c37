"""The named activities, for whoever looks for one: narrowed, sorted, page by page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
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
    figures: int = 0
    first: date | None = None
    last: date | None = None


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
NEED_ALL = frozenset({"figures", "first", "last"})  # orders for which all must be looked up


def named(view: View) -> list[Listed]:
    """Return the named activities of a picture, the most reported first, without their figures."""
    world = World.shipped()
    found = view.activities()
    held = Counter(world.series_of(name) for name in {name for name, _, _ in found})
    return [
        Listed(name, kind, _series(name, held, world), reports) for name, kind, reports in found
    ]


def filled(view: View, some: Sequence[Listed]) -> list[Listed]:
    """Return activities with their figures and days; ask it for a page, not for all."""
    facts = view.standings(list(dict.fromkeys(one.name for one in some)))
    return [
        replace(
            one,
            figures=facts[one.name].figures,
            first=facts[one.name].first,
            last=facts[one.name].last,
        )
        for one in some
    ]


def about_one(view: View, name: str) -> Listed | None:
    """Return one activity by its stored name; None where the picture has none of it."""
    mine = [one for one in named(view) if one.name == name]
    return filled(view, mine[:1])[0] if mine else None


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
