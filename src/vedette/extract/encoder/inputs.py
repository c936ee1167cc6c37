"""What the network reads: word pieces of a paragraph, and what the parse says of their words."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vedette.extract.encoder.pieces import CLOSE, OPEN, Pieces, plain
from vedette.model import Reading, Token

WINDOW = 128  # pieces; longer paragraphs are read some sentences at a time
LOWER, TITLE, UPPER, DIGIT, OTHER = range(1, 6)


@dataclass(frozen=True, slots=True)
class Window:
    """Hold a stretch of tokens, the pieces of each, and its features per token.

    `first` counts in the reading's tokens; `goes_on` tells that the window before holds the
    beginning of the same paragraph.
    """

    first: int
    goes_on: bool
    pieces: tuple[tuple[int, ...], ...]
    features: tuple[tuple[int, ...], ...]

    @property
    def size(self) -> int:
        """Return the number of pieces with the marks at both ends."""
        return sum(map(len, self.pieces)) + 2


# The numbers of a feature's values, by feature; 0 stands for a value never learnt.
Alphabet = Mapping[str, Mapping[str, int]]
# What a network is told of a token beyond the basic features.
Told = Callable[[Token], tuple[int, ...]]


def shape_of(word: str) -> int:
    """Return the class of a word's letters: lower, Title, UPPER, digit first, other."""
    if word.islower():
        return LOWER
    if word[:1].isupper():
        return UPPER if len(word) > 1 and word.isupper() else TITLE
    return DIGIT if word[:1].isdigit() else OTHER


def windows(
    reading: Reading,
    pieces: Pieces,
    alphabet: Alphabet,
    told: Told,
    only: Container[int] | None = None,
) -> Iterator[Window]:
    """Yield the windows of each parsed paragraph of a reading, in text order.

    `told` gives the features of a token behind the basic ones. With `only`, a set of numbers of
    sentences, the others are passed over.
    """
    for tokens in _paragraphs(reading, only):
        start = tokens[0].start
        flat = plain(reading.text[start : tokens[-1].end])
        cut = [pieces.of(flat[t.start - start : t.end - start]) for t in tokens]
        known = [(*_basic(reading, t, alphabet), *told(t)) for t in tokens]
        ends = [n for n, t in enumerate(tokens) if n and t.sentence != tokens[n - 1].sentence]
        for first, last in _stretches([len(p) for p in cut], [*ends, len(tokens)]):
            yield Window(
                tokens[first].i, first > 0, tuple(cut[first:last]), tuple(known[first:last])
            )


def _paragraphs(reading: Reading, only: Container[int] | None) -> Iterator[Sequence[Token]]:
    """Yield sentences that are to be read and stand together in a paragraph."""
    first = last = 0
    block = -1
    for sentence in reading.sentences:
        if not sentence.parsed or (only is not None and sentence.i not in only):
            continue
        if sentence.block != block or sentence.first != last:
            if last > first:
                yield reading.tokens[first:last]
            block, first = sentence.block, sentence.first
        last = sentence.last
    if last > first:
        yield reading.tokens[first:last]


def _basic(reading: Reading, token: Token, alphabet: Alphabet) -> tuple[int, ...]:
    opens = reading.sentences[token.sentence].first == token.i
    return (
        shape_of(token.text),
        alphabet["tag"].get(token.tag, 0),
        alphabet["dep"].get(token.dep, 0),
        int(opens),
    )


def _stretches(sizes: list[int], ends: list[int]) -> Iterator[tuple[int, int]]:
    """Yield first token and token behind the last: whole sentences where they fit.

    `sizes` are the pieces of each token, `ends` the tokens behind the sentences.
    """
    first = last = total = 0
    for end in ends:
        size = sum(sizes[last:end])
        if last > first and total + size > WINDOW:
            yield first, last
            first, total = last, 0
        while total + size > WINDOW:  # a sentence longer than a window
            while total + sizes[last] <= WINDOW:
                total, size, last = total + sizes[last], size - sizes[last], last + 1
            yield first, last
            first, total = last, 0
        last, total = end, total + size
    if last > first:
        yield first, last


def arrays(batch: Sequence[Window], names: Sequence[str]) -> dict[str, np.ndarray]:
    """Return the network's inputs for some windows, padded with zeros.

    `ids`, `mask` and one array for each of the features' names have shape (windows, pieces);
    `words`, the place of the first piece of each token, has shape (windows, tokens).
    """
    width = max(window.size for window in batch)
    count = max(len(window.pieces) for window in batch)
    ids = np.zeros((len(batch), width), np.int64)
    mask = np.zeros((len(batch), width), np.int64)
    words = np.zeros((len(batch), count), np.int64)
    features = np.zeros((len(names), len(batch), width), np.int64)
    for row, window in enumerate(batch):
        lengths = np.fromiter(map(len, window.pieces), np.int64, len(window.pieces))
        end = window.size - 1
        ids[row, 0], ids[row, end] = OPEN, CLOSE
        ids[row, 1:end] = [number for word in window.pieces for number in word]
        mask[row, : end + 1] = 1
        words[row, : len(lengths)] = 1 + np.cumsum(lengths) - lengths
        features[:, row, 1:end] = np.repeat(np.array(window.features).T, lengths, axis=1)
    return {"ids": ids, "mask": mask, "words": words, **dict(zip(names, features, strict=True))}
