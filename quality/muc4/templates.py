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
from vedette.extract.responsibility import ACCUSED, CLAIMANT
from vedette.model import (
    Activity,
    Analysis,
    Certainty,
    Commitment,
    EntityKind,
    PlaceMention,
    PlacePrecision,
    Polarity,
    Precision,
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
    "destruction": "ATTACK",
}
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_RECENT = timedelta(days=62)  # what is older is background, by the task's definition
_UNDERGOING = frozenset({"victim", "target"})
_BESIDE = frozenset({"equipment", ACCUSED, CLAIMANT})
_UNREAL = frozenset({Tense.PLANNED, Tense.HYPOTHETICAL})
_UNSURE = frozenset({Certainty.POSSIBLE, Certainty.PROBABLE})
_ARMED = frozenset(
    [
        "guerrilla",
        "guerilla",
        "rebel",
        "terrorist",
        "extremist",
        "subversive",
        "insurgent",
        "fighter",
        "trafficker",
        "commando",
        "criminal",
        "delinquent",
        "soldier",
        "troop",
        "army",
        "force",
        "battalion",
        "brigade",
        "patrol",
        "garrison",
        "unit",
        "barrack",
        "military",
        "sergeant",
        "corporal",
        "paratrooper",
        "position",
        "detachment",
        "convoy",
        "enemy",
        "officer",
        "lieutenant",
        "combatant",
        "regiment",
        "guardsmen",
        "cavalry",
        "column",
        "militiamen",
        "serviceman",
        "servicemen",
        "casualty",
        "contra",
        "contras",
        "personnel",
    ]
)
_ANYBODY = frozenset(
    ["people", "person", "other", "others", "number", "several", "some", "dozen", "many"]
)
_BODIES = frozenset(
    [
        "army",
        "forces",
        "force",
        "government",
        "police",
        "military",
        "guard",
        "navy",
        "cartel",
        "mafia",
        "front",
    ]
)
_CHARGES = frozenset(["bomb", "explosive", "dynamite", "mine", "grenade", "charge", "device"])
_VAGUE = frozenset(["other", "others", "number", "member", "some", "several", "dozen", "many"])
# Things that the task knows as targets.
_THINGS = frozenset(
    [
        "office",
        "station",
        "bus",
        "vehicle",
        "embassy",
        "headquarters",
        "facility",
        "building",
        "car",
        "system",
        "store",
        "residence",
        "house",
        "restaurant",
        "bank",
        "tower",
        "pipeline",
        "home",
        "center",
        "hotel",
        "pylon",
        "pole",
        "installation",
        "branch",
        "property",
        "post",
        "line",
        "warehouse",
        "school",
        "church",
        "structure",
        "factory",
        "enterprise",
        "company",
        "club",
        "boat",
        "automobile",
        "truck",
        "plane",
        "ministry",
        "farm",
        "exchange",
        "bridge",
        "agency",
        "ambulance",
        "council",
        "union",
        "transformer",
        "theater",
        "taxi",
        "shop",
        "refinery",
        "palace",
        "network",
        "plate",
        "minibus",
        "mall",
        "institution",
        "institute",
        "highway",
        "hall",
        "establishment",
        "consulate",
        "substation",
        "university",
        "train",
        "telephone",
        "studio",
        "road",
        "depot",
        "airport",
        "airliner",
        "newspaper",
        "aircraft",
        "helicopter",
        "ship",
        "clinic",
        "hospital",
        "court",
        "courthouse",
        "market",
        "supermarket",
        "plant",
        "dealership",
        "drugstore",
        "pharmacy",
        "cathedral",
        "mansion",
        "apartment",
        "garage",
        "monument",
        "statue",
        "stadium",
        "port",
        "railroad",
        "railway",
        "locomotive",
        "gasoline",
        "pump",
        "oil",
        "well",
        "equipment",
        "mayoralty",
        "quarter",
        "barricade",
        "table",
        "ballot",
        "electricity",
        "power",
        "light",
        "waterworks",
        "dam",
        "tank",
        "antenna",
        "transmitter",
        "radio",
        "newsstand",
        "stand",
        "business",
        "complex",
        "chapel",
        "temple",
        "convent",
        "seminary",
        "cooperative",
        "plantation",
        "estate",
        "ranch",
        "mill",
        "mine",
        "jeep",
        "pickup",
        "van",
        "motorcycle",
        "tractor",
        "trailer",
        "wagon",
        "container",
        "crop",
        "site",
        "premise",
        "camp",
    ]
)
_PLURALS = frozenset({"people", "men", "women", "children", "personnel", "clergy", "clergymen"})
_STORY = 700  # characters: so far a story goes on without a new date or place
_DIVISION = re.compile(
    r"(?: MUNICIPALITY| CITY| TOWN)?, (?:IN )?(?:THE )?([A-Z][A-Z ]{2,30}?) (?:DEPARTMENT|PROVINCE|STATE)\b"
)
_QUARTER = re.compile(
    r"\s(?:RESIDENTIAL )?(?:NEIGHBORHOOD|NEIGHBOURHOOD|DISTRICT|SUBURB|SECTOR)\b", re.IGNORECASE
)
_AT = re.compile(r"\b(?:in|at|near|on|over|outside|inside|around|of)\b(?: \w+){0,4} $")
_HERE = re.compile(r"\b(?:this|the) (?:nation's |country's )?(?:capital|city)\b")
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
    if all(a.modality.tense in _UNREAL for a in told) or not any(map(_is_asserted, told)):
        return False
    if not any(_particular(group)) or _is_battle(group):
        return False
    return not _is_general(group) and not _is_old(scene, group)


