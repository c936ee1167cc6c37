"""The same is counted the same wherever it is counted: on pages, by commands, in the README."""

from __future__ import annotations

import json
import re
import warnings
from pathlib import Path

import pytest
from running import vedette

from vedette.run.assistant import Assistant
from vedette.run.config import Settings
from vedette.web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of the client's next HTTP library, which we do not need
    from fastapi.testclient import TestClient

ROOT = Path(__file__).resolve().parents[2]
NAME = "Zapad-2025"


@pytest.fixture(scope="module")
def store(tmp_path_factory, corpus):
    path = tmp_path_factory.mktemp("counted") / "zapad.db"
    done = vedette("ingest", corpus, "--store", path, cwd=path.parent)
    assert done.returncode == 0, done.stderr
    return path


@pytest.fixture(scope="module")
def client(store):
    app = create_app(Settings(store=str(store)))
    with TestClient(app, base_url="http://localhost:8765") as opened:
        yield opened


@pytest.fixture(scope="module")
def printed(store):
    return vedette("figures", NAME, "--store", store, cwd=store.parent).stdout


@pytest.fixture(scope="module")
def conflicts(printed):
    """Return how many conflicts the command counts."""
    return int(re.search(r"Pairs compared: .*?(\d+) conflict", printed)[1])


def test_json_holds_as_many_conflicts_between_numbers_of_the_activity(store, conflicts):
    done = vedette("figures", NAME, "--store", store, "--json", cwd=store.parent)
    board = json.loads(done.stdout)
    own = {row["id"] for row in board["figures"] if row["scope"]["activity"] == NAME}
    pairs = [one for one in board["verdicts"] if one["code"] != "garbled"]
    clashes = [one for one in pairs if one["verdict"] == "conflict"]
    assert conflicts == sum({one["a"], one["b"]} <= own for one in clashes)
    assert conflicts < len(clashes), "numbers of other editions conflict, too: not on this one"


def test_every_page_counts_as_many(client, conflicts):
    said = f"{conflicts} conflicts</a>"
    assert said in client.get("/").text
    assert said in client.get(f"/activity/{NAME}/conflicts", headers={"HX-Request": "true"}).text
    kinds = client.get(f"/activity/{NAME}").text
    assert re.search(r'verdict=conflict"><b>(\d+)</b>', kinds)[1] == str(conflicts)
    listed = client.get(f"/activity/{NAME}/verdicts?verdict=conflict").text
    assert f"of {conflicts}" in listed


def test_a_reader_of_the_readme_and_an_assistant_are_told_as_many(store, printed, conflicts):
    line = re.search(r"Pairs compared: .*", printed)[0]
    assert line in (ROOT / "README.md").read_text("utf-8")
    told = Assistant(Settings(store=str(store))).figures(NAME)
    assert len(told["conflicts"]) == conflicts
