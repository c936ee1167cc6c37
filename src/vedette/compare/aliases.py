"""What persons judged to be one under several names; and names that look like one.

Activities, places and kinds of equipment; who is one person is told by `identity`.

Nothing is rewritten: which names are one is worked out from the judgements in force, every time it
is asked, as with persons (see `identity`). An edition is never proposed to be another edition.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import combinations

from vedette.data.catalogue import Edition, Equipment, Place, equipment, exercises, places
from vedette.data.matcher import fold_name
from vedette.model import Analysis, Judgement, JudgementKind, Report, Scope

CODE = "activity"
PLACE, EQUIPMENT = "place", "equipment"
CODES = (CODE, PLACE, EQUIPMENT)
RULE, RULE_ALIKE = "rule:activities@1", "rule:spelling@1"
MOST_COMPARED = 400  # names; pairs grow with their square
KEPT = 4_096  # names as they are compared, in another form each
LEAST_ALIKE = 88.0  # per cent, of names without their years
FEWEST_LETTERS = 4  # shorter names, as of aircraft, are alike by chance
SAME, NOT_SAME = JudgementKind.SAME, JudgementKind.NOT_SAME
_YEAR = re.compile(r"(?:19|20)?\d\d\b")


@dataclass(frozen=True, slots=True)
class Aliases:
    """Hold which names of activities are one: `roots` maps each to the one that stands for all."""

    roots: Mapping[str, str] = field(default_factory=dict)

    def root_of(self, name: str) -> str:
        """Return the name that stands for a thing."""
        return self.roots.get(name, name)

    def called(self, name: str) -> frozenset[str]:
        """Return all names of a thing that is called so, in any case; its own where it has none."""
        wanted = fold_name(name)
        known = (each for each in self.roots if fold_name(each) == wanted)
        return next((self.all_of(each) for each in known), frozenset({name}))

    def all_of(self, name: str) -> frozenset[str]:
        """Return all names of a thing."""
        root = self.root_of(name)
        return frozenset({name, root, *(each for each, one in self.roots.items() if one == root)})


NO_ALIASES = Aliases()


def aliases_of(judgements: Iterable[Judgement], code: str = CODE) -> Aliases:
    """Work out which names are one; of several decisions on two names the last made stands.

    `code` says of what: activities, places or equipment.
    """
    last: dict[frozenset[str], Judgement] = {}
    for one in judgements:
        if one.code == code and one.is_by_person and one.kind in (SAME, NOT_SAME):
            before = last.get(one.pair)
            if before is None or _time(before) <= _time(one):
                last[one.pair] = one
    groups: dict[str, set[str]] = {}
    for one in last.values():
        if one.kind is SAME:
            a, b = (groups.setdefault(each, {each}) for each in (one.a, one.b or one.a))
            if a is not b:
                a |= b
                groups.update(dict.fromkeys(b, a))
    known = _catalogued(code) if groups else frozenset()
    return Aliases(
        {
            name: min(group, key=lambda each: (each not in known, each))
            for name, group in groups.items()
        }
    )


def _time(one: Judgement) -> str:
    return one.made_at.isoformat() if one.made_at else ""


@cache
def _catalogued(code: str) -> frozenset[str]:
    """Return the names by which a catalogue calls things: they stand for what is one with them."""
    known: Mapping[str, Callable[[], Iterable[Edition | Place | Equipment]]] = {
        CODE: exercises, PLACE: places, EQUIPMENT: equipment,
    }  # fmt: skip
    return frozenset(each.name for each in known[code]())


def renamed(
    items: Iterable[tuple[Report, Analysis]], activities: Aliases, where: Aliases = NO_ALIASES
) -> Iterator[tuple[Report, Analysis]]:
    """Yield reports whose figures are of activities, and at places, by the names that stand."""
    for report, analysis in items:
        figures = tuple(
            one
            if (scope := _rescoped(one.scope, activities, where)) is one.scope
            else replace(one, scope=scope)
            for one in analysis.figures
        )
        yield report, replace(analysis, figures=figures)


def _rescoped(scope: Scope, activities: Aliases, where: Aliases) -> Scope:
    activity, place = activities.roots.get(scope.activity or ""), where.roots.get(scope.place or "")
    if activity is None and place is None:
        return scope
    return replace(scope, activity=activity or scope.activity, place=place or scope.place)


# ---- proposals ---------------------------------------------------------------------------------


def propose(activities: Sequence[tuple[str, str, int]]) -> list[Judgement]:
    """Return the pairs of names that may be one activity, each with its score and why.

    `activities` are (name, type, reports). Names of one type that are alike letter by letter are
    proposed; two with different years never are: they are editions.
    """
    from rapidfuzz import fuzz

    found = []
    for (a, kind, n), (b, other, m) in combinations(activities[:MOST_COMPARED], 2):
        if kind != other or a == b or _years(a) != _years(b):
            continue
        alike = fuzz.ratio(_letters(a), _letters(b))
        if alike >= LEAST_ALIKE and _letters(a):
            found.append(_judgement((a, n), (b, m), kind, alike))
    return found


@dataclass(frozen=True, slots=True)
class Called:
    """Hold a thing as reports call it; `id` is what a catalogue or gazetteer takes it for."""

    name: str
    reports: int
    id: str = ""


def propose_alike(found: Sequence[Called], code: str) -> list[Judgement]:
    """Return the pairs of names that may be one place, or one kind of equipment.

    Names that are spelt alike are proposed, and two that the gazetteer takes for one; what it, or
    a catalogue, takes for two never is. Two numbers ("Su-30", "Su-35") are two things.
    """
    return [
        made
        for one, two in combinations(found[:MOST_COMPARED], 2)
        if (made := _alike(one, two, code)) is not None
    ]


def _alike(one: Called, two: Called, code: str) -> Judgement | None:
    from rapidfuzz import fuzz

    a, b = sorted((one, two), key=lambda each: each.name)
    if _folded(a.name) == _folded(b.name) or (a.id and b.id and a.id != b.id):
        return None
    known = bool(a.id) and a.id == b.id
    alike = fuzz.ratio(_letters(a.name), _letters(b.name), score_cutoff=0 if known else LEAST_ALIKE)
    few = min(len(_letters(each.name)) for each in (a, b)) < FEWEST_LETTERS
    if not known and (alike < LEAST_ALIKE or few or _digits(a.name) != _digits(b.name)):
        return None
    why = "known as one" if known else "spelt alike"
    unsure = JudgementKind.UNSURE
    return Judgement(
        id=Judgement.make_id(unsure, a=a.name, b=b.name, by=RULE_ALIKE, code=code, value=None),
        kind=unsure,
        a=a.name,
        b=b.name,
        by=RULE_ALIKE,
        reason=f"{a.name} - {b.name}: {why}",
        code=code,
        score=1.0 if known else round(alike / 100, 3),
        evidence=(
            f"letters: {alike:.0f} % alike",
            f"known as: {a.id or 'nothing'} and {b.id or 'nothing'}",
            f"reports: {a.reports} and {b.reports}",
        ),
    )


@lru_cache(KEPT)
def _folded(name: str) -> str:
    return fold_name(name)


@lru_cache(KEPT)
def _digits(name: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\d+", name))


@lru_cache(KEPT)
def _years(name: str) -> tuple[str, ...]:
    return tuple(year[-2:] for year in _YEAR.findall(name))


@lru_cache(KEPT)
def _letters(name: str) -> str:
    return "".join(each for each in fold_name(_YEAR.sub("", name)) if each.isalpha())


def _judgement(one: tuple[str, int], two: tuple[str, int], kind: str, alike: float) -> Judgement:
    (a, n), (b, m) = sorted((one, two))
    unsure = JudgementKind.UNSURE
    return Judgement(
        id=Judgement.make_id(unsure, a=a, b=b, by=RULE, code=CODE, value=None),
        kind=unsure,
        a=a,
        b=b,
        by=RULE,
        reason=f"{a} - {b}: two names of one type that are spelt alike",
        code=CODE,
        score=round(alike / 100, 3),
        evidence=(
            f"letters: {alike:.0f} % alike",
            f"type: both {kind}",
            "year: the same in both" if _years(a) else "year: none in either",
            f"reports: {n} and {m}",
        ),
    )
