"""What the server costs: `python -m bench.desk [--reports N]`; each call many times, on one store.

The store holds the made-up reports of `bench.synthetic` with what a reader would find in them: ten
claims a report or so, with speakers, figures, places and days, on a few hundred activities of very
different size. No language model takes part.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import tempfile
import time
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path

import numpy as np

from bench import synthetic
from vedette.model import (
    Activity,
    Analysis,
    Attribution,
    Bound,
    Claim,
    EntityKind,
    Figure,
    Modality,
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
)
from vedette.run import linking, stories
from vedette.run.config import Settings
from vedette.store.store import Store, open_store

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BATCH = 500
FILLS = 0.01
FIGURES = 2  # a report
VALUES = (6_500, 6_800, 7_000, 8_000, 12_500, 13_000, 30_000, 100_000)
FIRST = ("Anna", "Jonas", "Pavel", "Ilse", "Marta", "Oleg", "Henrik", "Lena", "Tomas", "Vera")
LAST = ("Nov", "Star", "Bel", "Kras", "Zel", "Rud", "Lip", "Tur", "Var", "Gor", "Mal", "Vys")
NAMES = tuple(
    f"{head}{tail} {noun}"
    for noun in ("Shield", "Storm", "Wall")
    for tail in ("ava", "insk", "olje", "evo", "usk", "anka", "itsa", "ograd")
    for head in LAST
)
PREDICATES = ("statement", "strength", "count", "movement", "warning", "strike or attack")
CALLS = {
    "session": "/session",
    "coverage": "/coverage",
    "reports": "/reports",
    "reports, deep": "/reports?page=DEEP",
    "reports by words": "/reports?text=military+ministry",
    "reports of a publisher": "/reports?publisher=Northwire",
    "report": "/reports/REPORT",
    "claims": "/claims",
    "claims, deep": "/claims?page=DEEP",
    "claims of a subject": "/claims?subject=Turinsk+Storm",
    "claims of a speaker": "/claims?speaker=SPEAKER",
    "claims at a place": "/claims?place=Zelava",
    "claims denied": "/claims?polarity=denied",
    "claims with words": "/claims?text=military+border",
    "claims by grade": "/claims?grade=F",
    "claims as of": "/claims?as_of=2015-01-20",
    "facets": "/claims/facets",
    "facets, narrowed": "/claims/facets?predicate=strength&polarity=denied",
    "activities": "/activities",
    "figures, small": "/figures?subject=Lipava+Shield",
    "figures, large": "/figures?subject=Novava+Shield",
    "histories": "/histories?subject=Lipava+Shield",
    "statements": "/statements?subject=Lipava+Shield",
    "denials": "/denials?subject=Lipava+Shield",
    "timeline": "/timeline?subject=Lipava+Shield",
    "timeline of all": "/timeline",
    "changes": "/changes?since=2015-01-20&until=2015-01-21",
    "gaps": "/gaps?subject=Lipava+Shield",
    "stories": "/stories",
    "origins": "/origins",
    "incidents": "/incidents",
    "names": "/names",
    "sources": "/sources",
    "source": "/source?name=Northwire",
    "judgements": "/judgements",
}


def main() -> None:
    """Print, for each call, what the first one costs and the later ones, in CPU time."""
    parser = argparse.ArgumentParser(prog="python -m bench.desk")
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--store", help="kept there; made where it is not")
    parser.add_argument("--only", help="calls with this word in their name")
    arguments = parser.parse_args()
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(arguments.store or f"{folder}/bench.db")
        if not path.exists():
            _fill(path, arguments.reports)
        _measure(path, arguments.times, arguments.only or "")


def _fill(path: Path, number: int) -> None:
    begun = time.perf_counter()
    rng = np.random.default_rng(7)
    with open_store(str(path)) as store:
        items = (_read(report, rng) for report in synthetic.reports(number))
        while batch := list(islice(items, BATCH)):
            store.add(batch, ingested_at=NOW)
        linking.link(store)
        stories.group(store)
        _say_what_there_is(store, path)
    print(f"made in {time.perf_counter() - begun:,.0f} s")


def _say_what_there_is(store: Store, path: Path) -> None:
    with store.view() as view:
        counts = view.counts()
    size = path.stat().st_size / 2**20
    print(f"{counts['reports']:,} reports, {counts['claims']:,} claims, {size:,.0f} MiB")


def _measure(path: Path, times: int, only: str) -> None:
    from fastapi.testclient import TestClient

    from vedette.web.app import create_app

    client = TestClient(create_app(Settings(store=str(path))), base_url="http://localhost")
    api = "/api/v1"
    report = client.get(f"{api}/reports?limit=1").json()["data"][0]["id"]
    speaker = client.get(f"{api}/claims?limit=1").json()["data"][0]["carrier"]["speaker"]["name"]
    print(f"{'call':24}{'first ms':>10}{'median':>9}{'p95':>9}{'304':>8}{'KiB':>8}")
    for name, template in CALLS.items():
        if only not in name:
            continue
        address = api + template.replace("REPORT", report).replace("SPEAKER", speaker)
        if "DEEP" in address:
            address = address.replace("DEEP", _deep(client, address.partition("?")[0]))
        first, answer = _time(client, address)
        if answer.status_code != 200:
            print(f"{name:24}{first:10.0f}   {answer.status_code} {answer.json()['detail'][:60]}")
            continue
        later = sorted(_time(client, address)[0] for _ in range(times))
        tag = answer.headers.get("etag", "")
        fresh = statistics.median(
            _time(client, address, {"If-None-Match": tag})[0] for _ in range(5)
        )
        p95 = later[max(0, round(len(later) * 0.95) - 1)]
        size = len(answer.content) / 1024
        print(
            f"{name:24}{first:10.0f}{statistics.median(later):9.1f}{p95:9.1f}{fresh:8.1f}{size:8.0f}",
            flush=True,
        )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:,.0f} MiB")


def _deep(client: object, path: str) -> str:
    """Return the token of a page some way down a list."""
    token = ""
    for _ in range(10):
        query = f"limit=500&page={token}" if token else "limit=500"
        token = client.get(f"{path}?{query}").json()["page"]["next"] or token  # type: ignore[attr-defined]
    return token


def _time(
    client: object, address: str, headers: dict[str, str] | None = None
) -> tuple[float, object]:
    begun = time.process_time()
    answer = client.get(address, headers=headers or {})  # type: ignore[attr-defined]
    return (time.process_time() - begun) * 1000, answer


# ---- what a reader would find ------------------------------------------------------------------


def _read(report: Report, rng: np.random.Generator) -> tuple[Report, Analysis]:
    """Return a report with claims in it: each sentence is somebody's, many hold a number."""
    found = list(_sentences(report.text))
    # One exercise fills the papers, the others have a few dozen reports each.
    name = NAMES[0 if rng.random() < FILLS else int(rng.integers(1, len(NAMES)))]
    subject = Ref(EntityKind.EXERCISE, name)
    whole = found[0]
    activity = Activity(
        Activity.make_id("exercise", name=name, report_id=report.id, span=whole),
        "exercise", whole, name,
    )  # fmt: skip
    speeches, figures, claims, places = [], [], [], []
    for span in found:
        speech = _speech(report, span, rng)
        speeches.append(speech)
        for each in _numbers(report.text, span) if len(figures) < FIGURES else ():
            place = _place(report.text, span) if rng.random() < 0.5 else None
            figures.append(_figure(report, each, name, place, speech, rng))
        day = date(2015, 1, 1) + timedelta(days=int(rng.integers(0, 400)))
        claims += [
            _claim(report, span, subject, str(predicate), speech, day, rng)
            for predicate in rng.choice(PREDICATES, 2, replace=False)
        ]
        places.append(
            PlaceMention(
                span,
                Where(
                    _place(report.text, span), precision=PlacePrecision.UNPLACED, reason="made up"
                ),
            )
        )
    return report, Analysis(
        report.id, tuple(speeches), tuple(figures), places=tuple(places),
        activities=(activity,), claims=tuple(claims), stages=("made@1",),
    )  # fmt: skip


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


