"""Briefs: sentences, each with the words that carry it."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.model.checks import require
from vedette.model.span import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """Point to the words of a report that carry a sentence."""

    report_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """Hold one sentence of a brief with its claims and evidence; none stands without."""

    text: str
    claims: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        require(bool(self.evidence), "a sentence of a brief needs a carrier")


@dataclass(frozen=True, slots=True)
class Brief:
    """Hold headline, deck and paragraphs."""

    subject: str
    headline: str
    deck: str
    paragraphs: tuple[tuple[BriefSentence, ...], ...]
