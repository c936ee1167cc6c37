"""A word that somebody puts into a sentence is accounted for by nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bundle_samples import bundle

from vedette.export.bundle.facts import Facts, words_in
from vedette.model import BriefSentence, Carried

VOCABULARY = (", ", " reported on ", " said that ", "it is not known", "{a} cannot be squared with")
CLAUSE = "Ann denied that 4,000 soldiers came to Brest in Belarus."
PRINTED = (
    "Ann Petrova denied that 4,000 soldiers came to Brest in Belarus, "
    "Example Wire reported on 16 September."
)


def faults(text, *clauses, carried=True):
    made = bundle()
    evidence = made.brief.headline.evidence
    stands = tuple(Carried(each, evidence) for each in clauses) if carried else None
    return list(
        Facts(made, VOCABULARY).faults(BriefSentence(text, (), evidence, "", carried=stands))
    )


def test_words_are_folded_and_lose_their_genitive():
    assert words_in("Poland’s 4,000 soldiers, so-called") == [
        "poland",
        "4,000",
        "soldiers",
        "so-called",
    ]


def test_a_frame_of_speaker_outlet_and_day_is_accounted_for():
    assert faults(PRINTED, CLAUSE) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ann Petrova", "Bob Petrova"),
        ("4,000", "9,000"),
        ("soldiers", "tanks"),
        ("Example Wire", "Other Wire"),
        ("16 September", "17 October"),
        ("came", "never came"),
        ("came", "nobody came"),
        ("denied that", "denied that not"),
        ("Brest", "Brest and Minsk"),
    ],
)
def test_what_is_put_in_is_told(old, new):
    changed = PRINTED.replace(old, new)
    assert changed != PRINTED
    told = faults(changed, CLAUSE)
    assert any("nothing accounts for" in each for each in told), told


@pytest.mark.parametrize("gone", ["denied that ", "soldiers ", "to Brest ", "4,000 "])
def test_what_is_left_out_is_told(gone):
    (told,) = faults(PRINTED.replace(gone, ""), CLAUSE)
    assert told.startswith("it leaves out")


def test_a_negation_stands_only_in_the_frames_own_wording():
    assert faults(f"{PRINTED[:-1]}, it is not known.", CLAUSE) == []
    (told,) = faults(f"{PRINTED[:-1]}, it is known not.", CLAUSE)
    assert "“not”" in told


def test_a_sentence_of_frames_only_says_nothing_new():
    assert faults("4,000 cannot be squared with 4,000 (Ann)") == []
    (told,) = faults("Nine hundred tanks crossed into Poland.")
    assert "“tanks”" in told


def test_who_speaks_is_who_speaks_in_the_cited_words():
    made = bundle()
    facts = Facts(made, ())
    assert facts.names(made.brief.headline, "Ann Petrova")
    assert not facts.names(made.brief.headline, "Bob Petrova")
    elsewhere = replace(made, readings=())
    assert not Facts(elsewhere, ()).names(made.brief.headline, "Ann Petrova")
