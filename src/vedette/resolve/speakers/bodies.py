"""Bodies and states as speakers: "the ministry", "Minsk", "the defence ministries of both"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from vedette.data.bodies import function_of
from vedette.data.catalogue import organisations, state_by_iso
from vedette.data.matcher import fold_name
from vedette.model import Anonymity, EntityKind, Mention, Span, Speaker
from vedette.resolve.speakers.antecedents import before, body_of_state, states_meant, words_of
from vedette.resolve.speakers.scene import BODIES, Scene, Turn, state_of, state_of_body

Resolved = tuple[Speaker | None, Anonymity]
_ARTICLES = frozenset(
    {"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "same"}
)
_SEVERAL = frozenset({"both", "neither", "either", "two"})
_OWNERS = frozenset({"its", "their", "his", "her"})
_MANY = frozenset({"people", "media", "police", "others", "some", "many", "most", "several"})
_BOTH = re.compile(
    r"\s*(?:of |in |from )?(?:the |their )?(?:two|both) (?:countries|states|sides|nations)"
)


def known_body(scene: Scene, source: Span, turns: list[Turn], *, definite: bool) -> Resolved:
    """Find the body that "the ministry" means among those named before, or by its state."""
    own = scene.inside(source.start, source.end)
    state = next((s for m in own if (s := state_of(m))), None)
    words = words_of(clean(source.quote)) - _state_words(state)
    first = source.quote.split()[0].lower()
    plain = len(words) == 1 and first not in _OWNERS
    seated = None if plain else _seated(scene, source, state)
    if seated is not None:
        return seated, Anonymity.ORGANISATION
    if definite and words:
        found, names = before(scene, source, turns, words, state)
        if found is not None:
            return replace(found.speaker, as_written=source.quote), Anonymity.ORGANISATION
        if names:
            return _open(source, state, names), Anonymity.ORGANISATION
    seated = _seated(scene, source, state) if plain else None
    topic = seated or (_of_topic(scene, source, turns) if definite and state is None else None)
    return topic or unknown_body(scene, source), Anonymity.ORGANISATION


def _open(source: Span, state: str | None, names: tuple[str, ...]) -> Speaker:
    name = clean(source.quote)
    return Speaker(
        name, EntityKind.ORGANISATION, state=state, as_written=source.quote, candidates=names
    )


def _of_topic(scene: Scene, source: Span, turns: list[Turn]) -> Speaker | None:
    """Find "the defence ministry" of the state that the sentences before are about."""
    phrase = clean(source.quote)
    if function_of(phrase) is None:
        return None
    iso, several = states_meant(scene, source, turns)
    if iso is not None and scene.seat() in (None, iso):
        return body_of_state(phrase, iso, source)
    bodies = [body_of_state(phrase, one, source) for one in several]
    names = tuple(b.name for b in bodies if b is not None)
    return _open(source, None, names) if len(names) > 1 else None


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


def _seated(scene: Scene, source: Span, state: str | None) -> Speaker | None:
    """Find "the defence ministry" of the state beside it, of the clause, or of the dateline."""
    iso = state or _clause_state(scene, source) or scene.seat()
    if iso is None or (state is None and scene.seat() not in (None, iso)):
        return None
    words = words_of(clean(source.quote)) - _state_words(iso)
    for record in organisations():
        if record.state != iso or not words:
            continue
        if any(words_of(n) - _state_words(iso) == words for n in (record.name, *record.aliases)):
            own = f"organisation/{record.id.removeprefix('organisation/')}"
            return Speaker(
                record.name, EntityKind.ORGANISATION, id=own, body=record.name, state=iso,
                as_written=source.quote,
            )  # fmt: skip
    return None


@cache
def _state_words(iso: str | None) -> frozenset[str]:
    record = state_by_iso(iso) if iso else None
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


def several_firms(scene: Scene, source: Span, noun: str) -> Speaker | None:
    """Leave "both companies" and "neither firm" open, with the names that can be meant."""
    first = source.quote.lower().split()[:2]
    if noun not in scene.words("companies") or not (first[0] in _SEVERAL or first[1:] == ["two"]):
        return None
    names = (
        m.ref.name for m in scene.inside(0, source.start)
        if m.kind in BODIES and not m.generic
    )  # fmt: skip
    return _open(source, None, tuple(dict.fromkeys(names))[:4])


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


def unquantified(phrase: str) -> str:
    """Return a phrase without article and without a vague number: "some observers"."""
    name = clean(phrase)
    first, _, rest = name.partition(" ")
    vague = first.lower() in ("some", "most", "many", "several", "numerous", "various")
    return rest if vague and rest and rest.split()[0].lower() not in ("of", "in", "who") else name


def plural(speaker: Speaker) -> bool:
    """Tell several unnamed people from one."""
    return speaker.role in _MANY or speaker.role not in speaker.name.lower().split()


def speaker_of_body(mention: Mention, source: Span) -> Speaker:
    """Build the speaker of a body mentioned; a government speaks as its state."""
    iso = state_of_body(mention)
    record = state_by_iso(iso) if iso and mention.ref.name.startswith("Government of ") else None
    if record is not None:
        own = f"state/{record.iso}"
        return Speaker(
            record.name, EntityKind.STATE, id=own, state=record.iso, as_written=source.quote
        )
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