def _is_asserted(activity: Activity) -> bool:
    return activity.modality.commitment in (Commitment.ASSERTS, Commitment.PRESUPPOSES)


def _particular(group: list[Activity]) -> list[Ref]:
    """Return whom or what it is done to, but for mere places and things that are no targets."""
    victims = {p.ref for a in group for p in a.participants if p.role == "victim"}
    return [
        ref
        for ref in _sides(group, doing=False)
        if ref.kind not in (EntityKind.PLACE, EntityKind.STATE)
        and (
            ref.kind is not EntityKind.GROUP or _is_people(ref) or _is_target(ref) or ref in victims
        )
    ]


def _is_battle(group: list[Activity]) -> bool:
    """Tell whether all whom it is done to are armed themselves, or merely counted in a clash."""
    refs = _particular(group)
    clash = any(a.type == "clash" for a in group)
    if any(ref.kind is EntityKind.PERSON for ref in refs) and not clash:
        return False
    armed = [ref for ref in refs if _head(ref) in _ARMED or ref.kind is EntityKind.FORCE]
    vague = [ref for ref in refs if _head(ref) in _VAGUE or _is_bare_number(ref)]
    sides = len(armed) + len(vague)
    return sides == len(refs) and bool(armed or clash)


def _is_general(group: list[Activity]) -> bool:
    """Tell what is said of no time and place and by the way, or of people in general.

    "Attacks on stores", "people were killed", "after the attack on a church".
    """
    if any(a.when.is_known or a.where is not None for a in group):
        return False
    refs = _particular(group)
    named = any(ref.kind is EntityKind.PERSON for ref in refs)
    if len(group) == 1 and not named and not _sides(group, doing=True):
        return True
    if len(group) > 1 and not all(_head(ref) in _ANYBODY for ref in refs):
        return False
    vague = all(_is_bare_number(ref) or _head(ref) in _ANYBODY for ref in refs)
    return vague or all(_number(ref) == "PLURAL" for ref in refs)


def _is_old(scene: Scene, group: list[Activity]) -> bool:
    day = scene.reading.report.published.start
    ends = [a.when.end for a in group if a.when.end is not None]
    return bool(day and ends) and max(ends) < day - _RECENT  # type: ignore[operator]


def _is_target(ref: Ref) -> bool:
    word = ref.name.lower().rsplit(None, 1)[-1]
    return bool({word, word.removesuffix("s"), word.removesuffix("es")} & _THINGS)


