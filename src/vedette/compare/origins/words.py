"""The words of a report that are compared: its body outside quotations, as numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from vedette.data import data_file, read_toml
from vedette.data.calendar import calendar_words
from vedette.model import Report, Zone

Codes = NDArray[np.uint64]  # little-endian where they are digested
QUOTED = re.compile(r"[“„«][^”»“]*(?:[”»“]|$)|\"[^\"]*(?:\"|$)")
# The same within a line: a quotation that nobody closes ends with it.
_IN_LINE = re.compile(r"[“„«][^”»“\n\ue000]*[”»“]?|\"[^\"\n\ue000]*\"?")
# Single marks quote where no letter stands before the first and behind the last of them; an
# apostrophe has letters on both sides.
_SINGLE = re.compile(r"(?<!\w)[‘'](?=\S)(?:[^’'\n\ue000]|(?<=\w)[’'](?=\w))*[’'](?!\w)")
# A word may hide soft hyphens and zero-width marks; a number keeps its separators; the end of a
# sentence and of a line is a token too, since sentences are moved as wholes.
_TOKEN = re.compile(
    r"\d+(?:[.,]\d+)+|\w+(?:[\u00ad\u200b-\u200d\ufeff]\w+)*|%|[.!?…]+(?=[\s\"”’)\]]|$)|\ue000"
)
_INVISIBLE = re.compile(r"[\u00ad\u200b-\u200d\ufeff]")
_LEFT_OUT = frozenset({Zone.HEADLINE, Zone.DECK, Zone.CAPTION, Zone.CORRECTION})
_COUNTED = frozenset(zone for zone in Zone if not zone.is_furniture) - _LEFT_OUT
_VOCABULARY_KEPT = 500_000
_SIZE_BITS = 20  # of an entry: how many words stand in a chunk without blanks
_SIZE = (1 << _SIZE_BITS) - 1
_LINE = " \ue000 "  # marks the end of a paragraph, as a chunk of its own

NUMBER, MEASURE, BREAK = 1, 2, 4


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """Hold the words of a report as 64-bit codes: equal words, equal codes.

    `own` are the words outside quotations; `flags` mark numbers, dates and measures among them;
    `starts` are the places behind which sentences begin, some several times; `said` are all words,
    quotations too; reports with one `digest` agree in both.
    """

    own: Codes
    flags: NDArray[np.uint8]
    starts: NDArray[np.int64]
    said: Codes
    digest: bytes


def sheet_of(report: Report) -> Sheet:
    """Return the words of a report."""
    lexicon = lexicon_of(report.language)
    body = _LINE.join(_body(report))
    masked = _unquoted(body)
    codes, flags = lexicon.read(masked)
    breaks = flags == BREAK
    places = np.flatnonzero(breaks)
    own = codes[~breaks]
    said = own
    if masked is not body:
        every, kinds = lexicon.read(body)
        said = every[kinds != BREAK]
    starts = places - np.arange(len(places))
    digest = blake2b(own.astype("<u8", copy=False).tobytes(), digest_size=16)
    if said is not own:
        digest.update(b"|")
        digest.update(said.astype("<u8", copy=False).tobytes())
    return Sheet(own, flags[~breaks], starts, said, digest.digest())


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
    return token[0] in ".!?…\ue000"


def _bounds(report: Report) -> Iterator[tuple[int, int]]:
    if not report.blocks and report.text:
        yield 0, len(report.text)  # text outside of blocks counts as body
    for block in report.blocks:
        if block.zone in _COUNTED:
            yield block.start, block.end


def _body(report: Report) -> Iterator[str]:
    return (report.text[start:end] for start, end in _bounds(report))


def _unquoted(text: str) -> str:
    """Blank out what is quoted, keeping the length."""
    if "“" in text or '"' in text or "„" in text or "«" in text:
        text = _IN_LINE.sub(_blank, text)
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


class Lexicon(dict[str, int]):
    """Turn the words of one language into codes and flags.

    What stands between two blanks is looked at once: its words lie in two tables, and a dictionary
    finds the place at the speed of the interpreter's own machinery.
    """

    def __init__(
        self, numbers: Mapping[str, int], dates: frozenset[str], measures: frozenset[str]
    ) -> None:
        super().__init__()
        self._numbers = numbers
        self._dates = dates
        self._measures = measures
        self._used = 0
        self._turn = Lock()  # threads of a server share it, and a place is given once
        self._codes = np.zeros(1024, np.uint64)
        self._flags = np.zeros(1024, np.uint8)

    def read(self, text: str) -> tuple[Codes, NDArray[np.uint8]]:
        """Return the codes and flags of all tokens of a text."""
        with self._turn:
            return self._read(text)

    def _read(self, text: str) -> tuple[Codes, NDArray[np.uint8]]:
        if len(self) > _VOCABULARY_KEPT:
            self.clear()
            self._used = 0
        chunks = text.split()
        rows = np.fromiter(map(self.__getitem__, chunks), np.int64, len(chunks))
        sizes = rows & _SIZE
        ends = np.cumsum(sizes)
        if not len(chunks) or not ends[-1]:
            return self._codes[:0], self._flags[:0]
        places = np.repeat((rows >> _SIZE_BITS) - ends + sizes, sizes) + np.arange(ends[-1])
        return self._codes[places], self._flags[places]

    def __missing__(self, chunk: str) -> int:
        entries = [
            (0, BREAK) if _is_break(token) else self._entry(plain(token))
            for token in _TOKEN.findall(chunk)[:_SIZE]
        ]
        start, self._used = self._used, self._used + len(entries)
        while self._used > len(self._codes):
            self._codes = np.concatenate([self._codes, np.zeros_like(self._codes)])
            self._flags = np.concatenate([self._flags, np.zeros_like(self._flags)])
        for place, entry in enumerate(entries, start):
            self._codes[place], self._flags[place] = entry
        row = self[chunk] = (start << _SIZE_BITS) + len(entries)
        return row

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
