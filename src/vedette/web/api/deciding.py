"""Persons decide: what was decided, and deciding."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Depends, Path, Query, Request
from fastapi.responses import Response
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from vedette.errors import BadArgumentError, NotFoundError
from vedette.model.words import folded
from vedette.run import queries
from vedette.run.decisions_contract import judged_data, made_data
from vedette.run.judged import Asked as Wanted
from vedette.run.judged import judgements as run_judgements
from vedette.run.review import drafts
from vedette.run.review.contract import effects_data, item_data
from vedette.run.review.drafts import Wish
from vedette.run.review.items import Ground
from vedette.run.review.preview import preview as run_preview
from vedette.store.access import Role
from vedette.web.access.entering import visitors_of
from vedette.web.access.gate import NOTHING, did
from vedette.web.access.visitors import Visitor, needs
from vedette.web.api.answers import answered, enveloped, private
from vedette.web.api.asking import Paged, Picture, known, words
from vedette.web.api.examples import BODIES
from vedette.web.api.schema import Many, One, example
from vedette.web.asked import site_of
from vedette.web.problems import API, Problem, Refused
from vedette.web.queue import waiting
from vedette.web.site import Here, Site

router = APIRouter()
SHORTEST_ID = 4


@router.get("/judgements", name="judgements", response_model=Many, responses=example("judgements"))
def judgements(
    asked: Paged,
    about: Annotated[str | None, words("Only on this id, its first digits, or name.")] = None,
    kind: Annotated[str | None, words("Only of this kind.", "reject")] = None,
    who: Annotated[str | None, words("Only by this person, or this rule.")] = None,
    everything: Annotated[
        bool, Query(description="Also rules', and those that were taken back.")
    ] = False,
) -> Response:
    """List what persons decided, when and why, and what became of it."""
    wanted = Wanted(about, kind, who, everything)
    return asked.many(run_judgements(asked.view, wanted), judged_data)


@router.get(
    "/judgements/{judgement}", name="judgement", response_model=One, responses=example("judgement")
)
def judgement(
    asked: Picture, judgement: Annotated[str, Path(description="An id, or its first digits.")]
) -> Response:
    """Show one decision with what became of it."""
    wanted = judgement if judgement.startswith("jdg-") else f"jdg-{judgement}"
    found = [
        one
        for one in run_judgements(asked.view, Wanted(everything=True))
        if one.judgement.id.startswith(wanted)
    ]
    if not found or len(wanted) < len("jdg-") + SHORTEST_ID:
        raise NotFoundError(
            "no such decision", where=folded(judgement, 60), next_step=f"See {API}/judgements"
        )
    return asked.one(judged_data(found[-1]))


# ---- deciding ----------------------------------------------------------------------------------


def is_text(value: str) -> str:
    """Return a text as it is; raises ValueError for what no encoding holds."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise ValueError("holds half a surrogate pair") from error
    if "\0" in value:
        raise ValueError("holds a NUL")
    return value


Text = Annotated[str, Field(min_length=1, max_length=2000), AfterValidator(is_text)]


class _Decision(BaseModel):
    model_config = ConfigDict(extra="forbid")

    reason: Text = Field(description="Why; kept with the decision.")
    who: Text | None = Field(
        None,
        description="Who decides, where one person is alone. Else it is whoever is logged in.",
    )
    seen: int | None = Field(
        None,
        ge=0,
        le=2**53,
        description="What the preview gave as `seen`: where another person decided on the same "
        "thing since, nothing is entered and the answer is 409.",
    )


class OnOne(_Decision):
    """Decide that a claim, a figure, a report or a rule's judgement holds, or that it does not."""

    decision: Literal["accept", "reject"]
    target: Text = Field(description="An id, or its first digits.")


class OnTwo(_Decision):
    """Decide that two things are of one origin, story or utterance, or that they are not.

    Two names are one person or body, or two.
    """

    decision: Literal["merge", "split"]
    a: Text = Field(description="An id, or its first digits; a name, or its node.")
    b: Text = Field(description="An id, or its first digits; a name, or its node.")
    shared: Literal["origin", "story", "utterance", "name", "activity", "place", "equipment"] = (
        Field(
            description="What they share; `name`: they are names of one person or body, "
            "`activity`, `place`, `equipment`: of one of these."
        )
    )


class Regrade(_Decision):
    """Grade a publisher on the Admiralty scale."""

    decision: Literal["regrade"]
    name: Text = Field(description="A publisher.")
    grade: Text = Field(description="From A, reliable, to F, cannot be judged.")


