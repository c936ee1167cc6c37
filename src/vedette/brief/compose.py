"""Compose a short summary of one activity: every sentence with the words that carry it.

First version: what it is and when, the figures speaker by speaker, where they disagree, what is
denied, where thresholds lie. Never a mean, a midpoint or a range over speakers. Claims stay the
claimant's, and an outlet's own voice is reported as the outlet's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from vedette.model import (
    Act,
    Activity,
    Analysis,
    Attribution,
    Bound,
    Brief,
    BriefSentence,
    Certainty,
    Change,
    Commitment,
    Direction,
    Evidence,
    Figure,
    Force,
    Judgement,
    Ledger,
    Nearness,
    Report,
    Row,
    RowCarrier,
    Section,
    Span,
    Stage,
    ThresholdTest,
    Verdict,
)
from vedette.model.words import count, day, number

Item = tuple[Report, Analysis]
SHOWN_ROWS = 10  # utterances told in words; the board shows all
SHOWN_CONFLICTS = 3
SHOWN_DENIALS = 4
HALF = 0.5
FEWEST_WORDS = 3
_STOP = re.compile(r"[.!?][”\"’]?(?=\s+[“\"A-Z])")
_BOUNDS = {
    "exact": "",
    "about": "about ",
    "at least": "at least ",
    "more than": "more than ",
    "at most": "up to ",
    "fewer than": "fewer than ",
    "between": "",
    "vague": "",
}


def compose(ledger: Ledger, items: Sequence[Item]) -> Brief:
    """Return the brief of a ledger's activity; the same input gives the same brief."""
    own = [row for row in ledger.rows if row.figure.scope.activity == ledger.activity]
    strength = [r for r in own if r.figure.is_strength and r.figure.counted == "personnel"]
    told = _told(strength)
    words = _Words(items)
    paragraphs = (
        tuple(_schedule(ledger.activity, items)),
        tuple(_figure_sentence(row, words) for row in told),
        tuple(_conflicts(ledger, told, words)),
        tuple(_thresholds(ledger.thresholds, strength, words)),
        tuple(_denials(items, ledger.activity)),
    )
    searched = count(len(items), "report")
    return Brief(
        subject=ledger.activity,
        headline=_on_top(_headline(ledger.activity, told), told, words, searched),
        deck=(_on_top(_deck(own, ledger), told, words, searched),),
        sections=tuple(Section("", p) for p in paragraphs if p),
    )


def _on_top(text: str, rows: Sequence[Row], words: _Words, searched: str) -> BriefSentence:
    evidence = tuple(words.evidence(row.carriers[0]) for row in rows)
    return BriefSentence(text, (), evidence, searched="" if evidence else searched)


def _headline(activity: str, told: Sequence[Row]) -> str:
    speakers = len({row.speaker.name for row in told})
    if len(told) < 2:
        return f"{activity}: what is said of its strength"
    return f"{activity}: {count(len(told), 'figure')} for its strength from {speakers} speakers"


def _deck(own: Sequence[Row], ledger: Ledger) -> str:
    shown = {row.id for row in own}
    conflicts = [
        one
        for one in ledger.verdicts
        if one.verdict is Verdict.CONFLICT and one.a in shown and one.b in shown
    ]
    hard = sum(one.force is Force.HARD for one in conflicts)
    return (
        f"{count(len(own), 'figure')} on {ledger.activity}; of the pairs that answer one "
        f"question {count(hard, 'is', 'are')} in hard and "
        f"{len(conflicts) - hard} in soft conflict."
    )


def _told(rows: Sequence[Row]) -> list[Row]:
    """Choose utterances to tell: the best carried of each value and place, in order of time."""
    chosen: dict[tuple[object, ...], Row] = {}
    for row in sorted(rows, key=lambda r: (-_weight(r), str(r.day), r.id)):
        figure = row.figure
        key = (figure.low, figure.high, figure.bound, figure.change, figure.scope.place)
        chosen.setdefault(key, row)
    best = list(chosen.values())[:SHOWN_ROWS]
    return sorted(best, key=lambda r: (str(r.day or "9999"), r.id))


def _weight(row: Row) -> int:
    """Prefer what a named speaker says in his own number, and what still stands."""
    named = not row.is_unnamed and not row.own_voice
    pure = row.figure.change is None
    stands = row.replaced_by is None and row.relay_of is None
    return 3 * named + 2 * pure + stands + min(len(row.origins), 2)


