"""Who decided what on a thing, when and why: for the thing itself, wherever it is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from vedette.compare.contradictions import last_of, question_of
from vedette.model import Judgement, JudgementKind
from vedette.run.effects import in_words
from vedette.store.view import View

_VERBS = {
    JudgementKind.ACCEPT: "accepted",
    JudgementKind.REJECT: "rejected",
    JudgementKind.SAME: "judged the same",
    JudgementKind.NOT_SAME: "judged not the same",
    JudgementKind.REGRADE: "graded",
    JudgementKind.EDIT: "changed",
    JudgementKind.COMMENT: "comment",
}


@dataclass(frozen=True, slots=True)
class Decided:
    """Hold one decision, or one comment, as it is shown beside what it is on.

    `stands` is false where another person decided otherwise later.
    """

    id: str
    what: str
    who: str
    when: datetime | None
    why: str
    in_words: str
    is_comment: bool
    stands: bool


def decided_on(view: View, ids: Collection[str]) -> Mapping[str, tuple[Decided, ...]]:
    """Return persons' decisions in force on some things, in the order in which they were made.

    An id is that of a claim, figure, report or judgement as it is today, the name of a publisher
    or an activity, or a node of a name. Ids without a decision have no entry.
    """
    wanted = frozenset(ids)
    persons = [one for one in view.standing.decisions if one.is_by_person]
    last = last_of(persons)
    found: dict[str, list[Decided]] = defaultdict(list)
    for one in persons:
        for each in one.pair & wanted:
            found[each].append(told(one, stands=last[question_of(one)].id == one.id))
    return {each: tuple(ours) for each, ours in found.items()}


def told(one: Judgement, *, stands: bool = True) -> Decided:
    """Return a decision as it is shown."""
    what = _VERBS.get(one.kind, str(one.kind))
    if one.kind in (JudgementKind.REGRADE, JudgementKind.EDIT):
        what = f"{what} {one.code or 'reliability'} {one.value or 'unknown'}"
    return Decided(
        one.id,
        what,
        one.by.partition(":")[2],
        one.made_at,
        one.reason,
        in_words(one),
        one.kind is JudgementKind.COMMENT,
        stands,
    )


def last_by(view: View, who: str) -> Decided | None:
    """Return the last decision in force that somebody made, None where there is none."""
    by = f"person:{who}"
    for one in reversed(view.judgements()):
        if one.by == by and not (one.kind is JudgementKind.REJECT and one.a.startswith("jdg-")):
            return told(one)
    return None
