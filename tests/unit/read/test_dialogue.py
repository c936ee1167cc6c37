import pytest

from vedette.model import Block, Zone
from vedette.read.dialogue import find_dialogue


def said(text):
    found = find_dialogue(text, (Block(Zone.BODY, 0, len(text)),), 0)
    return [text[q.start : q.end] for q in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("— It will, — said the captain.", ["It will,"]),
        ("– Will it? – asked a sailor.", ["Will it?"]),
        ("— It will, — said the captain. — Soon.", ["It will,", "Soon."]),
        ("— It will, — he said, — and soon.", ["It will,", "and soon."]),
        ("— Captain Ruiz stays — at last.", []),
        ("- Nine ships. - Ten crews.", []),
        ("It will, — said the captain.", []),
        ("—", []),
    ],
)
def test_dashes_part_what_is_said_from_who_says_it(text, expected):
    assert said(text) == expected
