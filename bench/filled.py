"""A large store of made-up reports, with what a reader would find in them.

`python -m bench.filled PATH [--reports N]` writes it once: the reports of `bench.synthetic` with
some ten claims each, so that 100,000 reports hold a million claims. A few activities fill the
papers and very many are told of once or twice (Zipf); so do speakers, places and things. Every
fortieth report comes out a second time, edited. Some outlets are graded, some claims decided on.
No language model takes part, and the same number gives the same store.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

import numpy as np

from bench import synthetic
from vedette.compare.stories.group import make_gist
from vedette.compare.world import World
from vedette.model import (
    Activity,
    Analysis,
    Attribution,
    Bound,
    Claim,
    EntityKind,
    Figure,
    Judgement,
    JudgementKind,
    Mention,
    Modality,
    Placement,
    PlaceMention,
    PlacePrecision,
    Polarity,
    Ref,
    Report,
    Scope,
    Span,
    Speaker,
    SpeechKind,
    Value,
    ValueKind,
    When,
    Where,
    make_id,
)
from vedette.run import linking
from vedette.run.stories import row_of
from vedette.store.store import Store, open_store

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 500
CLAIMS = 10  # a report, or so
FIGURES = 2  # a report, at most
EDITED = 40  # every so many reports comes out again
DECIDED = 200  # claims accepted or rejected
FLAT = 6.0  # of the first activities: the largest has some four of a hundred reports
VALUES = (6_500, 6_800, 7_000, 8_000, 12_500, 13_000, 30_000, 100_000)
FIRST = ("Anna", "Jonas", "Pavel", "Ilse", "Marta", "Oleg", "Henrik", "Lena", "Tomas", "Vera")
LAST = ("Nov", "Star", "Bel", "Kras", "Zel", "Rud", "Lip", "Tur", "Var", "Gor", "Mal", "Vys")
TAILS = ("ava", "insk", "olje", "evo", "usk", "anka", "itsa", "ograd")
NOUNS = (
    "Shield", "Storm", "Wall", "Arrow", "Guard", "Hammer", "Spring", "Dawn", "Anchor", "Falcon",
    "Bridge", "Lance", "Harvest", "Frost", "Thunder", "Beacon",
)  # fmt: skip
NAMES = tuple(f"{head}{tail} {noun}" for noun in NOUNS for tail in TAILS for head in LAST)
PLACES = tuple(f"{head}{tail}" for tail in (*TAILS, "emeri", "enai") for head in LAST)
THINGS = tuple(f"{letter}-{number}" for letter in ("T", "S", "KR", "MQ") for number in range(50))
TYPES = ("exercise", "deployment", "strike or attack", "movement")
PREDICATES = ("statement", "strength", "count", "movement", "warning", "strike or attack")


def main() -> None:
    """Write the store, unless it is there."""
    parser = argparse.ArgumentParser(prog="python -m bench.filled")
    parser.add_argument("store")
    parser.add_argument("--reports", type=int, default=100_000)
    arguments = parser.parse_args()
    fill(Path(arguments.store), arguments.reports)


def fill(path: Path, number: int, *, seed: int = 7) -> None:
    """Write the store, unless it is there; what is half done stands beside it."""
    if path.exists():
        return
    half, begun = path.with_name(f"{path.name}.half"), time.perf_counter()
    half.unlink(missing_ok=True)
    with open_store(str(half)) as store:
        _Filling(store, np.random.default_rng(seed)).fill(number)
        with store.view() as view:
            counts = view.counts()
    half.replace(path)
    size = path.stat().st_size / 2**20
    print(
        f"{counts['reports']:,} reports, {counts['claims']:,} claims, {size:,.0f} MiB,"
        f" made in {time.perf_counter() - begun:,.0f} s"
    )


class _Filling:
    """Fill one store, batch by batch."""

    def __init__(self, store: Store, rng: np.random.Generator) -> None:
        self._store = store
        self._read = Reader(rng)
        self._stories: dict[int, str] = {}

    def fill(self, number: int) -> None:
        made = self._made(number)
        while batch := list(islice(made, BATCH)):
            pairs = [(report, analysis) for report, analysis, _ in batch]
            self._store.add(pairs, ingested_at=NOW)
            linking.link(self._store)
            self._group(batch)
        self._decide()

    def _made(self, number: int) -> Iterator[tuple[Report, Analysis, int]]:
        for place, one in enumerate(synthetic.make(number)):
            yield one.report, self._read.analysis(one.report), one.happening
            if place % EDITED == 0:
                later = _edited(one.report)
                yield later, self._read.analysis(later), one.happening

    def _group(self, batch: Sequence[tuple[Report, Analysis, int]]) -> None:
        """Put reports into stories by what the generator knows; finding them takes ten minutes."""
        world = World.shipped()
        known = {report.id: (report, analysis, happening) for report, analysis, happening in batch}
        with self._store.grouping() as gists:
            for number, key in gists.pending(BATCH):
                report, analysis, happening = known[key]
                opened = happening not in self._stories
                story = self._stories.setdefault(happening, make_id("sto", str(happening)))
                found = Placement(key, None if opened else story, 5.0, "made up so")
                gists.add([row_of(number, story, make_gist(report, analysis, world), found)])

    def _decide(self) -> None:
        with self._store.view() as view:
            claims = view.claims(limit=DECIDED * 5)[::5]
            outlets = [publisher.name for publisher, _ in view.publishers()][:60]
        kinds = (JudgementKind.ACCEPT, JudgementKind.REJECT)
        made = [_judged(kinds[n % 2], one.id) for n, (_, one, _) in enumerate(claims)]
        made += [
            _judged(JudgementKind.REGRADE, name, value="ABCDE"[n % 5])
            for n, name in enumerate(outlets)
        ]
        self._store.add_judgements(made)


def _judged(kind: JudgementKind, a: str, value: str | None = None) -> Judgement:
    by = "person:Made Up"
    own = Judgement.make_id(kind, a=a, b=None, by=by, code="", value=value)
    return Judgement(own, kind, a, None, by, "made up", value=value, made_at=NOW)


def _edited(report: Report) -> Report:
    text = report.text.replace(" the ", " that ", 1)
    if len(text) != len(report.text) + 1:
        text = f"{report.text[:-1]},"
    # Blocks are cut from the text that they stand in: the edited one is a single block.
    block = replace(report.blocks[0], start=0, end=len(text))
    published = report.published
    assert published.start is not None  # noqa: S101 - the generator dates every report
    moved = When.on(published.start + timedelta(days=2), basis="header")
    key = Report.make_id(report.publisher, report.url, text)
    return replace(
        report, id=key, text=text, blocks=(block,), published=moved, dateline=None,
        retrieved_at=datetime.combine(moved.start or NOW.date(), datetime.min.time(), UTC),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Zipf:
    """Draw from names, the first ones by far the most often."""

    names: Sequence[str]
    steps: np.ndarray

    @classmethod
    def over(cls, names: Sequence[str], flat: float = FLAT) -> _Zipf:
        weights = 1 / (np.arange(len(names)) + flat)
        return cls(names, np.cumsum(weights / weights.sum()))

    def draw(self, rng: np.random.Generator) -> str:
        return self.names[min(int(np.searchsorted(self.steps, rng.random())), len(self.names) - 1)]


class Reader:
    """Say of a report what a reader would find in it."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        people = [f"{first} {last}{tail}ov" for tail in TAILS for last in LAST for first in FIRST]
        self._activities = _Zipf.over(NAMES)
        self._people = _Zipf.over(people)
        self._places = _Zipf.over(PLACES)
        self._things = _Zipf.over(THINGS)

    def analysis(self, report: Report) -> Analysis:
        """Return an analysis: each sentence is somebody's, many hold a number, a thing, a place."""
        rng, spans = self._rng, list(_sentences(report.text))
        name = self._activities.draw(rng)
        kind = TYPES[hash_of(name) % len(TYPES)]
        key = Activity.make_id(kind, name=name, report_id=report.id, span=spans[0])
        speeches = [self._speech(report, span) for span in spans]
        places = [self._place(span) for span in spans]
        figures: list[Figure] = []
        for span, speech, place in zip(spans, speeches, places, strict=True):
            numbers = islice(_numbers(report.text, span), FIGURES - len(figures))
            put = (self._figure(report, one, name, place.where.name, speech) for one in numbers)
            figures.extend(put)
        claims = self._claims(report, Ref(EntityKind.EXERCISE, name), spans, speeches, places)
        return Analysis(
            report.id, tuple(speeches), tuple(figures), places=tuple(places),
            mentions=tuple(self._mentions(spans)),
            activities=(Activity(key, kind, spans[0], name),),
            claims=tuple(claims), stages=("made@1",),
        )  # fmt: skip

    def _claims(
        self,
        report: Report,
        subject: Ref,
        spans: Sequence[Span],
        speeches: Sequence[Attribution],
        places: Sequence[PlaceMention],
    ) -> Iterator[Claim]:
        each_makes = -(-CLAIMS // len(spans))
        for span, speech, place in zip(spans, speeches, places, strict=True):
            for predicate in self._rng.choice(PREDICATES, each_makes, replace=False):
                yield self._claim(report, span, subject, str(predicate), speech, place.where)

    def _mentions(self, spans: Sequence[Span]) -> Iterator[Mention]:
        for span in spans[:3]:
            words = Span(span.start, span.start + 1, span.quote[:1])
            yield Mention(words, Ref(EntityKind.EQUIPMENT, self._things.draw(self._rng)))
            yield Mention(words, Ref(EntityKind.PERSON, self._people.draw(self._rng)), local=True)

    def _speech(self, report: Report, span: Span) -> Attribution:
        name = self._people.draw(self._rng)
        own = f"person/{name.lower().replace(' ', '-')}"
        speaker = Speaker(name, EntityKind.PERSON, own, body=f"Ministry of {name.split()[1]}")
        source = Span.cut(report.text, span.start, span.start + 1)
        polarity = Polarity.DENIED if self._rng.random() < 0.05 else Polarity.AFFIRMED
        return Attribution(
            Attribution.make_id(report.id, (source,), (), (span,)), SpeechKind.INDIRECT,
            (source,), (), (span,), speaker, modality=Modality(polarity=polarity),
        )  # fmt: skip

    def _place(self, span: Span) -> PlaceMention:
        name = self._places.draw(self._rng)
        if hash_of(name) % 4 == 0:
            return PlaceMention(span, Where(name, reason="made up"))
        lat, lon = 45 + hash_of(name) % 1500 / 100, 20 + hash_of(name) % 2300 / 100
        settlement = PlacePrecision.SETTLEMENT
        return PlaceMention(
            span, Where(name, hash_of(name) % 10_000_000, lat, lon, "BY", settlement, "made up")
        )

    def _figure(
        self, report: Report, span: Span, name: str, place: str, speech: Attribution
    ) -> Figure:
        rng = self._rng
        value = float(rng.choice(VALUES))  # a few numbers go round
        bound = (Bound.EXACT, Bound.ABOUT, Bound.MORE_THAN)[int(rng.integers(3))]
        where = place if rng.random() < 0.5 else None
        return Figure(
            Figure.make_id(report.id, span), span, span, value,
            None if bound is Bound.MORE_THAN else value, bound, "personnel",
            scope=Scope(name, where, assumed=() if where else ("place",)), attribution=speech.id,
            is_strength=True, modality=speech.modality,
        )  # fmt: skip

    def _claim(
        self,
        report: Report,
        span: Span,
        subject: Ref,
        predicate: str,
        speech: Attribution,
        where: Where,
    ) -> Claim:  # fmt: skip
        value = Value(ValueKind.TEXT, span.quote)
        key = Claim.make_id(
            report.id, subject=subject, predicate=predicate, value=value, evidence=span
        )
        day = date(2015, 1, 1) + timedelta(days=int(self._rng.integers(0, 400)))
        return Claim(
            key, report.id, subject, predicate, value, span, speech.id, speech.modality,
            when=When.on(day) if self._rng.random() < 0.2 else When(),
            where=where if self._rng.random() < 0.3 else None,
        )  # fmt: skip


def hash_of(name: str) -> int:
    """Return a number that a name always gives."""
    return int(make_id("num", name)[-8:], 16)


def _sentences(text: str) -> Iterator[Span]:
    start = 0
    for part in text.split("\n\n"):
        yield Span.cut(text, start, start + len(part))
        start += len(part) + 2


def _numbers(text: str, span: Span) -> Iterator[Span]:
    place = span.start
    for word in text[span.start : span.end].split(" "):
        if word.replace(",", "").isdigit():
            yield Span.cut(text, place, place + len(word))
            return
        place += len(word) + 1


if __name__ == "__main__":
    main()
