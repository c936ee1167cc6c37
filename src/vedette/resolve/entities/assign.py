"""Link mentions to the catalogue: persons in any spelling, ministries without a state's name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, lru_cache

from vedette.data import read_toml
from vedette.data.bodies import body_of, function_of
from vedette.data.catalogue import Person, entity_id, equipment, organisation_states, persons
from vedette.data.catalogue import states as known_states
from vedette.data.matcher import fold_name
from vedette.model import EntityKind, Mention, Reading, Ref, make_id
from vedette.resolve.entities.spelling import likeness, skeleton

ALIKE = 0.84  # one changed letter in seven, the spread of one colonel's name over five outlets
SHORTEST_MISSPELT = 6  # a changed letter in a shorter name makes another name


def resolve_entities(reading: Reading, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions with canonical names and ids where they can be told.

    A person is linked by first and last name in any usual spelling, by a surname alone only behind
    a title and beside the person's state; everybody else stays local to the report. "The defence
    ministry" is linked when the report leaves one state to think of.
    """
    people = _people(reading, mentions, _states_named(mentions))
    found: list[Mention] = []
    for mention in mentions:
        if weapon := _weapon(reading, mention):
            found.append(weapon)
        elif mention.kind is EntityKind.PERSON and mention.ref.id is None:
            found.append(people[mention.ref.name](mention))
        else:
            found.append(mention)
    found = [_own(reading, mention, found) for mention in found]
    states = _states_named(found)
    return tuple(
        _body(m, found, states)
        if m.generic and m.ref.id is None and m.kind is EntityKind.ORGANISATION
        else m
        for m in found
    )


def _own(reading: Reading, mention: Mention, mentions: list[Mention]) -> Mention:
    """Take a body's link back where another state owns it in the report's words.

    Several states have a "National Security Bureau"; "Taiwan's" is not the one of Poland that the
    bare name means in the catalogue.
    """
    state = organisation_states().get(mention.ref.id or "")
    if state is None:
        return mention
    owner = _owner(reading, mention, mentions)
    if owner is None or owner == state:
        return mention
    return replace(mention, ref=Ref(mention.kind, mention.span.quote))


def _owner(reading: Reading, mention: Mention, mentions: list[Mention]) -> str | None:
    """Return the state right in front of a mention ("Taiwan's ...", "the Taiwanese ...")."""
    for other in mentions:
        if other.kind is EntityKind.STATE and other.ref.id and other.span.end <= mention.span.start:
            between = reading.text[other.span.end : mention.span.start]
            if between.strip() in {"", "'s", "’s", "'", "’"} and (between != "" or other.generic):
                return other.ref.id.rpartition("/")[2]
    return None


def _states_named(mentions: Iterable[Mention]) -> dict[str, int]:
    named: dict[str, int] = {}
    for mention in mentions:
        if mention.kind is EntityKind.STATE and mention.ref.id:
            iso = mention.ref.id.rpartition("/")[2]
            named[iso] = named.get(iso, 0) + 1
        elif state := _state_of(mention):
            named[state] = named.get(state, 0) + 1
    return named


def _state_of(mention: Mention) -> str | None:
    """Return the state that a body or a person belongs to, or whose capital is named."""
    own = mention.ref.id or ""
    if mention.kind is EntityKind.PLACE:
        return _capitals().get(fold_name(mention.span.quote))
    return organisation_states().get(own) or _citizens().get(own)


@cache
def _capitals() -> dict[str, str]:
    return {
        fold_name(name): state.iso
        for state in known_states()
        for name in (state.capital, *state.capital_aliases)
        if name
    }


@cache
def _citizens() -> dict[str, str]:
    kind = EntityKind.PERSON
    return {entity_id(kind, person.id): person.state for person in persons() if person.state}


class _Link:
    """Give a mention the person it was found to be, or keep it inside the report."""

    def __init__(self, name: str, own: str, *, local: bool) -> None:
        self.name, self.own, self.local = name, own, local

    def __call__(self, mention: Mention) -> Mention:
        return replace(
            mention, ref=Ref(mention.kind, self.name, self.own), generic=False, local=self.local
        )


def _people(
    reading: Reading, mentions: tuple[Mention, ...], states: dict[str, int]
) -> dict[str, _Link]:
    """Return for every unlinked person's name what it is linked to."""
    links: dict[str, _Link] = {}
    locals_: list[str] = []
    for mention in mentions:
        name = mention.ref.name
        if mention.kind is not EntityKind.PERSON or mention.ref.id is not None or name in links:
            continue
        words = fold_name(name).split()
        titled = _is_titled(reading, mention)
        person = _known(name, titled=titled, states=states) if words else None
        if person is not None:
            own = entity_id(EntityKind.PERSON, person.id)
            links[name] = _Link(person.name, own, local=False)
            continue
        same = next((other for other in locals_ if _same_person(other, name)), None)
        if same is None:
            locals_.append(name)
            own = make_id("local", reading.report.id, fold_name(name))
            links[name] = _Link(name, f"{EntityKind.PERSON.value}/{own}", local=True)
        else:
            links[name] = links[same]
    return links


