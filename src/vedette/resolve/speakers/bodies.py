"""Bodies and states as speakers: "the ministry", "Minsk", "the defence ministries of both"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from vedette.data.catalogue import organisations, state_by_iso
from vedette.data.matcher import fold_name
from vedette.model import Anonymity, EntityKind, Mention, Span, Speaker
from vedette.resolve.speakers.scene import BODIES, Scene, Turn, state_of, state_of_body

Resolved = tuple[Speaker | None, Anonymity]
_ARTICLES = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "same"}
)
_FILLERS = frozenset({"of", "the", "in", "national", "for"})
_BOTH = re.compile(
    r"\s*(?:of |in |from )?(?:the |their )?(?:two|both) (?:countries|states|sides|nations)"
)


def known_body(
    scene: Scene, source: Span, noun: str, turns: list[Turn], *, definite: bool
) -> Resolved:
    """Find the body that "the ministry" means among those named before."""
    own = scene.inside(source.start, source.end)
    state = next((s for m in own if (s := state_of(m))), None)
    named: dict[str, Mention] = {}
    for mention in scene.mentions:
        if mention.kind not in BODIES or mention.span.start >= source.start:
            continue
        fits = (
            noun in fold_name(mention.ref.name).split()
            or noun in fold_name(mention.span.quote).split()
        )
        if mention.generic and mention.ref.id is None:
            continue  # "the defence ministry" names no body either
        if fits and (state is None or state_of_body(mention) in (None, state)):
            named[mention.ref.id or mention.ref.name] = mention
    plain = len(clean(source.quote).split()) == 1
    known = {k: m for k, m in named.items() if m.ref.id is not None}
    named = known or named
    if definite and plain and named:
        last = max(named.values(), key=lambda m: m.span.start)
        if len(named) == 1 or scene.block_of(last.span.start) == scene.block_of(source.start):
            return speaker_of_body(last, source), Anonymity.ORGANISATION
        names = tuple(dict.fromkeys(m.ref.name for m in named.values()))
        name = clean(source.quote)
        speaker = Speaker(
            name, EntityKind.ORGANISATION, state=state, as_written=source.quote, candidates=names
        )
        return speaker, Anonymity.ORGANISATION
    spoke = _spoke(turns, source, noun) if definite and plain and not named else None
    if spoke is not None:
        return replace(spoke, as_written=source.quote), Anonymity.ORGANISATION
    seated = None if known else _seated(scene, source, state)
    if seated is not None:
        return seated, Anonymity.ORGANISATION
    return unknown_body(scene, source), Anonymity.ORGANISATION


def unknown_body(scene: Scene, source: Span) -> Speaker:
    """Keep a body as written, under the body and state that its name holds."""
    own = scene.inside(source.start, source.end)
    above = next((m for m in own if m.kind in BODIES), None)
    states = dict.fromkeys(s for m in own if (s := state_of(m)))
    state = next(iter(states)) if len(states) == 1 else None
    return Speaker(
        clean(source.quote),
        EntityKind.ORGANISATION,
        body=above.ref.name if above is not None else None,
        state=state or (state_of_body(above) if above is not None else None),
        as_written=source.quote,
    )


def _spoke(turns: list[Turn], source: Span, noun: str) -> Speaker | None:
    """Return the one body with this noun in its name that has spoken so far."""
    found = {
        t.speaker.id: t.speaker for t in turns
        if t.speaker is not None and t.speaker.id is not None and t.start < source.start
        and t.speaker.kind in BODIES and noun in _words(t.speaker.name)
    }  # fmt: skip
    return next(iter(found.values())) if len(found) == 1 else None


def _seated(scene: Scene, source: Span, state: str | None) -> Speaker | None:
    """Find "the defence ministry" of the state beside it, of the clause, or of the dateline."""
    iso = state or _clause_state(scene, source) or scene.seat()
    if iso is None or (state is None and scene.seat() not in (None, iso)):
        return None
    words = _words(clean(source.quote)) - _state_words(iso)
    for record in organisations():
        if record.state != iso or not words:
            continue
        if any(_words(n) - _state_words(iso) == words for n in (record.name, *record.aliases)):
            own = f"organisation/{record.id.removeprefix('organisation/')}"
            return Speaker(
                record.name, EntityKind.ORGANISATION, id=own, body=record.name, state=iso,
                as_written=source.quote,
            )  # fmt: skip
    return None


@cache
def _words(name: str) -> frozenset[str]:
    """Return the words of a body's name in one spelling, without articles and prepositions."""
    found = {"defence" if w == "defense" else w for w in fold_name(name).split()}
    return frozenset(found) - _FILLERS - {"s"}


