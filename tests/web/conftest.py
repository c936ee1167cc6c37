"""A client over a store of hand-made reports, and the pages it gives."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from web_samples import fill

from vedette.model import Report
from vedette.run import accounts
from vedette.run.config import Settings
from vedette.store.access import Account, Role
from vedette.store.store import open_store
from vedette.web.access.doors import Doors
from vedette.web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of the client's next HTTP library, which we do not need
    from fastapi.testclient import TestClient

HERE = "http://localhost:8765"  # a server for one person answers to names of this machine alone


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("web") / "store.db"


@pytest.fixture(scope="session")
def reports(store_path: Path) -> list[Report]:
    """Return the sample reports: ministry, rival, hostile, undated, edited."""
    return fill(store_path)


@pytest.fixture(scope="session")
def client(store_path: Path, reports: list[Report]) -> Iterator[TestClient]:
    assert reports
    app = create_app(Settings(store=str(store_path)))
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as opened:
        yield opened


# ---- a server that others can reach ------------------------------------------------------------

PUBLIC = "https://desk.example"
PASSWORD = "correct horse battery"  # noqa: S105 - of accounts that live as long as a test


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = datetime(2026, 1, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)


@dataclass
class Served:
    """An application with accounts vera (viewer), anna (analyst), edgar (editor)."""

    app: FastAPI
    path: Path
    clock: Clock
    keys: dict[str, str]  # role -> the secret of a token

    def client(self, role: str | None = None) -> TestClient:
        """Return a client that nobody is logged in with, or one with a role's token."""
        headers = {"Authorization": f"Bearer {self.keys[role]}"} if role else {}
        return TestClient(
            self.app, base_url=PUBLIC, headers=headers, raise_server_exceptions=False,
            follow_redirects=False,
        )  # fmt: skip

    def logged_in(self, name: str) -> TestClient:
        """Return a client in which somebody has logged in, with the proof for changes."""
        client = self.client()
        proof = client.get("/api/v1/session").json()["data"]["csrf"]
        answer = client.post(
            "/api/v1/session",
            json={"name": name, "password": PASSWORD},
            headers={"X-CSRF-Token": proof},
        )
        assert answer.status_code == 200, answer.text
        client.headers["X-CSRF-Token"] = answer.json()["data"]["csrf"]
        return client


ROLES = {"viewer": "vera", "analyst": "anna", "editor": "edgar"}


@pytest.fixture(scope="module")
def kept_store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Return a store with the samples and an account of each role, and a token of each."""
    path = tmp_path_factory.mktemp("served") / "store.db"
    fill(path)
    keys = {}
    with open_store(str(path)) as store:
        hashed = accounts.hashed(PASSWORD, "nobody")  # once: it takes a while on purpose
        for role, name in ROLES.items():
            noun = Account(name, Role(role), hashed, "2026-01-01T12:00:00.000000", "desk")
            with store.access() as access:
                access.put_account(noun)
            keys[role], _ = accounts.give_token(
                store, name, role=Role(role), label="tests", days=None, by="desk"
            )
    return path, keys


@pytest.fixture
def served(kept_store: tuple[Path, dict[str, str]]) -> Served:
    """Return an application as others reach it, with a clock of its own."""
    path, keys = kept_store
    with open_store(str(path)) as store, store.access() as access:
        access.forget_attempts("9", 0)  # those of the test before
    clock = Clock()
    doors = Doors.opened("127.0.0.1", 8765, public=PUBLIC)
    app = create_app(Settings(store=str(path)), doors, clock=clock)
    return Served(app, path, clock, keys)


@pytest.fixture
def own(kept_store: tuple[Path, dict[str, str]], tmp_path: Path) -> Served:
    """Return the same over a copy of the store, for a test that changes something."""
    path, keys = Path(shutil.copy(kept_store[0], tmp_path / "own.db")), kept_store[1]
    with open_store(str(path)) as store, store.access() as access:
        access.forget_attempts("9", 0)
    clock = Clock()
    clock.at = accounts.now()
    doors = Doors.opened("127.0.0.1", 8765, public=PUBLIC)
    return Served(create_app(Settings(store=str(path)), doors, clock=clock), path, clock, keys)
