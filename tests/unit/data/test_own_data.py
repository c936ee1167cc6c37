"""A user's own files replace or extend the shipped ones, and count as another stage."""

import pytest

from vedette import data
from vedette.data import codebook
from vedette.errors import BadArgumentError

FILE = "codebook/military-activity.toml"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "codebook").mkdir()
    monkeypatch.setenv("VEDETTE_DATA", str(tmp_path))
    caches = [
        data.parts,
        data.read_toml,
        data.digest,
        codebook.counted_classes,
        codebook.activity_types,
    ]
    for cached in caches:
        cached.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    for cached in caches:
        cached.cache_clear()


def classes():
    return [counted.name for counted in codebook.counted_classes()]


def test_an_own_file_replaces_the_shipped_one(folder):
    (folder / FILE).write_text('[[counted]]\nclass = "kites"\nheads = ["kite"]\n')
    assert classes() == ["kites"]


def test_an_extending_file_goes_before_the_shipped_entries(folder):
    (folder / FILE).write_text('extend = true\n[[counted]]\nclass = "kites"\nheads = ["kite"]\n')
    assert classes()[0] == "kites"
    assert "personnel" in classes()


def test_edited_data_change_the_digest_that_stands_in_every_analysis(folder):
    before = data.digest()
    data.digest.cache_clear()
    (folder / FILE).write_text("extend = true\n")
    assert data.digest() != before


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[counted]\n", "codebook"),
        ('[[counted]]\nheads = ["kite"]\n', "lacks 'class'"),
        ('title = "nothing here"\n', "no \\[\\[counted\\]\\] entries"),
    ],
)
def test_a_broken_own_file_is_the_users_mistake(folder, text, message):
    (folder / FILE).write_text(text)
    with pytest.raises(BadArgumentError, match=message):
        classes()


def test_what_accumulates_is_the_same_in_codebook_and_conventions():
    rows = data.read_toml(FILE)["counted"]
    moving = {row["class"] for row in rows if row.get("accumulates")}
    assert set(data.read_toml("conventions.toml")["moments"]["classes"]) == moving


def test_an_expectation_with_a_slip_is_the_users_mistake(folder):
    activity = '[[activity]]\ntype = "regatta"\nlexemes.noun = ["regatta"]\n'
    (folder / FILE).write_text(f'{activity}expects = [{{ what = "boats", tiem = "any" }}]\n')
    with pytest.raises(BadArgumentError, match="tiem"):
        codebook.activity_types()
