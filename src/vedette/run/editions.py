"""The editions of an exercise side by side: `vedette editions`."""

from __future__ import annotations

from vedette.compare.conventions import Conventions
from vedette.compare.editions import Editions, lay_side_by_side
from vedette.compare.world import World
from vedette.data.catalogue import exercises
from vedette.data.catalogue import series as catalogued
from vedette.data.codebook import counted_classes
from vedette.data.matcher import fold_name
from vedette.errors import BadArgumentError, NotFoundError
from vedette.run import queries
from vedette.run.near import near_names
from vedette.store.view import View


def editions(
    view: View, name: str, *, counted: str = "personnel", conventions: Conventions
) -> Editions:
    """Return the editions of a series side by side, by its name or that of any edition.

    Raises NotFoundError that offers what comes nearest, BadArgumentError for an unknown class.
    """
    _check_class(counted)
    world = World.shipped()
    named = [one for one, _, _ in view.activities()]
    held = {one: world.series_of(one) for one in named}
    series = _series_of(name, held, world)
    if series is None:
        near = near_names(name, [*held, *held.values()])
        hint = f"Did you mean: {', '.join(near)}?" if near else _known(set(held.values()))
        raise NotFoundError(f"no exercise is called {name!r}", next_step=hint)
    ours = [one for one in named if held[one] == series]
    ledger = queries.board(view, ours[0], conventions=conventions)
    shown = [one for one in ours if one != series or len(ours) == 1]
    return lay_side_by_side(ledger, shown, series=series, counted=counted, world=world)


def _series_of(name: str, held: dict[str, str], world: World) -> str | None:
    """Return the series that the store knows under a name: its own, an edition's, an alias."""
    typed = fold_name(name)
    for edition, series in held.items():
        if typed in {fold_name(edition), fold_name(series)}:
            return series
    known = set(held.values())
    for one in catalogued():
        aliases = {one.name, *one.aliases, *one.dated_aliases}
        if one.name in known and typed in set(map(fold_name, aliases)):
            return one.name
    for edition_ in exercises():
        if typed in set(map(fold_name, (edition_.name, *edition_.aliases))):
            series = world.series_of(edition_.name)
            return series if series in known else None
    return None


def _check_class(counted: str) -> None:
    classes = [one.name for one in counted_classes()]
    if counted not in classes:
        near = near_names(counted, classes)
        hint = f"Did you mean: {', '.join(near)}?" if near else f"Try: {', '.join(classes[:8])}"
        raise BadArgumentError(f"nothing counted is called {counted!r}", next_step=hint)


def _known(series: set[str]) -> str:
    if not series:
        return "The store names no exercise yet: fill it with vedette ingest FOLDER"
    return f"The store knows: {', '.join(sorted(series)[:8])}"
