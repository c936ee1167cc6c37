"""Run the plan over many reports: here, or in several processes, with the same result."""

from __future__ import annotations

import gc
import signal
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context

from vedette.errors import VedetteError
from vedette.model import Analysis, Failure, Report

CHUNK = 32  # reports handed to a process, and committed to the store, at a time


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold one report with its analysis, or with the failure that kept it from having one."""

    report: Report
    analysis: Analysis | None
    failure: Failure | None = None


def calm_collector() -> None:
    """Let the garbage collector run seldom.

    Analyses are many small frozen objects that refer to nobody above them: collecting often
    costs a third of the stages' time and frees nothing.
    """
    gc.set_threshold(50_000, 20, 50)


def chunked(items: Iterable[Report], size: int = CHUNK) -> Iterator[list[Report]]:
    """Cut a stream into lists of at most `size`."""
    stream = iter(items)
    while chunk := list(islice(stream, size)):
        yield chunk


def run_chunks(
    chunks: Iterable[Sequence[Report]], *, model: str, jobs: int = 1
) -> Iterator[list[Outcome]]:
    """Analyse chunks of reports in order; `jobs` processes share the work."""
    if jobs <= 1:
        for chunk in chunks:
            yield analyse_chunk(chunk, model)
        return
    # Forking a process that has threads (a progress bar has) can hang: start clean ones.
    with ProcessPoolExecutor(
        jobs, mp_context=get_context("spawn"), initializer=_leave_interrupts_to_the_parent
    ) as pool:
        yield from _in_order(pool, iter(chunks), model, ahead=2 * jobs)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_order(
    pool: ProcessPoolExecutor, chunks: Iterator[Sequence[Report]], model: str, ahead: int
) -> Iterator[list[Outcome]]:
    waiting: list[Future[list[Outcome]]] = []
    try:
        for chunk in chunks:
            waiting.append(pool.submit(analyse_chunk, list(chunk), model))
            if len(waiting) >= ahead:
                yield waiting.pop(0).result()
        while waiting:
            yield waiting.pop(0).result()
    finally:
        for future in waiting:
            future.cancel()


def analyse_chunk(chunk: Sequence[Report], model: str) -> list[Outcome]:
    """Analyse some reports; one that fails is an outcome like the others."""
    calm_collector()
    return [analyse_one(report, model) for report in chunk]


def analyse_one(report: Report, model: str) -> Outcome:
    """Read and analyse one report. A fault in a stage fails this report only, with a code."""
    from vedette.run.plan import analyse
    from vedette.run.readers import reader_for

    try:
        return Outcome(report, analyse(reader_for(model).read(report)))
    except VedetteError as error:
        if error.exit_code == 2 and error.code == "bad-argument":
            raise  # a setting of the user's, the same for every report
        return Outcome(report, None, Failure(_name(report), error.code, error.line()))
    except Exception as error:  # noqa: BLE001 - one report never stops a run; it is counted
        message = f"a fault in Vedette: {type(error).__name__}: {error}"
        return Outcome(report, None, Failure(_name(report), "fault", message))


def _name(report: Report) -> str:
    return report.url or report.headline or report.id
