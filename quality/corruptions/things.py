"""Corruptions of things: another name, another speaker, another day, another place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quality.corruptions.rules import Made, Texts, put, words
from quality.corruptions.texts import Document, Source, chosen
from vedette.model import EntityKind, Mention, Token

_NAMED = (EntityKind.PERSON, EntityKind.ORGANISATION)
_PLACES = (EntityKind.STATE, EntityKind.PLACE)
_WORD = re.compile(r"\w+")
_TRIES = 12


def names(source: Source, texts: Texts) -> Iterator[Made]:
    """Name another person or body of the same story, or of another one."""
    spoken = {t.i for first, last in _speakers(source) for t in source.tokens[first:last]}
    for mention in source.mentions:
        if mention.ref.kind not in _NAMED or not _is_whole(source, mention):
            continue
        inside = _tokens(source, mention)
        if inside[0].i - source.sentence.first in spoken or _speaks(source, inside[-1]):
            continue
        new = _another(source, texts, mention, _NAMED_KINDS[mention.ref.kind])
        if new:
            yield put(source, inside[0], inside[-1], new)


_NAMED_KINDS = {kind: (kind,) for kind in _NAMED}


def speakers(source: Source, texts: Texts) -> Iterator[Made]:
    """Let somebody else say it."""
    for first, last in _speakers(source):
        start, end = source.tokens[first], source.tokens[last]
        mention = next(
            (m for m in source.mentions if start.start <= m.span.start and m.span.end <= end.end),
            None,
        )
        if mention is None or mention.ref.kind not in (*_NAMED, EntityKind.STATE):
            continue
        kinds = _NAMED if mention.ref.kind is not EntityKind.STATE else (EntityKind.STATE,)
        new = _another(source, texts, mention, kinds)
        if new:
            yield put(source, start, end, new)


def _speakers(source: Source) -> Iterator[tuple[int, int]]:
    """Yield who speaks, as places among the tokens: subjects of verbs of speech, "according to"."""
    base = source.sentence.first
    for token in source.tokens:
        if _speaks(source, token):
            yield token.left - base, token.right - base
        elif token.dep == "pobj" and source.head(token).lower == "to":
            before = source.next(source.head(token), -1)
            if before is not None and before.lower == "according":
                yield token.left - base, token.right - base


def _speaks(source: Source, token: Token) -> bool:
    head = source.head(token)
    if token.dep != "nsubj" or head.lemma.lower() not in words()["speech"]:
        return False
    if source.children(head, "ccomp") or head.dep == "parataxis":
        return True
    return source.is_quoting and head.lemma.lower() == "say"


def _is_whole(source: Source, mention: Mention) -> bool:
    """Tell whether a name stands by itself: capitalised, not part of a longer name."""
    inside = _tokens(source, mention)
    if not inside or any(t.pos not in ("PROPN", "PART", "ADP", "DET") for t in inside):
        return False
    before, after = source.next(inside[0], -1), source.next(inside[-1])
    beside = [t for t in (before, after) if t is not None]
    return not any(t.pos == "PROPN" or t.text in ("-", "/", "(") for t in beside)


def _tokens(source: Source, mention: Mention) -> list[Token]:
    return [t for t in source.tokens if mention.span.start <= t.start and t.end <= mention.span.end]


def _another(
    source: Source, texts: Texts, mention: Mention, kinds: tuple[EntityKind, ...]
) -> str | None:
    """Return another name that the story gives, else one of another story."""
    thing = mention.ref.id  # a name of the same thing changes nothing: "Russia", "the Kremlin"
    own = [n for n in _names(source.document, kinds, thing) if _differs(source, mention, n)]
    key = f"{source.key}{mention.span.start}"
    if own:
        return own[chosen(key, len(own))]
    for n in range(_TRIES):
        document = texts.documents[chosen(f"{key}/{n}", len(texts.documents))]
        other = [n for n in _names(document, kinds, thing) if _differs(source, mention, n)]
        if other:
            return other[chosen(key, len(other))]
    return None


def _names(document: Document, kinds: tuple[EntityKind, ...], thing: str | None) -> list[str]:
    """Return the names that a text gives: whole ones, spelled out, none of one thing."""
    found = {
        m.span.quote
        for m in document.analysis.mentions
        if m.ref.kind in kinds
        and (thing is None or m.ref.id != thing)
        and not m.generic
        and re.fullmatch(r"[A-Z][\w&’' -]+", m.span.quote)
    }
    whole = [n for n in found if not any(n != m and f" {n} " in f" {m} " for m in found)]
    return sorted(name for name in whole if len(name) > 3 and not name.isupper())


def _differs(source: Source, mention: Mention, name: str) -> bool:
    """Tell whether a name surely is another thing's, and is not told of in the same way."""
    own = _words(mention.span.quote) | _words(mention.ref.name)
    sentence = {t.lower for t in source.tokens}
    mine = _words(name)
    if own & mine or mine & sentence or {w[:4] for w in own} & {w[:4] for w in mine}:
        return False
    if _abbreviates(name, own) or _abbreviates(mention.ref.name, mine):
        return False
    if any(own & {*row} and mine & {*row} for row in words()["same"]):
        return False
    text = source.document.report.text  # one place inside the other: "Cupertino, California"
    if re.search(rf"{re.escape(mention.span.quote)},? (?:in )?{re.escape(name)}", text):
        return False
    head = source.head(_tokens(source, mention)[-1])
    return not source.document.has_together(max(sorted(mine), key=len), head.lemma)


