"""What all pages share: the store behind them, the templates, the moment that is looked at."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Lock, Thread
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from vedette import __version__
from vedette.model import Ledger, Report, RowCarrier, Span, words
from vedette.run import linking, queries
from vedette.run.config import Settings
from vedette.run.covered import Covered, cover, days_of
from vedette.run.linking import Linked
from vedette.run.queries import Moment
from vedette.store.access import Role
from vedette.store.address import find_place
from vedette.store.picture import Mark
from vedette.store.store import Store
from vedette.store.view import View
from vedette.web import heap
from vedette.web.access.visitors import Visitor
from vedette.web.assets import asset
from vedette.web.drawing.ruler import Ruler, draw_ruler
from vedette.web.errand import apart
from vedette.web.kept import Kept, Made, length
from vedette.web.marks import anchor
from vedette.web.words import safe_url, speaker_detail

FOLDER = Path(__file__).parent
PAGES = (
    ("", "Situation"),
    ("activities", "Activities"),
    ("claims", "Claims"),
    ("timeline", "Timeline"),
    ("people", "People"),
    ("equipment", "Equipment"),
    ("places", "Places"),
    ("sources", "Sources"),
    ("saved", "Saved"),
    ("review", "Review"),
    ("check", "Check"),
)
_OF_A_PAGE = frozenset({"page", "offset", "format", "bom"})
# A board of a much reported activity takes some tens of megabytes, its JSON some.
KEPT = 8
COUNTED = 1_024
LISTED = 16
A_WHILE = 100  # pages
DRAWN = 24  # maps, of some hundred kilobytes each
WRITTEN = 33_554_432  # bytes
LINKED = 2  # pictures of which is kept what goes back to one text
LONG = 2  # readings of very long reports, of which one shows a part after the other


Given = str | int | list[str] | None  # what a parameter of an address is given


@dataclass(frozen=True, slots=True)
class Here:
    """Hold which page is shown and as of when; links to other pictures keep the moment."""

    path: str
    query: tuple[tuple[str, str], ...] = ()
    as_of: str = ""
    by: str = "published"
    who: str = ""  # who is logged in; "" where nobody has to be
    proof: str = ""  # what a form that changes something carries
    role: str = ""  # what he may do; "" where nobody is known
    name: str = ""  # how he signs what he decides

    @classmethod
    def of(cls, request: Request) -> Here:
        """Read the page and the moment from a request."""
        known = request.query_params
        return cls(
            request.url.path,
            tuple(known.multi_items()),
            known.get("as_of", "").strip(),
            known.get("by", "") or "published",
            *_visitor(request),
        )

    @property
    def decides(self) -> bool:
        """Tell whether who looks may decide: then pages show the buttons for it."""
        return self.role in (Role.ANALYST, Role.EDITOR)

    @property
    def edits(self) -> bool:
        """Tell whether who looks looks after the accounts."""
        return self.role == Role.EDITOR

    @property
    def moment(self) -> Moment:
        """Return the moment; raises BadArgumentError for what is no date."""
        return queries.parse_moment(self.as_of or None, by=self.by)

    def to(self, *path: str, at: str = "", **parameters: Given) -> str:
        """Return a link to another page of the same picture; `at` is an anchor there."""
        if self.as_of:
            parameters = {**parameters, "as_of": self.as_of, "by": self.by}
        return address(*path, at=at, **parameters)

    def again(self, *, at: str = "", **changes: Given) -> str:
        """Return a link to this page with some parameters changed; None drops one."""
        kept: dict[str, Given] = {**self._given(), **changes}
        return address(*self.path.strip("/").split("/"), at=at, **kept)

    def also(self, name: str, value: str, **changes: Given) -> str:
        """Return a link to this page with one more value of a filter, in the order of letters.

        So the same filters have one address, however they were come by.
        """
        return self._filtered({**changes, name: sorted({*self._values(name), value})})

    def less(self, name: str, value: str, **changes: Given) -> str:
        """Return a link to this page with one value of a filter taken away, in whatever case."""
        left = [one for one in self._values(name) if one.casefold() != value.casefold()]
        return self._filtered({**changes, name: left})

    def _filtered(self, changes: dict[str, Given]) -> str:
        kept: dict[str, Given] = {**self._given(), **changes}
        ordered = {name: kept[name] for name in sorted(kept)}
        return address(*self.path.strip("/").split("/"), at="", **ordered)

    def _values(self, name: str) -> list[str]:
        return [value for each, value in self.query if each == name and value]

    def _given(self) -> dict[str, Given]:
        return {name: self._values(name) for name, _ in self.query}

    def file(self, ending: str, **changes: Given) -> str:
        """Return a link to the same as a file: .csv and .json are the whole list, not a page."""
        kept = {name: value for name, value in self._given().items() if name not in _OF_A_PAGE}
        path = f"{self.path.rstrip('/')}.{ending}".lstrip("/").split("/")
        return address(*path, at="", **{**kept, **changes})


def _visitor(request: Request) -> tuple[str, str, str, str]:
    visitor: Visitor | None = getattr(request.state, "visitor", None)
    if visitor is None or visitor.who is None:
        return "", "" if visitor is None else visitor.proof, "", ""
    who = visitor.who
    shown = who.name if who.via == "session" else ""
    return shown, visitor.proof, str(who.role), who.name


def address(*path: str, at: str = "", **parameters: Given) -> str:
    """Return a path with its parameters; the empty ones are left out, several are repeated."""
    given = {name: value for name, value in parameters.items() if value not in (None, "", [])}
    query = f"?{urlencode(given, doseq=True)}" if given else ""
    return "/" + "/".join(quote(part, safe="") for part in path) + query + (f"#{at}" if at else "")


def words_of(report_id: str, span: Span) -> str:
    """Return the permanent address of exact words, which marks them without a script, too."""
    return address("report", report_id, at=anchor(span), mark=f"{span.start}-{span.end}")


class Site:
    """Hold the settings, the templates, and the last things that were costly to compute."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.templates = _environment()
        self._computed = Kept(KEPT)
        self._counted = Kept(COUNTED)
        self._listed = Kept(LISTED)
        self._drawn = Kept(DRAWN)
        self._written = Kept(WRITTEN, length)
        self._long = Kept(LONG)
        self._linked = Kept(LINKED)
        self._seen: Mark | None = None
        self._looks = 0
        self._one_apart = Lock()
        self._is_linking = False
        self._lock = Lock()
        self._opened: tuple[Hashable, Store] | None = None

    def reading(self) -> Store:
        """Return the store, opened for reading once, and again when another took its place.

        Its statements are compiled once then; that is a third of what a small answer costs.
        Raises BadStoreError where there is none.
        """
        place = find_place(self.settings.store, read_only=True)
        now = _identity(place.path)
        with self._lock:
            if self._opened is None or self._opened[0] != now:
                self._opened = now, queries.open_existing(self.settings, in_memory=True)
            return self._opened[1]

    def close(self) -> None:
        """Close the store."""
        with self._lock:
            if self._opened is not None:
                self._opened[1].close()
            self._opened = None

    @contextmanager
    def look(self, here: Here) -> Iterator[tuple[Store, View]]:
        """Open the store and the picture that is asked for, and close both."""
        store = self.reading()
        with queries.view_of(store, here.moment) as view:
            try:
                yield store, view
            finally:
                self.tidy(view)

    def tidy(self, view: View) -> None:
        """Give memory back where more was read in, and from time to time."""
        self._looks += 1
        mark = view.mark()
        if mark != self._seen or self._looks >= A_WHILE:
            self._seen, self._looks = mark, 0
            heap.give_back()

    def remember(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was computed for a key; the key must name the state of the store."""
        return self._computed.take(key, make)

    def board_state(self, view: View, activity: str, most: int) -> Hashable:
        """Return what the board of the last so many reports is made of."""
        return self.count(
            ("board state", activity, most, view.state(), view.mark(), view.as_of, view.by),
            lambda: queries.board_state(view, activity, most),
        )

    def board(self, view: View, activity: str) -> Ledger:
        """Return the board of an activity, by its stored name: of the last reports on it."""
        most, conventions = queries.MOST_ON_A_BOARD, queries.conventions_of(self.settings)
        return self.remember(
            ("board", self.board_state(view, activity, most)),
            lambda: queries.figures(view, activity, conventions=conventions, most=most),
        )

    def count(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was counted for a key: little things, of which many are kept."""
        return self._counted.take(key, make)

    def hold(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was listed for a key: long lists, of which few are kept."""
        return self._listed.take(key, make)

    def linked(self, view: View, moment: Moment, mark: Mark | None = None) -> Linked:
        """Return what goes back to one text; in a large store a process of its own works it out."""
        key = (view.state(), moment, mark)
        if view.count() <= queries.ALL_UP_TO:
            return self._linked.take(key, lambda: linking.linked(view))
        settings = self.settings

        def make() -> Linked:
            with self._one_apart:  # each takes 300 MB
                made: Linked = apart(linking.linked_at, settings, moment, mark)
            return made

        return self._linked.take(key, make)

    def linked_if_ready(self, view: View, moment: Moment) -> Linked | None:
        """Return the same where nobody has to wait for it, else have it worked out meanwhile."""
        key = (view.state(), moment, None)
        if view.count() <= queries.ALL_UP_TO or self._linked.has(key):
            return self.linked(view, moment)
        with self._lock:
            is_free, self._is_linking = not self._is_linking, True
        if is_free:
            Thread(target=self._link, args=(moment,), name="linking", daemon=True).start()
        return None

    def _link(self, moment: Moment) -> None:
        try:
            with queries.view_of(self.reading(), moment) as view:
                self.linked(view, moment)
        except Exception:  # noqa: BLE001 - whoever waits asks again, and is told
            return
        finally:
            with self._lock:
                self._is_linking = False

    def leaf_through(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was read out of a long report, kept while somebody turns its pages."""
        return self._long.take(key, make)

    def draw(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what was drawn for a key: pictures, of which some are kept."""
        return self._drawn.take(key, make)

    def covered(self, here: Here) -> Covered:
        """Return what the line on every page says of a picture: what it covers, what it lacks."""
        with self.look(here) as (store, view):
            return self.count(("covered", state_of(view, here)), lambda: cover(store, view))

    def ruler(self, here: Here) -> Ruler | None:
        """Return the days of the store, among which every page can choose the one it goes back to.

        None where no report has a date.
        """
        store = self.reading()
        with store.view() as view:
            days = self.hold(("days", view.state()), lambda: days_of(store))
        return draw_ruler(days, here.as_of)

    def was_written(self, key: Hashable) -> bytes | None:
        """Return what was written for a key, None where nothing is kept."""
        found: bytes | None = self._written.get(key)
        return found

    def write(self, key: Hashable, make: Callable[[], bytes]) -> bytes:
        """Return what was written for a key, as it goes out."""
        return self._written.take(key, make)

    def page(self, template: str, here: Here, *, status: int = 200, **context: Any) -> HTMLResponse:
        """Render a page."""
        text = self.templates.get_template(template).render(
            here=here, covered=self.covered, ruler=self.ruler, **context
        )
        return HTMLResponse(text, status_code=status)


def _identity(path: Path | None) -> Hashable:
    """Return what tells a file from another of the same name; a server's database has none."""
    if path is None or not path.exists():
        return None
    found = path.stat()
    return found.st_dev, found.st_ino


def state_of(view: View, here: Here) -> Hashable:
    """Name the state of a picture: it changes with whatever is written."""
    return view.state(), here.as_of, here.by


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,  # whatever the file is called: reports hold anything
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        number=words.number,
        signed=words.signed,
        bound=words.bound,
        day=words.day,
        machine_day=words.machine_day,
        modality=words.modality,
        speaker_detail=speaker_detail,
        carrier=words.carrier,
        folded=words.folded,
        short_id=words.short_id,
        instant=instant,
        safe_url=safe_url,
        anchor=anchor,
        capitalize_first=lambda text: text[:1].upper() + text[1:],
    )
    environment.globals.update(
        version=__version__,
        pages=PAGES,
        asset=asset,
        words_of=words_of,
        address=address,
        count=words.count,
    )
    return environment


def instant(at: datetime | None) -> str:
    """Write an instant to the minute, in UTC."""
    return at.strftime("%Y-%m-%d %H:%M") if at else "at an unknown time"


def headline(report: Report) -> str:
    """Return a report's headline, else its first words."""
    return report.headline or words.folded(report.text, 70)


def carrier_address(carrier: RowCarrier) -> str:
    """Return the permanent address of a carrier's words."""
    return words_of(carrier.report_id, carrier.span)
