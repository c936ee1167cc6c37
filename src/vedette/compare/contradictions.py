"""Where two persons contradict each other: the later decision stands, and both are kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable

from vedette.model import Judgement, JudgementKind

_ON_ONE = {JudgementKind.ACCEPT, JudgementKind.REJECT}
_ON_TWO = {JudgementKind.SAME, JudgementKind.NOT_SAME}
_BY_VALUE = {JudgementKind.REGRADE, JudgementKind.EDIT}


def question_of(one: Judgement) -> Hashable:
    """Return what a decision answers: two decisions with one question are rivals."""
    if one.kind in _ON_ONE:
        return "stands", one.a
    if one.kind in _ON_TWO:
        return "one", one.code, one.pair
    if one.kind in _BY_VALUE:
        return one.kind, one.a, one.code
    return one.id


def answer_of(one: Judgement) -> str:
    """Return how a decision answers its question."""
    return (one.value or "") if one.kind in _BY_VALUE else str(one.kind)


def contradictions(judgements: Iterable[Judgement]) -> dict[str, tuple[Judgement, ...]]:
    """Return by the id of a decision in force those of other persons that contradict it."""
    rivals: dict[Hashable, list[Judgement]] = defaultdict(list)
    for one in judgements:
        if one.is_by_person:
            rivals[question_of(one)].append(one)
    found = {}
    for group in rivals.values():
        for one in group:
            against = [other for other in group if _contradicts(one, other)]
            if against:
                found[one.id] = tuple(against)
    return found


def _contradicts(one: Judgement, other: Judgement) -> bool:
    return one.by != other.by and answer_of(one) != answer_of(other)


def last_of(judgements: Iterable[Judgement]) -> dict[Hashable, Judgement]:
    """Return what stands, by question: a person's before a rule's, then the last made."""
    last: dict[Hashable, Judgement] = {}
    for one in judgements:
        question = question_of(one)
        before = last.get(question)
        if before is None or _rank(before) <= _rank(one):
            last[question] = one
    return last


def _rank(one: Judgement) -> tuple[bool, str]:
    return one.is_by_person, one.made_at.isoformat() if one.made_at else ""
