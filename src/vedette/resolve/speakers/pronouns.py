"""Pronouns as speakers: the last who fits, or candidates where two compete."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vedette.model import Anonymity, EntityKind, Mention, Span, Speaker, Token
from vedette.resolve.speakers.introduced import of_profile
from vedette.resolve.speakers.names import resolve_phrase
from vedette.resolve.speakers.scene import BODIES, PERSON, Scene, Turn, state_of, state_of_body

PRONOUNS = frozenset(
    {"he", "she", "they", "it", "i", "we", "his", "her", "their", "its", "him", "them"}
)
_PERSONS = frozenset({"he", "she", "his", "her", "him"})
_THINGS = frozenset({"it", "its"})
_FIRST = frozenset({"i", "we"})
_SPOKE_HERE, _SUBJECT, _SPOKE_BEFORE, _NAMED = 3.0, 2.0, 1.5, 0.5
_HEAD = 3  # a pronoun this near to a paragraph's first word may point back over the break
_MARGIN = 1.0  # by how much the best must lead; below it the reference stays open


def resolve_pronoun(
    scene: Scene, source: Span, turns: list[Turn], outer: Speaker | None
) -> tuple[Speaker, Anonymity]:
    """Return who a pronoun means; with two competing it keeps the pronoun and both names."""
    word = source.quote.lower()
    if word in _FIRST:
        # Outside all speech "we" are those who write; what a film shows says nothing of itself.
        if outer is None or outer.kind is EntityKind.DOCUMENT:
            unknown = Speaker(source.quote, EntityKind.UNKNOWN, as_written=source.quote)
            return unknown, Anonymity.UNSTATED
        return replace(outer, as_written=source.quote), _anonymity(outer, turns)
    scores: dict[str, float] = {}
    known: dict[str, tuple[Speaker, Anonymity]] = {}
    for speaker, anonymity, score in _candidates(scene, source, turns, word):
        key = speaker.id or speaker.name
        scores[key] = max(score, scores.get(key, 0.0))
        known.setdefault(key, (speaker, anonymity))
    ranked = sorted(scores, key=lambda k: -scores[k])
    if ranked and (len(ranked) == 1 or scores[ranked[0]] - scores[ranked[1]] >= _MARGIN):
        speaker, anonymity = known[ranked[0]]
        return replace(speaker, as_written=source.quote), anonymity
    names = tuple(known[k][0].name for k in ranked[:4])
    kind = PERSON if word in _PERSONS else EntityKind.UNKNOWN
    return Speaker(
        source.quote, kind, as_written=source.quote, candidates=names
    ), Anonymity.UNSTATED


def _anonymity(speaker: Speaker, turns: list[Turn]) -> Anonymity:
    return next(
        (t.attribution.anonymity for t in reversed(turns) if t.speaker is speaker),
        Anonymity.NAMED if speaker.kind is PERSON else Anonymity.ORGANISATION,
    )


def _candidates(
    scene: Scene, source: Span, turns: list[Turn], word: str
) -> Iterator[tuple[Speaker, Anonymity, float]]:
    block = scene.block_of(source.start)
    for turn in turns:
        if turn.speaker is None or turn.start >= source.start or turn.speaker.candidates:
            continue
        away = block - scene.block_of(turn.start)
        # "It" goes for anything: only in its own paragraph, or at the head of the next one.
        reach = 2 if word not in _THINGS else int(_opens_block(scene, source))
        if away > reach or not _fits(scene, turn.speaker, word):
            continue
        near = 0.2 * _nearness(turns, turn, source)
        score = (_SPOKE_HERE if away == 0 else _SPOKE_BEFORE) + near
        yield replace(turn.speaker), turn.attribution.anonymity, score
    yield from _offices(scene, source, turns, word)
    for mention in scene.mentions:
        away = block - scene.block_of(mention.span.start)
        if not 0 <= away <= (1 if word not in _THINGS else int(_opens_block(scene, source))):
            continue
        if mention.span.end > source.start:
            break
        made = _of_mention(scene, mention)
        if made is not None and _fits(scene, made[0], word):
            yield *made, _mention_score(scene, mention, source)


def _opens_block(scene: Scene, source: Span) -> bool:
    block = scene.reading.report.blocks[scene.block_of(source.start)]
    tokens = scene.reading.tokens_between(block.start, source.start + 1)
    return len(tokens) <= _HEAD


def _offices(
    scene: Scene, source: Span, turns: list[Turn], word: str
) -> Iterator[tuple[Speaker, Anonymity, float]]:
    """Yield who is meant by "the minister" or "the release" as subject of a sentence before."""
    here = scene.reading.tokens_between(source.start, source.end)
    if not here:
        return
    block = scene.reading.report.blocks[scene.block_of(source.start)]
    for token in scene.reading.tokens_between(block.start, source.start):
        noun = token.lemma.lower()
        known = any(noun in scene.words(key) for key in ("titles", "bodies", "documents"))
        if token.dep not in ("nsubj", "nsubjpass") or token.pos != "NOUN" or not known:
            continue
        if here[0].sentence - token.sentence > 1 or token.tag == "NNS":
            continue
        span = scene.reading.token_span(token.left, _end_of_name(scene, token))
        speaker, anonymity = resolve_phrase(scene, span, turns)
        if speaker is not None and not speaker.candidates and _fits(scene, speaker, word):
            yield replace(speaker, as_written=None), anonymity, _SUBJECT + 5.0


def _end_of_name(scene: Scene, noun: Token) -> int:
    """Return the end of the person's name in apposition to an office ("its head, General X")."""
    for i in scene.reading.children[noun.i]:
        child = scene.reading.tokens[i]
        mention = scene.mention_at(i)
        if child.dep == "appos" and mention is not None and mention.kind is PERSON:
            return child.i
    return noun.i


