"""Find time expressions: their words, their TIMEX3 type, and a value still to be resolved.

The value of a find is a small formula, which `resolve.times` turns into an interval:

    2025-09-12, 2025-09, 2025, 2025-SU, 2025-Q3, 199, 19    a date, month, ... decade, century
    XXXX-09-12, XXXX-09, XXXX-WXX-5, XXXX-SU, XXXX-WXX-WE   its year (or week) is open
    XX90-01-03                                              a year in two digits
    2025-09-12|2025-12-09                                   either of two days
    last:Y, this:W, next:XXXX-WXX-1, lastW:XXXX-WXX-5       counted from the publication
    ago:P2D, in:P1W                                         that far from the publication
    before:P3W, after:P1D, same:D, coming:Y                 counted from a date named before
    its:Y, its:Q                                            the year, ... named before, else this
    back:Q3, back:P                                         the stretch spoken of, a year before
    quarterto:2025-08-31                                    the quarter that ends there
    dayof:P3D                                               that day of a stretch named before
    week:XXXX-09-08, weekend:XXXX-09-13                     the week that holds a day
    ...TNI, ...T09:30, ...T09:30Z, ...T09:30+03:00          a part of the day, a time of day
    ...;START ;MID ;END ;FORE ;HIND ;EARLIER ;LATER ;INTO   a part of it; the night before it
    A/B                                                     from A to B, both included
    P42D, PXM, PT4H                                         a duration, or the step of a set
    PRESENT_REF, PAST_REF, FUTURE_REF                       no date at all
    ?no such day                                            no date, and why
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vedette.extract.times.rules import Rule, TimeWords, time_words
from vedette.extract.times.values import build
from vedette.model.reading import Reading
from vedette.model.when import TimeMention, TimeType

_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|til|by|from|to|before|after|during|through|throughout|between"
    r"|of|into|both|that|early|late|mid|around|circa|as of|back in|the|a|an|and|for|than|or"
    r"|'s|’s|its|their|his|end|start|beginning|middle|spring|summer|autumn|fall|winter)\s+$|\($|[-–/]$|,\s$",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"\b(?:in|since|until|till|by|before|during|through|throughout|back in|end of|start of"
    r"|beginning of|middle of|around|as of)\s+$",
    re.IGNORECASE,
)


# Soft hyphens, joiners, marks of direction: they show nothing and may stand inside a date.
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0400-\u04ff])\w+")
_LOOK_ALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0405\u0408",
    "aeopcyxisjABEKMHOPCTXISJ",
)
_AMOUNT = 40
# How far a time reaches before and behind a word of its own.
_BEFORE, _BEHIND = 90, 120


@dataclass(frozen=True, slots=True)
class _Find:
    start: int
    end: int
    type: TimeType
    value: str | None


def find_times(reading: Reading) -> tuple[TimeMention, ...]:
    """Find the time expressions of a reading, in text order.

    Their `when` is unknown and their value a formula (see the module); a language without time
    words yields none.
    """
    words = time_words(reading.language)
    if words is None:
        return ()
    found: list[TimeMention] = []
    for block in reading.report.blocks:
        if block.zone.is_furniture:
            continue
        for find in _in_block(reading, words, block.start, block.end):
            span = reading.span(find.start, find.end)
            found.append(TimeMention(span, find.type, find.value))
    return tuple(found)


def _in_block(reading: Reading, words: TimeWords, start: int, end: int) -> list[_Find]:
    text, places = _plain(reading.text[start:end])
    spots = words.spots(text)
    finds: list[_Find] = []
    for rule in words.rules:
        if not rule.on <= spots.keys():
            continue
        for low, high in _stretches(min((spots[name] for name in rule.on), key=len), len(text)):
            for match in rule.pattern.finditer(text, low, high):
                find = _find(reading, words, rule, match, _Places(start, places))
                if find is not None:
                    finds.append(find)
    return _longest(finds)


def _stretches(spots: list[int], length: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches around the words of a class: no time reaches farther than that."""
    low = high = 0
    for spot in sorted(spots):
        if high and spot - _BEFORE <= high:
            high = spot + _BEHIND
            continue
        if high:
            yield low, min(high, length)
        low, high = max(spot - _BEFORE, 0), spot + _BEHIND
    yield low, min(high, length)


@dataclass(frozen=True, slots=True)
class _Places:
    """Tell where in the report a place of a paragraph's plain text lies."""

    offset: int
    of: tuple[int, ...]

    def at(self, place: int) -> int:
        return self.offset + (self.of[place] if self.of else place)

    def end(self, place: int) -> int:
        """Return where a stretch ends: behind its last character, not before what follows it."""
        return self.offset + (self.of[place - 1] + 1 if self.of else place)


