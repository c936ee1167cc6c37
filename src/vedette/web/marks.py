"""A report's text cut into pieces, each with the layers that lie over it.

Layers overlap in every way, HTML elements may not: the text is cut at all boundaries. What can
be addressed (`#s120-164`) is wrapped; a wrapper that crosses another one is closed and opened
again, and only its first part carries the id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from vedette.data.catalogue import sources_by_id
from vedette.errors import BadArgumentError
from vedette.model import Analysis, Attribution, Report, Span, Zone, words

Range = tuple[int, int]
# Code points shown on one page; a report of usual length has a third of it at most.
PART = 20_000
MARK_HINT = "Write ?mark=START-END, offsets of code points in the report's text"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Hold where a paragraph lies; a very long one is cut where a word ends."""

    zone: Zone
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layer:
    """Lay a kind ("figure", "source", ...) and a reader's note over a stretch of text."""

    start: int
    end: int
    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class Wrapper:
    """Open one addressable stretch; `id` is None where it is opened again."""

    key: str
    id: str | None
    is_hit: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold words without a boundary inside; `closes` wrappers end before them, `opens` begin."""

    text: str
    kinds: tuple[str, ...]
    titles: tuple[str, ...]
    closes: int
    opens: tuple[Wrapper, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Hold one block of the text as pieces; `closes` wrappers end after the last one."""

    zone: Zone
    pieces: tuple[Piece, ...]
    closes: int
    start: int


def anchor(span: Span) -> str:
    """Return the permanent address of exact words inside their report's page."""
    return f"s{span.start}-{span.end}"


def parse_mark(text: str | None, length: int) -> Range | None:
    """Read `?mark=120-164`; raises BadArgumentError for what lies outside the text."""
    if not text:
        return None
    first, dash, last = text.partition("-")
    plain = dash and first.isascii() and first.isdigit() and last.isascii() and last.isdigit()
    if not plain or len(text) > 40 or not 0 <= int(first) < int(last) <= length:
        what = f"{words.folded(text, 40)!r} marks no words of this text"
        raise BadArgumentError(what, next_step=f"{MARK_HINT} (0-{length})")
    return int(first), int(last)


def layers_of(analysis: Analysis) -> list[Layer]:
    """Return all layers of an analysis in the order in which they are listed in a note."""
    found = [layer for each in analysis.attributions for layer in _attribution(each)]
    for figure in analysis.figures:
        note = f"figure: {words.signed(figure) or words.bound(figure)} {figure.counted}"
        found.append(_layer(figure.span, "figure", note))
    for time in analysis.times:
        note = f"time: {time.value or 'no value'}, {words.day(time.when)}"
        found.append(_layer(time.span, "time", note))
    for place in analysis.locations:
        where = place.where
        note = f"place: {where.name}, {where.precision}" + (
            f" ({where.reason})" if where.reason else _unchecked(where.source)
        )
        found.append(_layer(place.span, "place", note))
    for mention in analysis.mentions:
        source = sources_by_id().get(mention.ref.id or "")
        note = f"{mention.kind}: {mention.ref.name}{_unchecked(source)}"
        found.append(_layer(mention.span, "thing", note))
    return found


def _unchecked(source: str | None) -> str:
    """Return what is said of facts that stand nowhere but in a memory."""
    return " (recalled, unchecked)" if source == "recalled" else ""


def _attribution(attribution: Attribution) -> Iterator[Layer]:
    who = words.carrier(attribution)
    for span in attribution.source:
        yield _layer(span, "source", f"source: {who} ({attribution.anonymity})")
    for span in attribution.cue:
        yield _layer(span, "cue", f"cue: {attribution.modality.act}")
    for span in attribution.content:
        yield _layer(span, "content", f"{attribution.kind} speech of {who}")
    for span in attribution.gloss:
        yield _layer(span, "gloss", "gloss: the reporter's own words")


def _layer(span: Span, kind: str, title: str) -> Layer:
    return Layer(span.start, span.end, kind, title)


def within(analysis: Analysis, shown: Sequence[Stretch]) -> Analysis:
    """Return what was read out of some stretches that follow each other."""
    if not shown:
        return Analysis(analysis.report_id, stages=analysis.stages)
    start, end = shown[0].start, shown[-1].end

    def lies(*spans: Span) -> bool:
        return any(span.start < end and start < span.end for span in spans)

    return replace(
        analysis,
        attributions=tuple(
            one
            for one in analysis.attributions
            if lies(*one.source, *one.cue, *one.content, *one.gloss)
        ),
        figures=tuple(one for one in analysis.figures if lies(one.span)),
        times=tuple(one for one in analysis.times if lies(one.span)),
        places=tuple(one for one in analysis.places if lies(one.span)),
        mentions=tuple(one for one in analysis.mentions if lies(one.span)),
        activities=tuple(one for one in analysis.activities if lies(one.span)),
        claims=tuple(one for one in analysis.claims if start <= one.evidence.start < end),
        abstentions=tuple(one for one in analysis.abstentions if start <= one.span.start < end),
    )


