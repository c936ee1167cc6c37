"""The review queue: what nobody decided on yet, the most useful first.

It is worked out from the boards of activities, the judgements of rules on names, the decisions
that lost their words, and claims. What is costly (`gather`) depends on the reports alone and can
be kept while decisions are made; `undecided` then takes out what was decided, which is cheap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from vedette.compare import aliases
from vedette.compare.conventions import Conventions
from vedette.compare.world import World
from vedette.model import (
    Attribution,
    Claim,
    Commitment,
    Force,
    Judgement,
    JudgementKind,
    Ledger,
    Polarity,
    Report,
    Row,
    Verdict,
)
from vedette.model.words import folded, modality
from vedette.run import kindred, queries
from vedette.run.judged import Asked, Proposal, judgements
from vedette.run.people import on_names
from vedette.run.review.items import (
    EACH_OUTLET,
    MOST_OUTLETS,
    WEIGHTS,
    Ground,
    Item,
    Noun,
    Reason,
    Words,
    conflict_of,
)
from vedette.store.anchors import words_of
from vedette.store.seeking import OPEN, Sought
from vedette.store.view import View

BOARDS = 12  # of the activities that most reports name, where none is asked for
ON_A_BOARD = 60  # reports of each, the last ones: a board takes a tenth of a second then
CLAIMS = 400  # claims without a figure that a queue holds
_OUTLETS_WORTH_TELLING = 2


Items = tuple["Item", ...]
Keep = Callable[[str, Callable[[], Items]], Items]


def _made_anew(_: str, make: Callable[[], Items]) -> Items:
    return make()


def gather(
    view: View,
    *,
    activity: str | None = None,
    conventions: Conventions | None = None,
    keep: Keep = _made_anew,
) -> tuple[Item, ...]:
    """Return all that could be decided, whether or not somebody did; of one activity, or of all.

    A board is that of the last `ON_A_BOARD` reports. `keep` may keep what is worked out of one.
    """
    rules = conventions or Conventions.shipped()
    found: dict[str, Item] = {}
    for name in _boards(view, activity):
        for item in keep(name, partial(_of_activity, view, name, rules)):
            found.setdefault(item.id, item)
    figures = {item.id for item in found.values()}
    for item in _claims(view, activity, figures):
        found.setdefault(item.id, item)
    if activity is None:
        found.update((item.id, item) for item in _kindred(view))
    return tuple(found.values())


def _of_activity(view: View, name: str, rules: Conventions) -> Items:
    ledger = queries.board(view, name, conventions=rules, most=ON_A_BOARD)
    return tuple(of_board(ledger))


def undecided(
    view: View, gathered: Iterable[Item], *, activity: str | None = None
) -> tuple[Item, ...]:
    """Return what waits for a decision, the most useful first, with names and orphans."""
    standing = view.standing
    done = standing.accepted | standing.rejected
    pairs = {one.pair for one in view.decisions() if one.code in aliases.CODES}
    items = [
        _now(item, standing.rejected)
        for item in gathered
        if item.id not in done
        and not (item.noun in _KINDRED and item.judgement and item.judgement.pair in pairs)
    ]
    if activity is None:
        items += [*_orphans(view), *_names(view), *_activities(view)]
    return tuple(sorted(items, key=lambda item: (-item.weight, item.day or "9999", item.id)))


def _now(item: Item, rejected: Collection[str]) -> Item:
    """Return an item without the conflicts that ended when their other side was rejected."""
    if not rejected or Ground.CONFLICT not in item.grounds:
        return item
    reasons = []
    for reason in item.reasons:
        left = tuple(one for one in reason.rivals if one[0] not in rejected)
        if not reason.rivals or left == reason.rivals:
            reasons.append(reason)
        elif left:
            reasons.append(conflict_of(left))
    return replace(item, reasons=tuple(reasons) or (_open(),))


def _open() -> Reason:
    return Reason(Ground.OPEN, "nobody has looked at it yet", WEIGHTS[Ground.OPEN])


# ---- boards ------------------------------------------------------------------------------------


def _boards(view: View, activity: str | None) -> Iterable[str]:
    """Return the activities whose boards are looked through, one of each series."""
    if activity is not None:
        return (activity,)
    world = World.shipped()
    series: dict[str, str] = {}
    for name, _, _ in view.activities():
        series.setdefault(world.series_of(name), name)
    return list(series.values())[:BOARDS]


def of_board(ledger: Ledger) -> Iterator[Item]:
    """Yield what could be decided on a board: its rows, its loans, its garbled renderings."""
    rivals = _rivals(ledger)
    rows = {row.id: row for row in (*ledger.rows, *ledger.denied, *ledger.garbled)}
    for row in (*ledger.rows, *ledger.denied):
        yield _of_row(row, rivals.get(row.id, ()), ledger.activity)
    for one in ledger.loans:
        yield _of_pair(one, Noun.LOAN, rows, ledger.activity)
    for one in ledger.renderings:
        yield _of_pair(one, Noun.GARBLED, rows, ledger.activity)


def _rivals(ledger: Ledger) -> Mapping[str, tuple[tuple[str, bool], ...]]:
    reading = {row.id: row.figure.id for row in ledger.rows}
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    for one in ledger.verdicts:
        if one.verdict is Verdict.CONFLICT and one.b is not None:
            is_hard = one.force is Force.HARD
            for mine, other in ((one.a, one.b), (one.b, one.a)):
                found[mine][reading.get(other, other)] = is_hard
    return {row: tuple(rivals.items()) for row, rivals in found.items()}


def _of_row(row: Row, rivals: tuple[tuple[str, bool], ...], activity: str) -> Item:
    reasons = [*_on_row(row)]
    if rivals:
        reasons.insert(0, conflict_of(rivals))
    carriers = row.carriers
    return Item(
        row.figure.id,
        Noun.FIGURE,
        f"“{folded(row.figure.span.quote, 80)}”, {row.speaker.name}",
        tuple(reasons) or (_open(),),
        row.figure.scope.activity or activity,
        tuple(Words(one.report_id, one.span) for one in carriers),
        tuple(one.figure_id for one in carriers),
        figure=row.figure,
        day=str(row.day or ""),
    )


def _on_row(row: Row) -> Iterator[Reason]:
    scope = row.figure.scope
    outlets = {one.publisher for one in row.carriers}
    if len(outlets) >= _OUTLETS_WORTH_TELLING:
        weight = min(EACH_OUTLET * len(outlets), MOST_OUTLETS)
        words = f"{len(outlets)} outlets carry it, this one first"
        yield Reason(Ground.CARRIERS, words, weight)
    if row.speaker.candidates:
        could = " or ".join(row.speaker.candidates)
        yield _reason(Ground.SPEAKER, f"who speaks is not sure: {could}")
    elif row.is_unnamed:
        yield _reason(Ground.SPEAKER, f"who speaks is not known: “{folded(row.speaker.name, 40)}”")
    if scope.borrowed:
        words = f"{' and '.join(scope.borrowed)} borrowed from another utterance of the speaker"
        yield _reason(Ground.BORROWED, words)
    if scope.assumed:
        yield _reason(Ground.ASSUMED, f"{' and '.join(scope.assumed)} assumed: not stated")
    yield from _on_modality(row.figure.modality.polarity, row.figure.modality.commitment)
    told = modality(row.figure.modality)
    if told and row.figure.modality.polarity is not Polarity.DENIED:
        yield _reason(Ground.UNSURE, f"said as {', '.join(folded(each, 50) for each in told)}")


def _on_modality(polarity: Polarity, commitment: Commitment) -> Iterator[Reason]:
    if polarity is Polarity.DENIED or commitment is Commitment.REJECTS:
        yield _reason(Ground.DENIED, "a denial: read wrongly, it says the opposite")


def _reason(ground: Ground, words: str) -> Reason:
    return Reason(ground, words, WEIGHTS[ground])


_JUDGED = {
    Noun.LOAN: "a rule borrows what this report does not state",
    Noun.GARBLED: "a rule calls these words garbled",
}


def _of_pair(one: Judgement, noun: Noun, rows: Mapping[str, Row], activity: str) -> Item:
    """Return what a rule judged on two rows; the row that it changes stands first."""
    ground = Ground.BORROWED if noun is Noun.LOAN else Ground.GARBLED
    labels = (
        ("what borrows", "what lends")
        if noun is Noun.LOAN
        else ("the garbled rendering", "the utterance as better told")
    )
    ours = [rows[each] for each in (one.a, one.b or "") if each in rows]
    words = [
        Words(row.carriers[0].report_id, row.carriers[0].span, label)
        for row, label in zip(ours, labels, strict=False)
    ]
    figures = tuple(row.figure.id for row in ours)
    return Item(
        one.id,
        noun,
        folded(one.reason, 160),
        (_reason(ground, _JUDGED[noun]),),
        activity,
        tuple(words),
        figures,
        one,
    )


# ---- claims ------------------------------------------------------------------------------------


def _claims(view: View, activity: str | None, figures: Collection[str]) -> Iterator[Item]:
    """Yield claims that hold no figure of a board: those go the figure's way."""
    sought = Sought(subject=activity, review=OPEN)
    for report, claim, carrier, _ in view.seek(sought, limit=CLAIMS):
        if not (claim.value.id or "").startswith("fig-") and claim.value.id not in figures:
            yield _of_claim(report, claim, carrier)


