"""Reports into the store: gather, skip what is known, analyse, append, and give a receipt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from secrets import token_hex
from typing import BinaryIO

from vedette.gather.gather import Gathered, gather
from vedette.model import Analysis, Failure, Receipt, Report, StageCount, make_id
from vedette.read import model_label
from vedette.run.clock import now
from vedette.run.linking import Linker
from vedette.run.plan import stages_of
from vedette.run.runner import CHUNK, Outcome, chunked, run_chunks
from vedette.run.stories import Grouper
from vedette.store.store import Store

Progress = Callable[[int], None]


@dataclass(slots=True)
class _Tally:
    """Count what happens during one run; turned into a receipt at its end."""

    started: datetime
    id: str
    sources: tuple[str, ...]
    is_noted: bool = False
    added: int = 0
    known: int = 0
    failures: list[Failure] = field(default_factory=list)
    warnings: list[Failure] = field(default_factory=list)
    abstained: Counter[tuple[str, str]] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Hold the store with the stages that an up-to-date analysis went through."""

    store: Store
    stages: tuple[str, ...]


def ingest(
    paths: Sequence[str],
    *,
    store: Store,
    model: str,
    jobs: int = 1,
    stdin: BinaryIO | None = None,
    progress: Progress | None = None,
) -> Receipt:
    """Take reports into the store and return the receipt, which the store keeps too.

    What is in the store already is skipped. Each chunk is one transaction: a run that is killed
    loses at most the chunk in hand, and the same command goes on from there. On Ctrl-C the
    receipt says `interrupted`.
    """
    tally = _begin(paths)
    interrupted = False
    try:
        shelf = _Shelf(store, stages_of(model_label(model)))
        linker, grouper = Linker(store), Grouper(store)
        linker.link()  # a store that an older version filled has no sketches yet
        grouper.group()  # nor stories
        fresh = _fresh(gather(paths, stdin=stdin), shelf=shelf, tally=tally, progress=progress)
        for outcomes in run_chunks(chunked(fresh), model=model, jobs=jobs):
            _append(outcomes, store=store, tally=tally)
            linker.link()
            grouper.group((one.report, one.analysis) for one in outcomes if one.analysis)
            if progress:
                progress(len(outcomes))
    except KeyboardInterrupt:
        interrupted = True
    if interrupted:  # wherever it struck, no half-open transaction may keep the receipt out
        store.let_go()
    receipt = _receipt(tally, interrupted=interrupted)
    store.add_receipt(receipt)
    return receipt


def _begin(paths: Sequence[str]) -> _Tally:
    started = now()
    # Two runs over the same folder may begin within one second; each is an import of its own.
    run = make_id("rcp", started.isoformat(), token_hex(8), *paths)
    return _Tally(started, run, tuple(paths))


def _note(store: Store, tally: _Tally) -> None:
    """Keep a receipt from the first chunk on: a run that is killed can be reverted too."""
    if not tally.is_noted:
        store.add_receipt(_receipt(tally, interrupted=True))
        tally.is_noted = True


def _fresh(
    items: Iterator[Gathered], *, shelf: _Shelf, tally: _Tally, progress: Progress | None
) -> Iterator[Report]:
    """Yield the reports that the store lacks, asking it about a chunk at a time."""
    seen: dict[str, str] = {}
    chunk: list[Report] = []
    for item in items:
        tally.warnings.extend(item.warnings)
        if item.failure:
            tally.failures.append(item.failure)
            if progress:
                progress(1)
        if item.report is None:
            continue
        if item.report.id in seen:
            message = f"{item.item}: the same report as {seen[item.report.id]}; kept once"
            tally.warnings.append(Failure(item.item, "same-text", message))
            tally.known += 1
            if progress:
                progress(1)
            continue
        seen[item.report.id] = item.item
        chunk.append(item.report)
        if len(chunk) >= CHUNK:
            yield from _unknown(chunk, shelf=shelf, tally=tally, progress=progress)
            chunk = []
    yield from _unknown(chunk, shelf=shelf, tally=tally, progress=progress)


def _unknown(
    chunk: list[Report], *, shelf: _Shelf, tally: _Tally, progress: Progress | None
) -> list[Report]:
    """Return the reports to analyse: new ones, and known ones that older stages analysed."""
    ids = [report.id for report in chunk]
    known = shelf.store.known(ids, stages=shelf.stages)
    forgotten = shelf.store.forgotten(ids) - known
    for report in chunk:
        if report.id in forgotten:
            name = report.url or report.headline or report.id
            message = f"{name}: forgotten earlier; its tombstone keeps it out"
            tally.warnings.append(Failure(name, "forgotten", message))
    if known:
        _note(shelf.store, tally)
        shelf.store.bring(tally.id, known)
    tally.known += len(known | forgotten)
    if progress and (known or forgotten):
        progress(len(known | forgotten))
    return [report for report in chunk if report.id not in known | forgotten]


def _append(outcomes: list[Outcome], *, store: Store, tally: _Tally) -> None:
    batch: list[tuple[Report, Analysis]] = []
    for outcome in outcomes:
        if outcome.failure:
            tally.failures.append(outcome.failure)
        if outcome.analysis is not None:
            batch.append((outcome.report, outcome.analysis))
    if batch:
        _note(store, tally)
        tally.added += store.add(batch, ingested_at=now(), import_id=tally.id)
    for _, analysis in batch:
        _count(analysis, tally)


def _count(analysis: Analysis, tally: _Tally) -> None:
    for label in analysis.stages:
        if not label.startswith("data:"):
            tally.done[label.split("@")[0].split(":")[0]] += 1
    for abstention in analysis.abstentions:
        tally.abstained[abstention.stage, abstention.reason] += 1


def _receipt(tally: _Tally, *, interrupted: bool) -> Receipt:
    finished = now()
    stages = tuple(
        StageCount(
            stage,
            done,
            tuple(
                (reason, n)
                for (name, reason), n in sorted(tally.abstained.items())
                if name == stage.split(":")[0]
            ),
        )
        for stage, done in tally.done.items()
    )
    return Receipt(
        id=tally.id,
        started_at=tally.started,
        finished_at=finished,
        sources=tally.sources,
        added=tally.added,
        known=tally.known,
        stages=stages,
        failures=tuple(tally.failures),
        warnings=tuple(tally.warnings),
        interrupted=interrupted,
    )
