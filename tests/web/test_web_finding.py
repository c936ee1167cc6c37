"""Finding: facets, people and who has no page, things, places, sources, saved searches, feeds."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
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
    Speaker,
    Value,
    ValueKind,
    Where,
)
from vedette.run.config import Settings
from vedette.store.store import open_store
from vedette.web.app import create_app

HERE = "http://localhost:8765"
MINISTER = Speaker(
    "Ilse Adamson", EntityKind.PERSON, id="person/local-1", role="Defence Minister", state="NO"
)
RESIDENT = Speaker("Marta Lind", EntityKind.PERSON, id="person/local-2", role="resident")
SOLDIER = Speaker("Per Holm", EntityKind.PERSON, id="person/local-3", body="3rd Brigade")
HARBOUR = Where("Karhu Harbour", lat=60.5, lon=22.25, precision=PlacePrecision.SETTLEMENT)
NOWHERE = Where("Granite Hollow", precision=PlacePrecision.UNPLACED, reason="not in gazetteer")


def _of_thing(desk: Desk, words: str, predicate: str, where: Where | None = None) -> None:
    """Add a claim in the outlet's own voice on the Lynx, a launcher that nobody knows."""
    span, subject = desk.span(words), Ref(EntityKind.EQUIPMENT, "Lynx")
    value = Value(ValueKind.TEXT, words)
    own = Claim.make_id(
        desk.report.id, subject=subject, predicate=predicate, value=value, evidence=span
    )
    desk.claims.append(
        Claim(own, desk.report.id, subject, predicate, value, span, None, where=where)
    )


def _desks() -> list[Any]:
    drill = Desk(
        "Ilse Adamson said 500 soldiers came. Marta Lind said 900 soldiers came past. "
        "Per Holm said 30 soldiers slept. Lynx was shown at Karhu Harbour. Lynx fired once.",
        day=10,
        url="https://courier.example/granite",
    )
    for speaker, number in ((MINISTER, 500), (RESIDENT, 900), (SOLDIER, 30)):
        text = f"{number} soldiers"
        drill.says(text, text, by=speaker, low=number, high=number)
    _of_thing(drill, "Lynx was shown at Karhu Harbour", "shows", HARBOUR)
    _of_thing(drill, "Lynx fired once", "fires", NOWHERE)
    return [drill]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("finding") / "store.db"
    with open_store(str(path)) as store:
        items = []
        for one in _desks():
            report, analysis = one.item()
            named = Mention(one.span("Lynx"), Ref(EntityKind.EQUIPMENT, "Lynx"))
            object.__setattr__(analysis, "mentions", (*analysis.mentions, named))
            items.append((report, analysis))
        store.add(items, ingested_at=NOON)
    app = create_app(Settings(store=str(path)))
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as opened:
        opened.headers["X-CSRF-Token"] = opened.get("/api/v1/session").json()["data"]["csrf"]
        yield opened


def rows(answer: Any) -> list[dict[str, str]]:
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.text, newline="")))


def told(answer: Any) -> str:
    assert answer.status_code == 200, answer.text
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())


# ---- claims ------------------------------------------------------------------------------------


def test_facets_count_what_there_is_and_lead_to_it(desk: TestClient) -> None:
    page = desk.get("/claims")
    assert "5 claims" in told(page)
    links = [unescape(link) for link in re.findall(r'href="(/claims\?predicate=[^"]+)"', page.text)]
    assert "/claims?predicate=shows" in links
    narrowed = desk.get("/claims?predicate=strength&polarity=affirmed")
    assert "3 claims" in told(narrowed)
    chips = [unescape(each) for each in re.findall(r'class="chip" href="([^"]+)"', narrowed.text)]
    assert chips == ["/claims?polarity=affirmed", "/claims?predicate=strength"]


