"""The commands by which persons decide, run as documented: each says what it did, and is kept."""

from __future__ import annotations

import json
import re

import pytest
from running import vedette

from vedette.compare.conventions import Conventions
from vedette.run import deciding, queries
from vedette.store.store import open_store

STORIES = {
    "one": """publisher: Example Wire
url: https://example.org/one
date: 2025-09-10

VILNIUS (Example Wire) - Up to 9,000 troops will take part in Zapad-2025, Col. Jonas Petraitis, \
spokesman for the Lithuanian Armed Forces, said on Tuesday.
""",
    "two": """publisher: TASS
url: https://example.net/two
date: 2025-09-12

MINSK (TASS) - About 7,000 troops will take part in Zapad-2025 in Belarus, Belarusian Defence \
Minister Viktor Khrenin said.
""",
}
WHY = ("--reason", "the outlet's own correction", "--who", "mira")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("decisions")
    for name, story in STORIES.items():
        (folder / f"{name}.txt").write_text(story, encoding="utf-8")
        done = vedette("ingest", f"{name}.txt", "--store", "desk.db", cwd=folder)
        assert "1 reports added" in done.stdout, done.stderr
    return folder


@pytest.fixture
def place(filled, tmp_path):
    (tmp_path / "desk.db").write_bytes((filled / "desk.db").read_bytes())
    for name in STORIES:
        (tmp_path / f"{name}.txt").write_bytes((filled / f"{name}.txt").read_bytes())
    return tmp_path


@pytest.fixture(scope="module")
def ids(filled):
    claims = asked(filled, "claims")
    reports = list(dict.fromkeys(claim["report"]["id"] for claim in claims))
    return {"claim": claims[0]["id"], "report": reports[0], "other": reports[1]}


def run(place, *arguments, code=0):
    done = vedette(*arguments, "--store", "desk.db", cwd=place)
    assert done.returncode == code, done.stderr + done.stdout
    return done.stdout if code == 0 else done.stderr


def asked(place, *arguments):
    return json.loads(run(place, *arguments, "--json"))


def strength_of(place, speaker):
    return next(
        one
        for one in asked(place, "claims", "--speaker", speaker)
        if one["value"]["kind"] == "figure"
    )


def quotes(place):
    return {one["evidence"]["quote"] for one in asked(place, "claims")}


def decision_in(printed):
    return re.search(r"jdg-[0-9a-f]+", printed)[0]


def test_a_rejected_figure_is_shown_as_said_no_more_until_it_is_taken_back(place):
    claim = strength_of(place, "Viktor Khrenin")
    made = run(place, "reject", claim["value"]["id"][:12], *WHY)
    assert "leaves the board of Zapad-2025" in made
    assert claim["evidence"]["quote"] not in quotes(place)
    listed = run(place, "claims")
    assert "1 rejected claim not listed: vedette claims --rejected" in listed
    (hidden,) = asked(place, "claims", "--rejected")
    assert (hidden["id"], hidden["judged"]) == (claim["id"], "rejected")
    assert claim["evidence"]["quote"] not in {e["quote"] for e in asked(place, "timeline")}
    assert "stands again" not in run(place, "undo", decision_in(made), *WHY)
    assert claim["evidence"]["quote"] in quotes(place)


def test_an_accepted_claim_is_marked(place):
    claim = strength_of(place, "Viktor Khrenin")
    run(place, "accept", claim["id"], *WHY)
    assert "[accepted]" in run(place, "claims")
    assert strength_of(place, "Viktor Khrenin")["judged"] == "accepted"


def test_two_who_contradict_each_other_are_shown_and_the_later_stands(place):
    claim = strength_of(place, "Viktor Khrenin")
    run(place, "accept", claim["id"], *WHY)
    made = run(place, "reject", claim["id"], "--reason", "misread", "--who", "ola")
    assert "both are kept, the later stands" in made
    assert claim["evidence"]["quote"] not in quotes(place)
    first, second = asked(place, "judgements")
    assert (first["state"], second["state"]) == ("outvoted", "in force")
    assert first["contradicted_by"][0]["by"] == "person:ola"
    assert "contradicted by" in run(place, "judgements", "--about", claim["id"][:12])
    assert len(asked(place, "judgements", "--by", "ola")) == 1
    assert asked(place, "judgements", "--kind", "reject")[0]["reason"] == "misread"


