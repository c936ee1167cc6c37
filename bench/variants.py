"""Make many distinct reports out of the example corpus: other numbers, other names.

Reprint folding and the "known already" path would flatter the figures if the same reports came
again and again; so every copy counts differently and names other people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

_NUMBER = re.compile(r"(?<![\w,.-])\d{1,3}(?:,\d{3})+(?![\w-])")
_NAMES = {
    "Revenko": "Kavalenka",
    "Khrenin": "Zhuk",
    "Peskov": "Morozov",
    "Tusk": "Nowak",
    "Mažonas": "Petrauskas",
    "Dandykin": "Orlov",
    "Borisov": "Slutsk",
    "Wednesday": "Thursday",
    "Monday": "Tuesday",
}
_STEP = 137  # keeps the changed numbers unequal to one another over a thousand copies


def variants(folder: Path, count: int) -> Iterator[str]:
    """Yield `count` distinct report files, header and text, cycling through the corpus."""
    files = [path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.txt"))]
    for number in range(count):
        yield _vary(files[number % len(files)], number // len(files))


def _vary(text: str, copy: int) -> str:
    """Return the text with its numbers shifted and, in every second copy, its names changed."""
    if copy == 0:
        return text
    text = _NUMBER.sub(lambda m: f"{int(m.group().replace(',', '')) + copy * _STEP:,}", text)
    if copy % 2:
        for name, other in _NAMES.items():
            text = text.replace(name, other)
    return re.sub(r"^url: (.*)$", rf"url: \1-{copy}", text, count=1, flags=re.MULTILINE)
