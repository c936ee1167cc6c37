"""The command that scores data sets, without any scoring."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

import quality.__main__ as command
import quality.gold
import quality.origins
from quality.published import ORIGIN


@pytest.fixture
def run(monkeypatch, capsys):
    monkeypatch.setattr(quality.gold, "score", lambda: (3, {"found": 2, "found_f1": 66.666}))
    monkeypatch.setattr(quality.origins, "score", lambda *_: (1, {"pair_f1": 50.0}))

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["quality", *arguments])
        return command.main(), capsys.readouterr()

    return call


@pytest.mark.parametrize("name", ["gold", "all"])
def test_the_gold_set_needs_no_data_folder(run, name):
    code, printed = run(name, "--json")
    assert code == 0
    assert json.loads(printed.out.splitlines()[0]) == {
        "set": "gold",
        "n": 3,
        "measures": {"found": 2, "found_f1": 66.666},
    }


def test_a_table_writes_counts_whole_and_shares_with_one_decimal(run):
    _, printed = run("gold")
    lines = [line.split() for line in printed.out.splitlines()[1:]]
    assert lines == [["found", "2"], ["found_f1", "66.7"]]


def test_another_set_needs_its_folder(run, tmp_path):
    assert run("polnear")[0] == 2
    code, printed = run("polnear", "--data", str(tmp_path))
    assert code == 2
    assert "polnear" in printed.err


def test_mistakes_are_listed_for_the_gold_set_only(run):
    code, printed = run("re3d", "--errors", "missed")
    assert code == 2
    assert "gold" in printed.err


def test_every_set_says_where_it_comes_from():
    assert set(ORIGIN) == set(command.SETS)
