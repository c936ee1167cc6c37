"""What kind of thing a name is, where a town, a ship, a state, a unit and a person share one.

Each rule needs a sign beside the name; without one the kind stays as read. Where signs contradict
each other the name becomes of unknown kind, and the reason is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.data.catalogue import entity_id, equipment
from vedette.data.matcher import fold_name
from vedette.data.personal import first_names, short_for
from vedette.model import Abstention, EntityKind, Mention, Reading, Ref
from vedette.resolve.entities.people import is_titled

STAGE = "entities"
BOTH = "a person and a state of one name, and nothing beside it tells which"
_REACH = 48  # characters on either side in which a sign may stand
_LONGEST = 60  # characters; no ship, town or unit has a longer name
_TOWNLIKE = frozenset(
    {EntityKind.PLACE, EntityKind.ORGANISATION, EntityKind.UNKNOWN, EntityKind.STATE}
)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Hold a mention with the text on either side, and what the report has told so far."""

    reading: Reading
    mention: Mention
    before: str
    behind: str
    told: _Told

    @property
    def name(self) -> str:
        return self.mention.span.quote

    @property
    def has_article(self) -> bool:
        return self.before.lower().endswith("the ")


@dataclass(slots=True)
class _Told:
    """Gather what a report told about names: which are ships, whose surnames, which states."""

    ships: set[str] = field(default_factory=set)
    surnames: dict[str, Ref] = field(default_factory=dict)
    states: frozenset[str] = frozenset()


def settle_kinds(
    reading: Reading, mentions: tuple[Mention, ...]
) -> tuple[tuple[Mention, ...], tuple[Abstention, ...]]:
    """Return the mentions with the kinds that their surroundings tell, and what stayed open."""
    told = _Told(states=_supported_states(mentions))
    settled: list[Mention] = []
    doubts: list[Abstention] = []
    for i, mention in enumerate(mentions):
        limit = mentions[i + 1].span.start if i + 1 < len(mentions) else len(reading.text)
        new = mention
        if _is_open(mention) and _has_sign(reading.text, mention, told):
            new = _settled(_spot(reading, mention, told), limit)
            if new.kind is EntityKind.UNKNOWN is not mention.kind:
                doubts.append(Abstention(STAGE, new.span, BOTH))
        if new.kind is EntityKind.PERSON and _begins_as_name(reading, new):
            _remember(told, new)
        settled.append(new)
    return tuple(settled), tuple(doubts)


def _is_open(mention: Mention) -> bool:
    """Tell whether a mention can be of another kind than it was read as."""
    if mention.generic or len(mention.span.quote) > _LONGEST:
        return False
    if mention.kind in _TOWNLIKE:
        return mention.ref.id is None or mention.kind in {EntityKind.STATE, EntityKind.PLACE}
    named_for = mention.kind in {EntityKind.PERSON, EntityKind.EQUIPMENT}
    first = (mention.span.quote.partition(" ")[0], mention.ref.name.partition(" ")[0])
    return named_for and not _first_words().isdisjoint(first)


def _has_sign(text: str, mention: Mention, told: _Told) -> bool:
    """Tell quickly whether any word beside a name could be a sign; most names have none."""
    if mention.kind not in _TOWNLIKE:
        return True
    name = mention.span.quote
    if name in told.ships or name in told.surnames or name == _words()["us_state"]["name"]:
        return True
    start, end = mention.span.start, mention.span.end
    before, behind = text[max(0, start - 16) : start].split(), text[end : end + 16].split(None, 1)
    if before and before[-1].strip(_MARKS).lower() in _signs()[0]:
        return True
    return bool(behind) and (behind[0] == "," or behind[0].strip(_MARKS).lower() in _signs()[1])


_MARKS = "\"“”'‘’."


@cache
def _first_words() -> frozenset[str]:
    return frozenset((*_words()["exercises"]["nouns"], *_words()["persons"]["ranks"]))


@cache
def _signs() -> tuple[frozenset[str], frozenset[str]]:
    """Return the words right before and right behind a name that a pattern may ask for."""
    words = _words()
    vessels = read_toml("languages/en/mentions.toml")["vessels"]["nouns"]
    before = (*vessels, *words["persons"]["titles"], *words["exercises"]["nouns"])
    behind = (*words["ships"]["behind"], *words["ships"]["nouns"], *words["units"]["nouns"])
    return (
        frozenset(phrase.split()[-1].lower() for phrase in before),
        frozenset(phrase.split()[0].lower() for phrase in behind),
    )


def _supported_states(mentions: Iterable[Mention]) -> frozenset[str]:
    """Return the states told by more than their bare name: an adjective, a capital."""
    state = EntityKind.STATE
    return frozenset(
        m.ref.id
        for m in mentions
        if m.kind is state and m.ref.id and (m.generic or m.span.quote != m.ref.name)
    )


