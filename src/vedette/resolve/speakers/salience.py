"""Who a short word means: what fits it, how near, and in which place of its sentence.

A speaker and the subject of a clause of the outlet's own words stand in front; what only occurs in
somebody's words, as object or as owner, stands behind. The nearest sentence with one in front
decides; two in front leave it open.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vedette.model import Anonymity, Span, Speaker, Token
from vedette.resolve.speakers.scene import Scene, Turn

FRONT, MIDDLE, BEHIND = 3, 2, 1
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_SENTENCES = 5  # how far back a short word reaches inside its paragraph


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold one who fits, with sentence and place (`FRONT`, `MIDDLE`, `BEHIND`)."""

    speaker: Speaker
    anonymity: Anonymity
    sentence: int
    place: int
    spoke: bool = False

    @property
    def key(self) -> str:
        """Return what tells him from others."""
        return self.speaker.id or self.speaker.name


def choose(candidates: Iterable[Candidate]) -> tuple[Candidate | None, tuple[str, ...]]:
    """Return who is meant, or None and the names of those who compete."""
    known = sorted(candidates, key=lambda c: (-c.sentence, -c.place))
    for sentence in dict.fromkeys(c.sentence for c in known):
        front = _distinct(c for c in known if c.sentence == sentence and c.place == FRONT)
        if len(front) == 1:
            return _unless_hidden(front[0], known)
        if front:
            return None, tuple(c.speaker.name for c in front)
    rest = _distinct(known)
    if len(rest) == 1:
        return rest[0], ()
    return None, tuple(c.speaker.name for c in rest[:4])


def _unless_hidden(
    front: Candidate, known: list[Candidate]
) -> tuple[Candidate | None, tuple[str, ...]]:
    """Let a subject that never spoke compete with the subject of a clause named since."""
    since = _distinct(
        c for c in known
        if c.sentence > front.sentence and c.place == MIDDLE and c.key != front.key
    )  # fmt: skip
    if since and not front.spoke:
        return None, tuple(c.speaker.name for c in (front, *since))
    return front, ()


def _distinct(candidates: Iterable[Candidate]) -> list[Candidate]:
    found: dict[str, Candidate] = {}
    for one in candidates:
        found.setdefault(one.key, one)
    return list(found.values())


def place_of(scene: Scene, tokens: tuple[Token, ...], turns: list[Turn]) -> int:
    """Return the place of a phrase in its sentence: subject of the outlet's own clause in front."""
    subject = next((s for t in tokens if (s := _subject(scene, t)) is not None), None)
    if subject is None:
        return BEHIND
    contents = (span for turn in turns for span in turn.attribution.content)
    said = any(span.start <= subject.start < span.end for span in contents)
    relative = scene.reading.tokens[subject.head].dep in ("relcl", "acl")
    return MIDDLE if said or relative else FRONT


def _subject(scene: Scene, token: Token) -> Token | None:
    """Return a subject, or the one that a word is joined to."""
    tokens = scene.reading.tokens
    while token.dep == "conj" and token.head != token.i:
        token = tokens[token.head]
    return token if token.dep in _SUBJECTS else None


def in_reach(scene: Scene, start: int, source: Span, blocks: int) -> bool:
    """Tell whether what stands at `start` is near enough for a short word in `source`."""
    away = scene.block_of(source.start) - scene.block_of(start)
    if not 0 <= away <= blocks:
        return False
    return bool(away) or scene.sentences_between(start, source.start) <= _SENTENCES


def quoted(scene: Scene, start: int, source: Span) -> bool:
    """Tell whether words stand in a quotation that does not hold the source as well."""
    return any(
        q.start <= start < q.end and not q.start <= source.start < q.end
        for q in scene.reading.quotations
    )
