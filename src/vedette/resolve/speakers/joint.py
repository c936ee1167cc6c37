"""Those who speak together: "Berg and Saari", "Finland and Sweden", "the prime minister and X"."""

from __future__ import annotations

import re

from vedette.model import Anonymity, EntityKind, Mention, Span, Speaker, Token
from vedette.resolve.speakers.bodies import clean
from vedette.resolve.speakers.scene import BODIES, PERSON, Scene, state_of, state_of_body

_JOINTS = re.compile(r"\s*,\s*(?:and\s+|as well as\s+)?|\s+(?:and|as well as)\s+")
_DASH = re.compile(r"\s+[-–—]+\s+|\s*—\s*|:\s+")
_ABBREVIATED = re.compile(r"^\s*\([^()]*\)")
_SMALL = frozenset({"of", "the", "for", "de", "von", "van"})
_Piece = tuple[str, str | None, bool]  # name, state, whether a person
_KINDS = BODIES | {PERSON, EntityKind.STATE}


def joined(scene: Scene, source: Span) -> tuple[Speaker, Anonymity] | None:
    """Join names that the source lists, each with nothing but words of office before it."""
    pieces = _pieces(scene, source)
    last = scene.reading.text[pieces[-2][1] : pieces[-1][0]] if len(pieces) > 1 else ""
    if "and" not in last and "as well" not in last:
        return None
    names: list[str] = []
    states: set[str | None] = set()
    persons = False
    for start, end in pieces:
        found = _name(scene, start, end)
        if found is None:
            return None
        names.append(found[0])
        states.add(found[1])
        persons = persons or found[2]
    if len(dict.fromkeys(names)) < 2:
        return None
    state = states.pop() if len(states) == 1 else None
    name = " and ".join((", ".join(names[:-1]), names[-1]))
    speaker = Speaker(name, EntityKind.GROUP, state=state, as_written=source.quote)
    return speaker, Anonymity.NAMED if persons else Anonymity.ORGANISATION


def _pieces(scene: Scene, source: Span) -> list[tuple[int, int]]:
    """Split a source at commas and "and", but never inside a name."""
    dash = _DASH.search(source.quote)
    if dash is not None:  # "the three carmakers - Ford, Chrysler and General Motors"
        source = scene.reading.span(source.start + dash.end(), source.end)
    taken = [(m.span.start, m.span.end) for m in scene.inside(source.start, source.end)
             if m.kind in _KINDS and not m.generic]  # fmt: skip
    pieces: list[tuple[int, int]] = []
    at = source.start
    for joint in _JOINTS.finditer(source.quote):
        a, b = source.start + joint.start(), source.start + joint.end()
        if any(s < b and a < e for s, e in taken):
            continue
        pieces.append((at, a))
        at = b
    pieces.append((at, source.end))
    return [(a, b) for a, b in pieces if a < b]


def _name(scene: Scene, start: int, end: int) -> _Piece | None:
    """Return name, state and sort of a piece that is one name behind words of office."""
    inside = [m for m in scene.inside(start, end) if m.kind in _KINDS]
    last = inside[-1] if inside else None
    behind = scene.reading.text[last.span.end : end] if last is not None else ""
    if last is None or _ABBREVIATED.sub("", behind).strip(" )") not in ("", "’s"):
        return _unlisted(scene, start, end)
    if last.generic and last.ref.id is None:
        return clean(scene.reading.text[start:end]), None, False
    between = scene.reading.tokens_between(start, last.span.start)
    owned = any(t.tag == "POS" for t in between) and last.kind is not PERSON
    if owned or any(t.pos in ("ADP", "VERB", "AUX") for t in between):
        return None
    if last.kind is not PERSON and any(t.pos not in ("DET", "PUNCT") for t in between):
        return clean(scene.reading.text[start:end].partition("(")[0]), _state(scene, last), False
    return last.ref.name, _state(scene, last), last.kind is PERSON


def _unlisted(scene: Scene, start: int, end: int) -> _Piece | None:
    """Read a name that no mention knows: capitals only, words of office left out."""
    tokens = list(scene.reading.tokens_between(start, end))
    ranks = scene.words("titles") | scene.words("honorifics")
    while tokens and (tokens[0].pos == "DET" or _said(tokens[0]) & ranks):
        tokens.pop(0)
    inner = any(t.lemma.lower() in ranks for t in tokens)
    if not tokens or inner or not tokens[0].text[:1].isupper():
        return None
    if not all(t.text[:1].isupper() or t.lower in _SMALL for t in tokens):
        return None
    person = tokens[0].ent in ("", "PERSON")
    return scene.reading.token_span(tokens[0].i, tokens[-1].i).quote, None, person


def _said(token: Token) -> set[str]:
    """Return a word as written, without its plural, and as lemma."""
    return {token.lower, token.lower.rstrip("s"), token.lemma.lower()}


def _state(scene: Scene, mention: Mention) -> str | None:
    profile = scene.profile(mention) if mention.kind is PERSON else None
    if profile is not None:
        return profile.state
    return state_of(mention) or state_of_body(mention)
