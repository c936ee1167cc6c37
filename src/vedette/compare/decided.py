"""What persons decided on figures: not said, one utterance, two utterances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from vedette.model import Figure, Judgement, JudgementKind, make_id

CODE = "utterance"
_DROP, _KEEP = JudgementKind.REJECT, JudgementKind.ACCEPT
_JOIN, _PART = JudgementKind.SAME, JudgementKind.NOT_SAME


@dataclass(frozen=True, slots=True)
class Decided:
    """Hold the decisions of persons that stand; `unheeded` are those that later ones outrank.

    `rejected` are ids of anything. `groups` maps the ids of figures, or of the rows that they are
    the reading of, to one id for all that were judged one utterance; `apart` are pairs of such ids.
    """

    rejected: frozenset[str] = frozenset()
    groups: Mapping[str, str] = field(default_factory=dict)
    apart: frozenset[frozenset[str]] = frozenset()
    unheeded: tuple[Judgement, ...] = ()

    def group(self, figure: Figure) -> str | None:
        """Return the id of the group that a figure was put in or kept apart from; None for most."""
        found = self.groups.get(figure.id)
        return found if found is not None else self.groups.get(row_id(figure.id))

    def are_apart(self, a: Figure, b: Figure) -> bool:
        """Tell whether somebody judged two figures to be two utterances."""
        if not self.apart:
            return False
        mine, other = self.group(a), self.group(b)
        return mine is not None and other is not None and frozenset((mine, other)) in self.apart

    def drops(self, figure: Figure, *, own_voice: bool) -> bool:
        """Tell whether somebody judged that nobody said a figure.

        An outlet's own row is named to say that it repeats nobody (see `mark_relays`).
        """
        named = {figure.id} if own_voice else {figure.id, row_id(figure.id)}
        return bool(named & self.rejected)


NOTHING_DECIDED = Decided()


def row_id(figure_id: str) -> str:
    """Return the id of the row whose reading a figure is."""
    return make_id("row", figure_id)


def decide(decisions: Iterable[Judgement]) -> Decided:
    """Work out what stands of the decisions of persons: where two contradict, the later."""
    made = sorted((one for one in decisions if one.by.startswith("person:")), key=_when)
    last: dict[str, Judgement] = {}
    unheeded: list[Judgement] = []
    for one in made:
        if one.kind in {_DROP, _KEEP}:
            before = last.get(one.a)
            if before is not None and before.kind is not one.kind:
                unheeded.append(before)
            last[one.a] = one
    pairs = _Pairs()
    joining = [one for one in made if one.code == CODE and one.kind in {_JOIN, _PART} and one.b]
    unheeded += [one for one in reversed(joining) if not pairs.take(one)]
    return Decided(
        frozenset(a for a, one in last.items() if one.kind is _DROP),
        pairs.groups(),
        frozenset(frozenset(map(pairs.root, pair)) for pair in pairs.apart),
        tuple(sorted(unheeded, key=_when)),
    )


def rejections(decisions: Iterable[Judgement]) -> frozenset[str]:
    """Return the ids that persons rejected; of several decisions on one id the last stands."""
    return decide(decisions).rejected


def _when(one: Judgement) -> tuple[str, str]:
    return (one.made_at.isoformat() if one.made_at else "", one.id)


class _Pairs:
    """Join and part ids, the latest decision first; what contradicts it is not taken."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}
        self.apart: set[tuple[str, str]] = set()

    def root(self, node: str) -> str:
        self._parents.setdefault(node, node)
        while self._parents[node] != node:
            node = self._parents[node]
        return node

    def take(self, one: Judgement) -> bool:
        a, b = one.a, one.b or ""
        mine, other = sorted((self.root(a), self.root(b)))
        if one.kind is _PART:
            if mine == other:
                return False
            self.apart.add((a, b))
            return True
        if any({self.root(x), self.root(y)} == {mine, other} for x, y in self.apart):
            return False
        self._parents[other] = mine
        return True

    def groups(self) -> dict[str, str]:
        return {node: self.root(node) for node in self._parents}
