"""How alike two reports are: what is looked at, what it weighs, and why.

The weights are learned (training/stories) and kept as data; each has the sign that a reader would
give it. The score is the logarithm of the odds that two reports tell of one happening.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from vedette.compare.stories.gist import Gist
from vedette.data import read_toml
from vedette.model import Feature

NEAR_DAYS = 10
FEATURES = (
    "words", "lead", "names", "names in the lead", "numbers", "other numbers", "unshared names",
    "days apart", "same day", "other day", "other years", "other place", "same date",
    "kinds of activity", "words of long reports",
)  # fmt: skip
_SCALES = frozenset({"words of long reports"})  # no reason by itself
_STRONG = 3.0  # a part of the score that counts as full evidence


@dataclass(frozen=True, slots=True)
class Weights:
    """Hold what each feature weighs, and from which score on a report joins a story.

    `same_activity` is how much more it takes where both are mostly about one named activity.
    """

    bias: float
    each: tuple[float, ...]
    join_from: float
    window: int
    same_activity: float = 0.0

    @classmethod
    def shipped(cls) -> Weights:
        """Return the learned weights."""
        return _shipped()

    def score(self, values: tuple[float, ...]) -> float:
        """Return the logarithm of the odds that two reports tell of one happening."""
        return self.bias + sum(map(float.__mul__, self.each, values))


@cache
def _shipped() -> Weights:
    table = read_toml("stories.toml")
    each = tuple(float(table["weights"][name]) for name in FEATURES)
    return Weights(
        float(table["bias"]),
        each,
        float(table["join_from"]),
        int(table["window"]),
        float(table["same_activity"]),
    )


def compare(a: Gist, b: Gist) -> tuple[float, ...]:
    """Return the features of a pair, in the order of FEATURES; a and b may change places."""
    numbers = _dot(a.numbers, b.numbers)
    same, other = _told(a, b)
    words = _dot(a.words, b.words)
    return (
        words,
        _dot(a.lead, b.lead),
        _dot(a.names, b.names),
        _dot(a.lead_names, b.lead_names),
        numbers,
        float(bool(a.numbers and b.numbers) and not numbers),
        min(_unshared(a, b), _unshared(b, a)),
        _days_apart(a, b),
        same,
        other,
        float(bool(a.years and b.years) and _are_apart(a.years, b.years)),
        float(bool(a.places and b.places) and _are_apart(a.places, b.places)),
        float(bool(_same_dates(a, b))),
        float(not _are_apart(a.types, b.types)),
        words * math.log1p(max(a.size, b.size)),
    )


def _dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    if len(a) > len(b):
        a, b = b, a
    return sum([weight * b[word] for word, weight in a.items() if word in b], 0.0)


def _are_apart(a: tuple[object, ...], b: tuple[object, ...]) -> bool:
    return set(a).isdisjoint(b)


def _unshared(a: Gist, b: Gist) -> float:
    """Return the weight of the heaviest name in a's lead that b does not name."""
    return next((weight for name, weight in a.lead_names.items() if name not in b.names), 0.0)


def gap(a: Gist, b: Gist) -> int | None:
    """Return how many days lie between two reports, None where one of them has none."""
    return min((abs(one - two) for one in a.days for two in b.days), default=None)


def _days_apart(a: Gist, b: Gist) -> float:
    """Return how much too far apart two reports are; days that are near, or unknown, say nothing.

    In a collection of old pages two reports of one week are a rare thing and most likely of one
    happening; in the news of a week they are the rule.
    """
    days = gap(a, b)
    return 0.0 if days is None else max(0.0, math.log1p(days) - math.log1p(NEAR_DAYS))


def _same_dates(a: Gist, b: Gist) -> list[str]:
    """Return the dates that both state; "10 September" may be that of any year."""
    return [
        min(one, two, key=len)
        for one in a.dates
        for two in b.dates
        if one == two or (len(one) != len(two) and (one.endswith(two) or two.endswith(one)))
    ]


def _told(a: Gist, b: Gist) -> tuple[float, float]:
    """Tell whether the leads speak of one day, and whether they speak of other ones."""
    if a.told_days and b.told_days:
        apart = _are_apart(a.told_days, b.told_days)
    elif a.weekdays and b.weekdays:
        apart = _are_apart(a.weekdays, b.weekdays)
    else:
        return 0.0, 0.0
    return float(not apart), float(apart)


def evidence(a: Gist, b: Gist, weights: Weights) -> tuple[Feature, ...]:
    """Return what speaks for and against one happening, the weightiest first."""
    parts = [
        (name, weight * value)
        for name, weight, value in zip(FEATURES, weights.each, compare(a, b), strict=True)
        if name not in _SCALES
    ]
    told = sorted((part for part in parts if abs(part[1]) >= 0.05), key=lambda one: -abs(one[1]))
    return tuple(
        Feature(name, _seen(name, a, b), max(-1.0, min(1.0, part / _STRONG))) for name, part in told
    )


def _seen(name: str, a: Gist, b: Gist) -> str:
    vectors = {
        "words": (a.words, b.words),
        "lead": (a.lead, b.lead),
        "names": (a.names, b.names),
        "names in the lead": (a.lead_names, b.lead_names),
        "numbers": (a.numbers, b.numbers),
    }
    if name in vectors:
        ours, theirs = vectors[name]
        shared = sorted(ours.keys() & theirs.keys(), key=lambda word: -ours[word] * theirs[word])
        return ", ".join(shared[:5]) or "none shared"
    if name == "unshared names":
        alone = [_first_alone(a, b), _first_alone(b, a)]
        return " / ".join(filter(None, alone))
    days = gap(a, b)
    return {
        "days apart": f"{days} days apart",
        "other years": f"{'/'.join(a.years)} against {'/'.join(b.years)}",
        "other place": f"{', '.join(a.places)} / {', '.join(b.places)}",
        "kinds of activity": ", ".join(sorted(set(a.types) & set(b.types))),
        "same date": ", ".join(_same_dates(a, b)),
    }.get(name, name)


def _first_alone(a: Gist, b: Gist) -> str:
    return next((name for name in a.lead_names if name not in b.names), "")
