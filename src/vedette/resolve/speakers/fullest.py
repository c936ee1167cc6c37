"""Names of bodies in full: "Motors" of "General Motors", "GM" and "Ford" where the text says more.

A name is cut where the tagger takes a word for a rank or a legal form for the name. A short form
and its full form are one body where the full form only adds a legal form or a trade ("Ford Motor
Company"), or where its initials are the short form; where two full forms fit, it stays short.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from vedette.model import EntityKind, Mention, Reading, Ref, Span, Token
from vedette.resolve.speakers.scene import BODIES, Scene, words

_WORD = r"(?:[A-Z][\w'’-]*|&)\.?"
_RUN = re.compile(rf"{_WORD}(?:[ ](?:(?:of|for|and|on|the|in)[ ]){{0,2}}{_WORD})+")
_INSIDE = re.compile(r"\b(?!(?:The|A|But|And|As|When|While|In|At|For|From|With)\b)[A-Z]\w* $")
_TAIL = re.compile(rf"(?:,?[ ]{_WORD})+")
_SMALL = frozenset({"of", "for", "and", "on", "the", "in", "&"})
_SHORTEST = 2
_SURE = 3  # two letters are the initials of too much: they want the name of a body
_LONGEST = 7
_LINKS = frozenset({"compound", "nmod", "amod"})
_PLACES = frozenset({"GPE", "NORP", "LOC", "DATE", "TIME"})


def in_full(reading: Reading, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Return the mentions, bodies that nothing lists under the fullest name of the text."""
    mentions = _firms(reading, mentions)
    taken = {
        t.i for m in mentions for t in reading.tokens_between(m.span.start, m.span.end)
        if m.kind not in BODIES or m.ref.id is not None
    }  # fmt: skip
    whole = [_whole(reading, m, taken) if _unlisted(m) else m for m in mentions]
    bodies = frozenset(m.ref.name for m in whole if _unlisted(m))
    full = {name: fullest(reading, name, bodies) for name in bodies}
    return tuple(
        replace(m, ref=replace(m.ref, name=full[m.ref.name])) if _unlisted(m) else m for m in whole
    )


def fullest(reading: Reading, name: str, bodies: frozenset[str] = frozenset()) -> str:
    """Return the fullest name that a text has for a body, or the name itself.

    `bodies` are the names of bodies in the text, for initials of two letters.
    """
    abbreviated = name.isupper() and name.isalpha() and len(name) >= _SHORTEST
    base = (_spelt_out(reading, name, bodies) if abbreviated else None) or name
    return _with_form(reading, base) or base


