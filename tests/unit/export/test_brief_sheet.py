"""What all formats print: notes in order, safe addresses, nothing invisible."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import unquote, urlsplit

import pytest
from brief_samples import ADDRESSES, BREAKING, breaking, empty, plain, sentence
from hypothesis import given
from hypothesis import strategies as st

from vedette.export.briefs.addresses import address_of, words_at
from vedette.export.briefs.sheet import lay_out
from vedette.export.briefs.shown import is_right_to_left, shown
from vedette.model import Section


def test_notes_are_numbered_in_order_of_first_mention_and_know_their_sentences():
    brief, reports = plain()
    sheet = lay_out(brief, reports)
    assert [line.notes for line in sheet.lines] == [(1,), (1,), (2, 3), (4, 1), ()]
    assert sheet.notes[0].lines == ("s1", "s2", "s4")
    assert [line.key for line in sheet.citing(sheet.notes[3])] == ["s4"]
    for note in sheet.notes:
        assert reports[note.report_id].text[note.start : note.end] == note.words


def test_a_sentence_of_an_absence_says_what_was_searched():
    sheet = lay_out(*plain())
    assert sheet.lines[-1].searched == ""
    assert "rests on a search of 2 reports of September 2025." in sheet.picture


def test_sentences_of_several_searches_each_say_theirs():
    brief, reports = plain()
    more = Section("", (sentence("No report says why.", searched="9 reports of May 2025"),))
    sheet = lay_out(replace(brief, sections=(*brief.sections, more)), reports)
    searches = [line.searched for line in sheet.lines if line.searched]
    assert searches == ["2 reports of September 2025", "9 reports of May 2025"]
    assert "search" not in sheet.picture


def test_refused_sentences_are_counted_and_not_printed():
    sheet = lay_out(*plain())
    assert sheet.kept_back == "1 sentence kept back: the cited words do not carry it."


def test_a_report_without_publisher_or_date_is_told_as_unknown():
    note = lay_out(*plain()).notes[3]
    assert (note.publisher, note.day, note.address) == ("unknown publisher", "undated", "")


def test_the_day_of_the_picture_is_the_one_asked_for_or_the_last_report():
    brief, reports = plain()
    assert str(lay_out(brief, reports).made) == "2025-09-17"
    assert lay_out(*empty()).made is None
    assert str(lay_out(*breaking()).made) == "2025-12-31"


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_that_is_not_plainly_http_is_no_link(url):
    assert address_of(url) == ""
    assert words_at(url, "words") == ""


def test_an_address_is_encoded_and_keeps_what_is_encoded_already():
    assert address_of("https://пример.рф/а?q=ю%20%zz") == (
        "https://xn--e1afmkfd.xn--p1ai/%D0%B0?q=%D1%8E%20%25zz"
    )
    assert address_of("http://example.org:8080/a") == "http://example.org:8080/a"


def test_a_short_quotation_is_addressed_whole_with_its_hyphens_encoded():
    made = words_at("https://example.org/a", "so-called “drill”, they say & go")
    directive = made.split("#:~:text=")[1]
    assert not set(directive) & set(",-&")
    assert unquote(directive) == "so-called “drill”, they say & go"


def test_a_long_quotation_is_addressed_by_its_ends():
    words = " ".join(f"word{n}" for n in range(40))
    directive = words_at("https://example.org/a#part", words).split("#part:~:text=")[1]
    assert [unquote(end).split() for end in directive.split(",")] == [
        [f"word{n}" for n in range(5)],
        [f"word{n}" for n in range(35, 40)],
    ]


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_address_is_none_or_printable_ascii_of_http(path, words):
    for made in (address_of(path), words_at(f"https://example.org/{path}", words)):
        assert made.isascii()
        assert made.isprintable()
        assert not set(made) & set("\"<>\\`{} '"[:-2])
        if made:
            assert urlsplit(made).scheme in ("http", "https")


def test_nothing_that_is_not_seen_is_shown_unnamed():
    line = shown(BREAKING)
    assert "[U+202E]gnp.exe" in line
    assert "[U+001B][31m" in line
    assert "[U+E0041]" in line
    assert "\ufffd" in line
    assert line.isprintable() or all(char.isprintable() or char == "\u200d" for char in line)


@given(st.text(alphabet=st.characters(), max_size=80))
def test_what_is_shown_is_one_line_of_xml(text):
    from lxml import etree

    line = shown(text)
    assert len(line.splitlines()) <= 1
    node = etree.Element("p")
    node.text = line  # lxml refuses what XML cannot hold
    line.encode()


def test_the_first_letter_with_a_direction_decides():
    assert is_right_to_left("«12» مناورات and more")
    assert not is_right_to_left("12 Мінск مناورات")
    assert not is_right_to_left("12 — 14")
