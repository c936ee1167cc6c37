"""ECB+: which reports tell of one happening, asked of them one after the other.

Data: `ecbplus/topics-*.tar.xz`, or folders of it, the news of ECB+ (Cybulska and Vossen 2014) in
cltl/ECB-parser: for each topic two happenings of one kind, `*ecb.xml` against `*ecbplus.xml`
("two earthquakes", "two arrests"). The first sentence of an `*ecbplus.xml` is the address of the
page and is left out. The texts come as tokens; they are put together as they were printed, as far
as the tokens tell. The set knows no headline and no date of publication: reports arrive by the
number of the topic and the name of the file.
"""

from __future__ import annotations

import random
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, stdev
from unicodedata import normalize
from xml.etree import ElementTree as ET

import numpy as np
from numpy.typing import NDArray

from vedette.compare.stories.gist import Gist
from vedette.compare.stories.group import Stream, make_gist
from vedette.model import Analysis, Block, Report, Zone
from vedette.run.config import DEFAULT_MODEL
from vedette.run.runner import analyse_one

SHUFFLES = 5
LEAST_NEARNESS = 0.05  # below, average link joins whole topics

_NAME = re.compile(r"(?P<topic>\d+)_(?P<number>\d+)(?P<kind>ecb|ecbplus)\.xml")
_WORD = re.compile(r"\w\w+")
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


# ---- measuring ---------------------------------------------------------------------------------


def score(folder: Path) -> tuple[int, dict[str, float]]:
    """Return the number of reports, and B-cubed in per cent of one pass over them as they arrive.

    Beside it: the mean over shuffled orders, with its spread, and TF-IDF with average link, which
    sees everything at once and is given the best threshold.
    """
    documents = load(folder)
    gists = [make_gist(one.report, analysis) for one, analysis in analysed(documents)]
    orders = [list(range(len(gists)))]
    orders += [shuffled(len(gists), seed) for seed in range(SHUFFLES)]
    runs = [_one_pass(documents, gists, order) for order in orders]
    others = [f1 for _, _, f1 in runs[1:]]
    precision, recall, f1 = runs[0]
    baseline = best_average_link([one.report.text for one in documents], _happenings(documents))
    numbers = {
        "b3_p": precision,
        "b3_r": recall,
        "b3_f1": f1,
        "b3_f1_shuffled": mean(others),
        "b3_f1_shuffled_spread": stdev(others),
        "tfidf_b3_f1": baseline,
    }
    return len(documents), {name: round(100 * value, 1) for name, value in numbers.items()}


def analysed(documents: Iterable[Document]) -> Iterator[tuple[Document, Analysis]]:
    """Yield the documents with what the pipeline says of each."""
    for document in documents:
        outcome = analyse_one(document.report, DEFAULT_MODEL)
        yield document, outcome.analysis or Analysis(document.report.id)


def shuffled(count: int, seed: int) -> list[int]:
    """Return the numbers from 0 in an order of chance that is the same everywhere."""
    return random.Random(seed).sample(range(count), count)  # noqa: S311 -- an order, no secret


def _happenings(documents: Iterable[Document]) -> list[str]:
    return [one.happening for one in documents]


def _one_pass(
    documents: Sequence[Document], gists: Sequence[Gist], order: Sequence[int]
) -> tuple[float, float, float]:
    stream = Stream()
    for number in order:
        stream.take(gists[number])
    found = [stream.story_of[one.report.id] for one in documents]
    return b_cubed_all(_happenings(documents), found)


def b_cubed(gold: Sequence[str], found: Sequence[str]) -> float:
    """Return B-cubed F1 (Bagga and Baldwin 1998), 0 to 1."""
    return b_cubed_all(gold, found)[2]


def b_cubed_all(gold: Sequence[str], found: Sequence[str]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1: for each report, the share of its company."""
    sizes, ours = Counter(gold), Counter(found)
    pairs = list(zip(gold, found, strict=True))
    both = Counter(pairs)
    if not pairs:
        return 0.0, 0.0, 0.0
    precision = mean(both[pair] / ours[pair[1]] for pair in pairs)
    recall = mean(both[pair] / sizes[pair[0]] for pair in pairs)
    return precision, recall, 2 * precision * recall / (precision + recall)


# ---- the published baseline --------------------------------------------------------------------


def best_average_link(texts: Sequence[str], gold: Sequence[str]) -> float:
    """Return the best F1 that TF-IDF with average link reaches at any threshold on these texts."""
    nearness = tf_idf(texts)
    labels = np.arange(len(texts))
    sizes = np.ones(len(texts))
    alive = np.ones(len(texts), bool)
    np.fill_diagonal(nearness, -1)
    best = b_cubed(gold, labels.tolist())
    for _ in range(len(texts) - 1):
        a, b = sorted(divmod(int(nearness.argmax()), len(texts)))
        if nearness[a, b] < LEAST_NEARNESS:
            break
        joined = (sizes[a] * nearness[a] + sizes[b] * nearness[b]) / (sizes[a] + sizes[b])
        alive[b] = False
        joined[~alive] = joined[a] = -1
        nearness[a], nearness[:, a] = joined, joined
        nearness[b], nearness[:, b] = -1, -1
        sizes[a] += sizes[b]
        labels[labels == b] = a
        best = max(best, b_cubed(gold, labels.tolist()))
    return best


def tf_idf(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return the cosines of all pairs, with logarithmic counts and smoothed rarity."""
    counts = [Counter(_WORD.findall(text.lower())) for text in texts]
    vocabulary = {word: n for n, word in enumerate(sorted({w for one in counts for w in one}))}
    table = np.zeros((len(texts), len(vocabulary)))
    for row, words in enumerate(counts):
        for word, count in words.items():
            table[row, vocabulary[word]] = 1 + np.log(count)
    held = (table > 0).sum(0)
    table *= np.log((1 + len(texts)) / (1 + held)) + 1
    table /= np.linalg.norm(table, axis=1, keepdims=True) + 1e-12
    return np.asarray(table @ table.T)
