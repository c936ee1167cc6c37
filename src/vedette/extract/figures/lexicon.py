"""The words around numbers: bounds, units, currencies, and where digits count nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.data.catalogue import states
from vedette.model import Bound, Direction, Nearness

MONEY = "money"
_BOUNDS = {
    "about": (Bound.ABOUT, Nearness.NONE),
    "below": (Bound.ABOUT, Nearness.BELOW),
    "above": (Bound.ABOUT, Nearness.ABOVE),
    "at_most": (Bound.AT_MOST, Nearness.NONE),
    "fewer_than": (Bound.FEWER_THAN, Nearness.NONE),
    "at_least": (Bound.AT_LEAST, Nearness.NONE),
    "more_than": (Bound.MORE_THAN, Nearness.NONE),
}
_URL = r"https?://\S+|www\.\S+|[\w.+-]{1,64}@[\w-]{1,64}\.\w+|\b[\w-]{1,64}\.(?:com|org|net|info|news|int|gov|mil)\b\S*"
_NUMERIC_DATE = r"\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?|\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d{2})\b"
_PHONE = r"\+\d[\d\s()-]{7,}\d|\(\d{3}\)\s*\d{3}-\d{4}|\b\d{3}-\d{3}-\d{4}\b"
_ODD = (
    r"\b\d+(?:st|nd|rd|th)s?\b|\b\d+['’]?s\b|['’]\d\d\b|\b\d+(?:\.\d+){2,}\b|\b\d+/\d+\b(?! of)"
    r"|[#@]\w+|\b\d+(?:-\d+){2,}\b"
)
_COORDINATES = (
    r"\b\d{1,3}°\s?\d{1,2}[′'’](?:\s?\d{1,2}(?:\.\d+)?(?:[″\"”]|''))?\s?[NSEW]\b|"
    r"\b\d{1,3}\.\d+°?\s?[NSEW]\b|[-−]?\b\d{1,2}\.\d{3,}[;,]\s?[-−]?\d{1,3}\.\d{3,}"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?(?![\d%]|[,.:]\d)"


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """Hold the compiled words of one language around a number.

    `masks` finds stretches without numbers; `bounds` leads from a phrase in front of a number to
    its bound, `currencies` from a sign to a currency (`folded` are signs that only a number with a
    scale may follow, `kinds_before` the kinds of what is no money), `units` from a unit's singular
    to its id and kind (symbols keep their case). `coins` are words that name a currency only where
    money is meant, as `paying` words in front tell.
    """

    language: str
    masks: re.Pattern[str]
    clock: re.Pattern[str]
    bounds: dict[str, tuple[Bound, Nearness]]
    longest_bound: int
    fillers: frozenset[str]
    positional: frozenset[str]
    after: re.Pattern[str]
    after_bounds: dict[str, Bound]
    before_currency: re.Pattern[str]
    currencies: dict[str, str]
    folded: frozenset[str]
    kinds_before: dict[str, str]
    after_unit: re.Pattern[str]
    units: dict[str, tuple[str, str]]
    coins: dict[str, str]
    paying: frozenset[str]
    symbols: dict[str, tuple[str, str]]
    rate: re.Pattern[str]
    scores: re.Pattern[str]
    year_words: frozenset[str]
    demonyms: frozenset[str]
    trends: dict[str, Direction]
    transitive: frozenset[str]
    phrasal: frozenset[str]

    def unit_of(self, word: str) -> tuple[str, str]:
        """Return id and kind of a unit written in small letters, in singular or plural."""
        for ending in ("", "s", "es"):
            unit = self.units.get(word.removesuffix(ending))
            if unit is not None:
                return unit
        raise KeyError(word)


@cache
def quantity_words(language: str) -> QuantityWords:
    """Return the compiled words of a language."""
    table: dict[str, Any] = read_toml(f"languages/{language}/figures.toml")
    furniture, bounds, changes = table["furniture"], table["bounds"], table["changes"]["words"]
    phrases = {phrase: bound for key, bound in _BOUNDS.items() for phrase in bounds[key]}
    after = {p: _BOUNDS[key][0] for key, group in bounds["after"].items() for p in group}
    signs = {s: row["id"] for row in table["currency"] for s in row["before"]}
    folded = {s: row["id"] for row in table["currency"] for s in row.get("folded", ())}
    signs.update(folded)
    signs.update({s: row["id"] for row in table["unit_before"] for s in row["before"]})
    units, symbols = _units(table)
    trends = dict.fromkeys(changes["cut_forms"], Direction.CUT)
    trends.update(dict.fromkeys(changes["raise_forms"], Direction.RAISED))
    words = rf"(?:{_longest_first(units)})(?:s|es)?(?!\w)"
    stretched = f"(?:{'|'.join(table['stretching'])})"
    return QuantityWords(
        language=language,
        masks=_masks(furniture),
        clock=re.compile(rf"\s?(?i:{'|'.join(furniture['clocks'])})(?!\w)"),
        bounds=phrases,
        longest_bound=max(len(phrase.split()) for phrase in phrases),
        fillers=frozenset(bounds["fillers"]),
        positional=frozenset(bounds["positional"]),
        after=re.compile(rf"[ ,]{{0,2}}({_longest_first(after)})(?![\w$])", re.IGNORECASE),
        after_bounds=after,
        before_currency=re.compile(rf"(?<![A-Za-z])({_longest_first(signs)})\s?[-−]?$"),
        currencies=signs,
        folded=frozenset(folded),
        kinds_before={row["id"]: row["kind"] for row in table["unit_before"]},
        after_unit=re.compile(
            rf"[\s-]?(?:(?P<s>{_longest_first(symbols)})(?!\w)|(?i:(?:{stretched}\s)?(?P<w>{words})))"
        ),
        units=units,
        coins={c: row["id"] for row in table["currency"] for c in row.get("coins", ())},
        paying=frozenset(table["money_words"]),
        symbols=symbols,
        rate=_rate(table["rates"]),
        scores=re.compile(rf"[ -](?:{'|'.join(furniture['score_words'])})\b", re.IGNORECASE),
        year_words=frozenset(furniture["year_words"]),
        demonyms=frozenset(d.lower() for s in states() for d in (*s.demonyms, *s.people)),
        trends=trends,
        transitive=frozenset(changes["transitive"]),
        phrasal=frozenset(changes["phrasal"]),
    )


def _longest_first(words: Iterable[str]) -> str:
    return alternatives(re.escape(word) for word in sorted(words, key=len, reverse=True))


def alternatives(patterns: Iterable[str]) -> str:
    """Join patterns as alternatives, those of one first letter together.

    So most places of a text are told from all of them by one character.
    """
    groups: dict[str, list[str]] = {}
    for pattern in dict.fromkeys(patterns):
        first = pattern[0]
        groups.setdefault(first if first.isalpha() else pattern, []).append(pattern)
    return "|".join(
        f"{first}(?:{'|'.join(p[1:] for p in group)})" if len(group) > 1 else group[0]
        for first, group in groups.items()
    )


def _units(
    table: dict[str, Any],
) -> tuple[dict[str, tuple[str, str]], dict[str, tuple[str, str]]]:
    words: dict[str, tuple[str, str]] = {}
    symbols: dict[str, tuple[str, str]] = {}
    rows = [(row, row["kind"]) for row in table["unit"]]
    rows += [(row, MONEY) for row in table["currency"]]
    for row, kind in rows:
        unit = (row["id"], kind)
        words.update({word.lower(): unit for word in row["words"]})
        symbols.update(dict.fromkeys(row.get("symbols", ()), unit))
    return words, symbols


def _masks(furniture: dict[str, Any]) -> re.Pattern[str]:
    months = [*furniture["months"], *(m.upper() for m in furniture["months"] if m.isalpha())]
    month = rf"\b(?:{alternatives(months)})(?!\w)"
    to = r"\s*(?:-|–|to|and|through|until|till|or)\s*"
    day_month = rf"\b{_DAY}(?:{to}{_DAY})?\s+(?:of\s+)?{month}(?:\s*,?\s+(?:19|20)\d\d)?\b"
    day_month = rf"{day_month}(?:\s\d\d(?=\s?[(,\]]|\s--))?"  # "19 JUL 89 (RADIO ...)"
    month_day = (
        rf"{month}\s+{_DAY}(?:{to}(?:{month}\s+)?{_DAY}(?=[\s,.;:)]))?(?:,?\s+(?:19|20)\d\d\b)?"
    )
    month_year = rf"{month},?\s+(?:19|20)\d\d\b"
    clocks = f"(?i:{'|'.join(furniture['clocks'])})"
    clock = (
        rf"\b\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?\s*(?:{clocks}|hours)(?!\w)|\b\d{{1,2}}:\d\d(?::\d\d)?\b"
    )
    clock += rf"|\b[0-2]\d{{3}}\s*(?i:GMT|UTC|hrs|hours|Zulu)\b|\b\d{{1,2}}\s?(?:{clocks})(?!\w)"
    clock += r"|\b0\d[0-5]\d(?:\s?(?:-|–|to|and|until|till|TO|AND)\s?[0-2]\d[0-5]\d)?\b(?![.,]\d)"
    clock += (
        r"|\b(?:[01]\d|2[0-3])[0-5]\d(?=\s\(?(?i:local|today|yesterday|tomorrow)\b|\s[(\[]\d{4}\s)"
    )
    labels = rf"\b(?i:{alternatives(furniture['labels'])})\s?\d[\d.,]*(?:\s?[-–]\s?\d+)?\b"
    named = rf"\b(?:{alternatives(furniture['named_labels'])})\s\d[\d.,]*\b"
    streets, before = "|".join(furniture["streets"]), "|".join(furniture["streets_before"])
    house = r"\b\d{1,5}(?:\s?[-–]\s?\d{1,5})?[A-Z]?,?\s(?:[NSEW]\.?\s)?"
    address = rf"{house}(?:(?:[A-Z][\w'’.-]*|\d+(?:st|nd|rd|th))\s){{1,4}}(?:{streets})\b"
    address += rf"|{house}(?:{before})\s[A-Z]"
    behind = rf"\b(?i:{'|'.join(furniture['numbered_units'])})\s\d{{1,3}}(?:-\d+)?\b"
    behind += r"(?![,.]\d|[- ]strong|\s(?:[a-z-]+\s)?[a-z]+s\b|\smen\b)"
    unit_words = "|".join(furniture["named_units"])
    unit_name = rf"\b\d{{1,4}}\s(?:[A-Z][\w-]*\s){{0,2}}(?:{unit_words})\b"
    unit_name += r"(?!['’]| (?:[a-z-]+ )?[a-z]+s\b)"  # "12 Black Sea Fleet ships" count
    parts = (
        *furniture["names"],
        unit_name,
        behind,
        r"(?<=[.:;]\s)\d{1,2}\.(?=\s+[A-Z])|(?<=[.:;]\s\s)\d{1,2}\.(?=\s)",  # items of a list
        address,
        _COORDINATES,
        _URL,
        _PHONE,
        _NUMERIC_DATE,
        clock,
        day_month,
        month_day,
        month_year,
        labels,
        named,
        _ODD,
    )
    # nothing begins inside a word or a run of digits
    return re.compile(rf"(?<![A-Za-z\d])(?:{'|'.join(parts)})")


def _rate(rates: dict[str, Any]) -> re.Pattern[str]:
    nouns = "|".join(rates["article_nouns"])
    hyphen = rf"-an?-(?P<joined>{nouns})"
    article = rf"(?:an?\s|/\s?)(?P<thing>{nouns})"
    symbol = rf"/(?P<symbol>{'|'.join(rates['symbols'])})"
    per = r"(?:per\s|each\s|-per-)(?:(?:fully )?diluted\s)?"
    per += r"(?P<per>(?:sq\.? |square |cubic )?[\w$]+)"
    return re.compile(
        rf"\s?(?:(?i:{per}|{article}|{hyphen})|{symbol})\b"
        r"(?! (?i:ago|earlier|before|later|after)\b)"
    )
