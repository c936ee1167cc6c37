"""A brief as PDF: fonts inside, bookmarks, links from a number to its note and back.

Laid out by ReportLab, set in Source Serif and Source Sans (SIL Open Font License), which cover
Latin, Cyrillic and Greek. The same sheet gives the same bytes: dates are the picture's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from io import BytesIO
from typing import Any

from vedette.export.briefs.letters import BODY, BOLD, HEAD, LABEL, markup, register
from vedette.export.briefs.sheet import Line, Note, Sheet

EARLIEST = date(1980, 1, 1)
LANGUAGE = "en-GB"
INK, DIM, LINK, RULE = "#1b1e22", "#565e67", "#14507f", "#c4c7c3"
MARGIN, TOP, BOTTOM = 78, 68, 74  # points, of A4: about 72 characters a line
PADDING = 6  # that the library puts inside the margins
BACK = "↑"


def write(sheet: Sheet) -> bytes:
    """Return the brief as a PDF file."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import SimpleDocTemplate

    register()
    held = BytesIO()
    document = SimpleDocTemplate(
        held,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=TOP,
        bottomMargin=BOTTOM,
        title=sheet.title.text,
        author="Vedette",
        subject=sheet.subject,
        creator="Vedette",
        lang=LANGUAGE,
        invariant=1,
    )
    first = partial(_first, made=sheet.made or EARLIEST)
    document.build(list(_story(sheet)), onFirstPage=first, canvasmaker=_canvas(sheet))
    return held.getvalue()


def _first(canvas: Any, _document: Any, *, made: date) -> None:
    """Date the file by the picture, and let windows show its title."""
    stamp = canvas._doc._timeStamp  # noqa: SLF001 -- there is no public way to set the date
    stamp.YMDhms = (made.year, made.month, made.day, 0, 0, 0)
    canvas.setViewerPreference("DisplayDocTitle", "true")
    canvas.showOutline()


def _bookmark(key: str, title: str, level: int) -> Any:
    """Return a thing without size that names its place in the bookmarks."""
    from reportlab.platypus import Flowable

    class Bookmark(Flowable):  # type: ignore[misc]  # the library has no types
        def wrap(self, *_: Any) -> tuple[int, int]:
            return 0, 0

        def draw(self) -> None:
            self.canv.bookmarkHorizontal(key, 0, 0)
            self.canv.addOutlineEntry(_short(title), key, level=level, closed=level > 0)

    made = Bookmark()
    made.keepWithNext = 1
    return made


def _canvas(sheet: Sheet) -> Any:
    """Return a canvas that numbers its pages "2 / 5": how many there are is known at the end."""
    from reportlab.pdfgen.canvas import Canvas

    class Numbered(Canvas):  # type: ignore[misc]  # the library has no types
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self._pages: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 -- the library's name
            self._pages.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            for page in self._pages:
                self.__dict__.update(page)
                _foot(self, sheet, len(self._pages))
                super().showPage()
            super().save()

    return Numbered


def _foot(canvas: Any, sheet: Sheet, pages: int) -> None:
    width = canvas._pagesize[0]  # noqa: SLF001
    canvas.setFont(LABEL, 8)
    canvas.setFillColor(DIM)
    canvas.drawRightString(
        width - MARGIN - PADDING, BOTTOM - 34, f"{canvas.getPageNumber()} / {pages}"
    )
    if canvas.getPageNumber() > 1:
        place = _paragraph(_escaped(_short(sheet.title.text), LABEL), LABEL, 8, 10, colour=DIM)
        place.wrap(width - 2 * MARGIN - 60, 20)
        place.drawOn(canvas, MARGIN + PADDING, BOTTOM - 36)


def _short(text: str, width: int = 80) -> str:
    return text if len(text) <= width else f"{text[: width - 1].rstrip()}…"


# ---- what stands on the pages ------------------------------------------------------------------


def _story(sheet: Sheet) -> Iterator[Any]:
    title = f'<a name="{sheet.title.key}"/>{_escaped(sheet.title.text, HEAD)}'
    yield _bookmark("top", sheet.title.text, 0)
    yield _paragraph(title, HEAD, 21, 25, after=10)
    if sheet.deck:
        yield _paragraph(_said(sheet.deck), BODY, 13, 18.5, after=10)
    yield _picture(sheet)
    for number, part in enumerate(sheet.parts, 1):
        if part.heading:
            yield from _heading(part.heading, f"part{number}")
        yield _paragraph(_said(part.lines), BODY, 10.8, 15.8, after=8)
    if sheet.notes:
        yield from _heading("Notes", "notes", before=18)
        yield from (flowable for note in sheet.notes for flowable in _note(note))


