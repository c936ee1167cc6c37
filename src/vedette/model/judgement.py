"""Judgements: decisions as data, superseded and never overwritten."""

from __future__ import annotations

from collections.abc import Iterable
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
    EDIT = "edit"
    COMMENT = "comment"  # words of a person on a thing; it decides nothing


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


PERSON = "person:"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Hold the words that a decision on a claim, a figure or a report was made on.

    `id` is what the decision calls it, `noun` is "claim", "figure" or "report". `says` is what was
    read there (of a claim predicate and value, of a figure what is counted, low, high and bound),
    `of` the claim's subject. With them the decision finds its words again when an extractor of
    another version gives them another id. A report's quote is its headline.
    """

    id: str
    noun: str
    report_id: str
    start: int
    end: int
    quote: str
    says: tuple[str, ...] = ()
    of: str = ""
    publisher: str = ""
    url: str = ""

    def __post_init__(self) -> None:
        require(self.noun in {"claim", "figure", "report"}, f"no anchor for a {self.noun}")
        require(0 <= self.start <= self.end, "an anchor must run forward")


@dataclass(frozen=True, slots=True)
class Judgement:
    """Hold a decision on a pair or a thing.

    `a` and `b` are ids (b None for a decision on one thing); `by` is "rule:<name>@<version>" or
    "person:<name>"; `made_at` is None for a decision computed on reading, an instant in UTC for
    a stored one. `apart` is the distance of two values in per cent. An edit changes the field
    `code` of the publisher `a` to `value`, "" for unknown. A comment on `a` has its words in
    `reason` and their digest in `value`. `batch` is the id of the import that brought the decision,
    or of the one act by which several were made.
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
    anchors: tuple[Anchor, ...] = ()
    batch: str | None = None

    def __post_init__(self) -> None:
        require(self.kind is not JudgementKind.VERDICT or self.verdict is not None, "no verdict")
        conflict = self.verdict is Verdict.CONFLICT
        require(conflict == (self.force is not None), "a conflict, and only it, has a force")
        require(bool(self.reason), "a judgement needs a reason")

    @property
    def is_by_person(self) -> bool:
        """Tell a person's judgement from a rule's."""
        return self.by.startswith(PERSON)

    @property
    def pair(self) -> frozenset[str]:
        """Return the ids that the decision is about."""
        return frozenset((self.a, self.b or self.a))

    @staticmethod
    def make_id(kind: str, *, a: str, b: str | None, by: str, code: str, value: str | None) -> str:
        """Digest what was decided, on what and by whom."""
        return make_id("jdg", kind, a, b, by, code, value)


def decided(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """Return what persons accepted or rejected, by its id: of several decisions the last made."""
    last: dict[str, Judgement] = {}
    for one in judgements:
        if one.is_by_person and one.kind in {JudgementKind.ACCEPT, JudgementKind.REJECT}:
            before = last.get(one.a)
            if before is None or _time(before) <= _time(one):
                last[one.a] = one
    return last


def _time(one: Judgement) -> str:
    return one.made_at.isoformat() if one.made_at else ""