@cache
def _state_words(iso: str) -> frozenset[str]:
    record = state_by_iso(iso)
    if record is None:
        return frozenset()
    names = (record.name, *record.names, *record.demonyms)
    found = {w for n in names for w in fold_name(n).split()}
    return frozenset(found | {f"{w}'s" for w in found} | {f"{w}s" for w in found})


def _clause_state(scene: Scene, source: Span) -> str | None:
    """Return the state that is subject in the sentence ("Oslo will cut it, the ministry said")."""
    here = scene.reading.tokens_between(source.start, source.end)
    if not here:
        return None
    tokens = scene.reading.tokens
    found = set()
    for token in scene.reading.tokens_of(scene.reading.sentence_of(here[0])):
        joined = token.dep == "conj" and tokens[token.head].dep in ("nsubj", "nsubjpass")
        mention = scene.mention_at(token.i)
        if mention is not None and (joined or token.dep in ("nsubj", "nsubjpass")):
            found.add(state_of(mention))
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def bodies_of_both(scene: Scene, source: Span) -> Speaker | None:
    """Join like bodies of two states ("the defence ministries of the two countries")."""
    states = _states_in(scene, source.start, source.end)
    both = _BOTH.search(source.quote)
    if not states and both is not None:
        states = _states_before(scene, source)
    if len(states) != 2:
        return None
    plain = _BOTH.sub("", source.quote) if both else source.quote
    first = source.start
    for mention in reversed(scene.inside(source.start, source.end)):
        if state_of(mention):
            a, b = mention.span.start - first, mention.span.end - first
            plain = plain[:a] + plain[b:]
    drop = {"of", "the", "and", "’s", "'s", "'", "’"}
    words = [w for w in clean(plain).split() if w.lower() not in drop]
    words = [w.lower().replace("defense", "defence") for w in words]
    adjectives = [r.demonyms[0] for iso in states if (r := state_by_iso(iso)) and r.demonyms]
    if len(adjectives) != 2 or not words:
        return None
    return Speaker(
        f"{' and '.join(adjectives)} {' '.join(words)}",
        EntityKind.ORGANISATION,
        as_written=source.quote,
    )


def _states_in(scene: Scene, start: int, end: int) -> tuple[str, ...]:
    found = (state_of(m) for m in scene.inside(start, end))
    return tuple(dict.fromkeys(s for s in found if s is not None))


def _states_before(scene: Scene, source: Span) -> tuple[str, ...]:
    """Return the states of the nearest sentence before that names more than one."""
    for sentence in reversed(scene.reading.sentences):
        if sentence.start < source.start:
            states = _states_in(scene, sentence.start, min(sentence.end, source.start))
            if len(states) > 1:
                return states
    return ()


def clean(phrase: str) -> str:
    """Return a phrase without article, genitive and punctuation at its ends."""
    words = phrase.strip(" ,;:–—-").split()
    while len(words) > 1 and words[0].lower() in _ARTICLES:
        words = words[1:]
    text = " ".join(words).strip(" ,;:–—-")
    return text.removesuffix("’s").removesuffix("'s") or phrase.strip() or phrase


def speaker_of_body(mention: Mention, source: Span) -> Speaker:
    """Build the speaker of a body mentioned."""
    return Speaker(
        mention.ref.name,
        mention.kind,
        id=mention.ref.id,
        body=mention.ref.name,
        state=state_of_body(mention),
        as_written=source.quote,
    )


def speaker_of_state(mention: Mention, source: Span) -> Speaker:
    """Build the speaker of a state mentioned: its government speaks."""
    return Speaker(
        mention.ref.name,
        EntityKind.STATE,
        id=mention.ref.id,
        state=state_of(mention),
        as_written=source.quote,
    )
