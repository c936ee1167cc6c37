"""Vedette's whole way from files to the store, as its own process, with the cost per stage."""

from __future__ import annotations

import json
import resource
import sys
import time
from collections import Counter
from pathlib import Path

from vedette.read import english
from vedette.run import plan
from vedette.run.examples import example_folder
from vedette.run.ingest import ingest
from vedette.store.store import open_store


def main() -> None:
    """Ingest every file of a folder into a fresh store; print seconds, peak and stage costs."""
    folder, store, model = sys.argv[1:4]
    if "tag-all" in sys.argv[4:]:
        english.has_unknown_name = lambda _: True  # what the name gate saves
    with open_store(store + ".warm") as warm:  # models and catalogues load once, before the clock
        ingest([str(example_folder())], store=warm, model=model)
    costs = _clock_stages()
    with open_store(store) as opened:
        wall, cpu = time.perf_counter(), time.process_time()
        receipt = ingest([folder], store=opened, model=model)
        spent = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
    print(
        json.dumps(
            {
                "reports": receipt.added,
                "failed": receipt.failed,
                **spent,
                "peak_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
                "store_mib": Path(store).stat().st_size / 2**20,
                "stages": dict(costs),
            }
        )
    )


def _clock_stages() -> Counter[str]:
    """Wrap every stage of the plan in a clock; return the counter that it fills."""
    costs: Counter[str] = Counter()

    def clocked(stage: plan.Stage) -> plan.Stage:
        def run(reading: object, analysis: object) -> object:
            start = time.process_time()
            try:
                return stage.run(reading, analysis)  # type: ignore[arg-type]
            finally:
                costs[stage.name] += time.process_time() - start

        return plan.Stage(stage.name, stage.version, stage.reads, stage.writes, run)  # type: ignore[arg-type]

    plan.PLAN = tuple(clocked(stage) for stage in plan.PLAN)
    return costs


if __name__ == "__main__":
    main()
