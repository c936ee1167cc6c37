"""Stories and origins: reports about one happening, reports from one text."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.model.checks import require


@dataclass(frozen=True, slots=True)
class Fold:
    """Record why one report goes back to the text of another.

    `score` is the share of the shorter text's words found in the longer one, 0 to 1; `evidence`
    lists what speaks for the fold ("credit line", "agency tag", "shared passages 0.93").
    """

    report_id: str
    into: str
    score: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Hold the reports that go back to one text; the first in time stands first."""

    id: str
    report_ids: tuple[str, ...]
    folds: tuple[Fold, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.report_ids), "an origin needs a report")


@dataclass(frozen=True, slots=True)
class Story:
    """Hold the reports about one happening."""

    id: str
    report_ids: tuple[str, ...]
    name: str | None = None

    def __post_init__(self) -> None:
        require(bool(self.report_ids), "a story needs a report")
