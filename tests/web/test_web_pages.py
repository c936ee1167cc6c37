"""What the pages show, and what they refuse."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from web_samples import EVIL, EXERCISE

from vedette.model import Report
from vedette.run.config import Settings
from vedette.store.store import open_store
from vedette.web.app import create_app

VOID = {"meta", "link", "input", "br", "img", "hr"}
LISTS = [
    "/", f"/activity/{EXERCISE}", "/claims", "/timeline", "/sources", "/people", "/equipment",
    "/places", "/saved", "/claims?polarity=denied", "/sources/Westmark%20Post", "/check",
]  # fmt: skip


class _Page(HTMLParser):
    """Read a page: elements in balance, ids, links, what it would load."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self.attributes: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        assert not self.open, f"left open: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        for name, value in attrs:
            self.attributes.append(name)
            if name == "id":
                self.ids.append(value or "")
            if name == "href" and tag == "a":
                self.links.append(value or "")
            elif name in ("src", "href", "action"):
                self.loads.append(value or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in ("p", "li") and self.open[-1] != tag:
            return
        assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


def _get(client: TestClient, path: str) -> _Page:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return _Page(answer.text)


def _all_pages(client: TestClient, reports: list[Report]) -> list[_Page]:
    return [_get(client, path) for path in [*LISTS, *(f"/report/{r.id}" for r in reports)]]


def test_every_page_is_whole_and_has_no_id_twice(client, reports):
    for page in _all_pages(client, reports):
        assert len(page.ids) == len(set(page.ids))


def test_no_page_loads_anything_from_elsewhere_or_runs_anything_inline(client, reports):
    for page in _all_pages(client, reports):
        assert all(each.startswith("/") and not each.startswith("//") for each in page.loads)
        assert not [name for name in page.attributes if name.startswith("on") or name == "style"]


@pytest.mark.parametrize("path", [*LISTS, "/nothing", "/static/vedette.css"])
def test_every_answer_carries_a_strict_policy(client, path):
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-content-type-options"] == "nosniff"


def test_every_link_between_pages_leads_somewhere(client, reports):
    links = {link for page in _all_pages(client, reports) for link in page.links}
    inner = {link.partition("#")[0] for link in links if link.startswith("/")}
    assert len(inner) > 10
    for link in inner:
        assert client.get(link).status_code == 200, link


def test_anchors_of_links_exist_on_the_pages_they_lead_to(client, reports):
    links = {link for page in _all_pages(client, reports) for link in page.links}
    for link in links:
        path, mark, anchor = link.partition("#")
        if mark and path.startswith("/"):
            assert anchor in _get(client, path).ids, link


# ---- what reports say stays text ---------------------------------------------------------------


def test_markup_in_a_report_stays_text_on_every_page(client, reports):
    hostile = reports[2]
    for path in [*LISTS, f"/report/{hostile.id}", f"/report/{hostile.id}?mark=3-30"]:
        answer = client.get(path).text
        assert "<script>alert" not in answer, path
        assert "<img" not in answer, path
        assert "<b>" not in re.sub(r"<b>(\d+|Granite-2025)</b>", "", answer), path


def test_the_report_page_shows_the_text_exactly(client, reports):
    for report in reports:
        page = client.get(f"/report/{report.id}").text
        article = re.search(r'<article class="text".*?>(.*)</article>', page, re.DOTALL)
        assert article is not None
        paragraphs = re.findall(r"<p [^>]*>(.*?)</p>", article[1], re.DOTALL)
        shown = [unescape(re.sub(r"<[^>]+>", "", each)) for each in paragraphs]
        assert shown == [report.text[block.start : block.end] for block in report.blocks]
    assert EVIL in reports[2].text


def test_an_address_that_is_no_web_address_is_never_a_link(client, reports):
    page = _get(client, f"/report/{reports[1].id}")
    assert "javascript:alert(1)" in page.text
    assert not [link for link in page.links if link.startswith("javascript")]


def test_a_web_address_is_a_link_that_tells_nothing(client, reports):
    answer = client.get(f"/report/{reports[0].id}").text
    assert re.search(r'href="https://courier.example/granite" rel="noreferrer noopener', answer)


def test_what_a_user_types_stays_text(client):
    typed = "<script>alert(1)</script>"
    for path in ("/claims", "/timeline", "/activity/" + typed, f"/activity/{EXERCISE}"):
        answer = client.get(
            path, params={"text": typed, "subject": typed, "row": typed, "as_of": typed}
        )
        assert typed not in answer.text


# ---- the situation -----------------------------------------------------------------------------


def test_the_situation_says_what_there_is_and_what_is_not_known(client):
    page = _get(client, "/")
    assert EXERCISE in page.text
    assert "4 reports" in page.text  # an edited report counts once
    assert "1 undated" in page.text
    assert "1 name unplaced" in page.text
    assert "1 source failed to bring 1 item" in page.text


def test_an_empty_store_says_how_to_fill_it(tmp_path):
    with open_store(str(tmp_path / "empty.db")):
        pass
    app = create_app(Settings(store=str(tmp_path / "empty.db")))
    with TestClient(app, base_url="http://localhost") as client:
        assert "vedette ingest" in _get(client, "/").text
        for path in ("/claims", "/timeline", "/sources"):
            assert client.get(path).status_code == 200
        assert "names no activity yet" in client.get("/activity/Zapad-2025").text


# ---- the board ---------------------------------------------------------------------------------


def test_the_board_shows_figures_as_written_with_speaker_and_body(client):
    page = _get(client, f"/activity/{EXERCISE}")
    assert "about 6,800 soldiers" in page.text
    assert "more than 30,000 soldiers" in page.text
    assert "Ilse Adamson" in page.text
    assert "Northland Defence Ministry" in page.text
    assert "place assumed" in page.text


def test_a_denied_number_is_kept_apart(client):
    text = _get(client, f"/activity/{EXERCISE}").text
    denied = text[text.index("Denied numbers") : text.index("Thresholds", text.index("Denied"))]
    assert "40,000 soldiers" in denied
    assert "nobody: it is denied" in denied


def test_the_three_numbers_of_corroboration_open_into_lists(client):
    text = _get(client, f"/activity/{EXERCISE}").text
    assert "1 utterer · 1 origin · 1 outlet" in text
    assert "Utterers Westmark Intelligence" in text


# ---- as of -------------------------------------------------------------------------------------


def test_as_of_takes_the_picture_back(client):
    page = _get(client, f"/activity/{EXERCISE}?as_of=2025-09-12")
    assert "up to 7,000 soldiers" in page.text  # the first version, not the edited one
    assert "6,800" not in page.text
    assert "30,000" not in page.text
    assert "1 undated report left out" in page.text
    assert "3 later reports left out" in page.text


def test_links_keep_the_moment(client):
    page = _get(client, "/?as_of=2025-09-12&by=published")
    link = next(each for each in page.links if each.startswith("/activity/"))
    assert "as_of=2025-09-12" in link


def test_as_of_by_retrieval_uses_the_other_clock(client):
    page = _get(client, f"/activity/{EXERCISE}?as_of=2025-09-12&by=retrieved")
    assert "up to 7,000 soldiers" in page.text
    assert "undated report" not in page.text


def test_before_everything_there_is_nothing(client):
    page = _get(client, "/?as_of=2020-01-01")
    assert "No report was out by then" in page.text
    assert client.get(f"/activity/{EXERCISE}?as_of=2020-01-01").status_code == 404


@pytest.mark.parametrize("query", ["as_of=soon", "as_of=2025-09-12&by=moon"])
def test_a_moment_that_is_none_is_the_user_s_mistake(client, query):
    answer = client.get(f"/?{query}")
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


# ---- reports and their words -------------------------------------------------------------------


def test_a_report_says_how_its_date_is_known_and_which_versions_there_are(client, reports):
    page = _get(client, f"/report/{reports[0].id}")
    assert "known from: byline" in page.text
    assert "2 versions of this report" in page.text
    assert f"/report/{reports[4].id}" in page.links


def test_layers_lie_over_the_words_they_name(client, reports):
    answer = client.get(f"/report/{reports[0].id}").text
    assert re.search(
        r'class="l-content l-figure " title="[^"]*≤ 7,000 personnel">up to 7,000', answer
    )
    assert re.search(r'class="l-source " title="source: Ilse Adamson[^>]*>Ilse Adamson<', answer)
    assert 'class="zone-byline furniture"' in answer


def test_cited_words_have_a_permanent_address(client, reports):
    report = reports[0]
    start = report.text.index("up to 7,000 soldiers")
    page = _get(client, f"/report/{report.id}")
    assert f"s{start}-{start + len('up to 7,000 soldiers')}" in page.ids


def test_mark_wraps_exactly_the_words_asked_for(client, reports):
    report = reports[0]
    start = report.text.index("soldiers take")
    answer = client.get(f"/report/{report.id}?mark={start}-{start + 13}").text
    pieces = re.findall(r'<span class="cite hit"[^>]*>(?:<[^>]+>)*([^<]*)', answer)
    assert "".join(pieces) == "soldiers take"


@pytest.mark.parametrize(
    "mark", ["5-5", "9-3", "0-100000", "x-y", "-5-9", "1", "²-9", "1" * 60 + "-2"]
)
def test_a_mark_outside_the_text_is_the_user_s_mistake(client, reports, mark):
    answer = client.get(f"/report/{reports[0].id}", params={"mark": mark})
    assert answer.status_code == 400
    assert "marks no words of this text" in answer.text


def test_a_short_id_leads_to_the_whole_one_and_keeps_the_mark(client, reports):
    report = reports[0]
    answer = client.get(f"/report/{report.id[:12]}?mark=0-7", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/report/{report.id}?mark=0-7"


# ---- lists -------------------------------------------------------------------------------------


def test_claims_are_filtered_by_subject_speaker_predicate_and_words(client):
    assert "30,000" in _get(client, "/claims?text=more+than").text
    assert "30,000" not in _get(client, "/claims?speaker=Ilse+Adamson").text
    assert "30,000" in _get(client, "/claims?subject=granite-2025&predicate=strength").text
    assert "No claim fits" in _get(client, "/claims?predicate=visits").text


def test_claims_are_paged(client, monkeypatch):
    monkeypatch.setattr("vedette.web.pages.claims.CLAIMS_A_PAGE", 2)
    first = _get(client, "/claims?subject=Granite-2025")
    following = next(link for link in first.links if "page=" in link)
    assert "subject=Granite-2025" in following
    second = _get(client, following)
    assert "further down" in second.text
    assert not [link for link in second.links if "page=" in link]
    assert client.get(following.replace("Granite-2025", "Other")).status_code == 400


def test_sources_say_what_is_unknown(client):
    text = _get(client, "/sources").text
    assert "Westmark Post" in text
    assert "unknown" in text


def test_the_timeline_stands_in_the_order_of_the_events(client):
    assert "2025-09-12" in _get(client, f"/timeline?subject={EXERCISE}").text


# ---- errors ------------------------------------------------------------------------------------


def test_an_unknown_activity_offers_the_near_miss_as_a_link(client):
    answer = client.get("/activity/Granit-2025")
    assert answer.status_code == 404
    assert f"/activity/{EXERCISE}" in _Page(answer.text).links


def test_an_activity_is_found_in_any_case(client):
    answer = client.get("/activity/granite 2025?as_of=2025-09-20", follow_redirects=False)
    assert answer.status_code == 307
    assert answer.headers["location"] == f"/activity/{EXERCISE}?as_of=2025-09-20"


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/nothing", 404),
        ("/report/rep-0000", 404),
        ("/static/none.css", 404),
        ("/static/../app.py", 404),
        ("/claims?order=loudest", 400),
        ("/claims?page=made-up", 400),
        ("/claims?since=someday", 400),
        ("/docs", 404),
        ("/openapi.json", 404),
    ],
)
def test_a_wrong_address_gives_a_plain_page_with_the_next_step(client, path, status):
    answer = client.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert "Situation" in _Page(answer.text).text


