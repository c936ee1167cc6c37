"""Complements: what a verb of speech takes as its content, frame by frame."""

from __future__ import annotations

from collections.abc import Callable

from vedette.extract.speech.clauses import Complement, clause, subtree
from vedette.extract.speech.lexicon import Sense
from vedette.extract.speech.scan import FINITE, Range, Scan


def complement(scan: Scan, verb: int, sense: Sense) -> Complement | None:
    """Return the content of the first frame of this sense that fits, None if none does."""
    for frame in sense.frames:
        if frame == "quote":
            continue
        if frame in _RULES:
            found = _RULES[frame](scan, verb)
        elif frame in _LIMITED:
            found = _LIMITED[frame](scan, verb, sense)
        elif frame.startswith("object+"):
            found = _object_with(scan, verb, frame.removeprefix("object+"))
        else:
            found = _preposition(scan, verb, frame)
        if found is not None:
            return found
    return None


def _that(scan: Scan, verb: int) -> Complement | None:
    """Take a clause only where its "that" is there ("found the door open" is no finding)."""
    found = clause(scan, verb)
    if found is None:
        return None
    first = found.parts[0][0]
    return found if "that" in (scan.tokens[first].lower, scan.tokens[first - 1].lower) else None


def _object(scan: Scan, verb: int, sense: Sense) -> Complement | None:
    if scan.passive(verb):
        return _passive_object(scan, verb, sense)
    c = scan.child(verb, "dobj")
    if c is None or c < verb or scan.tokens[c].tag in ("WP", "WDT") or scan.has(verb, "oprd"):
        return None
    if sense.objects and scan.tokens[c].lemma.lower() not in sense.objects:
        return None
    if scan.tokens[c].ent in ("DATE", "TIME"):
        return None
    first, last = subtree(scan, c, verb)
    return Complement(((first, _before_medium(scan, c, last)),))


def _before_medium(scan: Scan, i: int, last: int) -> int:
    """Cut "in a statement" from an object: it tells how the words came."""
    nouns = scan.lexicon.words("mediums", "nouns") | scan.lexicon.words("occasions", "nouns")
    for k in range(i + 1, last):
        token = scan.tokens[k]
        if token.dep != "prep" or token.lower not in ("in", "during", "at"):
            continue
        noun = scan.child(k, "pobj")
        article = noun is not None and scan.tokens[scan.tokens[noun].left].lower in ("a", "an")
        if noun is not None and article and scan.tokens[noun].lemma in nouns:
            return k - 1
    return last


def _passive_object(scan: Scan, verb: int, sense: Sense) -> Complement | None:
    c = scan.child(verb, "nsubjpass")
    if c is None or not _agent(scan, verb) or scan.tokens[c].tag in ("WP", "WDT"):
        return None
    if sense.objects and scan.tokens[c].lemma.lower() not in sense.objects:
        return None
    return Complement((subtree(scan, c, verb),), agent=True)


def _agent(scan: Scan, verb: int) -> bool:
    return scan.has(verb, "agent")


def _infinitive(scan: Scan, verb: int) -> Complement | None:
    c = scan.child(verb, "xcomp")
    if c is None or c < verb or not infinitive(scan, c) or scan.passive(verb):
        return None
    if scan.has(verb, "dobj"):
        return None
    return Complement((subtree(scan, c, verb),))


def infinitive(scan: Scan, c: int) -> bool:
    """Tell whether a verb stands with "to"."""
    return any(scan.tokens[k].tag == "TO" and scan.tokens[k].dep == "aux" for k in scan.children(c))


def _order(scan: Scan, verb: int) -> Complement | None:
    """Read "urged Warsaw to reopen the border", "called on Minsk to explain"."""
    for c in scan.children(verb):
        if (
            scan.tokens[c].dep not in ("xcomp", "ccomp", "advcl")
            or c < verb
            or not infinitive(scan, c)
        ):
            continue
        on = scan.child(verb, "prep", "prt")
        if on is not None and (scan.tokens[on].lower not in ("on", "for") or on > verb + 2):
            on = None
        if on is None and scan.tokens[verb].lemma == "call":
            continue  # "called her to say goodbye": a telephone, no appeal
        person = _addressed(scan, verb, c, on)
        if person is None or person < verb:
            subject = scan.child(verb, "nsubjpass")
            if subject is not None and _agent(scan, verb):
                parts = (subtree(scan, subject, verb), subtree(scan, c, verb))
                return Complement(parts, agent=True)
            continue
        first = subtree(scan, person, verb)[0]
        if on is not None and first <= on:
            first = on + 1
        return Complement(((first, subtree(scan, c, verb)[1]),), preposition=on)
    return None


def _addressed(scan: Scan, verb: int, c: int, on: int | None) -> int | None:
    """Return whom an order goes to."""
    person = scan.child(verb, "dobj", "dative")
    if person is None:
        person = scan.child(c, "nsubj")
    if person is None and on is not None:
        person = scan.child(on, "pobj")
    return person


def _gerund(scan: Scan, verb: int) -> Complement | None:
    c = scan.child(verb, "xcomp", "ccomp")
    if c is None or c < verb or scan.tokens[c].tag != "VBG" or _finite_aux(scan, c):
        return None
    return Complement((subtree(scan, c, verb),))


