"""Opening a store: new, old, newer, or none at all; every mistake is one line."""

from __future__ import annotations

import io
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from store_samples import NOON, dump, numbered

from vedette.errors import BadStoreError
from vedette.store import dialect, migrate
from vedette.store.address import Place, find_place
from vedette.store.store import Store, open_store
from vedette.store.tables import metadata


def refused(address: str, *, read_only: bool = False) -> str:
    with pytest.raises(BadStoreError) as caught:
        open_store(address, read_only=read_only)
    line = caught.value.line()
    assert "\n" not in line
    assert caught.value.next_step
    return line


def test_a_store_opened_again_holds_the_same(address: str) -> None:
    with open_store(address) as store:
        store.add(numbered(3), ingested_at=NOON)
        before = dump(store)
    with open_store(address) as store:
        assert dump(store) == before
    with open_store(address, read_only=True) as store:
        assert dump(store) == before


def test_a_read_only_store_refuses_to_write(address: str) -> None:
    open_store(address).close()
    with open_store(address, read_only=True) as store:
        for write in (
            lambda: store.add(numbered(1), ingested_at=NOON),
            lambda: store.forget("rep-1", reason="", at=NOON),
            lambda: store.add_judgements([]),
        ):
            with pytest.raises(BadStoreError, match="reading only"):
                write()
        with pytest.raises(sa.exc.DBAPIError), store._engine.begin() as connection:
            connection.execute(sa.text("DELETE FROM report"))


def test_the_tables_are_those_that_the_migrations_build(store: Store) -> None:
    def ours(_: object, name: str | None, kind: str, *__: object) -> bool:
        return not (kind == "table" and str(name).startswith(("search", "vedette_version"))) and (
            name not in ("search", "report_search")
        )

    with store._engine.connect() as connection:
        options = {"include_object": ours, "version_table": migrate.VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_the_listed_revisions_are_those_of_the_migrations() -> None:
    script = ScriptDirectory(migrate.FOLDER)
    revisions = [each.revision for each in script.walk_revisions()]
    assert tuple(reversed(revisions)) == migrate.REVISIONS


def test_the_migrations_can_be_written_out_for_postgresql() -> None:
    output = io.StringIO()
    migrate.write_ddl("postgresql", output)
    ddl = output.getvalue()
    assert "GENERATED ALWAYS AS (to_tsvector('english'" in ddl
    assert "USING gin (search)" in ddl
    assert "ON DELETE CASCADE" in ddl
    assert "fts5" not in ddl
    for table in metadata.sorted_tables:
        assert f"CREATE TABLE {table.name} (" in ddl


def test_a_store_of_a_newer_version_is_refused(address: str) -> None:
    with open_store(address) as store, store._engine.begin() as connection:
        connection.execute(sa.text("UPDATE vedette_version SET version_num = '9999'"))
    assert "newer Vedette (store version 9999)" in refused(address)


def old_store(path: Path, revision: str) -> None:
    """Make an empty store as an older Vedette would have."""
    place = find_place(str(path), read_only=False)
    engine = dialect.make_engine(place, read_only=False)
    with engine.connect().execution_options(vedette_writes=True) as connection, connection.begin():
        config = migrate._config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
    engine.dispose()


@pytest.mark.parametrize("revision", migrate.REVISIONS[:-1])
def test_an_older_store_is_brought_up_to_date_by_who_opens_it(
    tmp_path: Path, revision: str
) -> None:
    path = tmp_path / "old.db"
    old_store(path, revision)
    with open_store(str(path), read_only=True) as store, store.view() as view:
        assert view.count() == 0
        with store.doors() as access:
            assert access.accounts() == []
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT version_num FROM vedette_version").fetchone() == (
            migrate.REVISIONS[-1],
        )
    raw.close()


def test_an_older_store_that_cannot_be_written_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.db"
    old_store(path, "0004")
    monkeypatch.setattr(os, "access", lambda *_: False)
    line = refused(str(path), read_only=True)
    assert "older version" in line
    assert "Copy the store to a place of your own" in line


def test_a_path_and_its_address_are_one_place(tmp_path: Path) -> None:
    path = tmp_path / "with blank and #.db"
    with open_store(f"sqlite:///{path}") as store:
        store.add(numbered(1), ingested_at=NOON)
    with open_store(str(path), read_only=True) as store, store.view() as view:
        assert view.counts()["reports"] == 1


