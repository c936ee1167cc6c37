"""Words of statements: keys that forms share, negations, hedges, sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.compare.statements.lexicon import key_of, lexicon, stem
from vedette.compare.statements.words import Known, WordKind, sentences_of, words_of
from vedette.model import Span

NOTHING = Known("en", (), ())


def words(text):
    return words_of(text, [Span.cut(text, 0, len(text))], NOTHING)


def sentences(*parts):
    spans, start = [], 0
    for part in parts:
        spans.append(Span(start, start + len(part), part))
        start += len(part) + 1
    return [[span.quote for span in sentence] for sentence in sentences_of(spans)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("drills", "exercise"),
        ("declared", "declaring"),
        ("stopped", "stop"),
        ("hostilities", "hostility"),
        ("servicemen", "troops"),
        ("minsk", "belarusian"),
        ("frontier", "borders"),
    ],
)
def test_forms_of_one_word_share_a_key(one, other):
    assert key_of(one, "en") == key_of(other, "en") != ""


@pytest.mark.parametrize(
    ("one", "other"), [("defensive", "defence"), ("probable", "improbable"), ("riga", "tallinn")]
)
def test_other_words_do_not(one, other):
    assert key_of(one, "en") != key_of(other, "en")


def test_a_stem_keeps_short_words_whole():
    assert [stem(word) for word in ("red", "ring", "bus", "gas", "ships")] == [
        "red", "ring", "bus", "gas", "ship",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "negations"),
    [
        ("they will not leave", 1),
        ("they won’t leave", 1),
        ("no more than nine ships", 0),
        ("not only ships", 0),
        ("nobody left", 1),
        ("a non-aggressive exercise", 1),
    ],
)
def test_what_denies_is_told_from_what_bounds(text, negations):
    assert sum(word.negates for word in words(text)) == negations


@pytest.mark.parametrize(
    ("text", "hedged"),
    [("it may rain", True), ("it rained in May", False), ("on May 9", False), ("it rains", False)],
)
def test_the_month_of_may_is_no_hedge(text, hedged):
    assert any(word.hedges for word in words(text)) is hedged


def test_numbers_in_words_are_numbers():
    kinds = [word.key for word in words("nine of 12,000") if word.kind is WordKind.NUMBER]
    assert kinds == ["#9", "#12000"]


def test_a_sentence_runs_on_over_the_cue_between_its_parts():
    assert sentences("We expect nine ships", "of which two are ours. The rest is hired.") == [
        ["We expect nine ships", "of which two are ours."],
        ["The rest is hired."],
    ]


def test_titles_and_initials_end_no_sentence():
    assert len(sentences("Gen. Smith of the U.S. Navy met Mr. Brown in Lund.")) == 1


def test_a_language_without_a_file_has_no_words_of_its_own():
    assert lexicon("xx").empty == frozenset()
    assert key_of("the", "xx") == "the"


@given(st.text(max_size=80))
def test_words_stand_where_they_say(text):
    for word in words(text) if text else ():
        assert 0 <= word.start < word.end <= len(text)


@given(st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=3))
def test_sentences_hold_in_their_text(parts):
    whole = "\n".join(parts)
    start, spans = 0, []
    for part in parts:
        spans.append(Span.cut(whole, start, start + len(part)))
        start += len(part) + 1
    for sentence in sentences_of(spans):
        assert all(span.holds_in(whole) for span in sentence)
