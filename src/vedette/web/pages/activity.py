"""The page of one activity: how strong it is said to be, by whom, and why most numbers agree."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from markupsafe import Markup

from vedette.compare.speaker_class import class_of
from vedette.errors import BadArgumentError, NotFoundError
from vedette.model import Judgement, Report, Row, Verdict
from vedette.run import queries
from vedette.run.activities import about_one
from vedette.run.review.about import Decided, Decisions
from vedette.store.store import Store
from vedette.store.view import View
from vedette.web.activity_desk import COMPARED, Desk, in_time, open_desk
from vedette.web.asked import METHODS, Offset, site_of, subject_of
from vedette.web.board import Line, line, lines_of, reports_of, tables
from vedette.web.board_lines import MOST_LINES, Pen, draw_groups, draw_pair, room
from vedette.web.board_short import in_short
from vedette.web.drawing.board_marks import NARROW, WIDE
from vedette.web.drawing.board_picture import draw_board
from vedette.web.drawing.files import png_file, svg_file
from vedette.web.pair import Pair, lay_pair
from vedette.web.questions import Group, first_given
from vedette.web.row_sheet import ROWS, Rowed
from vedette.web.site import Here, Site, address, carrier_address, state_of
from vedette.web.tables import as_file, form_of
from vedette.web.verdict_words import (
    BETWEEN,
    CONFLICTS,
    IN_WORDS,
    MEANINGS,
    meaning_of,
    rule_of,
)

router = APIRouter(default_response_class=HTMLResponse)
# A name may hold a slash, and be all that stands behind /activity/: asked for after all parts.
whole = APIRouter(default_response_class=HTMLResponse)

PIECE = "hx-request"  # the header that a page sends when it asks for a piece of itself
MOST_PANELS = 12  # panels of one picture; the other questions are named
LISTED = 50  # pairs on a page of verdicts
PARTS = ("strength", "things", "elsewhere")
# Parts that are loaded when they are seen: their addresses behind the activity's, and titles.
SECTIONS = (
    ("statements", "Statements"),
    ("map", "Map"),
    ("events", "Timeline"),
    ("equipment", "Equipment"),
    ("participants", "Who takes part"),
    ("measures", "Measures by others"),
    ("sources", "Sources"),
    ("changes", "Changes"),
)
Groups = Sequence[Group]
Picked = Annotated[list[str], Query(alias="row", default_factory=list)]


@dataclass(frozen=True, slots=True)
class Asked:
    """Hold what a page of an activity is made from."""

    site: Site
    here: Here
    store: Store
    view: View
    subject: str
    desk: Desk
    decisions: Decisions

    @property
    def pen(self) -> Pen:
        """Return what draws the rows of this activity."""
        return Pen(self.desk.opened, self.here, self.desk.world)

    def reports(self, rows: Iterable[Row]) -> dict[str, Report]:
        """Return the reports that rows are carried by."""
        wanted = sorted(reports_of(rows))
        return {its.id: its for its, _ in self.view.analyses(report_ids=wanted, parts=("none",))}

    def lines(self, rows: Sequence[Row], group: Group) -> tuple[Line, ...]:
        """Write rows of a question with their words."""
        return lines_of(rows, group, self.desk, self.reports(rows))

    def page(self, template: str, **context: Any) -> HTMLResponse:
        """Answer with a template and what all pages of an activity show."""
        shown = {**self._shared(), **context, "left_out": self.view.left_out()}
        return self.site.page(template, self.here, **shown)

    def write(self, template: str, **context: Any) -> str:
        """Fill the template of a piece of a page."""
        shown = {**self._shared(), **context, "here": self.here}
        return self.site.templates.get_template(template).render(**shown)

    def _shared(self) -> dict[str, Any]:
        return {
            "subject": self.subject,
            "desk": self.desk,
            "between": BETWEEN,
            "carrier_address": carrier_address,
            "on_row": self.on_row,
            "taken_off": {row.id for row in self.desk.opened.ledger.rejected},
        }

    def on_row(self, row: Row) -> tuple[Decided, ...]:
        """Return what persons decided on a row: on its utterance, or on any rendering of it."""
        figures = (carrier.figure_id for carrier in (*row.carriers, *row.garbled))
        return self.decisions.on(row.id, row.figure.id, *figures)


def is_piece(request: Request) -> bool:
    """Tell whether a page asks for a piece of itself, not a reader for a page."""
    return request.headers.get(PIECE) == "true"


def look(request: Request, name: str, answer: Callable[[Asked], Response]) -> Response:
    """Answer from an activity's board; a name in another spelling leads to the stored one."""
    site, here = site_of(request), Here.of(request)
    with site.look(here) as (store, view):
        subject = subject_of(request, view, name, here)
        if subject != name:
            behind = request.scope["path"].removeprefix(f"/activity/{name}")
            rest = behind.strip("/").split("/") if behind.strip("/") else []
            return RedirectResponse(address("activity", subject, *rest, **dict(here.query)))
        made_of = site.board_state(view, subject, queries.MOST_ON_A_BOARD)
        desk = site.remember(
            ("activity desk", made_of),
            lambda: open_desk(view, subject, conventions=queries.conventions_of(site.settings)),
        )
        return answer(Asked(site, here, store, view, subject, desk, Decisions(view)))


