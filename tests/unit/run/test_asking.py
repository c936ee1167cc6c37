"""What is read of a language model's answer to a question of yes or no."""

from __future__ import annotations

import json

import pytest

from vedette.errors import BadArgumentError
from vedette.run.asking import asker, odds
from vedette.run.completions import NoAnswer
from vedette.run.config import RewritingSettings


def body(**likely):
    rows = [{"token": token, "logprob": value} for token, value in likely.items()]
    return json.dumps({"choices": [{"logprobs": {"content": [{"top_logprobs": rows}]}}]}).encode()


def test_the_odds_are_those_of_yes_against_no():
    assert odds(body(Yes=-0.5, No=-2.0, To=-7.0)) == pytest.approx(1.5)
    assert odds(body(yes=-3.0, NO=-0.5, Yes=-2.5)) == pytest.approx(-2.0)


def test_a_word_that_is_not_told_counts_as_the_least_likely():
    assert odds(body(Yes=-0.1, Maybe=-4.0)) == pytest.approx(3.9)
    assert odds(body(Maybe=-0.4, No=-1.0)) == pytest.approx(0.0)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (body(Perhaps=-0.1, It=-3.0), "neither yes nor no"),
        (body(), "neither yes nor no"),
        (body(Yes=float("nan"), No=-1.0), "does not tell how likely"),
        (b'{"choices": [{"message": {"content": "Yes"}}]}', "does not tell how likely"),
        (b'{"choices": [{"logprobs": null}]}', "does not tell how likely"),
        (b'{"choices": []}', "does not tell how likely"),
        (b"[]", "does not tell how likely"),
        (b"\xff\xfe", "does not tell how likely"),
    ],
)
def test_an_answer_without_odds_is_none(answer, told):
    with pytest.raises(NoAnswer, match=told):
        odds(answer)


def test_nobody_is_asked_without_an_address():
    with pytest.raises(BadArgumentError, match="no language model is configured"):
        asker(RewritingSettings(), environ={})
