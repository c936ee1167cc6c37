"""Persons decide: accept, reject, relate two things, and take a decision back.

Every function enters one decision, append-only, with who made it, when and why. A person outranks
a rule; of two persons who contradict each other the later stands, and both decisions are kept.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from vedette.compare.contradictions import contradictions, question_of
from vedette.errors import BadArgumentError, NotFoundError
from vedette.model import PERSON, Anchor, Judgement, JudgementKind
from vedette.model.words import short_id
from vedette.run import people
from vedette.run.clock import now
from vedette.run.effects import effect_of, undone
from vedette.run.targets import CLAIM, EVERYTHING, FIGURE, JUDGEMENT, REPORT, Target, find
from vedette.store.standing import IMPORT
from vedette.store.store import Store
from vedette.store.view import View

ACCEPT, REJECT = JudgementKind.ACCEPT, JudgementKind.REJECT
SAME, NOT_SAME = JudgementKind.SAME, JudgementKind.NOT_SAME
UNDO = "undo"  # the code of a decision that takes another one back
# What two things may be judged to share, by the nouns that can.
SHARED = {
    "origin": (REPORT,),  # they go back to one text
    "story": (REPORT,),  # they tell one happening
    "utterance": (CLAIM, FIGURE),  # they render one act of speech
}


@dataclass(frozen=True, slots=True)
class Made:
    """Hold a decision just entered, what it does, and the decisions of others against it.

    `is_new` is False where the same person had decided so before for the same reason.
    """

    judgement: Judgement
    effect: str
    against: tuple[Judgement, ...] = ()
    is_new: bool = True


# ---- deciding ----------------------------------------------------------------------------------


def accept(store: Store, text: str, *, reason: str, who: str) -> Made:
    """Say that a claim, a figure, a report or a machine's judgement holds."""
    return _decide(store, text, ACCEPT, reason=reason, who=who)


def reject(store: Store, text: str, *, reason: str, who: str) -> Made:
    """Say that it does not: a claim or figure is not shown as said, a report is left out."""
    return _decide(store, text, REJECT, reason=reason, who=who)


def _decide(store: Store, text: str, kind: JudgementKind, *, reason: str, who: str) -> Made:
    author = author_of(reason, who)
    with store.view() as view:
        made, target = on_one(view, text, kind, by=author, reason=reason)
        return enter(store, view, made, effect_of(view, made, target))


def on_one(
    view: View,
    text: str,
    kind: JudgementKind,
    *,
    by: str,
    reason: str,
    ruled: Judgement | None = None,
) -> tuple[Judgement, Target]:
    """Return a decision on one thing as it would be entered, and the thing.

    `ruled` is the rule's judgement that is decided on, where it is at hand: else all boards are
    looked through for it.
    """
    if ruled is not None and ruled.id == text:
        target = Target(ruled.id, JUDGEMENT, ruled.reason, judgement=ruled)
    else:
        target = find(view, text, nouns=EVERYTHING)
    if target.judgement is not None and target.judgement.is_by_person:
        raise BadArgumentError(
            f"{short_id(target.id)} is a decision of {target.judgement.by}",
            next_step=f"Take it back with: vedette undo {short_id(target.id)} --reason WHY",
        )
    anchors = (target.anchor,) if target.anchor else ()
    return judged(kind, target.id, by=by, reason=reason, anchors=anchors), target


def on_two(
    view: View, texts: tuple[str, str], kind: JudgementKind, *, shared: str, by: str, reason: str
) -> tuple[Judgement, Target, Target]:
    """Return a decision on two things as it would be entered, and the two."""
    one, two = (find(view, text, nouns=(CLAIM, FIGURE, REPORT)) for text in texts)
    _check_related(one, two, shared)
    anchors = tuple(each.anchor for each in (one, two) if each.anchor)
    code = shared or "utterance"
    made = judged(kind, one.id, two.id, by=by, reason=reason, code=code, anchors=anchors)
    return made, one, two


def _check_related(one: Target, two: Target, shared: str) -> None:
    if one.id == two.id:
        raise BadArgumentError(
            f"{short_id(one.id)} is one {one.noun}, named twice",
            next_step="Name two of them.",
        )
    if one.noun != two.noun:
        raise BadArgumentError(
            f"{short_id(one.id)} is a {one.noun}, {short_id(two.id)} a {two.noun}",
            next_step="Name two reports, two figures or two claims.",
        )
    fitting = [name for name, nouns in SHARED.items() if one.noun in nouns]
    if shared not in fitting and (shared or len(fitting) > 1):
        what = (
            f"two {one.noun}s share no {shared!r}"
            if shared
            else f"what shall two {one.noun}s share"
        )
        raise BadArgumentError(what, next_step=f"Say --as {' or --as '.join(fitting)}")


