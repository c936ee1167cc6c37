"""Webhooks: where they may lead, how they are signed, what is sent."""

from __future__ import annotations

import hmac
import json
import socket
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, ClassVar

import pytest

from vedette.errors import BadArgumentError
from vedette.run import hooks
from vedette.store.saved import Hook

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def hook(address: str, *, private: bool = True) -> Hook:
    return Hook("hook-1", "srch-1", address, "secret", "", "desk", 0, is_private=private)


def resolved(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    def lookup(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, 1, 6, "", (each, 443)) for each in addresses]

    monkeypatch.setattr(hooks.socket, "getaddrinfo", lookup)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "::1", "fc00::1",
     "0.0.0.0", "fe80::1%eth0", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "2002:7f00:1::",  # noqa: S104
     "100.64.0.1", "224.0.0.1", "192.0.2.1", "240.0.0.1", "255.255.255.255"],
)  # fmt: skip
def test_an_address_in_a_private_network_is_refused(
    monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    resolved(monkeypatch, address)
    with pytest.raises(BadArgumentError, match="private network"):
        hooks.checked("https://desk.example/hook", private=False)
    assert hooks.checked("https://desk.example/hook", private=True) == address


def test_one_private_address_among_public_ones_is_enough_to_refuse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resolved(monkeypatch, "93.184.216.34", "127.0.0.1")
    with pytest.raises(BadArgumentError, match="private network"):
        hooks.checked("https://desk.example/hook", private=False)


def test_a_public_address_is_let_through(monkeypatch: pytest.MonkeyPatch) -> None:
    resolved(monkeypatch, "93.184.216.34")
    assert hooks.checked("https://desk.example/hook", private=False) == "93.184.216.34"


@pytest.mark.parametrize(
    "address",
    ["", "desk.example", "ftp://desk.example/", "file:///etc/passwd", "https://user:pass@desk.example/",
     "https:///x", "http://[::1", "https://desk.example/a b", "https://desk.example/\r\nX: y",
     "https://desk.example/" + "x" * 1000],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(address: str) -> None:
    with pytest.raises(BadArgumentError, match="no address"):
        hooks.checked(address, private=True)


def test_a_name_that_turns_private_after_it_was_entered_is_not_followed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    resolved(monkeypatch, "127.0.0.1")
    with pytest.raises(BadArgumentError, match="private network"):
        hooks.send(hook("http://desk.example:9/", private=False), b"{}", {})


def test_a_message_is_signed_with_its_time() -> None:
    headers = hooks.signed(hook("https://desk.example/"), b'{"new":1}', NOON)
    moment = headers["X-Vedette-Timestamp"]
    assert moment == str(int(NOON.timestamp()))
    ours = hmac.new(b"secret", moment.encode() + b'.{"new":1}', sha256).hexdigest()
    assert headers["X-Vedette-Signature"] == f"sha256={ours}"


# ---- what really goes out ----------------------------------------------------------------------


class _Taker(BaseHTTPRequestHandler):
    taken: ClassVar[list[tuple[str, dict[str, str], bytes]]] = []
    status = 200

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.taken.append((self.path, dict(self.headers), body))
        self.send_response(self.status)
        self.send_header("Location", "http://127.0.0.1:1/elsewhere")
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        pass


@pytest.fixture
def taker() -> Iterator[HTTPServer]:
    _Taker.taken.clear()
    with HTTPServer(("127.0.0.1", 0), _Taker) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def test_a_message_goes_to_its_address_with_its_headers(taker: HTTPServer) -> None:
    _Taker.status = 202
    own = hook(f"http://127.0.0.1:{taker.server_port}/in?who=desk")
    body = json.dumps({"new": 1}).encode()
    assert hooks.send(own, body, hooks.signed(own, body, NOON)) == 202
    ((path, headers, got),) = _Taker.taken
    assert path == "/in?who=desk"
    assert got == body
    assert headers["Host"] == f"127.0.0.1:{taker.server_port}"
    assert headers["X-Vedette-Signature"].startswith("sha256=")


def test_a_redirection_is_an_answer_and_is_not_followed(taker: HTTPServer) -> None:
    _Taker.status = 302
    assert hooks.send(hook(f"http://127.0.0.1:{taker.server_port}/"), b"{}", {}) == 302
    assert len(_Taker.taken) == 1


def test_who_answers_a_byte_at_a_time_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks, "LONGEST_TRY", 0.5)
    with socket.create_server(("127.0.0.1", 0)) as server:
        done = threading.Event()

        def dribble() -> None:
            peer, _ = server.accept()
            with peer:
                while not done.wait(0.1):
                    try:
                        peer.send(b"H")
                    except OSError:
                        return

        thread = threading.Thread(target=dribble)
        thread.start()
        try:
            with pytest.raises(OSError):  # noqa: PT011 - whatever a cut connection gives
                hooks.send(hook(f"http://127.0.0.1:{server.getsockname()[1]}/"), b"{}", {})
        finally:
            done.set()
            thread.join()


def test_nobody_there_is_told_and_not_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooks.time, "sleep", lambda _: None)
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    status, error = hooks._tried(hook(f"http://127.0.0.1:{port}/"), b"{}", {}, hooks.send)
    assert status is None
    assert error.startswith("no answer")
