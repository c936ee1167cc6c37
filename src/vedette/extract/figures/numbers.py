"""Number words and digits to values: "13,000", "six to eight thousand", "tens of thousands"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from vedette.data import read_toml
from vedette.extract.figures.digits import (
    DIGITS,
    LARGEST,
    MALFORMED,
    TOO_LARGE,
    VULGAR,
    is_part,
    value_of,
)
from vedette.extract.figures.lexicon import alternatives
from vedette.extract.figures.number import Number, NumberForm
from vedette.extract.figures.ranges import join_ranges


@dataclass(frozen=True, slots=True)
class Atom:
    """Hold one number word or run of digits: its kind and value."""

    start: int
    end: int
    kind: str  # digits, odd, one, ten, scale, plural, counter, fraction, article
    value: float
    word: str


@dataclass(frozen=True, slots=True)
class NumberWords:
    """Hold a language's number words, and the pattern that finds them."""

    kinds: dict[str, tuple[str, float]]
    plurals: dict[str, tuple[float, float]]
    counters: dict[str, dict[str, list[float]]]
    money_scales: dict[str, float]
    atom: re.Pattern[str]


_JOIN = re.compile(r"[ \u00a0\u202f-]")
_OF = " of "
_OF_THESE = (" of the ", " of them ", " of these ")
_AND = " and "
_HALF_MORE = re.compile(r"\s+and\s+a\s+half\b", re.IGNORECASE)


@cache
def number_words(language: str) -> NumberWords:
    """Return the number words of a language."""
    table: dict[str, Any] = read_toml(f"languages/{language}/figures.toml")
    numbers, vague = table["numbers"], table["vague"]
    kinds: dict[str, tuple[str, float]] = {}
    for kind, group in (("one", "ones"), ("ten", "tens"), ("scale", "scales")):
        kinds.update({word: (kind, float(value)) for word, value in numbers[group].items()})
    kinds.update({word: ("scale", float(v)) for word, v in numbers["short_scales"].items()})
    kinds.update({word: ("fraction", float(v)) for word, v in numbers["fractions"].items()})
    kinds.update({word: ("plural", float(ends[0])) for word, ends in vague["plurals"].items()})
    kinds.update(dict.fromkeys(vague["counters"], ("counter", 0.0)))
    words = alternatives(sorted((re.escape(w) for w in kinds), key=len, reverse=True))
    countable = "|".join([*numbers["scales"], *numbers["fractions"]])
    articles = rf"\ban?(?=[ -](?:{countable})\b)"
    word = rf"(?:(?<=\d)|\b)(?P<word>{words})\b|(?P<article>{articles})"
    pattern = rf"(?:(?=[\d.{VULGAR}])(?P<digits>{DIGITS})|(?<![A-Za-z])(?:{word}))"
    return NumberWords(
        kinds,
        {word: (float(a), float(b)) for word, (a, b) in vague["plurals"].items()},
        vague["counters"],
        {word: float(value) for word, value in numbers["money_scales"].items()},
        re.compile(pattern, re.IGNORECASE),
    )


def find_numbers(text: str, start: int, end: int, words: NumberWords) -> list[Number]:
    """Return the numbers of text[start:end] in order, ranges joined.

    What a number counts is not looked at: years, names and dates are numbers here.
    """
    atoms = _atoms(text, start, end, words)
    numbers: list[Number] = []
    at = 0
    while at < len(atoms):
        number, at = _read_number(text, atoms, at, words)
        if number is not None:
            numbers.append(number)
    return join_ranges(text, start, [_believed(number) for number in numbers])


def _believed(number: Number) -> Number:
    if number.high <= LARGEST:
        return number
    return replace(number, low=0.0, high=0.0, form=NumberForm.PLAIN, doubt=TOO_LARGE)


def _atoms(text: str, start: int, end: int, words: NumberWords) -> list[Atom]:
    atoms = []
    for match in words.atom.finditer(text, start, end):
        word = match.group().lower()
        if match.lastgroup == "digits":
            value = value_of(word)
            kind = "odd" if value is None else "fraction" if is_part(word) else "digits"
            atoms.append(Atom(match.start(), match.end(), kind, value or 0.0, word))
        elif match.lastgroup == "article":
            atoms.append(Atom(match.start(), match.end(), "article", 1.0, word))
        else:
            kind, value = words.kinds[word]
            atoms.append(Atom(match.start(), match.end(), kind, value, word))
    return atoms


