"""Datelines: the place and the agency at the head of a report."""

from __future__ import annotations

import re
from functools import cache

from vedette.gather.dates import month_numbers, parse_published
from vedette.gather.furniture import furniture_data, is_agency
from vedette.model.report import Dateline
from vedette.model.span import Span, Zone
from vedette.model.when import UNKNOWN_WHEN, When

_WINDOW = 200
_MAX_PLACE_WORDS = 8
_TAGS = re.compile(r"(?:\[[^\[\]]{1,200}\]\s*)+(?=\S)")  # "[Text]" of a monitoring service
_LAST_CENTURY = 70  # "90" is 1990, "25" is 2025
_LOWER_IN_NAMES = frozenset(
    {"of", "the", "on", "upon", "de", "la", "le", "near", "and", "am", "an", "der"}
    | {"area", "region"}
)


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted(month_numbers(), key=len, reverse=True))
    year = r"(?:\d{4}|\d\d(?=\s*(?:\(|--?\s)))"
    day = rf"(?:(?:{months})\.?\s+\d{{1,2}}|\d{{1,2}}\s+(?:{months})\.?)(?:,?\s+{year})?"
    return re.compile(
        rf"(?P<place>[^\W\d_][^()\n:;!?“”\"]{{1,70}}?)??"
        r"(?:\s*\((?P<country>[^()\n]{3,40})\)(?=\s*,))?"  # MADRID (SPAIN), ...
        r"(?:\s*/(?P<region>[^/\n]{2,60})/(?=\s*[,.]))?"  # MULINO /Nizhny Novgorod Region/, ...
        rf"(?:[,.]?\s+(?P<date>{day})\s*[.,]?)?\s*"
        r"(?:/(?P<strokes>[^/\n]{2,40})/\s*\.?\s*(?:(?:--?|–|—)\s*)?"
        r"|\((?P<brackets>[^()\n]{2,40})\)\s*(?::|--?|–|—)\s*"
        r"|(?P<dash>\s+(?:--?|–|—)\s+|(?<=\w)—))(?=\S|$)",
        re.IGNORECASE,
    )


def find_dateline(text: str, start: int, end: int) -> tuple[Dateline, int, When] | None:
    """Find a dateline at the head of the paragraph `text[start:end]`.

    Returns it with the offset where the report's prose begins and with the date it prints,
    known only if that has a year.
    """
    head = text[start : min(end, start + _WINDOW)]
    found = _pattern().match(head)
    if not found:
        return None
    place = (
        (found["place"] or "").rstrip(" ,.")
        if not _ends_abbreviated(found["place"])
        else (found["place"] or "")
    )
    region = found["region"] or found["country"]
    agency = found["strokes"] or found["brackets"]
    follows = head[found.end() : found.end() + 1]
    if not _is_dateline(place, agency, dated=bool(found["date"]), follows=follows):
        return None
    behind = _TAGS.match(text, start + found.end(), end)
    after = behind.end() if behind else start + found.end()
    stop = start + len(text[start:after].rstrip())
    dateline = Dateline(
        _as_name(f"{place}, {region}" if region else place) or None,
        agency,
        Span.cut(text, start, stop, Zone.DATELINE),
    )
    published = parse_published(_spelled(found["date"] or ""), basis="dateline")
    return dateline, after, published or UNKNOWN_WHEN


def _ends_abbreviated(place: str | None) -> bool:
    return bool(re.search(r"(?:\b[A-Z]\.){2,}$", place or ""))


def _spelled(day: str) -> str:
    """Return a day with single blanks, and a year of two digits written out ("3 JAN 90")."""
    spelled = re.sub(r"\s+", " ", day)
    short = re.fullmatch(r"(\d{1,2} \D+ )(\d\d)", spelled)
    if short is None:
        return spelled
    return f"{short[1]}{'19' if int(short[2]) >= _LAST_CENTURY else '20'}{short[2]}"


def _is_dateline(place: str, agency: str | None, *, dated: bool, follows: str) -> bool:
    """Ask for an agency that is known, or for a place in capitals."""
    if agency and is_agency(agency):
        return not place or _looks_like_place(place)
    if not place or not _is_capital_place(place):
        return False
    if agency:
        return any(character.isupper() for character in agency)
    # A bare dash also follows a word in capitals inside a sentence: that goes on in small letters.
    return dated or not follows.islower()


def _looks_like_place(place: str) -> bool:
    words = re.findall(r"[^\s,/]+", place)
    named = sum(word[:1].isupper() for word in words)
    small = [word for word in words if word[:1].islower() and word not in _LOWER_IN_NAMES]
    return (
        bool(words)
        and words[0][:1].isupper()
        and len(words) <= _MAX_PLACE_WORDS
        and (not small and named * 2 > len(words))
    )


def _is_capital_place(place: str) -> bool:
    first = place.split(",", maxsplit=1)[0]
    if not first.isupper() or len(first) < 3:
        return False
    barred = furniture_data()["not_places"]
    return _looks_like_place(place) and not any(w in barred for w in re.findall(r"\w+", first))


def _as_name(place: str) -> str:
    """Write capitals as a name is written; other spellings stay."""
    parts = [part.strip() for part in place.split(",")]
    return ", ".join(_title(part) if part.isupper() else part for part in parts if part)


def _title(capitals: str) -> str:
    def write(found: re.Match[str]) -> str:
        word = found[0]
        if found.start() and word.lower() in _LOWER_IN_NAMES:
            return word.lower()
        return word.capitalize()

    if re.fullmatch(r"(?:[A-Z]\.)+", capitals):
        return capitals
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", write, capitals)
