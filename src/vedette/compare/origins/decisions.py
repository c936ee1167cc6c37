"""What persons decided on origins: what goes back to one text, what does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vedette.model import Judgement, JudgementKind

CODE = "origin"


@dataclass(frozen=True, slots=True)
class Join:
    """Record that persons call two reports one text; `no` says when, by counting decisions."""

    a: str
    b: str
    reason: str
    no: int


@dataclass(frozen=True, slots=True)
class Decided:
    """Hold the decisions in force.

    `apart` gives for each report those that it was judged apart from, with when; `joins` are in
    the order in which they were made; `rejected` reports go back to nobody's text.
    """

    joins: tuple[Join, ...]
    apart: dict[str, dict[str, int]]
    rejected: frozenset[str]

    def is_rejected(self, report_id: str) -> bool:
        """Tell whether a person took a report out of its fold."""
        return report_id in self.rejected


def decided_by(
    decisions: Iterable[Judgement], *, rejected: frozenset[str] = frozenset()
) -> Decided:
    """Sort the decisions of persons on origins; of two on one pair the later stands."""
    ours = [one for one in decisions if one.by.startswith("person:")]
    ours.sort(key=lambda one: one.made_at.isoformat() if one.made_at else "")
    pairs: dict[frozenset[str], tuple[int, Judgement]] = {}
    things: dict[str, Judgement] = {}
    for no, one in enumerate(ours):
        if one.b is not None and one.code == CODE and one.kind in _ON_PAIRS:
            pairs[frozenset((one.a, one.b))] = (no, one)
        elif one.kind in _ON_THINGS:
            things[one.a] = one
    joins: list[Join] = []
    apart: dict[str, dict[str, int]] = {}
    for no, one in sorted(pairs.values(), key=lambda pair: pair[0]):
        assert one.b is not None  # noqa: S101 - looked at above
        if one.kind is JudgementKind.SAME:
            joins.append(Join(one.a, one.b, one.reason, no))
        else:
            apart.setdefault(one.a, {})[one.b] = no
            apart.setdefault(one.b, {})[one.a] = no
    gone = {a for a, one in things.items() if one.kind is JudgementKind.REJECT}
    return Decided(tuple(joins), apart, rejected | gone)


_ON_PAIRS = frozenset({JudgementKind.SAME, JudgementKind.NOT_SAME})
_ON_THINGS = frozenset({JudgementKind.ACCEPT, JudgementKind.REJECT})
