"""Offices and ranks as speakers: "the colonel", "the foreign minister", "the NATO chief"."""

from __future__ import annotations

from vedette.model import Anonymity, Span, Speaker, Token, Zone
from vedette.resolve.speakers.bodies import Resolved, clean
from vedette.resolve.speakers.introduced import of_profile
from vedette.resolve.speakers.offices import holder, office_in, other_office
from vedette.resolve.speakers.scene import BODIES, PERSON, Profile, Scene, Turn, outer_of, state_of

# Whoever leads a body has one of these words in his office, whatever it is called.
_LEADS = frozenset({"chief", "head", "boss", "leader"})
_LED_BY = frozenset(
    {"secretary", "director", "chairman", "chairwoman", "minister", "president", "commander",
     "executive", "ceo", "governor", "commissioner", "coordinator", *_LEADS}
)  # fmt: skip
# Nouns that whoever is known by another title can be called as well.
_ANYBODY = frozenset(
    {"official", "officer", "politician", "man", "woman", "diplomat", "leader", "commander", "head",
     "lawmaker", "expert", "analyst", "veteran", "chief", "executive", "boss", "author"}
)  # fmt: skip
_UNDER = frozenset({"deputy", "vice", "former", "assistant", "ex", "spokesman", "spokeswoman"})


def titled(scene: Scene, source: Span, head: Token, turns: list[Turn]) -> Resolved | None:
    """Find who was introduced with a title before; two bearers leave candidates."""
    noun = head.lemma.lower()
    own = scene.inside(source.start, source.end)
    state = next((s for m in own if (s := state_of(m))), None)
    body = next((m.ref.name for m in own if m.kind in BODIES), None)
    office = office_in(source.quote)
    bearers = _bearers(scene, source, head, state, body)
    outer = outer_of(turns, source)
    himself = outer.speaker.name if outer is not None and outer.speaker is not None else ""
    bearers = [p for p in bearers if p.name != himself]  # nobody calls himself "the president"
    bearers = _nearest(scene, source, bearers) if len(bearers) > 1 else bearers
    bearers = _last_to_speak(scene, source, bearers, turns) if len(bearers) > 1 else bearers
    if len(bearers) != 1 and office:
        known = holder(scene, office, state, source)
        if known is not None and known.name != himself:
            return known, Anonymity.NAMED
    if not bearers and body is None:
        salient = _salient(scene, source, turns, state)
        called = salient is not None and (noun in _ANYBODY or not salient.titles)
        relation = noun in scene.words("relations")  # "his deputy" is somebody else
        if salient is not None and called and not relation and salient.name != himself:
            bearers = [salient]
    if len(bearers) == 1:
        return of_profile(bearers[0], as_written=source.quote), Anonymity.NAMED
    name = clean(source.quote)
    names = tuple(p.name for p in bearers)
    if not bearers and state is None and body is None and _leaves_open(scene, noun, turns):
        return None
    speaker = Speaker(
        name, PERSON, body=body, role=name, state=state, as_written=source.quote, candidates=names
    )
    return speaker, Anonymity.TITLE


def _leaves_open(scene: Scene, noun: str, turns: list[Turn]) -> bool:
    """Tell a title that unnamed people bear as well ("the spokesman" of "a spokesman said")."""
    return noun in scene.words("anonymous") or any(
        t.speaker is not None and t.speaker.role == noun
        and t.attribution.anonymity is Anonymity.ANONYMOUS
        for t in turns
    )  # fmt: skip


