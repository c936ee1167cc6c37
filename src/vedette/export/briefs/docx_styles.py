"""The looks of a brief in Word: one serif for reading, one sans for heads, quiet notes."""

from __future__ import annotations

from typing import Any

from vedette.export.briefs.docx_xml import NAMESPACES, child, element

SERIF, SANS = "Georgia", "Arial"
INK, DIM, LINK = "1B1E22", "565E67", "14507F"


def prepare(document: Any) -> None:
    """Set page, styles, language and the numbering of notes."""
    from docx.shared import Cm

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.9)
    section.top_margin = section.bottom_margin = Cm(2.5)
    _paragraphs(document.styles)
    _notes(document.styles)
    _language(document.styles)
    _numbering(document.settings.element, section._sectPr)  # noqa: SLF001
    _page_number(section.footer.paragraphs[0])


def _paragraphs(styles: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    _look(styles["Normal"], SERIF, 11, after=8, line=1.3)
    _look(styles["Title"], SANS, 22, bold=True, after=6, line=1.1)
    _look(styles["Subtitle"], SERIF, 13, after=10, line=1.3)
    _look(styles["Heading 1"], SANS, 12, bold=True, before=16, after=4, line=1.1)
    picture = styles.add_style("Picture", WD_STYLE_TYPE.PARAGRAPH)
    picture.base_style = styles["Normal"]
    _look(picture, SANS, 9, after=12, line=1.3, colour=DIM)
    searched = styles.add_style("Searched", WD_STYLE_TYPE.CHARACTER)
    _colour(searched, DIM)
    _look(styles["Footer"], SANS, 8, line=1.0, colour=DIM)
    for name in ("Title", "Heading 1"):
        border = styles[name].element.find(".//w:pBdr", NAMESPACES)
        if border is not None:
            border.getparent().remove(border)


def _notes(styles: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE

    # The names under which Word knows them: its own buttons then find ours.
    text = styles.add_style("endnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
    text.element.set(_w("styleId"), "EndnoteText")
    text.base_style = styles["Normal"]
    _look(text, SERIF, 9, after=2, line=1.2)
    text.paragraph_format.keep_together = True
    mark = styles.add_style("endnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
    mark.element.set(_w("styleId"), "EndnoteReference")
    mark.font.superscript = True
    mark.font.name = SANS
    link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.underline = True
    _colour(link, LINK)


def _look(
    style: Any,
    font: str,
    size: float,
    *,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    line: float = 1.2,
    colour: str = INK,
) -> None:
    from docx.shared import Pt

    style.font.name, style.font.size = font, Pt(size)
    style.font.bold, style.font.italic = bold, False
    fonts = style.element.rPr.rFonts
    for name in list(fonts.attrib):
        del fonts.attrib[name]  # the template's theme would win over the names
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(_w(script), font)
    spacing = style.element.rPr.find("w:spacing", NAMESPACES)
    if spacing is not None:
        style.element.rPr.remove(spacing)
    _colour(style, colour)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.line_spacing = line


def _colour(style: Any, colour: str) -> None:
    from docx.shared import RGBColor

    style.font.color.rgb = RGBColor.from_string(colour)


def _language(styles: Any) -> None:
    defaults = styles.element.find("w:docDefaults/w:rPrDefault/w:rPr", NAMESPACES)
    old = defaults.find("w:lang", NAMESPACES)
    if old is not None:
        defaults.remove(old)
    child(defaults, "w:lang", {"w:val": "en-GB", "w:eastAsia": "en-GB", "w:bidi": "ar-SA"})


def _numbering(settings: Any, section: Any) -> None:
    """Set notes to be numbered 1, 2, 3 (Word's default for endnotes is i, ii, iii).

    Word reads it from the settings, LibreOffice from the section.
    """
    rules = element("w:endnotePr")
    child(rules, "w:numFmt", {"w:val": "decimal"})
    for number in ("-1", "0"):
        child(rules, "w:endnote", {"w:id": number})
    settings.find("w:compat", NAMESPACES).addprevious(rules)
    ours = element("w:endnotePr")
    child(ours, "w:numFmt", {"w:val": "decimal"})
    section.find("w:pgSz", NAMESPACES).addprevious(ours)


def _page_number(paragraph: Any) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = child(paragraph._p, "w:fldSimple", {"w:instr": " PAGE "})  # noqa: SLF001
    child(child(field, "w:r"), "w:t").text = "1"


def _w(name: str) -> str:
    return f"{{{NAMESPACES['w']}}}{name}"
