"""Wordings: where carriers of one utterance put it in other words, and what that touches."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel

from vedette.compare.renderings import HEADLINED
from vedette.compare.statements.lexicon import lexicon
from vedette.compare.statements.told import Told
from vedette.compare.statements.words import Word, WordKind
from vedette.model import Bound, Difference, Figure, Span, Wording, WordingCode

_NEGATED = frozenset({WordingCode.NEGATION_LOST, WordingCode.NEGATION_ADDED})
_ROUGH = frozenset({Bound.EXACT, Bound.ABOUT})


def wordings(reading: Told, others: Iterable[Told]) -> tuple[Wording, ...]:
    """Compare all carriers with the reading; carriers with the same words are compared once.

    Quotations are aligned word by word. Of a paraphrase only numbers and bounds are compared: its
    words are the outlet's.
    """
    alike: dict[tuple[str, ...], list[Told]] = defaultdict(list)
    for one in others:
        alike[tuple(word.folded for word in one.words)].append(one)
    found = []
    for members in alike.values():
        differences = tuple(differ(reading, members[0]))
        if differences:
            found.append(Wording(tuple(one.id for one in members), differences))
    return tuple(found)


def differ(reading: Told, other: Told) -> Iterator[Difference]:
    """Yield where two renderings of one utterance differ, in the order of the reading."""
    if reading.sequence == other.sequence:
        return
    bounds = list(_bounds(reading, other))
    if reading.is_quotation and other.quoted and other.rank != HEADLINED:
        said = {(d.ours, d.theirs) for d in bounds}
        yield from (d for d in _aligned(reading, other) if (d.ours, d.theirs) not in said)
    yield from bounds


def _aligned(reading: Told, other: Told) -> Iterator[Difference]:
    ours = [word for word in reading.words if word.kind is not WordKind.ELLIPSIS]
    theirs = [word for word in other.words if word.kind is not WordKind.ELLIPSIS]
    same_sign = _denials(ours) == _denials(theirs)
    steps = list(_steps([w.folded for w in ours], [w.folded for w in theirs]))
    for place, (a, b, c, d) in enumerate(steps):
        at_edge = place in {0, len(steps) - 1} and (a == 0 or b == len(ours))
        cut = _is_marked(other, theirs, c)
        language = reading.language
        codes = _codes(ours[a:b], theirs[c:d], at_edge=at_edge, cut=cut, language=language)
        # "I did not feel that they were" is "I felt that they were not".
        if same_sign and not _NEGATED.isdisjoint(codes):
            codes = (WordingCode.OTHER_WORDS,)
        yield Difference(codes, _span(reading, ours[a:b]), _span(other, theirs[c:d]))


def _denials(words: Iterable[Word]) -> int:
    return sum(word.negates for word in words)


def _steps(a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches in which two lists of words differ; what follows is taken together."""
    open_: list[int] | None = None
    for step in Indel.opcodes(a, b):
        if step.tag == "equal":
            if open_:
                yield open_[0], open_[1], open_[2], open_[3]
            open_ = None
        elif open_ is None:
            open_ = [step.src_start, step.src_end, step.dest_start, step.dest_end]
        else:
            open_[1], open_[3] = step.src_end, step.dest_end
    if open_:
        yield open_[0], open_[1], open_[2], open_[3]


def _is_marked(other: Told, theirs: Sequence[Word], place: int) -> bool:
    """Tell whether the carrier shows that words are missing before this place."""
    first = theirs[place - 1].end if place else other.start
    last = theirs[place].start if place < len(theirs) else other.end
    return any(w.kind is WordKind.ELLIPSIS and first <= w.start <= last for w in other.words)


def _codes(
    ours: Sequence[Word], theirs: Sequence[Word], *, at_edge: bool, cut: bool, language: str
) -> tuple[WordingCode, ...]:
    codes = [] if at_edge and not theirs else list(_touched(ours, theirs, language))
    if codes:
        return tuple(codes)
    if ours and theirs:
        return (WordingCode.OTHER_WORDS,)
    if theirs:
        return (WordingCode.ADDED,)
    if at_edge:
        return (WordingCode.SHORTENED,)
    return (WordingCode.MARKED_CUT if cut else WordingCode.UNMARKED_CUT,)


def _touched(ours: Sequence[Word], theirs: Sequence[Word], language: str) -> Iterator[WordingCode]:
    """Yield what of weight a difference touches: number, polarity, certainty, a name."""
    if _keys(ours, WordKind.NUMBER) != _keys(theirs, WordKind.NUMBER):
        yield WordingCode.NUMBER
    denies, denied = (sum(w.negates for w in side) % 2 for side in (ours, theirs))
    if denies != denied:
        yield WordingCode.NEGATION_LOST if denies else WordingCode.NEGATION_ADDED
    hedged, hedges = (any(w.hedges for w in side) for side in (ours, theirs))
    if hedged != hedges:
        yield WordingCode.HEDGE_LOST if hedged else WordingCode.HEDGE_ADDED
    if theirs and _keys(theirs, WordKind.NAME) - _keys(ours, WordKind.NAME):
        yield WordingCode.NAME
    if _contrary(ours, theirs, language):
        yield WordingCode.CONTRARY


def _contrary(ours: Iterable[Word], theirs: Sequence[Word], language: str) -> bool:
    pairs = lexicon(language).contrary
    return any(frozenset((one.key, other.key)) in pairs for one in ours for other in theirs)


def _keys(words: Iterable[Word], kind: WordKind) -> frozenset[str]:
    return frozenset(word.key for word in words if word.kind is kind)


def _span(told: Told, words: Sequence[Word]) -> Span | None:
    if not words:
        return None
    report = told.report
    start, end = words[0].start, words[-1].end
    return Span.cut(report.text, start, end, report.zone_at(start))


def _bounds(reading: Told, other: Told) -> Iterator[Difference]:
    """Yield the numbers that carriers bound in other ways: "up to" and "no fewer than"."""
    for mine in reading.figures:
        theirs = next((one for one in other.figures if _same_number(mine, one)), None)
        if theirs is not None and _other_bound(mine, theirs):
            yield Difference((WordingCode.BOUND,), mine.span, theirs.span)


def _same_number(a: Figure, b: Figure) -> bool:
    if a.counted != b.counted or a.unit != b.unit:
        return False
    ends = {one for one in (a.low, a.high) if one is not None}
    return bool(ends) and ends == {one for one in (b.low, b.high) if one is not None}


def _other_bound(a: Figure, b: Figure) -> bool:
    return a.bound is not b.bound and not {a.bound, b.bound} <= _ROUGH