def _of_claim(report: Report, claim: Claim, carrier: Attribution | None) -> Item:
    reasons = [*_on_modality(claim.modality.polarity, claim.modality.commitment)]
    told = modality(claim.modality)
    if told and not reasons:
        reasons.append(_reason(Ground.UNSURE, f"said as {', '.join(folded(t, 50) for t in told)}"))
    if carrier is not None and carrier.speaker is not None and carrier.speaker.candidates:
        could = " or ".join(carrier.speaker.candidates)
        reasons.append(_reason(Ground.SPEAKER, f"who speaks is not sure: {could}"))
    return Item(
        claim.id,
        Noun.CLAIM,
        folded(f"{claim.subject.name} {claim.predicate}: {claim.value.text}", 120),
        tuple(reasons) or (_open(),),
        claim.subject.name,
        (Words(report.id, claim.evidence),),
        day=str(report.published.start or ""),
    )


# ---- names and orphans -------------------------------------------------------------------------


def _names(view: View) -> Iterator[Item]:
    """Yield the pairs of names that rules judged and no person did, the surest aside last."""
    persons = {one.pair for one in on_names(view) if one.is_by_person}
    for one in on_names(view):
        if one.is_by_person or one.pair in persons or one.kind is JudgementKind.NOT_SAME:
            continue
        score = one.score or 0.0
        sure = one.kind is JudgementKind.SAME
        told = "a rule joins them" if sure else "the rules could not tell"
        # What a rule joins already waits behind what it could not tell: nothing was done there.
        weight = WEIGHTS[Ground.MERGE] * (0.5 if sure else 1.0)
        reason = Reason(Ground.MERGE, f"{told}, score {score:.2f}", weight)
        yield Item(one.id, Noun.NAMES, folded(one.reason, 160), (reason,), judgement=one)


