"""Corroboration in three numbers, never one: utterers, origins, outlets; and presumed relays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Protocol

from vedette.compare.intervals import DOWNWARD, UPWARD
from vedette.compare.replaced import base_number
from vedette.compare.rows import APART, body_key, outlet_name, speaker_key
from vedette.compare.scopes import TAKING_PART, Relation, relate, together, whole_force
from vedette.compare.world import World
from vedette.model import Body, EntityKind, Figure, Row, Speaker

UNNAMED = "unnamed"


class Voice(Protocol):
    """Anything that somebody says: a row of the board, an utterance."""

    @property
    def speaker(self) -> Speaker:
        """Return who says it."""
        ...

    @property
    def is_unnamed(self) -> bool:
        """Tell whether nobody can say which body speaks."""
        ...

    @property
    def is_open(self) -> bool:
        """Tell whether nobody stands for it."""
        ...


def mark_relays(
    rows: Sequence[Row], *, world: World, rejected: frozenset[str] = frozenset()
) -> tuple[Row, ...]:
    """Mark outlets' own numbers that an official gave before; such a row adds no utterer.

    The source is the last official number before it that still stands (run `find_replaced` first).
    `rejected` holds ids of rows that a person declared the outlet's own after all.
    """
    given: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        if not row.own_voice and not row.is_open:
            given[_number_key(row.figure)].append(row)
    marked = []
    for row in rows:
        source = None
        if row.own_voice and row.id not in rejected:
            source = _source(row, given.get(_number_key(row.figure), ()), world)
        if source is None:
            marked.append(row)
            continue
        # What repeats a number that no longer stands does not make it stand again.
        marked.append(replace(row, relay_of=source.id, replaced_by=source.replaced_by))
    return tuple(marked)


def _source(row: Row, given: Iterable[Row], world: World) -> Row | None:
    known = [one for one in given if _came_first(one, row) and _of_one_thing(one, row, world)]
    standing = [one for one in known if one.replaced_by is None] or known
    return max(standing, key=lambda one: (str(one.day or ""), one.id), default=None)


def _came_first(official: Row, outlet: Row) -> bool:
    if official.carriers[0].report_id == outlet.carriers[0].report_id:
        return True
    return official.day is not None and outlet.day is not None and official.day <= outlet.day


def _of_one_thing(official: Row, outlet: Row, world: World) -> bool:
    relations = relate(official.figure.scope, outlet.figure.scope, world)
    gaps = {*official.figure.scope.assumed, *outlet.figure.scope.assumed}
    left = {name: one for name, one in relations.items() if name not in gaps}
    return together(left) is Relation.EQUAL


def _number_key(figure: Figure) -> object:
    direction = (figure.bound in UPWARD) - (figure.bound in DOWNWARD)
    value = base_number(figure) or (figure.low, figure.high, figure.change)
    return figure.counted, figure.scope.activity, value, direction, figure.unit


def corroborate(rows: Sequence[Row], *, world: World) -> tuple[Row, ...]:
    """Count utterers, origins and outlets over all rows of the same value, bound and scope."""
    by_id = {row.id: row for row in rows}
    alike: dict[object, list[Row]] = defaultdict(list)
    for row in rows:
        alike[value_key(row.figure, world)].append(row)
    counted: dict[str, Row] = {}
    for group in alike.values():
        # A relay adds nobody of its own: it stands for the official whom it repeats.
        voices = [by_id[row.relay_of] if row.relay_of else row for row in group]
        utterers = utterers_of(voices, world=world)
        carriers = [carrier for row in group for carrier in row.carriers]
        origins = tuple(sorted({carrier.origin for carrier in carriers}))
        outlets = tuple(sorted({outlet_name(one.publisher) or one.report_id for one in carriers}))
        for row in group:
            counted[row.id] = replace(row, utterers=utterers, origins=origins, outlets=outlets)
    return tuple(counted[row.id] for row in rows)


def value_key(figure: Figure, world: World) -> object:
    """Return what rows that corroborate each other have in common."""
    scope = figure.scope
    return (
        figure.counted,
        figure.unit,
        figure.low,
        figure.high,
        figure.bound,
        figure.nearness,
        figure.change,
        figure.compared_to,
        scope.activity,
        scope.place,
        whole_force(scope, world),
        scope.component,
        scope.role or TAKING_PART,
    )


def utterers_of(voices: Iterable[Voice], *, world: World) -> tuple[Body, ...]:
    """Return the bodies that say it, each with its persons; unnamed speakers are one at least."""
    bodies: dict[str, list[Speaker]] = defaultdict(list)
    unnamed = False
    for voice in voices:
        if voice.is_open:
            continue
        if voice.is_unnamed:
            unnamed = True
            continue
        bodies[body_key(voice.speaker)].append(voice.speaker)
    found = [_body(members, world) for _, members in sorted(bodies.items())]
    if unnamed:
        found.append(Body(UNNAMED, at_least=True))
    return tuple(found)


def _body(speakers: Sequence[Speaker], world: World) -> Body:
    first = speakers[0]
    persons = {speaker_key(one): one.name for one in speakers if one.kind is EntityKind.PERSON}
    names = persons.values() if _judged_apart(persons) else set(persons.values())
    states = sorted(world.states_of(first))
    return Body(first.body or first.name, tuple(sorted(names)), ", ".join(states) or None)


def _judged_apart(persons: Iterable[str]) -> bool:
    """Tell whether somebody decided that two of these are not one, whatever their names."""
    return any(APART in key for key in persons)
