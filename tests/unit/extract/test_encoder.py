"""The parts around the network that need no network: pieces, windows, labels, paths."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.extract.test_attribution import build

from vedette.extract.encoder.inputs import (
    WINDOW,
    Window,
    arrays,
    shape_of,
    windows,
)
from vedette.extract.encoder.labels import Tagged
from vedette.extract.encoder.pieces import CLOSE, OPEN, UNKNOWN, Pieces, plain
from vedette.extract.encoder.tasks import SPEECH
from vedette.extract.speech.find import told

SPECIAL = [f"[{n}]" for n in range(103)]
PIECES = Pieces([*SPECIAL, "min", "##sk", "said", "tank", "##s", ".", "-", "'", "a", "cafe"])
NONE = {"tag": {}, "dep": {}}
SCHEME = SPEECH.scheme
LABELS = SCHEME.labels


@given(st.text())
def test_plain_text_keeps_its_length(text):
    assert len(plain(text)) == len(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('He said: "Go."', "He said: “Go.”"),
        ("„Go“ and «go»", "“Go“ and “go”"),
        ("``Go,'' he said", "“ Go,”  he said"),
        ("it’s a week–long drill", "it's a week-long drill"),
        ('an " odd " mark', "an “ odd ” mark"),
    ],
)
def test_marks_are_made_plain(text, wanted):
    assert plain(text) == wanted


def test_the_longest_piece_comes_first():
    assert PIECES.of("Minsk") == (103, 104)
    assert PIECES.of("tanks") == (106, 107)


def test_accents_and_case_do_not_count():
    assert PIECES.of("Café") == PIECES.of("cafe") == (112,)


def test_a_word_without_pieces_is_unknown():
    assert PIECES.of("мінск") == (UNKNOWN,)
    assert PIECES.of("x" * 500) == (UNKNOWN,)
    assert PIECES.of("") == (UNKNOWN,)


@pytest.mark.parametrize(
    ("word", "shape"), [("said", 1), ("Minsk", 2), ("NATO", 3), ("2,000", 4), ("—", 5), ("A", 2)]
)
def test_words_have_shapes(word, shape):
    assert shape_of(word) == shape


@st.composite
def spans(draw):
    cuts = sorted(draw(st.sets(st.integers(0, 30), max_size=10)))
    kinds = st.sampled_from(["source", "cue", "content"])
    return [Tagged(draw(kinds), a, b) for a, b in itertools.pairwise(cuts) if draw(st.booleans())]


@given(spans())
def test_spans_come_back_from_their_labels(found):
    labels = SCHEME.labels_of(found, 31).tolist()
    back = SCHEME.spans_of(labels, np.ones((31, len(LABELS))))
    assert [tuple(s[:3]) for s in back] == [tuple(s[:3]) for s in found]


def test_the_best_path_is_the_best_of_all_legal_ones():
    rng = np.random.default_rng(7)
    scores = rng.normal(size=(3, len(LABELS))) * 2

    def total(path):
        inner = sum(SCHEME.legal[a, b] for a, b in itertools.pairwise(path))
        own = sum(scores[i, k] for i, k in enumerate(path))
        return own + inner + SCHEME.first[path[0]] + SCHEME.last[path[-1]]

    wanted = max(itertools.product(range(len(LABELS)), repeat=3), key=total)
    assert SCHEME.best_path(scores) == list(wanted)


@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_a_path_is_always_legal(size, seed):
    scores = np.random.default_rng(seed).normal(size=(size, len(LABELS))) * 5
    path = SCHEME.best_path(scores)
    assert SCHEME.first[path[0]] == SCHEME.last[path[-1]] == 0
    assert all(SCHEME.legal[a, b] == 0 for a, b in itertools.pairwise(path))


def nothing(_):
    return (0,)


def sentence(words):
    rows = [f"{word} NN NOUN dep 0" for word in words]
    return build(rows)


def test_a_paragraph_that_fits_is_one_window():
    (window,) = windows(sentence(["Minsk", "said", "a"]), PIECES, NONE, nothing)
    assert (window.first, window.goes_on, window.size) == (0, False, 6)


def test_a_sentence_longer_than_a_window_is_cut():
    cut = list(windows(sentence(["tanks"] * 400), PIECES, NONE, nothing))
    assert all(window.size <= WINDOW + 2 for window in cut)
    assert [window.goes_on for window in cut] == [False] + [True] * (len(cut) - 1)
    assert [window.first for window in cut] == list(range(0, 400, WINDOW // 2))
    assert sum(len(window.pieces) for window in cut) == 400


def test_the_rules_are_a_feature_of_the_words_they_mark():
    reading = sentence(["Minsk", "said"])
    (window,) = windows(reading, PIECES, NONE, told(reading, [Tagged("cue", 1, 2)]))
    rule = SPEECH.features.index("rule")
    assert [LABELS[features[rule]] for features in window.features] == ["O", "S-cue"]


def test_arrays_point_to_the_first_piece_of_each_word():
    short = Window(0, False, ((5,),), ((1, 0, 0, 1, 0),))
    long = Window(1, False, ((7, 8), (9,)), ((2, 3, 4, 1, 0), (1, 0, 0, 0, 6)))
    found = arrays([short, long], SPEECH.features)
    assert found["ids"].tolist() == [[OPEN, 5, CLOSE, 0, 0], [OPEN, 7, 8, 9, CLOSE]]
    assert found["mask"].tolist() == [[1, 1, 1, 0, 0], [1, 1, 1, 1, 1]]
    assert found["words"].tolist() == [[1, 0], [1, 3]]
    assert found["tag"].tolist() == [[0, 0, 0, 0, 0], [0, 3, 3, 0, 0]]
    assert found["rule"].tolist() == [[0, 0, 0, 0, 0], [0, 0, 0, 6, 0]]


def test_sentences_that_are_not_asked_about_are_passed_over():
    reading = sentence(["Minsk", "said", "a"])
    assert list(windows(reading, PIECES, NONE, nothing, only={1})) == []
    assert len(list(windows(reading, PIECES, NONE, nothing, only={0}))) == 1