# ---- taking back -------------------------------------------------------------------------------


def undo(store: Store, text: str, *, reason: str, who: str) -> Made:
    """Take a decision back, a person's or a rule's on names; undoing that brings it back.

    The decision stays in the store, superseded. What it had replaced stands again, except of
    decisions on names, which leave the matter to the rules.
    """
    author = author_of(reason, who)
    with store.view() as view:
        taken = standing_decision(view, text)
        if taken.code == people.CODE and taken.b is not None:
            taken = people.undo(store, taken.id, reason=reason, who=who)
            return Made(taken, undone(taken))
        if taken.code == IMPORT:
            raise BadArgumentError(
                f"{short_id(taken.id)} takes back an import as a whole",
                next_step=f"Bring that back with: vedette revert {short_id(taken.a)} --reason WHY",
            )
        back = taken_back(view, [taken], by=author, reason=reason)
        store.add_judgements(back)
        return Made(taken, undone(taken, back[1:]))


def taken_back(
    view: View, decisions: Iterable[Judgement], *, by: str, reason: str, code: str = UNDO
) -> list[Judgement]:
    """Return what takes decisions back: a rejection of each, and what each had replaced."""
    latest = {one.id: one for one in view.judgements(superseded=True)}
    back = []
    for taken in decisions:
        rejection = judged(REJECT, taken.id, by=by, reason=reason, code=code)
        back.append(replace(rejection, supersedes=taken.id))
        earlier = latest.get(taken.supersedes or "")
        if earlier is not None:
            again = replace(earlier, made_at=now())
            if again.code == people.CODE and again.b is not None:
                people.check_agrees(view.judgements(), again)
            back.append(again)
    return back


def standing_decision(view: View, text: str) -> Judgement:
    """Return the decision in force that an id means; raises NotFoundError for any other."""
    digits = text.strip().removeprefix("jdg-")
    wanted = f"jdg-{digits}"
    found = [one for one in view.judgements() if one.id.startswith(wanted)] if digits else []
    persons = [one for one in found if one.is_by_person or one.code == people.CODE]
    if len(persons) == 1:
        return persons[0]
    if persons:
        listed = ", ".join(short_id(one.id) for one in persons[:4])
        raise NotFoundError("several decisions begin so", where=text, next_step=f"Type {listed}")
    over = [
        one
        for one in view.history()
        if one.superseded_by and wanted == one.judgement.id[: len(wanted)]
    ]
    if digits and over:
        by = over[-1].superseded_by or ""
        what = f"no such decision stands: {short_id(by)} took its place"
        step = f"Take that back with: vedette undo {short_id(by)} --reason WHY"
        raise NotFoundError(what, where=text, next_step=step)
    step = "See vedette judgements for what there is."
    raise NotFoundError("no such decision stands", where=text, next_step=step)


# ---- entering ----------------------------------------------------------------------------------


def author_of(reason: str, who: str) -> str:
    """Return who decides, as kept; raises BadArgumentError without a reason or a name."""
    people.require_reason(reason, who)
    return f"{PERSON}{who.strip()}"


def judged(
    kind: JudgementKind,
    a: str,
    b: str | None = None,
    *,
    by: str,
    reason: str,
    code: str = "",
    value: str | None = None,
    anchors: Collection[Anchor] = (),
) -> Judgement:
    """Build a decision made now."""
    return Judgement(
        id=Judgement.make_id(kind, a=a, b=b, by=by, code=code, value=value),
        kind=kind,
        a=a,
        b=b,
        by=by,
        reason=reason.strip(),
        code=code,
        value=value,
        made_at=now(),
        anchors=tuple(anchors),
    )


def enter(store: Store, view: View, made: Judgement, effect: str) -> Made:
    """Enter a decision; an earlier one of the same person on the same question is superseded."""
    standing = view.decisions()
    made = replace(made, supersedes=superseded(standing, made))
    is_new = store.add_judgements([made]) > 0
    others = [one for one in standing if one.by != made.by]
    return Made(made, effect, contradictions([*others, made]).get(made.id, ()), is_new)


def superseded(standing: Iterable[Judgement], made: Judgement) -> str | None:
    """Return the earlier decision of the same person whose place a decision takes, if any."""
    mine = [
        one
        for one in standing
        if one.by == made.by and question_of(one) == question_of(made) and one.id != made.id
    ]
    taken_back = [one for one in standing if one.kind is REJECT and one.a == made.id]
    last = [*taken_back, *mine][-1:]
    return last[0].id if last else None
