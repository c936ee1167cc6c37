"""Whether the words that a pattern caught are a time: no name, no amount, no rate."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vedette.extract.times.rules import Rule, TimeWords
from vedette.model.reading import Reading

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
_OPENS = re.compile(r"(?:^|[.!?:;…\n—–]|[“”\"‘’'(`])\s*$")
_AMOUNT = 40
_ALONE = ("day_word", "reference", "frequency", "clock")


def is_time(
    reading: Reading,
    words: TimeWords,
    rule: Rule,
    match: re.Match[str],
    caught: Mapping[str, str],
    ends: tuple[int, int],
) -> bool:
    """Tell whether a match is a time; `ends` is where it stands in the report."""
    written = (caught.get(name, "A") for name in rule.capital)
    if not all(word[0].isupper() or _is_plain(words, word, caught) for word in written):
        return False
    if rule.check and not _stands(reading, rule.check, match, ends[1]):
        return False
    if rule.kind in {"duration", "set"} and _is_rate(reading, words, caught, *ends):
        return False
    return _is_no_name(words, match, caught)


def _is_plain(words: TimeWords, word: str, caught: Mapping[str, str]) -> bool:
    """Tell whether a word in small letters is a date: what stands beside it may settle that."""
    if word in words.plain:
        return True
    settled = "year" in caught or "yy" in caught or "weekday" in caught
    return "day" in caught and (settled or word in words.with_day)


def _stands(reading: Reading, check: str, match: re.Match[str], end: int) -> bool:
    """Ask what the rule asks of the words around: a year, no count, (not) before a noun."""
    if check == "year":
        return _is_year(reading, match, end)
    if check == "noun":
        return not match[0].isupper() and _is_before_noun(reading, end)
    if check == "alone":
        return not _is_before_noun(reading, end)
    return not _counts(reading, end)


def _is_rate(
    reading: Reading, words: TimeWords, caught: Mapping[str, str], start: int, end: int
) -> bool:
    """Tell whether "a month" is the step of an amount ("200 tanks a month"), no stretch of time.

    It follows the amount, which the figures keep with it, and nothing takes it as a length:
    "gave the 20 rebels a week to leave" does.
    """
    if "frequency" not in caught and caught.get("num", "").lower() not in words.articles:
        return False
    before = reading.tokens_between(max(start - _AMOUNT, 0), start)[-1:]
    unit = reading.tokens_between(start, end)[-1:]
    if not before or not unit or before[0].sentence != unit[0].sentence:
        return False
    if before[0].tag == "CD" or before[0].lower in words.shares:
        return True
    return before[0].tag == "NNS" and unit[0].head == before[0].i


def _is_no_name(words: TimeWords, match: re.Match[str], caught: Mapping[str, str]) -> bool:
    """Refuse names made of time words: a newspaper's Sunday edition, a bank called Today."""
    text, start, end = match.string, match.start(), match.end()
    if "weekday" in caught:
        if caught.get("part", "").istitle() and match[0].startswith(caught["part"]):
            return bool(_OPENS.search(text[:start]))  # the show "This Morning" on Monday
        before = text[:start].split()[-1:]
        after = text[end:].split()[:1]
        beside = [w.strip(".,;:`’'\"”“‘[(").lower() for w in (*before, *after) if w[:1].isupper()]
        return not any(word in words.names for word in beside)
    unit = caught.get("unit", "")
    if unit[:1].isupper() and not unit.isupper():
        return False
    word = next((caught[name] for name in _ALONE if name in caught), "")
    if word[:1].isupper() and word.lower() == match[0].strip().lower():
        if word.lower() in words.openers and not word.isupper():
            return False  # "Now, ..." passes to the next matter as often as it dates
        # A capital in mid-sentence makes a name, unless the whole line is in capitals.
        return word.isupper() or bool(_OPENS.search(text[:start]))
    return True


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
