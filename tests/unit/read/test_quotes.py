import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.model import Block, Zone
from vedette.read.quotes import find_quotations


def quoted(text: str) -> list[tuple[str, bool]]:
    blocks = []
    start = 0
    for line in text.split("\n"):
        if line:
            blocks.append(Block(Zone.BODY, start, start + len(line)))
        start += len(line) + 1
    return [(text[q.start : q.end], q.closed) for q in find_quotations(text, tuple(blocks))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We are ready,” he said.", [("We are ready,", True)]),
        ('"We are ready," he said, "and able."', [("We are ready,", True), ("and able.", True)]),
        ("«Мы готовы», сказал он.", [("Мы готовы", True)]),
        ("„Jesteśmy gotowi”, powiedział.", [("Jesteśmy gotowi", True)]),
        ("Russia's army and the allies' jets.", []),
        ("Moscow’s army and the allies’ jets.", []),
        ("‘Modern combat tactics’", [("Modern combat tactics", True)]),
        ("They call it 'shock and awe' there.", [("shock and awe", True)]),
        ("The hull was 12' long.", []),
        ("No marks at all.", []),
        ("“”", []),
        ("''We are ready,'' he said.", [("We are ready,", True)]),
        ("``We are ready,'' he said.", [("We are ready,", True)]),
        ("``We are ready,`` he said.", [("We are ready,", True)]),
        ("‘‘We are ready,’’ he said.", [("We are ready,", True)]),
        ("He called it ''a trick'' and ''a lie''.", [("a trick", True), ("a lie", True)]),
        ("The allies'' jets and 5'' guns.", []),
        ("»We are ready,« he said.", [("We are ready,", True)]),
        ("”We are ready,” he said.", [("We are ready,", True)]),
        ("‚We are ready,‘ he said.", [("We are ready,", True)]),
        ("‹We are ready,› he said.", [("We are ready,", True)]),
        ("“We are ready,“ he said.", [("We are ready,", True)]),
        ('“We are ready," he said.', [("We are ready,", True)]),
        ('"We are ready,” he said.', [("We are ready,", True)]),
        ('" We are ready, " he said.', [(" We are ready, ", True)]),
        ("In the ‘90s and the '80s, ‘it’ sank.", [("it", True)]),
        ('A 12" gun. "It sank," he said.', [("It sank,", True)]),
        ("“We ‘go,” he said.", [("We ‘go,", True)]),
        ("We are ready,” he said.", []),
        ('"We, he said. "We go," he said. "We stay.', [("We go,", True)]),
    ],
)
def test_marks_of_all_styles_are_paired(text, expected):
    assert quoted(text) == expected


def test_an_inner_quotation_stands_inside_the_outer_one():
    text = "“They call it ‘shock’ and leave,” he said."
    assert quoted(text) == [("They call it ‘shock’ and leave,", True), ("shock", True)]


def test_two_single_marks_leave_an_apostrophe_inside_alone():
    text = "''It's the allies' plan,'' he said."
    assert quoted(text) == [("It's the allies' plan,", True)]


def test_a_doubled_mark_may_stay_open_over_paragraphs():
    text = "''It begins here.\n''It ends here,'' he said."
    assert quoted(text) == [("It begins here.", False), ("It ends here,", True)]


def test_a_paragraph_that_ends_inside_a_quotation_leaves_it_open():
    text = "“It begins here.\n“It ends here,” he said."
    assert quoted(text) == [("It begins here.", False), ("It ends here,", True)]


def test_a_quotation_runs_on_without_marks_to_its_closing_mark():
    text = "He said: “It begins.\nIt goes on.\nIt ends.”\nIt is over."
    assert quoted(text) == [("It begins.", False), ("It goes on.", False), ("It ends.", True)]


def test_a_mark_that_the_next_paragraphs_do_not_close_stands_alone():
    text = "He said: “It begins.\nIt goes on.\nHe has a “plan” now."
    assert quoted(text) == [("It begins.", False), ("plan", True)]


def test_a_single_mark_stays_open_only_where_the_next_paragraph_repeats_it():
    assert quoted("‘It begins.\n‘It ends,’ he said.") == [
        ("It begins.", False), ("It ends,", True),
    ]  # fmt: skip
    assert quoted("‘Tis late.\nIt ends.") == []


def test_marks_of_one_style_nest():
    text = '"They say "go" and leave," he said.'
    assert quoted(text) == [('They say "go" and leave,', True), ("go", True)]


@given(st.text(alphabet="“”\"'‘’«»„‹›‚`—-,.? \n90aS", max_size=200))
def test_quotations_of_any_marks_nest_and_stay_in_their_paragraph(text):
    blocks = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(Zone.BODY, start, start + len(line)))
        start += len(line) + 1
    found = find_quotations(text, tuple(blocks))
    for q in found:
        block = blocks[q.block]
        assert block.start <= q.start < q.end <= block.end
    for a, b in itertools.pairwise(q for q in found if q.depth == 0):
        assert a.end <= b.start
    for q in found:
        over = [o for o in found if o is not q and o.start <= q.start and q.end <= o.end]
        assert len(over) == q.depth


@pytest.mark.parametrize("mark", ["“", '"', "‘", "„", "”", "“‘", "“a ", '"a ', "a” "])
def test_a_hundred_thousand_marks_are_read_to_the_end(mark):
    text = mark * (100_000 // len(mark))
    found = find_quotations(text, (Block(Zone.BODY, 0, len(text)),))
    assert all(0 <= q.start < q.end <= len(text) for q in found)


def test_furniture_has_no_quotations():
    text = "“Photo” by someone"
    assert find_quotations(text, (Block(Zone.CREDIT, 0, len(text)),)) == ()
