"""Receipts: what a run did, what it left undone, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Failure:
    """Record one item that failed: which, with which code, and the one line to show."""

    item: str
    code: str
    message: str


@dataclass(frozen=True, slots=True)
class StageCount:
    """Count what one stage did over a run; `abstained` maps a reason to a number."""

    stage: str
    done: int = 0
    abstained: tuple[tuple[str, int], ...] = ()
    failed: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
    """Hold the outcome of one run.

    `kind` is what it took in: "reports", "judgements" or "sources"; `by` the person who did.
    `added`, `known` and `failed` count reports: new in the store, already there, not taken.
    `warnings` are things taken with a doubt (a date in the future, the text of another report).
    """

    id: str
    started_at: datetime
    finished_at: datetime | None
    sources: tuple[str, ...]
    added: int = 0
    known: int = 0
    stages: tuple[StageCount, ...] = ()
    failures: tuple[Failure, ...] = ()
    warnings: tuple[Failure, ...] = ()
    interrupted: bool = False
    kind: str = "reports"
    by: str = ""

    @property
    def failed(self) -> int:
        """Count the items that failed."""
        return len(self.failures)
