"""`vedette brief --rewrite` asked of a server on this machine."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from running import environment, vedette

from wordsmith import answer, send, serving

KEY = "sk-acceptance-42"


@pytest.fixture(scope="module")
def desk(tmp_path_factory, corpus):
    folder = tmp_path_factory.mktemp("wording")
    done = vedette("ingest", corpus, "--store", "s.db", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def brief(desk, server, *arguments):
    settings = {
        "VEDETTE_REWRITING_ADDRESS": server.address if server else "",
        "VEDETTE_REWRITING_MODEL": "wordsmith" if server else "",
        "VEDETTE_REWRITING_KEY": KEY,
    }
    command = ["brief", "Zapad-2025", "--store", "s.db", *arguments]
    return subprocess.run(
        [sys.executable, "-m", "vedette.cli.main", *command],
        cwd=desk,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**environment(), **settings},
    )


def sentences(server):
    """Return the sentences that the server was given, with their notes."""
    data = server.sent[-1]["messages"][1]["content"].split("\n", 1)[1].rsplit("\n", 1)[0]
    return [one for section in json.loads(data)["sections"] for one in section]


def rewording(change):
    """Return a server that changes the text of every sentence it is given."""

    def reply(handler, server):
        told = [
            {"stands_for": [one["id"]], "text": change(one["text"]), "notes": one["notes"]}
            for one in sentences(server)
        ]
        send(handler, 200, answer(*told))

    return reply


def without_wording(data):
    return [[one["text"] for one in paragraph] for paragraph in data["paragraphs"]]


def test_nothing_is_sent_unless_it_is_configured_and_asked_for(desk):
    plain = brief(desk, None, "--rewrite")
    assert plain.returncode == 2
    assert "nothing is sent without one" in plain.stderr
    assert plain.stdout == ""
    with serving(answer()) as server:
        assert brief(desk, server).returncode == 0
        assert not server.requests


def test_a_distorting_model_changes_no_word(desk):
    ours = json.loads(brief(desk, None, "--json").stdout)

    def distorted(text):
        return re.sub(r"\d", lambda found: str((int(found[0]) + 1) % 10), text) + " It is a lie."

    with serving(rewording(distorted)) as server:
        done = brief(desk, server, "--rewrite", "--json")
    data = json.loads(done.stdout)
    assert done.returncode == 0
    assert without_wording(data) == without_wording(ours)
    assert data["rewriting"]["taken"] == 0
    assert data["rewriting"]["refused"]
    assert f"Sending {len(sentences(server))} sentences" in done.stderr
    assert KEY not in done.stdout + done.stderr


def test_a_careful_model_is_marked_where_it_changed_a_word(desk):
    with serving(rewording(lambda text: text.replace("said that", "stated that"))) as server:
        data = json.loads(brief(desk, server, "--rewrite", "--json").stdout)
        shown = brief(desk, server, "--rewrite")
    marked = [one for part in data["paragraphs"] for one in part if one["wording"]]
    assert marked
    assert data["rewriting"]["taken"] >= len(marked)
    assert all("stated that" in one["text"] and one["evidence"] for one in marked)
    assert "marked * by wordsmith, checked" in shown.stdout


def test_trouble_is_said_and_the_brief_stands(desk, tmp_path):
    ours = json.loads(brief(desk, None, "--json").stdout)
    kept = tmp_path / "exchange.json"
    with serving(lambda handler, _: send(handler, 500, KEY)) as server:
        done = brief(desk, server, "--rewrite")
        data = json.loads(brief(desk, server, "--rewrite", "--json").stdout)
    assert done.returncode == 0
    assert "gave no answer that can be used" in done.stdout
    assert without_wording(data) == without_wording(ours)
    assert KEY not in done.stdout + done.stderr
    lonely = brief(desk, None, "--keep-exchange", kept)
    assert lonely.returncode == 2
    assert "no exchange without --rewrite" in lonely.stderr
