"""Runs of digits to values: groups, powers of ten, fractions, and runs that no news writes so."""

from __future__ import annotations

import re

# Beyond this a float no longer tells one from the next: nothing that is counted reaches it.
LARGEST = float(2**53)
TOO_LARGE = "a number too large to count anything"
MALFORMED = "a number written in no known way"
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺−", "0123456789-+-")
_HALVES = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅕": 1 / 5, "⅛": 1 / 8}
VULGAR = "".join(_HALVES)
_SPACE = " \u00a0\u202f\u2009"
_RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_TIMES = r"\d+(?:\.\d+)?\s?"
_POWER = (
    rf"(?:{_TIMES}[×x]\s?)?\b10(?:\^\s?[-−+]?\d+|⁻?[{_RAISED_DIGITS}]+)|"
    rf"{_TIMES}×\s?10[-−]\d+"
)
_GROUPED = (
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!,?\d)|"
    r"\d{1,2}(?:,\d\d)+,\d{3}(?!,?\d)|"  # "1,50,000": the Indian way
    r"\d{1,3}(?:['’]\d{3})+(?!\d)|"
    rf"\d{{1,3}}(?:[{_SPACE}]\d{{3}})+(?![\d,])"
)
_PART = r"\d{1,3}[/⁄]\d{1,4}(?=\sof\b)"
_ODD = rf"\d+(?:\.\d+)?e[-+]?\d+(?!\w)|\d+(?:,\d+)+(?:\.\d+)?|\d+[{_RAISED_DIGITS}]+"
_PLAIN = rf"\d+(?:\.\d+)?[{VULGAR}]?|(?<![\w.])\.\d+|[{VULGAR}]"
DIGITS = f"{_POWER}|{_PART}|{_GROUPED}|{_ODD}|{_PLAIN}"
_IS_POWER = re.compile(_POWER)
_IS_GROUPED = re.compile(_GROUPED)
_MANTISSA = re.compile(r"\s?[×x]\s?10")
_SLASH = re.compile("[/⁄]")
_GROUPING = re.compile(rf"[,'’{_SPACE}]")


def value_of(run: str) -> float | None:
    """Return the value of a run of digits, None where it is written in no known way.

    What is too large for a float is infinite; `LARGEST` is the limit of what counts.
    """
    if run.isdecimal():
        return float(run) if run == "0" or not run.startswith("0") else None  # "007"
    if is_part(run) and run not in _HALVES:
        part, whole = (int(side) for side in _SLASH.split(run))
        return part / whole if 0 < part < whole else None
    if run[-1] in _HALVES:
        return float(run[:-1] or 0) + _HALVES[run[-1]]
    if _IS_POWER.fullmatch(run):
        return _power(run)
    if _IS_GROUPED.fullmatch(run):
        return float(_GROUPING.sub("", run))
    return float(run) if run.replace(".", "", 1).isdecimal() else None


def is_part(run: str) -> bool:
    """Tell whether a run writes a part of something ("3/4", "½")."""
    return _SLASH.search(run) is not None or run in _HALVES


def _power(run: str) -> float:
    # "1.5×10^6", "10⁶"
    times, *rest = _MANTISSA.split(run, maxsplit=1)
    exponent = rest[0] if rest else run.removeprefix("10")
    exponent = exponent.translate(_RAISED).lstrip("^ ")
    return float(f"{times if rest else 1}e{exponent}")
