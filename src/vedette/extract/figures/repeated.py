"""Figures that take up others of their report: headlines, and changes of a number announced."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from vedette.model import Figure, Stage, Zone

_HEADS = frozenset({Zone.HEADLINE, Zone.DECK})


def as_in_body(figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """Return the figures, those of headline and deck scoped as where the body repeats them.

    A headline leaves out what its story says: which exercise, where, whose.
    """
    body = [f for f in figures if f.span.zone not in _HEADS]
    return tuple(_like(f, body) if f.span.zone in _HEADS else f for f in figures)


def _like(head: Figure, body: Sequence[Figure]) -> Figure:
    for figure in body:
        if (figure.counted, figure.unit) != (head.counted, head.unit) or figure.change:
            continue
        if not _values(figure) & _values(head):
            continue
        stated = [n for n in ("place", "force") if n not in head.scope.assumed]
        scope = figure.scope
        if "place" in stated:
            scope = replace(scope, place=head.scope.place, assumed=_without(scope.assumed, "place"))
        if "force" in stated:
            scope = replace(scope, force=head.scope.force, assumed=_without(scope.assumed, "force"))
        return replace(head, scope=scope, is_strength=figure.is_strength, stage=figure.stage)
    return head


def _values(figure: Figure) -> set[float]:
    return {value for value in (figure.low, figure.high) if value is not None}


def _without(names: tuple[str, ...], name: str) -> tuple[str, ...]:
    return tuple(n for n in names if n != name)


def last_of_value(figures: Iterable[Figure], change: Figure) -> Figure | None:
    """Return the announced figure whose number a change starts from, None where there is none."""
    if change.change is None or change.change.from_value is None or change.compared_to:
        return None
    for figure in reversed(list(figures)):
        is_base = change.change.from_value in {figure.low, figure.high}
        if is_base and figure.counted == change.counted and figure.stage is Stage.ANNOUNCED:
            return figure
    return None
