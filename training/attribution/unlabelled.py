"""News texts without labels, on which the student copies the teacher.

They come from the other data sets below the same folder; a set that is not there is left out. Only
the words of the articles are read, never what the sets say about them.
"""

from __future__ import annotations

import json
import re
import tarfile
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from quality.polnear import print_anew

from training.attribution.view import Article

_SHORTEST = 300  # code points of a text worth reading
_SAME = 200  # first code points by which a text is known again
_LONG = 1200  # code points of a text without line breaks, longer than paragraphs of news are
_AT_ONCE = 3  # sentences of a paragraph made from one
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
_TIMEML_TEXT = re.compile(r"<TEXT>(.*?)</TEXT>", re.DOTALL)
_TIMEML_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=   )")


def texts(data: Path) -> Iterator[Article]:
    """Yield each text once, a line for a paragraph."""
    seen: set[str] = set()
    for name, found in _all(data):
        text = unicodedata.normalize("NFC", found).strip()
        if len(text) > _SHORTEST and text[:_SAME] not in seen:
            seen.add(text[:_SAME])
            yield Article(f"{name}-{len(seen)}", "\n".join(_paragraphs(text)))


def _paragraphs(text: str) -> Iterator[str]:
    for line in filter(str.strip, text.splitlines()):
        if len(line) <= _LONG:
            yield line.strip()
            continue
        sentences = _SENTENCE.split(line.strip())
        for n in range(0, len(sentences), _AT_ONCE):
            yield " ".join(sentences[n : n + _AT_ONCE])


def _all(data: Path) -> Iterator[tuple[str, str]]:
    for path in _there(data, "summedits/dev.json"):
        yield from (("summedits", row["doc"]) for row in json.loads(path.read_text("utf-8")))
    for path in _there(data, "re3d/*/documents.json"):
        yield from (("re3d", row.get("text", "")) for row in _lines(path))
    for path in _there(data, "geoparsing/*.xml"):
        root = ET.parse(path).getroot()  # noqa: S314 -- a local data set
        yield from (("geoparsing", a.findtext("text") or "") for a in root.iter("article"))
    for path in _there(data, "ecbplus/topics-01-35.tar.xz"):
        yield from (("ecbplus", text) for text in _ecbplus(path))
    for path in _there(data, "tempeval3/**/*.tml"):
        yield "tempeval3", _timeml(path.read_text("utf-8"))
    for path in _there(data, "qags/mturk_xsum.jsonl"):
        yield from (("qags", row["article"]) for row in _lines(path))


def _there(data: Path, pattern: str) -> list[Path]:
    return sorted(data.glob(pattern))


def _lines(path: Path) -> Iterable[dict[str, str]]:
    return map(json.loads, path.read_text("utf-8").splitlines())


def _ecbplus(path: Path) -> Iterator[str]:
    with tarfile.open(path) as archive:
        for member in archive.getmembers():
            file = archive.extractfile(member) if member.name.endswith(".xml") else None
            if file is not None:
                yield _printed(file.read(), drop_first="plus" in member.name)


def _printed(document: bytes, *, drop_first: bool) -> str:
    """Print tokens as sentences, two to a paragraph; the first may be the article's address."""
    try:
        root = ET.fromstring(document)  # noqa: S314 -- a local data set
    except ET.ParseError:
        return ""
    sentences: dict[int, list[str]] = {}
    for token in root.iter("token"):
        sentences.setdefault(int(token.get("sentence", "0")), []).append(token.text or "")
    printed = [print_anew(sentences[n])[0] for n in sorted(sentences)][int(drop_first) :]
    return "\n".join(" ".join(printed[n : n + 2]) for n in range(0, len(printed), 2))


def _timeml(document: str) -> str:
    match = _TIMEML_TEXT.search(document)
    if match is None:
        return ""
    words = re.sub(r"<[^>]+>", "", match.group(1))
    return "\n".join(" ".join(p.split()) for p in _TIMEML_PARAGRAPH.split(words))
