"""`vedette check`, run as a user runs it."""

from __future__ import annotations

import json

from running import STORY, vedette

TEXT = """About 500 soldiers arrived in Lithuania on Monday.

About 900 soldiers arrived in Lithuania on Monday.

Some 90,000 dolphins sang in Paris.
"""


def test_a_text_is_checked_against_the_store_and_the_exit_code_tells(tmp_path):
    (tmp_path / "story.txt").write_text(STORY)
    (tmp_path / "text.txt").write_text(TEXT)
    assert vedette("ingest", "story.txt", cwd=tmp_path).returncode == 0
    run = vedette("check", "text.txt", "--json", cwd=tmp_path)
    assert run.returncode == 4, run.stderr
    found = json.loads(run.stdout)
    assert [one["verdict"] for one in found] == ["partly", "contradicted", "not found"]
    assert found[0]["reason"].startswith("only as said by")
    assert "1 report published from 2025-09-16 to 2025-09-16, in English" in found[2]["reason"]
    for one in found:
        assert TEXT[slice(*one["span"])] == one["sentence"]
        for proof in one["evidence"]:
            assert proof["quote"] in STORY
            assert proof["for"] is (one["verdict"] != "contradicted")


def test_a_text_that_a_document_carries_leaves_zero(tmp_path):
    (tmp_path / "source.txt").write_text("The frigate Aurora fired two missiles near Narva.\n")
    run = vedette(
        "check", "-", "--against", "source.txt", cwd=tmp_path, input="Aurora fired two missiles.\n"
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "supported" in run.stdout
    assert "for: " in run.stdout


def test_mistakes_are_told_in_one_line(tmp_path):
    for arguments in (
        ("nowhere.txt",),
        ("-", "--against", "nowhere.txt"),
        ("-", "--store", "nowhere.db"),
    ):
        run = vedette("check", *arguments, cwd=tmp_path, input="Two ships sank near Narva.\n")
        assert run.returncode == 2
        assert run.stderr.startswith("vedette: ")
        assert run.stderr.count("\n") == 1
