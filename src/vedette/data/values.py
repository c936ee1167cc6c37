"""Values of data files: each reader takes what TOML gave, or says what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from vedette.data.mistakes import Mistake, near

JOIN = "; "  # how a record holds several sources in one text
_ZERO_WIDTH = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_DAY = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
# ISO 3166-1 alpha-2, with AN and CS for states that are gone and XK as all write for Kosovo.
_CODES = """
AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ
BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CS CU CV CW CX CY CZ DE DJ DK DM DO
DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW
GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ
LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX
MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO
RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL
TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW
"""
COUNTRIES = frozenset(_CODES.split())
_TWO_LETTERS = 'Write two letters, as in "BY"'


def text(value: Any) -> str:
    """Read a text; days and whole numbers that TOML takes as such are texts too."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise Mistake("must be text", 'Write it in quotes: "..."')
    if _ZERO_WIDTH.search(value):
        raise Mistake(f"has a character that cannot be seen: {value!a}", "Write it anew")
    return value


def name(value: Any) -> str:
    """Read a name: a text that is not empty."""
    found = text(value)
    if not found.strip():
        raise Mistake("is empty", "Write what it is called")
    return found


def texts(value: Any) -> tuple[str, ...]:
    """Read a list of texts."""
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise Mistake("must be a list of texts", 'Write ["...", "..."]')
    return tuple(value)


def aliases(value: Any) -> tuple[str, ...]:
    """Read a list of names, none of them empty or with characters that nobody sees."""
    found = texts(value)
    for alias in found:
        if not alias.strip():
            raise Mistake("holds an empty name", "Take it out")
        if _ZERO_WIDTH.search(alias):
            raise Mistake(f"holds a character that cannot be seen: {alias!a}", "Write it anew")
    return found


def number(value: Any) -> float:
    """Read a number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Mistake("must be a number", "Write degrees, as in 53.9")
    return float(value)


def degrees(limit: int, what: str) -> Callable[[Any], float]:
    """Return a reader of degrees up to a limit either way."""

    def read(value: Any) -> float:
        found = number(value)
        if not -limit <= found <= limit:
            raise Mistake(f"{value} is not between -{limit} and {limit}", f"Write degrees {what}")
        return found

    return read


def flag(value: Any) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise Mistake("must be true or false", "Write true or false, without quotes")
    return value


def one_of(kinds: Iterable[StrEnum]) -> Callable[[Any], StrEnum]:
    """Return a reader of one word out of a few."""
    known = {kind.value: kind for kind in kinds}

    def read(value: Any) -> StrEnum:
        if not isinstance(value, str) or value not in known:
            raise Mistake(f"{value!r} is not known", near(str(value), known))
        return known[value]

    return read


def country(value: Any) -> str:
    """Read an ISO 3166 code, "" for none."""
    found = text(value)
    if found and found not in COUNTRIES:
        then = f"Write {found.upper()}" if found.upper() in COUNTRIES else _TWO_LETTERS
        raise Mistake(f"{found!r} is no ISO 3166 code", then)
    return found


def countries(value: Any) -> tuple[str, ...]:
    """Read a list of ISO 3166 codes."""
    return tuple(country(code) for code in texts(value))


def day(value: Any) -> str:
    """Read a day, a month or a year; "" is unknown or open."""
    found = text(value)
    if found and not _DAY.fullmatch(found):
        raise Mistake(f"{found!r} is no date", 'Write "2025-09-12", "2025-09" or "2025"')
    return found


def source(value: Any) -> str:
    """Read where facts stand: one source or several, joined."""
    return JOIN.join(texts(value)) if isinstance(value, list) else text(value)
