"""What a check finds of one sentence of a text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vedette.model.checks import require
from vedette.model.span import Span


class Finding(StrEnum):
    """Name how the reports stand to a sentence."""

    SUPPORTED = "supported"
    PARTLY = "partly"
    DISPUTED = "disputed"
    CONTRADICTED = "contradicted"
    NOT_FOUND = "not found"


@dataclass(frozen=True, slots=True)
class Proof:
    """Point to words of a report that speak for a sentence, or against it."""

    report_id: str
    span: Span
    supports: bool


@dataclass(frozen=True, slots=True)
class CheckedPart:
    """Hold one statement of a sentence with its finding, the reason in words, and the evidence."""

    span: Span
    finding: Finding
    reason: str
    evidence: tuple[Proof, ...] = ()
    as_said: bool = False

    def __post_init__(self) -> None:
        require(bool(self.reason), "a finding has a reason")


@dataclass(frozen=True, slots=True)
class Checked:
    """Hold one sentence with its finding, the reason in words, and the evidence.

    `sure` runs from 0 to 1: how likely the finding is right. `as_said` tells that only who is
    named in the reason says so. `parts` are the statements that the sentence makes, each judged
    by itself. What is reckoned over all reports cites none: `searched` says what these were.
    """

    sentence: Span
    finding: Finding
    reason: str
    evidence: tuple[Proof, ...] = ()
    sure: float = 0.0
    as_said: bool = False
    parts: tuple[CheckedPart, ...] = ()
    searched: str = ""

    def __post_init__(self) -> None:
        require(bool(self.reason), "a finding has a reason")
        if self.finding in (Finding.SUPPORTED, Finding.CONTRADICTED, Finding.DISPUTED):
            require(bool(self.evidence or self.searched), f"{self.finding} needs evidence")
