"""Rules propose who is one person across reports: office holders only, with score and reason."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from vedette.compare.rows import speaker_key
from vedette.data.namesakes import Named, compare_bodies, compare_persons
from vedette.data.offices import is_public
from vedette.data.personal import LONGEST_NAME, parse_name
from vedette.data.spelling import frames, skeleton
from vedette.model import (
    Analysis,
    Anonymity,
    EntityKind,
    Judgement,
    JudgementKind,
    Likeness,
    Report,
    Sameness,
    Speaker,
)

RULE = "rule:names@1"
CODE = "names"
LARGEST_BLOCK = 200  # profiles of one surname; beyond, only those of one state are compared
SHOWN_RIVALS = 3
_KINDS = {
    Sameness.SAME: JudgementKind.SAME,
    Sameness.NOT_SAME: JudgementKind.NOT_SAME,
    Sameness.UNSURE: JudgementKind.UNSURE,
}
_BODIES = frozenset({EntityKind.ORGANISATION, EntityKind.FORCE})


@dataclass(frozen=True, slots=True)
class Naming:
    """Hold somebody of public office, or a body, as named in the reports: its node, what is told.

    `node` is the speaker's own (see `identity`); `reports` tells where he speaks.
    """

    node: str
    kind: EntityKind
    named: Named
    reports: tuple[str, ...]


def namings_of(items: Iterable[tuple[Report, Analysis]]) -> list[Naming]:
    """Return the speakers of public office and the bodies of reports, each node once.

    Other people stay within their report unless a person links them.
    """
    told: dict[str, list[tuple[Speaker, str]]] = defaultdict(list)
    for report, analysis in items:
        for one in analysis.attributions:
            if one.speaker is not None and one.anonymity in _NAMED and not one.speaker.candidates:
                told[speaker_key(one.speaker)].append((one.speaker, report.id))
    namings = (_naming(node, speakers) for node, speakers in sorted(told.items()))
    return [naming for naming in namings if naming is not None]


_NAMED = frozenset({Anonymity.NAMED, Anonymity.ORGANISATION})


def _naming(node: str, speakers: Sequence[tuple[Speaker, str]]) -> Naming | None:
    first = speakers[0][0]
    if len(first.name) > LONGEST_NAME:
        return None
    role = _told(speaker.role for speaker, _ in speakers)
    body = _told(speaker.body for speaker, _ in speakers)
    state = _told(speaker.state for speaker, _ in speakers)
    if first.kind is EntityKind.PERSON:
        known = bool(first.id) and "/local-" not in (first.id or "")
        if not (known or body or is_public(role)):
            return None
    elif first.kind not in _BODIES:
        return None
    reports = tuple(dict.fromkeys(report for _, report in speakers))
    return Naming(node, first.kind, Named(first.name, state, role, body), reports)


def _told(values: Iterable[str | None]) -> str | None:
    return next((value for value in values if value), None)


def propose(namings: Iterable[Naming]) -> list[Judgement]:
    """Return what the rules say of every pair of names that sound alike.

    Only names in one block (one surname by its consonants, one first word of a body's name) are
    compared. Every judgement carries its score, what was looked at, and who else it could be.
    """
    pairs = [(a, b, _compare(a, b)) for a, b in _pairs(namings)]
    pairs = [pair for pair in pairs if _is_worth_saying(*pair)]
    rivals: dict[str, list[str]] = defaultdict(list)
    for a, b, found in pairs:
        if found.sameness is not Sameness.SAME:
            rivals[a.node].append(f"not {b.named.name}: {found.reason}")
            rivals[b.node].append(f"not {a.named.name}: {found.reason}")
    return [_judgement(a, b, found, rivals) for a, b, found in pairs]


def _compare(a: Naming, b: Naming) -> Likeness:
    if a.kind is EntityKind.PERSON:
        return compare_persons(a.named, b.named)
    return compare_bodies(a.named, b.named)


def _is_worth_saying(a: Naming, b: Naming, found: Likeness) -> bool:
    """Tell whether two bodies share more than a state's adjective."""
    if a.kind is EntityKind.PERSON:
        return True
    few = min(len(one.named.name.split()) for one in (a, b))
    return found.sameness is Sameness.SAME or (few > 1 and found.evidence[0].score >= 0)


def _judgement(a: Naming, b: Naming, found: Likeness, rivals: dict[str, list[str]]) -> Judgement:
    kind = _KINDS[found.sameness]
    lost = [*rivals[a.node], *rivals[b.node]] if found.sameness is Sameness.SAME else []
    return Judgement(
        id=Judgement.make_id(kind, a=a.node, b=b.node, by=RULE, code=CODE, value=None),
        kind=kind,
        a=a.node,
        b=b.node,
        by=RULE,
        reason=f"{a.named.name} - {b.named.name}: {found.reason}",
        code=CODE,
        score=round(found.score, 3),
        evidence=(*map(str, found.evidence), *dict.fromkeys(lost[:SHOWN_RIVALS])),
    )


def _pairs(namings: Iterable[Naming]) -> Iterator[tuple[Naming, Naming]]:
    """Yield the pairs worth comparing, each once, the smaller node first."""
    blocks: dict[object, list[Naming]] = defaultdict(list)
    for naming in namings:
        for key in _blocks(naming):
            blocks[key].append(naming)
    seen: set[tuple[str, str]] = set()
    for block in blocks.values():
        for group in _cut(block):
            for a, b in combinations(sorted(group, key=lambda one: one.node), 2):
                if (a.node, b.node) not in seen and not _both_known(a, b):
                    seen.add((a.node, b.node))
                    yield a, b


def _blocks(naming: Naming) -> Iterator[object]:
    if naming.kind is EntityKind.PERSON:
        yield from ((EntityKind.PERSON, f) for f in frames(parse_name(naming.named.name).surname))
    else:
        words = sorted(filter(None, map(skeleton, naming.named.name.split())), key=len)
        yield from ((EntityKind.ORGANISATION, word) for word in words[-1:])


def _cut(block: list[Naming]) -> Iterable[list[Naming]]:
    if len(block) <= LARGEST_BLOCK:
        return (block,)
    by_state: dict[object, list[Naming]] = defaultdict(list)
    for naming in block:
        by_state[naming.named.state, naming.named.body].append(naming)
    return (group[:LARGEST_BLOCK] for group in by_state.values())


def _both_known(a: Naming, b: Naming) -> bool:
    """Tell two entries of the catalogue, which says itself that they are two."""
    return all("/" in one.node and "/local-" not in one.node for one in (a, b))
