"""Commands that change the store: `ingest`, `forget`, `demo`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from vedette.cli import listing
from vedette.cli.console import console, print_json
from vedette.model import Receipt
from vedette.model.words import short_id
from vedette.run.config import Settings, load_settings
from vedette.run.contract import receipt_data
from vedette.run.examples import EXAMPLE_SUBJECT, example_folder
from vedette.run.ingest import ingest as run_ingest
from vedette.run.queries import forget as run_forget
from vedette.store.store import open_store

SHOWN_FAILURES = 20  # beyond these the rest is counted; --json lists all


def ingest(paths: Sequence[str], *, settings: Settings, jobs: int, as_json: bool) -> Receipt:
    """Take reports in with a progress bar, print the receipt, and return it."""
    with open_store(settings.store) as store, _bar() as bar:
        task = bar.add_task("reports", total=None)
        receipt = run_ingest(
            paths,
            store=store,
            model=settings.model,
            jobs=jobs,
            stdin=sys.stdin.buffer,
            progress=lambda n: bar.advance(task, n),
        )
    if as_json:
        print_json(receipt_data(receipt))
    else:
        show_receipt(receipt, settings.store)
    return receipt


def _bar() -> Progress:
    err = console(stderr=True)
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=err,
        transient=True,
        disable=not err.is_terminal,
    )


def show_receipt(receipt: Receipt, store: str) -> None:
    """Print what a run did, in a few lines."""
    out = console()
    if receipt.interrupted:
        out.print("Interrupted. What is stored stays; the same command goes on from here.")
    out.print(
        f"{receipt.added} reports added, {receipt.known} known already, "
        f"{receipt.failed} failed  ({store})"
    )
    for failure in receipt.failures[:SHOWN_FAILURES]:
        out.print(Text(f"  failed [{failure.code}] {failure.message}"))
    if receipt.failed > SHOWN_FAILURES:
        out.print(f"  and {receipt.failed - SHOWN_FAILURES} more; --json lists them all")
    for warning in receipt.warnings[:SHOWN_FAILURES]:
        out.print(Text(f"  note [{warning.code}] {warning.message}"))
    undecided = sum(n for stage in receipt.stages for _, n in stage.abstained)
    if undecided:
        out.print(f"{undecided} things seen and left undecided; vedette ignored FILE shows them")


def forget(report: str, *, reason: str, settings: Settings) -> None:
    """Remove one report and say what was removed."""
    with open_store(settings.store) as store:
        gone = run_forget(store, report, reason=reason)
    name = gone.headline or gone.url or gone.publisher or "report"
    console().print(f"Forgot {short_id(gone.id)}: {name}. A tombstone keeps the reason.")


def demo(store: str | None) -> None:
    """Ingest the example corpus and print the strength board and a short summary."""
    settings = load_settings(store=store or "vedette-demo.db")
    Path(settings.store).parent.mkdir(parents=True, exist_ok=True)
    ingest([str(example_folder())], settings=settings, jobs=1, as_json=False)
    picture = listing.Picture(settings.store)
    console().print()
    listing.figures(EXAMPLE_SUBJECT, picture, as_json=False)
    console().print()
    listing.brief(EXAMPLE_SUBJECT, picture, as_json=False)
    console().print()
    console().print(Text(f"In a browser: vedette serve --store {settings.store}"))
    console().print(Text(f"A text against it: vedette check FILE --store {settings.store}"))