def _is_bare_number(ref: Ref) -> bool:
    """Tell "four" and "more than 30", which count people and say nothing of them."""
    words = ref.name.lower()
    numbers = find_numbers(words, 0, len(words), number_words("en"))
    return any(number.end == len(words) for number in numbers)


def _head(ref: Ref) -> str:
    return ref.name.lower().rsplit(None, 1)[-1].removesuffix("s")


def _sides(group: list[Activity], *, doing: bool) -> list[Ref]:
    """Return who does it, or whom and what it is done to, over all its mentions, each once."""
    refs = (
        participant.ref
        for activity in group
        for participant in activity.participants
        if participant.role not in _BESIDE and (participant.role in _UNDERGOING) != doing
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
    devices = {_head(p.ref) for a in group for p in a.participants if p.role == "equipment"}
    if devices & _CHARGES and not types & {"abduction", "hijacking"}:
        return "BOMBING"
    return next(_TYPES[kind] for kind in _TYPES if kind in types)


# Dates


def _date(scene: Scene, group: list[Activity]) -> str | None:
    day = scene.reading.report.published.start
    when = _when(scene, group)
    if when is None or not _is_day(when):
        if when is not None and when.precision in (Precision.MONTH, Precision.RANGE):
            return f"{_written(when.start or when.end)} - {_written(when.end or when.start)}"
        return f"- {_written(day)}" if day else None
    return _written(when.start)


def _when(scene: Scene, group: list[Activity]) -> When | None:
    """Return the date told of a happening, beside it, or just before it; no weekday counts."""
    told = [a.when for a in group if a.when.is_known]
    found = next(iter(told), None) or _day_beside(scene, group) or _day_before(scene, group[0])
    return None if found is None or _is_weekday(scene, found) else found


def _day_beside(scene: Scene, group: list[Activity]) -> When | None:
    """Return the only day that a sentence of the happening names."""
    for activity in group:
        start, end = _sentence(scene, activity)
        days = {
            (t.when.start, t.when.end): t.when
            for t in scene.analysis.times
            if start <= t.span.start < end and t.when.is_known and _is_day(t.when)
            if scene.carriers.at(t.span) is scene.carriers.at(activity.span)
        }
        if len(days) == 1:
            return next(iter(days.values()))
    return None


def _day_before(scene: Scene, activity: Activity) -> When | None:
    """Return the day of the violent deed told last before this one: the story goes on."""
    before = [
        a.when
        for a in scene.analysis.activities
        if a.type in violent_types() and a.when.is_known and a.span.start < activity.span.start
        if activity.span.start - a.span.start < _STORY
    ]
    return before[-1] if before else None


def _is_day(when: When) -> bool:
    return when.start is not None and when.start == when.end


def _is_weekday(scene: Scene, when: When) -> bool:
    said = [t.span.quote for t in scene.analysis.times if t.when == when]
    return bool(said) and all(_WEEKDAY.search(words) for words in said)


def _written(day: date | None) -> str:
    return f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year % 100:02d}" if day else ""


def _sentence(scene: Scene, activity: Activity) -> tuple[int, int]:
    for sentence in scene.reading.sentences:
        if sentence.start <= activity.span.start < sentence.end:
            return sentence.start, sentence.end
    return activity.span.start, activity.span.end


# Places


def _place(scene: Scene, group: list[Activity]) -> str | None:
    place = (
        _told_place(scene, group) or _place_beside(scene, group) or _place_before(scene, group[0])
    )
    country = _land(scene, place)
    if place is None or place.where.precision is PlacePrecision.COUNTRY:
        town = None if place is not None else _capital(scene, group) or _only_town(scene, country)
        return _joined(_country(country), town)
    words = " ".join(place.span.quote.upper().split())
    quarter = _QUARTER.search(words) or _QUARTER.match(scene.reading.report.text, place.span.end)
    words = _QUARTER.sub("", words)
    town = _only_town(scene, country) or _dateline(scene) if quarter else None
    return _joined(_country(country), _division(scene, place), town, words)


