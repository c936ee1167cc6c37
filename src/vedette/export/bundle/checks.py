"""The checks of a bundle that need nothing but the bundle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from vedette.export.bundle.bag import Opened, digest_faults
from vedette.export.bundle.contents import Bundle
from vedette.export.bundle.excerpts import Excerpt, digest_of
from vedette.export.bundle.typed import spans_in
from vedette.model import (
    Anchor,
    Attribution,
    Claim,
    Figure,
    Judgement,
    JudgementKind,
    Report,
    Span,
    Verdict,
    make_id,
)
from vedette.model.words import count, folded, short_id

_ON_OUTLETS = {JudgementKind.EDIT, JudgementKind.REGRADE}
NAMES = "names"  # the code of judgements on who is who


@dataclass(frozen=True, slots=True)
class Outcome:
    """Hold what one check found: how many things it looked at, which fail, which it could not."""

    name: str
    checked: int
    failures: tuple[str, ...] = ()
    unchecked: int = 0
    why: str = ""

    @property
    def line(self) -> str:
        """Say it in one line."""
        told = f"{self.checked:,} checked"
        if self.failures:
            told += f", {count(len(self.failures), 'fails', 'fail')}"
        if self.unchecked:
            told += f", {self.unchecked:,} not checked: {self.why}"
        return told


class _Tally:
    """Count what is looked at."""

    def __init__(self, name: str, why: str = "") -> None:
        self.name, self.why = name, why
        self.checked = self.unchecked = 0
        self.failures: list[str] = []

    def add(self, holds: bool | None, told: str) -> None:
        """Enter one thing: it holds, fails, or could not be looked at (None)."""
        if holds is None:
            self.unchecked += 1
            return
        self.checked += 1
        if not holds:
            self.failures.append(told)

    def outcome(self) -> Outcome:
        """Return what was found."""
        return Outcome(self.name, self.checked, tuple(self.failures), self.unchecked, self.why)


def check_archive(opened: Opened) -> list[Outcome]:
    """Check members and digests."""
    digests = tuple(digest_faults(opened.members))
    return [
        Outcome("members", len(opened.members), opened.faults),
        Outcome("digests", len(opened.members), digests),
    ]


def check_bundle(bundle: Bundle, page: bytes, *, program: str) -> list[Outcome]:
    """Check everything inside a bundle but its sentences, which takes a language model."""
    return [
        _reports(bundle),
        _quotes(bundle),
        _ids(bundle),
        _references(bundle),
        _judgements(bundle),
        _page(bundle, page, program),
    ]


# ---- reports and their words -------------------------------------------------------------------


def _reports(bundle: Bundle) -> Outcome:
    """Check each text that is included against its id and its digest."""
    tally = _Tally("reports", "their texts are not included")
    seen: set[str] = set()
    for each in bundle.excerpts:
        tally.add(_is_whole(each), f"report {_id(each.id)}: its id is another")
        if each.id in seen:
            tally.add(False, f"report {_id(each.id)}: stands twice")
        seen.add(each.id)
        if each.text is not None:
            for p in each.passages:
                holds = each.text[p.start : p.end] == p.text
                tally.add(holds, f"report {_id(each.id)}: {_at(p)}")
    return tally.outcome()


def _is_whole(each: Excerpt) -> bool | None:
    if each.text is None:
        return None
    return matches(each, each.text)


def matches(each: Excerpt, text: str) -> bool:
    """Tell whether a text is the one that an excerpt was cut from."""
    ours = Report.make_id(each.publisher, each.url, text) == each.id
    return ours and digest_of(text) == each.sha256 and len(text) == each.length


def _quotes(bundle: Bundle) -> Outcome:
    """Check that every quote stands at its offsets in the words that are included."""
    tally = _Tally("quotes", "their words are not included")
    known = bundle.by_id
    for where, report_id, span in _all_quotes(bundle):
        found = known.get(report_id)
        holds = found.holds(span) if found is not None else None
        if holds is None and where.startswith("note"):
            holds = False  # what the brief cites must be there to be read
        tally.add(holds, f"{where}: {_at(span)}")
    return tally.outcome()


def _all_quotes(bundle: Bundle) -> Iterator[tuple[str, str, Span]]:
    for number, note in enumerate(bundle.brief.notes, 1):
        yield f"note {number}", note.report_id, note.span
    for claim in bundle.claims:
        yield from _quotes_in(claim, f"claim {_id(claim.id)}", claim.report_id)
    for reading in bundle.readings:
        yield from _quotes_in(reading, f"reading of {_id(reading.report_id)}", reading.report_id)
    for row in bundle.rows:
        for carrier in (*row.carriers, *row.garbled):
            yield f"figure {_id(row.id)}", carrier.report_id, carrier.span
        if row.carriers:
            yield from _quotes_in(row.figure, f"figure {_id(row.id)}", row.carriers[0].report_id)
    for one in bundle.judgements:
        for anchor in one.anchors:
            if (span := _span_of(anchor)) is not None:
                yield f"judgement {_id(one.id)}", anchor.report_id, span


def _quotes_in(noun: Any, where: str, report_id: str) -> Iterator[tuple[str, str, Span]]:
    return ((where, report_id, span) for span in spans_in(noun))


def _span_of(anchor: Anchor) -> Span | None:
    """Return the words of an anchor; that of a report is its headline and stands nowhere."""
    whole = len(anchor.quote) == anchor.end - anchor.start > 0
    return Span(anchor.start, anchor.end, anchor.quote) if whole else None


def _at(words: Any) -> str:
    quote = words.quote if isinstance(words, Span) else words.text
    return f"“{folded(quote, 60)}” does not stand at {words.start} to {words.end}"


# ---- ids ---------------------------------------------------------------------------------------


def _ids(bundle: Bundle) -> Outcome:
    """Compute every id again that is a digest of what the bundle holds."""
    tally = _Tally("ids")
    for noun, claimed, computed in _all_ids(bundle):
        tally.add(claimed == computed, f"{noun} {_id(claimed)}: its id is another")
    return tally.outcome()


def _all_ids(bundle: Bundle) -> Iterator[tuple[str, str, str]]:
    for claim in bundle.claims:
        yield "claim", claim.id, _claim_id(claim)
    for reading in bundle.readings:
        for said in reading.attributions:
            yield "attribution", said.id, _attribution_id(said, reading.report_id)
        for figure in reading.figures:
            yield "figure", figure.id, _figure_id(figure, figure.id, reading.report_id)
    for row in bundle.rows:
        yield "figure", row.id, make_id("row", row.figure.id)
        first = row.carriers[0].report_id if row.carriers else ""
        yield "figure", row.figure.id, _figure_id(row.figure, row.figure.id, first)
    for one in (*bundle.verdicts, *bundle.judgements):
        yield "judgement", one.id, _judgement_id(one)


def _claim_id(claim: Claim) -> str:
    return Claim.make_id(
        claim.report_id,
        subject=claim.subject,
        predicate=claim.predicate,
        value=claim.value,
        evidence=claim.evidence,
    )


def _attribution_id(said: Attribution, report_id: str) -> str:
    return Attribution.make_id(report_id, said.source, said.cue, said.content)


def _figure_id(figure: Figure, claimed: str, report_id: str) -> str:
    """Return the id by the figure's number, or by its whole words: a change has no number."""
    ids = [Figure.make_id(report_id, span) for span in (figure.number, figure.span)]
    return claimed if claimed in ids else ids[0]


