"""Persons of one report: linked to the catalogue, or to each other inside the report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from vedette.data import read_toml
from vedette.data.catalogue import Person, entity_id
from vedette.data.matcher import fold_name
from vedette.data.namesakes import Named, compare_persons
from vedette.data.personal import LONGEST_NAME, parse_name
from vedette.data.roster import Match, candidates
from vedette.data.spelling import plain, readings, spelt_alike
from vedette.model import EntityKind, Mention, Reading, Ref, Sameness, make_id
from vedette.resolve.entities.bodies import citizens, state_of

PERSON = EntityKind.PERSON
SEVERAL = "a name that fits several known persons"
ELSEWHERE = "a known person's name behind an office of another state"
NEARLY = "a name nearly like that of a known person"


@dataclass(frozen=True, slots=True)
class Link:
    """Hold what a person's name was found to mean; `doubt` says why nobody known was meant."""

    name: str
    own: str
    local: bool
    doubt: str = ""

    def put(self, mention: Mention) -> Mention:
        """Return the mention as the person it was found to be."""
        ref = Ref(mention.kind, self.name, self.own)
        return replace(mention, ref=ref, generic=False, local=self.local)


def link_people(
    reading: Reading, mentions: Iterable[Mention], states: Iterable[str]
) -> dict[str, Link]:
    """Return for every unlinked person's name what it is linked to.

    A name told in full is somebody of the catalogue in any spelling; a name told in part only
    behind a title and beside the person's state. Everybody else stays inside the report, where
    spellings of one name are one person.
    """
    links: dict[str, Link] = {}
    circle = _Circle(reading)
    here = frozenset(states)
    for mention in mentions:
        name = mention.ref.name
        if mention.kind is not PERSON or mention.ref.id is not None or name in links:
            continue
        person, doubt = _known(name, titled=is_titled(reading, mention), states=here)
        if person is not None:
            links[name] = Link(person.name, entity_id(PERSON, person.id), local=False)
        else:
            links[name] = circle.place(name, doubt)
    return links


def _known(name: str, *, titled: bool, states: frozenset[str]) -> tuple[Person | None, str]:
    """Return the one person of the catalogue whom a name can mean, else why nobody."""
    found = candidates(name)
    full = {one.person.id: one.person for one in found if one.likeness.sameness is Sameness.SAME}
    if len(full) == 1:
        return next(iter(full.values())), ""
    if full:
        return None, SEVERAL
    near = {
        one.person.id: one.person
        for one in found
        if one.person.state in states and _supported(name, one, titled=titled)
    }
    if len(near) == 1:
        return next(iter(near.values())), ""
    if near:
        return None, SEVERAL
    return None, NEARLY if any(map(_is_near, found)) else ""


def _supported(name: str, match: Match, *, titled: bool) -> bool:
    """Tell whether a name that fits in part means the person, his state being named beside it."""
    mine, known = parse_name(name), parse_name(match.alias)
    if not mine.given:
        return titled and len(mine.words) == 1 and spelt_alike(mine.surname, known.surname)
    return _is_near(match)


def _is_near(match: Match) -> bool:
    """Tell whether both surname and first name speak for a match, if not in full.

    A junior is another than his father, whatever the state.
    """
    scores = {one.name: one.score for one in match.likeness.evidence}
    return "suffix" not in scores and min(scores.get("surname", 0), scores.get("first name", 0)) > 0


class _Circle:
    """The persons who stay inside a report, found by what their surnames sound like."""

    def __init__(self, reading: Reading) -> None:
        self._report = reading.report.id
        self._by_sound: dict[str, list[Link]] = defaultdict(list)

    def place(self, name: str, doubt: str) -> Link:
        """Return the person of this name, somebody named before or somebody new."""
        sounds = readings(parse_name(name).surname)
        known = {link.own: link for sound in sounds for link in self._by_sound.get(sound, ())}
        same = [link for link in known.values() if _is_one(link.name, name)]
        if len(same) == 1:
            return same[0]
        link = Link(name, _local_id(self._report, name), local=True, doubt=doubt)
        for sound in sounds:
            self._by_sound[sound].append(link)
        return link


def _is_one(known: str, name: str) -> bool:
    """Tell whether two names of one report are one person's; an initial fits who bears it."""
    found = compare_persons(Named(known), Named(name))
    if found.sameness is Sameness.SAME:
        return True
    initial = any(len(word) == 1 for word in (*parse_name(known).given, *parse_name(name).given))
    scores = {one.name: one.score for one in found.evidence}
    fits = scores.get("first name", 0) > 0 and scores.get("surname") == 1
    return found.sameness is Sameness.UNSURE and initial and fits


def of_other_states(
    reading: Reading, mentions: tuple[Mention, ...]
) -> tuple[tuple[Mention, ...], tuple[Mention, ...]]:
    """Take known persons' links back where another state's office stands before the name.

    "Bulgarian Defence Minister Viktor Khrenin" is not the minister of Belarus, and neither is the
    bare "Khrenin" behind him. Returns the mentions, and those that lost their link.
    """
    kept: list[Mention] = []
    taken: list[Mention] = []
    others: dict[str, Ref] = {}
    for mention in mentions:
        own = mention.ref.id or ""
        if mention.kind is PERSON and own in citizens():
            if _is_elsewhere(reading, mention, kept[-1] if kept else None):
                others[own] = _stranger(reading, mention)
                taken.append(mention)
            if own in others and (mention in taken or " " not in mention.span.quote.strip()):
                mention = replace(mention, ref=others[own], local=True)  # noqa: PLW2901
        kept.append(mention)
    return tuple(kept), tuple(taken)


def _stranger(reading: Reading, mention: Mention) -> Ref:
    name = " ".join(mention.span.quote.split())
    return Ref(PERSON, name, _local_id(reading.report.id, name))


def _local_id(report_id: str, name: str) -> str:
    key = fold_name(plain(name[:LONGEST_NAME])) or name
    return f"{PERSON.value}/{make_id('local', report_id, key)}"


def _is_elsewhere(reading: Reading, mention: Mention, before: Mention | None) -> bool:
    """Tell whether words of office and before them another state's adjective claim a name."""
    if before is None or before.kind is not EntityKind.STATE or not before.generic:
        return False
    if state_of(before) == citizens()[mention.ref.id or ""]:
        return False
    between = reading.text[before.span.end : mention.span.start].lower().replace(".", "").split()
    return 0 < len(between) <= _LONGEST_OFFICE and set(between) <= _office_words()


_LONGEST_OFFICE = 6  # words: "first deputy chief of general staff"


@cache
def _office_words() -> frozenset[str]:
    table = read_toml("languages/en/mentions.toml")
    phrases = [
        *table["titles"]["words"],
        *(word for body in table["body"] for word in body["words"]),
    ]
    return frozenset(w for phrase in phrases for w in phrase.lower().replace(".", "").split())


def is_titled(reading: Reading, mention: Mention) -> bool:
    """Tell whether a title stands right before a mention ("Col.", "President")."""
    before = reading.text[max(0, mention.span.start - 24) : mention.span.start].split()
    return bool(before) and before[-1].rstrip(".").lower() in _titles()


@cache
def _titles() -> frozenset[str]:
    words = read_toml("languages/en/mentions.toml")["titles"]["words"]
    return frozenset(word.rstrip(".").split()[-1].rstrip(".") for word in words)
