import pytest

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


def test_furniture_has_no_quotations():
    text = "“Photo” by someone"
    assert find_quotations(text, (Block(Zone.CREDIT, 0, len(text)),)) == ()
