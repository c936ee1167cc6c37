"""Find the things a report names: persons, bodies, states, places, equipment, exercises."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from vedette.data.calendar import calendar_words
from vedette.data.matcher import fold_name
from vedette.extract.names.bodies import find_bodies
from vedette.extract.names.catalogued import find_catalogued
from vedette.extract.names.persons import entities, find_persons, find_surnames, trimmed
from vedette.extract.names.scan import (
    COMMON,
    GUESS,
    KNOWN,
    SURNAME,
    Candidate,
    Scan,
    word_set,
)
from vedette.model import EntityKind, Mention, Reading, Ref, Token

_LABELS = {
    "ORG": EntityKind.ORGANISATION,
    "GPE": EntityKind.PLACE,
    "LOC": EntityKind.PLACE,
    "FAC": EntityKind.FACILITY,
    "NORP": EntityKind.GROUP,
}
# A name with one of these labels swallows the state or town inside it ("Brest Bridge company").
_SWALLOWING = frozenset({"ORG", "PERSON", "FAC", "EVENT", "PRODUCT", "WORK_OF_ART", "LAW"})
_SWALLOWED = frozenset({EntityKind.STATE, EntityKind.PLACE})
_DOTTED = re.compile(r"\.[A-Z][a-z]?$")


def find_mentions(reading: Reading) -> tuple[Mention, ...]:
    """Return the mentions of a report in text order; no two overlap.

    Names of the catalogues carry their canonical name and id, other names stand as written.
    Adjectives of states ("Belarusian") and citizens ("the Russians") are generic mentions of the
    state, common nouns ("tanks", "officials") generic mentions of their kind; page furniture is
    not read.
    """
    scan = Scan(reading)
    tagged = _of_one_mind(list(_tagged(scan)))
    pool = [*find_catalogued(scan), *find_bodies(scan), *find_persons(scan), *tagged]
    pool = _unswallowed(pool, scan)
    chosen = _choose(pool)
    chosen_places = _located(scan, [c for c in chosen if c.rank >= KNOWN])
    pool.extend(chosen_places)
    surnames = [c for c in find_surnames(scan, chosen) if c.id or not _inside_name(c, chosen)]
    pool = _outranked(pool, surnames)
    chosen = _choose([*pool, *surnames, *_groups(scan)])
    return tuple(_mention(scan, candidate) for candidate in chosen)


def _mention(scan: Scan, found: Candidate) -> Mention:
    ref = Ref(found.kind, found.name, found.id)
    local = found.local and found.id is None
    return Mention(scan.reading.span(found.start, found.end), ref, found.generic, local)


def _choose(pool: Iterable[Candidate]) -> list[Candidate]:
    """Choose candidates that do not overlap: by rank, then length, then a known id."""
    order = sorted(
        pool, key=lambda c: (-c.rank, c.start - c.end, c.id is None, c.start, c.kind, c.name)
    )
    starts: list[int] = []
    chosen: list[Candidate] = []
    for candidate in order:
        i = bisect_left(starts, candidate.start)
        if i > 0 and chosen[i - 1].end > candidate.start:
            continue
        if i < len(starts) and starts[i] < candidate.end:
            continue
        starts.insert(i, candidate.start)
        chosen.insert(i, candidate)
    return chosen


def _tagged(scan: Scan) -> Iterator[Candidate]:
    """Yield the tagger's names other than persons, its commonest mistakes mended."""
    titles = [(hit.start, hit.end) for hit in scan.phrases["title"]]
    states = {hit.start: hit.end for hit in scan.state_hits if hit.entry.role == "name"}
    for entity in entities(scan):
        name = trimmed(scan, entity) if entity[0].ent in _LABELS else []
        if not any(token.text[:1].isupper() for token in name):
            continue
        if _is_common(scan, name) or name[0].lower in word_set("zones", "names"):
            continue
        start, end = name[0].start, _end_of(scan, name)
        if any(start < t_end and t_start < end for t_start, t_end in titles):
            continue  # "Air Force Lt", "Defense Attache": a title, no body
        text = " ".join(scan.text[start:end].split())
        kind = _kind_of(name, text)
        if kind is None:
            continue
        body = kind in {EntityKind.ORGANISATION, EntityKind.FORCE}
        if body and (state := _of_state(scan, end, states)):
            text = " ".join(scan.text[start:state].split())  # "National Guard of Ukraine"
            yield Candidate(start, state, kind, text, None, KNOWN)
        else:
            yield Candidate(start, end, kind, text, None, GUESS)


def _is_common(scan: Scan, name: list[Token]) -> bool:
    """Tell a common noun that only begins its sentence ("Media", "Troop trains")."""
    first = scan.reading.sentence_of(name[0]).first == name[0].i
    return first and len(name) == 1 and name[0].pos in {"NOUN", "ADJ", "VERB", "ADV"}


