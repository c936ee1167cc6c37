"""Rewriting a brief: a language model may word it, and can make it say nothing else."""

from __future__ import annotations

import json
import logging
import re
import time
from dataclasses import replace

import pytest
from copydesk import (
    GOOD,
    KEY,
    NOTES,
    ORDER,
    REPORTS,
    UNTOLD,
    brief,
    entry,
    gate,
    reworded,
)

from vedette.brief.rewriting.answer import LONGEST, read_answer
from vedette.brief.rewriting.ask import ask
from vedette.brief.rewriting.weave import weave
from vedette.model import Checked, Finding, Proof
from vedette.run.config import RewritingSettings
from vedette.run.rewriting import rewritten
from wordsmith import answer, completion, send, serving

OURS = brief()


@pytest.fixture(scope="module")
def check():
    return gate()


def asked(reply, **more):
    with serving(reply) as server:
        return reworded(server, **more), server


def texts(found):
    return [sentence.text for sentence in found.sentences]


def stands_as_ours(found):
    return texts(found) == texts(OURS) and not any(s.wording for s in found.sentences)


def all_pass(found, check):
    """Every sentence with words to show is carried by them, in whosever wording."""
    told = [s for p in found.paragraphs for s in p if s.evidence]
    results = [one for s in told for one in check.holds(s.text, s.evidence)]
    return bool(results) and all(one.finding is Finding.SUPPORTED for one in results)


# ---- what is well put --------------------------------------------------------------------------


def test_another_wording_of_the_same_stands_and_is_marked(check):
    found, _ = asked(answer(*(entry(key, text) for key, text in GOOD.items())))
    figures = found.sections[0].sentences
    assert [(s.text, s.wording) for s in figures] == [(t, "wordsmith") for t in GOOD.values()]
    assert [s.claims for s in figures] == [("c2",), ("c3",)]
    assert [s.evidence for s in figures] == [s.evidence for s in OURS.sections[0].sentences]
    rewriting = found.rewriting
    assert (rewriting.model, rewriting.asked, rewriting.taken, rewriting.kept) == (
        ("wordsmith", 5, 2, 3)
    )
    assert (rewriting.refused, rewriting.trouble) == ((), "")
    assert all_pass(found, check)


def test_headline_order_and_sections_stay_ours():
    backwards = answer(*(entry(key, GOOD[key]) for key in ("s3", "s2")))
    found, _ = asked(backwards)
    assert found.headline == OURS.headline
    assert [s.heading for s in found.sections] == [s.heading for s in OURS.sections]
    assert texts(found)[2:4] == [GOOD["s2"], GOOD["s3"]]


def test_two_sentences_may_become_one_that_tells_both(check):
    both = {
        "stands_for": ["s2", "s3"],
        "text": f"{GOOD['s2']} {GOOD['s3']}",
        "notes": [1, 2],
    }
    found, _ = asked(answer(both))
    (only,) = found.sections[0].sentences
    assert only.wording == "wordsmith"
    assert len(only.evidence) == 2
    assert only.claims == ("c2", "c3")
    assert found.rewriting.kept == 3
    assert all_pass(found, check)


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


def test_the_same_words_again_are_ours():
    found, _ = asked(answer(entry("s2", OURS.sections[0].sentences[0].text)))
    assert found.rewriting.taken == 0
    assert found.rewriting.refused == ()
    assert stands_as_ours(found)


# ---- what is distorted -------------------------------------------------------------------------

S2, S3, S4, S5 = (
    "Ivan Petrov said that up to 6,800 soldiers would take part in the drill near Brest",
    "Anna Kalnina said that 30,000 soldiers may take part in the drill near Brest",
    "The Belarusian defence ministry denied that any missiles had been fired on 3 September",
    "Jonas Petraitis said that the border near Medininkai was closed on 5 September",
)


def changed(text, old, new):
    assert old in text
    return f"{text.replace(old, new)}."


DISTORTED = {
    "an invented fact": ("s2", f"{S2}, with forty tanks."),
    "an invented judgement": ("s2", changed(S2, "Petrov said", "Petrov, who is a liar, said")),
    "another number": ("s2", changed(S2, "6,800", "8,600")),
    "another bound": ("s2", changed(S2, "up to", "at least")),
    "a bound dropped": ("s2", changed(S2, "up to ", "")),
    "a bound put in": ("s3", changed(S3, "30,000", "about 30,000")),
    "another unit": ("s2", changed(S2, "soldiers", "tanks")),
    "another name": ("s2", changed(S2, "Ivan Petrov", "Oleg Petrov")),
    "another day": ("s5", changed(S5, "5 September", "6 September")),
    "another month": ("s5", changed(S5, "5 September", "5 October")),
    "another place": ("s2", changed(S2, "Brest", "Grodno")),
    "another state": ("s4", changed(S4, "Belarusian", "Russian")),
    "a force put in": ("s3", changed(S3, "30,000 soldiers", "30,000 Russian soldiers")),
    "a hedge dropped": ("s3", changed(S3, "may take", "will take")),
    "a hedge put in": ("s2", changed(S2, "would take", "may take")),
    "a plan carried out": ("s2", changed(S2, "would take", "took")),
    "a denial told as said": ("s4", changed(S4, "denied that any", "said that")),
    "a denial told as confirmed": ("s4", changed(S4, "denied that any", "confirmed that")),
    "a denial of what was said": ("s2", changed(S2, "said", "denied")),
    "a negation": ("s2", changed(S2, "would take", "would not take")),
    "an opposite": ("s5", changed(S5, "closed", "opened")),
    "a loaded verb": ("s2", changed(S2, "said", "admitted")),
    "speakers swapped": ("s2", changed(S2, "Ivan Petrov", "Anna Kalnina")),
    "a speaker dropped": ("s2", "Up to 6,800 soldiers would take part in the drill near Brest."),
    "a denier dropped": ("s4", "No missiles were fired on 3 September."),
    "a day left out": ("s5", changed(S5, " on 5 September", "")),
    "a place left out": ("s2", changed(S2, " near Brest", "")),
    "words nobody said": ("s3", changed(S3, "may take part", "“may take part with pride”")),
}