def _plain(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text without invisible characters, and where what is left of it stands.

    Digits of other scripts, and Cyrillic letters inside Latin words that look like Latin ones, are
    written as ours; a text without any of these is returned as it is.
    """
    if text.isascii():
        return text, ()
    places: tuple[int, ...] = ()
    if _INVISIBLE.search(text):
        places = tuple(i for i, character in enumerate(text) if not _INVISIBLE.match(character))
        text = "".join(text[i] for i in places)
    if _OTHER_DIGIT.search(text):
        text = text.translate(_digits())
    if _CYRILLIC.search(text):
        text = _MIXED.sub(lambda found: found[0].translate(_LOOK_ALIKES), text)
    return text, places


@cache
def _digits() -> dict[int, int]:
    every = (chr(code) for code in range(0x660, 0x1FBFA))
    return {ord(c): ord("0") + unicodedata.decimal(c) for c in every if c.isdecimal()}


def _longest(finds: list[_Find]) -> list[_Find]:
    """Keep the longest of finds that overlap; of equals the first, that of the earlier rule."""
    kept: list[_Find] = []
    for find in sorted(finds, key=lambda f: f.start - f.end):
        if all(find.end <= other.start or other.end <= find.start for other in kept):
            kept.append(find)
    return sorted(kept, key=lambda f: f.start)


def _find(
    reading: Reading, words: TimeWords, rule: Rule, match: re.Match[str], places: _Places
) -> _Find | None:
    caught = {name: value for name, value in match.groupdict().items() if value}
    written = (caught.get(name, "A") for name in rule.capital)
    if not all(word[0].isupper() or word in words.plain for word in written):
        return None
    start, end = places.at(match.start()), places.end(match.end())
    if rule.check == "year" and not _is_year(reading, match, end):
        return None
    if rule.check == "noun" and (match[0].isupper() or not _is_before_noun(reading, end)):
        return None
    if rule.check == "count" and _counts(reading, end):
        return None
    if not _is_time(words, match, caught):
        return None
    if rule.kind in {"duration", "set"} and _is_rate(reading, match[0], start, end):
        return None
    built = build(words, rule.kind, caught)
    if built is None:
        return None
    return _Find(start, end - bool(_ENDS_SENTENCE.search(match[0])), *built)


def _is_rate(reading: Reading, words: str, start: int, end: int) -> bool:
    """Tell whether "a month" is the step of an amount ("200 tanks a month"), no stretch of time.

    It follows the amount, which the figures keep with it, and nothing takes it as a length:
    "gave the 20 rebels a week to leave" does.
    """
    if (words[:2].lower() != "a " and not words.endswith("ly")) or words.count(" ") > 1:
        return False
    before = reading.tokens_between(max(start - _AMOUNT, 0), start)[-1:]
    unit = reading.tokens_between(start, end)[-1:]
    if not before or not unit or before[0].sentence != unit[0].sentence:
        return False
    if before[0].tag == "CD" or before[0].text == "%" or before[0].lower == "percent":
        return True
    return before[0].tag == "NNS" and unit[0].head == before[0].i


def _is_time(words: TimeWords, match: re.Match[str], caught: dict[str, str]) -> bool:
    """Refuse names made of time words: a newspaper's Sunday edition, a bank called Today."""
    text, start, end = match.string, match.start(), match.end()
    if "weekday" in caught:
        before = text[:start].split()[-1:]
        after = text[end:].split()[:1]
        beside = [w.strip(".,;:`’'\"”“‘[(").lower() for w in (*before, *after) if w[:1].isupper()]
        return not any(word in words.names for word in beside)
    if match[0] in _NOON:
        return bool(_OPENS.search(text[:start]))
    unit = caught.get("unit", "")
    if unit[:1].isupper() and not unit.isupper():
        return False
    if caught.get("reference") == "Now":
        return False  # what opens a sentence passes to the next matter as often as it dates
    word = caught.get("day_word") or caught.get("reference") or caught.get("frequency")
    if word and word[0].isupper() and word.lower() == match[0].strip().lower():
        # A capital in mid-sentence makes a name, unless the whole line is in capitals.
        return word.isupper() or bool(_OPENS.search(text[:start]))
    return True


_NOON = frozenset({"Noon", "Midnight"})
_ENDS_SENTENCE = re.compile(r"(?:\d|[a-z]{5}|may|june|july|\d ?[ap]m)\.$", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[.!?:;…\n—–]|[“”\"‘’'(`])\s*$")


def _is_before_noun(reading: Reading, end: int) -> bool:
    following = reading.tokens_between(end, end + 12)[:1]
    return bool(following) and following[0].pos in {"NOUN", "PROPN", "ADJ"}


def _counts(reading: Reading, end: int) -> bool:
    """Tell whether a number counts the word behind it."""
    following = reading.tokens_between(end, end + 12)[:1]
    return bool(following) and following[0].tag == "NNS"


def _is_year(reading: Reading, match: re.Match[str], end: int) -> bool:
    """Take four digits for a year only where the words around give them that reading."""
    before = match.string[: match.start()]
    if not _YEAR_BEFORE.search(before):
        return False
    year = int(match["year"])
    if not 1900 <= year <= 2099 and not _ALWAYS.search(before):
        return False
    counts = _counts(reading, end)
    if before.rstrip()[-1:] in "(-–/":
        return (
            before.rstrip()[-1:] == "(" and match.string[match.end() : match.end() + 1] in ")-–,;"
        )
    if before.endswith((", ", ",")):
        return bool(re.search(r"(?:1[5-9]|20)\d\d,\s$", before)) and not counts
    if before.endswith(("of ", "for ", "from ", "to ", "and ", "or ", "than ")) and counts:
        return False
    # "in 2014 soldiers ...", "the 2014 protests": a round number is rather an amount.
    return not counts or year % 50 != 0
