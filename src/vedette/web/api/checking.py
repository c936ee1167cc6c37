"""Texts checked and briefs composed: what takes seconds, done beside the server."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Query, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from vedette.errors import NotFoundError
from vedette.export.findings import Findings, findings_data
from vedette.run import queries
from vedette.run.briefs import Wish
from vedette.run.briefs_contract import brief_data
from vedette.run.contract import report_data
from vedette.run.given import Given, check_given
from vedette.run.queries import Moment
from vedette.web.api.answers import Fresh, answered, enveloped, has, tag_of, tagged
from vedette.web.api.asking import AsOf, By, Clock, known, words
from vedette.web.api.deciding import is_text
from vedette.web.api.examples import CHECKED_TEXT
from vedette.web.api.schema import One, example
from vedette.web.asked import site_of
from vedette.web.composing import Wanted
from vedette.web.waiting import begun, composed, over, settings_of, too_long

router = APIRouter(dependencies=[Depends(known)])
# More than is checked, so that whoever sends too much is told how much was meant.
LONGEST_TEXT = 300_000


class Text(BaseModel):
    """A text to be checked, and against what."""

    model_config = ConfigDict(extra="forbid")

    text: Annotated[str, Field(max_length=LONGEST_TEXT), AfterValidator(is_text)] = Field(
        description="An English text of at most 20,000 characters."
    )
    about: Annotated[str, Field(max_length=500), AfterValidator(is_text)] | None = Field(
        None, description="An activity: only reports that speak of it count."
    )
    as_of: Annotated[str, Field(max_length=40)] | None = Field(
        None, description="Against the picture as it could be known then: a date or an instant."
    )
    by: By = Field(By.PUBLISHED, description="The clock of `as_of`.")


@router.post("/check", name="check", response_model=One, responses=example("check"))
async def check(
    request: Request, given: Annotated[Text, Body(openapi_examples=CHECKED_TEXT)]
) -> Response:
    """Check every sentence of a text: which words of the reports carry it, which deny it."""
    moment = queries.parse_moment(given.as_of or None, by=given.by)
    too_long(given.text)
    asked = Given(words=given.text, about=(given.about or "").strip(), moment=moment)
    task = await begun(request, check_given, settings_of(request), asked)
    await over(task)
    found: Findings = task.result()
    _, meta = await run_in_threadpool(_seen, request, moment)
    body = enveloped(findings_data(found), meta)
    return answered(body, headers={"Cache-Control": "no-store"})


@router.get("/brief", name="brief", response_model=One, responses=example("brief"))
async def brief(
    request: Request,
    subject: Annotated[str, words("An activity, a type or a thing.", "Zapad-2025")],
    since: Annotated[str | None, words("Tell what changed since then (ISO).")] = None,
    length: Annotated[
        str, Query(description="How long: short, page or full.", pattern="^(short|page|full)$")
    ] = "page",
    as_of: AsOf = None,
    by: Clock = By.PUBLISHED,
) -> Response:
    """Write a brief of a subject, every sentence with the exact words that carry it."""
    moment = queries.parse_moment(as_of or None, by=by)
    state, meta = await run_in_threadpool(_seen, request, moment)
    tag = tag_of(state, request)
    if has(request, tag):
        raise Fresh(tag)
    name = await run_in_threadpool(_named, request, subject, moment)
    wanted = Wanted(name, Wish(since or None, length), moment)
    held = await composed(request, wanted, state)
    reports = [report_data(one) for one in held.composed.reports.values()]
    data = {**brief_data(held.brief), "reports": reports}
    headers = tagged(tag) if held.is_of(state) else {"Cache-Control": "no-store"}
    return answered(enveloped(data, meta), headers=headers)


def _seen(request: Request, moment: Moment) -> tuple[str, dict[str, Any]]:
    """Return the state of the store, and of which picture an answer is."""
    site = site_of(request)
    with queries.view_of(site.reading(), moment) as view:
        state = view.state()
        coverage = site.count(
            ("coverage", state, None, moment),
            lambda: {"reports": view.count(), "left_out": view.left_out()},
        )
    at = moment.at.isoformat(timespec="seconds") if moment.at else None
    return state, {"as_of": at, "by": moment.by, "coverage": coverage}


def _named(request: Request, subject: str, moment: Moment) -> str:
    """Return the stored name of an activity, else what was typed: a type or a thing."""
    with queries.view_of(site_of(request).reading(), moment) as view:
        try:
            return queries.subject_of(view, subject)
        except NotFoundError:
            return subject
