"""A brief as a Word document with real endnotes.

python-docx writes the document; it knows no notes, so the part that holds them is written here
(ECMA-376 part 1, 17.11). Word numbers the notes itself. A note cited again is a NOTEREF field that
leads to its first mention. The same sheet gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from vedette.export.briefs import docx_styles as styles
from vedette.export.briefs.docx_xml import NAMESPACES, child, element, hyperlink, run
from vedette.export.briefs.sheet import Line, Note, Sheet
from vedette.export.briefs.shown import is_right_to_left

EARLIEST = date(1980, 1, 1)  # the first that a zip archive can name
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


def write(sheet: Sheet) -> bytes:
    """Return the brief as a .docx file."""
    import docx

    document = docx.Document()
    made = datetime.combine(sheet.made or EARLIEST, time.min, UTC)
    styles.prepare(document)
    _properties(document.core_properties, sheet, made)
    _Writer(document).write(sheet)
    held = BytesIO()
    document.save(held)
    return _fixed(held.getvalue())


def _properties(properties: Any, sheet: Sheet, made: datetime) -> None:
    plain = made.replace(tzinfo=None)  # the library writes UTC without saying so
    properties.title = sheet.title.text[:255]
    properties.subject = sheet.subject[:255]
    properties.author = properties.last_modified_by = "Vedette"
    properties.created = properties.modified = plain
    properties.language = "en"
    properties.comments = sheet.picture[:255]
    properties.keywords = ""


class _Writer:
    """Write sentences into the document, and their notes into a part of their own."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._cited: set[int] = set()

    def write(self, sheet: Sheet) -> None:
        """Write everything, in the order in which Word numbers the notes."""
        document = self._document
        document.add_paragraph(sheet.title.text, style="Title")
        if sheet.title.notes or sheet.title.searched:
            beneath = document.add_paragraph(style="Picture")
            self._run(beneath, "Words under the headline: " if sheet.title.notes else "")
            self._marks(beneath, sheet.title)
        if sheet.deck:
            self._say(document.add_paragraph(style="Subtitle"), sheet.deck)
        document.add_paragraph(f"{sheet.picture} {sheet.kept_back}".strip(), style="Picture")
        for part in sheet.parts:
            if part.heading:
                document.add_heading(part.heading, level=1)
            self._say(document.add_paragraph(), part.lines)
        if sheet.notes:
            document.add_heading("Notes", level=1)
            self._endnotes(sheet.notes)

    def _say(self, paragraph: Any, lines: Iterable[Line]) -> None:
        for number, line in enumerate(lines):
            self._run(paragraph, f"{' ' if number else ''}{line.text}")
            self._marks(paragraph, line)

    def _run(self, paragraph: Any, text: str) -> None:
        paragraph._p.append(run(text))  # noqa: SLF001 -- the library's own way to its XML

    def _marks(self, paragraph: Any, line: Line) -> None:
        place = paragraph._p  # noqa: SLF001
        for order, number in enumerate(line.notes):
            if order:
                place.append(run(", ", style="EndnoteReference"))
            if number in self._cited:
                _cite_again(place, number)
            else:
                self._cited.add(number)
                _cite(place, number)
        if line.searched:
            place.append(run(f" (searched: {line.searched})", style="Searched"))

    def _endnotes(self, notes: Iterable[Note]) -> None:
        from docx.opc.packuri import PackURI
        from docx.opc.part import XmlPart

        root = element("w:endnotes", nsmap=NAMESPACES)
        owner = self._document.part
        uri = PackURI("/word/endnotes.xml")
        part = XmlPart(uri, f"{_MAIN}.endnotes+xml", root, owner.package)
        for number, kind in _SEPARATORS:
            held = child(root, "w:endnote", {"w:type": kind, "w:id": str(number)})
            child(child(child(held, "w:p"), "w:r"), f"w:{kind}")
        for note in notes:
            held = child(root, "w:endnote", {"w:id": str(note.number)})
            _note(held, note, part)
        owner.relate_to(part, f"{_REL}/endnotes")


def _cite(place: Any, number: int) -> None:
    name = {"w:id": str(number), "w:name": f"_note{number}"}
    child(place, "w:bookmarkStart", name)
    mark = run("", style="EndnoteReference")
    child(mark, "w:endnoteReference", {"w:id": str(number)})
    place.append(mark)
    child(place, "w:bookmarkEnd", {"w:id": str(number)})


def _cite_again(place: Any, number: int) -> None:
    """Write a field whose result is the number, for programs that do not compute it."""
    for kind in ("begin", "", "separate", "result", "end"):
        mark = run(str(number) if kind == "result" else "", style="EndnoteReference")
        if not kind:
            words = child(mark, "w:instrText", {"xml:space": "preserve"})
            words.text = f" NOTEREF _note{number} \\f \\h "
        elif kind != "result":
            child(mark, "w:fldChar", {"w:fldCharType": kind})
        place.append(mark)


def _note(held: Any, note: Note, part: Any) -> None:
    head = _paragraph(held, before="120")
    mark = run("", style="EndnoteReference")
    child(mark, "w:endnoteRef")
    head.append(mark)
    head.append(run(f" {note.publisher}", bold=True))
    if note.headline:
        head.append(run(", "))
        head.append(run(note.headline, italic=True, right_to_left=is_right_to_left(note.headline)))
    head.append(run(f", {note.day}"))
    _quote(_paragraph(held), note, part)
    where = _paragraph(held, keeps=False)
    if note.address:
        where.append(hyperlink(note.url, _external(part, note.address)))
        where.append(run(" · "))
    elif note.url:
        where.append(run(f"{note.url} · "))
    where.append(run(note.place, style="Searched"))


def _quote(words: Any, note: Note, part: Any) -> None:
    turned = is_right_to_left(note.words)
    if turned:
        words.find("w:pPr", NAMESPACES).append(element("w:bidi"))
    said: dict[str, Any] = {"language": note.language, "right_to_left": turned}
    if note.link:
        words.append(hyperlink(note.quote, _external(part, note.link), quiet=True, **said))
    else:
        words.append(run(note.quote, **said))


def _paragraph(held: Any, *, before: str = "", keeps: bool = True) -> Any:
    """Add a paragraph to a note; those that `keeps` are stay on one page with the next."""
    paragraph = child(held, "w:p")
    looks = child(paragraph, "w:pPr")
    child(looks, "w:pStyle", {"w:val": "EndnoteText"})
    if keeps:
        child(looks, "w:keepNext")
    if before:
        child(looks, "w:spacing", {"w:before": before})
    return paragraph


def _external(part: Any, address: str) -> str:
    return str(part.relate_to(address, f"{_REL}/hyperlink", is_external=True))


def _fixed(data: bytes) -> bytes:
    """Return the archive with its members dated alike; the library dates them by the clock."""
    held = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(held, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = ZipInfo(name, (EARLIEST.year, EARLIEST.month, EARLIEST.day, 0, 0, 0))
            member.compress_type = ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return held.getvalue()