def _judgement_id(one: Judgement) -> str:
    value = one.value
    if one.kind is JudgementKind.VERDICT and isinstance(one.verdict, Verdict):
        value = str(one.verdict)
    return Judgement.make_id(one.kind, a=one.a, b=one.b, by=one.by, code=one.code, value=value)


# ---- what points to what -----------------------------------------------------------------------


def _references(bundle: Bundle) -> Outcome:
    """Check that everything a sentence, a claim or a verdict points to is in the bundle."""
    tally = _Tally("references")
    reports, rows = bundle.by_id, {row.id for row in bundle.rows}
    claims = {claim.id: claim for claim in bundle.claims}
    for number, sentence in enumerate(bundle.brief.sentences, 1):
        carried = bool(sentence.evidence) or bool(sentence.searched)
        tally.add(carried, f"sentence {number}: stands on nothing")
        for one in sentence.evidence:
            holds = one.report_id in reports
            tally.add(holds, f"sentence {number}: cites a report that is not here")
        for name in sentence.claims:
            tally.add(
                name in claims,
                f"sentence {number}: claim {_id(name)} is not here",
            )
    about = [claim.report_id for claim in bundle.claims]
    about += [reading.report_id for reading in bundle.readings]
    for name in about:
        tally.add(name in reports, f"report {_id(name)}: is not here")
    for verdict in bundle.verdicts:
        there = verdict.a in rows and verdict.b in rows
        tally.add(there, f"verdict {_id(verdict.id)}: its figures are not here")
    return tally.outcome()


def _judgements(bundle: Bundle) -> Outcome:
    """Check that what persons decided is on something in the bundle."""
    tally = _Tally("judgements")
    targets = frozenset(targets_of(bundle))
    for one in bundle.judgements:
        tally.add(
            one.is_by_person and is_on(one, targets),
            f"judgement {_id(one.id)}: is no person's on anything in the bundle",
        )
    return tally.outcome()


def targets_of(bundle: Bundle) -> Iterator[str]:
    """Yield the ids and names in a bundle that a decision can be on."""
    for each in bundle.excerpts:
        yield from (each.id, each.publisher.casefold())
    yield from (each.name.casefold() for each in bundle.publishers)
    yield from (claim.id for claim in bundle.claims)
    for reading in bundle.readings:
        yield from (figure.id for figure in reading.figures)
        for said in reading.attributions:
            yield said.id
            if said.speaker is not None:
                yield from _names(said.speaker.name, said.speaker.body)
    for row in bundle.rows:
        yield from (row.id, row.figure.id, *(c.figure_id for c in row.carriers))
        yield from _names(row.speaker.name, row.speaker.body)


def _names(*names: str | None) -> Iterable[str]:
    return (name.casefold() for name in names if name)


def is_on(one: Judgement, targets: frozenset[str]) -> bool:
    """Tell whether a decision is on one of these ids or names."""
    named = one.kind in _ON_OUTLETS or one.code == NAMES
    for each in (one.a, one.b):
        if each is None:
            continue
        if each in targets or (named and each.split("@")[0].casefold() in targets):
            return True
    return False


def _page(bundle: Bundle, page: bytes, program: str) -> Outcome:
    """Print the page again: it must be the one in the bundle, letter by letter."""
    if bundle.versions.program != program:
        made = folded(bundle.versions.program, 20)
        return Outcome("page", 0, unchecked=1, why=f"Vedette {made} made it, this is {program}")
    same = bundle.page() == page
    return Outcome("page", 1, () if same else ("brief.html: is not the page of brief.json",))


def _id(name: str) -> str:
    return folded(short_id(name), 20)