# ---- the page ----------------------------------------------------------------------------------


@whole.api_route("/activity/{name:path}", methods=METHODS)
def activity(request: Request, name: str, row: str = "") -> Response:
    """Show the figures on one activity side by side, and how they stand to each other."""

    def answer(asked: Asked) -> Response:
        if row:
            _known(asked, row)
            return RedirectResponse(asked.pen.verdicts(row))
        state = state_of(asked.view, asked.here)
        if asked.desk.written is None or asked.desk.written[0] != state:
            asked.desk.written = state, _body(asked)
        return asked.page("activity.html", body=Markup(asked.desk.written[1]))  # noqa: S704 - a template's

    return look(request, name, answer)


def _body(asked: Asked) -> str:
    """Write the page without its head: a picture of a store and a moment has one for everybody."""
    questions = asked.desk.questions
    parts = {part: _part(asked, part) for part in PARTS}
    shown = [
        row
        for part in parts.values()
        for place, group in enumerate(part)
        for row in group.most_backed(room(place))
    ]
    denied, rejected = asked.desk.opened.ledger.denied, asked.desk.opened.ledger.rejected
    reports = asked.reports([*shown, *denied, *rejected])
    return asked.write(
        "activity_body.html",
        types=sorted({kind for name, kind, _ in asked.view.activities() if name == asked.subject}),
        tables={part: tables(groups, asked.desk, reports, room) for part, groups in parts.items()},
        pictures={part: _pictures(asked, part) for part in ("strength", "elsewhere")},
        more={part: getattr(questions, part)[MOST_PANELS:] for part in PARTS},
        denied=[line(one, asked.desk, reports) for one in denied],
        rejected=[line(one, asked.desk, reports) for one in rejected],
        done=asked.decisions.on(asked.subject),
        thresholds=asked.desk.opened.ledger.thresholds,
        short=in_short(questions.strength, asked.pen),
        words_for=IN_WORDS,
        meanings={**MEANINGS, Verdict.CONFLICT: CONFLICTS},
        known=about_one(asked.view, asked.subject),
        most=queries.MOST_ON_A_BOARD,
        beyond=queries.beyond(asked.view, asked.subject, queries.MOST_ON_A_BOARD),
        sections=SECTIONS,
        series=asked.desk.world.series_of(asked.subject),
    )


def _part(asked: Asked, part: str) -> Groups:
    groups: Groups = getattr(asked.desk.questions, part)
    return groups[:MOST_PANELS]


