"""Source phrases become speakers: names, offices, bodies, states, documents, unnamed people."""

from __future__ import annotations

from dataclasses import replace

from vedette.model import Anonymity, EntityKind, Mention, Span, Speaker, Token
from vedette.resolve.speakers.bodies import (
    Resolved,
    bodies_of_both,
    clean,
    known_body,
    several_firms,
    speaker_of_body,
    speaker_of_state,
    unknown_body,
    unquantified,
)
from vedette.resolve.speakers.documents import author_of, spoke_in
from vedette.resolve.speakers.fullest import behind_trade, fullest
from vedette.resolve.speakers.introduced import (
    behind_rank,
    by_surname,
    capital,
    full_name,
    introduced,
    namesake,
    of_profile,
)
from vedette.resolve.speakers.joint import joined
from vedette.resolve.speakers.scene import (
    BODIES,
    PERSON,
    Profile,
    Scene,
    Turn,
    state_of,
    state_of_body,
    words,
)
from vedette.resolve.speakers.titled import in_headline, titled
from vedette.resolve.speakers.unnamed import unnamed

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})
_ASIDE = frozenset({"speak", "talk", "ask", "request", "decline", "insist"})
_NAME_LINKS = frozenset({"compound", "appos", "flat", "nmod", "amod"})


def source_head(scene: Scene, source: Span) -> Token | None:
    """Return the token of a source phrase that is governed from outside it."""
    tokens = scene.reading.tokens_between(source.start, source.end)
    inside = {t.i for t in tokens}
    outer = [t for t in tokens if t.head == t.i or t.head not in inside]
    nominal = [t for t in outer if t.pos in ("NOUN", "PROPN", "PRON", "NUM", "ADJ")]
    return (nominal or outer or [None])[0]  # type: ignore[list-item]


def resolve_phrase(scene: Scene, source: Span, turns: list[Turn]) -> Resolved:
    """Return the speaker of a source phrase that is no pronoun."""
    core = _core(scene, source)
    speaker, anonymity = _resolved(scene, core, turns)
    if core is not source and speaker is not None:
        speaker = replace(speaker, as_written=source.quote)
    return speaker, anonymity


def _core(scene: Scene, source: Span) -> Span:
    """Cut off clauses behind a comma and examples: "the insider, who asked not to be named"."""
    head = source_head(scene, source)
    if head is None:
        return source
    end = source.end
    tokens = scene.reading.tokens
    for c in scene.reading.children[head.i]:
        child = tokens[c]
        first = tokens[child.left]
        if c <= head.i or first.start >= end:
            continue
        comma = tokens[first.i - 1]
        clause = child.dep in ("relcl", "acl", "advcl") and comma.text == ","
        # How he asked to be called tells nothing of who he is.
        clause = clause or (child.dep == "relcl" and child.lemma.lower() in _ASIDE)
        such = tokens[first.i - 1].lower == "such" and first.lower == "as"
        if clause or such or first.lower in ("including", "such"):
            cut = first.i - 1 if such else first.i
            end = tokens[cut - 1].start if tokens[cut - 1].text == "," else tokens[cut].start
    if end >= source.end:
        return source
    text = scene.reading.text[source.start : end].rstrip()
    return scene.reading.span(source.start, source.start + len(text))


def _resolved(scene: Scene, source: Span, turns: list[Turn]) -> Resolved:  # noqa: PLR0911
    head = source_head(scene, source)
    if head is None:
        return Speaker(
            clean(source.quote), EntityKind.UNKNOWN, as_written=source.quote
        ), Anonymity.UNSTATED
    several = joined(scene, source)
    if several is not None:
        return several
    person = _person(scene, source, head)
    shared = by_surname(scene, source, head, turns)
    if shared is not None:
        return shared
    if person is not None:
        full = full_name(scene, source, head)
        if full is not None:
            return full, Anonymity.NAMED
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


def _person(scene: Scene, source: Span, head: Token) -> Mention | None:
    """Return the person that the phrase names, not one it only mentions ("Trump's adviser")."""
    for mention in scene.inside(source.start, source.end):
        if mention.kind is not PERSON:
            continue
        tokens = scene.reading.tokens_between(mention.span.start, mention.span.end)
        if any(_names(scene, t, head) for t in tokens) or _apposed(scene, source, head, mention):
            return mention
        if head.lemma.lower() in scene.words("titles") and _behind(scene, source, mention):
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


