"""Made-up reports in any number: words as frequent as in news, reprints, edits, boilerplate.

`reports(n)` yields them in the order of publication, always the same. Happenings follow one
another; each has a place, persons, a topic and a day, a wire story, some independent reports, and
reprints of the wire that come for a while: whole, cut, with words exchanged. Every twentieth
report ends on a boilerplate paragraph that very many share.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.random import Generator

from vedette.model import Block, Report, Span, When, Zone
from vedette.model.report import Dateline

WORDS = 30_000
BATCH = 1_000
_COMMON = [
    "the",
    "of",
    "to",
    "and",
    "a",
    "in",
    "that",
    "on",
    "for",
    "said",
    "with",
    "was",
    "as",
    "by",
    "at",
    "from",
    "is",
    "it",
    "has",
    "have",
    "be",
    "were",
    "an",
    "had",
    "which",
    "not",
    "its",
    "their",
    "they",
    "who",
    "been",
    "will",
    "would",
    "he",
    "after",
    "are",
    "this",
    "but",
    "more",
    "about",
    "or",
    "also",
    "two",
    "when",
    "one",
    "new",
    "military",
    "officials",
    "ministry",
    "forces",
    "troops",
    "defence",
    "border",
    "government",
    "people",
    "over",
    "three",
    "against",
    "near",
    "other",
    "last",
    "could",
    "since",
    "during",
    "first",
    "statement",
    "told",
    "according",
]
_ONSETS = [
    "b",
    "d",
    "f",
    "g",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "z",
    "st",
    "tr",
    "kr",
    "br",
    "gr",
    "pl",
]
_VOWELS = ["a", "e", "i", "o", "u", "ia", "ei", "ou"]
_CODAS = ["", "n", "r", "s", "t", "l", "nd", "rk", "st", "m"]
_HEADS = [
    "Nov",
    "Star",
    "Bel",
    "Kras",
    "Zel",
    "Rud",
    "Lip",
    "Tur",
    "Var",
    "Gor",
    "Mal",
    "Vys",
    "Kam",
    "Sol",
    "Ber",
    "Ost",
]
_TAILS = ["ograd", "insk", "ava", "itsa", "olje", "emeri", "evo", "anka", "usk", "enai"]
_FIRST = [
    "Anna",
    "Jonas",
    "Pavel",
    "Ilse",
    "Marta",
    "Oleg",
    "Henrik",
    "Lena",
    "Tomas",
    "Vera",
    "Karl",
    "Nadia",
    "Petr",
    "Signe",
]
WIRES = ("Northwire", "Baltpress", "Meridian Agency")
OUTLETS = tuple(f"{_HEADS[i % 16]}{_TAILS[i % 10]} {kind}" for i in range(80) for kind in (
    "Courier", "Herald", "Post"))  # fmt: skip
START = date(2015, 1, 1)
A_DAY = 300  # reports
_KEPT_WIRES = 400


@dataclass(frozen=True, slots=True)
class Made:
    """Hold a made-up report with the truth on it: its happening, and whose text it prints."""

    report: Report
    happening: int
    source: str | None  # the id of the report that it was made from


@dataclass(frozen=True, slots=True)
class _Story:
    happening: int
    place: str
    persons: tuple[str, str]
    topic: tuple[str, ...]
    wire: Made | None
    sentences: tuple[str, ...]
    agency: str


def reports(count: int, *, seed: int = 1) -> Iterator[Report]:
    """Yield so many reports."""
    return (made.report for made in make(count, seed=seed))


def make(count: int, *, seed: int = 1, length: int = 5) -> Iterator[Made]:
    """Yield so many reports with the truth on each; a wire story has `length` sentences."""
    press = _Press(np.random.default_rng(seed), length)
    for number in range(count):
        yield press.report(number)


class _Press:
    """Write one report after the other."""

    def __init__(self, rng: Generator, length: int) -> None:
        self._rng = rng
        self._length = length
        self._vocabulary = _vocabulary(rng)
        ranks = np.arange(1, len(self._vocabulary) + 1)
        weights = 1 / (ranks + 2.7)  # Zipf and Mandelbrot
        self._steps = np.cumsum(weights / weights.sum())
        self._drawn: list[int] = []
        self._chances: list[float] = []
        self._stories: list[_Story] = []
        self._happenings = 0
        self._boilerplate = [" ".join(self._sentence((), 26) for _ in range(2)) for _ in range(20)]

    def report(self, number: int) -> Made:
        chance = self._chance()
        if not self._stories or chance < 0.12:
            return self._wire(number)
        story = self._stories[int(self._chance() ** 2 * len(self._stories))]
        if chance < 0.55:
            return self._own(number, story)
        return self._reprint(number, story)

    def _wire(self, number: int) -> Made:
        self._happenings += 1
        topic = tuple(self._words(12))
        persons = (self._person(), self._person())
        place = self._pick(_HEADS) + self._pick(_TAILS)
        agency = WIRES[self._happenings % len(WIRES)]
        story = _Story(self._happenings, place, persons, topic, None, (), agency)
        lines = tuple(self._sentence(self._facts(story)) for _ in range(self._length))
        made = self._print(number, story, lines, agency, agency, None)
        kept = _Story(self._happenings, place, persons, topic, made, lines, agency)
        self._stories.insert(0, kept)
        del self._stories[_KEPT_WIRES:]
        return made

    def _own(self, number: int, story: _Story) -> Made:
        lines = tuple(
            self._sentence(self._facts(story)) for _ in range(self._length - 2 + number % 3)
        )
        return self._print(number, story, lines, self._pick(OUTLETS), None, None)

    def _reprint(self, number: int, story: _Story) -> Made:
        chance, lines = self._chance(), list(story.sentences)
        if 0.3 < chance < 0.6:
            lines = lines[: max(3, self._length // 2) + number % 2]
        elif chance >= 0.6:
            lines = [self._edited(line) for line in lines]
        agency = story.agency if number % 3 else None
        source = story.wire.report.id if story.wire else None
        return self._print(number, story, tuple(lines), self._pick(OUTLETS), agency, source)

    def _edited(self, line: str) -> str:
        """Exchange every fifteenth word or so."""
        words = line.split(" ")
        places = range(int(self._chance() * 15), len(words) - 1, 15)
        for place in places:
            words[place] = self._words(1)[0]
        return " ".join(words)

    def _print(
        self,
        number: int,
        story: _Story,
        lines: tuple[str, ...],
        outlet: str,
        agency: str | None,
        source: str | None,
    ) -> Made:
        paragraphs = [f"{story.place} - {lines[0]}", *lines[1:]]
        if number % 20 == 0:
            paragraphs.append(self._boilerplate[number // 20 % 20])
        text, blocks = "", []
        for paragraph in paragraphs:
            blocks.append(Block(Zone.BODY, len(text), len(text) + len(paragraph)))
            text += paragraph + "\n\n"
        text = text[:-2]
        url = f"https://example.org/{number}"
        day = START + timedelta(days=number // A_DAY)
        dateline = Dateline(story.place, agency, Span.cut(text, 0, 1)) if agency else None
        report = Report(
            Report.make_id(outlet, url, text), text, tuple(blocks), url, outlet,
            When.on(day, basis="header"), headline=lines[0][:40], dateline=dateline, language="en",
        )  # fmt: skip
        return Made(report, story.happening, source)

    def _facts(self, story: _Story) -> tuple[str, ...]:
        person = story.persons[int(self._chance() * 2)]
        number = f"{int(10 ** (1 + 3 * self._chance())):,}"
        i = int(self._chance() * len(story.topic))
        return (story.place, person, number, story.topic[i])

    def _sentence(self, facts: tuple[str, ...], length: int = 0) -> str:
        words = self._words(length or 14 + int(self._chance() * 10))
        for fact in facts:
            words[int(self._chance() * len(words))] = fact
        return " ".join(words).capitalize() + "."

    def _words(self, count: int) -> list[str]:
        if len(self._drawn) < count:
            drawn = np.searchsorted(self._steps, self._rng.random(BATCH * 100))
            self._drawn += np.minimum(drawn, len(self._vocabulary) - 1).tolist()
        taken, self._drawn = (
            self._drawn[-count:],
            self._drawn[:-count] if count > 64 else self._drawn,
        )
        if count <= 64:
            del self._drawn[-count:]
        return [self._vocabulary[i] for i in taken]

    def _chance(self) -> float:
        if not self._chances:
            self._chances = self._rng.random(BATCH * 10).tolist()
        return self._chances.pop()

    def _pick(self, choices: list[str] | tuple[str, ...]) -> str:
        return choices[int(self._chance() * len(choices))]

    def _person(self) -> str:
        return f"{self._pick(_FIRST)} {self._pick(_HEADS)}{self._pick(_TAILS)}ov"


def _vocabulary(rng: Generator) -> list[str]:
    """Return words, the most frequent first: English ones at the head, made-up ones behind."""
    words = dict.fromkeys(_COMMON)
    while len(words) < WORDS:
        a, b, c, d, e = (int(n) for n in rng.integers(0, 1 << 30, 5))
        made = _ONSETS[a % 20] + _VOWELS[b % 8] + _ONSETS[c % 20] + _VOWELS[d % 8] + _CODAS[e % 10]
        words[made] = None
    return list(words)
