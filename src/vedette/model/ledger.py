"""The ledger: what was said of one activity in figures, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vedette.model.entity import EntityKind
from vedette.model.figure import Figure, Scope
from vedette.model.judgement import Judgement, Verdict
from vedette.model.span import Span
from vedette.model.speech import (
    Act,
    Anonymity,
    Commitment,
    Polarity,
    Rendering,
    Speaker,
    Tense,
)
from vedette.model.story import Origin
from vedette.model.when import When


@dataclass(frozen=True, slots=True)
class RowCarrier:
    """Point to one rendering of an utterance: the report, its words, the figure in them."""

    report_id: str
    publisher: str
    published: When
    figure_id: str
    attribution_id: str | None
    span: Span
    rendering: Rendering
    origin: str


@dataclass(frozen=True, slots=True)
class Body:
    """Hold one utterer: a body with its persons, or the unnamed speakers together."""

    name: str
    persons: tuple[str, ...] = ()
    state: str | None = None
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Hold one utterance: its reading, who said it when, and what carries it.

    `figure` is the reading, with borrowed scope filled in; the first carrier carries it.
    `utterers`, `origins` and `outlets` are over all rows of the same value, bound and scope.
    `garbled` lists renderings that say something else; `replaced_by` and `relay_of` are row ids.
    """

    id: str
    figure: Figure
    speaker: Speaker
    uttered: When
    carriers: tuple[RowCarrier, ...]
    anonymity: Anonymity = Anonymity.UNSTATED
    own_voice: bool = False
    utterers: tuple[Body, ...] = ()
    origins: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    replaced_by: str | None = None
    relay_of: str | None = None
    garbled: tuple[RowCarrier, ...] = ()

    @property
    def has_one_utterer(self) -> bool:
        """Tell whether a single body says it; unnamed speakers are one at least, and count so."""
        return len(self.utterers) == 1

    @property
    def has_one_origin(self) -> bool:
        """Tell whether all carriers go back to one text."""
        return len(self.origins) == 1

    @property
    def is_unnamed(self) -> bool:
        """Tell whether nobody can say which body speaks."""
        if self.own_voice:
            return False
        return nobody(self.speaker, self.anonymity)

    @property
    def is_open(self) -> bool:
        """Tell whether the speaker commits to nothing: an open question, a mere supposition."""
        modality = self.figure.modality
        if modality.commitment is Commitment.PRESUPPOSES:
            return False
        if modality.commitment is Commitment.MENTIONS or modality.act is Act.ASKS:
            return True
        return modality.tense is Tense.HYPOTHETICAL and modality.condition is not None

    @property
    def is_denied(self) -> bool:
        """Tell whether the speaker denies the number instead of giving it."""
        modality = self.figure.modality
        denied = modality.polarity is Polarity.DENIED
        return denied or modality.commitment is Commitment.REJECTS or modality.act is Act.DENIES

    @property
    def day(self) -> date | None:
        """Return the first day on which it can have been said."""
        return self.uttered.start or self.uttered.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """Hold a number that a document attaches a duty to, for one counted class."""

    name: str
    value: float
    counted: str
    scope: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class ThresholdTest:
    """Hold a threshold with the ids of the rows beside it; it never says who breaks anything.

    `why_not` pairs the rows that are not tested with the reason.
    """

    threshold: Threshold
    reached_by: tuple[str, ...]
    below: tuple[str, ...]
    straddled_by: tuple[str, ...]
    not_tested: tuple[str, ...]
    why_not: tuple[tuple[str, str], ...] = ()


class Step(StrEnum):
    """Name what a speaker did to his number from one utterance to the next."""

    FIRST = "first"
    REPEATED = "repeated"
    RAISED = "raised"
    CUT = "cut"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    OUTCOME = "replaced by outcome"
    MOVED = "moved"  # another number, and no word of a change
    BESIDE = "beside"  # another number on the same day: what he announced and what he notified


