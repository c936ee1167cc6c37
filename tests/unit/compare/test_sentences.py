from __future__ import annotations

import pytest

from vedette.compare.sentences import sentence_around
from vedette.model import Report, Span

TEXT = "Headline without a stop\n\nOne came. “Two came!” Three came (3.5 of them) at last"


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("without", "Headline without a stop"),
        ("One", "One came."),
        ("Two", "“Two came!”"),
        ("Three", "Three came (3.5 of them) at last"),
    ],
)
def test_a_sentence_ends_at_punctuation_and_at_a_line(word, sentence):
    report = Report(Report.make_id("", "", TEXT), TEXT, ())
    start = TEXT.index(word)
    found = sentence_around(report, Span.cut(TEXT, start, start + len(word)))
    assert found.quote == sentence
    assert found.holds_in(TEXT)
