"""Find what stands between quotation marks, over paragraphs too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from vedette.model import Block, Quotation

# Opening marks and the marks that may close them. Curly, angled and low marks are directed; the
# straight mark opens or closes by what stands around it.
# Two single marks side by side do the work of a double one, as typewriters and wires set them.
_CLOSERS = {"“": "”", "„": "“”", "«": "»", "‘": "’", "``": ("''", "``"), "‘‘": ("’’",)}
_MARK = re.compile("''|``|‘‘|’’|[“”„«»‘’\"']")


_SINGLE = frozenset({"‘", "'"})


@dataclass(slots=True)
class _Open:
    mark: str
    start: int


def find_quotations(text: str, blocks: tuple[Block, ...]) -> tuple[Quotation, ...]:
    """Return the quotations of the given blocks in text order, outer before inner.

    An opening mark without its closing mark runs to the end of the paragraph with
    `closed=False`: the printers' convention for a quotation that the next paragraph continues.
    """
    found: list[Quotation] = []
    for index, block in enumerate(blocks):
        if not block.zone.is_furniture:
            found.extend(_in_block(text, block, index))
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _in_block(text: str, block: Block, index: int) -> list[Quotation]:
    found: list[Quotation] = []
    stack: list[_Open] = []
    for match in _MARK.finditer(text, block.start, block.end):
        mark, at = match.group(), match.start()
        if stack and _closes(stack[-1], text, mark, at):
            opened = stack.pop()
            if at > opened.start:
                found.append(_quotation(opened, at, block=index, depth=len(stack)))
        elif _opens(text, block, mark, at):
            if stack and mark == stack[-1].mark and mark in ("“", "„", "«", "``", "‘‘"):
                stack.pop()  # the mark before it was never closed
            stack.append(_Open(mark, match.end()))
    # Only a double mark may stay open: a single one is more often an apostrophe gone astray.
    for depth, opened in enumerate(stack):
        if opened.mark not in _SINGLE and block.end > opened.start:
            end = _rstrip(text, opened.start, block.end)
            if end > opened.start:
                found.append(_quotation(opened, end, block=index, depth=depth, closed=False))
            break
    return found


def _quotation(
    opened: _Open, end: int, *, block: int, depth: int, closed: bool = True
) -> Quotation:
    return Quotation(opened.start, end, block, closed, depth, opened.mark in _SINGLE)


def _closes(opened: _Open, text: str, mark: str, at: int) -> bool:
    if opened.mark in ('"', "''"):
        return mark == opened.mark
    if opened.mark == "'":
        return mark == "'" and _ends_word(text, at)
    if opened.mark == "‘":
        return mark == "’" and _ends_word(text, at)
    return mark in _CLOSERS[opened.mark]


def _opens(text: str, block: Block, mark: str, at: int) -> bool:
    if mark in ("“", "„", "«", "``", "‘‘"):
        return True
    if mark in ("’’", "”", "»"):
        return False
    before = text[at - 1] if at > block.start else " "
    behind = at + len(mark)
    after = text[behind] if behind < block.end else " "
    if mark == "''":
        return not before.isalnum() and not after.isspace()
    if mark == "‘":
        return not before.isalnum()
    if mark == '"':
        return not after.isspace()
    return mark == "'" and not before.isalnum() and before not in ".,!?" and after.isalpha()


def _ends_word(text: str, at: int) -> bool:
    """Tell a closing single mark from an apostrophe ("Russia's", "the allies' jets")."""
    after = text[at + 1 : at + 2]
    if after.isalnum():
        return False
    before = text[at - 1 : at]
    possessive = before == "s" and after == " " and text[at + 2 : at + 3].islower()
    return before in ".,!?…" or not possessive


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
