"""A report's text understood as text: tokens, parse, sentences, quotation marks."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from functools import cached_property

from vedette.model.report import Report
from vedette.model.span import Span, Zone


@dataclass(frozen=True, slots=True)
class Token:
    """Hold one token. `i`, `head`, `left` and `right` are indexes into `Reading.tokens`.

    `dep` is the label of the dependency to `head` (a root is its own head), `left` and `right`
    the first and last token of its subtree. Labels follow Universal POS and the CLEAR style of
    spaCy's English models. `ent` is the name-tagger's label ("" outside names), `ent_start`
    tells the first token of a name.
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    left: int
    right: int
    ent: str = ""
    ent_start: bool = False
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """Hold one sentence: tokens `first` to `last` (excluded), in paragraph `block`.

    `parsed` is False where the relevance gate ruled the parse out.
    """

    i: int
    first: int
    last: int
    start: int
    end: int
    block: int
    zone: Zone
    parsed: bool = True


@dataclass(frozen=True, slots=True)
class Quotation:
    """Hold a stretch between quotation marks; `start` and `end` leave the marks out.

    `opened` is False where no mark opens it, `closed` False where a paragraph ends inside the
    quotation (by convention the next paragraph opens again). `depth` is 0 for an outer one.
    `single` tells single marks (in headlines they do the work of double ones).
    """

    start: int
    end: int
    block: int
    closed: bool = True
    depth: int = 0
    single: bool = False


@dataclass(frozen=True)
class Reading:
    """Hold a report with its tokens, sentences and quotations.

    `model` names the parser and its version. `cased` is the report's text with the case of its
    paragraphs in capitals restored, "" where there are none. Not slotted: `children` is computed
    once, on use.
    """

    report: Report
    language: str
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    quotations: tuple[Quotation, ...]
    model: str = field(default="")
    cased: str = field(default="")

    @property
    def text(self) -> str:
        """Return the report's text as it is read: printed capitals have their case restored."""
        return self.cased or self.report.text

    @cached_property
    def children(self) -> tuple[tuple[int, ...], ...]:
        """Return for each token the indexes of its dependents, in text order."""
        lists: list[list[int]] = [[] for _ in self.tokens]
        for token in self.tokens:
            if token.head != token.i:
                lists[token.head].append(token.i)
        return tuple(map(tuple, lists))

    def sentence_of(self, token: Token) -> Sentence:
        """Return the sentence of a token."""
        return self.sentences[token.sentence]

    def tokens_of(self, sentence: Sentence) -> tuple[Token, ...]:
        """Return the tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]

    def span(self, start: int, end: int) -> Span:
        """Cut the span between two offsets, with its zone."""
        return Span.cut(self.report.text, start, end, self.report.zone_at(start))

    def token_span(self, first: int, last: int) -> Span:
        """Cut the span from token `first` to token `last`, both included."""
        return self.span(self.tokens[first].start, self.tokens[last].end)

    def quotations_near(self, start: int, end: int) -> tuple[Quotation, ...]:
        """Return the outer quotations that touch the offsets from start to end, in text order."""
        first = bisect_left(self._outer, start, key=_end)
        last = first
        while last < len(self._outer) and self._outer[last].start <= end:
            last += 1
        return self._outer[first:last]

    @cached_property
    def _outer(self) -> tuple[Quotation, ...]:
        return tuple(sorted((q for q in self.quotations if q.depth == 0), key=_end))

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(token.start for token in self.tokens)

    def tokens_between(self, start: int, end: int) -> tuple[Token, ...]:
        """Return the tokens that begin in [start, end)."""
        first = bisect_left(self._starts, start)
        return self.tokens[first : bisect_left(self._starts, end, first)]


def _end(quotation: Quotation) -> int:
    return quotation.end