def test_pages_are_read_only(client):
    proof = client.get("/api/v1/session").json()["data"]["csrf"]
    assert client.post("/claims", headers={"X-CSRF-Token": proof}).status_code == 405
    assert client.post("/claims").status_code == 403
    assert client.head("/").status_code == 200


def test_a_missing_store_says_how_to_make_one(tmp_path):
    app = create_app(Settings(store=str(tmp_path / "none.db")))
    with TestClient(app, base_url="http://localhost") as client:
        answer = client.get("/")
    assert answer.status_code == 503
    assert "vedette ingest" in answer.text


def test_a_fault_of_ours_shows_no_inside(client, monkeypatch):
    def fail(*_args, **_more):
        raise RuntimeError("secret inside")

    monkeypatch.setattr("vedette.web.pages.sources.form_of", fail)
    answer = client.get("/sources")
    assert answer.status_code == 500
    assert "secret inside" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


# ---- weight ------------------------------------------------------------------------------------

MODULES = 1_250  # 1,124 are loaded; how long it takes, the bench tells
_START = """
import sys, warnings
warnings.simplefilter("ignore")
from vedette.run.config import Settings
from vedette.web.app import create_app
app = create_app(Settings(store=sys.argv[1]))
light = len(sys.modules)
from fastapi.testclient import TestClient
with TestClient(app, base_url="http://localhost") as client:
    for path in sys.argv[2:]:
        assert client.get(path).status_code == 200, path
heavy = "spacy onnxruntime torch lxml pandas polars pyarrow scipy trafilatura".split()
print(light, *(name for name in heavy if name in sys.modules))
"""


def test_the_pages_start_light_and_never_load_a_language_model(store_path: Path, reports):
    report = f"/report/{reports[0].id}"
    brief = f"/activity/{EXERCISE}/brief"  # that it is being composed
    paths = [*LISTS, report, f"{report}/beside/{reports[4].id}", brief]
    run = subprocess.run(
        [sys.executable, "-c", _START, str(store_path), *paths],
        capture_output=True,
        text=True,
        check=True,
    )
    modules, *heavy = run.stdout.split()
    assert heavy == []
    assert int(modules) < MODULES
