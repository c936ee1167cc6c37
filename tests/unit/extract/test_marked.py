"""What the network marks against what the rules find, with marks made by hand."""

from __future__ import annotations

import pytest
from tests.unit.extract.test_attribution import build

from vedette.extract.encoder.labels import Tagged
from vedette.extract.speech.conventions import corpus_spans
from vedette.extract.speech.lexicon import lexicon
from vedette.extract.speech.marked import limits, with_marks, worth_marking
from vedette.extract.speech.scan import Found, Scan
from vedette.model import Act

# 0 Poland 1 said 2 the 3 drills 4 ended 5 on 6 Tuesday 7 .
SAID = [
    "Poland NNP PROPN nsubj 1", "said VBD VERB ROOT 1 say", "the DT DET det 3",
    "drills NNS NOUN nsubj 4 drill", "ended VBD VERB ccomp 1 end", "on IN ADP prep 4",
    "Tuesday NNP PROPN pobj 5", ". . PUNCT punct 1",
]  # fmt: skip


def scan_of(rows, **more):
    return Scan(build(rows, **more), lexicon("en"))


def found(scan, content=(2, 5)):
    first, last = content
    tokens = scan.tokens
    return Found(
        1, (1,), Act.STATES, ((0, 6),), ((tokens[first].start, tokens[last - 1].end),), speaker=0
    )


def texts(scan, ranges):
    return [scan.reading.text[a:b] for a, b in ranges]


def marks(*rows):
    return [Tagged(*row) for row in rows]


def test_without_marks_nothing_changes():
    scan = scan_of(SAID)
    assert with_marks(scan, [found(scan)], []) == [found(scan)]


def test_a_sure_mark_moves_the_end_of_a_content():
    scan = scan_of(SAID)
    (one,) = with_marks(scan, [found(scan)], marks(("cue", 1, 2, 0.9), ("content", 2, 8, 0.9)))
    assert texts(scan, one.content) == ["the drills ended on Tuesday"]


@pytest.mark.parametrize(
    "heard",
    [
        [("cue", 1, 2, 0.9), ("content", 2, 8, 0.3)],  # not sure
        [("content", 2, 8, 0.9)],  # another cue's content
        [("cue", 1, 2, 0.9), ("content", 6, 7, 0.9)],  # other words altogether
        [("cue", 1, 2, 0.9), ("content", 0, 7, 0.9)],  # swallows source and cue
    ],
)
def test_other_marks_move_nothing(heard):
    scan = scan_of(SAID)
    assert with_marks(scan, [found(scan)], marks(*heard)) == [found(scan)]


def test_a_mark_takes_no_words_from_another_attribution():
    scan = scan_of(SAID)
    other = Found(6, (6,), Act.STATES, (), ((scan.tokens[5].start, scan.tokens[6].end),))
    first, second = with_marks(
        scan, [found(scan), other], marks(("cue", 1, 2, 0.9), ("content", 2, 7, 0.9))
    )
    assert texts(scan, first.content) == ["the drills ended"]
    assert second == other


def test_whole_quotations_keep_their_marks_as_limits():
    scan = scan_of(SAID)
    quoted = Found(1, (1,), Act.STATES, ((0, 6),), found(scan).content, quotes=True, speaker=0)
    heard = marks(("cue", 1, 2, 0.9), ("content", 2, 7, 0.9))
    assert with_marks(scan, [quoted], heard)[0].content == quoted.content


def test_what_only_the_network_hears_is_added_at_the_end():
    scan = scan_of(SAID)
    heard = marks(("source", 0, 1, 0.9), ("cue", 1, 2, 0.9), ("content", 2, 7, 0.9))
    (one,) = with_marks(scan, [], heard)
    assert texts(scan, one.source) == ["Poland"]
    assert one.cue == (1,)
    assert one.act is Act.STATES
    assert texts(scan, one.content) == ["the drills ended on Tuesday"]


def test_a_noun_after_a_verb_of_speech_is_no_statement():
    scan = scan_of(
        ["Poland NNP PROPN nsubj 1", "noted VBD VERB ROOT 1 note", "the DT DET det 3",
         "time NN NOUN dobj 1", ". . PUNCT punct 1"]
    )  # fmt: skip
    heard = marks(("source", 0, 1, 0.9), ("cue", 1, 2, 0.9), ("content", 2, 4, 0.9))
    assert with_marks(scan, [], heard) == []


def test_nothing_new_is_heard_from_a_thing():
    rows = ["Drills NNS NOUN nsubj 1 drill", *SAID[1:]]
    heard = marks(("source", 0, 1, 0.9), ("cue", 1, 2, 0.9), ("content", 2, 7, 0.9))
    assert with_marks(scan_of(rows), [], heard) == []


def test_limits_leave_out_that_and_the_full_stop():
    rows = ["that IN SCONJ mark 3", "the DT DET det 2", "drills NNS NOUN nsubj 3",
            "ended VBD VERB ROOT 3", ". . PUNCT punct 3"]  # fmt: skip
    scan = scan_of(rows)
    assert texts(scan, [limits(scan, Tagged("content", 0, 5))]) == ["the drills ended"]


def test_half_quoted_limits_keep_their_marks():
    rows = ["no DT DET det 2", "“ `` PUNCT punct 2", "drill NN NOUN ROOT 2", "” '' PUNCT punct 2"]
    scan = scan_of(rows)
    assert texts(scan, [limits(scan, Tagged("content", 0, 4))]) == ["no “drill”"]
    assert texts(scan, [limits(scan, Tagged("content", 1, 4))]) == ["drill"]


def test_the_rules_are_told_in_the_corpus_conventions():
    rows = ["Poland NNP PROPN nsubj 1", "said VBD VERB ROOT 1 say", "that IN SCONJ mark 4",
            "drills NNS NOUN nsubj 4", "ended VBD VERB ccomp 1 end"]  # fmt: skip
    scan = scan_of(rows)
    assert [tuple(s[:3]) for s in corpus_spans(scan, [found(scan, (3, 5))])] == [
        ("source", 0, 1), ("cue", 1, 2), ("content", 2, 5),
    ]  # fmt: skip


def test_a_sentence_whose_every_word_has_its_place_is_not_marked():
    scan = scan_of(SAID)
    assert worth_marking(scan, [found(scan, (2, 7))]) == frozenset()


def test_words_left_over_beside_an_attribution_are_worth_marking():
    scan = scan_of(SAID)
    assert worth_marking(scan, [found(scan)]) == {0}


def test_a_word_of_speech_without_an_attribution_is_worth_marking():
    assert worth_marking(scan_of(SAID), []) == {0}


def test_a_sentence_without_any_word_of_speech_is_not_marked():
    rows = ["drills NNS NOUN nsubj 1 drill", "ended VBD VERB ROOT 1 end", ". . PUNCT punct 1"]
    assert worth_marking(scan_of(rows), []) == frozenset()
