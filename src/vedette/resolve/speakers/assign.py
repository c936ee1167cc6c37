"""Speakers: source spans become persons, bodies, states and unnamed people.

Rules in order: a quotation that continues takes its speaker over; pronouns go to the last speaker
or subject that fits; names, offices, bodies and states resolve through the report's mentions;
unnamed people stay as written. Where two compete, the speaker keeps the report's words and lists
both names in `candidates`.
"""

from __future__ import annotations

from dataclasses import replace

from vedette.data import read_toml
from vedette.model import (
    Analysis,
    Anonymity,
    Attribution,
    EntityKind,
    Reading,
    Span,
    Speaker,
)
from vedette.resolve.speakers.corrections import corrected
from vedette.resolve.speakers.fullest import in_full
from vedette.resolve.speakers.interviews import makers, printed_turn, with_maker
from vedette.resolve.speakers.names import resolve_phrase, source_head
from vedette.resolve.speakers.pronouns import PRONOUNS, resolve_pronoun
from vedette.resolve.speakers.scene import PERSON, Scene, Turn, outer_of, words
from vedette.resolve.speakers.setting import Setting, setting_of

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_OWN = frozenset({"our", "my", "its", "their", "his", "her"})


def resolve_speakers(reading: Reading, analysis: Analysis) -> tuple[Attribution, ...]:
    """Return the analysis's attributions with speaker, anonymity, chain and setting filled in.

    Uses `analysis.mentions` (resolved) and `analysis.times` (resolved); order is kept.
    """
    scene = Scene(reading, in_full(reading, analysis.mentions))
    made = makers(scene)
    turns: list[Turn] = []
    by_id: dict[str, Turn] = {}
    for one in sorted(analysis.attributions, key=_start):
        setting = setting_of(scene, one, analysis.times)
        outer = _outer(one, turns)
        speaker, anonymity, chain = _resolve(scene, one, setting, turns, outer)
        done = replace(
            one,
            speaker=speaker,
            anonymity=anonymity,
            chain=chain,
            uttered=setting.uttered if setting.uttered.is_known else one.uttered,
            medium=setting.medium,
            occasion=setting.occasion,
            addressee=setting.addressee,
        )
        maker = with_maker(scene, done, made) if made else None
        if maker is not None:
            speaker = maker
            done = replace(
                done, speaker=maker, anonymity=Anonymity.NAMED, chain=_chain(chain, maker)
            )
        if one.continues and one.continues in by_id:
            done = _continued(done, by_id[one.continues].attribution)
        start = (one.source or one.cue or one.content)[0].start
        turn = Turn(done, speaker, start, inner=outer is not None)
        turns.append(turn)
        by_id[one.id] = turn
    ahead = (_ahead(by_id[one.id].attribution, by_id) for one in analysis.attributions)
    return tuple(corrected(scene, one) for one in ahead)


def _ahead(one: Attribution, by_id: dict[str, Turn]) -> Attribution:
    """Give a sentence the speaker of the "added" behind it."""
    behind = by_id.get(one.continues or "")
    if one.speaker is not None or behind is None or behind.speaker is None:
        return one
    known = behind.attribution
    done = replace(
        one,
        speaker=replace(behind.speaker, as_written=None),
        anonymity=known.anonymity,
        chain=known.chain,
    )
    return _continued(done, known)


def _start(one: Attribution) -> tuple[int, int]:
    """Order outer attributions before those inside their content."""
    spans = (*one.source, *one.cue, *one.content)
    first = min(s.start for s in spans)
    return first, first - max(s.end for s in spans)


def _outer(one: Attribution, turns: list[Turn]) -> Turn | None:
    """Return the attribution whose content holds this one's source or cue."""
    spans = one.source or one.cue
    return outer_of(turns, spans[0]) if spans else None


