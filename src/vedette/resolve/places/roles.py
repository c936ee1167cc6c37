"""Where names of places stand in a report, and in which role each stands there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from vedette.data import read_toml
from vedette.model import EntityKind, Mention, PlaceRole, Reading, Toponym
from vedette.resolve.places import gazetteer
from vedette.resolve.places.candidates import candidates
from vedette.resolve.places.known import adjectives, capitals, country_names, folded
from vedette.resolve.places.names import clean

# Names of these kinds may have the name of a place inside them.
_LONGER = frozenset(
    {
        EntityKind.ORGANISATION,
        EntityKind.FORCE,
        EntityKind.FACILITY,
        EntityKind.EXERCISE,
        EntityKind.PUBLISHER,
    }
)
_LARGE = 150_000  # a smaller town inside a longer name is as often a person or a word
_WORD = re.compile(r"[^\W\d_](?:[\w.]|['\u2019](?!s\b)(?=\w)|-(?=\w))*")
_MOST_WORDS = 3
_LEADS = frozenset({"of", "in", "at", "the"})


@dataclass(frozen=True, slots=True)
class Said:
    """Hold one name of a place in the text: where it stands, its role, and its mention."""

    start: int
    end: int
    role: PlaceRole
    mention: Mention | None = None


def state_of(said: Said) -> str:
    """Return the ISO code of the state that a name's mention is, "" for others."""
    mention = said.mention
    if mention is None or mention.kind is not EntityKind.STATE or not mention.ref.id:
        return ""
    return mention.ref.id.rpartition("/")[2]


def gather(
    reading: Reading, mentions: Iterable[Mention], toponyms: Iterable[Toponym]
) -> list[Said]:
    """Return the names of places in text order, no two of one role overlapping."""
    mentions = tuple(mentions)
    text = reading.report.text
    found = [said for mention in mentions for said in _of_mention(mention, reading)]
    found += _adjectives(reading, mentions)
    longer = [m for m in mentions if m.kind in _LONGER]
    persons = [m for m in mentions if m.kind is EntityKind.PERSON]
    for toponym in toponyms:
        found = _merged(found, toponym, longer, persons, text)
    return sorted(found, key=lambda said: (said.start, -said.end))


def _adjectives(reading: Reading, mentions: tuple[Mention, ...]) -> Iterator[Said]:
    """Yield adjectives that no mention covers: of continents, of states out of the catalogue."""
    tokens = reading.tokens
    last_words = _last_words()
    for token in tokens:
        if token.lower not in last_words or not token.text[:1].isupper():
            continue
        first = tokens[token.i - 1] if token.i else token
        for start in (first.start, token.start):
            if _is_adjective(folded(reading.text[start : token.end])):
                if not any(m.span.start < token.end and start < m.span.end for m in mentions):
                    yield Said(start, token.end, PlaceRole.ADJECTIVE)
                break


@cache
def _last_words() -> frozenset[str]:
    """Return the last words of all adjectives: one look-up per word of a report."""
    return frozenset(key.split()[-1] for key in (*adjectives(), *gazetteer.area_adjectives()))


def _of_mention(mention: Mention, reading: Reading) -> Iterator[Said]:
    start, end = mention.span.start, mention.span.end
    role = _role(mention, reading)
    if role is not None:
        yield Said(start, end, role, mention)
    if mention.kind in _LONGER and not mention.generic:
        for first, last in inside(mention.span.quote):
            if (first, last) != (0, end - start):
                yield Said(start + first, start + last, PlaceRole.PART)


def _role(mention: Mention, reading: Reading) -> PlaceRole | None:
    """Return the role of a mention as a place, None where it names none."""
    if mention.kind in {EntityKind.PLACE, EntityKind.FACILITY}:
        adjective = _is_adjective(folded(mention.span.quote))
        return PlaceRole.ADJECTIVE if adjective else PlaceRole.LOCATION
    if mention.kind is not EntityKind.STATE:
        return _of_other(mention)
    if mention.generic:
        return PlaceRole.ADJECTIVE
    if folded(mention.span.quote) not in country_names():
        return PlaceRole.GOVERNMENT
    return _of_state(mention, reading)


def _of_other(mention: Mention) -> PlaceRole | None:
    """Return the role of "European" and "Sri Lankan", of the European Union, None for others."""
    if mention.kind is EntityKind.GROUP and not mention.generic:
        return PlaceRole.ADJECTIVE if _is_adjective(folded(mention.span.quote)) else None
    if mention.kind is not EntityKind.ORGANISATION:
        return None
    return PlaceRole.GOVERNMENT if folded(mention.span.quote) in gazetteer.areas() else None


def _is_adjective(key: str) -> bool:
    return key in adjectives() or key in gazetteer.area_adjectives()


