"""Case restored: what counts as capitals, and how words are written, without a language model."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vedette.model import Block, Report, Zone
from vedette.read.casing import Lowered, is_capitals, is_listed, lowered, restored
from vedette.read.reader import with_case

LEXICON = frozenset(
    {"the", "army", "of", "attack", "bus", "near", "may", "arrive", "soldier", "in", "on", "a"}
    | {"told", "tell", "us", "troops", "troop", "and", "front", "patriotic", "he", "reader", "they"}
)
TAGS = {"us": "PRP", "told": "VBD", "troops": "NNS", "may": "MD", "patriotic": "JJ", "gave": "VBD"}


def words_of(text):
    """Tag a text as the language model would its copy in small letters, word by word."""
    small = lowered(text)
    return [
        Lowered(m.start(), m.end(), m[0], TAGS.get(m[0], "NN"), is_listed(m[0], LEXICON))
        for m in re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)*", small)
    ]


def written(*paragraphs):
    return restored(list(paragraphs), [words_of(p) for p in paragraphs])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("THE ARMY TOLD REPORTERS ABOUT IT.", True),
        ("THE McDONALD GROUP BOUGHT FOUR LARGE SHIPS FROM THE NAVY.", True),
        ("The army told reporters about it.", False),
        ("READ MORE", False),
        ("NATO", False),
        ("", False),
        ("12, 13, 14 AND 15", False),
        ("MINSK, August 6. The ministry said it had no plans.", False),
    ],
)
def test_capitals_are_told_from_running_text(text, expected):
    assert is_capitals(text) is expected


def test_unknown_words_are_names_and_known_ones_are_not():
    assert written("THE ARMY OF KORVANIA TOLD TROOPS NEAR ZELMA.") == [
        "The army of Korvania told troops near Zelma."
    ]


def test_an_acronym_in_brackets_keeps_its_capitals_everywhere():
    text = "THE KORVAN PATRIOTIC FRONT (KPF) TOLD TROOPS. THE KPF MAY ATTACK."
    assert written(text) == ["The Korvan Patriotic Front (KPF) told troops. The KPF may attack."]


def test_a_month_needs_a_number_or_a_preposition():
    assert written("TROOPS MAY ARRIVE ON 3 MAY OR IN MAY.")[0].count("May") == 2


def test_us_before_its_own_is_the_country_and_behind_a_verb_is_us():
    assert written("HE TOLD US. NEAR ZELMA, US TROOPS ARRIVE.")[0].endswith("US troops arrive.")
    assert "told us." in written("HE TOLD US. NEAR ZELMA, US TROOPS ARRIVE.")[0]


def test_the_names_of_the_catalogues_are_written_as_they_have_them():
    assert "Iskander-M" in written("THE ARMY TOLD TROOPS OF THE ISKANDER-M.")[0]
    assert "NATO" in written("NATO TOLD TROOPS OF THE ATTACK.")[0]


def test_a_name_between_particles_keeps_them_small():
    assert written("TROOPS NEAR SAN LUCIO DE LA ZELMA.") == ["Troops near San Lucio de la Zelma."]


@given(st.text(max_size=200))
def test_every_offset_is_kept(text):
    assert len(lowered(text)) == len(text)
    assert len(restored([text], [words_of(text)])[0]) == len(text)


def test_only_paragraphs_in_capitals_are_touched():
    class Capitals:
        def parse(self, paragraphs, *, names=True):
            raise NotImplementedError

        def cased(self, paragraphs):
            return [p.lower() for p in paragraphs]

    text = "Troops arrive.\n\nTHE ARMY TOLD ALL OF US.\n\nThat is all."
    ends = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    report = Report(Report.make_id("", "", text), text, tuple(Block(Zone.BODY, *e) for e in ends))
    assert with_case(report.text, ends, Capitals()) == text.replace(
        "THE ARMY TOLD ALL OF US.", "the army told all of us."
    )
    assert with_case(text[:14], [(0, 14)], Capitals()) == ""
