"""The commands on who is who, run as documented: two names, decided on, parted, joined again."""

from __future__ import annotations

import json
import re

import pytest
from running import vedette

STORIES = {
    "one": """publisher: Example Wire
url: https://example.org/one
date: 2025-09-10

VILNIUS (Example Wire) - Up to 9,000 troops will take part in Zapad-2025, Col. Jonas Petraitis, \
spokesman for the Lithuanian Armed Forces, said on Tuesday.
""",
    "two": """publisher: Other Post
url: https://example.net/two
date: 2025-09-11

RIGA (Other Post) - Up to 9,000 troops will take part in Zapad-2025, Lithuanian army spokesman \
Col. Jonas Petrajtis said on Tuesday.
""",
    "three": """publisher: Third Daily
url: https://example.com/three
date: 2025-09-12

MINSK (Third Daily) - About 7,000 troops will take part in Zapad-2025 in Belarus, Belarusian \
Defence Minister Viktor Khrenin said.
""",
    "four": """publisher: Fourth Daily
url: https://example.com/four
date: 2025-09-12

MINSK (Fourth Daily) - About 6,000 troops will take part in Zapad-2025 in Belarus, Defence \
Minister Viktar Chrenin said.
""",
}
WHY = ("--reason", "the outlet's own correction", "--who", "mira")


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stories")
    for name, story in STORIES.items():
        (folder / f"{name}.txt").write_text(story, encoding="utf-8")
    done = vedette("ingest", ".", "--store", "names.db", cwd=folder)
    assert "4 reports added" in done.stdout, done.stderr
    return folder


@pytest.fixture
def place(filled, tmp_path):
    (tmp_path / "names.db").write_bytes((filled / "names.db").read_bytes())
    return tmp_path


def run(place, *arguments, code=0):
    done = vedette(*arguments, "--store", "names.db", cwd=place)
    assert done.returncode == code, done.stderr
    return done.stdout if code == 0 else done.stderr


def asked(place, *arguments):
    return json.loads(run(place, *arguments, "--json"))


def reports_of(place, speaker):
    return {one["report"]["publisher"] for one in asked(place, "claims", "--speaker", speaker)}


def speakers_on_the_board(place):
    return {one["speaker"]["id"] for one in asked(place, "figures", "Zapad-2025")["figures"]}


def report_by(place, publisher):
    claims = asked(place, "claims")
    return next(one["report"]["id"] for one in claims if one["report"]["publisher"] == publisher)


def decision_in(printed):
    return re.search(r"jdg-[0-9a-f]+", printed)[0]


def test_two_who_were_one_come_apart_and_undo_brings_them_together(place):
    both = {"Third Daily", "Fourth Daily"}
    assert reports_of(place, "Viktor Khrenin") == both
    before = speakers_on_the_board(place)
    there = f"Viktor Khrenin@{report_by(place, 'Fourth Daily')[:12]}"
    made = run(place, "not-same", "Viktor Khrenin", there, *WHY)
    assert reports_of(place, "Viktor Khrenin") == {"Third Daily"}
    assert reports_of(place, there) == {"Fourth Daily"}
    assert len(speakers_on_the_board(place)) == len(before) + 1
    run(place, "undo", decision_in(made), *WHY)
    assert reports_of(place, "Viktor Khrenin") == both
    assert speakers_on_the_board(place) == before


def test_a_rule_links_an_officer_and_a_person_outranks_it(place):
    assert reports_of(place, "Jonas Petraitis") == {"Example Wire"}
    run(place, "names", "--judge")
    assert reports_of(place, "Jonas Petraitis") == {"Example Wire", "Other Post"}
    (known,) = asked(place, "names", "Jonas Petraitis")
    (judged,) = known["judgements"]
    assert judged["by"] == "rule:names@1"
    assert judged["score"] > 0
    assert any(line.startswith("surname: ") for line in judged["evidence"])
    assert {form["text"] for form in known["written"]} == {"Jonas Petraitis", "Jonas Petrajtis"}
    run(place, "not-same", judged["a"], judged["b"], *WHY)
    assert reports_of(place, judged["a"]) != reports_of(place, judged["b"])


def test_a_rules_decision_taken_back_is_not_made_again(place):
    made = decision_in(run(place, "names", "--judge"))
    listed = asked(place, "names", "Jonas Petraitis")[0]["judgements"]
    run(place, "undo", listed[0]["id"], *WHY)
    assert made
    assert "0 new judgements" in run(place, "names", "--judge")
    assert reports_of(place, "Jonas Petraitis") == {"Example Wire"}


def test_a_person_may_link_what_no_rule_links(place):
    run(place, "same", "Jonas Petraitis", "Viktor Khrenin", *WHY)
    assert "Example Wire" in reports_of(place, "Viktor Khrenin")
    (known,) = asked(place, "names", "Viktor Khrenin")
    assert known["judgements"][0]["by"] == "person:mira"


def test_a_decision_undone_can_be_made_again(place):
    first = run(place, "same", "Jonas Petraitis", "Viktor Khrenin", *WHY)
    run(place, "undo", decision_in(first), *WHY)
    again = run(place, "same", "Jonas Petraitis", "Viktor Khrenin", *WHY)
    assert decision_in(again) == decision_in(first)
    assert "Example Wire" in reports_of(place, "Viktor Khrenin")


def test_decisions_that_contradict_each_other_are_refused(place):
    run(place, "not-same", "Jonas Petraitis", "Viktor Khrenin", *WHY)
    run(place, "same", "Jonas Petraitis", "Jonas Petrajtis", *WHY)
    said = run(place, "same", "Jonas Petrajtis", "Viktor Khrenin", *WHY, code=2)
    assert "contradicts an earlier decision" in said
    assert "vedette undo jdg-" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("same", "Nobody At All", "Viktor Khrenin"), "nobody is called"),
        (("same", "Jonas Petraytis X", "Viktor Khrenin"), "Did you mean"),
        (("not-same", "Viktor Khrenin", "Viktor Chrenin"), "NAME@REPORT"),
        (("undo", "jdg-0000"), "no such decision"),
        (("same", "", "Viktor Khrenin"), "nobody is called"),
        (("same", "🙂", "\u200b"), "nobody is called"),
        (("same", "A" * 10_000, "Viktor Khrenin"), "nobody is called"),
    ],
)
def test_a_mistake_is_one_line_that_says_what_to_type(place, arguments, said):
    printed = run(place, *arguments, *WHY, code=2)
    assert said in printed
    assert printed.count("\n") == 1


def test_the_past_is_seen_with_what_was_decided_then(place):
    there = f"Viktor Khrenin@{report_by(place, 'Fourth Daily')}"
    run(place, "not-same", "Viktor Khrenin", there, *WHY)
    then = asked(
        place, "claims", "--speaker", "Viktor Khrenin", "--as-of", "2020-01-01", "--by", "retrieved"
    )
    assert then == []
    assert reports_of(place, "Viktor Khrenin") == {"Third Daily"}
