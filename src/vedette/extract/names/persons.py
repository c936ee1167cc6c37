"""Persons: names behind titles, names the tagger sees, and surnames of persons named in full."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from vedette.data.matcher import fold, fold_name
from vedette.extract.names.scan import GUESS, KNOWN, SURNAME, Candidate, Scan, word_set
from vedette.model import EntityKind, Token

_NAME_PARTS = frozenset({"PROPN", "NOUN", "ADJ", "X", "VERB", "ADV"})


def find_persons(scan: Scan) -> Iterator[Candidate]:
    """Yield persons named behind a title or seen by the tagger."""
    yield from _titled(scan)
    yield from _tagged(scan)


def _titled(scan: Scan) -> Iterator[Candidate]:
    titles = {hit.start for hit in scan.phrases["title"]}
    known = {
        h.start for h in scan.hits if h.entry.kind not in {EntityKind.PERSON, EntityKind.EQUIPMENT}
    }
    for hit in scan.phrases["title"]:
        title = scan.last_token(hit)
        if title is None or title.i + 1 >= len(scan.reading.tokens):
            continue
        first = scan.reading.tokens[title.i + 1]
        if first.text in {".", ","} and scan.text[hit.end : first.end] == ".":
            first = scan.reading.tokens[min(first.i + 1, len(scan.reading.tokens) - 1)]
        if first.start in titles or first.start in known or first.sentence != title.sentence:
            continue
        name = _name_from(scan, first)
        shy = hit.entry.name in word_set("titles", "shy") and not _agreed(name)
        if name and not shy:
            yield _person(scan, name, KNOWN)


def _name_from(scan: Scan, first: Token) -> list[Token]:
    """Return the capitalised words from here on: "Yunus-Bek Yevkurov", "Ursula von der Leyen"."""
    tokens = scan.reading.tokens
    name: list[Token] = []
    stop = word_set("titles", "not_names")
    for token in tokens[first.i : first.i + 7]:
        if token.sentence != first.sentence or token.lower in stop or token.ent == "DATE":
            break
        if not _may_follow(name, token):
            break
        name.append(token)
    while name and not name[-1].text[:1].isupper():
        name.pop()
    return name


def _may_follow(name: list[Token], token: Token) -> bool:
    """Tell whether a token goes on with a name: a capital, "von der", a hyphen, a dot."""
    if token.text[:1].isupper() and token.pos in _NAME_PARTS:
        return True
    if not name:
        return False
    if token.text == "-":
        return name[-1].end == token.start
    if token.text == ".":
        return len(name[-1].text) == 1
    return token.lower in word_set("titles", "particles")


def _agreed(name: list[Token]) -> bool:
    return bool(name) and name[0].ent == "PERSON"


def _tagged(scan: Scan) -> Iterator[Candidate]:
    for entity in entities(scan):
        if entity[0].ent != "PERSON":
            continue
        name = trimmed(scan, entity)
        if len(name) == 1 and name[0].pos not in {"PROPN", "X"}:
            continue
        if name and any(t.text[:1].isupper() for t in name) and "\n" not in _text(scan, name):
            several = sum(t.text[:1].isupper() for t in name) > 1
            if several:
                name = _with_syllable(scan, name)
            yield _person(scan, name, KNOWN if several else GUESS)


_MAX_SYLLABLE = 5
_NO_SYLLABLES = frozenset({"era", "led", "run", "style", "like", "based", "born", "and"})


def _with_syllable(scan: Scan, name: list[Token]) -> list[Token]:
    """Return a name with the syllable that the tagger cut off: "Kim Yo-jong"."""
    more = scan.reading.tokens[name[-1].i + 1 : name[-1].i + 3]
    if len(more) < 2 or more[0].text != "-" or name[-1].end != more[0].start:
        return name
    last = more[1]
    fits = last.start == more[0].end and last.text.isalpha() and len(last.text) <= _MAX_SYLLABLE
    named = last.pos in {"PROPN", "NOUN"} and last.lower not in _NO_SYLLABLES
    return [*name, *more] if fits and named and last.text.islower() else name


def entities(scan: Scan) -> Iterator[list[Token]]:
    """Yield the names that the tagger marked, as lists of tokens."""
    entity: list[Token] = []
    for token in scan.reading.tokens:
        if entity and (not token.ent or token.ent_start):
            yield entity
            entity = []
        if token.ent:
            entity.append(token)
    if entity:
        yield entity


def trimmed(scan: Scan, entity: list[Token]) -> list[Token]:
    """Return a tagged name without titles, adjectives of states, marks and possessives."""
    titles = {h.start: h.end for h in scan.phrases["title"]}
    # Not the names of states: "Jordan Smith", "Georgia Meloni".
    stated = {h.start: h.end for h in scan.state_hits if h.entry.role == "demonym"}
    i, j = 0, len(entity)
    while i < j:
        token = entity[i]
        ahead = titles.get(token.start) or (stated.get(token.start) if j - i > 1 else None)
        if ahead is not None and ahead < entity[j - 1].end:
            while i < j and entity[i].start < ahead:
                i += 1
        elif not token.text[:1].isalnum() or token.lower in {"the", "a", "an"}:
            i += 1
        else:
            break
    while j > i and not _ends_name(entity[j - 1]):
        j -= 1
    return entity[i:j]


def _ends_name(token: Token) -> bool:
    first = token.text[:1]
    return first.isalnum() and not first.islower()


def _text(scan: Scan, name: list[Token]) -> str:
    text = scan.text[name[0].start : name[-1].end]
    return text.removesuffix("'s").removesuffix("\u2019s").rstrip("'\u2019")


def _person(scan: Scan, name: list[Token], rank: int) -> Candidate:
    text = _text(scan, name)
    start = name[0].start
    return Candidate(
        start, start + len(text), EntityKind.PERSON, " ".join(text.split()), None, rank, local=True
    )


def find_surnames(scan: Scan, chosen: Iterable[Candidate]) -> Iterator[Candidate]:
    """Yield every bare surname of a person whom the report names in full.

    The person who bears it first in the report is meant: a second bearer is named in full. A
    person named in full outranks the catalogue's bearer of the same surname.
    """
    full = _bearers(scan, chosen)
    for token in scan.reading.tokens:
        key = fold(token.text.removesuffix("'s").removesuffix("\u2019s"))
        person = full.get(key)
        if person is None or not token.text[:1].isupper() or _goes_on(scan, token):
            continue
        if token.pos != "PROPN" and token.ent not in {"PERSON", "ORG", "GPE"}:
            continue
        length = len(token.text.removesuffix("'s").removesuffix("\u2019s"))
        yield Candidate(
            token.start, token.start + length, EntityKind.PERSON, person.name, person.id, SURNAME,
            local=person.local,
        )  # fmt: skip


def _goes_on(scan: Scan, token: Token) -> bool:
    """Tell whether a longer name begins with this word ("Jordan Smith", "Trump Tower")."""
    tokens = scan.reading.tokens
    if token.i + 1 >= len(tokens):
        return False
    after = tokens[token.i + 1]
    same = after.sentence == token.sentence and after.pos == "PROPN" and after.ent != "DATE"
    return same and after.text[:1].isupper()


def _bearers(scan: Scan, chosen: Iterable[Candidate]) -> dict[str, Candidate]:
    bearers: dict[str, Candidate] = {}
    for candidate in sorted(chosen, key=lambda c: c.start):
        written = fold_name(scan.text[candidate.start : candidate.end]).split()
        if candidate.kind is EntityKind.PERSON and len(written) > 1:
            bearers.setdefault(written[-1], candidate)
    return bearers
