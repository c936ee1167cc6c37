"""The parts of grouping, on gists made by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vedette.compare.stories.alike import FEATURES, Weights, compare, evidence
from vedette.compare.stories.gist import Gist
from vedette.compare.stories.index import MOST_NEIGHBOURS, Index
from vedette.compare.stories.place import Neighbour, place
from vedette.compare.stories.words import rarity, stem, weighed, words_in

DAY = date(2025, 9, 10).toordinal()


def gist(key, words, *, day=DAY, **more):
    vector = weighed(dict.fromkeys(words.split(), 1.0), 99)
    days = () if day is None else (day,)
    return Gist(key, vector, vector, {}, {}, {}, len(vector), day, days, **more)


def test_endings_fall_and_numbers_stay():
    assert [stem(one) for one in ("Drones", "stopped", "bodies", "ministry’s", "30,000")] == [
        "dron", "stop", "body", "ministry", "30,000",
    ]  # fmt: skip


def test_a_word_of_every_report_tells_little_and_an_unlisted_one_most():
    assert rarity(stem("said")) < rarity(stem("island")) < rarity("zzyzx")


def test_words_come_with_their_places():
    assert list(words_in("Two ships.")) == [("two", 0), ("ship", 4)]


def test_every_weight_has_the_sign_that_a_reader_would_give_it():
    weights = dict(zip(FEATURES, Weights.shipped().each, strict=True))
    assert all(weights[name] >= 0 for name in ("words", "lead", "names", "numbers", "same day"))
    against = ("other numbers", "unshared names", "days apart", "other day", "other years")
    assert all(weights[name] <= 0 for name in against)


def test_what_shares_nothing_is_of_no_happening():
    weights = Weights.shipped()
    assert weights.score(compare(gist("a", "ferry island"), gist("b", "miner pit"))) < -2


@settings(deadline=None)
@given(st.lists(st.sampled_from(["ferry", "island", "pit", "2025"]), min_size=1), st.booleans())
def test_comparing_goes_both_ways(words, dated):
    a, b = gist("a", "ferry pit"), gist("b", " ".join(words), day=DAY + 400 if dated else None)
    assert compare(a, b) == compare(b, a)


def test_the_yearless_date_may_be_of_any_year_and_a_full_one_may_not():
    full, other = (gist(k, "x", dates=(f"{y}-09-10",)) for k, y in (("a", 2024), ("b", 2025)))
    open_ = gist("c", "x", dates=("09-10",))
    place_of = FEATURES.index("same date")
    assert compare(full, other)[place_of] == 0.0
    assert compare(full, open_)[place_of] == compare(open_, other)[place_of] == 1.0


def test_evidence_is_weightiest_first():
    found = evidence(gist("a", "ferry visby"), gist("b", "ferry visby"), Weights.shipped())
    scores = [abs(one.score) for one in found]
    assert scores == sorted(scores, reverse=True)
    assert "ferry" in found[0].detail


def test_the_index_keeps_to_its_days_and_to_undated_reports():
    index = Index(window=10)
    for number, day in enumerate([DAY - 11, DAY - 10, DAY + 10, DAY + 11, None]):
        index.add(number, gist(str(number), "ferry", day=day))
    assert set(index.near(gist("x", "ferry"))) == {1, 2, 4}
    assert set(index.near(gist("y", "ferry", day=None))) == {0, 1, 2, 3, 4}


def test_a_word_that_everybody_uses_brings_a_bounded_number():
    index = Index(window=10)
    for number in range(500):
        index.add(number, gist(str(number), "ferry"))
    assert len(index.near(gist("x", "ferry"))) == MOST_NEIGHBOURS


def test_the_stories_that_lost_are_named_with_their_scores():
    near = [
        Neighbour(gist("a", "ferry halland visby gotland"), "sto-one"),
        Neighbour(gist("b", "ferry harbour"), "sto-two"),
    ]
    found = place(gist("c", "ferry halland visby gotland"), near, Weights.shipped())
    assert found.story == "sto-one"
    assert [one.story for one in found.rivals] == ["sto-two"]
    assert found.rivals[0].score < found.score


def test_another_edition_bars_a_story_even_for_the_same_text():
    old = gist("a", "drill range", activity="Granite-2021", series="Granite")
    new = gist("b", "drill range", activity="Granite-2025", series="Granite")
    found = place(new, [Neighbour(old, "sto-one")], Weights.shipped(), same_text="sto-one")
    assert found.story is None
    assert found.reason == "Granite-2025 is not Granite-2021"


@pytest.mark.parametrize("words", ["", "ferry"])
def test_without_neighbours_a_report_stands_alone(words):
    assert place(gist("a", words), [], Weights.shipped()).story is None
