"""A board's rows made ready for drawing: shapes, titles in words, links of conflicts."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from vedette.compare.ledger import OpenLedger
from vedette.compare.speaker_class import class_of
from vedette.compare.world import World
from vedette.model import Basis, Force, Judgement, Row, Stage, ThresholdTest, Verdict
from vedette.model.words import bound, count, day, folded, number, signed
from vedette.web.drawing.axes import numbers, shape_of
from vedette.web.drawing.board_marks import Line
from vedette.web.drawing.board_picture import Link, PanelDrawn, Rival
from vedette.web.questions import Group, first_given
from vedette.web.site import Here, carrier_address
from vedette.web.words import states

# Lines of a panel; the others are counted and have a page of their own.
MOST_LINES = 40
FEW_LINES = 12  # of a panel behind the first ones
WIDE_PANELS = 3
_PLAIN_BASES = frozenset({Basis.UNSTATED, Basis.STATED})


@dataclass(frozen=True, slots=True)
class Pen:
    """Hold what lines are drawn from: the ledger, its judge, where links lead."""

    opened: OpenLedger
    here: Here
    world: World

    @property
    def activity(self) -> str:
        """Return the name of the activity."""
        return self.opened.ledger.activity

    def pair(self, a: str, b: str) -> str:
        """Return the address at which two rows are compared."""
        return self.here.to("activity", self.activity, "pair", a=a, b=b)

    def verdicts(self, row: str) -> str:
        """Return the address of all verdicts on a row."""
        return self.here.to("activity", self.activity, "verdicts", row=row)

    def panel(self, key: str) -> str:
        """Return the address of a question's own page."""
        return self.here.to("activity", self.activity, "panel", key)


def draw_groups(groups: Sequence[Group], pen: Pen, *, named: bool = False) -> list[PanelDrawn]:
    """Make questions ready for drawing; the first that counts a part says what that means."""
    whole = any(not one.question.narrowness for one in groups)
    first = next((one for one in groups if whole and one.question.narrowness), None)
    return [
        draw_group(
            one, pen, named=named, most=room(place), note=PARTS_STAND if one is first else ""
        )
        for place, one in enumerate(groups)
    ]


def room(place: int) -> int:
    """Return how many lines a panel shows by its place: the first ones are the widest questions."""
    return MOST_LINES if place < WIDE_PANELS else FEW_LINES


PARTS_STAND = (
    "This panel counts a part, and so do the next: "
    "a smaller number here does not conflict with a larger one for the whole."
)


def draw_group(
    group: Group, pen: Pen, *, named: bool = False, note: str = "", most: int = MOST_LINES
) -> PanelDrawn:
    """Make a question ready for drawing; with `named`, its activity stands in the title."""
    rows = group.most_backed(most)
    firsts = first_given(group.rows)
    clashes = [one for one in pen.opened.among([row.id for row in rows]) if _is_clash(one)]
    lines = tuple(draw_row(row, pen, clashes, first=row.id in firsts) for row in rows)
    left = len(group.rows) - len(rows)
    return PanelDrawn(
        title=title_of(group, named=named),
        note=note,
        lines=lines,
        thresholds=_thresholds(rows, pen.opened.ledger.thresholds),
        links=_links(clashes, rows, pen),
        more=f"{count(left, 'more number')} that fewer stand behind" if left else "",
        more_href=pen.panel(group.question.key),
        conflicts_href=pen.here.to("activity", pen.activity, "verdicts", verdict="conflict"),
    )


def draw_pair(a: Row, b: Row, pen: Pen) -> PanelDrawn:
    """Make two rows ready for drawing on one axis, whatever they answer."""
    clashes = [one for one in (pen.opened.pair(a.id, b.id),) if _is_clash(one)]
    rows = [a, b]
    return PanelDrawn(
        title="On one axis",
        lines=tuple(draw_row(row, pen, clashes) for row in rows),
        thresholds=_thresholds(rows, pen.opened.ledger.thresholds),
        links=_links(clashes, rows, pen),
    )


def title_of(group: Group, *, named: bool = False) -> str:
    """Name a question as the head of its panel: "Personnel: in Belarus"."""
    question = group.question
    whose = f"{question.activity or 'No activity named'}: " if named else ""
    what = question.what if named else question.what.capitalize()
    return f"{whose}{what}, {question.scope}"


def _thresholds(
    rows: Sequence[Row], tests: Sequence[ThresholdTest]
) -> tuple[tuple[float, str], ...]:
    """Return the thresholds that were tested on any of these rows."""
    ids = {row.id for row in rows}
    return tuple(
        (test.threshold.value, f"{number(test.threshold.value)}: {test.threshold.name}")
        for test in tests
        if ids & {*test.reached_by, *test.below, *test.straddled_by}
    )


