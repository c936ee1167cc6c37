"""What a clause says of a part and not of its whole: "31 of the 38 drones were shot down"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vedette.extract.scope.setting import scope_table
from vedette.model import Analysis, Figure, Reading, Scope

_OF = re.compile(r"\s(?:out\s)?of\s(?:the\s|its\s|their\s|those\s|these\s|some\s)?", re.IGNORECASE)
_LED = re.compile(r"\bof\s(?:the\s|its\s|their\s|those\s|these\s|some\s)?$", re.IGNORECASE)


def parts_alone(
    reading: Reading, analysis: Analysis, figures: Sequence[Figure]
) -> tuple[Figure, ...]:
    """Return the figures, a whole without the place and the role that its part has in its clause.

    Figures are those of one report in text order, scoped.
    """
    known = {figure.id: figure for figure in figures}
    for figure in figures:
        whole = known.get(figure.part_of or "")
        if whole is not None and _is_of(reading, whole, figure):
            part = known[figure.id]
            known[figure.id], known[whole.id] = _told_apart(reading, analysis, whole, part)
    return tuple(known[figure.id] for figure in figures)


def _is_of(reading: Reading, whole: Figure, part: Figure) -> bool:
    # "31 of 38 drones", "of the 800 soldiers, 200"
    text = reading.text
    if part.number.end <= whole.number.start:
        return _OF.fullmatch(text, part.number.end, whole.number.start) is not None
    start = whole.span.start
    return _LED.search(text, max(0, start - 12), start) is not None


def _told_apart(
    reading: Reading, analysis: Analysis, whole: Figure, part: Figure
) -> tuple[Figure, Figure]:
    place, role = whole.scope.place, whole.scope.role
    if role in scope_table(reading.language)["verb_roles"]:
        part = replace(part, scope=replace(part.scope, role=part.scope.role or role))
        whole = replace(whole, scope=replace(whole.scope, role=None))
    if place is not None and _is_said_behind(reading, analysis, whole, place):
        part = replace(part, scope=_at(part.scope, part.scope.place or place))
        whole = replace(whole, scope=_at(whole.scope, None))
    elif part.scope.place is None and place is not None:
        part = replace(part, scope=_at(part.scope, place))
    return part, whole


def _is_said_behind(reading: Reading, analysis: Analysis, whole: Figure, place: str) -> bool:
    # behind the verb: "13 of the 41 sites are in Latvia", not "13 of the 41 sites in Latvia are"
    spans = [p.span for p in analysis.places if p.where.name == place]
    behind = [s.start for s in spans if s.start >= whole.span.end]
    if not behind:
        return False
    between = reading.tokens_between(whole.span.end, min(behind))
    return any(t.pos in {"VERB", "AUX"} for t in between)


def _at(scope: Scope, place: str | None) -> Scope:
    assumed = tuple(name for name in scope.assumed if name != "place")
    if place is None:
        assumed = ("place", *assumed)
    return replace(scope, place=place, assumed=assumed)
