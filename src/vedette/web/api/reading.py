"""Reports, claims and activities: what is said, by whom, in which words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from fastapi.responses import Response
from pydantic import StringConstraints, WithJsonSchema

from vedette.model import Act, Certainty, EntityKind, Polarity
from vedette.run import claims as run_claims
from vedette.run import linking, queries
from vedette.run.claims import Facet, Wanted, claim_line
from vedette.run.contract import reading_data, report_data, when_data
from vedette.run.coverage import coverage_data
from vedette.run.history_contract import histories_to_data
from vedette.run.ledger_contract import ledger_to_data
from vedette.run.origins_contract import origin_data, shared_data
from vedette.store.seeking import OLDEST, ORDERS
from vedette.web.api.asking import LONGEST_WORDS, Asked, Paged, Picture, any_of, words
from vedette.web.api.schema import All, Many, One, example

router = APIRouter()
Subject = Annotated[str, words("An activity, in any case.", "Zapad-2025")]
Words = Annotated[str | None, words("All these words stand in it.", "up to 30,000")]
Texts = list[Annotated[str, StringConstraints(max_length=LONGEST_WORDS)]] | None
Grade = Annotated[str, StringConstraints(pattern="^[A-Fa-f]$")]
Review = Annotated[str, StringConstraints(pattern="^(accepted|rejected|open)$")]
Time = Annotated[
    str,
    StringConstraints(pattern="^[0-9]{4}(-[0-9]{2}){0,2}$"),
    WithJsonSchema(
        {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}){0,2}$", "examples": ["2025-09"]}
    ),
]


@router.get("/coverage", name="coverage", response_model=One, responses=example("coverage"))
def coverage(asked: Picture) -> Response:
    """Count what the picture holds, and what is not known: no date, no place, left open."""
    return asked.told(lambda: coverage_data(asked.view))


# ---- reports -----------------------------------------------------------------------------------


@router.get("/reports", name="reports", response_model=Many, responses=example("reports"))
def reports(
    asked: Paged,
    text: Words = None,
    publisher: Annotated[str | None, words("Only of this publisher.", "TASS")] = None,
    activity: Annotated[
        str | None, words("Only those that speak of this activity, or of one of this type.")
    ] = None,
) -> Response:
    """List reports in the order of publication, undated last."""
    found = asked.view.seek_reports(
        text=text,
        publisher=publisher,
        activity=activity,
        after=asked.place,
        limit=asked.limit + 1,
    )
    return asked.walked(found, lambda one: report_data(one[0]), lambda one: one[1])


@router.get("/reports/{report}", name="report", response_model=One, responses=example("report"))
def report(asked: Picture, report: str) -> Response:
    """Show a report with its text and everything understood of it, by its id or address."""
    found = asked.view.report(report)
    analysis = asked.view.analysis(found.id)
    versions = [each.id for each in asked.view.versions(found.id)]
    return asked.one({**reading_data(found, analysis, with_text=True), "versions": versions})


@router.get(
    "/reports/{report}/origin", name="report_origin", response_model=One,
    responses=example("origin"),
)  # fmt: skip
def report_origin(asked: Picture, report: str) -> Response:
    """Show the text that a report goes back to, and the passages shared with other texts."""
    found, shared = linking.origin(asked.view, asked.view.report(report).id)
    return asked.one(
        {"origins": [origin_data(found)], "shared": [shared_data(one) for one in shared]}
    )


# ---- claims ------------------------------------------------------------------------------------


def wanted(  # noqa: PLR0913, PLR0917 - each is a parameter of the address
    text: Words = None,
    subject: Annotated[Texts, any_of("About one of these.", "Zapad-2025")] = None,
    kind: Annotated[list[EntityKind] | None, any_of("About one of these kinds of things.")] = None,
    speaker: Annotated[
        Texts, any_of("Of one of these speakers, or for these bodies; NAME@REPORT in one report.")
    ] = None,
    predicate: Annotated[Texts, any_of("With one of these predicates.", "strength")] = None,
    place: Annotated[Texts, any_of("At one of these places, as claims name them.")] = None,
    publisher: Annotated[Texts, any_of("In reports of one of these publishers.")] = None,
    grade: Annotated[list[Grade] | None, any_of("Of publishers with one of these grades.")] = None,
    polarity: Annotated[list[Polarity] | None, any_of("Affirmed or denied.")] = None,
    certainty: Annotated[list[Certainty] | None, any_of("How surely it is put.")] = None,
    act: Annotated[list[Act] | None, any_of("The speech act.")] = None,
    since: Annotated[date | None, Query(description="What happens on this day or later.")] = None,
    until: Annotated[date | None, Query(description="What happens on this day or before.")] = None,
    review: Annotated[
        list[Review] | None,
        any_of(
            "What persons decided: accepted, rejected or open; without it, rejected claims are "
            "left out."
        ),
    ] = None,
    time: Annotated[
        list[Time] | None, any_of("Only what begins in one of these years, months or days.")
    ] = None,
    published_since: Annotated[
        date | None, Query(description="Only in reports published on this day or later.")
    ] = None,
    published_until: Annotated[
        date | None, Query(description="Only in reports published on this day or before.")
    ] = None,
    language: Annotated[Texts, any_of("In reports in these languages (ISO 639).", "en")] = None,
) -> Wanted:
    """Return which claims are wanted: a filter that is given several times takes any of them."""
    return Wanted(
        text, _several(subject), _several(kind), _several(speaker), _several(predicate),
        _several(place), _several(publisher), _several(grade), _several(polarity),
        _several(certainty), _several(act), since, until, _several(review), _several(time),
        published_since, published_until, _several(language),
    )  # fmt: skip


def _several(values: Sequence[str] | None) -> tuple[str, ...] | None:
    return tuple(dict.fromkeys(map(str, values))) if values else None


Filters = Annotated[Wanted, Depends(wanted)]


@router.get("/claims", name="claims", response_model=Many, responses=example("claims"))
def claims(
    asked: Paged,
    filters: Filters,
    order: Annotated[
        str,
        Query(
            description="By publication, oldest or newest first, or the latest event first.",
            pattern=f"^({'|'.join(ORDERS)})$",
        ),
    ] = OLDEST,
) -> Response:
    """List claims, each with its speaker and the words that carry it, by publication."""
    wanted = asked.limit + 1

    def seek() -> list[run_claims.Found]:
        return run_claims.seek(asked.view, filters, after=asked.place, limit=wanted, order=order)

    # What is sought by its words is looked for in the table: the last pages of it are kept.
    key = ("said", filters, asked.place, wanted, order, asked.state, asked.mark, asked.moment)
    found = asked.site.hold(key, seek) if filters.text else seek()
    return asked.walked(found, lambda one: claim_line(asked.view, *one[:3]), lambda one: one[3])


@router.get("/claims/facets", name="facets", response_model=All, responses=example("facets"))
def facets(asked: Picture, filters: Filters) -> Response:
    """Count the claims that fit by each filter that could narrow them further."""
    return asked.told(
        lambda: [_facet(one) for one in run_claims.facets(asked.view, filters)], filters
    )


def _facet(facet: Facet) -> dict[str, Any]:
    values = [{"value": value, "claims": times} for value, times in facet.values]
    return {"facet": facet.name, "values": values, "others": facet.others}


@router.get("/claims/{claim}", name="claim", response_model=One, responses=example("claim"))
def claim(asked: Picture, claim: str) -> Response:
    """Show one claim, by its id or the first digits."""
    return asked.one(run_claims.one(asked.view, claim))


# ---- activities --------------------------------------------------------------------------------


@router.get("/activities", name="activities", response_model=Many, responses=example("activities"))
def activities(asked: Paged) -> Response:
    """List the named activities, the most reported first."""
    found = asked.remember(asked.view.activities)
    return asked.many(found, lambda one: {"name": one[0], "type": one[1], "reports": one[2]})


@router.get("/figures", name="figures", response_model=One, responses=example("figures"))
def figures(asked: Picture, subject: Subject) -> Response:
    """Set all figures on an activity side by side, with verdicts on pairs and thresholds."""
    name = asked.subject(subject)
    return asked.told(
        lambda: _with_beyond(asked, name, ledger_to_data(asked.site.board(asked.view, name))), name
    )


def _with_beyond(asked: Asked, name: str, data: dict[str, Any]) -> dict[str, Any]:
    """Say how many reports with figures stand not on the board, where there are any."""
    others = queries.beyond(asked.view, name, queries.MOST_ON_A_BOARD)
    return {**data, "beyond": others} if others else data


@router.get("/histories", name="histories", response_model=One, responses=example("histories"))
def histories(
    asked: Picture,
    subject: Subject,
    speaker: Annotated[str | None, words("Only this person's or body's.")] = None,
) -> Response:
    """Tell how each speaker's number went: repeated, raised, cut, corrected, withdrawn."""
    name = asked.subject(subject)

    def tell() -> dict[str, Any]:
        board = asked.site.board(asked.view, name)
        chosen = queries.histories_of(board, speaker)
        return _with_beyond(asked, name, histories_to_data(board, chosen, asked.view.orphans()))

    return asked.told(tell, name, speaker)


@router.get("/timeline", name="timeline", response_model=Many, responses=example("timeline"))
def timeline(
    asked: Paged, subject: Annotated[str | None, words("An activity; all without it.")] = None
) -> Response:
    """List what is said to have happened or to be planned, in order of event time."""
    last = asked.last()
    events = asked.remember(lambda: queries.timeline(asked.view, subject, last=last), subject)
    return asked.many(
        events,
        lambda event: {
            "when": when_data(event.when),
            "what": event.what,
            "who_says": event.speaker.name,
            "said": when_data(event.said),
            "report": event.report_id,
            "publisher": event.publisher,
            "span": [event.quote.start, event.quote.end],
            "quote": event.quote.quote,
        },
    )
