"""Persons and states that no mention knows: namesakes, names in apposition, capitals."""

from __future__ import annotations

from vedette.data.catalogue import states
from vedette.model import EntityKind, Mention, Span, Speaker, Token
from vedette.resolve.speakers.bodies import clean
from vedette.resolve.speakers.scene import PERSON, Profile, Scene


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
        if name is None or tokens[name.right].end > source.end:
            return None
        full = scene.reading.token_span(name.left, name.i).quote
        role = clean(source.quote[: tokens[name.left].start - source.start].rstrip(", "))
        profile = Profile(full, None, {head.lemma.lower()}, role, first=source.start)
        scene.profiles.setdefault(full, profile)
        return of_profile(profile, as_written=source.quote)
    known = [p for p in scene.profiles.values() if p.name.split()[-1] == source.quote]
    return of_profile(known[0], as_written=source.quote) if len(known) == 1 else None


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
