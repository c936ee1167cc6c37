"""The API gives what the command line gives, in one envelope, page by page, with tags."""

from __future__ import annotations

import json
from datetime import date

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner
from web_samples import EVIL, EXERCISE, NOON, Desk, fill

from vedette.cli.main import app as command_line
from vedette.model import When
from vedette.run import linking, stories
from vedette.run.config import Settings
from vedette.store.store import open_store
from vedette.web.api.examples import EXAMPLES
from vedette.web.app import create_app

API = "/api/v1"
HERE = "http://localhost:8765"
LISTS = [
    "reports", "claims", "activities", "timeline", "origins", "shared", "stories", "names",
    "sources", "imports", "judgements",
]  # fmt: skip


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Return a store with the samples, their origins and stories."""
    found = tmp_path_factory.mktemp("api") / "store.db"
    fill(found)
    with open_store(str(found)) as store:
        linking.link(store)
        stories.group(store)
    return found


@pytest.fixture(scope="module")
def api(path):
    app = create_app(Settings(store=str(path)))
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as opened:
        yield opened


def get(api, path, status=200, **parameters):
    answer = api.get(f"{API}{path}", params=parameters)
    assert answer.status_code == status, answer.text
    return answer.json()


def pages(api, path, **parameters):
    """Return all that a list holds, page after page."""
    rows, token = [], None
    while True:
        more = {"page": token} if token else {}
        body = get(api, path, **parameters, **more)
        rows += body["data"]
        token = body["page"]["next"]
        if token is None:
            return rows


# ---- the same as the command line --------------------------------------------------------------

SAME = [
    ("claims", "/claims", {}, "list"),
    ("claims --subject Granite-2025 --text more", "/claims",
     {"subject": EXERCISE, "text": "more"}, "list"),
    ("claims --as-of 2025-09-12", "/claims", {"as_of": "2025-09-12"}, "list"),
    ("claims --as-of 2025-09-12 --by retrieved", "/claims",
     {"as_of": "2025-09-12", "by": "retrieved"}, "list"),
    (f"figures {EXERCISE}", "/figures", {"subject": EXERCISE}, "one"),
    (f"figures {EXERCISE} --as-of 2025-09-14", "/figures",
     {"subject": "granite-2025", "as_of": "2025-09-14"}, "one"),
    (f"history {EXERCISE}", "/histories", {"subject": EXERCISE}, "one"),
    (f"statements {EXERCISE}", "/statements", {"subject": EXERCISE}, "one"),
    ("denials", "/denials", {}, "one"),
    (f"timeline {EXERCISE}", "/timeline", {"subject": EXERCISE}, "list"),
    (f"first {EXERCISE} Adamson", "/first", {"subject": EXERCISE, "value": "Adamson"}, "one"),
    ("changes --since 2025-09-11 --until 2025-09-20", "/changes",
     {"since": "2025-09-11", "until": "2025-09-20"}, "one"),
    (f"gaps {EXERCISE}", "/gaps", {"subject": EXERCISE}, "one"),
    ("stories", "/stories", {}, "list"),
    ("stories --reasons", "/stories", {"reasons": "true"}, "list"),
    ("incidents", "/incidents", {}, "one"),
    ("sources", "/sources", {}, "list"),
    ("sources --grade F --all", "/sources", {"grade": "F", "everybody": "true"}, "list"),
    ("source", "/source", {"name": "Westmark Post"}, "one"),
    ("names", "/names", {}, "list"),
    ("judgements --all", "/judgements", {"everything": "true"}, "list"),
    ("imports", "/imports", {}, "list"),
]  # fmt: skip


@pytest.mark.parametrize(("command", "address", "parameters", "shape"), SAME)
def test_a_call_gives_what_the_command_prints(api, path, command, address, parameters, shape):
    words = command.split()
    words += ["Westmark Post"] if words == ["source"] else []
    words += ["--limit", "999"] if words[0] == "claims" else []
    run = CliRunner().invoke(command_line, [*words, "--json", "--store", str(path)])
    assert run.exit_code == 0, run.output
    printed = json.loads(run.stdout)
    if shape == "list":
        assert pages(api, address, limit=2, **parameters) == printed
    else:
        assert get(api, address, **parameters)["data"] == printed


def test_a_report_gives_its_text_and_all_that_was_read_from_it(api, path):
    listed = pages(api, "/reports", limit=2)
    assert len(listed) == 4
    data = get(api, f"/reports/{listed[0]['id']}")["data"]
    assert data["report"] == listed[0]
    for claim in data["claims"]:
        start, end = claim["evidence"]["span"]
        assert data["text"][start:end] == claim["evidence"]["quote"]
    assert len(data["versions"]) == 2
    assert get(api, f"/reports/{listed[0]['id'][:12]}")["data"] == data
    with open_store(str(path)) as store, store.view() as view:
        assert data["text"] == view.report(listed[0]["id"]).text


def test_reports_are_found_by_words_publisher_and_activity(api):
    def names(**filters):
        return [one["publisher"] for one in pages(api, "/reports", **filters)]

    assert names(text="announced") == ["Westmark Post"]
    assert names(publisher="Anon Sheet") == ["Anon Sheet"]
    assert len(names(activity=EXERCISE)) == 4
    assert names(activity="Zapad-2025") == []
    assert names(text="?!") == []


def test_a_claim_is_found_by_its_id_or_the_first_digits(api):
    claim = get(api, "/claims")["data"][0]
    assert get(api, f"/claims/{claim['id']}")["data"] == claim
    assert get(api, f"/claims/{claim['id'][:14]}")["data"] == claim
    assert "no such claim" in get(api, "/claims/clm-00000000", 404)["detail"]


# ---- filters and facets ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"polarity": "denied"}, ["40,000 soldiers are there"]),
        ({"publisher": "Westmark Post"}, ["more than 30,000 soldiers in Granite"]),
        ({"grade": "f", "text": "more than"}, ["more than 30,000 soldiers in Granite"]),
        ({"grade": "A"}, []),
        ({"speaker": "westmark intelligence"}, ["more than 30,000 soldiers in Granite"]),
        ({"kind": "person"}, []),
        ({"predicate": "visits"}, []),
        ({"certainty": "possible"}, []),
        ({"since": "2025-09-13"}, []),
        ({"until": "2025-09-11"}, []),
        ({"place": "Karhu"}, []),
        ({"review": "accepted"}, []),
        ({"review": "rejected"}, []),
    ],
)
def test_claims_are_filtered(api, filters, found):
    assert [one["value"]["text"] for one in pages(api, "/claims", **filters)] == found


def test_a_day_inside_the_time_of_a_claim_finds_it(api):
    assert len(pages(api, "/claims", since="2025-09-12", until="2025-09-12")) == 3


def test_every_count_of_a_facet_is_the_number_of_claims_behind_it(api):
    for chosen in ({}, {"polarity": "denied"}, {"speaker": "Ilse Adamson", "grade": "F"}):
        for facet in get(api, "/claims/facets", **chosen)["data"]:
            for value in facet["values"]:
                if value["value"] is None:
                    continue
                filters = {**chosen, facet["facet"]: value["value"]}
                if facet["facet"] == "review" and value["value"] != "rejected":
                    filters["review"] = value["value"]
                assert len(pages(api, "/claims", **filters)) == value["claims"], facet["facet"]


def test_a_facet_that_is_narrowed_shows_what_else_there_is(api):
    narrowed = get(api, "/claims/facets", polarity="denied")["data"]
    facets = {one["facet"]: {v["value"]: v["claims"] for v in one["values"]} for one in narrowed}
    assert facets["polarity"] == {"affirmed": 2, "denied": 1}
    assert facets["speaker"] == {"Ilse Adamson": 1}
    assert set(facets) >= {"subject", "predicate", "place", "publisher", "grade", "review", "act"}


# ---- the envelope ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LISTS)
def test_every_list_has_the_one_envelope(api, name):
    body = get(api, f"/{name}")
    assert set(body) == {"data", "page", "meta"}
    assert set(body["page"]) == {"limit", "next", "total"}
    assert set(body["meta"]) == {"version", "as_of", "by", "coverage"}


def test_an_answer_says_of_which_picture_it_is_and_what_that_leaves_out(api):
    meta = get(api, "/claims", as_of="2025-09-12")["meta"]
    assert meta["as_of"] == "2025-09-12T23:59:59+00:00"
    assert meta["by"] == "published"
    assert meta["coverage"] == {
        "reports": 1,
        "left_out": {"undated": 1, "later": 3, "rejected": 0, "reverted": 0},
    }
    assert get(api, "/coverage")["data"]["reports"] == 4


def test_every_example_has_keys_that_the_call_has(api):
    report = get(api, "/reports")["data"][0]["id"]
    claim = get(api, "/claims")["data"][0]["id"]
    story = get(api, "/stories")["data"][0]["id"]
    asked = {
        "coverage": "/coverage", "report": f"/reports/{report}", "claim": f"/claims/{claim}",
        "origin": f"/reports/{report}/origin", "facets": "/claims/facets",
        "story": f"/stories/{story}", "why": f"/reports/{report}/story", "session": "/session",
        "source": "/source?name=Westmark+Post", "meaning": "/problems/not-found",
        "editions": "/editions?series=Zapad",
        **{name: f"/{name}" for name in LISTS},
        **{address[1:]: f"{address}?{'&'.join(f'{k}={v}' for k, v in parameters.items())}"
           for _, address, parameters, shape in SAME if shape == "one" and address != "/source"},
    }  # fmt: skip
    for name, address in asked.items():
        answer = api.get(f"{API}{address}")
        if name == "editions":  # no edition of a known series in the samples
            assert answer.status_code == 404
            continue
        assert set(answer.json()) == set(EXAMPLES[name]), name
        _same_keys(EXAMPLES[name]["data"], answer.json()["data"], name)


def _same_keys(example, real, name):
    if isinstance(example, list) and isinstance(real, list):
        if example and real:
            _same_keys(example[0], real[0], name)
    elif isinstance(example, dict) and isinstance(real, dict):
        missing = set(example) - set(real)
        assert not missing, (name, missing)
        for key, value in example.items():
            if value is not None and real[key] is not None and not name.startswith("first"):
                _same_keys(value, real[key], name)


# ---- errors ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/claims?speeker=x", 400, "bad-argument"),
        ("/claims?limit=0", 400, "bad-argument"),
        ("/claims?limit=501", 400, "bad-argument"),
        ("/claims?as_of=soon", 400, "bad-argument"),
        ("/claims?by=moon", 400, "bad-argument"),
        ("/claims?polarity=maybe", 400, "bad-argument"),
        ("/claims?since=2025-09-12&until=2025-09-11", 400, "bad-argument"),
        ("/claims?page=none", 400, "bad-page"),
        ("/claims?page=%F0", 400, "bad-page"),
        ("/figures", 400, "bad-argument"),
        ("/figures?subject=Granit-2025", 404, "not-found"),
        ("/reports/rep-00000000", 404, "not-found"),
        ("/judgements/x", 404, "not-found"),
        ("/problems/none", 404, "not-found"),
        ("/nothing", 404, "not-found"),
        ("", 404, "not-found"),
    ],
)
def test_every_error_has_the_one_shape(api, address, status, code):
    answer = api.get(f"{API}{address}")
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["code"] == code
    assert body["status"] == status
    assert body["detail"]
    assert set(body) == set(EXAMPLES["problem"])
    assert api.get(body["type"]).json()["data"]["code"] == code


def test_an_error_says_what_to_do_next(api):
    assert "Did you mean: speaker?" in get(api, "/claims", 400, speeker="x")["next_step"]
    near = get(api, "/figures", 404, subject="Granit-2025")
    assert EXERCISE in near["next_step"]
    wrong = get(api, "/claims", 400, limit="many")
    assert [one["name"] for one in wrong["parameters"]] == ["limit"]


def test_another_method_says_which_ones_there_are(api):
    proof = get(api, "/session")["data"]["csrf"]
    answer = api.put(f"{API}/claims", headers={"X-CSRF-Token": proof})
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"


def test_a_missing_store_is_said_and_not_made(tmp_path):
    app = create_app(Settings(store=str(tmp_path / "none.db")))
    with TestClient(app, base_url=HERE) as client:
        answer = client.get(f"{API}/claims")
    assert answer.status_code == 503
    assert answer.json()["code"] == "bad-store"
    assert not list(tmp_path.iterdir())


def test_a_fault_of_ours_shows_no_inside(api, monkeypatch):
    def fail(*_args, **_more):
        raise RuntimeError("secret inside")

    monkeypatch.setattr("vedette.run.claims.seek", fail)
    answer = api.get(f"{API}/claims")
    assert answer.status_code == 500
    assert answer.json()["code"] == "fault"
    assert "secret inside" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


# ---- tags --------------------------------------------------------------------------------------


def test_what_has_not_changed_is_not_sent_again(api):
    first = api.get(f"{API}/claims?limit=2")
    tag = first.headers["etag"]
    for given_tag in (tag, tag.removeprefix("W/"), f'"other", {tag}', "*"):
        again = api.get(f"{API}/claims?limit=2", headers={"If-None-Match": given_tag})
        assert again.status_code == 304
        assert not again.content
        assert again.headers["etag"] == tag
    for address in ("/claims?limit=3", "/claims?limit=2&as_of=2025-09-12", "/reports?limit=2"):
        other = api.get(f"{API}{address}", headers={"If-None-Match": tag})
        assert other.status_code == 200
        assert other.headers["etag"] != tag


def test_what_lies_open_until_now_has_no_tag(api):
    assert "etag" in api.get(f"{API}/changes?since=2025-09-11&until=2025-09-20").headers
    assert "etag" not in api.get(f"{API}/changes?since=2025-09-11").headers


def test_whatever_is_written_changes_the_tag(tmp_path):
    path = tmp_path / "store.db"
    reports = fill(path)
    app = create_app(Settings(store=str(path)))
    with TestClient(app, base_url=HERE) as client, open_store(str(path)) as store:

        def tag():
            return client.get(f"{API}/claims").headers["etag"]

        def decide(**body):
            proof = client.get(f"{API}/session").json()["data"]["csrf"]
            headers = {"X-CSRF-Token": proof}
            answer = client.post(f"{API}/judgements", json=body, headers=headers)
            assert answer.status_code == 201, answer.text
            return answer.json()["data"]["id"]

        def forget():
            store.forget(reports[3].id, reason="asked for", at=NOON)

        made: list[str] = []
        writes = [
            lambda: linking.link(store),
            lambda: stories.group(store),
            lambda: store.add([extra(1)], ingested_at=NOON),
            lambda: made.append(
                decide(decision="reject", target=reports[1].id, reason="not theirs")
            ),
            lambda: decide(decision="undo", target=made[0], reason="theirs after all"),
            lambda: decide(decision="regrade", name="Westmark Post", grade="C", reason="slow"),
            forget,
        ]
        seen = [tag()]
        for write in writes:
            write()
            assert tag() == tag()
            seen.append(tag())
        assert len(set(seen)) == len(writes) + 1


def test_head_is_get_without_the_body(api):
    for address in ("/claims", "/nothing", "/claims?limit=0"):
        got, head = api.get(f"{API}{address}"), api.head(f"{API}{address}")
        assert head.status_code == got.status_code
        assert not head.content
        for name in ("content-type", "content-length", "etag"):
            assert head.headers.get(name) == got.headers.get(name)


# ---- pages -------------------------------------------------------------------------------------


def extra(number: int, *, day: int | None = None, headline: str = "Granite goes on"):
    """Return one more report with a claim in it."""
    desk = Desk(
        f"Westmark Intelligence counted {number:,} soldiers in Granite number {number}.",
        day=day,
        publisher=f"Sheet {number % 7}",
        url=f"https://sheet.example/{number}",
        headline=headline,
    )
    from web_samples import INTELLIGENCE

    words = f"{number:,} soldiers in Granite number {number}"
    desk.says(words, f"{number:,} soldiers", by=INTELLIGENCE, low=number, high=number)
    return desk.item()


ARRIVALS = st.lists(st.lists(st.none() | st.integers(1, 30), max_size=3), min_size=1, max_size=12)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    first=st.lists(st.none() | st.integers(1, 30), min_size=1, max_size=8),
    arrivals=ARRIVALS,
    limit=st.integers(1, 4),
    name=st.sampled_from(["reports", "claims", "timeline", "sources", "activities"]),
    reject=st.booleans(),
)
def test_all_pages_together_are_all_rows_once_while_more_arrive(
    tmp_path_factory, first, arrivals, limit, name, reject
):
    path = tmp_path_factory.mktemp("paged") / "store.db"
    with open_store(str(path)) as store:
        items = [extra(n + 1, day=day) for n, day in enumerate(first)]
        store.add(items, ingested_at=NOON)
        client = TestClient(create_app(Settings(store=str(path))), base_url=HERE)
        whole = client.get(f"{API}/{name}?limit=500").json()["data"]
        rows, token, number = [], None, 1000
        for batch in [*arrivals, *([[]] * 40)]:
            query = f"limit={limit}" + (f"&page={token}" if token else "")
            body = client.get(f"{API}/{name}?{query}").json()
            rows += body["data"]
            assert len(body["data"]) <= limit
            token = body["page"]["next"]
            if token is None:
                break
            number += 1
            more = [extra(number * 10 + n, day=day) for n, day in enumerate(batch)]
            store.add(more, ingested_at=NOON)
            if reject and batch:
                _reject(client, items[0][1].claims[0].id)
        assert rows == whole


def _reject(client, claim):
    proof = client.get(f"{API}/session").json()["data"]["csrf"]
    body = {"decision": "reject", "target": claim, "reason": "no"}
    client.post(f"{API}/judgements", json=body, headers={"X-CSRF-Token": proof})


def test_a_version_that_arrives_meanwhile_takes_nothing_out_of_the_later_pages(tmp_path):
    path = tmp_path / "store.db"
    with open_store(str(path)) as store:
        items = [extra(n, day=n) for n in range(1, 5)]
        store.add(items, ingested_at=NOON)
        client = TestClient(create_app(Settings(store=str(path))), base_url=HERE)
        first = client.get(f"{API}/claims?limit=2").json()
        late = items[3][0]
        desk = Desk("Nobody counted Granite.", day=20, publisher=late.publisher, url=late.url)
        store.add([desk.item()], ingested_at=NOON)
        token = first["page"]["next"]
        second = client.get(f"{API}/claims?limit=2&page={token}").json()
        claims = [*first["data"], *second["data"]]
        assert [one["report"]["id"] for one in claims] == [report.id for report, _ in items]
        assert len(client.get(f"{API}/claims").json()["data"]) == 3


def test_what_is_forgotten_is_on_no_later_page(tmp_path):
    path = tmp_path / "store.db"
    with open_store(str(path)) as store:
        items = [extra(n, day=n) for n in range(1, 5)]
        store.add(items, ingested_at=NOON)
        client = TestClient(create_app(Settings(store=str(path))), base_url=HERE)
        for name in ("claims", "timeline"):
            token = client.get(f"{API}/{name}?limit=2").json()["page"]["next"]
            gone = items.pop()[0]
            store.forget(gone.id, reason="asked for", at=NOON)
            rest = client.get(f"{API}/{name}?limit=2&page={token}")
            assert gone.id not in rest.text
            assert rest.status_code == 200


def test_a_page_token_is_good_for_its_own_list_and_cannot_be_made(api):
    token = get(api, "/claims", limit=1)["page"]["next"]
    assert get(api, "/claims", limit=2, page=token)["data"]
    for address, more in (
        ("/reports", {}),
        ("/claims", {"subject": EXERCISE}),
        ("/claims", {"as_of": "2025-09-20"}),
    ):
        assert get(api, address, 400, page=token, **more)["code"] == "bad-page"
    for place in range(0, len(token), 7):
        other = "A" if token[place] != "A" else "B"
        changed = token[:place] + other + token[place + 1 :]
        assert get(api, "/claims", 400, page=changed)["code"] == "bad-page"


def test_a_page_token_outlasts_the_server(api, path):
    token = get(api, "/claims", limit=1)["page"]["next"]
    again = TestClient(create_app(Settings(store=str(path))), base_url=HERE)
    assert get(again, "/claims", limit=1, page=token) == get(api, "/claims", limit=1, page=token)


def test_the_next_page_stands_in_a_link_too(api):
    answer = api.get(f"{API}/claims?limit=1&subject={EXERCISE}")
    link = answer.headers["link"]
    assert link.endswith('; rel="next"')
    following = api.get(link[1 : link.index(">")])
    assert following.status_code == 200
    assert following.json()["data"] != answer.json()["data"]


# ---- hostile reports ---------------------------------------------------------------------------

NASTY = [
    EVIL,
    "</script><svg onload=alert(1)>",
    "=HYPERLINK(1)",
    "\u202egnirts\u2066",
    "half a pair \ud800 here",
    "a NUL \0 here",
    "\x1b[31mred",
    "javascript:alert(1)",
    "'; DROP TABLE report; --",
    "\uffff\ufdd0",
    "%00%0d%0aSet-Cookie: a=b",
]


def test_hostile_reports_come_as_json_and_as_nothing_else(tmp_path):
    path = tmp_path / "hostile.db"
    from web_samples import ADAMSON

    with open_store(str(path)) as store:
        for n, words in enumerate(NASTY):
            text = f"Granite {words} opened. Ilse Adamson said that 40 soldiers {words} are there."
            desk = Desk(
                text, day=10, publisher=words, url=f"{words}/{n}", headline=f"Granite {words}"
            )
            desk.says(f"40 soldiers {words} are there", "40 soldiers", by=ADAMSON, low=40, high=40)
            store.add([desk.item()], ingested_at=NOON)
        linking.link(store)
    client = TestClient(create_app(Settings(store=str(path))), base_url=HERE)
    reports = client.get(f"{API}/reports").json()["data"]
    assert len(reports) == len(NASTY)
    addresses = [
        *(f"/{name}" for name in LISTS),
        *(f"/reports/{one['id']}" for one in reports),
        *(f"/reports/{one['id']}/origin" for one in reports),
        "/claims/facets", f"/figures?subject={EXERCISE}", f"/statements?subject={EXERCISE}",
        f"/histories?subject={EXERCISE}", f"/gaps?subject={EXERCISE}", "/denials", "/incidents",
        "/changes?since=2025-09-01&until=2025-09-30",
    ]  # fmt: skip
    for address in addresses:
        answer = client.get(f"{API}{address}")
        assert answer.status_code == 200, address
        assert answer.headers["content-type"] == "application/json", address
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        json.loads(answer.content.decode())
    found = client.get(f"{API}/claims?limit=500").json()["data"]
    assert any(EVIL in one["evidence"]["quote"] for one in found)
    for words in NASTY:
        for name in ("text", "subject", "speaker", "publisher", "place"):
            got = client.get(f"{API}/claims", params={name: words.replace("\ud800", "?")})
            assert got.status_code in (200, 400, 404)


def test_a_date_of_a_report_stands_in_it_as_it_is_known(api):
    undated = next(one for one in get(api, "/reports")["data"] if one["publisher"] == "Anon Sheet")
    assert undated["published"]["start"] is None
    assert When.on(date(2025, 9, 1)).is_known
