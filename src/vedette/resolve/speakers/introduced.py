"""Persons and states that no mention knows: namesakes, names in apposition, capitals."""

from __future__ import annotations

from vedette.data.catalogue import states
from vedette.model import Anonymity, EntityKind, Mention, Span, Speaker, Token
from vedette.resolve.speakers.bodies import clean
from vedette.resolve.speakers.scene import BODIES, PERSON, Profile, Scene, Turn


def of_profile(profile: Profile, *, as_written: str | None) -> Speaker:
    """Build the speaker of a person known from the report or the catalogue."""
    return Speaker(
        profile.name,
        PERSON,
        id=profile.id,
        body=profile.body,
        role=profile.role,
        state=profile.state,
        as_written=as_written,
    )


def namesake(scene: Scene, source: Span, mention: Mention) -> Speaker | None:
    """Return who only shares a surname: "Ilta Varo" is not the Jan Varo named before."""
    tokens = scene.reading.tokens_between(mention.span.start, mention.span.end)
    known = mention.ref.name.split()
    if len(tokens) != 1 or len(known) < 2 or tokens[0].i == 0:
        return None
    first = scene.reading.tokens[tokens[0].i - 1]
    if first.start < source.start or first.pos != "PROPN" or first.head != tokens[0].i:
        return None
    ranks = scene.words("titles") | scene.words("honorifics")
    is_given = first.text.isalpha() and first.text.istitle() and len(first.text) > 2
    if not is_given or first.text in known or first.lower in ranks:
        return None
    if first.ent not in ("", "PERSON") or scene.mention_at(first.i) is not None:
        return None
    name = f"{first.text} {tokens[0].text}"
    return Speaker(name, PERSON, as_written=source.quote)


def by_surname(
    scene: Scene, source: Span, head: Token, turns: list[Turn]
) -> tuple[Speaker, Anonymity] | None:
    """Return who of several with one surname is meant: told by rank, else the last to speak.

    None where one alone bears the name, or where a first name stands before it.
    """
    named = {
        p.name: p for p in scene.profiles.values()
        if " " in p.name and p.name.split()[-1] == head.text and p.first < source.start
    }  # fmt: skip
    known = list(named.values())
    mention = scene.mention_at(head.i)
    listed = mention is not None and "/local-" not in (mention.ref.id or "/local-")
    if len(known) < 2 or listed:  # who is known by his surname alone is meant by it
        return None
    before = scene.reading.tokens_between(source.start, head.start)
    ranks = {t.lemma.lower() for t in before} & scene.words("titles")
    if any(t.pos == "PROPN" and t.lemma.lower() not in ranks for t in before):
        return None
    bearers = [p for p in known if ranks & p.titles] if ranks else known
    last = next((t.speaker for t in reversed(turns) if t.speaker is not None), None)
    spoke = [p for p in bearers if last is not None and p.name == last.name]
    chosen = spoke or bearers
    if len(chosen) == 1:
        return of_profile(chosen[0], as_written=source.quote), Anonymity.NAMED
    names = tuple(p.name for p in bearers or known)
    return Speaker(head.text, PERSON, as_written=source.quote, candidates=names), Anonymity.NAMED


def full_name(scene: Scene, source: Span, head: Token) -> Speaker | None:
    """Return who bears a surname alone, where the report gave the first name that no tagger read.

    None where several first names stand before it in the report.
    """
    mention = scene.mention_at(head.i)
    listed = mention is not None and "/local-" not in (mention.ref.id or "/local-")
    alone = mention is None or " " not in mention.ref.name
    if source.quote != head.text or listed or not alone:
        return None
    closed = scene.words("titles") | scene.words("honorifics") | scene.words("bodies")
    found = set()
    for token in scene.reading.tokens_between(0, source.start):
        first = scene.reading.tokens[token.i - 1] if token.i else token
        given = first.pos == "PROPN" and first.head == token.i and first.text.istitle()
        if token.text == head.text and given and first.lower not in closed:
            found.add(f"{first.text} {token.text}")
    if len(found) != 1:
        return None
    return Speaker(found.pop(), PERSON, as_written=source.quote)


