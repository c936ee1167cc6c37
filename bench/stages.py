"""What each stage costs beside the bare parse: `python -m bench.stages [--rounds N]`.

The texts are the Wikinews articles of the gold set, whose names mostly stand in no catalogue. All
run in one process on one thread, by turns, and the least CPU time of the rounds counts: what
disturbs a run only ever adds to it.
"""

from __future__ import annotations

import argparse
import gc
import time
from collections import Counter, deque
from pathlib import Path

from vedette.extract.encoder.network import encoder
from vedette.extract.encoder.tasks import SPEECH, TOPONYMS
from vedette.extract.names import toponyms
from vedette.extract.speech import find as speech
from vedette.gather.gather import gather
from vedette.model import Analysis, Reading, Report
from vedette.read.english import load_model
from vedette.read.reader import Reader
from vedette.run.config import DEFAULT_MODEL
from vedette.run.plan import PLAN

PARSE, WITH_NAMES = "tokens, tags, parse", "the same and names"
SPEAKING = ("attribution", "speakers")  # who says it; all other stages are about what is said
VALUES = "figures, times, places, things, activities, claims"
GOLD = Path(__file__).resolve().parents[1] / "quality" / "gold"


def main() -> None:
    """Print CPU seconds of the parse and of every stage, and the ratios."""
    parser = argparse.ArgumentParser(prog="python -m bench.stages")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    reports = _reports()
    readings = list(Reader().read_many(reports))
    rounds = [_round(reports, readings) for _ in range(arguments.rounds + 1)][1:]  # one to warm up
    least = {name: min(one[name] for one in rounds) for name in rounds[0]}
    least[VALUES] = sum(least[s.name] for s in PLAN if s.name not in SPEAKING)
    tokens = sum(len(reading.tokens) for reading in readings)
    print(f"{len(reports)} texts, {tokens} tokens, {arguments.rounds} rounds")
    for name, seconds in least.items():
        print(f"  {name:32}{seconds:7.2f} s{1000 * seconds / len(reports):8.2f} ms/text")
    for name in (PARSE, WITH_NAMES):
        print(f"  attribution / {name}: {least['attribution'] / least[name]:.2f}")
        print(f"  {VALUES} / {name}: {least[VALUES] / least[name]:.2f}")


def _round(reports: list[Report], readings: list[Reading]) -> Counter[str]:
    """Return the CPU seconds of the parse, of each stage over all texts, of the networks alone."""
    paragraphs = [r.text[b.start : b.end] for r in reports for b in r.blocks]
    nlp = load_model(DEFAULT_MODEL)
    words = [name for name in ("attribute_ruler", "lemmatizer") if name in nlp.pipe_names]
    spent: Counter[str] = Counter()
    for name, without in ((PARSE, [*words, "ner"]), (WITH_NAMES, words)):
        gc.collect()
        start = time.process_time()
        deque(nlp.pipe(paragraphs, batch_size=128, disable=without), maxlen=0)
        spent[name] += time.process_time() - start
    gc.collect()
    for reading in readings:
        analysis = Analysis(reading.report.id)
        for stage in PLAN:
            start = time.process_time()
            analysis = stage.run(reading, analysis)
            spent[stage.name] += time.process_time() - start
        spent.update(_networks(reading, analysis))
    return spent


def _networks(reading: Reading, analysis: Analysis) -> dict[str, float]:
    """Return what both networks would take if they were asked about every sentence."""
    spent = {}
    for name, task in (("sources and contents", SPEECH), ("places", TOPONYMS)):
        network = encoder("en", task)
        if network is None:
            continue
        told = (
            speech.told(reading, ())
            if task is SPEECH
            else toponyms.told(
                reading, analysis.mentions, toponyms.towns_of(reading), network.alphabet
            )
        )
        start = time.process_time()
        network.spans(reading, told)
        spent[f"all {name} marked"] = time.process_time() - start
    return spent


def _reports() -> list[Report]:
    folders = [GOLD / part / "texts" for part in ("headline", "develop")]
    paths = [str(path) for folder in folders for path in sorted(folder.glob("*.txt"))]
    return [one.report for one in gather(paths) if one.report is not None]


if __name__ == "__main__":
    main()