def _figure_sentence(row: Row, words: _Words) -> BriefSentence:
    scope = row.figure.scope
    where = f" in {scope.place}" if scope.place else ""
    whose = f" of {' and '.join(scope.force)}" if scope.force else ""
    doubt = " (the report does not say where)" if "place" in scope.assumed else ""
    later = ", a number that the speaker later changed" if row.replaced_by else ""
    text = (
        f"{_speaker(row)} {_verb(row)} {_amount(row.figure)}{whose}{where}{doubt}{later} "
        f"({_carried(row)})."
    )
    return BriefSentence(text, (), tuple(words.evidence(c) for c in row.carriers[:2]))


def _speaker(row: Row) -> str:
    if row.own_voice:
        return row.speaker.name
    body = row.speaker.body
    return f"{row.speaker.name} ({body})" if body and body != row.speaker.name else row.speaker.name


def _verb(row: Row) -> str:
    modality = row.figure.modality
    if row.own_voice:
        return "reported"
    if modality.commitment is Commitment.PRESUPPOSES:
        return "took for granted"
    if modality.act is Act.ASKS:
        return "asked about"
    verbs = {
        Act.CLAIMS: "claimed",
        Act.WARNS: "warned of",
        Act.ESTIMATES: "estimated",
        Act.SUGGESTS: "suggested",
    }
    if modality.act in verbs:
        return verbs[modality.act]
    if modality.certainty is Certainty.POSSIBLE:
        return "held possible"
    return "announced" if row.figure.stage is Stage.ANNOUNCED else "spoke of"


def _amount(figure: Figure) -> str:
    what = _counted(figure)
    if figure.change is not None and figure.low is None and figure.high is None:
        return _change(figure.change, what)
    low, high = figure.low, figure.high
    if figure.bound is Bound.VAGUE:
        return f"{figure.number.quote} {what}"  # the interval is ours, the words are his
    if low is not None and high is not None and low != high:
        numbers = f"{number(low)} to {number(high)}"
    else:
        numbers = number(low if low is not None else high)
    near = {Nearness.BELOW: "nearly ", Nearness.ABOVE: "just over "}.get(figure.nearness)
    return f"{near or _BOUNDS[figure.bound]}{numbers} {what}"


def _counted(figure: Figure) -> str:
    """Return the report's word for what is counted; whose it is is said apart."""
    words = figure.counted_text or figure.counted
    if figure.of and figure.scope.force and words.startswith(figure.of):
        words = words[len(figure.of) :].strip()
    return words or figure.counted


def _change(change: Change, what: str) -> str:
    base = f" from {number(change.from_value)}" if change.from_value is not None else ""
    near = {Nearness.BELOW: "nearly ", Nearness.ABOVE: "more than "}.get(change.nearness, "")
    if change.direction is Direction.CUT and change.factor == HALF:
        return f"{what} {near}halved{base}"
    if change.to_value is not None:
        return f"{what} {change.direction}{base} to {number(change.to_value)}"
    if change.factor is not None:
        return f"{what} {change.direction}{base} to {near}{change.factor:.0%}"
    if change.direction is Direction.RAISED and change.amount is None:
        return f"more {what} than the {number(change.from_value)}" if base else f"more {what}"
    by = f" by {near}{number(change.amount)}" if change.amount is not None else ""
    return f"{what} {change.direction}{by}{base}"


def _carried(row: Row) -> str:
    first = row.carriers[0]
    outlets = len({c.publisher for c in row.carriers})
    texts = len({c.origin for c in row.carriers})
    more = ""
    if outlets > 1:
        more = f" and {outlets - 1} more, {count(texts, 'text')} in all"
    return f"{first.publisher or 'unknown publisher'}, {day(first.published)}{more}"


def _conflicts(ledger: Ledger, told: Sequence[Row], words: _Words) -> Iterator[BriefSentence]:
    """Tell some conflicts, hard ones and wide gaps first, each row at most once."""
    rows = {row.id: row for row in told if row.replaced_by is None}
    pairs = [
        one
        for one in ledger.verdicts
        if one.verdict is Verdict.CONFLICT and one.a in rows and one.b in rows
    ]
    pairs.sort(key=lambda one: (one.force is not Force.HARD, -(one.apart or 0), one.id))
    used: set[str | None] = set()
    shown = 0
    for one in pairs:
        if shown < SHOWN_CONFLICTS and not used & {one.a, one.b}:
            used |= {one.a, one.b}
            shown += 1
            yield _conflict_sentence(one, rows[one.a], rows[one.b or ""], words)


def _conflict_sentence(one: Judgement, a: Row, b: Row, words: _Words) -> BriefSentence:
    text = (
        f"{_amount(a.figure).capitalize()} ({a.speaker.name}) and {_amount(b.figure)} "
        f"({b.speaker.name}) are in {one.force} conflict: {one.reason.rstrip('.')}."
    )
    return BriefSentence(text, (), (words.evidence(a.carriers[0]), words.evidence(b.carriers[0])))


