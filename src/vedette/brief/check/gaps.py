"""What the passages lack of a statement in values and small words, though its words are found."""

from __future__ import annotations

from collections.abc import Iterator

from vedette.brief.check.align import GOOD, Alignment
from vedette.brief.check.differences import rival_names, swapped
from vedette.brief.check.measures import misfits
from vedette.brief.check.passages import Kind, Unit
from vedette.brief.check.tense import told_early
from vedette.brief.check.turns import outside, turned
from vedette.brief.check.values import is_carried


def value_gaps(a: Alignment) -> Iterator[str]:
    """Yield what differs in a number's bound or unit, a small word, or the place of a name."""
    if a.is_same:
        return
    for said, found in misfits(a):
        yield f"the report says “{found}”, not “{said}”"
    yield from turned(a)
    for verb in told_early(a):
        yield f"only planned in the report: “{verb}”"
    missed = {u.token.i for u, w in zip(a.said.units, a.wide, strict=True) if w < GOOD}
    for unit, other in swapped(a):
        if unit.token.i not in missed and not _is_rival(a, unit, other):
            continue
        yield f"“{other.token.text}” in the report, “{unit.token.text}” here"
    for unit in outside(a):
        if not is_carried(a, unit):
            yield f"“{unit.token.text}” does not stand in this place in the report"


def _is_rival(a: Alignment, unit: Unit, other: Unit) -> bool:
    """Tell whether another name stands where a name does, which is found elsewhere."""
    if (unit.thing and unit.thing == other.thing) or {*unit.also} & {*other.also}:
        return False  # "the United States House", "the US House"
    return unit.kind is other.kind is Kind.NAME and rival_names(a, unit, other)
