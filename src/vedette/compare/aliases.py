"""Activities that persons judged to be one, under several names; and names that look like one.

Nothing is rewritten: which names are one is worked out from the judgements in force, every time it
is asked, as with persons (see `identity`). An edition is never proposed to be another edition.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from vedette.data.catalogue import exercises
from vedette.data.matcher import fold_name
from vedette.model import Analysis, Judgement, JudgementKind, Report

CODE = "activity"
RULE = "rule:activities@1"
MOST_COMPARED = 400  # names; pairs grow with their square
LEAST_ALIKE = 88.0  # per cent, of names without their years
SAME, NOT_SAME = JudgementKind.SAME, JudgementKind.NOT_SAME
_YEAR = re.compile(r"(?:19|20)?\d\d\b")


@dataclass(frozen=True, slots=True)
class Aliases:
    """Hold which names of activities are one: `roots` maps each to the one that stands for all."""

    roots: Mapping[str, str] = field(default_factory=dict)

    def root_of(self, name: str) -> str:
        """Return the name that stands for an activity."""
        return self.roots.get(name, name)

    def all_of(self, name: str) -> frozenset[str]:
        """Return all names of an activity."""
        root = self.root_of(name)
        return frozenset({name, root, *(each for each, one in self.roots.items() if one == root)})


NO_ALIASES = Aliases()


def aliases_of(judgements: Iterable[Judgement]) -> Aliases:
    """Work out which names are one; of several decisions on two names the last made stands."""
    last: dict[frozenset[str], Judgement] = {}
    for one in judgements:
        if one.code == CODE and one.is_by_person and one.kind in (SAME, NOT_SAME):
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
    return Aliases({name: min(group, key=_standing) for name, group in groups.items()})


def _time(one: Judgement) -> str:
    return one.made_at.isoformat() if one.made_at else ""


def _standing(name: str) -> tuple[bool, str]:
    """Order names: those of the catalogue of exercises first, then by letter."""
    return name not in {each.name for each in exercises()}, name


def renamed(
    items: Iterable[tuple[Report, Analysis]], aliases: Aliases
) -> Iterator[tuple[Report, Analysis]]:
    """Yield reports whose figures are of the activity by the name that stands for it."""
    for report, analysis in items:
        figures = tuple(
            replace(one, scope=replace(one.scope, activity=aliases.roots[one.scope.activity]))
            if one.scope.activity is not None and one.scope.activity in aliases.roots
            else one
            for one in analysis.figures
        )
        yield report, replace(analysis, figures=figures)


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


def _years(name: str) -> tuple[str, ...]:
    return tuple(year[-2:] for year in _YEAR.findall(name))


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
