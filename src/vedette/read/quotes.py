"""Find what stands between quotation marks, over paragraphs too.

Marks are paired within a paragraph by what they are and by what stands around them: a mark behind
a space and before a letter opens, one behind a letter and before a space closes. So "...", »...«,
”...” and marks of two styles pair as well as “...” and «...». What does not pair is left out, save
the one mark that the next paragraph takes up or closes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from vedette.model import Block, Quotation
from vedette.read.dialogue import find_dialogue

# What may close each opening mark, the regular mark first. Two single marks side by side do the
# work of a double one, as typewriters and wires set them.
_PAIRS = {
    "“": "”“", "‟": "”“", "”": "”", "„": "“”‟", "«": "»", "»": "«»", '"': '"', "″": "″", "＂": "＂",
    "「": "」", "『": "』", "``": ("''", "``"), "''": ("''",), "‘‘": ("’’",),
    "‘": "’", "‛": "’", "'": "'", "‚": "‘’", "‹": "›", "›": "‹›",
}  # fmt: skip
_MARK = re.compile("''|``|‘‘|’’|[“”„‟«»‹›‘’‚‛\"″＂'「」『』]")
_SINGLE = frozenset("‘‛'‚‹›")
# A closing mark of another style than the opening one: “...", "...”, ``...".
_STRAY = {"“": '"', "„": '"', '"': "”", "``": '"”', "''": '"”', "‘‘": '"”', "‘": "'"}
_EVER_OPEN = frozenset({"„", "«", "``", "‘‘", "「", "『"})  # open wherever they stand
_BOTH = frozenset({'"', "″", "＂", "''", "'", "“", "”", "»", "›", "‘", "‚", "‟", "‛", "‹"})
_STRAIGHT = frozenset({'"', "″", "＂"})
_CLIPPED = re.compile(r"['‘](?:\d\ds?|em|til|tis|twas|n)\b", re.IGNORECASE)
_DEPTH = 8  # opening marks looked through for the one that a mark closes
_CARRIED = 20  # paragraphs that a quotation may run on without a mark


@dataclass(slots=True)
class _Open:
    mark: str
    start: int


@dataclass(slots=True)
class _Paired:
    """Hold the pairs of one paragraph as (start, end, mark), and the mark left open."""

    block: int
    pairs: list[tuple[int, int, str]]
    left: _Open | None = None
    first: re.Match[str] | None = None  # the first mark that may be a double one


def find_quotations(text: str, blocks: tuple[Block, ...]) -> tuple[Quotation, ...]:
    """Return the quotations of the given blocks in text order, outer before inner.

    An opening mark without its closing mark runs to the end of the paragraph with
    `closed=False`: the printers' convention for a quotation that the next paragraph continues.
    Where the next paragraphs continue it without a mark of their own, each is a quotation from
    its first letter. Dialogue set with dashes is found as well.
    """
    paired = [
        _in_block(text, block, index)
        for index, block in enumerate(blocks)
        if not block.zone.is_furniture
    ]
    found: list[Quotation] = []
    for number, one in enumerate(paired):
        behind = paired[number + 1] if number + 1 < len(paired) else None
        _keep_single(text, blocks, one, behind)
        found.extend(_quotations(text, blocks, one) or find_dialogue(text, blocks, one.block))
    found.extend(_carried(text, blocks, paired))
    return tuple(sorted(found, key=lambda q: (q.start, -q.end)))


def _in_block(text: str, block: Block, index: int) -> _Paired:
    done = _Paired(index, [])
    stack: list[_Open] = []
    marks = list(_MARK.finditer(text, block.start, block.end))
    even = sum(m.group() in _STRAIGHT for m in marks) % 2 == 0
    for match in marks:
        mark, at = match.group(), match.start()
        look = _look(text, block, match)
        if done.first is None and mark not in _SINGLE and mark != "’":
            done.first = match
        if not even and mark in _STRAIGHT and _is_measure(text, at, look):
            continue
        depth = _closed_by(stack, text, match, look)
        if depth is not None:
            opened = stack[depth]
            del stack[depth:]
            if at > opened.start and text[opened.start : at].strip():
                done.pairs.append((opened.start, at, opened.mark))
        elif _opens(mark, look, even=even) and not _CLIPPED.match(text, at, block.end):
            stack.append(_Open(mark, match.end()))
    done.left = _left_open(stack, done.pairs)
    return done


def _look(text: str, block: Block, match: re.Match[str]) -> str:
    """Return whether a mark stands as an opening one ("(") or a closing one (")"), "" if neither.

    Behind a space, a bracket, a dash or another opening mark it opens, unless a space follows.
    """
    at, behind = match.span()
    before = text[at - 1] if at > block.start else " "
    after = text[behind] if behind < block.end else " "
    free = before.isspace() or before in "([{—–-/“„«‘‚‹\"'\u200b\u202a\u202b\u2066\u2067\u2068"
    ends = after.isspace() or after in ")]},.;:!?…—–”’»›\"'\u200b\u202c\u2069"
    if free and not ends:
        return "("
    if ends and not free:
        return ")"
    if free and not before.isspace() and after.isspace():
        return ")"  # behind a dash or another mark, before a space
    return ""


def _closed_by(stack: list[_Open], text: str, match: re.Match[str], look: str) -> int | None:
    """Return the place on the stack of the opening mark that this one closes, None if none.

    What was opened after it and never closed is left out, but a single mark, which may be an
    apostrophe, closes nothing but the last one.
    """
    mark = match.group()
    ends_word = _ends_word(text, match.start())
    for depth in range(len(stack) - 1, max(-1, len(stack) - 1 - _DEPTH), -1):
        if _closes(stack[depth].mark, mark, ends_word=ends_word, look=look):
            return depth
        if mark in "’'‘":
            return None
    return None


def _closes(opened: str, mark: str, *, ends_word: bool, look: str) -> bool:
    if mark in _STRAY.get(opened, ()):
        return look == ")" and (mark != "'" or ends_word)
    if mark not in _PAIRS[opened]:
        return False
    if opened in ("'", "‘", "‛", "‚"):
        return look != "(" and ends_word
    if mark in _STRAIGHT or (mark == opened and mark != "”") or (opened, mark) == ("‟", "“"):
        return look == ")" or (look == "" and mark not in ("“", "»", "›"))
    return opened != mark or look != "("


def _opens(mark: str, look: str, *, even: bool) -> bool:
    if mark in _EVER_OPEN:
        return True
    if mark not in _BOTH:
        return False
    if mark in ("“", "‟"):
        return look != ")"
    if mark in _STRAIGHT and look == "":
        return even
    return look == "("


def _is_measure(text: str, at: int, look: str) -> bool:
    """Tell the inches of a 12" gun from a closing mark."""
    return look == ")" and text[at - 1 : at].isdigit() and text[at + 1 : at + 2] == " "