def draw_row(row: Row, pen: Pen, clashes: Sequence[Judgement] = (), *, first: bool = False) -> Line:
    """Make one row ready for drawing."""
    figure = row.figure
    said = numbers(figure)
    low, high, derived = _ends(row, pen)
    mine = [one.force for one in clashes if row.id in (one.a, one.b)]
    label = signed(figure).removeprefix("= ") if said else f"“{folded(figure.text, 34)}”"
    return Line(
        id=row.id,
        href=carrier_address(row.carriers[0]),
        title=_title(row, derived=derived),
        day=_day(row),
        who=row.speaker.name,
        detail=_detail(row),
        speaks=str(class_of(row, world=pen.world)),
        label=label,
        shape=shape_of(figure),
        low=low,
        high=high,
        strict=str(figure.bound) in ("more than", "fewer than"),
        standing=standing(row),
        assumed=bool(figure.scope.assumed),
        borrowed=bool(figure.scope.borrowed),
        struck=row.replaced_by is not None,
        derived=derived,
        first=first,
        hard=mine.count(Force.HARD),
        soft=mine.count(Force.SOFT),
        against=pen.verdicts(row.id),
    )


def _ends(row: Row, pen: Pen) -> tuple[float | None, float | None, bool]:
    """Return the numbers to draw: those that were said, else what follows from a change."""
    figure = row.figure
    if numbers(figure):
        return figure.low, figure.high, False
    side = pen.opened.judge.sides.get(row.id)
    if figure.change is None or side is None or side.extent is None:
        return None, None, False
    hard = side.extent.hard
    return hard.low, None if math.isinf(hard.high) else hard.high, True


def standing(row: Row) -> str:
    """Say in which stage a number was put and on what it rests, as far as the words tell."""
    figure = row.figure
    parts = [str(figure.stage)] if figure.stage is not Stage.UNSTATED else []
    parts += [str(figure.basis)] if figure.basis not in _PLAIN_BASES else []
    return ", ".join(parts)


def _day(row: Row) -> str:
    """Write the day of an utterance short; of a stretch of days the first."""
    told = day(row.uttered)
    return told if len(told) <= len("2025-09-16") else f"{row.day} …"


def _detail(row: Row) -> str:
    state = states(row.speaker.state)
    return "" if state[:5] in row.speaker.name else state


def _title(row: Row, *, derived: bool) -> str:
    """Say a line in words, for whoever points at it or cannot see it."""
    figure, scope = row.figure, row.figure.scope
    parts = [f"“{folded(figure.text, 90)}”, {row.speaker.name}, {day(row.uttered)}"]
    parts += [f"{bound(figure)} {signed(figure).lstrip('=≈≤≥<> ')}"] if signed(figure) else []
    parts += ["drawn from the number it refers to, not said itself"] if derived else []
    parts += [standing(row)] if standing(row) else []
    parts += [f"assumed: {', '.join(scope.assumed)}"] if scope.assumed else []
    parts += [f"borrowed: {', '.join(scope.borrowed)}"] if scope.borrowed else []
    parts += ["replaced by the speaker's later number"] if row.replaced_by else []
    parts += ["repeats a number that somebody gave earlier"] if row.relay_of else []
    return "; ".join(parts)


# ---- conflicts ---------------------------------------------------------------------------------


def _is_clash(one: Judgement) -> bool:
    return one.verdict is Verdict.CONFLICT


def _links(clashes: Sequence[Judgement], rows: Sequence[Row], pen: Pen) -> tuple[Link, ...]:
    """Gather conflicts under the rows that have most of them, hard before soft.

    Each pair is drawn once: a row that conflicts with all others is one link, not thirty.
    """
    found = []
    for force in (Force.HARD, Force.SOFT):
        left: dict[str, set[str]] = defaultdict(set)
        for one in clashes:
            if one.force is force and one.b is not None:
                left[one.a].add(one.b)
                left[one.b].add(one.a)
        while any(left.values()):
            hub = max(rows, key=lambda row: len(left[row.id]))
            rivals = [row for row in rows if row.id in left[hub.id]]
            found.append(_link(hub, force, rivals, pen))
            for row in rivals:
                left[row.id].discard(hub.id)
            left[hub.id] = set()
    return tuple(sorted(found, key=lambda one: (one.force != Force.HARD, -len(one.rivals))))


def _link(hub: Row, force: Force, rivals: Sequence[Row], pen: Pen) -> Link:
    said = f"“{folded(hub.figure.text, 40)}” ({hub.speaker.name})"
    return Link(
        id=hub.id,
        force=str(force),
        href=pen.verdicts(hub.id),
        title=f"{said}: {count(len(rivals), f'{force} conflict')} in this panel",
        rivals=tuple(
            Rival(
                row.id,
                pen.pair(hub.id, row.id),
                f"Why {said} and “{folded(row.figure.text, 40)}” ({row.speaker.name}) conflict",
            )
            for row in rivals
        ),
    )
