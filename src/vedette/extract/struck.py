"""Whom or what a deed strikes where the grammar does not say so by itself."""

from __future__ import annotations

from vedette.extract.clauses import actor, behind
from vedette.model import Reading, Token

# Who is hit in a part of these is hit: "a section of the pipeline", "the life of the judge".
_PARTS = frozenset(
    {"section", "stretch", "segment", "portion", "part", "life", "front", "entrance", "gate"}
    | {"side", "facade", "rear", "back", "wing", "vicinity"}
)
_STRUCK = frozenset({"target", "victim", "object"})
_BEARING = frozenset({"suffer", "receive", "sustain", "survive", "escape", "undergo", "repel"})
# Behind "at" these say when, not what is hit: "at the same time".
_MOMENTS = frozenset({"time", "moment", "hour", "instant", "dawn", "dusk", "noon", "midnight"})
_OF = frozenset({"of"})
_NO_OBJECTS = frozenset({"dobj", "obj", "attr", "oprd", "ccomp", "xcomp", "agent", "auxpass"})


def whole(reading: Reading, head: Token) -> Token | None:
    """Return what a part is a part of, and the noun itself where it is none; None for nobody."""
    if head.lemma not in _PARTS:
        return head
    of = behind(reading, head, _OF)
    if of is not None:
        return of
    children = (reading.tokens[i] for i in reading.children[head.i])
    owner = next((t for t in children if t.dep == "poss" and t.pos != "PRON"), None)
    return owner or (None if head.lemma in {"life", "front"} else head)


def is_moment(head: Token) -> bool:
    """Tell "at the same time" from "at the same house"."""
    return head.lemma in _MOMENTS


def bearer(reading: Reading, noun: Token) -> Token | None:
    """Return who bears what a noun tells: "the school was the target of attacks", "it suffered"."""
    above = reading.tokens[noun.head]
    if noun.dep == "dobj" and above.lemma in _BEARING:
        return actor(reading, above)
    mark = reading.tokens[above.head]
    if noun.dep != "pobj" or above.lower not in _OF or mark.lemma not in _STRUCK:
        return None
    return actor(reading, reading.tokens[mark.head]) if mark.dep == "attr" else None


def is_aside(reading: Reading, verb: Token, subject: Token) -> bool:
    """Tell "the banker, kidnapped in May, was freed": a participle that is read as the past.

    It stands behind the comma that ends its subject, without an object, and another verb follows.
    """
    if verb.tag not in {"VBD", "VBN"} or subject.i >= verb.i:
        return False
    if reading.tokens[verb.i - 1].text != "," or subject.right not in {verb.i - 2, verb.i - 1}:
        return False
    children = [reading.tokens[i] for i in reading.children[verb.i]]
    return not any(t.dep in _NO_OBJECTS for t in children) and any(
        t.dep in {"conj", "ccomp"} and t.pos in {"VERB", "AUX"} for t in children
    )
