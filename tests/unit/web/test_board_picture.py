"""The strength board as a picture: no number is drawn that nobody said."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest
from board_rows import WATCH, figure, opened, pen, row
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.model import Bound, Change, Direction, Row, Span
from vedette.web.board_lines import MOST_LINES, draw_group, draw_row
from vedette.web.drawing.axes import numbers
from vedette.web.drawing.board_marks import NARROW, WIDE, Layout
from vedette.web.drawing.board_picture import axis_of, draw_board
from vedette.web.questions import Group, Question, ask

ARROWED = {Bound.AT_LEAST, Bound.MORE_THAN, Bound.AT_MOST, Bound.FEWER_THAN}
layouts = pytest.mark.parametrize("layout", [WIDE, NARROW], ids=["wide", "narrow"])


def drawn(*rows: Row, layout: Layout = WIDE) -> ET.Element:
    """Return the picture of all questions as a tree; markup that is none fails here."""
    ledger = opened(*rows)
    panels = [draw_group(one, pen(ledger)) for one in ask(ledger.ledger).strength]
    return ET.fromstring(draw_board(panels, label="A board", layout=layout))  # noqa: S314


def lines(tree: ET.Element) -> list[ET.Element]:
    return [each for each in tree.iter("a") if (each.get("class") or "").startswith("line ")]


def classes(tree: ET.Element) -> set[str]:
    found: set[str] = set()
    for each in tree.iter():
        found.update((each.get("class") or "").split())
    return found


def words(tree: ET.Element) -> str:
    return " ".join("".join(each.itertext()) for each in tree.iter("text"))


@st.composite
def figures(draw: st.DrawFn, number: int) -> Row:
    bound = draw(st.sampled_from(list(Bound)))
    value = float(draw(st.integers(1, 300_000)))
    low: float | None = value
    high: float | None = value
    if bound in (Bound.AT_MOST, Bound.FEWER_THAN):
        low = None
    elif bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        high = None
    elif bound in (Bound.BETWEEN, Bound.VAGUE):
        high = value + draw(st.integers(1, 5_000))
    return row(
        figure(
            low,
            high,
            bound,
            number=number,
            place=draw(st.sampled_from([None, "Karhu"])),
            assumed=draw(st.sampled_from([(), ("place",), ("force",)])),
            borrowed=draw(st.sampled_from([(), ("role",)])),
        ),
        day=draw(st.none() | st.integers(1, 28)),
        replaced_by=draw(st.sampled_from([None, "row-elsewhere"])),
    )


boards = st.integers(1, 14).flatmap(lambda n: st.tuples(*(figures(i + 1) for i in range(n))))


@given(boards)
@settings(max_examples=60, deadline=None)
def test_every_mark_stands_for_a_number_of_its_row(board: tuple[Row, ...]) -> None:
    by_id = {one.id: one for one in board}
    ledger = opened(*board)
    for group in ask(ledger.ledger).strength:
        panel = draw_group(group, pen(ledger))
        axis = axis_of(panel, WIDE)
        for line in panel.lines:
            said = numbers(by_id[line.id].figure)
            assert set(line.drawn) <= set(said), "a number is drawn that nobody said"
            assert line.derived is False
            if line.drawn:
                assert axis is not None
                assert all(axis.left <= axis.x(value) <= axis.end for value in line.drawn)


@given(boards)
@settings(max_examples=60, deadline=None)
def test_an_axis_keeps_the_order_of_numbers_and_is_linear_before_its_break(
    board: tuple[Row, ...],
) -> None:
    ledger = opened(*board)
    for group in ask(ledger.ledger).strength:
        panel = draw_group(group, pen(ledger))
        axis = axis_of(panel, WIDE)
        if axis is None:
            continue
        known = sorted({value for line in panel.lines for value in line.drawn})
        places = [axis.x(value) for value in known]
        assert places == sorted(places)
        assert axis.x(axis.top / 2) == pytest.approx((axis.left + axis.right) / 2, abs=0.1)
        beyond = [value for value in known if value > axis.top]
        assert tuple(beyond) == axis.beyond
        assert len({axis.x(value) for value in beyond}) == len(beyond)


@layouts
@given(board=boards)
@settings(max_examples=40, deadline=None)
def test_what_is_less_sure_looks_so_exactly_where_the_row_says_so(
    layout: Layout, board: tuple[Row, ...]
) -> None:
    by_title = {}
    ledger = opened(*board)
    for one in board:
        by_title.setdefault(draw_row(one, pen(ledger)).title, one)
    for line in lines(drawn(*board, layout=layout)):
        its = by_title[line.get("aria-label") or ""]
        shown = classes(line)
        has_mark = bool(numbers(its.figure))
        assert ("hatched" in shown) == (bool(its.figure.scope.assumed) and has_mark)
        assert ("dotted" in shown) == (bool(its.figure.scope.borrowed) and has_mark)
        assert ("struck" in shown) == (its.replaced_by is not None)
        assert "outline" not in shown


def test_no_axis_is_logarithmic_and_an_outlier_is_said_to_be_off_the_scale() -> None:
    values = [6_500, 6_800, 7_000, 8_000, 8_500, 150_000]
    tree = drawn(*(row(figure(v, v, number=i + 1)) for i, v in enumerate(values)))
    assert "off the scale, in order" in words(tree)
    assert {"beyond", "break"} <= classes(tree)
    assert "150,000" in words(tree)


def test_numbers_that_spread_evenly_have_no_break() -> None:
    values = [12_400, 12_700, 70_000, 100_000]
    tree = drawn(*(row(figure(v, v, number=i + 1)) for i, v in enumerate(values)))
    assert "beyond" not in classes(tree)


def test_what_follows_from_another_number_is_an_outline_with_the_speaker_s_words() -> None:
    halved = Change(Direction.CUT, factor=0.5, from_value=13_000)
    one = row(figure(None, None, change=halved, number=7))
    tree = drawn(one, row(figure(20_000, 20_000, number=8), speaker=WATCH))
    assert "outline" in classes(tree)
    assert "“words”" in words(tree)
    assert "6,500" not in words(tree)
    assert "drawn from the number it refers to" in (lines(tree)[0].get("aria-label") or "")


def test_a_vague_number_is_its_words_alone() -> None:
    tree = drawn(row(figure(2_000, 9_000, Bound.VAGUE)))
    (line,) = lines(tree)
    assert "“words”" in words(tree)
    assert not {"stroke", "hollow", "outline"} & classes(line)
    assert "2,000" not in words(tree)


def test_a_hard_conflict_is_a_solid_link_and_a_soft_one_dashed() -> None:
    few, many = row(figure(6_800, 6_800)), row(figure(100_000, 100_000, number=2), speaker=WATCH)
    assert {"link", "hard"} <= classes(drawn(few, many))
    up_to = row(figure(None, 30_000, Bound.AT_MOST, number=3), speaker=WATCH)
    shown = classes(drawn(few, up_to))
    assert "soft" in shown
    assert "hard" not in shown


def test_rows_that_agree_have_no_link() -> None:
    tree = drawn(row(figure(6_800, 6_800)), row(figure(6_850, 6_850, number=2), speaker=WATCH))
    assert "link" not in classes(tree)


def test_each_conflict_is_linked_once_and_leads_to_its_reason() -> None:
    hub = row(figure(100_000, 100_000), speaker=WATCH)
    rest = [row(figure(v, v, number=i + 2), day=i + 1) for i, v in enumerate((6_500, 6_800, 7_000))]
    ledger = opened(hub, *rest)
    (group,) = ask(ledger.ledger).strength
    (link,) = draw_group(group, pen(ledger)).links
    assert link.id == hub.id
    assert [one.id for one in link.rivals] == [one.id for one in rest]
    assert all("/pair?a=" in one.href for one in link.rivals)


def test_conflicts_that_find_no_room_are_counted() -> None:
    values = [1_000 * 3**i for i in range(10)]  # each conflicts with every other one
    rows = [row(figure(v, v, number=i + 1), day=i + 1) for i, v in enumerate(values)]
    tree = drawn(*rows)
    drawn_pairs = sum("rival" in (each.get("class") or "").split() for each in tree.iter("circle"))
    left = int((re.search(r"\+(\d+)", words(tree)) or [0, 0])[1])
    assert drawn_pairs + left == 45


@layouts
def test_a_picture_stays_inside_its_measures(layout: Layout) -> None:
    rows = [
        row(figure(None, 150_000, Bound.AT_MOST, assumed=("place",)), speaker=WATCH),
        *(row(figure(7_000 + i, 7_000 + i, number=i + 2), day=i + 1) for i in range(9)),
    ]
    tree = drawn(*rows, layout=layout)
    for each in tree.iter():
        for name in ("x", "cx"):
            if each.get(name):
                assert -1 <= float(each.get(name) or 0) <= layout.width, each.attrib


def test_what_a_report_says_is_no_markup() -> None:
    evil = '<script>alert("x")</script>'
    one = row(figure(5, 5))
    nasty = one.figure.__class__(
        one.figure.id, Span(0, len(evil), evil), Span(0, 1, "<"), 5, 5, Bound.VAGUE, "personnel",
        scope=one.figure.scope,
    )  # fmt: skip
    tree = drawn(row(nasty))
    assert not list(tree.iter("script"))
    assert "<script>" in words(tree)


def test_more_rows_than_a_panel_holds_are_counted_not_dropped() -> None:
    rows = [row(figure(100 + i, 100 + i, number=i + 1), day=1 + i % 28) for i in range(60)]
    ledger = opened(*rows)
    (group,) = ask(ledger.ledger).strength
    panel = draw_group(group, pen(ledger))
    assert len(panel.lines) == MOST_LINES
    assert panel.more.startswith("20 more numbers")
    assert group.question.key in panel.more_href


def test_a_threshold_is_a_line_only_where_it_was_tested() -> None:
    group = Group(Question.of(row(figure(5, 5))), (row(figure(5, 5)),))
    assert draw_group(group, pen(opened(*group.rows))).thresholds == ()


def test_a_picture_without_a_number_still_says_who_spoke() -> None:
    tree = drawn(row(figure(24, 99, Bound.VAGUE)))
    assert "Ilse Adamson" in words(tree)
    assert re.match(r"0 0 1080 \d+", tree.get("viewBox") or "")


def test_the_legend_explains_what_is_drawn_and_nothing_else() -> None:
    told = words(drawn(row(figure(5_000, 5_000))))
    assert "exact" in told
    assert "at most" not in told
    assert "assumed" not in told
