"""Organisations, forces, facilities and exercises that a pattern of words names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from vedette.data.bodies import body_of
from vedette.data.catalogue import State, entity_id
from vedette.data.matcher import Hit
from vedette.extract.names.catalogued import year_behind
from vedette.extract.names.scan import KNOWN, Candidate, Scan, word_set, words
from vedette.model import EntityKind

_OF_STATE = re.compile(r" of (?:the )?(?:Republic of )?$")
_POSSESSIVE = re.compile(r"^(?:['\u2019]s?)? $")
_YEAR_NAME = re.compile(
    r"\b([A-Z][^\W\d_]*(?:[ -][A-Z][^\W\d_]*){0,3})"
    r"([-\u2010\u2011\u2013 ]?)((?:19|20)\d\d|(?<=[- ])\d\d)\b"
)
_QUOTED = re.compile(
    r"[\"\u201c\u201e\u00ab\u2018']([A-Z][\w-]*(?: [A-Z][\w-]*){0,3})[\"\u201d\u00bb\u2019']"
)


def find_bodies(scan: Scan) -> Iterator[Candidate]:
    """Yield bodies of states, embassies, units, facilities and exercises not in a catalogue."""
    yield from _state_bodies(scan)
    yield from _units(scan)
    yield from _facilities(scan)
    yield from _exercises(scan)
    yield from _vessels(scan)
    yield from _documents(scan)
    for group in scan.phrases["armed"]:
        kind = EntityKind.ORGANISATION
        yield Candidate(group.start, group.end, kind, group.entry.name, None, KNOWN)


def _state_bodies(scan: Scan) -> Iterator[Candidate]:
    ends = {hit.end: hit for hit in scan.state_hits if hit.entry.role != "people"}
    starts = {hit.start: hit for hit in scan.state_hits if hit.entry.role == "name"}
    capitals = {hit.start: hit for hit in scan.hits if hit.entry.role == "capital"}
    bodies = (*scan.phrases["body"], *scan.phrases["embassy"])
    for body in bodies:
        before = _before(scan, body, ends)
        after = _after(scan, body, starts)
        seated = _seat_of(scan, body, capitals)
        if before is None and after is None and seated and body.entry.role == "body":
            yield _of_state(seated.entry.record, body.entry.record, body.start, body.end)
        elif before is None and after is None:
            if (
                body.entry.role == "body"
                and body.pieces > 1
                and body.entry.record["kind"] != "force"
            ):
                yield _unnamed(scan, body)
        elif body.entry.role == "embassy":
            if before is not None:
                yield _embassy(scan, before, body)
        elif not _modifies(scan, body):
            start = before.start if before else body.start
            end = body.end if before or after is None else after.end
            state = (before or after).entry.record  # type: ignore[union-attr]
            yield _of_state(state, body.entry.record, start, end)


_IN_CAPITAL = re.compile(r"\bIn ([A-Z][\w.]+(?: [A-Z][\w.]+)?), (?:the )?$")


def _seat_of(scan: Scan, body: Hit, capitals: dict[int, Hit]) -> Hit | None:
    """Return the capital of "the defence ministry in Minsk" and "In Minsk, the ministry"."""
    if scan.text.startswith(" in ", body.end):
        return capitals.get(body.end + 4)
    ahead = _IN_CAPITAL.search(scan.text, max(0, body.start - 40), body.start)
    return capitals.get(ahead.start(1)) if ahead else None


def _before(scan: Scan, body: Hit, ends: dict[int, Hit]) -> Hit | None:
    i = scan.piece_at.get(body.start)
    if not i:
        return None
    last = scan.pieces[i - 1]
    hit = ends.get(last.end)
    if hit is None or not _POSSESSIVE.match(scan.text[last.end : body.start]):
        return None
    return hit


def _after(scan: Scan, body: Hit, starts: dict[int, Hit]) -> Hit | None:
    for start, hit in starts.items():
        if body.end < start <= body.end + 24 and _OF_STATE.match(scan.text[body.end : start]):
            return hit
    return None


def _modifies(scan: Scan, body: Hit) -> bool:
    """Tell whether a lower-case word such as "military" only describes the noun behind it."""
    if body.pieces > 1 or scan.text[body.start].isupper():
        return False
    token = scan.last_token(body)
    return token is not None and (
        token.pos == "ADJ" or (token.dep in {"amod", "compound", "nmod"} and token.head > token.i)
    )


def _unnamed(scan: Scan, body: Hit) -> Candidate:
    """Keep "the defence ministry" as written; the report may tell later whose it is."""
    name = scan.text[body.start : body.end]
    return Candidate(body.start, body.end, EntityKind.ORGANISATION, name, None, KNOWN, generic=True)


def _of_state(state: State, body: dict[str, Any], start: int, end: int) -> Candidate:
    if body["key"] == "government":
        own = entity_id(EntityKind.STATE, state.iso)
        return Candidate(start, end, EntityKind.STATE, state.name, own, KNOWN)
    kind, name, own_id = body_of(state.iso, body["key"])
    return Candidate(start, end, kind, name, own_id, KNOWN)


def _embassy(scan: Scan, state: Hit, body: Hit) -> Candidate:
    own = state.entry.record
    adjective = own.demonyms[0] if own.demonyms else own.name
    name = f"{adjective} {scan.text[body.start : body.end].title()}"
    where = re.match(r" in ([A-Z][\w-]+)", scan.text[body.end : body.end + 40])
    if where:
        name = f"{name} in {where[1]}"
    return Candidate(state.start, body.end, EntityKind.ORGANISATION, name, None, KNOWN)


@cache
def _unit_pattern() -> re.Pattern[str]:
    tables = words()["forces"]
    heads = "|".join(tables["heads"])
    middle = "|".join(sorted(tables["words"], key=len, reverse=True))
    number = r"\b\d{1,3}(?:st|nd|rd|th)\b|\b(?:First|Second|Third|Fourth|Fifth|Sixth)\b"
    named = rf"\b(?:[A-Z][\w'\u2019-]+ ){{1,3}}(?:{'|'.join(tables['named_heads'])})\b"
    return re.compile(rf"(?:{number})(?:[ -](?:{middle})\b)*[ -](?:{heads})\b|{named}")


def _units(scan: Scan) -> Iterator[Candidate]:
    demonyms = {hit.start: hit for hit in scan.state_hits}
    for match in _unit_pattern().finditer(scan.text):
        start = match.start()
        if start not in scan.piece_at:
            continue
        first = scan.text[start:].split(" ", 1)[0]
        while first in {"The", "A", "An", "This"} or start in demonyms:
            at = scan.text.find(" ", start, match.end())
            if at < 0:
                break
            start = at + 1
            first = scan.text[start : match.end()].split(" ", 1)[0]
        name = scan.text[start : match.end()]
        if " " in name and "\n" not in name:
            yield Candidate(start, match.end(), EntityKind.FORCE, name, None, KNOWN)


@cache
def _document_pattern() -> re.Pattern[str]:
    heads = "|".join(words()["documents"]["heads"])
    return re.compile(rf"\b(?:[A-Z][\w-]+ ){{1,4}}(?:{heads})\b(?: (?:19|20)\d\d\b)?")


def _documents(scan: Scan) -> Iterator[Candidate]:
    for match in _document_pattern().finditer(scan.text):
        name = re.sub(r"^(?:The|This|An?|Under|Of|In) ", "", match[0])
        start = match.end() - len(name)
        if start in scan.piece_at and " " in name:
            yield Candidate(start, match.end(), EntityKind.DOCUMENT, name, None, KNOWN)


def _facilities(scan: Scan) -> Iterator[Candidate]:
    """Yield "Borisovsky training facility": a capitalised name in front of a facility's noun."""
    stated = {i for h in scan.state_hits for i in range(h.start, h.end)}
    for head in scan.phrases["facility"]:
        i = scan.piece_at[head.start] - 1
        first = None
        while i >= 0 and scan.pieces[i + 1].before in {" ", "-"}:
            piece = scan.pieces[i]
            token = scan.token_at(piece.start)
            if not piece.raw[:1].isupper() or token is None or token.pos != "PROPN":
                break
            if piece.start in stated:
                break
            first = piece.start
            i -= 1
        if first is not None:
            name = scan.text[first : head.end]
            yield Candidate(first, head.end, EntityKind.FACILITY, name, None, KNOWN)


