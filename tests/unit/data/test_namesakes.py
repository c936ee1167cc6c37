"""Two names, one person or not: a table of pairs, and what every answer must hold."""

from __future__ import annotations

import tomllib
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.data.catalogue import persons
from vedette.data.matcher import fold_name
from vedette.data.namesakes import Named, compare_persons
from vedette.data.personal import parse_name
from vedette.data.roster import candidates
from vedette.data.spelling import LONGEST_WORD, MOST_READINGS, plain, readings, spelt_alike
from vedette.model import Sameness

TABLE = tomllib.loads((Path(__file__).parent / "pairs_of_names.toml").read_text("utf-8"))


def side(text):
    name, state, role, body = ([part.strip() for part in text.split(";")] + [""] * 3)[:4]
    return Named(name, state or None, role or None, body or None)


def pairs(expect):
    groups = [group["pairs"] for group in TABLE["group"] if group["expect"] == expect]
    return list(chain.from_iterable(groups))


def compared(a, b):
    return compare_persons(side(a), side(b))


@pytest.mark.parametrize(("a", "b"), pairs("same"))
def test_one_person_under_two_spellings(a, b):
    found = compared(a, b)
    assert found.sameness is Sameness.SAME, found.reason


@pytest.mark.parametrize(("a", "b"), pairs("not same"))
def test_two_persons_whose_names_conflict(a, b):
    found = compared(a, b)
    assert found.sameness is Sameness.NOT_SAME, found.reason


@pytest.mark.parametrize(("a", "b"), pairs("not sure"))
def test_names_that_join_nobody(a, b):
    assert compared(a, b).sameness is not Sameness.SAME


def test_most_spellings_of_one_person_are_joined():
    right, missed = pairs("same"), pairs("missed")
    assert len(right) / (len(right) + len(missed)) >= 0.94
    assert all(compared(a, b).sameness is not Sameness.SAME for a, b in missed)


@pytest.mark.parametrize(("a", "b"), [p for g in TABLE["group"] for p in g["pairs"]])
def test_the_order_of_two_names_changes_nothing(a, b):
    assert compared(a, b).sameness is compared(b, a).sameness


def test_no_two_persons_of_the_catalogue_are_taken_for_one():
    joined = [
        (alias, one.alias)
        for person in persons()
        for alias in (person.name, *person.aliases)
        for one in candidates(alias)
        if one.likeness.sameness is Sameness.SAME and one.person.id != person.id
    ]
    assert [pair for pair in joined if fold_name(pair[0]) != fold_name(pair[1])] == []


def test_a_spelling_that_no_catalogue_lists_finds_its_person_first():
    found = candidates("Wiktar Chrenin")
    assert found[0].person.id == "khrenin"
    assert found[0].likeness.sameness is Sameness.SAME


def test_who_only_shares_a_surname_is_no_candidate():
    assert candidates("Olga Khrenin") == ()
    assert all(one.likeness.evidence[0].score < 0 for one in candidates("Jane Kelly"))


def test_every_answer_says_what_was_looked_at():
    found = compared("Viktor Khrenin; BY; defence minister; ", "Khrenin; BY; defence minister; ")
    assert [one.name for one in found.evidence] == ["surname", "office"]
    assert found.score > 0
    assert "defence minister" in found.reason
    assert str(found.evidence[0]) == "surname: Khrenin (+1.0)"


def test_a_conflict_names_what_conflicts():
    found = compared("Ivan Putin", "Vladimir Putin")
    assert found.reason == "first names conflict: Ivan, Vladimir"


@pytest.mark.parametrize(
    ("name", "surname", "first"),
    [
        ("Путин Владимир Владимирович", "Путин", ("Владимир",)),
        ("Putin, Vladimir", "Putin", ("Vladimir",)),
        ("Kim Jong-un", "Kim", ("Jongun",)),
        ("J.D. Vance", "Vance", ("J", "D")),
        ("Bashar al-Assad", "Assad", ("Bashar",)),
        ("Ben Hodges", "Hodges", ("Ben",)),
        ("Ana Marija Jovanović", "Jovanović", ("Ana", "Marija")),
        ("习近平", "习", ("近平",)),
        ("Donald Trump, Jr.", "Trump", ("Donald",)),
    ],
)
def test_a_name_is_read_in_the_order_of_its_language(name, surname, first):
    found = parse_name(name)
    assert (found.surname, found.given) == (surname, first)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Schoigu", "Choïgou"),
        ("Szojgu", "Шойгу"),
        ("Mažonas", "Majonas"),
        ("Мазонас", "Mazonas"),
        ("Selenskyj", "Зеленський"),
        ("Pouchiline", "Puschilin"),
        ("Захід", "Zakhid"),
        ("Пуцін", "Putin"),
    ],
)
def test_spellings_of_one_word_share_a_reading(a, b):
    assert spelt_alike(a, b)


@pytest.mark.parametrize(
    ("a", "b"), [("Markov", "Makarov"), ("Miller", "Muller"), ("Barton", "Burton")]
)
def test_words_that_sound_otherwise_share_none(a, b):
    assert not spelt_alike(a, b)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("\u0420utin", "Putin"),
        ("Пу\u0074ин", "Пу\u0074ин"),
        ("Va\u200blery", "Valery"),
        ("\u200fLavrov\u200e", "Lavrov"),
        ("ﬁnn", "finn"),
    ],
)
def test_what_nobody_sees_is_left_out(written, read):
    assert plain(written) == read


@pytest.mark.parametrize("name", ["", " ", "🙂", "\u200b\u200d", "...", "A" * 10_000, "Ж" * 10_000])
def test_what_is_no_name_is_nobody(name):
    found = compare_persons(Named(name), Named(name))
    assert found.sameness is not Sameness.SAME


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_text_is_too_odd_to_compare(a, b):
    found = compare_persons(Named(a), Named(b))
    assert found.reason
    assert found.sameness is compare_persons(Named(b), Named(a)).sameness


@given(st.text(max_size=80))
def test_the_readings_of_a_word_are_few(word):
    found = readings(word)
    assert len(found) <= 2 * MOST_READINGS
    assert len(set(found)) == len(found)


def test_a_word_too_long_for_a_name_has_one_reading():
    assert len(readings("ch" * LONGEST_WORD)) == 1