def cited(analysis: Analysis) -> set[Range]:
    """Return the stretches that other pages point to, and those by which a claim is shown."""
    spans = [claim.evidence for claim in analysis.claims]
    spans += [figure.span for figure in analysis.figures]
    spans += [activity.span for activity in analysis.activities]
    spans += [abstention.span for abstention in analysis.abstentions]
    for attribution in analysis.attributions:
        spans += (*attribution.source, *attribution.cue, *attribution.content)
    return {(span.start, span.end) for span in spans}


# ---- blocks and parts --------------------------------------------------------------------------


def stretches(report: Report) -> list[Stretch]:
    """Return the blocks, and what text there is between them, in order."""
    found: list[Stretch] = []
    at = 0
    for block in report.blocks:
        found += _between(report.text, at, block.start)
        found += _bounded(report.text, block.zone, block.start, block.end)
        at = block.end
    found += _between(report.text, at, len(report.text))
    return found


def _between(text: str, start: int, end: int) -> list[Stretch]:
    return _bounded(text, Zone.BODY, start, end) if text[start:end].strip() else []


def _bounded(text: str, zone: Zone, start: int, end: int) -> list[Stretch]:
    found = []
    while end - start > PART:
        space = text.rfind(" ", start + PART // 2, start + PART)
        cut = space + 1 if space > 0 else start + PART
        found.append(Stretch(zone, start, cut))
        start = cut
    return [*found, Stretch(zone, start, end)]


def parts(found: Sequence[Stretch]) -> list[list[Stretch]]:
    """Put paragraphs together to parts of a page each; a report of usual length is one."""
    made: list[list[Stretch]] = []
    size = PART
    for one in found:
        length = one.end - one.start
        if not made or (size and size + length > PART):
            made.append([])
            size = 0
        made[-1].append(one)
        size += length
    return made or [[]]


# ---- cutting -----------------------------------------------------------------------------------


def paragraphs(
    report: Report,
    *,
    layers: Sequence[Layer],
    anchors: Iterable[Range],
    mark: Range | None,
    within: Sequence[Stretch] | None = None,
) -> list[Paragraph]:
    """Cut a report's text, or some stretches of it, into paragraphs of pieces."""
    wanted = {*anchors, mark} if mark else set(anchors)
    # Outer wrappers first, so that an inner one rarely has to be opened again.
    ranges = sorted(wanted, key=lambda r: (r[0], -r[1]))
    numbered = sorted(
        ((one.start, one.end, number) for number, one in enumerate(layers)), key=lambda x: x[0]
    )
    cutter = _Cutter(report.text, layers, mark)
    asked = stretches(report) if within is None else within
    over = _over(asked, [(start, end, n) for n, (start, end) in enumerate(ranges)])
    laid = _over(asked, numbered)
    made = []
    for stretch, near, under in zip(asked, over, laid, strict=True):
        made.append(cutter.cut(stretch, [ranges[n] for _, _, n in near], under))
    return made


Numbered = tuple[int, int, int]


def _over(found: Sequence[Stretch], laid: Sequence[Numbered]) -> Iterator[list[Numbered]]:
    """Yield for each stretch what lies over it; both are sorted from left to right."""
    open_ones: list[Numbered] = []
    at = 0
    for stretch in found:
        while at < len(laid) and laid[at][0] < stretch.end:
            open_ones.append(laid[at])
            at += 1
        open_ones = [one for one in open_ones if one[1] > stretch.start]
        yield sorted(open_ones, key=lambda one: one[2])


class _Cutter:
    """Cut stretches of one text; remembers which anchors have their id already."""

    def __init__(self, text: str, layers: Sequence[Layer], mark: Range | None) -> None:
        self.text = text
        self.layers = layers
        self.mark = mark
        self.placed: set[str] = set()

    def cut(self, stretch: Stretch, ranges: Sequence[Range], laid: Sequence[Numbered]) -> Paragraph:
        """Cut one stretch at the boundaries of all that lies over it."""
        edges = {stretch.start, stretch.end}.union(*ranges, *(one[:2] for one in laid))
        bounds = sorted(edge for edge in edges if stretch.start <= edge <= stretch.end)
        small = [Stretch(stretch.zone, *each) for each in pairwise(bounds)]
        wrapped = _over(small, [(start, end, n) for n, (start, end) in enumerate(ranges)])
        layered = _over(small, sorted(laid))
        pieces = []
        stack: list[Range] = []
        for piece, around, under in zip(small, wrapped, layered, strict=True):
            active = [ranges[n] for _, _, n in around]
            over = [self.layers[n] for _, _, n in under]
            kept = _common(stack, active)
            pieces.append(
                Piece(
                    self.text[piece.start : piece.end],
                    tuple(dict.fromkeys(one.kind for one in over)),
                    tuple(dict.fromkeys(one.title for one in over)),
                    len(stack) - kept,
                    tuple(self._open(r) for r in active[kept:]),
                )
            )
            stack = active
        return Paragraph(stretch.zone, tuple(pieces), len(stack), stretch.start)

    def _open(self, place: Range) -> Wrapper:
        key = f"s{place[0]}-{place[1]}"
        first = key not in self.placed
        self.placed.add(key)
        return Wrapper(key, key if first else None, place == self.mark)


def _common(stack: list[Range], active: list[Range]) -> int:
    """Count the outer wrappers that stay open."""
    kept = 0
    while kept < min(len(stack), len(active)) and stack[kept] == active[kept]:
        kept += 1
    return kept
