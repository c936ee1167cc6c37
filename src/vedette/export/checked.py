"""The table of a checked text: its sentences, with the words for and against each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vedette.export.columns import Column, ColumnType, Kind
from vedette.export.text import encodable
from vedette.model import Checked, Proof, Report


@dataclass(frozen=True, slots=True)
class Ground:
    """Hold a finding with one of the quotes it rests on, and the report of that; None for none."""

    checked: Checked
    proof: Proof | None = None
    report: Report | None = None


def grounds(checked: Iterable[Checked], reports: Mapping[str, Report]) -> Iterator[Ground]:
    """Yield each finding with each of its quotes, or once without any."""
    for one in checked:
        if not one.evidence:
            yield Ground(one)
        for proof in one.evidence:
            yield Ground(one, proof, reports[proof.report_id])


def _text(name: str, meaning: str, take: Callable[[Ground], str | None]) -> Column:
    def taken(ground: Ground) -> str | None:
        text = take(ground)
        return None if text is None else encodable(text)

    return Column(name, ColumnType.TEXT, meaning, taken)


def _integer(name: str, meaning: str, take: Callable[[Ground], int | None]) -> Column:
    return Column(name, ColumnType.INTEGER, meaning, take)


def _of_proof(take: Callable[[Proof], Any]) -> Callable[[Ground], Any]:
    return lambda ground: None if ground.proof is None else take(ground.proof)


def _of_report(take: Callable[[Report], Any]) -> Callable[[Ground], Any]:
    return lambda ground: None if ground.report is None else take(ground.report)


CHECKS = Kind(
    "checks",
    "one quote for a sentence or against it; a sentence without any has one row",
    (
        _text("verdict", "supported, partly, disputed …", lambda g: g.checked.finding),
        _text("sentence", "the sentence of the text", lambda g: g.checked.sentence.quote),
        _integer("sentence_start", "where it begins", lambda g: g.checked.sentence.start),
        _integer("sentence_end", "where it ends, excluded", lambda g: g.checked.sentence.end),
        _text("reason", "why, in words", lambda g: g.checked.reason),
        Column("sure", ColumnType.NUMBER, "how sure, 0 to 1", lambda g: g.checked.sure),
        Column(
            "supports",
            ColumnType.FLAG,
            "whether the quote speaks for the sentence",
            _of_proof(lambda p: p.supports),
        ),
        _text(
            "quote",
            "the words, exactly as they stand in the report",
            _of_proof(lambda p: p.span.quote),
        ),
        _integer(
            "start",
            "where they begin, in code points of the report's text",
            _of_proof(lambda p: p.span.start),
        ),
        _integer("end", "where they end, excluded", _of_proof(lambda p: p.span.end)),
        _text("report", "id of the report", _of_report(lambda r: r.id)),
        _text("publisher", "the outlet", _of_report(lambda r: r.publisher or None)),
        _text("url", "address of the report", _of_report(lambda r: r.url or None)),
        Column(
            "published_start",
            ColumnType.DAY,
            "first day of publication, included",
            _of_report(lambda r: r.published.start),
        ),
        Column(
            "published_end",
            ColumnType.DAY,
            "last day of publication, included",
            _of_report(lambda r: r.published.end),
        ),
    ),
    ("verdict", "sentence", "reason", "quote", "publisher", "published_start"),
    lambda _: (),
)
