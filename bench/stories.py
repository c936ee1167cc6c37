"""What one more report costs: `python -m bench.stories [--rungs 10000 100000 1000000]`.

For each rung a store is filled with gists of synthetic reports, six to a happening, spread over
days as a busy archive is; then some more are placed one by one, each in a transaction of its own,
and the milliseconds for one are printed, with the most memory that the process took.
"""

from __future__ import annotations

import argparse
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import mean, quantiles

from vedette.compare.stories.gist import Gist
from vedette.compare.stories.group import story_id
from vedette.compare.stories.words import weighed
from vedette.model import Placement, Report, When
from vedette.run.stories import Grouper, row_of
from vedette.store.gists import GistRow
from vedette.store.intake import chunks
from vedette.store.rows import report_row
from vedette.store.store import Store, open_store
from vedette.store.tables import report as report_table

RUNGS = (10_000, 100_000, 1_000_000)
PER_STORY, PER_DAY, MEASURED = 6, 3_000, 300
FIRST_DAY = date(2020, 1, 1).toordinal()
COMMON, NAMES, WORDS = 4_000, 60_000, 90


def main() -> None:
    """Climb the ladder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rungs", type=int, nargs="+", default=RUNGS)
    with tempfile.TemporaryDirectory() as folder:
        for rung in parser.parse_args().rungs:
            with open_store(str(Path(folder) / f"{rung}.db")) as store:
                _fill(store, rung)
                _measure(store, rung)


def gist(number: int) -> Gist:
    """Return the gist of the synthetic report with this number, the same every time."""
    happening = number // PER_STORY
    plot = random.Random(happening)  # noqa: S311 -- made-up news
    names = [f"name{plot.randrange(NAMES)}" for _ in range(8)]
    topic = [f"word{int(plot.paretovariate(0.6)) % COMMON}" for _ in range(40)]
    own = random.Random(-number - 1)  # noqa: S311
    counts = Counter(names)
    counts.update(own.choices(topic, k=WORDS // 2))
    counts.update(f"word{int(own.paretovariate(0.6)) % COMMON}" for _ in range(WORDS // 2))
    named = weighed({name: counts[name] for name in names}, 40)
    words = weighed(counts, 120)
    day = FIRST_DAY + number // PER_DAY
    figures = weighed({str(plot.randrange(10, 9_999)): 1.0}, 20)
    key = make_report(number).id
    return Gist(key, words, words, named, named, figures, len(words), day, (day,), (day,))


def make_report(number: int) -> Report:
    """Return an empty report to hang a gist on."""
    day = date.fromordinal(FIRST_DAY + number // PER_DAY)
    url = f"https://example.org/{number}"
    return Report(Report.make_id("Example", url, ""), "", (), url, "Example", When.on(day))


def _fill(store: Store, count: int) -> None:
    for chunk in chunks(range(count), 2_000):
        _add_reports(store, chunk)
        with store.grouping() as gists:
            gists.add(list(_rows(chunk)))


def _rows(numbers: list[int]) -> Iterator[GistRow]:
    for number in numbers:
        one = gist(number)
        opener = make_report(number - number % PER_STORY).id
        yield row_of(
            number + 1, story_id(opener), one, Placement(one.report_id, None, 0.0, "made up")
        )


def _add_reports(store: Store, numbers: list[int]) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    rows = [
        report_row(make_report(number), no=number + 1, version=1, ingested_at=now)
        for number in numbers
    ]
    with store._writing() as connection:  # noqa: SLF001 -- a bench may look behind the door
        connection.execute(report_table.insert(), rows)


def _measure(store: Store, rung: int) -> None:
    grouper = Grouper(store)
    # More on happenings that are running, and the beginnings of new ones.
    fresh = range(rung, rung + MEASURED)
    spent = []
    for number in fresh:
        _add_reports(store, [number])
        one = gist(number)
        start = time.perf_counter()
        with store.grouping() as gists:
            grouper.place(gists, number + 1, one)
        spent.append(1000 * (time.perf_counter() - start))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    worst = quantiles(spent, n=20)[-1]
    print(
        f"{rung:>9} reports: {mean(spent):6.2f} ms for one more, {worst:.2f} ms for 19 of 20; "
        f"{peak:.0f} MiB at most",
        flush=True,
    )


if __name__ == "__main__":
    main()
