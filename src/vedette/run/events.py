"""The timeline narrowed: by days, by kind, by whether it is said to be, to come, or not to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from vedette.compare.timeline import Entry
from vedette.errors import BadArgumentError
from vedette.model import Act, Commitment, Polarity, Tense, When
from vedette.store.named import EVER, Days

PLANNED, DENIED, TOLD = "planned", "denied", "told"
STANCES = (TOLD, PLANNED, DENIED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Say which events are wanted: in a span of days, of a kind, of a stance."""

    days: Days = EVER
    kind: str | None = None
    stance: str | None = None

    def __post_init__(self) -> None:
        if self.stance not in {None, *STANCES}:
            step = f"Write one of: {', '.join(STANCES)}"
            raise BadArgumentError(f"{self.stance!r} is no stance", next_step=step)

    def fits(self, entry: Entry) -> bool:
        """Tell whether an event is wanted."""
        if self.kind is not None and entry.kind != self.kind:
            return False
        if self.stance is not None and stance_of(entry) != self.stance:
            return False
        return self.days.is_open or (entry.day is not None and meets(entry, self.days))


def meets(entry: Entry, days: Days) -> bool:
    """Tell whether the time of an event and a span of days have a day in common."""
    start = entry.when.start or date.min
    end = entry.when.end or date.max
    return start <= (days.until or date.max) and end >= (days.since or date.min)


def stance_of(entry: Entry) -> str:
    """Tell whether an event is denied, planned or supposed, or told."""
    modality = entry.modality
    if modality.polarity is Polarity.DENIED or modality.act is Act.DENIES:
        return DENIED
    if modality.commitment is Commitment.REJECTS:
        return DENIED
    return PLANNED if modality.tense in {Tense.PLANNED, Tense.HYPOTHETICAL} else TOLD


def chosen(entries: Iterable[Entry], wanted: Wanted) -> tuple[Entry, ...]:
    """Return the events that are wanted, in the same order."""
    return tuple(entry for entry in entries if wanted.fits(entry))


def kinds(entries: Iterable[Entry]) -> list[tuple[str, int]]:
    """Return the kinds of events with how many, the most frequent first."""
    counted = Counter(entry.kind for entry in entries if entry.kind)
    return sorted(counted.items(), key=lambda one: (-one[1], one[0]))


def by_day(entries: Iterable[Entry]) -> list[tuple[date, int]]:
    """Return the days on which events begin with how many do."""
    counted = Counter(entry.day for entry in entries if entry.day is not None)
    return sorted(counted.items())


def by_time(entries: Sequence[Entry]) -> list[tuple[When, list[Entry]]]:
    """Return events by their time, as exactly as it is known: a day, a month, from one to another.

    What is only known to lie in a month does not stand under its first day.
    """
    grouped = groupby(entries, key=lambda entry: (entry.when.start, entry.when.end))
    return [(ours[0].when, ours) for ours in (list(each) for _, each in grouped)]


def said_apart(entry: Entry) -> int | None:
    """Return how many days after its event something is said, negative for before.

    None where either of them is not known to the day.
    """
    said, when = entry.said, entry.when
    if said.start is None or when.start is None:
        return None
    exact = said.start == said.end and when.start == when.end
    return (said.start - when.start).days if exact else None
