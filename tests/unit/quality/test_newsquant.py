"""The scorer of quantities against answers counted by hand."""

from __future__ import annotations

from quality.newsquant import Answer, _marked, _matches


def marked(value, unit, change="="):
    return _marked({"value": value, "normalized_unit": unit, "change": change})


def test_values_of_the_set_are_read_with_ranges_and_signs():
    assert marked("5.0-10.0", "watt").value == (5.0, 10.0)
    assert marked("-130", "fahrenheit").value == (-130.0, -130.0)
    assert marked("1.5E-3", "gram").value == (0.0015, 0.0015)


def test_a_value_alone_a_unit_and_a_change_are_three_questions():
    gold = [marked("12", "ship"), marked("3.0", "percentage", "up")]
    ours = [Answer((12.0, 12.0), "ship", "="), Answer((3.0, 3.0), "percentage", "=")]
    assert [_matches(gold, ours, n) for n in ("value", "value_unit", "value_change")] == [2, 2, 1]


def test_one_answer_serves_one_quantity():
    gold = [marked("3", "boat"), marked("3", "boat")]
    assert _matches(gold, [Answer((3.0, 3.0), "boat", "=")], "value") == 1


def test_only_the_normalised_unit_counts():
    assert _matches([marked("3", "dollar")], [Answer((3.0, 3.0), "$", "=")], "value_unit") == 0
