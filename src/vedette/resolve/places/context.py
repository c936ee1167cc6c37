"""What a report says about where it is: the countries and divisions it names, and how near."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from vedette.data.catalogue import Place, State, places, states
from vedette.data.matcher import fold_name
from vedette.model import EntityKind, Mention, Reading, Where
from vedette.resolve.places import gazetteer
from vedette.resolve.places.gazetteer import Town

# Scores are powers of ten of population: a country named in the sentence is worth a hundredfold.
IN_SENTENCE, IN_PARAGRAPH, IN_REPORT, IN_DATELINE = 2.0, 1.5, 1.0, 1.5
_AFTER_COMMA = re.compile(r"^,\s+((?:[A-Z][\w.]*\s?){1,3})")
# Names that a US state shares with a country and with a capital: no witness for either.
_SHARED = frozenset({"georgia", "washington"})
# Country and first division that stand right behind a name: ("US", "TX"), ("BY", None).
Behind = tuple[str, str | None]


@dataclass(slots=True)
class Context:
    """Hold which countries and divisions a report names, and where."""

    reading: Reading
    report: Counter[str] = field(default_factory=Counter)
    divisions: Counter[str] = field(default_factory=Counter)
    at: list[tuple[int, str]] = field(default_factory=list)
    dateline: str | None = None
    settled: dict[str, Where] = field(default_factory=dict)
    stated: dict[str, Where] = field(default_factory=dict)
    towns: dict[int, Town] = field(default_factory=dict)
    second: bool = False  # the second look, when the clear names of the report are settled


def context_of(reading: Reading, mentions: tuple[Mention, ...]) -> Context:
    """Return what the mentions and the dateline of a report say about where it is."""
    context = Context(reading)
    for mention in mentions:
        iso, division = _country_named(mention)
        if iso:
            context.report[iso] += 1
            context.at.append((mention.span.start, iso))
        if division:
            context.divisions[division] += 1
    dateline = reading.report.dateline
    if dateline is not None and dateline.place:
        context.dateline = _dateline_country(dateline.place)
    return context


def _country_named(mention: Mention) -> tuple[str | None, str | None]:
    """Return the country that a mention names or lies in, and its US state."""
    if mention.kind is EntityKind.STATE and mention.ref.id:
        return mention.ref.id.rpartition("/")[2], None
    if mention.kind is not EntityKind.PLACE:
        return None, None
    place = places_by_id().get(mention.ref.id or "")
    return (place.country or None, None) if place else _country_of(fold_name(mention.span.quote))


def _country_of(key: str) -> tuple[str | None, str | None]:
    if key in _SHARED:
        return None, None
    if area := gazetteer.areas().get(key):
        return area.country, area.admin1
    if capital := capitals().get(key):
        return capital.iso, None
    return gazetteer.countries_by_name().get(key), None


def _dateline_country(place: str) -> str | None:
    parts = [part.strip() for part in place.split(",")]
    for part in reversed(parts):
        key = fold_name(part)
        iso = state_names().get(key) or gazetteer.countries_by_name().get(key)
        if iso:
            return iso
        if area := gazetteer.areas().get(key):
            return area.country
        if capital := capitals().get(key):
            return capital.iso
    known = gazetteer.towns(parts[0])
    return known[0].country if known else None


def nearness(mention: Mention, context: Context) -> dict[str, float]:
    """Return for each country what its naming near a mention is worth."""
    near = dict.fromkeys(context.report, IN_REPORT)
    if context.dateline:
        near[context.dateline] = max(near.get(context.dateline, 0.0), IN_DATELINE)
    if context.divisions:
        near.setdefault("US", IN_REPORT)
    if context.second:
        for town in context.towns.values():
            near.setdefault(town.country, IN_REPORT)
    start = mention.span.start
    block = next((b for b in context.reading.report.blocks if b.start <= start < b.end), None)
    if block is None:
        return near
    sentence = next((s for s in context.reading.sentences if s.start <= start < s.end), None)
    for at, iso in context.at:
        if sentence and sentence.start <= at < sentence.end:
            near[iso] = IN_SENTENCE
        elif block.start <= at < block.end:
            near[iso] = max(near[iso], IN_PARAGRAPH)
    return near


def behind_comma(mention: Mention, context: Context) -> Behind | None:
    """Return country and division named right behind a comma: "Brest, Belarus", "Paris, Texas"."""
    rest = context.reading.text[mention.span.end : mention.span.end + 48]
    match = _AFTER_COMMA.match(rest)
    if not match:
        return None
    words = match[1].split()
    for count in range(len(words), 0, -1):
        written = " ".join(words[:count])
        key = fold_name(written)
        if area := gazetteer.areas().get(key):
            return (area.country, area.admin1) if area.country else None
        iso = state_names().get(key) or gazetteer.countries_by_name().get(key)
        if iso:
            return iso, None
        if code := gazetteer.us_codes().get(written.rstrip(".")):
            return "US", code.admin1
    return None


@cache
def state_names() -> dict[str, str]:
    """Return ISO codes by the folded names of the catalogue's states."""
    return {fold_name(name): state.iso for state in states() for name in (state.name, *state.names)}


@cache
def capitals() -> dict[str, State]:
    """Return the states by the folded names of their capitals."""
    return {
        fold_name(name): state
        for state in states()
        for name in (state.capital, *state.capital_aliases)
        if name and not name.startswith("The ")
    }


@cache
def places_by_id() -> dict[str, Place]:
    """Return the catalogue's places by the id that mentions carry."""
    return {f"{EntityKind.PLACE.value}/{place.id}": place for place in places()}