def _place(text: str, span: Span) -> str:
    words = [word.strip(".,") for word in text[span.start : span.end].split(" ")]
    return next((word for word in words[1:] if word[:1].isupper()), "Zelava")


def _speech(report: Report, span: Span, rng: np.random.Generator) -> Attribution:
    first, last = FIRST[int(rng.integers(len(FIRST)))], LAST[int(rng.integers(len(LAST)))]
    speaker = Speaker(f"{first} {last}ov", EntityKind.PERSON, body=f"Ministry of {last}")
    source = Span.cut(report.text, span.start, span.start + 1)
    polarity = Polarity.DENIED if rng.random() < 0.05 else Polarity.AFFIRMED
    return Attribution(
        Attribution.make_id(report.id, (source,), (), (span,)),
        SpeechKind.INDIRECT, (source,), (), (span,), speaker, modality=Modality(polarity=polarity),
    )  # fmt: skip


def _figure(
    report: Report, span: Span, name: str, place: str | None, speech: Attribution,
    rng: np.random.Generator,
) -> Figure:  # fmt: skip
    value = float(rng.choice(VALUES))  # a few numbers go round
    bound = (Bound.EXACT, Bound.ABOUT, Bound.MORE_THAN)[int(rng.integers(3))]
    return Figure(
        Figure.make_id(report.id, span), span, span, value,
        None if bound is Bound.MORE_THAN else value, bound, "personnel",
        scope=Scope(name, place, assumed=() if place else ("place",)), attribution=speech.id,
        is_strength=True, modality=speech.modality,
    )  # fmt: skip


def _claim(
    report: Report, span: Span, subject: Ref, predicate: str, speech: Attribution, day: date,
    rng: np.random.Generator,
) -> Claim:  # fmt: skip
    value = Value(ValueKind.TEXT, span.quote)
    key = Claim.make_id(report.id, subject=subject, predicate=predicate, value=value, evidence=span)
    where = Where(_place(report.text, span), precision=PlacePrecision.UNPLACED, reason="made up")
    return Claim(
        key, report.id, subject, predicate, value, span, speech.id, speech.modality,
        when=When.on(day) if rng.random() < 0.2 else When(),
        where=where if rng.random() < 0.3 else None,
    )  # fmt: skip


if __name__ == "__main__":
    main()
