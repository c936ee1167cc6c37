"""Who answers in an interview, and who made the statement that a body is said to have made."""

from __future__ import annotations

from dataclasses import replace

from vedette.model import (
    Anonymity,
    Attribution,
    EntityKind,
    Span,
    Speaker,
    Zone,
)
from vedette.resolve.speakers.introduced import of_profile
from vedette.resolve.speakers.scene import PERSON, Profile, Scene, words

Resolved = tuple[Speaker | None, Anonymity]


def printed_turn(scene: Scene, one: Attribution) -> Resolved | None:
    """Return who speaks in a paragraph that a label or a dash opens, None for other speech."""
    mark = one.cue[0].quote if one.cue else ""
    if mark not in (":", "–", "—", "-"):
        return None
    label = one.source[0].quote.lower() if one.source else ""
    asks = str(one.modality.act) == "asks"
    if not label and mark != ":":
        return _outlet(scene) if asks else _interviewee(scene, one)
    if label in words(scene.language, "interviews", "questions"):
        return _outlet(scene)
    if label in words(scene.language, "interviews", "answers"):
        return _interviewee(scene, one)
    return None


def _outlet(scene: Scene) -> Resolved:
    name = scene.reading.report.publisher
    if not name:
        return None, Anonymity.UNSTATED
    return Speaker(name, EntityKind.PUBLISHER), Anonymity.ORGANISATION


def _interviewee(scene: Scene, one: Attribution) -> Resolved:
    """Return the one person named before the interview begins; two leave it open."""
    start = (one.source or one.content)[0].start
    before = [p for p in scene.profiles.values() if p.first < _first_label(scene, start)]
    asked = [p for p in before if _spoken_with(scene, p)] or before
    written = one.source[0].quote if one.source else None
    if len(asked) == 1:
        return of_profile(asked[0], as_written=written), Anonymity.NAMED
    names = tuple(p.name for p in asked)
    return Speaker("interviewee", PERSON, as_written=written, candidates=names), Anonymity.UNSTATED


def _first_label(scene: Scene, start: int) -> int:
    """Return where the first paragraph of body text with a label begins, at most `start`."""
    labels = words(scene.language, "interviews", "questions") | words(
        scene.language, "interviews", "answers"
    )
    text = scene.reading.text
    for block in scene.reading.report.blocks:
        head = text[block.start : block.end].split(":")[0].strip().lower()
        if block.zone is Zone.BODY and (head in labels or head[:1] in "–—-") and head:
            return min(start, block.start)
    return start


def _spoken_with(scene: Scene, profile: Profile) -> bool:
    """Tell "talked with X", "interviewed X", "in an interview with X"."""
    verbs = words(scene.language, "interviews", "verbs")
    for mention in scene.mentions:
        if mention.kind is not PERSON or (mention.ref.id or mention.ref.name) != (
            profile.id or profile.name
        ):
            continue
        sentence = next(
            (s for s in scene.reading.sentences if s.start <= mention.span.start < s.end), None
        )
        if sentence is None:
            continue
        before = scene.reading.tokens_between(sentence.start, mention.span.start)
        if any(t.lemma.lower() in verbs for t in before):
            return True
    return False


def makers(scene: Scene) -> list[tuple[int, Span]]:
    """Return (sentence, name) of "The statement was made by X": X spoke in the one before."""
    nouns = words(scene.language, "interviews", "statements")
    found: list[tuple[int, Span]] = []
    tokens = scene.reading.tokens
    for token in tokens:
        if token.lemma not in ("make", "give", "issue", "deliver") or token.tag != "VBN":
            continue
        kids = [tokens[c] for c in scene.reading.children[token.i]]
        subject = next((k for k in kids if k.dep == "nsubjpass"), None)
        agent = next((k for k in kids if k.dep == "agent"), None)
        if subject is None or agent is None or subject.lemma.lower() not in nouns:
            continue
        if scene.reading.token_span(subject.left, subject.i).quote.split()[0].lower() not in (
            "the", "this", "that", "these", "those",
        ):  # fmt: skip
            continue
        name = next((m for m in scene.mentions if m.kind is PERSON and m.span.start > agent.start
                     and m.span.start - agent.end < 60), None)  # fmt: skip
        if name is not None:
            found.append((token.sentence, name.span))
    return found


def with_maker(scene: Scene, one: Attribution, made: list[tuple[int, Span]]) -> Speaker | None:
    """Return the person who spoke for the body in the sentence before "was made by X"."""
    speaker = one.speaker
    if speaker is None or speaker.kind is PERSON or not one.cue:
        return None
    cue = scene.reading.tokens_between(one.cue[0].start, one.cue[0].end)
    for sentence, span in made:
        if cue and cue[0].sentence == sentence - 1:
            mention = next(m for m in scene.mentions if m.span == span)
            profile = scene.profile(mention)
            if profile is not None:
                made_by = of_profile(profile, as_written=speaker.as_written)
                return replace(made_by, body=made_by.body or speaker.name)
    return None
