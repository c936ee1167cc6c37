"""Find the things a report names: persons, bodies, states, places, equipment, exercises."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from vedette.data.matcher import fold_name
from vedette.extract.bodies import find_bodies
from vedette.extract.catalogued import find_catalogued
from vedette.extract.persons import entities, find_persons, find_surnames, trimmed
from vedette.extract.scan import COMMON, GUESS, KNOWN, Candidate, Scan, word_set
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


def find_mentions(reading: Reading) -> tuple[Mention, ...]:
    """Return the mentions of a report in text order; no two overlap.

    Names of the catalogues carry their canonical name and id, other names stand as written.
    Adjectives of states ("Belarusian") and citizens ("the Russians") are generic mentions of the
    state, common nouns ("tanks", "officials") generic mentions of their kind; page furniture is
    not read.
    """
    scan = Scan(reading)
    tagged = list(_tagged(scan))
    pool = [*find_catalogued(scan), *find_bodies(scan), *find_persons(scan), *tagged]
    pool = _unswallowed(pool, scan)
    chosen = _choose(pool)
    surnames = [c for c in find_surnames(scan, chosen) if c.id or not _inside_name(c, chosen)]
    pool = _outranked(pool, surnames, scan)
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
    """Yield the tagger's names other than persons."""
    titles = [(hit.start, hit.end) for hit in scan.phrases["title"]]
    for entity in entities(scan):
        kind = _LABELS.get(entity[0].ent)
        name = trimmed(scan, entity) if kind else []
        if kind is None or not name or not any(t.text[:1].isupper() for t in name):
            continue
        start, end = name[0].start, name[-1].end
        text = scan.text[start:end].removesuffix("'s").removesuffix("\u2019s")
        if "\n" in text or not text.strip():
            continue
        if any(start < t_end and t_start < end for t_start, t_end in titles):
            continue  # "Air Force Lt", "Defense Attache": a title, no body
        if kind is EntityKind.ORGANISATION and _is_force(name):
            kind = EntityKind.FORCE
        yield Candidate(start, start + len(text), kind, " ".join(text.split()), None, GUESS)


def _is_force(name: list[Token]) -> bool:
    return len(name) > 1 and name[-1].lower in word_set("forces", "ner_heads")


def _unswallowed(pool: list[Candidate], scan: Scan) -> list[Candidate]:
    """Drop states and towns that are only part of a longer name, and raise that name's rank."""
    longer = [
        (name[0].start, name[-1].end)
        for entity in entities(scan)
        if entity[0].ent in _SWALLOWING and _is_name(name := trimmed_tail(scan, entity))
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
            start <= candidate.start and candidate.end <= end
            and (start, end) != (candidate.start, candidate.end)
            for start, end in spans
        )
        if not inside:
            kept.append(candidate)
    return kept


def trimmed_tail(scan: Scan, entity: list[Token]) -> list[Token]:
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
    return any(c.start <= candidate.start and candidate.end <= c.end and c.rank >= KNOWN
               and (c.start, c.end) != (candidate.start, candidate.end) for c in chosen)


def _outranked(
    pool: list[Candidate], surnames: list[Candidate], scan: Scan
) -> list[Candidate]:
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