def _firms(reading: Reading, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Take "the shipbuilder Kockums" for a firm, where it was read as somebody's only name."""
    trades = words(reading.language, "speakers", "companies")
    found = set()
    for m in mentions:
        tokens = reading.tokens_between(m.span.start, m.span.end)
        alone = m.kind is EntityKind.PERSON and m.local and " " not in m.ref.name
        if alone and tokens and tokens[0].i and reading.tokens[tokens[0].i - 1].lower in trades:
            found.add(m.ref)
    return tuple(
        replace(m, ref=Ref(EntityKind.ORGANISATION, m.ref.name), local=False)
        if m.ref in found else m
        for m in mentions
    )  # fmt: skip


def _unlisted(mention: Mention) -> bool:
    return mention.kind in BODIES and mention.ref.id is None and not mention.generic


def _whole(reading: Reading, mention: Mention, taken: set[int]) -> Mention:
    """Give a name the capitals before it that belong to it."""
    tokens = reading.tokens_between(mention.span.start, mention.span.end)
    if not tokens or mention.ref.name != mention.span.quote:
        return mention
    first = tokens[0].i
    last = tokens[-1]
    while first and _belongs(reading, reading.tokens[first - 1], last, taken):
        first -= 1
    if first == tokens[0].i:
        return mention
    start = reading.tokens[first].start
    span = Span(start, mention.span.end, reading.text[start : mention.span.end])
    return replace(mention, span=span, ref=replace(mention.ref, name=span.quote))


def _belongs(reading: Reading, token: Token, last: Token, taken: set[int]) -> bool:
    """Tell a word of the name from an office, a nationality or a day before it.

    "General" is the one rank that is an adjective too: before a body it is no rank.
    """
    if token.pos != "PROPN" or not token.text[:1].isupper() or token.i in taken:
        return False
    if token.sentence != last.sentence or token.ent in _PLACES or token.ent == "PERSON":
        return False
    ranks = words(reading.language, "speakers", "titles")
    ranks |= words(reading.language, "speakers", "honorifics")
    ranked = token.lower in ranks and token.lower != "general"
    joined = token.dep in _LINKS and token.i < token.head <= last.i
    return joined and not ranked and not token.text.isdigit()


def _with_form(reading: Reading, name: str) -> str | None:
    """Return a name with the legal form and trade that the text once gives it."""
    forms = words(reading.language, "speakers", "firm_forms")
    found: set[str] = set()
    for hit in re.finditer(rf"(?<![\w-]){re.escape(name)}(?=[ ,])", reading.text):
        if _INSIDE.search(reading.text, 0, hit.start()):
            continue  # "Royal Ford Group" is another body than Ford
        tail = _TAIL.match(reading.text, hit.end())
        added = [w.removesuffix("'s").removesuffix("’s") for w in tail[0].split()] if tail else []
        kept = list(takewhile(lambda w: w.strip(",.").lower() in forms, added))
        if kept and (kept == added or added[len(kept)].isupper()):  # "Ford Motor Company FMC"
            found.add(f"{name} {' '.join(kept)}".rstrip(","))
    longest = max(found, key=len, default=None)
    same = longest is not None and all(longest.startswith(one.rstrip(".,")) for one in found)
    return longest if same else None


def _spelt_out(reading: Reading, name: str, bodies: frozenset[str]) -> str | None:
    """Return the one name in the text whose initials are an abbreviation."""
    found: set[str] = set()
    for run in _RUN.finditer(reading.text):
        beside = reading.text[run.end() :].startswith((f" ({name})", f", or {name}"))
        for piece, at_end in _pieces(run[0].split(" ")):
            full = " ".join(piece).rstrip(".'’")
            sure = len(name) >= _SURE or full in bodies or (beside and at_end)
            if sure and "".join(w[0] for w in piece if w not in _SMALL) == name:
                found.add(full)
    return found.pop() if len(found) == 1 else None


def _pieces(parts: list[str]) -> Iterator[tuple[list[str], bool]]:
    """Yield the stretches of a run of capitals that can be a name, and whether one ends it."""
    for first in range(len(parts)):
        for last in range(first + _SHORTEST, min(first + _LONGEST, len(parts)) + 1):
            if parts[first] not in _SMALL and parts[last - 1] not in _SMALL:
                yield parts[first:last], last == len(parts)


def behind_trade(scene: Scene, source: Span, head: Token) -> str | None:
    """Return the name behind what its bearer is: "the US car maker Ford", "the group the X of Y".

    The source ends with the name, and its head is the name or the noun before it.
    """
    tokens = scene.reading.tokens_between(source.start, source.end)
    if tokens and tokens[-1].tag == "POS":
        return None
    small = [t for t in tokens if t.text[:1].islower() and t.lower not in _SMALL | {"the"}]
    nouns = scene.words("companies") | scene.words("outlets") | scene.words("bodies")
    if not small or small[-1].lower not in nouns or head.i < small[-1].i:
        return None
    name = [t for t in tokens if t.i > small[-1].i]
    if any(t.pos == "ADP" for t in tokens if t.i < small[-1].i):
        return None
    while name and name[0].lower in ("the", ","):
        name.pop(0)
    if not name or name[0].pos != "PROPN" or any(t.text in (",", "(") for t in name):
        return None
    if any(_not_body(scene, t) for t in name):
        return None
    words_of_name = scene.reading.token_span(name[0].i, name[-1].i).quote
    return fullest(scene.reading, words_of_name)


def _not_body(scene: Scene, token: Token) -> bool:
    mention = scene.mention_at(token.i)
    return mention is not None and mention.kind not in BODIES
