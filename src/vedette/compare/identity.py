"""Identity across reports: which names are one person or body, by judgements that can be undone.

A node is a speaker as the reading left him: "person/khrenin" from the catalogue, "person/local-..."
inside one report, or a name with its state. "person/khrenin@rep-..." is the same as named in one
report; it belongs to the node before the "@" until somebody decides otherwise. Nothing is ever
rewritten: who is who is worked out from the judgements in force, every time it is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from vedette.compare.aliases import CODES
from vedette.compare.rows import APART, speaker_key
from vedette.data.catalogue import entity_id, persons
from vedette.model import Analysis, EntityKind, Judgement, JudgementKind, Report, Speaker

SAME, NOT_SAME = JudgementKind.SAME, JudgementKind.NOT_SAME
_DECIDING = frozenset({SAME, NOT_SAME})
# What else may be the same.
_OF_OTHER_THINGS = frozenset({"origin", "story", "utterance", *CODES})


def node_in(speaker: Speaker, report_id: str) -> str:
    """Return the node of a speaker as named in one report."""
    return in_report(speaker_key(speaker), report_id)


def in_report(node: str, report_id: str) -> str:
    """Return the node of whoever is meant by a node in one report."""
    return f"{node}@{report_id}"


def home_of(node: str) -> str:
    """Return the report of a node of one report, "" for a whole one."""
    return node[len(base_of(node)) + 1 :]


def base_of(node: str) -> str:
    """Return the node that a node of one report belongs to by itself."""
    return node.partition(APART)[0]


def is_person(judgement: Judgement) -> bool:
    """Tell a person's judgement from a rule's."""
    return judgement.by.startswith("person:")


def is_on_names(judgement: Judgement) -> bool:
    """Tell a judgement on two names from one on two reports, figures or claims."""
    return judgement.b is not None and judgement.code not in _OF_OTHER_THINGS


@dataclass(frozen=True, slots=True)
class Identities:
    """Hold who is who: `roots` maps a node to the node that stands for all of its group.

    Nodes that no judgement names stand for themselves. `names` are what groups are called.
    `parted` are groups set apart by a person, `unheeded` judgements in force that others outrank.
    """

    roots: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    parted: frozenset[str] = frozenset()
    unheeded: tuple[Judgement, ...] = ()

    def root_of(self, node: str) -> str:
        """Return the node that stands for the group of a node."""
        found = self.roots.get(node)
        if found is None:
            base = base_of(node)
            found = self.roots.get(base, base)
        return found

    def speaker_in(self, speaker: Speaker, report_id: str) -> Speaker:
        """Return a speaker of one report as the person he was judged to be.

        The report's own words stay in `as_written`.
        """
        if not self.roots:
            return speaker
        key = speaker_key(speaker)
        root = self.root_of(in_report(key, report_id))
        own = f"{root}{APART}" if root in self.parted and APART not in root else root
        if own == key:
            return speaker
        name = self.names.get(root, speaker.name)
        return replace(speaker, id=own, name=name, as_written=speaker.as_written or speaker.name)


NOBODY_JUDGED = Identities()


def identify(judgements: Iterable[Judgement], names: Mapping[str, str] | None = None) -> Identities:
    """Work out who is who from the judgements in force.

    Persons' decisions come first, in the order of time; then what the reading says by itself; then
    the rules' proposals, the surest first. What would join two whom a stronger or an earlier
    judgement keeps apart is not heeded. `names` calls nodes by name.
    """
    deciding = [one for one in judgements if one.kind in _DECIDING and is_on_names(one)]
    if not deciding:
        return NOBODY_JUDGED
    groups = _Groups()
    unheeded = _decide(groups, [one for one in deciding if is_person(one)])
    for node in _of_reports(deciding):
        groups.join(node, base_of(node))
    unheeded += _decide(groups, sorted((o for o in deciding if not is_person(o)), key=_surest))
    roots = groups.roots()
    parted = frozenset(
        roots[node]
        for one in deciding
        if one.kind is NOT_SAME and is_person(one)
        for node in (one.a, one.b or "")
        if not _is_known(roots[node])
    )
    return Identities(roots, names or {}, parted, tuple(unheeded))


def names_of(items: Iterable[tuple[Report, Analysis]]) -> dict[str, str]:
    """Return what the nodes of reports are called; entries of the catalogue by its name."""
    found = {entity_id(EntityKind.PERSON, person.id): person.name for person in persons()}
    for report, analysis in items:
        for one in analysis.attributions:
            if one.speaker is not None:
                found.setdefault(speaker_key(one.speaker), one.speaker.name)
        for mention in analysis.mentions:
            if mention.kind is EntityKind.PERSON and mention.ref.id:
                _keep_longest(found, in_report(mention.ref.id, report.id), mention.span.quote)
    return found


def _keep_longest(found: dict[str, str], node: str, words: str) -> None:
    """Call a node of one report by its fullest name there, not by the catalogue's."""
    name = " ".join(words.split())
    if len(name) > len(found.get(node, "")):
        found[node] = name


