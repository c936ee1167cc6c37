"""What a denial denies, read off its words: a proposition, or what was just said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vedette.compare.statements.lexicon import STATE, Lexicon, key_of, lexicon
from vedette.compare.statements.told import Told
from vedette.compare.statements.words import Word, WordKind
from vedette.data.matcher import fold
from vedette.model import Act, Commitment, Polarity, Speaker, Zone

_LOOK_BACK = 5  # words between "that" and "a lie"
_NAMED_BY = 5  # words: "the president's claims about"
_LEFT = 4  # words: "are false and absurd"
_LONGEST_CALL = 16  # words: "called reports of 100,000 troops on the border false"


@dataclass(frozen=True, slots=True)
class Denied:
    """Hold what a statement denies; without content it points at what was just said.

    `against` are keys of those whose claim it is ("Kyiv's claim"). `affirmed` tells that the
    proposition itself is negative ("denied that nobody left"), `points` that it points at
    something said ("this", "the claim"); "denied allegations" does not. `of_itself` tells that
    it speaks of whoever denies ("its drones", "involvement in the attack").
    """

    content: frozenset[str]
    numbers: frozenset[str] = frozenset()
    against: frozenset[str] = frozenset()
    affirmed: bool = False
    points: bool = False
    of_itself: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether it says nothing of what it denies."""
        return not self.content and not self.numbers


def denied_by(told: Told) -> Denied | None:
    """Return what a statement denies, None where it denies nothing."""
    if told.spans[0].zone is Zone.CORRECTION or told.is_silence:
        return None
    words = lexicon(told.language)
    modality = told.modality
    if modality.act is Act.DENIES or modality.commitment is Commitment.REJECTS:
        return None if _refuses(told, words) else _proposition(told, words, told.words)
    if told.asserts and len(told.words) <= _LONGEST_CALL and _calls_false(told.words, words):
        left = [w for w in told.words if w.folded not in words.false | words.true]
        return _proposition(told, words, left)
    return None


def _refuses(told: Told, words: Lexicon) -> bool:
    """Tell "denied the request", "rejected the plan": nothing is said to be untrue."""
    cue = fold(told.attribution.cue[0].quote) if told.attribution and told.attribution.cue else ""
    denies = cue.startswith(words.denying or ("\0",))
    refused = words.refused if denies else words.refused | words.turned_down
    head = _head(told.words)
    return head is not None and head.folded in refused


def _head(words: Sequence[Word]) -> Word | None:
    """Return the last word of the first noun phrase: "motion" of "an automatic motion by"."""
    last = None
    for word in words:
        if word.kind is WordKind.EMPTY and last is not None:
            return last
        if word.kind in {WordKind.CONTENT, WordKind.NAME}:
            last = word
    return last


def _calls_false(told: Sequence[Word], words: Lexicon) -> bool:
    """Tell "that is a lie", "reports of a mutiny are false", "it is not true that".

    The sentence has to begin with the statement that it speaks of; a false beard is none.
    """
    points = _points_first(told, words)
    named = [n for n, one in enumerate(told[:_NAMED_BY]) if one.folded in words.mere - words.false]
    for place, word in enumerate(told):
        before = told[max(0, place - _LOOK_BACK) : place]
        denied = word.negates or any(one.negates for one in before)
        if word.folded in (words.true if denied else words.false):
            by_name = bool(named) and named[0] < place and len(told) - place <= _LEFT
            return by_name or (points and place <= _LOOK_BACK)
    return False


def _points_first(told: Sequence[Word], words: Lexicon) -> bool:
    """Tell "that is", "all this is" from "things that are"."""
    opening = [one for one in told[:2] if one.kind is WordKind.EMPTY]
    if not opening or told[0].kind is not WordKind.EMPTY:
        return False
    return any(one.folded in words.pointing for one in opening)


def _proposition(told: Told, words: Lexicon, left: Iterable[Word]) -> Denied:
    against = frozenset(
        key_of(fold(piece), told.language)
        for span in told.modality.against
        for piece in span.quote.replace("’", "'").removesuffix("'s").split()
    ) - {""}
    kept = [w for w in left if w.folded not in words.mere | words.share and not w.negates]
    content = frozenset(
        w.key for w in kept if w.kind in {WordKind.CONTENT, WordKind.NAME} and w.key not in against
    )
    return Denied(
        content=content,
        numbers=frozenset(w.key for w in kept if w.kind is WordKind.NUMBER),
        against=against,
        of_itself=_of_itself(told.words, words),
        points=_points(told.words, words) or bool(against),
        affirmed=told.modality.act is Act.DENIES and told.modality.polarity is Polarity.AFFIRMED,
    )


def _of_itself(told: Sequence[Word], words: Lexicon) -> bool:
    opening = [one.folded for one in told[:2]]
    shares = any(one.folded in words.share for one in told[:3])
    return shares or any(one in words.pronouns | words.possessives for one in opening)


def _points(told: Sequence[Word], words: Lexicon) -> bool:
    """Tell "this", "the claim", "his remarks" from "allegations"."""
    first = told[0].folded if told else ""
    return first in words.pointing | words.definite


def keys_of_speaker(speaker: Speaker, language: str = "en") -> frozenset[str]:
    """Return the keys under which others name a speaker: his name, his body, his state."""
    names = " ".join(filter(None, (speaker.name, speaker.body))).replace("’", "'")
    keys = {key_of(fold(piece).removesuffix("'s"), language) for piece in names.split()}
    if speaker.state:
        keys.add(STATE + speaker.state)
    return frozenset(keys) - {""}