def test_a_missing_folder_is_named_with_the_command_that_makes_it(tmp_path: Path) -> None:
    assert f"mkdir -p {tmp_path}/no" in refused(f"{tmp_path}/no/s.db")


def test_a_folder_is_no_store(tmp_path: Path) -> None:
    assert "is a folder" in refused(str(tmp_path))


def test_a_text_file_is_no_store(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("The ministry said nothing.")
    assert "not a store" in refused(str(path))
    assert path.read_text() == "The ministry said nothing."


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bookmark (url)")
    other.close()
    assert "something else" in refused(str(path))


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    assert "holds nothing" in refused(str(path), read_only=True)
    open_store(str(path)).close()
    open_store(str(path), read_only=True).close()


def test_reading_where_no_store_is_makes_none(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    assert "no store is there" in refused(str(path), read_only=True)
    assert not path.exists()


def test_a_damaged_store_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with open_store(str(path)) as store:
        store.add(numbered(50), ingested_at=NOON)
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    assert "damaged" in refused(str(path))


def test_damage_met_while_reading_is_called_so(tmp_path: Path) -> None:
    path = tmp_path / "s.db"
    with open_store(str(path)) as store:
        store.add(numbered(200), ingested_at=NOON)
    whole = bytearray(path.read_bytes())
    middle = len(whole) // 3
    whole[middle : 2 * middle] = b"\xff" * middle
    path.write_bytes(whole)
    with pytest.raises(BadStoreError, match="damaged"):
        read_everything(str(path))


def read_everything(address: str) -> None:
    with open_store(address) as store, store.view() as view:
        list(view.analyses())
        view.search("soldiers")


def test_a_place_that_cannot_be_written_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert "cannot be written" in refused(str(tmp_path / "s.db"))


def test_a_store_on_a_read_only_place_can_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "s.db"
    with open_store(str(path)) as store:
        store.add(numbered(2), ingested_at=NOON)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with open_store(str(path), read_only=True) as store, store.view() as view:
        assert view.counts()["reports"] == 2


@pytest.mark.parametrize("address", ["mysql://host/db", "http://host/s.db"])
def test_another_kind_of_address_is_refused(address: str) -> None:
    assert "postgresql://" in refused(address)


@pytest.mark.parametrize("address", ["", "sqlite://", ":memory:", "sqlite:///:memory:"])
def test_a_store_needs_a_file(address: str) -> None:
    assert "needs a file" in refused(address)


def test_a_password_is_not_shown() -> None:
    place = find_place(
        "postgresql://ada:secret@db.example.org:5433/news?password=x", read_only=False
    )
    assert place.shown == "postgresql://db.example.org:5433/news"


def test_without_psycopg_the_install_line_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    place = Place("", url="postgresql+psycopg://localhost/db")
    with pytest.raises(BadStoreError, match=r'pip install "psycopg\[binary\]"'):
        dialect.make_engine(place, read_only=False)


def test_two_programs_may_make_the_same_store(tmp_path: Path) -> None:
    script = (
        f"import sys; sys.path.insert(0, {str(Path(dialect.__file__).parents[2])!r})\n"
        "from vedette.store.store import open_store; open_store(sys.argv[1]).close()"
    )
    command = [sys.executable, "-c", script, str(tmp_path / "s.db")]
    processes = [subprocess.Popen(command, stderr=subprocess.PIPE) for _ in range(3)]
    for process in processes:
        _, complaint = process.communicate()
        assert process.returncode == 0, complaint.decode()


def test_opening_a_store_that_is_up_to_date_loads_no_alembic(tmp_path: Path) -> None:
    path = str(tmp_path / "s.db")
    open_store(path).close()
    script = (
        f"import sys; sys.path.insert(0, {str(Path(dialect.__file__).parents[2])!r})\n"
        "from vedette.store.store import open_store; open_store(sys.argv[1]).close()\n"
        "assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", script, path], check=True)


WRITES = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
connection.execute("CREATE TABLE beside (no INTEGER)")
connection.commit()
connection.close()
"""


def test_opening_a_store_twice_leaves_the_locks_of_the_first_in_place(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(str(path)) as store:
        store.add(numbered(1), ingested_at=NOON)
        with store.view():
            with open_store(str(path), read_only=True) as other, other.view() as view:
                assert view.count() == 1
            subprocess.run([sys.executable, "-c", WRITES, str(path)], check=True)
            # Whoever is last takes the log away; the other process must see that it is not.
            assert Path(f"{path}-wal").exists()
