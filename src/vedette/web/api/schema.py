"""The API described: envelope, problems, who may call; the OpenAPI document is made of it."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, Field

from vedette import __version__
from vedette.web.api.examples import EXAMPLES
from vedette.web.problems import API, KINDS, MEDIA_TYPE

_ABOUT = """\
What news reports say on military activity: who said what, in which report, in which exact words.

Every answer is one envelope: `data`, `page` (null where it is no list) and `meta`, which says of
which picture it is and what that leaves out. `data` has the same keys as the command of the same
name prints with `--json`. Offsets are code points of the report's text, end excluded.

Lists go page by page: give the `next` of a page as `page`. All pages of a list show one picture of
the store; what arrives meanwhile comes up when the list is begun anew. Answers carry an `ETag` by
the state of the store: with `If-None-Match`, what has not changed is answered with 304.

Errors are `application/problem+json` (RFC 9457). A parameter that a call does not know is refused.

Whoever is alone on his machine needs no login. Else log in (`POST /api/v1/session`), or send a
token of `vedette tokens add` as `Authorization: Bearer`. What changes something carries, with a
login, the `csrf` of the session in the header `X-CSRF-Token`.
"""


class LeftOut(BaseModel):
    """Count the reports that a picture leaves out, by reason."""

    undated: int
    later: int
    rejected: int
    reverted: int


class Coverage(BaseModel):
    """Say what a picture holds and what it leaves out."""

    reports: int
    left_out: LeftOut


class Meta(BaseModel):
    """Say of which picture an answer is; what comes from no picture has the version alone."""

    version: str
    as_of: str | None = None
    by: str | None = None
    coverage: Coverage | None = None


class Page(BaseModel):
    """Say how a list goes on: `next` is null on the last page, `total` where nobody counted."""

    limit: int
    next: str | None
    total: int | None


class One(BaseModel):
    """The envelope of one thing."""

    data: dict[str, Any]
    page: None = None
    meta: Meta


class Many(BaseModel):
    """The envelope of a page of a list."""

    data: list[dict[str, Any]]
    page: Page
    meta: Meta


class All(BaseModel):
    """The envelope of a list that has no pages."""

    data: list[dict[str, Any]]
    page: None = None
    meta: Meta


class Wrong(BaseModel):
    """Name a parameter, or a member of a body, that is not what it has to be."""

    name: str
    reason: str


class ProblemDetails(BaseModel):
    """What is wrong with a request (RFC 9457)."""

    type: str = Field(description="An address at which the kind of problem is told in words.")
    title: str
    status: int
    detail: str
    instance: str
    code: str = Field(description="A fixed word.", json_schema_extra={"enum": list(KINDS)})
    next_step: str | None
    parameters: list[Wrong]


def example(name: str) -> dict[int | str, dict[str, Any]]:
    """Return the description of an answer with its example."""
    content = {"application/json": {"example": EXAMPLES[name]}}
    return {200: {"description": "As asked for.", "content": content}}


def describe(app: FastAPI) -> None:
    """Let an application describe its API, and nothing else."""

    def openapi() -> dict[str, Any]:
        if not app.openapi_schema:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _document(app: FastAPI) -> dict[str, Any]:
    made = get_openapi(title="Vedette", version=__version__, description=_ABOUT, routes=app.routes)
    parts = made.setdefault("components", {})
    schemas = parts.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for model in (ProblemDetails, Wrong):
        schemas[model.__name__] = model.model_json_schema(
            ref_template="#/components/schemas/{model}"
        )
        schemas[model.__name__].pop("$defs", None)
    schema = {"$ref": "#/components/schemas/ProblemDetails"}
    parts["responses"] = {
        "Problem": {
            "description": f"What is wrong, as told at {API}/problems/CODE.",
            "content": {MEDIA_TYPE: {"schema": schema, "example": EXAMPLES["problem"]}},
        }
    }
    parts["securitySchemes"] = {
        "token": {"type": "http", "scheme": "bearer"},
        "login": {"type": "apiKey", "in": "cookie", "name": "vedette"},
    }
    made["security"] = [{}, {"token": []}, {"login": []}]
    for item in made["paths"].values():
        for method, operation in item.items():
            _complete(method, operation)
    return made


def _complete(method: str, operation: dict[str, Any]) -> None:
    """Add what every call may answer: problems, and 304 where there are tags."""
    answers = operation["responses"]
    answers.pop("422", None)
    for status in sorted({str(int(kind.status)) for kind in KINDS.values()}):
        answers.setdefault(status, {"$ref": "#/components/responses/Problem"})
    if method == "get":
        answers["304"] = {"description": "As you have it already."}
