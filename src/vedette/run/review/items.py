"""What stands in the review queue: one thing that nobody decided on, and why it matters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from vedette.model import Figure, Judgement, Span


class Ground(StrEnum):
    """Name why something waits for a decision."""

    ORPHAN = "orphan"
    MERGE = "merge"
    CONFLICT = "conflict"
    GARBLED = "garbled"
    SPEAKER = "speaker"
    BORROWED = "borrowed"
    CARRIERS = "carriers"
    ASSUMED = "assumed"
    DENIED = "denied"
    UNSURE = "unsure"
    OPEN = "open"


NAMES: Final = {
    Ground.ORPHAN: "decisions without their words",
    Ground.MERGE: "one or two?",
    Ground.CONFLICT: "in a conflict",
    Ground.GARBLED: "garbled renderings",
    Ground.SPEAKER: "doubtful speakers",
    Ground.BORROWED: "borrowed scope",
    Ground.CARRIERS: "carried by several outlets",
    Ground.ASSUMED: "assumed scope",
    Ground.DENIED: "denials",
    Ground.UNSURE: "unsure or planned",
    Ground.OPEN: "nobody looked at it",
}
# How much each ground adds; a place in the queue is the sum over the grounds of a thing. A hard
# conflict weighs as much as eight outlets that repeat one number; what is disputed at all stands
# before what nobody disputes.
DISPUTED, HARD, SOFT, MOST_CONFLICTS = 6.0, 8.0, 2.0, 46.0
EACH_OUTLET, MOST_OUTLETS = 1.0, 20.0
WEIGHTS: Final = {
    Ground.ORPHAN: 60.0,
    Ground.GARBLED: 30.0,
    Ground.MERGE: 25.0,
    Ground.SPEAKER: 10.0,
    Ground.BORROWED: 12.0,
    Ground.ASSUMED: 2.0,
    Ground.DENIED: 6.0,
    Ground.UNSURE: 2.0,
    Ground.OPEN: 1.0,
}


class Noun(StrEnum):
    """Name what an item asks a decision on."""

    FIGURE = "figure"
    CLAIM = "claim"
    LOAN = "loan"
    GARBLED = "garbled rendering"
    NAMES = "two names"
    ACTIVITIES = "two activities"
    PLACES = "two places"
    EQUIPMENT = "two kinds of equipment"
    ORPHAN = "orphaned decision"


@dataclass(frozen=True, slots=True)
class Reason:
    """Say in words why something stands where it does; `rivals` are figures it conflicts with.

    A rival counts as `hard` or soft; those that were rejected since count no more.
    """

    ground: Ground
    words: str
    weight: float
    rivals: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Words:
    """Point to exact words of a report, with what they are here ("the lender", "the other")."""

    report_id: str
    span: Span
    label: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """Hold one thing to decide on.

    `id` is what a decision names, `activity` the board on which it stands ("" for none), `words`
    where it is said, the first where it is decided. `group` are the ids of all renderings of one
    utterance. `judgement` is what a rule judged, or the decision that lost its words. `figure` is
    the reading as it stands on the board, with what it borrows.
    """

    id: str
    noun: Noun
    title: str
    reasons: tuple[Reason, ...]
    activity: str = ""
    words: tuple[Words, ...] = ()
    group: tuple[str, ...] = ()
    judgement: Judgement | None = None
    figure: Figure | None = None
    day: str = ""

    @property
    def weight(self) -> float:
        """Return how much it matters."""
        return sum(reason.weight for reason in self.reasons)

    @property
    def grounds(self) -> frozenset[Ground]:
        """Return why it waits."""
        return frozenset(reason.ground for reason in self.reasons)


def conflict_of(rivals: tuple[tuple[str, bool], ...]) -> Reason:
    """Say that a figure stands in conflicts, and how hard they are."""
    hard = sum(is_hard for _, is_hard in rivals)
    soft = len(rivals) - hard
    kinds = [f"{number} {name}" for number, name in ((hard, "hard"), (soft, "soft")) if number]
    noun = "conflict" if len(rivals) == 1 else "conflicts"
    weight = min(DISPUTED + HARD * hard + SOFT * soft, MOST_CONFLICTS)
    words = f"stands in {len(rivals)} {noun} ({', '.join(kinds)})"
    return Reason(Ground.CONFLICT, words, weight, rivals)
