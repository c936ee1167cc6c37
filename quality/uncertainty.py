"""FactBank's hedges: which words make a happening in the news uncertain, and of which kind.

Data: `uncertainty/factbank.xml`, the newswire part of the Szeged uncertainty corpus (Szarvas et
al. 2012) in meyersbs/uncertainty: sentences with the cue words marked. A cue is found when its
first and last token are the same; by kind, when the kind is the same too. The set's two names for
modal cues stand against the words they mark: "may" and "might" are its `modal_probable`, "likely"
and "probably" its `modal_possible`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from vedette.extract.modality import HedgeKind, hedge_cues
from vedette.model import Block, Reading, Report, Zone
from vedette.read.reader import Reader

NAMES = {
    HedgeKind.POSSIBLE: "modal_probable",
    HedgeKind.PROBABLE: "modal_possible",
    HedgeKind.BELIEF: "hypo_doxastic",
    HedgeKind.CONDITION: "hypo_condition",
    HedgeKind.INVESTIGATION: "hypo_investigation",
}

Cue = tuple[int, int, str]  # offsets in the text, and the kind


@dataclass(frozen=True, slots=True)
class Document:
    """Hold one document, a paragraph for each sentence, and its cues."""

    report: Report
    cues: frozenset[Cue]


def score(folder: Path) -> tuple[int, dict[str, float]]:
    """Return the number of sentences, and F1 of the cues in all and by kind in per cent."""
    documents = list(load(folder / "factbank.xml"))
    readings = Reader().read_many(document.report for document in documents)
    found = [cues_of(reading) for reading in readings]
    sentences = sum(len(document.report.blocks) for document in documents)
    return sentences, measures(documents, found)


def load(path: Path) -> Iterator[Document]:
    """Yield the documents of the file."""
    root = ET.parse(path).getroot()  # noqa: S314 -- a local data set
    for document in root.iter("Document"):
        yield document_of(document)


def document_of(document: ET.Element) -> Document:
    """Return one document; blanks between words become one space."""
    text = ""
    blocks: list[Block] = []
    cues: set[Cue] = set()
    for sentence in document.iter("Sentence"):
        text += "\n\n" * bool(text)
        start = len(text)
        for words, kind in _pieces(sentence):
            at_blank = len(text) == start or text[-1].isspace()
            text += " " * (words[:1].isspace() and not at_blank)
            begin = len(text)
            text += " ".join(words.split())
            if kind and text[begin:]:
                cues.add((begin, len(text), kind))
            text += " " * (words[-1:].isspace() and bool(text[begin:]))
        text = text.rstrip()
        if len(text) > start:
            blocks.append(Block(Zone.BODY, start, len(text)))
    report = Report(Report.make_id("", "", text), text=text, blocks=tuple(blocks), language="en")
    return Document(report, frozenset(cues))


def _pieces(sentence: ET.Element) -> Iterator[tuple[str, str]]:
    """Yield the words of a sentence in order, each with its kind of cue, "" for none."""
    yield sentence.text or "", ""
    for cue in sentence.iter("ccue"):
        kind = cue.get("type", "").removeprefix("speculation_").strip("_ ")
        yield "".join(cue.itertext()), kind
        yield cue.tail or "", ""


def cues_of(reading: Reading) -> frozenset[Cue]:
    """Return the hedges of a reading by the set's names."""
    return frozenset(
        (cue.span.start, cue.span.end, NAMES[cue.kind])
        for cue in hedge_cues(reading)
        if cue.kind in NAMES
    )


def measures(documents: Iterable[Document], found: Iterable[frozenset[Cue]]) -> dict[str, float]:
    """Count over all documents; return precision, recall and F1 in per cent."""
    right, theirs, ours = Counter[str](), Counter[str](), Counter[str]()
    for document, cues in zip(documents, found, strict=True):
        gold = document.cues
        places = {(a, b) for a, b, _ in gold}, {(a, b) for a, b, _ in cues}
        right["cue"] += len(places[0] & places[1])
        theirs["cue"] += len(places[0])
        ours["cue"] += len(places[1])
        right.update(kind for _, _, kind in gold & cues)
        theirs.update(kind for _, _, kind in gold)
        ours.update(kind for _, _, kind in cues)
    numbers = {
        "cue_p": _share(right["cue"], ours["cue"]),
        "cue_r": _share(right["cue"], theirs["cue"]),
    }
    for kind in ("cue", *NAMES.values()):
        numbers[f"{kind}_f1"] = _share(2 * right[kind], theirs[kind] + ours[kind])
    return {name: round(value, 1) for name, value in numbers.items()}


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0
