"""The digest of the documentation: each verdict is the one that a person found right."""

from __future__ import annotations

from docs.making import checked


def test_every_sentence_has_the_verdict_that_a_person_found_right():
    assert [one["verdict"] for one in checked.kept()] == [
        note["verdict"] for note in checked.read()
    ]


def test_every_sentence_that_is_carried_or_denied_shows_words():
    for one in checked.kept():
        assert bool(one["evidence"]) == (one["verdict"] != "not found")


def test_the_table_holds_every_sentence():
    lines = checked.checked("digest").splitlines()
    assert len(lines) == len(checked.kept()) + 2
