"""Where things are said to be: the places that reports name, each with the words that name it.

A claim counts once at a place, and so does a name that no claim holds. Reports are read from the
latest one back, and no more than `MOST`: a picture of a large store says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from vedette.compare.aliases import PLACE, Aliases, aliases_of
from vedette.compare.changes import Quoted
from vedette.model import Analysis, Claim, PlaceRole, Report, Span, Where
from vedette.store.named import EVER, Days
from vedette.store.view import View

MOST = 500  # reports that are read for one map
QUOTED = 5  # words that a place quotes; the rest is counted
PARTS = ("claims", "places")


@dataclass(frozen=True, slots=True)
class Spot:
    """Hold one place: how often it is named, and how many claims put something there."""

    where: Where
    times: int
    placed: int
    kinds: tuple[str, ...]  # predicates of the claims that name it, the most frequent first
    quotes: tuple[Quoted, ...]  # those of claims that put something there come first

    @property
    def is_placed(self) -> bool:
        """Tell whether the place has coordinates."""
        return self.where.lat is not None


@dataclass(frozen=True, slots=True)
class Atlas:
    """Hold the places of a picture, the most named first, and from how many reports they come.

    `is_cut` says that there are earlier reports, which were not read.
    """

    spots: tuple[Spot, ...]
    reports: int
    is_cut: bool


@dataclass
class _Gathered:
    where: Where
    times: int = 0
    placed: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    quotes: list[tuple[bool, Quoted]] = field(default_factory=list)

    def take(self, quoted: Quoted, kind: str | None, *, placed: bool) -> None:
        """Add words that name the place."""
        self.times += 1
        self.placed += placed
        if kind is not None:
            self.kinds[kind] += 1
        self.quotes.append((not placed, quoted))

    def spot(self) -> Spot:
        """Return the place with the words to be shown."""
        quotes = dict.fromkeys(quoted for _, quoted in sorted(self.quotes, key=lambda one: one[0]))
        kinds = tuple(kind for kind, _ in self.kinds.most_common())
        return Spot(self.where, self.times, self.placed, kinds, tuple(quotes)[:QUOTED])


@dataclass(frozen=True, slots=True)
class _Naming:
    """Hold words of a report that name a place; those of a claim say of what, and what it is."""

    where: Where
    quoted: Quoted
    kind: str | None = None
    subject: str | None = None
    puts: bool = False  # the claim puts something there


def atlas(view: View, days: Days = EVER, *, activity: str | None = None) -> Atlas:
    """Return the places that the reports of a span name.

    With `activity`, those that speak of it, and its claims alone put things somewhere.
    """
    ids = view.calendar.ids(days, named=activity, last=MOST + 1)
    read = view.read_out("places", _namings, report_ids=ids[-MOST:], parts=PARTS) if ids else []
    spots = _spots(read, activity, aliases_of(view.decisions(), PLACE))
    return Atlas(spots, min(len(ids), MOST), len(ids) > MOST)


def _spots(
    read: Iterable[Sequence[_Naming]], activity: str | None, aliases: Aliases
) -> tuple[Spot, ...]:
    namings = [each for one in read for each in one]
    stands = _standing_for(namings, aliases)
    found: dict[tuple[object, ...], _Gathered] = {}
    for naming in namings:
        where = stands.get(aliases.root_of(naming.where.name), naming.where)
        one = found.setdefault(_key(where), _Gathered(where))
        placed = naming.puts and activity in {None, naming.subject}
        one.take(naming.quoted, naming.kind, placed=placed)
    ranked = sorted(found.values(), key=lambda one: (-one.times, one.where.name))
    return tuple(one.spot() for one in ranked)


def _standing_for(namings: Iterable[_Naming], aliases: Aliases) -> dict[str, Where]:
    """Return where each place is that persons judged one under several names, by its name.

    That of the name which stands for all goes first, of those with coordinates.
    """
    if not aliases.roots:
        return {}
    rank: Counter[tuple[str, Where]] = Counter()
    for naming in namings:
        if naming.where.name in aliases.roots:
            rank[aliases.root_of(naming.where.name), naming.where] += 1
    ordered = sorted(
        rank,
        key=lambda one: (one[1].lat is None, one[1].name != one[0], -rank[one], str(one[1])),
    )
    stands: dict[str, Where] = {}
    for root, where in ordered:
        stands.setdefault(root, replace(where, name=root))
    return stands


def _namings(report: Report, analysis: Analysis) -> tuple[_Naming, ...]:
    return tuple(
        _Naming(where, Quoted.at(report, span))
        if claim is None
        else _Naming(
            where,
            Quoted.at(report, span),
            claim.predicate,
            claim.subject.name,
            puts=claim.where == where,
        )
        for where, span, claim in _named(analysis)
    )


def _named(analysis: Analysis) -> Iterator[tuple[Where, Span, Claim | None]]:
    """Yield the places of a report with the words that name them, each claim once at a place."""
    free = [one for one in analysis.places if one.role is PlaceRole.LOCATION]
    held: set[Span] = set()
    for claim in analysis.claims:
        inside = [one for one in free if claim.evidence.covers(one.span)]
        held.update(one.span for one in inside)
        wheres = {_key(one.where): one.where for one in inside}
        if claim.where is not None:
            wheres[_key(claim.where)] = claim.where
        for where in wheres.values():
            yield where, claim.evidence, claim
    for one in free:
        if one.span not in held:
            yield one.where, one.span, None


def _key(where: Where) -> tuple[object, ...]:
    return where.name, where.precision, where.lat, where.lon