def _behind(scene: Scene, source: Span, mention: Mention) -> bool:
    """Tell "Secretary of the Navy X": a name right behind an office that it does not depend on.

    In "a spokesman for President X" the rank before the name belongs to what follows "for".
    """
    if mention.span.end != source.end:
        return False
    before = scene.reading.tokens_between(source.start, mention.span.start)
    if not before or before[-1].tag == "POS" or before[-1].pos not in ("NOUN", "PROPN"):
        return False
    ranks = scene.words("titles") | scene.words("honorifics")
    if before[-1].lemma.lower() not in ranks and before[-1].lower not in ranks:
        return True
    if any(t.pos == "ADP" and t.lower != "of" for t in before):
        return False
    rest = [
        t for t in before
        if t.pos not in ("CCONJ", "PUNCT") and not {t.lower, t.lemma.lower()} & ranks
    ]  # fmt: skip
    return not rest or rest[-1].pos in ("NOUN", "PROPN", "ADJ")


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
        said = clean(piece)
        if any(w.strip(".,").lower() in scene.words("titles") for w in said.split()):
            return said
    return None


def _common(scene: Scene, source: Span, head: Token, turns: list[Turn]) -> Resolved:  # noqa: PLR0911, C901
    """Resolve a phrase whose head is a common noun or a name that nothing knows."""
    noun = head.lemma.lower()
    many = head.tag in ("NNS", "NNPS")
    if noun in scene.words("documents") and not many:
        return _document(scene, source, head, turns)
    beside = (
        _of_issuer(scene, source, head, turns)
        or _of_owner(scene, source, head, turns)
        or _of_apposed(scene, source, head)
    )
    if beside is not None:
        return beside
    # Headlines drop the article: "General says alliance is wrong".
    first = scene.reading.tokens_between(source.start, source.end)[0].i
    bare = (head.i == first or in_headline(scene, source)) and not many
    definite = source.quote.split()[0].lower() in _DEFINITE or bare
    named = introduced(scene, source, head)
    if named is not None:
        return named, Anonymity.NAMED
    person = noun in scene.words("titles") or (
        definite and noun in ("officer", "politician", "man", "woman")
    )
    if person and not many and (definite or _attributed(scene, source)):
        resolved = titled(scene, source, head, turns)
        if resolved is not None:
            return resolved
    several = several_firms(scene, source, noun)
    if several is not None or (noun in scene.words("bodies") and many):
        both = several or bodies_of_both(scene, source) or unknown_body(scene, source)
        return both, Anonymity.ORGANISATION
    if noun in scene.words("bodies") or (definite and not many and _is_firm(scene, noun)):
        return known_body(scene, source, turns, definite=definite)
    if noun in scene.words("anonymous") or noun in scene.words("titles"):
        return unnamed(scene, source, head, turns, definite=definite)
    ranked = behind_rank(scene, source)
    if ranked is not None:
        return ranked, Anonymity.NAMED
    if head.ent == "PERSON":
        return Speaker(clean(source.quote), PERSON, as_written=source.quote), Anonymity.NAMED
    if head.ent in ("ORG", "NORP", "GPE") or head.pos == "PROPN":
        name = fullest(scene.reading, clean(source.quote))
        return Speaker(
            name, EntityKind.ORGANISATION, as_written=source.quote
        ), Anonymity.ORGANISATION
    kind = EntityKind.DOCUMENT if noun in film_and_paper(scene) else EntityKind.GROUP
    anonymity = Anonymity.UNSTATED if kind is EntityKind.DOCUMENT else Anonymity.ANONYMOUS
    name = unquantified(source.quote) if kind is EntityKind.GROUP else clean(source.quote)
    return Speaker(name, kind, as_written=source.quote), anonymity


def _is_firm(scene: Scene, noun: str) -> bool:
    return noun in scene.words("companies") or noun in scene.words("outlets")


