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


class Decisions:
    """Find persons' decisions in force on things, of one picture.

    A thing is a claim, figure, report or judgement by its id of today, a publisher or an activity
    by its name, somebody by a node of his name.
    """

    def __init__(self, view: View) -> None:
        persons = [one for one in view.standing.decisions if one.is_by_person]
        self._last = last_of(persons)
        self._order = {one.id: number for number, one in enumerate(persons)}
        self._by_thing: dict[str, list[Judgement]] = defaultdict(list)
        for one in persons:
            for each in one.pair:
                self._by_thing[each].append(one)

    def on(self, *things: str | None) -> tuple[Decided, ...]:
        """Return the decisions on any of some things, in the order in which they were made."""
        found = {one.id: one for each in things if each for one in self._by_thing.get(each, ())}
        ordered = sorted(found.values(), key=lambda one: self._order[one.id])
        return tuple(told(one, stands=self._last[question_of(one)].id == one.id) for one in ordered)


def decided_on(view: View, ids: Collection[str]) -> Mapping[str, tuple[Decided, ...]]:
    """Return the decisions on some things by thing; those without one have no entry."""
    decisions = Decisions(view)
    found = {each: decisions.on(each) for each in ids}
    return {each: ours for each, ours in found.items() if ours}


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
