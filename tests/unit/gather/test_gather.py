import os
import subprocess
import sys
import tracemalloc
from datetime import date
from io import BytesIO

import pytest

from vedette.errors import BadArgumentError, NotFoundError
from vedette.gather import gather as module
from vedette.gather.gather import gather, shown

TODAY = date(2025, 9, 20)


def run(*paths, stdin=None):
    return list(gather([str(path) for path in paths], stdin=stdin, today=TODAY))


def codes(gathered):
    return [g.failure.code if g.failure else "ok" for g in gathered]


def test_folders_are_walked_in_order_without_hidden_files(tmp_path):
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden.txt", ".git/x.txt", "c.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{name} is here.")
    names = [os.path.relpath(g.item, tmp_path) for g in run(tmp_path)]
    assert names == ["a/1.txt", "a/2.txt", "b.txt", "c.md"]


def test_one_bad_file_stops_nothing(tmp_path):
    (tmp_path / "1.txt").write_bytes(b"")
    (tmp_path / "2.txt").write_bytes(b" \n\t ")
    (tmp_path / "3.png").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    (tmp_path / "4.html").write_bytes(b"<html><body></body></html>")
    (tmp_path / "5.json").write_bytes(b'{"headline": "x"}')
    (tmp_path / "6.json").write_bytes(b"{not json")
    (tmp_path / "7.txt").write_bytes("Ж".encode("cp1251"))
    (tmp_path / "8.txt").write_bytes(b"The last one is good.")
    assert codes(run(tmp_path)) == [
        "empty", "empty", "not-text", "no-article", "missing-field", "bad-record", "not-text", "ok",
    ]  # fmt: skip


def test_a_bad_line_costs_one_record(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "One."}\nnot json\n\n{"text": "Two."}\n{"body": ""}\n')
    gathered = run(path)
    assert codes(gathered) == ["ok", "bad-record", "ok", "missing-field"]
    assert [g.item for g in gathered] == [f"{path}:{n}" for n in (1, 2, 4, 5)]


def test_a_list_gives_a_report_each(tmp_path):
    path = tmp_path / "a.json"
    path.write_text('[{"text": "One."}, 7, {"text": "Two."}]')
    assert codes(run(path)) == ["ok", "bad-record", "ok"]


def test_a_huge_text_fails_before_it_is_read(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    tracemalloc.start()
    try:
        assert codes(run(path)) == ["too-long"]
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_huge_file_without_a_known_name_is_not_read_whole(tmp_path):
    path = tmp_path / "huge"
    path.write_bytes(b"The same words again. " * 2_500_000)
    gathered = run(path)
    assert codes(gathered) == ["too-long"]
    assert "52 MB" in gathered[0].failure.message


def test_a_huge_line_costs_one_record(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"a" * 11_000_000 + b'"}\n{"text": "Two."}\n')
    assert codes(run(path)) == ["too-long", "ok"]


def test_an_unreadable_folder_is_counted(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text("This can be read.")
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(module.os, "scandir", refuse)
    gathered = run(tmp_path)
    assert codes(gathered) == ["unreadable", "ok"]
    assert "Permission denied" in gathered[0].failure.message


def test_an_unreadable_file_is_counted(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("x")

    def refuse(*_, **__):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("builtins.open", refuse)
    assert codes(run(path)) == ["unreadable"]


def test_a_dead_link_and_a_pipe_in_a_folder_are_counted(tmp_path):
    (tmp_path / "dead.txt").symlink_to(tmp_path / "nowhere")
    os.mkfifo(tmp_path / "pipe")
    assert codes(run(tmp_path)) == ["unreadable", "unreadable"]


def test_a_link_that_leads_back_up_ends(tmp_path):
    (tmp_path / "a.txt").write_text("Once only.")
    (tmp_path / "loop").symlink_to(tmp_path)
    assert codes(run(tmp_path)) == ["ok"]


def test_an_empty_folder_is_said_to_be_empty(tmp_path):
    assert codes(run(tmp_path)) == ["empty"]


def test_a_missing_path_stops_at_once_and_offers_the_near_one(tmp_path):
    (tmp_path / "reports.jsonl").write_text("")
    with pytest.raises(NotFoundError, match=r"Did you mean: .*reports\.jsonl"):
        gather([str(tmp_path / "report.jsonl")])


def test_an_address_is_refused_with_the_next_step():
    with pytest.raises(BadArgumentError, match="Save the page first"):
        gather(["https://example.org/a"])


@pytest.mark.parametrize("path", ["", "a\x00b"])
def test_no_path_is_no_path(path):
    with pytest.raises(BadArgumentError):
        gather([path])


@pytest.mark.parametrize(
    ("data", "items"),
    [
        (b"The border is closed.", ["-"]),
        (b"<!DOCTYPE html><html><body><p>" + b"The border is closed. " * 20, ["-"]),
        (b'{"text": "One."}\n{"text": "Two."}\n', ["-:1", "-:2"]),
        (b'[{"text": "One."}, {"text": "Two."}]', ["-:1", "-:2"]),
        (b'{\n "text": "One."\n}\n', ["-"]),
        (b"[Updated] The border is closed.", ["-"]),
    ],
)
def test_the_format_of_standard_input_is_told_by_its_bytes(data, items):
    gathered = run("-", stdin=BytesIO(data))
    assert [g.item for g in gathered] == items
    assert codes(gathered) == ["ok"] * len(items)


def test_a_name_that_is_not_text_can_be_shown(tmp_path):
    path = os.fsencode(tmp_path) + b"/odd\xff\n.txt"
    with open(path, "wb") as file:  # noqa: PTH123 -- a name of bytes
        file.write(b"The border is closed.")
    (gathered,) = run(tmp_path)
    assert gathered.item.endswith("odd\\xff\\n.txt")
    assert gathered.report.text == "The border is closed."


def test_a_failure_is_one_line():
    assert "\n" not in shown("a\nb")


def test_gathering_loads_no_page_library_before_there_is_a_page():
    code = (
        "import sys, vedette.gather.gather as g; "
        "heavy = {'trafilatura', 'lxml', 'charset_normalizer', 'htmldate', 'spacy'}; "
        "sys.exit(bool(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_a_missing_path_without_a_near_one_says_what_to_do_next(tmp_path):
    with pytest.raises(NotFoundError, match="Check the path"):
        list(gather([str(tmp_path / "qqq.txt")]))
