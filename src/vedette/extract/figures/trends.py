"""The direction that words in front of a number give it: "rose 3 %", "cut costs by 5 %"."""

from __future__ import annotations

from collections.abc import Sequence

from vedette.extract.figures.lexicon import QuantityWords
from vedette.model import Direction

# A word in front of a number: its offset, the word in small letters, whether a break follows.
Piece = tuple[int, str, bool]
_FILLERS = frozenset({"another", "some", "further", "only", "just", "nearly", "whopping", "record"})
_BY_REACH = 6  # words from the verb to its "by" ("grow sales of small boats by 3 %")
_PASSIVE = ("ed", "eld", "ught", "wn", "en")


def trend_of(pieces: Sequence[Piece], words: QuantityWords, *, is_part: bool) -> Direction | None:
    """Return the direction that the words before a quantity give it, None where they give none.

    `is_part` tells that the quantity is a share or percentage. Only such, or what follows "by",
    is moved by a verb that also takes what it moves as an object ("raised 3 million" collects it).
    """
    before = list(pieces)
    by = bool(before) and before[-1][1] == "by" and not before[-1][2]
    if by:
        before.pop()
        if before and _is_agent(before[-1], words):
            return None
    reach = _BY_REACH if by else 0
    while before:
        _, word, closed = before.pop()
        if closed:
            return None
        direction = words.trends.get(word)
        if direction is not None:
            moved = by or is_part or word not in words.transitive
            phrasal = bool(before) and before[-1][1] in words.phrasal  # "shot down 12 drones"
            return direction if moved and not phrasal else None
        if word not in _FILLERS and reach <= 0:
            return None
        reach -= 1
    return None


def _is_agent(piece: Piece, words: QuantityWords) -> bool:
    # "a rise in losses caused by 12 drones"
    return piece[2] or (piece[1] not in words.trends and piece[1].endswith(_PASSIVE))
