"""Dialogue set with dashes.

In "— It will, — said the captain. — Nine ships are ready." the first dash
opens the paragraph, and dashes behind a comma or a stop part what is said from who says it.
Without such a second dash the first one may be that of a list, and nothing is found.
"""

from __future__ import annotations

import re

from vedette.model import Block, Quotation

_OPENS = re.compile(r"[—–-]\s+(?=\S)")
_PARTS = re.compile(r"(?P<stop>[,.!?…])\s+[—–-]\s+(?=(?P<next>\S))")


def find_dialogue(text: str, blocks: tuple[Block, ...], index: int) -> list[Quotation]:
    """Return what is said in a paragraph of dialogue set with dashes, nothing for any other."""
    block = blocks[index]
    opened = _OPENS.match(text, block.start, block.end)
    if opened is None:
        return []
    start: int | None = opened.end()
    found: list[Quotation] = []
    for part in _PARTS.finditer(text, opened.end(), block.end):
        if start is None:
            start = part.end() if part["stop"] in ".," else start
        elif part["stop"] == "," or (part["stop"] != "." and part["next"].islower()):
            found.append(Quotation(start, part.start() + 1, index))
            start = None
    if found and start is not None:
        found.append(Quotation(start, _rstrip(text, start, block.end), index))
    return found


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
