"""The places of claims: where they are, how finely that is known, and which nobody could place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vedette.compare.ledger import Item
from vedette.data.matcher import fold_name
from vedette.errors import NotFoundError
from vedette.model import PlacePrecision, Where
from vedette.run import queries
from vedette.run.near import near_names
from vedette.run.things import Line
from vedette.store.view import View

LOCATED = 3_000  # places that are looked up; the others are listed as not looked up
READ = 100  # reports that are read for one place


@dataclass(frozen=True, slots=True)
class Site:
    """Hold a place with its claims; `where` is None where nobody looked it up."""

    name: str
    claims: int
    reports: int
    where: Where | None = None

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
    return [Site(one.name, one.times, one.reports, wheres.get(one.name)) for one in found]


def site(view: View, name: str) -> SitePage:
    """Return what the last reports claim at a place; raises NotFoundError."""
    ids, total = view.rolls.at(name, last=READ)
    every = {fold_name(one.name): one for one in view.rolls.places()}
    named = every.get(fold_name(name))
    if not ids or named is None:
        near = near_names(name, [one.name for one in every.values()])
        hint = f"Did you mean: {', '.join(near)}?" if near else "See the list of places"
        raise NotFoundError(f"no claim is at a place called {name!r}", next_step=hint)
    items = list(queries.kept(view, view.analyses(report_ids=ids)))
    where = view.rolls.wheres([named]).get(named.name)
    return SitePage(
        Site(named.name, named.times, total, where),
        tuple(reversed(list(_lines(items, named.name)))),
        _forms(items, named.name),
        len(items),
    )


def _lines(items: Iterable[Item], name: str) -> Iterator[Line]:
    """Yield the claims at a place; one without a place of its own has that of its figure."""
    key = fold_name(name)
    for report, analysis in items:
        carriers = {one.id: one for one in analysis.attributions}
        scopes = {one.id: one.scope.place or "" for one in analysis.figures}
        for claim in analysis.claims:
            told = claim.where.name if claim.where else scopes.get(claim.value.id or "", "")
            if fold_name(told) == key:
                yield Line(report, claim, carriers.get(claim.attribution or ""))


def _forms(items: Iterable[Item], name: str) -> tuple[tuple[str, int], ...]:
    homes: dict[str, set[str]] = defaultdict(set)
    for report, analysis in items:
        for one in analysis.places:
            if fold_name(one.where.name) == fold_name(name):
                homes[" ".join(one.span.quote.split())].add(report.id)
    written = sorted(homes.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple((text, len(ids)) for text, ids in written)
