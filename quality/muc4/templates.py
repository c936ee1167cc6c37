"""From an analysis to the templates of MUC-4: violent deeds, one template for each happening.

The mapping adds what is peculiar to the task and nothing to the understanding: names of types, the
form of dates and places, "- D" where no date is told or only a weekday, the country of the report
where no place is told, and which happenings the task leaves out: what is only planned, supposed or
denied, fights between armed sides, and deeds that happened to nobody and nothing in particular.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from quality.muc4.keys import (
    BODY,
    CONFIDENCE,
    DATE,
    DESCRIPTION,
    EFFECT,
    INDIVIDUAL,
    NAME,
    NUMBER,
    PLACE,
    STAGE,
    TARGET,
    TARGET_NUMBER,
    TYPE,
    Filler,
    Template,
)  # fmt: skip
from quality.muc4.scenery import date_of, place_of
from quality.muc4.sides import (
    Scene,
    head_of,
    is_bare_number,
    is_people,
    is_target,
    number_of,
    particular,
    sides,
    words,
    words_of,
)
from vedette.data.codebook import violent_types
from vedette.extract.carriers import Carriers
from vedette.extract.happenings import OUTCOME, SAME
from vedette.extract.responsibility import ACCUSED, CLAIMANT
from vedette.model import (
    Activity,
    Analysis,
    Certainty,
    Commitment,
    EntityKind,
    Polarity,
    Reading,
    Ref,
    Tense,
)

_TYPES = {
    "abduction": "KIDNAPPING",
    "hijacking": "HIJACKING",
    "bombing": "BOMBING",
    "explosion": "BOMBING",
    "robbery": "ROBBERY",
    "arson": "ARSON",
    "forced work stoppage": "FORCED WORK STOPPAGE",
    "strike or attack": "ATTACK",
    "killing": "ATTACK",
    "wounding": "ATTACK",
    "destruction": "ATTACK",
}
_RECENT = timedelta(days=62)  # what is older is background, by the task's definition
_UNREAL = frozenset({Tense.PLANNED, Tense.HYPOTHETICAL})
_UNSURE = frozenset({Certainty.POSSIBLE, Certainty.PROBABLE})


def templates_of(reading: Reading, analysis: Analysis) -> list[Template]:
    """Return the templates of a report, in the order in which its happenings are first told."""
    scene = Scene(reading, analysis, Carriers(analysis))
    groups = happenings(analysis.activities)
    return _joined([_template(scene, group) for group in groups if _is_relevant(scene, group)])


def _joined(templates: list[Template]) -> list[Template]:
    """Join what differs in no date, place, type or doer: the task counts that as one incident."""
    kept: list[Template] = []
    for template in templates:
        twin = next((i for i, other in enumerate(kept) if _is_one(template, other)), None)
        if twin is None:
            kept.append(template)
        else:
            kept[twin] = _union(kept[twin], template)
    return kept


def _is_one(one: Template, other: Template) -> bool:
    if one.of(TYPE) != other.of(TYPE) or not _fit(one, other, DATE) or not _fit(one, other, PLACE):
        return False
    doers, others = ({f.values for s in (INDIVIDUAL, BODY) for f in t.of(s)} for t in (one, other))
    return not doers or not others or bool(doers & others)


def _fit(one: Template, other: Template, slot: int) -> bool:
    """Tell whether two dates or places differ only in how much they tell."""
    texts = ["".join(f.values[0] for f in t.of(slot)) for t in (one, other)]
    if slot == DATE:
        return texts[0] == texts[1] or any(text.startswith("- ") for text in texts)
    return texts[0].startswith(texts[1]) or texts[1].startswith(texts[0])


def _union(one: Template, other: Template) -> Template:
    slots = {
        slot: tuple(dict.fromkeys((*one.of(slot), *other.of(slot))))
        for slot in {*one.slots, *other.slots}
    }
    for slot in (DATE, PLACE):
        slots[slot] = tuple(sorted(slots[slot], key=_fineness)[-1:])
    return Template(slots)


def happenings(activities: Iterable[Activity]) -> list[list[Activity]]:
    """Group the violent activities of a report by the happening that they tell of."""
    groups: dict[str, list[Activity]] = {}
    for activity in activities:
        if activity.type in violent_types():
            kinds = (r.activity for r in activity.relations if r.kind in (SAME, OUTCOME))
            groups.setdefault(next(kinds, activity.id), []).append(activity)
    return list(groups.values())


def _fineness(filler: Filler) -> tuple[bool, int]:
    return not filler.values[0].startswith("- "), len(filler.values[0])


def _is_relevant(scene: Scene, group: list[Activity]) -> bool:
    told = [a for a in group if a.modality.polarity is Polarity.AFFIRMED]
    if not told or not any(a.type in _TYPES for a in group):
        return False
    if all(a.modality.tense in _UNREAL for a in told) or not any(map(_is_asserted, told)):
        return False
    if not any(particular(group)) or _is_battle(group) or _is_search(group):
        return False
    return not _is_general(group) and not _is_old(scene, group)


def _is_asserted(activity: Activity) -> bool:
    return activity.modality.commitment in (Commitment.ASSERTS, Commitment.PRESUPPOSES)


def _is_battle(group: list[Activity]) -> bool:
    """Tell whether all whom it is done to are armed themselves, or merely counted in a clash."""
    refs = particular(group)
    clash = any(a.type == "clash" for a in group)
    if any(ref.kind is EntityKind.PERSON for ref in refs) and not clash:
        return False
    armed = [
        ref for ref in refs if head_of(ref) in words_of("armed") or ref.kind is EntityKind.FORCE
    ]
    vague = [ref for ref in refs if head_of(ref) in words_of("vague") or is_bare_number(ref)]
    sides = len(armed) + len(vague)
    return sides == len(refs) and bool(armed or clash)


def _is_search(group: list[Activity]) -> bool:
    """Tell a raid of police or army, which is none of the task's types."""
    return all(a.span.quote.lower().startswith("raid") for a in group)


