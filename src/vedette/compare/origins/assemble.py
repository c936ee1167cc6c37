"""Overlaps, dates and people's decisions put together into origins.

Reports are taken in the order of publication; each goes back to what was there before it. One that
takes its words from two texts that have nothing to do with each other is a mixture: it stands with
the text that gave it more, is named by the other, and joins nothing. It adds no origin.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from vedette.compare.origins.decisions import Decided
from vedette.compare.origins.evidence import Node, beside_the_words, is_tied
from vedette.compare.origins.overlap import Overlap
from vedette.compare.origins.passages import Stretch, covered
from vedette.compare.origins.relation import PART_FROM, Relation, relate, turned
from vedette.model import FoldKind

MIXED_FROM = 0.7  # of a report: what its sources have given it together
Pair = tuple[int, int]  # sheets, the one with the lesser digest first


@dataclass(frozen=True, slots=True)
class Link:
    """Record that one report goes back to another's text, before its words are looked up."""

    node: Node
    into: Node
    kind: FoldKind
    score: float
    evidence: tuple[str, ...]
    stretches: tuple[Stretch, ...] = ()


@dataclass(slots=True)
class Group:
    """Hold the reports of one origin while it is put together; the head is the first."""

    head: Node
    members: list[Node]
    links: list[Link] = field(default_factory=list)
    partly: list[Node] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Source:
    """Hold an earlier report that a later one may go back to, and how."""

    root: str
    node: Node
    relation: Relation
    node_length: int  # of the later report


def assemble(
    nodes: Iterable[Node], overlaps: Mapping[Pair, Overlap], decided: Decided
) -> tuple[list[Group], list[Link]]:
    """Return the groups in the order of their heads, and the links that are no fold.

    `overlaps` are those between the sheets of the nodes; others are not looked at.
    """
    work = _Work(overlaps, decided)
    for node in sorted(set(nodes), key=lambda node: node.order):
        work.place(node)
    work.join()
    groups = sorted(work.groups.values(), key=lambda group: group.head.order)
    for group in groups:
        group.members.sort(key=lambda node: node.order)
    return groups, work.copied


class _Work:
    """Reports placed one by one, each by what was placed before it."""

    def __init__(self, overlaps: Mapping[Pair, Overlap], decided: Decided) -> None:
        self.groups: dict[str, Group] = {}
        self.copied: list[Link] = []
        self._decided = decided
        self._root: dict[str, str] = {}
        self._nodes: dict[str, Node] = {}
        self._threads: dict[str, Node] = {}
        # Per text and origin one report speaks, and one for each agency that its reports name.
        self._placed: dict[int, dict[tuple[str, str], Node]] = defaultdict(dict)
        self._near: dict[int, list[tuple[int, Overlap]]] = defaultdict(list)
        for (a, b), overlap in overlaps.items():
            self._near[a].append((b, overlap))
            self._near[b].append((a, turned(overlap)))

    def place(self, node: Node) -> None:
        sources = [] if self._decided.is_rejected(node.report_id) else list(self._sources(node))
        same_address = self._threads.get(node.thread) if node.thread else None
        if same_address and not self._decided.is_rejected(node.report_id):
            self._into(node, self._version(node, same_address))
        elif gone_back_to := _gone_back_to(sources, node.length):
            self._fold(node, gone_back_to)
        else:
            self._open(node)
        self._copies(node, sources)
        self._enter(node)

    def _enter(self, node: Node) -> None:
        self._nodes[node.report_id] = node
        if node.thread:
            self._threads.setdefault(node.thread, node)
        root = self._root[node.report_id]
        for name in ("", node.publisher, *node.names):
            self._placed[node.sheet].setdefault((root, name), node)

    def _open(self, node: Node) -> None:
        self.groups[node.report_id] = Group(node, [node])
        self._root[node.report_id] = node.report_id

    def _sources(self, node: Node) -> Iterator[_Source]:
        """Yield for each origin and text near this one the report that is nearest to it."""
        barred = self._barred(node)
        for sheet, overlap in ((node.sheet, None), *self._near.get(node.sheet, ())):
            best: dict[str, _Source] = {}
            for (root, _), earlier in self._placed.get(sheet, {}).items():
                if root in barred:
                    continue
                relation = _same(node) if overlap is None else relate(overlap, node, earlier)
                found = _Source(root, earlier, relation, node.length)
                if root not in best or _rank(node, found) > _rank(node, best[root]):
                    best[root] = found
            yield from best.values()

    def _barred(self, node: Node) -> set[str]:
        apart = self._decided.apart.get(node.report_id, {})
        return {self._root[one] for one in apart if one in self._root}

    def _fold(self, node: Node, sources: Sequence[_Source]) -> None:
        first, *others = sources
        kind = FoldKind.MIXTURE if others else first.relation.kind
        self._into(node, _link(node, first, kind))
        for other in others:
            group = self.groups[other.root]
            group.partly.append(node)
            group.links.append(_link(node, other, FoldKind.MIXTURE))

    def _into(self, node: Node, link: Link) -> None:
        root = self._root[link.into.report_id]
        self._root[node.report_id] = root
        group = self.groups[root]
        group.members.append(node)
        group.links.append(link)

    def _version(self, node: Node, earlier: Node) -> Link:
        overlap = dict(self._near.get(node.sheet, ())).get(earlier.sheet)
        score = max(overlap.shared, overlap.kept) if overlap else float(node.sheet == earlier.sheet)
        stretches = overlap.stretches if overlap else ()
        why = ("another version of one address",)
        return Link(node, earlier, FoldKind.VERSION, score, why, stretches)

    def _copies(self, node: Node, sources: Iterable[_Source]) -> None:
        ours = self._root[node.report_id]
        for source in sorted(sources, key=lambda source: source.node.order):
            if source.root != ours and source.relation.tells and not source.relation.folds:
                self.copied.append(_link(node, source, FoldKind.MIXTURE))

    def join(self) -> None:
        """Join what persons call one text, in the order in which they did."""
        for one in self._decided.joins:
            a, b = (self._root.get(each or "") for each in (one.a, one.b))
            if a is None or b is None or a == b or self._is_barred_between(a, b, one.no):
                continue
            self._union(a, b, one.a, one.b, one.reason)

    def _is_barred_between(self, a: str, b: str, no: int) -> bool:
        for node in self.groups[a].members:
            for other, barred_no in self._decided.apart.get(node.report_id, {}).items():
                if self._root.get(other) == b and barred_no > no:
                    return True
        return False

    def _union(self, a: str, b: str, one: str, other: str, reason: str) -> None:
        kept, gone = sorted((a, b), key=lambda root: self.groups[root].head.order)
        from_, into = (one, other) if self._root[one] == gone else (other, one)
        group = self.groups.pop(gone)
        target = self.groups[kept]
        why = (f"judged one text: {reason}",)
        target.links += [
            Link(self._nodes[from_], self._nodes[into], FoldKind.JUDGED, 1.0, why),
            *group.links,
        ]
        target.members += group.members
        known = {node.report_id for node in target.members}
        parts = [*target.partly, *group.partly]
        target.partly = [node for node in dict.fromkeys(parts) if node.report_id not in known]
        for node in group.members:
            self._root[node.report_id] = kept


