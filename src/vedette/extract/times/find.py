"""Find time expressions: their words, their TIMEX3 type, and a value still to be resolved.

The value of a find is a small formula, which `resolve.times` turns into an interval:

    2025-09-12, 2025-09, 2025, 2025-SU, 2025-Q3, 199, 19    a date, month, ... decade, century
    XXXX-09-12, XXXX-09, XXXX-WXX-5, XXXX-SU, XXXX-WXX-WE   its year (or week) is open
    last:Y, this:W, next:XXXX-WXX-1                         counted from the publication
    ago:P2D, in:P1W                                         that far from the publication
    before:P3W, after:P1D, same:D, coming:Y                 counted from a date named before
    week:XXXX-09-08                                         the week that holds a day
    ...TNI, ...T09:30, ...T09:30Z                           a part of the day, a time of day
    ...;START ;MID ;END ;EARLIER ;LATER ;INTO               a part of it; the night before it
    A/B                                                     from A to B, both included
    P42D, PXM, PT4H                                         a duration, or the step of a set
    PRESENT_REF, PAST_REF, FUTURE_REF                       no date at all
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vedette.extract.times.rules import Rule, TimeWords, time_words
from vedette.extract.times.values import build
from vedette.model.reading import Reading
from vedette.model.when import TimeMention, TimeType

_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|until|till|til|by|from|to|before|after|during|through|throughout|between"
    r"|of|into|early|late|mid|around|circa|as of|back in|the|a|an|and|for|than|or"
    r"|'s|’s|its|their|his|end|start|beginning|middle|spring|summer|autumn|fall|winter)\s+$|\($|[-–/]$|,\s$",
    re.IGNORECASE,
)
_ALWAYS = re.compile(
    r"\b(?:in|since|until|till|by|before|during|through|throughout|back in|end of|start of"
    r"|beginning of|middle of|around|as of)\s+$",
    re.IGNORECASE,
)


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
    text = reading.text[start:end]
    classes = words.classes(text)
    if not classes:
        return []
    finds: list[_Find] = []
    for rule in words.rules:
        if rule.on <= classes:
            for match in rule.pattern.finditer(text):
                find = _find(reading, words, rule, match, offset=start)
                if find is not None:
                    finds.append(find)
    return _longest(finds)


def _longest(finds: list[_Find]) -> list[_Find]:
    """Keep the longest of finds that overlap; of equals the first, that of the earlier rule."""
    kept: list[_Find] = []
    for find in sorted(finds, key=lambda f: f.start - f.end):
        if all(find.end <= other.start or other.end <= find.start for other in kept):
            kept.append(find)
    return sorted(kept, key=lambda f: f.start)


def _find(
    reading: Reading, words: TimeWords, rule: Rule, match: re.Match[str], *, offset: int
) -> _Find | None:
    caught = {name: value for name, value in match.groupdict().items() if value}
    if not all(caught.get(name, "A")[0].isupper() for name in rule.capital):
        return None
    start, end = match.start(), match.end()
    if rule.check == "year" and not _is_year(reading, match, offset):
        return None
    if not _is_time(words, match, caught):
        return None
    built = build(words, rule.kind, caught)
    if built is None:
        return None
    if _ENDS_SENTENCE.search(match[0]):
        end -= 1
    return _Find(offset + start, offset + end, *built)


def _is_time(words: TimeWords, match: re.Match[str], caught: dict[str, str]) -> bool:
    """Refuse names made of time words: a newspaper's Sunday edition, a bank called Today."""
    text, start, end = match.string, match.start(), match.end()
    if "weekday" in caught:
        before = text[:start].split()[-1:]
        after = text[end:].split()[:1]
        beside = [w.strip(".,;:’'\"”“").lower() for w in (*before, *after) if w[:1].isupper()]
        return not any(word in words.names for word in beside)
    unit = caught.get("unit", "")
    if unit[:1].isupper() and not unit.isupper():
        return False
    word = caught.get("day_word") or caught.get("reference") or caught.get("frequency")
    if word and word[0].isupper() and word.lower() == match[0].strip().lower():
        # A capital in mid-sentence makes a name, unless the whole line is in capitals.
        return word.isupper() or bool(_OPENS.search(text[:start]))
    return True


_ENDS_SENTENCE = re.compile(r"(?:\d|[a-z]{5}|may|june|july)\.$", re.IGNORECASE)
_OPENS = re.compile(r"(?:^|[.!?:;…\n—–]|[“”\"‘’'(`])\s*$")


def _is_year(reading: Reading, match: re.Match[str], offset: int) -> bool:
    """Take four digits for a year only where the words around give them that reading."""
    before = match.string[: match.start()]
    if not _YEAR_BEFORE.search(before):
        return False
    year = int(match["year"])
    if not 1900 <= year <= 2099 and not _ALWAYS.search(before):
        return False
    following = reading.tokens_between(offset + match.end(), offset + match.end() + 12)[:1]
    counts = bool(following) and following[0].tag == "NNS"
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
