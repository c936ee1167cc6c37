"""What somebody wishes to decide, as it would be entered; and entering it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from vedette.compare import aliases
from vedette.compare.contradictions import contradictions
from vedette.compare.identity import base_of, is_on_names
from vedette.data.catalogue import entity_id, persons
from vedette.errors import BadArgumentError
from vedette.model import Anchor, EntityKind, Judgement, JudgementKind, make_id
from vedette.model.words import count, folded, short_id
from vedette.run import deciding, kindred, people, queries
from vedette.run import sources as run_sources
from vedette.run.deciding import SHARED, Made, author_of, judged
from vedette.run.effects import effect_of, in_words, undone
from vedette.run.targets import EVERYTHING, Target, find
from vedette.store.standing import IMPORT
from vedette.store.store import Store
from vedette.store.view import View

ACCEPT, REJECT = JudgementKind.ACCEPT, JudgementKind.REJECT
SAME, NOT_SAME = JudgementKind.SAME, JudgementKind.NOT_SAME
ON_ONE = {"accept": ACCEPT, "reject": REJECT}
ON_TWO = {"merge": SAME, "split": NOT_SAME}
NAME = "name"  # two names of one person or body
ACTIVITY = aliases.CODE  # two names of one activity
DECISIONS = (*ON_ONE, *ON_TWO, "regrade", "undo", "comment")
MOST_AT_ONCE = 500  # renderings of one utterance that one decision takes
LONGEST_COMMENT = 4_000


@dataclass(frozen=True, slots=True)
class Wish:
    """Say what somebody wishes to decide.

    `a` is an id, a name, a node of `linked_names` or a publisher; `b` the other of two, and
    `shared` what they share; `others` are further ids that are accepted or rejected with `a`.
    `near` names the board on which a rule's judgement stands, `ruled` is that judgement where it
    is at hand.
    """

    decision: str
    a: str
    reason: str
    who: str
    b: str = ""
    shared: str = ""
    grade: str = ""
    others: tuple[str, ...] = ()
    near: str = ""
    ruled: Judgement | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """Hold what would be entered, what it does in one line, and on which boards it can tell.

    `taken` is the decision that would be taken back.
    """

    entered: tuple[Judgement, ...]
    effect: str
    activities: tuple[str, ...] = ()
    taken: Judgement | None = None


def draft(view: View, wish: Wish) -> Draft:
    """Work out a decision without entering it; raises what entering it would raise."""
    if wish.decision in ON_ONE:
        return _on_one(view, wish)
    if wish.decision in ON_TWO:
        on_two = _on_aliases if wish.shared in aliases.CODES else _on_two
        on_two = _on_names if wish.shared == NAME else on_two
        return on_two(view, wish)
    if wish.decision == "regrade":
        by = author_of(wish.reason, wish.who)
        made, effect = run_sources.on_outlet(view, wish.a, wish.grade, by=by, reason=wish.reason)
        return Draft((made,), effect)
    if wish.decision == "undo":
        return _undo(view, wish)
    if wish.decision == "comment":
        return _comment(view, wish)
    raise BadArgumentError(
        f"{folded(wish.decision, 40)!r} is no decision",
        next_step=f"Known: {', '.join(DECISIONS)}",
    )


def enter(store: Store, wish: Wish, *, seen: int | None = None) -> Made:
    """Enter a decision; raises DecidedMeanwhile where somebody else decided after `seen`."""
    with store.view() as view:
        drafted = draft(view, wish)
        standing = view.decisions()
    entered = tuple(_over(standing, one) for one in drafted.entered)
    new = store.add_judgements(entered, seen=seen)
    first = drafted.taken or entered[0]
    others = [one for one in standing if one.by != first.by]
    against = () if drafted.taken else contradictions([*others, first]).get(first.id, ())
    return Made(first, drafted.effect, against, new > 0)


def merge(store: Store, a: str, b: str, *, shared: str, reason: str, who: str) -> Made:
    """Say that two things are one, in what they share (see `Wish`)."""
    return enter(store, Wish("merge", a, reason, who, b=b, shared=shared))


def split(store: Store, a: str, b: str, *, shared: str, reason: str, who: str) -> Made:
    """Say that they are two."""
    return enter(store, Wish("split", a, reason, who, b=b, shared=shared))


def _over(standing: Iterable[Judgement], made: Judgement) -> Judgement:
    """Return a decision that takes the place of its author's earlier one on the same question."""
    if made.supersedes is not None or made.kind is JudgementKind.COMMENT:
        return made
    return replace(made, supersedes=deciding.superseded(standing, made))


