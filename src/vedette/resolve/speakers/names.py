"""Source phrases become speakers: names, offices, bodies, states, documents, unnamed people."""

from __future__ import annotations

import re
from dataclasses import replace

from vedette.model import Anonymity, EntityKind, Mention, Span, Speaker, Token, Zone
from vedette.resolve.speakers.bodies import (
    Resolved,
    bodies_of_both,
    clean,
    known_body,
    speaker_of_body,
    speaker_of_state,
    unknown_body,
)
from vedette.resolve.speakers.introduced import capital, introduced, namesake, of_profile
from vedette.resolve.speakers.offices import holder, office_in, other_office
from vedette.resolve.speakers.scene import (
    BODIES,
    PERSON,
    Profile,
    Scene,
    Turn,
    state_of,
    state_of_body,
)

_DEFINITE = frozenset({"the", "this", "that", "its", "his", "her", "their"})
_THEN = re.compile(r"\s+(?:at (?:the|that) time|back then|in those days)$")
_NAME_LINKS = frozenset({"compound", "appos", "flat", "nmod", "amod"})


def source_head(scene: Scene, source: Span) -> Token | None:
    """Return the token of a source phrase that is governed from outside it."""
    tokens = scene.reading.tokens_between(source.start, source.end)
    inside = {t.i for t in tokens}
    outer = [t for t in tokens if t.head == t.i or t.head not in inside]
    nominal = [t for t in outer if t.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")]
    return (nominal or outer or [None])[0]  # type: ignore[list-item]


def resolve_phrase(scene: Scene, source: Span, turns: list[Turn]) -> Resolved:  # noqa: PLR0911
    """Return the speaker of a source phrase that is no pronoun."""
    head = source_head(scene, source)
    if head is None:
        return Speaker(
            clean(source.quote), EntityKind.UNKNOWN, as_written=source.quote
        ), Anonymity.UNSTATED
    several = _several(scene, source, head)
    if several is not None:
        return several, Anonymity.NAMED
    person = _person(scene, source, head)
    if person is not None:
        other = namesake(scene, source, person)
        return other or _named(scene, source, person), Anonymity.NAMED
    mention = scene.mention_at(head.i)
    own = mention is not None and source.start <= mention.span.start
    if mention is not None and mention.kind in BODIES and own and not _plain(mention):
        return speaker_of_body(mention, source), Anonymity.ORGANISATION
    if mention is not None and mention.kind is EntityKind.STATE:
        return speaker_of_state(mention, source), Anonymity.ORGANISATION
    seat = capital(mention, source)
    if seat is not None:
        return seat, Anonymity.ORGANISATION
    return _common(scene, source, head, turns)


def _plain(mention: Mention) -> bool:
    """Tell "the defence ministry", which names no body by itself, from a name."""
    return mention.generic and mention.ref.id is None


def _several(scene: Scene, source: Span, head: Token) -> Speaker | None:
    """Join coordinated names ("Tusk and Nauseda said")."""
    names: list[str] = []
    states: set[str | None] = set()
    for i in (head.i, *_conjuncts(scene, head.i)):
        mention = scene.mention_at(i)
        if mention is None or not source.start <= mention.span.start < source.end:
            return None
        if mention.kind not in BODIES | {PERSON, EntityKind.STATE}:
            return None
        names.append(mention.ref.name)
        states.add(state_of(mention) or state_of_body(mention))
    if len(dict.fromkeys(names)) < 2:
        return None
    state = states.pop() if len(states) == 1 else None
    return Speaker(" and ".join(names), EntityKind.GROUP, state=state, as_written=source.quote)


def _conjuncts(scene: Scene, i: int) -> list[int]:
    found: list[int] = []
    for c in scene.reading.children[i]:
        if scene.reading.tokens[c].dep == "conj":
            found += [c, *_conjuncts(scene, c)]
    return found


def _person(scene: Scene, source: Span, head: Token) -> Mention | None:
    """Return the person that the phrase names, not one it only mentions ("Trump's adviser")."""
    for mention in scene.inside(source.start, source.end):
        if mention.kind is not PERSON:
            continue
        tokens = scene.reading.tokens_between(mention.span.start, mention.span.end)
        if any(_names(scene, t, head) for t in tokens) or _apposed(scene, source, head, mention):
            return mention
    return None


def _apposed(scene: Scene, source: Span, head: Token, mention: Mention) -> bool:
    """Tell "the chief of staff, General X": words of office and a name behind a comma."""
    if head.lemma.lower() not in scene.words("titles") or mention.span.end != source.end:
        return False
    before = source.quote[: mention.span.start - source.start]
    if "," not in before:
        return False
    office = before.rsplit(",", 1)[1].split()
    ranks = scene.words("titles") | scene.words("honorifics")
    return all(w.lower() in ranks or w.lower().strip(".") in ranks for w in office)


def _names(scene: Scene, token: Token, head: Token) -> bool:
    """Tell whether a token is the head of a phrase or names it by apposition."""
    i = token.i
    mention = scene.mention_at(i)
    while i != head.i:
        current = scene.reading.tokens[i]
        if current.dep not in _NAME_LINKS or current.head == i:
            return False
        over = scene.reading.tokens[current.head]
        own = mention is not None and mention.span.start <= over.start < mention.span.end
        # In "Trump administration official" the name modifies what follows it.
        if current.dep in ("compound", "nmod", "amod") and not own and over.i > i:
            return False
        i = over.i
    return True


def _named(scene: Scene, source: Span, mention: Mention) -> Speaker:
    profile = scene.profile(mention) or Profile(mention.ref.name, mention.ref.id)
    speaker = of_profile(profile, as_written=source.quote)
    role = _role(scene, source, mention)
    own = [m for m in scene.inside(source.start, source.end) if m is not mention]
    body = next((m for m in own if m.kind in BODIES), None)
    state = next((s for m in own if (s := state_of(m))), None)
    return replace(
        speaker,
        role=role or speaker.role,
        body=body.ref.name if body is not None else speaker.body,
        state=speaker.state or state or (state_of_body(body) if body is not None else None),
    )


def _role(scene: Scene, source: Span, mention: Mention) -> str | None:
    """Return the words of office beside a name: "a senior Belarusian general" without article."""
    before = source.quote[: mention.span.start - source.start]
    after = source.quote[mention.span.end - source.start :]
    for piece in (before, after):
        words = clean(piece)
        if any(w.strip(".,").lower() in scene.words("titles") for w in words.split()):
            return words
    return None


def _common(scene: Scene, source: Span, head: Token, turns: list[Turn]) -> Resolved:  # noqa: PLR0911
    """Resolve a phrase whose head is a common noun or a name that nothing knows."""
    noun = head.lemma.lower()
    plural = head.tag in ("NNS", "NNPS")
    if noun in words_of_documents(scene) and not plural:
        return _document(scene, source, head, turns)
    # Headlines drop the article: "General says alliance is wrong".
    first = scene.reading.tokens_between(source.start, source.end)[0].i
    bare = (head.i == first or _in_headline(scene, source)) and not plural
    definite = source.quote.split()[0].lower() in _DEFINITE or bare
    named = introduced(scene, source, head)
    if named is not None:
        return named, Anonymity.NAMED
    person = noun in scene.words("titles") or (
        definite and noun in ("officer", "politician", "man", "woman")
    )
    if person and not plural and (definite or _attributed(scene, source)):
        resolved = _titled(scene, source, head, turns)
        if resolved is not None:
            return resolved
    if noun in scene.words("bodies") and plural:
        both = bodies_of_both(scene, source) or unknown_body(scene, source)
        return both, Anonymity.ORGANISATION
    if noun in scene.words("bodies"):
        return known_body(scene, source, noun, turns, definite=definite)
    if noun in scene.words("anonymous") or noun in scene.words("titles"):
        return _unnamed(scene, source, head, turns, definite=definite and not plural)
    if head.ent == "PERSON":
        return Speaker(clean(source.quote), PERSON, as_written=source.quote), Anonymity.NAMED
    if head.ent in ("ORG", "NORP", "GPE") or head.pos == "PROPN":
        name = clean(source.quote)
        return Speaker(
            name, EntityKind.ORGANISATION, as_written=source.quote
        ), Anonymity.ORGANISATION
    kind = EntityKind.DOCUMENT if noun in film_and_paper(scene) else EntityKind.GROUP
    anonymity = Anonymity.UNSTATED if kind is EntityKind.DOCUMENT else Anonymity.ANONYMOUS
    return Speaker(clean(source.quote), kind, as_written=source.quote), anonymity


def words_of_documents(scene: Scene) -> frozenset[str]:
    """Return the nouns of documents that carry somebody's words."""
    return scene.words("documents")


def film_and_paper(scene: Scene) -> frozenset[str]:
    """Return the nouns of documents that show something."""
    from vedette.resolve.speakers.scene import words

    return words(scene.language, "documents", "film") | words(scene.language, "documents", "paper")


def _attributed(scene: Scene, source: Span) -> bool:
    """Tell whether a state or a body stands in the phrase ("Poland's defence minister")."""
    first = source.quote.split()[0].lower()
    if first in ("a", "an", "one", "another") or first.isdigit():
        return False
    return any(
        m.kind in BODIES | {EntityKind.STATE} for m in scene.inside(source.start, source.end)
    )


def _titled(scene: Scene, source: Span, head: Token, turns: list[Turn]) -> Resolved | None:
    """Find who was introduced with a title before; two bearers leave candidates."""
    noun = head.lemma.lower()
    own = scene.inside(source.start, source.end)
    state = next((s for m in own if (s := state_of(m))), None)
    body = next((m.ref.name for m in own if m.kind in BODIES), None)
    office = office_in(source.quote)
    headline = _in_headline(scene, source)
    if noun == "minister" and "prime minister" in source.quote.lower():
        noun = "premier"
    bearers = [
        p for p in scene.profiles.values()
        if noun in p.titles and (headline or p.first < source.start)
        and not other_office(p, office)
        and (state is None or p.state in (None, state)) and (body is None or p.body in (None, body))
    ]  # fmt: skip
    bearers = _nearest(scene, source, bearers) if len(bearers) > 1 else bearers
    if len(bearers) != 1 and office:
        known = holder(scene, office, state, source)
        if known is not None:
            return known, Anonymity.NAMED
    if not bearers and body is None:
        salient = _salient(scene, source, turns, state)
        bearers = [salient] if salient is not None else []
    if len(bearers) == 1:
        return of_profile(bearers[0], as_written=source.quote), Anonymity.NAMED
    name = clean(source.quote)
    names = tuple(p.name for p in bearers)
    if not bearers and noun in scene.words("anonymous") and state is None and body is None:
        return None
    speaker = Speaker(
        name, PERSON, body=body, role=name, state=state, as_written=source.quote, candidates=names
    )
    return speaker, Anonymity.TITLE


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
    headline = _in_headline(scene, source)
    named = [p for p in scene.profiles.values() if headline or p.first < source.start]
    if len(named) == 1 and _holds_office(named[0], source, state):
        return named[0]
    return None


def _in_headline(scene: Scene, source: Span) -> bool:
    """Tell whether a source stands above the text: it may mean who is named only below."""
    return scene.reading.report.zone_at(source.start) in (Zone.HEADLINE, Zone.DECK)


def _holds_office(person: Profile, source: Span, state: str | None) -> bool:
    """Tell whether a person can be meant by an office: no other state's, in no other office."""
    return (state is None or person.state in (None, state)) and not other_office(
        person, office_in(source.quote)
    )


def _document(scene: Scene, source: Span, head: Token, turns: list[Turn]) -> Resolved:
    """Find whose statement it is: named beside it, or the last one who spoke in one."""
    author = _author(scene, source, head)
    if author is not None:
        speaker, anonymity = resolve_phrase(scene, author, turns)
        if speaker is not None:
            return replace(speaker, as_written=source.quote), anonymity
    noun = head.lemma.lower()
    for turn in reversed(turns):
        medium = (turn.attribution.medium or "").lower()
        if turn.speaker is not None and noun in medium.split():
            return replace(turn.speaker, as_written=source.quote), turn.attribution.anonymity
    name = clean(source.quote)
    return Speaker(name, EntityKind.DOCUMENT, as_written=source.quote), Anonymity.UNSTATED


def _author(scene: Scene, source: Span, head: Token) -> Span | None:
    """Return the phrase that names a document's author ("a statement by the general staff")."""
    tokens = scene.reading.tokens
    for c in scene.reading.children[head.i]:
        child = tokens[c]
        if child.dep in ("poss", "compound", "nmod", "amod") and scene.mention_at(c) is not None:
            mention = scene.mention_at(c)
            if mention is not None and mention.span.start >= source.start:
                return mention.span
        if child.dep == "poss" and child.pos in ("NOUN", "PROPN"):
            return scene.reading.token_span(child.left, child.i)
        if child.lower in ("by", "from", "of") and child.dep in ("prep", "agent"):
            for name in scene.reading.children[c]:
                if tokens[name].dep == "pobj":
                    return scene.reading.token_span(tokens[name].left, tokens[name].right)
    return None


def _unnamed(
    scene: Scene, source: Span, head: Token, turns: list[Turn], *, definite: bool
) -> Resolved:
    """Keep unnamed people as written; "the official" is the last one so called."""
    if definite:
        for turn in reversed(turns):
            known = turn.speaker
            same = known is not None and known.role == head.lemma.lower()
            if known is not None and same and turn.attribution.anonymity is Anonymity.ANONYMOUS:
                return replace(known, as_written=source.quote), Anonymity.ANONYMOUS
    own = scene.inside(source.start, source.end)
    own = [m for m in own if not _owns(scene, m)]
    bodies = [m for m in own if m.kind in BODIES]
    states = dict.fromkeys(s for m in own if (s := state_of(m)))
    state = next(iter(states)) if len(states) == 1 else None  # "Russian and Belarusian officials"
    first = scene.reading.tokens_between(source.start, source.end)[0]
    named = scene.mention_at(first.i)
    name = _THEN.sub("", clean(source.quote))
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


def _owns(scene: Scene, mention: Mention) -> bool:
    """Tell a genitive ("the US's allies"): they do not speak for the owner."""
    tokens = scene.reading.tokens_between(mention.span.start, mention.span.end)
    return any(t.dep in ("poss", "nmod") and _genitive(scene, t) for t in tokens)


def _genitive(scene: Scene, token: Token) -> bool:
    follows = scene.reading.text[token.end : token.end + 1]
    return follows in ("'", "’")