def _words(name: str) -> set[str]:
    return {w.lower() for w in _WORD.findall(name) if len(w) > 1}


def _abbreviates(name: str, others: set[str]) -> bool:
    """Tell whether one of the words is made of a name's initials, or of some of them."""
    initials = _initials(name)
    return len(initials) > 1 and any(initials in w or w in initials for w in others if len(w) < 6)


def _initials(name: str) -> str:
    return "".join(w[0] for w in _WORD.findall(name) if w[0].isupper()).lower()


def places(source: Source, texts: Texts) -> Iterator[Made]:
    """Name another place of the same kind: a state for a state, a town for a town."""
    for mention in source.mentions:
        inside = _tokens(source, mention)
        if mention.ref.kind not in _PLACES or not inside or not _is_whole(source, mention):
            continue
        if inside[-1].ent not in ("GPE", "LOC") or inside[-1].text.isupper():
            continue
        if inside[-1].dep not in ("pobj", "nsubj", "nsubjpass", "dobj", "conj", "poss"):
            continue
        if _speaks(source, inside[-1]):
            continue
        new = _another(source, texts, mention, (mention.ref.kind,))
        if new:
            yield put(source, inside[0], inside[-1], new)


_DAY = re.compile(r"[12]?\d|3[01]")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RELATIVE = {
    "last week": "last month", "last month": "last week", "last year": "two years ago",
    "this year": "last year", "this week": "last week", "yesterday": "last week",
    "next year": "next month", "next month": "next week", "this month": "last month",
    "next week": "next month", "today": "last week", "earlier this year": "last year",
}  # fmt: skip


def dates(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Name another weekday, day, month or year."""
    for token in source.tokens:
        new = _other_day(source, token)
        if new and not source.document.has_together(new, source.root.lemma):
            yield put(source, token, token, new)
    for time in source.document.analysis.times:
        if source.sentence.start <= time.span.start and time.span.end <= source.sentence.end:
            now = _RELATIVE.get(time.span.quote.lower())
            if now and not source.in_quotation(time.span.start, time.span.end):
                text = source.edit((time.span.start, time.span.end, now))
                yield Made(text, time.span.quote, now, "relative")


def _other_day(source: Source, token: Token) -> str | None:
    key = f"{source.key}{token.i}"
    for name in ("weekdays", "months"):
        row = words()[name]
        if token.text in row and source.in_time(token):
            return str(row[(row.index(token.text) + 1 + chosen(key, len(row) - 2)) % len(row)])
    if not source.in_time(token) and token.ent != "DATE":
        return None
    if _YEAR.fullmatch(token.text):
        return str(int(token.text) - 1 - chosen(key, 4))
    before, after = source.next(token, -1), source.next(token)
    beside = {t.text for t in (before, after) if t is not None}
    if _DAY.fullmatch(token.text) and beside & set(words()["months"]):
        return str((int(token.text) + 2 + chosen(key, 20)) % 28 + 1)
    return None
