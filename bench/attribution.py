"""What attribution costs beside the bare parse: `python -m bench.attribution [--rounds N]`.

The texts are the Wikinews articles of the gold set. All run in one process on one thread, by
turns, and the least CPU time of the rounds counts: what disturbs a run only ever adds to it.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from vedette.extract.attribution import find_attributions
from vedette.extract.encoder.network import encoder
from vedette.extract.encoder.tasks import SPEECH
from vedette.extract.speech.find import told
from vedette.gather.gather import gather
from vedette.model import Reading, Report
from vedette.read.english import load_model
from vedette.read.reader import Reader
from vedette.run.config import DEFAULT_MODEL

PARSE, WITH_NAMES, ATTRIBUTION = "tokens, tags, parse", "the same and names", "attribution"
GOLD = Path(__file__).resolve().parents[1] / "quality" / "gold"


def main() -> None:
    """Print CPU seconds of the parse, of attribution and of the network in it, and the ratios."""
    parser = argparse.ArgumentParser(prog="python -m bench.attribution")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    reports = _reports()
    readings = list(Reader().read_many(reports))
    jobs = _jobs(reports, readings)
    for job in jobs.values():
        job()
    least = {name: min(times) for name, times in _times(jobs, arguments.rounds).items()}
    tokens = sum(len(reading.tokens) for reading in readings)
    print(f"{len(reports)} texts, {tokens} tokens, {arguments.rounds} rounds")
    for name, seconds in least.items():
        print(f"  {name:22}{seconds:7.2f} s{1000 * seconds / len(reports):8.2f} ms/text")
    for name in (PARSE, WITH_NAMES):
        print(f"  attribution / {name}: {least[ATTRIBUTION] / least[name]:.2f}")


def _jobs(reports: list[Report], readings: list[Reading]) -> dict[str, Callable[[], None]]:
    paragraphs = [r.text[b.start : b.end] for r in reports for b in r.blocks]
    nlp = load_model(DEFAULT_MODEL)
    words = [name for name in ("attribute_ruler", "lemmatizer") if name in nlp.pipe_names]
    network = encoder("en", SPEECH)

    def parse(*without: str) -> None:
        deque(nlp.pipe(paragraphs, batch_size=128, disable=[*words, *without]), maxlen=0)

    def attribute() -> None:
        deque(map(find_attributions, readings), maxlen=0)

    def mark() -> None:
        if network is not None:
            deque((network.spans(r, told(r, ())) for r in readings), maxlen=0)

    return {
        PARSE: lambda: parse("ner"),
        WITH_NAMES: parse,
        ATTRIBUTION: attribute,
        "of it the network": mark,
    }


def _reports() -> list[Report]:
    folders = [GOLD / part / "texts" for part in ("headline", "develop")]
    paths = [str(path) for folder in folders for path in sorted(folder.glob("*.txt"))]
    return [one.report for one in gather(paths) if one.report is not None]


def _times(jobs: dict[str, Callable[[], None]], rounds: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            gc.collect()
            start = time.process_time()
            job()
            times[name].append(time.process_time() - start)
    return times


if __name__ == "__main__":
    main()
