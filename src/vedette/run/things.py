"""Equipment and what is said of it: named, shown, fired, deployed are four different things."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from vedette.compare.aliases import EQUIPMENT, aliases_of
from vedette.compare.ledger import Item
from vedette.data.catalogue import Equipment, entity_id, equipment
from vedette.data.matcher import fold_name
from vedette.errors import NotFoundError
from vedette.model import Attribution, Claim, EntityKind, Polarity, Report
from vedette.run import queries
from vedette.run.kindred import merged, names_of, reports_at
from vedette.run.near import near_names
from vedette.store.named import Said
from vedette.store.view import View

KIND = EntityKind.EQUIPMENT
READ = 100  # reports that are read for one thing
# What predicates of the codebook, and types of activity, say of a piece of equipment.
WAYS: dict[str, frozenset[str]] = {
    "shown": frozenset({"shows"}),
    "fired": frozenset({"fires", "tests", "launch or test"}),
    "deployed": frozenset({"deploys", "deployment", "moves", "movement"}),
    "planned": frozenset({"plans-use"}),
}
NAMED, OTHER = "named", "other"
_ONLY_NAMED = frozenset({"mentioned", "statement"})
ORDER = (NAMED, *WAYS, OTHER)


def way_of(predicate: str) -> str:
    """Return what a predicate says of a thing: one of ORDER."""
    if predicate in _ONLY_NAMED:
        return NAMED
    return next((way for way, known in WAYS.items() if predicate in known), OTHER)


@dataclass(frozen=True, slots=True)
class Thing:
    """Hold a thing that reports name: in how many, and how many claims say what of it.

    `said` counts claims by way, `denied` those of them that deny it. `also` are the other names
    under which persons judged it to be one.
    """

    name: str
    id: str | None
    times: int
    reports: int
    said: dict[str, int] = field(default_factory=dict)
    denied: dict[str, int] = field(default_factory=dict)
    also: tuple[str, ...] = ()


def things(view: View) -> list[Thing]:
    """Return the equipment of a picture, that which the most reports name first."""
    said: dict[str, list[Said]] = defaultdict(list)
    for one in view.rolls.said_of(str(KIND)):
        said[fold_name(one.name)].append(one)
    found = [
        Thing(one.name, one.id, one.times, one.reports, *_by_way(said.pop(fold_name(one.name), ())))
        for one in view.rolls.things(str(KIND))
    ]
    found += [Thing(ours[0].name, None, 0, 0, *_by_way(ours)) for ours in said.values()]
    aliases = aliases_of(view.decisions(), EQUIPMENT)
    if not aliases.roots:
        return found
    whole = merged(found, aliases, partial(_one, view))
    return sorted(whole, key=lambda each: -each.reports)


def _one(view: View, root: str, ours: list[Thing]) -> Thing:
    said: Counter[str] = Counter()
    denied: Counter[str] = Counter()
    for each in ours:
        said.update(each.said)
        denied.update(each.denied)
    return Thing(
        root,
        next((each.id for each in ours if each.id), None),
        sum(each.times for each in ours),
        reports_at(view, EQUIPMENT, [each.name for each in ours], READ)[1],
        dict(said),
        dict(denied),
        tuple(each.name for each in ours if each.name != root),
    )


def _by_way(said: Iterable[Said]) -> tuple[dict[str, int], dict[str, int]]:
    every: Counter[str] = Counter()
    denied: Counter[str] = Counter()
    for one in said:
        way = way_of(one.predicate)
        every[way] += one.claims
        if one.polarity == Polarity.DENIED:
            denied[way] += one.claims
    return dict(every), dict(denied)


@dataclass(frozen=True, slots=True)
class Line:
    """Hold one claim on a thing with its report and its carrier."""

    report: Report
    claim: Claim
    carrier: Attribution | None


@dataclass(frozen=True, slots=True)
class ThingPage:
    """Hold what is said of one thing by way, the latest first, and how reports write it."""

    name: str
    known: Equipment | None
    ways: tuple[tuple[str, tuple[Line, ...]], ...]
    forms: tuple[tuple[str, int], ...]
    read: int
    reports: int
    also: tuple[str, ...] = ()


def thing(view: View, name: str) -> ThingPage:
    """Return what the last reports say of a thing; raises NotFoundError with the nearest names."""
    names = names_of(view, EQUIPMENT, name)
    keys = frozenset(map(fold_name, names))
    ids, total = reports_at(view, EQUIPMENT, names, READ)
    if not ids:
        near = near_names(name, [one.name for one in things(view)])
        hint = f"Did you mean: {', '.join(near)}?" if near else "See the list of equipment"
        raise NotFoundError(f"no report names equipment called {name!r}", next_step=hint)
    items = list(queries.kept(view, view.analyses(report_ids=ids)))
    lines: dict[str, list[Line]] = {way: [] for way in ORDER}
    stored = name
    for line in _lines(items, keys):
        stored = line.claim.subject.name
        lines[way_of(line.claim.predicate)].append(line)
    forms, stored = _forms(items, keys, stored)
    stored = aliases_of(view.decisions(), EQUIPMENT).root_of(stored)
    ways = tuple((way, tuple(reversed(found))) for way, found in lines.items() if found)
    also = tuple(each for each in names if each != stored) if len(names) > 1 else ()
    return ThingPage(stored, _known(stored), ways, forms, len(items), total, also)


def _lines(items: Iterable[Item], keys: Collection[str]) -> Iterator[Line]:
    for report, analysis in items:
        carriers = {one.id: one for one in analysis.attributions}
        for claim in analysis.claims:
            if claim.subject.kind is KIND and fold_name(claim.subject.name) in keys:
                yield Line(report, claim, carriers.get(claim.attribution or ""))


def _forms(
    items: Iterable[Item], keys: Collection[str], stored: str
) -> tuple[tuple[tuple[str, int], ...], str]:
    """Return the words that name a thing with the number of reports, and its stored name."""
    homes: dict[str, set[str]] = defaultdict(set)
    for report, analysis in items:
        for mention in analysis.mentions:
            if mention.kind is KIND and fold_name(mention.ref.name) in keys:
                homes[" ".join(mention.span.quote.split())].add(report.id)
                stored = mention.ref.name
    written = sorted(homes.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple((text, len(ids)) for text, ids in written), stored


def _known(name: str) -> Equipment | None:
    return next((one for one in equipment() if one.name == name), None)


def catalogue_id(thing: Equipment) -> str:
    """Return the id under which the catalogue's entry is mentioned."""
    return entity_id(KIND, thing.id)
