"""A server that rewords a brief may answer anything: the brief stands, and says what happened."""

from __future__ import annotations

import json
import logging
import re
import time
from dataclasses import replace

import pytest

from copydesk import GOOD, KEY, NOTES, ORDER, REPORTS, UNTOLD, brief, entry, gate, reworded
from vedette.brief.rewriting.answer import LONGEST
from vedette.run.config import RewritingSettings
from vedette.run.rewriting import rewritten
from wordsmith import answer, completion, send, serving

S2 = "Ivan Petrov said that up to 6,800 soldiers would take part in the drill near Brest"
OURS = brief()


def asked(reply, **more):
    with serving(reply) as server:
        return reworded(server, **more), server


def texts(found):
    return [sentence.text for sentence in found.sentences]


def stands_as_ours(found):
    return texts(found) == texts(OURS) and not any(s.wording for s in found.sentences)


@pytest.mark.parametrize(
    "wrapped",
    ["```json\n{}\n```", "Here is the brief: {} I hope it helps!", "<think>{{}}</think>{}"],
)
def test_an_answer_is_found_in_its_wrapping(wrapped):
    one = {"stands_for": "s2", "text": f"{GOOD['s2']} [1]", "notes": ["1"]}
    inner = json.dumps({"sentences": [one]})
    found, _ = asked(completion(wrapped.replace("{{}}", "{hm}").replace("{}", inner)))
    assert found.sections[0].sentences[0].text == GOOD["s2"]


def test_a_server_that_knows_no_options_is_asked_once_more_without_them():
    def reply(handler, server):
        if "response_format" in server.sent[-1]:
            send(handler, 400, '{"error": "response_format is not supported"}')
        else:
            send(handler, 200, answer(entry("s2", GOOD["s2"])))

    found, server = asked(reply)
    assert found.rewriting.taken == 1
    assert len(server.requests) == 2
    assert set(server.sent[1]) == {"model", "messages"}


@pytest.mark.parametrize(
    ("entries", "told"),
    [
        ([entry("s2", GOOD["s2"], [2])], "cites note"),
        ([entry("s2", GOOD["s2"], [99])], "cites note"),
        ([entry("s2", GOOD["s2"], [0])], "cites note"),
        ([entry("s2", GOOD["s2"], [-1])], "cites note"),
        ([entry("s2", GOOD["s2"], [])], "cites no words"),
        ([entry("s2", GOOD["s2"], "the first")], "cites no words"),
        ([{"text": GOOD["s2"], "notes": [1]}], "which sentence it stands for"),
        ([{"stands_for": ["s77"], "text": GOOD["s2"], "notes": [1]}], "was not given"),
        ([{"stands_for": ["s7"], "text": "The drill ends soon.", "notes": [1]}], "was not given"),
        (
            [{"stands_for": ["s1", "s2"], "text": GOOD["s2"], "notes": [1]}],
            "several sections",
        ),
        (
            [{"stands_for": ["s3", "s2"], "text": f"{GOOD['s3']} {GOOD['s2']}", "notes": [1, 2]}],
            "do not follow one another",
        ),
        ([{"stands_for": ["s2"], "text": 7, "notes": [1]}], "without text"),
        (["just words"], "without text"),
    ],
)
def test_a_sentence_must_stand_for_ours_and_cite_its_notes(entries, told):
    found, _ = asked(answer(*entries))
    assert stands_as_ours(found)
    assert told in found.rewriting.refused[0].reason


@pytest.mark.parametrize(
    "text",
    [
        f"<b>{S2}</b>.",
        f"{S2}.<script>alert(1)</script>",
        f"**{S2}.**",
        f"# {S2}.",
        f"- {S2}.",
        f"[{S2}](https://example.org/).",
        f"{S2}, see https://example.org/more.",
        f"{S2}, see www.example.org.",
        f"`{S2}`.",
        f"{S2}.\u202e",
        f"{S2}.\x1b[31m",
        f"{S2}.\ud800",
        f"{S2}." + " Truly." * LONGEST,
        "…",
        "",
    ],
    ids=lambda text: repr(text[:8] + text[-12:]),
)
def test_markup_addresses_and_hidden_characters_are_refused(text):
    found, _ = asked(answer(entry("s2", text)))
    assert stands_as_ours(found)
    (refused,) = found.rewriting.refused
    assert refused.finding == "not as asked"
    assert len(refused.text) <= LONGEST + 1
    refused.text.encode("utf-8")
    assert "\x1b" not in refused.text