def _is_general(group: list[Activity]) -> bool:
    """Tell what happened to nobody in particular, at no time or place: "people were killed"."""
    if any(a.when.is_known or a.where is not None for a in group):
        return False
    anybody = words_of("anybody")
    return all(is_bare_number(ref) or head_of(ref) in anybody for ref in particular(group))


def _is_old(scene: Scene, group: list[Activity]) -> bool:
    day = scene.reading.report.published.start
    ends = [a.when.end for a in group if a.when.end is not None]
    return bool(day and ends) and max(ends) < day - _RECENT  # type: ignore[operator]


def _template(scene: Scene, group: list[Activity]) -> Template:
    slots: dict[int, tuple[Filler, ...]] = {
        DATE: _one(date_of(scene, group)),
        PLACE: _one(place_of(scene, group)),
        TYPE: _one(_type(group)),
        STAGE: _one("ACCOMPLISHED"),
        **_perpetrators(scene, group),
        **_undergoers(group),
    }
    return Template(slots)


def _one(value: str | None) -> tuple[Filler, ...]:
    return (Filler((value,)),) if value else ()


def _type(group: list[Activity]) -> str:
    types = {a.type for a in group}
    devices = {head_of(p.ref) for a in group for p in a.participants if p.role == "equipment"}
    if devices & words_of("charges") and not types & {"abduction", "hijacking"}:
        return "BOMBING"
    return next(_TYPES[kind] for kind in _TYPES if kind in types)


def _perpetrators(scene: Scene, group: list[Activity]) -> dict[int, tuple[Filler, ...]]:
    doers = sides(group, doing=True)
    blamed = [p.ref for a in group for p in a.participants if p.role in (ACCUSED, CLAIMANT)]
    every = list(dict.fromkeys([*doers, *blamed]))
    bodies = [ref for ref in every if _is_body(ref)]
    others = [ref for ref in every if ref not in bodies and ref.kind is not EntityKind.STATE]
    return {
        INDIVIDUAL: tuple(Filler((words(ref),)) for ref in others),
        BODY: tuple(Filler((words(ref),)) for ref in bodies),
        CONFIDENCE: tuple(
            Filler((_confidence(scene, group, ref),), (words(ref),)) for ref in bodies
        ),
    }


