"""The documented commands, run as documented, in a process of their own."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from running import STORY, vedette


@pytest.fixture(scope="module")
def place(tmp_path_factory, corpus):
    """A working folder with a store that holds the example corpus."""
    folder = tmp_path_factory.mktemp("desk")
    done = vedette("ingest", corpus, "--store", "zapad.db", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert "40 reports added" in done.stdout
    return folder


def test_ingesting_again_changes_nothing(place, corpus):
    before = vedette("claims", "--store", "zapad.db", "--json", "--limit", 9999, cwd=place).stdout
    again = vedette("ingest", corpus, "--store", "zapad.db", cwd=place)
    assert "0 reports added, 40 known already, 0 failed" in again.stdout
    after = vedette("claims", "--store", "zapad.db", "--json", "--limit", 9999, cwd=place).stdout
    assert after == before


def test_two_processes_give_the_same_claims_as_one(place, corpus):
    done = vedette("ingest", corpus, "--store", "jobs.db", "--jobs", 2, cwd=place)
    assert "40 reports added" in done.stdout, done.stderr
    one = vedette("claims", "--store", "zapad.db", "--json", "--limit", 9999, cwd=place)
    two = vedette("claims", "--store", "jobs.db", "--json", "--limit", 9999, cwd=place)
    assert json.loads(one.stdout) == json.loads(two.stdout)
    board = [
        vedette("figures", "Zapad-2025", "--store", f"{name}.db", "--json", cwd=place).stdout
        for name in ("zapad", "jobs")
    ]
    assert board[0] == board[1]


def test_every_claim_quotes_its_report(place):
    claims = json.loads(
        vedette("claims", "--store", "zapad.db", "--json", "--limit", 9999, cwd=place).stdout
    )
    assert len(claims) > 300
    for claim in claims:
        start, end = claim["evidence"]["span"]
        assert len(claim["evidence"]["quote"]) == end - start


def test_read_prints_one_object_per_report_and_stores_nothing(tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "b.txt").write_text(STORY.replace("500", "700"), encoding="utf-8")
    done = vedette("read", "a.txt", "b.txt", "--json", "--text", cwd=tmp_path)
    first, second = map(json.loads, done.stdout.splitlines())
    assert [f["low"] for f in first["figures"]] == [500]
    assert [f["low"] for f in second["figures"]] == [700]
    for kind in ("figures", "times", "places", "entities"):
        for item in first[kind]:
            start, end = item["span"]
            assert first["text"][start:end] == item["text"]
    assert set(first) >= {
        "report",
        "attributions",
        "figures",
        "times",
        "places",
        "entities",
        "activities",
        "claims",
    }
    assert {path.name for path in tmp_path.iterdir()} == {"a.txt", "b.txt"}


def test_read_takes_standard_input(tmp_path):
    done = vedette("read", "-", "--json", cwd=tmp_path, input=STORY)
    assert json.loads(done.stdout)["report"]["publisher"] == "Example Wire"


def test_an_unknown_subject_offers_the_near_miss(place):
    done = vedette("figures", "Zapad-2052", "--store", "zapad.db", cwd=place)
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Did you mean: Zapad-2025" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_missing_store_says_what_to_type(tmp_path):
    done = vedette("claims", "--store", "none.db", cwd=tmp_path)
    assert done.returncode == 2
    assert "vedette ingest" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_strict_turns_a_failed_report_into_exit_code_three(tmp_path):
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    lenient = vedette("ingest", ".", "--store", "../x.db", "--json", cwd=tmp_path)
    receipt = json.loads(lenient.stdout)
    assert lenient.returncode == 0
    assert (receipt["added"], receipt["failed"]) == (1, 1)
    assert receipt["failures"][0]["code"] == "empty"
    assert vedette("ingest", ".", "--store", "../y.db", "--strict", cwd=tmp_path).returncode == 3


def test_forget_leaves_a_tombstone_that_a_second_ingest_respects(tmp_path):
    (tmp_path / "a.txt").write_text(STORY, encoding="utf-8")
    vedette("ingest", "a.txt", "--store", "s.db", cwd=tmp_path)
    report = json.loads(vedette("claims", "--store", "s.db", "--json", cwd=tmp_path).stdout)[0]
    done = vedette(
        "forget", report["report"]["id"], "--reason", "asked to", "--store", "s.db", cwd=tmp_path
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(vedette("claims", "--store", "s.db", "--json", cwd=tmp_path).stdout) == []
    vedette("ingest", "a.txt", "--store", "s.db", cwd=tmp_path)
    assert json.loads(vedette("claims", "--store", "s.db", "--json", cwd=tmp_path).stdout) == []


def test_as_of_shows_only_what_was_published_by_then(place):
    def rows(*more):
        done = vedette("figures", "Zapad-2025", "--store", "zapad.db", "--json", *more, cwd=place)
        return json.loads(done.stdout)["figures"]

    early = rows("--as-of", "2025-08-01")
    assert 0 < len(early) < len(rows())
    assert all(row["published"]["end"] <= "2025-08-01" for row in early)
    assert all(row["speaker"]["name"] != "Vladimir Putin" for row in early)


def test_ctrl_c_keeps_what_is_stored_and_the_next_run_goes_on(tmp_path, corpus):
    texts = [path.read_text(encoding="utf-8") for path in sorted(corpus.glob("*.txt"))]
    (tmp_path / "in").mkdir()
    for number in range(400):
        text = texts[number % len(texts)].replace("url: ", f"url: {number}-", 1)
        (tmp_path / "in" / f"{number:03}.txt").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "vedette.cli.main", "ingest", "in", "--store", "s.db"]
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        _wait_for_reports(tmp_path / "s.db")
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=60)
    assert process.returncode == 130, err
    assert "Traceback" not in err
    assert "the same command goes on" in out
    again = vedette("ingest", "in", "--store", "s.db", "--json", cwd=tmp_path)
    receipt = json.loads(again.stdout)
    assert receipt["known"] > 0
    assert receipt["added"] + receipt["known"] == 400


def _wait_for_reports(store: Path) -> None:
    import sqlite3

    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        time.sleep(0.1)
        try:
            with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
                if connection.execute("select count(*) from report").fetchone()[0]:
                    return
        except sqlite3.OperationalError:
            continue
    pytest.fail("nothing was stored in time")


def test_every_command_has_help():
    commands = {"read", "ingest", "claims", "figures", "timeline", "brief", "sources"}
    commands |= {"ignored", "forget", "demo", "serve"}
    listed = vedette("--help", cwd=Path.cwd()).stdout
    for command in commands:
        assert command in listed
        assert vedette(command, "--help", cwd=Path.cwd()).returncode == 0