def _pictures(asked: Asked, part: str) -> tuple[Markup, Markup] | None:
    """Return the picture of a part, wide and narrow; None where there is nothing to draw."""
    groups = _part(asked, part)
    if not groups:
        return None
    return Markup(_drawn(asked, groups, part)), Markup(_drawn(asked, groups, part, narrow=True))  # noqa: S704 - our own markup, escaped piece by piece


def _drawn(
    asked: Asked, groups: Groups, key: str, *, narrow: bool = False, alone: bool = False
) -> str:
    """Draw questions; `alone` adds a head and a foot to what is saved without the page."""
    panels = draw_groups(groups, asked.pen, named=key == "elsewhere")
    what = f"Numbers said of {asked.subject}"
    moment = f"As it could be known on {asked.here.as_of}. " if asked.here.as_of else ""
    return draw_board(
        panels,
        key=key,
        label=f"{what}, as a picture; the tables say the same in words",
        layout=NARROW if narrow else WIDE,
        head=what if alone else "",
        foot=f"{moment}One line for each utterance, in the order of time." if alone else "",
    )


# ---- pictures and questions by themselves -------------------------------------------------------


@router.api_route("/activity/{name:path}/board.svg", methods=METHODS)
def board_svg(
    request: Request, name: str, show: str = "strength", narrow: bool = False
) -> Response:
    """Draw the board of an activity as SVG."""
    return look(request, name, lambda asked: svg_file(_file(asked, show, narrow=narrow)))


@router.api_route("/activity/{name:path}/board.png", methods=METHODS)
def board_png(
    request: Request, name: str, show: str = "strength", narrow: bool = False
) -> Response:
    """Draw the board of an activity as PNG."""
    width = 800 if narrow else 1600

    def answer(asked: Asked) -> Response:
        key = ("activity png", asked.subject, show, narrow, state_of(asked.view, asked.here))
        drawn = asked.site.write(
            key, lambda: bytes(png_file(_file(asked, show, narrow=narrow), width=width).body)
        )
        return Response(drawn, media_type="image/png")

    return look(request, name, answer)


def _file(asked: Asked, show: str, *, narrow: bool) -> str:
    if show in PARTS:
        return _drawn(asked, _part(asked, show), show, narrow=narrow, alone=True)
    return _drawn(asked, [_called(asked, show)], show, narrow=narrow, alone=True)


@router.api_route("/activity/{name:path}/figures.csv", methods=METHODS)
@router.api_route("/activity/{name:path}/figures.json", methods=METHODS)
def figures(request: Request, name: str) -> Response:
    """Give all rows of the board as CSV or JSON."""

    def answer(asked: Asked) -> Response:
        form = form_of(request) or "csv"
        return as_file(request, form, ROWS, list(_rowed(asked.desk)), name=asked.subject)

    return look(request, name, answer)


def _rowed(desk: Desk) -> Iterator[Rowed]:
    asked = desk.questions
    for group in (*asked.strength, *asked.things, *asked.elsewhere):
        firsts = first_given(group.rows)
        for row in group.rows:
            yield Rowed(row, str(class_of(row, world=desk.world)), row.id in firsts)


@router.api_route("/activity/{name:path}/panel/{key}", methods=METHODS)
def panel(request: Request, name: str, key: str, offset: Offset = 0) -> Response:
    """Show all numbers that answer one question, in the order of time, page by page."""

    def answer(asked: Asked) -> Response:
        group = _called(asked, key)
        rows = group.rows[offset : offset + MOST_LINES]
        page = Group(group.question, rows)
        kept = ("panel", asked.subject, key, offset, state_of(asked.view, asked.here))
        drawn = asked.site.draw(
            kept,
            lambda: [Markup(_drawn(asked, [page], key, narrow=narrow)) for narrow in (False, True)],  # noqa: S704 - as above
        )
        return asked.page(
            "activity_panel.html",
            question=group.question,
            lines=asked.lines(rows, group),
            pictures=drawn if rows else None,
            offset=offset,
            size=MOST_LINES,
            total=len(group.rows),
        )

    return look(request, name, answer)


