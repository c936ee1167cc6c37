"""A large store: what takes long is worked out apart, and pages do not wait for it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web_samples import EXERCISE, fill

from vedette.run import linking, queries
from vedette.run.config import Settings
from vedette.store.store import open_store
from vedette.web.app import create_app
from vedette.web.warming import warm

HERE = "http://localhost:8765"
AT_WORK = "is being worked out"
LISTS = ("/api/v1/origins", "/api/v1/shared", "/api/v1/sources", "/api/v1/stories")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "store.db"
    fill(path)
    with open_store(str(path)) as store:
        linking.link(store)
    return path


@pytest.fixture
def large(path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Return a client of a server to which the samples are a large store."""
    monkeypatch.setattr(queries, "ALL_UP_TO", 1)
    with TestClient(create_app(Settings(store=str(path))), base_url=HERE) as client:
        yield client


def _listed(client: TestClient, list_: str) -> object:
    return client.get(list_).raise_for_status().json()["data"]


def test_what_is_worked_out_apart_is_what_a_small_store_answers(
    path: Path, large: TestClient
) -> None:
    found = {each: _listed(large, each) for each in LISTS}
    queries.ALL_UP_TO = 1_000
    with TestClient(create_app(Settings(store=str(path))), base_url=HERE) as small:
        assert found == {each: _listed(small, each) for each in LISTS}


def test_the_list_of_sources_does_not_wait_for_origins(large: TestClient) -> None:
    seen = large.get("/sources").text
    until = time.monotonic() + 60
    while AT_WORK in seen and time.monotonic() < until:
        time.sleep(0.2)
        seen = large.get("/sources").text
    assert AT_WORK not in seen
    assert "Courier" in seen


def test_the_last_reports_on_a_much_reported_activity_are_read_and_the_page_says_so(
    large: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "MOST_AT_ONCE", 1)
    for part in ("statements", "events", "equipment", "participants", "measures", "sources"):
        page = large.get(f"/activity/{EXERCISE}/{part}")
        assert page.status_code == 200
        assert "not gone through here" in page.text
    told = large.get(f"/api/v1/statements?subject={EXERCISE}").json()
    assert told["meta"]["beyond"] > 0
    for call in ("first?value=30000&subject", "gaps?subject", "editions?series"):
        refused = large.get(f"/api/v1/{call}={EXERCISE}")
        assert refused.status_code == 413
        assert "vedette" in refused.json()["next_step"]
    assert large.get(f"/series/{EXERCISE}").status_code == 413


def test_the_first_page_and_the_queue_are_made_before_anybody_asks(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "ALL_UP_TO", 1)
    app = create_app(Settings(store=str(path)))
    warm(app.state.site)

    def made_again(*_: object, **__: object) -> None:
        raise AssertionError("it was made before")

    monkeypatch.setattr("vedette.web.queue.gather", made_again)
    monkeypatch.setattr("vedette.web.maps.atlas", made_again)
    with TestClient(app, base_url=HERE) as client:
        assert client.get("/").status_code == 200
        assert client.get("/review").status_code == 200
        with pytest.raises(AssertionError, match="made before"):
            client.get(f"/review?activity={EXERCISE}")
