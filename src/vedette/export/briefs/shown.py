"""Words of reports made fit to be shown: nothing invisible, nothing that turns a line around."""

from __future__ import annotations

import re
import unicodedata

_REPLACED = re.compile("[\0\ud800-\udfff\ufffe\uffff]")
# Controls but for white space; marks that turn the order of writing; marks that nobody sees, the
# tags among them, in which a text can be hidden. Joiners stay: scripts and emoji are written so.
_UNSEEN = re.compile(
    "[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def shown(text: str) -> str:
    """Return a text with what cannot be seen written out ("[U+202E]"), on one line.

    Offsets and digests stand beside it wherever the exact words matter.
    """
    return " ".join(visible(text).split())


def visible(text: str) -> str:
    """Return a text with what cannot be seen written out; line ends stay."""
    return _UNSEEN.sub(_named, _REPLACED.sub("\ufffd", text))


def _named(found: re.Match[str]) -> str:
    return f"[U+{ord(found[0]):04X}]"


def is_right_to_left(text: str) -> bool:
    """Tell whether the first letter that has a direction is written from right to left."""
    for char in text:
        direction = unicodedata.bidirectional(char)
        if direction == "L" or direction in _RIGHT_TO_LEFT:
            return direction in _RIGHT_TO_LEFT
    return False
