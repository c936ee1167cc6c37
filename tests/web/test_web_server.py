"""What happens before anything is served, and to whom it is served."""

from __future__ import annotations

import socket

import pytest
from fastapi.testclient import TestClient

from vedette.errors import BadArgumentError, BadStoreError
from vedette.run.config import Settings
from vedette.web.access.doors import Doors
from vedette.web.server import guarded_app, serve


def test_a_store_that_is_not_there_is_said_before_anything_listens(tmp_path):
    with pytest.raises(BadStoreError):
        serve(Settings(store=str(tmp_path / "none.db")), host="127.0.0.1", port=0)


def test_a_taken_port_is_said_with_another_one_to_try(store_path, reports):
    assert reports
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(BadArgumentError, match=f"--port {port + 1}"):
            serve(Settings(store=str(store_path)), host="127.0.0.1", port=port)


def test_a_port_that_is_none_is_the_user_s_mistake(store_path, reports):
    assert reports
    with pytest.raises(BadArgumentError):
        serve(Settings(store=str(store_path)), host="127.0.0.1", port=99999)


@pytest.mark.parametrize(
    ("host", "asked", "status"),
    [
        ("127.0.0.1", "http://127.0.0.1:8765", 200),
        ("127.0.0.1", "http://localhost:8765", 200),
        ("::1", "http://[::1]:8765", 200),
        ("127.0.0.1", "http://rebound.example", 400),
    ],
)
def test_a_local_server_answers_to_local_names_only(store_path, reports, host, asked, status):
    assert reports
    app = guarded_app(Settings(store=str(store_path)), host)
    with TestClient(app, base_url=asked) as client:
        assert client.get("/sources").status_code == status


# ---- who else can reach it ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("host", "public", "alone", "address"),
    [
        ("127.0.0.1", "", True, ""),
        ("::1", "", True, ""),
        ("localhost", "", True, ""),
        ("127.0.0.1", "https://Desk.example.org/", False, "https://desk.example.org"),
        ("192.0.2.7", "", False, "http://192.0.2.7:8765"),
        ("2001:db8::7", "", False, "http://[2001:db8::7]:8765"),
        ("0.0.0.0", "http://desk.lan:8080", False, "http://desk.lan:8080"),  # noqa: S104
    ],
)
def test_a_server_is_alone_only_on_loopback_without_another_name(host, public, alone, address):
    doors = Doors.opened(host, 8765, public=public)
    assert doors.alone is alone
    assert doors.public == address


@pytest.mark.parametrize(
    ("host", "public"),
    [
        ("0.0.0.0", ""),  # noqa: S104
        ("::", ""),
        ("", ""),
        ("127.0.0.1", "desk.example.org"),
        ("127.0.0.1", "ftp://desk.example.org"),
        ("127.0.0.1", "https://desk.example.org/below"),
        ("127.0.0.1", "https://anna@desk.example.org"),
        ("127.0.0.1", "https://desk.example.org:99999"),
    ],
)
def test_a_server_whose_name_nobody_could_tell_does_not_start(host, public):
    with pytest.raises(BadArgumentError, match="address"):
        Doors.opened(host, 8765, public=public)


@pytest.mark.parametrize(
    ("public", "host", "admitted"),
    [
        ("https://desk.example", "desk.example", True),
        ("https://desk.example", "DESK.example:443", True),
        ("https://desk.example", "desk.example:80", False),
        ("https://desk.example", "desk.example.evil.example", False),
        ("https://desk.example", "localhost", False),
        ("http://192.0.2.7:8765", "192.0.2.7:8765", True),
        ("http://192.0.2.7:8765", "192.0.2.7", False),
        ("", "localhost:1", True),
        ("", "[::1]:8765", True),
        ("", "127.0.0.1.evil.example", False),
        ("", "localhost/evil", False),
        ("", "evil\\localhost", False),
        ("", "localhost:x", False),
        ("", "", False),
    ],
)
def test_only_its_own_name_reaches_a_server(public, host, admitted):
    assert Doors.opened("127.0.0.1", 8765, public=public).admits(host) is admitted


def test_a_server_that_others_can_reach_starts_only_with_accounts(store_path, reports):
    assert reports
    settings = Settings(store=str(store_path))
    with pytest.raises(BadArgumentError, match="vedette accounts add") as caught:
        serve(settings, host="127.0.0.1", port=0, public="https://desk.example")
    assert "needs accounts" in caught.value.what
    with pytest.raises(BadArgumentError, match="go together"):
        serve(settings, host="127.0.0.1", port=0, certificate="only.pem")
    with pytest.raises(BadArgumentError, match="no such file"):
        serve(settings, host="127.0.0.1", port=0, certificate="no.pem", key="no.key")


def test_a_server_that_others_can_reach_demands_a_login(store_path, reports):
    assert reports
    settings = Settings(store=str(store_path))
    app = guarded_app(settings, "0.0.0.0", public="http://any.example")  # noqa: S104
    with TestClient(app, base_url="http://any.example", follow_redirects=False) as client:
        assert client.get("/sources").headers["location"] == "/login?next=%2Fsources"
        assert client.get("/api/v1/claims").status_code == 401
        assert client.get("/static/vedette.css").status_code == 200
        assert "set-cookie" in client.get("/login").headers
        assert client.get("/claims", headers={"Host": "localhost"}).status_code == 400