class Undo(_Decision):
    """Take a decision back; it stays in the store, superseded."""

    decision: Literal["undo"]
    target: Text = Field(description="A decision's id, or its first digits.")


class Comment(_Decision):
    """Write words to a thing; they decide nothing, and stand with it. The reason is the words."""

    decision: Literal["comment"]
    target: Text = Field(
        description="An id of a claim, figure, report or judgement; the name of an activity, "
        "a publisher, a person, a place or equipment."
    )


Decision = Annotated[OnOne | OnTwo | Regrade | Undo | Comment, Field(discriminator="decision")]


@router.post(
    "/judgements", name="decide", response_model=One, status_code=201,
    dependencies=[Depends(known)],
    responses={
        200: {"description": "It stood so already.", "model": One},
        201: {"description": "Decided.", **example("decided")[200], "model": One},
    },
)  # fmt: skip
def decide(
    request: Request,
    decision: Annotated[Decision, Body(openapi_examples=BODIES)],
    visitor: Annotated[Visitor, Depends(needs(Role.ANALYST))],
) -> Response:
    """Enter a decision; it is signed, kept for good, and can be taken back."""
    wish = _wished(decision, _signed(visitor, decision.who))
    did(request, decision.decision, _told(decision))
    with visitors_of(request).writing() as store:
        made = drafts.enter(store, wish, seen=decision.seen)
    headers = {"Location": f"{API}/judgements/{made.judgement.id}", "Cache-Control": "no-store"}
    body = enveloped(made_data(made))
    return answered(body, status=201 if made.is_new else 200, headers=headers)


@router.post(
    "/judgements/preview", name="preview", response_model=One,
    dependencies=[Depends(known)], responses=example("preview"),
)  # fmt: skip
def preview(
    request: Request,
    decision: Annotated[Decision, Body(openapi_examples=BODIES)],
    visitor: Annotated[Visitor, Depends(needs(Role.ANALYST))],
) -> Response:
    """Say what a decision would do to each board that it touches; nothing is entered."""
    wish = _wished(decision, _signed(visitor, decision.who))
    site = site_of(request)
    did(request, NOTHING, _told(decision))
    with site.look(Here("/")) as (_, view):
        conventions = queries.conventions_of(site.settings)
        found = run_preview(
            view,
            wish,
            conventions=conventions,
            boards=lambda name: site.board(view, name),
            most=queries.MOST_ON_A_BOARD,
        )
    return private(effects_data(found))


@router.get("/review", name="review", response_model=Many, responses=example("review"))
def review(
    request: Request,
    asked: Paged,
    ground: Annotated[str | None, words("Only what waits for this.", "conflict")] = None,
    activity: Annotated[str | None, words("Only on this activity.")] = None,
) -> Response:
    """List what waits for a decision, the most useful first, each with why it stands there."""
    if ground is not None and ground not in set(Ground):
        raise BadArgumentError(
            f"nothing waits for {folded(ground, 40)!r}", next_step=f"Known: {', '.join(Ground)}"
        )
    named = queries.subject_of(asked.view, activity) if activity else None
    site: Site = request.app.state.site
    found = waiting(site, asked.view, named)
    wanted = [each for each in found if ground is None or ground in each.grounds]
    return asked.many(wanted, item_data)


def _signed(visitor: Visitor, given: str | None) -> str:
    """Return who signs; where there are accounts, nobody signs for another."""
    assert visitor.who is not None  # noqa: S101 - a role was asked for
    own = visitor.who.name
    if visitor.who.via == "alone":
        return given or own
    if given not in (None, own):
        what = f"a decision is signed by who makes it, {own}"
        raise Refused(Problem("not-allowed", what, "Leave who out", (("who", "not yours"),)))
    return own


def _wished(decision: Any, who: str) -> Wish:
    """Return what a body asks for."""
    kind, reason = decision.decision, decision.reason
    match decision:
        case OnTwo():
            return Wish(kind, decision.a, reason, who, b=decision.b, shared=decision.shared)
        case Regrade():
            return Wish(kind, decision.name, reason, who, grade=decision.grade)
        case _:
            return Wish(kind, decision.target, reason, who)


def _told(decision: Any) -> str:
    """Say in the log what is decided on; why stands with the decision itself."""
    names = ("target", "a", "b", "shared", "name", "grade")
    return folded(" ".join(str(getattr(decision, each, "")) for each in names), 300)
