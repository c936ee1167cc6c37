"""Facets beside a list of claims: what there is to narrow it by, and how many of each."""

from __future__ import annotations

import pytest
from store_samples import EXERCISE, NOON, judge, pair

from vedette.errors import BadArgumentError
from vedette.model import JudgementKind
from vedette.run.claims import count
from vedette.run.facets import chosen_of, facets
from vedette.store.store import Store


def filled(store: Store) -> None:
    texts = [f"Ministry {n % 3} said {n}0 of {EXERCISE}." for n in range(7)]
    papers = ["Courier", "Herald"]
    store.add(
        [pair(text, day=n + 1, publisher=papers[n % 2]) for n, text in enumerate(texts)],
        ingested_at=NOON,
    )


def test_each_facet_offers_its_values_with_the_most_frequent_first(store: Store) -> None:
    filled(store)
    with store.view() as view:
        found = facets(view, {})
    assert found["speaker"] == [
        ("Ministry 0", "Ministry 0", 3), ("Ministry 1", "Ministry 1", 2),
        ("Ministry 2", "Ministry 2", 2),
    ]  # fmt: skip
    assert found["publisher"] == [("Courier", "Courier", 4), ("Herald", "Herald", 3)]
    assert found["grade"] == [("F", "F", 7)]
    assert found["place"] == [("", "no place told", 7)]
    assert found["time"] == [("", "no time told", 7)]
    assert {"subject", "predicate", "polarity", "certainty", "review"} <= set(found)


def test_a_narrowed_facet_shows_what_else_there_is_and_the_others_what_is_left(
    store: Store,
) -> None:
    filled(store)
    with store.view() as view:
        found = facets(view, {"publisher": "Herald", "speaker": "", "nonsense": "x"})
    assert found["publisher"] == [("Courier", "Courier", 4), ("Herald", "Herald", 3)]
    assert sum(times for _, _, times in found["speaker"]) == 3


def test_the_chosen_value_is_offered_however_rare_it_is(store: Store) -> None:
    filled(store)
    with store.view() as view:
        found = facets(view, {"speaker": "ministry 2"}, most=1)
    assert [value for value, _, _ in found["speaker"]] == ["Ministry 0", "Ministry 2"]


def test_of_several_values_any_will_do_and_the_counts_add_up(store: Store) -> None:
    filled(store)
    with store.view() as view:
        one, two, both = (
            count(view, chosen_of({"speaker": wanted}))
            for wanted in ("Ministry 0", "Ministry 2", ("Ministry 0", "ministry 2", "Ministry 0"))
        )
        found = facets(view, {"speaker": ("Ministry 0", "Ministry 2"), "publisher": "Herald"})
        herald = count(
            view, chosen_of({"speaker": ("Ministry 0", "Ministry 2"), "publisher": "Herald"})
        )
    assert (one, two, both) == (3, 2, 5)
    times = {value: n for value, _, n in found["speaker"]}
    assert set(times) == {"Ministry 0", "Ministry 1", "Ministry 2"}, "what else there is, too"
    assert times["Ministry 0"] + times["Ministry 2"] == herald
    assert sum(n for _, _, n in found["publisher"]) == both


def test_all_chosen_values_are_offered_however_rare_they_are(store: Store) -> None:
    filled(store)
    with store.view() as view:
        found = facets(view, {"speaker": ("ministry 2", "ministry 1")}, most=1)
    assert [value for value, _, _ in found["speaker"]] == ["Ministry 0", "Ministry 1", "Ministry 2"]


def test_the_state_of_review_is_a_facet(store: Store) -> None:
    filled(store)
    with store.view() as view:
        taken = [claim.id for _, claim, _ in view.claims()][:2]
    store.add_judgements([judge(taken[0], kind=JudgementKind.REJECT, by="person:A. Reader")])
    store.add_judgements([judge(taken[1], kind=JudgementKind.ACCEPT, by="person:A. Reader")])
    with store.view() as view:
        found = facets(view, {})
    assert {value: times for value, _, times in found["review"]} == {
        "accepted": 1, "rejected": 1, "open": 5,
    }  # fmt: skip


def test_what_is_no_day_is_the_users_mistake(store: Store) -> None:
    with store.view() as view, pytest.raises(BadArgumentError, match="is no day"):
        facets(view, {"since": "someday"})