def _same(node: Node) -> Relation:
    n = node.length
    whole = (Stretch(0, n, 0, n),) if n else ()
    return Relation(True, FoldKind.WHOLE, 1.0, 1.0, True, False, whole)


def _rank(node: Node, source: _Source) -> tuple[bool, bool]:
    return source.relation.folds, is_tied(node, source.node)


def _link(node: Node, source: _Source, kind: FoldKind) -> Link:
    relation = source.relation
    word = "words in the same order" if relation.kind is FoldKind.EDITED else "shared passages"
    shown = (f"{word} {relation.score:.2f}", *beside_the_words(node, source.node))
    return Link(node, source.node, kind, relation.score, shown, relation.stretches)


def _gone_back_to(sources: Sequence[_Source], length: int) -> list[_Source]:
    """Return what a report folds into: the source that gave most, and others that gave the rest."""
    folding = _disjoint(one for one in sources if one.relation.folds)
    if folding and float(_given(folding, length).mean()) >= MIXED_FROM:
        return folding
    return _mixed(sources, length) or folding


def _by_gift(source: _Source) -> tuple[float, float, tuple[str, int, int, str]]:
    return -source.relation.cover, -source.relation.score, source.node.order


def _disjoint(sources: Iterable[_Source]) -> list[_Source]:
    """Return sources of different origins, each with words that those before it did not give."""
    kept: list[_Source] = []
    for one in sorted(sources, key=_by_gift):
        if any(one.root == other.root for other in kept):
            continue
        length = max((each.a_end for each in one.relation.stretches), default=0)
        fresh = int((_given([one], length) & ~_given(kept, length)).sum())
        if not kept or fresh >= PART_FROM * one.node_length:
            kept.append(one)
    return kept


def _mixed(sources: Iterable[_Source], length: int) -> list[_Source]:
    """Return the sources of a report that no one text explains but several together do."""
    parts = _disjoint(one for one in sources if one.relation.is_part and one.relation.led)
    if len(parts) < 2 or not length:
        return []
    together = float(_given(parts, length).mean())
    return parts if together >= MIXED_FROM else []


def _given(sources: Sequence[_Source], length: int) -> NDArray[np.bool_]:
    stretches = (one for source in sources for one in source.relation.stretches)
    return covered(length, ((one.a_start, one.a_end) for one in stretches))
