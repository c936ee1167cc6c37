"""The set: agencies' texts with what editors made of them, and what only looks like a reprint."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from quality.meantime import load as load_meantime
from quality.origins import edits
from vedette.gather.assemble import Origin as Item
from vedette.gather.gather import gather
from vedette.gather.text import read_text
from vedette.model import Report
from vedette.run.examples import example_folder

GOLD = Path(__file__).parents[1] / "gold"
FEWEST_SENTENCES = 7
START = date(2024, 3, 1)
AGENCIES = ("Northwire", "Baltpress")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")
NEGATIVE, POSITIVE = 3, 2  # of five base texts: made into look-alikes, edited
# The example corpus says itself which of its reports print one text.
REPRINTED = "drills-cut"

_SENTENCE = re.compile(r"(?<=[.!?])[\"”]?\s+(?=[“\"A-Z])")


@dataclass(frozen=True, slots=True)
class Case:
    """Hold a report with the texts that it goes back to, and how it was made."""

    report: Report
    texts: frozenset[str]
    kind: str
    half: int


def cases(folder: Path | None = None) -> list[Case]:
    """Return all reports of the set; with MEANTIME's folder, of all its articles."""
    words = tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))
    bases = [one for one in _bases(folder) if len(one[1]) >= FEWEST_SENTENCES]
    positive = [one for i, one in enumerate(bases) if i % 5 < POSITIVE]
    negative = [one for i, one in enumerate(bases) if i % 5 >= POSITIVE]
    made = [*_edited(positive, words), *_alike(negative, words), *_independent(words)]
    made += [*_bulletins(words), *_example()]
    return made


def _bases(folder: Path | None) -> Iterator[tuple[str, list[str]]]:
    """Yield free articles as sentences: Wikinews, in MEANTIME's selection."""
    if folder is not None:
        texts = [("\n\n".join(_paragraphs(one.report))) for one in load_meantime(folder)]
    else:
        files = sorted(GOLD.glob("*/texts/*.txt"), key=lambda path: path.name)
        texts = [path.read_text(encoding="utf-8").split("\n\n", 2)[-1] for path in files]
    for number, text in enumerate(texts):
        yield f"wikinews-{number}", _SENTENCE.split(" ".join(text.split()))


def _paragraphs(report: Report) -> list[str]:
    return [report.text[block.start : block.end] for block in report.blocks][2:]


def _paper(text: str, *, publisher: str, day: int, url: str, credit: str | None = None) -> Report:
    head = {"publisher": publisher, "url": f"https://example.org/{url}", "credit": credit}
    head["date"] = (START + timedelta(days=day)).isoformat()
    lines = "\n".join(f"{key}: {value}" for key, value in head.items() if value)
    data = f"{lines}\nheadline: Report {url}\n\n{text}\n".encode()
    return read_text(data, Item(url, date(2025, 1, 1)))[0]


def _edited(bases: Sequence[tuple[str, list[str]]], words: dict[str, list[str]]) -> Iterator[Case]:
    for number, (key, sentences) in enumerate(bases):
        half, day, agency = number % 2, number, AGENCIES[number % 2]
        text = frozenset({key})
        wire = _paper(edits.paragraphs(sentences), publisher=agency, day=day, url=f"{key}/wire")
        yield Case(wire, text, "wire", half)
        made = {name: edit(sentences, number) for name, edit in edits.ALONE.items()}
        made["own_intro"] = edits.own_intro(sentences, number, words["intros"])
        made["own_background"] = edits.own_background(sentences, number, words["own_background"])
        for place, (name, printed) in enumerate(made.items()):
            credit = agency if edits.chosen(f"{key}{name}", 2) else None
            url, outlet = f"{key}/{name}", f"Outlet {place}"
            later = day + edits.chosen(url, 2)
            paper = _paper(printed, publisher=outlet, day=later, url=url, credit=credit)
            yield Case(paper, text, name, half)
        if number >= 2:  # with the last text of the same half, which another agency sent
            other_key, other = bases[number - 2]
            printed = edits.mixture(sentences, other)
            url = f"{key}/mixture"
            paper = _paper(printed, publisher="Outlet 20", day=day + 1, url=url)
            yield Case(paper, text | {other_key}, "mixture", half)


def _alike(bases: Sequence[tuple[str, list[str]]], words: dict[str, str]) -> Iterator[Case]:
    """Yield reports of different texts that share a quotation, a background, a site's lines."""
    kinds = ("quotation", "boilerplate", "follow_up", "passage", "plain")
    for number, (key, sentences) in enumerate(bases):
        kind, half = kinds[number // 2 % len(kinds)], number // 2 // len(kinds) % 2
        lines = list(sentences)
        if kind == "quotation":
            lines.insert(2, words["quotation"].strip() + " the minister said.")
        elif kind == "boilerplate":
            lines += [words["developing"], words["site"]]
        elif kind == "follow_up":
            lines = [*lines[:5], words["background"]]
        elif kind == "passage" and number % 2:
            lines[4:4] = bases[number - 1][1][3:5]
        publisher = "Northwire" if kind == "follow_up" else f"Outlet {number % 7}"
        paper = _paper(
            edits.paragraphs(lines), publisher=publisher, day=number, url=f"{key}/{kind}"
        )
        yield Case(paper, frozenset({key}), kind, half)


def _independent(words: dict[str, list[dict[str, str]]]) -> Iterator[Case]:
    for number, pair in enumerate(words["independent"]):
        for name, text in pair.items():
            key = f"independent-{number}-{name}"
            paper = _paper(text, publisher=f"Paper {name}", day=number, url=key)
            yield Case(paper, frozenset({key}), "independent", number % 2)


def _bulletins(words: dict[str, list[str]]) -> Iterator[Case]:
    for number, form in enumerate(words["bulletins"]):
        for day in range(6):
            key = f"bulletin-{number}-{day}"
            counts = {name: 2 + edits.chosen(key + name, 180) for name in "abcdefg"}
            text = form.format(day=DAYS[day], **counts)
            house = "Ministry press service" if day < 4 else f"Paper {day}"
            paper = _paper(text, publisher=house, day=day, url=key)
            yield Case(paper, frozenset({key}), "bulletin", number % 2)


def _example() -> Iterable[Case]:
    """Yield the example corpus: its reports are independent but for one wire story's reprints."""
    for item in gather([str(example_folder())]):
        if item.report is not None:
            one = item.report
            key = REPRINTED if REPRINTED in item.item and "agenc" not in item.item else one.thread
            yield Case(one, frozenset({key}), "example", 1)