def _finite_aux(scan: Scan, c: int) -> bool:
    return any(scan.tokens[k].dep in ("aux", "nsubj") for k in scan.children(c))


def _as(scan: Scan, verb: int, sense: Sense) -> Complement | None:
    role = next(
        (c for c in scan.children(verb)
         if c > verb and scan.tokens[c].lower == "as"
         and scan.tokens[c].dep in ("prep", "advmod", "dep")),
        None,
    )  # fmt: skip
    if role is None or not scan.children(role):
        return None
    first, last = subtree(scan, role, verb)
    if scan.passive(verb) or (scan.tokens[verb].dep == "acl" and scan.tokens[verb].tag == "VBN"):
        subject = _undergoer(scan, verb)
        if subject is None:
            return None
        return Complement((subject, (first, last)), agent=True)
    thing = scan.child(verb, "dobj")
    if thing is None or thing < verb:
        return None
    if sense.objects and scan.tokens[thing].lemma.lower() not in sense.objects:
        return None
    return Complement(((subtree(scan, thing, verb)[0], last),))


def _undergoer(scan: Scan, verb: int) -> Range | None:
    """Return the bare phrase of what is described, its clauses behind commas left out."""
    i = scan.child(verb, "nsubjpass")
    if i is None and scan.tokens[verb].dep == "conj":
        i = scan.child(scan.tokens[verb].head, "nsubjpass", "nsubj")
    if i is None:
        return None
    start, end = scan.phrase(i, away_from=verb)
    inner = scan.reading.tokens_between(start, end)
    return inner[0].i, inner[-1].i


def _name(scan: Scan, verb: int) -> Complement | None:
    """Read "called the drills a provocation"; a mere name ("the drills, called X") is none."""
    name = scan.child(verb, "oprd")
    if scan.passive(verb) or scan.tokens[verb].dep == "acl":
        thing = scan.child(verb, "nsubjpass")
        if name is None or not _agent(scan, verb):
            return None
        if thing is None:
            return Complement((subtree(scan, name, verb),), agent=True)
        return Complement((subtree(scan, thing, verb), subtree(scan, name, verb)), agent=True)
    thing = scan.child(verb, "dobj")
    if thing is not None and thing > verb and name is not None:
        return Complement(((subtree(scan, thing, verb)[0], subtree(scan, name, verb)[1]),))
    small = scan.child(verb, "ccomp")
    if small is not None and small > verb and scan.tokens[small].tag not in FINITE:
        return Complement((subtree(scan, small, verb),))
    return None


def _judgement(scan: Scan, verb: int) -> Complement | None:
    """Read "considers it illogical that Warsaw announced a drill"."""
    tokens = scan.tokens
    end = scan.reading.sentences[tokens[verb].sentence].last
    if verb + 4 >= end or tokens[verb + 1].lower != "it" or scan.passive(verb):
        return None
    k = verb + 2
    while k < end and tokens[k].pos == "ADV":
        k += 1
    if k + 1 >= end or tokens[k].pos not in ("ADJ", "NOUN", "DET"):
        return None
    k = next((n for n in range(k + 1, min(k + 3, end)) if tokens[n].lower == "that"), end)
    last = k
    while (
        last < end
        and tokens[last].text not in (".", ";", "!", "”")
        and not (tokens[last].lower in ("while", "but") and tokens[last - 1].text == ",")
    ):
        last += 1
    return Complement(((verb + 1, last - 1),)) if k < end else None


def _preposition(scan: Scan, verb: int, word: str) -> Complement | None:
    if scan.passive(verb) and scan.tokens[verb].lemma != "call":
        return None
    for c in scan.children(verb):
        token = scan.tokens[c]
        if (
            token.lower != word
            or token.dep not in ("prep", "prt", "advmod")
            or c < verb
            or c > verb + 4
        ):
            continue
        inner = scan.child(c, "pobj", "pcomp")
        if inner is None or scan.tokens[inner].ent in ("DATE", "TIME"):
            continue
        return Complement(((c + 1, scan.tokens[c].right),), preposition=c)
    return None


def _object_with(scan: Scan, verb: int, word: str) -> Complement | None:
    thing = (
        scan.child(verb, "dobj", "nsubjpass") if scan.passive(verb) else scan.child(verb, "dobj")
    )
    if thing is None:
        return None
    holders = (verb, thing)
    link = next(
        (c for h in holders for c in scan.children(h)
         if scan.tokens[c].lower == word and scan.tokens[c].dep in ("prep", "dative") and c > verb),
        None,
    )  # fmt: skip
    if link is None or not scan.children(link):
        return None
    last = scan.tokens[link].right
    if thing > verb:
        return Complement(((subtree(scan, thing, verb)[0], last),))
    if not _agent(scan, verb):
        return None
    return Complement((subtree(scan, thing, verb), (link, last)), agent=True)


_RULES: dict[str, Callable[[Scan, int], Complement | None]] = {
    "clause": clause,
    "that": _that,
    "infinitive": _infinitive,
    "order": _order,
    "gerund": _gerund,
    "name": _name,
    "judgement": _judgement,
}
_LIMITED: dict[str, Callable[[Scan, int, Sense], Complement | None]] = {
    "object": _object,
    "as": _as,
}