def _land(scene: Scene, place: PlaceMention | None) -> str | None:
    """Return the country of a place; a namesake in a country that nothing else speaks of is none."""
    home = _home(scene)
    country = place.where.country if place is not None else None
    if country is None or country in _OF_INTEREST:
        return country or home
    name = _country(country) or ""
    said = place is not None and place.where.precision is PlacePrecision.COUNTRY
    return country if said or name in scene.reading.report.text.upper() else home


def _only_town(scene: Scene, country: str | None) -> str | None:
    """Return the town of a report that names no other in its country."""
    towns = {
        " ".join(p.span.quote.upper().split())
        for p in scene.analysis.places
        if p.where.precision is PlacePrecision.SETTLEMENT and p.where.country == country
    }
    return next(iter(towns)) if len(towns) == 1 else None


def _joined(*levels: str | None) -> str | None:
    return ": ".join(level for level in levels if level) or None


def _division(scene: Scene, place: PlaceMention) -> str | None:
    """Return the division named behind a place: "El Congo, Santa Ana Department"."""
    found = _DIVISION.match(scene.reading.report.text, place.span.end)
    return found[1].upper() if found else None


def _capital(scene: Scene, group: list[Activity]) -> str | None:
    """Return the town of the dateline where the words say "in this capital"."""
    for activity in group:
        start, end = _sentence(scene, activity)
        if _HERE.search(scene.reading.text, start, end):
            return _dateline(scene)
    return None


def _dateline(scene: Scene) -> str | None:
    dateline = scene.reading.report.dateline
    town = (dateline.place or "").split(",")[0].upper() if dateline else ""
    return None if town in {"", "CLANDESTINE", "NO CITY"} else town


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
    """Return the only town or region that a sentence of the happening names behind "in"."""
    for activity in group:
        start, end = _sentence(scene, activity)
        places = [p for p in scene.analysis.places if start <= p.span.start < end]
        fine = [
            p
            for p in places
            if p.where.precision is not PlacePrecision.COUNTRY
            and _AT.search(scene.reading.text, max(start, p.span.start - 40), p.span.start)
        ]
        towns = [p for p in fine if p.where.precision is PlacePrecision.SETTLEMENT]
        if len(fine) == 1 or towns:
            return (fine if len(fine) == 1 else towns)[0]
    return None


def _place_before(scene: Scene, activity: Activity) -> PlaceMention | None:
    before = [
        a
        for a in scene.analysis.activities
        if a.type in violent_types() and a.where is not None
        if 0 < activity.span.start - a.span.start < _STORY
    ]
    return _told_place(scene, before[-1:]) if before else None


def _home(scene: Scene) -> str | None:
    """Return the country of interest that the report names most."""
    text = scene.reading.report.text.upper()
    counts = {iso: len(re.findall(stem, text)) for iso, stem in _OF_INTEREST.items()}
    best = max(counts, key=lambda iso: counts[iso])
    return best if counts[best] else None


# The nine countries of the task, by what their names and those of their people begin with.
_OF_INTEREST = {
    "SV": r"\bSALVADORAN|\bEL SALVADOR\b|\bSAN SALVADOR\b",
    "GT": r"\bGUATEMALA",
    "HN": r"\bHONDURA|\bTEGUCIGALPA\b",
    "AR": r"\bARGENTIN|\bBUENOS AIRES\b",
    "BO": r"\bBOLIVIA|\bLA PAZ\b",
    "CL": r"\bCHILE|\bSANTIAGO\b",
    "CO": r"\bCOLOMBIA|\bBOGOTA\b|\bMEDELLIN\b",
    "EC": r"\bECUADOR|\bQUITO\b",
    "PE": r"\bPERU|\bLIMA\b",
}


@cache
def _country(iso: str | None) -> str | None:
    if iso is None:
        return None
    state = state_by_iso(iso)
    return (state.name if state else gazetteer.country(iso).name).upper()


# Who did it


