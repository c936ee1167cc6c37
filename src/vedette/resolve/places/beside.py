"""Names that no gazetteer holds, where the report itself puts them: "Terra Kulture in Lagos"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from vedette.model import PlaceMention, PlacePrecision, PlaceRole, Where
from vedette.resolve.places.known import folded

UNLISTED = "not in the gazetteer"  # how the reason of a name without any candidate ends
_TOWNS = frozenset({PlacePrecision.SETTLEMENT, PlacePrecision.VICINITY, PlacePrecision.POINT})
_BETWEEN = re.compile(
    r",? (?:in|at|near|outside|just outside) (?:the )?(?:city of |town of |village of )?"
    r"(?:(?:north|south|east|west|central|downtown|suburban)[a-z-]* )?"
)


def placed_beside(found: tuple[PlaceMention, ...], text: str) -> tuple[PlaceMention, ...]:
    """Return the places with unlisted ones in the vicinity of the town named right behind them.

    What is said once of a name holds for it in the whole report; a name that is put in two towns
    stays unplaced.
    """
    said: dict[str, set[Where]] = {}
    for one, other in pairwise(found):
        between = text[one.span.end : other.span.start]
        if is_unlisted(one) and _is_town(other) and _BETWEEN.fullmatch(between):
            said.setdefault(folded(one.span.quote), set()).add(_vicinity(one, other))
    known = {name: next(iter(wheres)) for name, wheres in said.items() if len(wheres) == 1}
    if not known:
        return found
    return tuple(
        replace(one, where=known[name])
        if is_unlisted(one) and (name := folded(one.span.quote)) in known
        else one
        for one in found
    )


def is_unlisted(mention: PlaceMention) -> bool:
    """Tell whether a location has a name that no gazetteer holds."""
    located = mention.role is PlaceRole.LOCATION
    return located and (mention.where.reason or "").endswith(UNLISTED)


def _is_town(mention: PlaceMention) -> bool:
    located = mention.role is PlaceRole.LOCATION
    return located and mention.where.lat is not None and mention.where.precision in _TOWNS


def _vicinity(one: PlaceMention, town: PlaceMention) -> Where:
    return replace(
        town.where, name=one.where.name, geonameid=None, precision=PlacePrecision.VICINITY
    )
