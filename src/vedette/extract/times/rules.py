"""The patterns of time expressions, compiled from the language's word lists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from vedette.data import FOLDER, read_toml

# Before an expression: no letter, digit or sign that would make it part of a name or an amount.
_BEFORE = r"(?<![\w\-–$€£#/])(?<!\d[.,:])"
_PLACEHOLDER = re.compile(r"\{(after:)?([a-z_| ]+\d?)(?:=([a-z_]+))?\}")
_BLANKS = (("[- ]", r"[-\s]"), (" ?", r"\s*"), (" *", r"\s*"), (" ", r"\s+"))
_DIGITS = r"\d{1,3}(?:,\d{3})+|\d+ ?(?:½|1/2)|\d+(?:\.\d+)?"
_YEAR = r"(?:1[5-9]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
_ISO = r"(?:1[5-9]|20)\d\d(?:-\d\d-\d\d|/\d\d/\d\d)(?!\d|[-/])"
_DOTTED = r"\d\d?\.\d\d?\.(?:19|20)\d\d(?!\w)"
_NUMERIC = r"\d\d?/\d\d?/(?:19|20)\d\d(?!\w)"
# A year in two digits ends its phrase: "3 JAN 90", not "3 January 90 soldiers".
_YY = r"[’']?\d\d(?= ?(?:[.,;:)\]/\n]|--|-|–|—|[(\[]|$))(?![.,:]\d)"
_APPROXIMATE = (
    "at least|at most|more than|less than|nearly|almost|over|up to|just over|just under"
    "|no more than|no less than|fewer than|as long as|as many as|well over|under"
)
_PLAIN_LISTS = frozenset({"tense", "names", "triggers", "spans"})
# Classes that are no words: years, decades, times of day, numbers that no day or month has.
_SHAPES = {
    "year": re.compile(r"(?<!\d)\d{4}(?!\d)"),
    "decade": re.compile(r"\d0[’']?s\b"),
    "clock": re.compile(
        r"\d[:.]\d\d|\d ?[ap]\.? ?m\b|\d{4}(?:z| on | ?\()|\d(?: o['’]clock)? in the "
    ),
    "odd": re.compile(r"(?<!\d)(?:00?|3[2-9]|[4-9]\d|\d{3}|\d{5,})(?!\d)|0000"),
}
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Rule:
    """Hold one pattern: when to try it, what must be capital, how its words become a value."""

    on: frozenset[str]
    kind: str
    pattern: re.Pattern[str]
    capital: tuple[str, ...]
    check: str


@dataclass(frozen=True, slots=True)
class TimeWords:
    """Hold one language's rules, what its words stand for, and the words that call for rules."""

    by_class: Mapping[str, list[tuple[int, Rule]]]  # by one of the classes that each rule needs
    codes: Mapping[str, Mapping[str, str]]
    triggers: Mapping[str, frozenset[str]]
    names: frozenset[str]
    plain: frozenset[str]
    with_day: frozenset[str]
    openers: frozenset[str]
    articles: frozenset[str]
    shares: frozenset[str]

    def called(self, spots: Mapping[str, list[int]]) -> list[Rule]:
        """Return the rules whose classes of words all stand in a paragraph, in their order."""
        found = [
            (number, rule)
            for name in spots
            for number, rule in self.by_class.get(name, ())
            if rule.on <= spots.keys()
        ]
        return [rule for _, rule in sorted(found, key=lambda pair: pair[0])]

    def code(self, words: str, caught: str) -> str:
        """Return what a caught word of a list stands for."""
        return self.codes[words][" ".join(caught.lower().replace("’", "'").split()).rstrip(".")]

    def spots(self, text: str) -> dict[str, list[int]]:
        """Return where the words of each class stand in a paragraph."""
        lowered = text.lower()
        found: dict[str, list[int]] = {}
        for word in self.triggers.keys() & set(_WORD.findall(lowered)):
            places = _places(lowered, word)
            for name in self.triggers[word]:
                found.setdefault(name, []).extend(places)
        for name, pattern in _SHAPES.items() if _DIGIT.search(lowered) else ():
            places = [match.start() for match in pattern.finditer(lowered)]
            if places:
                found.setdefault(name, []).extend(places)
        return found


