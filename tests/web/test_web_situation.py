"""Situation, coverage, timeline: what they show, and where each line leads."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from test_web_pages import _get
from web_samples import EXERCISE, NOON, Desk

from vedette.compare.changes import Kind
from vedette.compare.conventions import load_conventions
from vedette.run.changes import Bounds, changes, parse_stretch
from vedette.run.config import Settings
from vedette.store.store import open_store
from vedette.web.app import create_app

FAILED = "bad.html"


def _links(client, path):
    return [unescape(one) for one in re.findall(r'href="(/[^"]*)"', client.get(path).text)]


# ---- what changed ------------------------------------------------------------------------------


def test_a_first_visit_shows_what_was_new_in_the_last_days(client):
    page = _get(client, "/")
    assert "since 2025-09-12" in page.text
    assert "new conflict" in page.text
    assert EXERCISE in page.text


def test_every_change_leads_to_exact_words(client):
    text = client.get("/?since=2025-09-01").text
    changes = re.findall(r'<li class="change">.*?</li>', text, re.DOTALL)
    assert len(changes) > 3
    for change in changes:
        (first, *_) = re.findall(r'<q><a href="(/report/[^"]+)"', change)
        assert client.get(unescape(first)).status_code == 200


def test_a_day_that_is_no_date_is_refused_in_words(client):
    answer = client.get("/?since=lately")
    assert answer.status_code == 400
    assert "is no date" in answer.text
    assert client.get("/?from=soon").status_code == 400


def _day(store, text, day):
    """Add a report to a store that is being served."""
    with open_store(str(store)) as opened:
        opened.add([Desk(text, day=day, publisher="Late Post").item()], ingested_at=NOON)


@pytest.fixture
def own(tmp_path, served):
    """Return a client over a store of its own, with a clock that can be moved."""
    path = tmp_path / "own.db"
    with open_store(str(path)) as store:
        item = Desk("Nobody knows when Granite began.", day=5).item()
        store.add([item], ingested_at=NOON)
    app = create_app(Settings(store=str(path)), clock=served.clock)
    from fastapi.testclient import TestClient

    with TestClient(app, base_url="http://localhost:8765") as client:
        yield client, path, served.clock


def test_what_came_after_the_last_visit_is_new_until_the_next_one(own):
    client, path, clock = own
    assert "since your visit" not in client.get("/").text
    clock.move(hours=9)
    _day(path, "Granite goes on at Karhu.", 2)
    again = client.get("/").text
    assert "since your visit on" in again
    assert "1 new report" in again
    clock.move(minutes=10)
    assert "1 new report" in client.get("/").text  # the same visit goes on
    clock.move(hours=9)
    assert "1 new report" not in client.get("/").text


def test_all_can_be_marked_as_seen(own):
    client, path, clock = own
    client.get("/")
    clock.move(hours=9)
    _day(path, "Granite goes on at Karhu.", 2)
    page = client.get("/").text
    proof = re.search(r'action="/seen".*?name="csrf" value="([^"]+)"', page, re.DOTALL)
    assert proof
    answer = client.post("/seen", data={"csrf": proof[1]}, follow_redirects=False)
    assert answer.status_code == 303
    assert "Nothing has changed" in client.get("/").text
    assert client.post("/seen", data={}).status_code == 403


def test_a_cookie_that_makes_no_sense_is_a_first_visit(own):
    client, _, _ = own
    for value in ("x", "9999999.1.1", "1.1.1~2.2.2~3.3.3", "1.1.99999999999", "~"):
        client.cookies.set("vedette-seen", value)
        answer = client.get("/")
        assert answer.status_code == 200
        assert "since your visit" not in answer.text
        client.cookies.clear()


def test_looking_at_the_past_is_no_visit(own):
    client, _, _ = own
    assert "vedette-seen" not in client.get("/?as_of=2025-09-12").headers.get("set-cookie", "")


def test_what_is_too_much_to_compare_at_once_is_said_and_not_dropped(store_path, client):
    assert client
    with open_store(str(store_path), read_only=True) as store:
        stretch = parse_stretch("2025-09-01", None, by="published")
        found = changes(
            store, stretch, conventions=load_conventions(), bounds=Bounds(reports=1, boards=0)
        )
    assert (len(found.reports), found.unread) == (1, 2)
    assert found.uncompared == (EXERCISE,)
    assert not [one for one in found.changes if one.kind is Kind.OPENED]


# ---- activities, days, map ---------------------------------------------------------------------


def test_an_activity_shows_how_many_figures_and_conflicts_and_no_range(client):
    page = _get(client, "/")
    assert "2 different figures 2 speakers" in page.text
    assert "1 conflict 0 hard, 1 soft" in page.text
    assert "to 30,000" not in page.text.split("Activities")[1]


def test_a_span_of_days_narrows_activities_map_and_reports(client):
    page = _get(client, "/?from=2025-09-14&to=2025-09-14")
    latest = page.text.split("Latest reports")[1]
    assert "Far more than announced" in latest
    assert "Granite drill opens" not in latest
    assert "From 1 report." in page.text
    assert "All days" in page.text


def test_a_span_that_runs_backward_is_turned_around(client):
    turned = _get(client, "/?from=2025-09-14&to=2025-09-10").text
    assert "from 2025-09-10 to 2025-09-14" in turned


def test_the_bars_lead_to_their_days_and_keep_the_moment(client):
    links = _links(client, "/?as_of=2025-09-20&from=2025-09-10")
    bars = [one for one in links if "from=2025-09-14&to=2025-09-14" in one]
    assert bars
    assert all("as_of=2025-09-20" in one for one in bars)


def test_the_unplaced_are_listed_under_the_map_with_their_words(client):
    text = client.get("/").text
    tray = re.search(r'<p class="tray"><strong>\d+ names? not placed:.*?</p>', text, re.DOTALL)
    assert tray
    assert "Karhu range" in tray[0]
    link = re.search(r'href="([^"]+)"', tray[0])
    assert link
    assert link[1].startswith(("/report/", "#place-"))


def test_the_map_is_a_file_too(client):
    svg = client.get("/map.svg")
    assert svg.headers["content-type"].startswith("image/svg+xml")
    assert "Natural Earth" in svg.text
    assert client.get(f"/map.svg?subject={EXERCISE}&from=2025-09-12").status_code == 200
    assert client.get("/map.png?whole=1").content.startswith(b"\x89PNG")
    assert client.get("/map.svg?subject=Slate").status_code == 404


def test_the_map_as_geojson_gives_what_is_unplaced_no_geometry(client):
    answer = client.get("/map.geojson")
    assert answer.headers["content-type"].startswith("application/geo+json")
    (feature,) = answer.json()["features"]
    assert feature["geometry"] is None
    assert feature["properties"]["name"] == "Karhu range"
    assert feature["properties"]["place_precision"] == "unplaced"
    (words,) = feature["properties"]["words"]
    assert words["address"].startswith("/report/")


# ---- the line on every page --------------------------------------------------------------------

EVERY = ["/", f"/activity/{EXERCISE}", "/claims", "/timeline", "/sources", "/coverage", "/changes"]


@pytest.mark.parametrize("path", EVERY)
def test_every_page_says_what_it_covers_and_can_go_back_to_a_day(client, path):
    text = client.get(path).text
    assert "1 source</a>" not in text
    line = re.search(r'<aside class="covered".*?</aside>', text, re.DOTALL)
    assert line
    said = re.sub(r"<[^>]+>", "", line[0])
    for part in ("4 reports", "1 source failed to bring 1 item", "1 undated", "machine-only"):
        assert part in said, part
    assert 'type="range"' in text
    assert 'name="as_of"' in text


def test_the_line_is_of_the_picture_that_is_shown(client):
    text = client.get("/claims?as_of=2025-09-12").text
    assert ">1 report</a>" in text
    assert ">0 undated</a>" in text


def test_from_home_to_what_a_source_failed_to_bring(client):
    lacking = [one for one in _links(client, "/") if one.endswith("#failing")]
    assert lacking
    page = _get(client, lacking[0])
    for part in (FAILED, "no-article", "a page without an article", "Save the page", "2025-10-01"):
        assert part in page.text, part


def test_coverage_lists_what_is_behind_each_number(client, reports):
    page = _get(client, "/coverage")
    undated, karhu = reports[3], reports[4]
    assert f"/report/{undated.id}" in page.links
    assert any(one.startswith(f"/report/{karhu.id}?mark=") for one in page.links)
    assert "not in gazetteer" in page.text
    assert "A person has decided on 0 of 3 claims" in page.text


def test_what_did_we_know_on_a_day(client):
    page = _get(client, "/?as_of=2025-09-12")
    assert "As it could be known on 2025-09-12" in page.text
    assert "Granite drill opens" in page.text
    assert "Far more than announced" not in page.text
    assert "1 different figure" in page.text


# ---- timeline ----------------------------------------------------------------------------------


def test_the_timeline_has_event_time_and_said_time_side_by_side(client):
    page = _get(client, "/timeline")
    assert "2025-09-12" in page.text
    assert "said 2025-09-10, 2 days before" in page.text
    assert "said 2025-09-14, 2 days after" in page.text


def test_the_timeline_marks_what_is_denied(client):
    denied = _get(client, "/timeline?stance=denied").text
    assert "40,000 soldiers" in denied
    assert "30,000" not in denied
    assert client.get("/timeline?stance=maybe").status_code == 400


def test_the_timeline_is_narrowed_by_kind_and_days(client):
    assert "up to 7,000" not in _get(client, "/timeline?kind=nothing").text
    assert "No event" in _get(client, "/timeline?from=2025-09-13").text
    assert "30,000" in _get(client, "/timeline?kind=strength&from=2025-09-12&to=2025-09-12").text


# ---- empty -------------------------------------------------------------------------------------


def test_an_empty_store_says_how_to_fill_it(tmp_path: Path):
    path = tmp_path / "empty.db"
    with open_store(str(path)):
        pass
    from fastapi.testclient import TestClient

    with TestClient(create_app(Settings(store=str(path))), base_url="http://localhost:8765") as own:
        for page in ("/", "/timeline", "/coverage", "/changes", "/map.svg", "/claims"):
            assert own.get(page).status_code == 200, page
        assert "vedette ingest FOLDER" in own.get("/").text
