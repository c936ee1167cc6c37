from __future__ import annotations

import pytest

from vedette.compare.conventions import Conventions, load_conventions
from vedette.data import FOLDER
from vedette.errors import BadArgumentError, NotFoundError

SHIPPED = (FOLDER / "conventions.toml").read_text(encoding="utf-8")


def test_the_shipped_conventions_name_both_thresholds_of_the_vienna_document():
    assert [one.value for one in load_conventions().thresholds] == [9_000, 13_000]


def test_a_user_can_replace_the_conventions(tmp_path):
    path = tmp_path / "mine.toml"
    path.write_text(SHIPPED.replace("loan_days = 14", "loan_days = 7"), encoding="utf-8")
    assert load_conventions(path).windows.loan_days == 7


def test_a_missing_file_is_the_users_mistake(tmp_path):
    with pytest.raises(NotFoundError):
        Conventions.load(tmp_path / "none.toml")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("loan_days = 14", "", "loan_days is missing"),
        ("loan_days = 14", "loan_days = 'two weeks'", "not a whole number"),
        ("estimate = 0.20", "estimate = true", "not a number"),
        ("[windows]", "[windows", "not a TOML file"),
    ],
)
def test_a_mistake_in_the_file_is_told_in_one_line(tmp_path, old, new, says):
    path = tmp_path / "mine.toml"
    path.write_text(SHIPPED.replace(old, new), encoding="utf-8")
    with pytest.raises(BadArgumentError, match=says):
        Conventions.load(path)


OWN = """

[[threshold]]
name = "Treaty of the Lakes: tanks"
value = 50
counted = "tanks"
scope = "one activity, tanks"

[[threshold]]
name = "Treaty of the Lakes: notice"
value = 5000
counted = "personnel"
scope = "one activity, personnel"
"""


def test_a_users_own_thresholds_stand_beside_or_in_place_of_the_shipped_ones(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(SHIPPED + OWN, encoding="utf-8")
    more = load_conventions(path).thresholds
    assert [one.value for one in more] == [9_000, 13_000, 50, 5_000]
    path.write_text(SHIPPED.partition("# --- Thresholds")[0] + OWN, encoding="utf-8")
    assert [one.value for one in load_conventions(path).thresholds] == [50, 5_000]


def test_a_threshold_without_a_value_is_named_with_its_place(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(SHIPPED + OWN.replace("value = 50\n", ""), encoding="utf-8")
    with pytest.raises(BadArgumentError, match="value is missing") as raised:
        load_conventions(path)
    assert "threshold 3" in raised.value.line()
