"""MEANTIME: reported speech, and how surely each happening is put.

Data: `meantime/*/*.xml`, 90 Wikinews articles in CAT format, from the newsreader corpus in
qiangning/StructTempRel-EMNLP17. Only the first sentences of an article are annotated:
only annotated happenings are looked at.

Reported speech: an SLINK ties the word that reports to a happening it reports. A link is found
(recall) when one attribution has the word in its cue and the happening in its content; an
attribution that could be a link, its cue and its content both holding a happening, is right
(precision) when it finds one. Links of wanting and planning count as the annotators made them.
Certainty and polarity are those of `modality_of` at the happening, within the attribution that
carries it, as an activity has them; what is put without a hedge counts as certain, and what the
annotators left open (UNDERSPECIFIED) is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from quality.polnear import print_anew
from vedette.extract.attribution import find_attributions
from vedette.extract.carriers import Carriers
from vedette.extract.nominals import of_noun, support_of
from vedette.model import (
    Analysis,
    Attribution,
    Block,
    Certainty,
    Modality,
    Polarity,
    Reading,
    Report,
    Tense,
    Zone,
)
from vedette.read.reader import Reader

_CERTAINTY = {
    Certainty.POSSIBLE: "POSSIBLE",
    Certainty.PROBABLE: "PROBABLE",
    Certainty.CERTAIN: "CERTAIN",
    Certainty.UNSTATED: "CERTAIN",
}
_POLARITY = {Polarity.AFFIRMED: "POS", Polarity.DENIED: "NEG"}
_STATED = frozenset({"CERTAIN", "PROBABLE", "POSSIBLE"})
_LATER = frozenset({Tense.PLANNED, Tense.HYPOTHETICAL})

Ends = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Happening:
    """Hold one annotated happening: its ends in the text and what is said of it."""

    start: int
    end: int
    certainty: str
    polarity: str
    time: str


@dataclass(frozen=True, slots=True)
class Article:
    """Hold an article: its report, happenings and links of speech."""

    report: Report
    happenings: tuple[Happening, ...]
    links: tuple[tuple[Happening, Happening], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold what was read of one article: links found, attributions right, pairs of labels."""

    links: int
    found: int
    attributions: int
    right: int
    certainty: tuple[tuple[str, str], ...]  # (theirs, ours)
    polarity: tuple[tuple[str, str], ...]
    later: tuple[tuple[str, str], ...]


def score(folder: Path) -> tuple[int, dict[str, float]]:
    """Return the number of articles and the measures in per cent."""
    articles = list(load(folder))
    readings = Reader().read_many(article.report for article in articles)
    return len(articles), measures(judge(*pair) for pair in zip(articles, readings, strict=True))


def load(folder: Path) -> Iterator[Article]:
    """Yield the articles of a folder of CAT files, in the order of their names."""
    for path in sorted(folder.rglob("*.xml")):
        yield article_of(ET.parse(path).getroot())  # noqa: S314 -- a local data set


def article_of(root: ET.Element) -> Article:
    """Return one article, printed anew: its headline, the line of its date, its text."""
    tokens = list(root.iter("token"))
    text, ends, blocks = "", {}, []
    for low, high in ((0, 0), (1, 1), (2, 10**6)):
        part = [t for t in tokens if low <= int(t.get("sentence", "0")) <= high]
        printed, places = print_anew([t.text or "" for t in part])
        if not part:
            continue
        start = len(text) + 2 * bool(text)
        text += "\n\n" * bool(text) + printed
        blocks.append(Block(Zone.BODY if high else Zone.HEADLINE, start, len(text)))
        for token, (a, b) in zip(part, places, strict=True):
            ends[token.get("t_id", "")] = (start + a, start + b)
    happenings = _happenings(root, ends)
    return Article(
        Report(Report.make_id("", "", text), text=text, blocks=tuple(blocks), language="en"),
        tuple(happenings.values()),
        tuple(_links(root, happenings)),
    )


def _happenings(root: ET.Element, ends: dict[str, Ends]) -> dict[str, Happening]:
    found = {}
    for each in root.iter("EVENT_MENTION"):
        anchors = [ends[a.get("t_id", "")] for a in each.iter("token_anchor")]
        if anchors:
            start, end = min(a for a, _ in anchors), max(b for _, b in anchors)
            labels = (each.get(k, "") for k in ("certainty", "polarity", "time"))
            found[each.get("m_id", "")] = Happening(start, end, *labels)
    return found


