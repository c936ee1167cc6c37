"""The ledger as plain data: the machine contract of `vedette figures --json`."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from vedette.model import Body, Judgement, Ledger, Row, RowCarrier, ThresholdTest
from vedette.model.words import plain
from vedette.run.contract import scope_data, when_data


def ledger_to_data(ledger: Ledger) -> dict[str, Any]:
    """Return a ledger as JSON types, with exactly the keys of the contract.

    A garbled rendering follows its row and is in one verdict only, code "garbled"; it counts
    for nobody.
    """
    under: dict[str, list[str]] = defaultdict(list)
    for one in ledger.renderings:
        under[one.b or ""].append(one.a)
    garbled = {row.id: row for row in ledger.garbled}
    shown = [
        listed for row in ledger.rows for listed in (row, *(garbled[one] for one in under[row.id]))
    ]
    return {
        "activity": ledger.activity,
        "figures": [row_to_data(row) for row in shown],
        "verdicts": [verdict_to_data(one) for one in (*ledger.verdicts, *ledger.renderings)],
        "thresholds": [threshold_to_data(one) for one in ledger.thresholds],
    }


def row_to_data(row: Row) -> dict[str, Any]:
    """Return a row; `report` and `quote` repeat its first carrier."""
    figure, first = row.figure, row.carriers[0]
    return {
        "id": row.id,
        "counted": figure.counted,
        "of": figure.of,
        "unit": figure.unit,
        "low": plain(figure.low),
        "high": plain(figure.high),
        "bound": str(figure.bound),
        "scope": scope_data(row.figure),
        "speaker": {
            "name": row.speaker.name,
            "kind": str(row.speaker.kind),
            "body": row.speaker.body,
            "state": row.speaker.state,
            "id": row.speaker.id,
            "as_written": row.speaker.as_written,
        },
        "uttered": when_data(row.uttered),
        "report": first.report_id,
        "publisher": first.publisher,
        "published": when_data(first.published),
        "quote": first.span.quote,
        "carriers": [carrier_to_data(carrier) for carrier in row.carriers],
        "utterers": len(row.utterers),
        "origins": len(row.origins),
        "outlets": len(row.outlets),
        "utterer_list": [body_to_data(body) for body in row.utterers],
        "origin_list": list(row.origins),
        "outlet_list": list(row.outlets),
    }


def carrier_to_data(carrier: RowCarrier) -> dict[str, Any]:
    """Return one carrier of a row."""
    return {
        "report": carrier.report_id,
        "span": [carrier.span.start, carrier.span.end],
        "quote": carrier.span.quote,
        "rendering": str(carrier.rendering),
    }


def body_to_data(body: Body) -> dict[str, Any]:
    """Return one utterer; unnamed speakers count together as at least one."""
    return {
        "body": body.name,
        "persons": list(body.persons),
        "state": body.state,
        "at_least": body.at_least,
    }


def verdict_to_data(judgement: Judgement) -> dict[str, Any]:
    """Return one verdict; `apart` is in per cent of the larger number."""
    return {
        "a": judgement.a,
        "b": judgement.b,
        "verdict": str(judgement.verdict),
        "force": str(judgement.force) if judgement.force else None,
        "code": judgement.code,
        "reason": judgement.reason,
        "apart": round(judgement.apart, 1) if judgement.apart is not None else None,
    }


def threshold_to_data(test: ThresholdTest) -> dict[str, Any]:
    """Return one threshold with the ids of the rows beside it."""
    return {
        "name": test.threshold.name,
        "value": plain(test.threshold.value),
        "scope": test.threshold.scope,
        "reached_by": list(test.reached_by),
        "below": list(test.below),
        "straddled_by": list(test.straddled_by),
        "not_tested": list(test.not_tested),
    }
