"""What a text tells as done and the report as to come: "began on Friday", "begins on Friday"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vedette.brief.check.align import Alignment
from vedette.brief.check.passages import Passage
from vedette.brief.check.verbs import verb_pairs
from vedette.brief.check.words import listed
from vedette.model import Token

_EMPTY = ("be", "have")
_PRESENT = ("VBZ", "VBP")


def told_early(a: Alignment) -> Iterator[str]:
    """Yield verbs that are done in the text and still to come in the report."""
    pairs = [(said, a.best, found) for said, found in verb_pairs(a)]
    for said, passage, found in (*pairs, *_alone(a)):
        if _is_done(a.said, said) and _is_ahead(passage, found):
            yield said.text


def _is_done(passage: Passage, verb: Token) -> bool:
    """Tell whether a verb tells what has happened: "began", "have begun"."""
    near = {passage.reading.tokens[c].lemma.lower() for c in passage.reading.children[verb.i]}
    past = verb.tag == "VBD" or (verb.tag == "VBN" and "have" in near)
    return past and not passage.is_planned(verb)


def _is_ahead(passage: Passage, verb: Token) -> bool:
    """Tell whether a verb is planned, or in the present with a day after the report's own."""
    if passage.is_planned(verb):
        return True
    printed = passage.reading.report.published.end
    if verb.tag not in _PRESENT or printed is None:
        return False
    for time in passage.known_times:
        inside = [t for t in passage.tokens if time.span.start <= t.start < time.span.end]
        on_it = any(passage.governor(t)[0].i == verb.i for t in inside)
        if on_it and time.when.start and time.when.start > printed:
            return True
    return False


def _alone(a: Alignment) -> Iterator[tuple[Token, Passage, Token]]:
    """Yield light verbs that stand once on either side: "began and continued until Friday"."""
    here = _light(a.said)
    for passage in (a.best, *a.beside):
        there = _light(passage)
        for lemma, token in here.items():
            if lemma in there and token.i not in a.by_token:
                yield token, passage, there[lemma]


def _light(passage: Passage) -> dict[str, Token]:
    verbs = [t for t in passage.tokens if t.pos == "VERB" and t.dep not in ("aux", "auxpass")]
    light = [t for t in verbs if t.lemma.lower() in listed("light") - set(_EMPTY)]
    count = Counter(t.lemma.lower() for t in light)
    return {t.lemma.lower(): t for t in light if count[t.lemma.lower()] == 1}
