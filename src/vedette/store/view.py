"""A read-only picture of the store: one moment, the same for as long as it is open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import AbstractContextManager
from datetime import date, datetime
from types import TracebackType
from typing import Any, Literal, Self

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection, FromClause, Select

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
from vedette.store import decisions, dialect, gists, links
from vedette.store.anchors import Anchorage
from vedette.store.intake import chunks, known
from vedette.store.lookup import Lookup
from vedette.store.picture import Mark, Picture, is_newest, listed, version_order
from vedette.store.rows import fold, storable
from vedette.store.seeking import (
    Place,
    Sought,
    Tally,
    count_claims,
    fits,
    page_of_claims,
    page_of_reports,
    said,
    tally,
)
from vedette.store.shelf import Leaf, Shelf
from vedette.store.standing import Standing, stand, taken_out
from vedette.store.state import state_of
from vedette.store.tables import (
    activity,
    analysis,
    attribution,
    claim,
    figure,
    judgement,
    mention,
    report,
    sketch,
)
from vedette.store.voices import Voices, spoken_by
from vedette.store.window import Window

STREAMED = 64  # reports decoded at a time by the iterators
COMMON = 2_000  # reports that a word may be in and still be looked for by itself
_COPIES = 16  # rows fetched for each text wanted: reprints stand together
_LAID = report.join(analysis, analysis.c.report_no == report.c.no)
_IN_TIME = (report.c.published_until.is_(None), report.c.published_until, report.c.no)
Errors = AbstractContextManager[None]


class View:
    """Read the store as it was when the view was taken, or as it could be known at a time.

    Of the versions of a report only the last one speaks; the older stay readable. Analyses are
    always the newest, also in a picture of the past. A view holds a connection: close it, or
    use it in a `with` statement.
    """

    def __init__(self, connection: Connection, picture: Picture, guard: Any) -> None:
        self._connection = connection
        self._guard = guard  # () -> context manager that turns engine errors into ours
        self._picture = picture
        self._shelf = Shelf(connection)
        self._stand: Standing | None = None
        self._held: dict[str, int] = {}  # in how many reports a word is
        with guard():
            connection.execute(sa.select(report.c.no).limit(1)).all()  # pins the snapshot
            out = taken_out(connection, self._choice())
        self._picture = picture.without(*out)
        self._whole = picture  # with what persons took out: it can still be looked up

    def close(self) -> None:
        """Give the connection back."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def as_of(self) -> str | None:
        """Return the moment of the picture as stored text, None for the present."""
        return self._picture.as_of

    @property
    def by(self) -> Literal["published", "retrieved"]:
        """Return the clock of the picture."""
        return self._picture.by

    def at(self, as_of: datetime) -> View:
        """Return another picture by the same clock, over the same connection: not to be closed.

        Use it to set a picture beside an earlier one of the same store.
        """
        return View(self._connection, Picture.at(as_of, self.by), self._guard)

    # ---- reports -------------------------------------------------------------------------------

    def reports(self) -> Iterator[Report]:
        """Return the reports, last versions only, in the order of publication, undated last."""
        statement = sa.select(report.c.no).where(self._picture.shows_latest())
        for chunk in chunks(self._rows(statement.order_by(*_IN_TIME)), STREAMED):
            with self._guard():
                found = self._shelf.reports([row.no for row in chunk])
            yield from (found[row.no] for row in chunk)

    def report(self, name: str) -> Report:
        """Return the report with this id, with an id that begins so, or from this address.

        One that a person took out of the picture is found too. Raises NotFoundError that offers
        what comes nearest, or the candidates.
        """
        no = Lookup(self._rows, self._whole).report(name)
        with self._guard():
            return self._shelf.reports([no])[no]

    def versions(self, report_id: str) -> list[Report]:
        """Return all versions of a report that the picture shows, the first one first."""
        thread = sa.select(report.c.thread).where(report.c.id == report_id).scalar_subquery()
        ours = (report.c.thread == thread) & (self._picture.shows() | (report.c.id == report_id))
        statement = sa.select(report.c.no).where(ours & self._whole.shows())
        rows = self._rows(statement.order_by(*version_order()))
        with self._guard():
            found = self._shelf.reports([row.no for row in rows])
        return [found[row.no] for row in rows]

    def since(self, earlier: View) -> Window:
        """Return what came in after an earlier picture, by the clock of this one."""
        return Window(self._connection, self._guard, before=earlier._picture, after=self._picture)

    def left_out(self) -> dict[str, int]:
        """Count the reports that the picture leaves out.

        They are "undated", "later" than its moment, "rejected" by a person, or "reverted" with
        the import that brought them.
        """
        conditions = {
            "undated": self._picture.omits_undated(),
            "later": self._picture.omits_later(),
            "rejected": self._picture.omits_rejected(),
            "reverted": self._picture.omits_reverted(),
        }
        arrived = sa.select(sa.func.count()).select_from(report).where(self._picture.has())
        return {
            name: self._count(arrived.where(condition)) for name, condition in conditions.items()
        }

    def search(self, query: str, *, limit: int = 50) -> list[tuple[str, str]]:
        """Return (report id, snippet) of reports that hold all words of the query, best first.

        Words in quotation marks stand together. Nothing a user types is syntax.
        """
        found = self._search(dialect.query_parts(query), limit)
        return [(row.id, row.snippet) for row in found]

    def search_any(self, words: Collection[str], *, limit: int = 10) -> list[str]:
        """Return the ids of reports that hold some of these words, those with the rarest first.

        Words that very many reports hold are looked for together, and only where the rare ones
        find too little. Of reports that print the same text, one is enough.
        """
        parts = dialect.query_parts(" ".join(f'"{word}"' for word in words))
        held = {part: self._commonness(part) for part in parts}
        rare = [part for part in parts if 0 < held[part] < COMMON]
        common = sorted((p for p in parts if held[p] >= COMMON), key=parts.index)
        found = self._texts(rare, limit, any_part=True)
        for together in (common[:4], common[:2]):
            if len(found) < limit and together:
                more = self._texts(together, limit)
                found = list(dict.fromkeys([*found, *more]))[:limit]
        return found

    def _texts(self, parts: list[str], limit: int, *, any_part: bool = False) -> list[str]:
        """Return the best reports of different texts."""
        its: dict[int, str] = {}
        for row in self._search(parts, limit * _COPIES, any_part=any_part, bare=True):
            its.setdefault(row.sheet, row.id)
        return list(its.values())[:limit]

    def _commonness(self, part: str) -> int:
        """Count the reports that hold a word or phrase, up to COMMON."""
        if part not in self._held:
            found = dialect.search(self._connection.dialect.name, [part])
            some = sa.select(sa.literal(1).label("one")).select_from(found.index)
            some = some.where(found.condition)
            some_of_them = some.limit(COMMON).subquery()
            self._held[part] = self._count(sa.select(sa.func.count()).select_from(some_of_them))
        return self._held[part]

    def _search(
        self, parts: list[str], limit: int, *, any_part: bool = False, bare: bool = False
    ) -> list[Any]:
        """Search; `bare` gives the number of the text instead of a snippet, which costs."""
        if not parts:
            return []
        found = dialect.search(self._connection.dialect.name, parts, any_part=any_part)
        sheet = sa.func.coalesce(sketch.c.sheet, report.c.no).label("sheet")
        source = found.source
        if bare:
            source = source.outerjoin(sketch, sketch.c.report_no == report.c.no)
        statement = (
            sa.select(report.c.id, sheet if bare else found.snippet.label("snippet"))
            .select_from(source)
            .where(found.condition, self._picture.shows_latest())
            .order_by(found.order, report.c.no)
            .limit(limit)
        )
        return self._rows(statement)

    def seek_reports(
        self,
        *,
        text: str | None = None,
        publisher: str | None = None,
        activity: str | None = None,
        after: Place | None = None,
        limit: int = 100,
    ) -> list[tuple[Report, Place]]:
        """Return a page of reports behind a place in their list, each with its own place there.

        They hold all words of `text`, come from a publisher, name an activity.
        """
        source: FromClause = report
        where = self._picture.shows_latest()
        if parts := dialect.query_parts(text or ""):
            found = dialect.search(self._connection.dialect.name, parts)
            source, where = found.source, where & found.condition
        elif text is not None:
            return []
        if publisher is not None:
            where &= report.c.publisher == storable(publisher)
        if activity is not None:
            spoken = sa.select(analysis.c.report_no).where(is_newest(), _speaks_of(activity))
            where &= report.c.no.in_(spoken)
        rows = page_of_reports(self._rows, source, where, after, limit)
        with self._guard():
            its = self._shelf.reports([row.no for row in rows])
        return [(its[row.no], Place(row.published_until, row.no, 0)) for row in rows]

    def days(self) -> tuple[date | None, date | None]:
        """Return the first and the last day on which reports were published, as far as known."""
        column = report.c.published_until
        statement = sa.select(sa.func.min(column), sa.func.max(column))
        first, last = self._rows(statement.where(self._picture.shows_latest()))[0]
        return _day(first), _day(last)

    # ---- what goes back to one text -------------------------------------------------------------

    def sketches(
        self,
        *,
        sheets: Collection[int] | None = None,
        report_ids: Collection[str] | None = None,
        firsts: Collection[int] | None = None,
    ) -> list[links.Sketched]:
        """Return what is kept of the reports to find their origins: of all, or of some."""
        with self._guard():
            return links.read_sketches(
                self._connection,
                self._picture,
                sheets=sheets,
                report_ids=report_ids,
                firsts=firsts,
            )

    def overlaps(self, sheets: Collection[int] | None = None) -> dict[tuple[int, int], str]:
        """Return what pairs of texts share, as stored: of all texts, or of some with any other."""
        with self._guard():
            return links.read_overlaps(self._connection, sheets)

    def unlinked(self) -> int:
        """Count the reports whose origins nobody has looked for yet."""
        with self._guard():
            return links.count_pending(self._connection)

    # ---- what tells of one happening ------------------------------------------------------------

    def members(self) -> list[gists.Member]:
        """Return the reports with their stories as grouped, in order of arrival."""
        with self._guard():
            return gists.read_members(self._connection, self._picture)

    def gists(self, report_ids: Collection[str]) -> Mapping[str, tuple[str, str]]:
        """Return what is kept of reports to tell their stories: gist and placement, as stored."""
        with self._guard():
            return gists.read_payloads(self._connection, report_ids)

    # ---- what is said --------------------------------------------------------------------------

    def analyses(
        self,
        *,
        report_ids: Collection[str] | None = None,
        activity: str | None = None,
        subject: str | None = None,
        timed: bool = False,
        parts: Collection[str] = (),
    ) -> Iterator[tuple[Report, Analysis]]:
        """Return reports with their analyses, in the order of publication.

        With `report_ids`, these reports (older versions too); with `activity`, those that
        speak of this named activity, or of any of this type; with `subject`, those that claim or
        count something of it; with `timed`, those in which something has a time of its own.
        `parts` names the parts of the analyses that are wanted, all without.
        """
        shown = self._picture.shows_latest() if report_ids is None else self._picture.shows()
        statement = sa.select(report.c.no, analysis.c.no.label("leaf")).select_from(_LAID)
        statement = statement.where(shown, is_newest()).order_by(*_IN_TIME)
        if activity is not None:
            statement = statement.where(_speaks_of(activity))
        if subject is not None:
            statement = statement.where(_says_of(subject))
        if timed:
            statement = statement.where(analysis.c.timed > 0)
        rows = self._rows(statement) if report_ids is None else self._rows_of(statement, report_ids)
        for chunk in chunks(rows, STREAMED):
            yield from ((its, leaf.whole(parts)) for its, leaf, _ in self._laid_out(chunk))

    def analysis(self, report_id: str) -> Analysis:
        """Return the analysis of a report, also of one taken out; raises NotFoundError."""
        with self._guard():
            leaf = self.anchorage.leaf(self.report(report_id).id)
        if leaf is None:
            raise NotFoundError("no such report", where=report_id)
        return leaf.whole()

    def _rows_of(self, statement: Select[Any], report_ids: Collection[str]) -> list[Any]:
        rows: list[Any] = []
        for chunk in chunks(report_ids):
            rows += self._rows(statement.where(report.c.id.in_(chunk)))
        return rows

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
        statement = self._said(figure)
        if not rejected:
            statement = statement.where(self._is_kept(figure))
        if activity is not None:
            statement = statement.where(figure.c.activity == activity)
        if counted is not None:
            statement = statement.where(figure.c.counted == counted)
        if speaker is not None:
            statement = statement.where(_spoken_by(figure, speaker))
        found = []
        for its, leaf, row in self._laid_out(self._rows(statement)):
            noun = leaf.figure(row.ordinal)
            found.append((its, noun, leaf.attribution(noun.attribution)))
        return found

    def counting(self, activities: Collection[str]) -> list[str]:
        """Return the ids of reports that put figures to these activities, with all versions."""
        its = report.alias()
        laid = its.join(analysis, analysis.c.report_no == its.c.no).join(figure)
        threads = sa.select(its.c.thread).select_from(laid)
        threads = threads.where(figure.c.activity.in_(activities), self._picture.shows(its))
        ours = report.c.thread.in_(threads.where(is_newest()))
        shown = sa.select(report.c.id).where(self._picture.shows(), ours)
        return [row.id for row in self._rows(shown)]

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
        statement = self._said(claim).where(self._is_kept(claim, rejected=rejected))
        if subject is not None:
            named = claim.c.subject_key == fold(subject)
            statement = statement.where(named | (claim.c.subject_id == subject))
        if speaker is not None:
            statement = statement.where(_spoken_by(claim, speaker))
        if predicate is not None:
            statement = statement.where(claim.c.predicate == predicate)
        for word in fold(text or "").split():
            statement = statement.where(claim.c.words.contains(word, autoescape=True))
        found = []
        for its, leaf, row in self._laid_out(self._rows(statement.limit(limit).offset(offset))):
            noun = leaf.claim(row.ordinal)
            found.append((its, noun, leaf.attribution(noun.attribution)))
        return found

    def seek(
        self, sought: Sought, *, after: Place | None = None, limit: int = 100
    ) -> list[tuple[Report, Claim, Attribution | None, Place]]:
        """Return a page of claims behind a place in their list, each with its own place there."""
        where = fits(sought, self.standing.accepted, self.standing.rejected)
        rows = page_of_claims(self._rows, said(self._picture, sought, where), after, limit)
        found = []
        for its, leaf, row in self._laid_out(rows):
            noun = leaf.claim(row.ordinal)
            place = Place(row.published_until, row.no, row.ordinal)
            found.append((its, noun, leaf.attribution(noun.attribution), place))
        return found

    def count_sought(self, sought: Sought) -> int:
        """Count the claims that are sought."""
        where = fits(sought, self.standing.accepted, self.standing.rejected)
        return count_claims(self._rows, self._picture, where)

    def tally(self, sought: Sought, facets: Collection[str]) -> Tally:
        """Count the claims that are sought by each facet, the most frequent first.

        A facet that is narrowed by counts as if it were not: it shows what else there is.
        """
        narrowed = [name for name in facets if getattr(sought, name) is not None]
        free = [name for name in facets if name not in narrowed]
        asked = [(sought, free), *((sought.without(name), [name]) for name in narrowed)]
        found: Tally = {}
        for one, names in asked:
            if names:
                where = fits(one, self.standing.accepted, self.standing.rejected)
                found.update(tally(self._rows, self._picture, where, names))
        return {name: found[name] for name in facets}

    def _is_kept(self, table: sa.Table, *, rejected: bool = False) -> ColumnElement[bool]:
        out = self.standing.rejected
        is_out = table.c.id.in_(listed(out)) if out else sa.false()
        return is_out if rejected else ~is_out

    def _said(self, table: sa.Table) -> Select[Any]:
        statement = sa.select(report.c.no, analysis.c.no.label("leaf"), table.c.ordinal)
        statement = statement.select_from(_LAID.join(table, table.c.analysis_no == analysis.c.no))
        statement = statement.where(self._picture.shows_latest(), is_newest())
        return statement.order_by(*_IN_TIME, table.c.ordinal)

    def _laid_out(self, rows: list[Any]) -> Iterator[tuple[Report, Leaf, Any]]:
        for chunk in chunks(rows):
            with self._guard():
                reports = self._shelf.reports([row.no for row in chunk])
                leaves = self._shelf.leaves([row.leaf for row in chunk])
            for row in chunk:
                yield reports[row.no], leaves[row.leaf], row

    # ---- what there is -------------------------------------------------------------------------

    def activities(self) -> list[tuple[str, str, int]]:
        """Return (name, type, number of reports) of named activities, the most reported first."""
        reports = sa.func.count(sa.distinct(report.c.no))
        named = self._of_picture(activity.c.name, activity.c.type, reports.label("reports"))
        statement = named.where(activity.c.name.is_not(None))
        statement = statement.group_by(activity.c.name, activity.c.type)
        statement = statement.order_by(reports.desc(), activity.c.name, activity.c.type)
        return [(row.name, row.type, row.reports) for row in self._rows(statement)]

    def subjects(self) -> list[str]:
        """Return what one can ask about: the most frequent first."""
        return self._names(claim.c.subject_name, activity.c.name, figure.c.activity)

    def speakers(self) -> list[str]:
        """Return the names of all who are said to have said something, the most frequent first."""
        return self._names(attribution.c.speaker_name)

    def naming(self, name: str) -> list[str]:
        """Return the ids of the reports that name somebody so, or where such a one speaks."""
        named = (mention.c.key == fold(name)) | (mention.c.ref_id == name)
        found: dict[str, None] = {}
        for column, condition in ((mention, named), (attribution, spoken_by(attribution, name))):
            statement = self._of_picture(column.c.ordinal, report.c.id).where(condition)
            found.update(dict.fromkeys(row.id for row in self._rows(statement)))
        return list(found)

    def things(self) -> list[str]:
        """Return the names of all things mentioned, in the most reports first."""
        return self._names(mention.c.name)

    def _names(self, *columns: sa.Column[Any]) -> list[str]:
        frequency: Counter[str] = Counter()
        for column in columns:
            statement = self._of_picture(column.label("name"), sa.func.count().label("times"))
            statement = statement.where(column.is_not(None)).group_by(column)
            frequency.update({row.name: row.times for row in self._rows(statement)})
        return sorted(frequency, key=lambda name: (-frequency[name], name))

    def _of_picture(self, first: Any, *more: Any) -> Select[Any]:
        table = (first.element if isinstance(first, sa.Label) else first).table
        joined = _LAID.join(table, table.c.analysis_no == analysis.c.no)
        statement = sa.select(first, *more).select_from(joined)
        return statement.where(self._picture.shows_latest(), is_newest())

    def publishers(self) -> list[tuple[Publisher, int]]:
        """Return publishers with their number of reports, the busiest first.

        Grades are those that stand by regrade judgements, else those of the registry. Reports
        without a publisher are counted under the name "".
        """
        reports = sa.func.count()
        statement = sa.select(report.c.publisher, reports.label("reports"))
        statement = statement.where(self._picture.shows_latest()).group_by(report.c.publisher)
        rows = self._rows(statement.order_by(reports.desc(), report.c.publisher))
        regrades = self.judgements(kind=JudgementKind.REGRADE)
        with self._guard():
            registry = decisions.read_publishers(self._connection)
        found = ((registry.get(row.publisher, _unlisted(row.publisher)), row) for row in rows)
        return [(decisions.regraded(each, regrades), row.reports) for each, row in found]

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
        with self._guard():
            return decisions.read_judgements(self._connection, choice)

    def history(self) -> list[decisions.Entry]:
        """Return all judgements ever made, each with what took its place."""
        with self._guard():
            return decisions.read_history(self._connection, self._choice(superseded=True))

    def _choice(self, **wanted: Any) -> decisions.Choice:
        at = self._picture.as_of if self._picture.by == "retrieved" else None
        until = self._picture.until
        return decisions.Choice(at=at, until=until.judgement if until else None, **wanted)

    @property
    def standing(self) -> Standing:
        """Return what persons' decisions do to the picture."""
        if self._stand is None:
            with self._guard():
                self._stand = stand(self.judgements(), self.anchorage)
        return self._stand

    @property
    def anchorage(self) -> Anchorage:
        """Return the finder of what decisions stand on."""
        return Anchorage(self._rows, self._shelf)

    def decisions(self) -> tuple[Judgement, ...]:
        """Return the judgements in force that apply, with the ids that their words have now."""
        return self.standing.decisions

    def orphans(self) -> list[Judgement]:
        """Return the judgements in force whose words, or whose report, are no longer there."""
        return [one.judgement for one in self.standing.orphans]

    def missing(self, report_ids: Collection[str]) -> set[str]:
        """Return which of these reports are not in the store."""
        with self._guard():
            return set(report_ids) - known(self._connection, report_ids, None)

    def decided_until(self) -> int:
        """Return a number that grows with every judgement made."""
        return self._count(sa.select(sa.func.coalesce(sa.func.max(judgement.c.no), 0)))

    def mark(self) -> Mark:
        """Return how far the picture reaches in the order of arrival."""
        if self._picture.until is not None:
            return self._picture.until
        last = sa.select(sa.func.coalesce(sa.func.max(report.c.no), 0))
        return Mark(self._count(last), self.decided_until())

    def state(self) -> str:
        """Return a word that changes with whatever could change an answer; it costs nothing.

        The last number of each table is at hand, and every writer takes a new one. The registry
        of publishers alone is written in place.
        """
        with self._guard():
            return state_of(self._connection)

    def count(self) -> int:
        """Count the reports that the picture shows."""
        shown = sa.select(sa.func.count()).select_from(report)
        return self._count(shown.where(self._picture.shows_latest()))

    def languages(self) -> dict[str, int]:
        """Count the reports by the language that they state, "und" where they state none."""
        statement = sa.select(report.c.language, sa.func.count().label("reports"))
        shown = statement.where(self._picture.shows_latest()).group_by(report.c.language)
        return {row.language: row.reports for row in self._rows(shown)}

    def counts(self) -> dict[str, int]:
        """Count what the picture shows: reports, versions of them, and what they say."""
        number = sa.func.count()
        shown = sa.select(number).select_from(report)
        totals = {
            "reports": self.count(),
            "versions": self._count(shown.where(self._picture.shows())),
        }
        columns = (analysis.c.claims, analysis.c.figures, analysis.c.attributions)
        totals |= self._sums(*columns)
        with self._guard():
            judgements = decisions.count_judgements(self._connection, self._choice())
        return {**totals, "judgements": judgements}

    def undated(self) -> int:
        """Count the reports of which nobody knows when they were published."""
        unknown = report.c.published_start.is_(None) & report.c.published_end.is_(None)
        shown = sa.select(sa.func.count()).select_from(report)
        return self._count(shown.where(self._picture.shows_latest(), unknown))

    def unnamed(self) -> list[tuple[str, int]]:
        """Return the types of the activities without a name, with how many, the most first."""
        times = sa.func.count()
        counted = self._of_picture(activity.c.type, times.label("times"))
        counted = counted.where(activity.c.name.is_(None)).group_by(activity.c.type)
        rows = self._rows(counted.order_by(times.desc(), activity.c.type))
        return [(row.type, row.times) for row in rows]

    def latest(self, number: int) -> list[Report]:
        """Return the reports that were published last, the last one first."""
        dated = sa.select(report.c.no).where(report.c.published_until > "")
        shown = dated.where(self._picture.shows_latest())
        rows = self._rows(shown.order_by(*(each.desc() for each in _IN_TIME[1:])).limit(number))
        with self._guard():
            found = self._shelf.reports([row.no for row in rows])
        return [found[row.no] for row in rows]

    def outlets(self) -> dict[str, str]:
        """Return the ids of the reports with their publishers."""
        shown = sa.select(report.c.id, report.c.publisher).where(self._picture.shows_latest())
        return {row.id: row.publisher for row in self._rows(shown)}

    def tallies(self) -> dict[str, int]:
        """Count what the picture leaves open: places without coordinates, what stages left."""
        return self._sums(analysis.c.unplaced, analysis.c.abstained)

    def _sums(self, *columns: sa.Column[Any]) -> dict[str, int]:
        named = [sa.func.coalesce(sa.func.sum(each), 0).label(each.name) for each in columns]
        statement = sa.select(*named).select_from(_LAID)
        row = self._rows(statement.where(self._picture.shows_latest(), is_newest()))[0]
        return {each.name: int(getattr(row, each.name)) for each in columns}

    def _count(self, statement: Select[Any]) -> int:
        with self._guard():
            return int(self._connection.scalar(statement) or 0)

    def _rows(self, statement: Select[Any]) -> list[Any]:
        with self._guard():
            return list(self._connection.execute(statement))


def _spoken_by(table: sa.Table, speaker: str | Voices) -> ColumnElement[bool]:
    if isinstance(speaker, Voices):
        return speaker.condition(table)
    return spoken_by(table, speaker)


def _speaks_of(name: str) -> ColumnElement[bool]:
    called = (activity.c.name == name) | (activity.c.type == name)
    tables = ((activity, called), (figure, figure.c.activity == name))
    named, counted = (
        sa.exists().where((table.c.analysis_no == analysis.c.no) & condition)
        for table, condition in tables
    )
    return named | counted


def _says_of(subject: str) -> ColumnElement[bool]:
    about = (claim.c.subject_key == fold(subject)) | (claim.c.subject_id == subject)
    claimed = sa.exists().where((claim.c.analysis_no == analysis.c.no) & about)
    of_it = (figure.c.analysis_no == analysis.c.no) & (figure.c.activity == subject)
    return claimed | sa.exists().where(of_it)


def _day(value: Any) -> date | None:
    if isinstance(value, str):
        return date.fromisoformat(value[:10])
    return value.date() if isinstance(value, datetime) else value


def _unlisted(name: str) -> Publisher:
    return Publisher(name or "unknown")