def _places(text: str, word: str) -> list[int]:
    """Return where a word stands, by itself or in another."""
    places, at = [], text.find(word)
    while at >= 0:
        places.append(at)
        at = text.find(word, at + 1)
    return places


@cache
def time_words(language: str) -> TimeWords | None:
    """Load a language's time words; None where none are shipped."""
    name = f"languages/{language}/times.toml"
    if not language.isalpha() or not (FOLDER / name).is_file():
        return None
    data = read_toml(name)
    codes = {
        key: {word: str(code) for code, words in table.items() for word in words}
        for key, table in data.items()
        if isinstance(table, dict) and key not in _PLAIN_LISTS
    }
    lists = _lists(codes)
    names = {name: frozenset(listed) for name, listed in data["names"].items()}
    by_class: dict[str, list[tuple[int, Rule]]] = {}
    for number, table in enumerate(data.get("rule", ())):
        rule = _rule(table, lists)
        by_class.setdefault(min(rule.on), []).append((number, rule))
    return TimeWords(
        by_class,
        codes,
        _triggers(data, codes),
        names["weekday"],
        names["plain"],
        names["with_day"],
        names["openers"],
        names["articles"],
        names["shares"],
    )


def _any(words: Iterable[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    escaped = (re.escape(word).replace(r"\ ", " ").replace("'", "['’]") for word in ordered)
    return "|".join(escaped)


def _lists(codes: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    months = codes["months"]
    numbers = codes["numbers"]
    tens = _any(word for word, n in numbers.items() if n.isdigit() and 20 <= int(n) < 100)
    ones = _any(word for word, n in numbers.items() if int(n) < 10 and " " not in word)
    num = (
        rf"{_DIGITS}|(?:{ones})[- ](?:hundred|thousand)"
        rf"|(?:{tens})(?:[- ](?:{ones}))?|{_any(numbers)}"
    )
    many = _any(word for word in codes["units"] if word.endswith("s"))
    shaky = {"may", "march"}
    year_words = _year_words(numbers)
    return {
        "iso": _ISO,
        "dotted": _DOTTED,
        "numeric": _NUMERIC,
        "yy": _YY,
        "year": _YEAR,
        "year_word": year_words,
        "year_any": f"(?:{_YEAR}|{year_words})",
        "day": _DAY,
        "month": _any(months),
        "month_long": _any(m for m in months if len(m) > 4 and m not in shaky) + "|june|july",
        "month_word": _any(shaky),
        "month_any": _any(m for m in months if len(m) > 4 or m in {"may", "june", "july"}),
        "weekday": _any(codes["weekdays"]),
        "weekday_long": _any(day for day in codes["weekdays"] if day.endswith("day")),
        "season": _any(codes["seasons"]),
        "season_plain": _any(word for word in codes["seasons"] if word != "fall"),
        "unit": _any(codes["units"]),
        "unit_date": _any(
            word
            for word, code in codes["units"].items()
            if code in {"W", "M", "Q", "Y", "DE", "CE"} and not word.endswith("s")
        ),
        "unit_many": many,
        "part": _any(codes["parts"]),
        "part_day": _any(part for part in codes["parts"] if "night" not in part),
        "hours": _any(codes["hours"]),
        "holiday": _any(codes["holidays"]),
        "holiday_day": _any(h for h in codes["holidays"] if " " in h and h != "new year"),
        "day_ordinal": _any(codes["day_ordinals"]),
        "anchor": _any(codes["anchors"]),
        "mod": _any(codes["modifiers"]),
        "bound": _any(codes["bounds"]),
        "num": rf"(?:{num})(?:(?: to | or |-|–)(?:{num}))?",
        "vague": _any(codes["vague"]),
        "ordinal": _any(codes["ordinals"]),
        "decade_word": _any(codes["decades"]),
        "day_word": _any(codes["days"]),
        "frequency": _any(codes["frequencies"]),
        "reference": _any(codes["references"]),
        "in_reference": _any(codes["in_references"]),
        "about": _APPROXIMATE,
        "clock": _clock(codes["clock_zones"]),
    }


def _year_words(numbers: Mapping[str, str]) -> str:
    """Return the pattern of years said in words: "nineteen ninety-four", "two thousand three"."""
    tens = _any(word for word, n in numbers.items() if 10 <= int(n) < 100 and int(n) % 10 == 0)
    teens = _any(word for word, n in numbers.items() if 10 < int(n) < 20)
    ones = _any(word for word, n in numbers.items() if int(n) < 10 and " " not in word)
    pair = rf"(?:{tens})(?:[- ](?:{ones}))?|(?:{teens})"
    return (
        rf"(?:sixteen|seventeen|eighteen|nineteen)[- ](?:hundred|{pair})"
        rf"|twenty[- ](?:(?:twenty|thirty)(?:[- ](?:{ones}))?|(?:{teens}))"
        rf"|two[- ]thousand(?:(?: and)? (?:{ones}|{pair}))?"
    )


def _clock(zone_codes: Mapping[str, str]) -> str:
    zones = _any(zone_codes)
    zone = rf"(?:,? (?:{zones})\b| ?\((?:{zones})\))"
    # "3 p.m. (1200 GMT)" tells how far the local time is from UTC.
    utc = r"(?: \((?:[01]\d|2[0-3]):?[0-5]\d (?:gmt|utc)\))"
    return (
        rf"(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)? ?[ap]\.? ?m\b\.?(?:{zone})?{utc}?"
        rf"|(?:(?:[01]?\d|2[0-3]):[0-5]\d(?::\d\d)?|24:00)(?!\d)(?: hours\b)?(?:{zone})?{utc}?"
        rf"|(?:[01]\d|2[0-3])[0-5]\d(?:Z\b| hours\b(?:{zone})?|{zone})"
        rf"|(?:[01]\d|2[0-3])[0-5]\d(?:{utc}|(?<=\bat\s\d{{4}})(?=\son\s))"
        rf"|(?:[01]?\d|2[0-3])\.[0-5]\d (?:hours\b|(?:{zones})\b)"
        r"|(?:1[0-2]|[1-9])(?: o['’]clock)? in the (?:morning|afternoon|evening)\b"
        rf"|(?<!high\s)(?:12 )?(?:noon|midday|midnight)\b"
    )


def _rule(table: dict[str, Any], lists: dict[str, str]) -> Rule:
    def expand(found: re.Match[str]) -> str:
        if found[1]:
            behind = "|".join(
                rf"(?<=\b{word}\s)".replace(" ", r"\s") for word in found[2].split("|")
            )
            return f"(?:{behind})"
        caught = found[2]
        if caught == "s":
            return "(?:’s|'s)"
        return f"(?P<{caught}>{lists[found[3] or caught]})"

    pattern = _PLACEHOLDER.sub(expand, table["pattern"])
    for written, meant in _BLANKS:
        pattern = pattern.replace(written, meant)
    return Rule(
        frozenset(table["on"]),
        table["kind"],
        re.compile(rf"{_BEFORE}(?:{pattern})", re.IGNORECASE),
        tuple(table.get("capital", ())),
        table.get("check", ""),
    )


def _triggers(
    data: dict[str, Any], codes: Mapping[str, Mapping[str, str]]
) -> dict[str, frozenset[str]]:
    classes: dict[str, Iterable[str]] = {
        "month": codes["months"],
        "weekday": [*codes["weekdays"], *(f"{day}s" for day in codes["weekdays"])],
        "season": codes["seasons"],
        "unit": codes["units"],
        "part": codes["parts"],
        "day": codes["days"],
        "frequency": codes["frequencies"],
        "fortnight": codes["fortnights"],
        "decade": codes["decades"],
        "reference": [
            phrase.split()[-1] for phrase in (*codes["references"], *codes["in_references"])
        ],
    }
    words: dict[str, set[str]] = {}
    for name, members in (*classes.items(), *data["triggers"].items()):
        for word in members:
            words.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in words.items()}
