"""The labels of a network: begin, inside, end and single token of each kind of span.

Ramshaw and Marcus (1995) for the scheme, Ratinov and Roth (2009) for ends and singles.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

_IMPOSSIBLE = -1e4


class Tagged(NamedTuple):
    """Hold one marked span: kind, first token, token behind the last, and how sure (0 to 1)."""

    kind: str
    first: int
    last: int
    score: float = 1.0


class Scheme:
    """Number the labels of some kinds of spans, and know which may follow which.

    `legal` has shape (labels, labels), from row to column: 0 or as good as never; `first` and
    `last` say so of the ends of a text.
    """

    def __init__(self, *kinds: str) -> None:
        self.kinds = kinds
        self.labels = ("O", *(f"{place}-{kind}" for kind in kinds for place in "BIES"))
        self._number = {label: number for number, label in enumerate(self.labels)}
        self.legal = np.array(
            [[0.0 if _follows(a, b) else _IMPOSSIBLE for b in self.labels] for a in self.labels]
        )
        self.first = np.array([0.0 if a[0] in "OBS" else _IMPOSSIBLE for a in self.labels])
        self.last = np.array([0.0 if a[0] in "OES" else _IMPOSSIBLE for a in self.labels])

    def labels_of(self, spans: Iterable[Tagged], size: int) -> np.ndarray:
        """Return the label numbers of `size` tokens, shape (size,); a later span overwrites."""
        found = np.zeros(size, np.int64)
        for kind, first, last, _ in spans:
            if last - first == 1:
                found[first] = self._number[f"S-{kind}"]
                continue
            found[first] = self._number[f"B-{kind}"]
            found[first + 1 : last - 1] = self._number[f"I-{kind}"]
            found[last - 1] = self._number[f"E-{kind}"]
        return found

    def spans_of(self, labels: list[int], scores: np.ndarray) -> list[Tagged]:
        """Return the spans of a legal sequence of label numbers; scores (size, labels)."""
        found: list[Tagged] = []
        first = 0
        for i, number in enumerate(labels):
            place, _, kind = self.labels[number].partition("-")
            if place in ("B", "S"):
                first = i
            if place in ("E", "S"):
                sure = scores[np.arange(first, i + 1), labels[first : i + 1]]
                found.append(Tagged(kind, first, i + 1, float(sure.mean())))
        return found

    def best_path(self, scores: np.ndarray) -> list[int]:
        """Return the best legal sequence of label numbers; `scores` has shape (tokens, labels).

        Mostly the best labels one by one are legal together; else Viterbi (1967). Costs grow with
        the tokens alone.
        """
        alone = scores.argmax(axis=1)
        steps = self.legal[alone[:-1], alone[1:]]
        if not (steps.any() or self.first[alone[0]] or self.last[alone[-1]]):
            return [int(k) for k in alone]
        total = scores[0] + self.first
        back = np.zeros(scores.shape, np.int64)
        for i in range(1, len(scores)):
            ways = total[:, None] + self.legal
            back[i] = ways.argmax(0)
            total = ways.max(0) + scores[i]
        path = [int((total + self.last).argmax())]
        for i in range(len(scores) - 1, 0, -1):
            path.append(int(back[i, path[-1]]))
        return path[::-1]


def _follows(one: str, other: str) -> bool:
    if one[0] in "OES":
        return other[0] in "OBS"
    return other[0] in "IE" and one[2:] == other[2:]
