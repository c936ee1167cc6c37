"""The page of an activity: picture and tables, why numbers do not conflict, parts, lists."""

from __future__ import annotations

import csv
import io
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient
from web_samples import ADAMSON, EXERCISE, NOON, Desk

from vedette.compare.conventions import Conventions
from vedette.run import activities as run_activities
from vedette.run import queries
from vedette.run.config import Settings
from vedette.store.store import open_store
from vedette.web.app import create_app
from vedette.web.questions import ask

PAGE = f"/activity/{EXERCISE}"
PARTS = (
    "statements",
    "map",
    "events",
    "equipment",
    "participants",
    "measures",
    "sources",
    "changes",
)


ASKED_BY_A_PAGE = {"HX-Request": "true"}


def get(client: TestClient, path: str, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.text


def words(text: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


def rows(client: TestClient) -> dict[str, str]:
    """Return the ids of the board's rows by what they say."""
    found = re.findall(
        r'name="row" value="(row-\w+)"[^>]*aria-label="Compare ([^"]*)"', get(client, PAGE)
    )
    return {label: id_ for id_, label in found}


# ---- the picture -------------------------------------------------------------------------------


def test_the_board_is_drawn_wide_and_narrow_and_said_in_a_table(client):
    page = get(client, PAGE)
    assert page.count('<svg viewBox="0 0 1080') >= 1
    assert page.count('<svg viewBox="0 0 344') >= 1
    assert 'class="board picked"' in page
    for id_ in rows(client).values():
        assert f'id="{id_}"' in page


def test_every_mark_leads_to_exact_words_and_says_what_it_is(client):
    marks = re.findall(
        r'<a href="([^"]*)" class="line [a-z]+" aria-label="([^"]*)"', get(client, PAGE)
    )
    assert len(marks) >= 4
    for href, label in marks:
        assert "/report/" in href
        assert "mark=" in href
        assert "soldiers" in label
    assert any("more than 30,000" in label for _, label in marks)


def test_the_picture_has_an_address_as_svg_and_as_png(client):
    answer = client.get(f"{PAGE}/board.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    tree = ET.fromstring(answer.text)  # noqa: S314 - our own
    assert f"Numbers said of {EXERCISE}" in "".join(tree.itertext())
    png = client.get(f"{PAGE}/board.png?narrow=1")
    assert png.headers["content-type"] == "image/png"
    assert png.content.startswith(b"\x89PNG")


def test_a_picture_as_of_a_day_says_so(client):
    drawn = get(client, f"{PAGE}/board.svg?as_of=2025-09-12")
    assert "As it could be known on 2025-09-12" in drawn
    assert "7,000" in drawn
    assert "30,000" not in drawn


def test_the_board_in_short_sets_the_organiser_beside_others(client):
    page = get(client, PAGE)
    short = words(page[page.index('class="short"') : page.index("</table>")])
    assert "30,000" in short
    assert "6,800" in short


def test_one_question_has_a_page_of_its_own(client, store_path):
    with open_store(str(store_path)) as store, store.view() as view:
        board = queries.open_board(view, EXERCISE, conventions=Conventions.shipped())
        key = ask(board.ledger).strength[0].question.key
    page = get(client, f"{PAGE}/panel/{key}")
    assert "in the order of time" in page
    assert "about 6,800 soldiers" in page
    assert "<svg" in page
    assert get(client, f"{PAGE}/board.svg?show={key}").startswith("<svg")
    missing = client.get(f"{PAGE}/panel/none")
    assert missing.status_code == 404
    assert "no question on" in missing.text


# ---- why ---------------------------------------------------------------------------------------


def test_two_picked_numbers_lead_to_why_they_conflict(client):
    picked = rows(client)
    query = "&".join(f"row={id_}" for id_ in picked.values())
    page = words(get(client, f"{PAGE}/pair?{query}"))
    assert "Why these conflict" in page
    assert "The intervals do not meet" in page or "intervals do not meet" in page
    assert "What each counts" in page
    assert "everywhere assumed" in page
    assert "about 6,800 soldiers" in page
    assert "more than 30,000 soldiers" in page


def test_one_or_no_picked_number_leads_to_a_list_to_choose_from(client):
    first = next(iter(rows(client).values()))
    page = get(client, f"{PAGE}/pair?row={first}")
    assert "Compare two numbers" in page
    assert page.count("<select") >= 2
    assert f'<option value="{first}" selected' in page


def test_an_unknown_row_is_not_found(client):
    for path in ("pair?a=row-x&b=row-y", "verdicts?row=row-x"):
        answer = client.get(f"{PAGE}/{path}")
        assert answer.status_code == 404
        assert f"no row of {EXERCISE}" in answer.text


def test_verdicts_list_conflicts_first_with_their_reason(client):
    page = words(get(client, f"{PAGE}/verdicts"))
    assert "every pair of one counted class" in page
    assert "do not meet" in page


def test_verdicts_of_one_row_and_of_one_kind_can_be_asked_for(client):
    first = next(iter(rows(client).values()))
    assert "Only those of" in get(client, f"{PAGE}/verdicts?row={first}")
    assert "There is no such pair" in get(client, f"{PAGE}/verdicts?verdict=part+of")
    wrong = client.get(f"{PAGE}/verdicts?verdict=maybe")
    assert wrong.status_code == 400
    assert "is no verdict" in wrong.text


def test_the_old_address_of_a_row_s_verdicts_still_leads_there(client):
    first = next(iter(rows(client).values()))
    assert "Only those of" in get(client, f"{PAGE}?row={first}")


# ---- parts -------------------------------------------------------------------------------------


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_a_page_of_its_own_and_a_piece_of_the_whole(client, part):
    whole = get(client, f"{PAGE}/{part}")
    assert "<h1>" in whole
    piece = get(client, f"{PAGE}/{part}", **ASKED_BY_A_PAGE)
    assert "<html" not in piece
    assert "<h1>" not in piece
    assert f'href="{PAGE}/{part}"' in get(client, PAGE), "without a script the part is a link away"


def test_statements_stand_under_a_theme_with_their_speaker_and_words(client):
    page = get(client, f"{PAGE}/statements")
    assert "Ilse Adamson" in page
    assert 'class="chip deny"' in page
    assert re.search(r'href="/report/rep-\w+\?mark=\d+-\d+#s\d+-\d+"', page)


def test_sources_tell_what_is_not_known_of_a_publisher(client):
    page = words(get(client, f"{PAGE}/sources"))
    assert "Westmark Post" in page
    assert "cannot be judged" in page
    assert "unknown" in page


def test_changes_are_asked_since_a_day(client):
    page = words(get(client, f"{PAGE}/changes?since=2025-09-12"))
    assert "30,000" in page
    assert client.get(f"{PAGE}/changes?since=soon").status_code == 400


@pytest.mark.parametrize("part", ["", *(f"/{part}" for part in PARTS), "/verdicts", "/pair"])
def test_hostile_text_runs_nowhere(client, part):
    page = get(client, f"{PAGE}{part}")
    assert "<script>alert" not in page
    assert "onerror=" not in page.replace("onerror=alert(1)&gt;", "")


# ---- out of it ---------------------------------------------------------------------------------


def test_all_rows_leave_as_csv_with_the_address_of_their_words(client):
    answer = client.get(f"{PAGE}/figures.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    head, *body = list(csv.reader(io.StringIO(answer.text)))
    assert {"activity", "low", "bound", "speaks_as", "assumed", "words"} <= set(head)
    table = [dict(zip(head, row, strict=True)) for row in body]
    assert {row["speaker"] for row in table} == {"Ilse Adamson", "Westmark Intelligence"}
    assert all(row["words"].startswith("/report/") for row in table)


# ---- lists -------------------------------------------------------------------------------------


def test_all_activities_are_listed_with_reports_figures_and_days(client):
    page = words(get(client, "/activities"))
    assert EXERCISE in page
    assert "2025-09-10" in page
    answer = client.get("/activities.csv")
    assert answer.text.startswith("name,type,edition_of,reports,figures,first,last")


def test_activities_are_narrowed_and_sorted(client):
    assert EXERCISE in get(client, "/activities?text=granite&kind=exercise&sort=last")
    assert "No activity fits" in get(client, "/activities?text=nothing")
    wrong = client.get("/activities?sort=colour")
    assert wrong.status_code == 400
    assert "not sorted by" in wrong.text


def test_a_cell_counts_conflicts_on_demand(client):
    assert "1 " in words(get(client, f"{PAGE}/conflicts", **ASKED_BY_A_PAGE))
    assert "every pair of one counted class" in get(client, f"{PAGE}/conflicts")


def test_a_series_shows_its_editions_side_by_side(client):
    page = words(get(client, f"/series/{EXERCISE}"))
    assert "Granite" in page
    assert "Estimated by others" in page
    assert client.get("/series/Nothing-1999").status_code == 404


def test_an_empty_store_has_no_activities(tmp_path):
    with open_store(str(tmp_path / "empty.db")):
        pass
    app = create_app(Settings(store=str(tmp_path / "empty.db")))
    with TestClient(app, base_url="http://localhost") as client:
        assert "No activity has a name yet" in get(client, "/activities")


def test_one_activity_is_told_with_its_reports_and_figures(store_path, reports):
    assert reports
    with open_store(str(store_path)) as store, store.view() as view:
        one = run_activities.about_one(view, EXERCISE)
    assert one is not None
    assert (one.reports, one.figures) == (4, 3)


# ---- names with a slash ------------------------------------------------------------------------


def test_an_activity_whose_name_holds_a_slash_has_all_its_pages(tmp_path):
    made = Desk("Ilse Adamson said 500 soldiers take part in Granite.", day=10)
    made.says("500 soldiers", "500 soldiers", by=ADAMSON, low=500, high=500)
    report, analysis = made.item()
    name = "Granite/Slate 2025"
    figures = tuple(replace(f, scope=replace(f.scope, activity=name)) for f in analysis.figures)
    activities = tuple(replace(one, name=name) for one in analysis.activities)
    path = tmp_path / "store.db"
    with open_store(str(path)) as store:
        told = replace(analysis, figures=figures, activities=activities)
        store.add([(report, told)], ingested_at=NOON)
    with TestClient(create_app(Settings(store=str(path))), base_url="http://localhost") as client:
        assert "/activity/Granite%2FSlate%202025" in get(client, "/activities")
        page = get(client, "/activity/Granite%2FSlate%202025")
        assert f"<h1>{name}" in page
        for link in sorted(set(re.findall(r'"(/activity/Granite%2FSlate[^"#]*)"', page))):
            if "/brief" not in link:
                assert client.get(link.replace("&amp;", "&")).status_code == 200, link
        moved = client.get("/activity/granite%2Fslate%202025/verdicts", follow_redirects=False)
        assert moved.headers["location"] == "/activity/Granite%2FSlate%202025/verdicts"