def _nearness(turns: list[Turn], turn: Turn, source: Span) -> float:
    """Prefer the last speaker strongly to the one before."""
    later = {
        t.speaker.name for t in turns
        if t.speaker is not None and turn.start < t.start < source.start
    }  # fmt: skip
    later.discard(turn.speaker.name if turn.speaker is not None else "")
    return 0.0 if later else 5.0


def _mention_score(scene: Scene, mention: Mention, source: Span) -> float:
    tokens = scene.reading.tokens_between(mention.span.start, mention.span.end)
    subject = any(t.dep in ("nsubj", "nsubjpass") for t in tokens)
    here = scene.reading.tokens_between(source.start, source.end)
    if not subject or not tokens or not here:
        return _NAMED
    away = here[0].sentence - tokens[0].sentence
    if away == 0:
        return _SUBJECT + 1.5
    return _SUBJECT + 1.0 if away == 1 else 1.0


def _of_mention(scene: Scene, mention: Mention) -> tuple[Speaker, Anonymity] | None:
    if mention.generic:
        return None
    if mention.kind is PERSON:
        profile = scene.profile(mention)
        return (of_profile(profile, as_written=None), Anonymity.NAMED) if profile else None
    if mention.kind in BODIES or mention.kind is EntityKind.STATE:
        state = state_of(mention) or state_of_body(mention)
        speaker = Speaker(mention.ref.name, mention.kind, id=mention.ref.id, state=state)
        return speaker, Anonymity.ORGANISATION
    return None


def _fits(scene: Scene, speaker: Speaker, word: str) -> bool:
    if word in _PERSONS:
        if speaker.kind is EntityKind.GROUP and speaker.role is not None:
            return not (speaker.as_written or speaker.name).split()[-1].endswith("s")
        if speaker.kind is not PERSON:
            return False
        profile = scene.profiles.get(speaker.id or speaker.name)
        female = profile.female if profile is not None else None
        if word in ("she", "her"):
            return female is not False and (female is True or not _some_woman(scene))
        return female is not True
    if word in ("they", "their", "them"):
        return speaker.kind is not PERSON
    return speaker.kind in BODIES | {EntityKind.STATE, EntityKind.DOCUMENT}


def _some_woman(scene: Scene) -> bool:
    return any(p.female for p in scene.profiles.values())