def _is_body(ref: Ref) -> bool:
    """Tell whether a doer is a body: by its kind, or by the last word of its name ("army")."""
    if ref.kind is EntityKind.GROUP:
        return ref.name.lower().rsplit(None, 1)[-1] in words_of("bodies")
    return ref.kind in (EntityKind.ORGANISATION, EntityKind.FORCE)


def _confidence(scene: Scene, group: list[Activity], body: Ref) -> str:
    roles = {p.role for a in group for p in a.participants if p.ref == body}
    if CLAIMANT in roles:
        return "CLAIMED OR ADMITTED"
    told = [a for a in group if any(p.ref == body for p in a.participants)]
    if roles != {ACCUSED} and any(_is_plain(activity) for activity in told):
        return "REPORTED AS FACT"
    speakers = [scene.carriers.at(a.span) for a in told]
    names = {s.speaker.name for s in speakers if s is not None and s.speaker is not None}
    if body.name in names:
        return "CLAIMED OR ADMITTED"
    kinds = {s.speaker.kind for s in speakers if s is not None and s.speaker is not None}
    official = {EntityKind.STATE, EntityKind.ORGANISATION, EntityKind.FORCE}
    return "SUSPECTED OR ACCUSED" + (" BY AUTHORITIES" if kinds & official else "")


def _is_plain(activity: Activity) -> bool:
    modality = activity.modality
    return modality.certainty not in _UNSURE and modality.commitment is Commitment.ASSERTS


def _undergoers(group: list[Activity]) -> dict[int, tuple[Filler, ...]]:
    refs = particular(group)
    victims = {p.ref for a in group for p in a.participants if p.role == "victim"}
    refs = _distinct(refs)
    hurt = {ref for ref in victims if ref.kind is EntityKind.GROUP and not is_target(ref)}
    people = [ref for ref in refs if is_people(ref) or ref in hurt]
    things = [ref for ref in refs if ref not in people]
    bodies = {EntityKind.ORGANISATION, EntityKind.FORCE}
    named = [ref for ref in people if ref.kind is EntityKind.PERSON]
    unnamed = [ref for ref in people if ref.kind not in {EntityKind.PERSON, *bodies}]
    return {
        TARGET: tuple(Filler((words(ref),)) for ref in things),
        TARGET_NUMBER: tuple(Filler((number_of(ref),), (words(ref),)) for ref in things),
        NAME: tuple(Filler((words(ref),)) for ref in named),
        DESCRIPTION: tuple(Filler((words(ref),)) for ref in unnamed),
        NUMBER: tuple(Filler((number_of(ref),), (words(ref),)) for ref in (*named, *unnamed)),
        EFFECT: tuple(_effects(group, [*named, *unnamed])),
    }


def _distinct(refs: list[Ref]) -> list[Ref]:
    """Keep of several words for one victim or target the one that says most."""
    kept: list[Ref] = []
    for ref in refs:
        twin = next((i for i, other in enumerate(kept) if _is_twin(ref, other)), None)
        if twin is None:
            kept.append(ref)
        elif _says_more(ref, kept[twin]):
            kept[twin] = ref
    return kept


def _is_twin(one: Ref, other: Ref) -> bool:
    """Tell whether two victims may be one: of one head, and not of two numbers."""
    if one.kind is not other.kind:
        return False
    words, others = one.name.lower().split(), other.name.lower().split()
    if one.kind is EntityKind.PERSON:
        return words[-1] in others or others[-1] in words
    numbers = {number_of(one), number_of(other)} - {"PLURAL"}
    return head_of(one) == head_of(other) and (
        len(numbers) < 2 or number_of(one) == number_of(other)
    )


def _says_more(one: Ref, other: Ref) -> bool:
    if one.kind is EntityKind.PERSON:
        return len(one.name.split()) > len(other.name.split())
    return number_of(other) == "PLURAL" and number_of(one) != "PLURAL"


def _effects(group: list[Activity], refs: list[Ref]) -> Iterator[Filler]:
    for ref in refs:
        for activity in group:
            if any(p.ref == ref for p in activity.participants):
                effect = {"killing": "DEATH", "wounding": "INJURY"}.get(activity.type)
                if effect and activity.modality.polarity is Polarity.AFFIRMED:
                    yield Filler((effect,), (words(ref),))
                    break
