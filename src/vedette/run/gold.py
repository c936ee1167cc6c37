"""Persons' decisions as gold data: out of one store and into another, line by line.

One JSON object per line, in UTF-8:

    {"format": "vedette-judgement-1",
     "id": "jdg-...",                  digest of decision, a, b, by, code and value
     "decision": "reject",             accept, reject, same, not same, regrade, edit
     "code": "",                       origin, story, utterance, names; of an edit the field
     "a": "fig-...", "b": null,        what is decided on: ids, names of speakers or of an outlet
     "value": null,                    the grade of a regrade, the new value of an edit
     "by": "person:mira", "made_at": "2025-10-01T12:00:00+00:00", "reason": "...",
     "evidence": [],
     "words": [{"id": "fig-...", "noun": "figure", "report": "rep-...", "publisher": "...",
                "url": "...", "start": 120, "end": 141, "quote": "...", "says": [...], "of": ""}]}

`words` holds for each claim, figure or report decided on the report's digest, the offsets in code
points of its text and the exact words; `says` is what was read there (predicate, kind and text of
the value; or what is counted, low, high and bound), `of` a claim's subject. Unknown keys are
passed over, so that keys can be added.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from vedette.compare.contradictions import question_of
from vedette.errors import BadArgumentError, NotFoundError
from vedette.model import Anchor, Failure, Judgement, JudgementKind, Receipt, make_id
from vedette.model.words import short_id
from vedette.run import people
from vedette.run.clock import now
from vedette.run.deciding import UNDO
from vedette.run.goldline import FORMAT, BadLine, parse_line
from vedette.run.imports import bring_back
from vedette.store.anchors import anchor_of
from vedette.store.standing import IMPORT
from vedette.store.store import Store
from vedette.store.view import View

BAD, OLDER, TAKEN_BACK = "bad-judgement", "older", "taken-back"
Data = dict[str, Any]


# ---- out ---------------------------------------------------------------------------------------


def export(view: View) -> Iterator[Data]:
    """Yield persons' decisions in force as lines, in the order in which they were made.

    What takes another decision back is no decision on words, and stays behind.
    """
    for one in view.judgements():
        if one.is_by_person and one.code not in {UNDO, IMPORT}:
            yield line_of(one, one.anchors or _anchors(view, one))


def _anchors(view: View, one: Judgement) -> tuple[Anchor, ...]:
    found = []
    for each in (one.a, one.b):
        if each and each.startswith("rep-") and each not in view.missing([each]):
            found.append(anchor_of(view.report(each)))
        held = view.anchorage.noun(each) if each else None
        if held is not None:
            found.append(anchor_of(view.report(held[0]), held[1]))
    return tuple(found)


def line_of(one: Judgement, anchors: Iterable[Anchor]) -> Data:
    """Return one decision as a line."""
    return {
        "format": FORMAT,
        "id": one.id,
        "decision": str(one.kind),
        "code": one.code,
        "a": one.a,
        "b": one.b,
        "value": one.value,
        "by": one.by,
        "made_at": one.made_at.isoformat() if one.made_at else None,
        "reason": one.reason,
        "evidence": list(one.evidence),
        "words": [
            {
                "id": each.id,
                "noun": each.noun,
                "report": each.report_id,
                "publisher": each.publisher,
                "url": each.url,
                "start": each.start,
                "end": each.end,
                "quote": each.quote,
                "says": list(each.says),
                "of": each.of,
            }
            for each in anchors
        ],
    }


def write(view: View, path: str) -> int:
    """Write the lines into a file and return how many there are."""
    lines = [json.dumps(line, ensure_ascii=False) + "\n" for line in export(view)]
    try:
        Path(path).write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        step = "Give a file in a folder that you can write to."
        raise BadArgumentError(
            f"cannot be written: {error.strerror}", where=path, next_step=step
        ) from error
    return len(lines)


# ---- in ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Tally:
    """What is found in a file: decisions to enter, and what is passed over and why."""

    batch: list[Judgement]
    known: int
    failures: list[Failure]
    warnings: list[Failure]


def read(store: Store, path: str, *, who: str) -> Receipt:
    """Take the decisions of a file into the store and return the receipt, an import of its own.

    A line that is not as it should be is told in the receipt, the others are taken. Decisions on
    reports that the store lacks wait as orphans. The same file twice changes nothing, and neither
    comes back what was taken back here since; a reverted import comes back.
    """
    started = now()
    text = _text(path)
    run = make_id("imp", text)
    people.require_reason(path, who)
    bring_back(store, run, reason=f"imported again from {path}", who=who)
    with store.view() as view:
        tally = _read(view, text, path, run)
    added = store.add_judgements(tally.batch)
    receipt = Receipt(
        run,
        started,
        now(),
        (path,),
        added,
        tally.known + len(tally.batch) - added,
        failures=tuple(tally.failures),
        warnings=tuple(tally.warnings),
        kind="judgements",
        by=f"person:{who}",
    )
    if added:
        store.add_receipt(receipt)
    return receipt


def _text(path: str) -> str:
    try:
        return Path(path).read_text(encoding="utf-8")
    except FileNotFoundError as error:
        step = "Make one with: vedette judgements --export FILE"
        raise NotFoundError("no such file", where=path, next_step=step) from error
    except UnicodeDecodeError as error:
        raise BadArgumentError("not UTF-8", where=path, next_step="Save it as UTF-8.") from error
    except OSError as error:
        raise BadArgumentError(f"cannot be read: {error.strerror}", where=path) from error


def _read(view: View, text: str, path: str, run: str) -> _Tally:
    tally = _Tally([], 0, [], [])
    rivals = {(one.by, question_of(one)): one for one in view.judgements()}
    undone = {one.a: one for one in view.judgements() if _takes_back(one)}
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            one = parse_line(line, view)
        except BadLine as bad:
            tally.failures.append(Failure(where, BAD, f"{where}: {bad}"))
            continue
        standing = rivals.get((one.by, question_of(one)))
        taken = undone.get(one.id)
        if standing is not None and standing.id == one.id:
            tally.known += 1
        elif taken is not None and _is_no_newer(one, taken):
            message = f"{where}: taken back here by {taken.by}: {taken.reason}"
            tally.warnings.append(Failure(where, TAKEN_BACK, message))
        elif standing is not None and _is_no_newer(one, standing):
            message = f"{where}: {one.by} decided otherwise since: {short_id(standing.id)}"
            tally.warnings.append(Failure(where, OLDER, message))
        else:
            made = replace(one, batch=run, supersedes=standing.id if standing else None)
            rivals[made.by, question_of(made)] = made
            tally.batch.append(made)
    return tally


def _takes_back(one: Judgement) -> bool:
    return one.kind is JudgementKind.REJECT and one.code in {UNDO, people.CODE}


def _is_no_newer(one: Judgement, other: Judgement) -> bool:
    return _time(one) <= _time(other)


def _time(one: Judgement) -> datetime:
    assert one.made_at is not None  # noqa: S101 - a stored judgement has its time
    return one.made_at
