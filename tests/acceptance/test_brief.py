"""`vedette brief` on the example corpus, run as documented: nothing is said that no words carry."""

from __future__ import annotations

import json
import re

import pytest
from running import vedette

QUOTED = re.compile(r"“([^“”]+)”")
MARKS = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'"})
DATES = ("2025-09-11", "2025-09-13", "2025-09-17")
LENGTHS = {"short": (60, 190), "page": (250, 620), "full": (600, 2_500)}


@pytest.fixture(scope="module")
def place(tmp_path_factory, corpus):
    """A working folder with a store that holds the example corpus."""
    folder = tmp_path_factory.mktemp("briefs")
    done = vedette("ingest", corpus, "--store", "zapad.db", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def texts(corpus_outcomes):
    return {o.report.id: o.report.text for o in corpus_outcomes.values()}


def ask(place, *arguments):
    done = vedette("brief", "Zapad-2025", *arguments, "--store", "zapad.db", "--json", cwd=place)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def full(place):
    return ask(place, "--length", "full")


@pytest.fixture(scope="module", params=DATES)
def dated(request, place):
    return request.param, ask(place, "--as-of", request.param)


def sentences(brief):
    top = brief["on_top"]
    below = [s for paragraph in brief["paragraphs"] for s in paragraph]
    return [top["headline"], *top["deck"], *below]


def test_every_sentence_points_to_words_that_stand_in_their_report(full, texts):
    assert len(sentences(full)) > 40
    for sentence in sentences(full):
        assert sentence["evidence"] or sentence["searched"], sentence["text"]
        for one in sentence["evidence"]:
            start, end = one["span"]
            assert texts[one["report"]][start:end] == one["quote"]


def test_every_quotation_is_exact(full):
    for sentence in sentences(full):
        cited = " ".join(one["quote"].translate(MARKS) for one in sentence["evidence"])
        for words in QUOTED.findall(sentence["text"]):
            assert words.strip(" .,").translate(MARKS) in " ".join(cited.split()), words


def test_the_speakers_of_the_widest_disagreement_are_named(full):
    text = " ".join(sentence["text"] for sentence in sentences(full))
    for name in ("Vladimir Putin", "Valery Revenko", "Volodymyr Zelensky", "Mindaugas Mažonas"):
        assert name in text


def test_the_four_ways_of_equipment_are_told_apart(full):
    (equipment,) = [s for s in full["sections"] if s["heading"] == "Equipment"]
    text = " ".join(sentence["text"] for sentence in equipment["sentences"])
    assert "shown firing Zircon" in text
    assert "Oreshnik missiles had been placed in Belarus" in text
    assert "planning for the use of nuclear weapons" in text.lower()


def test_no_sentence_is_told_twice(full):
    told = [sentence["text"] for sentence in sentences(full)]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("length", LENGTHS)
def test_a_length_is_about_as_long_as_it_says(place, length):
    brief = ask(place, "--length", length)
    words = sum(len(sentence["text"].split()) for sentence in sentences(brief))
    least, most = LENGTHS[length]
    assert least <= words <= most


def test_each_picture_knows_only_what_was_out_by_then(dated, corpus_outcomes):
    day, brief = dated
    published = {o.report.id: str(o.report.published.end) for o in corpus_outcomes.values()}
    for sentence in sentences(brief):
        assert all(published[one["report"]] <= day for one in sentence["evidence"])


def test_the_same_store_gives_the_same_brief(place):
    assert ask(place, "--as-of", "2025-09-13") == ask(place, "--as-of", "2025-09-13")


def test_a_terminal_gets_numbered_notes(place):
    done = vedette("brief", "Zapad-2025", "--length", "short", "--store", "zapad.db", cwd=place)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Zapad-2025 over, its size in dispute [1]")
    assert "\n[1] " in done.stdout


def test_an_unknown_subject_is_one_line(place):
    done = vedette("brief", "Zappad-2025", "--store", "zapad.db", cwd=place)
    assert done.returncode == 2
    assert "Did you mean: Zapad-2025" in done.stderr
    assert "Traceback" not in done.stderr
