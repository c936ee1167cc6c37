"""ECB+: which reports tell of one happening, asked of them one after the other.

Data: `ecbplus/topics-*.tar.xz`, or folders of it, the news of ECB+ (Cybulska and Vossen 2014) in
cltl/ECB-parser: for each topic two happenings of one kind, `*ecb.xml` against `*ecbplus.xml`
("two earthquakes", "two arrests"). The first sentence of an `*ecbplus.xml` is the address of the
page and is left out. The texts come as tokens; they are put together as they were printed, as far
as the tokens tell. The set knows no headline and no date of publication: reports arrive by the
number of the topic and the name of the file.
"""

from __future__ import annotations

import re
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unicodedata import normalize
from xml.etree import ElementTree as ET

from vedette.model import Block, Report, Zone

_NAME = re.compile(r"(?P<topic>\d+)_(?P<number>\d+)(?P<kind>ecb|ecbplus)\.xml")
_ADDRESS = re.compile(r"\s*(?:https?|www)\b", re.IGNORECASE)
_JOINS = (
    (re.compile(r"``|''"), '"'),
    (re.compile(r"\b([A-Z]) \. (?=[A-Z] \.)"), r"\1."),
    (re.compile(r"\b([A-Z]) \."), r"\1."),
    (re.compile(r"(?<=\w) - (?=\w)"), "-"),
    (re.compile(r"(?<=\d) ([:/.]) (?=\d)"), r"\1"),
    (re.compile(r"(?<=\d) , (?=\d{3}(?!\d))"), ","),
    (re.compile(r" (['’](?:s|re|ve|ll|d|m|S)|n['’]t)\b"), r"\1"),
    (re.compile(r" ([.,;:!?%)\]}])"), r"\1"),
    (re.compile(r"([(\[{$£€]) "), r"\1"),
    (re.compile(r'" ([^"]*?) "'), r'"\1"'),
)


@dataclass(frozen=True, slots=True)
class Document:
    """Hold one report with the happening that it tells of."""

    name: str
    topic: int
    happening: str
    report: Report


def load(folder: Path) -> list[Document]:
    """Return the documents below a folder, in archives or lying open, in order of arrival."""
    found = dict(_files(folder))
    documents = [_document(name, text) for name, text in found.items()]
    return sorted(documents, key=lambda one: (one.topic, one.name))


def _files(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in sorted(folder.rglob("*.xml")):
        if _NAME.fullmatch(path.name):
            yield path.name, path.read_bytes()
    for path in sorted(folder.glob("topics-*.tar*")):
        with tarfile.open(path) as archive:
            for member in archive:
                data = archive.extractfile(member)
                name = member.name.rpartition("/")[2]
                if data is not None and _NAME.fullmatch(name):
                    yield name, data.read()


def _document(name: str, text: bytes) -> Document:
    parts = _NAME.fullmatch(name)
    if parts is None:
        raise ValueError(name)
    topic = int(parts["topic"])
    return Document(name, topic, f"{topic} {parts['kind']}", report_of(name, text))


def report_of(name: str, text: bytes) -> Report:
    """Build the report of a file: a paragraph for each sentence, without the page's address."""
    sentences = _sentences(text)
    if name.endswith("ecbplus.xml") and sentences and _ADDRESS.match(sentences[0]):
        del sentences[0]
    whole, blocks = "", []
    for sentence in sentences:
        whole += "\n\n" * bool(whole)
        blocks.append(Block(Zone.BODY, len(whole), len(whole) + len(sentence)))
        whole += sentence
    # The file's name tells apart reports that print the same words.
    own = Report.make_id("", name, whole)
    return Report(own, text=whole, blocks=tuple(blocks), url=name, language="en")


def _sentences(text: bytes) -> list[str]:
    words: dict[int, list[str]] = defaultdict(list)
    for token in ET.fromstring(text).iter("token"):  # noqa: S314 -- a local data set
        words[int(token.get("sentence", 0))].append((token.text or "").strip())
    joined = (_joined(words[number]) for number in sorted(words))
    return [sentence for sentence in joined if sentence]


def _joined(words: Iterable[str]) -> str:
    text = normalize("NFC", " ".join(filter(None, words)))
    for pattern, replacement in _JOINS:
        text = pattern.sub(replacement, text)
    return " ".join(text.split())
