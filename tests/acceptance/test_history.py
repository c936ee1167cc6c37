"""`vedette history` and thresholds of a user's own, run as documented."""

from __future__ import annotations

import json

import pytest
from running import vedette

from vedette.data import FOLDER

REPORTS = {
    "announced": """publisher: Example Wire
url: https://example.org/announced
date: 2025-03-04
headline: Exercise planned

MINSK (Example Wire) - About 9,500 soldiers will take part in Zapad-2025, the Belarusian defence \
ministry said on Tuesday.
""",
    "cut": """publisher: Other Post
url: https://example.net/cut
date: 2025-06-12
headline: Exercise shrinks

MINSK (Other Post) - The number of soldiers in Zapad-2025 will be cut from 9,500 to 6,000, the \
Belarusian defence ministry said on Thursday.
""",
    "repeats": """publisher: Third Daily
url: https://example.com/repeats
date: 2025-07-01
headline: Exercise near

Some 9,500 soldiers are to take part in Zapad-2025, the Belarusian defence ministry said.
""",
}
OWN = """
[[threshold]]
name = "Treaty of the Lakes"
value = 6000
counted = "personnel"
scope = "one activity, personnel"
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    folder = tmp_path_factory.mktemp("histories")
    for name, text in REPORTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    shipped = (FOLDER / "conventions.toml").read_text(encoding="utf-8")
    (folder / "own.toml").write_text(shipped + OWN, encoding="utf-8")
    done = vedette("ingest", *(f"{n}.txt" for n in REPORTS), "--store", "h.db", cwd=folder)
    assert "3 reports added" in done.stdout, done.stderr
    return folder


def test_a_history_names_each_step_with_its_words(place):
    done = vedette("history", "Zapad-2025", "--store", "h.db", "--json", cwd=place)
    data = json.loads(done.stdout)
    assert list(data) == [
        "activity", "histories", "repeated", "rejected", "unheeded", "orphans",
    ]  # fmt: skip
    (history,) = data["histories"]
    assert history["speaker"] == "Belarusian Ministry of Defence"
    first, cut, again = history["entries"]
    assert [one["step"] for one in (first, cut, again)] == ["first", "cut", "repeated"]
    assert "will be cut from 9,500 to 6,000" in cut["words"]
    assert (first["stands"], cut["stands"]) == (False, True)
    (repeated,) = data["repeated"]
    assert (repeated["since"], repeated["outlets"]) == ("2025-06-12", ["Third Daily"])


def test_the_terminal_marks_what_is_still_repeated(place):
    told = vedette("history", "Zapad-2025", "--store", "h.db", cwd=place).stdout
    assert "still repeated by 1 outlet after 2025-06-12: Third Daily" in told
    board = vedette("figures", "Zapad-2025", "--store", "h.db", cwd=place).stdout
    assert "still repeated by 1 outlet" in board
    assert "↓" in board


def test_a_speaker_that_gives_no_figure_is_a_users_mistake(place):
    done = vedette("history", "Zapad-2025", "--speaker", "Belarusian", "--store", "h.db", cwd=place)
    assert done.returncode == 2
    assert "Did you mean: Belarusian Ministry of Defence?" in done.stderr


def test_as_of_a_day_before_the_cut_nothing_is_replaced(place):
    done = vedette(
        "history", "Zapad-2025", "--store", "h.db", "--as-of", "2025-05-01", "--json", cwd=place
    )
    data = json.loads(done.stdout)
    assert [one["step"] for one in data["histories"][0]["entries"]] == ["first"]
    assert (data["histories"][0]["entries"][0]["stands"], data["repeated"]) == (True, [])


def test_a_users_own_thresholds_stand_beside_the_figures(place):
    (place / "vedette.toml").write_text('conventions = "own.toml"\n', encoding="utf-8")
    try:
        done = vedette("figures", "Zapad-2025", "--store", "h.db", "--json", cwd=place)
        shown = vedette("figures", "Zapad-2025", "--store", "h.db", cwd=place).stdout
        own = json.loads(done.stdout)["thresholds"][-1]
    finally:
        (place / "vedette.toml").unlink()
    assert (own["name"], own["value"]) == ("Treaty of the Lakes", 6_000)
    assert len(own["reached_by"]) >= 2
    assert "Treaty of the Lakes: 6,000 personnel" in shown
