"""Persons' decisions on stories, laid over what the machine grouped.

Two reports that a person told apart are never in one story, whatever else is decided; of two
decisions on one pair the later stands. Putting two reports together joins their stories. A joining
that would bring two together that are kept apart is not obeyed, and is said.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from vedette.compare.stories.alike import Weights, compare
from vedette.compare.stories.gist import Gist
from vedette.model import Judgement, JudgementKind, make_id

CODE = "story"
_NEVER = datetime(1, 1, 1, tzinfo=UTC)
Pair = frozenset[str]


@dataclass(frozen=True, slots=True)
class Decided:
    """Hold the stories with their reports in order of arrival, and what was not obeyed."""

    stories: Mapping[str, tuple[str, ...]]
    unheeded: tuple[Judgement, ...] = ()


def decided(
    story_of: Mapping[str, str],
    gists: Mapping[str, Gist],
    decisions: Sequence[Judgement],
    weights: Weights,
) -> Decided:
    """Return the stories as persons want them; `story_of` is in order of arrival."""
    stories: dict[str, list[str]] = defaultdict(list)
    for report, story in story_of.items():
        stories[story].append(report)
    standing, unheeded = _standing(decisions, story_of)
    if not standing:
        return Decided({key: tuple(each) for key, each in stories.items()}, tuple(unheeded))
    groups = _Groups(list(stories.values()), gists, weights)
    apart = [one for one in standing if one.kind is JudgementKind.NOT_SAME]
    for one in apart:
        groups.split(one.a, str(one.b))
    bars = [frozenset((one.a, str(one.b))) for one in apart]
    for one in standing:
        if one.kind is JudgementKind.SAME and not groups.join(one.a, str(one.b), bars):
            unheeded.append(one)
    return Decided(groups.by_id(tuple(story_of)), tuple(unheeded))


def _standing(
    decisions: Iterable[Judgement], known: Mapping[str, str]
) -> tuple[list[Judgement], list[Judgement]]:
    """Return the decisions on stories that stand, the latest first, and those that lost."""
    wanted = [
        one
        for one in decisions
        if one.code == CODE
        and one.kind in (JudgementKind.SAME, JudgementKind.NOT_SAME)
        and one.a in known
        and one.b in known
        and one.a != one.b
    ]
    wanted.sort(key=lambda one: (one.by.startswith("person:"), one.made_at or _NEVER))
    standing: dict[Pair, Judgement] = {}
    lost: list[Judgement] = []
    for one in reversed(wanted):
        pair = frozenset((one.a, str(one.b)))
        if pair not in standing:
            standing[pair] = one
        elif standing[pair].kind is not one.kind:
            lost.append(one)
    return list(standing.values()), lost


class _Groups:
    """Split and join groups of reports."""

    def __init__(
        self, groups: list[list[str]], gists: Mapping[str, Gist], weights: Weights
    ) -> None:
        self._home = {report: members for members in groups for report in members}
        self._gists = gists
        self._weights = weights

    def split(self, a: str, b: str) -> None:
        """Part two reports of one story; each of the others goes with the one it is more like."""
        members = self._home[a]
        if members is not self._home[b]:
            return
        mine: list[str] = []
        theirs: list[str] = []
        for one in members:
            (mine if self._is_nearer(one, a, b) else theirs).append(one)
        for part in (mine, theirs):
            self._home.update(dict.fromkeys(part, part))

    def _is_nearer(self, one: str, a: str, b: str) -> bool:
        if one in (a, b):
            return one == a
        return self._score(one, a) >= self._score(one, b)

    def _score(self, a: str, b: str) -> float:
        return self._weights.score(compare(self._gists[a], self._gists[b]))

    def join(self, a: str, b: str, bars: Iterable[Pair]) -> bool:
        """Join the stories of two reports, unless that brings two together that are kept apart."""
        mine, theirs = self._home[a], self._home[b]
        if mine is theirs:
            return True
        both = {*mine, *theirs}
        if any(bar <= both for bar in bars):
            return False
        mine.extend(theirs)
        self._home.update(dict.fromkeys(theirs, mine))
        return True

    def by_id(self, order: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """Return the groups in order of arrival, each under the id that its first report gives."""
        found: dict[int, list[str]] = defaultdict(list)
        for report in order:
            found[id(self._home[report])].append(report)
        return {make_id("sto", reports[0]): tuple(reports) for reports in found.values()}