def _exercises(scan: Scan) -> Iterator[Candidate]:
    """Yield exercises that no catalogue knows, where the words beside a name say exercise."""
    nouns = {hit.start: hit for hit in scan.phrases["exercise"]}
    noun_ends = {hit.end for hit in nouns.values()}
    naming = {hit.end for hit in scan.phrases["naming"]}
    skipped = word_set("titles", "not_names")
    leads = word_set("exercises", "nouns") | {"the", "joint", "operation"}
    for match in _YEAR_NAME.finditer(scan.text):
        start, stem = match.start(1), match[1]
        while (first := stem.split(" ")[0]).lower() in leads and " " in stem:
            stem, start = stem[len(first) + 1 :], start + len(first) + 1
        if stem.lower() in skipped or start not in scan.piece_at:
            continue
        if not year_behind(scan, match.end(1)) or _is_state(scan, start, match.end(1)):
            continue
        if _beside(scan, start, match.end(), nouns, noun_ends | naming):
            name = scan.text[start : match.end()]
            yield Candidate(start, match.end(), EntityKind.EXERCISE, name, None, KNOWN)
    for match in _QUOTED.finditer(scan.text):
        if match.start(1) in scan.piece_at and _beside(
            scan, match.start(1), match.end(1), nouns, noun_ends
        ):
            yield Candidate(match.start(1), match.end(1), EntityKind.EXERCISE, match[1], None, 2)


