"""Corruptions of amounts: another number, another bound, another unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quality.corruptions.rules import Made, Texts, like, put, words
from quality.corruptions.texts import Source, chosen
from vedette.model import EntityKind, Token

_DIGITS = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
_MASS = frozenset({"percent", "%", "million", "billion", "trillion", "dollars"})
_PERIODS = frozenset({"year", "month", "week", "hour"})
_FACTORS = (1.5, 2.0, 0.6, 3.0)
_EDGES = frozenset({"more", "than", "least", "most", "over", "under", "to", "about", "around"})
_BEFORE = frozenset(
    {
        "the",
        "these",
        "those",
        "only",
        "just",
        "a",
        "an",
        "of",
        "its",
        "their",
        "his",
        "between",
        "from",
        "or",
    }
)


def numbers(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Put another number in the place of one: digits, or a number word up to twelve."""
    for token in source.tokens:
        if not _counts(source, token):
            continue
        new = _other(token.text, f"{source.key}{token.i}")
        if new and not source.document.has_together(new):
            yield put(source, token, token, like(token.text, new))


def _counts(source: Source, token: Token) -> bool:
    """Tell whether a number counts or measures something: no date, and no part of a name."""
    if token.pos != "NUM" or source.in_time(token) or token.ent in ("DATE", "TIME", "PRODUCT"):
        return False
    mention = source.mention_at(token)
    if mention is not None and mention.ref.kind is not EntityKind.GROUP:
        return False
    before = source.next(token, -1)
    return not (before is not None and before.pos == "PROPN" and before.head != token.i)


def _other(text: str, key: str) -> str | None:
    counts = words()["counts"]
    if text.lower() in counts:
        place = counts.index(text.lower())
        return str(counts[(place + 2 + chosen(key, 4)) % len(counts)])
    if not _DIGITS.fullmatch(text):
        return None
    value = float(text.replace(",", ""))
    if value < 13 and value == int(value):
        return str(int(value) + 2 + chosen(key, 5))
    new = value * _FACTORS[chosen(key, len(_FACTORS))]
    if "." in text:
        return f"{new:.{len(text.split('.')[1])}f}"
    return f"{round(new):,}" if "," in text else str(round(new))


def bounds(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Turn a bound round, or bound a number that has none."""
    for token in source.tokens:
        if not _counts(source, token) or not _DIGITS.fullmatch(token.text):
            continue
        first = _sign(source, token)
        mass = _is_mass(source, token)
        bounded = _bound(source, first)
        if bounded:
            start, row = bounded
            now = row["mass" if mass else "now"]
            yield put(source, source.at(start), source.at(first.i - 1), now, "turned")
            continue
        before = source.next(first, -1)
        if (
            before is None
            or before.lower in _BEFORE | _EDGES
            or before.pos in ("NUM", "ADJ", "PROPN")
        ):
            continue
        more = ("more than", "less than" if mass else "fewer than")
        now = more[chosen(f"{source.key}{token.i}", 2)]
        number = source.words(first.i, token.i)
        yield Made(source.replace(first, token, f"{now} {number}"), number, now, "added")


def _sign(source: Source, token: Token) -> Token:
    before = source.next(token, -1)
    if before is None or not (before.text in words()["signs"] or before.text.endswith("$")):
        return token
    first = source.next(before, -1)
    return first if first is not None and first.text in ("US", "U.S.", "C", "A") else before


def _is_mass(source: Source, token: Token) -> bool:
    after = source.next(token)
    sign = _sign(source, token) is not token
    return sign or (after is not None and after.lower in _MASS) or "." in token.text


def _bound(source: Source, first: Token) -> tuple[int, dict[str, str]] | None:
    for row in words()["bounds"]:
        for phrase in row["words"]:
            start = first.i - len(phrase.split())
            if start >= source.sentence.first and (
                source.words(start, first.i - 1).lower() == phrase
            ):
                return start, row
    return None


def units(source: Source, texts: Texts) -> Iterator[Made]:  # noqa: ARG001
    """Put another unit in the place of one: a currency, a power of ten, a measure."""
    listed, signs = words()["units"], words()["signs"]
    for token in source.tokens:
        before, after = source.next(token, -1), source.next(token)
        if token.text in signs and after is not None and after.pos == "NUM":
            made = source.replace(token, token, signs[token.text])
            yield Made(made, token.text, signs[token.text], "sign")
        elif before is not None and before.pos == "NUM" and token.text in listed:
            new = listed[token.text]
            if not source.document.has_together(before.text, new):
                yield put(source, token, token, new, "word")
        elif before is not None and before.lower == "per" and token.lower in _PERIODS:
            yield put(source, token, token, listed[token.lower], "per")
