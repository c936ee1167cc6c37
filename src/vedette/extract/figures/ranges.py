"""Two ends that make one range: "six to eight thousand", "between 300 and 400", "one in three"."""

from __future__ import annotations

import re

from vedette.extract.figures.number import Number, NumberForm

_RANGE = re.compile(
    r"\s?[-–‑]\s?|\s+(?:to|or|till)\s+(?:even\s+|possibly\s+|perhaps\s+)?|\s?—\s?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s+and\s+", re.IGNORECASE)
_BETWEEN_BEFORE = re.compile(r"\bbetween\s+(?:\w+\s+){0,1}[$€£¥]?$", re.IGNORECASE)
SMALL_OR = 2.5  # "a or b" is one number where b is at most this many times a


def join_ranges(text: str, start: int, numbers: list[Number]) -> list[Number]:
    """Return the numbers with both ends of a range joined ("6-8 thousand", "two out of three")."""
    joined: list[Number] = []
    for number in numbers:
        before = joined[-1] if joined else None
        both = None if before is None else _range(text, start, before, number)
        if both is None:
            joined.append(number)
        else:
            joined[-1] = both
    return joined


def _out_of(text: str, left: Number, right: Number) -> Number | None:
    # "one out of three", "two in every five"
    gap = text[left.end : right.start].lower().split()
    said = _ONE_IN if left.low == left.high == 1 else _FEW_IN
    one_in = gap == ["in"] and said.match(text, right.end)
    if not (gap in _OUT_OF or one_in) or not 0 < left.low < right.low <= WHOLE:
        return None
    value = left.low / right.low
    return Number(left.start, right.end, value, value, NumberForm.FRACTION, digits=left.digits)


WHOLE = 1_000  # "one in 2019" is no share
# "one in four children", never "one in three days".
_ONE_IN = re.compile(
    r"(?!\s(?:second|minute|hour|day|night|week|month|year|decade)s?\b)\s[a-z-]+s\b|\s(?:people|children|men|women)\b"
)
_FEW_IN = re.compile(r"\s(?:people|children|adults|men|women|voters|households)\b")
_OUT_OF = (["out", "of"], ["out", "of", "every"], ["in", "every"])


def _range(text: str, start: int, left: Number, right: Number) -> Number | None:
    gap = text[left.end : right.start]
    if not gap or left.form not in _ENDS or right.form not in _ENDS or left.doubt or right.doubt:
        return None
    share = _out_of(text, left, right)
    if share is not None:
        return share
    between = _BETWEEN.fullmatch(gap) and _BETWEEN_BEFORE.search(
        text, max(start, left.start - 40), left.start
    )
    low, high = share_scale(left, right, text), right.high
    if not (_RANGE.fullmatch(gap) or between) or _is_no_range(text, start, (left, right), low):
        return None
    form = NumberForm.VAGUE if right.form is NumberForm.VAGUE else NumberForm.RANGE
    bare = left.bare and right.bare
    return Number(left.start, right.end, min(low, high), high, form, digits=right.digits, bare=bare)


FIRST_YEAR, LAST_YEAR = 1900, 2099
# "from 150,000 in 2007 to 49,700"
_DATING = re.compile(r"\b(?:in|since|by|until|during|from early|from late)\s$", re.IGNORECASE)


def _is_year(text: str, start: int, number: Number) -> bool:
    if not number.bare or not FIRST_YEAR <= number.low <= LAST_YEAR:
        return False
    return _DATING.search(text, max(start, number.start - 12), number.start) is not None


def _is_no_range(text: str, start: int, ends: tuple[Number, Number], low: float) -> bool:
    left, right = ends
    gap = text[left.end : right.start].lower()
    if low >= right.low and right.form is not NumberForm.VAGUE:
        return True
    if _is_year(text, start, left) and not (right.bare and right.high <= LAST_YEAR):
        return True
    # "raised by 2,000 to 15,000": an amount and an outcome
    by = " to " in gap and text[max(start, left.start - 3) : left.start].lower() == "by "
    return (by or "or" in gap.split()) and right.low > low * SMALL_OR


_ENDS = frozenset({NumberForm.PLAIN, NumberForm.ROUND, NumberForm.VAGUE})


def share_scale(left: Number, right: Number, text: str) -> float:
    """Return the lower end of a range with the scale of the upper one where it lacks its own.

    So it is in "six to eight thousand" and "30-34,000".
    """
    if left.form is not NumberForm.PLAIN or left.low >= 1_000:
        return left.low
    if right.form is NumberForm.ROUND:
        return left.low * 12 if left.low < right.low / 12 else left.low
    for scale in (1e12, 1e9, 1e6, 1e3, 1e2):
        head = right.low / scale
        if head >= 1:
            borrows = left.low < head and _ends_in_scale(text, right, scale)
            return left.low * scale if borrows else left.low
    return left.low


def _ends_in_scale(text: str, right: Number, scale: float) -> bool:
    quote = text[right.start : right.end]
    if not right.digits or not quote[-1].isdigit():
        return True  # a scale word closes the number
    return scale == 1e3 and "," in quote and right.low % 1_000 == 0