def _spot(reading: Reading, mention: Mention, told: _Told) -> _Spot:
    start, end = mention.span.start, mention.span.end
    before = reading.text[max(0, start - _REACH) : start]
    return _Spot(reading, mention, before, reading.text[end : end + _REACH], told)


def _settled(spot: _Spot, limit: int) -> Mention:
    mention = spot.mention
    if mention.kind is EntityKind.PERSON:
        return _exercise(spot) or mention
    if mention.kind is EntityKind.EQUIPMENT:
        return _officer(spot) or mention
    return (
        _ship(spot)
        or _unit(spot, limit)
        or _exercise(spot)
        or _person(spot)
        or _namesake(spot)
        or _us_state(spot)
        or mention
    )


def _is_state(mention: Mention) -> bool:
    return mention.kind is EntityKind.STATE


def _begins_as_name(reading: Reading, mention: Mention) -> bool:
    """Tell a person's full name from what a tagger took for one ("Make Mexico")."""
    first = mention.span.quote.partition(" ")[0]
    return bool(first_names(first) or short_for(first)) or is_titled(reading, mention)


def _remember(told: _Told, mention: Mention) -> None:
    words = mention.ref.name.split()
    if len(words) > 1:
        told.surnames.setdefault(words[-1], mention.ref)


# ---- ships -------------------------------------------------------------------------------------


def _ship(spot: _Spot) -> Mention | None:
    """Return "the corvette Mariupol", "the Belgorod submarine", "the Kursk sank" as a ship."""
    named = _named_ship(spot)
    known = spot.has_article and spot.name in spot.told.ships and not _goes_on(spot.behind)
    if not named and not known:
        return None
    spot.told.ships.add(spot.name)
    own, name = _ships().get(fold_name(spot.name), (None, spot.name))
    return Mention(spot.mention.span, Ref(EntityKind.EQUIPMENT, name, own))


def _named_ship(spot: _Spot) -> bool:
    if _pattern("vessel before").search(spot.before):
        return not _acts_in_clause(spot)
    if not spot.has_article:
        return False
    whole_state = _is_state(spot.mention) and spot.name == spot.mention.ref.name
    if not whole_state and _pattern("vessel behind").match(spot.behind):
        return True
    return _pattern("ship behind").match(spot.behind) is not None


def _acts_in_clause(spot: _Spot) -> bool:
    """Tell "the submarine Russia built", where the name is who built it."""
    tokens = spot.reading.tokens_between(spot.mention.span.start, spot.mention.span.end)
    if not tokens or not tokens[-1].dep.startswith("nsubj"):
        return False
    verb = spot.reading.tokens[tokens[-1].head]
    return verb.dep in {"relcl", "acl", "ccomp"} or verb.start >= spot.mention.span.end > (
        spot.reading.tokens[verb.head].end if verb.head != verb.i else spot.mention.span.end
    )


def _goes_on(behind: str) -> bool:
    """Tell whether a noun or a longer name follows: "the Kursk region" is not the ship."""
    return (
        re.match(r"[ -](?:region|oblast|province|front|direction|border|[A-Z])", behind) is not None
    )


@cache
def _ships() -> dict[str, tuple[str, str]]:
    kind = EntityKind.EQUIPMENT
    return {
        fold_name(entry.name): (entity_id(kind, entry.id), entry.name)
        for entry in equipment()
        if entry.category in {"ship", "submarine"} and not entry.generic
    }


# ---- units, exercises --------------------------------------------------------------------------


def _unit(spot: _Spot, limit: int) -> Mention | None:
    """Return "the Kyiv brigade" as a force, the noun taken in."""
    found = _pattern("unit behind").match(spot.behind)
    whole_state = _is_state(spot.mention) and spot.name == spot.mention.ref.name
    if found is None or whole_state:
        return None
    end = spot.mention.span.end + found.end()
    if end > limit:
        return None
    span = spot.reading.span(spot.mention.span.start, end)
    return Mention(span, Ref(EntityKind.FORCE, " ".join(span.quote.split())))


def _exercise(spot: _Spot) -> Mention | None:
    """Return "Exercise Lublin" as an exercise, whatever else Lublin is."""
    inside = _pattern("exercise inside").match(spot.name)
    if inside is not None:
        start = spot.mention.span.start + inside.end()
        span = spot.reading.span(start, spot.mention.span.end)
        return Mention(span, Ref(EntityKind.EXERCISE, span.quote))
    if _pattern("exercise inside").match(spot.mention.ref.name):  # taken for its surname
        place = _pattern("place before").search(spot.before) is not None
        kind = EntityKind.PLACE if place else EntityKind.EXERCISE
        return Mention(spot.mention.span, Ref(kind, spot.name))
    if spot.mention.kind is EntityKind.PERSON or not _pattern("exercise before").search(
        spot.before
    ):
        return None
    return Mention(spot.mention.span, Ref(EntityKind.EXERCISE, spot.name))


