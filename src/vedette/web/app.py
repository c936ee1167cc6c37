"""The web application: pages, static files, headers, and errors as plain pages."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from http import HTTPStatus
from threading import Thread

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vedette.errors import VedetteError
from vedette.run.clock import now
from vedette.run.config import Settings
from vedette.web.access.doors import Doors
from vedette.web.access.gate import Gate
from vedette.web.access.pages import router as access_pages
from vedette.web.access.throttle import Throttle
from vedette.web.access.visitors import Visitors
from vedette.web.api import add_api
from vedette.web.api.answers import Heads, as_json, is_api
from vedette.web.assets import STATIC, Static
from vedette.web.beside import Beside
from vedette.web.composing import Composing
from vedette.web.pages import ROUTERS
from vedette.web.problems import Problem, Refused, problem_of, problem_of_status
from vedette.web.site import Here, Site
from vedette.web.warming import warm

# Nothing from elsewhere, nothing inline: a report's text can carry no script into the page.
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# Answers made at once: Python makes them one after the other anyway, and each takes memory.
THREADS = 5
Header = tuple[bytes, bytes]
HEADERS: tuple[Header, ...] = (
    (b"x-content-type-options", b"nosniff"),
    # Who follows a link to a source does not tell it where from. With "no-referrer" a browser
    # would also call the origin of our own forms null, and they would be refused.
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
)
_API_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_NEXT = "Go to the Situation page and follow a link from there"


def create_app(
    settings: Settings,
    doors: Doors | None = None,
    *,
    clock: Callable[[], datetime] = now,
) -> FastAPI:
    """Build the application over a store; the store is opened anew for each request.

    Without `doors` it serves one person, alone, under this machine's own names.
    """
    app = FastAPI(
        title="Vedette",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        generate_unique_id_function=lambda route: route.name,
        lifespan=_living,
    )
    doors = doors or Doors()
    site = Site(settings)
    visitors = Visitors(settings, site.reading, doors=doors, clock=clock)
    app.state.site = site
    app.state.visitors = visitors
    app.state.throttle = Throttle(clock)
    app.state.beside = Beside(clock)
    app.state.composing = Composing(app.state.beside)
    app.include_router(access_pages)
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
    add_api(app, settings)
    app.mount("/static", Static(directory=STATIC), name="static")
    # The last one added stands outermost.
    app.add_middleware(Heads)
    app.add_middleware(Gate, visitors=visitors, answer=answer)
    app.add_middleware(_Headers, secure=doors.secure)
    app.add_exception_handler(Refused, _on_refused)
    app.add_exception_handler(VedetteError, _on_our_error)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(RequestValidationError, _on_bad_parameter)
    app.add_exception_handler(Exception, _on_fault)
    return app


@asynccontextmanager
async def _living(app: FastAPI) -> AsyncIterator[None]:
    current_default_thread_limiter().total_tokens = THREADS
    Thread(target=warm, args=(app.state.site,), name="warm", daemon=True).start()
    yield
    app.state.beside.close()
    app.state.site.close()


class _Headers:
    """Add the headers that every answer carries."""

    def __init__(self, app: ASGIApp, *, secure: bool) -> None:
        self.app = app
        self._secure = secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = list(message.get("headers", ()))
                message["headers"] = [*given, *_headers(path, given, secure=self._secure)]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def _headers(path: str, given: Iterable[Header], *, secure: bool) -> Iterator[Header]:
    """Yield the headers that an answer carries beside its own."""
    own = {name for name, _ in given}
    policy = _API_POLICY if is_api(path) else _POLICY
    wanted = [(b"content-security-policy", policy.encode()), *HEADERS]
    if not path.startswith("/static/"):
        # Who uses this machine next finds nothing; a proxy in between keeps nothing.
        wanted.append((b"cache-control", b"private, no-cache"))
    if secure:
        wanted.append((b"strict-transport-security", b"max-age=31536000"))
    yield from (header for header in wanted if header[0] not in own)


def answer(request: Request, problem: Problem) -> Response:
    """Answer with what is wrong: a page for people, problem+json for programs."""
    if is_api(request.url.path):
        return as_json(request, problem)
    site: Site = request.app.state.site
    page = site.page(
        "error.html",
        Here(request.url.path),
        status=problem.kind.status,
        code=int(problem.kind.status),
        title=problem.kind.title,
        what=problem.what,
        next_step=problem.next_step or _NEXT,
        offers=getattr(request.state, "offers", ()),
    )
    page.headers.update(problem.headers)
    return page


def _on_refused(request: Request, error: Exception) -> Response:
    return (
        answer(request, error.problem) if isinstance(error, Refused) else _on_fault(request, error)
    )


def _on_our_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, VedetteError):
        return _on_fault(request, error)
    problem = problem_of(error)
    return _on_fault(request, error) if problem.code == "fault" else answer(request, problem)


def _on_http_error(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        return _on_fault(request, error)
    if error.status_code == HTTPStatus.NOT_FOUND:
        what = f"there is no page {request.url.path}"
    elif error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        what = f"{request.method} changes nothing here"
    else:
        what = HTTPStatus(error.status_code).phrase
    return answer(request, problem_of_status(error.status_code, what, error.headers))


def _on_bad_parameter(request: Request, error: Exception) -> Response:
    wrong = error.errors() if isinstance(error, RequestValidationError) else []
    parts = tuple((_named(each["loc"]), each["msg"].lower()) for each in wrong)
    what = "; ".join(f"{name}: {why}" for name, why in parts) or "a parameter is wrong"
    return answer(request, Problem("bad-argument", what, parameters=parts))


def _named(place: Sequence[str | int]) -> str:
    """Return the name of a parameter, or of what is wrong in a body."""
    names = [each for each in place if isinstance(each, str)]
    return names[-1] if names else "body"


def _on_fault(request: Request, error: Exception) -> Response:
    page = answer(
        request,
        Problem(
            "fault",
            f"a fault of Vedette ({type(error).__name__})",
            "The terminal in which vedette serve runs shows where it happened",
        ),
    )
    # This handler alone stands outside the middleware that adds the headers.
    secure = request.app.state.visitors.doors.secure
    page.raw_headers.extend(_headers(request.url.path, list(page.raw_headers), secure=secure))
    return page
