"""Tell whether a passage that denies a statement answers the question of the one that carries it.

Prices and counts of another day, and what is told of somebody else, are no other side: they
answer a different question.
"""

from __future__ import annotations

from datetime import timedelta

from vedette.brief.check.align import GOOD, Alignment
from vedette.brief.check.moments import names
from vedette.brief.check.passages import Kind

ABOUT = 0.7  # share of a statement that the denying passage must have
_DAYS = timedelta(days=3)  # reports of one happening come out within these


def answers(carries: Alignment, denies: Alignment) -> bool:
    """Tell whether two passages, one for and one against, speak of one thing at one time."""
    if carries.best.report_id == denies.best.report_id:
        return False
    if _cover(denies) < min(ABOUT, _cover(carries)):
        return False
    return _same_things(denies) and _same_time(carries, denies)


def _cover(a: Alignment) -> float:
    """Return what share of a statement is found, its numbers left out: they may be what differs."""
    rows = [
        (u.weight, m.likeness if m else 0.0)
        for u, m in zip(a.said.units, a.matches, strict=True)
        if u.kind is not Kind.NUMBER
    ]
    whole = sum(weight for weight, _ in rows)
    return sum(weight * worth for weight, worth in rows) / whole if whole else 0.0


def _same_things(denies: Alignment) -> bool:
    """Tell whether all but one of the names of the statement stand in the denying passage.

    The one may be what the two sides differ in.
    """
    rows = zip(denies.said.units, denies.matches, strict=True)
    missing = [u for u, m in rows if u.kind is Kind.NAME and (m is None or m.likeness < GOOD)]
    return len(missing) <= 1


def _same_time(carries: Alignment, denies: Alignment) -> bool:
    """Tell whether the two may speak of one time: an activity keeps its own, whenever told."""
    if any(f.scope.activity for f in carries.said.figures):
        return True
    there = denies.best.moments
    if not all(any(names(one, time) for one in there) for time in carries.said.moments):
        return False
    first = carries.best.reading.report.published
    second = denies.best.reading.report.published
    if not (first.start and second.start):
        return True
    return abs(first.start - second.start) <= _DAYS