def _picture(sheet: Sheet) -> Any:
    words = _escaped(sheet.picture, LABEL)
    if sheet.title.notes:
        words += f" Words under the headline: {_numbers(sheet.title)}."
    if sheet.title.searched:
        words += f" Searched: {_escaped(sheet.title.searched, LABEL)}."
    if sheet.kept_back:
        words += f" {_escaped(sheet.kept_back, LABEL)}"
    return _paragraph(words, LABEL, 8.8, 12.8, colour=DIM, before=2, after=14)


def _heading(text: str, key: str, before: float = 10) -> Iterator[Any]:
    yield _bookmark(key, text, 1)
    made = _paragraph(_escaped(text, HEAD), HEAD, 12, 15, before=before, after=4)
    made.style.keepWithNext = 1
    yield made


def _said(lines: Iterable[Line]) -> str:
    return " ".join(_line(line) for line in lines)


def _line(line: Line) -> str:
    searched = (
        f' <font color="{DIM}">(searched: {_escaped(line.searched, BODY)})</font>'
        if line.searched
        else ""
    )
    marks = f'<super rise="4" size="6.8">{_numbers(line)}</super>' if line.notes else ""
    return f'<a name="{line.key}"/>{_escaped(line.text, BODY)}{marks}{searched}'


def _numbers(line: Line) -> str:
    return ", ".join(
        f'<font face="{LABEL}"><a href="#n{number}" color="{LINK}">{number}</a></font>'
        for number in line.notes
    )


def _note(note: Note) -> Iterator[Any]:
    head = _escaped(note.publisher, BOLD)
    told = f'<a name="{note.key}"/><font face="{BOLD}">{head}</font>'
    if note.headline:
        told += f", {_escaped(note.headline, LABEL)}"
    told += f", {_escaped(note.day, LABEL)}"
    number = f'<font face="{LABEL}" color="{DIM}">{note.number}</font>'
    source = _paragraph(told, LABEL, 8.6, 11.6, indent=24, before=5, bullet=number)
    source.style.keepWithNext = 1
    yield source
    words = _escaped(note.quote, BODY)
    if note.link:
        words = f'<a href="{_attribute(note.link)}">{words}</a>'
    quote = _paragraph(words, BODY, 9.6, 12.8, indent=24, before=1, after=1)
    quote.style.keepWithNext = 1
    yield quote
    yield _paragraph(_where(note), LABEL, 8, 11, indent=24, colour=DIM, after=2)


def _where(note: Note) -> str:
    url = _escaped(note.url, LABEL)
    if note.address:
        url = f'<a href="{_attribute(note.address)}" color="{LINK}">{url}</a>'
    back = " ".join(
        f'<a href="#{key}" color="{LINK}">{BACK}{number if len(note.lines) > 1 else ""}</a>'
        for number, key in enumerate(note.lines, 1)
    )
    return "  ".join(filter(None, (url, _escaped(note.place, LABEL), back)))


def _attribute(address: str) -> str:
    """Return an address, of which only signs that are safe in addresses are left, for markup."""
    return address.replace("&", "&amp;").replace("'", "%27")


def _escaped(text: str, font: str) -> str:
    return markup(text, font, DIM)


def _paragraph(
    words: str,
    font: str,
    size: float,
    leading: float,
    *,
    colour: str = INK,
    before: float = 0,
    after: float = 0,
    indent: float = 0,
    bullet: str = "",
) -> Any:
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    style = ParagraphStyle(
        "brief",
        fontName=font,
        fontSize=size,
        leading=leading,
        textColor=colour,
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=indent,
        allowWidows=0,
        allowOrphans=0,
        splitLongWords=1,
        bulletFontName=LABEL,
        bulletFontSize=size,
        bulletIndent=0,
    )
    if bullet:
        words = f"<bullet>{bullet}</bullet>{words}"
    return Paragraph(words, style)
