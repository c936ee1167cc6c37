"""The store from Python: `vedette.open(path).claims(about="Zapad-2025").to_polars()`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from inspect import cleandoc
from types import TracebackType
from typing import Any, Self

from vedette.export.brief_page import BriefPage
from vedette.export.checked import CHECKS, grounds
from vedette.export.columns import CLAIMS, FIGURES, PLACES, REPORTS, VERDICTS, Kind
from vedette.export.records import Page, Record, figures_of, places_of, reports_of
from vedette.export.table import Table
from vedette.run import briefs, queries
from vedette.run.briefs_contract import brief_data
from vedette.run.checking import check_in_store
from vedette.run.config import Settings, load_settings
from vedette.run.exporting import named, pages_of, verdicts_of
from vedette.run.people import voices_of
from vedette.run.rewriting import reworded
from vedette.run.texts import text_of
from vedette.store.store import Store
from vedette.store.view import View

Day = str | date | datetime


def _documented(kind: Kind) -> Callable[[Any], Any]:
    """Add to a method's docstring what the columns of its table are."""

    def add(method: Any) -> Any:
        method.__doc__ = f"{cleandoc(method.__doc__)}\n\n{kind.described()}\n"
        return method

    return add


class Archive:
    """Read a store: every method returns a table of what it holds at the time of the call.

    Use it in a `with` statement, or close it. Nothing here writes to the store.
    """

    def __init__(self, store: Store, settings: Settings, moment: queries.Moment) -> None:
        self._store = store
        self._settings = settings
        self._moment = moment

    @classmethod
    def open(cls, path: str | None, *, as_of: Day | None, by: str) -> Archive:
        """Open the store at a path or a `postgresql://` address, or the one of the settings."""
        moment = _moment(as_of, by)
        settings = load_settings(store=path)
        return cls(queries.open_existing(settings), settings, moment)

    def at(self, as_of: Day | None, *, by: str = "published") -> Archive:
        """Return the same store as it could be known at a time; None is the present.

        A date means its end in UTC. `by` is the clock: "published" or "retrieved".
        """
        return Archive(self._store, self._settings, _moment(as_of, by))

    def close(self) -> None:
        """Close the store, for all pictures taken of it."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        with self._view() as view:
            counts = view.counts()
        said = f"{counts['reports']:,} reports, {counts['claims']:,} claims"
        when = f", as of {self._moment.at.isoformat()}" if self._moment.at else ""
        return f"<vedette store {self._store.address}: {said}, {counts['figures']:,} figures{when}>"

    # ---- tables --------------------------------------------------------------------------------

    @_documented(CLAIMS)
    def claims(
        self,
        about: str | None = None,
        *,
        speaker: str | None = None,
        predicate: str | None = None,
        text: str | None = None,
    ) -> Table:
        """Return claims, in the order of publication.

        `about` is a subject, `speaker` a name, an id, the body spoken for, or NAME@REPORT, and
        all words of `text` stand in a claim's value or quote. Raises NotFoundError for a subject
        that nobody speaks of.
        """
        with self._view() as view:
            found = view.claims(
                subject=None if about is None else named(view, about),
                speaker=None if speaker is None else voices_of(view, speaker),
                predicate=predicate,
                text=text,
            )
        return Table(CLAIMS, [Record(report, claim, carrier) for report, claim, carrier in found])

    @_documented(FIGURES)
    def figures(self, about: str | None = None) -> Table:
        """Return figures, in the order of publication; `about` is an activity or a subject."""
        return self._table(FIGURES, about, figures_of)

    @_documented(PLACES)
    def places(self, about: str | None = None) -> Table:
        """Return the places named where something is; `about` keeps those in its words."""
        return self._table(PLACES, about, places_of)

    @_documented(REPORTS)
    def reports(self, about: str | None = None) -> Table:
        """Return reports, last versions only; `about` keeps those that say something of it."""
        return self._table(REPORTS, about, reports_of)

    @_documented(VERDICTS)
    def verdicts(self, about: str | None = None) -> Table:
        """Return the verdicts of the board of an activity, or of all boards."""
        conventions = queries.conventions_of(self._settings)
        with self._view() as view:
            subject = None if about is None else queries.subject_of(view, about)
            return Table(VERDICTS, list(verdicts_of(view, subject, conventions)))

    @_documented(CHECKS)
    def check(self, text: str) -> Table:
        """Check an English text, sentence by sentence, against what the reports say.

        `list(...)` has a record for each quote; the verdict is supported, partly, disputed,
        contradicted or not found. Raises BadArgumentError for an empty text, one of more than
        20,000 characters, or one in another language.
        """
        report = text_of(text)
        with self._view() as view:
            result = check_in_store(report, view, model=self._settings.model)
        return Table(CHECKS, list(grounds(result.checked, result.reports)))

    def brief(
        self,
        about: str,
        *,
        since: str | None = None,
        length: str = "page",
        rewrite: bool = False,
    ) -> BriefPage:
        """Return the brief of an activity, every sentence with the words that carry it.

        `length` is short, page or full; what changed is told since a date (2025-09-11), else of
        the last days. With `rewrite`, the language model of the settings words it, as far as its
        words pass the check. Raises NotFoundError for an activity that nobody speaks of,
        BadArgumentError where no language model is configured.
        """
        with self._view() as view:
            wish = briefs.Wish(since, length)
            found = briefs.brief(view, about, settings=self._settings, wish=wish)
            if rewrite:
                found = reworded(found, view, self._settings)
            return BriefPage(found, briefs.reports_of(found, view), brief_data(found))

    def text(self, report: str) -> str:
        """Return the text of a report, by its id or the first digits of it.

        The offsets of every table lead into it: `text[start:end] == quote`.
        """
        with self._view() as view:
            return view.report(report).text

    def _table(
        self, kind: Kind, about: str | None, rows: Callable[[Iterable[Page]], Iterator[Record]]
    ) -> Table:
        with self._view() as view:
            subject = None if about is None else named(view, about)
            return Table(kind, list(rows(pages_of(view, subject))))

    @contextmanager
    def _view(self) -> Iterator[View]:
        # A view holds a snapshot of the database: one for each call, none between them.
        with queries.view_of(self._store, self._moment) as view:
            yield view


def _moment(as_of: Day | None, by: str) -> queries.Moment:
    text = as_of.isoformat() if isinstance(as_of, date) else as_of
    return queries.parse_moment(text, by=by)
