"""Whether the words around a time look back or ahead."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from vedette.data import read_toml
from vedette.model import Zone
from vedette.model.reading import Reading, Token
from vedette.model.when import TimeMention

_MAX_CLIMB = 12
_COMPARED = 200
_PRESENT = frozenset({"VBZ", "VBP"})
_AUXILIARIES = frozenset({"aux", "auxpass"})


class Look(StrEnum):
    """Name the direction in which a time lies."""

    BACK = "back"
    PAST = "past"  # the words rule out what is to come
    AHEAD = "ahead"
    NOW = "now"
    EITHER = "either"  # back rather than ahead, but what is near goes first
    UNKNOWN = "unknown"


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(read_toml("languages/en/times.toml")["tense"][name])


def look_of(reading: Reading, start: int, end: int) -> Look:
    """Tell from the governing verb whether the time at `text[start:end]` lies back or ahead."""
    tokens = reading.tokens_between(start, end)
    if not tokens:
        return Look.UNKNOWN
    inside = {token.i for token in tokens}
    top = next((t for t in tokens if t.head not in inside or t.head == t.i), tokens[0])
    verb = _verb_above(reading, top)
    if verb and _is_beyond_that(reading, tokens[-1], verb):
        verb = _verb_above(reading, reading.tokens[verb.head]) if verb.head != verb.i else verb
    look = _by_preposition(reading, tokens[0], verb)
    if look is Look.NOW and reading.report.zone_at(start) is Zone.CAPTION:
        return Look.BACK  # a picture shows what is over
    if look is Look.NOW and _owns(reading, tokens[-1]):
        return Look.BACK  # "follows Tuesday's declaration"
    return look


def _by_preposition(reading: Reading, first: Token, verb: Token | None) -> Look:
    """Read the direction off the verb, and off what stands before the time: since, until, for."""
    look = _look(reading, verb) if verb else Look.UNKNOWN
    if _is_behind(reading, first, _words("since")):
        return Look.PAST
    if _is_behind(reading, first, _words("until")) and _is_to_come(look, verb):
        return Look.AHEAD
    if verb and verb.tag == "VBN" and _is_behind(reading, first, _words("for")):
        return Look.AHEAD if verb.lemma in _words("ahead") else look
    if look is Look.BACK and _is_behind(reading, first, _words("bounded")):
        return Look.EITHER
    return look


def _is_beyond_that(reading: Reading, last: Token, verb: Token) -> bool:
    """Tell whether a time hangs on a verb of a clause that opens only behind it.

    "Warnings on Thursday that it could end": the parser takes the nearer verb.
    """
    between = reading.tokens[last.i + 1 : verb.i]
    return any(t.lower == "that" and t.dep == "mark" for t in between)


def _is_behind(reading: Reading, token: Token, words: frozenset[str]) -> bool:
    before = reading.tokens[token.i - 1] if token.i else None
    return before is not None and before.sentence == token.sentence and before.lower in words


def _is_to_come(look: Look, verb: Token | None) -> bool:
    """Tell whether "until Friday" ends what goes on, or what somebody has just put off."""
    return look is not Look.BACK or (verb is not None and verb.lemma in _words("defer"))


def is_compared(reading: Reading, start: int) -> bool:
    """Tell whether a time stands in a comparison: "up from 12 million a year ago"."""
    before = reading.tokens_between(max(start - _COMPARED, 0), start)
    sentence = reading.tokens_between(start, start + 1)[:1]
    return any(
        token.lower in _words("compared") and token.sentence == sentence[0].sentence
        for token in before
        if sentence
    )


def spans_to_today(reading: Reading, mention: TimeMention) -> int:
    """Tell whether a length ends (-1) or begins (1) with the publication, 0 where it does neither.

    In a story of the past ("had spent the past two years", "over the next days they took") it
    counts from a date of that story.
    """
    first = mention.span.quote.lower().split()[:2]
    spans = read_toml("languages/en/times.toml")["spans"]
    sign = -1 if not {*first}.isdisjoint(spans["back"]) else 1
    if sign > 0 and {*first}.isdisjoint(spans["ahead"]):
        return 0
    tokens = reading.tokens_between(mention.span.start, mention.span.end)
    if not tokens:
        return 0
    if sign > 0:
        look = look_of(reading, mention.span.start, mention.span.end)
        return 1 if look in {Look.AHEAD, Look.NOW} else 0
    sentence = reading.sentences[tokens[0].sentence]
    had = (t.lower == "had" for t in reading.tokens[sentence.first : sentence.last])
    return 0 if any(had) else -1


def _owns(reading: Reading, last: Token) -> bool:
    after = reading.tokens[last.i + 1 : last.i + 2]
    return bool(after) and after[0].tag == "POS"


def _verb_above(reading: Reading, token: Token) -> Token | None:
    for _ in range(_MAX_CLIMB):
        if token.pos in {"VERB", "AUX"}:
            return token
        if token.head == token.i:
            return None
        token = reading.tokens[token.head]
    return None


def _look(reading: Reading, verb: Token) -> Look:
    """Read tense off a verb and its auxiliaries; a bare form looks where its own governor does."""
    for _ in range(_MAX_CLIMB):
        found = _own_look(reading, verb)
        if found is not None:
            return found
        above = _verb_above(reading, reading.tokens[verb.head]) if verb.head != verb.i else None
        if above is None:
            return Look.UNKNOWN
        if verb.tag == "VB" and _plans(reading, verb, above):
            had = any(reading.tokens[i].lower == "had" for i in reading.children[above.i])
            return Look.UNKNOWN if had else Look.AHEAD
        verb = above
    return Look.UNKNOWN


def _own_look(reading: Reading, verb: Token) -> Look | None:
    """Read the direction off one verb; None where it has no tense of its own."""
    helpers = [
        reading.tokens[i] for i in reading.children[verb.i] if reading.tokens[i].dep in _AUXILIARIES
    ]
    has = any(h.lemma == "have" for h in helpers)
    if any(h.lower in _words("future") and h.tag == "MD" for h in helpers):
        # "may have left on Friday", "none could be reached on Friday"
        return Look.BACK if has or _could_not(reading, verb, helpers) else Look.AHEAD
    acted = verb.lemma in _words("acts") and not helpers
    expected = verb.lemma in _words("ahead") and verb.tag == "VBN" and not has and not acted
    if expected or verb.lemma in _words("plan"):
        # What "had been planned" is told because it came otherwise.
        return Look.UNKNOWN if any(h.lower == "had" for h in helpers) else Look.AHEAD
    if has or verb.tag == "VBD" or any(h.tag == "VBD" for h in helpers):
        return Look.BACK
    if any(h.tag in _PRESENT for h in helpers) or verb.tag in _PRESENT:
        return Look.BACK if verb.lemma in _words("said") else Look.NOW
    # A participle behind a noun ("drills held on Friday") has its own past.
    return Look.BACK if verb.tag == "VBN" and verb.dep in {"acl", "amod", "advcl"} else None


def _could_not(reading: Reading, verb: Token, helpers: list[Token]) -> bool:
    return any(h.lower == "could" for h in helpers) and any(
        reading.tokens[i].lower in _words("not") for i in reading.children[verb.i]
    )


def _plans(reading: Reading, verb: Token, above: Token) -> bool:
    if above.lemma in _words("ahead"):
        return True
    between = (reading.tokens[i] for i in range(above.i, verb.i))
    return any(token.lemma in _words("ahead") for token in between if token.pos in {"ADJ", "NOUN"})