def test_an_undo_can_be_undone(place):
    claim = strength_of(place, "Viktor Khrenin")
    made = run(place, "reject", claim["id"], *WHY)
    run(place, "undo", decision_in(made), "--reason", "no", "--who", "ola")
    (back,) = asked(place, "judgements")
    assert "stands again" in run(place, "undo", back["id"], *WHY)
    assert claim["evidence"]["quote"] not in quotes(place)
    assert len(asked(place, "judgements", "--all")) == 4


def test_reports_are_merged_split_and_left_out(place):
    one, two = (
        strength_of(place, name)["report"]["id"] for name in ("Jonas Petraitis", "Viktor Khrenin")
    )
    assert "tell one happening" in run(place, "merge", one, two, "--as", "story", *WHY)
    assert "do not go back to one text" in run(place, "split", one, two, "--as", "origin", *WHY)
    assert {one["code"] for one in asked(place, "judgements")} == {"story", "origin"}
    assert asked(place, "names") == []
    assert "leaves the picture" in run(place, "reject", one, *WHY)
    assert {c["report"]["id"] for c in asked(place, "claims")} == {two}
    assert "1 rejected" in run(place, "claims")


def test_names_are_merged_and_split_as_they_are_spelt(place):
    told = run(place, "merge", "jonas petraitis", "Viktor Khrenin", "--as", "name", *WHY)
    assert "“Viktor Khrenin” are one person or body" in told
    split = run(place, "split", "Jonas Petraitis", "Viktor Khrenin", "--as", "name", *WHY)
    assert "are two persons or bodies" in split
    assert "no place is called 'Minks'" in run(
        place, "merge", "Belarus", "Minks", "--as", "place", *WHY, code=2
    )


def test_figures_are_merged_into_one_utterance(place):
    one, two = (
        strength_of(place, name)["value"]["id"] for name in ("Jonas Petraitis", "Viktor Khrenin")
    )
    assert "are one utterance" in run(place, "merge", one, two, *WHY)


def test_decisions_go_into_another_store_and_are_taken_back_as_a_whole(place):
    claim = strength_of(place, "Viktor Khrenin")
    run(place, "reject", claim["id"], *WHY)
    assert "1 decision written" in run(place, "judgements", "--export", "gold.jsonl")
    (line,) = [json.loads(x) for x in (place / "gold.jsonl").read_text("utf-8").splitlines()]
    assert line["words"][0]["quote"] == claim["evidence"]["quote"]
    run(place, "undo", line["id"], *WHY)
    vedette("ingest", "two.txt", "--store", "other.db", cwd=place)
    taken = vedette("judgements", "--import", "gold.jsonl", "--store", "other.db", cwd=place)
    assert "1 new decision" in taken.stdout
    again = vedette("judgements", "--import", "gold.jsonl", "--store", "other.db", cwd=place)
    assert "0 new decisions, 1 known already" in again.stdout
    kinds = json.loads(vedette("imports", "--store", "other.db", "--json", cwd=place).stdout)
    assert [each["kind"] for each in kinds] == ["judgements", "reports"]
    back = vedette("revert", kinds[0]["id"], *WHY, "--store", "other.db", cwd=place)
    assert "1 decision is taken back" in back.stdout
    listed = vedette("judgements", "--store", "other.db", cwd=place).stdout
    assert "reject “" not in listed


def test_a_run_is_reverted_and_comes_back_when_its_reports_are_taken_in_again(place):
    runs = asked(place, "imports")
    assert [(each["added"], each["brought"]) for each in runs] == [(1, 1), (1, 1)]
    last = runs[0]["id"]
    assert "1 report" in run(place, "revert", last[:12], *WHY)
    assert "Viktor Khrenin" not in run(place, "claims")
    assert "1 reverted" in run(place, "claims")
    assert "reverted: " in run(place, "imports")
    assert "is in again" in run(place, "revert", last, *WHY)
    assert "Viktor Khrenin" in run(place, "claims")
    run(place, "revert", last, *WHY)
    assert "1 known already" in run(place, "ingest", "two.txt")
    assert "Viktor Khrenin" in run(place, "claims")