def _decide(groups: _Groups, judgements: Iterable[Judgement]) -> list[Judgement]:
    """Enter judgements of one rank: what keeps apart first, then what joins."""
    last = _last_of_pairs(judgements)
    for one in last:
        if one.kind is NOT_SAME:
            groups.part(one.a, one.b or "")
    joining = [one for one in last if one.kind is SAME]
    return [one for one in joining if not groups.join(one.a, one.b or "")]


def _last_of_pairs(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return the judgements, of several on one pair the last made."""
    last: dict[frozenset[str | None], Judgement] = {}
    for one in judgements:
        pair = frozenset((one.a, one.b))
        before = last.get(pair)
        if before is None or _time(before) <= _time(one):
            last.pop(pair, None)
            last[pair] = one
    return list(last.values())


def _time(one: Judgement) -> str:
    return one.made_at.isoformat() if one.made_at else ""


def _surest(one: Judgement) -> tuple[float, str]:
    return -(one.score or 0.0), one.id


def _of_reports(judgements: Iterable[Judgement]) -> list[str]:
    """Return the nodes of single reports; whom somebody set apart last comes last.

    So "A is not B" leaves A where it was and takes B out.
    """
    order: dict[str, None] = {}
    for one in judgements:
        for node in (one.a, one.b or ""):
            if APART in node:
                if one.kind is NOT_SAME and node == one.b:
                    order.pop(node, None)
                order.setdefault(node)
    return list(order)


class _Groups:
    """Nodes joined into groups, some of which must stay apart."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self._apart: dict[str, set[str]] = {}

    def join(self, a: str, b: str) -> bool:
        """Join two groups; return False where they must stay apart."""
        one, two = self._find(a), self._find(b)
        if one == two:
            return True
        if two in self._apart[one]:
            return False
        if len(self._members[one]) < len(self._members[two]):
            one, two = two, one
        self._parent[two] = one
        self._members[one] |= self._members.pop(two)
        for other in self._apart.pop(two):
            self._apart[other].discard(two)
            self._apart[other].add(one)
            self._apart[one].add(other)
        return True

    def part(self, a: str, b: str) -> None:
        """Keep two groups apart; what is joined already stays joined."""
        one, two = self._find(a), self._find(b)
        if one != two:
            self._apart[one].add(two)
            self._apart[two].add(one)

    def roots(self) -> dict[str, str]:
        """Return for every node the one that stands for its group: the best known."""
        return {
            node: best
            for members in self._members.values()
            for best in (min(members, key=_standing),)
            for node in members
        }

    def _find(self, node: str) -> str:
        if node not in self._parent:
            self._parent[node] = node
            self._members[node] = {node}
            self._apart[node] = set()
        while self._parent[node] != node:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node


def _standing(node: str) -> tuple[bool, bool, bool, str]:
    """Order nodes: those of the catalogue first, then whole ones, then those of one report."""
    return APART in node, "|" in node, "/local-" in node, node


def _is_known(node: str) -> bool:
    """Tell an entry of the catalogue, whose id tells it from others by itself."""
    return not any(_standing(node)[:3])
