"""Rebuild CofeNet's view of PolNeAR from PolNeAR's own files, and prove that it is the same.

PolNeAR (Newell, Margolin and Ruths 2018) has articles with annotations as offsets; CofeNet (Wang et
al. 2023) scores on rows of tokens with labels, of which only the valid part is at hand. What turns
the one into the other:

- A row is a paragraph as a rule. Where a sentence runs over its end, paragraphs share a row; a mark
  that opens a paragraph may stand at the end of the row before.
- Labels come from the spans that an attribution uses. Each piece of a span in pieces is a span of
  its own, even where two pieces touch, and a row ends all spans.
- A token belongs to a piece that holds its end and at least half of it.

Run `python -m training.attribution.view --data FOLDER` for the proof: the labels of the valid
part, made anew from the articles, against those of `cofenet/valid.txt`. With --work FOLDER the
differences are listed in FOLDER/view.txt.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from quality.polnear import spans_of

from training.attribution.alignment import Place, align
from training.options import options

KINDS = ("source", "cue", "content")
_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")


class Piece(NamedTuple):
    """Hold one piece of a source, cue or content as offsets of an article."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Article:
    """Hold an article as it was printed, and the pieces of its attributions."""

    name: str
    text: str
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one row of the view: tokens, and a label for each ("O", "B-cue", "I-cue" ...)."""

    tokens: tuple[str, ...]
    labels: tuple[str, ...]


Span = tuple[str, int, int]  # kind, first token, token behind the last


def articles(polnear: Path, part: str) -> Iterator[Article]:
    """Yield the articles of a part ("train", "dev") in the order of their names.

    Each annotation file is named for its text and its annotator.
    """
    for path in sorted((polnear / part / "attributions").glob("*.ann")):
        printed = polnear / part / "text" / f"{path.stem.rpartition('_')[0]}.txt"
        text = printed.read_bytes().decode("utf-8")  # offsets count line ends as they are
        yield Article(path.stem, text, pieces_of(path.read_text(encoding="utf-8")))


def pieces_of(annotations: str) -> tuple[Piece, ...]:
    """Return the pieces of the spans that attributions use, in the order of the file.

    The format is brat's standoff: lines "T1<tab>Source 4 9;12 15<tab>words" for spans and
    "E1<tab>Attribution:T4 Source:T1 Cue:T2" for attributions.
    """
    places: dict[str, str] = {}
    used: dict[tuple[str, str], None] = {}
    for line in annotations.split("\n"):
        number, _, rest = line.partition("\t")
        if number.startswith("T"):
            places[number] = rest.split("\t")[0].partition(" ")[2]
        elif number.startswith("E"):
            for role in rest.split():
                kind, _, span = role.partition(":")
                used[kind.rstrip("0123456789").lower(), span] = None
    return tuple(
        Piece(kind, *map(int, piece.split()))
        for kind, span in used
        if kind in KINDS and span in places
        for piece in places[span].split(";")
    )


def paragraphs(text: str) -> list[Place]:
    """Return the offsets of the lines that have words."""
    return [match.span() for match in _LINE.finditer(text)]


def rows(path: Path) -> dict[str, list[Row]]:
    """Return the rows of a file of the view by article."""
    found: dict[str, list[Row]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found.setdefault(row["id"], []).append(Row(tuple(row["tokens"]), tuple(row["labels"])))
    return found


def labels_of(
    places: Sequence[Place | None], firsts: frozenset[int], pieces: Sequence[Piece]
) -> list[str]:
    """Return the labels of tokens at these places; `firsts` are the first tokens of rows.

    A later piece overwrites an earlier one: labels are flat.
    """
    labels = ["O"] * len(places)
    for piece in pieces:
        last = -2
        for n, place in enumerate(places):
            if place is not None and _holds(piece, place):
                labels[n] = f"{'I' if n == last + 1 and n not in firsts else 'B'}-{piece.kind}"
                last = n
    return labels


def _holds(piece: Piece, place: Place) -> bool:
    start, end = place
    return piece.start < end <= piece.end and 2 * (end - max(start, piece.start)) >= end - start


@dataclass(slots=True)
class Proof:
    """Count where the view made anew and the view as published agree."""

    rows: int = 0
    rows_in_paragraphs: int = 0
    tokens: int = 0
    equal_tokens: int = 0
    published: int = 0
    ours: int = 0
    equal_spans: int = 0

    def __str__(self) -> str:
        """Return the counts as lines of text."""
        share = 100 * self.equal_tokens / max(1, self.tokens)
        return (
            f"rows that begin where a paragraph begins: {self.rows_in_paragraphs} of {self.rows}\n"
            f"tokens with the same label: {self.equal_tokens} of {self.tokens} ({share:.3f} %)\n"
            f"spans with the same limits: {self.equal_spans} of {self.published} published"
            f" and {self.ours} made anew"
        )


def compare(article: Article, published: Sequence[Row], proof: Proof) -> list[str]:
    """Add one article to the proof; return a line for each span that only one side has."""
    tokens = [token for row in published for token in row.tokens]
    places = align(tokens, article.text)
    firsts = _firsts(published)
    theirs = [label for row in published for label in row.labels]
    ours = labels_of(places, firsts, article.pieces)
    starts = {start for start, _ in paragraphs(article.text)}
    proof.rows += len(published)
    proof.rows_in_paragraphs += sum(1 for n in firsts if (p := places[n]) and p[0] in starts)
    proof.tokens += len(tokens)
    proof.equal_tokens += sum(a == b for a, b in zip(theirs, ours, strict=True))
    one, other = spans_of(theirs), spans_of(ours)
    proof.published += len(one)
    proof.ours += len(other)
    proof.equal_spans += len(one & other)
    return [
        f"{article.name}\t{'published' if span in one else 'made anew'}\t{span[0]}\t"
        f"{' '.join(tokens[span[1] : span[2]])}"
        for span in sorted(one ^ other, key=lambda s: s[1:])
    ]


def _firsts(published: Sequence[Row]) -> frozenset[int]:
    found: set[int] = set()
    at = 0
    for row in published:
        found.add(at)
        at += len(row.tokens)
    return frozenset(found)


def main() -> None:
    """Print the proof."""
    chosen = options(__doc__, work_needed=False).parse_args()
    polnear = chosen.data / "polnear"
    published = rows(polnear / "cofenet" / "valid.txt")
    proof = Proof()
    differences: list[str] = []
    for article in articles(polnear, "dev"):
        if article.name in published:
            differences += compare(article, published[article.name], proof)
    print(proof)
    if chosen.work is not None:
        chosen.work.mkdir(parents=True, exist_ok=True)
        (chosen.work / "view.txt").write_text("".join(f"{d}\n" for d in differences), "utf-8")


if __name__ == "__main__":
    main()
