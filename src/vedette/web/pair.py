"""Two numbers side by side: what each counts, what its words leave open, and the verdict."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.compare.scopes import Relation, relate
from vedette.compare.sides import Side
from vedette.compare.world import World
from vedette.model import Judgement, Row, Scope
from vedette.model.words import day

STATED, ASSUMED, BORROWED = "stated", "assumed", "borrowed"
_WHOLE = {
    "place": "everywhere",
    "force": "everybody’s",
    "component": "all of it",
    "role": "taking part",
}
_NAMES = {
    "activity": "Activity",
    "counted": "What is counted",
    "place": "Where",
    "force": "Whose",
    "component": "Which part",
    "role": "In which role",
    "stage": "When it was put",
    "basis": "What it rests on",
    "moment": "As of",
}
_SAME = "the same"
_RELATIONS = {
    Relation.EQUAL: _SAME,
    Relation.NARROWER: "the first is a part of the second",
    Relation.WIDER: "the second is a part of the first",
    Relation.APART: "not the same",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Hold what one number counts in one dimension, and how that is known."""

    value: str
    how: str = STATED


@dataclass(frozen=True, slots=True)
class Dimension:
    """Hold both sides of one dimension and how they stand to each other; "" decides nothing."""

    name: str
    a: Cell
    b: Cell
    relation: str = ""

    @property
    def decides(self) -> bool:
        """Tell whether the two differ here in a way that the rules look at."""
        return self.relation not in ("", _SAME)


@dataclass(frozen=True, slots=True)
class Pair:
    """Hold two rows, the verdict on them, and what it was found from."""

    a: Row
    b: Row
    judgement: Judgement
    dimensions: tuple[Dimension, ...]
    ranges: tuple[tuple[str, str], tuple[str, str]]


def lay_pair(judgement: Judgement, a: Side, b: Side, world: World) -> Pair:
    """Lay two rows beside each other, in the order in which the verdict names them."""
    return Pair(a.row, b.row, judgement, _dimensions(a.row, b.row, world), (_range(a), _range(b)))


def _range(side: Side) -> tuple[str, str]:
    """Return what the words of a number leave open, and the core of that."""
    reach = side.extent
    if reach is None:
        return "no number to compare", ""
    return str(reach.hard), "" if reach.core == reach.hard else str(reach.core)


def _dimensions(a: Row, b: Row, world: World) -> tuple[Dimension, ...]:
    first, second = a.figure, b.figure
    mine, other = first.scope, second.scope
    found = [
        _plain("activity", mine.activity or "none named", other.activity or "none named"),
        _plain("counted", _counted(a), _counted(b)),
    ]
    relations = relate(mine, other, world)
    found += [
        Dimension(_NAMES[name], _cell(mine, name), _cell(other, name), _RELATIONS[relation])
        for name, relation in relations.items()
    ]
    found += [
        Dimension(_NAMES["stage"], Cell(str(first.stage)), Cell(str(second.stage))),
        Dimension(_NAMES["basis"], Cell(str(first.basis)), Cell(str(second.basis))),
    ]
    if first.as_of or second.as_of:
        mine_at, other_at = Cell(day(first.as_of)), Cell(day(second.as_of))
        found.append(Dimension(_NAMES["moment"], mine_at, other_at))
    return tuple(found)


def _plain(name: str, a: str, b: str) -> Dimension:
    return Dimension(_NAMES[name], Cell(a), Cell(b), _SAME if a == b else "not the same")


def _counted(row: Row) -> str:
    figure = row.figure
    unit = f" ({figure.unit})" if figure.unit and figure.unit != figure.counted else ""
    return figure.counted + unit


def _cell(scope: Scope, name: str) -> Cell:
    held = scope.force if name == "force" else getattr(scope, name)
    value = " and ".join(held) if isinstance(held, tuple) else held
    if name in scope.borrowed:
        how = BORROWED
    elif name in scope.assumed or (not value and name in ("component", "role")):
        how = ASSUMED if name in scope.assumed else ""
    else:
        how = STATED
    return Cell(value or _WHOLE[name], how)
