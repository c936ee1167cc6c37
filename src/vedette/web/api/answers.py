"""How the API answers: one envelope, one shape of errors, and the state of the store as an ETag."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from fastapi import Request
from fastapi.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vedette import __version__
from vedette.web.problems import API, MEDIA_TYPE, Problem


def is_api(path: str) -> bool:
    """Tell whether an address belongs to the API."""
    return path == API or path.startswith(f"{API}/")


def written(data: Any) -> bytes:
    """Write JSON as UTF-8; what no encoding holds (half a surrogate pair) is escaped."""
    try:
        return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()
    except UnicodeEncodeError:
        return json.dumps(data, separators=(",", ":")).encode()


def as_json(request: Request, problem: Problem) -> Response:
    """Answer with a problem in the shape of RFC 9457."""
    headers = dict(problem.headers)
    if problem.code == "not-logged-in":
        headers.setdefault("WWW-Authenticate", 'Bearer realm="vedette"')
    return Response(
        written(problem.data(request.url.path)),
        problem.kind.status,
        headers,
        MEDIA_TYPE,
    )


def enveloped(
    data: Any, meta: Mapping[str, Any] | None = None, page: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """Put data into the envelope; `page` is null where it is no list."""
    return {"data": data, "page": page, "meta": {"version": __version__, **(meta or {})}}


def answered(
    body: Mapping[str, Any], *, status: int = 200, headers: Mapping[str, str] | None = None
) -> Response:
    """Answer with an envelope."""
    return Response(written(body), status, dict(headers or {}), "application/json")


def private(data: Any, *, status: int = 200) -> Response:
    """Answer with what nobody may keep: sessions, accounts, the log."""
    return answered(enveloped(data), status=status, headers={"Cache-Control": "no-store"})


class Fresh(Exception):
    """Say that who asks has the answer already."""

    def __init__(self, tag: str) -> None:
        super().__init__(tag)
        self.tag = tag


def on_fresh(_: Request, error: Exception) -> Response:
    """Answer with 304 and nothing else."""
    tag = error.tag if isinstance(error, Fresh) else ""
    return Response(status_code=304, headers=tagged(tag))


def tagged(tag: str) -> dict[str, str]:
    """Return the headers of an answer that may be asked for again by its tag."""
    return {"ETag": tag, "Vary": "Cookie, Authorization"}


def tag_of(state: str, request: Request) -> str:
    """Return the tag of an answer: of the state of the store, and of what is asked."""
    asked = "&".join(sorted(request.url.query.split("&")))
    told = f"{state}\n{__version__}\n{request.url.path}\n{asked}"
    return f'W/"{sha256(told.encode()).hexdigest()[:32]}"'


def has(request: Request, tag: str) -> bool:
    """Tell whether who asks has an answer with this tag (RFC 9110, 13.1.2)."""
    given = request.headers.get("if-none-match", "")
    tags = {each.strip().removeprefix("W/") for each in given.split(",")}
    return "*" in tags or tag.removeprefix("W/") in tags


class Heads:
    """Answer HEAD in the API as GET, without the body."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        if scope["type"] != "http" or scope["method"] != "HEAD" or not is_api(scope["path"]):
            await self.app(scope, receive, send)
            return

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {"type": "http.response.body", "body": b""}
                if sent:
                    return
                sent.append(True)
            await send(message)

        sent: list[bool] = []
        await self.app({**scope, "method": "GET"}, receive, without_body)
