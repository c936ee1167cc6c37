"""Marks over a text, and bars on an axis: without a store."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.model import (
    Block,
    Bound,
    Change,
    Direction,
    Figure,
    Nearness,
    Report,
    Span,
    When,
    Zone,
)
from vedette.model.words import day, folded, number, signed
from vedette.web.drawing.axes import make_axis, numbers, shape_of
from vedette.web.marks import Layer, paragraphs
from vedette.web.words import safe_url

TEXT = "The staff said that up to 7,000 soldiers would come.\nNobody came."


def _report(text: str = TEXT, blocks: tuple[Block, ...] = ()) -> Report:
    return Report(Report.make_id("", "", text), text, blocks)


ranges = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, len(TEXT))).filter(
    lambda r: r[0] < r[1]
)


@given(st.lists(ranges, max_size=12), st.lists(ranges, max_size=12), st.none() | ranges)
def test_pieces_give_the_text_back_and_wrappers_are_balanced(layers, anchors, mark):
    end = TEXT.index("\n")
    blocks = (Block(Zone.HEADLINE, 0, end), Block(Zone.BODY, end + 1, len(TEXT)))
    laid = [Layer(start, stop, "figure", f"{start}") for start, stop in layers]
    cut = paragraphs(_report(blocks=blocks), layers=laid, anchors=anchors, mark=mark)
    assert ["".join(p.text for p in paragraph.pieces) for paragraph in cut] == TEXT.split("\n")
    ids: list[str] = []
    covered: dict[str, str] = {}
    for paragraph in cut:
        stack: list[str] = []
        for piece in paragraph.pieces:
            del stack[len(stack) - piece.closes :]
            stack += [wrapper.key for wrapper in piece.opens]
            ids += [wrapper.id for wrapper in piece.opens if wrapper.id]
            for key in stack:
                covered[key] = covered.get(key, "") + piece.text
        assert len(stack) == paragraph.closes
    assert len(ids) == len(set(ids))
    for start, stop in {*anchors, *([mark] if mark else [])}:
        words = TEXT[start:stop].replace("\n", "")
        assert covered.get(f"s{start}-{stop}", "") == words


def test_text_between_blocks_is_shown_too():
    report = _report(
        "Head\nloose words\nTail", (Block(Zone.HEADLINE, 0, 4), Block(Zone.BODY, 17, 21))
    )
    cut = paragraphs(report, layers=[], anchors=[], mark=None)
    assert (
        "".join(p.text for paragraph in cut for p in paragraph.pieces).split()
        == report.text.split()
    )


def _figure(low: float | None, high: float | None, bound: Bound = Bound.EXACT, **more) -> Figure:
    span = Span(0, 5, "words")
    return Figure("fig-1", span, span, low, high, bound, "personnel", **more)


@pytest.mark.parametrize(
    ("figure", "shape", "words"),
    [
        (_figure(100, 100), "point", "= 100"),
        (_figure(100, 100, Bound.ABOUT), "about", "≈ 100"),
        (_figure(None, 100, Bound.AT_MOST), "down", "≤ 100"),
        (_figure(None, 100, Bound.FEWER_THAN), "down", "< 100"),
        (_figure(50, None, Bound.AT_LEAST), "up", "≥ 50"),
        (_figure(50, None, Bound.MORE_THAN), "up", "> 50"),
        (_figure(50, 100, Bound.BETWEEN), "range", "50–100"),
        (_figure(99, 99, Bound.ABOUT, nearness=Nearness.BELOW), "about", "just under 99"),
    ],
)
def test_each_bound_has_its_own_shape_and_sign(figure, shape, words):
    assert shape_of(figure) == shape
    assert signed(figure) == words


def test_nothing_is_drawn_that_nobody_said():
    vague = _figure(24, 99, Bound.VAGUE)
    change = _figure(None, None, change=Change(Direction.CUT, factor=0.5))
    for figure in (vague, change):
        assert numbers(figure) == ()
        assert signed(figure) == ""
        assert shape_of(figure) == "none"


@given(st.lists(st.floats(0.001, 1e12), min_size=1, max_size=8), st.floats(0, 1e5))
def test_an_axis_is_linear_and_holds_all_values(values, threshold):
    axis = make_axis(values, left=10, right=510, lines=[threshold])
    assert axis is not None
    assert all(value <= axis.top or value in axis.beyond for value in values)
    assert threshold <= axis.top
    assert 2 <= len(axis.ticks) <= 7
    assert axis.x(axis.top / 2) == pytest.approx((axis.left + axis.right) / 2, abs=0.1)
    assert axis.x(0) == 10
    assert len(axis.beyond) <= len(values) / 4


def test_an_axis_is_broken_only_for_a_few_numbers_that_would_flatten_the_rest():
    crowd = [6_500.0, 6_800, 7_000, 8_500]
    broken = make_axis([*crowd, 150_000], left=0, right=500)
    assert broken is not None
    assert broken.beyond == (150_000,)
    assert broken.x(8_500) < broken.right < broken.x(150_000) < broken.end
    half = make_axis([*crowd, 70_000, 90_000, 150_000], left=0, right=500)
    assert half is not None
    assert half.beyond == ()


def test_without_values_there_is_no_axis():
    assert make_axis([], left=0, right=100) is None
    assert make_axis([0], left=0, right=100) is None


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2025, 9, 12), date(2025, 9, 12), "2025-09-12"),
        (date(2025, 9, 12), date(2025, 9, 16), "2025-09-12 to 2025-09-16"),
        (date(2025, 9, 1), date(2025, 9, 30), "2025-09"),
        (date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        (date(2021, 1, 1), date(2021, 12, 31), "2021"),
        (date(2025, 7, 1), date(2025, 9, 30), "2025-07 to 2025-09"),
        (date.max, date.max, "9999-12-31"),
    ],
)
def test_days_are_written_as_finely_as_they_are_known(start, end, words):
    assert day(When(start, end, precision="range")) == words  # type: ignore[arg-type]


def test_unknown_times_are_said_to_be_so():
    assert day(When()) == "undated"
    assert day(None) == "undated"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//elsewhere",
        "http://",
        "ftp://a/b",
        "https://a b/",
        "http://[",
        "",
    ],
)
def test_only_web_addresses_become_links(url):
    assert safe_url(url) == ""


def test_numbers_and_folded_texts_are_readable():
    assert number(13000.0) == "13,000"
    assert number(2.5) == "2.5"
    assert number(None) == "∞"
    assert folded("a  b\nc") == "a b c"
    assert folded("word " * 40, 20).endswith("…")
    assert len(folded("x" * 500, 20)) <= 20
