"""Words of office documents (.docx), with bounds that a hostile archive cannot pass."""

from __future__ import annotations

import zipfile
from io import BytesIO

from vedette.errors import EmptyReport, NotText, TooLong

MOST = 20 * 1024 * 1024  # bytes, unpacked: a letter bomb is a small archive of a large file
_BODY = "word/document.xml"


def read_docx(data: bytes) -> str:
    """Return the paragraphs of a document, parted by empty lines, tables included.

    Raises NotText for what is no such document, TooLong for one that unpacks to very much,
    EmptyReport for one without words.
    """
    _require_small(data)
    from docx import Document
    from docx.oxml.ns import qn
    from docx.table import Table

    try:
        document = Document(BytesIO(data))
        parts = []
        for block in document.iter_inner_content():
            if isinstance(block, Table):
                # Cells of odd tables make the library's own way to them fail.
                rows = block._tbl.tr_lst  # noqa: SLF001
                parts += [" ".join(cell.text or "" for cell in row.iter(qn("w:t"))) for row in rows]
            else:
                parts.append(block.text.strip())
    except Exception as error:  # the library raises whatever its XML gives it
        raise NotText("this is no Word document that can be read") from error
    text = "\n\n".join(part for part in parts if part)
    if not text:
        raise EmptyReport("there is no text to read")
    return text


def _require_small(data: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            sizes = [each.file_size for each in archive.infolist()]
            named = _BODY in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise NotText("this is no Word document") from error
    if not named:
        raise NotText("this is no Word document")
    if sum(sizes) > MOST:
        raise TooLong(f"unpacked it has more than {MOST // 1_048_576} MB")