def test_several_values_of_a_facet_widen_it_and_have_one_address(desk: TestClient) -> None:
    both = "/claims?predicate=fires&predicate=shows"
    one = desk.get("/claims?predicate=shows")
    assert f'href="{both.replace("&", "&amp;")}"' in one.text  # what is added is put in its place
    page = desk.get("/claims?predicate=shows&predicate=fires")
    assert "2 claims" in told(page)
    chips = [unescape(each) for each in re.findall(r'class="chip" href="([^"]+)"', page.text)]
    assert chips == ["/claims?predicate=shows", "/claims?predicate=fires"]
    assert page.text.count('class="chosen"') == 2
    assert len(rows(desk.get(both.replace("/claims", "/claims.csv")))) == 2
    paged = desk.get(f"/api/v1{both}&limit=1").json()
    following = desk.get(f"/api/v1{both}&limit=1&page={paged['page']['next']}").json()
    found = [each["predicate"] for answer in (paged, following) for each in answer["data"]]
    assert sorted(found) == ["fires", "shows"]
    assert following["page"]["next"] is None
    counted = desk.get(f"/api/v1/claims/facets?{both.partition('?')[2]}").json()["data"]
    subjects = next(each["values"] for each in counted if each["facet"] == "subject")
    assert subjects == [{"value": "Lynx", "claims": 2}]


def test_one_bad_value_among_several_is_refused(desk: TestClient) -> None:
    assert desk.get("/claims?review=open&review=maybe").status_code == 400
    assert desk.get("/api/v1/claims?review=open&review=maybe").status_code == 400
    many = "&".join(f"subject={n}" for n in range(30))
    assert desk.get(f"/claims?{many}").status_code == 400
    assert desk.get(f"/api/v1/claims?{many}").status_code == 400


def test_an_order_and_the_days_are_kept_in_the_address(desk: TestClient) -> None:
    page = desk.get("/claims?order=event&since=2025-09-01&until=2025-09-30")
    assert "latest events first" in told(page)
    assert "3 claims" in told(page)  # those of equipment tell no time
    assert "No claim fits" in told(desk.get("/claims?published_until=2025-01-01"))


def test_who_says_the_same_is_counted_where_the_list_is_of_one_subject(desk: TestClient) -> None:
    assert "1 utterer, 1 origin, 1 outlet" in told(desk.get(f"/claims?subject={EXERCISE}"))
    assert "utterer" not in told(desk.get("/claims?predicate=strength"))
    ordered = desk.get(f"/claims?subject={EXERCISE}&order=corroborated")
    assert "most utterers first" in told(ordered)


def test_all_that_fits_comes_as_a_file(desk: TestClient) -> None:
    found = rows(desk.get("/claims.csv?subject=Lynx"))
    assert [row["predicate"] for row in found] == ["shows", "fires"]
    assert found[0]["quote"] == "Lynx was shown at Karhu Harbour"
    body = desk.get("/claims.json?subject=Lynx").json()
    assert [row["predicate"] for row in body["data"]] == ["shows", "fires"]
    assert rows(desk.get("/claims?format=csv&subject=Lynx")) == found
    assert desk.get("/claims?format=xml").status_code == 400


