"""What a quantity takes from its neighbour: a unit in a list, a bound in brackets, a direction."""

from __future__ import annotations

import re
from dataclasses import replace

from vedette.extract.figures.number import NumberForm
from vedette.extract.figures.surroundings import AGE, COUNT, SHARE, Quantity
from vedette.model import Bound

_LISTED = re.compile(r",?\s(?:and|or|to|but)\s|,\s|\s?/\s?")
_OF_WHOLE = re.compile(r"\s(?:out\s)?of\s(?:the\s|its\s|their\s|an?\s)?", re.IGNORECASE)
_BRACKET = re.compile(r"\s?[(/]\s?")
_NO_NOUN = re.compile(
    r"\s*(?:[.,;:)]|$)|\s(?:in|on|at|by|for|last|this|a year|after|before|from|than|and|while)\b"
)
_BY = re.compile(r"\bby\s$", re.IGNORECASE)
_JOINING = re.compile(r"\b(?:and|but|while|from|to|versus|against|with)\b|,", re.IGNORECASE)
_LEVEL = re.compile(r"\b(?:to|at|from)\s(?:\w+\s)?$", re.IGNORECASE)
REACH = 70  # code points between a number without a unit and the one that lends it
# A number of days may be listed behind a number of people ("killed four, and two days later").
_NEVER_LISTED = frozenset({COUNT, SHARE, AGE, "duration"})


def share(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Return the quantities of a stretch, each with what its neighbours tell of it."""
    if len(quantities) < 2:
        return quantities
    shared = list(quantities)
    for i in range(len(shared) - 2, -1, -1):
        shared[i] = _listed(text, shared[i], shared[i + 1])
    for i in range(1, len(shared)):
        shared[i] = _led(text, shared[i - 1], shared[i])
    return shared


def _listed(text: str, left: Quantity, right: Quantity) -> Quantity:
    # "3, 5 and 10 km", "280 million of the 1.5 billion euros"
    stands_in_front = right.unit_text is not None and right.end <= right.number.end
    if left.kind != COUNT or left.joined or right.unit is None or stands_in_front:
        return left
    gap = text[left.end : right.start]
    listed = right.kind not in _NEVER_LISTED and _LISTED.fullmatch(gap)
    whole = right.kind == "money" and _OF_WHOLE.fullmatch(gap)
    return _with_unit(left, right) if listed or whole else left


def _led(text: str, left: Quantity, right: Quantity) -> Quantity:
    gap = text[left.end : right.start]
    if _BRACKET.fullmatch(gap) and left.kind == right.kind != COUNT and left.unit != right.unit:
        return _converted(left, right)
    if len(gap) > REACH:
        return right
    if right.kind == COUNT and left.unit is not None and _leaves_out(text, left, right, gap):
        right = _with_unit(right, left)
    is_row = right.trend is None and right.unit == left.unit is not None
    if is_row and left.trend is not None and _by(gap) and ";" not in gap:
        return replace(right, trend=left.trend)  # "oil fell by 2 %, gas by 3 %"
    return right


def _converted(left: Quantity, right: Quantity) -> Quantity:
    # "more than 20 km (12 miles)": the same again, as surely as before
    if right.bound is Bound.BETWEEN:
        return replace(right, trend=left.trend)
    if right.bound is not Bound.EXACT or left.bound in {Bound.BETWEEN, Bound.VAGUE}:
        return right
    return replace(right, bound=left.bound, nearness=left.nearness, trend=left.trend)


def _leaves_out(text: str, left: Quantity, right: Quantity, gap: str) -> bool:
    """Tell whether a number leaves out the unit of the one before it.

    "3.4 % in May and 2.8 in June", "rose by 2 % there and fell by 1": nothing is counted in
    decimals.
    """
    number = right.number
    if left.kind in {SHARE, AGE} or number.form is not NumberForm.PLAIN or not number.digits:
        return False
    if not _JOINING.search(gap) or not _NO_NOUN.match(text, right.end) or _LEVEL.search(gap):
        return False  # "rose 2 % to 3.65": a level in a unit that is not said
    is_decimal = "." in text[number.start : number.end] and not number.low.is_integer()
    return is_decimal or (left.trend is not None and right.trend is not None and _by(gap))


def _by(gap: str) -> bool:
    return _BY.search(gap) is not None


def _with_unit(quantity: Quantity, lender: Quantity) -> Quantity:
    return replace(quantity, kind=lender.kind, unit=lender.unit, unit_text=None)