def _resolve(
    scene: Scene,
    one: Attribution,
    setting: Setting,
    turns: list[Turn],
    outer: Turn | None,
) -> tuple[Speaker | None, Anonymity, tuple[str, ...]]:
    before = _carriers(scene, outer)
    if one.continues is not None:
        first = next((t for t in turns if t.attribution.id == one.continues), None)
        first = _spoke_since(scene, one, first, turns) or first
        if first is None or first.speaker is None:
            return None, Anonymity.UNSTATED, before
        speaker = replace(first.speaker, as_written=None)
        return speaker, first.attribution.anonymity, first.attribution.chain
    printed = printed_turn(scene, one)
    if printed is not None:
        return (*printed, _chain(before, printed[0]))
    if not one.source:
        unnamed = _unstated(scene, one)
        return unnamed, Anonymity.UNSTATED, _chain(before, unnamed)
    return _from_source(scene, one, setting, turns, outer)


def _spoke_since(
    scene: Scene, one: Attribution, first: Turn | None, turns: list[Turn]
) -> Turn | None:
    """Return who spoke in the sentence right before a quotation without a cue."""
    start = one.content[0].start
    last = next((t for t in reversed(turns) if not t.inner and t.start < start), None)
    if first is None or last is None or last.speaker is None or last.speaker.candidates:
        return None
    here, there = scene.sentence_at(last.start), scene.sentence_at(first.start)
    near = scene.block_of(start) == scene.block_of(last.start) == scene.block_of(first.start)
    after = near and here > there and scene.sentences_between(last.start, start) <= 1
    return last if after else None


def _from_source(
    scene: Scene, one: Attribution, setting: Setting, turns: list[Turn], outer: Turn | None
) -> tuple[Speaker | None, Anonymity, tuple[str, ...]]:
    """Resolve a source phrase; who cites is a link, who is cited the speaker."""
    before = _carriers(scene, outer)
    speaker, anonymity = _of_source(scene, one, turns, outer)
    if outer is not None and speaker is outer.speaker and one.source[0].quote.split()[1:]:
        return speaker, anonymity, (*before, one.source[0].quote)
    if setting.cited is not None and speaker is not None and _passes_on(speaker):
        cited, cited_anonymity = resolve_phrase(scene, setting.cited, turns)
        if cited is not None:
            return cited, cited_anonymity, _chain((*before, speaker.name), cited)
    own = speaker.name if speaker is not None else ""
    for carrier in setting.carriers:
        name = carrier if isinstance(carrier, str) else _carrier(scene, carrier, turns)
        if name.lower() not in (own.lower(), *(n.lower() for n in before[-1:])):
            before = (*before, name)
    if not setting.carriers and outer is None:
        before = _still_carried(scene, one, speaker, turns) or before
    return speaker, anonymity, _chain(before, speaker)


def _carrier(scene: Scene, phrase: Span, turns: list[Turn]) -> str:
    speaker, _ = resolve_phrase(scene, phrase, turns)
    return speaker.name if speaker is not None else phrase.quote


def _passes_on(speaker: Speaker) -> bool:
    """Tell an outlet or a press service, who carry words, from a minister who cites a report."""
    if speaker.kind is EntityKind.PUBLISHER or "press" in speaker.name.lower().split():
        return True
    return speaker.kind in (EntityKind.ORGANISATION, EntityKind.GROUP) and speaker.state is None


def _still_carried(
    scene: Scene, one: Attribution, speaker: Speaker | None, turns: list[Turn]
) -> tuple[str, ...]:
    """Return the relays of the speaker's last words, where he goes on: "The source added"."""
    last = _last_by(speaker, turns)
    if last is None:
        return ()
    source = one.source[0]
    again = [t for t in scene.reading.tokens_between(source.start, source.end) if t.pos == "PROPN"]
    near = scene.block_of(source.start) - scene.block_of(last.start) <= 1
    return last.attribution.chain[:-1] if near and len(again) < 2 else ()


