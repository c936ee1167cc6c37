"""What the network for names of places is told, where it is asked, and what its marks become."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_attribution import build

from vedette.data.matcher import fold_name
from vedette.data.towns import town_size
from vedette.extract.encoder.labels import Tagged
from vedette.extract.names import toponyms
from vedette.extract.names.toponyms import find_toponyms, told, towns_of, worth_marking
from vedette.model import EntityKind, Mention, PlaceRole, Ref


def mention(reading, first, last, kind, own=None, *, generic=False):
    start, end = reading.tokens[first].start, reading.tokens[last].end
    span = reading.span(start, end)
    return Mention(span, Ref(kind, span.quote, own), generic=generic)


@pytest.mark.parametrize(
    ("name", "size"),
    [("Minsk", 4), ("Barysaw", 3), ("New York City", 4), ("Kinzhal", 0), ("", 0), ("x" * 5000, 0)],
)
def test_towns_are_known_by_size(name, size):
    assert town_size(fold_name(name)) == size


def test_the_longest_name_of_a_town_counts_and_capitals_are_needed():
    reading = build(["New NNP PROPN compound 1", "York NNP PROPN nsubj 2", "reads VBZ VERB ROOT 2"])
    classes = towns_of(reading)
    assert classes == {0: 4, 1: 8}


def test_the_network_is_told_of_tagger_rules_and_towns():
    reading = build(["Minsk NNP PROPN nsubj 1", "said VBD VERB ROOT 1"])
    numbers = {"ent": {"O": 3}, "rule": {"B-state listed": 7}}
    known = [mention(reading, 0, 0, EntityKind.STATE, "state/BY")]
    features = told(reading, known, towns_of(reading), numbers)
    assert [features(token) for token in reading.tokens] == [(3, 7, 4), (3, 0, 0)]


def test_a_sentence_of_known_names_is_not_asked_about():
    reading = build(["Minsk NNP PROPN nsubj 1", "said VBD VERB ROOT 1"])
    known = [mention(reading, 0, 0, EntityKind.STATE, "state/BY")]
    assert worth_marking(reading, known, {}) == frozenset()
    assert worth_marking(reading, [], {}) == {0}


def test_a_capital_at_the_head_of_a_sentence_is_no_name():
    reading = build(["Troops NNS NOUN nsubj 1", "left VBD VERB ROOT 1"])
    assert worth_marking(reading, [], {}) == frozenset()


class Network:
    """Mark what it is given."""

    def __init__(self, *marks):
        self.alphabet = {"tag": {}, "dep": {}, "ent": {}, "rule": {}}
        self.marks = marks

    def spans(self, _reading, _told, only):
        assert only == {0}
        return self.marks


def found(monkeypatch, rows, marks, mentions=lambda _: []):
    monkeypatch.setattr(toponyms, "encoder", lambda *_: Network(*marks))
    reading = build(rows)
    return [(t.start, t.end, t.role) for t in find_toponyms(reading, mentions(reading))[0]]


def test_a_government_acts_and_an_adjective_stands_before_its_noun(monkeypatch):
    rows = [
        "Slonim NNP PROPN nsubj 1",
        "sent VBD VERB ROOT 1",
        "Grodno NNP PROPN compound 3",
        "soldiers NNS NOUN dobj 1",
        "to IN ADP prep 1",
        "Lida NNP PROPN pobj 4",
    ]
    marks = [Tagged("association", 0, 1), Tagged("association", 2, 3), Tagged("location", 5, 6)]
    assert found(monkeypatch, rows, marks) == [
        (0, 6, PlaceRole.GOVERNMENT),
        (12, 18, PlaceRole.ADJECTIVE),
        (31, 35, PlaceRole.LOCATION),
    ]


def test_a_place_in_the_name_of_a_body_is_a_part_of_it(monkeypatch):
    rows = [
        "University NNP PROPN nsubj 3",
        "of IN ADP prep 0",
        "Gomel NNP PROPN pobj 1",
        "met VBD VERB ROOT 3",
    ]
    body = lambda reading: [mention(reading, 0, 2, EntityKind.ORGANISATION)]  # noqa: E731
    marks = [Tagged("association", 2, 3)]
    assert found(monkeypatch, rows, marks, body) == [(14, 19, PlaceRole.PART)]
    whole = [Tagged("association", 0, 3)]
    assert found(monkeypatch, rows, whole, body) == [(0, 19, PlaceRole.GOVERNMENT)]


def test_without_a_network_nothing_is_marked(monkeypatch):
    monkeypatch.setattr(toponyms, "encoder", lambda *_: None)
    assert find_toponyms(build(["Minsk NNP PROPN ROOT 0"]), []) == ((), ())


def test_a_guess_that_the_network_does_not_share_is_doubted(monkeypatch):
    reading = build(
        ["Akon NNP PROPN nsubj 1", "sang VBD VERB ROOT 1", "Tuesday NNP PROPN npadvmod 1"]
    )
    guess, known = (
        mention(reading, 0, 0, EntityKind.PLACE),
        mention(reading, 2, 2, EntityKind.PLACE, "place/tuesday"),
    )
    for marks, doubted in (((), (guess,)), ((Tagged("location", 0, 1),), ())):
        monkeypatch.setattr(toponyms, "encoder", lambda *_, m=marks: Network(*m))
        assert find_toponyms(reading, [guess, known])[1] == doubted


def test_a_person_or_body_without_a_towns_name_is_not_asked_about():
    reading = build(["Reuters NNP PROPN nsubj 1", "reported VBD VERB ROOT 1"])
    body = [mention(reading, 0, 0, EntityKind.ORGANISATION)]
    assert worth_marking(reading, body, {}) == frozenset()
    assert worth_marking(reading, body, {0: 2}) == {0}