def _of_owner(scene: Scene, source: Span, head: Token, turns: list[Turn]) -> Resolved | None:
    """Return whose page speaks: "the ministry's Telegram channel"."""
    if head.lemma.lower() not in words(scene.language, "relays", "own_pages"):
        return None
    owner = author_of(scene, source, head) if head.tag == "NN" else None
    if owner is None:
        return None
    speaker, anonymity = resolve_phrase(scene, owner, turns)
    if speaker is None or speaker.kind not in BODIES | {PERSON, EntityKind.STATE}:
        return None
    return replace(speaker, as_written=source.quote), anonymity


def _of_issuer(scene: Scene, source: Span, head: Token, turns: list[Turn]) -> Resolved | None:
    """Return who gave out "figures released by X" or made "X's announcement"."""
    noun = head.lemma.lower()
    made = noun in words(scene.language, "interviews", "statements")
    if not made and noun not in words(scene.language, "documents", "paper"):
        return None
    author = author_of(scene, source, head)
    if author is None:
        again = None if made else spoke_in(turns, head.lower, source)
        known = again.speaker if again is not None else None
        if again is None or known is None or source.quote.split()[0].lower() not in _DEFINITE:
            return None
        return replace(known, as_written=source.quote), again.attribution.anonymity
    speaker, anonymity = resolve_phrase(scene, author, turns)
    if speaker is None or speaker.kind not in BODIES | {PERSON, EntityKind.STATE}:
        return None
    return replace(speaker, as_written=source.quote), anonymity


def _of_apposed(scene: Scene, source: Span, head: Token) -> Resolved | None:
    if head.lemma.lower() in scene.words("titles"):
        return None
    body = _body_beside(scene, source, head)
    if body is not None:
        return speaker_of_body(body, source), Anonymity.ORGANISATION
    name = behind_trade(scene, source, head)
    if name is None:
        return None
    speaker = Speaker(name, EntityKind.ORGANISATION, body=name, as_written=source.quote)
    return speaker, Anonymity.ORGANISATION


def _body_beside(scene: Scene, source: Span, head: Token) -> Mention | None:
    """Return the body that a common noun is in apposition to ("a local carrier, Ryanair")."""
    for c in scene.reading.children[head.i]:
        mention = scene.mention_at(c)
        beside = scene.reading.tokens[c].dep == "appos" and c > head.i
        if mention is None or not (beside or _named_kind(scene, source, head, mention)):
            continue
        if mention.kind in BODIES and not _plain(mention) and mention.span.end <= source.end:
            return mention
    return None


def _named_kind(scene: Scene, source: Span, head: Token, mention: Mention) -> bool:
    """Tell "the Bild newspaper": nothing but a name and what it is."""
    between = scene.reading.text[mention.span.end : head.start].strip().lower()
    if not _is_firm(scene, head.lemma.lower()) or between not in ("", "news", "state news"):
        return False
    article = scene.reading.text[source.start : mention.span.start].strip().lower()
    return article in ("", "the") and source.end == head.end


def film_and_paper(scene: Scene) -> frozenset[str]:
    """Return the nouns of documents that show something."""
    return words(scene.language, "documents", "film") | words(scene.language, "documents", "paper")


def _attributed(scene: Scene, source: Span) -> bool:
    """Tell whether a state or a body stands in the phrase ("Poland's defence minister")."""
    first = source.quote.split()[0].lower()
    if first in ("a", "an", "one", "another") or first.isdigit():
        return False
    return any(
        m.kind in BODIES | {EntityKind.STATE} for m in scene.inside(source.start, source.end)
    )


def _document(scene: Scene, source: Span, head: Token, turns: list[Turn]) -> Resolved:
    """Find whose statement it is: named beside it, or the last one who spoke in one."""
    author = author_of(scene, source, head)
    if author is not None:
        speaker, anonymity = resolve_phrase(scene, author, turns)
        if speaker is not None:
            return replace(speaker, as_written=source.quote), anonymity
    turn = spoke_in(turns, head.lemma.lower(), source)
    if turn is not None and turn.speaker is not None:
        return replace(turn.speaker, as_written=source.quote), turn.attribution.anonymity
    name = clean(source.quote)
    return Speaker(name, EntityKind.DOCUMENT, as_written=source.quote), Anonymity.UNSTATED