def _same_person(a: str, b: str) -> bool:
    """Tell whether two full names inside one report are spellings of one."""
    first, other = fold_name(a).split(), fold_name(b).split()
    if len(first) < 2 or len(other) < 2:
        return False
    return _alike(first[-1], other[-1]) and _alike(first[0], other[0])


@lru_cache(maxsize=65_536)  # the same few names meet the same catalogue again and again
def _alike(a: str, b: str) -> bool:
    if skeleton(a) == skeleton(b):
        return True
    if min(len(a), len(b)) < SHORTEST_MISSPELT or skeleton(a)[:1] != skeleton(b)[:1]:
        return False
    return likeness(a, b) >= ALIKE


def _known(name: str, *, titled: bool, states: dict[str, int]) -> Person | None:
    """Return the one person of the catalogue whom a name can mean, or None."""
    words = fold_name(name).split()
    found: dict[str, Person] = {}
    for key, person in _catalogued():
        surname = key[-1]
        if not _alike(words[-1], surname):
            continue
        if len(words) == 1:
            if titled and person.state in states and skeleton(words[0]) == skeleton(surname):
                found[person.id] = person
        elif len(key) > 1 and _first_names_fit(
            words[0], key[0], person, states, words[-1] == surname
        ):
            found[person.id] = person
    return next(iter(found.values())) if len(found) == 1 else None


def _first_names_fit(
    written: str, known: str, person: Person, states: dict[str, int], same_surname: bool
) -> bool:
    if len(written) == 1:
        return same_surname and written == known[0] and person.state in states
    return skeleton(written) == skeleton(known) or likeness(written, known) >= ALIKE


@cache
def _catalogued() -> tuple[tuple[list[str], Person], ...]:
    return tuple(
        (words, person)
        for person in persons()
        for alias in (person.name, *person.aliases)
        if (words := fold_name(alias).split())
    )


@cache
def _titles() -> frozenset[str]:
    words = read_toml("languages/en/mentions.toml")["titles"]["words"]
    return frozenset(word.rstrip(".").split()[-1].rstrip(".") for word in words)


def _is_titled(reading: Reading, mention: Mention) -> bool:
    before = reading.text[max(0, mention.span.start - 24) : mention.span.start].split()
    return bool(before) and before[-1].rstrip(".").lower() in _titles()


def _body(mention: Mention, mentions: list[Mention], states: dict[str, int]) -> Mention:
    """Link "the defence ministry" where the report leaves one state to think of."""
    key = function_of(mention.span.quote)
    if key is None:
        return mention
    named = {m.ref.id for m in mentions if m.ref.id and m.kind is EntityKind.ORGANISATION}
    candidates = {iso for iso in states if body_of(iso, key)[2] in named}
    if not candidates:
        candidates = set(states)
    if len(candidates) != 1:
        return mention
    kind, name, own = body_of(candidates.pop(), key)
    return Mention(mention.span, Ref(kind, name, own))


_GUESSED = frozenset(
    {EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.PERSON, EntityKind.UNKNOWN}
)


def _weapon(reading: Reading, mention: Mention) -> Mention | None:
    """Link a misspelt weapon: one word, a word for equipment next to it, nearly a known name."""
    word = mention.span.quote
    if mention.ref.id is not None or mention.kind not in _GUESSED:
        return None
    if " " in word or len(word) < SHORTEST_MISSPELT:
        return None
    before = reading.text[max(0, mention.span.start - 24) : mention.span.start].lower().split()
    behind = reading.text[mention.span.end : mention.span.end + 40].lower().split()
    if not {*before[-1:], *behind[:2]} & _signs():
        return None
    known = {own: name for alias, own, name in _weapons() if _alike(word, alias)}
    if len(known) != 1:
        return None
    own, name = next(iter(known.items()))
    ref = Ref(EntityKind.EQUIPMENT, name, entity_id(EntityKind.EQUIPMENT, own))
    return Mention(mention.span, ref)


@cache
def _weapons() -> tuple[tuple[str, str, str], ...]:
    """Return the long one-word names of weapons with their entries."""
    return tuple(
        (alias, entry.id, entry.name)
        for entry in equipment()
        if not entry.generic
        for alias in (entry.name, *entry.aliases)
        if alias.isalpha() and len(alias) >= SHORTEST_MISSPELT - 1
    )


@cache
def _signs() -> frozenset[str]:
    return frozenset(read_toml("languages/en/mentions.toml")["context"]["equipment"])
