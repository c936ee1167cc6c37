"""Briefs: sentences, each with the words that carry it."""

from __future__ import annotations

from dataclasses import dataclass

from vedette.model.checks import require
from vedette.model.span import Span


@dataclass(frozen=True, slots=True)
class Evidence:
    """Point to the words of a report that carry a sentence."""

    report_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Carried:
    """Hold words of a sentence as they were checked against the words that they stand on.

    They are nearer to the report than what is printed: they call who speaks as it does ("the
    colonel"), and a day as written ("Friday"). Where the cited words do not name him they hold
    only what he says, and `speaker` names him.
    """

    text: str
    evidence: tuple[Evidence, ...]
    speaker: str = ""

    def __post_init__(self) -> None:
        require(bool(self.evidence), "what is carried cites words")


@dataclass(frozen=True, slots=True)
class BriefSentence:
    """Hold one sentence of a brief with its claims and evidence; none stands without.

    A sentence that tells of an absence ("no report gives its end") has no words to show: it
    stands on what was `searched`, told in words ("42 reports of 11 to 17 September 2025").
    `wording` names the language model that put it so, "" for our own words.

    `carried` are its clauses as they were checked; the rest of it tells who speaks, when and
    where it was printed, and how figures stand to each other. None: it was checked as a whole.
    """

    text: str
    claims: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    searched: str = ""
    wording: str = ""
    carried: tuple[Carried, ...] | None = None

    def __post_init__(self) -> None:
        carried = bool(self.evidence) or bool(self.searched)
        require(carried, "a sentence of a brief needs a carrier")


@dataclass(frozen=True, slots=True)
class Section:
    """Hold one paragraph, under a heading or under none ("")."""

    heading: str
    sentences: tuple[BriefSentence, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """Hold a sentence that the check did not let out, with its finding and the reason."""

    text: str
    finding: str
    reason: str


@dataclass(frozen=True, slots=True)
class Rewriting:
    """Tell what a language model made of a brief: of `asked` sentences, and what became of it.

    `taken` counts its sentences that stand in the brief, `kept` ours that it was given and that
    stand in our own words. `refused` are its sentences that did not pass; `trouble` says why
    there was no answer to read, "" where there was one.
    """

    model: str
    asked: int
    taken: int
    kept: int
    refused: tuple[Refused, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """Hold headline, deck and sections, of the picture that was known by `as_of`.

    `since` and `as_of` are as the reader asked for them (ISO), None for everything; `refused`
    holds what was composed and did not pass. `rewriting` is None where nobody asked for it.
    """

    subject: str
    headline: BriefSentence
    deck: tuple[BriefSentence, ...]
    sections: tuple[Section, ...]
    since: str | None = None
    as_of: str | None = None
    refused: tuple[Refused, ...] = ()
    rewriting: Rewriting | None = None

    @property
    def paragraphs(self) -> tuple[tuple[BriefSentence, ...], ...]:
        """Return the sentences of each section."""
        return tuple(section.sentences for section in self.sections)

    @property
    def sentences(self) -> tuple[BriefSentence, ...]:
        """Return headline, deck and all sentences, in reading order."""
        return (self.headline, *self.deck, *(s for p in self.paragraphs for s in p))

    @property
    def notes(self) -> tuple[Evidence, ...]:
        """Return the words cited, each once, in order of first mention: note n is `notes[n-1]`."""
        return tuple(dict.fromkeys(e for s in self.sentences for e in s.evidence))