def _thresholds(
    tests: Iterable[ThresholdTest], strength: Sequence[Row], words: _Words
) -> Iterator[BriefSentence]:
    rows = {row.id: row for row in strength}
    for test in tests:
        below = [rows[i] for i in test.below if i in rows]
        above = [rows[i] for i in test.reached_by if i in rows]
        if not below and not above:
            continue
        parts = [
            f"{count(len(group), 'figure')} of the whole {word}"
            for group, word in ((below, "below it"), (above, "at or above it"))
            if group
        ]
        text = (
            f"{test.threshold.name}, {number(test.threshold.value)} {test.threshold.counted}: "
            f"{', '.join(parts)}."
        )
        yield BriefSentence(
            text, (), tuple(words.evidence(r.carriers[0]) for r in (below + above)[:4])
        )


def _schedule(activity: str, items: Sequence[Item]) -> Iterator[BriefSentence]:
    """Say when it takes place, in the words of the first report that gives a beginning and an end.

    The evidence is the paragraph that holds the dates; who says so there is named.
    """
    for report, analysis in items:
        for one in analysis.activities:
            if one.name != activity or not one.when.is_known or one.when.start == one.when.end:
                continue
            said = [t.span for t in analysis.times if t.when == one.when]
            paragraph = next(
                (b for b in report.blocks if said and b.start <= said[0].start < b.end), None
            )
            if paragraph is not None:
                words = Span.cut(report.text, paragraph.start, paragraph.end, paragraph.zone)
                yield _schedule_sentence(report, _carrier_at(analysis, said[0]), one, words)
                return


def _schedule_sentence(
    report: Report, carrier: Attribution | None, one: Activity, words: Span
) -> BriefSentence:
    said = f"according to {_name(carrier)}, " if carrier else ""
    text = (
        f"{one.name} runs from {day(one.when)}, {said}"
        f"{report.publisher or 'an unknown publisher'} reported on {day(report.published)}."
    )
    return BriefSentence(text, (), (Evidence(report.id, words),))


def _carrier_at(analysis: Analysis, span: Span) -> Attribution | None:
    """Return the attribution with the shortest content that holds these words."""
    around = [
        (part.end - part.start, attribution)
        for attribution in analysis.attributions
        for part in attribution.content
        if part.covers(span)
    ]
    return min(around, key=lambda found: found[0])[1] if around else None


def _name(attribution: Attribution) -> str:
    return attribution.speaker.name if attribution.speaker else "an unresolved speaker"


def _denials(items: Sequence[Item], activity: str) -> Iterator[BriefSentence]:
    """Tell who denies what, and who keeps silent, in their own words."""
    told: set[tuple[str, str]] = set()
    for report, analysis in items:
        if all(one.name != activity for one in analysis.activities):
            continue
        for attribution in analysis.attributions:
            if len(told) >= SHOWN_DENIALS:
                return
            if attribution.modality.act is not Act.DENIES or attribution.speaker is None:
                continue
            words = " ".join(s.quote for s in attribution.content)
            key = (attribution.speaker.name, words.casefold())
            if key in told or len(words.split()) < FEWEST_WORDS:
                continue  # "Minsk rejects this" tells nothing without what went before
            told.add(key)
            cue = " ".join(s.quote for s in attribution.cue)
            text = (
                f"{attribution.speaker.name} {cue} “{words}” "
                f"({report.publisher or 'unknown publisher'}, {day(report.published)})."
            )
            evidence = tuple(Evidence(report.id, s) for s in attribution.content)
            yield BriefSentence(text, (), evidence)


class _Words:
    """Cut the sentence around a figure out of its report: a bare number tells a reader little."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._reports = {report.id: report for report, _ in items}

    def evidence(self, carrier: RowCarrier) -> Evidence:
        """Return the words around a carrier's figure, the figure's own where the report is gone."""
        report = self._reports.get(carrier.report_id)
        if report is None:
            return Evidence(carrier.report_id, carrier.span)
        return Evidence(report.id, _sentence(report, carrier.span))


def _sentence(report: Report, span: Span) -> Span:
    """Return the sentence of a span; an abbreviation may end it early, never inside the span."""
    block = next((b for b in report.blocks if b.start <= span.start < b.end), None)
    if block is None:
        return span
    before = [m.end() for m in _STOP.finditer(report.text, block.start, span.start)]
    behind = _STOP.search(report.text, max(span.start, span.end - 1), block.end)
    start = before[-1] if before else block.start
    end = behind.end() if behind else block.end
    words = report.text[start : max(end, span.end)]
    start += len(words) - len(words.lstrip())
    return Span.cut(report.text, start, start + len(words.strip()), span.zone)
