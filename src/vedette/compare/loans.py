"""Borrowed scope: what one utterance leaves open, another of the same speaker may state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from vedette.compare.conventions import Conventions
from vedette.compare.intervals import POINTS, Extent, extent
from vedette.compare.rows import body_key, same_speaker, speaker_key
from vedette.compare.sides import figure_words
from vedette.compare.thresholds import is_estimate
from vedette.compare.world import World
from vedette.model import Judgement, JudgementKind, Row

RULE = "rule:loan@1"
_LENT = ("place", "force")


def lend_scope(
    rows: Sequence[Row],
    *,
    conventions: Conventions,
    world: World,
    rejected: frozenset[str] = frozenset(),
) -> tuple[tuple[Row, ...], tuple[Judgement, ...]]:
    """Return the rows with borrowed places and forces, and a judgement on each loan.

    A lender is the same speaker on the same class within the window of days, whose report states
    what is missing and whose number agrees. Lenders that differ lend nothing. `rejected` holds
    ids of loans that a person took back.
    """
    lenders: dict[tuple[str, str | None, str], list[Row]] = defaultdict(list)
    for row in rows:
        for key in _keys(row):
            lenders[key].append(row)
    lent: list[Row] = []
    judgements: list[Judgement] = []
    for row in rows:
        changed = row
        for name in _LENT:
            if name not in row.figure.scope.assumed or row.is_unnamed or row.own_voice:
                continue
            candidates = {one.id: one for key in _keys(row) for one in lenders[key]}.values()
            lender = _lender(row, name, candidates, conventions, world)
            loan = _loan(row, lender, name) if lender else None
            if lender is not None and loan is not None and loan.id not in rejected:
                changed = _borrow(changed, lender, name)
                judgements.append(loan)
        lent.append(changed)
    return tuple(lent), tuple(judgements)


def _keys(row: Row) -> tuple[tuple[str, str | None, str], ...]:
    figure = row.figure
    counted, activity = figure.counted, figure.scope.activity
    return tuple(
        (counted, activity, key)
        for key in dict.fromkeys((speaker_key(row.speaker), body_key(row.speaker)))
    )


def _lender(
    row: Row, name: str, candidates: Iterable[Row], conventions: Conventions, world: World
) -> Row | None:
    days = conventions.windows.loan_days
    found = [
        other
        for other in candidates
        if other.id != row.id
        and name not in other.figure.scope.assumed
        and name not in other.figure.scope.borrowed
        and not (other.is_open or other.is_denied)
        and same_speaker(row, other)
        and _near(row.day, other.day, days)
        and _agrees(row, other, conventions, world)
    ]
    values = {getattr(one.figure.scope, name) for one in found}
    if len(values) != 1:
        return None
    return min(found, key=lambda one: (_gap(row.day, one.day), one.id))


def _gap(a: date | None, b: date | None) -> int:
    return abs((a - b).days) if a and b else 10**6


def _near(a: date | None, b: date | None, days: int) -> bool:
    return a is not None and b is not None and _gap(a, b) <= days


def _agrees(a: Row, b: Row, conventions: Conventions, world: World) -> bool:
    """Tell whether two numbers agree, or one lies inside the other as the speaker means it."""
    mine, other = (
        extent(row.figure, conventions.tolerances, estimate=is_estimate(row, world))
        for row in (a, b)
    )
    if mine is None or other is None or not mine.hard.meets(other.hard):
        return False
    if a.figure.bound in POINTS and b.figure.bound in POINTS:
        return True
    return mine.core.meets(other.core) and _one_inside(mine, other)


def _one_inside(a: Extent, b: Extent) -> bool:
    same = a.hard == b.hard
    return same or a.hard.inside(b.hard) or b.hard.inside(a.hard)


def _borrow(row: Row, lender: Row, name: str) -> Row:
    scope = row.figure.scope
    scope = replace(
        scope,
        **{name: getattr(lender.figure.scope, name)},
        assumed=tuple(gap for gap in scope.assumed if gap != name),
        borrowed=(*scope.borrowed, name),
    )
    return replace(row, figure=replace(row.figure, scope=scope))


def _loan(row: Row, lender: Row, name: str) -> Judgement:
    value = getattr(lender.figure.scope, name)
    shown = ", ".join(value) if isinstance(value, tuple) else value
    shown = shown or "the whole"
    kind = JudgementKind.LOAN
    reason = (
        f"{row.speaker.name} gives no {name} for {figure_words(row.figure)}; "
        f"{lender.speaker.name} gave {figure_words(lender.figure)} for {shown} "
        f"({_gap(row.day, lender.day)} days apart)."
    )
    return Judgement(
        id=Judgement.make_id(kind, a=row.id, b=lender.id, by=RULE, code=name, value=shown),
        kind=kind,
        a=row.id,
        b=lender.id,
        by=RULE,
        reason=reason,
        code=name,
        value=shown,
    )
