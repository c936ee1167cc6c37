"""Pronouns as speakers: the nearest in front who fits, or candidates where two compete."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from vedette.model import Anonymity, Attribution, EntityKind, Mention, Span, Speaker, Token
from vedette.resolve.speakers.bodies import plural
from vedette.resolve.speakers.introduced import of_profile
from vedette.resolve.speakers.names import resolve_phrase
from vedette.resolve.speakers.salience import (
    FRONT,
    MIDDLE,
    Candidate,
    choose,
    in_reach,
    place_of,
    quoted,
)
from vedette.resolve.speakers.scene import BODIES, PERSON, Scene, Turn, state_of, state_of_body

Resolved = tuple[Speaker, Anonymity]
PRONOUNS = frozenset(
    {"he", "she", "they", "it", "i", "we", "his", "her", "their", "its", "him", "them"}
)
_PERSONS = frozenset({"he", "she", "his", "her", "him"})
_WOMEN = frozenset({"she", "her"})
_THINGS = frozenset({"it", "its"})
_MANY = frozenset({"they", "their", "them"})
_FIRST = frozenset({"i", "we"})
_HEAD = 3  # a pronoun this near to a paragraph's first word may point back over the break


def resolve_pronoun(
    scene: Scene, one: Attribution, turns: list[Turn], outer: Turn | None
) -> Resolved:
    """Return who a pronoun means; with two competing it keeps the pronoun and both names."""
    source = one.source[0]
    word = source.quote.lower()
    if word in _FIRST:
        return _first_person(source, outer)
    own, names = _in_his_words(scene, source, outer, word)
    if names:
        return _open(source, word, names)
    going_on = own or _still_speaking(scene, one, turns, word)
    if going_on is not None and going_on.speaker is not None:
        known = replace(going_on.speaker, as_written=source.quote)
        return known, going_on.attribution.anonymity
    found, names = choose(_candidates(scene, source, turns, outer, word))
    if found is not None:
        return replace(found.speaker, as_written=source.quote), found.anonymity
    return _open(source, word, names)


def _open(source: Span, word: str, names: tuple[str, ...]) -> Resolved:
    kind = PERSON if word in _PERSONS else EntityKind.UNKNOWN
    unknown = Speaker(source.quote, kind, as_written=source.quote, candidates=names)
    return unknown, Anonymity.UNSTATED


def _first_person(source: Span, outer: Turn | None) -> Resolved:
    """Return whose "we" it is.

    Outside all speech "we" are those who write; what a film shows says nothing of itself.
    """
    known = outer.speaker if outer is not None else None
    if outer is None or known is None or known.kind is EntityKind.DOCUMENT:
        unknown = Speaker(source.quote, EntityKind.UNKNOWN, as_written=source.quote)
        return unknown, Anonymity.UNSTATED
    return replace(known, as_written=source.quote), outer.attribution.anonymity


def _in_his_words(
    scene: Scene, source: Span, outer: Turn | None, word: str
) -> tuple[Turn | None, tuple[str, ...]]:
    """Return the outer speaker of "X said he hoped", or both names where another is named since."""
    known = outer.speaker if outer is not None else None
    if outer is None or known is None or known.candidates or _in_quote(scene, source, outer):
        return None, ()
    if not _fits(scene, known, word):
        return None, ()
    after = max(outer.start, _content_start(outer, source))
    others = (m for m in scene.inside(after, source.start) if not m.generic)
    rivals = [made[0] for m in others if (made := _of_mention(scene, m)) is not None]
    names = [r.name for r in rivals if _fits(scene, r, word) and r.name != known.name]
    if names:
        return None, tuple(dict.fromkeys((known.name, *names)))
    return outer, ()


def _in_quote(scene: Scene, source: Span, outer: Turn) -> bool:
    """Tell whether a word stands in the outer speaker's very words: he is "I" there."""
    cue = outer.attribution.cue or outer.attribution.source
    return bool(cue) and quoted(scene, source.start, cue[0])


def _content_start(outer: Turn, source: Span) -> int:
    return max((s.start for s in outer.attribution.content if s.covers(source)), default=0)


def _still_speaking(scene: Scene, one: Attribution, turns: list[Turn], word: str) -> Turn | None:
    """Return the last turn where a cue says that its speaker goes on ("he added")."""
    additive = scene.words("additive")
    cue = [t for s in one.cue for t in scene.reading.tokens_between(s.start, s.end)]
    near = cue + [scene.reading.tokens[c] for t in cue for c in scene.reading.children[t.i]]
    adverbs = {t.lower for t in near if t.dep == "advmod"}
    if not additive & ({t.lemma.lower() for t in cue} | adverbs):
        return None
    source = one.source[0]
    last = next((t for t in reversed(turns) if not t.inner and t.start < source.start), None)
    if last is None or last.speaker is None or last.speaker.candidates:
        return None
    near_enough = in_reach(scene, last.start, source, _blocks(scene, source, word))
    return last if near_enough and _fits(scene, last.speaker, word) else None


