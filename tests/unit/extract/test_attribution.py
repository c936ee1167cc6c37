"""The rules of attribution on readings built by hand: no language model."""

from __future__ import annotations

import pytest

from vedette.extract.attribution import find_attributions
from vedette.extract.modality import modality_of
from vedette.extract.speech.lexicon import lexicon
from vedette.model import (
    Act,
    Block,
    Certainty,
    Modality,
    Quotation,
    Reading,
    Report,
    Sentence,
    SpeechKind,
    Token,
    Zone,
)


def build(rows, *, quotations=(), language="en"):
    """Build a reading of one sentence from rows "word tag pos dep head [lemma]"."""
    text = ""
    words = []
    for row in rows:
        word, tag, pos, dep, head, *lemma = row.split()
        glued = word in ",.”" or text.endswith("“")
        text += word if glued or not text else f" {word}"
        words.append((word, tag, pos, dep, int(head), lemma[0] if lemma else word.lower()))
    heads = [w[4] for w in words]
    tokens = []
    for i, (word, tag, pos, dep, head, lemma) in enumerate(words):
        below = [k for k in range(len(words)) if i in _path(k, heads)]
        start = _start(text, words, i)
        tokens.append(
            Token(
                i, start, start + len(word), word, word.lower(), lemma, pos, tag, dep, head,
                min(below), max(below),
            )
        )  # fmt: skip
    report = Report(
        id=Report.make_id("", "", text),
        text=text,
        blocks=(Block(Zone.BODY, 0, len(text)),),
        language=language,
    )
    sentence = Sentence(0, 0, len(tokens), 0, len(text), 0, Zone.BODY)
    marks = tuple(Quotation(text.index(a), text.index(a) + len(a), 0) for a in quotations)
    return Reading(report, language, tuple(tokens), (sentence,), marks)


def _path(k, heads):
    seen = [k]
    while heads[k] != k:
        k = heads[k]
        seen.append(k)
    return seen


def _start(text, words, i):
    at = 0
    for word, *_ in words[:i]:
        at = text.index(word, at) + len(word)
    return text.index(words[i][0], at)


SAID_THAT = [
    "Oslo NNP PROPN nsubj 1",
    "said VBD VERB ROOT 1 say",
    "that IN SCONJ mark 5",
    "ships NNS NOUN nsubj 5 ship",
    "had VBD AUX aux 5 have",
    "left VBN VERB ccomp 1 leave",
    ". . PUNCT punct 1",
]
QUOTED = [
    "“ `` PUNCT punct 6",
    "We PRP PRON nsubj 2",
    "leave VBP VERB ccomp 6",
    ", , PUNCT punct 6",
    "” '' PUNCT punct 6",
    "she PRP PRON nsubj 6",
    "said VBD VERB ROOT 6 say",
    ". . PUNCT punct 6",
]


def test_the_clause_of_a_verb_of_saying_is_the_content_without_that():
    (one,), _ = find_attributions(build(SAID_THAT))
    assert [s.quote for s in one.source] == ["Oslo"]
    assert [s.quote for s in one.cue] == ["said"]
    assert [s.quote for s in one.content] == ["ships had left"]
    assert one.kind is SpeechKind.INDIRECT


def test_a_quotation_loses_its_marks_and_the_comma_before_the_cue():
    (one,), _ = find_attributions(build(QUOTED, quotations=["We leave,"]))
    assert [s.quote for s in one.content] == ["We leave"]
    assert one.kind is SpeechKind.DIRECT
    assert one.speaker is None


def test_a_language_without_a_lexicon_gives_nothing():
    assert find_attributions(build(SAID_THAT, language="xx")) == ((), ())
    reading = build(SAID_THAT, language="xx")
    assert modality_of(reading, reading.token_span(0, 1)) == Modality()


def test_an_empty_reading_gives_nothing():
    report = Report(id=Report.make_id("", "", ""), text="", blocks=(), language="en")
    assert find_attributions(Reading(report, "en", (), (), ())) == ((), ())


def test_the_id_depends_on_the_report_and_the_spans_alone():
    first = find_attributions(build(SAID_THAT))[0][0]
    second = find_attributions(build(SAID_THAT))[0][0]
    assert first.id == second.id


def test_a_modal_verb_makes_it_possible():
    rows = [
        "Ships NNS NOUN nsubj 2 ship",
        "might MD AUX aux 2",
        "leave VB VERB ROOT 2",
        ". . PUNCT punct 2",
    ]
    reading = build(rows)
    modality = modality_of(reading, reading.token_span(0, 2))
    assert modality.certainty is Certainty.POSSIBLE
    assert [s.quote for s in modality.cues] == ["might"]


@pytest.mark.parametrize(
    ("lemma", "act"),
    [
        ("say", Act.STATES),
        ("deny", Act.DENIES),
        ("claim", Act.CLAIMS),
        ("warn", Act.WARNS),
        ("thank", Act.THANKS),
        ("threaten", Act.THREATENS),
        ("estimate", Act.ESTIMATES),
    ],
)
def test_a_verb_has_its_act(lemma, act):
    assert any(sense.act is act for sense in lexicon("en").verbs[lemma])


def test_narrow_senses_come_before_broad_ones():
    frames = [sense.frames for sense in lexicon("en").verbs["criticise"]]
    assert any(f.startswith("object+") or f == "as" for f in frames[0])
