"""The rows of a ledger by the question that they answer: what each panel of a board shows.

A question is what a number answers: what is counted, of which activity, where, whose, which part
and in which role. Numbers that answer other questions do not conflict, so each has a panel.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from vedette.compare.scopes import TAKING_PART, whole_force
from vedette.compare.world import World
from vedette.model import Ledger, Row
from vedette.web.drawing.axes import numbers

PEOPLE = "personnel"
_LAST = date.max


@dataclass(frozen=True, slots=True)
class Question:
    """Say what a number answers; None and () stand for the whole."""

    activity: str | None
    counted: str
    unit: str | None
    place: str | None
    force: tuple[str, ...]
    component: str | None
    role: str | None

    @classmethod
    def of(cls, row: Row) -> Question:
        """Return the question that a row answers; all organisers together are the whole."""
        figure, scope = row.figure, row.figure.scope
        return cls(
            scope.activity,
            figure.counted,
            figure.unit if figure.unit != figure.counted else None,
            scope.place,
            tuple(sorted(whole_force(scope, World.shipped()))),
            scope.component,
            scope.role if scope.role != TAKING_PART else None,
        )

    @property
    def what(self) -> str:
        """Name what is counted."""
        unit = f" ({self.unit})" if self.unit else ""
        return self.counted.replace("_", " ") + unit

    @property
    def scope(self) -> str:
        """Name the part that is counted."""
        parts = [f"of {' and '.join(self.force)}"] if self.force else []
        parts += [f"in {self.place}"] if self.place else []
        parts += [part for part in (self.component, self.role) if part]
        return ", ".join(parts) or "the whole"

    @property
    def narrowness(self) -> int:
        """Count the dimensions that are narrower than the whole."""
        return sum(bool(x) for x in (self.place, self.force, self.component, self.role))

    @property
    def key(self) -> str:
        """Return a short name for addresses."""
        parts = [self.activity, self.counted, self.unit, self.place, self.component, self.role]
        parts += self.force
        text = "\x1f".join(part or "" for part in parts)
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()


@dataclass(frozen=True, slots=True)
class Group:
    """Hold the rows that answer one question, in the order of utterance."""

    question: Question
    rows: tuple[Row, ...]

    @property
    def size(self) -> int:
        """Count the rows."""
        return len(self.rows)

    def most_backed(self, most: int) -> tuple[Row, ...]:
        """Return the rows that most stand behind, still in the order of utterance."""
        return most_backed(self.rows, most)


@dataclass(frozen=True, slots=True)
class Questions:
    """Hold the questions on an activity: its strength, other things counted, other activities."""

    strength: tuple[Group, ...]
    things: tuple[Group, ...]
    elsewhere: tuple[Group, ...]

    def called(self, key: str) -> Group | None:
        """Return the question with a key."""
        every = (*self.strength, *self.things, *self.elsewhere)
        return next((one for one in every if one.question.key == key), None)


def ask(ledger: Ledger) -> Questions:
    """Sort the rows of a ledger by question: the whole before its parts, the most answered first.

    The strength of an activity is counted in people; where nobody counts people, in what most
    numbers count.
    """
    groups: dict[Question, list[Row]] = {}
    for row in ledger.rows:
        groups.setdefault(Question.of(row), []).append(row)
    every = [Group(q, tuple(sorted(rows, key=when_said))) for q, rows in groups.items()]
    every.sort(key=_rank)
    own = [one for one in every if one.question.activity == ledger.activity]
    main = main_class(own)
    return Questions(
        strength=tuple(one for one in own if one.question.counted == main),
        things=tuple(one for one in own if one.question.counted != main),
        elsewhere=tuple(one for one in every if one.question.activity != ledger.activity),
    )


def main_class(groups: Iterable[Group]) -> str:
    """Return the class in which an activity's strength is counted."""
    found: Counter[str] = Counter()
    for one in groups:
        found[one.question.counted] += len(one.rows)
    if not found or PEOPLE in found:
        return PEOPLE
    return found.most_common(1)[0][0]


def _rank(group: Group) -> tuple[object, ...]:
    """Order questions: strength first, then the whole before its parts, then the most answered."""
    question, rows = group.question, group.rows
    strength = any(row.figure.is_strength for row in rows)
    answered = (question.narrowness, -len(rows))
    named = (question.activity or "", question.counted != PEOPLE, not strength)
    return (*named, *answered, question.what, question.scope)


def when_said(row: Row) -> tuple[date, str]:
    """Return what orders rows: the day of the utterance, undated last."""
    return row.day or _LAST, row.id


def most_backed(rows: tuple[Row, ...], most: int) -> tuple[Row, ...]:
    """Return the rows that most stand behind, in the order of utterance as they come."""
    if len(rows) <= most:
        return rows
    return tuple(sorted(sorted(rows, key=_backing)[:most], key=when_said))


def _backing(row: Row) -> tuple[int, int, int, date, str]:
    return -len(row.utterers), -len(row.origins), -len(row.carriers), *when_said(row)


def first_given(rows: Sequence[Row]) -> frozenset[str]:
    """Return the rows that first give a number that others give too, relays aside.

    Who gives it on the same day is first as well; what nobody can date is not.
    """
    by_number: dict[tuple[float, ...], list[Row]] = {}
    for row in rows:
        said = tuple(sorted(set(numbers(row.figure))))
        if said and row.relay_of is None:
            by_number.setdefault(said, []).append(row)
    found: set[str] = set()
    for same in by_number.values():
        dated = [row.day for row in same if row.day is not None]
        if len(same) > 1 and dated:
            found |= {row.id for row in same if row.day == min(dated)}
    return frozenset(found)
