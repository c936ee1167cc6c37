"""What a brief is made of: one picture of a store, gathered and compared, nothing written yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Protocol

from vedette.brief.check.passages import Passage
from vedette.model import (
    Activity,
    Analysis,
    Attribution,
    Checked,
    Evidence,
    Judgement,
    Ledger,
    Publisher,
    Report,
    Row,
    Span,
    Statements,
)

Item = tuple[Report, Analysis]


class Reader(Protocol):
    """Parse what is cited, and what is composed: nothing else is ever read."""

    def cited(self, evidence: Evidence) -> tuple[Passage, ...]:
        """Return the sentences of cited words, with what the store knows of them."""

    def check(self, text: str, evidence: Sequence[Evidence]) -> Sequence[Checked]:
        """Return what cited words, and nothing else, carry of a text of our own."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold one thing that a reader would ask, and how far the reports answer it."""

    what: str
    answered: bool
    numeric: bool = False  # it asks for a number
    evidence: tuple[Evidence, ...] = ()  # some of the words that answer it


@dataclass(frozen=True, slots=True)
class Unclear:
    """Hold what would have to be asked of what was given: how often, with some of the words."""

    what: str
    count: int
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class News:
    """Hold one change since the moment asked for, by the kinds of `vedette changes`.

    Of what took the place of something, the older words are cited first.
    """

    kind: str
    ids: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    soft: bool = False
    speaker: str = ""


@dataclass(frozen=True, kw_only=True)
class Material:
    """Hold all that may be told of a subject, as of a day. Not slotted: views are computed once.

    `type` is the codebook's type of a named activity, the subject itself where it is a type, and
    "" for a person, a place or another thing. `day` is the last day of the picture. `origins`
    maps reports to texts, `outlets` the names of publishers to what is known of them, `searched`
    says in words what was looked through. `fresh` are the reports that came in since `since`,
    `news` what is new in them, `older` the reports that it cites and that are in no picture now.
    """

    subject: str
    type: str
    items: tuple[Item, ...]
    ledger: Ledger
    statements: Statements
    origins: Mapping[str, str]
    outlets: Mapping[str, Publisher]
    day: date | None
    searched: str
    since: str | None = None
    as_of: str | None = None
    struck: frozenset[tuple[str, Span]] = frozenset()  # words that persons rejected
    asked: tuple[Asked, ...] = ()
    unclear: tuple[Unclear, ...] = ()
    fresh: tuple[str, ...] = ()
    since_day: date | None = None
    news: tuple[News, ...] = ()
    older: Mapping[str, Report] = field(default_factory=dict)

    @cached_property
    def reports(self) -> dict[str, Report]:
        """Return the reports by id."""
        return {report.id: report for report, _ in self.items}

    @cached_property
    def analyses(self) -> dict[str, Analysis]:
        """Return the analyses by the id of their report."""
        return {analysis.report_id: analysis for _, analysis in self.items}

    @cached_property
    def attributions(self) -> dict[str, dict[str, Attribution]]:
        """Return the attributions by report and id."""
        return {a.report_id: {one.id: one for one in a.attributions} for _, a in self.items}

    @cached_property
    def rows(self) -> dict[str, Row]:
        """Return the rows of the board by id."""
        return {row.id: row for row in self.ledger.rows}

    @cached_property
    def verdicts(self) -> dict[frozenset[str], Judgement]:
        """Return the verdicts by the pair of rows."""
        return {one.pair: one for one in self.ledger.verdicts}

    @property
    def is_named(self) -> bool:
        """Tell whether the subject is an activity with a name of its own, and so has a board."""
        return bool(self.type) and self.type != self.subject

    @cached_property
    def own(self) -> tuple[Activity, ...]:
        """Return the mentions of the subject itself."""
        return tuple(
            one
            for _, analysis in self.items
            for one in analysis.activities
            if self.subject in {one.name, one.type}
        )

    @cached_property
    def organisers(self) -> frozenset[str]:
        """Return the names of those who hold the activity, as the reports give them."""
        return frozenset(p.ref.name for one in self.own for p in one.participants)

    def attribution(self, report_id: str, own: str | None) -> Attribution | None:
        """Return an attribution of a report."""
        return self.attributions.get(report_id, {}).get(own or "")

    def report(self, report_id: str) -> Report:
        """Return a report that is cited, one of an older picture too."""
        return self.reports.get(report_id) or self.older[report_id]

    def sentence(self, report_id: str, span: Span) -> Evidence:
        """Cite the sentence around a span: a bare number tells a reader little."""
        from vedette.brief.texts import sentence_of

        report = self.reports.get(report_id)
        return Evidence(report_id, sentence_of(report, span) if report else span)
