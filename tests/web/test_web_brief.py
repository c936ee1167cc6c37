"""The brief in the browser: its words beside each sentence, its files, and the wait for it."""

from __future__ import annotations

import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO

import pytest
from test_web_pages import _Page
from web_samples import EVIL, EXERCISE, fill

from vedette.errors import BadArgumentError
from vedette.model import Brief, BriefSentence, Evidence, Refused, Section, Span
from vedette.run import deciding
from vedette.run.briefs import Wish
from vedette.run.composed import Composed
from vedette.run.config import Settings
from vedette.run.queries import Moment
from vedette.run.verifying import verify
from vedette.store.store import open_store
from vedette.web import composing
from vedette.web.app import create_app
from vedette.web.beside import Task
from vedette.web.composing import Composing, Wanted

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of the client's next HTTP library, which we do not need
    from fastapi.testclient import TestClient

HERE = "http://localhost:8765"
PAGE = f"/activity/{EXERCISE}/brief"


def _finish(client: TestClient) -> None:
    """Wait until nothing is in line."""
    for task in list(client.app.state.beside._tasks.values()):
        assert task.over.wait(240)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("brief") / "store.db"


@pytest.fixture(scope="module")
def client(path) -> Iterator[TestClient]:
    fill(path)
    app = create_app(Settings(store=str(path)))
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as opened:
        first = opened.get(PAGE)
        assert 'class="waiting"' in first.text
        _finish(opened)
        yield opened


def test_every_sentence_leads_to_words_that_are_lit_in_their_report(client):
    page = _Page(client.get(PAGE).text)
    links = [link for link in page.links if "?mark=" in link]
    assert links
    for link in dict.fromkeys(links):
        assert "cite hit" in client.get(link).text
    described = re.findall(r'aria-describedby="(q\d+)"', client.get(PAGE).text)
    assert described
    assert set(described) <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))
    assert "style" not in page.attributes


def test_a_page_that_waits_asks_again_with_and_without_a_script(client):
    page = client.get(f"{PAGE}?length=full")
    assert 'http-equiv="refresh"' in page.text
    assert 'hx-trigger="load delay:1s"' in page.text
    _finish(client)
    polled = client.get(f"{PAGE}?length=full", headers={"HX-Request": "true"})
    assert polled.headers["HX-Refresh"] == "true"
    assert 'class="brief"' in client.get(f"{PAGE}?length=full").text


@pytest.mark.parametrize(
    ("form", "start"),
    [("md", b"# "), ("html", b"<!doctype"), ("docx", b"PK"), ("pdf", b"%PDF"), ("csl", b"["),
     ("bibtex", b"@"), ("text", b"")],
)  # fmt: skip
def test_a_brief_comes_in_every_format(client, form, start):
    answer = client.get(f"{PAGE}.{form}")
    assert answer.status_code == 200
    assert answer.content.lower().lstrip().startswith(start.lower())
    assert answer.headers["content-disposition"].startswith("attachment; filename=")


def test_a_file_of_a_brief_that_is_not_composed_leads_to_its_page(client):
    answer = client.get(f"{PAGE}.md?since=2025-09-11", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"{PAGE}?since=2025-09-11"


def test_the_bundle_of_a_brief_holds(client, tmp_path):
    answer = client.get(f"{PAGE}.zip")
    assert answer.status_code == 200
    assert "brief.html" in " ".join(zipfile.ZipFile(BytesIO(answer.content)).namelist())
    file = tmp_path / "brief.zip"
    file.write_bytes(answer.content)
    assert verify(str(file), model=None, originals=()).holds


def test_an_activity_is_found_in_any_case_and_an_unknown_one_is_said_to_be(client):
    answer = client.get("/activity/granite-2025/brief?length=short", follow_redirects=False)
    assert answer.headers["location"] == f"{PAGE}?length=short"
    client.get("/activity/Basalt-1999/brief")
    _finish(client)
    unknown = client.get("/activity/Basalt-1999/brief")
    assert unknown.status_code == 404
    assert EXERCISE in unknown.text
    polled = client.get("/activity/Basalt-1999/brief", headers={"HX-Request": "true"})
    assert polled.headers["HX-Refresh"] == "true"
    assert client.get(f"{PAGE}?as_of=yesterday").status_code == 400


def test_the_store_as_it_was_gives_another_brief(client):
    client.get(f"{PAGE}?as_of=2025-09-12")
    _finish(client)
    page = client.get(f"{PAGE}?as_of=2025-09-12").text
    assert "As it could be known on 2025-09-12" in page
    assert "30,000" not in page


def test_markup_in_a_brief_stays_text(client):
    held = client.app.state.composing._held
    wanted, kept = next(iter(held.items()))
    note = kept.brief.notes[0]
    sentence = BriefSentence(EVIL, (), (note,))
    evil = Brief(
        EXERCISE, sentence, (), (Section(EVIL, (sentence,)),), refused=(Refused(EVIL, EVIL, EVIL),)
    )
    held[wanted] = replace(kept, composed=replace(kept.composed, brief=evil))
    try:
        page = client.get(PAGE, params={"length": wanted.wish.length})
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert "Kept back" in page.text
    finally:
        held[wanted] = kept


# ---- what is held ------------------------------------------------------------------------------


class _Idle:
    """Take tasks and leave them to the test."""

    def __init__(self) -> None:
        self.tasks: list[Task] = []

    def begin(self, owner, make, *arguments, ident=None):
        task = Task(owner, make, arguments, ident, datetime(2026, 1, 1, tzinfo=UTC))
        self.tasks.append(task)
        return task


def _composed(state: str) -> Composed:
    words = Evidence("rep-1", Span.cut("words", 0, 5))
    return Composed(Brief(EXERCISE, BriefSentence("A brief.", (), (words,)), (), ()), {}, state)


WANTED = Wanted(EXERCISE, Wish(), Moment())


def _over(task: Task, made=None, error=None) -> None:
    task.made, task.error = made, error
    task.over.set()


def test_a_brief_is_held_for_the_state_that_it_is_of(monkeypatch):
    idle = _Idle()
    held = Composing(idle)
    assert held.take(WANTED, "one") is None
    task = held.begin("anna", Settings(), WANTED, "one")
    assert held.begin("vera", Settings(), WANTED, "one") is task
    assert held.take(WANTED, "one") is None
    _over(task, _composed("two"))
    for state in ("one", "two"):
        assert held.take(WANTED, state).is_of(state)
    assert not held.take(WANTED, "three").is_of("three")  # a moment old: shown, and said to be
    monkeypatch.setattr(composing, "YOUNG", 0)
    assert held.take(WANTED, "three") is None
    assert held.take(WANTED, "two") is not None


def test_a_failure_is_told_for_a_while_and_then_tried_again(monkeypatch):
    held = Composing(_Idle())
    _over(held.begin("anna", Settings(), WANTED, "one"), error=BadArgumentError("no"))
    for _ in range(2):
        with pytest.raises(BadArgumentError):
            held.take(WANTED, "one")
    monkeypatch.setattr(composing, "FAILED", 0)
    assert held.take(WANTED, "one") is None


def test_a_decision_makes_a_brief_old(client, path):
    before = client.app.state.composing
    with open_store(str(path)) as store:
        claim = re.search(r"clm-[0-9a-f]+", client.get("/api/v1/claims").text)[0]
        deciding.reject(store, claim, reason="a test", who="anna")
    page = client.get(PAGE).text
    assert "The store has changed since this was composed" in page
    assert before._held
