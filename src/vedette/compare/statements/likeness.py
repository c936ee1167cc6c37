"""How alike two renderings are, and why: whether they can be one utterance.

Words of a quotation are compared one by one, in order; anything else by the names, numbers and
content words that both sides have. The score explains itself: every feature is kept.
"""

from __future__ import annotations

from itertools import pairwise

from rapidfuzz.distance import LCSseq

from vedette.compare.intervals import DOWNWARD, UPWARD
from vedette.compare.renderings import HEADLINED, overlap
from vedette.compare.statements.lexicon import lexicon
from vedette.compare.statements.told import Told
from vedette.compare.statements.words import WordKind
from vedette.model import Act, Feature, Figure, Likeness, Sameness
from vedette.model.ledger import nobody

# Four words in a row are somebody's; three ("a big mistake") many people say.
FEWEST_WORDS = 4
SAME_WORDS = 0.8  # of the shorter quotation, in order: another translation changes one word in five
ALIKE_FROM = 0.6  # of the content words of both (Dice)
HELD_FROM = 0.75  # of the content words of the shorter one
UNSURE_FROM = 0.4
HALF = 0.5  # of the shorter one, where two small numbers are the same
FEWEST_CONTENT = 3
SMALL_NUMBER = 100  # below it, equal numbers prove nothing by themselves

_DENYING = frozenset({Act.DENIES})
_NAMED = frozenset({WordKind.NAME, WordKind.NUMBER})
_OPEN = frozenset({Act.ASKS, Act.CALLS, Act.THANKS})


def compare(a: Told, b: Told) -> Likeness:
    """Compare two renderings by one speaker; the times at which they can have been said decide too.

    SAME: one utterance. UNSURE: possibly the same, kept apart. NOT_SAME: two utterances.
    """
    words = _in_order(a, b)
    if not _same_time(a, b, long=words is not None or _share_figures(a, b)):
        return _no("said at another time")
    if words is not None:
        return Likeness(Sameness.SAME, "the same words", (words,))
    against = _against(a, b)
    return _no(against) if against else _by_content(a, b)


def _against(a: Told, b: Told) -> str:
    """Say what speaks against one utterance, "" where nothing does."""
    checks = (
        (_act(a) != _act(b), "another act of speech"),
        (_other_sign(a, b), "one denies what the other affirms"),
        (not _fit(a.numbers, b.numbers), "other numbers"),
        (turned_round(a, b), "the names stand the other way round"),
        (nobody(a.speaker, a.anonymity), "nobody knows whether one speaks"),
    )
    return next((reason for holds, reason in checks if holds), contrary_words(a, b))


def contrary_words(a: Told, b: Told) -> str:
    """Return words that cannot both be meant ("open" against "close"), "" where there are none."""
    if found := contrary(a.content, b.content, a.language):
        return found
    rules = lexicon(a.language)
    before, behind = _before_names(a), _before_names(b)
    for name in before.keys() & behind.keys():
        if frozenset((before[name], behind[name])) in rules.contrary_before:
            return f"{before[name]} against {behind[name]}"
    return ""


def contrary(a: frozenset[str], b: frozenset[str], language: str) -> str:
    """Return a key of one side that is contrary to one of the other, "" where there is none."""
    pairs = lexicon(language).contrary
    for one in sorted(a - b):
        for other in sorted(b - a):
            if frozenset((one, other)) in pairs:
                return f"{one} against {other}"
    return ""


def _before_names(told: Told) -> dict[str, str]:
    """Return the word before each name and number."""
    pairs = pairwise(told.words)
    return {two.key: one.folded for one, two in pairs if two.kind in _NAMED}


def turned_round(a: Told, b: Told) -> bool:
    """Tell "Russia attacked Ukraine" from "Ukraine attacked Russia".

    "Russia and Belarus" may be turned round, and so may a passive with its agent.
    """
    names = a.names & b.names
    if len(names) != 2 or a.language != b.language:
        return False
    one, other = _around(a, names), _around(b, names)
    return None not in (one, other) and one != other


def _around(told: Told, names: frozenset[str]) -> tuple[str, ...] | None:
    """Return two names in their order, None where nothing is said between them."""
    places = [place for place, word in enumerate(told.words) if word.key in names]
    first, last = places[0], places[-1]
    between = told.words[first + 1 : last]
    agent = told.words[last - 1].folded in lexicon(told.language).agent
    if len(places) != 2 or not any(word.kind is WordKind.CONTENT for word in between):
        return None
    order = (told.words[first].key, told.words[last].key)
    return order[::-1] if agent else order


def _no(reason: str) -> Likeness:
    return Likeness(Sameness.NOT_SAME, reason)


def _act(one: Told) -> object:
    return one.modality.act if one.modality.act in _OPEN else one.asserts


def _other_sign(a: Told, b: Told) -> bool:
    """Tell whether one side denies what the other affirms.

    Words that deny decide where there are any; "will not go beyond 30,000" only bounds a number.
    """
    if a.is_denied == b.is_denied or _bounded_alike(a, b):
        return False
    if _DENYING & {a.modality.act, b.modality.act}:
        return True
    return _negations(a) != _negations(b)


def _negations(one: Told) -> int:
    return sum(word.negates for word in one.words) % 2


def _bounded_alike(a: Told, b: Told) -> bool:
    bounds = {(f.low, f.high, f.bound) for f in a.figures if f.bound in UPWARD | DOWNWARD}
    return any((f.low, f.high, f.bound) in bounds for f in b.figures)


def _same_time(a: Told, b: Told, *, long: bool) -> bool:
    """Tell whether both can have been said at one time.

    Reprints carry what their text carries. What is retold without a day, in the same words or with
    the same number, may have been said some time before.
    """
    if a.is_dated and b.is_dated:
        return overlap(a.days, b.days)
    if a.origin == b.origin:
        return True
    return overlap(a.long_days, b.long_days) if long else overlap(a.days, b.days)


