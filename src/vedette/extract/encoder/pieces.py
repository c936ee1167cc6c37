"""Words to word pieces, as the network learnt them (WordPiece, uncased, Wu et al. 2016)."""

from __future__ import annotations

import re
import unicodedata

UNKNOWN, OPEN, CLOSE = 100, 101, 102  # [UNK], [CLS], [SEP] in the vocabulary
_MAX_WORD = 60  # longer strings are addresses and rubbish
_MAX_PIECES = 12
_PARTS = re.compile(r"[^\W_]+|[^\w\s]|_+")
_SIMPLE = {**dict.fromkeys("‘’`´", "'"), **dict.fromkeys("–—", "-")}
_OPENING, _CLOSING = frozenset("“„«"), frozenset("”»")
_DOUBLE = _OPENING | _CLOSING | {'"'}
_SPECIAL = re.compile(f"[{re.escape(''.join((*_DOUBLE, *_SIMPLE)))}]")


def plain(text: str) -> str:
    """Return a text of the same length with one kind of quotation marks, apostrophes and dashes.

    Straight double marks are turned into opening and closing ones by the spaces beside them.
    """
    text = text.replace("''", '" ').replace("``", '" ')
    found: list[str] = []
    is_open = False
    behind = 0
    for match in _SPECIAL.finditer(text):
        i = match.start()
        char = _mark(text, i, is_open=is_open) if text[i] in _DOUBLE else _SIMPLE[text[i]]
        if char in "“”":
            is_open = char == "“"
        found += (text[behind:i], char)
        behind = i + 1
    return "".join([*found, text[behind:]])


def _mark(text: str, i: int, *, is_open: bool) -> str:
    char = text[i]
    if char in _OPENING:
        return "“"
    if char in _CLOSING:
        return "”"
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    if before.isspace() and after.isspace():
        return "”" if is_open else "“"
    opens = (before.isspace() or before in "([—–-") and not after.isspace()
    return "“" if opens else "”"


class Pieces:
    """Cut words into pieces of a vocabulary, the longest first; each word is cut once."""

    def __init__(self, vocabulary: list[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces, at least one and at most twelve."""
        found = self._known.get(word)
        if found is None:
            found = self._cut(word)
            if len(self._known) < 200_000:
                self._known[word] = found
        return found

    def _cut(self, word: str) -> tuple[int, ...]:
        bare = "".join(
            c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.category(c) != "Mn"
        )
        numbers = [n for part in _PARTS.findall(bare) for n in self._longest_first(part)]
        return tuple(numbers[:_MAX_PIECES]) or (UNKNOWN,)

    def _longest_first(self, part: str) -> list[int]:
        if len(part) > _MAX_WORD:
            return [UNKNOWN]
        numbers: list[int] = []
        start = 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = part[start:end] if start == 0 else f"##{part[start:end]}"
                number = self._numbers.get(piece)
                if number is not None:
                    break
            else:
                return [UNKNOWN]
            numbers.append(number)
            start = end
        return numbers