@cache
def _vessel_pattern() -> re.Pattern[str]:
    tables = words()["vessels"]
    prefixes, nouns = "|".join(tables["prefixes"]), "|".join(tables["nouns"])
    word = r"[A-Z][^\W\d_]*(?:[-\u2019'][A-Z][^\W\d_]+)*"
    name = rf"{word}(?: (?:{word}|\d{{1,3}}\b|al-[A-Z]\w+)){{0,2}}"
    return re.compile(
        rf"\b(?:(?P<whole>(?:{prefixes}) {name})|(?:{nouns}) [\"\u201c]?(?P<name>{name}))"
    )


def _vessels(scan: Scan) -> Iterator[Candidate]:
    """Yield ships by name: behind "USS", or behind the noun for what they are."""
    stated = {i for h in scan.state_hits for i in range(h.start, h.end)}
    barred = word_set("titles", "not_names")
    titles = {hit.start for hit in scan.phrases["title"]}
    for match in _vessel_pattern().finditer(scan.text):
        group = "whole" if match["whole"] else "name"
        start, name = match.start(group), match[group]
        token = scan.token_at(start)
        if token is None or name.split(" ")[0].lower() in barred or start in stated:
            continue
        if group == "name" and (token.pos not in {"PROPN", "NOUN", "ADJ"} or start in titles):
            continue
        if name.split(" ")[-1].lower() in barred:
            name = name.rsplit(" ", 1)[0]
        yield Candidate(start, start + len(name), EntityKind.EQUIPMENT, name, None, KNOWN)


def _is_state(scan: Scan, start: int, end: int) -> bool:
    return any(h.start == start and h.end == end for h in scan.state_hits)


_MARKS = " \"'\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019,()"


def _beside(scan: Scan, start: int, end: int, nouns: dict[int, Hit], leading: set[int]) -> bool:
    """Tell whether an exercise's noun stands next to a name, through marks and one adjective."""
    left = len(scan.text[:start].rstrip(_MARKS))
    for word in (" the", " a", " an", " as"):
        if scan.text[:left].endswith(word):
            left -= len(word)
    if left in leading:
        return True
    at = end + len(scan.text[end : end + 4]) - len(scan.text[end : end + 4].lstrip(_MARKS))
    if at in nouns:
        return True
    i = scan.piece_at.get(at)
    for step in (1, 2):
        if i is None or i + step >= len(scan.pieces):
            return False
        piece = scan.pieces[i + step]
        if piece.before != " " or scan.pieces[i].raw[:1].isupper():
            return False
        if piece.start in nouns:
            return True
    return False