# ---- one thing ---------------------------------------------------------------------------------


def _on_one(view: View, wish: Wish) -> Draft:
    by, kind = author_of(wish.reason, wish.who), ON_ONE[wish.decision]
    ids = list(dict.fromkeys((wish.a, *wish.others)))
    if len(ids) > MOST_AT_ONCE:
        raise BadArgumentError(f"at most {MOST_AT_ONCE} are decided on at once")
    found = [
        deciding.on_one(view, each, kind, by=by, reason=wish.reason, ruled=wish.ruled)
        for each in ids
    ]
    made = tuple(one for one, _ in found)
    if len(made) > 1:  # one act: it is taken back as one
        act = make_id("act", by, str(made[0].made_at), *(one.id for one in made))
        made = tuple(replace(one, batch=act) for one in made)
    effect = effect_of(view, made[0], found[0][1])
    if len(made) > 1:
        effect = f"{effect}, and {count(len(made) - 1, 'other rendering')} of the utterance"
    targets = [target for _, target in found]
    return Draft(made, effect, _boards_of(view, targets, wish.near))


def _boards_of(view: View, targets: Iterable[Target], near: str) -> tuple[str, ...]:
    names: dict[str, None] = dict.fromkeys([near] if near else [])
    for target in targets:
        if target.activity:
            names.setdefault(target.activity)
        if target.noun == "report":
            figures = view.analysis(target.id).figures
            names.update(dict.fromkeys(f.scope.activity for f in figures if f.scope.activity))
    return tuple(names)


# ---- two things --------------------------------------------------------------------------------


def _on_two(view: View, wish: Wish) -> Draft:
    by = author_of(wish.reason, wish.who)
    if wish.shared and wish.shared not in SHARED:
        raise BadArgumentError(
            f"two things share no {folded(wish.shared, 40)!r}",
            next_step=f"Say one of: {', '.join((*SHARED, NAME, *aliases.CODES))}",
        )
    made, one, two = deciding.on_two(
        view, (wish.a, wish.b), ON_TWO[wish.decision], shared=wish.shared, by=by, reason=wish.reason
    )
    boards = () if made.code == "story" else _boards_of(view, (one, two), wish.near)
    return Draft((made,), effect_of(view, made, one, two), boards)


def _on_names(view: View, wish: Wish) -> Draft:
    author_of(wish.reason, wish.who)
    one, two = (_node(view, each) for each in (wish.a, wish.b))
    if one == two:
        raise BadArgumentError(f"{folded(wish.a, 60)!r} and the other are one name here ({one})")
    same = wish.decision == "merge"
    made = people.on_nodes(view, one, two, same=same, reason=wish.reason, who=wish.who.strip())
    verb = "are one person or body" if same else "are two persons or bodies"
    named = " and ".join(f"“{name_of(view, each)}”" for each in (one, two))
    return Draft((made,), f"{named} {verb}", _spoken_on(view, one, two))


def _on_aliases(view: View, wish: Wish) -> Draft:
    """Work out a decision on two names of an activity, a place or a kind of equipment."""
    by, code = author_of(wish.reason, wish.who), wish.shared
    one, two = (_stored(view, code, each) for each in (wish.a, wish.b))
    if one == two:
        raise BadArgumentError(
            f"{folded(wish.a, 60)!r} and the other are one {code}", next_step="Name two of them."
        )
    a, b = sorted((one, two))
    made = judged(ON_TWO[wish.decision], a, b, by=by, reason=wish.reason, code=code)
    if code == ACTIVITY:
        return Draft((made,), in_words(made), (one, two))
    number = [count(kindred.claims_on(view, code, each), "claim") for each in (a, b)]
    does = "are listed together" if made.kind is SAME else "are listed apart"
    effect = f"{in_words(made)}: {number[0]} and {number[1]} {does}"
    return Draft((made,), effect, _boards_under(view, code, a, b))


def _stored(view: View, code: str, text: str) -> str:
    if code != ACTIVITY:
        return kindred.stored_name(view, code, text)
    names = [name for name, _, _ in view.activities()]
    return text if text in names else queries.subject_of(view, text)


def _boards_under(view: View, code: str, *names: str) -> tuple[str, ...]:
    """Return the boards on which two names can make a difference."""
    return kindred.boards_at(view, *names) if code == aliases.PLACE else ()


def _node(view: View, text: str) -> str:
    """Return a node as judgements name it, else the one that a name means."""
    judged_on = {node for one in people.on_names(view) for node in (one.a, one.b or "")}
    return text if text in judged_on else people.node_of(view, text)