def test_a_list_that_is_too_long_for_a_file_says_where_the_rest_is(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("vedette.web.tables.MOST", 2)
    answer = desk.get("/claims.csv")
    assert answer.status_code == 400
    assert "vedette export csv" in answer.text


def test_the_places_page_draws_them_and_counts_apart_what_is_not_placed(desk: TestClient) -> None:
    page = desk.get("/places")
    assert 'class="map-frame"' in page.text
    for file in ("map.svg", "map.png", "map.geojson", "places.geojson"):
        assert f'href="/{file}"' in page.text
        assert desk.get(f"/{file}").status_code == 200
    text = told(page)
    assert re.search(r"names? not placed: .*Granite Hollow \d+ ?\(not in gazetteer\)", text), text
    assert "1 place as a table, with the words that name it" in text
    assert "Where claims put something 1 place" in text
    assert "Unplaced 1 name of claims that nobody could place" in text
    marks = {
        one["properties"]["name"]: one["geometry"]
        for one in desk.get("/map.geojson").json()["features"]
    }
    assert marks["Granite Hollow"] is None
    assert marks["Karhu Harbour"]["coordinates"] == [22.25, 60.5]


# ---- people ------------------------------------------------------------------------------------


def test_only_who_holds_an_office_has_a_page(desk: TestClient) -> None:
    listed = told(desk.get("/people"))
    assert "Ilse Adamson" in listed
    assert "Marta Lind" not in listed
    assert "Per Holm" not in listed
    assert desk.get("/people/local-1").status_code == 200
    for key in ("local-2", "local-3", "Marta Lind"):
        assert desk.get(f"/people/{key}").status_code == 404
    assert [row["name"] for row in rows(desk.get("/people.csv"))] == ["Ilse Adamson"]
    assert "Nobody of that name" in told(desk.get("/people?name=Lind"))


def test_who_holds_none_is_offered_nowhere_and_not_looked_for(desk: TestClient) -> None:
    page = desk.get("/claims")
    offered = re.findall(r"speaker=([^&\"]+)", page.text)
    assert "Ilse+Adamson" in offered
    assert not [name for name in offered if "Lind" in name or "Holm" in name]
    assert "people without an office 2" in told(page)
    for address in ("/claims?speaker=Marta+Lind", "/claims.csv?speaker=marta%20lind"):
        assert desk.get(address).status_code == 404
    assert desk.get("/claims?speaker=Ilse+Adamson").status_code == 200


def test_a_person_is_shown_with_statements_that_lead_to_their_words(desk: TestClient) -> None:
    page = desk.get("/people/local-1")
    assert "Defence Minister" in told(page)
    assert "500 soldiers" in told(page)
    assert re.search(r'href="/report/rep-[0-9a-f]+\?mark=\d+-\d+#s\d+-\d+"', page.text)
    (row,) = rows(desk.get("/people/local-1.csv"))
    assert (row["words"], row["publisher"]) == ("500 soldiers", "Northern Courier")


# ---- things, places, sources -------------------------------------------------------------------


def test_shown_and_fired_are_two_things(desk: TestClient) -> None:
    (row,) = rows(desk.get("/equipment.csv"))
    assert (row["name"], row["claims_shown"], row["claims_fired"]) == ("Lynx", "1", "1")
    assert row["claims_deployed"] == "0"
    page = told(desk.get("/equipment/Lynx"))
    assert "Shown 1 claim" in page
    assert "Fired or tested 1 claim" in page
    assert desk.get("/equipment/lynx").status_code == 200
    assert "Did you mean: Lynx?" in told_error(desk.get("/equipment/Linx"))


def told_error(answer: Any) -> str:
    assert answer.status_code == 404
    return unescape(answer.text)


def test_a_place_that_nobody_could_place_lies_in_the_tray_and_has_no_point(
    desk: TestClient,
) -> None:
    page = told(desk.get("/places"))
    listed = page[page.index("Unplaced") :]
    assert listed.index("Granite Hollow") < listed.index("Karhu Harbour")
    features = desk.get("/places.geojson").json()["features"]
    points = {each["properties"]["place"]: each["geometry"] for each in features}
    assert points["Granite Hollow"] is None
    assert points["Karhu Harbour"] == {"type": "Point", "coordinates": [22.25, 60.5]}
    assert "not in gazetteer" in told(desk.get("/places/Granite%20Hollow"))
    (claim,) = desk.get("/places/Karhu%20Harbour.geojson").json()["features"]
    assert claim["properties"]["words"].startswith("/report/rep-")


def test_a_name_may_hold_a_slash(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    drill = Desk("Granite opened.", day=10, publisher="North/South <b>News</b>")
    with open_store(str(path)) as store:
        store.add([drill.item()], ingested_at=NOON)
    with TestClient(create_app(Settings(store=str(path))), base_url=HERE) as desk:
        (link,) = re.findall(r'href="(/sources/[^"]+)"', desk.get("/sources").text)
        assert "North/South <b>News</b>" in told(desk.get(unescape(link)))
        page = desk.get(unescape(link))
        files = re.findall(r'href="(/sources/[^"]+\.csv)"', page.text)
        assert rows(desk.get(unescape(files[0])))[0]["reports"] == "1"


def test_a_publisher_is_shown_with_who_graded_it_and_what_it_brings(desk: TestClient) -> None:
    page = told(desk.get("/sources/Northern%20Courier"))
    assert "cannot be judged" in page
    assert "nobody: the default" in page
    assert rows(desk.get("/sources/Northern%20Courier.csv")) == [
        {"day": "2025-09-10", "reports": "1"}
    ]
    assert rows(desk.get("/sources.csv"))[0]["grade"] == "F"
    assert desk.get("/sources/Nothing%20Post").status_code == 404


# ---- saved searches ----------------------------------------------------------------------------


def _saved(desk: TestClient, name: str, address: str) -> dict[str, Any]:
    answer = desk.post("/saved", data={"name": name, "address": address}, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return next(row for row in desk.get("/saved.json").json()["data"] if row["name"] == name)


def test_a_search_is_saved_opened_and_removed(desk: TestClient) -> None:
    search = _saved(desk, "Lynx", "/claims?subject=Lynx&as_of=2025-09-12")
    assert (search["address"], search["new"]) == ("/claims?subject=Lynx", 0)
    opened = desk.post(f"/saved/{search['id']}/open", follow_redirects=False)
    assert opened.headers["location"] == "/claims?subject=Lynx"
    again = desk.post("/saved", data={"name": "lynx", "address": "/claims"})
    assert again.status_code == 400
    desk.post(f"/saved/{search['id']}/remove")
    assert not [row for row in desk.get("/saved.json").json()["data"] if row["name"] == "Lynx"]


LISTS = {
    "/people?name=adam": "500 soldiers",
    "/equipment?name=LYN": "Lynx fired once",
    "/places?name=harbour": "Lynx was shown at Karhu Harbour",
    "/sources?name=courier": "Lynx fired once",
}


@pytest.mark.parametrize("address", LISTS)
def test_a_list_that_a_name_narrows_is_a_search_with_a_feed_and_webhooks(
    desk: TestClient, address: str
) -> None:
    page = desk.get(address)
    assert "Save as" in told(page)
    assert f'name="address" value="{address}"' in page.text
    assert "Save as" not in told(desk.get(address.partition("?")[0]))
    search = _saved(desk, f"Followed {address}", address)
    assert search["address"] == address
    feeds = re.findall(r'href="(/feeds/[^"]+\.atom)"', desk.get("/saved").text)
    entries = [desk.get(feed).text for feed in feeds]
    assert any(LISTS[address] in entry for entry in entries)
    hook = {"address": "https://hooks.example.org/in"}
    added = desk.post(f"/saved/{search['id']}/hook", data=hook, follow_redirects=False)
    assert added.status_code in (303, 400), "of claims, whatever becomes of the address"
    assert "of no claims" not in added.text
    desk.post(f"/saved/{search['id']}/remove")


def test_a_list_narrowed_to_nobody_follows_nobody(desk: TestClient) -> None:
    search = _saved(desk, "Nobody", "/people?name=zzz")
    (path,) = re.findall(r'href="(/feeds/[^"]+\.atom)"', desk.get("/saved").text)[-1:]
    assert "<entry>" not in desk.get(path).text
    desk.post(f"/saved/{search['id']}/remove")


def test_the_page_of_one_thing_can_be_saved(desk: TestClient) -> None:
    for address in ("/equipment/Lynx", "/places/Karhu%20Harbour", f"/activity/{EXERCISE}"):
        assert f'name="address" value="{address}"' in desk.get(address).text


def test_what_comes_in_after_a_search_was_opened_is_new_and_first_in_its_feed(
    tmp_path: Path,
) -> None:
    path = tmp_path / "store.db"
    with open_store(str(path)) as store:
        store.add([_desks()[0].item()], ingested_at=NOON)
    app = create_app(Settings(store=str(path)))
    with TestClient(app, base_url=HERE) as desk:
        desk.headers["X-CSRF-Token"] = desk.get("/api/v1/session").json()["data"]["csrf"]
        search = _saved(desk, "All", "/claims")
        assert search["new"] == 0
        older = Desk("Granite was old. Lynx rolled by.", day=1, url="https://courier.example/old")
        _of_thing(older, "Lynx rolled by", "moves")
        with open_store(str(path)) as store:
            store.add([older.item()], ingested_at=NOON)
        (row,) = desk.get("/saved.json").json()["data"]
        assert row["new"] == 1
        (feed,) = re.findall(r'href="(/feeds/[^"]+\.atom)"', desk.get("/saved").text)
        assert "Lynx rolled by" in desk.get(feed).text.partition("</entry>")[0]


def test_a_feed_is_read_by_its_address_until_it_is_taken_away(desk: TestClient) -> None:
    search = _saved(desk, "Fed", "/claims?subject=Lynx")
    (path,) = re.findall(r'href="(/feeds/[^"]+\.atom)"', desk.get("/saved").text)
    answer = desk.get(path)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    assert answer.text.count("<entry>") == 2
    assert "Lynx fired once" in answer.text
    assert f"{HERE}/report/" in answer.text
    tag = answer.headers["etag"]
    assert desk.get(path, headers={"If-None-Match": tag}).status_code == 304
    desk.post(f"/saved/{search['id']}/revoke")
    assert desk.get(path).status_code == 404
    desk.post(f"/saved/{search['id']}/remove")


def test_a_webhook_into_a_private_network_cannot_be_entered_on_a_page(desk: TestClient) -> None:
    search = _saved(desk, "Hooked", "/claims")
    answer = desk.post(f"/saved/{search['id']}/hook", data={"address": "http://127.0.0.1/x"})
    assert answer.status_code == 400
    assert "private network" in answer.text
    desk.post(f"/saved/{search['id']}/remove")


def test_nothing_changes_without_the_proof(desk: TestClient) -> None:
    bare = {"X-CSRF-Token": "made up"}
    answer = desk.post("/saved", data={"name": "x", "address": "/claims"}, headers=bare)
    assert answer.status_code == 403


def test_each_account_has_its_own_searches_and_a_viewer_changes_nothing(served: Any) -> None:
    anna, edgar, vera = (served.logged_in(name) for name in ("anna", "edgar", "vera"))
    search = _saved(anna, "Mine", "/claims?polarity=denied")
    assert edgar.get("/saved.json").json()["data"] == []
    assert edgar.post(f"/saved/{search['id']}/remove").status_code == 404
    assert vera.post("/saved", data={"name": "v", "address": "/claims"}).status_code == 403
    assert "Save as" not in vera.get("/claims?polarity=denied").text
    (path,) = re.findall(r'href="(/feeds/[^"]+\.atom)"', anna.get("/saved").text)
    nobody = served.client()
    assert nobody.get(path).status_code == 200
    assert "https://desk.example/report/" in nobody.get(path).text
    assert nobody.get("/saved").status_code in (303, 401)
    assert nobody.get("/feeds/guessed.atom").status_code == 404
    log = edgar.get("/api/v1/audit").json()["data"]
    assert any(line["action"] == "search saved" and line["who"] == "anna" for line in log)


@pytest.mark.parametrize("name", [ADAMSON.name, "A/B", "%00", "..", "<b>", "x" * 500])
def test_names_that_nobody_has_are_not_found(desk: TestClient, name: str) -> None:
    for page in ("people", "equipment", "places", "sources"):
        answer = desk.get(f"/{page}/{name}")
        assert answer.status_code in {200, 400, 404}
        assert "<b>&lt;b&gt;" not in answer.text
        assert "'<b>'" not in answer.text
