"""How alike two names are, and why: the score that explains itself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vedette.model.checks import require


class Sameness(StrEnum):
    """Name what a comparison of two names comes to."""

    SAME = "same"
    NOT_SAME = "not same"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Feature:
    """Hold one thing that speaks for (up to 1) or against (down to -1) two names being one.

    `name` is what was looked at ("surname", "first name", "office"), `detail` what was seen.
    """

    name: str
    detail: str
    score: float

    def __post_init__(self) -> None:
        require(-1 <= self.score <= 1, "a feature weighs between -1 and 1")

    def __str__(self) -> str:
        return f"{self.name}: {self.detail} ({self.score:+.1f})"


@dataclass(frozen=True, slots=True)
class Likeness:
    """Hold what comparing two names came to, with everything that was looked at.

    `reason` is the sentence a person reads. The score orders pairs of one outcome; it decides
    nothing by itself.
    """

    sameness: Sameness
    reason: str
    evidence: tuple[Feature, ...] = ()

    @property
    def score(self) -> float:
        """Return the mean of the evidence, from -1 to 1; 0 where there is none."""
        return sum(one.score for one in self.evidence) / max(1, len(self.evidence))
