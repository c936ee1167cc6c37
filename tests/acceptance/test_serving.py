"""Serving a store to others: accounts, a login, a token, a decision, and the log of it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from running import STORY, vedette

PASSWORD = "correct horse battery"  # noqa: S105 - of an account that lives as long as a test


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A working folder with a store of one report."""
    folder = tmp_path_factory.mktemp("serving")
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    assert vedette("ingest", "story.txt", cwd=folder).returncode == 0
    return folder


def with_password(*arguments, cwd, password=PASSWORD):
    command = [sys.executable, "-m", "vedette.cli.main", *arguments]
    return subprocess.run(
        command, cwd=cwd, input=password, text=True, capture_output=True, check=False
    )


@contextmanager
def serving(cwd, *arguments) -> Iterator[str]:
    """Serve a store on a free port and say where."""
    command = [sys.executable, "-u", "-m", "vedette.cli.main", "serve", "--port", "0", *arguments]
    with subprocess.Popen(
        command, cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        try:
            line = server.stdout.readline()
            found = re.search(r"https?://\S+/", line)
            assert found, line + server.stdout.read()
            yield found[0]
        finally:
            server.terminate()


def ask(url, *, body=None, headers=None):
    data = None if body is None else json.dumps(body).encode()
    kind = {"Content-Type": "application/json"} if data else {}
    request = urllib.request.Request(url, data, {**kind, **(headers or {})})  # noqa: S310
    with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
        return json.load(answer)


def test_alone_on_a_machine_the_api_answers_without_a_login(place):
    with serving(place) as url:
        listed = ask(f"{url}api/v1/claims")["data"]
        printed = json.loads(vedette("claims", "--json", cwd=place).stdout)
        assert listed == printed != []
        proof = ask(f"{url}api/v1/session")["data"]["csrf"]
        body = {"decision": "accept", "target": listed[0]["id"], "reason": "seen on film"}
        made = ask(f"{url}api/v1/judgements", body=body, headers={"X-CSRF-Token": proof})
    assert made["data"]["by"] == "person:desk"
    log = json.loads(vedette("audit", "--json", cwd=place).stdout)
    assert [(one["who"], one["action"], one["address"]) for one in log] == [
        ("desk", "accept", "127.0.0.1")
    ]


def test_others_get_in_with_an_account_or_a_token_only(place):
    refused = vedette("serve", "--port", 0, "--public", "http://localhost:1", cwd=place)
    assert refused.returncode == 2
    assert "vedette accounts add NAME --role editor" in refused.stderr
    made = with_password("accounts", "add", "edgar", "--role", "editor", cwd=place)
    assert made.stdout == "edgar is an editor now\n", made.stderr
    token = vedette("tokens", "add", "edgar", "--label", "nightly", "--days", 7, cwd=place)
    key = token.stdout.strip()
    assert key.startswith("vdt_")
    assert key not in vedette("tokens", "--json", cwd=place).stdout
    with serving(place, "--host", "127.0.0.2", "--public", "http://desk.example") as shown:
        assert shown == "http://desk.example/"


@pytest.mark.parametrize(
    ("arguments", "password", "words"),
    [
        (("accounts", "add", "bo", "--role", "boss"), PASSWORD, "'boss' is no role"),
        (("accounts", "add", "bo", "--role", "viewer"), "short", "12 to 1,024 characters"),
        (("accounts", "add", "a/b", "--role", "viewer"), PASSWORD, "no name for an account"),
        (("accounts", "add", "bo bo bo bo bo", "--role", "viewer"), "bo bo bo bo bo", "password"),
        (("accounts", "role", "nobody", "viewer"), "", "no account is called 'nobody'"),
        (("accounts", "password", "nobody"), PASSWORD, "no account is called"),
        (("accounts", "remove", "nobody"), "", "no account is called"),
        (("tokens", "add", "nobody", "--label", "x"), "", "no account is called"),
        (("tokens", "revoke", "tok-none"), "", "no such token"),
    ],
)
def test_a_mistake_is_one_line_with_what_to_do_next(place, arguments, password, words):
    done = with_password(*arguments, cwd=place, password=password)
    assert done.returncode == 2
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_accounts_are_added_changed_removed_and_each_change_is_logged(place):
    def who():
        return [(one["name"], one["role"]) for one in
                json.loads(vedette("accounts", "--json", cwd=place).stdout)]  # fmt: skip

    before = who()
    assert with_password("accounts", "add", "Vera", "--role", "viewer", cwd=place).returncode == 0
    taken = with_password("accounts", "add", "vera", "--role", "editor", cwd=place)
    assert "there is such an account" in taken.stderr
    vedette("accounts", "role", "VERA", "analyst", "--who", "edgar", cwd=place)
    assert who() == [*before, ("Vera", "analyst")]
    key = vedette("tokens", "add", "vera", "--label", "x", "--role", "editor", cwd=place)
    assert "no token of it can have editor" in key.stderr
    assert "Vera" in with_password("accounts", "password", "vera", cwd=place).stdout
    assert vedette("accounts", "remove", "vera", cwd=place).returncode == 0
    assert who() == before
    log = json.loads(vedette("audit", "--json", "--limit", 4, cwd=place).stdout)
    assert [(one["who"], one["action"]) for one in log] == [
        ("desk", "account removed"),
        ("desk", "password changed"),
        ("edgar", "role changed"),
        ("desk", "account added"),
    ]
    assert PASSWORD not in vedette("audit", cwd=place).stdout