def name_of(view: View, node: str) -> str:
    """Return what somebody is called, by a node of judgements on names."""
    base = base_of(node)
    if (known := _catalogued().get(base)) is not None:
        return known
    if "/" not in base:
        return base.partition("|")[0]
    said = view.claims(speaker=base, limit=1)
    carrier = said[0][2] if said else None
    return carrier.speaker.name if carrier is not None and carrier.speaker is not None else base


@cache
def _catalogued() -> dict[str, str]:
    return {entity_id(EntityKind.PERSON, person.id): person.name for person in persons()}


def _spoken_on(view: View, *nodes: str) -> tuple[str, ...]:
    """Return the activities on which somebody gives figures, by nodes of him."""
    names: dict[str, None] = {}
    for node in nodes:
        speaker = base_of(node).partition("|")[0]
        for _, figure, _ in view.figures(speaker=speaker):
            if figure.scope.activity:
                names.setdefault(figure.scope.activity)
    return tuple(names)


# ---- taking back -------------------------------------------------------------------------------


def _undo(view: View, wish: Wish) -> Draft:
    by = author_of(wish.reason, wish.who)
    taken = deciding.standing_decision(view, wish.a)
    if taken.code == IMPORT:
        raise BadArgumentError(
            f"{short_id(taken.id)} takes back an import as a whole",
            next_step=f"Bring that back with: vedette revert {short_id(taken.a)} --reason WHY",
        )
    boards = _boards_of_decision(view, taken, wish.near)
    if taken.code == people.CODE and taken.b is not None:
        back = judged(REJECT, taken.id, by=by, reason=wish.reason, code=people.CODE)
        return Draft((replace(back, supersedes=taken.id),), undone(taken), boards, taken)
    acts = [one for one in view.judgements() if _is_one_act(one, taken)]
    back_all = deciding.taken_back(view, acts, by=by, reason=wish.reason)
    effect = undone(taken, [one for one in back_all if one.supersedes not in {a.id for a in acts}])
    if len(acts) > 1:
        effect = f"{effect}, and {count(len(acts) - 1, 'decision')} made with it"
    return Draft(tuple(back_all), effect, boards, taken)


def _is_one_act(one: Judgement, taken: Judgement) -> bool:
    """Tell the decisions that somebody made at one stroke, as on all renderings of an utterance."""
    is_act = (taken.batch or "").startswith("act-")
    return one.id == taken.id or (is_act and one.batch == taken.batch)


def _boards_of_decision(view: View, taken: Judgement, near: str) -> tuple[str, ...]:
    if taken.code == ACTIVITY:
        return (taken.a, taken.b or taken.a)
    if taken.code in aliases.CODES:
        return _boards_under(view, taken.code, taken.a, taken.b or taken.a)
    if is_on_names(taken) and taken.code == people.CODE:
        return _spoken_on(view, *(each for each in (taken.a, taken.b) if each))
    targets = []
    for anchor in taken.anchors:
        held = view.anchorage.noun(anchor.id)
        if held is not None or anchor.noun == "report":
            targets.append(find(view, anchor.id, nouns=EVERYTHING))
    return _boards_of(view, targets, near)


# ---- comments ----------------------------------------------------------------------------------


def _comment(view: View, wish: Wish) -> Draft:
    by = author_of(wish.reason, wish.who)
    text = wish.reason.strip()
    if len(text) > LONGEST_COMMENT:
        raise BadArgumentError(f"a comment has {LONGEST_COMMENT:,} characters at most")
    thing, anchor = _thing(view, wish)
    made = judged(
        JudgementKind.COMMENT,
        thing,
        by=by,
        reason=text,
        value=make_id("txt", text),
        anchors=(anchor,) if anchor else (),
    )
    return Draft((made,), f"a comment on {folded(thing, 80)}")


def _thing(view: View, wish: Wish) -> tuple[str, Anchor | None]:
    """Return what a comment is on: a noun of a report, a judgement, a thing, a name."""
    if wish.a[:4] in {"clm-", "fig-", "rep-", "row-"} or "/" in wish.a[:8]:
        target = find(view, wish.a, nouns=EVERYTHING)
        return target.id, target.anchor
    known = {name for name, _, _ in view.activities()}
    if wish.a in known or wish.a.startswith("jdg-"):
        return wish.a, None
    if wish.a in kindred.names_called(view):
        return wish.a, None
    if wish.a.startswith("person/"):
        return people.node_of(view, wish.a), None
    return run_sources.look(view, wish.a).publisher.name, None
