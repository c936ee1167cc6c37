"""Whether two wordings say the same, by what is understood of them: who says what, and how.

The check asks whether words carry a sentence, and lets it say less. A rewording may not: the same
speakers must say the same numbers, as surely, of the same time, and deny the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache

from vedette.data import read_toml
from vedette.data.matcher import fold_name
from vedette.model import Analysis, Attribution, Figure

Fact = tuple[str, ...]
_WORD = re.compile(r"[^\W\d_]+")


def changed(ours: Sequence[Analysis], told: Sequence[Analysis]) -> str | None:
    """Say what a rewording changes of our sentences, None where it changes nothing."""
    for words, facts in _KINDS:
        before, after = ({fact for one in side for fact in facts(one)} for side in (ours, told))
        if before != after:
            here = _listed(after - before) or "nothing"
            there = _listed(before - after) or "nothing"
            return f"{words}: {here} instead of {there}"
    return None


def _listed(facts: set[Fact]) -> str:
    return "; ".join(" ".join(filter(None, fact)) for fact in sorted(facts))


def _sayings(analysis: Analysis) -> Iterator[Fact]:
    for one in analysis.attributions:
        how = one.modality
        yield (_speaker(one), how.act, how.polarity, how.certainty, how.tense, how.commitment)


def _speaker(one: Attribution) -> str:
    if one.speaker is not None:
        return fold_name(one.speaker.name)
    return fold_name(" ".join(span.quote for span in one.source)) or one.anonymity


def _cues(analysis: Analysis) -> Iterator[Fact]:
    """Yield the words of cues that say more than that somebody speaks: "admitted"."""
    for one in analysis.attributions:
        for span in one.cue:
            for word in _WORD.findall(span.quote.lower()):
                if word not in _plain_cues():
                    yield (word,)


@cache
def _plain_cues() -> frozenset[str]:
    return frozenset(read_toml("languages/en/rewriting.toml")["plain_cues"])


def _figures(analysis: Analysis) -> Iterator[Fact]:
    by_id = {one.id: one for one in analysis.attributions}
    for figure in analysis.figures:
        carrier = by_id.get(figure.attribution or "")
        how = figure.modality
        yield (
            _speaker(carrier) if carrier else "",
            *_amount(figure),
            how.polarity,
            how.certainty,
            how.tense,
        )


def _amount(figure: Figure) -> Fact:
    low, high = (f"{end:.10g}" if end is not None else "" for end in (figure.low, figure.high))
    ends = (low,) if low == high else (low, high)
    change = figure.change
    turn = (change.direction, str(change.factor or ""), str(change.amount or "")) if change else ()
    return (figure.bound, *ends, *turn, figure.unit or "", figure.counted or "", figure.of or "")


def _times(analysis: Analysis) -> Iterator[Fact]:
    return ((str(one.value),) for one in analysis.times)


_KINDS: tuple[tuple[str, Callable[[Analysis], Iterator[Fact]]], ...] = (
    ("it changes who says so, and how", _sayings),
    ("it changes a verb of speech", _cues),
    ("it changes a figure", _figures),
    ("it changes a time", _times),
)