def _read_number(
    text: str, atoms: list[Atom], at: int, words: NumberWords
) -> tuple[Number | None, int]:
    first = atoms[at]
    if first.kind == "counter":
        return _read_counter(text, atoms, at, words)
    if first.kind == "plural":
        return _read_plural(text, atoms, at, words)
    if first.kind == "fraction" or _is_fraction(text, atoms, at):
        return _read_fraction(text, atoms, at)
    if first.kind == "digits":
        return _read_digits(text, atoms, at)
    if first.kind == "odd":
        return Number(first.start, first.end, 0.0, 0.0, digits=True, doubt=MALFORMED), at + 1
    return _read_words(text, atoms, at)


def _gap(text: str, left: Atom, right: Atom) -> str:
    return text[left.end : right.start].lower()


def _is_join(text: str, left: Atom, right: Atom) -> bool:
    gap = _gap(text, left, right)
    return gap == "" or bool(_JOIN.fullmatch(gap))


def _read_digits(text: str, atoms: list[Atom], at: int) -> tuple[Number, int]:
    first = last = atoms[at]
    value, at, round_number = first.value, at + 1, False
    while at < len(atoms) and atoms[at].kind == "scale" and _is_join(text, last, atoms[at]):
        last = atoms[at]
        value *= last.value
        round_number = round_number or last.word == "dozen"
        at += 1
    half = _HALF_MORE.match(text, last.end) if last is first else None
    if half:
        number, following = _half_more(atoms, at, (first, half.end(), value))
        return number, following
    bare = last is first and first.word.isdecimal()
    form = NumberForm.ROUND if round_number else NumberForm.PLAIN
    if last is not first:
        value = round(value, 6)  # 13.6 thousand are 13,600, whatever a float makes of it
    return Number(first.start, last.end, value, value, form, digits=True, bare=bare), at


def _half_more(atoms: list[Atom], at: int, begun: tuple[Atom, int, float]) -> tuple[Number, int]:
    # "two and a half thousand", "one and a half million": the half belongs before the scale
    first, end, value = begun
    value += 0.5
    while at < len(atoms) and atoms[at].start < end:
        at += 1
    while at < len(atoms) and atoms[at].kind == "scale" and atoms[at].start == end + 1:
        value *= atoms[at].value
        end = atoms[at].end
        at += 1
    return Number(first.start, end, value, value, digits=first.kind == "digits"), at


def _read_words(text: str, atoms: list[Atom], at: int) -> tuple[Number | None, int]:
    # The usual reading of number words: a group below a thousand, then its scale.
    first = last = atoms[at]
    total, group, room = 0.0, 0.0, 1_000.0
    round_number = False
    begin = at
    while at < len(atoms):
        atom = atoms[at]
        if at > begin and not _continues(text, last, atom):
            break
        if atom.kind == "scale":
            total, group = _scaled(total, group, atom.value)
            round_number = round_number or atom.word == "dozen"
            room = atom.value
        elif atom.kind in {"one", "ten", "article"}:
            if at > begin and atom.value >= room:
                break
            group += atom.value
            room = 10.0 if atom.kind == "ten" else 1.0
        else:
            break
        last, at = atom, at + 1
    if first.kind == "scale" and last is first:
        return None, max(at, begin + 1)  # "the thousand islands": a scale that nothing counts
    half = _HALF_MORE.match(text, last.end) if last is first and first.kind == "one" else None
    if half:
        return _half_more(atoms, at, (first, half.end(), group))
    value = total + group
    form = NumberForm.ROUND if round_number else NumberForm.PLAIN
    return Number(first.start, last.end, value, value, form), at


def _scaled(total: float, group: float, scale: float) -> tuple[float, float]:
    if scale < 1_000:
        return total, max(group, 1.0) * scale
    if total and not group:
        return total * scale, 0.0  # "two thousand million"
    return total + max(group, 1.0) * scale, 0.0


def _continues(text: str, last: Atom, atom: Atom) -> bool:
    if atom.kind == "scale":
        return _is_join(text, last, atom)
    if atom.kind not in {"one", "ten"}:
        return False
    if last.kind == "ten":
        return atom.kind == "one" and atom.value < 10 and _is_join(text, last, atom)
    gap = _gap(text, last, atom)
    return last.kind == "scale" and last.word != "dozen" and (gap in {" ", _AND, "-", ", "})


