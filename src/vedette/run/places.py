"""The places of claims: where they are, how finely that is known, and which nobody could place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from vedette.compare.aliases import PLACE, aliases_of
from vedette.compare.ledger import Item
from vedette.data.matcher import fold_name
from vedette.errors import NotFoundError
from vedette.model import PlacePrecision, Where
from vedette.run import queries
from vedette.run.kindred import merged, names_of, reports_at
from vedette.run.near import near_names
from vedette.run.things import Line
from vedette.store.view import View

LOCATED = 3_000  # places that are looked up; the others are listed as not looked up
READ = 100  # reports that are read for one place


@dataclass(frozen=True, slots=True)
class Site:
    """Hold a place with its claims; `where` is None where nobody looked it up.

    `also` are the other names under which persons judged it to be one.
    """

    name: str
    claims: int
    reports: int
    where: Where | None = None
    also: tuple[str, ...] = ()

    @property
    def is_placed(self) -> bool:
        """Tell whether the place has coordinates."""
        return self.where is not None and self.where.lat is not None

    @property
    def precision(self) -> str:
        """Say how finely the place is known."""
        return str(self.where.precision) if self.where else str(PlacePrecision.UNPLACED)


@dataclass(frozen=True, slots=True)
class SitePage:
    """Hold what is claimed at one place, the latest first, and how reports write its name."""

    site: Site
    lines: tuple[Line, ...]
    forms: tuple[tuple[str, int], ...]
    read: int


def sites(view: View) -> list[Site]:
    """Return the places of claims, those with the most claims first."""
    rolls = view.rolls
    found = rolls.places()
    wheres = rolls.wheres(found[:LOCATED])
    every = [Site(one.name, one.times, one.reports, wheres.get(one.name)) for one in found]
    aliases = aliases_of(view.decisions(), PLACE)
    if not aliases.roots:
        return every
    whole = merged(every, aliases, partial(_one, view))
    return sorted(whole, key=lambda each: -each.claims)


def _one(view: View, root: str, ours: list[Site]) -> Site:
    claims = sum(each.claims for each in ours)
    reports = reports_at(view, PLACE, [each.name for each in ours], READ)[1]
    first = sorted(ours, key=lambda each: (each.name != root, not each.is_placed))
    placed = next((each for each in first if each.is_placed), first[0])
    also = tuple(each.name for each in ours if each.name != root)
    return Site(root, claims, reports, placed.where, also)


def site(view: View, name: str) -> SitePage:
    """Return what the last reports claim at a place; raises NotFoundError."""
    names = names_of(view, PLACE, name)
    keys = frozenset(map(fold_name, names))
    ids, _ = reports_at(view, PLACE, names, READ)
    every = view.rolls.places()
    ours = [one for one in every if fold_name(one.name) in keys]
    if not ids or not ours:
        near = near_names(name, [one.name for one in every])
        hint = f"Did you mean: {', '.join(near)}?" if near else "See the list of places"
        raise NotFoundError(f"no claim is at a place called {name!r}", next_step=hint)
    items = list(queries.kept(view, view.analyses(report_ids=ids)))
    wheres = view.rolls.wheres(ours)
    told = [Site(one.name, one.times, one.reports, wheres.get(one.name)) for one in ours]
    root = aliases_of(view.decisions(), PLACE).root_of(told[0].name)
    return SitePage(
        told[0] if len(told) == 1 else _one(view, root, told),
        tuple(reversed(list(_lines(items, keys)))),
        _forms(items, keys),
        len(items),
    )


def _lines(items: Iterable[Item], keys: Collection[str]) -> Iterator[Line]:
    """Yield the claims at a place; one without a place of its own has that of its figure."""
    for report, analysis in items:
        carriers = {one.id: one for one in analysis.attributions}
        scopes = {one.id: one.scope.place or "" for one in analysis.figures}
        for claim in analysis.claims:
            told = claim.where.name if claim.where else scopes.get(claim.value.id or "", "")
            if fold_name(told) in keys:
                yield Line(report, claim, carriers.get(claim.attribution or ""))


def _forms(items: Iterable[Item], keys: Collection[str]) -> tuple[tuple[str, int], ...]:
    homes: dict[str, set[str]] = defaultdict(set)
    for report, analysis in items:
        for one in analysis.places:
            if fold_name(one.where.name) in keys:
                homes[" ".join(one.span.quote.split())].add(report.id)
    written = sorted(homes.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple((text, len(ids)) for text, ids in written)
