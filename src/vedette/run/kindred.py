"""Places and equipment under several names: what persons judged one, what may be one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

from vedette.compare.aliases import CODE as ACTIVITY
from vedette.compare.aliases import EQUIPMENT, MOST_COMPARED, PLACE, Aliases, Called, aliases_of
from vedette.data.matcher import fold_name
from vedette.errors import NotFoundError
from vedette.model import EntityKind
from vedette.run.near import near_names
from vedette.store.seeking import Sought
from vedette.store.view import View

_ALL = 10_000_000  # reports: of what has several names they are counted as a set


class HasName(Protocol):
    """Hold something that has a name."""

    @property
    def name(self) -> str:
        """Return the name."""


Thing = TypeVar("Thing", bound=HasName)
_THING = str(EntityKind.EQUIPMENT)


def names_of(view: View, code: str, name: str) -> tuple[str, ...]:
    """Return all names of what is called so, in any case; one that nobody merged has one."""
    return tuple(sorted(aliases_of(view.decisions(), code).called(name)))


def of_subject(view: View, name: str) -> tuple[str, ...]:
    """Return all names of a subject of claims: an activity, or equipment."""
    found = {*names_of(view, ACTIVITY, name), *names_of(view, EQUIPMENT, name)}
    return tuple(sorted(found))


def merged(
    every: Iterable[Thing], aliases: Aliases, join: Callable[[str, list[Thing]], Thing]
) -> list[Thing]:
    """Return things, those that persons judged one joined under the name that stands for them."""
    roots = {fold_name(each): root for each, root in aliases.roots.items()}
    groups: dict[str, list[Thing]] = {}
    for one in every:
        groups.setdefault(roots.get(fold_name(one.name), one.name), []).append(one)
    return [
        ours[0] if [each.name for each in ours] == [root] else join(root, ours)
        for root, ours in groups.items()
    ]


def reports_at(view: View, code: str, names: Iterable[str], last: int) -> tuple[list[str], int]:
    """Return the last reports that name a place or thing by each of its names, and how many do.

    Those of several names are in no order.
    """
    every = tuple(names)
    ask: Callable[[str, int], tuple[list[str], int]] = (
        (lambda name, most: view.rolls.at(name, last=most))
        if code == PLACE
        else (lambda name, most: view.rolls.naming(_THING, name, last=most))
    )
    if len(every) == 1:
        return ask(every[0], last)
    found = [ask(name, _ALL)[0] for name in every]
    latest = dict.fromkeys(report for ours in found for report in ours[-last:])
    return list(latest), len({report for ours in found for report in ours})


# ---- deciding ----------------------------------------------------------------------------------


def stored_name(view: View, code: str, text: str) -> str:
    """Return the name under which reports have a place or thing; raises NotFoundError."""
    known = {fold_name(each): each for each in _known(view, code)}
    found = known.get(fold_name(text))
    if found is not None:
        return found
    near = near_names(text, known.values())
    step = f"Did you mean: {', '.join(near)}?" if near else "See the list of places or equipment"
    what = "place" if code == PLACE else "equipment"
    raise NotFoundError(f"no {what} is called {text[:80]!r} here", next_step=step)


def _known(view: View, code: str) -> list[str]:
    if code == PLACE:
        return [each.name for each in view.rolls.places()]
    said = [each.name for each in view.rolls.said_of(_THING)]
    return [*said, *(each.name for each in view.rolls.things(_THING))]


def names_called(view: View) -> frozenset[str]:
    """Return all names of places and of equipment."""
    return frozenset((*_known(view, PLACE), *_known(view, EQUIPMENT)))


def claims_on(view: View, code: str, name: str) -> int:
    """Count the claims at a place, or about a thing, by one name."""
    return view.count_sought(Sought(place=name) if code == PLACE else Sought(subject=name))


def boards_at(view: View, *places: str) -> tuple[str, ...]:
    """Return the activities of which something is claimed at places, the most claimed of first."""
    named = {name for name, _, _ in view.activities()}
    subjects = view.tally(Sought(place=places), ["subject"])["subject"]
    return tuple(name for name, _ in subjects if name in named)


# ---- proposals ---------------------------------------------------------------------------------


def things_called(view: View) -> list[Called]:
    """Return the equipment that reports name, with what the catalogue takes it for."""
    found = view.rolls.things(_THING)[:MOST_COMPARED]
    return [Called(each.name, each.reports, each.id or "") for each in found]


def places_called(view: View) -> list[Called]:
    """Return the places of claims, with what the gazetteer takes them for."""
    found = view.rolls.places()[:MOST_COMPARED]
    wheres = view.rolls.wheres(found)
    made = []
    for each in found:
        where = wheres.get(each.name)
        known = where.geonameid if where is not None else None
        made.append(Called(each.name, each.reports, str(known or "")))
    return made
