"""Compare each number of a sentence with the one it is found by: its bound, its unit, its money.

Figures know what they count; a number that counts nothing ("closed at more than 4,851") has a
bound and a unit all the same.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from vedette.brief.check.align import Alignment
from vedette.brief.check.amounts import Amount, Relation, compare
from vedette.brief.check.numbers import FILE, SIGNS, value_at
from vedette.brief.check.passages import Passage
from vedette.data import read_toml
from vedette.model import Token

_REACH = 4  # words before a number that may bound it
_BEHIND = 3  # words behind a number in which its unit stands
_SEPARATE = frozenset({",", ";", "and", "or", "to", "(", ")", "-", "–", "—", "respectively"})


@dataclass(frozen=True, slots=True)
class Measure:
    """Hold a number as written, with its value, bound and unit; `unit` is None where none stands.

    `first` and `last` are the tokens from its bound to its unit.
    """

    text: str
    value: float
    bound: str
    unit: str | None


def misfits(a: Alignment) -> tuple[tuple[str, str], ...]:
    """Return numbers of the sentence with what the passages have: another bound or unit.

    One that counts no noun may not be told in any other way: the passages must have it.
    """
    there = [m for passage in (a.best, *a.beside) for m in measures(passage)]
    found = []
    for said in measures(a.said):
        same = [m for m in there if math.isclose(m.value, said.value)]
        if same and not any(_carries(m, said) for m in same):
            found.append((said.text, same[0].text))
        elif there and not same and said.unit and not said.unit.startswith("noun"):
            found.append((said.text, there[0].text))
    return tuple(found)


def _carries(found: Measure, said: Measure) -> bool:
    units = (found.unit or "noun", said.unit or "noun")
    differ = found.unit != said.unit and None not in (found.unit, said.unit)
    if differ and not all(unit.startswith("noun") for unit in units):
        return False
    return compare(_amount(said), _amount(found)) is Relation.CARRIES


def _amount(m: Measure) -> Amount:
    match m.bound:
        case "at_least" | "more_than" | "above":
            return Amount(m.value, math.inf, low_open=m.bound != "at_least")
        case "at_most" | "fewer_than" | "below":
            return Amount(0.0, m.value, high_open=m.bound != "at_most")
        case "about":
            return Amount(m.value, m.value, rough=True)
    return Amount(m.value, m.value)


def measures(passage: Passage) -> Iterator[Measure]:
    """Yield the numbers of a passage with their bounds and units."""
    tokens = passage.reading.tokens_of(passage.sentence)
    own = {t.i for t in passage.tokens}
    n = 0
    while n < len(tokens):
        value, last = value_at(tokens, n)
        if value is None:
            n += 1
            continue
        first, money = _money(tokens, n)
        unit = money or _unit(tokens, last + 1)
        words = " ".join(t.text for t in tokens[first : last + 1 + bool(unit and not money)])
        bound = _bound(tokens, first)
        if tokens[n].i in own and not passage.is_timed(tokens[n]):
            yield Measure(f"{bound[1]} {words}".strip(), value, bound[0], unit)
        n = last + 1


def _money(tokens: tuple[Token, ...], n: int) -> tuple[int, str | None]:
    """Return where a number begins with its sign of a currency, and the currency."""
    if tokens[n].text[0] in SIGNS:
        return n, _currencies().get(tokens[n].text[0])
    before = tokens[n - 1] if n else None
    currency = _currencies().get(before.text) if before is not None else None
    if before is None or currency is None:
        return n, None
    return n - 1, currency


def _unit(tokens: tuple[Token, ...], n: int) -> str | None:
    """Return the unit behind a number, through what stretches it ("three straight years")."""
    for token in tokens[n : n + _BEHIND]:
        if token.lower in _SEPARATE:
            return None
        unit = (
            _currencies().get(token.text) or _units().get(token.text) or _units().get(token.lower)
        )
        if unit:
            return unit
        if token.lower not in _stretching():
            return f"noun {token.lemma.lower()}" if token.tag == "NNS" else None
    return None


@cache
def _stretching() -> frozenset[str]:
    return frozenset(read_toml(FILE)["stretching"])


@cache
def _units() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_toml(FILE)["unit"]:
        for word in row.get("words", ()):
            if " " not in word:
                found |= {word: row["id"], f"{word}s": row["id"]}
        for symbol in row.get("symbols", ()):
            found[symbol] = row["id"]
    found["per"] = "percent"  # "per cent" is two words
    return found


@cache
def _currencies() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_toml(FILE)["currency"]:
        for key in ("words", "symbols", "codes"):
            for word in row.get(key, ()):
                if key == "words":
                    found |= {word: row["id"], f"{word}s": row["id"]}
                found[word] = row["id"]
    return found


def _bound(tokens: tuple[Token, ...], first: int) -> tuple[str, str]:
    """Return the bound of a number and its words; both are empty for an exact one."""
    for length in range(min(_REACH, first), 0, -1):
        words = " ".join(t.lower for t in tokens[first - length : first])
        if words in _bounds():
            return _bounds()[words], words
    return "", ""


@cache
def _bounds() -> dict[str, str]:
    table = read_toml(FILE)["bounds"]
    return {
        w: str(k)
        for k, ws in table.items()
        if isinstance(ws, list) and k not in ("fillers", "positional")
        for w in ws
    }
