"""Offices as speakers: "the head of state", "the Polish prime minister", "the army chief".

The office holder named in the report comes first; a state and an office alone lead to the
catalogue's office holder on the day of the report, and only where one alone held it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from vedette.data.catalogue import Person, offices_known_until, organisations, persons
from vedette.model import EntityKind, Span, Speaker
from vedette.resolve.speakers.scene import Profile, Scene, holds

# Words of an office in running text or in a catalogue role -> the office. The first that fits wins.
_OFFICES = (
    (re.compile(r"\b(?:deputy|vice|former|ex|aide|adviser|advisor|spokes\w+|press|opposition|party"
                r"|rebel|union|group|faction|church|deputies|candidate|company|team)\b"), ""),
    (re.compile(r"\b(?:prime minister|premier)\b"), "head of government"),
    (re.compile(r"\bchancellor\b"), "head of government"),
    (re.compile(r"\b(?:president|head of state|king|supreme leader)\b"), "head of state"),
    (re.compile(r"\bleader\b"), "leader"),
    (re.compile(r"\bdefen[cs]e (?:minister|secretary|chief)\b"), "minister of defence"),
    (re.compile(r"\b(?:minister|secretary) (?:of|for) (?:national )?defen[cs]e\b"),
     "minister of defence"),
    (re.compile(r"\bforeign (?:minister|secretary)\b"), "minister of foreign affairs"),
    (re.compile(r"\bminister of foreign affairs\b"), "minister of foreign affairs"),
    (re.compile(r"\b(?:chief|head) of (?:the )?general staff\b"), "chief of staff"),
    (re.compile(r"\b(?:chief|head|director) of [\w' ]*intelligence\b"), "head of intelligence"),
    (re.compile(r"\bintelligence (?:chief|head|director)\b"), "head of intelligence"),
)  # fmt: skip
_LEADERS = ("leader", "head of state", "head of government")
_DIRECTS = re.compile(r"^(?:director|head|chief)\b")


@dataclass(frozen=True, slots=True)
class _Holder:
    """Hold a person of the catalogue with one office."""

    person: Person
    office: str
    body: str
    role: str
    state: str
    start: str
    end: str


def office_in(words: str) -> str:
    """Return the office that words like "the Polish prime minister" name, "" for none."""
    lowered = words.lower()
    return next((office for pattern, office in _OFFICES if pattern.search(lowered)), "")


@cache
def _holders() -> tuple[_Holder, ...]:
    found = []
    common = {body.name for body in organisations() if not body.state}
    for person in persons():
        for role in person.roles:
            office = office_in(role.role)
            if not office and _DIRECTS.match(role.role.lower()) and "ntelligence" in role.body:
                office = "head of intelligence"
            if office:
                # The president of a body of several states is not the president of their own.
                state = "" if role.body in common else person.state
                held = _Holder(person, office, role.body, role.role, state, role.start, role.end)
                found.append(held)
    return tuple(found)


def _is(held: str, office: str) -> bool:
    return held == office or (office == "leader" and held in _LEADERS)


def other_office(profile: Profile, office: str) -> bool:
    """Tell whether the catalogue knows a person by other offices only."""
    own = {h.office for h in _holders() if _key(h.person) == profile.id}
    return bool(own) and bool(office) and not any(_is(o, office) for o in own)


def _key(person: Person) -> str:
    return f"person/{person.id.removeprefix('person/')}"


def holder(scene: Scene, office: str, state: str | None, source: Span) -> Speaker | None:
    """Return the one who holds an office: named in the report, else the state's at the time."""
    day = scene.reading.report.published.start
    known = {
        _key(h.person): h for h in _holders()
        if _is(h.office, office) and state in (None, h.state)
        and (day is None or holds(h.start, h.end, day.isoformat()))
    }  # fmt: skip
    named = [known[p.id] for p in scene.profiles.values() if p.id in known]
    chosen = named
    if not named and state is not None and day is not None:
        until = offices_known_until()
        chosen = [h for h in known.values() if h.end or day.isoformat() <= until]
        if len(chosen) < len(known):
            return None
    if len({_key(h.person) for h in chosen}) != 1:
        return None
    one = chosen[0]
    return Speaker(
        one.person.name,
        EntityKind.PERSON,
        id=_key(one.person),
        body=one.body or None,
        role=one.role,
        state=one.person.state or None,
        as_written=source.quote,
    )
