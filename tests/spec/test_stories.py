"""Stories: which reports tell of one happening, as they arrive one after the other."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest
from telling import companies, told

from vedette.compare.stories.group import find_stories, group, make_gist
from vedette.compare.stories.threads import find_threads
from vedette.model import Judgement, JudgementKind

QUAKE = (
    "A strong earthquake shook the town of Mirandela on Tuesday and damaged the old town hall, "
    "the mayor Rui Sequeira said. Eleven people were hurt by falling bricks.\n\n"
    "Firefighters searched two collapsed houses near the river through the night."
)
QUAKE_AGAIN = (
    "Rescuers ended their search in Mirandela on Wednesday after the earthquake that damaged the "
    "town hall. Mayor Rui Sequeira said all eleven injured people had left hospital.\n\n"
    "Engineers are inspecting the two houses that collapsed near the river."
)
QUAKE_ELSEWHERE = (
    "A strong earthquake shook the port of Antofagasta on Tuesday and damaged the cathedral, "
    "the governor Paula Rivas said. Forty people were hurt by falling glass.\n\n"
    "Soldiers cleared the coastal road, where a landslide had buried six cars."
)
FERRY = (
    "The ferry Halland ran aground off Gotland on Friday with 212 passengers aboard, the Swedish "
    "coast guard said.\n\nAll passengers were taken to Visby by helicopter and by lifeboat."
)
FERRY_RETOLD = (
    "Helicopters and lifeboats brought 212 passengers of the Halland to Visby after the ferry ran "
    "aground off Gotland, according to the coast guard of Sweden.\n\nNobody was hurt."
)


def test_a_follow_up_on_the_next_day_joins():
    assert companies(told(QUAKE, "2024-05-07"), told(QUAKE_AGAIN, "2024-05-08")) == [[0, 1]]


def test_the_same_kind_of_happening_in_the_same_place_a_year_later_does_not_join():
    assert companies(told(QUAKE, "2023-05-09"), told(QUAKE_AGAIN, "2024-05-08")) == [[0], [1]]


def test_two_happenings_of_one_kind_on_one_day_in_two_places_are_two():
    assert companies(told(QUAKE, "2024-05-07"), told(QUAKE_ELSEWHERE, "2024-05-07")) == [[0], [1]]


def test_a_retitled_reprint_joins():
    first = told(FERRY, "2024-05-10", publisher="Northwire", headline="Ferry aground")
    again = told(FERRY, "2024-05-11", publisher="Bay News", headline="Drama off Gotland")
    assert companies(first, again) == [[0, 1]]


def test_an_undated_report_is_told_by_its_own_names_and_words():
    quake, ferry = told(QUAKE, "2024-05-07"), told(FERRY, "2024-05-10")
    assert companies(quake, ferry, told(FERRY_RETOLD)) == [[0], [1, 2]]


def test_undated_reports_that_state_other_years_are_apart():
    here = told(
        "The earthquake of 9 May 2011 in Mirandela cost the church its bell. Fourteen pupils were "
        "hurt by falling tiles, and lessons were held in tents for a month."
    )
    there = told(
        "Engineers found no cracks in the dam above Mirandela after the tremors of 12 June 2024. "
        "The water company lowered the lake by two metres as a precaution."
    )
    assert companies(here, there) == [[0], [1]]


def test_a_round_up_draws_no_two_stories_together():
    round_up = told(
        "In brief: an earthquake damaged the town hall of Mirandela; the ferry Halland ran "
        "aground off Gotland; the parliament of Moldova met for its first session.",
        "2024-05-11",
    )
    found = companies(told(QUAKE, "2024-05-09"), told(FERRY, "2024-05-10"), round_up)
    assert not any({0, 1} <= set(one) for one in found)


def test_an_anniversary_piece_does_not_join_the_old_news_that_it_recalls():
    recalled = told(
        "Mirandela remembered on Wednesday the earthquake that damaged its town hall a year ago. "
        "Mayor Rui Sequeira laid flowers near the river, where two houses collapsed.",
        "2025-05-07",
    )
    assert companies(told(QUAKE, "2024-05-07"), recalled) == [[0], [1]]


def test_the_reason_names_what_two_reports_share_and_what_lost():
    items = [told(QUAKE, "2024-05-07"), told(FERRY, "2024-05-10"), told(FERRY_RETOLD, "2024-05-10")]
    placement = group(items).placements[items[2][0].id]
    assert placement.nearest == items[1][0].id
    assert any("halland" in one.detail for one in placement.evidence)


def test_the_first_report_says_that_nothing_was_near():
    item = told(QUAKE, "2024-05-07")
    placement = group([item]).placements[item[0].id]
    assert (placement.story, placement.nearest) == (None, None)
    assert "nothing nearby" in placement.reason


# ---- named activities --------------------------------------------------------------------------

DRILL = (
    "Russia and Belarus began the Zapad-{year} exercise near Barysaw on Friday with {count} "
    "soldiers, the Belarusian defence ministry said.\n\nZapad-{year} will last five days."
)


def test_one_edition_of_an_exercise_is_not_another_even_on_one_day():
    old = told(DRILL.format(year=2021, count="12,800"))
    new = told(DRILL.format(year=2025, count="7,000"))
    assert companies(old, new) == [[0], [1]]
    assert [one.name for one in group([old, new]).stories] == ["Zapad-2021", "Zapad-2025"]


def test_a_thread_holds_the_stories_about_its_activity_and_no_others():
    start = told(DRILL.format(year=2025, count="7,000"), "2025-09-12")
    visit = told(
        "Observers from nine countries watched gunners fire at the Zapad-2025 drills on a range "
        "by the Barents Sea, where the submarine Arkhangelsk launched a cruise missile.",
        "2025-09-15",
    )
    stories = find_stories([start, visit, told(FERRY, "2025-09-15")])
    (thread,) = find_threads(stories)
    assert (thread.name, thread.series) == ("Zapad-2025", "Zapad")
    assert set(thread.report_ids) == {start[0].id, visit[0].id}


# ---- persons -----------------------------------------------------------------------------------


def decision(kind, a, b, *, day=1, by="person:ann"):
    key = Judgement.make_id(kind, a=a[0].id, b=b[0].id, by=by, code="story", value=None)
    made = datetime(2025, 1, day, tzinfo=UTC)
    return Judgement(key, kind, a[0].id, b[0].id, by, "seen", code="story", made_at=made)


SAME, APART = JudgementKind.SAME, JudgementKind.NOT_SAME


@pytest.fixture(scope="module")
def three():
    return told(QUAKE, "2024-05-07"), told(QUAKE_AGAIN, "2024-05-08"), told(FERRY, "2024-05-10")


def test_a_person_joins_two_stories(three):
    assert companies(*three, decisions=[decision(SAME, three[0], three[2])]) == [[0, 1, 2]]


def test_a_person_parts_two_reports_of_one_story(three):
    assert companies(*three, decisions=[decision(APART, three[0], three[1])]) == [[0], [1], [2]]


def test_of_two_persons_who_contradict_each_other_the_later_stands(three):
    early = decision(APART, three[0], three[1])
    late = decision(SAME, three[1], three[0], day=2, by="person:bob")
    assert companies(*three, decisions=[late, early]) == [[0, 1], [2]]
    assert group(three, [late, early]).unheeded == (early,)


def test_reports_told_apart_are_never_joined_by_way_of_a_third(three):
    decisions = [
        decision(APART, three[0], three[2]),
        decision(SAME, three[1], three[2], day=2),
        decision(SAME, three[0], three[1], day=3),
    ]
    found = companies(*three, decisions=decisions)
    assert not any({0, 2} <= set(one) for one in found)
    assert group(three, decisions).unheeded


# ---- bad input ---------------------------------------------------------------------------------


def test_the_order_of_unrelated_reports_changes_no_group():
    items = [
        told(QUAKE, "2024-05-07"),
        told(FERRY, "2024-05-08"),
        told(QUAKE_ELSEWHERE, "2024-05-08"),
        told(DRILL.format(year=2025, count="7,000"), "2024-05-09"),
        told(QUAKE_AGAIN, "2024-05-08"),
        told(FERRY_RETOLD, "2024-05-09"),
    ]
    groups = set()
    for seed in range(6):
        order = random.Random(seed).sample(items, len(items))  # noqa: S311 -- an order
        stories = group(order).stories
        groups.add(frozenset(frozenset(one.report_ids) for one in stories))
    assert len(groups) == 1


def test_a_thousand_identical_reports_are_one_story():
    items = [told(FERRY, "2024-05-10")] * 2
    report, analysis = items[0]
    items = [told_again(report, analysis, number) for number in range(1000)]
    (only,) = group(items).stories
    assert len(only.report_ids) == 1000


def told_again(report, analysis, number):
    from dataclasses import replace

    from vedette.model import Report

    publisher = f"Outlet {number}"
    key = Report.make_id(publisher, "", report.text)
    again = replace(report, id=key, publisher=publisher)
    return again, replace(analysis, report_id=key)


@pytest.mark.parametrize("text", ["", "Stop.", "…", "13"])
def test_reports_without_words_to_tell_them_by_stand_alone(text):
    assert companies(told(text or " "), told(QUAKE, "2024-05-07")) == [[0], [1]]


def test_a_date_in_the_future_is_taken_as_it_stands():
    assert companies(told(QUAKE, "2024-05-07"), told(QUAKE_AGAIN, "2094-05-08")) == [[0], [1]]


def test_the_exercise_of_no_told_year_is_that_of_the_report():
    this = gist("Belarus says this year's Zapad exercise will begin on 12 September.", "2025-08-12")
    later = gist("Zapad-2025 begins. Zapad-2021 was larger.", "2025-09-12")
    assert (this.activity, this.series) == ("Zapad-2025", "Zapad") == (later.activity, later.series)
    assert gist("Zapad drills used to be larger, a general said.").activity == ""
    assert gist(
        "Zapad-2021 was larger than Zapad-2017; Zapad-2021 ended.", "2025-09-01"
    ).activity == ("Zapad-2021")


def gist(text: str, day: str | None = None):
    return make_gist(*told(text, day))
