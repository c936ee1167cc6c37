"""What happens before anything is served, and to whom it is served."""

from __future__ import annotations

import socket

import pytest
from fastapi.testclient import TestClient

from vedette.errors import BadArgumentError, BadStoreError
from vedette.run.config import Settings
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
