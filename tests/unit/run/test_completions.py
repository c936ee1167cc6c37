"""The address of a language model, checked before anything is sent."""

from __future__ import annotations

import pytest

from vedette.errors import BadArgumentError
from vedette.run.completions import line_to
from vedette.run.config import RewritingSettings, load_settings

LOCAL = "http://127.0.0.1:8080/v1"


def line(environ=None, **settings):
    wanted = {"address": LOCAL, "model": "m", **settings}
    return line_to(RewritingSettings(**wanted), environ or {})


def test_nothing_is_configured_by_default():
    with pytest.raises(BadArgumentError, match=r"nothing is sent.*\[rewriting\] in vedette\.toml"):
        line_to(load_settings(environ={}).rewriting, {})
    with pytest.raises(BadArgumentError, match="no language model is configured"):
        line(model="")


@pytest.mark.parametrize(
    "address",
    [
        LOCAL,
        "http://localhost:11434/v1/",
        "http://127.8.9.1/v1",
        "http://[::1]:8080/v1",
        "https://models.example.org/v1",
    ],
)
def test_this_machine_needs_no_tls_and_others_do(address):
    assert line(address=address).url == f"{address.rstrip('/')}/chat/completions"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("http://models.example.org/v1", "is another machine"),
        ("http://192.168.0.7:8080/v1", "is another machine"),
        ("http://127.0.0.1.example.org/v1", "is another machine"),
        ("http://localhost.example.org/v1", "is another machine"),
        ("ftp://127.0.0.1/v1", "no http address"),
        ("127.0.0.1:8080/v1", "no http address"),
        ("http:///v1", "no http address"),
        ("http://127.0.0.1:port/v1", "no address"),
        ("http://[::1/v1", "no address"),
        ("https://me:sk-secret@models.example.org/v1", "more than an address"),
        ("https://models.example.org/v1?key=sk-secret", "more than an address"),
        ("https://models.example.org/v1#sk-secret", "more than an address"),
    ],
)
def test_an_address_that_must_not_be_used_is_refused(address, told):
    with pytest.raises(BadArgumentError, match=told) as refused:
        line(address=address)
    assert "rewriting.address" in refused.value.line()
    assert "sk-secret" not in refused.value.line()


def test_another_machine_without_tls_must_be_allowed_in_words():
    address = "http://192.168.0.7:8080/v1"
    assert line(address=address, insecure=True).host == "192.168.0.7:8080"


def test_the_key_comes_from_the_variable_that_is_named():
    assert line().key == ""
    assert line({"VEDETTE_REWRITING_KEY": "sk-1"}).key == "sk-1"
    assert line({"MY_KEY": "sk-2\n"}, key="MY_KEY").key == "sk-2"
    assert "sk-2" not in repr(line({"MY_KEY": "sk-2"}, key="MY_KEY"))


@pytest.mark.parametrize(
    ("key", "environ", "told"),
    [
        ("sk-secret-0123", {}, "never the key itself"),
        ("", {}, "never the key itself"),
        ("MY_KEY", {}, "not set"),
        ("MY_KEY", {"MY_KEY": "sk-secret\nX-Header: yes"}, "holds no key"),
        ("MY_KEY", {"MY_KEY": "sk-secret-é"}, "holds no key"),
    ],
)
def test_a_key_in_the_wrong_place_is_not_repeated(key, environ, told):
    with pytest.raises(BadArgumentError, match=told) as refused:
        line(environ, key=key)
    assert "sk-secret" not in refused.value.line()


@pytest.mark.parametrize(
    "settings", [{"timeout": 0}, {"timeout": -1}, {"timeout": 10**9}, {"language": "ru"}]
)
def test_settings_out_of_range_are_refused(settings):
    with pytest.raises(BadArgumentError, match="rewriting"):
        line(**settings)


def test_settings_are_read_from_the_file_and_the_environment(tmp_path):
    (tmp_path / "vedette.toml").write_text(
        'store = "a.db"\n[rewriting]\naddress = "http://127.0.0.1:1/v1"\nmodel = "file"\n'
        'key = "MY_KEY"\ntimeout = 30\nlanguage = "en-GB"\ninsecure = true\n'
    )
    found = load_settings(environ={"VEDETTE_REWRITING_MODEL": "variable"}, folder=tmp_path)
    assert found.store == "a.db"
    assert found.rewriting == RewritingSettings(
        "http://127.0.0.1:1/v1", "variable", "MY_KEY", 30, "en-GB", insecure=True
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('rewriting = "yes"', "'rewriting' must be a table"),
        ('[rewriting]\nadress = "sk-secret"', "unknown setting 'rewriting.adress'"),
        ('[rewriting]\ntimeout = "sk-secret"', "must be a whole number"),
        ("[rewriting]\ntimeout = true", "must be a whole number"),
        ('[rewriting]\ninsecure = "sk-secret"', "must be true or false"),
        ("[rewriting]\nmodel = 7", "must be a text"),
    ],
)
def test_a_mistake_in_the_table_is_named_without_its_value(tmp_path, text, told):
    (tmp_path / "vedette.toml").write_text(text)
    with pytest.raises(BadArgumentError) as refused:
        load_settings(environ={}, folder=tmp_path)
    assert told in refused.value.line()
    assert "sk-secret" not in refused.value.line()


def test_without_its_library_the_line_says_what_to_type(monkeypatch):
    import sys

    from vedette.run.completions import complete

    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(BadArgumentError, match=r"pip install .*\[rewriting\]"):
        complete(line(), [])
