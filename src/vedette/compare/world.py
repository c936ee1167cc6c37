"""What lies in what, and whose exercise it is: the facts that comparing needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache

from vedette.data import catalogue
from vedette.data.matcher import fold_name
from vedette.model import EntityKind, Speaker

_CODES = re.compile(r"[A-Z]{2}")  # joint statements carry more than one
_YEAR_AT_END = re.compile(r"[\s-]*(?:\d{4}|\d{2})$")


@dataclass(frozen=True, slots=True)
class World:
    """Hold which place or force lies in which, and series and organisers of activities.

    `parents` maps a place or a force to the next larger one; `series` and `organisers` map an
    activity's canonical name to its series and to the names of the states that hold it;
    `states` maps ISO 3166 codes to names, `bodies` the folded names of bodies that publish
    themselves to them as speakers.
    """

    parents: Mapping[str, str] = field(default_factory=dict)
    series: Mapping[str, str] = field(default_factory=dict)
    organisers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, Speaker] = field(default_factory=dict)

    @classmethod
    def shipped(cls) -> World:
        """Return the facts of the shipped catalogues."""
        return _shipped()

    def within(self, part: str, whole: str) -> bool:
        """Tell whether one place or force lies in another; each lies in itself."""
        seen: set[str] = set()
        step: str | None = part
        while step and step not in seen:
            if step == whole:
                return True
            seen.add(step)
            step = self.parents.get(step)
        return False

    def series_of(self, activity: str) -> str:
        """Return the series of an activity ("Zapad" of "Zapad-2025"), else the name itself."""
        return self.series.get(activity) or _without_year(activity)

    def organisers_of(self, activity: str | None) -> frozenset[str]:
        """Return the names of the states that hold an activity; empty where nobody knows."""
        if not activity:
            return frozenset()
        found = self.organisers.get(activity) or self.organisers.get(self.series_of(activity), ())
        return frozenset(found)

    def body_named(self, publisher: str) -> Speaker | None:
        """Return the body that publishes under its own name, None for an outlet."""
        return self.bodies.get(fold_name(publisher))

    def states_of(self, speaker: Speaker) -> frozenset[str]:
        """Return the names of the states that somebody speaks for, or that speak themselves."""
        codes = _CODES.findall(speaker.state or "")
        names = {self.states.get(code, code) for code in codes}
        if speaker.kind is EntityKind.STATE:
            names.add(speaker.name)
        return frozenset(names)


@lru_cache(maxsize=65_536)  # a store is asked for the series of all its activities again and again
def _without_year(activity: str) -> str:
    return _YEAR_AT_END.sub("", activity) or activity


@cache
def _shipped() -> World:
    states = {state.iso: state.name for state in catalogue.states()}
    parents = {
        place.name: place.parent or states.get(place.country, "") for place in catalogue.places()
    }
    for body in catalogue.organisations():
        if body.state in states:
            parents.setdefault(body.name, states[body.state])
    series = {one.id: one for one in catalogue.series()}
    names: dict[str, str] = {}
    organisers = {one.name: _names(one.organisers, states) for one in series.values()}
    for edition in catalogue.exercises():
        if one := series.get(edition.series):
            names[edition.name] = one.name
            organisers[edition.name] = organisers[one.name]
    return World(parents, names, organisers, states, _bodies())


def _bodies() -> dict[str, Speaker]:
    found: dict[str, Speaker] = {}
    for body in catalogue.organisations():
        own = catalogue.entity_id(EntityKind.ORGANISATION, body.id)
        kind = EntityKind.ORGANISATION
        if catalogue.is_force(body):
            kind = EntityKind.FORCE
        speaker = Speaker(
            name=body.name, kind=kind, id=own, body=body.name, state=body.state or None
        )
        for name in (body.name, *body.aliases):
            found.setdefault(fold_name(name), speaker)
    return found


def _names(codes: tuple[str, ...], states: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(states.get(code, code) for code in codes)
