"""Two texts abreast: nothing is lost, nothing is added, and what is alike stands together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vedette.model import Block, Report, Zone
from vedette.run.abreast import Change, abreast


def _report(*paragraphs: str) -> Report:
    text = "\n".join(paragraphs)
    blocks, at = [], 0
    for each in paragraphs:
        blocks.append(Block(Zone.BODY, at, at + len(each)))
        at += len(each) + 1
    return Report(Report.make_id("", "", text), text, tuple(blocks))


def _told(runs) -> str:
    return "".join(run.text for run in runs)


def _of(runs, change: Change) -> list[str]:
    return [run.text.strip() for run in runs if run.change is change]


words = st.lists(st.sampled_from(["a", "tank", "7,000", "moved", "not", "."]), min_size=1)
texts = st.lists(words.map(" ".join), min_size=1, max_size=6)


@given(texts, texts)
def test_both_texts_can_be_read_back(before, after):
    pairs = abreast(_report(*before), _report(*after))
    assert [_told(pair.before) for pair in pairs if pair.before] == before
    assert [_told(pair.after) for pair in pairs if pair.after] == after
    for pair in pairs:
        assert _of(pair.before, Change.NEW) == []
        assert _of(pair.after, Change.GONE) == []


def test_a_number_that_changed_is_shown_whole():
    (pair,) = abreast(_report("Up to 7,000 men came."), _report("Up to 9,000 men came."))
    assert _of(pair.before, Change.GONE) == ["7,000"]
    assert _of(pair.after, Change.NEW) == ["9,000"]


def test_a_paragraph_that_came_in_between_parts_no_others():
    old = ("The drill begins on Friday.", "It ends on Tuesday.")
    pairs = abreast(_report(*old), _report(old[0], "Nobody was invited to see it.", old[1]))
    assert [pair.is_same for pair in pairs] == [True, False, True]
    assert pairs[1].before == ()


def test_texts_without_end_are_not_compared():
    assert abreast(_report("a " * 300_000), _report("b " * 300_000)) is None
    assert abreast(_report(*["a"] * 5_000), _report(*["b"] * 5_000)) is None
