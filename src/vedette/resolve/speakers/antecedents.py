"""Bodies named by a common noun: "the company", "the ministry", "its foreign ministry"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from vedette.data.bodies import body_of, function_of
from vedette.data.catalogue import state_by_iso
from vedette.data.matcher import fold_name
from vedette.model import Anonymity, EntityKind, Mention, Span, Speaker
from vedette.resolve.speakers.salience import FRONT, MIDDLE, Candidate, choose, in_reach, place_of
from vedette.resolve.speakers.scene import (
    BODIES,
    Scene,
    Turn,
    kind_of_body,
    state_of,
    state_of_body,
)

_FILLERS = frozenset({"of", "the", "in", "national", "for"})
# What a noun for bodies can mean beside those whose name holds it, by the catalogue's kinds.
_KINDS = {
    "alliance": {"alliance"},
    "bloc": {"alliance", "international"},
    "organisation": {"international", "alliance"},
    "organization": {"international", "alliance"},
    "agency": {"agency", "international", "service"},
    "watchdog": {"agency", "international"},
    "service": {"service"},
    "ministry": {"ministry"},
    "department": {"ministry"},
    "army": {"armed forces"},
    "military": {"armed forces", "general staff"},
    "parliament": {"parliament"},
    "institute": {"agency"},
    "force": {"service"},
}


def before(
    scene: Scene, source: Span, turns: list[Turn], words: frozenset[str], state: str | None
) -> tuple[Candidate | None, tuple[str, ...]]:
    """Return the body named before that `words` fit, or None and the names that compete."""
    known = [
        c for c in _candidates(scene, source, turns)
        if state is None or c.speaker.state in (None, state)
    ]  # fmt: skip
    found = [c for c in known if _named_so(c.speaker, words)]
    found = found or [c for c in known if _of_that_kind(scene, c.speaker, words)]
    linked = [c for c in found if c.speaker.id is not None or c.spoke]
    if linked and not words & scene.words("companies"):
        found = linked
    one = _one_name(found)
    if len({c.key for c in one}) == 1:
        return max(found, key=lambda c: (c.sentence, c.spoke)), ()
    near = [c for c in one if in_reach(scene, scene.reading.sentences[c.sentence].start, source, 1)]
    if not near:
        return None, tuple(dict.fromkeys(c.speaker.name for c in reversed(one)))[:4]
    chosen, names = choose(near)
    if chosen is None:
        return None, names
    here = scene.sentence_at(source.start)
    beside = [c.speaker.name for c in near if c.sentence == here and c.key != chosen.key]
    if beside and chosen.sentence != here:  # "After the order from Saab, the company said"
        return None, (chosen.speaker.name, *beside)
    same = [f for f, o in zip(found, one, strict=True) if o.key == chosen.key]
    return max(same, key=lambda c: (c.sentence, c.spoke)), ()


def _candidates(scene: Scene, source: Span, turns: list[Turn]) -> Iterator[Candidate]:
    for turn in turns:
        known = turn.speaker
        if known is None or known.kind not in BODIES or known.candidates:
            continue
        if turn.start < source.start:
            place = MIDDLE if turn.inner else FRONT
            sentence = scene.sentence_at(turn.start)
            yield Candidate(known, Anonymity.ORGANISATION, sentence, place, spoke=True)
    for mention in scene.mentions:
        if mention.span.start >= source.start:
            break
        if mention.kind not in BODIES or (mention.generic and mention.ref.id is None):
            continue  # "the defence ministry" names no body either
        tokens = scene.reading.tokens_between(mention.span.start, mention.span.end)
        if tokens:
            made = Speaker(
                mention.ref.name, mention.kind, id=mention.ref.id, body=mention.ref.name,
                state=state_of_body(mention), as_written=mention.span.quote,
            )  # fmt: skip
            place = place_of(scene, tokens, turns)
            yield Candidate(made, Anonymity.ORGANISATION, tokens[0].sentence, place)

    yield from _unlisted(scene, source, turns)


def _unlisted(scene: Scene, source: Span, turns: list[Turn]) -> Iterator[Candidate]:
    """Yield names that no mention knows, where they are subjects ("Saab and Kongsberg compete")."""
    for token in scene.reading.tokens_between(0, source.start):
        if token.pos != "PROPN" or token.ent not in ("", "ORG"):
            continue
        if scene.mention_at(token.i) is not None or place_of(scene, (token,), turns) != FRONT:
            continue
        name = scene.reading.token_span(token.left, token.i).quote.removeprefix("the ")
        name = name.removeprefix("The ")
        if name[:1].isupper() and "," not in name:
            made = Speaker(name, EntityKind.ORGANISATION, as_written=name)
            yield Candidate(made, Anonymity.ORGANISATION, token.sentence, FRONT)


def _one_name(found: list[Candidate]) -> list[Candidate]:
    """Take "Ford" for "Ford Motor Company" where no other long name begins with it."""
    names = {c.speaker.name for c in found}
    full: dict[str, str] = {}
    for name in names:
        longer = [n for n in names if n.startswith(f"{name} ")]
        if len(longer) == 1:
            full[name] = longer[0]
    known = {c.speaker.name: c.speaker for c in found}
    return [
        Candidate(known[full[c.speaker.name]], c.anonymity, c.sentence, c.place, c.spoke)
        if c.speaker.name in full else c for c in found
    ]  # fmt: skip


def _named_so(speaker: Speaker, words: frozenset[str]) -> bool:
    return bool(words) and words <= words_of(speaker.name) | words_of(speaker.as_written or "")


def _of_that_kind(scene: Scene, speaker: Speaker, words: frozenset[str]) -> bool:
    """Tell whether a body can be called so by its kind, or as a firm."""
    named = words_of(speaker.name) | words_of(speaker.as_written or "")
    if len(words) != 1:
        return False
    (noun,) = words
    kind = kind_of_body(speaker.id)
    if speaker.kind is EntityKind.PUBLISHER:
        return noun in scene.words("outlets")
    if noun in scene.words("companies"):
        public = scene.words("bodies") - scene.words("companies")
        return kind == "company" or (not kind and not named & public and not speaker.state)
    if kind in _KINDS.get(noun, ()):
        return True
    return noun == "force" and bool({"police", "guard", "army", "navy"} & named)


def states_meant(
    scene: Scene, source: Span, turns: list[Turn]
) -> tuple[str | None, tuple[str, ...]]:
    """Return the state in front before a body without a state, or those that compete."""
    found: list[Candidate] = []
    for mention in scene.mentions:
        if mention.span.start >= source.start:
            break
        tokens = scene.reading.tokens_between(mention.span.start, mention.span.end)
        iso = state_of(mention) or _seat_of(mention)
        if iso is None or not tokens or not in_reach(scene, mention.span.start, source, 1):
            continue
        if place_of(scene, tokens, turns) == FRONT:
            state = Speaker(iso, EntityKind.STATE, id=iso)
            found.append(Candidate(state, Anonymity.ORGANISATION, tokens[0].sentence, FRONT))
    one, names = choose(found)
    return (one.speaker.name, ()) if one is not None else (None, names)


def _seat_of(mention: Mention) -> str | None:
    """Return the state of a body that acts ("The Kremlin pulled back, the ministry said")."""
    return state_of_body(mention) if mention.kind in BODIES else None


def body_of_state(phrase: str, iso: str, source: Span) -> Speaker | None:
    """Return a state's body by what it does: "foreign ministry" and a state."""
    key = function_of(phrase)
    if key is None or state_by_iso(iso) is None:
        return None
    kind, name, own = body_of(iso, key)
    return Speaker(name, kind, id=own, body=name, state=iso, as_written=source.quote)


@cache
def words_of(name: str) -> frozenset[str]:
    """Return the words of a body's name in one spelling, without articles and prepositions."""
    found = {"defence" if w == "defense" else w for w in fold_name(name).split()}
    return frozenset(found) - _FILLERS - {"s"}