def _last_by(speaker: Speaker | None, turns: list[Turn]) -> Turn | None:
    """Return the last turn if it is this speaker's, be it inside the words of an outlet."""
    if not turns or speaker is None:
        return None
    last = turns[-1]
    outer = outer_of(turns[:-1], last.attribution.source[0]) if last.attribution.source else None
    told = outer.speaker if outer is not None else None
    if last.inner and (told is None or not _passes_on(told)):
        return None
    same = last.speaker is not None and last.speaker.name == speaker.name
    return last if same else None


def _of_source(
    scene: Scene, one: Attribution, turns: list[Turn], outer: Turn | None
) -> tuple[Speaker | None, Anonymity]:
    source = one.source[0]
    first = source.quote.split()[0].lower()
    if outer is not None and outer.speaker is not None and first in _OWN:
        # "According to our intelligence", he said: the words stay his.
        return outer.speaker, outer.attribution.anonymity
    if source.quote.lower() in PRONOUNS:
        return resolve_pronoun(scene, one, turns, outer)
    same = next((t for t in reversed(turns) if t.attribution.source == one.source), None)
    if same is not None:  # two cues with one source
        return same.speaker, same.attribution.anonymity
    source = _antecedent(scene, source) if first in _RELATIVES else source
    speaker, anonymity = resolve_phrase(scene, source, turns)
    return _with_owner(speaker, turns), anonymity


def _antecedent(scene: Scene, source: Span) -> Span:
    """Return the phrase that a relative pronoun takes up ("the insider, who said")."""
    tokens = scene.reading.tokens_between(source.start, source.end)
    if len(tokens) != 1:
        return source
    verb = scene.reading.tokens[tokens[0].head]
    while verb.dep not in ("relcl", "ROOT") and verb.head != verb.i:
        verb = scene.reading.tokens[verb.head]
    noun = scene.reading.tokens[verb.head]
    if verb.dep != "relcl" or noun.left >= tokens[0].i:
        return source
    last = max(i for i in range(noun.i, tokens[0].i) if scene.reading.tokens[i].text != ",")
    return scene.reading.token_span(noun.left, last)


def _with_owner(speaker: Speaker | None, turns: list[Turn]) -> Speaker | None:
    """Let a person named by surname keep body and role of the turn that introduced him."""
    if speaker is None or speaker.kind is not PERSON or (speaker.body and speaker.role):
        return speaker
    for turn in turns:
        known = turn.speaker
        if known is not None and known.name == speaker.name:
            return replace(
                speaker,
                body=speaker.body or known.body,
                role=speaker.role or known.role,
                state=speaker.state or known.state,
            )
    return speaker


def _unstated(scene: Scene, one: Attribution) -> Speaker | None:
    """Return what an adverb says of its source ("officially": officials)."""
    if not one.cue or not words(scene.language, "speakers", "titles"):
        return None
    adverbs = read_toml(f"languages/{scene.language}/speech.toml")["adverbs"]
    name = adverbs.get(one.cue[0].quote.lower(), "")
    return Speaker(name, EntityKind.GROUP, as_written=one.cue[0].quote) if name else None


def _carriers(scene: Scene, outer: Turn | None) -> tuple[str, ...]:
    """Return the chain down to the outer speaker: publisher, agency of the dateline, outer."""
    if outer is not None and outer.attribution.chain:
        return outer.attribution.chain
    report = scene.reading.report
    names = [report.publisher] if report.publisher else []
    agency = report.dateline.agency if report.dateline is not None else None
    if agency and agency.lower() not in (n.lower() for n in names):
        names.append(agency)
    return tuple(names)


def _chain(before: tuple[str, ...], speaker: Speaker | None) -> tuple[str, ...]:
    if speaker is None or (before and before[-1] == speaker.name):
        return before
    return (*before, speaker.name)


def _continued(done: Attribution, first: Attribution) -> Attribution:
    """Give a continuing quotation the setting of the utterance it continues."""
    return replace(
        done,
        uttered=first.uttered,
        medium=first.medium,
        occasion=first.occasion,
        addressee=first.addressee,
    )


__all__ = ["resolve_speakers", "source_head"]
