"""Statements across reports: utterances with their carriers, their wordings, and who claims it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vedette.model.checks import require
from vedette.model.entity import Ref
from vedette.model.judgement import Judgement
from vedette.model.ledger import Body, nobody
from vedette.model.span import Span
from vedette.model.speech import (
    Act,
    Anonymity,
    Commitment,
    Modality,
    Polarity,
    Rendering,
    Speaker,
)
from vedette.model.when import UNKNOWN_WHEN, When


class WordingCode(StrEnum):
    """Name what differs between two carriers of one utterance."""

    NUMBER = "number changed"
    BOUND = "bound changed"
    NEGATION_LOST = "negation lost"
    NEGATION_ADDED = "negation added"
    HEDGE_LOST = "hedge lost"
    HEDGE_ADDED = "hedge added"
    NAME = "name changed"
    CONTRARY = "contrary word"  # "the first ship" against "the last ship"
    MARKED_CUT = "marked cut"  # "We will leave ... soon": the outlet shows that words are missing
    UNMARKED_CUT = "unmarked cut"
    SHORTENED = "shortened"  # words missing at an end of the quotation
    ADDED = "added"
    OTHER_WORDS = "other words"  # another translation, another spelling

    @property
    def is_flagged(self) -> bool:
        """Tell whether carriers that differ so disagree on what was said."""
        return self in _FLAGGED


_FLAGGED = frozenset(
    {
        WordingCode.NUMBER,
        WordingCode.BOUND,
        WordingCode.NEGATION_LOST,
        WordingCode.NEGATION_ADDED,
        WordingCode.HEDGE_LOST,
        WordingCode.HEDGE_ADDED,
        WordingCode.NAME,
        WordingCode.CONTRARY,
    }
)


@dataclass(frozen=True, slots=True)
class Difference:
    """Hold one place where a carrier's words differ from the reading's.

    `ours` are the words of the reading, None for added ones; `theirs` those of the carrier, None
    for words left out. Each span belongs to the report of its side.
    """

    codes: tuple[WordingCode, ...]
    ours: Span | None
    theirs: Span | None

    def __post_init__(self) -> None:
        require(bool(self.codes), "a difference says what differs")
        require(bool(self.ours or self.theirs), "a difference has words on one side at least")

    @property
    def is_flagged(self) -> bool:
        """Tell whether number, bound, polarity, certainty or a name is touched."""
        return any(code.is_flagged for code in self.codes)


@dataclass(frozen=True, slots=True)
class UtteranceCarrier:
    """Hold one rendering of an utterance: the report and the words in it, maybe discontinuous."""

    id: str
    report_id: str
    publisher: str
    published: When
    attribution_id: str | None
    spans: tuple[Span, ...]
    rendering: Rendering
    origin: str

    def __post_init__(self) -> None:
        require(bool(self.spans), "a carrier needs words")

    @property
    def words(self) -> str:
        """Return the words in a row."""
        return " ".join(span.quote for span in self.spans)


@dataclass(frozen=True, slots=True)
class Wording:
    """Hold one way in which carriers put an utterance, against its reading.

    `carriers` are the ids of all carriers with these words.
    """

    carriers: tuple[str, ...]
    differences: tuple[Difference, ...]

    @property
    def is_flagged(self) -> bool:
        """Tell whether these carriers disagree with the reading on the words."""
        return any(one.is_flagged for one in self.differences)


@dataclass(frozen=True, slots=True)
class Utterance:
    """Hold what one speaker said once, put together from its carriers; the first is the reading.

    `utterers`, `origins` and `outlets` are over all utterances of the same proposition.
    `claims` are the claims made of it, `possibly` the utterances that may be the same one.
    `relays` is the carrier that an outlet passes on ("Reuters reports that Minsk said ...").
    """

    id: str
    speaker: Speaker
    uttered: When
    carriers: tuple[UtteranceCarrier, ...]
    modality: Modality = Modality()
    anonymity: Anonymity = Anonymity.UNSTATED
    own_voice: bool = False
    claims: tuple[str, ...] = ()
    wordings: tuple[Wording, ...] = ()
    possibly: tuple[str, ...] = ()
    relays: str | None = None
    utterers: tuple[Body, ...] = ()
    origins: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.carriers), "an utterance needs a carrier")

    @property
    def words(self) -> str:
        """Return the words of the reading."""
        return self.carriers[0].words

    @property
    def is_unnamed(self) -> bool:
        """Tell whether nobody can say which body speaks."""
        return not self.own_voice and nobody(self.speaker, self.anonymity)

    @property
    def is_open(self) -> bool:
        """Tell whether the speaker commits to nothing: a question, a call, a mere mention."""
        return self.modality.commitment is Commitment.MENTIONS

    @property
    def is_silence(self) -> bool:
        """Tell whether somebody is said to have said nothing."""
        return self.modality.act is Act.KEEPS_SILENT

    @property
    def is_denial(self) -> bool:
        """Tell whether it rejects something."""
        modality = self.modality
        return modality.act is Act.DENIES or modality.commitment is Commitment.REJECTS

    @property
    def disagreeing(self) -> tuple[Wording, ...]:
        """Return the wordings that touch number, bound, polarity, certainty or a name."""
        return tuple(one for one in self.wordings if one.is_flagged)

    @property
    def is_of_one_origin(self) -> bool:
        """Tell whether one text alone stands behind it."""
        return len(self.origins) == 1

    @property
    def is_of_one_utterer(self) -> bool:
        """Tell whether one body alone says it."""
        return len(self.utterers) == 1


@dataclass(frozen=True, slots=True)
class Corroborated:
    """Hold the same thing claimed, by whom and where: three numbers, never one.

    `claims` are the ids of the claims; `value` is the first one's text.
    """

    id: str
    subject: Ref
    predicate: str
    value: str
    polarity: Polarity
    claims: tuple[str, ...]
    when: When = UNKNOWN_WHEN
    where: str | None = None
    utterers: tuple[Body, ...] = ()
    origins: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.claims), "what is corroborated needs a claim")

    @property
    def is_of_one_origin(self) -> bool:
        """Tell whether one text alone stands behind it."""
        return len(self.origins) == 1

    @property
    def is_of_one_utterer(self) -> bool:
        """Tell whether one body alone says it."""
        return len(self.utterers) == 1


@dataclass(frozen=True, slots=True)
class Statements:
    """Hold what is said of a subject: utterances, silences, ties between them, claims counted.

    A tie is a judgement of kind TIE: `a` denies or contradicts `b`; `b` is None where no report
    states what `a` denies. `outside` are utterances and own-voice claims that ties name and that
    are not about the subject. `unheeded` are persons' judgements that later ones overrule.
    """

    subject: str | None
    utterances: tuple[Utterance, ...]
    silences: tuple[Utterance, ...] = ()
    ties: tuple[Judgement, ...] = ()
    outside: tuple[Utterance, ...] = ()
    claims: tuple[Corroborated, ...] = ()
    unheeded: tuple[Judgement, ...] = ()
    left_out: int = 0


class Loss(StrEnum):
    """Name what a newer version of a report does to what an older one says."""

    VANISHED = "vanished"
    ALTERED = "altered"
    CORRECTED = "corrected"  # gone or altered, and a correction note says so


@dataclass(frozen=True, slots=True)
class Vanished:
    """Hold something said that a newer version of its report no longer says so.

    `kind` is "statement", "figure" or "claim", `id` its id in the older version `before`; `words`
    are its words there, `now` what stands for them in `after`, None where nothing does. `note` is
    the correction note that names it.
    """

    kind: str
    id: str
    before: str
    after: str
    loss: Loss
    words: Span
    now: Span | None = None
    note: Span | None = None
