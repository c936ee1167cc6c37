"""The page of a report: claims beside the text, what stands around it, two texts abreast."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from test_web_pages import _get, _Page
from web_samples import EVIL, EXERCISE, NOON, Desk

from vedette.model import Analysis, Block, Report, Span, When, Zone
from vedette.run import linking, stories
from vedette.run.config import Settings
from vedette.run.review import drafts
from vedette.store.store import open_store
from vedette.web import marks
from vedette.web.app import create_app

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of the client's next HTTP library, which we do not need
    from fastapi.testclient import TestClient

HERE = "http://localhost:8765"
WIRE = (
    "Drill grows\n"
    "The minister told reporters on Friday that the drill at the northern range would be twice as "
    "large as the one that was held there two years ago, with guests from nine countries.\n"
    "She did not say how much of the heavy equipment would be moved by rail, nor when the roads "
    "along the coast would be open again to those who live in the villages behind the range."
)
RUSSIAN = "Учения растут\nМинистр сообщила журналистам, что учения будут вдвое больше прежних."


def _report(text: str, publisher: str, url: str, *, day: int, language: str = "en") -> Report:
    blocks, at = [], 0
    for number, each in enumerate(text.split("\n")):
        blocks.append(Block(Zone.BODY if number else Zone.HEADLINE, at, at + len(each)))
        at += len(each) + 1
    return Report(
        Report.make_id(publisher, url, text),
        text,
        tuple(blocks),
        url,
        publisher,
        When.on(date(2025, 9, day), basis="byline"),
        datetime(2025, 9, day, 12, tzinfo=UTC),
        headline=text.split("\n", maxsplit=1)[0],
        language=language,
    )


@pytest.fixture(scope="module")
def around(tmp_path_factory) -> Iterator[tuple[TestClient, dict[str, Report]]]:
    """Return a store with a text, an edited version, a reprint, a translation and a long one."""
    path = tmp_path_factory.mktemp("around") / "store.db"
    edited = WIRE.replace("nine countries", "eleven countries")
    found = {
        "first": _report(WIRE, "Northern Wire", "https://wire.example/1", day=10),
        "edited": _report(edited, "Northern Wire", "https://wire.example/1", day=11),
        "reprint": _report(
            f"{edited}\nOur own man saw it.", "Post", "https://post.example", day=12
        ),
        "russian": _report(RUSSIAN, "Vestnik", "https://vestnik.example", day=12, language="ru"),
        "long": _report(_long(), "Long Post", "https://long.example", day=13),
    }
    with open_store(str(path)) as store:
        read = [(one, Analysis(one.id)) for one in found.values()]
        store.add(read, ingested_at=NOON)
        linking.link(store)
        stories.group(store)
        drafts.merge(
            store, found["edited"].id, found["russian"].id, shared="origin",
            reason="it says so at its end", who="anna",
        )  # fmt: skip
    with TestClient(create_app(Settings(store=str(path))), base_url=HERE) as client:
        yield client, found


def _long() -> str:
    lines = [f"Line {n} of a report that goes on and on about drills." for n in range(1500)]
    return "\n".join(["A very long report", *lines, "word " * 12_000])


# ---- claims beside the text --------------------------------------------------------------------


def test_every_claim_says_who_how_surely_when_where_and_whether_it_was_reviewed(client, reports):
    page = client.get(f"/report/{reports[0].id}").text
    claim = re.search(r'<li class="claim" .*?</li>', page, re.DOTALL)[0]
    told = " ".join(re.sub(r"<[^>]+>", " ", claim).split())
    for words in ("Ilse Adamson", "affirmed", "certainty unstated", "2025-09-12", "no place"):
        assert words in told
    assert "not reviewed" in told
    denied = client.get(f"/report/{reports[2].id}").text
    assert '<span class="chip deny">denied</span>' in denied


def test_a_claim_and_its_paragraph_lead_to_each_other(client, reports):
    page = _get(client, f"/report/{reports[0].id}")
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner <= set(page.ids)
    assert {"p3", "c3"} <= inner


def test_a_claim_has_a_small_address_that_leads_to_its_words(client, reports):
    page = client.get(f"/report/{reports[0].id}")
    claim = re.search(r'id="(clm-[0-9a-f]+)"', page.text)[1]
    for name in (claim, claim[:12]):
        answer = client.get(f"/claim/{name}", follow_redirects=False)
        assert answer.status_code == 307
        address = answer.headers["location"]
        assert re.fullmatch(rf"/report/{reports[0].id}\?mark=(\d+-\d+)#s\1", address)
    assert 'class="cite hit"' in client.get(address).text
    assert client.get("/claim/clm-0000").status_code == 404
    assert client.get("/claim/nonsense").status_code == 400


def test_layers_can_be_put_away_by_the_address(client, reports):
    page = client.get(f"/report/{reports[0].id}?hide=time,place,{EVIL}").text
    shown = dict(re.findall(r'class="show-(\w+)"[^>]*?(checked)?>', page))
    assert shown["time"] == shown["place"] == ""
    assert shown["figure"] == "checked"


# ---- what stands around it ---------------------------------------------------------------------


def test_a_report_says_what_is_known_of_its_outlet(client, reports):
    page = client.get(f"/report/{reports[0].id}").text
    assert "F, cannot be judged" in page
    assert "state affiliation unknown" in page


def test_an_older_version_says_so_and_what_changed_is_shown(around):
    client, found = around
    page = client.get(f"/report/{found['first'].id}").text
    assert "this is not the last" in page
    link = f"/report/{found['first'].id}/beside/{found['edited'].id}"
    assert link in page
    differs = client.get(link).text
    assert re.findall(r"<del>(.*?)</del>", differs) == ["Struck", " nine"]
    assert re.findall(r"<ins>(.*?)</ins>", differs) == ["Underlined", " eleven"]
    assert "1 paragraph differs" in differs
    alone = client.get(f"{link}?only=changes").text
    assert alone.count("<tr") == 2
    same = client.get(f"/report/{found['first'].id}/beside/{found['first'].id}").text
    assert "the same, word for word" in same


def test_a_reprint_names_the_text_that_it_goes_back_to(around):
    client, found = around
    page = client.get(f"/report/{found['reprint'].id}").text
    assert "the source text is that of Northern Wire" in page
    assert f"/report/{found['edited'].id}/beside/{found['reprint'].id}" in page
    led = client.get(f"/report/{found['edited'].id}").text
    assert "this is the one that the others go back to" in led


def test_a_translation_stands_beside_its_original_and_no_sentence_is_guessed(around):
    client, found = around
    page = client.get(f"/report/{found['edited'].id}").text
    assert "Also in the language ru" in page
    link = f"/report/{found['edited'].id}/beside/{found['russian'].id}"
    assert link in page
    both = client.get(link).text
    assert "Which sentence answers to which is not known" in both
    assert 'lang="ru"' in both
    assert "Учения растут" in both
    assert "<del>" not in both


def test_a_report_names_its_story(around):
    client, found = around
    page = client.get(f"/report/{found['reprint'].id}").text
    assert re.search(r"<summary>Story: Drill grows", page)


def test_short_ids_lead_to_the_whole_ones(around):
    client, found = around
    names = [found[each].id for each in ("first", "edited")]
    answer = client.get(f"/report/{names[0][:14]}/beside/{names[1]}", follow_redirects=False)
    assert answer.headers["location"] == f"/report/{names[0]}/beside/{names[1]}"


# ---- long ones ---------------------------------------------------------------------------------


def test_a_long_report_is_shown_in_parts_that_hold_all_of_it(around):
    client, found = around
    text = found["long"].text
    address = f"/report/{found['long'].id}"
    first = client.get(address)
    parts = int(re.search(r"Part 1 of (\d+)", first.text)[1])
    assert parts > 5
    told = []
    for number in range(1, parts + 1):
        page = client.get(address, params={"part": number}).text
        assert len(page) < 100_000
        assert len(_Page(page).ids) == len(set(_Page(page).ids))
        body = re.search(r'<article class="text".*?</article>', page, re.DOTALL)[0]
        told += re.findall(r"<p id=[^>]*>(?:<a[^>]*></a>)?(.*?)</p>", body, re.DOTALL)
    assert "".join("".join(told).split()) == "".join(text.split())


def test_a_mark_opens_the_part_that_it_is_in(around):
    client, found = around
    text = found["long"].text
    start = text.index("Line 900 of")
    page = client.get(f"/report/{found['long'].id}?mark={start}-{start + 8}").text
    assert re.search(r'<span class="cite hit"[^>]*>(?:<[^>]+>)*Line 900', page)
    assert "Part 1 of" not in page


def test_a_part_that_there_is_not_is_the_last_one(around):
    client, found = around
    page = client.get(f"/report/{found['long'].id}?part=99999").text
    last = re.search(r"Part (\d+) of (\d+)", page)
    assert last[1] == last[2]


@given(st.lists(st.integers(1, 3 * marks.PART), min_size=1, max_size=6))
def test_parts_are_bounded_and_in_order(sizes):
    text = "\n".join("word " * (size // 5) + "w" * (size % 5 or 1) for size in sizes)
    blocks, at = [], 0
    for each in text.split("\n"):
        blocks.append(Block(Zone.BODY, at, at + len(each)))
        at += len(each) + 1
    report = Report(Report.make_id("", "", text), text, tuple(blocks))
    parts = marks.parts(marks.stretches(report))
    flat = [each for part in parts for each in part]
    assert all(a.end <= b.start for a, b in pairwise(flat))
    assert sum(each.end - each.start for each in flat) == len(text) - len(sizes) + 1
    for part in parts:
        assert part
        assert sum(each.end - each.start for each in part) <= marks.PART


def test_what_lies_in_other_parts_is_not_laid_out():
    desk = Desk("Ilse Adamson said nothing.", day=3)
    report, analysis = desk.item()
    far = Span.cut(report.text, 0, 7)
    (stretch,) = (
        one for one in marks.stretches(report) if one.start > 20 and one.zone is Zone.BODY
    )
    kept = marks.within(analysis, [stretch])
    assert kept.mentions == ()
    assert analysis.mentions[0].span.start == far.start
    assert EXERCISE in {one.ref.name for one in analysis.mentions}