def _of_state(mention: Mention, reading: Reading) -> PlaceRole:
    """Tell a state that acts ("Poland accused", "shot down by Russia") and one that describes.

    Without a parse, and in doubt, it is where something is.
    """
    if reading.text[mention.span.end : mention.span.end + 1] == "-":
        return PlaceRole.ADJECTIVE  # "US-made", "Russia-backed"
    tokens = reading.tokens_between(mention.span.start, mention.span.end)
    if not tokens:
        return PlaceRole.LOCATION
    last = tokens[-1]
    for _ in range(_CHAIN):  # "Poland, Latvia and Estonia closed": the third follows the first
        if last.dep == "conj":
            last = reading.tokens[last.head]
    head = reading.tokens[last.head]
    if last.dep == "nsubj" and head.pos == "VERB" and head.lemma.lower() not in _passive_verbs():
        return PlaceRole.GOVERNMENT
    if last.dep == "pobj" and head.dep == "agent":
        return PlaceRole.GOVERNMENT
    describes = tokens[-1].dep == "compound" and head.start >= mention.span.end
    return PlaceRole.ADJECTIVE if describes else PlaceRole.LOCATION


_CHAIN = 3


@cache
def _passive_verbs() -> frozenset[str]:
    """Return the verbs whose subject does nothing: "Kyiv came under attack", "Syria borders"."""
    words = read_toml("languages/en/mentions.toml")["governments"]
    return frozenset((*words["town_verbs"], *words["town_verbs_in_the_past"]))


@lru_cache(maxsize=16_384)
def inside(name: str) -> tuple[tuple[int, int], ...]:
    """Return the offsets of the names of places inside a longer name, longest first."""
    return tuple(_inside(name))


def _inside(name: str) -> Iterator[tuple[int, int]]:
    words = [w for w in _WORD.finditer(name) if not _is_possessive(name, w)]
    i = 0
    while i < len(words):
        for count in range(min(_MOST_WORDS, len(words) - i), 0, -1):
            start, end = words[i].start(), words[i + count - 1].end()
            written = name[start:end]
            leads = i == 0 or words[i - 1][0].lower() in _LEADS
            if written[0].isupper() and _is_place(written, leads=leads):
                yield start, end
                i += count - 1
                break
        i += 1


def _is_possessive(name: str, word: re.Match[str]) -> bool:
    return word[0] == "s" and word.start() > 0 and name[word.start() - 1] in "'\u2019"


def _is_place(written: str, *, leads: bool) -> bool:
    """Tell whether words inside a longer name are a place's: a state, a capital, a large town.

    A town counts only at the head of the name or behind "of": elsewhere it is as often a surname.
    """
    key = folded(written)
    if _is_adjective(key):
        return True
    if len(key) < _SHORTEST and not written.isupper():
        return False
    if key in country_names() or key in gazetteer.areas():
        return written[-1] != "."
    if not leads or key in _other_words():
        return False
    if key in capitals():
        return True
    towns = gazetteer.towns(written)
    return bool(towns) and towns[0].population >= _LARGE and folded(towns[0].name) == key


_SHORTEST = 4


@cache
def _other_words() -> frozenset[str]:
    """Return names of large towns that are words or surnames inside other names."""
    return frozenset(map(folded, read_toml("gazetteer/names.toml")["other_words"]["words"]))


def _merged(
    found: list[Said],
    toponym: Toponym,
    longer: list[Mention],
    persons: list[Mention],
    text: str,
) -> list[Said]:
    """Add a toponym to the names found so far; the longest known name of a role wins."""
    start, end = toponym.start, min(toponym.end, len(text))
    if start >= end or any(_within(start, end, m) for m in persons):
        return found
    role = toponym.role
    if role is PlaceRole.LOCATION and any(_within(start, end, m) for m in longer):
        role = PlaceRole.PART
    same = next((s for s in found if (s.start, s.end) == (start, end)), None)
    if same is not None:
        kept = role if same.role is PlaceRole.LOCATION else same.role
        return [Said(start, end, kept, s.mention) if s is same else s for s in found]
    rivals = [s for s in found if s.role is role and s.start < end and start < s.end]
    if any(not _beats(start, end, rival, text) for rival in rivals):
        return found
    return [*(s for s in found if s not in rivals), Said(start, end, role)]


def _within(start: int, end: int, mention: Mention) -> bool:
    span = mention.span
    return span.start <= start and end <= span.end and (span.start, span.end) != (start, end)


def _beats(start: int, end: int, rival: Said, text: str) -> bool:
    """Tell whether a new name is to replace an overlapping one: known before unknown, then long."""
    known = bool(candidates(clean(text[start:end])))
    other = bool(candidates(clean(text[rival.start : rival.end])))
    if known != other:
        return known
    return end - start > rival.end - rival.start