@dataclass(frozen=True, slots=True)
class Superseded:
    """Hold a figure that a report no longer gives: corrected or taken back by its outlet.

    `row` is the figure as it was given; `by` is the report that takes it back, `into` the row
    that stands instead (None where nothing does), `words` the correction note, None where a
    later version says nothing of a change.
    """

    row: Row
    by: str
    into: str | None = None
    words: Span | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """Hold one utterance of a history, and what it does to the one before it.

    `words` of the report `report` say so; without them the reason does ("different number, no
    word of a change"). `stands` is false for what was replaced, corrected or withdrawn.
    """

    row: Row
    step: Step
    reason: str
    words: Span | None = None
    report: str | None = None
    stands: bool = True


@dataclass(frozen=True, slots=True)
class History:
    """Hold what one body or person said of one thing counted in one scope, in time.

    `scope` is that of the first utterance; entries of a wider or narrower scope stand in a history
    only where they replace one of it. `speaker` is the body where it is known, else the person.
    """

    id: str
    speaker: str
    counted: str
    scope: Scope
    entries: tuple[HistoryEntry, ...]
    unit: str | None = None

    @property
    def persons(self) -> tuple[str, ...]:
        """Return the names of the persons that speak in it."""
        named = {entry.row.speaker.name for entry in self.entries}
        return tuple(sorted(named - {self.speaker}))


@dataclass(frozen=True, slots=True)
class Repetition:
    """Hold who still gives a replaced number after the day `since` on which it was replaced."""

    row: str
    since: date | None
    carriers: tuple[RowCarrier, ...]
    origins: tuple[str, ...]
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ledger:
    """Hold the board of one activity.

    `rows` come from its own reports and from other editions of its series; `garbled` are
    renderings that say something else than their utterance, each judged in `renderings` against
    its row and in no other pair; `denied` are numbers that somebody denies, kept apart because
    they are said by nobody. `verdicts` judge pairs of rows, `loans` borrowed scope. `left_out`
    counts reports that the as-of left out. `superseded` are figures that their reports no longer
    give, `rejected` those that persons took off the board, `unheeded` persons' judgements that
    later ones contradict. `histories` tell how each speaker's number went, `repetitions` who still
    gives a replaced one.
    """

    activity: str
    rows: tuple[Row, ...]
    verdicts: tuple[Judgement, ...]
    thresholds: tuple[ThresholdTest, ...]
    loans: tuple[Judgement, ...] = ()
    garbled: tuple[Row, ...] = ()
    renderings: tuple[Judgement, ...] = ()
    denied: tuple[Row, ...] = ()
    origins: tuple[Origin, ...] = ()
    left_out: int = 0
    superseded: tuple[Superseded, ...] = ()
    rejected: tuple[Row, ...] = ()
    unheeded: tuple[Judgement, ...] = ()
    histories: tuple[History, ...] = ()
    repetitions: tuple[Repetition, ...] = ()

    @property
    def own(self) -> tuple[Row, ...]:
        """Return the rows on this very activity, without those on other editions of its series."""
        return tuple(row for row in self.rows if row.figure.scope.activity == self.activity)

    @property
    def own_verdicts(self) -> tuple[Judgement, ...]:
        """Return the verdicts on pairs of its own rows: wherever its pairs are counted, these are.

        A pair with another edition, or of two others, is no pair on this activity; a rendering
        that contradicts its own utterance stands in `renderings`.
        """
        ids = {row.id for row in self.own}
        return tuple(one for one in self.verdicts if one.a in ids and one.b in ids)

    @property
    def conflicts(self) -> tuple[Judgement, ...]:
        """Return its own pairs that conflict."""
        return tuple(one for one in self.own_verdicts if one.verdict is Verdict.CONFLICT)


def nobody(speaker: Speaker, anonymity: Anonymity) -> bool:
    """Tell whether a speaker is too little known to be told from others ("officials", "it")."""
    if anonymity is Anonymity.ANONYMOUS:
        return True
    vague = speaker.kind in {EntityKind.GROUP, EntityKind.UNKNOWN} and speaker.id is None
    return vague and anonymity not in {Anonymity.NAMED, Anonymity.ORGANISATION}
