"""Stories and origins: reports about one happening, reports from one text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vedette.model.checks import require
from vedette.model.span import Span


class FoldKind(StrEnum):
    """Name how one report goes back to the text of another."""

    WHOLE = "whole"  # nearly all of both texts
    CUT = "cut"  # nearly all of the shorter text
    EDITED = "edited"  # the sentences of the shorter text, with other words here and there
    MIXTURE = "mixture"  # one of several texts that a report is made of
    VERSION = "version"  # another version of one address
    JUDGED = "judged"  # a person says so


@dataclass(frozen=True, slots=True)
class Passage:
    """Hold a stretch of words that two reports share: its place in each of the two texts."""

    here: Span
    there: Span


@dataclass(frozen=True, slots=True)
class Fold:
    """Record why one report goes back to the text of another.

    `score` is the share of the shorter text's words found in the longer one, 0 to 1; `evidence`
    lists what speaks for the fold ("credit line", "agency tag", "shared passages 0.93").
    `passages` are the words that they share: `here` in the report, `there` in the other.
    """

    report_id: str
    into: str
    score: float
    evidence: tuple[str, ...]
    kind: FoldKind = FoldKind.WHOLE
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """Record passages that two reports share although neither goes back to the other's text."""

    a: str
    b: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Hold the reports that go back to one text; the first in time stands first.

    A report made of several texts stands in the origin that gave it the most, and is named in
    `partly` by the others: it adds no origin of its own, and joins none. `notes` say what could
    not be told ("credits Reuters, whose text is not among these reports").
    """

    id: str
    report_ids: tuple[str, ...]
    folds: tuple[Fold, ...] = ()
    partly: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

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
