"""Parts and wholes: "up to 30,000, of which 6,000-8,000 in Belarus"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Any

from vedette.data import read_toml
from vedette.extract.figures.noun_phrases import is_people
from vedette.model import Bound, Figure, Reading, Token

_ANY_THING = "weapons and equipment"
_NARROWER = {"vehicles": ("armoured vehicles", "tanks"), "armoured vehicles": ("tanks",)}
LOOK_AHEAD = 40  # code points behind a part in which "of them" may stand


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table: dict[str, Any] = read_toml(f"languages/{language}/figures.toml")["parts"]
    markers, behind = "|".join(table["markers"]), "|".join(table["behind"])
    return (
        re.compile(rf"\b(?:{markers})\b", re.IGNORECASE),
        re.compile(rf"\s?(?:\w+\s)?(?:{behind})\b", re.IGNORECASE),
        re.compile(r"[^;.?!]*(?:\b(?:and|while|plus)\b|,)[^;.?!]*"),
    )


def is_among(reading: Reading, whole: Figure, first: Token, head: Token) -> bool:
    """Tell whether a number's noun belongs to the figure before it.

    So it is where words say it ("including 2,000 Americans", "2,000 Russians among them"), or
    where both stand in one sentence with no verb between them.
    """
    marker, behind, _ = _patterns(reading.language)
    gap = reading.text[whole.span.end : first.start]
    if behind.match(reading.text[head.end :][:LOOK_AHEAD]) or marker.search(gap):
        return True
    between = reading.tokens_between(whole.span.end, first.start)
    same = reading.sentence_of(head).start <= whole.span.start
    return same and not any(t.pos in {"VERB", "AUX"} for t in between)


def link_parts(reading: Reading, figures: list[Figure], earlier: list[Figure]) -> list[Figure]:
    """Return the figures of one sentence with `part_of` set where the sentence says so.

    `earlier` are the figures of the sentences before, for "Of them 2,000 were Russian".
    """
    marker, behind, beside = _patterns(reading.language)
    linked: list[Figure] = []
    whole: Figure | None = None
    for bare in figures:
        figure = bare
        before = linked[-1] if linked else None
        start = before.span.end if before else _sentence_start(reading, figure)
        gap = reading.text[start : figure.span.start]
        own = behind.match(gap) if before else None
        gap = gap[own.end() :] if own else gap
        if before is None and gap.lower().split()[-2:] in (["of"], ["of", "the"], ["of", "these"]):
            linked.append(figure)
            whole = figure  # "Of 25 delegations 16 came as observers"
            continue
        tail = reading.text[figure.span.end : figure.span.end + LOOK_AHEAD]
        if marker.search(gap) or behind.match(tail) or _is_listed(gap, before):
            # "55 vehicles, including eight tanks": none of the tanks counted before
            known = [*earlier[-3:], *linked] if before is None or not linked else linked
            whole = _beside(_whole(figure, known), gap, linked)
        elif whole is not None and whole is not before and not beside.fullmatch(gap):
            whole = None
        if whole is not None and _fits(figure, whole):
            figure = replace(figure, part_of=whole.id)
        linked.append(figure)
    return _link_of(reading, linked)


def _is_listed(gap: str, before: Figure | None) -> bool:
    # "10,000 soldiers: 6,000 in Belarus and 4,000 in Russia"
    return before is not None and gap.strip() == ":"


def _link_of(reading: Reading, figures: list[Figure]) -> list[Figure]:
    # "34 of 40 drones": the whole stands behind its part
    linked = list(figures)
    for i, (part, whole) in enumerate(pairwise(figures)):
        gap = reading.text[part.span.end : whole.span.start].lower().split()
        if gap in OF_WHOLE and part.part_of is None and _fits(part, whole):
            linked[i] = replace(part, part_of=whole.id)
    return linked


# Between a part and its whole ("31 of its 38 drones").
OF_WHOLE = tuple(
    [*start, *which]
    for start in (["of"], ["out", "of"])
    for which in ([], ["the"], ["its"], ["their"], ["those"], ["these"], ["a", "total", "of"])
)


def _sentence_start(reading: Reading, figure: Figure) -> int:
    tokens = reading.tokens_between(figure.number.start, figure.number.end)
    return reading.sentence_of(tokens[0]).start if tokens else figure.span.start


def _whole(figure: Figure, known: list[Figure]) -> Figure | None:
    return next((f for f in reversed(known) if _fits(figure, f)), None)


def _beside(whole: Figure | None, gap: str, linked: list[Figure]) -> Figure | None:
    # "138 drones, 102 of which fell and 6 of which left": two parts of one whole
    if whole is None or whole.part_of is None or "and" not in gap.lower().split():
        return whole
    return next((f for f in linked if f.id == whole.part_of), whole)


def _fits(part: Figure, whole: Figure) -> bool:
    """Tell whether a figure can be part of another: one class of things, and no larger."""
    if part.unit != whole.unit or part.change is not None or whole.change is not None:
        return False
    same = part.counted == whole.counted or (is_people(part.counted) and is_people(whole.counted))
    wide = part.counted in _NARROWER.get(whole.counted, ())
    wide = wide or (whole.counted == _ANY_THING and not is_people(part.counted))
    most = whole.high if whole.high is not None else float("inf")
    least = part.low if part.low is not None else 0.0
    if part.bound is Bound.AT_MOST and part.high is not None and whole.high is not None:
        least = min(part.high, whole.high)
    return (same or wide) and least <= most and part.id != whole.id
