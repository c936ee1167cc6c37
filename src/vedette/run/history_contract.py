"""Histories as plain data: the machine contract of `vedette history --json`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from vedette.model import History, HistoryEntry, Judgement, Ledger, Repetition, Row
from vedette.model.words import plain
from vedette.run.contract import scope_data, when_data
from vedette.run.ledger_contract import carrier_to_data


def histories_to_data(
    ledger: Ledger, histories: Sequence[History], orphans: Sequence[Judgement]
) -> dict[str, Any]:
    """Return histories with who still repeats what was replaced, and what persons decided.

    `repeated` is cut down to the histories shown; `orphans` are judgements on what is gone.
    """
    shown = {entry.row.id for one in histories for entry in one.entries}
    return {
        "activity": ledger.activity,
        "histories": [_history(one) for one in histories],
        "repeated": [_repetition(one) for one in ledger.repetitions if one.row in shown],
        "rejected": len(ledger.rejected),
        "unheeded": [_judgement(one) for one in ledger.unheeded],
        "orphans": [_judgement(one) for one in orphans],
    }


def _history(history: History) -> dict[str, Any]:
    first = history.entries[0].row.figure
    return {
        "id": history.id,
        "speaker": history.speaker,
        "persons": list(history.persons),
        "counted": history.counted,
        "unit": history.unit,
        "scope": scope_data(first),
        "entries": [_entry(one) for one in history.entries],
    }


def _entry(entry: HistoryEntry) -> dict[str, Any]:
    words = entry.words
    return {
        "row": entry.row.id,
        "step": str(entry.step),
        "reason": entry.reason,
        "stands": entry.stands,
        "words": words.quote if words else None,
        "words_at": [words.start, words.end] if words else None,
        "words_in": entry.report,
        **_figure(entry.row),
    }


def _figure(row: Row) -> dict[str, Any]:
    figure = row.figure
    return {
        "low": plain(figure.low),
        "high": plain(figure.high),
        "bound": str(figure.bound),
        "place": figure.scope.place,
        "quote": row.carriers[0].span.quote,
        "speaker": row.speaker.name,
        "uttered": when_data(row.uttered),
        "carriers": [carrier_to_data(one) for one in row.carriers],
    }


def _repetition(repetition: Repetition) -> dict[str, Any]:
    return {
        "row": repetition.row,
        "since": repetition.since.isoformat() if repetition.since else None,
        "outlets": list(repetition.outlets),
        "origins": list(repetition.origins),
        "carriers": [carrier_to_data(one) for one in repetition.carriers],
    }


def _judgement(judgement: Judgement) -> dict[str, Any]:
    return {
        "id": judgement.id,
        "kind": str(judgement.kind),
        "a": judgement.a,
        "b": judgement.b,
        "by": judgement.by,
        "reason": judgement.reason,
        "made_at": judgement.made_at.isoformat() if judgement.made_at else None,
    }
