"""Who is logged in, accounts, tokens, the audit log; and what problems mean."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from vedette.errors import NotFoundError
from vedette.model.words import folded
from vedette.run import accounts as run
from vedette.run.access_contract import account_data, done_data, token_data
from vedette.run.accounts import Who
from vedette.store.access import Role
from vedette.store.store import Store
from vedette.web.access.entering import check, leave, visitors_of
from vedette.web.access.visitors import needs, visitor_of
from vedette.web.api.answers import answered, enveloped, private
from vedette.web.api.asking import known, words
from vedette.web.api.examples import EXAMPLES
from vedette.web.api.schema import All, One, example
from vedette.web.problems import API, KINDS
from vedette.web.site import Site

router = APIRouter(dependencies=[Depends(known)])
EDITOR = [Depends(needs(Role.EDITOR))]


# ---- sessions ----------------------------------------------------------------------------------


class Credentials(BaseModel):
    """The name of an account and its password."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=200)
    password: str = Field(max_length=run.LONGEST_PASSWORD)


@router.get("/session", name="session", response_model=One, responses=example("session"))
def session(request: Request) -> Response:
    """Say who is logged in, and give the proof that changes carry."""
    response = private(None)
    proof = visitors_of(request).greet(request, response)
    return _with(response, _session(visitor_of(request).who, proof))


@router.post("/session", name="log_in", response_model=One, responses=example("session"))
def log_in(request: Request, credentials: Credentials) -> Response:
    """Log in: the answer sets the cookie; the proof is another one from now on."""
    key, who = check(request, credentials.name, credentials.password)
    response = private(None)
    proof = visitors_of(request).let_in(response, key)
    return _with(response, _session(who, proof))


@router.delete("/session", name="log_out", status_code=204, response_class=Response)
def log_out(request: Request) -> Response:
    """Log out."""
    response = Response(status_code=204, headers={"Cache-Control": "no-store"})
    leave(request, response)
    return response


def _session(who: Who | None, proof: str) -> dict[str, Any]:
    return {
        "name": who.name if who else None,
        "role": str(who.role) if who else None,
        "via": who.via if who else "nobody",
        "csrf": proof or None,
    }


def _with(response: Response, data: Any) -> Response:
    """Put data into an answer that was begun for its cookies."""
    made = answered(enveloped(data), headers={"Cache-Control": "no-store"})
    made.raw_headers += [each for each in response.raw_headers if each[0] == b"set-cookie"]
    return made


# ---- for editors -------------------------------------------------------------------------------


def _store(request: Request) -> Store:
    site: Site = request.app.state.site
    return site.reading()


@router.get(
    "/accounts", name="accounts", response_model=All, responses=example("accounts"),
    dependencies=EDITOR,
)  # fmt: skip
def accounts(request: Request) -> Response:
    """List the accounts; commands change them (`vedette accounts`)."""
    return private([account_data(each) for each in run.listed(_store(request))])


@router.get(
    "/tokens", name="tokens", response_model=All, responses=example("tokens"), dependencies=EDITOR
)
def tokens(request: Request) -> Response:
    """List the tokens of scripts, without their secrets."""
    return private([token_data(each) for each in run.tokens(_store(request))])


@router.get(
    "/audit", name="audit", response_model=All, responses=example("audit"), dependencies=EDITOR
)
def audit(
    request: Request,
    who: Annotated[str | None, words("Only what this person did.")] = None,
    before: Annotated[
        int | None, Query(ge=1, le=2**53, description="Only lines with a smaller number.")
    ] = None,
    limit: Annotated[int, Query(ge=1, le=500, description="At most so many.")] = 100,
) -> Response:
    """List who did what, when and from where, the last first."""
    found = run.done(_store(request), who=who, before=before, limit=limit)
    return private([done_data(*each) for each in found])


@router.get(
    "/problems/{code}", name="problem", response_model=One,
    responses={200: {"content": {"application/json": {"example": EXAMPLES["meaning"]}}}},
)  # fmt: skip
def problem(code: Annotated[str, Path(description="The code of a problem.")]) -> Response:
    """Say what a kind of problem means."""
    kind = KINDS.get(code)
    if kind is None:
        step = f"Known: {', '.join(KINDS)}"
        raise NotFoundError("no problem is called so", where=folded(code, 60), next_step=step)
    data = {
        "code": code, "status": int(kind.status), "title": kind.title, "meaning": kind.meaning,
        "type": f"{API}/problems/{code}",
    }  # fmt: skip
    return answered(enveloped(data))
