"""From an analysis to the templates of MUC-4: violent deeds, one template for each happening.

The mapping adds what is peculiar to the task and nothing to the understanding: names of types, the
form of dates and places, "- D" where no date is told or only a weekday, the country of the report
where no place is told, and which happenings the task leaves out: what is only planned, supposed or
denied, fights between armed sides, and deeds that happened to nobody and nothing in particular.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

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
)
from vedette.data.catalogue import state_by_iso
from vedette.data.codebook import counted_classes, violent_types
from vedette.extract.carriers import Carriers
from vedette.extract.figures.numbers import find_numbers, number_words
from vedette.extract.happenings import OUTCOME, SAME
from vedette.model import (
    Activity,
    Analysis,
    Certainty,
    Commitment,
    EntityKind,
    PlaceMention,
    PlacePrecision,
    Polarity,
    Reading,
    Ref,
    Tense,
    When,
)
from vedette.resolve.places import gazetteer

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
}
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_RECENT = timedelta(days=62)  # what is older is background, by the task's definition
_UNDERGOING = frozenset({"victim", "target"})
_UNREAL = frozenset({Tense.PLANNED, Tense.HYPOTHETICAL})
_UNSURE = frozenset({Certainty.POSSIBLE, Certainty.PROBABLE})
_GUERRILLAS = frozenset(
    """guerrilla guerilla rebel terrorist extremist subversive insurgent fighter trafficker commando
    criminal delinquent""".split()
)
_SOLDIERS = frozenset(
    """soldier troop army force battalion brigade patrol garrison unit barracks military sergeant
    corporal paratrooper position detachment convoy""".split()
)
_PLURALS = frozenset({"people", "men", "women", "children", "personnel", "clergy", "clergymen"})
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Scene:
    """Hold a report's reading and analysis, and the mentions of one happening."""

    reading: Reading
    analysis: Analysis
    carriers: Carriers


def templates_of(reading: Reading, analysis: Analysis) -> list[Template]:
    """Return the templates of a report, in the order in which its happenings are first told."""
    scene = Scene(reading, analysis, Carriers(analysis))
    groups = happenings(analysis.activities)
    found = (_template(scene, group) for group in groups if _is_relevant(scene, group))
    return [template for template in found if template is not None]


def happenings(activities: Iterable[Activity]) -> list[list[Activity]]:
    """Group the violent activities of a report by the happening that they tell of."""
    groups: dict[str, list[Activity]] = {}
    for activity in activities:
        if activity.type in violent_types():
            kinds = (r.activity for r in activity.relations if r.kind in (SAME, OUTCOME))
            groups.setdefault(next(kinds, activity.id), []).append(activity)
    return list(groups.values())


def _is_relevant(scene: Scene, group: list[Activity]) -> bool:
    told = [a for a in group if a.modality.polarity is Polarity.AFFIRMED]
    if not told or not any(a.type in _TYPES for a in group):
        return False
    if all(a.modality.tense in _UNREAL for a in told):
        return False
    if not any(_sides(group, doing=False)):
        return False
    return not _is_battle(group) and not _is_old(scene, group)


def _is_battle(group: list[Activity]) -> bool:
    """Tell whether all whom it is done to are armed themselves."""
    heads = [_head(ref) for ref in _sides(group, doing=False) if ref.kind is not EntityKind.PERSON]
    persons = any(ref.kind is EntityKind.PERSON for ref in _sides(group, doing=False))
    return not persons and all(head in _GUERRILLAS | _SOLDIERS for head in heads)


def _is_old(scene: Scene, group: list[Activity]) -> bool:
    day = scene.reading.report.published.start
    ends = [a.when.end for a in group if a.when.end is not None]
    return bool(day and ends) and max(ends) < day - _RECENT  # type: ignore[operator]


def _head(ref: Ref) -> str:
    return ref.name.lower().rsplit(None, 1)[-1].removesuffix("s")


def _sides(group: list[Activity], *, doing: bool) -> list[Ref]:
    """Return who does it, or whom and what it is done to, over all its mentions, each once."""
    refs = (
        participant.ref
        for activity in group
        for participant in activity.participants
        if participant.role != "equipment" and (participant.role in _UNDERGOING) != doing
    )
    return list(dict.fromkeys(refs))


