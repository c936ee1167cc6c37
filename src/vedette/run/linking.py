"""Which stored reports go back to one text: sketched as they come, assembled when asked for."""

from __future__ import annotations

import pickle
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vedette.compare.origins.assemble import Group, Link, assemble
from vedette.compare.origins.candidates import MOST_TEXTS_PER_PRINT, Comparer
from vedette.compare.origins.decisions import Decided, decided_by
from vedette.compare.origins.evidence import Node, node_of
from vedette.compare.origins.find import origins_of, shared_of
from vedette.compare.origins.overlap import Overlap, Text, from_payload, to_payload
from vedette.compare.origins.relation import relate, turned
from vedette.compare.origins.words import Codes, sheet_of
from vedette.errors import NotFoundError
from vedette.model import Origin, Report, Shared
from vedette.run.config import Settings
from vedette.run.packed import Packed
from vedette.run.queries import Moment
from vedette.store.links import Links, Sketch, Sketched
from vedette.store.picture import Mark
from vedette.store.prints import Entries
from vedette.store.store import Store, open_store
from vedette.store.view import View

STEP = 500  # reports sketched in one transaction
KEPT_TEXTS = 4_000  # compared lately, and likely to be compared again: news comes in swarms
CREDITED, TRANSLATED = 1, 2


