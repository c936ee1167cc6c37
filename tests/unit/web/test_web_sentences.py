"""A checked sentence as it is shown: what is not carried is marked, and nothing else."""

from __future__ import annotations

from vedette.model import Checked, CheckedPart, Finding, Proof, Span
from vedette.web.sentences import stretches

TEXT = "They came. The drill began on Friday amid rising fears."
START = TEXT.index("The drill")


def _span(words: str, within: str = TEXT) -> Span:
    start = within.index(words)
    return Span.cut(within, start, start + len(words))


def _checked(*parts: CheckedPart, finding: Finding = Finding.PARTLY) -> Checked:
    proof = Proof("rep-1", Span.cut("words", 0, 5), supports=True)
    return Checked(_span(TEXT[START:]), finding, "a reason", (proof,), parts=parts)


def _marked(checked: Checked, css: str) -> list[str]:
    return [each.text for each in stretches(checked) if css in each.css.split()]


def test_the_pieces_are_the_sentence():
    one = _checked(CheckedPart(_span("The drill began on Friday"), Finding.SUPPORTED, "carried"))
    assert "".join(each.text for each in stretches(one)) == TEXT[START:]
    assert not any(each.css for each in stretches(one))


def test_the_words_that_a_reason_names_are_marked_within_their_statement():
    reason = "not found in these words: “rising”: “amid rising fears”"
    one = _checked(CheckedPart(_span("amid rising fears"), Finding.NOT_FOUND, reason))
    assert _marked(one, "missing") == ["rising"]
    assert "".join(_marked(one, "part-not-found")) == "amid rising fears"


def test_a_statement_that_is_denied_is_marked_whole():
    one = _checked(
        CheckedPart(_span("The drill began on Friday"), Finding.CONTRADICTED, "“Friday” is denied"),
        finding=Finding.CONTRADICTED,
    )
    assert _marked(one, "part-contradicted") == ["The drill began on Friday"]


def test_where_two_statements_share_words_the_worse_one_shows():
    one = _checked(
        CheckedPart(_span("The drill began on Friday"), Finding.SUPPORTED, "carried"),
        CheckedPart(_span("on Friday amid rising fears"), Finding.PARTLY, "less exactly"),
    )
    assert "".join(_marked(one, "part-partly")) == "on Friday amid rising fears"
