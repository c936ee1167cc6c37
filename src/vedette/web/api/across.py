"""What many reports amount to: statements, changes, texts, stories, names, publishers."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response

from vedette.run import changes as run_changes
from vedette.run import imports as run_imports
from vedette.run import linking, queries
from vedette.run import sources as run_sources
from vedette.run import statements as run_statements
from vedette.run import stories as run_stories
from vedette.run.changes_contract import changes_data, editions_data, first_data, gaps_data
from vedette.run.decisions_contract import entry_data, import_data, source_data
from vedette.run.editions import editions as find_editions
from vedette.run.gaps import gaps as find_gaps
from vedette.run.linked import linked_names
from vedette.run.names_contract import known_data
from vedette.run.origins_contract import origin_data, shared_data
from vedette.run.statements_contract import denials_to_data, statements_to_data
from vedette.run.stories_contract import incidents_data, told_data, why_data
from vedette.web.api.asking import Asked, Paged, Picture, words
from vedette.web.api.reading import Subject
from vedette.web.api.schema import Many, One, example

router = APIRouter()


# ---- what was said -----------------------------------------------------------------------------


@router.get("/statements", name="statements", response_model=One, responses=example("statements"))
def statements(
    asked: Picture,
    subject: Annotated[str, words("An activity, or the name of a thing.", "Zapad-2025")],
    speaker: Annotated[str | None, words("Only what this speaker says.")] = None,
) -> Response:
    """List who said what of a subject, each once with its carriers, and what denies it."""
    conventions = queries.conventions_of(asked.settings)
    last = asked.last_on(subject)
    return asked.told(
        lambda: statements_to_data(
            run_statements.statements(
                asked.view, subject, conventions=conventions, speaker=speaker, last=last
            )
        ),
        subject,
        speaker,
    )


@router.get("/denials", name="denials", response_model=One, responses=example("denials"))
def denials(
    asked: Picture,
    subject: Annotated[str | None, words("An activity or a thing; all without it.")] = None,
) -> Response:
    """List who denies or contradicts what, with why, and denials of what no report states."""
    conventions = queries.conventions_of(asked.settings)
    last = asked.last_on(subject) if subject else asked.last()
    return asked.told(
        lambda: denials_to_data(
            run_statements.denials(asked.view, subject, conventions=conventions, last=last)
        ),
        subject,
    )


@router.get("/first", name="first", response_model=One, responses=example("first"))
def first(
    asked: Picture,
    subject: Subject,
    value: Annotated[str, words("A number, a word or a name.", "up to 30,000")],
) -> Response:
    """Say who said it first, and show the tree of what carries it."""
    from vedette.run.first import first as find_first  # it reads numbers, with all that takes

    asked.not_too_large(subject, "first")

    conventions = queries.conventions_of(asked.settings)
    return asked.told(
        lambda: {
            **first_data(find_first(asked.view, subject, value, conventions=conventions)),
            "left_out": asked.view.left_out(),
        },
        subject,
        value,
    )


# ---- what changes, what is missing -------------------------------------------------------------


@router.get("/changes", name="changes", response_model=One, responses=example("changes"))
def changes(
    asked: Picture,
    since: Annotated[str, words("The earlier moment (ISO).", "2025-09-10")],
    until: Annotated[str | None, words("The later moment (ISO); now without it.")] = None,
    subject: Annotated[str | None, words("An activity; all without it.")] = None,
) -> Response:
    """List what is new between two moments: figures, denials, conflicts, corrected reports."""
    stretch = run_changes.parse_stretch(since, until or None, by=asked.moment.by)
    conventions = queries.conventions_of(asked.settings)

    def compare() -> dict[str, Any]:
        found = run_changes.changes(
            asked.store, stretch, subject, conventions=conventions, bounds=run_changes.OF_A_SERVER
        )
        return changes_data(found)

    if until:
        return asked.told(compare, since, until, subject)
    response = asked.one(compare())  # until now: another answer every second
    del response.headers["ETag"]
    return response


@router.get("/editions", name="editions", response_model=One, responses=example("editions"))
def editions(
    asked: Picture,
    series: Annotated[str, words("A series or one of its editions.", "Zapad")],
    counted: Annotated[str, words("What is counted.")] = "personnel",
) -> Response:
    """Lay the editions of an exercise side by side: announced, during, estimated, outcome."""
    asked.not_too_large(series, "editions")
    conventions = queries.conventions_of(asked.settings)
    return asked.told(
        lambda: {
            **editions_data(
                find_editions(asked.view, series, counted=counted, conventions=conventions)
            ),
            "left_out": asked.view.left_out(),
        },
        series,
        counted,
    )


@router.get("/gaps", name="gaps", response_model=One, responses=example("gaps"))
def gaps(asked: Picture, subject: Subject) -> Response:
    """List what one would expect to be told of an activity, and who has given it, if anybody."""
    asked.not_too_large(subject, "gaps")
    conventions = queries.conventions_of(asked.settings)
    found = asked.remember(lambda: find_gaps(asked.view, subject, conventions=conventions), subject)
    return asked.one({**gaps_data(found), "left_out": asked.view.left_out()})


# ---- texts and happenings ----------------------------------------------------------------------


@router.get("/origins", name="origins", response_model=Many, responses=example("origins"))
def origins(asked: Paged) -> Response:
    """List the texts that several reports go back to, with what speaks for it."""
    every = _linked(asked)

    def shown(pickled: bytes) -> dict[str, Any]:
        key = ("origin", pickled, asked.state)
        return asked.site.count(key, lambda: origin_data(every.origin(asked.view, pickled)))

    return asked.many(every.several, shown)


def _linked(asked: Asked) -> linking.Linked:
    mark = asked.spot.mark if asked.spot else None
    return asked.site.linked(asked.view, asked.moment, mark)


@router.get("/shared", name="shared", response_model=Many, responses=example("shared"))
def shared(asked: Paged) -> Response:
    """List pairs of other reports with passages in common."""
    every = _linked(asked)
    return asked.many(every.copied, lambda one: shared_data(every.shared(asked.view, one)))


@router.get("/stories", name="stories", response_model=Many, responses=example("stories"))
def stories(
    asked: Paged,
    subject: Annotated[str | None, words("An activity, or a word of a headline.")] = None,
    reasons: Annotated[bool, Query(description="Say why each report is in its story.")] = False,
) -> Response:
    """List the happenings that reports tell of: days, reports, origins, outlets."""
    view = asked.view
    ranked = None if subject else asked.remember(lambda: run_stories.ranked(view))

    def shown(told: run_stories.Told) -> dict[str, object]:
        return _story(asked, _counted(asked, told), reasons=reasons)

    if ranked is not None:
        return asked.many(ranked, lambda one: shown(_ranked(asked, one)))
    found = asked.remember(lambda: run_stories.list_stories(view, subject), subject)
    return asked.many(found, shown)


def _ranked(asked: Asked, story: str) -> run_stories.Told:
    key = ("story", story, asked.state, asked.mark, asked.moment)
    return asked.site.count(key, lambda: run_stories.one_of(asked.view, story))


def _counted(asked: Asked, told: run_stories.Told) -> run_stories.Told:
    key = ("origins of", told.story.id, asked.state, asked.mark, asked.moment)
    return asked.site.count(key, lambda: run_stories.with_origins(asked.view, told))


def _story(asked: Asked, told: run_stories.Told, *, reasons: bool) -> dict[str, object]:
    return told_data(told, run_stories.reasons(asked.view, told) if reasons else None)


@router.get("/stories/{story}", name="story", response_model=One, responses=example("story"))
def story(asked: Picture, story: str) -> Response:
    """Show one story with its reports and why each is in it."""
    return asked.one(_story(asked, run_stories.story(asked.view, story), reasons=True))


@router.get(
    "/reports/{report}/story", name="report_story", response_model=One, responses=example("why")
)
def report_story(asked: Picture, report: str) -> Response:
    """Say why a report is in its story, and what persons decided on it."""
    return asked.one(why_data(run_stories.why(asked.view, report)))


@router.get("/incidents", name="incidents", response_model=One, responses=example("incidents"))
def incidents(
    asked: Picture, kind: Annotated[str | None, words("Only of this type of activity.")] = None
) -> Response:
    """List deeds without a name that several reports tell of, tied by kind, place and time."""
    last = asked.last()
    return asked.told(
        lambda: incidents_data(run_stories.incidents(asked.view, kind, last=last)), kind
    )


# ---- who ---------------------------------------------------------------------------------------


@router.get("/names", name="names", response_model=Many, responses=example("names"))
def names(
    asked: Paged, name: Annotated[str | None, words("Only who is called so.")] = None
) -> Response:
    """List who is written in several ways across reports, with why, and what is undecided."""
    last = asked.last()
    found = asked.remember(lambda: linked_names(asked.view, name, last=last), name)
    return asked.many(found, known_data)


@router.get("/sources", name="sources", response_model=Many, responses=example("sources"))
def sources(
    asked: Paged,
    state_affiliated: Annotated[bool | None, Query(description="Only those that are.")] = None,
    grade: Annotated[
        str | None, Query(description="Only with this grade.", pattern="^[A-Fa-f]$")
    ] = None,
    everybody: Annotated[
        bool, Query(description="Also those without a report in the store.")
    ] = False,
) -> Response:
    """List the publishers with what is known of them, the busiest first."""
    wanted = run_sources.Wanted(state_affiliated, grade, everybody)
    shares = None if asked.view.unlinked() else _linked(asked).shares
    found = asked.remember(lambda: run_sources.listed(asked.view, wanted, shares=shares), wanted)
    return asked.many(found, source_data)


@router.get("/source", name="source", response_model=One, responses=example("source"))
def source(
    asked: Picture, name: Annotated[str, words("A publisher, by any of its names.", "TASS")]
) -> Response:
    """Show what is known of a publisher, fact by fact, from where and from whom."""
    return asked.one(entry_data(run_sources.look(asked.view, name)))


@router.get("/imports", name="imports", response_model=Many, responses=example("imports"))
def imports(asked: Paged) -> Response:
    """List what was taken in, from where, and what was taken back."""
    found = asked.remember(lambda: run_imports.imports(asked.store))
    return asked.many(found, import_data)
