"""Judgements: decisions as data, superseded and never overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from vedette.model.checks import require
from vedette.model.ids import make_id


class JudgementKind(StrEnum):
    """Name what is decided."""

    SAME = "same"
    NOT_SAME = "not same"
    UNSURE = "unsure"
    VERDICT = "verdict"
    LOAN = "loan"
    GARBLED = "garbled"
    TIE = "tie"  # one statement denies or contradicts another
    ACCEPT = "accept"
    REJECT = "reject"
    REGRADE = "regrade"


class Verdict(StrEnum):
    """Name how two figures stand to each other (VERDICTS)."""

    AGREE = "agree"
    REFINES = "refines"
    CONFLICT = "conflict"
    PART_OF = "part of"
    DIFFERENT_QUESTION = "different question"


class Force(StrEnum):
    """Name how hard a conflict is."""

    HARD = "hard"
    SOFT = "soft"


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold a decision on a pair or a thing.

    `a` and `b` are ids (b None for a decision on one thing); `by` is "rule:<name>@<version>" or
    "person:<name>"; `made_at` is None for a decision computed on reading, an instant in UTC for
    a stored one. `apart` is the distance of two values in per cent.
    """

    id: str
    kind: JudgementKind
    a: str
    b: str | None
    by: str
    reason: str
    code: str = ""
    verdict: Verdict | None = None
    force: Force | None = None
    apart: float | None = None
    score: float | None = None
    value: str | None = None
    evidence: tuple[str, ...] = ()
    made_at: datetime | None = None
    supersedes: str | None = None

    def __post_init__(self) -> None:
        require(self.kind is not JudgementKind.VERDICT or self.verdict is not None, "no verdict")
        conflict = self.verdict is Verdict.CONFLICT
        require(conflict == (self.force is not None), "a conflict, and only it, has a force")
        require(bool(self.reason), "a judgement needs a reason")

    @staticmethod
    def make_id(kind: str, *, a: str, b: str | None, by: str, code: str, value: str | None) -> str:
        """Digest what was decided, on what and by whom."""
        return make_id("jdg", kind, a, b, by, code, value)