def _called(asked: Asked, key: str) -> Group:
    group = asked.desk.questions.called(key)
    if group is None:
        raise NotFoundError(
            f"no question on {asked.subject} has the key {key!r}",
            next_step="Open the activity's page and follow a link from there",
        )
    return group


# ---- why ---------------------------------------------------------------------------------------


@router.api_route("/activity/{name:path}/pair", methods=METHODS)
def pair(request: Request, name: str, picked: Picked, a: str = "", b: str = "") -> Response:
    """Show why two numbers do, or do not, speak against each other; `row` twice is `a` and `b`."""

    def answer(asked: Asked) -> Response:
        both = list(dict.fromkeys(one for one in (a, b, *picked) if one))
        for one in both:
            _known(asked, one)
        if len(both) != 2:
            return asked.page("activity_pick.html", picked=both[:2], listed=_pickable(asked))
        if not (a and b):
            return RedirectResponse(asked.pen.pair(*both))
        sides = asked.desk.opened.judge.sides
        judgement = asked.desk.opened.pair(a, b)
        laid = lay_pair(judgement, sides[judgement.a], sides[judgement.b or b], asked.desk.world)
        reports = asked.reports([laid.a, laid.b])
        return asked.page(
            "activity_pair.html",
            pair=laid,
            lines=[line(one, asked.desk, reports) for one in (laid.a, laid.b)],
            meaning=meaning_of(judgement),
            rule=rule_of(judgement.code),
            pictures=_both(asked, laid),
        )

    return look(request, name, answer)


def _pickable(asked: Asked) -> list[Row]:
    """Return the numbers to choose two from: those that most stand behind, in time."""
    return in_time(asked.desk.compared or tuple(asked.desk.rows.values())[:COMPARED])


def _both(asked: Asked, laid: Pair) -> tuple[Markup, Markup] | None:
    """Draw two numbers on one axis, where they count one class of things."""
    if laid.a.figure.counted != laid.b.figure.counted:
        return None
    panel = draw_pair(laid.a, laid.b, asked.pen)
    label = "The two numbers on one axis"
    wide, narrow = (
        draw_board([panel], key="pair", label=label, layout=one) for one in (WIDE, NARROW)
    )
    return Markup(wide), Markup(narrow)  # noqa: S704 - our own markup, escaped piece by piece


@router.api_route("/activity/{name:path}/verdicts", methods=METHODS)
def verdicts(
    request: Request,
    name: str,
    verdict: str = "",
    code: str = "",
    row: str = "",
    offset: Offset = 0,
) -> Response:
    """List verdicts with their reasons: of one row against all others, or of one kind."""

    def answer(asked: Asked) -> Response:
        if row:
            _known(asked, row)
        if verdict and verdict not in list(Verdict):
            raise BadArgumentError(
                f"{verdict!r} is no verdict", next_step=f"Try one of: {', '.join(Verdict)}"
            )
        every = asked.desk.of_row(row) if row else asked.desk.pairs
        kept = [one for one in every if _wanted(one, verdict, code)]
        return asked.page(
            "activity_verdicts.html",
            pairs=kept[offset : offset + LISTED],
            total=len(kept),
            counts=[(str(v), sum(one.verdict is v for one in every)) for v in Verdict],
            wanted=verdict,
            code=code,
            only=row,
            offset=offset,
            size=LISTED,
        )

    return look(request, name, answer)


def _wanted(one: Judgement, verdict: str, code: str) -> bool:
    return (not verdict or one.verdict == verdict) and (not code or one.code == code)


def _known(asked: Asked, row: str) -> None:
    if row not in asked.desk.rows:
        raise NotFoundError(
            f"no row of {asked.subject} has the id {row!r}",
            next_step="Open the board without it",
        )
