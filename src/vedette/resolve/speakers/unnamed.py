"""Unnamed people: "a senior official", and who "the official" is afterwards."""

from __future__ import annotations

import re
from dataclasses import replace

from vedette.model import Anonymity, EntityKind, Mention, Span, Speaker, Token
from vedette.resolve.speakers.bodies import Resolved, plural, unquantified
from vedette.resolve.speakers.scene import BODIES, Scene, Turn, state_of, state_of_body

_THEN = re.compile(r"\s+(?:at (?:the|that) time|back then|in those days)$")


def unnamed(
    scene: Scene, source: Span, head: Token, turns: list[Turn], *, definite: bool
) -> Resolved:
    """Keep unnamed people as written; "the official" is the last one so called."""
    same = _spoke_unnamed(scene, source, head, turns) if definite else None
    if same is not None:
        return replace(same, as_written=source.quote), Anonymity.ANONYMOUS
    own = scene.inside(source.start, source.end)
    own = [m for m in own if not _owns(scene, m)]
    bodies = [m for m in own if m.kind in BODIES]
    states = dict.fromkeys(s for m in own if (s := state_of(m)))
    state = next(iter(states)) if len(states) == 1 else None  # "Russian and Belarusian officials"
    first = scene.reading.tokens_between(source.start, source.end)[0]
    named = scene.mention_at(first.i)
    name = _THEN.sub("", unquantified(source.quote))
    if (
        first.pos != "PROPN"
        and name.split()[0] == first.text
        and first.ent not in ("NORP", "GPE", "ORG")
        and not (named and named.kind is not EntityKind.GROUP)
        and first.lower not in scene.words("capital_adjectives")
    ):
        name = name[0].lower() + name[1:]
    speaker = Speaker(
        name,
        EntityKind.GROUP,
        body=bodies[0].ref.name if bodies else None,
        role=head.lemma.lower(),
        state=state or (state_of_body(bodies[0]) if bodies else None),
        as_written=source.quote,
    )
    return speaker, Anonymity.ANONYMOUS


def _spoke_unnamed(scene: Scene, source: Span, head: Token, turns: list[Turn]) -> Speaker | None:
    """Return who "the official" or "the sources" are: the last unnamed who can be called so."""
    noun, many = head.lemma.lower(), head.tag in ("NNS", "NNPS")
    block = scene.block_of(source.start)
    for turn in reversed(turns):
        known = turn.speaker
        if known is None or turn.attribution.anonymity is not Anonymity.ANONYMOUS:
            continue
        several = plural(known)
        if known.role == noun and several == many:
            return known
        near = block - scene.block_of(turn.start) <= 1
        if noun in scene.words("informants") and near and several == many and known.role:
            return known
    return None


def _owns(scene: Scene, mention: Mention) -> bool:
    """Tell a genitive ("the US's allies"): they do not speak for the owner."""
    tokens = scene.reading.tokens_between(mention.span.start, mention.span.end)
    return any(t.dep in ("poss", "nmod") and _genitive(scene, t) for t in tokens)


def _genitive(scene: Scene, token: Token) -> bool:
    follows = scene.reading.text[token.end : token.end + 1]
    return follows in ("'", "’")