def _activities(view: View) -> Iterator[Item]:
    """Yield the pairs of activities that are spelt alike, and on which nobody decided."""
    persons = {one.pair for one in view.decisions() if one.code == aliases.CODE}
    for one in aliases.propose(view.activities()):
        if one.pair not in persons:
            told = f"spelt alike, score {one.score or 0:.2f}"
            reason = Reason(Ground.MERGE, told, WEIGHTS[Ground.MERGE])
            yield Item(one.id, Noun.ACTIVITIES, f"{one.a} – {one.b}", (reason,), judgement=one)


_KINDRED = {Noun.PLACES: aliases.PLACE, Noun.EQUIPMENT: aliases.EQUIPMENT}


def _kindred(view: View) -> Iterator[Item]:
    """Yield the pairs of places and of equipment that may be one under two names."""
    called = {Noun.PLACES: kindred.places_called, Noun.EQUIPMENT: kindred.things_called}
    for noun, code in _KINDRED.items():
        for one in aliases.propose_alike(called[noun](view), code):
            told = f"{one.reason.rpartition(': ')[2]}, score {one.score or 0:.2f}"
            reason = Reason(Ground.MERGE, told, WEIGHTS[Ground.MERGE])
            yield Item(one.id, noun, f"{one.a} – {one.b}", (reason,), judgement=one)


def _orphans(view: View) -> Iterator[Item]:
    if not view.standing.orphans:
        return
    kinds = {JudgementKind.ACCEPT, JudgementKind.REJECT, JudgementKind.SAME, JudgementKind.NOT_SAME}
    why = {orphan.judgement.id: orphan.reason for orphan in view.standing.orphans}
    for told in judgements(view, Asked()):
        one = told.judgement
        if one.id in why and one.kind in kinds:
            words = f"{why[one.id]}; the decision applies to nothing"
            quotes = " and ".join(f"“{folded(each.quote, 60)}”" for each in one.anchors)
            yield Item(
                one.id,
                Noun.ORPHAN,
                f"{one.kind} {quotes}, {one.by.partition(':')[2]}",
                (_reason(Ground.ORPHAN, words),),
                words=tuple(_proposed(view, told.proposed)),
                group=tuple(each.id for each in told.proposed),
                judgement=one,
            )


def _proposed(view: View, proposals: Iterable[Proposal]) -> Iterator[Words]:
    for each in proposals:
        held = view.anchorage.noun(each.id)
        if held is not None:
            yield Words(held[0], words_of(held[1]), "the same words in the newest version")


def tally(items: Sequence[Item]) -> dict[Ground, int]:
    """Count what waits by ground."""
    found: dict[Ground, int] = dict.fromkeys(Ground, 0)
    for item in items:
        for ground in item.grounds:
            found[ground] += 1
    return {ground: number for ground, number in found.items() if number}