def _end_of(scan: Scan, name: list[Token]) -> int:
    """Return where a name ends, without its possessive, with its last dot ("W.Va.")."""
    text = scan.text[name[0].start : name[-1].end]
    text = text.removesuffix("'s").removesuffix("\u2019s")
    end = name[0].start + len(text)
    return end + 1 if scan.text[end : end + 1] == "." and _DOTTED.search(text) else end


def _kind_of(name: list[Token], text: str) -> EntityKind | None:
    kind = _LABELS[name[0].ent]
    if kind is EntityKind.PLACE and any(letter.isdigit() for letter in text):
        return None
    if kind is EntityKind.PLACE and text == "West":
        return EntityKind.GROUP
    if kind is EntityKind.ORGANISATION and _is_force(name):
        return EntityKind.FORCE
    return kind


_OF = re.compile(r" of (?:the )?")


def _of_state(scan: Scan, end: int, states: dict[int, int]) -> int | None:
    """Return the end of a state's name behind "of", or None."""
    match = _OF.match(scan.text, end)
    return states.get(match.end()) if match else None


_TOWARDS = frozenset({"over", "toward", "towards", "into", "from", "to", "via", "outside"})


def _is_taken(tokens: tuple[Token, ...], token: Token) -> bool:
    """Tell whether a name is the object of "shelled", "captured", "reached"."""
    verb = tokens[token.head]
    return token.dep == "dobj" and verb.lemma.lower() in word_set("places", "taken_by")


def _of_one_mind(tagged: list[Candidate]) -> list[Candidate]:
    """Give a single word the kind that the tagger gives it most often in the report.

    On a tie it is a place: the tagger makes towns into bodies, seldom bodies into towns.
    """
    votes: dict[str, Counter[EntityKind]] = defaultdict(Counter)
    for found in tagged:
        votes[found.name][found.kind] += 1
    mended = []
    for found in tagged:
        kinds = votes[found.name]
        if len(kinds) > 1 and " " not in found.name:
            kind = max(kinds, key=lambda k: (kinds[k], k is EntityKind.PLACE, k))
            found = replace(found, kind=kind)  # noqa: PLW2901
        mended.append(found)
    return mended


_LOCATIVE = frozenset({"in", "near", "outside", "around", "across", "throughout"})


