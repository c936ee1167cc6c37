"""Texts of data sets as reports: one paragraph a line, without date or publisher."""

from __future__ import annotations

import re
import unicodedata

from vedette.model import Block, Report, Zone

_LINE = re.compile(r"\S[^\n]*")


def plain_report(text: str) -> Report:
    """Return an undated English report of nobody's with this text."""
    clean = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    blocks = tuple(
        Block(Zone.BODY, m.start(), m.start() + len(m.group().rstrip()))
        for m in _LINE.finditer(clean)
    )
    return Report(Report.make_id("", "", clean), clean, blocks, language="en")
