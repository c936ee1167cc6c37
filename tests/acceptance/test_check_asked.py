"""`vedette check --ask` asked of a server on this machine."""

from __future__ import annotations

import json
import subprocess
import sys

from running import environment

from wordsmith import completion, send, serving

KEY = "sk-acceptance-43"
REPORT = (
    "The mayor of Riverton opened a new bridge over the Ash on Monday. It replaces a ferry that "
    "had carried farmers to the market for sixty years. The bridge cost nine million dollars.\n"
)
LOOSE = "A ferry to the market was replaced by a bridge that the mayor opened.\n"


def told(yes, no):
    rows = [{"token": "Yes", "logprob": yes}, {"token": "No", "logprob": no}]
    return json.dumps({"choices": [{"logprobs": {"content": [{"top_logprobs": rows}]}}]})


def check(folder, server, *arguments):
    (folder / "report.txt").write_text(REPORT)
    settings = {
        "VEDETTE_REWRITING_ADDRESS": server.address if server else "",
        "VEDETTE_REWRITING_MODEL": "wordsmith" if server else "",
        "VEDETTE_REWRITING_KEY": KEY,
    }
    return subprocess.run(
        [sys.executable, "-m", "vedette.cli.main", "check", "-", *arguments],
        cwd=folder,
        input=LOOSE,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        env={**environment(), **settings},
    )


def test_a_model_is_asked_only_where_the_user_says_so(tmp_path):
    with serving(told(-0.01, -9.0)) as server:
        assert check(tmp_path, server, "--against", "report.txt").returncode in (0, 4)
        assert not server.requests
        done = check(tmp_path, server, "--against", "report.txt", "--ask")
        (sent,) = server.sent
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Asking wordsmith at 127.0.0.1" in done.stderr
    assert (sent["max_tokens"], sent["logprobs"]) == (1, True)
    assert LOOSE.strip() in sent["messages"][-1]["content"]
    assert KEY not in done.stdout + done.stderr


def test_a_model_that_says_no_holds_back(tmp_path):
    with serving(told(-12.0, -0.01)) as server:
        done = check(tmp_path, server, "--against", "report.txt", "--ask", "--json")
    assert done.returncode == 4
    assert json.loads(done.stdout)[0]["verdict"] == "partly"


def test_trouble_is_a_mistake_in_one_line_and_never_a_finding(tmp_path):
    def refuse(handler, _):
        send(handler, 500, KEY)

    for reply, words in (
        (refuse, "the server does not answer the question (500)"),
        (completion("Yes"), "the server does not tell how likely its words are"),
    ):
        with serving(reply) as server:
            done = check(tmp_path, server, "--against", "report.txt", "--ask")
        assert (done.returncode, done.stdout) == (2, "")
        assert words in done.stderr
        assert KEY not in done.stderr
    lonely = check(tmp_path, None, "--against", "report.txt", "--ask")
    assert (lonely.returncode, lonely.stdout) == (2, "")
    assert "no language model is configured" in lonely.stderr
    alone = check(tmp_path, None, "--ask")
    assert alone.returncode == 2
    assert "asked about documents" in alone.stderr
