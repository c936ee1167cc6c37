"""Bad input: a clear line or a counted failure, nothing lost, never a traceback."""

from __future__ import annotations

import json
import resource
import sqlite3

import pytest
from running import STORY, vedette


@pytest.fixture
def desk(tmp_path):
    """A folder with one good report in it."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "good.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


def receipt_of(desk):
    done = vedette("ingest", "in", "--store", "s.db", "--json", cwd=desk)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n\t\n", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "not-text"),
        ("broken.txt", "Учения начались. ".encode()[:-3] + b"\xff\xfe\xfa" * 40, "not-text"),
        ("page.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no-article"),
        ("record.json", b'{"title": "None", "url": "https://example.org/x"}', "missing-field"),
        ("lines.jsonl", b'{"text": \n', "bad-record"),
    ],
)  # fmt: skip
def test_a_bad_file_is_counted_and_the_good_one_is_kept(desk, name, content, code):
    (desk / "in" / name).write_bytes(content)
    receipt = receipt_of(desk)
    assert receipt["added"] == 1
    assert [f["code"] for f in receipt["failures"]] == [code]
    assert name in receipt["failures"][0]["message"]


def test_fifty_megabytes_are_too_long_for_one_report(desk):
    (desk / "in" / "huge.txt").write_bytes(b"The ministry said so. " * (50 * 2**20 // 22))
    receipt = receipt_of(desk)
    assert receipt["added"] == 1
    assert [f["code"] for f in receipt["failures"]] == ["too-long"]


def test_utf_16_and_windows_text_are_read(desk):
    text = STORY.replace("/one", "/two")
    (desk / "in" / "wide.txt").write_bytes(text.encode("utf-16"))
    receipt = receipt_of(desk)
    assert (receipt["added"], receipt["failed"]) == (2, 0)


def test_a_date_in_the_future_is_taken_with_a_note(desk):
    text = STORY.replace("2025-09-16", "2999-01-01").replace("/one", "/two")
    (desk / "in" / "later.txt").write_text(text, encoding="utf-8")
    receipt = receipt_of(desk)
    assert receipt["added"] == 2
    assert [w["code"] for w in receipt["warnings"]] == ["future-date"]


def test_two_files_with_the_same_text_are_one_report(desk):
    (desk / "in" / "twin.txt").write_text(STORY, encoding="utf-8")
    receipt = receipt_of(desk)
    assert (receipt["added"], receipt["known"]) == (1, 1)
    assert [w["code"] for w in receipt["warnings"]] == ["same-text"]


def test_a_file_that_is_not_there_is_the_users_mistake(desk):
    done = vedette("ingest", "nowhere", "--store", "s.db", cwd=desk)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "nowhere" in done.stderr


def test_a_folder_that_cannot_be_read_is_counted(desk, monkeypatch):
    import os

    from vedette.gather.gather import gather

    locked = desk / "in" / "locked"
    locked.mkdir()
    scandir = os.scandir

    def refuse(path="."):
        if os.fspath(path) == str(locked):
            raise PermissionError(13, "Permission denied", str(locked))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    items = list(gather([str(desk / "in")]))
    assert sum(item.report is not None for item in items) == 1
    assert [item.failure.code for item in items if item.failure] == ["unreadable"]


def test_a_full_disk_is_one_line_and_the_store_stays_whole(desk, corpus):
    """A limit on file size stands in for a full disk: the system refuses to write on."""
    good = vedette("ingest", "in", "--store", "s.db", cwd=desk)
    assert good.returncode == 0
    size = (desk / "s.db").stat().st_size

    def small_disk():
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 65_536, size + 65_536))

    done = vedette("ingest", corpus, "--store", "s.db", cwd=desk, preexec_fn=small_disk)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1
    with sqlite3.connect(desk / "s.db") as connection:
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        assert connection.execute("select count(*) from report").fetchone()[0] >= 1
    again = vedette("ingest", corpus, "--store", "s.db", "--json", cwd=desk)
    receipt = json.loads(again.stdout)
    assert receipt["added"] + receipt["known"] == 40


def test_a_store_that_is_no_store_is_one_line(desk):
    (desk / "notes.db").write_text("These are my notes, no store.\n" * 50)
    done = vedette("ingest", "in", "--store", "notes.db", cwd=desk)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert (desk / "notes.db").read_text().startswith("These are my notes")


def test_markup_in_a_report_is_text_and_nothing_else(desk):
    text = STORY.replace("About 500", "<script>alert(1)</script> About 500").replace("/one", "/x")
    (desk / "in" / "evil.txt").write_text(text, encoding="utf-8")
    assert receipt_of(desk)["failed"] == 0
