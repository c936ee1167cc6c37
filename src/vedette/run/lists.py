"""Lists that a name narrows: which people, equipment, places and sources it fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from vedette.data.matcher import fold_name
from vedette.run import places, profiles, queries, things
from vedette.store.view import View

# List -> the filter of claims that its names stand for.
FIELDS: Final[Mapping[str, str]] = {
    "people": "speaker", "equipment": "subject", "places": "place", "sources": "publisher",
}  # fmt: skip
MOST = 200  # names that one search follows
LONGEST = 200


def fits(text: str, *names: str) -> bool:
    """Tell whether a text stands in one of some names, whatever its case and accents."""
    wanted = fold_name(text[:LONGEST])
    return any(wanted in fold_name(name) for name in names)


def names_like(view: View, listed: str, text: str) -> tuple[str, ...]:
    """Return the names of a list in which a text stands, in the order of the list.

    Of people these are those who have a page: who holds no office is not looked for.
    """
    found = (name for names in _names(view, listed) if fits(text, *names) for name in names)
    return tuple(dict.fromkeys(found))[:MOST]


def _names(view: View, listed: str) -> Iterable[tuple[str, ...]]:
    if listed == "people":
        return ((one.name,) for one in profiles.followed(view))
    if listed == "equipment":
        return ((one.name, *one.also) for one in things.things(view))
    if listed == "places":
        return ((one.name, *one.also) for one in places.sites(view))
    return ((each.name,) for each, _ in queries.sources(view))
