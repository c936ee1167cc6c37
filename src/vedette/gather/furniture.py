"""Page furniture: the lines printed around a report, and what bylines and datelines tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.gather.dates import parse_published, written_date
from vedette.model.span import Zone
from vedette.model.when import UNKNOWN_WHEN, When

_MAX_LINE = 600  # furniture is short; a long paragraph is never tested
_MAX_BYLINE = 200
_PARTS = re.compile(r"\s+[|•·]\s+")
_BY = re.compile(r"(?:written |story |words |report )?by:?\s+(?=\S)", re.IGNORECASE)
_DUTIES = re.compile(
    r"\(?(?:(?:additional|further) )?(?:reporting|writing|editing|compiled|translated|translation"
    r"|edited|written|production)(?: and (?:reporting|writing|editing))? by |\(?editors?: ",
    re.IGNORECASE,
)
# What may stand in small letters between the names of a byline or of a list of duties.
_SMALL = frozenset(
    {"and", "&", "in", "of", "for", "the", "by", "at", "with", "to", "from", "team", "staff"}
    | {"de", "la", "van", "von", "der", "den", "al", "bin", "el"}
    | {"additional", "further", "reporting", "writing", "editing", "translation"}
)
_ORDER = (Zone.CORRECTION, Zone.CAPTION, Zone.COPYRIGHT, Zone.CREDIT, Zone.ADVERTISEMENT)


@dataclass(frozen=True, slots=True)
class Imprint:
    """Hold what the line between headline and body tells: authors, outlet, date."""

    byline: str | None = None
    outlet: str | None = None
    published: When = UNKNOWN_WHEN


NO_IMPRINT = Imprint()


def furniture_data() -> dict[str, Any]:
    """Return the shipped words and patterns."""
    return read_toml("languages/en/furniture.toml")


@cache
def agencies() -> frozenset[str]:
    """Return the names of agencies in lower case."""
    return frozenset(name.lower() for name in furniture_data()["agencies"])


def is_agency(name: str) -> bool:
    """Tell whether a name, or every one of several joined names, is a known agency."""
    parts = re.split(r"\s*[/,&]\s*|\s+and\s+", name.strip())
    return name.strip().lower() in agencies() or all(part.lower() in agencies() for part in parts)


@cache
def _patterns() -> tuple[tuple[Zone, re.Pattern[str]], ...]:
    lines = furniture_data()["lines"]
    return tuple(
        (zone, re.compile("|".join(f"(?:{p})" for p in lines[zone.value]), re.IGNORECASE))
        for zone in _ORDER
    )


def zone_of(paragraph: str) -> Zone | None:
    """Return the furniture zone of a whole paragraph; None for the report's own prose."""
    if len(paragraph) > _MAX_LINE:
        return None
    line = " ".join(paragraph.split())
    for zone, pattern in _patterns():
        if pattern.match(line):
            return zone
    return Zone.CREDIT if is_wire_line(line) or _is_duties(line) else None


def is_wire_line(line: str) -> bool:
    """Tell whether a line does nothing but name the agency that a text comes from."""
    bare = line.strip(" .–—-")
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    bare = re.sub(r"^(?:sources?|credit)\s*:\s*", "", bare, flags=re.IGNORECASE)
    return is_agency(bare) or bool(re.match(r"the[- ].{2,30}[- ]wire$", bare, re.IGNORECASE))


def _is_duties(line: str) -> bool:
    """Tell a closing list of reporters and editors from a sentence that begins alike."""
    if not _DUTIES.match(line):
        return False
    return all(_is_name_word(word) for word in re.findall(r"[^\s,;()]+", line))


def _is_name_word(word: str) -> bool:
    return word[:1].isupper() or word.lower() in _SMALL


def read_imprint(line: str) -> Imprint | None:
    """Read a line of authors and dates ("By X, Agency", "date 2025-09-16 By X"); None if other."""
    if len(line) > _MAX_BYLINE:
        return None
    imprint, known = Imprint(), False
    for part in _PARTS.split(line.strip()):
        found = _read_part(part)
        if found is None and not known:
            return None
        if found is None and len(part.split()) > 4:
            return None
        known = True
        imprint = _join(imprint, found or Imprint())
    return imprint


def _join(first: Imprint, second: Imprint) -> Imprint:
    return Imprint(
        first.byline or second.byline,
        first.outlet or second.outlet,
        first.published if first.published.is_known else second.published,
    )


def _read_part(part: str) -> Imprint | None:
    label = _label().match(part)
    rest = part[label.end() :] if label else part
    stale = bool(label and label["ignored"])
    when = written_date().match(rest)
    if when:
        published = UNKNOWN_WHEN if stale else _published(when[0])
        rest = rest[when.end() :].strip(" ,;-–—")
        if not rest:
            return Imprint(published=published)
        by = _read_authors(rest)
        return _join(by, Imprint(published=published)) if by else None
    return None if label else _read_authors(rest)


def _published(raw: str) -> When:
    return parse_published(raw, basis="byline") or UNKNOWN_WHEN


@cache
def _label() -> re.Pattern[str]:
    labels = furniture_data()["labels"]
    used, ignored = ("|".join(labels[key]) for key in ("date", "ignored"))
    return re.compile(
        rf"(?:(?P<used>{used})|(?P<ignored>{ignored}))(?:\s+(?:on|at))?\s*[:\s]\s*", re.IGNORECASE
    )


def is_date_label(line: str) -> bool:
    """Tell whether a line begins with a label that tells its date: "Published:"."""
    label = _label().match(line)
    return bool(label and label["used"])


def _read_authors(text: str) -> Imprint | None:
    by = _BY.match(text)
    if not by:
        return None
    names = text[by.end() :].strip(" .")
    dated = re.search(
        r",?\s+(?:[-–—]\s+)?(?=" + written_date().pattern + r"$)", names, re.IGNORECASE
    )
    published = UNKNOWN_WHEN
    if dated:
        names, published = names[: dated.start()], _published(names[dated.end() :])
    words = re.findall(r"[^\s,;()]+", names)
    if not words or len(words) > 16 or not all(map(_is_name_word, words)):
        return None
    authors, outlet = split_outlet(names)
    return Imprint(authors or None, outlet, published)


def split_outlet(names: str) -> tuple[str, str | None]:
    """Part the authors from the outlet behind the last comma; two authors have none."""
    if is_agency(names):
        return "", names
    authors, comma, last = names.rpartition(",")
    last = last.strip()
    words = last.lower().split()
    is_outlet = (
        bool(comma)
        and bool(words)
        and (
            is_agency(last)
            or words[-1] in furniture_data()["outlet_words"]
            or (len(words) == 1 and last.isupper())
        )
    )
    return (authors.strip(), last) if is_outlet else (names, None)