class Linker:
    """Sketch the reports that lack it, and find what their texts share with others."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._texts: dict[int, Text] = {}

    def link(self) -> int:
        """Link all reports without a sketch and return how many there were."""
        count = 0
        while True:
            with self._store.linking() as links:
                step = links.pending(STEP)
                if step:
                    self._step(links, step)
            count += len(step)
            if len(step) < STEP:
                return count

    def _step(self, links: Links, step: Sequence[tuple[int, Report]]) -> None:
        if len(self._texts) > KEPT_TEXTS:
            self._texts.clear()
        shelf = StoreShelf(links, [no for no, _ in step], self._texts)
        sheets = [sheet_of(report) for _, report in step]
        placed = Comparer(shelf).step(sheets)
        rows = [
            _row(no, node_of(report, sheet=number, length=len(sheet.own)))
            for (no, report), number, sheet in zip(step, placed.sheets, sheets, strict=True)
        ]
        links.add(rows, [(pair, to_payload(one)) for pair, one in placed.overlaps.items()])


def link(store: Store) -> int:
    """Look for the origins of all reports that nobody has looked at yet; return how many."""
    return Linker(store).link()


class StoreShelf:
    """Keep the texts of a store; the number of a text is that of the first report with it."""

    def __init__(self, links: Links, numbers: Sequence[int], texts: dict[int, Text]) -> None:
        self._links = links
        self._numbers = numbers
        self._texts = texts

    def carriers(self, prints: Codes) -> Mapping[int, Sequence[int]]:
        """Return the numbers of the first texts with each of these fingerprints."""
        return self._links.carriers(prints, limit=MOST_TEXTS_PER_PRINT)

    def texts(self, numbers: Sequence[int]) -> Mapping[int, Text]:
        """Return texts by number, those of the store built from one of its reports."""
        missing = [no for no in numbers if no not in self._texts]
        for no, report in self._links.reports(missing).items():
            self._texts[no] = Text(sheet_of(report))
        return self._texts

    def add(self, texts: Mapping[int, tuple[Text, Codes]]) -> Mapping[int, int]:
        """Take new texts in, by their places in the step, and return their numbers."""
        numbers = {place: self._numbers[place] for place in texts}
        prints, sheets = [np.zeros(0, np.uint64)], [np.zeros(0, np.int32)]
        for place, (text, its) in texts.items():
            self._texts[numbers[place]] = text
            prints.append(its)
            sheets.append(np.full(len(its), numbers[place], np.int32))
        entries = Entries(np.concatenate(prints), np.concatenate(sheets))
        self._links.add_prints(entries, limit=MOST_TEXTS_PER_PRINT)
        return numbers


def _row(no: int, node: Node) -> Sketch:
    return Sketch(
        report_no=no,
        sheet=node.sheet,
        length=node.length,
        moment=node.moment,
        grade=node.rank,
        outlet=node.publisher,
        agencies="\n".join(sorted(node.names)),
        credit=TRANSLATED if node.translated else CREDITED if node.credited else 0,
    )


def _node(row: Sketched) -> Node:
    its = row.sketch
    return Node(
        report_id=row.report_id,
        sheet=its.sheet,
        moment=its.moment,
        rank=its.grade,
        length=its.length,
        publisher=its.outlet,
        names=frozenset(its.agencies.split("\n") if its.agencies else ()),
        credited=its.credit > 0,
        thread=row.thread,
        translated=its.credit == TRANSLATED,
    )


# ---- reading ------------------------------------------------------------------------------------


def origins(view: View) -> tuple[tuple[Origin, ...], tuple[Shared, ...]]:
    """Return the origins of all reports in a picture, and the passages shared across origins."""
    nodes = [_node(row) for row in view.sketches()]
    return _assembled(view, nodes, view.overlaps(), decided_by(view.judgements()))


@dataclass(frozen=True, slots=True)
class Share:
    """Hold how much of a publisher's is its own, of a picture.

    `leads` are the texts of which its report is the first, `own` its reports of those, `alone`
    those texts that nobody else prints, `after` its reports that go back to another's text.
    """

    leads: int = 0
    own: int = 0
    alone: int = 0
    after: int = 0


@dataclass(frozen=True, slots=True)
class Linked:
    """Hold which reports of a picture go back to one text, before any words are looked up.

    `shares` is by the publisher's name as reports have it; `several` are the origins of more than
    one report and `copied` the pairs that share passages across origins, pickled: as objects they
    would take a gigabyte. `houses` are the publishers of all.
    """

    shares: Mapping[str, Share]
    several: Packed[bytes]
    copied: Packed[bytes]
    houses: frozenset[str]

    def origin(self, view: View, pickled: bytes) -> Origin:
        """Return one origin with its words, out of the same picture."""
        return origins_of([pickle.loads(pickled)], _Reports(view), houses=self.houses)[0]  # noqa: S301 - of our own

    def shared(self, view: View, pickled: bytes) -> Shared:
        """Return the passages of one pair."""
        return shared_of([pickle.loads(pickled)], _Reports(view))[0]  # noqa: S301 - of our own


def linked(view: View) -> Linked:
    """Return which reports of a picture go back to one text: all of them, their words left aside.

    Use it where a part is shown at a time; `origins` gives everything. With 100,000 reports it
    takes some ten seconds and 300 MB.
    """
    nodes = [_node(row) for row in view.sketches()]
    groups, copied = _grouped(nodes, view.overlaps(), decided_by(view.judgements()))
    homes = view.outlets()
    return Linked(
        _shares((homes[node.report_id] for node in group.members) for group in groups),
        Packed(
            pickle.dumps(group)
            for group in groups
            if len(group.members) > 1 or group.partly
        ),
        Packed(pickle.dumps(link) for link in copied if link.stretches),
        frozenset(node.publisher for group in groups for node in group.members),
    )  # fmt: skip


def linked_at(settings: Settings, moment: Moment, mark: Mark | None) -> Linked:
    """Return the same of a picture that is opened for it: for a process of its own."""
    with (
        open_store(settings.store, read_only=True) as store,
        store.view(as_of=moment.at, by=moment.by, until=mark) as view,
    ):
        return linked(view)


def shares(origins: Iterable[Sequence[str]], homes: Mapping[str, str]) -> dict[str, Share]:
    """Return the shares of publishers in origins, each given by its reports in time."""
    return _shares((homes[one] for one in ids) for ids in origins)


def _shares(origins: Iterable[Iterable[str]]) -> dict[str, Share]:
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    for one in origins:
        names = list(one)
        for name, reports in Counter(names).items():
            is_first = name == names[0]
            tally[name]["own" if is_first else "after"] += reports
            tally[name]["leads"] += is_first
            tally[name]["alone"] += is_first and reports == len(names)
    return {name: Share(**counts) for name, counts in tally.items()}


def count_origins(view: View, report_ids: Collection[str]) -> int:
    """Count the texts that some reports go back to, among themselves."""
    nodes = [_node(row) for row in view.sketches(report_ids=report_ids)]
    stored = view.overlaps({node.sheet for node in nodes})
    return len(_grouped(nodes, stored, decided_by(view.judgements()))[0])


def origin(view: View, report_id: str) -> tuple[Origin, tuple[Shared, ...]]:
    """Return the origin of one report, and the passages that its reports share with others.

    Only what hangs together with the report is read. Raises NotFoundError for no such report, and
    for one that was not compared with others: by an older version of Vedette, or because a newer
    version of it speaks.
    """
    decided = decided_by(view.judgements())
    nodes, overlaps = _around(view, view.report(report_id).id, decided)
    found, shared = _assembled(view, nodes, overlaps, decided)
    ours = next((one for one in found if report_id in one.report_ids), None)
    if ours is None:
        raise NotFoundError(
            "this report was not compared with others",
            where=report_id,
            next_step="Run: vedette link; of an edited report, ask for the last version",
        )
    members = {*ours.report_ids, *ours.partly}
    return ours, tuple(one for one in shared if one.a in members or one.b in members)


def fellows_of(view: View, report_ids: Collection[str]) -> dict[str, list[str]]:
    """Return for each of these reports others of its text, as far as single overlaps tell.

    That is cheap however many share a text, and enough to group reports: `origin` tells the whole.
    """
    ours = [_node(row) for row in view.sketches(report_ids=report_ids)]
    stored = view.overlaps({node.sheet for node in ours})
    sheets = {node.sheet for node in ours} | {sheet for pair in stored for sheet in pair}
    firsts = {node.sheet: node for node in map(_node, view.sketches(firsts=sheets))}
    near: dict[int, list[tuple[Node, Overlap]]] = defaultdict(list)
    for (a, b), payload in stored.items():
        overlap = from_payload(payload)
        if a in firsts and b in firsts:
            near[a].append((firsts[b], overlap))
            near[b].append((firsts[a], turned(overlap)))
    found = {}
    for node in ours:
        first = [firsts[node.sheet]] if node.sheet in firsts else []
        others = [other for other, overlap in near[node.sheet] if _fold(node, other, overlap)]
        ids = [one.report_id for one in (*first, *others) if one.report_id != node.report_id]
        if ids:
            found[node.report_id] = ids
    return found


def _fold(node: Node, other: Node, overlap: Overlap) -> bool:
    if node.order < other.order:
        return relate(turned(overlap), other, node).folds
    return relate(overlap, node, other).folds


def _around(
    view: View, report_id: str, decided: Decided
) -> tuple[list[Node], dict[tuple[int, int], str]]:
    joined = {each for one in decided.joins for each in (one.a, one.b)}
    nodes: dict[str, Node] = {}
    overlaps: dict[tuple[int, int], str] = {}
    wanted = {row.sketch.sheet for row in view.sketches(report_ids=[report_id])}
    reached: set[int] = set()
    while wanted:
        reached |= wanted
        overlaps.update(view.overlaps(wanted))
        found = [_node(row) for row in view.sketches(sheets=wanted)]
        nodes.update((node.report_id, node) for node in found)
        near = {sheet for pair in overlaps for sheet in pair}
        if not joined.isdisjoint(nodes):
            partners = view.sketches(report_ids=sorted(joined - set(nodes)))
            near |= {row.sketch.sheet for row in partners}
        wanted = near - reached
    return list(nodes.values()), overlaps


def _assembled(
    view: View,
    nodes: Sequence[Node],
    stored: Mapping[tuple[int, int], str],
    decided: Decided,
) -> tuple[tuple[Origin, ...], tuple[Shared, ...]]:
    groups, copied = _grouped(nodes, stored, decided)
    reports = _Reports(view)
    return origins_of(groups, reports), shared_of(copied, reports)


def _grouped(
    nodes: Sequence[Node], stored: Mapping[tuple[int, int], str], decided: Decided
) -> tuple[list[Group], list[Link]]:
    shown = {node.sheet for node in nodes}
    overlaps: dict[tuple[int, int], Overlap] = {
        pair: from_payload(payload)
        for pair, payload in stored.items()
        if pair[0] in shown and pair[1] in shown
    }
    return assemble(nodes, overlaps, decided)


class _Reports:
    """Look reports of a view up by id, each once."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[str, Report] = {}

    def __getitem__(self, report_id: str, /) -> Report:
        if report_id not in self._known:
            self._known[report_id] = self._view.report(report_id)
        return self._known[report_id]
