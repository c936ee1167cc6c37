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
    assert set(tools) == {"search", "claims", "figures", "words"}
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


@pytest.mark.parametrize(
    ("name", "wanted", "told"),
    [
        ("claims", {"about": "Zapad-2052"}, "Did you mean: Zapad-2025"),
        ("figures", {"about": "Zapad-2052"}, "no activity is called"),
        ("claims", {"limit": 100_000}, "Ask for 1 to 200"),
        ("search", {"query": "drill", "as_of": "soon"}, "is no date"),
        ("words", {"report": "rep-none"}, "no such report"),
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