def _left_open(stack: list[_Open], pairs: list[tuple[int, int, str]]) -> _Open | None:
    """Return the one mark that stays open at the end of a paragraph, None where it is astray.

    Only the last of the double marks may: behind a mark that was forgotten others open and close.
    """
    double = [one for one in stack if one.mark not in _SINGLE]
    if len(double) > 1 or not stack:
        return None
    left = double[0] if double else stack[0]
    closed_behind = any(start > left.start and mark == left.mark for start, _, mark in pairs)
    return None if closed_behind else left


def _keep_single(
    text: str, blocks: tuple[Block, ...], one: _Paired, behind: _Paired | None
) -> None:
    """Let a single mark stay open only where the next paragraph opens with it again."""
    if one.left is None or one.left.mark not in _SINGLE:
        return
    again = behind is not None and text.startswith(one.left.mark, blocks[behind.block].start)
    if one.left.mark == "'" or not again:
        one.left = None


def _quotations(text: str, blocks: tuple[Block, ...], one: _Paired) -> list[Quotation]:
    """Return a paragraph's quotations with their depths."""
    spans = [(start, end, mark, True) for start, end, mark in one.pairs]
    if one.left is not None:
        end = _rstrip(text, one.left.start, blocks[one.block].end)
        if end > one.left.start:
            spans.append((one.left.start, end, one.left.mark, False))
        else:
            one.left = None
    found: list[Quotation] = []
    over: list[int] = []
    for start, end, mark, closed in sorted(spans, key=lambda s: (s[0], -s[1])):
        while over and over[-1] <= start:
            over.pop()
        found.append(Quotation(start, end, one.block, closed, len(over), mark in _SINGLE))
        over.append(end)
    return found


def _carried(text: str, blocks: tuple[Block, ...], paired: list[_Paired]) -> list[Quotation]:
    """Return the paragraphs that go on with a quotation without a mark, up to its closing mark."""
    found: list[Quotation] = []
    opened: _Open | None = None
    waiting: list[int] = []
    for one in paired:
        block = blocks[one.block]
        if opened is not None and waiting and blocks[waiting[-1]].zone is not block.zone:
            opened = None
        if opened is not None and one.first is None and len(waiting) < _CARRIED:
            waiting.append(one.block)
            continue
        if opened is not None and one.first is not None:
            end = _end_of_carried(text, block, one.first, opened)
            if end is not None:
                inner = [blocks[n] for n in waiting[1:]]
                found += [
                    Quotation(b.start, _rstrip(text, b.start, b.end), n, closed=False)
                    for n, b in zip(waiting[1:], inner, strict=True)
                ]
                found.append(Quotation(block.start, end, one.block))
        opened = one.left if one.left is not None and one.left.mark not in _SINGLE else None
        waiting = [one.block]
    return found


def _end_of_carried(text: str, block: Block, first: re.Match[str], opened: _Open) -> int | None:
    """Return where a quotation of an earlier paragraph ends in this one, None if it does not."""
    mark, at = first.group(), first.start()
    if at <= block.start or _look(text, block, first) != ")":
        return None
    return at if _closes(opened.mark, mark, ends_word=_ends_word(text, at), look=")") else None


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
