"""Places and equipment under two names: proposed, merged with effects shown, split, undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from web_samples import ADAMSON, EXERCISE, NOON, Desk

from vedette.model import (
    Claim,
    EntityKind,
    Mention,
    PlacePrecision,
    Ref,
    Value,
    ValueKind,
    Where,
)
from vedette.run.config import Settings
from vedette.store.store import open_store
from vedette.web.app import create_app

HERE = "http://localhost:8765"
HARBOUR = Where("Karhu Harbour", lat=60.5, lon=22.25, precision=PlacePrecision.SETTLEMENT)
HARBOR = Where("Karhu Harbor", precision=PlacePrecision.UNPLACED, reason="not in gazetteer")


def _item(day: int, thing: str, where: Where, number: int) -> Any:
    words, told = f"{thing} was shown at {where.name}", f"{number} soldiers"
    desk = Desk(f"{words}. Ilse Adamson said {told} came.", day=day, publisher=f"Post {day}")
    low = float(number)
    desk.says(told, told, by=ADAMSON, low=low, high=low, place=where.name)
    desk.claims[0] = replace(desk.claims[0], where=where)
    span, subject = desk.span(words), Ref(EntityKind.EQUIPMENT, thing)
    value = Value(ValueKind.TEXT, words)
    own = Claim.make_id(
        desk.report.id, subject=subject, predicate="shows", value=value, evidence=span
    )
    desk.claims.append(Claim(own, desk.report.id, subject, "shows", value, span, None, where=where))
    report, analysis = desk.item()
    named = Mention(desk.span(thing), subject)
    object.__setattr__(analysis, "mentions", (*analysis.mentions, named))
    return report, analysis


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[TestClient]:
    path = tmp_path / "store.db"
    with open_store(str(path)) as store:
        items = [
            _item(10, "Lynx launcher", HARBOUR, 500),
            _item(12, "Lynx-launcher 7", HARBOUR, 500),  # another mark
            _item(14, "Lynks launcher", HARBOR, 900),
        ]
        store.add(items, ingested_at=NOON)
    app = create_app(Settings(store=str(path)))
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as opened:
        opened.headers["X-CSRF-Token"] = opened.get("/api/v1/session").json()["data"]["csrf"]
        yield opened


def told(answer: Any) -> str:
    assert answer.status_code == 200, answer.text
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


def decide(desk: TestClient, decision: str, a: str, b: str, shared: str) -> str:
    """Decide and return the id of the decision."""
    body = {"decision": decision, "a": a, "b": b, "shared": shared, "reason": "two spellings"}
    answer = desk.post("/api/v1/judgements", json=body)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["data"]["id"])


def waiting(desk: TestClient) -> str:
    return told(desk.get("/review?kind=merge"))


def test_names_spelt_alike_wait_and_two_marks_do_not(desk: TestClient) -> None:
    page = waiting(desk)
    assert "Karhu Harbor – Karhu Harbour" in page
    assert "Lynks launcher – Lynx launcher" in page
    assert "launcher 7" not in page


def test_the_effects_of_a_merge_are_shown_before(desk: TestClient) -> None:
    asked = "decision=merge&a=karhu harbor&b=Karhu Harbour&shared=place"
    page = told(desk.get(f"/decide?{asked}"))
    assert "Karhu Harbor and Karhu Harbour are one place" in page
    assert re.search(r"\d claims? and \d claims? are listed together", page), page
    assert "conflict" in page.partition("listed together")[2], "the numbers answer one question"
    assert "are one kind of equipment" in told(
        desk.get("/decide?decision=merge&a=Lynx launcher&b=Lynks launcher&shared=equipment")
    )


def test_a_merged_place_is_one_wherever_places_are_listed_and_is_split_again(
    desk: TestClient,
) -> None:
    own = decide(desk, "merge", "Karhu Harbor", "Karhu Harbour", "place")
    assert "Karhu Harbor –" not in waiting(desk)
    rows = desk.get("/places.json").json()["data"]
    assert [(row["place"], row["claims"], row["reports"], row["lat"]) for row in rows] == [
        ("Karhu Harbor", 6, 3, 60.5)
    ]
    for name in ("Karhu Harbor", "karhu harbour"):
        page = told(desk.get(f"/places/{name}"))
        assert "6 claims in 3 reports" in page
        assert "judged the same by desk" in page
        assert "two spellings" in page
        assert "6 claims" in told(desk.get(f"/claims?place={name}"))
    pins = desk.get("/places.geojson").json()["features"]
    assert [(pin["properties"]["place"], pin["geometry"]) for pin in pins] == [
        ("Karhu Harbor", {"type": "Point", "coordinates": [22.25, 60.5]})
    ], "one pin, where the name that is placed is"
    facet = desk.get("/api/v1/claims/facets").json()["data"]
    assert next(each for each in facet if each["facet"] == "place")["values"] == [
        {"value": "Karhu Harbor", "claims": 6}
    ]
    undo = {"decision": "undo", "target": own, "reason": "two towns"}
    answer = desk.post("/api/v1/judgements", json=undo)
    assert answer.status_code in (200, 201), answer.text
    assert len(desk.get("/places.json").json()["data"]) == 2


def test_merged_equipment_is_one_line_with_both_names(desk: TestClient) -> None:
    decide(desk, "merge", "Lynks launcher", "Lynx launcher", "equipment")
    rows = {row["name"]: row for row in desk.get("/equipment.json").json()["data"]}
    assert set(rows) == {"Lynks launcher", "Lynx-launcher 7"}
    assert (rows["Lynks launcher"]["reports"], rows["Lynks launcher"]["claims_shown"]) == (2, 2)
    page = told(desk.get("/equipment/Lynx launcher"))
    assert "Also under Lynx launcher" in page
    assert "In 2 reports" in page
    assert "2 claims" in told(desk.get("/claims?subject=Lynx launcher"))
    decide(desk, "split", "Lynks launcher", "Lynx launcher", "equipment")
    assert len(desk.get("/equipment.json").json()["data"]) == 3
    assert "Lynks launcher –" not in waiting(desk), "a person decided"


def test_a_link_to_a_merge_leaves_the_other_name_open(desk: TestClient) -> None:
    page = desk.get("/equipment/Lynx launcher").text
    (link,) = re.findall(r'href="(/decide\?decision=merge[^"]*)"', page)
    form = desk.get(unescape(link))
    assert form.status_code == 200
    assert 'name="a" value="Lynx launcher"' in form.text
    assert "What it would do" not in form.text


def test_what_is_no_place_offers_the_nearest(desk: TestClient) -> None:
    page = desk.get("/decide?decision=merge&a=Karhu Habour&b=Karhu Harbor&shared=place")
    assert page.status_code == 400
    assert "Did you mean: Karhu Harbour" in unescape(page.text)


def test_a_comment_stands_on_the_place(desk: TestClient) -> None:
    body = {"decision": "comment", "target": "Karhu Harbour", "reason": "ask the port"}
    assert desk.post("/api/v1/judgements", json=body).status_code == 201
    assert "ask the port" in told(desk.get("/places/Karhu Harbour"))
    assert EXERCISE in told(desk.get("/claims"))