def _template(scene: Scene, group: list[Activity]) -> Template | None:
    slots: dict[int, tuple[Filler, ...]] = {
        DATE: _one(_date(scene, group)),
        PLACE: _one(_place(scene, group)),
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
    return next(_TYPES[kind] for kind in _TYPES if kind in types)


# Dates


def _date(scene: Scene, group: list[Activity]) -> str | None:
    day = scene.reading.report.published.start
    when = next((a.when for a in group if a.when.is_known), None) or _day_beside(scene, group)
    if when is None or _is_weekday(scene, when) or (when.start is None and when.end is None):
        return f"- {_written(day)}" if day else None
    start, end = when.start or when.end, when.end or when.start
    if start is None or end is None:
        return None
    if (when.value or "").endswith("TNI"):
        end = min(end + timedelta(days=1), day) if day else end
    return _written(start) if start == end else f"{_written(start)} - {_written(end)}"


def _day_beside(scene: Scene, group: list[Activity]) -> When | None:
    """Return the only day that a sentence of the happening names."""
    for activity in group:
        start, end = _sentence(scene, activity)
        days = {
            (t.when.start, t.when.end): t.when
            for t in scene.analysis.times
            if start <= t.span.start < end and t.when.is_known and _is_day(t.when)
        }
        if len(days) == 1:
            return next(iter(days.values()))
    return None


def _is_day(when: When) -> bool:
    return when.start is not None and when.start == when.end


def _is_weekday(scene: Scene, when: When) -> bool:
    said = [t.span.quote for t in scene.analysis.times if t.when == when]
    return bool(said) and all(_WEEKDAY.search(words) for words in said)


def _written(day: date) -> str:
    return f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year % 100:02d}"


def _sentence(scene: Scene, activity: Activity) -> tuple[int, int]:
    for sentence in scene.reading.sentences:
        if sentence.start <= activity.span.start < sentence.end:
            return sentence.start, sentence.end
    return activity.span.start, activity.span.end


# Places


def _place(scene: Scene, group: list[Activity]) -> str | None:
    place = _told_place(scene, group) or _place_beside(scene, group)
    country = place.where.country if place else None
    country = country or _home(scene)
    if place is None or place.where.precision is PlacePrecision.COUNTRY:
        return _country(country)
    words = " ".join(place.span.quote.upper().split())
    return f"{_country(country)}: {words}" if country else words


def _told_place(scene: Scene, group: list[Activity]) -> PlaceMention | None:
    """Return the place that a mention of the happening has, the finest first."""
    wheres = [a.where for a in group if a.where is not None]
    wheres.sort(key=lambda where: where.precision is PlacePrecision.COUNTRY)
    for where in wheres:
        for place in scene.analysis.places:
            if place.where == where:
                return place
    return None


def _place_beside(scene: Scene, group: list[Activity]) -> PlaceMention | None:
    for activity in group:
        start, end = _sentence(scene, activity)
        places = [p for p in scene.analysis.places if start <= p.span.start < end]
        fine = [p for p in places if p.where.precision is not PlacePrecision.COUNTRY]
        if len(fine) == 1 and fine[0].where.precision is not PlacePrecision.UNPLACED:
            return fine[0]
    return None


def _home(scene: Scene) -> str | None:
    """Return the country that the report names most, else that of its dateline."""
    named = [p.where.country for p in scene.analysis.places if p.where.country in _OF_INTEREST]
    return max(sorted(set(named)), key=named.count) if named else None  # type: ignore[type-var]


_OF_INTEREST = frozenset({"SV", "GT", "HN", "AR", "BO", "CL", "CO", "EC", "PE"})


@cache
def _country(iso: str | None) -> str | None:
    if iso is None:
        return None
    state = state_by_iso(iso)
    return (state.name if state else gazetteer.country(iso).name).upper()


# Who did it


def _perpetrators(scene: Scene, group: list[Activity]) -> dict[int, tuple[Filler, ...]]:
    doers = _sides(group, doing=True)
    bodies = [ref for ref in doers if ref.kind in (EntityKind.ORGANISATION, EntityKind.FORCE)]
    others = [ref for ref in doers if ref not in bodies and ref.kind is not EntityKind.STATE]
    return {
        INDIVIDUAL: tuple(Filler((_words(ref),)) for ref in others),
        BODY: tuple(Filler((_words(ref),)) for ref in bodies),
        CONFIDENCE: tuple(Filler((_confidence(scene, group, ref),), (_words(ref),)) for ref in bodies),
    }


