"""Find the words of a tokenised text in the text as it was printed.

The tokens write quotation marks, brackets, dashes and dots in their own way, and may stand in
another order than the text. Letters and digits are the same in both: they are matched first, in
long runs, and the marks between two letters then find their place between the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

Place = tuple[int, int]  # offsets of the first code point and behind the last

_BRACKETS = {
    "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}",
}  # fmt: skip
_SIGN = re.compile(r"[“”\"„]|''|``|[‘’'`´]|[-–—―]+|…|\S")


class Sign(NamedTuple):
    """Hold a letter, digit or mark and its offsets; marks of one meaning have one name."""

    name: str
    start: int
    end: int

    @property
    def is_letter(self) -> bool:
        """Tell letters and digits from marks."""
        return self.name.isalnum()


def signs(text: str) -> Iterator[Sign]:
    """Yield the signs of a text; three dots are three signs however they are printed."""
    for match in _SIGN.finditer(text):
        found, (start, end) = match.group(), match.span()
        if found in {"“", "”", '"', "„", "''", "``"}:
            yield Sign('"', start, end)
        elif found in "‘’'`´":
            yield Sign("'", start, end)
        elif found[0] in "-–—―":
            yield Sign("-", start, end)
        elif found == "…":
            yield from [Sign(".", start, end)] * 3
        else:
            yield Sign(found, start, end)


def align(tokens: Sequence[str], text: str) -> list[Place | None]:
    """Return the place of each token in the text, None before the first that is found.

    A token that the tokeniser made up, like the full stop behind a sentence that ends in "U.S.",
    gets the place of the sign before it.
    """
    page = list(signs(text))
    written = [(n, s.name) for n, t in enumerate(tokens) for s in signs(_BRACKETS.get(t, t))]
    letters = [n for n, sign in enumerate(page) if sign.is_letter]
    words = _words(written)
    order = _anchors(words, "".join(page[n].name for n in letters))
    places: list[list[Sign]] = [[] for _ in tokens]
    for n, at in _matched(written, iter(order), page, letters):
        places[n].append(page[at])
    found: list[Place | None] = []
    last: Place | None = None
    for own in places:
        if own:
            found.append((min(s.start for s in own), max(s.end for s in own)))
            last = own[-1].start, own[-1].end
        else:
            found.append(last)
    return found


def _words(written: Sequence[tuple[int, str]]) -> list[str]:
    """Return the letters of each token that has some."""
    words: dict[int, str] = {}
    for n, name in written:
        if name.isalnum():
            words[n] = words.get(n, "") + name
    return list(words.values())


def _anchors(words: Sequence[str], stream: str) -> list[int | None]:
    """Return for each letter of the words its number among the letters of the text.

    Runs of words are taken as long as they can be found: where the run breaks off, the longest
    that can be found anywhere else goes on.
    """
    found: list[int | None] = []
    first = cursor = 0
    while first < len(words):
        at, last = cursor, _straight_on(words, first, stream, cursor)
        if last < len(words):
            elsewhere, end = _longest(words, first, stream)
            if end > last:
                at, last = elsewhere, end
        if last == first:  # a word that the text does not have
            found += [None] * len(words[first])
            first += 1
            continue
        size = sum(map(len, words[first:last]))
        found += range(at, at + size)
        cursor, first = at + size, last
    return found


def _straight_on(words: Sequence[str], first: int, stream: str, cursor: int) -> int:
    """Return the word behind those that the stream goes on with."""
    while first < len(words) and stream.startswith(words[first], cursor):
        cursor += len(words[first])
        first += 1
    return first


def _longest(words: Sequence[str], first: int, stream: str) -> tuple[int, int]:
    """Return place and last word (exclusive) of the longest run that stands in the stream."""
    low, high = first, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        if "".join(words[first:middle]) in stream:
            low = middle
        else:
            high = middle - 1
    return stream.find("".join(words[first:low])), low


def _matched(
    written: Sequence[tuple[int, str]],
    order: Iterator[int | None],
    page: Sequence[Sign],
    letters: Sequence[int],
) -> Iterator[tuple[int, int]]:
    """Yield token and sign number for all signs of the tokens that the page has."""
    waiting: list[tuple[int, str]] = []
    before: int | None = None
    for n, name in written:
        if not name.isalnum():
            waiting.append((n, name))
            continue
        here = next(order)
        if here is None:
            continue
        yield from _marks(waiting, _between(page, letters, before, here), page)
        yield n, letters[here]
        waiting, before = [], here
    yield from _marks(waiting, _between(page, letters, before, None), page)


def _marks(
    waiting: Sequence[tuple[int, str]], room: Sequence[int], page: Sequence[Sign]
) -> Iterator[tuple[int, int]]:
    """Yield token and sign number, each mark as early as it can be; some were never printed."""
    at = 0
    for n, name in waiting:
        for k in range(at, len(room)):
            if page[room[k]].name == name:
                yield n, room[k]
                at = k + 1
                break


def _between(
    page: Sequence[Sign], letters: Sequence[int], before: int | None, here: int | None
) -> list[int]:
    """Return the marks between two letters, given by number.

    Where the tokens leave the order of the text, these are the marks that touch the one letter
    from behind and the other from before.
    """
    start = 0 if before is None else letters[before] + 1
    if here is not None and here == (0 if before is None else before + 1):
        return list(range(start, letters[here]))
    room: list[int] = []
    if before is not None:
        end = letters[before + 1] if before + 1 < len(letters) else len(page)
        while start < end and _touches(page[start - 1], page[start]):
            room.append(start)
            start += 1
    if here is not None:
        first = letters[here]
        while not page[first - 1].is_letter and _touches(page[first - 1], page[first]):
            first -= 1
        room += range(first, letters[here])
    return room


def _touches(one: Sign, other: Sign) -> bool:
    return one.end == other.start
