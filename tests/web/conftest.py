"""A client over a store of hand-made reports, and the pages it gives."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from web_samples import fill

from vedette.model import Report
from vedette.run.config import Settings
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
