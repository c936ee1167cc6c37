"""Review, decisions and accounts as pages: what forms do, by role, and what is told."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from web_samples import EXERCISE

from vedette.model import Analysis, JudgementKind
from vedette.run import accounts, deciding
from vedette.run.config import Settings
from vedette.store.access import Role
from vedette.store.store import open_store
from vedette.web.access.doors import Doors
from vedette.web.app import create_app

PUBLIC = "https://desk.example"
PASSWORD = "correct horse battery"  # noqa: S105


def sent(client, path, **fields):
    fields["csrf"] = client.headers.get("X-CSRF-Token", "")
    return client.post(path, data=fields)


def first_item(client, query=""):
    page = client.get(f"/review{query}").text
    item = re.search(r'name="item" value="([^"]+)"', page)
    seen = re.search(r'name="seen" value="(\d+)"', page)
    return (item[1] if item else ""), (seen[1] if seen else ""), page


def judgements(own):
    with open_store(str(own.path), read_only=True) as store, store.view() as view:
        return view.judgements()


# ---- review ------------------------------------------------------------------------------------


def test_the_queue_puts_a_figure_in_a_conflict_first_and_says_why(own):
    _, _, page = first_item(own.logged_in("anna"))
    assert "stands in 1 conflict (1 soft)" in page
    assert "place assumed: not stated" in page
    assert '<mark class="lit">' in page


def test_a_form_decides_signs_and_leads_on(own):
    client = own.logged_in("anna")
    item, seen, _ = first_item(client)
    answer = sent(client, "/review", item=item, decision="reject", seen=seen, reason="told in jest")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/review?item=")
    assert item not in answer.headers["location"]
    made = judgements(own)[-1]
    assert (made.kind, made.by, made.reason) == (
        JudgementKind.REJECT,
        "person:anna",
        "told in jest",
    )


def test_a_decision_without_words_has_the_reason_that_the_form_shows(own):
    client = own.logged_in("anna")
    item, seen, page = first_item(client)
    assert "else: read as the words say" in page
    sent(client, "/review", item=item, decision="accept", seen=seen)
    assert judgements(own)[-1].reason == "read as the words say"


def test_what_was_decided_leaves_the_queue_and_comes_back_when_undone(own):
    client = own.logged_in("anna")
    item, seen, _ = first_item(client)
    sent(client, "/review", item=item, decision="accept", seen=seen)
    after, seen, page = first_item(client)
    assert after != item
    last = re.search(r'name="judgement" value="([^"]+)"', page)[1]
    back = sent(client, "/review/undo", judgement=last, seen=seen)
    assert back.headers["location"] == f"/review?item={item}"
    assert first_item(client)[0] == item


def test_a_viewer_sees_what_waits_without_a_button_and_changes_nothing(own):
    client = own.logged_in("vera")
    item, seen, page = first_item(client)
    assert item == ""
    assert "<button name=" not in page
    assert "A viewer sees what waits" in page
    for path in ("/review", "/review/undo"):
        assert sent(client, path, item="fig-0", decision="accept", seen=seen).status_code == 403
    assert judgements(own) == []


def test_the_second_who_decides_is_told_and_nothing_is_entered(own):
    anna, edgar = own.logged_in("anna"), own.logged_in("edgar")
    item, seen, _ = first_item(anna)
    assert sent(anna, "/review", item=item, decision="accept", seen=seen).status_code == 303
    refused = sent(edgar, "/review", item=item, decision="reject", seen=seen)
    assert refused.status_code == 409
    assert "Meanwhile anna decided on it" in refused.text
    assert [one.by for one in judgements(own)] == ["person:anna"]
    again = re.search(r'name="seen" value="(\d+)"', refused.text)[1]
    assert sent(edgar, "/review", item=item, decision="reject", seen=again).status_code == 303


def test_a_decision_on_something_else_disturbs_nobody(own):
    anna, edgar = own.logged_in("anna"), own.logged_in("edgar")
    item, seen, page = first_item(anna)
    other = re.search(r"/review\?item=([^\"&]+)\"", page.partition("coming")[2])[1]
    assert sent(anna, "/review", item=other, decision="accept", seen=seen).status_code == 303
    assert sent(edgar, "/review", item=item, decision="reject", seen=seen).status_code == 303


def test_an_item_takes_only_its_own_decisions(own):
    client = own.logged_in("anna")
    item, seen, _ = first_item(client)
    for decision in ("merge", "split", "renew", "", "delete"):
        answer = sent(client, "/review", item=item, decision=decision, seen=seen)
        assert answer.status_code == 400, decision
    assert judgements(own) == []


def test_a_publisher_is_graded_with_a_reason(own):
    client = own.logged_in("anna")
    item, seen, _ = first_item(client)
    fields = {"item": item, "decision": "regrade", "publisher": "Westmark Post", "grade": "C"}
    assert sent(client, "/review", seen=seen, **fields).status_code == 400
    assert sent(client, "/review", seen=seen, reason="often late", **fields).status_code == 303
    made = judgements(own)[-1]
    assert (made.kind, made.a, made.value) == (JudgementKind.REGRADE, "Westmark Post", "C")


def test_comments_are_kept_one_beside_the_other_and_decide_nothing(own):
    client = own.logged_in("anna")
    item, seen, _ = first_item(client)
    for words in ("ask them", "they do not answer"):
        sent(client, "/review", item=item, decision="comment", comment=words, seen=seen)
    again, _, page = first_item(client)
    assert again == item
    assert "ask them" in page
    assert "they do not answer" in page
    with open_store(str(own.path), read_only=True) as store, store.view() as view:
        assert view.standing.accepted == view.standing.rejected == frozenset()


def test_what_a_decision_would_do_is_told_before(own):
    client = own.client("analyst")
    item, _, _ = first_item(client, "?kind=conflict")
    told = client.get(f"/review/effects?item={item}", headers={"HX-Request": "true"}).text
    assert "<html" not in told
    assert f"leaves the board of {EXERCISE}" in told
    assert "conflict disappears" in told
    assert judgements(own) == []
    whole = client.get(f"/review/effects?item={item}")
    assert whole.headers["location"].endswith("effects=1")


def test_an_orphaned_decision_waits_first_and_can_be_taken_back(own):
    with open_store(str(own.path)) as store:
        with store.view() as view:
            report, claim, _ = view.claims(limit=1)[0]
        deciding.accept(store, claim.id, reason="seen on film", who="anna")
        read_anew = Analysis(report.id, stages=("hand@2",))  # and nothing is found any more
        store.add([(report, read_anew)], ingested_at=accounts.now())
    client = own.logged_in("edgar")
    item, seen, page = first_item(client)
    assert "orphaned decision" in page
    assert "applies to nothing" in page
    answer = sent(client, "/review", item=item, decision="withdraw", seen=seen)
    assert answer.status_code == 303
    assert "orphaned decision" not in first_item(client)[2]


def test_filters_narrow_and_what_is_none_is_refused_in_one_line(own):
    client = own.client("viewer")
    assert client.get(f"/review?activity={EXERCISE.lower()}").status_code == 200
    assert "Nothing waits for a decision" in client.get("/review?kind=merge").text
    assert client.get("/review?kind=nonsense").status_code == 400
    assert client.get("/review?activity=Granit-2025").status_code == 404


# ---- decisions ---------------------------------------------------------------------------------


@pytest.fixture
def decided(own):
    client = own.logged_in("anna")
    item, seen, _ = first_item(client)
    sent(client, "/review", item=item, decision="reject", seen=seen, reason="=cmd|' /C calc'!A0")
    return own


def test_decisions_are_listed_by_person_kind_and_state(decided):
    client = decided.client("viewer")
    assert client.get("/decisions?who=anna&kind=reject").text.count("<b>reject</b>") == 1
    assert "No decision fits" in client.get("/decisions?who=edgar").text
    assert "No decision fits" in client.get("/decisions?since=2099-01-01").text
    assert client.get("/decisions?state=gone").status_code == 400
    assert client.get("/decisions?since=tomorrow").status_code == 400
    assert "<button" not in client.get("/decisions").text.partition("<tbody>")[2]


def test_an_undone_decision_is_kept_as_replaced(decided):
    client = decided.logged_in("anna")
    page = client.get("/decisions").text
    made = re.search(r'name="judgement" value="([^"]+)"', page)[1]
    back = sent(client, "/review/undo", judgement=made, next="/decisions?who=anna")
    assert back.headers["location"] == "/decisions?who=anna"
    assert ">replaced" in client.get("/decisions").text


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "/\\evil.example"])
def test_undoing_never_leads_to_another_site(decided, target):
    client = decided.logged_in("anna")
    made = re.search(r'name="judgement" value="([^"]+)"', client.get("/decisions").text)[1]
    back = sent(client, "/review/undo", judgement=made, next=target)
    assert back.headers["location"].startswith("/review")


def test_decisions_come_out_as_csv_that_no_spreadsheet_runs_and_as_json(decided):
    client = decided.client("viewer")
    rows = list(csv.DictReader(io.StringIO(client.get("/decisions.csv").text)))
    assert rows[0]["by"] == "anna"
    assert rows[0]["reason"].startswith("'=")
    data = client.get("/decisions.json").json()["data"]
    assert data[0]["decision"] == "reject"


# ---- deciding on anything by name --------------------------------------------------------------


def test_a_decision_by_name_shows_its_effects_and_then_takes_a_reason(own):
    client = own.logged_in("anna")
    asked = {"decision": "regrade", "a": "Westmark Post", "grade": "B"}
    page = client.get("/decide", params=asked).text
    assert "Westmark Post is graded B, was F" in page
    assert judgements(own) == []
    assert sent(client, "/decide", **asked).status_code == 400  # no reason
    done = sent(client, "/decide", **asked, reason="names its sources", next="/sources")
    assert done.headers["location"] == "/sources"
    assert judgements(own)[-1].value == "B"


def test_what_cannot_be_decided_is_told_in_one_line(own):
    client = own.logged_in("anna")
    for asked in (
        {"decision": "merge", "a": EXERCISE, "b": EXERCISE, "shared": "activity"},
        {"decision": "merge", "a": "Nobody At All", "b": "Ilse Adamson", "shared": "name"},
        {"decision": "bury", "a": EXERCISE},
        {"decision": "reject", "a": "clm-ffffffff"},
    ):
        answer = client.get("/decide", params=asked)
        assert answer.status_code == 400, asked
        assert 'role="alert"' in answer.text


# ---- accounts ----------------------------------------------------------------------------------


def test_an_editor_adds_somebody_who_sets_the_password_by_a_link_once(own):
    edgar = own.logged_in("edgar")
    page = sent(edgar, "/accounts", action="add", name="Nora Field", role="analyst").text
    link = re.search(r"https://desk.example(/welcome\?key=[\w-]+)", page)[1]
    assert link not in edgar.get("/accounts").text  # it is shown once
    nora = own.client()
    form = nora.get(link).text
    assert "Welcome, Nora Field" in form
    proof = re.search(r'name="csrf" value="([^"]+)"', form)[1]
    fields = {"csrf": proof, "key": link.partition("=")[2], "again": "three grey herons"}
    assert nora.post("/welcome", data={**fields, "fresh": "other words here"}).status_code == 400
    done = nora.post("/welcome", data={**fields, "fresh": "three grey herons"})
    assert done.headers["location"] == "/login?done=password"
    assert nora.get(link).status_code == 404
    with open_store(str(own.path)) as store:
        assert accounts.check(store, "nora field", "three grey herons").role is Role.ANALYST


def test_a_link_runs_out_and_a_new_one_takes_the_place_of_the_old(own):
    with open_store(str(own.path)) as store:
        _, old = accounts.add_invited(store, "nora", Role.VIEWER, by="edgar")
        new = accounts.invite(store, "nora")
    client = own.client()
    assert client.get(f"/welcome?key={old}").status_code == 404
    assert client.get(f"/welcome?key={new}").status_code == 200
    own.clock.move(hours=73)
    assert client.get(f"/welcome?key={new}").status_code == 404


def test_nobody_gets_in_before_a_password_is_set(own):
    with open_store(str(own.path)) as store:
        accounts.add_invited(store, "nora", Role.VIEWER, by="edgar")
        assert accounts.check(store, "nora", accounts.NO_PASSWORD) is None
        assert accounts.check(store, "nora", "") is None


def test_a_locked_account_is_out_at_once_and_its_tokens_too(own):
    anna, edgar = own.logged_in("anna"), own.logged_in("edgar")
    assert sent(edgar, "/accounts", action="lock", name="anna").status_code == 303
    assert anna.get("/claims").status_code == 303
    assert own.client("analyst").get("/api/v1/claims").status_code == 401
    with open_store(str(own.path)) as store:
        assert accounts.check(store, "anna", PASSWORD) is None
    sent(edgar, "/accounts", action="open", name="anna")
    assert own.client("analyst").get("/api/v1/claims").status_code == 200


def test_the_last_editor_stays(own):
    edgar = own.logged_in("edgar")
    for fields in ({"action": "lock"}, {"action": "remove"}, {"action": "role", "role": "viewer"}):
        refused = sent(edgar, "/accounts", name="edgar", **fields)
        assert refused.status_code == 400
        assert "last editor" in refused.text


def test_an_editor_changes_roles_and_removes(own):
    edgar = own.logged_in("edgar")
    sent(edgar, "/accounts", action="role", name="vera", role="analyst")
    sent(edgar, "/accounts", action="remove", name="anna")
    with open_store(str(own.path)) as store:
        assert {each.name: str(each.role) for each in accounts.listed(store)} == {
            "edgar": "editor",
            "vera": "analyst",
        }


@pytest.mark.parametrize("name", ["vera", "anna"])
def test_only_editors_see_accounts_tokens_and_the_log(own, name):
    client = own.logged_in(name)
    for path in ("/accounts", "/tokens", "/audit", "/audit.csv"):
        assert client.get(path).status_code == 403
    for path in ("/accounts", "/tokens"):
        assert sent(client, path, action="add", name="x", role="editor").status_code == 403


def test_everybody_changes_his_own_password_and_is_out_everywhere(own):
    vera, elsewhere = own.logged_in("vera"), own.logged_in("vera")
    wrong = {"password": "not this one here", "fresh": "three grey herons"}
    assert sent(vera, "/account/password", again="three grey herons", **wrong).status_code == 401
    right = {"password": PASSWORD, "fresh": "three grey herons"}
    assert sent(vera, "/account/password", again="three grey heron", **right).status_code == 400
    done = sent(vera, "/account/password", again="three grey herons", **right)
    assert done.status_code == 303
    assert elsewhere.get("/claims").status_code == 303


def test_ones_own_tokens_never_do_more_than_one_may_and_others_stay_out_of_reach(own):
    vera = own.logged_in("vera")
    refused = sent(vera, "/account/token", action="make", label="x", role="editor")
    assert refused.status_code == 400
    made = sent(vera, "/account/token", action="make", label="nightly", role="viewer", days="3")
    key = re.search(r"vdt_[\w-]+", made.text)[0]
    assert key not in vera.get("/account").text
    with open_store(str(own.path)) as store:
        others = [each for each in accounts.tokens(store) if each.account != "vera"]
    assert sent(vera, "/account/token", action="take", id=others[0].id).status_code == 400


def test_leaving_everywhere_ends_all_logins_of_one_account(own):
    vera, elsewhere, anna = (own.logged_in(name) for name in ("vera", "vera", "anna"))
    assert sent(vera, "/account/leave").headers["location"] == "/login"
    assert elsewhere.get("/claims").status_code == 303
    assert anna.get("/claims").status_code == 200


def test_the_log_is_filtered_and_paged(own):
    edgar = own.logged_in("edgar")
    sent(edgar, "/accounts", action="role", name="vera", role="analyst")
    page = edgar.get("/audit?who=edgar&action=account").text
    assert "account role" in page
    assert "vera analyst" in page
    assert "Nothing fits" in edgar.get("/audit?who=nobody-at-all").text
    first = edgar.get("/audit.json").json()["data"][0]
    assert edgar.get(f"/audit.json?before={first['no']}").json()["data"][0]["no"] < first["no"]
    assert edgar.get("/audit?since=never").status_code == 400


def test_failed_logins_are_counted_by_all_processes_of_a_server(own):
    doors = Doors.opened("127.0.0.1", 8765, public=PUBLIC)
    other = create_app(Settings(store=str(own.path)), doors, clock=own.clock)
    second = replace(own, app=other)
    statuses = []
    for number in range(6):
        client = (own, second)[number % 2].client()
        proof = client.get("/api/v1/session").json()["data"]["csrf"]
        body = {"name": "anna", "password": "wrong wrong wrong"}
        headers = {"X-CSRF-Token": proof}
        statuses.append(client.post("/api/v1/session", json=body, headers=headers).status_code)
    assert statuses == [401] * 5 + [429]


def test_alone_the_pages_say_that_nobody_needs_to_log_in(client):
    for path in ("/accounts", "/tokens", "/account"):
        assert "Nobody needs to log in here" in client.get(path).text
