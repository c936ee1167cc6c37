"""The check of a text in the browser: what is given, what comes back, and who sees it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import quote

import pytest
from docx import Document
from fastapi.testclient import TestClient
from test_web_pages import _Page
from web_samples import EVIL, EXERCISE

from vedette.run import accounts
from vedette.run.config import Settings
from vedette.run.texts import LONGEST
from vedette.store.store import open_store
from vedette.web.app import create_app

HERE = "http://localhost:8765"
SAID = "Ilse Adamson said that about 6,800 soldiers take part in Granite."
DENIED = "Nobody at all said anything about submarines."
API = "/api/v1"


@dataclass
class Checker:
    """A client with what a form needs."""

    client: TestClient
    proof: str

    def give(self, text: str = "", *, file: tuple[str, bytes] | None = None, **fields: str):
        data = {"csrf": self.proof, "text": text, **fields}
        files = {"file": file or ("", b"")}
        return self.client.post("/check", data=data, files=files, follow_redirects=False)

    def found(self, text: str = "", **more):
        answer = self.give(text, **more)
        assert answer.status_code == 303, answer.text
        address = answer.headers["location"]
        self.wait(address)
        return address, self.client.get(address)

    def wait(self, address: str) -> None:
        task = self.client.app.state.beside.find(address.rsplit("/", 1)[1], "desk")
        assert task.over.wait(240)


@pytest.fixture(scope="module")
def checker(store_path: Path, reports) -> Iterator[Checker]:
    assert reports
    app = create_app(Settings(store=str(store_path)))
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        proof = client.get(f"{API}/session").json()["data"]["csrf"]
        yield Checker(client, proof)


def _words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


# ---- what is found -----------------------------------------------------------------------------


def test_every_sentence_has_its_verdict_as_a_word_and_a_sign(checker):
    _, answer = checker.found(f"{SAID} {DENIED}")
    assert answer.status_code == 200
    shown = _words(answer.text)
    assert "2 sentences" in shown
    assert "? not found" in shown
    assert answer.text.count('class="sentence"') == 2
    page = _Page(answer.text)
    assert "style" not in page.attributes
    assert "Searched:" in shown


def test_the_words_that_decide_lead_to_their_report(checker, reports):
    _, answer = checker.found(SAID)
    links = [link for link in _Page(answer.text).links if link.startswith("/report/")]
    assert links
    for link in links:
        page = checker.client.get(link)
        assert page.status_code == 200
        assert "hit" in page.text
    assert any(reports[4].id in link for link in links)


def test_findings_are_filtered_by_verdict(checker):
    address, _ = checker.found(f"{SAID} {DENIED}")
    only = checker.client.get(address, params={"only": "not found"}).text
    assert only.count('class="sentence"') == 1
    assert "submarines" in only
    assert 'value="2"' in only  # its number in the text


@pytest.mark.parametrize("form", ["json", "md", "html"])
def test_findings_can_be_taken_along(checker, form):
    address, _ = checker.found(f"{SAID} {DENIED}")
    answer = checker.client.get(f"{address}/findings.{form}")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["content-disposition"]
    assert "submarines" in answer.text
    assert "not found" in answer.text
    if form == "json":
        assert [one["verdict"] for one in json.loads(answer.text)["sentences"]][1] == "not found"
    assert checker.client.get(f"{address}/findings.exe").status_code == 404


def test_only_the_reports_of_an_activity_count_where_one_is_named(checker):
    _, answer = checker.found(SAID, about=EXERCISE.lower())
    assert f"that speak of {EXERCISE}" in _words(answer.text)
    _, unknown = checker.found(SAID, about="Basalt-1999")
    assert unknown.status_code == 404
    assert "Basalt-1999" in unknown.text


def test_as_of_takes_later_reports_out_of_the_evidence(checker):
    _, answer = checker.found(SAID, as_of="2025-09-01")
    assert "as it could be known by 2025-09-01" in _words(answer.text)
    assert "/report/" not in answer.text


# ---- what is given -----------------------------------------------------------------------------


def _docx(text: str) -> bytes:
    document, out = Document(), BytesIO()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


FILES = {
    "plain.txt": SAID.encode(),
    "marked.md": f"# Headline of it\n\n**{SAID}**\n".encode(),
    "office.docx": _docx(SAID),
    "page.html": (
        "<!doctype html><html><head><title>Drill</title><script>alert('ran')</script></head><body>"
        f"<article><h1>Drill opens</h1><p>{SAID} {DENIED}</p><p>{SAID} The second paragraph is "
        "here to make an article of it, with some more words.</p><script>alert('ran')</script>"
        "</article></body></html>"
    ).encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_read_by_its_kind(checker, name):
    _, answer = checker.found(file=(name, FILES[name]))
    assert answer.status_code == 200, _words(answer.text)
    assert "6,800 soldiers" in _words(answer.text)
    assert name in answer.text
    assert "alert(" not in answer.text


@pytest.mark.parametrize(
    ("file", "what"),
    [
        (("picture.png", b"\x89PNG\r\n\x1a\n"), "a file that ends in"),
        (("none", b"words"), "this file has no ending"),
        (("broken.docx", b"PK\x03\x04 no archive"), "no Word document"),
        (("binary.txt", b"\x00\x01\x02\x03" * 50), "binary.txt"),
        (("../../etc/passwd.txt", b"\xff\xfe\x00"), "passwd.txt"),
    ],
)
def test_a_file_that_cannot_be_read_is_the_user_s_mistake(checker, file, what):
    _, answer = checker.found(file=file)
    assert answer.status_code == 400
    assert what in _words(answer.text)
    assert "Traceback" not in answer.text
    assert "/tmp" not in answer.text  # noqa: S108 - where it lay is nobody's business


def test_another_language_is_said_to_be_one(checker):
    polish = "Minister obrony powiedział w środę, że w ćwiczeniach weźmie udział siedem tysięcy."
    _, answer = checker.found(polish)
    assert answer.status_code == 400
    assert "only English is checked" in _words(answer.text)


def test_a_text_that_is_too_long_is_refused_at_once_and_not_lost(checker):
    answer = checker.give("word " * (LONGEST // 5 + 1))
    assert answer.status_code == 413
    assert f"{LONGEST:,} are checked at a time" in answer.text
    assert "word word word" in answer.text
    larger = checker.give(file=("large.txt", b"x" * 1_200_000))
    assert larger.status_code == 413


def test_nothing_or_both_is_the_user_s_mistake(checker):
    assert checker.give(" \n ").status_code == 400
    both = checker.give(SAID, file=("plain.txt", b"words"))
    assert both.status_code == 400
    assert SAID in both.text
    assert checker.give(SAID, as_of="yesterday").status_code == 400


@pytest.mark.parametrize(
    "text",
    [
        EVIL + " said that up to 7,000 soldiers take part in Granite.",
        "</textarea><script>alert(1)</script> 7,000 soldiers take part in Granite.",
        "\u202eGranite\u2066 has 7,000 soldiers\x07 in it.",
        "javascript:alert(1) is what Granite is called, and {{ 7*7 }} soldiers came.",
    ],
)
def test_markup_in_a_text_stays_text_wherever_it_goes(checker, text):
    address, answer = checker.found(text)
    made = checker.client.get(f"{address}/findings.html").text
    for page in (answer.text, made):
        assert "<script>alert" not in page
        assert "<img src=x" not in page
        assert "onerror=alert(1)>" not in page
        _Page(page)
    again = checker.give(text, as_of="no day").text
    assert "<script>alert" not in again
    assert again.count("</textarea>") == 1
    assert "<script" not in checker.client.get(f"{address}/findings.md").text.replace("\\<", "")


def test_a_text_comes_back_into_its_field_as_it_was(checker):
    text = '\n\nTwo empty lines, then <b>words</b> &amp; a quote".'
    again = checker.give(text, as_of="no day").text
    assert "\n\n\nTwo empty lines, then &lt;b&gt;words&lt;/b&gt; &amp;amp; a quote&#34;." in again


# ---- who ---------------------------------------------------------------------------------------


def test_a_text_without_the_proof_is_refused(checker):
    fields = {"text": SAID, "csrf": "guessed"}
    for sent in ({"data": fields}, {"data": fields, "files": {"file": ("a.txt", b"words")}}):
        assert checker.client.post("/check", **sent).status_code == 403


def test_a_viewer_checks_alone_sees_it_alone_and_the_log_keeps_nothing(served):
    viewer = served.logged_in("vera")
    csrf = viewer.headers.pop("X-CSRF-Token")
    answer = viewer.post("/check", data={"csrf": csrf, "text": SAID})
    assert answer.status_code == 303
    address = answer.headers["location"]
    assert viewer.get(address).status_code == 200
    assert served.logged_in("anna").get(address).status_code == 404
    with open_store(str(served.path), read_only=True) as store:
        assert not [done for done, _ in accounts.done(store) if "check" in str(done)]
    served.app.state.beside.close()


def test_while_a_text_is_read_the_page_says_so_and_asks_again(served):
    viewer = served.logged_in("vera")
    csrf = viewer.headers["X-CSRF-Token"]
    address = viewer.post("/check", data={"csrf": csrf, "text": SAID}).headers["location"]
    page = viewer.get(address)
    assert 'http-equiv="refresh"' in page.text
    assert f'hx-get="{address}"' in page.text
    assert page.headers["cache-control"] == "no-store"
    served.app.state.beside.close()


def test_who_asks_for_too_much_is_told_to_wait(served):
    viewer = served.logged_in("vera")
    csrf = viewer.headers["X-CSRF-Token"]
    sent = {"csrf": csrf, "text": SAID}
    answers = [viewer.post("/check", data=sent) for _ in range(6)]
    refused = [one for one in answers if one.status_code == 503]
    assert refused
    assert SAID in refused[0].text
    served.app.state.beside.close()


# ---- the API -----------------------------------------------------------------------------------


def _ask(checker, **body):
    return checker.client.post(f"{API}/check", json=body, headers={"X-CSRF-Token": checker.proof})


def test_the_api_gives_what_the_page_shows(checker):
    answer = _ask(checker, text=f"{SAID} {DENIED}", about=EXERCISE, as_of="2025-09-30")
    assert answer.status_code == 200, answer.text
    body = answer.json()
    assert body["meta"]["as_of"].startswith("2025-09-30")
    data = body["data"]
    assert data["about"] == EXERCISE
    assert sum(data["counts"].values()) == len(data["sentences"]) == 2
    cited = {each["report"] for one in data["sentences"] for each in one["evidence"]}
    assert cited == {one["id"] for one in data["reports"]}
    for one in data["sentences"]:
        start, end = one["span"]
        assert f"{SAID} {DENIED}"[start:end] == one["sentence"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"text": "w " * LONGEST}, 413, "too-large"),
        ({"text": "..."}, 400, "bad-argument"),
        ({"text": SAID, "about": "Basalt-1999"}, 404, "not-found"),
        ({"text": SAID, "as_of": "yesterday"}, 400, "bad-argument"),
        ({"text": SAID, "speed": 1}, 400, "bad-argument"),
        ({}, 400, "bad-argument"),
    ],
)
def test_the_api_says_what_is_wrong_with_a_text(checker, body, status, code):
    answer = _ask(checker, **body)
    assert answer.status_code == status
    assert answer.json()["code"] == code


def test_the_api_composes_a_brief_once_for_a_state_of_the_store(checker):
    path = f"{API}/brief?subject={quote(EXERCISE.lower())}&length=short"
    answer = checker.client.get(path)
    assert answer.status_code == 200, answer.text
    data = answer.json()["data"]
    assert data["subject"] == EXERCISE
    known = {one["id"] for one in data["reports"]}
    for section in data["sections"]:
        for sentence in section["sentences"]:
            assert sentence["evidence"] or sentence["searched"]
            assert {each["report"] for each in sentence["evidence"]} <= known
    tag = answer.headers["etag"]
    assert checker.client.get(path, headers={"If-None-Match": tag}).status_code == 304
    assert checker.client.get(f"{API}/brief?subject=Basalt-1999").status_code == 404
    assert checker.client.get(f"{path}&lenght=full").status_code == 400
