"""Which activities of a report tell of one happening: a deed told again, and what it led to.

Every mention stays an activity of its own, with its own words, speaker and modality; a relation
to the first one says that they are about the same. What is told apart by day, place, doer or the
one it is done to stays apart.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from vedette.data.codebook import outcome_types, violent_types
from vedette.extract.responsibility import ACCUSED, CLAIMANT
from vedette.model import (
    Activity,
    EntityKind,
    PlacePrecision,
    Reading,
    Ref,
    Relation,
    Tense,
    Token,
    When,
    Where,
)

SAME, OUTCOME = "same as", "outcome of"
_NEAR = 2  # sentences: what a deed led to is told in its sentence or just behind it
_LATER = frozenset({Tense.PLANNED, Tense.HYPOTHETICAL})
_POINTING = frozenset({"the", "this", "that", "these", "those", "such"})
# Roles of those who are not told apart: weapons and who brings news.
_ASIDE = frozenset(
    {"equipment", "speaker", "recipient", "origin", "destination", ACCUSED, CLAIMANT}
)
# Words that part nobody from anybody: "people", "three others".
_ANYBODY = frozenset(
    {"people", "person", "man", "men", "woman", "women", "victim", "individual", "other", "one"}
    | {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "several", "some"}
    | {
        "dozen",
        "group",
        "member",
        "number",
        "leader",
        "official",
        "citizen",
        "young",
        "unidentified",
    }
    | {"unknown", "armed", "murdered", "killed", "slain", "captured", "at", "least", "more", "than"}
    | {"about", "of", "the", "a", "his", "her", "their", "its", "and", "former", "them", "half"}
)
# A general word for a deed, and the deeds that it may stand for.
_GENERAL = frozenset({"strike or attack", "explosion", "clash"})


Names = tuple[str, ...]  # the words of a participant that tell it from others, its head last


@dataclass(slots=True)
class _Happening:
    """Collect what is told of one happening so far."""

    first: Activity
    types: set[str]
    doers: set[Names]
    undergoers: set[Names]
    whens: list[When]
    wheres: list[Where]
    last: int
    sentences: set[int] = field(default_factory=set)
    later: bool = False


def tell_apart(reading: Reading, activities: list[Activity]) -> list[Activity]:
    """Return the activities, each that tells of an earlier one related to the first of it."""
    happenings: list[_Happening] = []
    found: list[Activity] = []
    for activity in activities:
        tokens = reading.tokens_between(activity.span.start, activity.span.end)
        if activity.name is not None or not tokens:
            found.append(activity)
            continue
        one = _told(activity, tokens[-1])
        same = next(
            (h for h in reversed(happenings) if _is_same(reading, tokens[-1], one, h)), None
        )
        if same is None:
            happenings.append(one)
            found.append(activity)
        else:
            found.append(_related(activity, same))
            _add(same, one)
    return found


def _related(activity: Activity, happening: _Happening) -> Activity:
    outcome = activity.type in outcome_types() and activity.type not in happening.types
    relation = Relation(OUTCOME if outcome else SAME, happening.first.id)
    return replace(activity, relations=(*activity.relations, relation))


def _told(activity: Activity, trigger: Token) -> _Happening:
    sides = [p for p in activity.participants if p.role not in _ASIDE]
    first = sides[0].role if sides else ""
    is_victim = {"victim", "target", "released", "violated", "crossing", "force"}
    return _Happening(
        activity,
        {activity.type},
        {_key(p.ref) for p in sides if p.role == first and p.role not in is_victim},
        {_key(p.ref) for p in sides if p.role != first or p.role in is_victim},
        [activity.when] if activity.when.is_known else [],
        [activity.where] if activity.where is not None else [],
        trigger.sentence,
        {trigger.sentence},
        activity.modality.tense in _LATER,
    )


def _key(ref: Ref) -> Names:
    """Return the words that tell a participant from others, in the singular; () for anybody."""
    words = (word.strip("\"'.,[]()") for word in ref.name.lower().split())
    if ref.kind is not EntityKind.PERSON:
        words = (word.removesuffix("s") for word in words)
    return tuple(w for w in words if w and w not in _ANYBODY and not w[0].isdigit())


def _specific(keys: set[Names]) -> set[Names]:
    return {key for key in keys if key}


def _meet(ones: set[Names], others: set[Names]) -> bool:
    """Tell whether two lists of participants name one in common, in full or by the last word."""
    return any(a[-1] in b or b[-1] in a for a in _specific(ones) for b in _specific(others))


def _add(happening: _Happening, one: _Happening) -> None:
    happening.types |= one.types
    happening.doers |= one.doers
    happening.undergoers |= one.undergoers
    happening.whens += one.whens
    happening.wheres += one.wheres
    happening.last = one.last
    happening.sentences |= one.sentences


def _is_same(reading: Reading, trigger: Token, one: _Happening, other: _Happening) -> bool:
    """Tell whether an activity is about a happening told before: nothing parts, something links."""
    if one.later != other.later or not _types_meet(one, other) or _is_apart(one, other):
        return False
    outcomes = outcome_types()
    shared = _meet(one.undergoers, other.undergoers)
    parted = not shared and bool(_specific(one.undergoers) and _specific(other.undergoers))
    here = one.last in other.sentences
    if one.types <= outcomes and other.types <= outcomes:
        return here or (shared and not parted)
    if one.types <= outcomes:
        return one.last - other.last < _NEAR or shared
    if other.types <= outcomes and (here or not parted):
        return here or shared or _is_bare(one, trigger)
    if parted:
        return False
    return _is_linked(reading, trigger, one, other, shared=shared)


def _is_linked(
    reading: Reading, trigger: Token, one: _Happening, other: _Happening, *, shared: bool
) -> bool:
    """Tell whether something ties two mentions that nothing parts."""
    violent = one.first.type in violent_types()
    if shared:
        return violent or _meet(one.doers, other.doers)
    if _is_bare(one, trigger):
        return _points_back(reading, trigger) or (violent and not one.whens and not one.wheres)
    told_by = bool(one.whens and other.whens) or bool(one.wheres and other.wheres)
    bare = not one.doers and not one.undergoers
    return violent and (told_by or (bare and one.last - other.last < _NEAR))


def _is_bare(one: _Happening, trigger: Token) -> bool:
    """Tell a noun without anybody: "the attack", which points to one told before."""
    return trigger.pos == "NOUN" and not one.doers and not one.undergoers


def _points_back(reading: Reading, noun: Token) -> bool:
    """Tell "the attack" and "this attack" from "an attack" and "attacks"."""
    children = (reading.tokens[i] for i in reading.children[noun.i])
    return any(t.dep == "det" and t.lower in _POINTING for t in children)


def _types_meet(one: _Happening, other: _Happening) -> bool:
    if one.types & other.types:
        return True
    violent, outcomes = violent_types(), outcome_types()
    mine, theirs = one.first.type, other.types
    if mine not in violent or not theirs <= violent:
        return False
    if mine in outcomes or theirs <= outcomes or mine in _GENERAL:
        return True
    return bool(theirs & _GENERAL)


def _is_apart(one: _Happening, other: _Happening) -> bool:
    """Tell whether day, place or doer say that two mentions are of two happenings."""
    if any(_days_part(a, b) for a in one.whens for b in other.whens):
        return True
    if any(_places_part(a, b) for a in one.wheres for b in other.wheres):
        return True
    both = bool(_specific(one.doers) and _specific(other.doers))
    return both and not _meet(one.doers, other.doers)


def _days_part(one: When, other: When) -> bool:
    first, last = (one.start or other.start), (one.end or other.end)
    if first is None or last is None:
        return False
    return bool((other.end and other.end < first) or (other.start and other.start > last))


def _places_part(one: Where, other: Where) -> bool:
    if one.name == other.name:
        return False
    if one.country and other.country and one.country != other.country:
        return True
    wide = {PlacePrecision.COUNTRY, PlacePrecision.REGION, PlacePrecision.UNPLACED}
    return one.precision not in wide and other.precision not in wide
