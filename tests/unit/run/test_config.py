import pytest

from vedette.errors import BadArgumentError
from vedette.run.config import load_settings


def test_the_command_line_wins_over_environment_and_file(tmp_path):
    (tmp_path / "vedette.toml").write_text('store = "file.db"\n')
    environ = {"VEDETTE_STORE": "env.db"}
    assert load_settings(store="cli.db", environ=environ, folder=tmp_path).store == "cli.db"
    assert load_settings(environ=environ, folder=tmp_path).store == "env.db"
    assert load_settings(environ={}, folder=tmp_path).store == "file.db"


def test_the_default_store_is_in_the_working_folder(tmp_path):
    assert load_settings(environ={}, folder=tmp_path).store == "vedette.db"


def test_an_unknown_setting_names_the_known_ones(tmp_path):
    (tmp_path / "vedette.toml").write_text('stroe = "x.db"\n')
    with pytest.raises(BadArgumentError, match=r"unknown setting 'stroe'.*store"):
        load_settings(environ={}, folder=tmp_path)


def test_a_broken_file_is_the_users_mistake(tmp_path):
    (tmp_path / "vedette.toml").write_text("store = \n")
    with pytest.raises(BadArgumentError, match=r"vedette\.toml"):
        load_settings(environ={}, folder=tmp_path)
