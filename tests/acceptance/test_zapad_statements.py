"""Who said what in the example reports, carried by whom, and what denies it.

`zapad_statements.toml` lists statements as a reader finds them; each is a test of its own.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest
from running import vedette

from vedette.compare.statements.build import build_statements
from vedette.compare.statements.vanished import vanished
from vedette.model import Loss

FILE = Path(__file__).parent / "zapad_statements.toml"
EXPECTED = tomllib.loads(FILE.read_text(encoding="utf-8"))["statement"]
OLDER_VERSION = "2025-09-15-border-courier-observers.txt"


@pytest.fixture(scope="session")
def items(corpus_outcomes):
    newest = {name: o for name, o in corpus_outcomes.items() if name != OLDER_VERSION}
    return [(o.report, o.analysis) for o in newest.values()]


@pytest.fixture(scope="session")
def found(items):
    return build_statements(items)


@pytest.fixture(scope="session")
def files(corpus_outcomes):
    return {o.report.id: name for name, o in corpus_outcomes.items()}


def the_one(found, expected):
    hits = [
        one
        for one in found.utterances
        if expected["words"] in one.words and one.speaker.name == expected["speaker"]
    ]
    assert len(hits) == 1, [one.words for one in hits]
    return hits[0]


def name(expected):
    return expected["name"]


@pytest.mark.parametrize("expected", EXPECTED, ids=name)
def test_a_statement_is_one_utterance_with_its_carriers(expected, found, files):
    one = the_one(found, expected)
    assert sorted({files[c.report_id] for c in one.carriers}) == sorted(expected["carriers"])


@pytest.mark.parametrize("expected", EXPECTED, ids=name)
def test_a_statement_is_counted_in_three_numbers(expected, found):
    one = the_one(found, expected)
    counted = {
        "utterers": len(one.utterers),
        "origins": len(one.origins),
        "outlets": len(one.outlets),
    }
    assert counted == {key: expected[key] for key in counted}


@pytest.mark.parametrize("expected", EXPECTED, ids=name)
def test_carriers_that_disagree_on_the_words_are_flagged(expected, found):
    one = the_one(found, expected)
    codes = {
        str(code)
        for wording in one.wordings
        for difference in wording.differences
        for code in difference.codes
        if code.is_flagged
    }
    assert sorted(codes) == expected.get("flagged", [])


@pytest.mark.parametrize("expected", [e for e in EXPECTED if "possibly" in e], ids=name)
def test_what_may_be_the_same_is_kept_apart_and_noted(expected, found, files):
    one = the_one(found, expected)
    noted = {
        files[carrier.report_id]
        for other in found.utterances
        if one.id in other.possibly or other.id in one.possibly
        for carrier in other.carriers
    }
    assert noted == set(expected["possibly"])


def test_carriers_without_a_reprint_are_origins_of_their_own(found):
    halved = the_one(found, next(e for e in EXPECTED if e["name"] == "ministry-nearly-halved"))
    assert halved.is_of_one_origin
    colonel = the_one(found, next(e for e in EXPECTED if e["name"] == "mazonas-8000-in-belarus"))
    assert colonel.is_of_one_utterer
    assert not colonel.is_of_one_origin


def lines(found):
    known = {one.id: one for one in (*found.utterances, *found.outside)}
    return [
        (
            known[tie.a].speaker.name,
            tie.code,
            known[tie.b].speaker.name if tie.b else None,
            known[tie.a].words,
        )
        for tie in found.ties
    ]


def test_moscows_denial_that_poland_was_a_target_is_kept_though_nobody_says_so(found):
    assert (
        "Russia",
        "denies what no report states",
        None,
        "Poland was a target",
    ) in lines(found)


def test_minsk_rejects_what_tusk_says(found):
    assert ("Belarus", "denies", "Donald Tusk", "this") in lines(found)


def test_defensive_stands_against_aggressive(found):
    pairs = {(a, b) for a, code, b, _ in lines(found) if code == "contradicts"}
    assert {("Belarus", "Donald Tusk"), ("Donald Tusk", "Belarus")} & pairs
    assert ("Donald Tusk", "Valery Revenko") in pairs
    named = {name for pair in pairs for name in pair}
    assert named == {"Donald Tusk", "Belarus", "Valery Revenko"}


def test_every_span_holds_in_its_report(found, items):
    texts = {report.id: report.text for report, _ in items}
    for one in found.utterances:
        for carrier in one.carriers:
            assert all(span.holds_in(texts[carrier.report_id]) for span in carrier.spans)


def test_the_corrected_number_of_states_ties_to_its_note(corpus_outcomes):
    older = corpus_outcomes[OLDER_VERSION]
    newer = corpus_outcomes["2025-09-16-border-courier-observers-corrected.txt"]
    versions = [(o.report, o.analysis) for o in (newer, older)]
    figures = [one for one in vanished(versions) if one.kind == "figure"]
    assert [(one.words.quote, one.now.quote, one.loss) for one in figures] == [
        ("32 states", "23 states", Loss.CORRECTED)
    ]


@pytest.fixture(scope="module")
def store(tmp_path_factory, corpus):
    folder = tmp_path_factory.mktemp("statements")
    done = vedette("ingest", corpus, "--store", folder / "v.db", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def run(store, *arguments):
    return vedette(*arguments, "--store", store / "v.db", cwd=store)


def test_the_command_lists_statements_with_carriers_and_numbers(store):
    done = run(store, "statements", "zapad-2025", "--speaker", "Mindaugas Mažonas", "--json")
    assert done.returncode == 0, done.stderr
    data = json.loads(done.stdout)
    assert data["subject"] == "Zapad-2025"
    one = next(s for s in data["statements"] if "8,000" in s["words"])
    assert (one["utterers"], one["origins"], one["outlets"]) == (1, 5, 5)
    assert one["single_utterer"] is True
    assert one["carriers_disagree"] is True


def test_the_command_prints_statements_for_people(store):
    done = run(store, "statements", "Zapad-2025")
    assert done.returncode == 0, done.stderr
    assert "against it: Donald Tusk" in done.stdout
    assert "carriers disagree on the words" in done.stdout


def test_the_command_lists_denials_of_all_reports_and_as_of(store):
    done = run(store, "denials", "--json")
    assert done.returncode == 0, done.stderr
    codes = [one["code"] for one in json.loads(done.stdout)["denials"]]
    assert {"denies", "contradicts", "denies what no report states"} <= set(codes)
    early = run(store, "denials", "Zapad-2025", "--as-of", "2025-09-01", "--json")
    assert "contradicts" not in {one["code"] for one in json.loads(early.stdout)["denials"]}
    assert run(store, "denials").returncode == 0


def test_a_thing_can_be_the_subject(store):
    done = run(store, "statements", "Oreshnik", "--json")
    words = [one["words"] for one in json.loads(done.stdout)["statements"]]
    assert words
    assert all("Oreshnik" in each for each in words)


@pytest.mark.parametrize(
    "arguments", [("statements", "Nothing"), ("statements", "Zapad-2025", "--speaker", "Nobody")]
)
def test_an_unknown_subject_or_speaker_is_one_line(store, arguments):
    done = run(store, *arguments)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
