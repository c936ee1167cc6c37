"""Cut reports into sentences without a parser: only what may matter is parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from vedette.model import Block, Report, Span, Zone

_STOP = re.compile(r"[.!?][”\"’')\]]*(?=\s+[“\"(\[]?[A-Z0-9])")
_SHORT = re.compile(r"(?:^|[\s(.])(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Adm|St|Sen|Rep|Gov"
                    r"|vs|No|Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.$")  # fmt: skip


def pieces(report: Report) -> list[Block]:
    """Return the sentences of a report's paragraphs, furniture left out."""
    return [
        piece
        for block in report.blocks
        if not block.zone.is_furniture
        for piece in _pieces(report.text, block)
    ]


def sentences_at(report: Report, span: Span) -> tuple[Block, ...]:
    """Return the sentences that a span touches, also in furniture: it is cited."""
    return tuple(
        Block(Zone.BODY, piece.start, piece.end) if piece.zone.is_furniture else piece
        for block in report.blocks
        if block.start < span.end and span.start < block.end
        for piece in _pieces(report.text, block)
        if piece.start < span.end and span.start < piece.end
    )


def _pieces(text: str, block: Block) -> Iterator[Block]:
    start = block.start
    for match in _STOP.finditer(text, block.start, block.end):
        if _SHORT.search(text, max(block.start, match.end() - 8), match.end()):
            continue  # "Lt. Col. Shoupe" is no end of a sentence
        yield Block(block.zone, start, match.end())
        start = match.end()
        while start < block.end and text[start].isspace():
            start += 1
    if start < block.end:
        yield Block(block.zone, start, block.end)