def _blocks(scene: Scene, source: Span, word: str) -> int:
    """Return how many paragraphs back a pronoun reaches.

    "It" goes for anything: only in its own paragraph, or at the head of the next one.
    """
    return 2 if word not in _THINGS else int(_opens_block(scene, source))


def _candidates(
    scene: Scene, source: Span, turns: list[Turn], outer: Turn | None, word: str
) -> Iterator[Candidate]:
    blocks = _blocks(scene, source, word)
    direct = outer is not None and word in _PERSONS and _in_quote(scene, source, outer)
    barred = outer.speaker if outer is not None and direct else None
    for one in (
        *_spoken(scene, source, turns, blocks),
        *_offices(scene, source, turns),
        *_named(scene, source, turns, min(blocks, 1)),
    ):
        himself = barred is not None and one.speaker.name == barred.name
        if not himself and _fits(scene, one.speaker, word):
            yield one


def _spoken(scene: Scene, source: Span, turns: list[Turn], blocks: int) -> Iterator[Candidate]:
    for turn in turns:
        if turn.speaker is None or turn.start >= source.start or turn.speaker.candidates:
            continue
        if not in_reach(scene, turn.start, source, blocks):
            continue
        place = MIDDLE if turn.inner else FRONT
        sentence = scene.sentence_at(turn.start)
        yield Candidate(turn.speaker, turn.attribution.anonymity, sentence, place, spoke=True)


def _opens_block(scene: Scene, source: Span) -> bool:
    block = scene.reading.report.blocks[scene.block_of(source.start)]
    tokens = scene.reading.tokens_between(block.start, source.start + 1)
    return len(tokens) <= _HEAD


def _offices(scene: Scene, source: Span, turns: list[Turn]) -> Iterator[Candidate]:
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
        place = place_of(scene, (token,), turns)
        if place != FRONT or quoted(scene, token.start, source):
            continue
        span = scene.reading.token_span(token.left, _end_of_name(scene, token))
        speaker, anonymity = resolve_phrase(scene, span, turns)
        if speaker is not None and not speaker.candidates:
            one = replace(speaker, as_written=None)
            yield Candidate(one, anonymity, token.sentence, FRONT)


def _end_of_name(scene: Scene, noun: Token) -> int:
    """Return the end of the person's name in apposition to an office ("its head, General X")."""
    for i in scene.reading.children[noun.i]:
        child = scene.reading.tokens[i]
        mention = scene.mention_at(i)
        if child.dep == "appos" and mention is not None and mention.kind is PERSON:
            return child.i
    return noun.i


def _named(scene: Scene, source: Span, turns: list[Turn], blocks: int) -> Iterator[Candidate]:
    sources = [span for turn in turns for span in turn.attribution.source]
    for mention in scene.mentions:
        if mention.span.end > source.start:
            break
        if any(span.covers(mention.span) for span in sources):
            continue  # whose source it is has been told already
        if not in_reach(scene, mention.span.start, source, blocks):
            continue
        made = _of_mention(scene, mention)
        if made is None or quoted(scene, mention.span.start, source):
            continue
        tokens = scene.reading.tokens_between(mention.span.start, mention.span.end)
        if tokens:
            place = place_of(scene, tokens, turns)
            yield Candidate(*made, tokens[0].sentence, place)


def _of_mention(scene: Scene, mention: Mention) -> Resolved | None:
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
        return _is_one(speaker) if speaker.kind is EntityKind.GROUP else _sex(scene, speaker, word)
    if word in _MANY:
        return speaker.kind is not PERSON
    return speaker.kind in BODIES | {EntityKind.STATE, EntityKind.DOCUMENT}


def _is_one(speaker: Speaker) -> bool:
    """Tell one unnamed person ("a senior official") from several."""
    if speaker.role is not None:
        return not plural(speaker)
    return (speaker.as_written or "").lower().startswith(("a ", "an ", "another ", "one "))


def _sex(scene: Scene, speaker: Speaker, word: str) -> bool:
    if speaker.kind is not PERSON:
        return False
    profile = scene.profiles.get(speaker.id or speaker.name)
    female = profile.female if profile is not None else None
    if word in _WOMEN:
        return female is not False and (female is True or not _some_woman(scene))
    return female is not True


def _some_woman(scene: Scene) -> bool:
    return any(p.female for p in scene.profiles.values())