def _perpetrators(scene: Scene, group: list[Activity]) -> dict[int, tuple[Filler, ...]]:
    doers = _sides(group, doing=True)
    blamed = [p.ref for a in group for p in a.participants if p.role in (ACCUSED, CLAIMANT)]
    every = list(dict.fromkeys([*doers, *blamed]))
    bodies = [ref for ref in every if _is_body(ref)]
    others = [ref for ref in every if ref not in bodies and ref.kind is not EntityKind.STATE]
    return {
        INDIVIDUAL: tuple(Filler((_words(ref),)) for ref in others),
        BODY: tuple(Filler((_words(ref),)) for ref in bodies),
        CONFIDENCE: tuple(
            Filler((_confidence(scene, group, ref),), (_words(ref),)) for ref in bodies
        ),
    }


def _is_body(ref: Ref) -> bool:
    """Tell whether a doer is a body: by its kind, or by the last word of its name ("army")."""
    if ref.kind is EntityKind.GROUP:
        return ref.name.lower().rsplit(None, 1)[-1] in _BODIES
    return ref.kind in (EntityKind.ORGANISATION, EntityKind.FORCE)


def _words(ref: Ref) -> str:
    return " ".join(ref.name.upper().split())


def _confidence(scene: Scene, group: list[Activity], body: Ref) -> str:
    roles = {p.role for a in group for p in a.participants if p.ref == body}
    if CLAIMANT in roles:
        return "CLAIMED OR ADMITTED"
    told = [a for a in group if any(p.ref == body for p in a.participants)]
    if roles != {ACCUSED} and any(_is_plain(scene, activity) for activity in told):
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
    refs = _particular(group)
    victims = {p.ref for a in group for p in a.participants if p.role == "victim"}
    refs = _distinct(refs)
    hurt = {ref for ref in victims if ref.kind is EntityKind.GROUP and not _is_target(ref)}
    people = [ref for ref in refs if _is_people(ref) or ref in hurt]
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
    numbers = {_number(one), _number(other)} - {"PLURAL"}
    return _head(one) == _head(other) and (len(numbers) < 2 or _number(one) == _number(other))


def _says_more(one: Ref, other: Ref) -> bool:
    if one.kind is EntityKind.PERSON:
        return len(one.name.split()) > len(other.name.split())
    return _number(other) == "PLURAL" and _number(one) != "PLURAL"


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
    more = [
        "priest",
        "jesuit",
        "peasant",
        "mayor",
        "judge",
        "leader",
        "minister",
        "senator",
        "candidate",
        "president",
        "colonel",
        "general",
        "bishop",
        "nun",
        "maid",
        "cook",
        "worker",
        "teacher",
        "student",
        "passenger",
        "driver",
        "bodyguard",
        "guard",
        "policeman",
        "man",
        "woman",
        "child",
        "people",
        "person",
        "son",
        "daughter",
        "wife",
        "brother",
        "businessman",
        "engineer",
        "missionary",
        "citizen",
        "villager",
        "passerby",
        "victim",
        "guerrilla",
        "terrorist",
        "rebel",
        "member",
        "magistrate",
        "farmer",
        "resident",
        "tourist",
        "clergyman",
        "monk",
        "lawyer",
        "attorney",
        "governor",
        "ambassador",
        "diplomat",
        "employee",
        "youth",
        "minor",
        "girl",
        "boy",
        "couple",
        "journalist",
        "newsman",
        "candidate",
        "individual",
        "civilian",
        "soldier",
        "official",
        "politician",
        "unionist",
        "deputy",
        "congressman",
    ]
    return frozenset((*heads, *more))


def _is_people(ref: Ref) -> bool:
    if ref.kind is EntityKind.PERSON:
        return True
    if ref.kind is not EntityKind.GROUP:
        return False
    word = ref.name.lower().rsplit(None, 1)[-1]
    if word.removesuffix("s") in _VAGUE or _is_bare_number(ref):
        return True
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
    if numbers and words[numbers[0].end : numbers[0].end + 1] in {"", " "}:
        return str(int(numbers[0].low))
    word = ref.name.lower().rsplit(None, 1)[-1]
    return "PLURAL" if word in _PLURALS or word.endswith(("s", "men")) else "1"