def test_a_source_is_graded_and_edited_with_reasons(place):
    assert "is graded D, was F" in run(place, "regrade", "TASS", "D", *WHY)
    run(place, "source", "tass", "--set", "owner=somebody else", *WHY)
    shown = run(place, "source", "TASS")
    assert "grade: D" in shown
    assert "set by person:mira" in shown
    assert "the outlet's own correction" in shown
    (graded,) = asked(place, "sources", "--grade", "D")
    assert (graded["name"], graded["owner"]) == ("TASS", "somebody else")
    assert graded["graded_by"] == "person:mira"
    assert [each["name"] for each in asked(place, "sources", "--state-affiliated")] == ["TASS"]
    facts = {fact["field"]: fact for fact in asked(place, "source", "TASS")["facts"]}
    assert facts["owner"]["by"] == "person:mira"
    assert (facts["kind"]["by"], facts["kind"]["source"]) == ("catalogue", "recalled")


def test_a_registry_file_of_ones_own_is_taken_in_and_back(place):
    (place / "own.toml").write_text('[[publisher]]\nname = "Example Wire"\ncountry = "LT"\n')
    assert "1 new fact" in run(place, "sources", "--import", "own.toml", *WHY)
    own = {each["name"]: each["country"] for each in asked(place, "sources")}
    assert own["Example Wire"] == "LT"
    run(place, "revert", asked(place, "imports")[0]["id"], *WHY)
    own = {each["name"]: each["country"] for each in asked(place, "sources")}
    assert own["Example Wire"] is None


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("reject", "clm-00000000"), "no such claim"),
        (("accept", "everything"), "no id"),
        (("merge", "{report}", "{report}", "--as", "story"), "named twice"),
        (("merge", "{report}", "{other}"), "--as origin or --as story"),
        (("undo", "jdg-0000"), "no such decision"),
        (("revert", "rcp-0000"), "no such import"),
        (("regrade", "TASS", "Z"), "is no grade"),
        (("regrade", "TAS", "A"), "Did you mean: TASS"),
        (("source", "TASS", "--set", "owns=x"), "Did you mean: owner"),
    ],
)
def test_a_mistake_is_one_line_that_says_what_to_type(filled, ids, arguments, said):
    typed = [each.format(**ids) for each in arguments]
    printed = run(filled, *typed, *WHY, code=2)
    assert said in printed
    assert printed.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("reject", "{claim}"),
        ("merge", "{claim}", "{claim}"),
        ("regrade", "TASS", "B"),
        ("source", "TASS", "--set", "owner=x"),
        ("same", "Jonas Petraitis", "Viktor Khrenin"),
    ],
)
def test_a_decision_without_a_reason_is_refused(filled, ids, arguments):
    typed = [each.format(**ids) for each in arguments]
    assert "needs a reason" in run(filled, *typed, "--reason", "  ", code=2)


def test_a_malformed_import_is_told_line_by_line(place):
    (place / "bad.jsonl").write_text('{"format": "something"}\nno JSON\n')
    done = vedette("judgements", "--import", "bad.jsonl", "--store", "desk.db", cwd=place)
    assert done.returncode == 2
    assert "bad.jsonl:1: the format is not known" in done.stdout
    assert "bad.jsonl:2: no JSON" in done.stdout
    assert done.stderr.count("\n") == 1
    assert "no valid TOML" in run(place, "sources", "--import", "bad.jsonl", code=2)
    assert "Did you mean: reject" in run(place, "judgements", "--kind", "rejekt", code=2)


def test_what_a_rule_judges_on_reading_can_be_rejected(place):
    """A board gives a loan of scope no id on the terminal; programs have it from the ledger."""
    (place / "again.txt").write_text(
        STORIES["two"]
        .replace("example.net/two", "example.net/again")
        .replace(" in Belarus, Belarusian", ", Belarusian")
        .replace("publisher: TASS", "publisher: Other Post"),
        encoding="utf-8",
    )
    run(place, "ingest", "again.txt")
    with open_store(str(place / "desk.db")) as store:

        def loans():
            with store.view() as view:
                return queries.figures(view, "Zapad-2025", conventions=Conventions.shipped()).loans

        loan, *_ = loans()
        made = deciding.reject(store, loan.id[:14], reason="not that one", who="mira")
        assert made.effect.startswith("the loan “")
        assert loan.id not in {one.id for one in loans()}
        deciding.undo(store, made.judgement.id, reason="after all", who="mira")
        assert loan.id in {one.id for one in loans()}
