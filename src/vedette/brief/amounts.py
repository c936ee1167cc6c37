"""Amounts in words: the bound as said, never a number that nobody gave."""

from __future__ import annotations

from vedette.model import Bound, Change, Direction, Figure, Nearness
from vedette.model.words import number

HALF = 0.5
_BOUNDS = {
    Bound.EXACT: "",
    Bound.ABOUT: "about ",
    Bound.AT_LEAST: "at least ",
    Bound.MORE_THAN: "more than ",
    Bound.AT_MOST: "up to ",
    Bound.FEWER_THAN: "fewer than ",
    Bound.BETWEEN: "",
    Bound.VAGUE: "",
}
_NEAR = {Nearness.BELOW: "nearly ", Nearness.ABOVE: "just over "}


def amount_words(figure: Figure, *, with_counted: bool = True) -> str:
    """Write what a figure counts and how much: "up to 7,000 servicemen"."""
    what = counted_words(figure) if with_counted else ""
    if figure.change is not None and figure.low is None and figure.high is None:
        return change_words(figure.change)
    if figure.bound is Bound.VAGUE:
        return f"{figure.number.quote} {what}".strip()  # the interval is ours, the words are his
    return f"{_numbers(figure)} {what}".strip()


def _numbers(figure: Figure) -> str:
    low, high = figure.low, figure.high
    if figure.bound is Bound.EXACT and low == high and figure.number.quote.isalpha():
        return figure.number.quote.lower()  # "three" stays a word
    near = _NEAR.get(figure.nearness, _BOUNDS[figure.bound])
    if low is not None and high is not None and low != high:
        joint = "{} to {}" if figure.bound is Bound.BETWEEN else f"{near}{{}} to {{}}"
        return joint.format(number(low), number(high))
    return f"{near}{number(low if low is not None else high)}"


def counted_words(figure: Figure) -> str:
    """Return the report's word for what is counted; the class where it has none."""
    words = figure.counted_text or ""
    return words if words and not any(map(str.isdigit, words)) else ""


def change_words(change: Change) -> str:
    """Write a change: "nearly halved from 13,000", "raised to 400"."""
    base = f" from {number(change.from_value)}" if change.from_value is not None else ""
    near = {Nearness.BELOW: "nearly ", Nearness.ABOVE: "more than "}.get(change.nearness, "")
    if change.direction is Direction.CUT and change.factor == HALF:
        return f"{near}halved{base}"
    if change.to_value is not None:
        return f"{change.direction}{base} to {number(change.to_value)}"
    if change.factor is not None:
        return f"{change.direction}{base} to {near}{change.factor:.0%}"
    if change.direction is Direction.RAISED and change.amount is None:
        return f"more than {number(change.from_value)}" if base else "more than before"
    by = f" by {near}{number(change.amount)}" if change.amount is not None else ""
    return f"{change.direction}{by}{base}"