# ---- persons -----------------------------------------------------------------------------------


def _person(spot: _Spot) -> Mention | None:
    """Return "Gen. Paris" and "Paris, 34, a nurse" as persons."""
    one = " " not in spot.name and not re.match(r" [A-Z]", spot.behind)
    if spot.mention.kind is EntityKind.ORGANISATION:
        one = one and spot.before.endswith(". ")  # "General Motors" is no officer
    titled = one and _pattern("rank before").search(spot.before)
    aged = re.match(r", [1-9]\d,", spot.behind) and not _pattern("place before").search(spot.before)
    if not (titled or aged) or (aged and spot.name == spot.mention.ref.name and _has_state(spot)):
        return None
    return Mention(spot.mention.span, Ref(EntityKind.PERSON, spot.name), local=True)


def _has_state(spot: _Spot) -> bool:
    return spot.mention.ref.id in spot.told.states


def _namesake(spot: _Spot) -> Mention | None:
    """Return a state's name as the person who bears it in this report, or as of unknown kind."""
    ref = spot.told.surnames.get(spot.name)
    if ref is None or not _is_state(spot.mention) or _pattern("place before").search(spot.before):
        return None
    if _has_state(spot):
        return Mention(spot.mention.span, Ref(EntityKind.UNKNOWN, spot.name))
    return Mention(spot.mention.span, ref, local=ref.id is None)


def _officer(spot: _Spot) -> Mention | None:
    """Return "Admiral Kuznetsov said" as the officer, not the carrier named for him."""
    if spot.has_article or not _pattern("rank inside").match(spot.name):
        return None
    if not _pattern("said behind").match(spot.behind):
        return None
    rank, _, name = spot.name.partition(" ")
    span = spot.reading.span(spot.mention.span.start + len(rank) + 1, spot.mention.span.end)
    return Mention(span, Ref(EntityKind.PERSON, name), local=True)


# ---- the US state ------------------------------------------------------------------------------


def _us_state(spot: _Spot) -> Mention | None:
    """Return Georgia as the US state where a town or an office of it stands beside the name."""
    signs = _words()["us_state"]
    if spot.name != signs["name"] or spot.mention.ref.id != entity_id(
        EntityKind.STATE, signs["state"]
    ):
        return None
    beside = _pattern("us town before").search(spot.before)
    if beside or _pattern("us office behind").match(spot.behind):
        return replace(spot.mention, ref=Ref(EntityKind.PLACE, spot.name))
    return None


# ---- patterns ----------------------------------------------------------------------------------


@cache
def _words() -> dict[str, Any]:
    return read_toml("languages/en/kinds.toml")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """Return one pattern, built from the language's words."""
    words = _words()
    vessels = read_toml("languages/en/mentions.toml")["vessels"]["nouns"]
    ships, persons, places = words["ships"], words["persons"], words["places"]
    us_state = words["us_state"]
    apposed = rf",? (?:{_any(ships['apposed'])})(?: [\w-]+){{0,2}} (?:{_any(ships['nouns'])})\b"
    patterns = {
        "vessel before": rf"\b(?:{_any(vessels)}) [\"“'‘]?$",
        "vessel behind": rf"[\"”'’]? (?:{_any(ships['nouns'])})\b(?! [A-Z])",
        "ship behind": rf"[\"”'’]? (?:{_any(ships['behind'])})\b|{apposed}|, (?:the )?flagship\b",
        "unit behind": rf" (?:{_any(words['units']['nouns'])})\b",
        "exercise inside": rf"(?:{_any(words['exercises']['nouns'])}) (?=[A-Z])",
        "exercise before": rf"\b(?:{_any(words['exercises']['nouns'])}) [\"“'‘]?$",
        "rank before": rf"\b(?:{_any(persons['titles'])})\.? $",
        "rank inside": rf"(?:{_any(persons['ranks'])}) [A-Z][\w-]+$",
        "said behind": rf" (?:{_any(persons['said'])})\b",
        "place before": rf"\b(?i:{_any(places['before'])}) (?:the )?$",
        "us town before": rf"\b(?:{_any(us_state['towns'])}|Fort [A-Z]\w+), $",
        "us office behind": rf"(?:['’]s)? (?:{_any(us_state['behind'])})\b",
    }
    return re.compile(patterns[name])


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