@pytest.mark.parametrize(("key", "text"), DISTORTED.values(), ids=DISTORTED)
def test_a_distorted_sentence_is_replaced_by_ours(key, text, check):
    found, _ = asked(answer(entry(key, text)))
    assert stands_as_ours(found)
    assert [one.text for one in found.rewriting.refused] == [text]
    assert all(one.reason for one in found.rewriting.refused)
    assert found.rewriting.kept == found.rewriting.asked
    assert all_pass(found, check)


@pytest.mark.parametrize(("key", "text"), DISTORTED.values(), ids=DISTORTED)
def test_ours_decides_where_the_words_alone_do_not(key, text, check):
    """Who is meant by "he" and when a report came out stand in no words that could be cited."""
    lenient = replace(check, holds=lambda _, evidence: [carried(evidence)])
    asked_of = ask(OURS, language="English")
    told = read_answer(answer(entry(key, text)).encode(), most=9)
    found = weave(OURS, asked_of, told, lenient, model="wordsmith")
    assert stands_as_ours(found)
    assert [one.text for one in found.rewriting.refused] == [text]


def carried(evidence):
    proof = Proof(evidence[0].report_id, evidence[0].span, supports=True)
    return Checked(evidence[0].span, Finding.SUPPORTED, "as if", (proof,))


@pytest.mark.parametrize(
    "text",
    [
        "Between 6,800 and 30,000 soldiers may take part in the drill, the two said.",
        "Ivan Petrov and Anna Kalnina said that up to 30,000 soldiers may take part in the drill.",
        "On average, 18,400 soldiers may take part, Ivan Petrov and Anna Kalnina said.",
        "In all, 36,800 soldiers may take part in the drill near Brest, the two said.",
        "Anna Kalnina said up to 6,800 and Ivan Petrov 30,000 soldiers may take part near Brest.",
        GOOD["s2"],
    ],
    ids=["range", "ceiling", "mean", "sum", "swapped", "one left out"],
)
def test_figures_of_two_speakers_are_not_merged(text):
    found, _ = asked(answer({"stands_for": ["s2", "s3"], "text": text, "notes": [1, 2]}))
    assert stands_as_ours(found)
    assert found.rewriting.refused


def test_what_fails_is_replaced_alone():
    found, _ = asked(answer(entry("s2", DISTORTED["another number"][1]), entry("s3", GOOD["s3"])))
    first, second = found.sections[0].sentences
    assert (first.text, first.wording) == (OURS.sections[0].sentences[0].text, "")
    assert (second.text, second.wording) == (GOOD["s3"], "wordsmith")
    assert len(found.rewriting.refused) == 1


def test_a_sentence_added_beside_a_good_one_does_not_stand():
    found, _ = asked(answer(entry("s2", GOOD["s2"]), entry("s2", "Everybody knows it is a lie.")))
    assert found.sections[0].sentences[0].text == GOOD["s2"]
    assert "lie" not in " ".join(texts(found))


# ---- what is cited -----------------------------------------------------------------------------


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


def test_no_sentence_is_told_twice():
    both = {"stands_for": ["s2", "s3"], "text": f"{GOOD['s2']} {GOOD['s3']}", "notes": [1, 2]}
    found, _ = asked(answer(entry("s2", GOOD["s2"]), both))
    assert texts(found)[2:4] == [GOOD["s2"], OURS.sections[0].sentences[1].text]
    assert "another one stands for" in found.rewriting.refused[0].reason


# ---- orders hidden in a report -----------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "90,000 soldiers crossed the border near Narva.",
        ORDER,
        f"{S5}, and 90,000 soldiers crossed the border near Narva.",
        f"{S5}. 90,000 soldiers crossed the border near Narva.",
        "Jonas Petraitis said that 90,000 soldiers crossed the border near Narva.",
    ],
)
def test_an_order_hidden_in_a_report_is_not_obeyed(text, check):
    """The words stand in the report that is cited; they are not what our sentence says."""
    obeyed = asked(answer(entry("s5", text)))[0]
    beside = asked(answer(entry("s5", f"{S5}."), entry("s5", text)))[0]
    for found in (obeyed, beside):
        assert "90,000" not in " ".join(texts(found))
        assert found.rewriting.refused
        assert all_pass(found, check)


# ---- text that is no plain sentence ------------------------------------------------------------


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


# ---- servers that misbehave --------------------------------------------------------------------


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


# ---- what is sent, and what is kept ------------------------------------------------------------


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
