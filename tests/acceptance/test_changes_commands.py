"""`changes`, `first`, `editions` and `gaps` on the example corpus, run as documented."""

from __future__ import annotations

import json

import pytest
from running import vedette


@pytest.fixture(scope="module")
def place(tmp_path_factory, corpus):
    """A working folder with a store that holds the example corpus."""
    folder = tmp_path_factory.mktemp("pictures")
    done = vedette("ingest", corpus, "--store", "zapad.db", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def ask(place, *arguments):
    done = vedette(*arguments, "--store", "zapad.db", "--json", cwd=place)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def show(place, *arguments):
    done = vedette(*arguments, "--store", "zapad.db", cwd=place)
    assert done.returncode == 0, done.stderr
    return done.stdout


CHANGES = ("changes", "Zapad-2025", "--since", "2025-09-15")
KEYS = """
    since until by subject reports left_out new_claims new_figures repeated_figures moved_figures
    new_denials conflicts_opened conflicts_closed vanished_statements new_activities
    corrected_reports forgotten_reports
"""


def test_the_last_day_brings_putins_number_with_its_conflicts(place):
    found = ask(place, *CHANGES, "--until", "2025-09-17")
    assert set(found) == set(KEYS.split())
    (row,) = [one for one in found["new_figures"] if "100,000" in one["text"]]
    assert (row["speaker"], row["count"]) == ("Vladimir Putin", 3)
    assert "100,000 servicemen" in {quoted["quote"] for quoted in row["quotes"]}
    opened = [one for one in found["conflicts_opened"] if row["ids"][0] in one["ids"]]
    assert any("13,000" in one["text"] for one in opened)
    assert any(one["force"] == "hard" for one in opened)
    assert all(one["reason"].startswith("new: ") for one in opened)
    assert not any("Zelensky: up to 150,000" in one["text"] for one in found["new_figures"])


def test_every_quote_of_a_change_stands_in_its_report(place, corpus_outcomes):
    texts = {outcome.report.id: outcome.report.text for outcome in corpus_outcomes.values()}
    found = ask(place, "changes", "--since", "1900-01-01")
    quotes = [
        quoted
        for key in ("new_figures", "moved_figures", "new_denials", "conflicts_opened")
        for one in found[key]
        for quoted in one["quotes"]
    ]
    assert len(quotes) > 100
    for quoted in quotes:
        start, end = quoted["span"]
        assert texts[quoted["report"]][start:end] == quoted["quote"]


def test_the_corrected_report_shows_what_was_corrected(place):
    found = ask(place, *CHANGES)
    (moved,) = [one for one in found["moved_figures"] if one["kind"] == "corrected"]
    assert moved["text"] == "Valery Revenko: 32 states → 23"
    (edited,) = found["corrected_reports"]
    ((pair),) = edited["changed"]
    assert (pair["from"]["quote"], pair["to"]["quote"]) == ("32 states", "23 states")
    assert "The number is 23" in edited["note"]
    (gone,) = found["vanished_statements"]
    assert gone["quotes"][0]["quote"].startswith("Observers from 32 states")
    assert any(one["reason"] == "a report was corrected" for one in found["conflicts_closed"])


def test_changes_are_readable(place):
    shown = show(place, *CHANGES, "--until", "2025-09-17")
    for title in ("New figures", "Conflicts opened", "New denials", "New statements"):
        assert title in shown
    assert len(shown.splitlines()) < 250
    assert "Nothing changed" in show(
        place, "changes", "--since", "2025-09-20", "--until", "2025-09-21"
    )


def test_thirty_thousand_was_first_said_by_lithuanian_intelligence(place):
    found = ask(place, "first", "Zapad-2025", "30,000")
    name = "Defence Intelligence and Security Service of Lithuania"
    assert found["first"]["speaker"]["name"] == name
    assert found["first"]["said"]["start"] == "2025-08-22"
    assert found["undated"] == []
    trees = {
        (one["speaker"]["name"], carrier["publisher"])
        for one in found["tellings"]
        for carrier in one["carriers"]
    }
    assert (name, "The Kyiv Independent (retold)") in trees
    colonel = [one for one in found["tellings"] if len(one["carriers"]) == 3]
    days = [carrier["published"]["start"] for carrier in colonel[0]["carriers"]]
    assert days == sorted(days)
    assert any(one["part"] == "rendered otherwise than said" for one in found["tellings"])
    assert "could be earlier: 1" in show(place, "first", "Zapad-2025", "30,000")


def test_a_reprint_of_the_number_stands_below_its_origin(place):
    found = ask(place, "first", "Zapad-2025", "13,000")
    assert found["first"]["speaker"]["name"] == "Valery Revenko"
    assert found["first"]["text"].startswith("more than 13,000")


def test_who_named_a_weapon_first(place):
    found = ask(place, "first", "Zapad-2025", "Oreshnik")
    assert found["first"]["said"]["start"] == "2025-08-13"
    assert "Oreshnik" in found["first"]["text"]


def test_the_editions_stand_side_by_side(place):
    found = ask(place, "editions", "Zapad")
    names = [one["name"] for one in found["editions"]]
    assert names == ["Zapad-2013", "Zapad-2017", "Zapad-2021", "Zapad-2025"]
    cells = {one["name"]: one["cells"] for one in found["editions"]}
    assert [row["low"] for row in cells["Zapad-2017"]["announced"]] == [12_700]
    assert 200_000 in {row["low"] for row in cells["Zapad-2021"]["outcome"]}
    assert 100_000 in {row["low"] for row in cells["Zapad-2025"]["during"]}
    assert cells["Zapad-2013"]["during"] == []
    assert ask(place, "editions", "West-2021") == found
    assert "nothing said" in show(place, "editions", "Zapad")


def test_gaps_say_what_nobody_has_given(place):
    found = ask(place, "gaps", "Zapad-2025")
    status = {one["what"]: one["status"] for one in found["expected"]}
    assert status["personnel in total"] == "given"
    assert status["aircraft"] == "only one speaker"
    assert status["tanks, armour and artillery"] == "nobody"
    assert any("do not say where" in one["what"] for one in found["open"])
    assert found["left_out"] == {"undated": 0, "later": 0, "rejected": 0, "reverted": 0}
    assert "What would have to be asked" in show(place, "gaps", "Zapad-2025")


def test_gaps_of_a_type_are_asked_over_all_that_is_told_of_it(place):
    found = ask(place, "gaps", "Border Measure")
    assert (found["activity"], found["type"]) == (None, "border measure")
    status = {one["what"]: one["status"] for one in found["expected"]}
    assert status["who ordered it"] == "given"
    assert status["guards and troops at it"] == "nobody"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("changes", "--since", "yesterday"), "is no date"),
        (("changes", "--since", "2025-09-20", "--until", "2025-09-01"), "lies after"),
        (("changes", "Zapat-2025", "--since", "2025-09-01"), "Did you mean: Zapad-2025"),
        (("first", "Zapad-2025", "31,000"), "nearest numbers given: 13,000, 30,000, 38,000"),
        (("first", "Zapad-2025", "Grapefruit"), "is no number and stands in none of 39 reports"),
        (("first", "Zapad-2025", " "), "Type a number or a name"),
        (("editions", "Zapat"), "Did you mean"),
        (("editions", "Zapad", "--counted", "tansk"), "Did you mean: tanks"),
        (("gaps", "Zapat-2025"), "Did you mean: Zapad-2025"),
    ],
)
def test_a_mistake_gets_one_line(place, arguments, words):
    done = vedette(*arguments, "--store", "zapad.db", cwd=place)
    assert done.returncode == 2
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stdout == ""


def test_every_listing_says_what_its_picture_leaves_out(place):
    for command in (("claims",), ("figures", "Zapad-2025"), ("timeline",), ("brief", "Zapad-2025")):
        done = vedette(*command, "--as-of", "2025-08-25", "--store", "zapad.db", cwd=place)
        assert "left out of this picture: " in done.stdout, command
        told = vedette(
            *command, "--as-of", "2025-08-25", "--store", "zapad.db", "--json", cwd=place
        )
        assert "left out of this picture: " in told.stderr, command
        json.loads(told.stdout)
