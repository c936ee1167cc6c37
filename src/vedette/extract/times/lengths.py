"""Lengths of time, steps of sets and distances from a date become formulas."""

from __future__ import annotations

from vedette.extract.times.rules import TimeWords
from vedette.extract.times.years import Built, Caught, code_of, number_said
from vedette.model.when import TimeType

_NUMBERED = frozenset({"num", "num2", "half", "whole", "vague"})
UNITS = ("unit", "unit2", "unit3", "unit4")
_HALVES = {"TH": "PT30M", "Y": "P6M", "D": "PT12H", "DE": "P5Y", "CE": "P50Y", "TM": "PT30S"}


def build_ago(words: TimeWords, caught: Caught) -> Built | None:
    """Read "two days ago", "a week later": so far from the publication or from a named date."""
    value = _period(words, caught)
    way = (caught.get("way") or caught["way2"]).lower()
    if way == "ago":
        return TimeType.DATE, "PAST_REF" if "X" in value else f"ago:{value}"
    if way in {"from now", "hence"}:
        return TimeType.DATE, "FUTURE_REF" if "X" in value else f"in:{value}"
    direction = "after" if way in {"later", "after", "afterwards"} else "before"
    return TimeType.DATE, f"{direction}:{value}"


def _period(words: TimeWords, caught: Caught) -> str:
    """Return the ISO 8601 period of a number and a unit; X for a number that is not said."""
    unit = code_of(words, caught, *UNITS, table="units") or ""
    bare = not _NUMBERED & caught.keys()
    one = bare and not any(caught.get(n, "").lower().endswith("s") for n in UNITS)
    said = number_said(words, caught.get("num") or caught.get("num2"))
    number = "1" if one or "whole" in caught else said
    if "half" in caught:
        return _HALVES.get(unit, _period_of("0.5", unit))
    if "half2" in caught or "half3" in caught:
        return _period_of(f"{number}.5", unit)
    return _period_of(number, unit)


def _period_of(number: str, unit: str) -> str:
    if unit in {"DE", "CE"} and number.isdigit():
        return f"P{int(number) * (10 if unit == 'DE' else 100)}Y"
    return f"PT{number}{unit[1]}" if unit[:1] == "T" else f"P{number}{unit}"


def build_duration(words: TimeWords, caught: Caught) -> Built | None:
    """Read "42 days", "a fortnight"; None for what only looks like a length."""
    if "fortnight" in caught:
        return TimeType.DURATION, "P2W"
    number, unit = caught.get("num", "").lower(), caught.get("unit", "").lower()
    if number == "a" and unit in {"second", "quarter"}:
        return None  # "a second bridge"
    if unit == "quarters" and not {"anchored", "vague"} & caught.keys():
        return None  # "three-quarters of it"
    return TimeType.DURATION, _period(words, caught)


def build_set(words: TimeWords, caught: Caught) -> Built | None:
    """Read "every year", "daily", "each night": the step or the stretch that comes again."""
    if "frequency" in caught:
        return TimeType.SET, words.code("frequencies", caught["frequency"])
    if "stretch" in caught:
        return TimeType.SET, _set_of_parts(words, caught["stretch"].lower())
    unit = words.code("units", caught["unit"])
    number = "2" if "other" in caught else number_said(words, caught.get("num"))
    if "times" in caught or number == "X":
        number = "1"
    return TimeType.SET, _period_of(number, unit)


def _set_of_parts(words: TimeWords, unit: str) -> str:
    if unit in words.codes["parts"]:
        return f"XXXX-XX-XXT{words.codes['parts'][unit]}"
    if unit in words.codes["seasons"]:
        return f"XXXX-{words.codes['seasons'][unit]}"
    return "XXXX-WXX-WE"