def _read_counter(
    text: str, atoms: list[Atom], at: int, words: NumberWords
) -> tuple[Number | None, int]:
    first = atoms[at]
    table = words.counters[first.word]
    end, at = first.end, at + 1
    ends = table["alone"]
    if at < len(atoms) and text[end : atoms[at].start].lower() in {" ", _OF}:
        low, high = table["scale"]
        if atoms[at].kind == "scale":
            scale, following = _scales(text, atoms, at)
            number = (low * scale, high * scale)
            return Number(
                first.start, atoms[following - 1].end, *number, NumberForm.VAGUE
            ), following
        if atoms[at].kind == "plural":
            inner, following = _read_plural(text, atoms, at, words)
            return replace(inner, start=first.start), following
    if not ends:
        return None, at
    behind = text[end : end + 10].lower()
    if behind.startswith(_OF) and not behind.startswith(_OF_THESE):
        end += 3  # "a couple of tanks", "a handful of boats"
    return Number(first.start, end, ends[0], ends[1], NumberForm.VAGUE), at


def _scales(text: str, atoms: list[Atom], at: int) -> tuple[float, int]:
    value = atoms[at].value
    at += 1
    while (
        at < len(atoms) and atoms[at].kind == "scale" and _is_join(text, atoms[at - 1], atoms[at])
    ):
        value *= atoms[at].value
        at += 1
    return value, at


def _read_plural(text: str, atoms: list[Atom], at: int, words: NumberWords) -> tuple[Number, int]:
    first = last = atoms[at]
    low, high = words.plurals[first.word]
    at += 1
    while at < len(atoms) and _gap(text, last, atoms[at]) == _OF and atoms[at].kind == "plural":
        scale = words.plurals[atoms[at].word][0]
        low, high = low * scale, (high + 1) * scale - 1
        last, at = atoms[at], at + 1
    return Number(first.start, last.end, low, high, NumberForm.VAGUE), at


def _is_fraction(text: str, atoms: list[Atom], at: int) -> bool:
    if at + 1 >= len(atoms) or atoms[at + 1].kind != "fraction":
        return False
    return atoms[at].kind in {"one", "article"} and _is_join(text, atoms[at], atoms[at + 1])


def _read_fraction(text: str, atoms: list[Atom], at: int) -> tuple[Number | None, int]:
    first = atoms[at]
    times = 1.0
    if first.kind != "fraction":
        times, at = first.value, at + 1
    part = atoms[at]
    value, end, at = times * part.value, part.end, at + 1
    beyond = at + (at < len(atoms) and atoms[at].kind == "article")
    scale = atoms[beyond] if beyond < len(atoms) else None
    if (
        scale is not None
        and scale.kind == "scale"
        and text[end : scale.start].strip().lower() in {"", "a", "an", "of a"}
    ):
        scaled, at = _scales(text, atoms, beyond)
        form = NumberForm.ROUND if scale.word == "dozen" else NumberForm.PLAIN
        return Number(first.start, atoms[at - 1].end, value * scaled, value * scaled, form), at
    following = text[end : end + 4].lower()
    is_word = first is part and part.word[0].isalpha()
    if is_word and (part.word != "half" or _NAMED_HALF.search(text[: first.start][-12:])):
        return None, at  # "the third brigade", "the quarter", "the second half"
    is_share = _SHARE_AFTER.match(following) or _SHARE_BEFORE.search(text[: first.start][-24:])
    if part.word in _ORDINALS and not is_share and times == 1.0:
        return None, at  # "a third drone"
    return Number(first.start, end, value, value, NumberForm.FRACTION), at


_NAMED_HALF = re.compile(
    r"\b(?:this|first|second|last|next|the|each|other|eastern|western|northern|southern|upper|lower)\s$",
    re.IGNORECASE,
)
_ORDINALS = frozenset({"third", "fifth", "tenth"})
# "cut by nearly a third to 9,000"
_SHARE_BEFORE = re.compile(r"\bby (?:[a-z]+ ){0,2}$", re.IGNORECASE)
_SHARE_AFTER = re.compile(r" of |[.,;:)]|$")
