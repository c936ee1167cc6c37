"""When and where a happening took place, in the form of MUC-4.

Where nothing is told, the date is that of the report as an upper bound ("- 26 AUG 89") and the
place the country that the report names most; a weekday counts as no date, as the task has it.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from quality.muc4.sides import Scene, sentence_of
from vedette.data.catalogue import state_by_iso
from vedette.data.codebook import violent_types
from vedette.model import Activity, PlaceMention, PlacePrecision, Precision, When
from vedette.resolve.places import gazetteer

_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_STORY = 700  # characters: so far a story goes on without a new date or place
_DIVISION = re.compile(
    r"(?: MUNICIPALITY| CITY| TOWN)?, (?:IN )?(?:THE )?([A-Z][A-Z ]{2,30}?)"
    r" (?:DEPARTMENT|PROVINCE|STATE)\b"
)
_QUARTER = re.compile(
    r"\s(?:RESIDENTIAL )?(?:NEIGHBORHOOD|NEIGHBOURHOOD|DISTRICT|SUBURB|SECTOR)\b", re.IGNORECASE
)
_AT = re.compile(r"\b(?:in|at|near|on|over|outside|inside|around|of)\b(?: \w+){0,4} $")
_HERE = re.compile(r"\b(?:this|the) (?:nation's |country's )?(?:capital|city)\b")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
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


def date_of(scene: Scene, group: list[Activity]) -> str | None:
    """Return the date of a happening as the task writes it."""
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
        start, end = sentence_of(scene, activity)
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


def place_of(scene: Scene, group: list[Activity]) -> str | None:
    """Return the place of a happening from the country down, as the task writes it."""
    place = (
        _told_place(scene, group) or _place_beside(scene, group) or _place_before(scene, group[0])
    )
    country = _land(scene, place)
    if place is None or place.where.precision is PlacePrecision.COUNTRY:
        town = None if place is not None else _capital(scene, group)
        return _joined(_country(country), town)
    words = " ".join(place.span.quote.upper().split())
    quarter = _QUARTER.search(words) or _QUARTER.match(scene.reading.report.text, place.span.end)
    words = _QUARTER.sub("", words).removeprefix("REPUBLIC OF ")
    town = _only_town(scene, country) or _dateline(scene) if quarter else None
    return _joined(_country(country), _division(scene, place), town, words)


def _land(scene: Scene, place: PlaceMention | None) -> str | None:
    """Return the country of a place, but of no namesake where nothing else speaks of it."""
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
    return ": ".join(dict.fromkeys(level for level in levels if level)) or None


def _division(scene: Scene, place: PlaceMention) -> str | None:
    """Return the division named behind a place: "El Congo, Santa Ana Department"."""
    found = _DIVISION.match(scene.reading.report.text, place.span.end)
    return found[1].upper() if found else None


def _capital(scene: Scene, group: list[Activity]) -> str | None:
    """Return the town of the dateline where the words say "in this capital"."""
    for activity in group:
        start, end = sentence_of(scene, activity)
        if _HERE.search(scene.reading.text, start, end):
            return _dateline(scene)
    return None


def _dateline(scene: Scene) -> str | None:
    dateline = scene.reading.report.dateline
    town = (dateline.place or "").split(",")[0].upper() if dateline else ""
    return None if town in {"", "CLANDESTINE", "NO CITY"} else town


def _is_scene(place: PlaceMention) -> bool:
    """Tell a place where a deed may be from seas, parts of the world and names of gangs."""
    where, last = place.where, place.span.quote.upper().rsplit(None, 1)[-1]
    return (
        where.precision is not PlacePrecision.SEA
        and not last.endswith(("AMERICAN", "CARTEL"))
        and not (where.precision is PlacePrecision.REGION and where.country is None)
    )


def _told_place(scene: Scene, group: list[Activity]) -> PlaceMention | None:
    """Return the place that a mention of the happening has, the finest first."""
    wheres = [a.where for a in group if a.where is not None]
    wheres.sort(key=lambda where: where.precision is PlacePrecision.COUNTRY)
    for where in wheres:
        for place in scene.analysis.places:
            if place.where == where and _is_scene(place):
                return place
    return None


def _place_beside(scene: Scene, group: list[Activity]) -> PlaceMention | None:
    """Return the only town or region that a sentence of the happening names behind "in"."""
    for activity in group:
        start, end = sentence_of(scene, activity)
        places = [p for p in scene.analysis.places if start <= p.span.start < end and _is_scene(p)]
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


@cache
def _country(iso: str | None) -> str | None:
    if iso is None:
        return None
    state = state_by_iso(iso)
    return (state.name if state else gazetteer.country(iso).name).upper()
