"""What the network learns from: windows of a reading with a label for each token."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

from vedette.extract.encoder.inputs import Window, arrays

UNLABELLED = -100  # of tokens that nobody labelled, and of padding
_SHUFFLED = 3000  # examples among which those of like length are put together


@dataclass(frozen=True, slots=True)
class Example:
    """Hold a window as the network reads it, and its label numbers, shape (tokens,)."""

    window: Window
    labels: np.ndarray

    @property
    def size(self) -> int:
        """Return the number of tokens."""
        return len(self.window.pieces)


class Numbering(dict[str, int]):
    """Number names from 1 in the order in which they are first asked for."""

    def get(self, name: str, default: int | None = None) -> int:  # type: ignore[override]
        """Return the number of a name, a new one for a new name."""
        return self.setdefault(name, default or len(self) + 1)


def write(path: Path, examples: Iterable[Example]) -> int:
    """Write examples, one a line; return how many. A broken run leaves no half file."""
    count = 0
    unfinished = path.with_suffix(".part")
    with unfinished.open("w", encoding="utf-8") as file:
        for one in examples:
            row = {f.name: getattr(one.window, f.name) for f in fields(Window)}
            row["labels"] = one.labels.tolist()
            file.write(json.dumps(row, separators=(",", ":")) + "\n")
            count += 1
    unfinished.rename(path)
    return count


def read(path: Path) -> list[Example]:
    """Return the examples of a file."""
    found: list[Example] = []
    with path.open(encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            labels = np.array(row.pop("labels"), np.int64)
            for name in ("pieces", "features"):
                row[name] = tuple(map(tuple, row[name]))
            found.append(Example(Window(**row), labels))
    return found


def batches(
    examples: Sequence[Example], limit: int, chance: np.random.Generator | None = None
) -> list[list[int]]:
    """Group examples of like length into batches of at most `limit` pieces, padding included.

    With `chance` the order is drawn anew; examples share a batch with others near them in it.
    """
    order = np.arange(len(examples))
    if chance is not None:
        chance.shuffle(order)
    step = _SHUFFLED if chance is not None else max(1, len(order))
    found: list[list[int]] = []
    for start in range(0, len(order), step):
        found += _packed(examples, order[start : start + step], limit)
    if chance is not None:
        chance.shuffle(found)
    return found


def _packed(examples: Sequence[Example], some: np.ndarray, limit: int) -> Iterator[list[int]]:
    batch: list[int] = []
    for n in sorted(map(int, some), key=lambda n: (examples[n].window.size, n)):
        if batch and examples[n].window.size * (len(batch) + 1) > limit:
            yield batch
            batch = []
        batch.append(n)
    if batch:
        yield batch


def stacked(
    batch: Sequence[Example], names: Sequence[str]
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Return the network's inputs for a batch, and the labels, shape (examples, tokens).

    `names` are those of the features.
    """
    inputs = arrays([one.window for one in batch], names)
    labels = np.full(inputs["words"].shape, UNLABELLED, np.int64)
    for row, one in enumerate(batch):
        labels[row, : one.size] = one.labels
    return inputs, labels
