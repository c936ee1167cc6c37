"""Whether the words around a time look back or ahead."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from vedette.data import read_toml
from vedette.model import Zone
from vedette.model.reading import Reading, Token

_MAX_CLIMB = 12
_PRESENT = frozenset({"VBZ", "VBP"})
_AUXILIARIES = frozenset({"aux", "auxpass"})


class Look(StrEnum):
    """Name the direction in which a time lies."""

    BACK = "back"
    AHEAD = "ahead"
    NOW = "now"
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
    look = _look(reading, verb) if verb else Look.UNKNOWN
    if look is not Look.BACK and _is_behind(reading, tokens[0], _words("until")):
        return Look.AHEAD
    if look is Look.NOW and reading.report.zone_at(start) is Zone.CAPTION:
        return Look.BACK  # a picture shows what is over
    if look is Look.NOW and _owns(reading, tokens[-1]):
        return Look.BACK  # "follows Tuesday's declaration"
    return look


def _is_behind(reading: Reading, token: Token, words: frozenset[str]) -> bool:
    before = reading.tokens[token.i - 1] if token.i else None
    return before is not None and before.sentence == token.sentence and before.lower in words


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
            return Look.AHEAD
        verb = above
    return Look.UNKNOWN


def _own_look(reading: Reading, verb: Token) -> Look | None:
    """Read the direction off one verb; None where it has no tense of its own."""
    helpers = [
        reading.tokens[i] for i in reading.children[verb.i] if reading.tokens[i].dep in _AUXILIARIES
    ]
    has = any(h.lemma == "have" for h in helpers)
    if any(h.lower in _words("future") and h.tag == "MD" for h in helpers):
        return Look.BACK if has else Look.AHEAD  # "may have left on Friday"
    expected = verb.lemma in _words("ahead") and verb.tag == "VBN" and not has
    if expected or verb.lemma in _words("plan"):
        return Look.AHEAD
    if has or verb.tag == "VBD" or any(h.tag == "VBD" for h in helpers):
        return Look.BACK
    if any(h.tag in _PRESENT for h in helpers) or verb.tag in _PRESENT:
        return Look.BACK if verb.lemma in _words("said") else Look.NOW
    # A participle behind a noun ("drills held on Friday") has its own past.
    return Look.BACK if verb.tag == "VBN" and verb.dep in {"acl", "amod", "advcl"} else None


def _plans(reading: Reading, verb: Token, above: Token) -> bool:
    if above.lemma in _words("ahead"):
        return True
    between = (reading.tokens[i] for i in range(above.i, verb.i))
    return any(token.lemma in _words("ahead") for token in between if token.pos in {"ADJ", "NOUN"})
