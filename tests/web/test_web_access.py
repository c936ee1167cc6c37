"""Who gets in, who may do what, and what no page of another site can do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from web_samples import EXERCISE

from vedette.run import accounts
from vedette.run.config import Settings
from vedette.store.store import open_store
from vedette.web.access.gate import READING, is_open
from vedette.web.access.pages import router as access_router
from vedette.web.app import create_app
from vedette.web.pages import ROUTERS

API = "/api/v1"
HERE = "http://localhost:8765"
PASSWORD = "correct horse battery"  # noqa: S105
EDITORS = {
    *(f"{API}/{name}" for name in ("accounts", "tokens", "audit")),
    *(f"/{name}" for name in ("accounts", "tokens", "audit", "audit.csv", "audit.json")),
}
ANALYSTS = {"/decide"}
NEEDED = {
    "/figures": f"subject={EXERCISE}",
    "/histories": f"subject={EXERCISE}",
    "/statements": f"subject={EXERCISE}",
    "/first": f"subject={EXERCISE}&value=up+to+7,000",
    "/changes": "since=2025-09-01&until=2025-09-30",
    "/editions": "series=Zapad",
    "/gaps": f"subject={EXERCISE}",
    "/source": "name=Westmark+Post",
    "/brief": f"subject={EXERCISE}&length=short",
    "/review/effects": "item=clm-0000",
}
SESSION = ("POST", f"{API}/session"), ("DELETE", f"{API}/session"), ("POST", "/login")
OWN = {
    *SESSION,
    ("POST", "/logout"),
    ("POST", "/welcome"),
    ("POST", "/seen"),
    *(("POST", f"/account/{name}") for name in ("password", "token", "leave")),
}


def calls(app) -> list[tuple[str, str]]:
    """Return every method and path that the application answers, of pages and API."""
    found = []
    for path, item in app.openapi()["paths"].items():
        found += [(method.upper(), path) for method in item]
    pages = [page for each in (*ROUTERS, access_router) for page in each.routes]
    found += [(method, page.path) for page in pages for method in page.methods - {"HEAD"}]
    return sorted(set(found))


def address(path: str) -> str:
    """Return a path with something in the place of every name, and what has to be asked."""
    known = {"{report}": "rep-0", "{name}": EXERCISE, "{code}": "not-found", "{claim}": "clm-0000"}
    plain = path.replace(":path}", "}")
    filled = re.sub(r"\{\w+\}", lambda one: known.get(one[0], "none"), plain)
    query = NEEDED.get(path.removeprefix(API))
    return f"{filled}?{query}" if query else filled


@pytest.fixture(scope="module")
def every(kept_store):
    app = create_app(Settings(store=str(kept_store[0])))
    found = calls(app)
    assert len(found) > 40
    assert ("POST", f"{API}/judgements") in found
    assert ("GET", "/activity/{name:path}") in found
    return found


# ---- roles -------------------------------------------------------------------------------------


def test_nobody_reads_anything_but_the_way_in(served, every):
    client = served.client()
    for method, path in every:
        answer = client.request(method, address(path))
        if is_open(path.replace("{code}", "not-found")):
            # 403: without its proof; 404: a link or a feed that nobody was given
            assert answer.status_code in (200, 403, 404), (method, path)
        elif path.startswith(API) or method != "GET":
            assert answer.status_code == 401, (method, path)
        else:
            assert answer.status_code == 303, (method, path)
            assert answer.headers["location"].startswith("/login?next=%2F")


@pytest.mark.parametrize("role", ["viewer", "analyst", "editor"])
def test_every_role_reads_all_but_what_editors_look_after(served, every, role):
    client = served.client(role)
    for method, path in every:
        if method != "GET" or path == "/login":
            continue
        answer = client.get(address(path))
        status = answer.status_code
        if (path in EDITORS and role != "editor") or (path in ANALYSTS and role == "viewer"):
            assert status == 403, path
        else:
            led_on = status in (303, 307) and not answer.headers["location"].startswith("/login")
            assert led_on or status in (200, 404), (path, status)


def test_a_viewer_can_change_nothing(served, every):
    posted = [one for one in every if one[0] != "GET" and one not in OWN]
    changing = [one for one in posted if one[1] not in READING]
    assert changing
    assert changing != posted
    client = served.client("viewer")
    for method, path in changing:
        answer = client.request(method, address(path), json={})
        assert answer.status_code == 403, (method, path)
        if path.startswith(API):
            assert answer.json()["code"] == "not-allowed"
        else:
            assert "Your role does not allow that" in answer.text


def test_a_method_that_no_call_takes_is_refused_to_a_viewer_before_anything_else(served):
    client = served.client("viewer")
    for method in ("PUT", "PATCH", "DELETE", "POST"):
        for path in ("/", "/claims", f"{API}/claims", f"{API}/reports/rep-0"):
            assert client.request(method, path).status_code == 403


def test_an_analyst_decides_and_signs_with_his_own_name(served):
    client = served.client("analyst")
    claim = client.get(f"{API}/claims").json()["data"][0]["id"]
    body = {"decision": "accept", "target": claim, "reason": "seen on film"}
    forged = client.post(f"{API}/judgements", json={**body, "who": "edgar"})
    assert forged.status_code == 403
    made = client.post(f"{API}/judgements", json=body)
    assert made.status_code == 201
    assert made.json()["data"]["by"] == "person:anna"
    assert client.get(made.headers["location"]).json()["data"]["reason"] == "seen on film"
    back = {"decision": "undo", "target": made.json()["data"]["id"], "reason": "wrong film"}
    assert client.post(f"{API}/judgements", json=back).status_code == 201


# ---- sessions ----------------------------------------------------------------------------------


def test_who_logs_in_gets_cookies_that_scripts_and_other_sites_never_see(served):
    client = served.client()
    proof = client.get(f"{API}/session").json()["data"]["csrf"]
    answer = client.post(
        f"{API}/session",
        json={"name": "anna", "password": PASSWORD},
        headers={"X-CSRF-Token": proof},
    )
    cookie = next(each for each in answer.headers.get_list("set-cookie") if "vedette=" in each)
    assert cookie.startswith("__Host-vedette=")
    for part in ("HttpOnly", "Secure", "Path=/", "SameSite=lax", "Max-Age=604800"):
        assert part in cookie
    assert "Domain" not in cookie
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json()["data"]["csrf"] != proof
    assert client.get(f"{API}/session").json()["data"]["name"] == "anna"


def test_a_login_changes_the_secret_and_ends_the_one_before(served):
    client = served.logged_in("anna")
    before = client.cookies["__Host-vedette"]
    answer = client.post(f"{API}/session", json={"name": "anna", "password": PASSWORD})
    assert answer.status_code == 200
    assert client.cookies["__Host-vedette"] != before
    old = served.client()
    old.cookies.set("__Host-vedette", before, domain="desk.example")
    assert old.get(f"{API}/claims").status_code == 401


def test_the_store_holds_no_secret_of_a_login_or_a_token(served):
    key = served.logged_in("anna").cookies["__Host-vedette"]
    with open_store(str(served.path)) as store:
        dump = "\n".join(store._engine.raw_connection().driver_connection.iterdump())
    assert key not in dump
    assert not [secret for secret in served.keys.values() if secret in dump]
    assert PASSWORD not in dump
    assert "$argon2id$" in dump


def test_a_login_ends_by_logging_out(served):
    client = served.logged_in("anna")
    key = client.cookies["__Host-vedette"]
    assert client.delete(f"{API}/session").status_code == 204
    client.cookies.set("__Host-vedette", key, domain="desk.example")
    assert client.get(f"{API}/claims").status_code == 401


@pytest.mark.parametrize(
    ("steps", "status"), [([11.9], 200), ([12.1], 401), ([11] * 15, 200), ([11] * 16, 401)]
)
def test_a_login_ends_when_unused_and_after_a_week(served, steps, status):
    client = served.logged_in("vera")
    for hours in steps:
        served.clock.move(hours=hours)
        answer = client.get(f"{API}/activities")
    assert answer.status_code == status


def test_another_role_or_password_ends_the_login(served):
    client = served.logged_in("vera")
    with open_store(str(served.path)) as store:
        accounts.give_role(store, "vera", accounts.role_of("viewer"))
    assert client.get(f"{API}/claims").status_code == 401


def test_a_token_runs_out_and_never_does_more_than_its_account(served):
    with open_store(str(served.path)) as store:
        viewer = accounts.role_of("viewer")
        with pytest.raises(Exception, match="no token of it can have"):
            accounts.give_token(
                store, "vera", role=accounts.role_of("editor"), label="x", days=None, by="desk"
            )
        key, made = accounts.give_token(
            store, "edgar", role=viewer, label="short", days=1, by="desk"
        )
    served.clock.at = accounts.now()
    client = served.client()
    bearer = {"Authorization": f"Bearer {key}"}
    assert client.get(f"{API}/claims", headers=bearer).status_code == 200
    assert client.get(f"{API}/audit", headers=bearer).status_code == 403
    served.clock.move(days=2)
    refused = client.get(f"{API}/claims", headers=bearer)
    assert refused.status_code == 401
    assert "invalid_token" in refused.headers["www-authenticate"]
    with open_store(str(served.path)) as store:
        accounts.take_token(store, made.id)


def test_the_page_of_the_login_leads_on_to_what_was_wanted(served):
    client = served.client()
    wanted = client.get("/claims?speaker=Ilse+Adamson").headers["location"]
    page = client.get(wanted).text
    fields = dict(re.findall(r'name="(csrf|next)" value="([^"]*)"', page))
    form = {**fields, "name": "anna", "password": PASSWORD}
    answer = client.post("/login", data=form)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/claims?speaker=Ilse+Adamson"
    shown = client.get("/claims").text
    assert "Log out" in shown
    proof = re.search(r'name="csrf" value="([^"]+)"', shown)
    assert client.post("/logout", data={"csrf": proof[1]}).headers["location"] == "/login"
    assert client.get("/claims").status_code == 303


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_a_login_never_leads_to_another_site(served, target):
    client = served.client()
    page = client.get("/login", params={"next": target}).text
    fields = dict(re.findall(r'name="(csrf|next)" value="([^"]*)"', page))
    assert fields["next"] == "/"
    form = {"csrf": fields["csrf"], "next": target, "name": "anna", "password": PASSWORD}
    assert client.post("/login", data=form).headers["location"] == "/"


# ---- other sites -------------------------------------------------------------------------------


def test_every_change_without_its_proof_is_refused(served, every):
    changing = [one for one in every if one[0] != "GET"]
    for client in (
        served.logged_in("edgar"),
        TestClient(served.app, base_url="https://desk.example"),
    ):
        client.headers.pop("X-CSRF-Token", None)
        for method, path in changing:
            for headers in ({}, {"X-CSRF-Token": "0" * 64}):
                answer = client.request(method, address(path), headers=headers)
                assert answer.status_code in (401, 403), (method, path)


def test_every_change_from_another_site_is_refused_even_with_its_proof(served, every):
    client = served.logged_in("edgar")
    foreign = (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://desk.example"},
        {"Origin": "https://desk.example:444"},
        {"Origin": "https://desk.example.evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    )
    for method, path in [one for one in every if one[0] != "GET"]:
        for headers in foreign:
            answer = client.request(method, address(path), headers=headers, json={})
            assert answer.status_code == 403, (method, path, headers)
            assert "foreign" in answer.text or "another site" in answer.text


def test_the_proof_of_one_login_is_worth_nothing_in_another(served):
    one, other = served.logged_in("anna"), served.logged_in("edgar")
    other.headers["X-CSRF-Token"] = one.headers["X-CSRF-Token"]
    assert other.delete(f"{API}/session").status_code == 403
    assert one.delete(f"{API}/session", headers={"Origin": "https://desk.example"}).is_success


def test_another_site_can_load_frame_or_fetch_nothing_but_be_followed_from(served):
    client = served.client("viewer")
    for mode, dest, status in (
        ("no-cors", "script", 403),
        ("cors", "empty", 403),
        ("navigate", "iframe", 403),
        ("navigate", "document", 200),
    ):
        site = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": dest}
        assert client.get(f"{API}/claims", headers=site).status_code == status


@pytest.mark.parametrize(
    "host", ["rebound.example:8765", "localhost.rebound.example", "127.0.0.1@evil.example", "", "["]
)
def test_a_name_that_was_bound_to_this_machine_reaches_nothing(client, every, host):
    for method, path in every:
        answer = client.request(method, address(path), headers={"Host": host})
        assert answer.status_code == 400, (method, path)
    assert client.get("/static/vedette.css", headers={"Host": host}).status_code == 400


def test_alone_on_a_machine_a_change_still_needs_its_proof_and_its_own_page(client, every):
    proof = client.get(f"{API}/session").json()["data"]["csrf"]
    for method, path in [one for one in every if one[0] != "GET"]:
        assert client.request(method, address(path)).status_code == 403
        headers = {"X-CSRF-Token": proof, "Origin": "http://localhost:3000"}
        assert client.request(method, address(path), headers=headers).status_code == 403
    own = {"X-CSRF-Token": proof, "Origin": HERE}
    answer = client.post(f"{API}/judgements", json={}, headers=own)
    assert answer.status_code == 400  # it got as far as being read


def test_a_server_for_one_refuses_whoever_comes_through_a_proxy(client):
    answer = client.get(f"{API}/claims", headers={"X-Forwarded-For": "192.0.2.7"})
    assert answer.status_code == 403
    assert answer.json()["code"] == "behind-a-proxy"


@pytest.mark.parametrize("path", ["/", f"{API}/claims", f"{API}/nothing", "/login"])
def test_every_answer_carries_the_headers_that_keep_others_out(served, path):
    headers = served.client("viewer").get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] in ("private, no-cache", "no-store")
    assert "access-control-allow-origin" not in headers


# ---- guessing ----------------------------------------------------------------------------------


@pytest.fixture(name="cheap")
def _cheap(monkeypatch):
    """Let a password be right where it is PASSWORD, without the work of hashing."""

    def check(store, name, password):
        with store.doors() as doors:
            return doors.account(name) if password == PASSWORD else None

    monkeypatch.setattr("vedette.run.accounts.check", check)


def guess(client: TestClient, name: str, password: str = "wrong wrong wrong"):  # noqa: S107
    proof = client.get(f"{API}/session").json()["data"]["csrf"]
    return client.post(
        f"{API}/session",
        json={"name": name, "password": password},
        headers={"X-CSRF-Token": proof},
    )


@pytest.mark.usefixtures("cheap")
def test_guessing_at_an_account_has_to_wait_longer_and_longer(served):
    client = served.client()
    statuses = [guess(client, "anna").status_code for _ in range(6)]
    assert statuses == [401] * 5 + [429]
    waits = []
    for _ in range(8):
        refused = guess(client, "ANNA", PASSWORD)  # whatever the case, and even if it is right
        assert refused.status_code == 429
        waits.append(int(refused.headers["retry-after"]))
        served.clock.move(seconds=waits[-1])
        assert guess(client, "anna").status_code == 401
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    served.clock.move(seconds=60)
    assert guess(client, "anna", PASSWORD).status_code == 200
    assert guess(served.client(), "anna").status_code == 401  # it counts from the beginning


@pytest.mark.usefixtures("cheap")
def test_guessing_at_many_accounts_from_one_address_has_to_wait_too(served):
    client = served.client()
    statuses = [guess(client, f"nobody{n}").status_code for n in range(21)]
    assert statuses == [401] * 20 + [429]
    assert guess(client, "anna", PASSWORD).status_code == 429
    served.clock.move(hours=1, seconds=1)
    assert guess(client, "anna", PASSWORD).status_code == 200


@pytest.mark.usefixtures("cheap")
def test_who_knows_the_password_is_not_slowed_down(served):
    for _ in range(30):
        assert guess(served.client(), "anna", PASSWORD).status_code == 200


def test_a_wrong_name_and_a_wrong_password_are_answered_alike(served):
    client = served.client()
    no_name, no_password = guess(client, "nobody"), guess(client, "anna")
    assert no_name.status_code == no_password.status_code == 401
    assert no_name.json() == no_password.json()


# ---- the log -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("cheap")
def test_the_log_says_who_did_what_from_where_and_how_it_ended(served):
    client = served.client()
    guess(client, "anna")
    analyst = served.logged_in("anna")
    claim = analyst.get(f"{API}/claims").json()["data"][0]["id"]
    body = {"decision": "reject", "target": claim, "reason": "told in jest"}
    made = analyst.post(f"{API}/judgements", json=body).json()["data"]["id"]
    analyst.post(f"{API}/judgements", json={"decision": "undo", "target": made, "reason": "no"})
    served.client("viewer").post(f"{API}/judgements", json=body)
    lines = served.client("editor").get(f"{API}/audit?limit=5").json()["data"]
    assert [(one["who"], one["via"], one["action"], one["status"]) for one in lines] == [
        ("vera", "token", f"POST {API}/judgements", 403),
        ("anna", "session", "undo", 201),
        ("anna", "session", "reject", 201),
        ("anna", "nobody", "login", 200),
        ("anna", "nobody", "login failed", 401),
    ]
    assert lines[2]["detail"] == claim
    assert {one["address"] for one in lines} == {"testclient"}
    older = served.client("editor").get(f"{API}/audit?before={lines[0]['no']}").json()["data"]
    assert older[0] == lines[1]


def test_reading_and_strangers_leave_no_lines(served):
    editor = served.client("editor")
    before = editor.get(f"{API}/audit").json()["data"]
    served.client("viewer").get(f"{API}/claims")
    served.client().post(f"{API}/judgements", json={})
    assert editor.get(f"{API}/audit").json()["data"] == before


# ---- sizes -------------------------------------------------------------------------------------


def test_what_is_too_large_is_refused_before_it_is_read(client):
    proof = client.get(f"{API}/session").json()["data"]["csrf"]
    headers = {"X-CSRF-Token": proof, "Content-Type": "application/json"}
    body = b'{"reason":"' + b"x" * 1_100_000 + b'"}'
    assert client.post(f"{API}/judgements", content=body, headers=headers).status_code == 413

    def pieces():
        yield from (b"x" * 100_000 for _ in range(12))

    assert client.post(f"{API}/judgements", content=pieces(), headers=headers).status_code == 413
    assert client.get(f"{API}/claims?text={'x' * 9000}").status_code == 414
    assert client.get(f"{API}/claims?text=%00").status_code == 400


@pytest.mark.parametrize(
    "path", ["/login%3F", "/login/", "//login", "/static/..%2fclaims", f"{API}/session%3Fx", "/x"]
)
def test_an_address_that_looks_like_an_open_one_opens_nothing(served, path):
    answer = served.client().get(path)
    assert answer.status_code in (303, 401, 404)
    assert "Granite" not in answer.text


def test_a_body_that_is_no_json_is_refused(client):
    proof = client.get(f"{API}/session").json()["data"]["csrf"]
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        headers = {"X-CSRF-Token": proof, "Content-Type": kind}
        answer = client.post(f"{API}/judgements", content=b'{"a": 1}', headers=headers)
        assert answer.status_code == 415
        assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.usefixtures("cheap")
def test_a_clock_that_goes_back_locks_nobody_out(served):
    client = served.client()
    for _ in range(5):
        guess(client, "vera")
    served.clock.at -= timedelta(minutes=1)
    served.clock.move(minutes=1, seconds=2)
    assert guess(client, "vera", PASSWORD).status_code == 200
