"""Whose words a document carries: the one who wrote, issued or released it."""

from __future__ import annotations

from vedette.model import Span, Token
from vedette.resolve.speakers.scene import BODIES, Scene, Turn

_SUBJECTS = ("nsubj",)
_OWN_BODY = frozenset({"company", "firm"})
_MADE = frozenset({"by", "from", "of"})
_KEPT = frozenset({"in", "at"})
_SENTENCES = 3  # how far back "the statement" finds the verb that issued it


def author_of(scene: Scene, source: Span, head: Token) -> Span | None:
    """Return the phrase that names a document's author, in the source or beside it.

    "A statement by the general staff", "the ministry's letter", "a report released by the
    ministry", "the ministry issued a statement saying", and "the statement" after that.
    """
    first = source.quote.split()[0].lower()
    found = _inside(scene, source, head) or _issuer(scene, head)
    if found is None and first in ("the", "this", "that"):
        found = _issued_before(scene, head)
    if found is None or found.start <= head.start < found.end:
        return None  # a name that holds the document itself names no author of it
    return found


def spoke_in(turns: list[Turn], noun: str, source: Span) -> Turn | None:
    """Return the last turn whose words came in such a document; "a statement" is a new one."""
    if source.quote.split()[0].lower() in ("a", "an", "one", "another"):
        return None
    return next(
        (t for t in reversed(turns)
         if t.speaker is not None and (noun in (t.attribution.medium or "").lower().split()
                                       or _is_document(t, noun))),
        None,
    )  # fmt: skip


def _is_document(turn: Turn, noun: str) -> bool:
    """Tell a turn whose source is such a document ("a report published by X", "the report")."""
    source = turn.attribution.source
    return bool(source) and noun in source[0].quote.lower().split()[:3]


def _inside(scene: Scene, source: Span, head: Token) -> Span | None:
    tokens = scene.reading.tokens
    for c in scene.reading.children[head.i]:
        child = tokens[c]
        mention = scene.mention_at(c)
        beside = child.dep in ("poss", "compound", "nmod", "amod")
        if beside and mention is not None and mention.span.start >= source.start:
            return mention.span
        company = child.dep == "compound" and child.lower in _OWN_BODY and c == child.left
        if company or (child.dep == "poss" and child.pos in ("NOUN", "PROPN")):
            return scene.reading.token_span(child.left, child.i)
        carried = child.lower in _KEPT and child.dep == "prep" and _holds_body(scene, c)
        if carried or (child.lower in _MADE and child.dep in ("prep", "agent")):
            return _object(scene, c)
        if child.dep == "acl" and child.lemma.lower() in scene.words("issuing"):
            for k in scene.reading.children[c]:
                if tokens[k].dep == "agent":
                    return _object(scene, k)
    return None


def _holds_body(scene: Scene, preposition: int) -> bool:
    """Tell "a report in the Bild", "a memo at Ford" from "a report in March"."""
    for k in scene.reading.children[preposition]:
        mention = scene.mention_at(k)
        if mention is not None and mention.kind in BODIES and not mention.generic:
            return True
        noun = scene.reading.tokens[k]
        if mention is None and noun.pos == "PROPN" and noun.ent in ("ORG", "WORK_OF_ART"):
            return True
    return False


def _object(scene: Scene, preposition: int) -> Span | None:
    tokens = scene.reading.tokens
    for k in scene.reading.children[preposition]:
        noun = tokens[k]
        if noun.dep == "pobj" and noun.pos != "PRON":
            last = noun.right
            for c in scene.reading.children[k]:
                if tokens[c].dep in ("acl", "relcl") and c > k:
                    last = min(last, tokens[c].left - 1)
            return scene.reading.token_span(noun.left, max(last, k))
    return None


def _issuer(scene: Scene, noun: Token) -> Span | None:
    """Return the subject of the verb that issues a document ("releasing a statement saying")."""
    tokens = scene.reading.tokens
    verb = tokens[noun.head]
    if noun.dep != "dobj" or verb.lemma.lower() not in scene.words("issuing"):
        return None
    for _ in range(4):
        subject = next(
            (tokens[c] for c in scene.reading.children[verb.i] if tokens[c].dep in _SUBJECTS), None
        )
        if subject is not None:
            if subject.pos == "PRON":
                return None
            return scene.reading.token_span(subject.left, subject.right)
        if verb.dep not in ("advcl", "xcomp", "conj") or verb.head == verb.i:
            return None
        verb = tokens[verb.head]
    return None


def _issued_before(scene: Scene, head: Token) -> Span | None:
    """Return who issued the document that "the statement" takes up."""
    for token in reversed(scene.reading.tokens[: head.i]):
        if head.sentence - token.sentence > _SENTENCES:
            return None
        if token.lemma.lower() == head.lemma.lower() and token.dep == "dobj":
            return _issuer(scene, token)
    return None
