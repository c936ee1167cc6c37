"""A read-only picture of the store: one moment, the same for as long as it is open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Literal, Self, TypeVar

import sqlalchemy as sa
from sqlalchemy import Connection

from vedette.errors import NotFoundError
from vedette.model import (
    Analysis,
    Attribution,
    Claim,
    Figure,
    Judgement,
    JudgementKind,
    Publisher,
    Report,
)
from vedette.store import census, decisions, gists, links, reports, said
from vedette.store.anchors import Anchorage
from vedette.store.calendar import Calendar
from vedette.store.columns import Keeper
from vedette.store.intake import known
from vedette.store.picture import Mark, Picture
from vedette.store.reading import Guard, Reading
from vedette.store.rolls import Rolls
from vedette.store.searching import Searcher
from vedette.store.seeking import OLDEST, REJECTED, Place, Sought, Tally
from vedette.store.shelf import Shelf
from vedette.store.standing import Standing, choice_of, stand, taken_out
from vedette.store.state import state_of
from vedette.store.swift import Swift
from vedette.store.tables import figure, judgement, report
from vedette.store.voices import Voices
from vedette.store.window import Window

Made = TypeVar("Made")


class View:
    """Read the store as it was when the view was taken, or as it could be known at a time.

    Of the versions of a report only the last one speaks; the older stay readable. Analyses are
    always the newest, also in a picture of the past. A view holds a connection: close it, or
    use it in a `with` statement.
    """

    def __init__(
        self, connection: Connection, picture: Picture, guard: Guard, keeper: Keeper | None = None
    ) -> None:
        self._stand: Standing | None = None
        self._named: list[tuple[str, str, int]] | None = None
        self._keeper = keeper
        with guard():
            connection.execute(sa.select(report.c.no).limit(1)).all()  # pins the snapshot
            out = taken_out(connection, choice_of(picture))
        shown = picture.without(*out)
        quick = cache(lambda: _swift(keeper, connection, shown))
        self._its = Reading(connection, guard, shown, picture, Shelf(connection), quick)
        self._searcher = Searcher(self._its)

    def close(self) -> None:
        """Give the connection back."""
        self._its.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def as_of(self) -> str | None:
        """Return the moment of the picture as stored text, None for the present."""
        return self._its.picture.as_of

    @property
    def by(self) -> Literal["published", "retrieved"]:
        """Return the clock of the picture."""
        return self._its.picture.by

    def at(self, as_of: datetime) -> View:
        """Return another picture by the same clock, over the same connection: not to be closed.

        Use it to set a picture beside an earlier one of the same store.
        """
        its = self._its
        return View(its.connection, Picture.at(as_of, self.by), its.guard, self._keeper)

    def warm(self) -> bool:
        """Read the columns that a server keeps in memory; return whether there are any."""
        return self._its.swift is not None

    # ---- reports -------------------------------------------------------------------------------

    def reports(self) -> Iterator[Report]:
        """Return the reports, last versions only, in the order of publication, undated last."""
        return reports.in_time(self._its)

    def report(self, name: str) -> Report:
        """Return the report with this id, with an id that begins so, or from this address.

        One that a person took out of the picture is found too. Raises NotFoundError that offers
        what comes nearest, or the candidates.
        """
        return reports.named(self._its, name)

    def versions(self, report_id: str) -> list[Report]:
        """Return all versions of a report that the picture shows, the first one first."""
        return reports.versions(self._its, report_id)

    def since(self, earlier: View) -> Window:
        """Return what came in after an earlier picture, by the clock of this one."""
        before, after = earlier._its.picture, self._its.picture
        return Window(self._its.connection, self._its.guard, before=before, after=after)

    def left_out(self) -> dict[str, int]:
        """Count the reports that the picture leaves out.

        They are "undated", "later" than its moment, "rejected" by a person, or "reverted" with
        the import that brought them.
        """
        return reports.left_out(self._its)

    def search(self, query: str, *, limit: int = 50) -> list[tuple[str, str]]:
        """Return (report id, snippet) of reports that hold all words of the query, best first.

        Words in quotation marks stand together. Nothing a user types is syntax.
        """
        return self._searcher.all_of(query, limit)

    def search_any(self, words: Collection[str], *, limit: int = 10) -> list[str]:
        """Return the ids of reports that hold some of these words, those with the rarest first.

        Words that very many reports hold are looked for together, and only where the rare ones
        find too little. Of reports that print the same text, one is enough.
        """
        return self._searcher.any_of(words, limit)

    def seek_reports(
        self,
        *,
        text: str | None = None,
        publisher: str | None = None,
        activity: str | None = None,
        after: Place | None = None,
        limit: int = 100,
    ) -> list[tuple[Report, Place]]:
        """Return a page of reports behind a place in their list, each with its place (`Asked`)."""
        asked = reports.Asked(text, publisher, activity)
        return reports.page(self._its, asked, after, limit)

    @property
    def calendar(self) -> Calendar:
        """Return the days of the picture."""
        return Calendar(self._its)

    def days(self) -> tuple[date | None, date | None]:
        """Return the first and the last day on which reports were published, as far as known."""
        return reports.days(self._its)

    # ---- what goes back to one text -------------------------------------------------------------

    def sketches(
        self,
        *,
        sheets: Collection[int] | None = None,
        report_ids: Collection[str] | None = None,
        firsts: Collection[int] | None = None,
    ) -> list[links.Sketched]:
        """Return what is kept of the reports to find their origins: of all, or of some."""
        chosen = links.Chosen(sheets, report_ids, firsts)
        return self._its.read(links.read_sketches, self._its.picture, chosen)

    def overlaps(self, sheets: Collection[int] | None = None) -> dict[tuple[int, int], str]:
        """Return what pairs of texts share, as stored: of all texts, or of some with any other."""
        return self._its.read(links.read_overlaps, sheets)

    def unlinked(self) -> int:
        """Count the reports whose origins nobody has looked for yet."""
        return self._its.read(links.count_pending)

    # ---- what tells of one happening ------------------------------------------------------------

    def members(self, *, story: str | None = None, beside: str | None = None) -> list[gists.Member]:
        """Return the reports with their stories as grouped, in order of arrival.

        With `story`, those of the stories whose id begins so, with or without its kind; with
        `beside`, those that are in the story of this report.
        """
        picture = self._its.picture
        return self._its.read(gists.read_members, picture, story=story, beside=beside)

    def largest_stories(self) -> list[str]:
        """Return the ids of the stories as grouped: the most reports first, then the earliest."""
        return self._its.read(gists.read_largest, self._its.picture)

    def gists(self, report_ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
        """Return what is kept of reports to tell their stories: gist and placement, as stored."""
        return self._its.read(gists.read_payloads, report_ids)

    # ---- what is said --------------------------------------------------------------------------

    def analyses(
        self,
        *,
        report_ids: Collection[str] | None = None,
        activity: str | None = None,
        subject: str | None = None,
        timed: bool = False,
        parts: Collection[str] = (),
        last: int | None = None,
    ) -> Iterator[tuple[Report, Analysis]]:
        """Return reports with their analyses, in the order of publication.

        With `report_ids`, these reports (older versions too); with `activity`, those that
        speak of this named activity, or of any of this type; with `subject`, those that claim or
        count something of it; with `timed`, those in which something has a time of its own.
        `parts` names the parts of the analyses that are wanted, all without. `last` takes so many
        of the reports that were published last.
        """
        about = said.About(activity, subject, timed, last)
        return said.analyses(self._its, about, report_ids=report_ids, parts=parts)

    def read_out(
        self,
        kind: str,
        make: Callable[[Report, Analysis], Made],
        *,
        report_ids: Collection[str],
        parts: Collection[str] = (),
    ) -> list[Made]:
        """Return what a function makes of each of these reports and what persons left of it.

        They come in the order of publication. A server keeps what was made of an analysis, under
        `kind`; `parts` as for `analyses`.
        """
        asked = said.ReadOut(kind, make, frozenset(parts), self.standing.rejected)
        return said.read_out(self._its, asked, report_ids)

    def analysis(self, report_id: str) -> Analysis:
        """Return the analysis of a report, also of one taken out; raises NotFoundError."""
        with self._its.guard():
            leaf = self.anchorage.leaf(self.report(report_id).id)
        if leaf is None:
            raise NotFoundError("no such report", where=report_id)
        return leaf.whole()

    def figures(
        self,
        *,
        activity: str | None = None,
        counted: str | None = None,
        speaker: str | None = None,
        rejected: bool = False,
    ) -> list[tuple[Report, Figure, Attribution | None]]:
        """Return figures with their reports and attributions, in the order of publication.

        `activity` is a canonical name, `counted` a class of the codebook, `speaker` a name, an
        id, or the body spoken for. Those that a person rejected are left out unless `rejected`
        asks for them too.
        """
        conditions = list(said.figures_that(activity, counted, speaker))
        if not rejected:
            conditions.append(said.is_kept(figure, self.standing))
        return said.figures(self._its, conditions)

    def counting(self, activities: Collection[str]) -> list[str]:
        """Return the ids of reports that put figures to these activities, with all versions."""
        return said.counting(self._its, activities)[0]

    def counting_last(self, activities: Collection[str], most: int) -> tuple[list[str], int]:
        """Return the same for the last to report, at most so many, and count the others."""
        return said.counting(self._its, activities, most)

    def count_counting(self, activities: Collection[str]) -> int:
        """Count the reports that put figures to these activities, with all versions."""
        swift = self._its.swift
        return swift.board_size(activities) if swift else len(self.counting(activities))

    def board_mark(self, activities: Collection[str], most: int | None) -> str:
        """Return a word that changes with the analyses of those reports: a board's, when kept."""
        swift = self._its.swift
        return swift.board_mark(activities, most) if swift else self.state(decisions=False)

    def claims(
        self,
        *,
        subject: str | None = None,
        speaker: str | Voices | None = None,
        predicate: str | None = None,
        text: str | None = None,
        rejected: bool = False,
        limit: int | None = None,
        offset: int = 0,
    ) -> list[tuple[Report, Claim, Attribution | None]]:
        """Return claims with their reports and attributions, in the order of publication.

        `subject` and `speaker` are names (in any case) or ids; a speaker is also found by the
        body spoken for, or chosen by who he is (Voices). All words of `text` stand in the
        claim's value or evidence. `rejected` gives those that a person rejected, else they are
        left out.
        """
        review = REJECTED if rejected else None
        sought = Sought(text, subject, None, speaker, predicate, review=review)
        return said.listed_claims(self._its, self.standing, sought, limit=limit, offset=offset)

    def seek(
        self,
        sought: Sought,
        *,
        after: Place | None = None,
        limit: int = 100,
        order: str = OLDEST,
    ) -> list[tuple[Report, Claim, Attribution | None, Place]]:
        """Return a page of claims behind a place in their list, each with its own place there.

        They come by publication ("oldest", "newest" first) or by what is claimed ("event", the
        last first).
        """
        return said.seek(self._its, self.standing, sought, after, limit, order=order)

    def count_sought(self, sought: Sought) -> int:
        """Count the claims that are sought."""
        return said.counted(self._its, self.standing, sought)

    def tally(self, sought: Sought, facets: Collection[str]) -> Tally:
        """Count the claims that are sought by each facet, the most frequent first.

        A facet that is narrowed by counts as if it were not: it shows what else there is.
        """
        return said.tallied(self._its, self.standing, sought, facets)

    # ---- what there is -------------------------------------------------------------------------

    @property
    def rolls(self) -> Rolls:
        """Return the counts of who and what the picture names."""
        return Rolls(self._its)

    def activities(self) -> list[tuple[str, str, int]]:
        """Return (name, type, number of reports) of named activities, the most reported first."""
        if self._named is None:  # the picture never changes, and many ask
            self._named = census.activities(self._its)
        return self._named

    def standings(self, names: Collection[str]) -> dict[str, census.Standing]:
        """Return what there is of some named activities: figures, first and last day."""
        return census.standings(self._its, names)

    def subjects(self) -> list[str]:
        """Return what one can ask about: the most frequent first."""
        return census.names(self._its, *census.SUBJECTS)

    def speakers(self) -> list[str]:
        """Return the names of all who are said to have said something, the most frequent first."""
        return census.names(self._its, *census.SPEAKERS)

    def naming(self, name: str) -> list[str]:
        """Return the ids of the reports that name somebody so, or where such a one speaks."""
        return census.naming(self._its, name)

    def things(self) -> list[str]:
        """Return the names of all things mentioned, in the most reports first."""
        return census.names(self._its, *census.THINGS)

    def publishers(self) -> list[tuple[Publisher, int]]:
        """Return publishers with their number of reports, the busiest first.

        Grades are those that stand by regrade judgements, else those of the registry. Reports
        without a publisher are counted under the name "".
        """
        return census.publishers(self._its, self.judgements(kind=JudgementKind.REGRADE))

    def judgements(
        self,
        *,
        kind: JudgementKind | None = None,
        about: str | None = None,
        superseded: bool = False,
    ) -> list[Judgement]:
        """Return the judgements in force, in the order in which they were made.

        In a picture by retrieval: those in force then; by publication: those of now. With
        `superseded`, all that were made.
        """
        choice = self._choice(kind=kind, about=about, superseded=superseded)
        return self._its.read(decisions.read_judgements, choice)

    def history(self) -> list[decisions.Entry]:
        """Return all judgements ever made, each with what took its place."""
        return self._its.read(decisions.read_history, self._choice(superseded=True))

    def _choice(self, **wanted: Any) -> decisions.Choice:
        return choice_of(self._its.picture, **wanted)

    @property
    def standing(self) -> Standing:
        """Return what persons' decisions do to the picture."""
        if self._stand is None:
            with self._its.guard():
                self._stand = stand(self.judgements(), self.anchorage)
        return self._stand

    @property
    def anchorage(self) -> Anchorage:
        """Return the finder of what decisions stand on."""
        return self._its.anchorage

    def decisions(self) -> tuple[Judgement, ...]:
        """Return the judgements in force that apply, with the ids that their words have now."""
        return self.standing.decisions

    def orphans(self) -> list[Judgement]:
        """Return the judgements in force whose words, or whose report, are no longer there."""
        return [one.judgement for one in self.standing.orphans]

    def missing(self, report_ids: Collection[str]) -> set[str]:
        """Return which of these reports are not in the store."""
        return set(report_ids) - self._its.read(known, report_ids, None)

    def decided_until(self) -> int:
        """Return a number that grows with every judgement made."""
        return self._its.last(judgement.c.no)

    def mark(self) -> Mark:
        """Return how far the picture reaches in the order of arrival."""
        if self._its.picture.until is not None:
            return self._its.picture.until
        return Mark(self._its.last(report.c.no), self.decided_until())

    def state(self, *, decisions: bool = True) -> str:
        """Return a word that changes with whatever could change an answer; it costs nothing.

        Without `decisions` it stays the same while judgements are made.

        The last number of each table is at hand, and every writer takes a new one. The registry
        of publishers alone is written in place.
        """
        return self._its.read(state_of, decisions=decisions)

    def count(self) -> int:
        """Count the reports that the picture shows."""
        return census.count(self._its)

    def languages(self) -> dict[str, int]:
        """Count the reports by the language that they state, "und" where they state none."""
        return census.languages(self._its)

    def counts(self) -> dict[str, int]:
        """Count what the picture shows: reports, versions of them, and what they say."""
        totals = census.counts(self._its)
        made = self._its.read(decisions.count_judgements, self._choice())
        return {**totals, "judgements": made}

    def undated(self) -> int:
        """Count the reports of which nobody knows when they were published."""
        return census.undated(self._its)

    def unnamed(self) -> list[tuple[str, int]]:
        """Return the types of the activities without a name, with how many, the most first."""
        return census.unnamed(self._its)

    def latest(self, number: int) -> list[Report]:
        """Return the reports that were published last, the last one first."""
        return reports.latest(self._its, number)

    def outlets(self) -> dict[str, str]:
        """Return the ids of the reports with their publishers."""
        return census.outlets(self._its)

    def tallies(self) -> dict[str, int]:
        """Count what the picture leaves open: places without coordinates, what stages left."""
        return census.left_open(self._its)


def _swift(keeper: Keeper | None, connection: Connection, picture: Picture) -> Swift | None:
    columns = keeper.columns(connection) if keeper else None
    return Swift(columns, connection, picture) if columns else None