def behind_rank(scene: Scene, source: Span) -> Speaker | None:
    """Return the person of "Minister Per Dahl", where no tagger knows the name."""
    tokens = list(scene.reading.tokens_between(source.start, source.end))
    ranks = scene.words("titles") | scene.words("honorifics")
    count = len(tokens)
    while tokens and {tokens[0].lower, tokens[0].lemma.lower()} & ranks:
        tokens.pop(0)
    if not 1 <= len(tokens) <= 3 or len(tokens) == count:
        return None
    closed = ranks | scene.words("bodies")
    if not all(t.pos == "PROPN" and t.text.istitle() and t.lower not in closed for t in tokens):
        return None
    name = scene.reading.token_span(tokens[0].i, tokens[-1].i).quote
    role = source.quote[: tokens[0].start - source.start].strip()
    return Speaker(name, PERSON, role=role, as_written=source.quote)


def capital(mention: Mention | None, source: Span) -> Speaker | None:
    """Return the state whose capital speaks, where it was read as a place ("Baku says")."""
    if mention is None or mention.kind is not EntityKind.PLACE:
        return None
    name = source.quote.lower()
    seat = next((s for s in states() if s.capital.lower() == name), None)
    if seat is None:
        return None
    return Speaker(
        seat.name,
        EntityKind.STATE,
        id=f"state/{seat.iso}",
        state=seat.iso,
        as_written=source.quote,
    )


def introduced(scene: Scene, source: Span, head: Token) -> Speaker | None:
    """Return a person whose name no tagger knows: "the commissioner, Ilta Varo", then "Varo"."""
    tokens = scene.reading.tokens
    if head.lemma.lower() in scene.words("titles"):
        name = next((tokens[i] for i in scene.reading.children[head.i] if _is_name(scene, i)), None)
        if name is not None and tokens[name.right].end <= source.end:
            span = scene.reading.token_span(name.left, name.i)
        else:
            found = _tail(scene, source, head)
            if found is None:
                return None
            span = found
        full = span.quote
        role = clean(source.quote[: span.start - source.start].rstrip(", "))
        profile = Profile(full, None, {head.lemma.lower()}, role, first=source.start)
        scene.profiles.setdefault(full, profile)
        return of_profile(profile, as_written=source.quote)
    known = [p for p in scene.profiles.values() if p.name.split()[-1] == source.quote]
    return of_profile(known[0], as_written=source.quote) if len(known) == 1 else None


def _tail(scene: Scene, source: Span, head: Token) -> Span | None:
    """Return a full name at the end of an office, whatever the parse makes of it.

    "The company's president Louis Roy", "the chief of staff General Duncan Roy"; in "an aide to
    General Duncan Roy" the name belongs to what follows "to".
    """
    tokens = scene.reading.tokens_between(head.end, source.end)
    closed = scene.words("bodies") | scene.words("titles") | scene.words("honorifics")
    first = len(tokens)
    while first and _in_name(tokens[first - 1], closed):
        mention = scene.mention_at(tokens[first - 1].i)
        if mention is not None and mention.kind in BODIES | {PERSON, EntityKind.STATE}:
            return None
        first -= 1
    between = tokens[:first]
    if not 2 <= len(tokens) - first <= 5 or not tokens[first].text[:1].isupper():
        return None
    if any(t.pos == "ADP" and t.lower != "of" for t in between):
        return None
    if between and between[-1].pos not in ("NOUN", "PROPN", "PUNCT"):
        return None
    ranks = closed - scene.words("bodies")
    if len(between) > 1 and between[-1].lower in ranks and between[-2].pos == "ADP":
        return None  # "the chief of General X"
    return scene.reading.token_span(tokens[first].i, tokens[-1].i)


def _in_name(token: Token, closed: frozenset[str]) -> bool:
    if token.text in ("'", "’", "-"):
        return True
    return token.text[:1].isupper() and token.lower not in closed


def _is_name(scene: Scene, i: int) -> bool:
    """Tell a full name in apposition: two capitals in a row behind a comma, no body's words."""
    tokens = scene.reading.tokens
    token = tokens[i]
    words = tokens[token.left : i + 1]
    if token.dep != "appos" or not 2 <= len(words) <= 4 or tokens[token.left - 1].text != ",":
        return False
    bodies = scene.words("bodies")
    return all(t.pos == "PROPN" and t.text[:1].isupper() for t in words) and not any(
        t.lower in bodies for t in words
    )