def _in_order(a: Told, b: Told) -> Feature | None:
    """Compare words one by one, where both are quoted or of one text; None where they differ."""
    same_text = a.origin == b.origin
    quoted = a.is_quotation and b.is_quotation
    # "He did not think that they would", and "they would" inside it.
    turned = a.report.id == b.report.id and _other_sign(a, b)
    if not (same_text or quoted) or turned or (not quoted and contrary_words(a, b)):
        return None
    shorter = min(len(a.sequence), len(b.sequence))
    if a.sequence == b.sequence and (same_text or shorter >= FEWEST_WORDS or len(a.content) > 1):
        return Feature("words", "the same in the same order", 1.0)
    if _quoted_in(a, b) or _quoted_in(b, a):
        return Feature("words", "one quotes words of the other", 1.0)
    return _mostly_in_order(a, b, shorter)


def _in_a_row(a: Told, b: Told) -> bool:
    short, long = sorted((a.sequence, b.sequence), key=len)
    return f" {' '.join(short)} " in f" {' '.join(long)} "


def _mostly_in_order(a: Told, b: Told, shorter: int) -> Feature | None:
    both = len(a.content & b.content)
    if shorter < FEWEST_WORDS or both < 2 or _held(a, b) < HELD_FROM:
        return None
    if _in_a_row(a, b):
        return Feature("words", "all of the shorter one in a row", 1.0)
    share = LCSseq.similarity(a.sequence, b.sequence) / shorter
    if share < SAME_WORDS or both < FEWEST_CONTENT:
        return None
    return Feature("words", f"{share:.0%} of the shorter one in the same order", share)


def _quoted_in(a: Told, b: Told) -> bool:
    """Tell whether one side mostly quotes words that stand in the other's quotation, in a row."""
    whole = f" {' '.join(b.sequence)} "
    kept = [words for words in a.quotes if f" {' '.join(words)} " in whole] if b.quoted else []
    if not kept:
        return False
    inside = {word.key for word in a.words if any(word.folded in words for words in kept)}
    return len(inside & a.content) >= HALF * len(a.content)


def _held(a: Told, b: Told) -> float:
    """Return the share of the content words of the shorter side that the other has."""
    smaller = min(len(a.content), len(b.content))
    return len(a.content & b.content) / smaller if smaller else 0.0


def _fit(a: frozenset[str], b: frozenset[str]) -> bool:
    """Tell whether one side has no number that speaks against the other's."""
    return a <= b or b <= a


def _share_figures(a: Told, b: Told) -> bool:
    """Tell whether both give a number that tells something by itself, or two numbers."""
    both = a.numbers & b.numbers
    return len(both) > 1 or bool(_telling(a) & _telling(b))


def _telling(one: Told) -> frozenset[tuple[float, float]]:
    """Return the numbers that tell something; small ones are everywhere."""
    return frozenset(
        (min(ends), max(ends))
        for figure in one.figures
        if (ends := _ends(figure)) and max(ends) >= SMALL_NUMBER
    )


def _of_one_thing(a: Told, b: Told) -> bool:
    """Tell whether both put the same number to the same class of one named activity."""
    mine, theirs = _counted(a), _counted(b)
    return bool(mine & theirs)


def _counted(one: Told) -> frozenset[tuple[float, float, str, str]]:
    return frozenset(
        (min(ends), max(ends), figure.counted, figure.scope.activity)
        for figure in one.figures
        if figure.scope.activity and (ends := _ends(figure)) and max(ends) >= SMALL_NUMBER
    )


def _ends(figure: Figure) -> list[float]:
    return [end for end in (figure.low, figure.high) if end is not None]


def _by_content(a: Told, b: Told) -> Likeness:
    both, held = a.content & b.content, _held(a, b)
    total = len(a.content) + len(b.content)
    dice = 2 * len(both) / total if total else 0.0
    evidence = [Feature("content words", f"{held:.0%} of the shorter one's shared", held)]
    if _share_figures(a, b):
        shared = ", ".join(sorted(one.lstrip("#") for one in a.numbers & b.numbers))
        evidence.append(Feature("number", shared, 1.0))
        if both and held >= HALF:
            return Likeness(Sameness.SAME, "the same numbers of the same", tuple(evidence))
        # One text that gives one number twice may say two things of it.
        apart = a.report.id != b.report.id or HEADLINED in {a.rank, b.rank}
        if apart and ((both and _telling(a) & _telling(b)) or _of_one_thing(a, b)):
            return Likeness(Sameness.SAME, "the same number of the same thing", tuple(evidence))
    if names := _other_names(a, b):
        evidence.append(Feature("names", names, -1.0))
        sure = False
    else:
        sure = dice >= ALIKE_FROM or held >= HELD_FROM
    if sure and (len(both) >= FEWEST_CONTENT or (dice == 1.0 and len(both) > 1)):
        return Likeness(Sameness.SAME, "the same things named and said", tuple(evidence))
    # One text hardly says one thing twice, but for its headline.
    apart = a.report.id != b.report.id or HEADLINED in {a.rank, b.rank}
    if apart and dice >= UNSURE_FROM and len(both) > 1:
        return Likeness(Sameness.UNSURE, "much of it in common", tuple(evidence))
    return Likeness(Sameness.NOT_SAME, "other words", tuple(evidence))


def _other_names(a: Told, b: Told) -> str:
    """Return names that each side has and the other lacks: then two things are spoken of."""
    mine, theirs = a.names - b.names, b.names - a.names
    return (
        f"{', '.join(sorted(mine))} against {', '.join(sorted(theirs))}" if mine and theirs else ""
    )
