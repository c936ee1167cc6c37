"""Texts that are given as they are, to be checked: by a program, by an assistant."""

from __future__ import annotations

import re

from vedette.errors import BadArgumentError
from vedette.gather.decode import clean
from vedette.model import Block, Report, Zone
from vedette.read.language import UNDETERMINED, detect_language
from vedette.run.searched import LANGUAGE

LONGEST = 20_000  # code points, some 3,000 words: what is checked while somebody waits
_PARAGRAPH = re.compile(r"\S.*?(?=\n\s*\n|\s*\Z)", re.DOTALL)


def text_of(words: str, *, most: int = LONGEST) -> Report:
    """Return a text as a report without a source, its paragraphs parted by empty lines.

    Offsets count in the text in NFC with line feeds. Raises BadArgumentError for one that is
    empty, too long, or not English.
    """
    text = clean(words)
    blocks = tuple(Block(Zone.BODY, *found.span()) for found in _PARAGRAPH.finditer(text))
    if not any(map(str.isalpha, text)):
        raise BadArgumentError("there is no text to check", next_step="Give some sentences")
    if len(text) > most:
        raise BadArgumentError(
            f"the text has {len(text):,} characters", next_step=f"Check at most {most:,} at a time"
        )
    language = detect_language(text)
    if language not in (LANGUAGE, UNDETERMINED):  # too short to tell is taken for English
        raise BadArgumentError(
            f"the text is in the language “{language}”; only English is checked",
            next_step="Give an English text",
        )
    return Report(Report.make_id("", "", text), text, blocks, language=LANGUAGE)
