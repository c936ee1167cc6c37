"""Word documents: their words come out, and what is hostile does not."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from docx import Document

from vedette.errors import EmptyReport, NotText, TooLong
from vedette.run.documents import MOST, read_docx


def _written(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_paragraphs_and_tables_come_out_in_their_order():
    document = Document()
    document.add_paragraph("The drill begins on Friday.")
    document.add_table(1, 1).cell(0, 0).text = "7,000 soldiers"
    document.add_paragraph("It ends on Tuesday.")
    assert read_docx(_written(document)).split("\n\n") == [
        "The drill begins on Friday.", "7,000 soldiers", "It ends on Tuesday.",
    ]  # fmt: skip


def test_a_document_without_words_is_empty():
    with pytest.raises(EmptyReport):
        read_docx(_written(Document()))


def _archive(**files: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [b"", b"PK\x03\x04", b"plain words", _archive(other=b"<a/>"), _archive(word__document=b"<a")],
    ids=["nothing", "a broken archive", "text", "another archive", "broken inside"],
)
def test_what_is_no_document_is_refused(data):
    with pytest.raises(NotText):
        read_docx(data)


def test_a_small_archive_of_a_large_file_is_refused_before_it_is_unpacked():
    bomb = _archive(word__document=b" " * (MOST + 1))
    assert len(bomb) < 100_000
    with pytest.raises(TooLong):
        read_docx(bomb)


def test_an_entity_of_a_document_reads_no_file(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("do not tell")
    named = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    evil = (
        f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret.as_uri()}">]><w:document xmlns:w="{named}">'
        "<w:body><w:p><w:r><w:t>Told: &s;</w:t></w:r></w:p></w:body></w:document>"
    )
    plain = _written(Document())
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(plain)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, evil if name == "word/document.xml" else old.read(name))
    try:
        found = read_docx(out.getvalue())
    except (NotText, EmptyReport):
        return
    assert "do not tell" not in found
