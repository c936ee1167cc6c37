"""Who a short word means, told from candidates alone."""

from __future__ import annotations

from vedette.model import Anonymity, EntityKind, Speaker
from vedette.resolve.speakers.salience import BEHIND, FRONT, MIDDLE, Candidate, choose


def one(name, sentence, place, *, spoke=False):
    speaker = Speaker(name, EntityKind.PERSON)
    return Candidate(speaker, Anonymity.NAMED, sentence, place, spoke)


def test_nobody_in_reach_leaves_it_open_without_names():
    assert choose([]) == (None, ())


def test_the_nearest_sentence_with_one_in_front_decides():
    found, names = choose([one("A", 1, FRONT), one("B", 2, FRONT)])
    assert found.speaker.name == "B"
    assert names == ()


def test_two_in_front_of_one_sentence_leave_it_open():
    assert choose([one("A", 2, FRONT), one("B", 2, FRONT)]) == (None, ("A", "B"))


def test_an_object_does_not_compete_with_a_subject():
    found, _ = choose([one("A", 1, FRONT), one("B", 1, BEHIND)])
    assert found.speaker.name == "A"


def test_a_speaker_outlasts_who_is_only_mentioned_since():
    found, _ = choose([one("A", 1, FRONT, spoke=True), one("B", 2, MIDDLE)])
    assert found.speaker.name == "A"


def test_a_subject_that_never_spoke_competes_with_one_named_since():
    assert choose([one("A", 1, FRONT), one("B", 2, MIDDLE)]) == (None, ("A", "B"))


def test_the_same_one_named_twice_does_not_compete_with_himself():
    found, _ = choose([one("A", 2, FRONT), one("A", 2, FRONT, spoke=True)])
    assert found.speaker.name == "A"
