"""`vedette brief --to`, `bundle` and `verify` as a user types them, on the example corpus."""

from __future__ import annotations

import json
import re
import shutil
import zipfile
from dataclasses import replace

import pytest
from running import STORY, vedette

from vedette.export.bundle.bag import unpack
from vedette.export.bundle.contents import read, write
from vedette.model import BriefSentence, Carried, Section

FILES = {
    "b.txt": b"",
    "b.md": b"# ",
    "b.html": b"<!doctype html>",
    "b.docx": b"PK",
    "b.pdf": b"%PDF-",
    "b.json": b"[",
    "b.bib": b"@online{rep-",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory, corpus):
    folder = tmp_path_factory.mktemp("desk")
    done = vedette("ingest", corpus, "--store", "s.db", cwd=folder)
    assert done.returncode == 0, done.stderr
    done = vedette("bundle", "Zapad-2025", "--to", "z.zip", "--store", "s.db", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def verify(desk, *arguments):
    return vedette("verify", *arguments, cwd=desk)


@pytest.mark.parametrize("name", FILES)
def test_the_ending_of_a_file_says_its_format(desk, name):
    for _ in range(2):
        done = vedette("brief", "Zapad-2025", "--to", name, "--store", "s.db", cwd=desk)
        assert done.returncode == 0, done.stderr
        assert re.search(rf"^{name}: .+ \d+ sentences, \d+ notes", done.stderr)
        assert done.stdout == ""
        first = (desk / name).read_bytes()
        assert first.startswith(FILES[name])
    assert (desk / name).read_bytes() == first


def test_a_format_without_a_file_goes_to_standard_output(desk):
    done = vedette("brief", "zapad-2025", "--format", "md", "--store", "s.db", cwd=desk)
    assert done.returncode == 0, done.stderr
    note = r"^\[\^1\]: .+“.+”.* \(rep-[0-9a-f]{8}, characters \d+–\d+\)"
    assert re.search(note, done.stdout, re.MULTILINE)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--format", "odt"), "Formats: text, md, html, docx, pdf, csl, bibtex"),
        (("--to", "brief.xyz"), "Add --format"),
        (("--to", "no/such/place.pdf"), "cannot be written"),
        (("--to", "s.db", "--format", "pdf"), "is the store itself"),
        (("--to", "b.md", "--json"), "Leave out one of them"),
    ],
    ids=lambda part: "-".join(part) if isinstance(part, tuple) else "",
)
def test_a_mistake_is_one_line(desk, arguments, told):
    done = vedette("brief", "Zapad-2025", *arguments, "--store", "s.db", cwd=desk)
    assert done.returncode == 2
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


# ---- bundles -----------------------------------------------------------------------------------


def test_a_bundle_holds_on_a_machine_without_the_store(desk, tmp_path):
    shutil.copy(desk / "z.zip", tmp_path / "z.zip")
    done = verify(tmp_path, "z.zip", "--quick")
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^quotes +\d+ checked$", done.stdout, re.MULTILINE)
    assert re.search(r"^reports +0 checked, \d+ not checked", done.stdout, re.MULTILINE)
    assert [path.name for path in tmp_path.iterdir()] == ["z.zip"]


def test_nothing_but_sentences_can_fail_of_a_fresh_bundle(desk):
    """What the composer writes is tested elsewhere; all else holds whatever it writes."""
    done = verify(desk, "z.zip", "--json")
    checks = {each["name"]: each for each in json.loads(done.stdout)["checks"]}
    assert checks["sentences"]["checked"] > 10
    assert not any(each["failures"] for name, each in checks.items() if name != "sentences")
    assert done.returncode == (4 if checks["sentences"]["failures"] else 0)


def test_the_originals_check_what_the_bundle_has_only_digests_of(desk, corpus):
    for more in (("--store", "s.db"), ("--original", corpus)):
        done = verify(desk, "z.zip", "--quick", *more)
        assert done.returncode == 0, done.stdout + done.stderr
        assert re.search(r"^originals +\d\d checked$", done.stdout, re.MULTILINE)


