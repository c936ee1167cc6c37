"""The list of decisions: who made which, when and why, and what became of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from vedette.compare.contradictions import contradictions, last_of, question_of
from vedette.errors import BadArgumentError, NotFoundError
from vedette.model import Anchor, Judgement, JudgementKind
from vedette.store.anchors import says_of, words_of
from vedette.store.decisions import Entry
from vedette.store.view import View

IN_FORCE, OUTVOTED, ORPHAN, REPLACED = "in force", "outvoted", "orphan", "replaced"
_LEAST_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Proposal:
    """Point to the same words in a newer version of a report: a decision on them is proposed."""

    id: str
    report_id: str
    quote: str


@dataclass(frozen=True, slots=True)
class Judged:
    """Hold a decision and what became of it.

    `state` is "in force", "outvoted" (another person decided otherwise later), "orphan" (its words
    are not there, `why` says how) or "replaced" (`by` names the decision that took its place).
    `now` are the ids that its words have today where they are others than it was made on.
    """

    judgement: Judgement
    state: str
    why: str = ""
    by: str = ""
    now: tuple[str, ...] = ()
    against: tuple[Judgement, ...] = ()
    proposed: tuple[Proposal, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Say which decisions are wanted; None asks for all. Rules' and replaced ones on demand."""

    about: str | None = None
    kind: str | None = None
    by: str | None = None
    everything: bool = False


def judgements(view: View, asked: Asked = Asked()) -> list[Judged]:
    """Return decisions in the order in which they were made: persons' in force, or everything.

    Raises BadArgumentError for a kind that there is not, NotFoundError where nothing in the store
    is called as in `about`.
    """
    kind = _kind(asked.kind)
    told = _Told(view)
    entries = [
        entry
        for entry in view.history()
        if (kind is None or entry.judgement.kind is kind)
        and (asked.by is None or _is_by(entry.judgement, asked.by))
        and (asked.about is None or told.is_about(entry.judgement, asked.about))
        and (asked.everything or asked.by or entry.judgement.is_by_person)
        and (asked.everything or entry.superseded_by is None)
    ]
    if asked.about is not None and not entries and not told.knows(asked.about):
        raise NotFoundError(
            "nothing was decided on it", where=asked.about, next_step="See vedette judgements --all"
        )
    return [told.tell(entry) for entry in entries]


def _kind(text: str | None) -> JudgementKind | None:
    if text is None:
        return None
    known = {str(kind): kind for kind in JudgementKind}
    wanted = text.replace("-", " ").casefold()
    if wanted not in known:
        near = get_close_matches(wanted, known, 1)
        step = f"Did you mean: {near[0]}?" if near else f"Known: {', '.join(sorted(known))}"
        raise BadArgumentError(f"no judgement is a {text!r}", next_step=step)
    return known[wanted]


def _is_by(one: Judgement, who: str) -> bool:
    return who.casefold() in {one.by.casefold(), one.by.partition(":")[2].casefold()}


class _Told:
    """What is known of all decisions of a view, worked out once."""

    def __init__(self, view: View) -> None:
        self._view = view
        standing = view.standing
        self._settled = {one.id: one for one in standing.decisions}
        self._orphans = {one.judgement.id: one.reason for one in standing.orphans}
        self._last = last_of(standing.decisions)
        self._against = contradictions(standing.decisions)
        self._latest: dict[str, str] = {}
        self._decided_on = {each for one in standing.decisions for each in one.pair}

    def is_about(self, one: Judgement, text: str) -> bool:
        """Tell whether a decision names a thing, or its report, by id, first digits or name."""
        now = self._settled.get(one.id, one)
        ids = {one.id, *one.pair, *now.pair, *(anchor.report_id for anchor in one.anchors)}
        return any(_is_called(each, text) for each in ids)

    def knows(self, text: str) -> bool:
        """Tell whether a text names a claim, a figure, a report or an outlet of the store."""
        known = {publisher.name.casefold() for publisher, _ in self._view.publishers()}
        return text.casefold() in known or bool(self._view.anchorage.begin_so(text, most=1))

    def tell(self, entry: Entry) -> Judged:
        """Say what became of a decision."""
        one = entry.judgement
        if entry.superseded_by is not None:
            return Judged(one, REPLACED, by=entry.superseded_by)
        if one.id in self._orphans:
            return Judged(one, ORPHAN, why=self._orphans[one.id])
        settled = self._settled[one.id]
        stands = self._last[question_of(settled)].id == one.id or not one.is_by_person
        return Judged(
            one,
            IN_FORCE if stands else OUTVOTED,
            now=_moved(one, settled),
            against=self._against.get(one.id, ()),
            proposed=tuple(self._proposals(one)),
        )

    def _proposals(self, one: Judgement) -> Iterable[Proposal]:
        """Find the words of a decision in the newest version of its report, if there is one.

        A decision never goes over to another version by itself.
        """
        for anchor in one.anchors:
            latest = self._latest_of(anchor.report_id)
            if anchor.noun != "report" and latest != anchor.report_id:
                found = _same_quote(self._view, anchor, latest)
                if found is not None and found.id not in self._decided_on:
                    yield found

    def _latest_of(self, report_id: str) -> str:
        if report_id not in self._latest:
            versions = self._view.versions(report_id)
            self._latest[report_id] = versions[-1].id if versions else report_id
        return self._latest[report_id]


def _same_quote(view: View, anchor: Anchor, report_id: str) -> Proposal | None:
    found = [
        noun
        for noun in view.anchorage.nouns(anchor.noun, report_id)
        if words_of(noun).quote == anchor.quote and says_of(noun) == anchor.says
    ]
    if len(found) != 1:
        return None
    return Proposal(found[0].id, report_id, words_of(found[0]).quote)


def _moved(one: Judgement, settled: Judgement) -> tuple[str, ...]:
    if settled == replace(one, a=settled.a, b=settled.b) and settled != one:
        return tuple(each for each in (settled.a, settled.b) if each)
    return ()


def _is_called(known: str, text: str) -> bool:
    if known.casefold() == text.casefold():
        return True
    digits = text.rpartition("-")[2]
    is_short = len(digits) >= _LEAST_DIGITS
    return is_short and (known.startswith(text) or known.partition("-")[2].startswith(text))
