"""The API under `/api/v1`: the data of the command line's `--json`, for programs."""

from __future__ import annotations

import secrets

from fastapi import FastAPI, Request
from fastapi.responses import Response

from vedette.errors import VedetteError
from vedette.run import accounts, queries
from vedette.run.config import Settings
from vedette.store.store import open_store
from vedette.web.api import across, checking, deciding, doors, reading
from vedette.web.api.answers import Fresh, on_fresh, written
from vedette.web.api.paging import Pager
from vedette.web.api.schema import describe
from vedette.web.problems import API

PARTS = {
    "What is said": reading.router,
    "Across reports": across.router,
    "Checks and briefs": checking.router,
    "Decisions": deciding.router,
    "Access": doors.router,
}


def add_api(app: FastAPI, settings: Settings, *, key: bytes | None = None) -> None:
    """Add the API to an application."""
    app.state.pager = Pager(key or _key(settings))
    for name, router in PARTS.items():
        app.include_router(router, prefix=API, tags=[name])
    app.add_api_route(f"{API}/openapi.json", _openapi, include_in_schema=False)
    app.add_exception_handler(Fresh, on_fresh)
    describe(app)


def _openapi(request: Request) -> Response:
    """Describe the API (OpenAPI 3.1)."""
    app: FastAPI = request.app
    return Response(written(app.openapi()), media_type="application/json")


def _key(settings: Settings) -> bytes:
    """Return the store's own key for page tokens, else one that lasts as long as the process."""
    try:
        queries.open_existing(settings).close()  # one that is not there is not made here
        with open_store(settings.store) as store:
            return accounts.key_of(store, "pages")
    except VedetteError:
        return secrets.token_bytes(32)
