"""What a bundle keeps of a report: its head, the digest of its text, and the words that matter.

A bundle is passed on, and a report is somebody's work: by default the cited words go along with
their paragraph, other words that are counted go alone, and the whole text goes as a digest.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from vedette.model import Block, Report, Span, When, Zone
from vedette.model.checks import require

CONTEXT = 600  # code points kept on either side of cited words in a long paragraph
LONGEST = 10_000_000  # code points of a report's text that a reader takes for possible
_BLANK = " "  # stands for what is not included


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold the words `text[start:end]` of a report, with their zone."""

    start: int
    end: int
    text: str
    zone: Zone = Zone.BODY

    def __post_init__(self) -> None:
        require(0 <= self.start < self.end, "a passage must run forward")
        require(len(self.text) == self.end - self.start, "a passage is as long as its offsets say")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Hold what a bundle has of a report.

    `sha256` is of the whole text in UTF-8, `length` its code points; `text` is the whole text
    where it goes along. `passages` stand in order and do not overlap.
    """

    id: str
    publisher: str
    url: str
    published: When
    retrieved_at: datetime | None
    headline: str | None
    byline: str | None
    language: str
    length: int
    sha256: str
    passages: tuple[Passage, ...]
    text: str | None = None

    def __post_init__(self) -> None:
        require(0 <= self.length <= LONGEST, "a report is not that long")
        end = 0
        for passage in self.passages:
            require(passage.start >= end, "passages stand in order and do not overlap")
            end = passage.end
        require(end <= self.length, "a passage ends behind the text")

    def words(self, start: int, end: int) -> str | None:
        """Return the words between two offsets, None where not all of them are included."""
        if self.text is not None:
            return self.text[start:end] if end <= len(self.text) else None
        found = []
        at, number = start, bisect_right(self.passages, start, key=_start) - 1
        while at < end and 0 <= number < len(self.passages):
            passage = self.passages[number]
            if not passage.start <= at < passage.end:
                break
            stop = min(end, passage.end)
            found.append(passage.text[at - passage.start : stop - passage.start])
            at, number = stop, number + 1
        return "".join(found) if at >= end else None

    def holds(self, span: Span) -> bool | None:
        """Tell whether a quote stands at its place; None where the words are not included."""
        words = self.words(span.start, span.end)
        return None if words is None else words == span.quote

    def report(self) -> Report:
        """Return a report with blanks for what is not included; its id is of that text."""
        text = self.text if self.text is not None else "".join(self._filled())
        blocks = tuple(Block(p.zone, p.start, p.end) for p in self.passages if p.text.strip())
        return Report(
            id=Report.make_id(self.publisher, self.url, text),
            text=text,
            blocks=blocks,
            url=self.url,
            publisher=self.publisher,
            published=self.published,
            retrieved_at=self.retrieved_at,
            headline=self.headline,
            byline=self.byline,
            language=self.language,
        )

    def _filled(self) -> Iterator[str]:
        at = 0
        for passage in self.passages:
            yield _BLANK * (passage.start - at)
            yield passage.text
            at = passage.end
        yield _BLANK * (self.length - at)


def _start(passage: Passage) -> int:
    return passage.start


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def excerpt(
    report: Report, cited: Iterable[Span], counted: Iterable[Span], *, with_text: bool
) -> Excerpt:
    """Cut out of a report the paragraphs of what is cited, and the words of what is counted."""
    contexts = _contexts(report, list(cited))
    bare = _without([(s.start, s.end) for s in counted], contexts)
    passages = contexts + [Passage(a, b, report.text[a:b]) for a, b in bare]
    return Excerpt(
        id=report.id,
        publisher=report.publisher,
        url=report.url,
        published=report.published,
        retrieved_at=report.retrieved_at,
        headline=report.headline,
        byline=report.byline,
        language=report.language,
        length=len(report.text),
        sha256=digest_of(report.text),
        passages=tuple(sorted(passages, key=lambda each: each.start)),
        text=report.text if with_text else None,
    )


def _contexts(report: Report, cited: list[Span]) -> list[Passage]:
    """Return the paragraphs that cited words touch, long ones cut around them."""
    found = []
    covered: list[tuple[int, int]] = []
    for block in report.blocks:
        ours = [s for s in cited if s.start < block.end and block.start < s.end]
        if not ours:
            continue
        first = max(block.start, min(s.start for s in ours) - CONTEXT)
        last = min(block.end, max(s.end for s in ours) + CONTEXT)
        start, end = _at_blank(report.text, first, block.start, -1), last
        end = _at_blank(report.text, last, block.end, 1)
        found.append(Passage(start, end, report.text[start:end], block.zone))
        covered.append((start, end))
    for a, b in _without([(s.start, s.end) for s in cited], found):
        found.append(Passage(a, b, report.text[a:b]))  # between paragraphs
    return sorted(found, key=lambda each: each.start)


def _at_blank(text: str, at: int, limit: int, step: int) -> int:
    """Move an end outward to where no word is cut."""
    while at != limit and not text[at if step > 0 else at - 1].isspace():
        at += step
    return at


def _without(wanted: list[tuple[int, int]], taken: list[Passage]) -> list[tuple[int, int]]:
    """Return stretches, joined where they meet, without what is taken already."""
    ends = sorted((p.start, p.end) for p in taken)
    found: list[tuple[int, int]] = []
    for start, end in _joined(wanted):
        at = start
        for a, b in ends:
            if b <= at or a >= end:
                continue
            if a > at:
                found.append((at, a))
            at = max(at, b)
        if at < end:
            found.append((at, end))
    return found


def _joined(stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
