"""What persons decided on utterances: together, apart, not said so; the later of two stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from vedette.compare.decided import rejections
from vedette.compare.identity import is_person
from vedette.compare.statements.likeness import compare
from vedette.compare.statements.told import Told, naming
from vedette.model import Judgement, JudgementKind

CODE = "utterance"  # of judgements SAME and NOT_SAME on figures, claims and attributions
_DECIDING = frozenset({JudgementKind.SAME, JudgementKind.NOT_SAME})


@dataclass(frozen=True, slots=True)
class Decided:
    """Hold what persons decided, by the ids of what is told.

    `together` and `parted` map an id to those that are, or are not, of one utterance with it;
    `rejected` holds ids of whatever persons rejected; `unheeded` judgements that later ones
    overrule.
    """

    together: Mapping[str, frozenset[str]] = field(default_factory=dict)
    parted: Mapping[str, frozenset[str]] = field(default_factory=dict)
    rejected: frozenset[str] = frozenset()
    unheeded: tuple[Judgement, ...] = ()

    def same(self, told_id: str) -> frozenset[str]:
        """Return the ids that a person judged to be of one utterance with this one."""
        return self.together.get(told_id, frozenset())

    def apart(self, told_id: str, others: Iterable[str]) -> bool:
        """Tell whether a person judged any of the others to be of another utterance."""
        parted = self.parted.get(told_id)
        return parted is not None and any(other in parted for other in others)


def decide(told: Sequence[Told], decisions: Iterable[Judgement]) -> Decided:
    """Work out what the judgements in force say of what is told."""
    decisions = tuple(decisions)
    deciding = [
        one
        for one in decisions
        if one.kind in _DECIDING and one.code == CODE and one.b and is_person(one)
    ]
    rejected = rejections(decisions)
    if not deciding:
        return Decided(rejected=rejected)
    named = _named(told, deciding)
    groups = _Groups()
    unheeded = [
        one
        for one in sorted(deciding, key=_time, reverse=True)
        if not _enter(groups, one, named.get(one.a, ()), named.get(one.b or "", ()))
    ]
    return Decided(groups.together(), groups.parted(), rejected, tuple(reversed(unheeded)))


def _named(told: Sequence[Told], deciding: Iterable[Judgement]) -> dict[str, list[Told]]:
    wanted = {name for one in deciding for name in (one.a, one.b)}
    found: dict[str, list[Told]] = defaultdict(list)
    for name, one in naming(told):
        if name in wanted:
            found[name].append(one)
    return found


def _time(one: Judgement) -> tuple[str, str]:
    return one.made_at.isoformat() if one.made_at else "", one.id


def _enter(groups: _Groups, one: Judgement, a: Sequence[Told], b: Sequence[Told]) -> bool:
    """Enter one judgement; return False where a later one stands against it."""
    if one.kind is JudgementKind.SAME:
        entered = [groups.join(x.id, y.id) for x, y in _pairs(a, b)]
    else:
        entered = [groups.part(x.id, y.id) for x in a for y in b]
    return all(entered)


def _pairs(a: Sequence[Told], b: Sequence[Told]) -> Iterable[tuple[Told, Told]]:
    """Pair sentences of two attributions: each of the shorter one with the likest of the other."""
    few, many = sorted((a, b), key=len)
    if not few:
        return
    for one in few:
        yield one, max(many, key=lambda other: (compare(one, other).score, other.id))


class _Groups:
    """Ids joined into groups, some of which stay apart; what came first is not undone."""

    def __init__(self) -> None:
        self._members: dict[str, set[str]] = {}
        self._apart: list[tuple[str, str]] = []

    def join(self, a: str, b: str) -> bool:
        one, two = self._of(a), self._of(b)
        if any((x in one and y in two) or (x in two and y in one) for x, y in self._apart):
            return False
        if one is not two:
            one |= two
            self._members.update(dict.fromkeys(two, one))
        return True

    def part(self, a: str, b: str) -> bool:
        if b in self._of(a):
            return False
        self._apart.append((a, b))
        return True

    def together(self) -> dict[str, frozenset[str]]:
        return {name: frozenset(members) - {name} for name, members in self._members.items()}

    def parted(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for a, b in self._apart:
            for one, two in ((a, b), (b, a)):
                for member in self._of(one):
                    found[member] |= self._of(two)
        return {name: frozenset(others) for name, others in found.items()}

    def _of(self, name: str) -> set[str]:
        return self._members.setdefault(name, {name})
