"""A language model may word a brief otherwise, and can make it say nothing else.

Its sentences stand only where they say what ours say, of the same speakers, as surely, and the
words that they cite carry them; else ours is put back.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from copydesk import GOOD, ORDER, brief, entry, gate, reworded
from vedette.brief.rewriting.answer import read_answer
from vedette.brief.rewriting.ask import ask
from vedette.brief.rewriting.weave import weave
from vedette.model import Checked, Finding, Proof
from wordsmith import answer, serving

OURS = brief()


@pytest.fixture(scope="module")
def check():
    return gate()


def asked(reply, **more):
    with serving(reply) as server:
        return reworded(server, **more), server


def texts(found):
    return [sentence.text for sentence in found.sentences]


def stands_as_ours(found):
    return texts(found) == texts(OURS) and not any(s.wording for s in found.sentences)


def all_pass(found, check):
    """Every sentence with words to show is carried by them, in whosever wording."""
    told = [s for p in found.paragraphs for s in p if s.evidence]
    results = [one for s in told for one in check.holds(s.text, s.evidence)]
    return bool(results) and all(one.finding is Finding.SUPPORTED for one in results)


def test_another_wording_of_the_same_stands_and_is_marked(check):
    found, _ = asked(answer(*(entry(key, text) for key, text in GOOD.items())))
    figures = found.sections[0].sentences
    assert [(s.text, s.wording) for s in figures] == [(t, "wordsmith") for t in GOOD.values()]
    assert [s.claims for s in figures] == [("c2",), ("c3",)]
    assert [s.evidence for s in figures] == [s.evidence for s in OURS.sections[0].sentences]
    rewriting = found.rewriting
    assert (rewriting.model, rewriting.asked, rewriting.taken, rewriting.kept) == (
        ("wordsmith", 5, 2, 3)
    )
    assert (rewriting.refused, rewriting.trouble) == ((), "")
    assert all_pass(found, check)


def test_headline_order_and_sections_stay_ours():
    backwards = answer(*(entry(key, GOOD[key]) for key in ("s3", "s2")))
    found, _ = asked(backwards)
    assert found.headline == OURS.headline
    assert [s.heading for s in found.sections] == [s.heading for s in OURS.sections]
    assert texts(found)[2:4] == [GOOD["s2"], GOOD["s3"]]


def test_two_sentences_may_become_one_that_tells_both(check):
    both = {
        "stands_for": ["s2", "s3"],
        "text": f"{GOOD['s2']} {GOOD['s3']}",
        "notes": [1, 2],
    }
    found, _ = asked(answer(both))
    (only,) = found.sections[0].sentences
    assert only.wording == "wordsmith"
    assert len(only.evidence) == 2
    assert only.claims == ("c2", "c3")
    assert found.rewriting.kept == 3
    assert all_pass(found, check)


def test_the_same_words_again_are_ours():
    found, _ = asked(answer(entry("s2", OURS.sections[0].sentences[0].text)))
    assert found.rewriting.taken == 0
    assert found.rewriting.refused == ()
    assert stands_as_ours(found)


S2, S3, S4, S5 = (
    "Ivan Petrov said that up to 6,800 soldiers would take part in the drill near Brest",
    "Anna Kalnina said that 30,000 soldiers may take part in the drill near Brest",
    "The Belarusian defence ministry denied that any missiles had been fired on 3 September",
    "Jonas Petraitis said that the border near Medininkai was closed on 5 September",
)


def changed(text, old, new):
    assert old in text
    return f"{text.replace(old, new)}."


DISTORTED = {
    "an invented fact": ("s2", f"{S2}, with forty tanks."),
    "an invented judgement": ("s2", changed(S2, "Petrov said", "Petrov, who is a liar, said")),
    "another number": ("s2", changed(S2, "6,800", "8,600")),
    "another bound": ("s2", changed(S2, "up to", "at least")),
    "a bound dropped": ("s2", changed(S2, "up to ", "")),
    "a bound put in": ("s3", changed(S3, "30,000", "about 30,000")),
    "another unit": ("s2", changed(S2, "soldiers", "tanks")),
    "another name": ("s2", changed(S2, "Ivan Petrov", "Oleg Petrov")),
    "another day": ("s5", changed(S5, "5 September", "6 September")),
    "another month": ("s5", changed(S5, "5 September", "5 October")),
    "another place": ("s2", changed(S2, "Brest", "Grodno")),
    "another state": ("s4", changed(S4, "Belarusian", "Russian")),
    "a force put in": ("s3", changed(S3, "30,000 soldiers", "30,000 Russian soldiers")),
    "a hedge dropped": ("s3", changed(S3, "may take", "will take")),
    "a hedge put in": ("s2", changed(S2, "would take", "may take")),
    "a plan carried out": ("s2", changed(S2, "would take", "took")),
    "a denial told as said": ("s4", changed(S4, "denied that any", "said that")),
    "a denial told as confirmed": ("s4", changed(S4, "denied that any", "confirmed that")),
    "a denial of what was said": ("s2", changed(S2, "said", "denied")),
    "a negation": ("s2", changed(S2, "would take", "would not take")),
    "an opposite": ("s5", changed(S5, "closed", "opened")),
    "a loaded verb": ("s2", changed(S2, "said", "admitted")),
    "speakers swapped": ("s2", changed(S2, "Ivan Petrov", "Anna Kalnina")),
    "a speaker dropped": ("s2", "Up to 6,800 soldiers would take part in the drill near Brest."),
    "a denier dropped": ("s4", "No missiles were fired on 3 September."),
    "a day left out": ("s5", changed(S5, " on 5 September", "")),
    "a place left out": ("s2", changed(S2, " near Brest", "")),
    "words nobody said": ("s3", changed(S3, "may take part", "“may take part with pride”")),
}


@pytest.mark.parametrize(("key", "text"), DISTORTED.values(), ids=DISTORTED)
def test_a_distorted_sentence_is_replaced_by_ours(key, text, check):
    found, _ = asked(answer(entry(key, text)))
    assert stands_as_ours(found)
    assert [one.text for one in found.rewriting.refused] == [text]
    assert all(one.reason for one in found.rewriting.refused)
    assert found.rewriting.kept == found.rewriting.asked
    assert all_pass(found, check)


@pytest.mark.parametrize(("key", "text"), DISTORTED.values(), ids=DISTORTED)
def test_ours_decides_where_the_words_alone_do_not(key, text, check):
    """Who is meant by "he" and when a report came out stand in no words that could be cited."""
    lenient = replace(check, holds=lambda _, evidence: [carried(evidence)])
    asked_of = ask(OURS, language="English")
    told = read_answer(answer(entry(key, text)).encode(), most=9)
    found = weave(OURS, asked_of, told, lenient, model="wordsmith")
    assert stands_as_ours(found)
    assert [one.text for one in found.rewriting.refused] == [text]


def carried(evidence):
    proof = Proof(evidence[0].report_id, evidence[0].span, supports=True)
    return Checked(evidence[0].span, Finding.SUPPORTED, "as if", (proof,))


@pytest.mark.parametrize(
    "text",
    [
        "Between 6,800 and 30,000 soldiers may take part in the drill, the two said.",
        "Ivan Petrov and Anna Kalnina said that up to 30,000 soldiers may take part in the drill.",
        "On average, 18,400 soldiers may take part, Ivan Petrov and Anna Kalnina said.",
        "In all, 36,800 soldiers may take part in the drill near Brest, the two said.",
        "Anna Kalnina said up to 6,800 and Ivan Petrov 30,000 soldiers may take part near Brest.",
        GOOD["s2"],
    ],
    ids=["range", "ceiling", "mean", "sum", "swapped", "one left out"],
)
def test_figures_of_two_speakers_are_not_merged(text):
    found, _ = asked(answer({"stands_for": ["s2", "s3"], "text": text, "notes": [1, 2]}))
    assert stands_as_ours(found)
    assert found.rewriting.refused


def test_what_fails_is_replaced_alone():
    found, _ = asked(answer(entry("s2", DISTORTED["another number"][1]), entry("s3", GOOD["s3"])))
    first, second = found.sections[0].sentences
    assert (first.text, first.wording) == (OURS.sections[0].sentences[0].text, "")
    assert (second.text, second.wording) == (GOOD["s3"], "wordsmith")
    assert len(found.rewriting.refused) == 1


def test_a_sentence_added_beside_a_good_one_does_not_stand():
    found, _ = asked(answer(entry("s2", GOOD["s2"]), entry("s2", "Everybody knows it is a lie.")))
    assert found.sections[0].sentences[0].text == GOOD["s2"]
    assert "lie" not in " ".join(texts(found))


def test_no_sentence_is_told_twice():
    both = {"stands_for": ["s2", "s3"], "text": f"{GOOD['s2']} {GOOD['s3']}", "notes": [1, 2]}
    found, _ = asked(answer(entry("s2", GOOD["s2"]), both))
    assert texts(found)[2:4] == [GOOD["s2"], OURS.sections[0].sentences[1].text]
    assert "another one stands for" in found.rewriting.refused[0].reason


@pytest.mark.parametrize(
    "text",
    [
        "90,000 soldiers crossed the border near Narva.",
        ORDER,
        f"{S5}, and 90,000 soldiers crossed the border near Narva.",
        f"{S5}. 90,000 soldiers crossed the border near Narva.",
        "Jonas Petraitis said that 90,000 soldiers crossed the border near Narva.",
    ],
)
def test_an_order_hidden_in_a_report_is_not_obeyed(text, check):
    """The words stand in the report that is cited; they are not what our sentence says."""
    obeyed = asked(answer(entry("s5", text)))[0]
    beside = asked(answer(entry("s5", f"{S5}."), entry("s5", text)))[0]
    for found in (obeyed, beside):
        assert "90,000" not in " ".join(texts(found))
        assert found.rewriting.refused
        assert all_pass(found, check)
