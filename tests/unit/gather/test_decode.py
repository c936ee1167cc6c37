import codecs
import unicodedata

import pytest

from vedette.errors import NotText, TooLong
from vedette.gather.decode import MAX_BYTES, clean, to_text

RUSSIAN = "Минск, 6 августа. В Белоруссию прибыл первый эшелон с военнослужащими и техникой."
POLISH = "Źródło: wojsko ćwiczy na poligonie, żołnierze są gotowi do manewrów w przyszłym roku."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
@pytest.mark.parametrize("text", [RUSSIAN, "The general said that 6,800 troops take part."])
def test_unicode_is_read_with_and_without_a_mark(text, encoding):
    assert to_text(text.encode(encoding)) == text


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r", "cp866"])
def test_a_russian_code_page_is_told_by_its_letters(encoding):
    assert to_text(RUSSIAN.encode(encoding)) == RUSSIAN


def test_polish_in_cp1250_is_read():
    assert to_text(POLISH.encode("cp1250")) == POLISH


def test_english_with_typographic_marks_is_cp1252():
    text = "The café was closed, “for now” – the général said."
    assert to_text(text.encode("cp1252")) == text


def test_latin_1_is_read():
    assert to_text("The general in Orléans said no.".encode("latin-1")).startswith("The general in")


def test_an_ambiguous_code_page_is_refused():
    text = "Lietuvos kariuomenė pranešė, kad pratybose dalyvaus iki trisdešimties karių."
    with pytest.raises(NotText):
        to_text(text.encode("cp1257"))


def test_a_short_text_in_an_unknown_code_page_is_refused():
    with pytest.raises(NotText):
        to_text("Привет".encode("cp1251"))


def test_broken_utf_8_is_refused_and_the_place_is_named():
    data = "Żołnierze są gotowi".encode()
    with pytest.raises(NotText, match="breaks at byte 3"):
        to_text(data[:4] + data[5:])


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x00\x01\x02\x03" * 100, "binary"),
    ],
)
def test_binary_data_is_refused_by_name(data, kind):
    with pytest.raises(NotText, match=kind):
        to_text(data)


def test_a_mark_that_lies_is_refused():
    with pytest.raises(NotText):
        to_text(codecs.BOM_UTF16_LE + b"\x00\xd8\x00")


def test_the_charset_of_a_page_counts():
    page = f'<html><head><meta charset="windows-1251"></head><body>{RUSSIAN[:9]}</body>'
    assert RUSSIAN[:9] in to_text(page.encode("cp1251"), markup=True)


def test_a_declared_charset_that_nobody_knows_is_left():
    page = '<html><head><meta charset="x-unheard-of"></head><body>The café is shut'
    assert "café" in to_text(page.encode("cp1252"), markup=True)


def test_line_ends_become_line_feeds_and_letters_are_composed():
    assert to_text("a\r\nb\rc\ne\u0301".encode()) == "a\nb\nc\né"


def test_what_no_store_can_hold_is_replaced():
    assert clean("a\x00b\ud800c") == "a\ufffdb\ufffdc"
    assert unicodedata.is_normalized("NFC", clean("\u0344"))


def test_the_limit_holds():
    with pytest.raises(TooLong):
        to_text(b"a" * (MAX_BYTES + 1))