def _words(ref: Ref) -> str:
    return " ".join(ref.name.upper().split())


def _confidence(scene: Scene, group: list[Activity], body: Ref) -> str:
    told = [a for a in group if any(p.ref == body for p in a.participants)]
    if any(_is_plain(scene, activity) for activity in told):
        return "REPORTED AS FACT"
    speakers = [scene.carriers.at(a.span) for a in told]
    names = {s.speaker.name for s in speakers if s is not None and s.speaker is not None}
    if body.name in names:
        return "CLAIMED OR ADMITTED"
    kinds = {s.speaker.kind for s in speakers if s is not None and s.speaker is not None}
    official = {EntityKind.STATE, EntityKind.ORGANISATION, EntityKind.FORCE}
    return "SUSPECTED OR ACCUSED" + (" BY AUTHORITIES" if kinds & official else "")


def _is_plain(scene: Scene, activity: Activity) -> bool:
    modality = activity.modality
    return modality.certainty not in _UNSURE and modality.commitment is Commitment.ASSERTS


# Whom and what it was done to


def _undergoers(group: list[Activity]) -> dict[int, tuple[Filler, ...]]:
    refs = _sides(group, doing=False)
    people = [ref for ref in refs if _is_people(ref)]
    things = [ref for ref in refs if ref not in people]
    bodies = {EntityKind.ORGANISATION, EntityKind.FORCE}
    named = [ref for ref in people if ref.kind is EntityKind.PERSON]
    unnamed = [ref for ref in people if ref.kind not in {EntityKind.PERSON, *bodies}]
    return {
        TARGET: tuple(Filler((_bare(ref),)) for ref in things),
        TARGET_NUMBER: tuple(Filler((_number(ref),), (_bare(ref),)) for ref in things),
        NAME: tuple(Filler((_words(ref),)) for ref in named),
        DESCRIPTION: tuple(Filler((_bare(ref),)) for ref in unnamed),
        NUMBER: tuple(Filler((_number(ref),), (_bare(ref),)) for ref in (*named, *unnamed)),
        EFFECT: tuple(_effects(group, [*named, *unnamed])),
    }


def _effects(group: list[Activity], refs: list[Ref]) -> Iterator[Filler]:
    for ref in refs:
        for activity in group:
            if any(p.ref == ref for p in activity.participants):
                effect = {"killing": "DEATH", "wounding": "INJURY"}.get(activity.type)
                if effect and activity.modality.polarity is Polarity.AFFIRMED:
                    yield Filler((effect,), (_bare(ref),))
                    break


@cache
def _people() -> frozenset[str]:
    classes = {"personnel", "border guards", "officials", "people", "civilians", "journalists"}
    heads = [head for c in counted_classes() if c.name in classes for head in c.heads]
    more = """priest jesuit peasant mayor judge leader minister senator candidate president colonel
    general bishop nun maid cook worker teacher student passenger driver bodyguard guard policeman
    man woman child people person son daughter wife brother businessman engineer missionary citizen
    villager passerby victim guerrilla terrorist rebel member magistrate farmer resident tourist
    clergyman monk lawyer attorney governor ambassador diplomat employee youth minor girl boy
    individual civilian soldier official politician unionist deputy congressman""".split()
    return frozenset((*heads, *more))


def _is_people(ref: Ref) -> bool:
    if ref.kind is EntityKind.PERSON:
        return True
    if ref.kind is not EntityKind.GROUP:
        return False
    word = ref.name.lower().rsplit(None, 1)[-1]
    singular = word.removesuffix("s")
    menlike = re.sub(r"men$", "man", word)
    return bool({word, singular, menlike} & _people())


def _bare(ref: Ref) -> str:
    return _words(ref)


def _number(ref: Ref) -> str:
    if ref.kind is EntityKind.PERSON:
        return "1"
    words = ref.name.lower()
    numbers = find_numbers(words, 0, len(words), number_words("en"))
    if numbers and numbers[0].start == 0:
        return str(int(numbers[0].low))
    word = ref.name.lower().rsplit(None, 1)[-1]
    return "PLURAL" if word in _PLURALS or word.endswith(("s", "men")) else "1"