def test_no_whole_text_goes_along_unless_it_is_asked_for(desk):
    done = vedette(
        "bundle", "Zapad-2025", "--with-texts", "--to", "w.zip", "--store", "s.db", cwd=desk
    )
    assert done.returncode == 0, done.stderr
    lines = {}
    for name in ("z.zip", "w.zip"):
        with zipfile.ZipFile(desk / name) as archive:
            data = archive.read("vedette-bundle/data/reports.jsonl").decode()
        lines[name] = [json.loads(line) for line in data.splitlines()]
    carried = sum(len(p["text"]) for each in lines["z.zip"] for p in each["passages"])
    assert carried < sum(each["length"] for each in lines["z.zip"]) / 2
    assert all(each["text"] is None for each in lines["z.zip"])
    assert all(len(each["text"]) == each["length"] for each in lines["w.zip"])
    assert verify(desk, "w.zip", "--quick").returncode == 0


def test_the_same_store_gives_the_same_bundle(desk):
    done = vedette("bundle", "Zapad-2025", "--to", "again.zip", "--store", "s.db", cwd=desk)
    assert done.returncode == 0, done.stderr
    assert (desk / "again.zip").read_bytes() == (desk / "z.zip").read_bytes()


def test_a_changed_bundle_does_not_hold_and_says_where(desk):
    data = (desk / "z.zip").read_bytes()
    changed = data.replace(b"100,000 servicemen", b"900,000 servicemen")
    assert changed != data
    (desk / "changed.zip").write_bytes(changed)
    done = verify(desk, "changed.zip", "--quick")
    assert done.returncode == 4
    assert "cannot be read" in done.stdout or "its bytes are not those" in done.stdout
    assert "the bundle does not hold" in done.stdout
    assert "Traceback" not in done.stderr


def test_what_a_person_decided_goes_along(desk):
    shutil.copy(desk / "s.db", desk / "j.db")
    with zipfile.ZipFile(desk / "z.zip") as archive:
        lines = archive.read("vedette-bundle/data/claims.jsonl").decode().splitlines()
    claim = json.loads(lines[0])["id"]
    done = vedette(
        "accept", claim, "--reason", "read it", "--who", "mira", "--store", "j.db", cwd=desk
    )
    assert done.returncode == 0, done.stderr
    vedette("bundle", "Zapad-2025", "--to", "j.zip", "--store", "j.db", cwd=desk)
    done = verify(desk, "j.zip", "--quick")
    assert done.returncode == 0, done.stdout
    assert re.search(r"^judgements +1 checked$", done.stdout, re.MULTILINE)


def test_what_is_no_bundle_is_one_line(desk):
    (desk / "story.txt").write_text(STORY, encoding="utf-8")
    for path in ("story.txt", "nowhere.zip", ".", "s.db"):
        done = verify(desk, path)
        assert done.returncode == 2, path
        assert len(done.stderr.splitlines()) == 1
        assert done.stdout == ""


@pytest.mark.parametrize(
    ("text", "clause", "told"),
    [
        ("Nine hundred tanks crossed into Poland.", None, "not found"),
        ("Nine hundred tanks crossed into Poland.", "", "nothing accounts for"),
        ("Nine hundred tanks crossed into Poland.", "{words}", "nothing accounts for"),
        ("Nine hundred tanks came.", "Nine hundred tanks came.", "not found"),
    ],
)
def test_a_sentence_that_its_words_do_not_carry_fails(desk, text, clause, told):
    """The forger makes digests, page and clauses anew; the words are those of the report."""
    _forge(desk / "z.zip", desk / "forged.zip", text, clause)
    done = verify(desk, "forged.zip", "--json")
    assert done.returncode == 4
    checks = {each["name"]: each for each in json.loads(done.stdout)["checks"]}
    assert not any(each["failures"] for name, each in checks.items() if name != "sentences")
    ours = [each for each in checks["sentences"]["failures"] if each.startswith("sentence 2: ")]
    assert any(told in each for each in ours), ours


def _forge(path, to, text, clause):
    bundle, faults = read(unpack(path.read_bytes()).payload)
    assert not faults
    note = bundle.brief.notes[0]
    carried = None
    if clause is not None:
        carried = (Carried(clause.format(words=note.span.quote), (note,)),) if clause else ()
    false = BriefSentence(text, (), (note,), carried=carried)
    brief = replace(bundle.brief, deck=(), sections=(Section("", (false,)),))
    to.write_bytes(write(replace(bundle, brief=brief)))
