"""The web application: pages, static files, headers, and errors as plain pages."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from vedette.errors import (
    BadArgumentError,
    BadStoreError,
    NotFoundError,
    StoreBusy,
    VedetteError,
)
from vedette.run.config import Settings
from vedette.web.pages import router
from vedette.web.site import FOLDER, Here, Site

_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
HEADERS = (
    # Nothing from elsewhere, nothing inline: a report's text can carry no script into the page.
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    # Who follows a link to a source does not tell it where from.
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_STATUS: tuple[tuple[type[VedetteError], HTTPStatus], ...] = (
    (NotFoundError, HTTPStatus.NOT_FOUND),
    (BadArgumentError, HTTPStatus.BAD_REQUEST),
    (BadStoreError, HTTPStatus.SERVICE_UNAVAILABLE),
    (StoreBusy, HTTPStatus.SERVICE_UNAVAILABLE),
)
_TITLES = {
    HTTPStatus.NOT_FOUND: "Not found",
    HTTPStatus.BAD_REQUEST: "That cannot be asked",
    HTTPStatus.METHOD_NOT_ALLOWED: "Pages can only be read",
    HTTPStatus.SERVICE_UNAVAILABLE: "The store cannot be read",
}
_NEXT = "Go to the Situation page and follow a link from there"


def create_app(settings: Settings) -> FastAPI:
    """Build the application over a store; the store is opened anew for each request."""
    app = FastAPI(title="Vedette", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.site = Site(settings)
    app.include_router(router)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")
    app.add_middleware(_Headers)
    app.add_exception_handler(VedetteError, _on_our_error)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(RequestValidationError, _on_bad_parameter)
    app.add_exception_handler(Exception, _on_fault)
    return app


class _Headers:
    """Add the headers that every answer carries."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        await self.app(scope, receive, send_with_headers if scope["type"] == "http" else send)


def _page(
    request: Request,
    status: int,
    what: str,
    *,
    next_step: str = "",
    offers: tuple[tuple[str, str], ...] = (),
) -> HTMLResponse:
    site: Site = request.app.state.site
    return site.page(
        "error.html",
        Here(request.url.path),
        status=status,
        code=status,
        title=_TITLES.get(HTTPStatus(status), "Something is wrong"),
        what=what,
        next_step=next_step or _NEXT,
        offers=offers,
    )


def _on_our_error(request: Request, error: Exception) -> HTMLResponse:
    if not isinstance(error, VedetteError):
        return _on_fault(request, error)
    status = next((s for kind, s in _STATUS if isinstance(error, kind)), None)
    what = f"{error.where}: {error.what}" if error.where else error.what
    return _page(
        request,
        status or HTTPStatus.INTERNAL_SERVER_ERROR,
        what,
        next_step=error.next_step,
        offers=getattr(request.state, "offers", ()),
    )


def _on_http_error(request: Request, error: Exception) -> HTMLResponse:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if status == HTTPStatus.NOT_FOUND:
        what = f"there is no page {request.url.path}"
    elif status == HTTPStatus.METHOD_NOT_ALLOWED:
        what = f"{request.method} changes nothing here"
    else:
        what = HTTPStatus(status).phrase
    return _page(request, status, what)


def _on_bad_parameter(request: Request, error: Exception) -> HTMLResponse:
    wrong = error.errors() if isinstance(error, RequestValidationError) else []
    parts = [f"{each['loc'][-1]}: {each['msg'].lower()}" for each in wrong]
    return _page(request, HTTPStatus.BAD_REQUEST, "; ".join(parts) or "a parameter is wrong")


def _on_fault(request: Request, error: Exception) -> HTMLResponse:
    page = _page(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        f"a fault of Vedette ({type(error).__name__})",
        next_step="The terminal in which vedette serve runs shows where it happened",
    )
    # This handler alone stands outside the middleware that adds the headers.
    page.raw_headers.extend(header for header in HEADERS if header not in page.raw_headers)
    return page
