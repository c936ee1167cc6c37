"""The text of a paragraph as it shows itself: without invisible characters, in one script."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

# Soft hyphens, joiners, marks of direction: they show nothing and may stand inside a date.
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_MIXED = re.compile(r"\b(?=\w*[A-Za-z])(?=\w*[\u0400-\u04ff])\w+")
_LOOK_ALIKES = str.maketrans(
    "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0455\u0458"
    "\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406\u0405\u0408",
    "aeopcyxisjABEKMHOPCTXISJ",
)


@dataclass(frozen=True, slots=True)
class Places:
    """Tell where in the report a place of a paragraph's plain text lies."""

    offset: int
    of: tuple[int, ...]

    def at(self, place: int) -> int:
        """Return where a character stands."""
        return self.offset + (self.of[place] if self.of else place)

    def end(self, place: int) -> int:
        """Return where a stretch ends: behind its last character, not before what follows it."""
        return self.offset + (self.of[place - 1] + 1 if self.of else place)


def plain(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a text without invisible characters, and where what is left of it stands.

    Digits of other scripts, and Cyrillic letters inside Latin words that look like Latin ones, are
    written as ours; a text without any of these is returned as it is.
    """
    if text.isascii():
        return text, ()
    places: tuple[int, ...] = ()
    if _INVISIBLE.search(text):
        places = tuple(i for i, character in enumerate(text) if not _INVISIBLE.match(character))
        text = "".join(text[i] for i in places)
    if _OTHER_DIGIT.search(text):
        text = text.translate(_digits())
    if _CYRILLIC.search(text):
        text = _MIXED.sub(lambda found: found[0].translate(_LOOK_ALIKES), text)
    return text, places


@cache
def _digits() -> dict[int, int]:
    every = (chr(code) for code in range(0x660, 0x1FBFA))
    return {ord(c): ord("0") + unicodedata.decimal(c) for c in every if c.isdecimal()}
