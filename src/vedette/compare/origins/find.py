"""Origins of some reports: sketch, candidates, overlap, and what they amount to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from vedette.compare.origins.assemble import Group, Link, Pair, assemble
from vedette.compare.origins.candidates import Comparer, MemoryShelf
from vedette.compare.origins.decisions import decided_by
from vedette.compare.origins.evidence import Node, node_of
from vedette.compare.origins.overlap import Overlap
from vedette.compare.origins.words import sheet_of, spans_of
from vedette.model import Fold, Judgement, Origin, Passage, Report, Shared, Span, make_id


class ReportsById(Protocol):
    """Look reports up by their ids."""

    def __getitem__(self, report_id: str, /) -> Report: ...


def find_origins(
    reports: Iterable[Report],
    *,
    decisions: Iterable[Judgement] = (),
    rejected: frozenset[str] = frozenset(),
) -> tuple[Origin, ...]:
    """Return the origins of some reports, each with its folds; every report is in exactly one.

    `decisions` are judgements in force: persons outrank what the texts say, later ones earlier
    ones. `rejected` holds ids of reports that a person took out of their folds.
    """
    return find_shared(reports, decisions=decisions, rejected=rejected)[0]


def find_shared(
    reports: Iterable[Report],
    *,
    decisions: Iterable[Judgement] = (),
    rejected: frozenset[str] = frozenset(),
) -> tuple[tuple[Origin, ...], tuple[Shared, ...]]:
    """Return the origins, and the passages that reports of different origins share."""
    known = {report.id: report for report in reports}
    nodes, overlaps = compare_all(known.values())
    decided = decided_by(decisions, rejected=rejected)
    groups, copied = assemble(nodes, overlaps, decided)
    return origins_of(groups, known), shared_of(copied, known)


def compare_all(reports: Iterable[Report]) -> tuple[list[Node], dict[Pair, Overlap]]:
    """Return the nodes of some reports and the overlaps of their texts."""
    shelf = MemoryShelf()
    comparer = Comparer(shelf)
    ordered = sorted(reports, key=lambda report: report.id)
    placed = comparer.step([sheet_of(report) for report in ordered])
    nodes = [
        node_of(report, sheet=sheet, length=shelf.length(sheet))
        for report, sheet in zip(ordered, placed.sheets, strict=True)
    ]
    return nodes, placed.overlaps


def origins_of(
    groups: Iterable[Group], reports: ReportsById, *, houses: Collection[str] | None = None
) -> tuple[Origin, ...]:
    """Turn groups into origins, with the shared words of each fold.

    `houses` are the publishers of all groups, where only some are turned.
    """
    spans = _Spans(reports)
    every = list(groups)
    if houses is None:
        houses = {node.publisher for group in every for node in group.members}
    return tuple(_origin(group, spans, houses) for group in every)


def _origin(group: Group, spans: _Spans, houses: Collection[str]) -> Origin:
    return Origin(
        id=make_id("org", group.head.report_id),
        report_ids=tuple(node.report_id for node in group.members),
        folds=tuple(_fold(link, spans) for link in group.links),
        partly=tuple(node.report_id for node in group.partly),
        notes=tuple(_notes(group, houses)),
    )


def _notes(group: Group, houses: Collection[str]) -> Iterator[str]:
    """Say what could not be told: whom the head credits whose text is not here, translations."""
    head = group.head
    if head.translated:
        yield "a translation, by its credit line: unknown whose text it goes back to"
    for name in sorted(head.names - {head.publisher}):
        where = "none of whose reports is here" if name not in houses else "with other words"
        yield f"credits {name}, {where}: unknown whether it goes back to its text"


def shared_of(copied: Iterable[Link], reports: ReportsById) -> tuple[Shared, ...]:
    """Turn links that are no folds into shared passages."""
    spans = _Spans(reports)
    found = []
    for link in copied:
        passages = spans.passages(link)
        if passages:
            found.append(Shared(link.node.report_id, link.into.report_id, passages))
    return tuple(found)


def _fold(link: Link, spans: _Spans) -> Fold:
    return Fold(
        report_id=link.node.report_id,
        into=link.into.report_id,
        score=round(link.score, 4),
        evidence=link.evidence,
        kind=link.kind,
        passages=spans.passages(link),
    )


class _Spans:
    """Look up where the words of reports stand in their texts, each report once."""

    def __init__(self, reports: ReportsById) -> None:
        self._reports = reports
        self._known: dict[str, list[tuple[int, int]]] = {}

    def passages(self, link: Link) -> tuple[Passage, ...]:
        ours, theirs = link.node.report_id, link.into.report_id
        return tuple(
            Passage(
                self._span(ours, one.a_start, one.a_end), self._span(theirs, one.b_start, one.b_end)
            )
            for one in link.stretches
        )

    def _span(self, report_id: str, start: int, end: int) -> Span:
        places = self._known.get(report_id)
        if places is None:
            places = spans_of(self._reports[report_id])
            self._known[report_id] = places
        text = self._reports[report_id].text
        return Span.cut(text, places[start][0], places[end - 1][1])


def origin_of(origins: Iterable[Origin]) -> dict[str, str]:
    """Return the id of the origin of each report; a mixture counts where most of it comes from."""
    return {report_id: origin.id for origin in origins for report_id in origin.report_ids}


def sources_of(origins: Iterable[Origin]) -> Mapping[str, Sequence[tuple[str, Fold]]]:
    """Return for each mixture the origins that it goes back to, each with its fold.

    Use it to tell which text a sentence of a mixture comes from: the one whose passages hold it.
    """
    found: dict[str, list[tuple[str, Fold]]] = {}
    for origin in origins:
        for fold in origin.folds:
            if fold.kind is fold.kind.MIXTURE:
                found.setdefault(fold.report_id, []).append((origin.id, fold))
    return found
