"""Figures: what is counted, how many, with which bound, in which scope."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vedette.model.checks import require
from vedette.model.ids import make_id
from vedette.model.span import Span
from vedette.model.speech import Modality
from vedette.model.when import When


class Bound(StrEnum):
    """Name how the number is bounded, as written."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    FEWER_THAN = "fewer than"
    BETWEEN = "between"
    VAGUE = "vague"


class Stage(StrEnum):
    """Name when in the life of the thing counted the number was put."""

    ANNOUNCED = "announced"
    FORECAST = "forecast"
    DURING = "during"
    AFTER = "after"
    UNSTATED = "unstated"


class Basis(StrEnum):
    """Name what the number rests on."""

    STATED = "stated"
    NOTIFIED = "notified"
    ESTIMATED = "estimated"
    COUNTED = "counted"
    SEEN = "seen"
    DOCUMENT = "document"
    UNSTATED = "unstated"


class Direction(StrEnum):
    """Name the direction of a change."""

    RAISED = "raised"
    CUT = "cut"
    UNCHANGED = "unchanged"


class Nearness(StrEnum):
    """Tell "nearly 10" and "just over 10" from plain "about 10" (see VERDICTS: intervals)."""

    NONE = "none"
    BELOW = "below"  # nearly, almost, just under
    ABOVE = "above"  # just over


@dataclass(frozen=True, slots=True)
class Change:
    """Hold a change: direction, the factor it leaves (0.5 for halved) or the amount, from, to.

    `nearness` keeps "nearly halved" apart from "halved".
    """

    direction: Direction
    factor: float | None = None
    amount: float | None = None
    from_value: float | None = None
    to_value: float | None = None
    nearness: Nearness = Nearness.NONE


@dataclass(frozen=True, slots=True)
class Scope:
    """Hold what part of which thing is counted.

    `activity` is a canonical name ("Zapad-2025"); `place` and `force` are canonical names, None
    for the whole. A dimension that the report does not state is listed in `assumed`; one taken
    from another utterance in `borrowed`. `place=None` without "place" in `assumed` means that
    the report states the whole. `force` is a sorted tuple of state or force names. `component`
    None means everything of the class; `role` None means taking part.
    """

    activity: str | None = None
    place: str | None = None
    force: tuple[str, ...] = ()
    component: str | None = None
    role: str | None = None
    assumed: tuple[str, ...] = ()
    borrowed: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        known = {"activity", "place", "force", "component", "role"}
        require(known.issuperset(self.assumed), f"unknown assumed dimension: {self.assumed}")
        require(known.issuperset(self.borrowed), f"unknown borrowed dimension: {self.borrowed}")


@dataclass(frozen=True, slots=True)
class Figure:
    """Hold one quantity as written in one report.

    `low` and `high` are the numbers as written (about 13,000: both 13,000; more than 30: 30 and
    None; up to 7,000: None and 7,000); a pure change has both None and a `change`. `span` holds
    the whole expression ("fewer than 13,000 troops"), `number` the number words alone. `counted`
    is a class of the codebook ("personnel"), `counted_text` the report's word, `of` whose.
    `attribution` is the id of the attribution that carries it, None for the outlet's own voice.
    """

    id: str
    span: Span
    number: Span
    low: float | None
    high: float | None
    bound: Bound
    counted: str
    unit: str | None = None
    counted_text: str | None = None
    of: str | None = None
    nearness: Nearness = Nearness.NONE
    scope: Scope = Scope()
    stage: Stage = Stage.UNSTATED
    basis: Basis = Basis.UNSTATED
    as_of: When | None = None
    change: Change | None = None
    part_of: str | None = None
    compared_to: str | None = None
    attribution: str | None = None
    modality: Modality = Modality()
    is_gloss: bool = False
    is_strength: bool = False  # counts something whose size matters on a strength board

    def __post_init__(self) -> None:
        require(self.span.covers(self.number), "a figure's span covers its number")
        if self.low is not None and self.high is not None:
            require(self.low <= self.high, f"a figure runs upward: {self.low}..{self.high}")
        if self.change is None:
            require(self.low is not None or self.high is not None, "a figure needs a number")

    @property
    def text(self) -> str:
        """Return the words of the whole expression."""
        return self.span.quote

    @staticmethod
    def make_id(report_id: str, number: Span) -> str:
        """Digest the report and the place of the number words."""
        return make_id("fig", report_id, number.start, number.end)
