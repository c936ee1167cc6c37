"""Nouns survive the way to JSON and back."""

from __future__ import annotations

import json
from dataclasses import dataclass, is_dataclass
from datetime import UTC, date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from strategies import NOUNS
from vedette import model
from vedette.errors import InvalidNoun
from vedette.model import (
    UNKNOWN_WHEN,
    Analysis,
    Modality,
    Polarity,
    Receipt,
    Report,
    Span,
    When,
    codec,
)

BY_NAME = {cls.__name__: cls for cls in NOUNS}
slow_to_draw = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[
        HealthCheck.too_slow,
        HealthCheck.filter_too_much,
        HealthCheck.data_too_large,
    ],
)


def test_every_noun_has_a_strategy() -> None:
    nouns = {name for name in model.__all__ if is_dataclass(getattr(model, name))}
    assert nouns - {"UNKNOWN_WHEN"} == set(BY_NAME)


@pytest.mark.parametrize("name", sorted(BY_NAME))
@slow_to_draw
@given(data=st.data())
def test_a_noun_survives_both_forms(name: str, data: st.DataObject) -> None:
    cls = BY_NAME[name]
    noun = data.draw(NOUNS[cls])
    text = codec.dumps(noun)
    again = codec.loads(cls, text)
    assert again == noun
    assert codec.dumps(again) == text
    assert codec.from_data(cls, json.loads(json.dumps(codec.to_data(noun)))) == noun


def test_the_full_form_holds_every_field() -> None:
    assert codec.to_data(Modality()) == {
        "polarity": "affirmed",
        "certainty": "unstated",
        "tense": "unstated",
        "commitment": "asserts",
        "act": "states",
        "evidential": "unstated",
        "condition": None,
        "cues": [],
        "distance": [],
        "against": [],
    }


def test_the_compact_form_leaves_defaults_out_even_when_they_are_other_objects() -> None:
    analysis = Analysis("rep-1")
    assert codec.dumps(analysis) == '{"report_id":"rep-1"}'
    activity = model.Activity("act-1", "exercise", Span(0, 1, "x"), modality=Modality())
    assert set(codec.compact(activity)) == {"id", "type", "span"}
    assert codec.dumps(Modality(polarity=Polarity.DENIED)) == '{"polarity":"denied"}'


def test_a_list_of_nouns_gives_a_list() -> None:
    spans = (Span(0, 1, "a"), Span(1, 2, "b"))
    assert [each["quote"] for each in codec.to_data(spans)] == ["a", "b"]


def test_instants_keep_their_microseconds_and_their_zone() -> None:
    instant = datetime(2025, 9, 12, 8, 30, 0, 123456, tzinfo=UTC)
    when = When(date(2025, 9, 12), date(2025, 9, 12), model.Precision.INSTANT, instant=instant)
    assert codec.loads(When, codec.dumps(when)).instant == instant


def test_half_a_surrogate_pair_survives() -> None:
    text = "before \ud83d after"
    report = Report(Report.make_id("", "", text), text, ())
    written = codec.dumps(report)
    assert written.isascii()
    assert codec.loads(Report, written) == report


def test_unknown_keys_are_ignored() -> None:
    assert codec.loads(When, '{"start":null,"later":1}') == UNKNOWN_WHEN


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "{}", '{"start":0,"end":1}', '{"start":0,"end":1,"quote":"x","zone":"?"}'],
)
def test_foreign_data_are_refused(text: str) -> None:
    with pytest.raises(InvalidNoun):
        codec.loads(Span, text)


def test_a_noun_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(InvalidNoun, match="quote has"):
        codec.from_data(Span, {"start": 0, "end": 5, "quote": "four"})


def test_what_is_no_noun_is_refused() -> None:
    with pytest.raises(TypeError, match="codec writes nouns"):
        codec.dumps(object())


def test_a_field_of_two_types_is_refused() -> None:
    @dataclass(frozen=True)
    class Odd:
        value: int | str

    with pytest.raises(TypeError, match="one type or None"):
        codec.dumps(Odd(1))


def test_a_receipt_keeps_its_pairs() -> None:
    started = datetime(2025, 9, 1, tzinfo=UTC)
    stage = model.StageCount("figures@1", 3, (("no scope", 2),), (("empty", 1),))
    receipt = Receipt("rcp-1", started, None, ("a", "b"), stages=(stage,), interrupted=True)
    assert codec.loads(Receipt, codec.dumps(receipt)) == receipt
