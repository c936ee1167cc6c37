"""The letters of a PDF: fonts that come with their packages, and words for what they lack.

A letter that a font lacks would be an empty box, and a reader would not know what stood there. A
run of such letters is named instead ("[Arabic, 12 letters]"), a sign by its Unicode name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from xml.sax.saxutils import escape

BODY, HEAD, LABEL, BOLD = "VedetteSerif", "VedetteSansBold", "VedetteSans", "VedetteSansSemibold"
_FILES = {
    BODY: ("font_source_serif_pro", "SourceSerifPro-Regular.ttf"),
    HEAD: ("font_source_sans_pro", "SourceSansPro-Bold.ttf"),
    LABEL: ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    BOLD: ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
}
# Written otherwise where a font lacks them: blanks, hyphens and quotation marks of other widths.
_INSTEAD = str.maketrans(
    {
        "\u00ad": "", "\u200c": "", "\u200d": "", "\u2010": "-", "\u2011": "-", "\u201f": "“",
        "\u02bb": "‘", "\ufe0e": "", "\ufe0f": "",
        **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "), "\u202f": "\u00a0", "\u3000": " ",
    }
)  # fmt: skip
LONGEST = 4  # signs of one run that are named
_GAP = re.compile(r"[\W\d_]*\Z")


@cache
def register() -> None:
    """Make the fonts known to ReportLab, once."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    for name in _FILES:
        pdfmetrics.registerFont(TTFont(name, str(_path(name))))
        # Each stands alone: there is no slanted or bold cut to fall into.
        pdfmetrics.registerFontFamily(name, normal=name, bold=name, italic=name, boldItalic=name)


def _path(name: str) -> Path:
    from importlib.resources import files

    package, file = _FILES[name]
    return Path(str(files(package))) / "files" / file


@cache
def _covered(name: str) -> frozenset[int]:
    from reportlab.pdfbase import pdfmetrics

    register()
    return frozenset(pdfmetrics.getFont(name).face.charToGlyph)


def markup(text: str, font: str, colour: str) -> str:
    """Return text as ReportLab's paragraphs read it, nothing in it taken for markup."""
    pieces = []
    for words, is_covered in _pieces(text.translate(_INSTEAD), _covered(font)):
        if is_covered:
            pieces.append(escape(words))
        else:
            pieces.append(
                f'<font face="{LABEL}" color="{colour}">[{escape(_called(words))}]</font>'
            )
    return "".join(pieces)


def _pieces(text: str, covered: frozenset[int]) -> Iterator[tuple[str, bool]]:
    """Yield runs that the font has or lacks; what separates words it lacks belongs to them."""
    held, between = "", ""
    for is_covered, group in groupby(text, key=lambda char: ord(char) in covered):
        words = "".join(group)
        if not is_covered:
            held, between = held + between + words, ""
        elif held and not between and _GAP.match(words) and any(map(str.isalpha, held)):
            between = words
        else:
            if held:
                yield held, False
            yield between + words, True
            held, between = "", ""
    if held:
        yield held, False
    if between:
        yield between, True


def _called(words: str) -> str:
    """Name letters by script and number, signs each by its name."""
    letters = [char for char in words if char.isalpha()]
    signs = [char for char in words if not char.isalpha() and unicodedata.category(char) == "So"]
    others = [char for char in words if not char.isspace()] if not letters and not signs else []
    called = [_name(char) for char in (signs or others)[:LONGEST]]
    if letters:
        scripts = dict.fromkeys(_name(char).split()[0] for char in letters)
        told = " and ".join(s.upper() if s == "cjk" else s.capitalize() for s in scripts)
        called.insert(0, f"{told}, {len(letters)} letter{'s' * (len(letters) != 1)}")
    more = "…" if len(signs or others) > LONGEST else ""
    return ", ".join(called) + more


def _name(char: str) -> str:
    return unicodedata.name(char, f"U+{ord(char):04X}").lower()
