"""Words that mean the same, the opposite, or nothing to each other."""

from __future__ import annotations

import pytest

from vedette.data.meanings import GOOD_ENOUGH, OPPOSITE, likeness


@pytest.mark.parametrize(
    ("a", "b"),
    [("buy", "purchase"), ("begin", "start"), ("decision", "decide"), ("soldier", "troop")],
)
def test_synonyms_and_words_made_from_each_other_are_alike(a, b):
    assert likeness(a, b) == likeness(b, a) >= GOOD_ENOUGH


@pytest.mark.parametrize(
    ("a", "b"),
    [("rise", "fall"), ("known", "unknown"), ("hot", "cold"), ("before", "after")],
)
def test_opposites_are_told_from_synonyms(a, b):
    assert likeness(a, b) == likeness(b, a) == OPPOSITE


def test_other_words_have_nothing_in_common():
    assert likeness("tank", "banana") == 0


def test_a_particle_is_looked_through_where_the_table_lacks_the_verb():
    assert likeness("close_up", "open_up") == OPPOSITE