def _bearers(
    scene: Scene, source: Span, head: Token, state: str | None, body: str | None
) -> list[Profile]:
    noun = head.lemma.lower()
    office = office_in(source.quote)
    headline = in_headline(scene, source)
    if noun == "minister" and "prime minister" in source.quote.lower():
        noun = "premier"
    near = [
        p for p in scene.profiles.values()
        if (headline or p.first < source.start) and not other_office(p, office)
        and (state is None or p.state in (None, state)) and (body is None or p.body in (None, body))
    ]  # fmt: skip
    near = [p for p in near if p.state == state and noun in p.titles] or near
    leads = noun in _LEADS and body is not None
    found = [p for p in near if noun in p.titles]
    if leads and not found:
        return [p for p in near if p.body == body and p.titles & _LED_BY and not p.words & _UNDER]
    return _in_that_office(scene, source, head, found) if noun != "premier" else found


def _in_that_office(
    scene: Scene, source: Span, head: Token, bearers: list[Profile]
) -> list[Profile]:
    """Narrow bearers of a title by what stands before it ("the foreign minister")."""
    before = scene.reading.tokens_between(source.start, head.start)
    kind = {
        scene.office_word(t) for t in before
        if t.pos in ("ADJ", "NOUN", "PROPN") and scene.mention_at(t.i) is None
        and t.lower in scene.words("portfolios")
    }  # fmt: skip
    if not kind:
        return bearers
    exact = [p for p in bearers if kind <= p.words]
    return exact or [p for p in bearers if not p.words & scene.words("portfolios")]


def _nearest(scene: Scene, source: Span, bearers: list[Profile]) -> list[Profile]:
    """Narrow bearers of one title to those named in the sentence, else in the paragraph."""
    tokens = scene.reading.tokens_between(source.start, source.end)
    sentence = scene.reading.sentence_of(tokens[0])
    block = scene.reading.report.blocks[scene.block_of(source.start)]
    for start in (sentence.start, block.start):
        near = {
            m.ref.id or m.ref.name for m in scene.inside(start, source.start) if m.kind is PERSON
        }
        named = [p for p in bearers if (p.id or p.name) in near]
        if named:
            return named
    return bearers


def _last_to_speak(
    scene: Scene, source: Span, bearers: list[Profile], turns: list[Turn]
) -> list[Profile]:
    """Narrow bearers to the last speaker, where no other bearer is named since."""
    last = next((t for t in reversed(turns) if not t.inner and t.start < source.start), None)
    if last is None or last.speaker is None:
        return bearers
    chosen = [p for p in bearers if p.name == last.speaker.name]
    since = {m.ref.id or m.ref.name for m in scene.inside(last.start, source.start)}
    others = [p for p in bearers if p not in chosen and (p.id or p.name) in since]
    return chosen if chosen and not others else bearers


def _salient(scene: Scene, source: Span, turns: list[Turn], state: str | None) -> Profile | None:
    """Return whom "the official" means where one person alone can be meant.

    That is the last speaker of this paragraph or the one before, else the only person named so
    far; unnamed officials that have spoken since leave it open.
    """
    block = scene.block_of(source.start)
    for turn in reversed(turns):
        if turn.start >= source.start or turn.speaker is None:
            continue
        if block - scene.block_of(turn.start) > 1:
            break
        if turn.attribution.anonymity is Anonymity.ANONYMOUS:
            return None
        if turn.speaker.kind is PERSON and not turn.speaker.candidates:
            known = scene.profiles.get(turn.speaker.id or turn.speaker.name)
            return known if known is not None and _holds_office(known, source, state) else None
    headline = in_headline(scene, source)
    named = [p for p in scene.profiles.values() if headline or p.first < source.start]
    if len(named) == 1 and _holds_office(named[0], source, state):
        return named[0]
    return None


def in_headline(scene: Scene, source: Span) -> bool:
    """Tell whether a source stands above the text: it may mean who is named only below."""
    return scene.reading.report.zone_at(source.start) in (Zone.HEADLINE, Zone.DECK)


def _holds_office(person: Profile, source: Span, state: str | None) -> bool:
    """Tell whether a person can be meant by an office: no other state's, in no other office."""
    return (state is None or person.state in (None, state)) and not other_office(
        person, office_in(source.quote)
    )