def drip(handler, _):
    """Send one byte after the other, for longer than anybody waits."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b" ")
        handler.wfile.flush()
        time.sleep(0.05)


def endless(handler, _):
    """Send ten megabytes without saying so beforehand."""
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.end_headers()
    for _ in range(160):
        handler.wfile.write(b"x" * 65_536)


def events(handler, _):
    send(
        handler, 200, 'data: {"choices": []}\n\ndata: [DONE]\n\n', Content_Type="text/event-stream"
    )


TROUBLE = {
    "empty": ("", "not JSON"),
    "not JSON": ("<html>Welcome</html>", "not JSON"),
    "broken JSON": ('{"choices": [', "not JSON"),
    "deep JSON": ("[" * 100_000, "not JSON"),
    "not UTF-8": (b'{"choices": "\xff"}', "not JSON"),
    "another shape": ('{"result": "fine"}', "no chat completion"),
    "a list": ("[1, 2]", "no chat completion"),
    "no choices": ('{"choices": []}', "no chat completion"),
    "no text": ('{"choices": [{"message": {"content": null}}]}', "empty"),
    "prose": (completion("Sure! The drill was large."), "no JSON object"),
    "deep text": (completion('{"a":' * 100_000), "no JSON object"),
    "no list": (completion('{"sentences": "none"}'), "lists no sentences"),
    "too many": (answer(*[entry("s2", GOOD["s2"])] * 1_000), "are the most"),
    "events": (events, "not JSON"),
    "ten megabytes": (endless, "larger than"),
    "fault": (lambda h, _: send(h, 500, "boom"), r"\(500\)"),
    "bad": (lambda h, _: send(h, 400, "boom"), r"\(400\)"),
    "busy": (lambda h, _: send(h, 429, "slow down", Retry_After="1"), r"patience \(429\)"),
    "stranger": (lambda h, _: send(h, 401, f"{KEY} is no key"), r"accept the key \(401\)"),
    "odd status": (lambda h, _: send(h, 299, "ok"), r"\(299\)"),
    "packed": (lambda h, _: send(h, 200, b"\x1f\x8b", Content_Encoding="gzip"), "packed"),
    "hangs up": (lambda h, _: h.connection.close(), "connection failed"),
}


@pytest.mark.parametrize(("reply", "told"), TROUBLE.values(), ids=TROUBLE)
def test_without_an_answer_the_brief_stands_in_our_words_and_says_why(reply, told):
    found, server = asked(reply)
    assert stands_as_ours(found)
    assert found.rewriting.taken == 0
    assert found.rewriting.kept == found.rewriting.asked == 5
    assert re.search(told, found.rewriting.trouble)
    assert KEY not in found.rewriting.trouble
    assert len(server.requests) <= 2


def silent(_, __):
    """Say nothing, for longer than anybody waits."""
    time.sleep(3)


@pytest.mark.parametrize("slow", [drip, silent])
def test_who_is_slow_is_not_waited_for(slow):
    with serving(slow) as server:
        settings = RewritingSettings(address=server.address, model="m", timeout=1)
        found = rewritten(OURS, settings, gate(), environ={})
    assert stands_as_ours(found)
    assert found.rewriting.trouble == "no answer within 1 seconds"


def test_a_redirect_is_not_followed():
    with serving(answer(entry("s2", GOOD["s2"]))) as other:

        def away(handler, _):
            send(handler, 307, "", Location=f"{other.address}/chat/completions")

        found, _ = asked(away)
        assert not other.requests
    assert "redirects are not followed" in found.rewriting.trouble


def test_nobody_at_the_address_is_said():
    with serving("") as server:
        pass
    assert "nothing answers at 127.0.0.1" in reworded(server).rewriting.trouble


def test_nothing_is_sent_but_claims_and_the_quotes_they_cite():
    _, server = asked(answer())
    (data,) = server.sent
    ((path, headers, body),) = server.requests
    assert path == "/v1/chat/completions"
    assert [m["role"] for m in data["messages"]] == ["system", "user"]
    sent = body.decode()
    for quote in {e.span.quote for s in OURS.paragraphs for each in s for e in each.evidence}:
        assert quote in sent
    assert UNTOLD not in sent
    for report in REPORTS:
        assert report.id not in sent
        assert report.text not in sent
        assert report.publisher not in sent
    assert OURS.sections[1].sentences[-1].text not in sent  # it has no words to check it against
    assert not any(quote in data["messages"][0]["content"] for quote in (ORDER, S2))
    assert headers["Authorization"] == f"Bearer {KEY}"
    assert KEY not in sent


def test_a_brief_without_quotes_is_not_sent():
    empty = replace(OURS, deck=(), sections=())
    with serving(answer()) as server:
        settings = RewritingSettings(address=server.address, model="m")
        found = rewritten(empty, settings, gate(), environ={})
        assert not server.requests
    assert found.rewriting.trouble == "there is nothing to reword"


def test_the_key_stands_nowhere(caplog, tmp_path):
    caplog.set_level(logging.DEBUG)
    kept = tmp_path / "exchange.json"
    echoes = answer(entry("s2", f"The key is {KEY}."))
    found, _ = asked(echoes, keep=kept)
    assert found.rewriting.trouble == "the answer repeats the key"
    assert KEY not in repr(found)
    assert KEY not in kept.read_text()
    assert KEY not in caplog.text


def test_proxies_of_the_environment_are_not_asked(monkeypatch):
    with serving("") as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.address)
        monkeypatch.setenv("ALL_PROXY", proxy.address)
        found, _ = asked(answer(entry("s2", GOOD["s2"])))
        assert not proxy.requests
    assert found.rewriting.taken == 1


def test_the_exchange_is_kept_where_that_is_wished(tmp_path):
    kept = tmp_path / "exchange.json"
    reply = answer(entry("s2", GOOD["s2"]))
    asked(reply, keep=kept)
    exchange = json.loads(kept.read_text())
    assert exchange["answer"] == reply
    assert exchange["model"] == "wordsmith"
    assert len(exchange["messages"]) == 2


def test_the_same_answer_gives_the_same_brief():
    reply = answer(*(entry(key, text) for key, text in GOOD.items()))
    first, one = asked(reply)
    second, two = asked(reply)
    assert first == second
    assert one.requests[0][2] == two.requests[0][2]


def test_every_sentence_can_be_named():
    assert set(NOTES) == {"s1", "s2", "s3", "s4", "s5"}