def _links(
    root: ET.Element, happenings: dict[str, Happening]
) -> Iterator[tuple[Happening, Happening]]:
    for link in root.iter("SLINK"):
        ends = [link.find(way) for way in ("source", "target")]
        names = [end.get("m_id", "") if end is not None else "" for end in ends]
        if all(name in happenings for name in names):
            yield happenings[names[0]], happenings[names[1]]


def judge(article: Article, reading: Reading) -> Judged:
    """Read one article and lay what is found beside what is marked."""
    attributions = find_attributions(reading)[0]
    could = [a for a in attributions if _could_be_link(article, a)]
    carriers = Carriers(Analysis(reading.report.id, attributions=attributions))
    pairs = [(h, modality_at(reading, carriers, h)) for h in article.happenings if h.certainty]
    return Judged(
        links=len(article.links),
        found=sum(any(_finds(a, link) for a in attributions) for link in article.links),
        attributions=len(could),
        right=sum(any(_finds(a, link) for link in article.links) for a in could),
        certainty=tuple(
            (h.certainty, _CERTAINTY[m.certainty]) for h, m in pairs if h.certainty in _STATED
        ),
        polarity=tuple(
            (h.polarity, _POLARITY[m.polarity]) for h, m in pairs if h.polarity in ("POS", "NEG")
        ),
        later=tuple(
            (h.time, "FUTURE" if m.tense in _LATER else "NON_FUTURE")
            for h, m in pairs
            if h.time in ("FUTURE", "NON_FUTURE")
        ),
    )


def modality_at(reading: Reading, carriers: Carriers, happening: Happening) -> Modality:
    """Return how a happening is put, by who carries it, as for an activity."""
    tokens = reading.tokens_between(happening.start, happening.end)
    inside = {t.i for t in tokens}
    top = next((t for t in tokens if t.head not in inside or t.head == t.i), None)
    if top is None:
        return Modality()
    modality = carriers.modality_of_deed(reading, top)
    if top.pos in ("VERB", "AUX", "ADJ"):
        return modality
    return of_noun(reading, top, support_of(reading, top), modality)


def _could_be_link(article: Article, attribution: Attribution) -> bool:
    cue = any(_reports(attribution, h) for h in article.happenings)
    return cue and any(_holds(attribution, h) for h in article.happenings)


def _finds(attribution: Attribution, link: tuple[Happening, Happening]) -> bool:
    return _reports(attribution, link[0]) and _holds(attribution, link[1])


def _reports(attribution: Attribution, happening: Happening) -> bool:
    return any(s.start < happening.end and happening.start < s.end for s in attribution.cue)


def _holds(attribution: Attribution, happening: Happening) -> bool:
    return any(s.start <= happening.start and happening.end <= s.end for s in attribution.content)


def measures(judged: Iterable[Judged]) -> dict[str, float]:
    """Count over all articles and return the measures in per cent."""
    every = list(judged)
    recall = _share(sum(j.found for j in every), sum(j.links for j in every))
    precision = _share(sum(j.right for j in every), sum(j.attributions for j in every))
    both = precision + recall
    certainty = [pair for j in every for pair in j.certainty]
    polarity = [pair for j in every for pair in j.polarity]
    numbers = {
        "reported_p": precision,
        "reported_r": recall,
        "reported_f1": 2 * precision * recall / both if both else 0.0,
        "certainty_acc": _accuracy(certainty),
        "certainty_macro_f1": _macro(certainty),
        "polarity_acc": _accuracy(polarity),
        "polarity_macro_f1": _macro(polarity),
        "denied_f1": _f1(polarity, "NEG"),
        "future_f1": _f1([pair for j in every for pair in j.later], "FUTURE"),
    }
    return {name: round(value, 1) for name, value in numbers.items()}


def _share(part: int, whole: int) -> float:
    return 100 * part / whole if whole else 0.0


def _accuracy(pairs: list[tuple[str, str]]) -> float:
    return _share(sum(a == b for a, b in pairs), len(pairs))


def _macro(pairs: list[tuple[str, str]]) -> float:
    labels = sorted({theirs for theirs, _ in pairs})
    return sum(_f1(pairs, label) for label in labels) / max(1, len(labels))


def _f1(pairs: list[tuple[str, str]], label: str) -> float:
    theirs, ours = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    both = sum(a == b == label for a, b in pairs)
    return _share(2 * both, theirs[label] + ours[label])