def _located(scan: Scan, taken: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield single names that only a place can bear: "in Slonim", "Slonim, Belarus".

    The tagger takes one unknown word for a person or a body more often than for a town.
    """
    taken = list(taken)
    busy = {c.start for c in taken}
    surnames = {c.name.split()[-1] for c in taken if c.kind is EntityKind.PERSON}
    tokens = scan.reading.tokens
    stated = {h.start for h in scan.state_hits if h.entry.role == "name"}
    stated |= {t.start for t in tokens if t.ent == "GPE" and t.ent_start}
    found: set[int] = set()
    for token in tokens:
        if token.start in busy or token.ent not in _MISTAKEN or not _single(scan, token):
            continue
        if _stated(tokens, token, stated) or (
            token.lower not in calendar_words()  # "in March" is no town
            and (
                _in_place(tokens, token)
                or (_at_place(tokens, token) and token.text not in surnames)
                or _in_list(tokens, token, found)
            )
        ):
            found.add(token.i)
            rank = SURNAME if token.ent else GUESS
            yield Candidate(token.start, token.end, EntityKind.PLACE, token.text, None, rank)


_MISTAKEN = frozenset({"", "PERSON", "ORG", "WORK_OF_ART", "LAW", "PRODUCT", "NORP", "LANGUAGE"})


def _in_place(tokens: tuple[Token, ...], token: Token) -> bool:
    """Tell whether "in" stands before a name, or "over" before one that the tagger passed by."""
    before = tokens[token.i - 1] if token.i else None
    if before is None or before.sentence != token.sentence:
        return False
    if before.lower in _LOCATIVE:
        return True
    unsure = token.ent not in {"PERSON", "ORG"}
    return unsure and (before.lower in _TOWARDS or _is_taken(tokens, token))


def _at_place(tokens: tuple[Token, ...], token: Token) -> bool:
    """Tell whether "at" stands before what the tagger took for a person: nobody docks at one."""
    before = tokens[token.i - 1] if token.i else None
    if before is None or before.sentence != token.sentence or before.lower != "at":
        return False
    verb = tokens[before.head].lemma.lower()
    return token.ent == "PERSON" and verb not in word_set("places", "aimed_at")


def _in_list(tokens: tuple[Token, ...], token: Token, found: set[int]) -> bool:
    """Tell whether a name follows a place in a list: "Bakhmut and Avdiivka"."""
    head = tokens[token.head]
    if token.dep == "conj" and (head.ent in {"GPE", "LOC"} or head.i in found):
        return True
    after = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    ends = after is None or after.pos in {"ADP", "PUNCT"}
    return ends and token.i - 2 in found and tokens[token.i - 1].text == "and"


def _stated(tokens: tuple[Token, ...], token: Token, stated: set[int]) -> bool:
    """Tell whether a name has its state behind a comma, and no name before it."""
    after = tokens[token.i + 1 : token.i + 3]
    if len(after) < 2 or after[0].text != "," or after[1].start not in stated or not token.ent:
        return False
    before = tokens[token.i - 1] if token.i else None
    first = before is None or before.sentence != token.sentence
    return first or (before is not None and before.pos in {"ADP", "CCONJ"})


def _single(scan: Scan, token: Token) -> bool:
    """Tell whether a token is a name of its own, not part of a longer one."""
    tokens = scan.reading.tokens
    if token.pos != "PROPN" or len(token.text) < _LEAST_TOWN or not token.text.isalpha():
        return False
    if not token.text[0].isupper():
        return False
    after = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
    if after is not None and after.sentence == token.sentence:
        if after.text[:1].isupper() and after.pos == "PROPN":
            return False
        if after.text in {"-", "'s", "\u2019s", "&"} or after.lower in _NOUNS_BEHIND:
            return False
        if after.ent and after.ent == token.ent and not after.ent_start:
            return after.text in {",", "and"}  # a list that the tagger took for one name
    before = tokens[token.i - 1] if token.i else None
    listed = before is not None and before.text in {",", "and"}
    return not token.ent or token.ent_start or listed


_LEAST_TOWN = 3
_NOUNS_BEHIND = frozenset({"region", "oblast", "province", "district"})


def _is_force(name: list[Token]) -> bool:
    return len(name) > 1 and name[-1].lower in word_set("forces", "ner_heads")


def _unswallowed(pool: list[Candidate], scan: Scan) -> list[Candidate]:
    """Drop states and towns that are only part of a longer name, and raise that name's rank."""
    longer = [
        (name[0].start, name[-1].end)
        for entity in entities(scan)
        if entity[0].ent in _SWALLOWING and _is_name(name := trimmed_tail(entity))
    ]
    known = [
        c
        for c in pool
        if c.rank >= KNOWN and c.kind not in _SWALLOWED and c.kind is not EntityKind.PUBLISHER
    ]
    spans = [
        (start, end)
        for start, end in longer
        if not any(c.start < end and start < c.end for c in known)
        or any(c.start <= start and end <= c.end and c.kind is EntityKind.PERSON for c in known)
    ]
    kept = []
    for candidate in pool:
        inside = candidate.kind in _SWALLOWED and any(
            start <= candidate.start
            and candidate.end <= end
            and (start, end) != (candidate.start, candidate.end)
            for start, end in spans
        )
        if not inside:
            kept.append(candidate)
    return kept


def trimmed_tail(entity: list[Token]) -> list[Token]:
    """Return a tagged name without marks and possessive at its end."""
    j = len(entity)
    while j and (entity[j - 1].lower in {"'s", "\u2019s"} or not entity[j - 1].text[:1].isalnum()):
        j -= 1
    return entity[:j]


def _is_name(name: list[Token]) -> bool:
    """Tell whether these are several capitalised words that end in a capitalised one."""
    capitals = [t for t in name if t.text[:1].isupper() and t.pos in {"PROPN", "NOUN", "ADJ"}]
    joined = any(t.pos == "CCONJ" or t.text == "," for t in name)
    return len(capitals) > 1 and name[-1].text[:1].isupper() and not joined


def _inside_name(candidate: Candidate, chosen: list[Candidate]) -> bool:
    return any(
        c.start <= candidate.start
        and candidate.end <= c.end
        and c.rank >= KNOWN
        and (c.start, c.end) != (candidate.start, candidate.end)
        for c in chosen
    )


def _outranked(pool: list[Candidate], surnames: list[Candidate]) -> list[Candidate]:
    """Drop the catalogue's reading of a bare surname that the report gives to somebody else."""
    other = {(s.start, s.end): s for s in surnames}
    kept = []
    for candidate in pool:
        surname = other.get((candidate.start, candidate.end))
        person = candidate.kind is EntityKind.PERSON
        if surname and person and candidate.rank >= KNOWN and surname.id != candidate.id:
            same = surname.id is None and fold_name(candidate.name) == fold_name(surname.name)
            if not same:
                continue
        kept.append(candidate)
    return kept


def _groups(scan: Scan) -> Iterator[Candidate]:
    heads = word_set("groups", "words")
    for token in scan.reading.tokens:
        if token.pos == "NOUN" and token.lower in heads:
            yield Candidate(
                token.start, token.end, EntityKind.GROUP, token.lower, None, COMMON, generic=True
            )
