"""Who said it, in which words, how surely: utterances, attributions, modality."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vedette.model.checks import require
from vedette.model.entity import EntityKind
from vedette.model.ids import make_id
from vedette.model.span import Span
from vedette.model.when import UNKNOWN_WHEN, When


class SpeechKind(StrEnum):
    """Name how the words stand in the report."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Rendering(StrEnum):
    """Name what the report carries, in the order in which a reading is chosen."""

    ORIGINAL = "original"
    TRANSLATED = "translated"
    PARAPHRASE = "paraphrase"
    HEADLINE = "headline"


class Anonymity(StrEnum):
    """Name how far a source is identified."""

    NAMED = "named"
    TITLE = "title"
    ORGANISATION = "organisation"
    ANONYMOUS = "anonymous"
    UNSTATED = "unstated"


class Polarity(StrEnum):
    """Tell what is affirmed from what is denied."""

    AFFIRMED = "affirmed"
    DENIED = "denied"


class Certainty(StrEnum):
    """Name how surely it is put."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNSTATED = "unstated"


class Tense(StrEnum):
    """Place what is said against the moment of saying it."""

    PAST = "past"
    ONGOING = "ongoing"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    UNSTATED = "unstated"


class Commitment(StrEnum):
    """Name what the speaker does with the content."""

    ASSERTS = "asserts"
    PRESUPPOSES = "presupposes"
    MENTIONS = "mentions"
    REJECTS = "rejects"


class Act(StrEnum):
    """Name the speech act."""

    STATES = "states"
    CLAIMS = "claims"
    DENIES = "denies"
    WARNS = "warns"
    PROMISES = "promises"
    ESTIMATES = "estimates"
    SUGGESTS = "suggests"
    ASKS = "asks"
    CALLS = "calls"
    THREATENS = "threatens"
    THANKS = "thanks"
    KEEPS_SILENT = "keeps silent"


class Evidential(StrEnum):
    """Name how the report knows."""

    SAID = "said"
    SEEN = "seen by the reporter"
    FILM = "shown on film"
    DOCUMENT = "document"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Modality:
    """Hold how surely, in which tense and by which act something is said.

    `polarity` counts what is said and the act together: who denies that nobody left affirms.
    `cues` are the words that decided. `distance` are words that the reporter does not make his own
    ("what it calls a rescue", scare quotes), `against` the words for those whose claim is denied.
    """

    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.UNSTATED
    tense: Tense = Tense.UNSTATED
    commitment: Commitment = Commitment.ASSERTS
    act: Act = Act.STATES
    evidential: Evidential = Evidential.UNSTATED
    condition: str | None = None
    cues: tuple[Span, ...] = ()
    distance: tuple[Span, ...] = ()
    against: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Hold one speaker: canonical name, kind, id where known, the body spoken for, the role.

    `as_written` keeps the report's words ("the colonel"); `state` is an ISO 3166 code.
    `candidates` lists the names an ambiguous reference could mean; then `id` is None.
    """

    name: str
    kind: EntityKind
    id: str | None = None
    body: str | None = None
    role: str | None = None
    state: str | None = None
    as_written: str | None = None
    candidates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "a speaker needs a name, if only as written")


@dataclass(frozen=True, slots=True)
class Attribution:
    """Hold one rendering of one act of speech in one report.

    `source`, `cue` and `content` may each be discontinuous and are in text order; `source`
    and `cue` may be empty (a quoted paragraph without a cue). `gloss` marks the reporter's own
    words inside the content. `chain` runs from the publisher to the utterer. `pending` tells a
    source expression that is not resolved yet.
    """

    id: str
    kind: SpeechKind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: Speaker | None = None
    anonymity: Anonymity = Anonymity.UNSTATED
    rendering: Rendering = Rendering.PARAPHRASE
    chain: tuple[str, ...] = ()
    gloss: tuple[Span, ...] = ()
    modality: Modality = Modality()
    uttered: When = UNKNOWN_WHEN
    medium: str | None = None
    occasion: str | None = None
    addressee: str | None = None
    continues: str | None = None  # the attribution whose speaker a cueless paragraph continues

    def __post_init__(self) -> None:
        silent = self.modality.act is Act.KEEPS_SILENT
        require(bool(self.content) or silent, "an attribution needs content, or a silence")

    @staticmethod
    def make_id(
        report_id: str, source: tuple[Span, ...], cue: tuple[Span, ...], content: tuple[Span, ...]
    ) -> str:
        """Digest the report and the three groups of offsets."""
        groups = (source, cue, content)
        places = [",".join(f"{s.start}:{s.end}" for s in group) for group in groups]
        return make_id("att", report_id, *places)
