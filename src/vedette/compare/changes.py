"""What is new between two pictures: the nouns of a change, and what is said anew or no longer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from vedette.compare.ledger import Item
from vedette.compare.rows import outlet_name
from vedette.model import (
    Act,
    Analysis,
    Attribution,
    Claim,
    Commitment,
    Figure,
    Polarity,
    Report,
    RowCarrier,
    Span,
    When,
)
from vedette.model.words import OWN_VOICE, carrier, folded, short_id

SHOWN_OF_A_GROUP = 3  # statements that a group quotes; the rest is counted


class Kind(StrEnum):
    """Name what kind of change it is; `Changes` lists them under these words."""

    NEW_FIGURE = "new figure"
    REPEATED = "repeated"
    RAISED = "raised"
    CUT = "cut"
    REPLACED = "replaced"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    READING = "reading changed"
    DENIED = "denied"
    OPENED = "conflict opened"
    CLOSED = "conflict closed"
    VANISHED = "vanished"
    NAMED = "newly named"


@dataclass(frozen=True, slots=True)
class Quoted:
    """Point to words in a report."""

    report_id: str
    publisher: str
    published: When
    span: Span

    @classmethod
    def of(cls, noun: RowCarrier) -> Quoted:
        """Point to the words of a carrier."""
        return cls(noun.report_id, noun.publisher, noun.published, noun.span)

    @classmethod
    def at(cls, report: Report, span: Span) -> Quoted:
        """Point to a span of a report."""
        return cls(report.id, report.publisher, report.published, span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Hold one change in words, with why, and with the words of the reports that carry it.

    `ids` are the rows, verdicts or claims meant; `count` tells how many carriers or utterances it
    stands for. `soft` marks a conflict that is not hard.
    """

    kind: Kind
    subject: str
    text: str
    speaker: str = ""
    reason: str = ""
    quotes: tuple[Quoted, ...] = ()
    ids: tuple[str, ...] = ()
    count: int = 1
    soft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Hold the new statements of one speaker on one subject: how many, in how many reports."""

    subject: str
    speaker: str
    count: int
    reports: int
    predicates: tuple[tuple[str, int], ...]
    shown: tuple[tuple[str, str, Quoted], ...]  # predicate, value, words
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """Hold a report that another version took the place of, and what changed in its figures.

    `changed` are pairs of words, the older first; `dropped` and `added` have no counterpart.
    `note` is what the newer version says of the change itself.
    """

    older: str
    newer: str
    publisher: str
    url: str
    headline: str
    published: When
    note: str = ""
    changed: tuple[tuple[Quoted, Quoted], ...] = ()
    dropped: tuple[Quoted, ...] = ()
    added: tuple[Quoted, ...] = ()


@dataclass(frozen=True, slots=True)
class Forgotten:
    """Hold a report that was removed on purpose: only its id and the reason are left."""

    report_id: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Hold all that is new between two pictures; instants are text in UTC.

    `uncompared` are activities with new figures whose boards were not compared.
    """

    since: str
    until: str
    by: str
    subject: str | None = None
    reports: tuple[str, ...] = ()
    changes: tuple[Change, ...] = ()
    groups: tuple[Group, ...] = ()
    edited: tuple[Edited, ...] = ()
    forgotten: tuple[Forgotten, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    uncompared: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing changed."""
        return not (self.changes or self.groups or self.edited or self.forgotten or self.reports)

    def of(self, *kinds: Kind) -> tuple[Change, ...]:
        """Return the changes of some kinds."""
        return tuple(one for one in self.changes if one.kind in kinds)


@dataclass(frozen=True, slots=True)
class Said:
    """Hold one claim with its report and carrier."""

    report: Report
    claim: Claim
    carrier: Attribution | None

    @property
    def speaker(self) -> str:
        """Name who says it."""
        if self.carrier is None:
            return f"{outlet_name(self.report.publisher) or 'unknown outlet'}, {OWN_VOICE}"
        return carrier(self.carrier)

    @property
    def is_denial(self) -> bool:
        """Tell whether something is denied instead of said."""
        modality = self.claim.modality
        denied = modality.polarity is Polarity.DENIED
        return denied or modality.commitment is Commitment.REJECTS or modality.act is Act.DENIES

    @property
    def quoted(self) -> Quoted:
        """Point to its words."""
        return Quoted.at(self.report, self.claim.evidence)


def statements_of(items: Iterable[Item]) -> list[Said]:
    """Return all that some reports say, with who says it."""
    found = []
    for report, analysis in items:
        carriers = {one.id: one for one in analysis.attributions}
        found += [
            Said(report, claim, carriers.get(claim.attribution or "")) for claim in analysis.claims
        ]
    return found


def group_statements(said: Iterable[Said], key: Callable[[Claim], Any]) -> tuple[Group, ...]:
    """Group statements by subject and speaker, the largest group first.

    What several reports say in the same words (by `key`) counts once, with its reports.
    """
    groups: dict[tuple[str, str], dict[Any, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for one in said:
        groups[one.claim.subject.name, one.speaker][key(one.claim)].append(one)
    made = [_group(*names, list(same.values())) for names, same in groups.items()]
    return tuple(sorted(made, key=lambda one: (-one.count, one.subject, one.speaker)))


def _group(subject: str, speaker: str, same: Sequence[Sequence[Said]]) -> Group:
    first = [alike[0] for alike in same]
    tally = Counter(one.claim.predicate for one in first)
    return Group(
        subject=subject,
        speaker=speaker,
        count=len(same),
        reports=len({one.report.id for alike in same for one in alike}),
        predicates=tuple(tally.most_common()),
        shown=tuple(
            (one.claim.predicate, one.claim.value.text, one.quoted)
            for one in first[:SHOWN_OF_A_GROUP]
        ),
        ids=tuple(one.claim.id for alike in same for one in alike),
    )


def denials(said: Iterable[Said], key: Callable[[Claim], Any]) -> list[Change]:
    """Return the denials among statements; in the same words they count once.

    A figure that is denied is a denial of the ledger's (`compare_ledgers`).
    """
    alike: dict[Any, list[Said]] = defaultdict(list)
    for one in said:
        if one.is_denial and one.claim.value.kind.value != "figure":
            alike[key(one.claim), one.speaker].append(one)
    return [
        Change(
            kind=Kind.DENIED,
            subject=same[0].claim.subject.name,
            speaker=same[0].speaker,
            text=f"{same[0].claim.predicate}: {folded(same[0].claim.value.text, 160)}",
            quotes=tuple(one.quoted for one in same),
            ids=tuple(one.claim.id for one in same),
            count=len(same),
        )
        for same in alike.values()
    ]


# ---- another version of a report ---------------------------------------------------------------


def vanished(older: Item, newer: Item) -> list[Change]:
    """Return what the older version of a report says in words that the newer one has no more."""
    text = newer[0].text
    still = {_plain_key(claim) for claim in newer[1].claims}
    gone = [
        one
        for one in statements_of([older])
        if one.claim.evidence.quote not in text and _plain_key(one.claim) not in still
    ]
    seen: set[Span] = set()
    changes = []
    for one in gone:
        if one.claim.evidence not in seen:
            seen.add(one.claim.evidence)
            changes.append(_gone(one, newer[0]))
    return changes


def _plain_key(claim: Claim) -> tuple[str, str, str, str]:
    modality = claim.modality
    return claim.subject.name, claim.predicate, claim.value.text, modality.polarity.value


def _gone(one: Said, newer: Report) -> Change:
    return Change(
        kind=Kind.VANISHED,
        subject=one.claim.subject.name,
        speaker=one.speaker,
        text=f"{one.claim.predicate}: {folded(one.claim.value.text, 160)}",
        reason=f"not in the newer version, {short_id(newer.id)}",
        quotes=(one.quoted,),
        ids=(one.claim.id,),
    )


def edit(older: Item, newer: Item) -> Edited:
    """Return what changed in the figures of a report from one version to the next."""
    before, after = _figures(older[1]), _figures(newer[1])
    kept = Counter(map(_written, before)) & Counter(map(_written, after))
    dropped, added = _without(before, kept), _without(after, kept)
    pairs = _counterparts(older[1], newer[1], dropped, added)
    paired = {one.id for pair in pairs for one in pair}
    return Edited(
        older=older[0].id,
        newer=newer[0].id,
        publisher=newer[0].publisher,
        url=newer[0].url,
        headline=newer[0].headline or "",
        published=newer[0].published,
        note=_note(newer[0]),
        changed=tuple((Quoted.at(older[0], a.span), Quoted.at(newer[0], b.span)) for a, b in pairs),
        dropped=tuple(Quoted.at(older[0], one.span) for one in dropped if one.id not in paired),
        added=tuple(Quoted.at(newer[0], one.span) for one in added if one.id not in paired),
    )


def _figures(analysis: Analysis) -> list[Figure]:
    """Return the figures outside correction notes, which repeat the wrong number."""
    return [one for one in analysis.figures if one.span.zone.value != "correction"]


def _note(report: Report) -> str:
    notes = [b for b in report.blocks if b.zone.value == "correction"]
    return folded(" ".join(report.text[b.start : b.end] for b in notes), 300)


def _written(figure: Figure) -> tuple[str, str]:
    return figure.counted, figure.span.quote


def _without(figures: Sequence[Figure], kept: Mapping[Any, int]) -> list[Figure]:
    left = Counter(kept)
    rest = []
    for one in figures:
        if left[_written(one)] > 0:
            left[_written(one)] -= 1
        else:
            rest.append(one)
    return rest


def _counterparts(
    older: Analysis, newer: Analysis, dropped: Iterable[Figure], added: Iterable[Figure]
) -> list[tuple[Figure, Figure]]:
    """Pair figures of one class, speaker and activity, in the order of the text."""
    waiting: dict[Any, list[Figure]] = defaultdict(list)
    for one in added:
        waiting[_asked(one, newer)].append(one)
    rivals = ((one, waiting[_asked(one, older)]) for one in dropped)
    return [(one, others.pop(0)) for one, others in rivals if others]


def _asked(figure: Figure, analysis: Analysis) -> tuple[str, str | None, str | None]:
    by = analysis.attribution(figure.attribution)
    return figure.counted, figure.scope.activity, carrier(by)
