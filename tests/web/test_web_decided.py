"""Who decided what, when and why stands on the thing itself, on every page that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web_samples import EXERCISE, fill

from vedette.run.config import Settings
from vedette.store.store import open_store
from vedette.web.app import create_app

HERE = "http://localhost:8765"
WHY = "the sheet quotes itself"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    fill(tmp_path / "store.db")
    return tmp_path / "store.db"


@pytest.fixture
def desk(path: Path) -> Iterator[TestClient]:
    app = create_app(Settings(store=str(path)))
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as opened:
        opened.headers["X-CSRF-Token"] = opened.get("/api/v1/session").json()["data"]["csrf"]
        yield opened


def decide(desk: TestClient, decision: str, target: str) -> None:
    body = {"decision": decision, "target": target, "reason": WHY}
    answer = desk.post("/api/v1/judgements", json=body)
    assert answer.status_code == 201, answer.text


def beside(desk: TestClient, link: str) -> list[str]:
    """Return what stands as decided on a page, without its markup."""
    answer = desk.get(link)
    assert answer.status_code == 200, answer.text
    lists = re.findall(r'<ul class="decided".*?</ul>', answer.text, re.DOTALL)
    return [" ".join(unescape(re.sub(r"<[^>]+>", " ", one)).split()) for one in lists]


def _figures(path: Path) -> dict[str, tuple[str, str]]:
    """Return figure and report by what is said."""
    with open_store(str(path), read_only=True) as store, store.view() as view:
        return {f.span.quote: (f.id, report.id) for report, f, _ in view.figures()}


def test_a_figure_tells_on_board_report_and_claims_who_accepted_it(
    desk: TestClient, path: Path
) -> None:
    figure, _ = _figures(path)["more than 30,000 soldiers"]
    decide(desk, "accept", figure)
    (told,) = beside(desk, f"/activity/{EXERCISE}")
    assert told.startswith("accepted by desk on ")
    assert WHY in told
    assert told.endswith("decision"), "the page is one for everybody, and holds nobody's buttons"
    page = desk.get(f"/activity/{EXERCISE}").text
    assert '<form method="post"' not in page.partition('<main id="main">')[2]


def test_what_was_taken_off_the_board_is_still_told_of(desk: TestClient, path: Path) -> None:
    figure, _ = _figures(path)["more than 30,000 soldiers"]
    decide(desk, "reject", figure)
    page = desk.get(f"/activity/{EXERCISE}").text
    assert "Taken off the board by persons" in page
    assert any("rejected by desk" in told for told in beside(desk, f"/activity/{EXERCISE}"))


def test_a_claim_tells_on_report_timeline_and_list(desk: TestClient, path: Path) -> None:
    with open_store(str(path), read_only=True) as store, store.view() as view:
        report, claim, _ = next(one for one in view.claims() if "30,000" in one[1].evidence.quote)
    decide(desk, "accept", claim.id)
    for link in (f"/report/{report.id}", f"/timeline?subject={EXERCISE}", "/claims"):
        found = beside(desk, link)
        assert len(found) == 1, link
        assert WHY in found[0]
        assert found[0].endswith(f"Undo accept “{claim.evidence.quote}”"), link


def test_a_report_and_an_activity_carry_their_comments(desk: TestClient, path: Path) -> None:
    _, report = _figures(path)["more than 30,000 soldiers"]
    for target, link in ((report, f"/report/{report}"), (EXERCISE, f"/activity/{EXERCISE}")):
        decide(desk, "comment", target)
        assert any("desk wrote on 20" in told and WHY in told for told in beside(desk, link)), link
