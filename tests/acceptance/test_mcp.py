"""`vedette mcp` asked over standard input and output, by the client of the protocol's library."""

from __future__ import annotations

import os
import sys

import anyio
import pytest
from mcp.client.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from running import vedette


@pytest.fixture(scope="module")
def desk(tmp_path_factory, corpus):
    folder = tmp_path_factory.mktemp("desk")
    done = vedette("ingest", corpus, "--store", "s.db", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder


def asked(desk, questions):
    """Ask each question and return the results."""

    async def ask():
        server = StdioServerParameters(
            command=sys.executable,
            args=["-m", "vedette.cli.main", "mcp", "--store", "s.db"],
            cwd=desk,
            env=dict(os.environ),
        )
        async with Client(stdio_client(server)) as client:
            tools = {tool.name: tool for tool in (await client.list_tools()).tools}
            results = [await client.call_tool(name, wanted) for name, wanted in questions]
        return client, tools, results

    return anyio.run(ask)


def test_an_assistant_finds_quotes_with_their_reports(desk):
    _, tools, results = asked(
        desk,
        [
            ("claims", {"about": "Zapad-2025", "speaker": "Valery Revenko", "limit": 3}),
            ("search", {"query": '"defensive" Minsk', "limit": 2}),
            ("figures", {"about": "Zapad-2025"}),
            ("figures", {"about": "Zapad-2025", "as_of": "2025-05-27"}),
        ],
    )
    assert set(tools) == {"search", "claims", "figures", "words", "check", "brief"}
    assert all(tool.annotations.read_only_hint for tool in tools.values())
    assert not any(result.is_error for result in results)
    claims, found, board, early = (result.structured_content for result in results)
    for claim in claims["result"]:
        assert claim["speaker"] == "Valery Revenko"
        assert claim["quote"]
        assert claim["report"]["id"].startswith("rep-")
    assert len(found["result"]) == 2
    assert {100_000} <= {row["low"] for row in board["figures"]}
    assert {one["verdict"] for one in board["conflicts"]} == {"conflict"}
    assert len(early["figures"]) < len(board["figures"])


def test_a_quote_can_be_read_where_it_stands(desk):
    _, _, (claims,) = asked(desk, [("claims", {"limit": 1})])
    claim = claims.structured_content["result"][0]
    wanted = {"report": claim["report"]["id"], "start": claim["span"][0], "end": claim["span"][1]}
    _, _, (words,) = asked(desk, [("words", wanted)])
    text = words.structured_content
    start = claim["span"][0] - text["span"][0]
    assert text["text"][start:].startswith(claim["quote"])


def test_a_text_is_checked_with_the_words_for_and_against(desk):
    text = (
        "Valery Revenko said that 6,800 soldiers would take part.\n\n"
        "Forty submarines sailed from Lisbon to the Azores in July."
    )
    _, _, (checked, early) = asked(
        desk, [("check", {"text": text}), ("check", {"text": text, "as_of": "2024-01-01"})]
    )
    found = checked.structured_content
    assert "reports" in found["searched"]
    assert not found["supported"]
    first, second = found["sentences"]
    assert first["evidence"]
    assert second["verdict"] == "not found"
    for one in first["evidence"]:
        assert {"id", "publisher", "headline", "url", "published"} == set(one["report"])
        wanted = {"report": one["report"]["id"], "start": one["span"][0], "end": one["span"][1]}
        _, _, (words,) = asked(desk, [("words", wanted)])
        shown = words.structured_content
        start = one["span"][0] - shown["span"][0]
        assert shown["text"][start:].startswith(one["quote"])
    assert all(one["span"] == [text.index(one["sentence"]), len(one["sentence"]) + text.index(
        one["sentence"])] for one in found["sentences"])  # fmt: skip
    assert {one["verdict"] for one in early.structured_content["sentences"]} == {"not found"}


def test_a_brief_comes_with_its_words(desk):
    _, _, (result,) = asked(desk, [("brief", {"about": "zapad-2025"})])
    brief = result.structured_content
    cited = {
        one["report"] for part in brief["paragraphs"] for line in part for one in line["evidence"]
    }
    assert cited
    assert cited <= {report["id"] for report in brief["reports"]}


@pytest.mark.parametrize(
    ("name", "wanted", "told"),
    [
        ("claims", {"about": "Zapad-2052"}, "Did you mean: Zapad-2025"),
        ("figures", {"about": "Zapad-2052"}, "no activity is called"),
        ("claims", {"limit": 100_000}, "Ask for 1 to 200"),
        ("search", {"query": "drill", "as_of": "soon"}, "is no date"),
        ("words", {"report": "rep-none"}, "no such report"),
        ("check", {"text": " \n"}, "no text to check"),
        ("check", {"text": "Tanks left. " * 2_000}, "at most 20,000"),
        ("check", {"text": "Военные учения начались в пятницу, и они ещё идут."}, "only English"),
        ("check", {"text": "Tanks left.", "as_of": "soon"}, "is no date"),
        ("brief", {"about": "Zapad-2052"}, "no activity is called"),
    ],
    ids=lambda part: part if isinstance(part, str) else "",
)
def test_a_mistake_is_told_in_one_line(desk, name, wanted, told):
    _, _, (result,) = asked(desk, [(name, wanted)])
    assert result.is_error
    (content,) = result.content
    assert told in content.text
    assert "Traceback" not in content.text


def test_without_its_library_the_line_says_what_to_type(desk, monkeypatch):
    from vedette.cli.assistant import server_of
    from vedette.errors import BadArgumentError
    from vedette.run.config import Settings

    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    with pytest.raises(BadArgumentError, match=r"pip install .*\[mcp\]"):
        server_of(Settings(str(desk / "s.db")))


def test_a_store_that_is_not_there_is_said_at_once(tmp_path):
    done = vedette("mcp", "--store", "none.db", cwd=tmp_path, input="")
    assert done.returncode == 2
    assert "no store is there" in done.stderr
