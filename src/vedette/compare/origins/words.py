"""The words of a report that are compared: its body outside quotations, as numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from vedette.data import data_file, read_toml
from vedette.data.calendar import calendar_words
from vedette.model import Report, Zone

Codes = NDArray[np.uint64]
QUOTED = re.compile(r"[“„«][^”»“]*(?:[”»“]|$)|\"[^\"]*(?:\"|$)")
# Single marks quote where no letter stands before the first and behind the last of them; an
# apostrophe has letters on both sides.
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\S)(?:[^’'\n]|(?<=\w)[’'](?=\w))*[’'](?!\w)")
# A word may hide soft hyphens and zero-width marks; a number keeps its separators; the end of a
# sentence and of a line is a token too, since sentences are moved as wholes.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)+|\w+(?:[\u00ad\u200b-\u200d\ufeff]\w+)*|%|[.!?…]+(?=[\s\"”’)\]]|$)|\n"
)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\ufeff]")
_LEFT_OUT = frozenset({Zone.HEADLINE, Zone.DECK, Zone.CAPTION, Zone.CORRECTION})
_VOCABULARY_KEPT = 500_000

NUMBER, MEASURE, BREAK = 1, 2, 4


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Hold the words of a report as 64-bit codes: equal words, equal codes.

    `own` are the words outside quotations; `flags` mark numbers, dates and measures among them;
    `starts` are the places where sentences begin; `digest` is that of all words, quotations too,
    and `variety` the number of different ones.
    """

    own: Codes
    flags: NDArray[np.uint8]
    starts: NDArray[np.int64]
    digest: bytes
    variety: int


def sheet_of(report: Report) -> Sheet:
    """Return the words of a report."""
    lexicon = lexicon_of(report.language)
    body = "\n".join(_body(report))
    tokens = lexicon.read(body)
    masked = _unquoted(body)
    said = tokens[0][tokens[1] & BREAK == 0]
    codes, flags = tokens if masked == body else lexicon.read(masked)
    breaks = flags & BREAK != 0
    words = ~breaks
    places = np.cumsum(words)
    own = codes[words]
    starts = np.unique(np.concatenate([np.zeros(1, np.int64), places[breaks]]))
    digest = blake2b(said.astype("<u8").tobytes(), digest_size=16).digest()
    return Sheet(own, flags[words], starts[starts < len(own)], digest, len(np.unique(said)))


def spans_of(report: Report) -> list[tuple[int, int]]:
    """Return where each own word of a report stands in its text, in the order of `Sheet.own`."""
    text, pieces, end = report.text, [], 0
    for start, stop in _bounds(report):
        pieces.append("\n" * (start - end))
        pieces.append(_unquoted(text[start:stop]))
        end = stop
    whole = "".join(pieces)
    return [m.span() for m in _TOKEN.finditer(whole) if not _is_break(m.group())]


def _is_break(token: str) -> bool:
    return token[0] in ".!?…\n"


def _bounds(report: Report) -> Iterator[tuple[int, int]]:
    if not report.blocks and report.text:
        yield 0, len(report.text)  # text outside of blocks counts as body
    for block in report.blocks:
        if not block.zone.is_furniture and block.zone not in _LEFT_OUT:
            yield block.start, block.end


def _body(report: Report) -> Iterator[str]:
    return (report.text[start:end] for start, end in _bounds(report))


def _unquoted(text: str) -> str:
    """Blank out what is quoted, keeping the length."""
    if "“" in text or '"' in text or "„" in text or "«" in text:
        text = "\n".join(QUOTED.sub(_blank, line) for line in text.split("\n"))
    if "‘" in text or "'" in text:
        text = _SINGLE.sub(_blank, text)
    return text


def _blank(found: re.Match[str]) -> str:
    return " " * len(found.group())


def plain(word: str) -> str:
    """Return a word as it is compared: without case, accents, marks nobody sees, separators."""
    if word.isascii():
        folded = word.casefold()
    else:
        bare = unicodedata.normalize("NFKD", _INVISIBLE.sub("", word))
        folded = "".join(c for c in bare if not unicodedata.combining(c)).casefold()
    return folded.replace(",", "") if folded[:1].isdigit() else folded


class Lexicon:
    """Turn the words of one language into codes and flags; the same word is looked at once."""

    def __init__(
        self, numbers: dict[str, int], dates: frozenset[str], measures: frozenset[str]
    ) -> None:
        self._numbers = numbers
        self._dates = dates
        self._measures = measures
        self._known: dict[str, tuple[int, int]] = {}

    def read(self, text: str) -> tuple[Codes, NDArray[np.uint8]]:
        """Return the codes and flags of all tokens of a text."""
        known, look_up = self._known, self._look_up
        tokens = [known.get(token) or look_up(token) for token in _TOKEN.findall(text)]
        if not tokens:
            return np.zeros(0, np.uint64), np.zeros(0, np.uint8)
        codes, flags = zip(*tokens, strict=True)
        return np.array(codes, np.uint64), np.array(flags, np.uint8)

    def _look_up(self, token: str) -> tuple[int, int]:
        if len(self._known) > _VOCABULARY_KEPT:
            self._known.clear()
        entry = (0, BREAK) if _is_break(token) else self._entry(plain(token))
        self._known[token] = entry
        return entry

    def _entry(self, word: str) -> tuple[int, int]:
        number = self._numbers.get(word)
        form = str(number) if number is not None else "percent" if word == "%" else word
        flag = 0
        if number is not None or form[:1].isdigit() or word in self._dates:
            flag = NUMBER
        elif word in self._measures:
            flag = MEASURE
        digest = blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        return int.from_bytes(digest, "little"), flag


@cache
def lexicon_of(language: str) -> Lexicon:
    """Return the lexicon of a language; one without files knows digits only.

    A report whose language nobody told is read as English.
    """
    code = "en" if language in ("", "und") else language.split("-", maxsplit=1)[0]
    if data_file(f"languages/{code}/origins.toml") is None:
        return Lexicon({}, frozenset(), frozenset())
    numbers = read_toml(f"languages/{code}/figures.toml")["numbers"]
    words = {
        word: int(n) for part in ("ones", "tens", "scales") for word, n in numbers[part].items()
    }
    measures = read_toml(f"languages/{code}/origins.toml")["measures"]
    return Lexicon(words, calendar_words(), frozenset(map(plain, measures)))
