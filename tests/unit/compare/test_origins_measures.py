"""Words, fingerprints and shared stretches: what they promise on any text."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from vedette.compare.origins.candidates import Comparer, MemoryShelf
from vedette.compare.origins.evidence import agencies_in, outlet_of
from vedette.compare.origins.overlap import Text, from_payload, overlap_of, to_payload
from vedette.compare.origins.relation import turned
from vedette.compare.origins.sketch import WINDOW, fingerprints
from vedette.compare.origins.words import lexicon_of, plain, sheet_of, spans_of
from vedette.model import Block, Report, Zone

MARKS = list("“”\"'‘’«»„.,!?%-…  \n")
PIECES = st.sampled_from(["war", "Zapad", "13,000", "5", "three", "Köln", "expla\u00adned", *MARKS])
TEXTS = st.lists(PIECES, max_size=80).map(" ".join)


def report(text: str, *, language: str = "en") -> Report:
    lines, blocks, start = text.split("\n"), [], 0
    for line in lines:
        if line:
            blocks.append(Block(Zone.BODY, start, start + len(line)))
        start += len(line) + 1
    return Report(Report.make_id("", "", text), text, tuple(blocks), language=language)


@given(TEXTS)
def test_every_own_word_has_a_place_in_the_text(text: str):
    sheet = sheet_of(report(text))
    spans = spans_of(report(text))
    assert len(spans) == len(sheet.own)
    for (start, end), code in zip(spans, sheet.own.tolist(), strict=True):
        assert lexicon_of("en").read(text[start:end])[0].tolist() == [code]


@given(
    st.lists(st.integers(0, 2**64 - 1), min_size=60, max_size=60, unique=True), st.integers(0, 20)
)
def test_a_run_of_twelve_shingles_gives_a_common_fingerprint(numbers: list[int], start: int):
    whole = np.array(numbers, np.uint64)
    part = whole[start : start + 30]
    assert set(fingerprints(part).tolist()) & set(fingerprints(whole).tolist())
    assert len(fingerprints(whole)) < len(whole)
    assert WINDOW < 30


def test_words_are_compared_without_what_only_the_eye_sees():
    assert plain("Mažonas") == plain("MAZONAS")
    assert plain("ﬁre") == "fire"
    assert plain("13,000") == "13000"
    assert (
        lexicon_of("en").read("three %")[0].tolist()
        == lexicon_of("en").read("3 percent")[0].tolist()
    )


def test_a_language_without_files_is_compared_word_for_word():
    here = sheet_of(report("Учения начались 5 мая", language="ru"))
    assert len(here.own) == 4
    assert lexicon_of("ru").read("three")[0].tolist() != lexicon_of("ru").read("3")[0].tolist()


def text_of(words: str) -> Text:
    return Text(sheet_of(report(words)))


def test_an_overlap_is_the_same_from_both_sides_and_survives_its_payload():
    words = [f"w{i}" for i in range(90)]
    a, b = text_of(" ".join(words)), text_of(" ".join(["other"] * 3 + words[10:70]))
    one, other = overlap_of(a, b), overlap_of(b, a)
    assert one is not None
    assert other is not None
    assert turned(other) == one
    assert from_payload(to_payload(one)) == one
    assert one.stretches[0] == (10, 70, 3, 63)


def test_texts_that_share_a_turn_of_phrase_have_no_overlap():
    common = "the ministry said on Monday that it had no further comment"
    a = text_of(" ".join(f"a{i}" for i in range(40)) + " " + common)
    b = text_of(common + " " + " ".join(f"b{i}" for i in range(40)))
    assert overlap_of(a, b) is None


def test_a_thousand_texts_with_one_boilerplate_are_each_compared_with_few():
    boilerplate = " ".join(f"site{i}" for i in range(40))
    sheets = [
        sheet_of(report(" ".join(f"n{n}x{i}" for i in range(40)) + " " + boilerplate))
        for n in range(1000)
    ]
    placed = Comparer(MemoryShelf()).step(sheets)
    assert len(placed.overlaps) <= 16 * 1000
    assert len(set(placed.sheets)) == 1000


def test_agencies_are_found_in_a_credit_line():
    assert agencies_in("With Reuters and AFP") == {outlet_of("Reuters"), outlet_of("AFP")}
    assert agencies_in("Material from the Northwire agency") == {"northwire"}
    assert agencies_in("") == frozenset()
    assert outlet_of("Reuters (retold)") == outlet_of("Reuters")
