"""The set for origins: made alike each time, of free texts, with look-alikes that are no pairs."""

from __future__ import annotations

from collections import Counter

from quality.origins import found_pairs, score, true_pairs
from quality.origins.edits import ALONE, mixture
from quality.origins.make import cases


def test_the_set_is_the_same_each_time():
    first, second = cases(), cases()
    assert [one.report.id for one in first] == [one.report.id for one in second]


def test_it_holds_a_dozen_kinds_of_edit_and_as_many_look_alikes():
    kinds = Counter(one.kind for one in cases())
    assert len(ALONE) + 3 >= 12
    assert {*ALONE, "own_intro", "own_background", "mixture"} <= kinds.keys()
    assert {"quotation", "boilerplate", "follow_up", "passage", "bulletin", "independent"} <= (
        kinds.keys()
    )


def test_a_mixture_goes_with_both_texts_and_does_not_join_them():
    every = cases()
    mixed = next(one for one in every if one.kind == "mixture")
    a, b = (
        next(one for one in every if one.kind == "wire" and one.texts == frozenset({text}))
        for text in mixed.texts
    )
    pairs = true_pairs([mixed, a, b])
    assert pairs == {frozenset({mixed.report.id, one.report.id}) for one in (a, b)}
    assert len(mixture(["A."] * 6, ["B."] * 6).split()) == 8


def test_nothing_that_only_looks_alike_is_paired():
    every = [one for one in cases() if one.kind in ("quotation", "boilerplate", "bulletin")]
    assert found_pairs(every) == set()


def test_the_measures_are_those_of_the_half_that_was_not_tuned_on():
    count, measures = score()
    assert count == len(cases())
    assert measures["pair_f1"] >= 97
    assert measures["pair_precision"] >= 99
